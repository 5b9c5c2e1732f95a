//! What anybody can send to the relay.

use std::net::SocketAddr;

use protocol::time::Tick;
use relay::limits::PACKET_BYTES;
use relay::{
    Class, Config, Flow, FramingError, Message, MessageWriter, Output, Packet, Relay, StreamDecoder,
};

/// A message that can be read is made of its attributes, and no stranger's message is relayed.
pub fn stun(data: &[u8]) {
    if let Some(message) = Message::parse(data) {
        let (class, method) = (message.class(), message.method());
        let mut again = MessageWriter::new(class, method, &message.transaction());
        for (kind, value) in message.attributes() {
            again = again.attribute(kind, value);
        }
        let again = again.finish();
        let copy = Message::parse(&again).expect("what is written can be read");
        assert!(copy.attributes().eq(message.attributes()));
    }
    let mut relay = Relay::new(Config::default(), [0; 32], Tick::default());
    relay.add_credential("ann", "password", Tick::default()).expect("there is room");
    let mut packet = Packet::new();
    if !packet.load(data) {
        return;
    }
    let client = SocketAddr::from(([192, 0, 2, 1], 1));
    let flow = Flow::Datagram { socket: 0, client };
    assert_eq!(relay.from_client(flow, client, &mut packet, Tick::default()), None);
    while let Some(output) = relay.poll() {
        let Output::Send { bytes, .. } = output else { panic!("a stranger opens no socket") };
        let answer = Message::parse(&bytes).expect("an answer is a message");
        assert!(matches!(answer.class(), Class::Success | Class::Error));
    }
}

/// A stream is read alike however it is cut.
pub fn turn_stream(data: &[u8]) {
    assert_eq!(messages(data.chunks(data.len().max(1))), messages(data.chunks(1)));
}

/// The messages of a stream, and how it ended.
fn messages<'a>(parts: impl Iterator<Item = &'a [u8]>) -> (Vec<Vec<u8>>, Option<FramingError>) {
    let (mut decoder, mut found) = (StreamDecoder::default(), Vec::new());
    for part in parts {
        decoder.push(part);
        loop {
            match decoder.next() {
                Ok(Some(message)) => {
                    assert!(message.len() <= PACKET_BYTES);
                    found.push(message.to_vec());
                }
                Ok(None) => break,
                Err(error) => return (found, Some(error)),
            }
        }
    }
    (found, None)
}

//! SCTP, as it is once it is decrypted.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use rtc::sctp::{
    Association, AssociationHandle, DatagramEvent, Endpoint, EndpointConfig, Event, Payload,
    ServerConfig, StreamEvent, TransportConfig,
};
use rtc::shared::TransportProtocol;

use crate::connection::{beginning, parts};

const HERE: &str = "192.0.2.1:5000";
const THERE: &str = "192.0.2.2:6000";
const STEP: Duration = Duration::from_millis(700);

/// What a stream gives at once, as in the stack.
const READ_BYTES: usize = 65_536;

/// INIT of the other end with the initiate tag 1, 65535 streams and the initial TSN 1, which supports
/// FORWARD-TSN and RE-CONFIG (RFC 9260 §3.3.2).
const INIT: [u8; 30] = [
    1, 0, 0, 30, 0, 0, 0, 1, 0, 16, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1, // INIT
    0xc0, 0, 0, 4, // FORWARD-TSN is supported
    0x80, 0x08, 0, 6, 130, 192, // supported extensions
];

/// Parts of packets behind the common header, each with the right tag and checksum. With an odd first byte they
/// come after the handshake, otherwise before it.
pub fn sctp(data: &[u8]) {
    run(data, has_known_fault);
}

/// Whether rtc-sctp 0.21.1 may panic at these chunks, or be busy for long. The sharer's path ends then, and the session does not
/// (`a_panic_of_the_stack_ends_its_path_and_nothing_else`).
fn has_known_fault(chunks: &[u8]) -> bool {
    // rtc-sctp takes some chunks for longer or shorter than they say, so that the next one can begin at any multiple of
    // 4 bytes. Error causes of ABORT and ERROR are read past the end of the packet. FORWARD-TSN takes a step for each
    // TSN up to the new one: minutes with checks, seconds without.
    chunks.chunks(4).any(|word| matches!(word, [6 | 9 | 0xc0, ..]))
}

fn run(data: &[u8], is_left_out: impl Fn(&[u8]) -> bool) {
    let Some((mode, rest)) = data.split_first() else { return };
    let mut end = End::new();
    if mode & 1 == 1 {
        end.connect();
    }
    for part in parts(rest).filter(|part| !is_left_out(part)) {
        end.receive(part);
        end.now += STEP;
    }
}

/// The sharer's end.
struct End {
    now: Instant,
    endpoint: Endpoint,
    associations: Vec<(AssociationHandle, Association)>,
    /// The verification tag that it has chosen.
    tag: [u8; 4],
    sent: Vec<Bytes>,
}

impl End {
    fn new() -> Self {
        let transport = TransportConfig::default().with_max_message_size(65_536);
        let endpoint = Endpoint::new(
            HERE.parse().expect("an address"),
            TransportProtocol::UDP,
            Arc::new(EndpointConfig::default()),
            Some(Arc::new(ServerConfig::new(transport))),
        );
        let (associations, sent) = (Vec::new(), Vec::new());
        Self { now: beginning(), endpoint, associations, tag: [0; 4], sent }
    }

    /// The handshake (RFC 9260 §5.1), in which the other end has no surprises.
    fn connect(&mut self) {
        self.receive(&INIT);
        let answer = self.sent.pop().expect("INIT is answered");
        self.tag.copy_from_slice(&answer[16..20]);
        let mut parameters = &answer[32..];
        while let Some(([kind_0, kind_1, length @ ..], _)) = parameters.split_first_chunk::<4>() {
            let length = usize::from(u16::from_be_bytes(*length));
            if [*kind_0, *kind_1] == [0, 7] {
                // The state cookie, as a COOKIE ECHO.
                let mut echo = parameters[..length].to_vec();
                echo[..2].copy_from_slice(&[10, 0]);
                return self.receive(&echo);
            }
            parameters = parameters.get(length.next_multiple_of(4)..).unwrap_or_default();
        }
        panic!("an answer to INIT has a cookie");
    }

    fn receive(&mut self, chunks: &[u8]) {
        let there: SocketAddr = THERE.parse().expect("an address");
        let packet = self.packet(chunks);
        if let Some((handle, event)) = self.endpoint.handle(self.now, there, None, packet) {
            match event {
                DatagramEvent::NewAssociation(new) => self.associations.push((handle, new)),
                DatagramEvent::AssociationEvent(event) => {
                    let mut all = self.associations.iter_mut();
                    if let Some((_, known)) = all.find(|(known, _)| *known == handle) {
                        known.handle_event(event);
                    }
                }
                _ => {}
            }
        }
        self.drain();
    }

    fn drain(&mut self) {
        self.sent.clear();
        for (handle, association) in &mut self.associations {
            while let Some(event) = association.poll() {
                if let Event::Stream(StreamEvent::Readable { id }) = event {
                    let Ok(mut stream) = association.stream(id) else { continue };
                    while let Ok(Some(chunks)) = stream.read_sctp() {
                        let mut room = vec![0; READ_BYTES];
                        let _ = chunks.read(&mut room);
                    }
                }
            }
            if association.poll_timeout().is_some_and(|at| at <= self.now) {
                association.handle_timeout(self.now);
            }
            while let Some(message) = association.poll_transmit(self.now) {
                if let Payload::RawEncode(packets) = message.message {
                    self.sent.extend(packets);
                }
            }
            while let Some(event) = association.poll_endpoint_event() {
                self.endpoint.handle_event(*handle, event);
            }
        }
        self.associations.retain(|(_, association)| !association.is_drained());
    }

    /// A packet from port 5000 to port 5000.
    fn packet(&self, chunks: &[u8]) -> Bytes {
        let mut packet = vec![0x13, 0x88, 0x13, 0x88];
        // Only INIT has no tag.
        packet.extend(if chunks.first() == Some(&1) { [0; 4] } else { self.tag });
        packet.extend([0; 4]);
        packet.extend(chunks);
        packet.resize(packet.len().next_multiple_of(4), 0);
        let checksum = crc32c(&packet).to_le_bytes();
        packet[8..12].copy_from_slice(&checksum);
        packet.into()
    }
}

/// CRC-32C (RFC 9260, appendix A), bit by bit.
fn crc32c(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0x82f6_3b78 } else { crc >> 1 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When this fails, a newer version is better, and the target need not leave them out.
    #[test]
    fn the_known_faults_of_the_stack_are_still_there() {
        // The length of an error cause that is longer than the packet.
        let part = b"\x09\0\0\x08\0\x01\xff\xff";
        let length = u16::try_from(part.len()).unwrap().to_le_bytes();
        let input = [&[1][..], &length, part].concat();
        assert!(has_known_fault(part));
        assert!(std::panic::catch_unwind(|| run(&input, |_| false)).is_err());
    }
}

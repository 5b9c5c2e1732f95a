//! What the relay bounds, seen from outside.

use super::*;

const PACKET: [u8; 1000] = [7; 1000];

/// The value of XOR-PEER-ADDRESS for an IPv4 peer.
fn peer_value(peer: SocketAddr) -> Vec<u8> {
    let request = MessageWriter::new(Class::Request, method::CHANNEL_BIND, &TRANSACTION);
    let bytes = request.address(attribute::XOR_PEER_ADDRESS, peer).finish();
    relay::Message::parse(&bytes).unwrap().attribute(attribute::XOR_PEER_ADDRESS).unwrap().to_vec()
}

#[tokio::test]
async fn a_silent_peer_gets_little_and_one_that_answers_gets_all() {
    let rig = Rig::start(&["127.0.0.0/8"]).await;
    let silent = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut client = ByHand::tcp(&rig).await;
    client.allocates().await;
    let at_silent = peer_value(silent.local_addr().unwrap());
    assert_eq!(client.binds(0x4001, &at_silent).await, None);
    for _ in 0..2_000 {
        client.way.send(&channel(0x4001, &PACKET)).await;
    }
    // Its answer comes when all before it was relayed or dropped.
    let at_echo = peer_value(echo().await);
    assert_eq!(client.binds(0x4002, &at_echo).await, None);
    let (mut received, mut buffer) = (0, [0; 2048]);
    while let Ok(bytes) = silent.try_recv(&mut buffer) {
        received += bytes;
    }
    assert!(received > 0 && received < 100_000, "{received} of 2 MB reached a silent peer");
    let unanswered = "alongside_turn_refused_total{reason=\"unanswered\"}";
    assert!(rig.server.metric(unanswered).await > 1_000);

    // The bound may be used up at first.
    let answered = async {
        loop {
            client.way.send(&channel(0x4002, b"check")).await;
            let again = tokio::time::sleep(std::time::Duration::from_millis(20));
            tokio::select! {
                answer = client.way.receive() => break answer.unwrap(),
                () = again => {}
            }
        }
    };
    assert!(channel(0x4002, b"check").starts_with(&timeout(PATIENCE, answered).await.unwrap()));
    for _ in 0..50 {
        for _ in 0..20 {
            client.way.send(&channel(0x4002, &PACKET)).await;
        }
        let mut back = 0;
        while back < 20 {
            let message = client.way.receive().await.unwrap();
            back += usize::from(message == channel(0x4002, &PACKET));
        }
    }
}

#[tokio::test]
async fn a_service_of_a_host_is_no_peer() {
    let rig = Rig::start(&["127.0.0.0/8"]).await;
    let mut client = ByHand::udp(&rig).await;
    client.allocates().await;
    assert_eq!(client.binds(0x4001, &peer_value("127.0.0.1:53".parse().unwrap())).await, Some(403));
}

//! What is sent to peers that have not answered.

use super::*;

const PEER: &str = "192.0.2.1:5000";
const PAYLOAD: [u8; 1000] = [0; 1000];
const COST: u64 = 1000 + PACKET_COST;

/// A client with an allocation and a channel to each peer, from 0x4001 on.
fn allocated(rig: &mut Rig, at: &str, user: &'static str, peers: &[&str]) -> Client {
    let mut client = Client::new(at, user);
    rig.allocates(&mut client);
    for (number, peer) in (0x4001..).zip(peers) {
        assert_eq!(rig.binds(&mut client, number, peer), None);
    }
    client
}

/// How many packets of [`PAYLOAD`] go to the peer of a channel, of so many.
fn passed(rig: &mut Rig, client: &Client, number: u16, packets: u64) -> u64 {
    let bytes = channel(number, &PAYLOAD);
    (0..packets).filter(|_| rig.send(client, &bytes).is_some()).count() as u64
}

/// A packet of a peer arrives at an allocation.
fn hears(rig: &mut Rig, allocation: u64, peer: &str) -> Option<Forward> {
    assert!(rig.packet.load(b"answer"));
    rig.relay.from_peer(AllocationId(allocation), address(peer), &mut rig.packet, rig.now)
}

#[test]
fn a_peer_that_never_answered_gets_no_flood() {
    let mut rig = Rig::new();
    let client = allocated(&mut rig, "198.51.100.7:4000", "ann", &[PEER]);
    let (burst, per_second) = UNANSWERED_PER_ALLOCATION;
    assert_eq!(passed(&mut rig, &client, 0x4001, 5_000), burst / COST);
    assert!(rig.refused(Refusal::Unanswered) > 4_000);
    let mut sent = 0;
    for _ in 0..60 {
        rig.pass(Duration::from_secs(1));
        sent += passed(&mut rig, &client, 0x4001, 100);
    }
    assert!((59 * per_second / COST..=60 * per_second / COST + 1).contains(&sent), "{sent}");
    // A packet that is answered never waits.
    assert!(hears(&mut rig, 0, PEER).is_some());
    assert_eq!(passed(&mut rig, &client, 0x4001, 1_000), 1_000);
}

#[test]
fn an_answer_lifts_the_bound_for_its_address_alone() {
    let mut rig = Rig::new();
    let peers = [PEER, "192.0.2.1:5001", "192.0.2.2:5000"];
    let client = allocated(&mut rig, "198.51.100.7:4000", "ann", &peers);
    assert!(hears(&mut rig, 0, PEER).is_some());
    // What no permission lets through is no answer.
    assert_eq!(hears(&mut rig, 0, "192.0.2.3:5000"), None);
    for number in [0x4001, 0x4002] {
        assert_eq!(passed(&mut rig, &client, number, 1_000), 1_000);
    }
    assert_eq!(
        passed(&mut rig, &client, 0x4003, 1_000),
        UNANSWERED_PER_ALLOCATION.0 / COST,
        "another address"
    );
    let other = allocated(&mut rig, "198.51.100.8:4000", "bob", &[PEER]);
    assert!(passed(&mut rig, &other, 0x4001, 1_000) < 100, "another allocation");
}

#[test]
fn an_answer_counts_for_thirty_seconds() {
    let mut rig = Rig::new();
    let client = allocated(&mut rig, "198.51.100.7:4000", "ann", &[PEER]);
    for _ in 0..3 {
        assert!(hears(&mut rig, 0, PEER).is_some());
        rig.pass(ANSWER_LIFETIME - Duration::from_millis(1));
        assert_eq!(passed(&mut rig, &client, 0x4001, 1_000), 1_000);
    }
    rig.pass(Duration::from_millis(1));
    assert!(passed(&mut rig, &client, 0x4001, 1_000) < 100);
}

#[test]
fn two_clients_of_the_relay_are_not_bounded() {
    let mut rig = Rig::new();
    let mut ann = Client::new("198.51.100.7:4000", "ann");
    let mut bob = Client::new("198.51.100.8:4000", "bob");
    let (at_ann, at_bob) = (rig.allocates(&mut ann), rig.allocates(&mut bob));
    assert_eq!(rig.binds(&mut ann, 0x4001, &format!("{at_bob}")), None);
    assert_eq!(rig.binds(&mut bob, 0x4001, &format!("{at_ann}")), None);
    assert_eq!(passed(&mut rig, &ann, 0x4001, 1_000), 1_000);
}

#[test]
fn many_allocations_together_send_little_to_a_silent_peer() {
    let mut rig = Rig::new();
    let mut sent = 0;
    for n in 0..10 {
        // Each from its own address.
        let at = format!("198.51.100.{n}:4000");
        let client = allocated(&mut rig, &at, "ann", &[PEER]);
        sent += passed(&mut rig, &client, 0x4001, 1_000);
    }
    assert_eq!(sent, UNANSWERED_PER_PEER.0 / COST);
}

#[test]
fn one_address_does_not_use_up_what_goes_to_silent_peers() {
    let mut rig = Rig::new();
    let mut sent = 0;
    for n in 0..12 {
        let (at, peer) = (format!("198.51.100.7:{}", 4000 + n), format!("192.0.2.{n}:5000"));
        let client = allocated(&mut rig, &at, "ann", &[&peer]);
        sent += passed(&mut rig, &client, 0x4001, 1_000);
    }
    assert_eq!(sent, UNANSWERED_PER_ADDRESS.0 / COST);
    let other = allocated(&mut rig, "198.51.100.8:4000", "bob", &["192.0.2.200:5000"]);
    assert!(passed(&mut rig, &other, 0x4001, 1) > 0);
}

#[test]
fn ports_of_services_are_closed() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    for (n, port) in (0_u16..).zip([0_u16, 53, 123, 161, 443, 1023]) {
        let peer = format!("192.0.2.1:{port}");
        assert_eq!(rig.binds(&mut client, 0x4001 + n, &peer), Some(403), "{port}");
        assert_eq!(rig.permits(&mut client, &peer), None, "a permission has no port");
        let indication = send_indication(&peer, b"x");
        assert_eq!(rig.send(&client, &indication), None, "{port}");
    }
    assert_eq!(rig.binds(&mut client, 0x4100, "192.0.2.1:1024"), None);
}

//! What one address takes from others, when all is used up.

use alloc::boxed::Box;
use alloc::string::String;

use super::*;

/// A name for a user that lives as long as the test.
fn name(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// A user who has a credential.
fn user(rig: &mut Rig, text: String) -> &'static str {
    let user = name(text);
    rig.relay.add_credential(user, "password", rig.now).unwrap();
    user
}

/// Allocates from an address until that is refused; returns how many addresses it got.
fn takes(rig: &mut Rig, host: u8, at_most: usize) -> usize {
    let mut taken = 0;
    for n in 0..at_most.div_ceil(ALLOCATIONS_PER_CREDENTIAL) {
        let user = user(rig, format!("{host} {n}"));
        let of_user = ALLOCATIONS_PER_CREDENTIAL.min(at_most - n * ALLOCATIONS_PER_CREDENTIAL);
        for k in 0..of_user {
            let port = 1_000 + n * ALLOCATIONS_PER_CREDENTIAL + k;
            let mut client = Client::new(&format!("198.51.100.{host}:{port}"), user);
            rig.pass(Duration::from_millis(10));
            rig.knows_nonce(&mut client);
            if rig.code(&client, &allocate(&mut client.clone())).is_some() {
                return taken;
            }
            taken += 1;
        }
    }
    taken
}

#[test]
fn one_who_holds_nothing_gets_an_address_although_nine_others_hold_all() {
    let mut rig = Rig::new();
    for host in 1..=9 {
        takes(&mut rig, host, 480);
    }
    assert_eq!(rig.relay.counts().allocations, ALLOCATIONS);
    assert_eq!(takes(&mut rig, 77, 40), 40);
    assert_eq!(rig.relay.counts().allocations, ALLOCATIONS);
    assert_eq!(rig.sockets.len(), ALLOCATIONS, "those that gave way are closed");
}

#[test]
fn addresses_that_use_up_all_bytes_take_nothing_from_one_that_needs_few() {
    let mut rig = Rig::new();
    let mut clients = Vec::new();
    // Ten addresses, each with more than an address may relay; the last one is another.
    for n in 0..61_u64 {
        let (host, user) = (n / 6, user(&mut rig, format!("{n}")));
        let mut client = Client::new(&format!("198.51.100.{host}:{}", 4000 + n), user);
        rig.allocates(&mut client);
        let peer = format!("192.0.2.{n}:5000");
        assert_eq!(rig.binds(&mut client, 0x4001, &peer), None);
        assert!(rig.packet.load(b"answer"));
        let id = AllocationId(n);
        assert!(rig.relay.from_peer(id, address(&peer), &mut rig.packet, rig.now).is_some());
        clients.push(client);
    }
    let few = clients.pop().unwrap();
    let bytes = channel(0x4001, &[0; 2000]);
    let (mut sent, mut passed) = (0, 0);
    for ms in 0..2_000 {
        rig.pass(Duration::from_millis(1));
        // 8 MB/s each; who needs few sends last, and 2 MB/s.
        for client in &clients {
            for _ in 0..4 {
                rig.send(client, &bytes);
            }
        }
        let is_through = rig.send(&few, &bytes).is_some();
        if ms >= 1_000 {
            (sent, passed) = (sent + 1, passed + u64::from(is_through));
        }
    }
    assert!(passed * 100 >= sent * 98, "{passed} of {sent}");
}

#[test]
fn a_request_with_a_nonce_is_answered_although_others_flood() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let mut junk = Client::new("192.0.2.1:1", "eve");
    let request = junk.request(method::BINDING).finish();
    for n in 0..50_000_u32 {
        // Each under another address, then many under that of the client.
        let bits = if n < 45_000 { 0xc612_0000 + n } else { 0xc633_6407 };
        junk.address = SocketAddr::new(Ipv4Addr::from_bits(bits).into(), 9);
        junk.flow = Flow::Datagram { socket: 0, client: junk.address };
        rig.send(&junk, &request);
        rig.run();
    }
    assert!(rig.refused(Refusal::RequestRate) > 5_000);
    assert_eq!(rig.code(&client, &allocate(&mut client.clone())), None);
}

#[test]
fn junk_under_the_address_of_a_client_does_not_stop_its_refresh() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.allocates(&mut client);
    let mut forger = Client { nonce: b"unknown".to_vec(), user: "eve", ..client.clone() };
    for _ in 0..2_000 {
        for junk in [forger.request(method::BINDING), forger.request(method::REFRESH)] {
            let junk = forger.sign(junk);
            rig.send(&forger, &junk);
        }
        rig.run();
    }
    let request = client.request(method::REFRESH);
    assert_eq!(rig.code(&client, &client.sign(request)), None);
}

#[test]
fn requests_with_a_nonce_are_bounded_too() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    rig.knows_nonce(&mut client);
    let wrong = Client { password: "wrong", ..client.clone() };
    let request = allocate(&mut wrong.clone());
    let answered = (0..10_000).filter(|_| rig.ask(&wrong, &request).is_some()).count();
    assert_eq!(answered as u64, NONCE_REQUESTS_PER_ADDRESS.0);
    let mut other = Client::new("198.51.100.8:4000", "bob");
    rig.allocates(&mut other);
    // A client with an allocation has a bound for what it has signed.
    let request = other.request(method::REFRESH);
    let request = other.sign(request);
    let answered = (0..1_000).filter(|_| rig.ask(&other, &request).is_some()).count();
    assert_eq!(answered as u64, REQUESTS_PER_ALLOCATION.0);
}

#[test]
fn checksums_are_computed_for_requests_that_are_admitted_alone() {
    let mut rig = Rig::new();
    let mut client = Client::new("198.51.100.7:4000", "ann");
    let request = client.request(method::BINDING).attribute(0x9000, &[0; 1900]);
    let request = request.with_fingerprint().finish();
    let before = crate::stun::checksums();
    for _ in 0..3 * REQUESTS_PER_ADDRESS.0 {
        rig.send(&client, &request);
    }
    // One for each request, and one for each answer.
    assert_eq!(crate::stun::checksums() - before, 2 * REQUESTS_PER_ADDRESS.0);
    let mut wrong = request.clone();
    *wrong.last_mut().unwrap() ^= 1;
    rig.pass(Duration::from_secs(1));
    assert_eq!(rig.ask(&client, &wrong), None, "it is checked all the same");
}

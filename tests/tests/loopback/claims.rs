//! Several claims of one invitation at once. A trusted proxy gives each client an address of its own.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use alongside_tests::claimant::{body, claim, introduced, parse, prove};
use alongside_tests::clock;
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, Received, SignalServer};
use protocol::code::InvitationCode;
use protocol::limits;
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal, ToSignal};

use crate::{refused, waiting_at, wrong};

/// As many strangers as must not delay an honest Helper.
const STRANGERS: u8 = 30;

fn address(n: u8) -> IpAddr {
    Ipv4Addr::new(203, 0, 113, n).into()
}

/// A server behind a proxy, a sharer at it, and its code.
fn waiting_behind_a_proxy() -> (SignalServer, Sharer, String) {
    let options = ["--listen", "127.0.0.1:0", "--trusted-proxy", "127.0.0.1"];
    waiting_at(SignalServer::with(&options), &[])
}

/// A claimant that has the sharer's answer, and its proof, which it has not sent yet.
struct Claimant {
    socket: RawClient,
    proof: Vec<u8>,
}

impl Claimant {
    fn answered(url: &str, n: u8, code: &InvitationCode) -> Self {
        let mut socket = RawClient::connect_for(url, address(n));
        let pake = claim(&mut socket, code);
        let Received::Message(FromSignal::Relay { body: answer, .. }) = socket.receive() else {
            panic!("the sharer answers claimant {n}");
        };
        let (_, proof) = pake.receive(answer.as_bytes()).unwrap();
        Self { socket, proof }
    }

    fn proves(&mut self) {
        self.socket.send(&ToSignal::Relay { claim: None, body: body(self.proof.clone()) });
    }
}

#[test]
fn thirty_silent_claims_do_not_delay_an_honest_one() {
    let (server, mut sharer, code) = waiting_behind_a_proxy();
    let right = parse(&code);
    let silent: Vec<_> =
        (1..=STRANGERS).map(|n| Claimant::answered(&server.url, n, &right)).collect();
    let begun = clock::now();
    let mut helper = RawClient::connect_for(&server.url, address(100));
    let mut channel = prove(&mut helper, &right).expect("the code is right");
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(matches!(introduced(&mut helper, &mut channel), Introduction::Welcome { .. }));
    // They stood until then, and one that proves the code now is no second Helper.
    for (n, mut claimant) in silent.into_iter().enumerate() {
        if n % 2 == 0 {
            claimant.proves();
        }
        assert_eq!(claimant.socket.receive(), refused(Refusal::Taken), "claimant {n}");
    }
    sharer.send_command("disconnect");
    sharer.phase("ended");
}

#[test]
fn guesses_side_by_side_are_as_many_as_one_after_another() {
    let (server, mut sharer, code) = waiting_behind_a_proxy();
    let mut guesses: Vec<_> =
        (1..=STRANGERS).map(|n| Claimant::answered(&server.url, n, &wrong(&code))).collect();
    let mut late = Claimant::answered(&server.url, 100, &parse(&code));
    guesses.iter_mut().for_each(Claimant::proves);
    for left in (0..limits::WRONG_CODES).rev() {
        assert_eq!(sharer.event("wrong_code")["attempts_left"], left, "each is told");
    }
    assert_eq!(sharer.phase("ended")["reason"], "burnt");
    // The right code comes too late: the server has the last verdict by now, or still waits for it.
    late.proves();
    let received = late.socket.receive();
    assert!([Refusal::Burnt, Refusal::Busy].map(refused).contains(&received), "{received:?}");
    let mut wrong_codes = 0;
    for claimant in &mut guesses {
        let received = claimant.socket.receive();
        let expected = [Refusal::WrongCode, Refusal::Busy, Refusal::Burnt].map(refused);
        assert!(expected.contains(&received), "{received:?}");
        wrong_codes += u8::from(received == refused(Refusal::WrongCode));
    }
    assert_eq!(wrong_codes, limits::WRONG_CODES - 1, "the last one burnt the invitation");
}

//! What a Helper can repeat while a question waits for the User is not logged as a warning: warnings are shown on the
//! User's terminal, and would push the question off it.

use alongside_tests::claimant::{introduce, parse, prove};
use alongside_tests::clock::PATIENCE;
use alongside_tests::rig::Sharer;
use alongside_tests::server::RawClient;
use protocol::sealed::Introduction;

use super::waiting;

/// Waits until the sharer has logged this, and checks that it was no warning.
#[track_caller]
fn is_debug(sharer: &Sharer, what: &str) {
    let find = |line: &str| line.contains(what).then(|| line.to_owned());
    let (_, line) = sharer.running.stderr.wait(0, PATIENCE, find).expect(what);
    assert!(line.contains(" DEBUG sharer::"), "{line}");
}

#[test]
fn no_failure_that_the_helper_can_repeat_is_a_warning_below_the_question() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    sharer.event("ask");

    introduce(&mut socket, &mut channel, &Introduction::Offer { path: 0, sdp: "none".into() });
    is_debug(&sharer, "the offer was not accepted");

    // A hello that is one, and a record that nobody has sealed.
    let mut lane = socket.open_lane(&server.url);
    lane.send(&[1; 16]);
    lane.send(&[2; 64]);
    is_debug(&sharer, "the path failed");
}

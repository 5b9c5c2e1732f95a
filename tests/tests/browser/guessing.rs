//! A server that plays the sharer towards the page, to test guesses at the code.

use alongside_tests::clock::{NOTICED, never};
use alongside_tests::process::Folder;
use alongside_tests::server::{RawClient, Received};
use protocol::code::{InvitationCode, Slot};
use protocol::handshake::SharerHandshake;
use protocol::limits::CODE_TRIES;
use protocol::signal::{Body64, FromSignal, Outcome, OwnerToken, ToSignal};
use rand_core::OsRng;
use serde_json::json;

use super::{Rig, again};

/// Words that the User has chosen, so that the guesser has an invitation with the same ones.
const WORDS: &str = "rudder-karate-polite-oyster";
const GUESS: &str = "rudder-karate-polite-lamp";

/// Plays the sharer, as a hostile server could. The page cannot tell it from one.
struct Guesser {
    socket: RawClient,
    slot: Slot,
}

impl Guesser {
    fn at(url: &str) -> Self {
        let mut socket = RawClient::connect(url);
        socket.send(&ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: 600,
            token: OwnerToken::generate(&mut OsRng),
            slot: None,
            unlisted: false,
            places: Vec::new(),
        });
        let Received::Message(FromSignal::Opened { slot, .. }) = socket.receive() else {
            panic!("the server opens invitations");
        };
        Self { socket, slot }
    }

    /// The code that leads here.
    fn code(&self) -> String {
        format!("{}-{WORDS}", self.slot)
    }

    /// Waits for the page's attempt, and tests a guess with its proof.
    fn guess(&mut self) {
        let guess: InvitationCode = format!("{}-{GUESS}", self.slot).parse().unwrap();
        let (claim, body) = loop {
            match self.socket.receive() {
                Received::Message(FromSignal::Claimed { claim, body, .. }) => break (claim, body),
                // What followed on the last proof.
                Received::Message(FromSignal::Relay { .. } | FromSignal::PeerGone { .. }) => {}
                other => panic!("expected a claim, got {other:?}"),
            }
        };
        let (waiting, pake) = SharerHandshake::answer(&guess, body.as_bytes(), &mut OsRng).unwrap();
        let body = Body64::new(pake).unwrap();
        self.socket.send(&ToSignal::Relay { claim: Some(claim), body });
        let Received::Message(FromSignal::Relay { body: proof, .. }) = self.socket.receive() else {
            panic!("the page proves the code");
        };
        assert!(waiting.confirm(proof.as_bytes()).is_err(), "the guess is wrong");
        self.socket.send(&ToSignal::Verdict { claim, outcome: Outcome::Abandoned });
    }
}

fn invited() -> (Rig, Guesser, Folder) {
    let folder = Folder::new();
    let file = folder.path().join("words");
    std::fs::write(&file, WORDS).unwrap();
    let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&file, permissions).unwrap();
    let rig = Rig::invited(&["--words-file", file.to_str().unwrap()]);
    let guesser = Guesser::at(&rig.server.url);
    (rig, guesser, folder)
}

fn attempt(rig: &mut Rig, guesser: &mut Guesser) {
    rig.join(&guesser.code());
    guesser.guess();
    rig.browser.wait_text("does not answer");
}

#[test]
fn the_user_hears_of_guesses_that_a_server_made_at_the_page() {
    let (mut rig, mut guesser, _folder) = invited();
    attempt(&mut rig, &mut guesser);
    again(&mut rig.browser);
    attempt(&mut rig, &mut guesser);
    let (url, code) = (rig.server.url.clone(), rig.code.clone());
    rig.browser.open(&url);
    rig.join(&code);
    let told = rig.sharer.event("tried_before");
    assert_eq!((&told["helper"], &told["times"]), (&json!("Jacky"), &json!(2)));
    rig.admit();
    let stored = rig.browser.eval("sessionStorage.getItem('alongside.tries')");
    assert_eq!(stored, json!(""), "the code is proven");
    rig.no_violations();
}

#[test]
fn a_server_gets_three_guesses_at_the_page_also_when_it_is_loaded_again() {
    let (mut rig, mut guesser, _folder) = invited();
    let (url, code) = (rig.server.url.clone(), rig.code.clone());
    for _ in 0..CODE_TRIES {
        attempt(&mut rig, &mut guesser);
        rig.browser.open(&url);
    }
    // Another number is no new chance for those who choose the numbers.
    for code in [guesser.code(), code] {
        rig.join(&code);
        rig.browser.wait_text("It is not tried again");
        again(&mut rig.browser);
    }
    never(NOTICED, "the code is claimed once more", || {
        let claimed = rig.sharer.events().iter().any(|event| event["event"] == "ask");
        claimed.then_some(())
    });
    let received = guesser.socket.receive_within(NOTICED);
    assert!(
        !matches!(received, Received::Message(FromSignal::Claimed { .. })),
        "the guesser is asked again: {received:?}"
    );
}

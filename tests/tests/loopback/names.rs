//! Names that deceive, with the real programs. The Helper is a stand-in, who speaks the introduction only.

use alongside_tests::claimant::{body, introduce, introduced, parse, prove};
use alongside_tests::clock::PATIENCE;
use alongside_tests::computer::Computer;
use alongside_tests::helper::{KnownHelper, now};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{Folder, Running};
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, SignalServer};
use protocol::handshake::SealedChannel;
use protocol::peer::{Phase, RememberRefusal, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::ToSignal;
use protocol::trust::IdentityKey;
use serde_json::Value;
use session::contacts::Contact;
use sharer::store::contacts::Store;

/// A computer whose user remembers a Helper by this name.
fn remembers(name: &str) -> (Computer, IdentityKey) {
    let (computer, name) = (Computer::with(None), name.parse().unwrap());
    let key = KnownHelper::new().key();
    let contact = Contact { name, key, since: now(), last: now() };
    Store::new(&computer.config()).change(|book| book.add(contact)).unwrap();
    (computer, key)
}

fn listed(computer: &Computer) -> Vec<String> {
    let book = Store::new(&computer.config()).read().unwrap();
    book.iter().map(|contact| contact.name.to_string()).collect()
}

/// A Helper who has proved the code.
fn invited(computer: &Computer, server: &SignalServer) -> (Sharer, RawClient, SealedChannel) {
    let mut command = computer.share(&["--name", "Ursula"]);
    let mut sharer = Sharer::start(command.args(["--server", &server.url]), Folder::new());
    let (code, _) = sharer.invitation();
    let mut socket = RawClient::connect(&server.url);
    let channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    (sharer, socket, channel)
}

fn hello(name: &str) -> Introduction {
    Introduction::Hello { name: name.parse().unwrap(), version: protocol::VERSION }
}

#[test]
fn a_stranger_called_like_a_contact_is_announced_as_a_stranger() {
    let server = SignalServer::start();
    let (computer, _) = remembers("Jacky");
    for name in ["Jacky", "J\u{430}cky", "JACKY ☂", "Bob"] {
        let (mut sharer, mut socket, mut channel) = invited(&computer, &server);
        introduced(&mut socket, &mut channel);
        introduce(&mut socket, &mut channel, &hello(name));
        let question = sharer.event("ask");
        let text = question["text"].as_str().unwrap();
        let is_said = text.contains("\nWARNING: this may not be the “Jacky” you know.");
        let known = if name == "Bob" { Value::Null } else { "Jacky".into() };
        assert_eq!((&question["resembles"], is_said), (&known, name != "Bob"), "{question}");
        assert_eq!(question["helper"], name);
    }
}

#[test]
fn a_stranger_called_like_a_contact_is_not_remembered() {
    let server = SignalServer::start();
    let (computer, _) = remembers("Jacky");
    let (mut sharer, mut socket, mut channel) = invited(&computer, &server);
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "J\u{430}cky");
    viewer.wait_until_up();
    sharer.answer("connect", true);
    viewer.receive(|message| {
        let shared = matches!(message, ToViewer::Phase { phase: Phase::ScreenSharing, .. });
        shared.then_some(())
    });
    viewer.send(&ToSharer::Remember { key: KnownHelper::new().key() });
    let refused = viewer.receive(|message| match message {
        ToViewer::RememberRefused { reason } => Some(*reason),
        _ => None,
    });
    assert_eq!(refused, RememberRefusal::Unproven);
    let is_said = |event: &Value| {
        event["text"].as_str().unwrap().starts_with("WARNING: this is not the key of your contact")
    };
    sharer.event_where(PATIENCE, "note", is_said);
    assert_eq!(listed(&computer), ["Jacky"]);
}

#[test]
fn a_terminal_says_that_a_stranger_is_not_the_contact_and_begins_no_line_with_a_name() {
    let server = SignalServer::start();
    let (computer, _) = remembers("Jacky");
    let mut command = computer.run(&["share", "--screen", "synthetic:64x64@1"]);
    command.args(["--record-input", "/dev/null", "--server", &server.url]);
    let sharer = Running::start("terminal", &mut command);
    let code = sharer.stdout.wait(0, PATIENCE, |line| {
        line.split_once("this code:").map(|(_, code)| code.trim().to_owned())
    });
    let (_, code) = code.expect("a code is shown");
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    introduce(&mut socket, &mut channel, &hello("Jаcky"));
    let warning = "WARNING: this may not be the “Jacky” you know.";
    let warned = sharer.stdout.wait(0, PATIENCE, |line| line.starts_with(warning).then_some(()));
    assert!(warned.is_some(), "{:?}", sharer.stdout.all());
    let lines = sharer.stdout.all();
    assert!(lines.iter().any(|line| line.starts_with("“Jаcky” wants to connect")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.starts_with('J')), "{lines:?}");
}

#[test]
fn a_name_with_a_character_that_is_not_seen_is_dropped() {
    let server = SignalServer::start();
    let (computer, _) = remembers("Jacky");
    for unseen in [
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{180e}',
        '\u{2800}',
        '\u{3164}',
        '\u{fe0f}',
        '\u{e0041}',
    ] {
        let (mut sharer, mut socket, mut channel) = invited(&computer, &server);
        introduced(&mut socket, &mut channel);
        let plain = String::from_utf8(hello("Jacky").encode()).unwrap();
        let disguised = plain.replace("Jacky", &format!("Jac{unseen}ky"));
        let sealed = channel.seal(disguised.as_bytes()).unwrap();
        socket.send(&ToSignal::Relay { claim: None, body: body(sealed) });
        introduce(&mut socket, &mut channel, &hello("Bob"));
        assert_eq!(sharer.event("ask")["helper"], "Bob", "{unseen:?}");
    }
}

#[test]
fn a_contact_is_found_by_its_fingerprint_whatever_its_name_does_to_a_shell() {
    let (computer, key) = remembers("x'; rm -rf ~ #");
    let fingerprint = key.fingerprint();
    let list = computer.run(&["contacts"]).output().unwrap();
    assert!(String::from_utf8(list.stdout).unwrap().contains(&fingerprint));
    let renamed = computer.run(&["contacts", "rename", &fingerprint, "Jacky"]).status().unwrap();
    assert!(renamed.success());
    let refused = computer.run(&["contacts", "rename", "Jacky", "J\u{ad}"]).output().unwrap();
    assert!(String::from_utf8(refused.stderr).unwrap().contains("a character that cannot be seen"));
    let server = SignalServer::start();
    let mut command = computer.share(&["--to", &fingerprint]);
    let mut sharer = Sharer::start(command.args(["--server", &server.url]), Folder::new());
    assert_eq!(sharer.event("waiting_for")["helper"], "Jacky");
    assert!(computer.run(&["contacts", "forget", &fingerprint]).status().unwrap().success());
    assert_eq!(listed(&computer), [""; 0]);
}

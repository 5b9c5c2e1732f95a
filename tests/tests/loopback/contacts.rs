//! Known Helpers, with the real programs: contacts, and those that the owner's policy names.
//! The Helper is a stand-in with a key, who speaks the introduction only.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use alongside_tests::claimant::{introduce, introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually};
use alongside_tests::computer::{Computer, fails};
use alongside_tests::helper::{KnownHelper, claim_with, now, today, watch};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::Folder;
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, Received, SignalServer};
use protocol::handshake::SealedChannel;
use protocol::peer::{EndReason, Phase, RememberRefusal, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal};
use protocol::trust::{Availability, IdentityKey, Party as TrustSide};
use serde_json::{Value, json};
use session::contacts::Contact;
use sharer::store::contacts::Store;
use sharer::store::identity::Identity;

/// A computer whose user remembers this Helper. Returns its key.
fn remembers(computer: &Computer, name: &str, helper: &KnownHelper) -> IdentityKey {
    let (name, key) = (name.parse().unwrap(), helper.key());
    let contact = Contact { name, key, since: now(), last: now() };
    Store::new(&computer.config()).change(|book| book.add(contact)).unwrap();
    Identity::find_or_make(&computer.config()).unwrap().key()
}

/// The policy of an owner who named this Helper.
fn named(helper: &KnownHelper, rules: &str) -> String {
    format!("[offer]\n{rules}\n[[offer.helper]]\nname = 'Help desk'\nkey = '{}'\n", helper.key())
}

fn start(mut command: std::process::Command, server: &SignalServer) -> Sharer {
    Sharer::start(command.args(["--server", &server.url]), Folder::new())
}

fn listening(computer: &Computer, server: &SignalServer, options: &[&str]) -> Sharer {
    let mut sharer = start(computer.listen(options), server);
    sharer.event("waiting_for_offers");
    sharer
}

fn refused(reason: Refusal) -> Received {
    Received::Message(FromSignal::Refused { reason })
}

/// Says hello. Returns the welcome and the question.
fn hello(
    socket: &mut RawClient,
    channel: &mut SealedChannel,
    sharer: &mut Sharer,
    name: &str,
) -> (Introduction, Value) {
    let welcome = introduced(socket, channel);
    let (name, version) = (name.parse().unwrap(), protocol::VERSION);
    introduce(socket, channel, &Introduction::Hello { name, version });
    (welcome, sharer.event("ask"))
}

fn interrupt(sharer: &Sharer) {
    let id = i32::try_from(sharer.running.id()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
}

/// Lets a Helper see the screen of a sharer that waits for them.
fn seen_by(
    sharer: &mut Sharer,
    mut socket: RawClient,
    mut channel: SealedChannel,
    name: &str,
) -> NativeViewer {
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, name);
    viewer.wait_until_up();
    sharer.answer("connect", true);
    viewer.receive(|message| {
        let shared = matches!(message, ToViewer::Phase { phase: Phase::ScreenSharing, .. });
        shared.then_some(())
    });
    viewer
}

/// A Helper who sees the screen because they know the code.
fn invited(computer: &Computer, server: &SignalServer, name: &str) -> (Sharer, NativeViewer) {
    let mut sharer = start(computer.share(&["--name", "Ursula"]), server);
    let (code, _) = sharer.invitation();
    let mut socket = RawClient::connect(&server.url);
    let channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let viewer = seen_by(&mut sharer, socket, channel, name);
    (sharer, viewer)
}

/// What the sharer hands over when it agrees, checked as a page does.
fn users_key(viewer: &mut NativeViewer, helper: &KnownHelper) -> IdentityKey {
    let (key, proof) = viewer.receive(|message| match message {
        ToViewer::Remember { key, proof } => Some((*key, *proof)),
        _ => None,
    });
    assert!(helper.pair(&key).verify_proof(TrustSide::User, &viewer.binding(), &proof));
    key
}

fn refusal(viewer: &mut NativeViewer) -> RememberRefusal {
    viewer.receive(|message| match message {
        ToViewer::RememberRefused { reason } => Some(*reason),
        _ => None,
    })
}

fn listed(computer: &Computer) -> Vec<String> {
    let book = Store::new(&computer.config()).read().unwrap();
    book.iter().map(|contact| contact.name.to_string()).collect()
}

// --- remembering -------------------------------------------------------------------------------

#[test]
fn two_who_agree_remember_each_other_and_meet_again_without_a_code() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let jacky = KnownHelper::new();
    let (mut sharer, mut viewer) = invited(&computer, &server, "Jacky");
    assert!(!computer.config().join("identity").exists(), "a key is made when it is needed");
    viewer.send(&ToSharer::Remember { key: jacky.key() });
    let question = sharer.answer("remember", true);
    assert_eq!((&question["helper"], &question["proof"]), (&"Jacky".into(), &"code".into()));
    let user = users_key(&mut viewer, &jacky);
    assert_eq!(listed(&computer), [""; 0], "nothing is kept that is not proven");
    let proof = jacky.pair(&user).prove(TrustSide::Helper, &viewer.binding());
    viewer.send(&ToSharer::RememberProof { proof });
    viewer.receive(|message| matches!(message, ToViewer::Remembered {}).then_some(()));
    assert_eq!(sharer.event("remembered")["helper"], "Jacky");
    assert_eq!(listed(&computer), ["Jacky"]);
    let log = sharer.log();
    sharer.send_command("disconnect");
    sharer.ended();
    assert!(fs::read_to_string(log).unwrap().contains("CONTACT_REMEMBERED"));

    let mut sharer = start(computer.share(&["--to", "Jacky"]), &server);
    sharer.event("waiting_for");
    let mut socket = RawClient::connect(&server.url);
    let channel = jacky.claim(&mut socket, &user).expect("no code is needed");
    seen_by(&mut sharer, socket, channel, "Jacky");
    let asked = sharer.events().into_iter().find(|event| event["event"] == "ask").unwrap();
    assert_eq!(asked["proof"], "contact");
}

#[test]
fn a_user_who_wishes_to_remember_is_not_asked_and_the_helper_is() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let jacky = KnownHelper::new();
    let (mut sharer, mut viewer) = invited(&computer, &server, "Jacky");
    sharer.send_command("remember");
    viewer.receive(|message| matches!(message, ToViewer::RememberProposal {}).then_some(()));
    viewer.send(&ToSharer::Remember { key: jacky.key() });
    let user = users_key(&mut viewer, &jacky);
    let proof = jacky.pair(&user).prove(TrustSide::Helper, &viewer.binding());
    viewer.send(&ToSharer::RememberProof { proof });
    sharer.event("remembered");
    assert!(sharer.events().iter().all(|event| event["what"] != "remember"));
}

#[test]
fn a_changed_key_and_one_that_is_not_proven_are_refused() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let (jacky, mallory) = (KnownHelper::new(), KnownHelper::new());
    remembers(&computer, "Jacky", &jacky);
    let (mut sharer, mut viewer) = invited(&computer, &server, "jacky");
    viewer.send(&ToSharer::Remember { key: mallory.key() });
    assert_eq!(refusal(&mut viewer), RememberRefusal::Unproven);
    let loudly =
        |event: &Value| event["text"].as_str().unwrap().starts_with("WARNING: this is not");
    sharer.event_where(PATIENCE, "note", loudly);
    // The key of another one, which they cannot prove.
    let (mut sharer, mut viewer) = invited(&computer, &server, "Tom");
    viewer.send(&ToSharer::Remember { key: KnownHelper::new().key() });
    sharer.answer("remember", true);
    let user = viewer.receive(|message| match message {
        ToViewer::Remember { key, .. } => Some(*key),
        _ => None,
    });
    let proof = mallory.pair(&user).prove(TrustSide::Helper, &viewer.binding());
    viewer.send(&ToSharer::RememberProof { proof });
    assert_eq!(refusal(&mut viewer), RememberRefusal::Unproven);
    assert_eq!(listed(&computer), ["Jacky"]);
}

#[test]
fn a_computer_that_cannot_write_says_so_and_the_session_goes_on() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let (mut sharer, mut viewer) = invited(&computer, &server, "Jacky");
    fs::write(computer.config().join("contacts.toml"), "nonsense").unwrap();
    let private = Permissions::from_mode(0o600);
    fs::set_permissions(computer.config().join("contacts.toml"), private).unwrap();
    viewer.send(&ToSharer::Remember { key: KnownHelper::new().key() });
    assert_eq!(refusal(&mut viewer), RememberRefusal::Unable);
    let said = |event: &Value| event["text"].as_str().unwrap().contains("The session goes on");
    sharer.event_where(PATIENCE, "note", said);
    viewer.send(&ToSharer::Chat { text: "still here".into() });
    assert_eq!(sharer.event("chat")["text"], "still here");
}

// --- contacts ----------------------------------------------------------------------------------

#[test]
fn a_contact_is_asked_for_help_and_comes_without_a_code() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let jacky = KnownHelper::new();
    let user = remembers(&computer, "Jacky", &jacky);
    let mut sharer = start(computer.share(&["--to", "jacky", "--name", "Ursula"]), &server);
    let waiting = sharer.event("waiting_for");
    assert_eq!((&waiting["helper"], &waiting["available"]), (&"Jacky".into(), &false.into()));

    let mut page = RawClient::connect(&server.url);
    let cards = watch(&mut page, jacky.pair(&user).tag(today()));
    let card = cards[0].open(&jacky.pair(&user)).unwrap();
    assert_eq!((card.availability, card.name.as_str()), (Availability::AsksForHelp, "Ursula"));
    assert_eq!(card.key, user);
    assert_eq!(sharer.event("waiting_for")["available"], true, "the page is open now");

    let mut socket = RawClient::connect(&server.url);
    let mut channel = jacky.claim(&mut socket, &user).expect("a contact needs no code");
    let (_, question) = hello(&mut socket, &mut channel, &mut sharer, "J. from IT");
    assert_eq!((&question["what"], &question["proof"]), (&"connect".into(), &"contact".into()));
    assert_eq!(question["helper"], "Jacky");
    let text = question["text"].as_str().unwrap();
    assert!(text.contains("your contact “Jacky”"), "{text}");
    assert!(text.contains("“Jacky” (calls themselves “J. from IT”)"), "{text}");
    sharer.command(json!({"command": "answer", "id": question["id"], "allow": false}));
    let reason = EndReason::Declined;
    assert_eq!(introduced(&mut socket, &mut channel), Introduction::Bye { reason });
    assert_eq!(sharer.ended().code(), Some(0));
    assert!(sharer.events().iter().all(|event| event["event"] != "invitation"), "no code is made");
}

#[test]
fn who_is_not_known_is_refused_told_nothing_and_written_down() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let (jacky, mallory) = (KnownHelper::new(), KnownHelper::new());
    let user = remembers(&computer, "Jacky", &jacky);
    let mut sharer = start(computer.share(&["--to", "Jacky"]), &server);
    sharer.event("waiting_for");
    let mut socket = RawClient::connect(&server.url);
    let got = mallory.claim(&mut socket, &user).map(|_| ());
    assert_eq!(got, Err(refused(Refusal::Unknown)), "nobody waits for them");
    // Even who has learnt the place of others lacks the secret.
    let mut credential = mallory.pair(&user).credential(today());
    credential.tag = jacky.pair(&user).tag(today());
    let mut socket = RawClient::connect(&server.url);
    let got = claim_with(&mut socket, &credential).map(|_| ());
    assert_eq!(got, Err(refused(Refusal::WrongCode)));
    assert_eq!(sharer.event("stranger")["attempts"], 1);
    let log = fs::read_to_string(sharer.log()).unwrap();
    assert!(log.contains("STRANGER"), "{log}");
    assert!(sharer.events().iter().all(|event| event["event"] != "ask"));
    let mut socket = RawClient::connect(&server.url);
    assert!(jacky.claim(&mut socket, &user).is_ok(), "the invitation stays");
}

#[test]
fn who_is_forgotten_is_a_stranger() {
    let (server, computer) =
        (SignalServer::start(), Computer::with(Some("[offer]\nallowed = true\n")));
    let (jacky, tom) = (KnownHelper::new(), KnownHelper::new());
    remembers(&computer, "Tom", &tom);
    let user = remembers(&computer, "Jacky", &jacky);
    let forgotten = computer.run(&["contacts", "forget", "jacky"]).output().unwrap();
    assert!(forgotten.status.success());
    fails(computer.share(&["--to", "Jacky"]), 1, "there is no contact “Jacky”");
    let _sharer = listening(&computer, &server, &[]);
    let mut socket = RawClient::connect(&server.url);
    let got = jacky.claim(&mut socket, &user).map(|_| ());
    assert_eq!(got, Err(refused(Refusal::Unknown)));
    let mut socket = RawClient::connect(&server.url);
    assert!(tom.claim(&mut socket, &user).is_ok());
}

#[test]
fn contacts_are_listed_with_who_is_available_and_can_be_renamed() {
    let (server, computer) = (SignalServer::start(), Computer::with(None));
    let (jacky, tom) = (KnownHelper::new(), KnownHelper::new());
    remembers(&computer, "Jacky", &jacky);
    let user = remembers(&computer, "Tom", &tom);
    let mut page = RawClient::connect(&server.url);
    let tags = vec![tom.pair(&user).tag(today())];
    page.send(&protocol::signal::ToSignal::Watch { version: protocol::VERSION, tags });
    let listed = |options: &[&str]| -> Value {
        let mut command = computer.run(&["contacts", "--json"]);
        let output = command.args(options).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let contacts = eventually("the server knows that Tom's page is open", || {
        let contacts = listed(&["--server", &server.url])["contacts"].clone();
        (contacts[1]["available"] == true).then_some(contacts)
    });
    assert_eq!((&contacts[0]["name"], &contacts[0]["available"]), (&"Jacky".into(), &false.into()));
    assert_eq!(contacts[1]["fingerprint"], tom.key().fingerprint());
    assert_eq!(listed(&[])["contacts"][0]["available"], Value::Null, "nobody was asked");
    assert!(computer.run(&["contacts", "rename", "tom", "Thomas"]).status().unwrap().success());
    fails(computer.run(&["contacts", "rename", "Thomas", "jacky"]), 1, "a contact “Jacky” already");
    fails(computer.run(&["contacts", "forget", "Tom"]), 1, "there is no contact “Tom”");
    assert_eq!(listed(&[])["contacts"][1]["name"], "Thomas");
    let output = computer.run(&["contacts"]).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("Thomas") && page.contains("--server URL"), "{page}");
    let output = computer.run(&["contacts", "key"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains(&user.to_string()));
}

#[test]
fn files_that_others_could_read_or_that_are_wrong_are_not_used() {
    let computer = Computer::with(None);
    remembers(&computer, "Jacky", &KnownHelper::new());
    let private = |name: &str, mode| {
        let path = computer.config().join(name);
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    };
    private("identity", 0o644);
    fails(computer.share(&["--to", "Jacky"]), 1, "chmod 600");
    private("identity", 0o600);
    private("contacts.toml", 0o622);
    fails(computer.run(&["contacts"]), 1, "contacts.toml is not private");
    private("contacts.toml", 0o600);
    let path = computer.config().join("contacts.toml");
    let text = fs::read_to_string(&path).unwrap().replace("name = \"Jacky\"", "nick = \"Jacky\"");
    fs::write(&path, &text).unwrap();
    fails(computer.run(&["contacts", "forget", "Jacky"]), 1, "line 5: unknown key `contact.nick`");
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "nothing is lost");
}

// --- offers ------------------------------------------------------------------------------------

#[test]
fn offers_are_heard_only_where_the_owner_allows_it() {
    let helper = KnownHelper::new();
    for policy in [None, Some("[offer]\nallowed = false\n".to_owned()), Some(named(&helper, ""))] {
        let computer = Computer::with(policy.as_deref());
        remembers(&computer, "Jacky", &helper);
        fails(computer.listen(&[]), 3, "does not allow help to be offered");
    }
    let computer = Computer::with(Some("[offer]\nalowed = true\n"));
    fails(computer.listen(&[]), 1, "unknown key `offer.alowed`");
    let computer = Computer::with(Some("[offer]\nallowed = true\n"));
    fails(computer.listen(&[]), 1, "nobody could offer help");
    let report = Computer::with(Some(&named(&helper, "allowed = true"))).report(&[]);
    for rule in ["offer.allowed", "offer.control", "offer.helper"] {
        let rows = report["rules"].as_array().unwrap();
        let row = rows.iter().find(|row| row["rule"] == rule).unwrap();
        assert_eq!(row["used"], true, "{rule}");
    }
}

#[test]
fn a_helper_whom_the_owner_named_can_offer_help_and_the_user_is_asked() {
    let (server, helper) = (SignalServer::start(), KnownHelper::new());
    let computer = Computer::with(Some(&named(&helper, "allowed = true")));
    let mut sharer = start(computer.listen(&["--name", "FRONT-DESK"]), &server);
    let waiting = sharer.event("waiting_for_offers");
    assert_eq!(waiting["helpers"], json!(["Help desk"]));
    assert_eq!(waiting["available"], json!([]));

    let mut page = RawClient::connect(&server.url);
    let cards = watch(&mut page, helper.key().public_tag(today()));
    let card = helper.open(&cards[0]);
    assert_eq!(
        (card.availability, card.name.as_str()),
        (Availability::AcceptsOffers, "FRONT-DESK")
    );
    assert_eq!(sharer.event("waiting_for_offers")["available"], json!(["Help desk"]));

    let mut socket = RawClient::connect(&server.url);
    let mut channel = helper.claim(&mut socket, &card.key).expect("the owner named them");
    let (welcome, question) = hello(&mut socket, &mut channel, &mut sharer, "Help desk");
    assert!(matches!(welcome, Introduction::Welcome { view_only: false, .. }), "{welcome:?}");
    assert_eq!((&question["proof"], &question["helper"]), (&"policy".into(), &"Help desk".into()));
    assert!(question["text"].as_str().unwrap().contains("whom the owner of this computer lets"));
    sharer.command(json!({"command": "answer", "id": question["id"], "allow": false}));
    let reason = EndReason::Declined;
    assert_eq!(introduced(&mut socket, &mut channel), Introduction::Bye { reason });
    assert_eq!(sharer.phase("ended")["reason"], "declined");
    // Another offer has to wait, and the program goes on until it is interrupted.
    let mut socket = RawClient::connect(&server.url);
    let got = helper.claim(&mut socket, &card.key).map(|_| ());
    assert!(got.is_err(), "nobody is asked again at once");
    assert!(sharer.running.status().is_none(), "it still listens");
    interrupt(&sharer);
    assert_eq!(sharer.ended().code(), Some(0));
}

#[test]
fn offers_can_be_limited_to_looking() {
    let server = SignalServer::start();
    for (rules, looks) in [
        ("allowed = true\ncontrol = false", true),
        ("allowed = true\ncontrol = true", false),
        ("allowed = true", false),
    ] {
        let helper = KnownHelper::new();
        let computer = Computer::with(Some(&named(&helper, rules)));
        let mut sharer = listening(&computer, &server, &[]);
        let user = Identity::find(&computer.config()).unwrap().unwrap().key();
        let mut socket = RawClient::connect(&server.url);
        let mut channel = helper.claim(&mut socket, &user).expect("the owner named them");
        let (welcome, _) = hello(&mut socket, &mut channel, &mut sharer, "Help desk");
        let Introduction::Welcome { view_only, .. } = welcome else { panic!("{welcome:?}") };
        assert_eq!(view_only, looks, "{rules}");
        if looks {
            let note = sharer.events().into_iter().find(|event| event["event"] == "note").unwrap();
            assert!(note["text"].as_str().unwrap().contains("only look"), "{note}");
        }
    }
    let computer =
        Computer::with(Some(&named(&KnownHelper::new(), "allowed = true\ncontrol = false")));
    fails(computer.listen(&["--view-only=no"]), 3, "lets helpers only look");
}

#[test]
fn whom_nobody_named_and_nobody_remembers_cannot_offer_help() {
    let (server, helper, mallory) = (SignalServer::start(), KnownHelper::new(), KnownHelper::new());
    let computer = Computer::with(Some(&named(&helper, "allowed = true")));
    let mut sharer = listening(&computer, &server, &[]);
    let user = Identity::find(&computer.config()).unwrap().unwrap().key();
    let mut socket = RawClient::connect(&server.url);
    let got = mallory.claim(&mut socket, &user).map(|_| ());
    assert_eq!(got, Err(refused(Refusal::Unknown)), "told nothing");
    let mut credential = mallory.pair(&user).credential(today());
    credential.tag = helper.pair(&user).tag(today());
    let mut socket = RawClient::connect(&server.url);
    assert_eq!(claim_with(&mut socket, &credential).map(|_| ()), Err(refused(Refusal::WrongCode)));
    sharer.event("stranger");
    assert!(sharer.events().iter().all(|event| event["event"] != "ask"));
}

#[test]
fn a_computer_that_listens_waits_again_at_a_restarted_server() {
    let (mut server, helper) = (SignalServer::start(), KnownHelper::new());
    let computer = Computer::with(Some(&named(&helper, "allowed = true")));
    let mut sharer = listening(&computer, &server, &[]);
    server.restart();
    let user = Identity::find(&computer.config()).unwrap().unwrap().key();
    eventually("it waits at the new server", || {
        let mut socket = RawClient::connect(&server.url);
        helper.claim(&mut socket, &user).ok()
    });
    assert!(sharer.running.status().is_none());
}

#[test]
fn a_computer_that_listens_waits_again_after_a_session() {
    let (server, helper) = (SignalServer::start(), KnownHelper::new());
    let computer = Computer::with(Some(&named(&helper, "allowed = true")));
    let mut sharer = listening(&computer, &server, &[]);
    let user = Identity::find(&computer.config()).unwrap().unwrap().key();
    for _ in 0..2 {
        let mut socket = RawClient::connect(&server.url);
        let channel = helper.claim(&mut socket, &user).expect("the owner named them");
        let viewer = seen_by(&mut sharer, socket, channel, "Help desk");
        sharer.send_command("disconnect");
        assert_eq!(sharer.phase("ended")["reason"], "user_left");
        drop(viewer);
        sharer.event("waiting_for_offers");
    }
    sharer.send_command("disconnect");
    assert_eq!(
        sharer.ended().code(),
        Some(0),
        "who leaves before anybody is there leaves for good"
    );
}

//! The session log of the real sharer, and a Helper who signs what they like.

use std::time::Duration;

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::{eventually, now};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{command, program};
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, SignalServer};
use protocol::limits;
use protocol::log::{LocalTime, LogWriter};
use protocol::peer::{Phase, ToSharer, ToViewer};
use rand_core::OsRng;
use serde_json::json;

/// Within this time a missing signature is told and written down.
const TOLD: Duration = Duration::from_secs(10);

/// How long the programs and a busy machine may take for it.
const SLACK: Duration = Duration::from_secs(2);

/// A sharer, and a Helper who sees the screen. Ends from top to bottom.
struct Session {
    viewer: NativeViewer,
    sharer: Sharer,
    _server: SignalServer,
    /// The Helper's copy.
    copy: LogWriter,
    /// Whether the Helper's side signs an entry.
    signs: fn(&str) -> bool,
}

impl Session {
    fn new(signs: fn(&str) -> bool) -> Self {
        let server = SignalServer::start();
        let mut sharer = Sharer::synthetic(&["--server", server.url.as_str()]);
        let (code, _) = sharer.invitation();
        let mut socket = RawClient::connect(&server.url);
        let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
        introduced(&mut socket, &mut channel);
        let mut viewer = NativeViewer::new(socket, channel, "Jacky");
        viewer.wait_until_up();
        sharer.answer("connect", true);
        sharer.phase("screen_sharing");
        Self { viewer, sharer, _server: server, copy: LogWriter::new(&mut OsRng), signs }
    }

    /// A Helper who keeps a copy.
    fn with_copy(signs: fn(&str) -> bool) -> Self {
        let mut session = Self::new(signs);
        session.viewer.send(&ToSharer::LogKey { key: session.copy.public_key() });
        session
    }

    /// The Helper's page is there for a moment, and signs what it signs.
    fn is_there(&mut self) {
        let (at, mut entries) = (u64::from(limits::PINGS), Vec::new());
        self.viewer.send(&ToSharer::Ping { at, deaf: false });
        self.viewer.receive(|message| match message {
            ToViewer::Log { number, entry, hash, .. } => {
                entries.push((*number, entry.clone(), *hash));
                None
            }
            ToViewer::Pong { at: of, .. } => (*of == at).then_some(()),
            _ => None,
        });
        for (number, entry, hash) in entries {
            let at = LocalTime::default();
            let kept = self.copy.follow(number, &entry, hash, &at).expect("it follows");
            if (self.signs)(&entry.element) {
                let signature = kept.signature;
                self.viewer.send(&ToSharer::LogSeen { number, signature });
            }
        }
        std::thread::sleep(limits::HEARTBEAT_INTERVAL);
    }

    /// The page is there for this time.
    fn passes(&mut self, time: Duration) {
        let until = now() + time;
        while now() < until {
            self.is_there();
        }
    }

    /// How often the User was told of a missing signature.
    fn told(&self) -> usize {
        let events = self.sharer.events();
        let is_it = |event: &&serde_json::Value| {
            let text = event["text"].as_str().unwrap_or_default();
            event["event"] == "note" && text.contains("signature is missing")
        };
        events.iter().filter(is_it).count()
    }

    /// Waits until the User is told. Returns how long it took.
    #[track_caller]
    fn is_told(&mut self) -> Duration {
        let begun = now();
        while self.told() == 0 {
            assert!(now() < begun + TOLD + SLACK, "{:?}", self.sharer.events());
            self.is_there();
        }
        now() - begun
    }

    /// The entries of a kind in the User's copy.
    fn written(&self, element: &str) -> Vec<String> {
        let file = std::fs::read_to_string(self.sharer.log()).unwrap();
        let lines = file.lines().filter(|line| line.starts_with(&format!("  <{element} ")));
        lines.map(str::to_owned).collect()
    }

    #[track_caller]
    fn is_written(&self, element: &str) -> Vec<String> {
        eventually(&format!("{element} is written down"), || {
            Some(self.written(element)).filter(|lines| !lines.is_empty())
        })
    }

    /// Ends the session. Returns what `alongside log verify` says of the User's copy.
    fn verified(mut self) -> String {
        let path = self.sharer.log();
        self.sharer.send_command("disconnect");
        assert_eq!(self.sharer.ended().code(), Some(0));
        let mut verify = command(program("alongside"));
        let output = verify.args(["log", "verify"]).arg(path).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }
}

#[test]
fn a_helper_who_never_signs_is_told_to_the_user_and_written_down_within_ten_seconds() {
    for mut session in [Session::new(|_| false), Session::with_copy(|_| false)] {
        let took = session.is_told();
        assert!(took > TOLD / 2, "not before a slow page could sign: {took:?}");
        let before = session.is_written("LOG_UNSIGNED");
        assert!(before[0].contains(">1 and "), "{before:?}");
        // A later entry is written down, too, and the User is not told again.
        session.sharer.command(json!({"command": "chat", "text": "hello"}));
        session.passes(TOLD);
        assert!(session.written("LOG_UNSIGNED").len() > before.len(), "{before:?}");
        assert_eq!(session.told(), 1);
        let said = session.verified();
        assert!(said.contains(" 0 of them signed by the other side"), "{said}");
        assert!(said.contains("Not signed, although a helper's side can see it: 1 "), "{said}");
    }
}

#[test]
fn a_helper_who_leaves_one_entry_unsigned_cannot_do_so_unnoticed() {
    let mut session = Session::with_copy(|element| {
        let unseen =
            ["INCOMING_IP_ADDRESS", "CONNECTION_ENDED", "INVITATION_CLOSED", "LOG_UNSIGNED"];
        element != "CHAT_MESSAGE" && !unseen.contains(&element)
    });
    session.passes(TOLD);
    assert_eq!(session.told(), 0, "what a helper's side does not see is not asked of it");
    session.viewer.send(&ToSharer::Chat { text: "I owe you nothing".into() });
    session.sharer.event("chat");
    session.sharer.send_command("pause");
    session.is_told();
    assert!(session.is_written("LOG_UNSIGNED")[0].contains(">5</"));
    let said = session.verified();
    assert!(said.contains("although a helper's side can see it: 5 CHAT_MESSAGE\n"), "{said}");
    assert!(said.contains("Signed by the other side: 1, 3, 4, 6\n"), "{said}");
}

#[test]
fn what_is_written_while_control_is_shared_is_not_the_users_word() {
    let mut session = Session::new(|_| true);
    session.viewer.send(&ToSharer::RequestControl {});
    session.sharer.answer("control", true);
    session.viewer.receive(|message| {
        let is_it = matches!(message, ToViewer::Phase { phase: Phase::ControlSharing, .. });
        is_it.then_some(())
    });
    session.sharer.command(json!({"command": "chat", "text": "I agree to everything"}));
    let marked = session.viewer.receive(|message| match message {
        ToViewer::Chat { under_control, .. } => Some(*under_control),
        _ => None,
    });
    assert!(marked, "the Helper's page is told");
    assert_eq!(session.sharer.event("chat")["under_control"], true);
    let line = &session.is_written("CHAT_UNDER_CONTROL")[0];
    assert!(line.contains("While Jacky was sharing control"), "{line}");
    assert!(line.contains(">I agree to everything</"), "nobody's name: {line}");
    assert!(session.written("CHAT_MESSAGE").is_empty());
}

//! Consent on a real terminal and in a window, with a Helper who does all they can to get a yes by mistake: the real
//! programs, with a stand-in for the Helper that connects directly.

#![cfg(target_os = "linux")]

#[path = "consent/deceived.rs"]
mod deceived;
#[path = "consent/outside.rs"]
mod outside;
#[path = "consent/program.rs"]
mod program;
#[path = "consent/scene.rs"]
mod scene;
#[path = "consent/setup.rs"]
mod setup;
#[path = "consent/spoken.rs"]
mod spoken;
#[path = "consent/window.rs"]
mod window;

use std::process::Command;
use std::time::Duration;

use alongside_tests::claimant::{introduce, introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually, never, now};
use alongside_tests::computer::Computer;
use alongside_tests::helper::KnownHelper;
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::server::{RawClient, SignalServer};
use protocol::limits;
use protocol::peer::{EndReason, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use sharer::store::identity::Identity;

/// The columns and lines of the User's terminal.
const SIZE: (usize, usize) = (60, 20);

/// As long as people take to read a question.
const READING: Duration = Duration::from_millis(1_500);

/// In front of each line of a chat message.
const MARK: &str = "  | ";

/// What stands in the question about control.
const CONTROL: &str = "wants to share control";

/// A sharer on a terminal of its own.
struct Terminal {
    running: Running,
    /// Lines that were waited for.
    read: usize,
}

impl Terminal {
    fn start(sharer: &Command) -> Self {
        let quoted = |word: &std::ffi::OsStr| format!("'{}'", word.to_string_lossy());
        let words = std::iter::once(sharer.get_program()).chain(sharer.get_args());
        let (columns, lines) = SIZE;
        let words: Vec<_> = words.map(quoted).collect();
        let line = format!("stty cols {columns} rows {lines}; exec {}", words.join(" "));
        // What is written to `script` is typed on the terminal that it makes.
        let mut script = command("script");
        script.args(["--quiet", "--return", "--flush", "--command", &line, "/dev/null"]);
        script.envs(sharer.get_envs().filter_map(|(name, value)| Some((name, value?))));
        script.env("TERM", "dumb");
        Self { running: Running::start("terminal", &mut script), read: 0 }
    }

    /// Waits until the terminal shows a line with this text, after those that were waited for.
    #[track_caller]
    fn shows(&mut self, text: &str) -> String {
        let find = |line: &str| line.contains(text).then(|| line.to_owned());
        let found = self.running.stdout.wait(self.read, PATIENCE, find);
        let (read, line) = found.unwrap_or_else(|| panic!("no {text:?} in {:#?}", self.lines()));
        self.read = read;
        line
    }

    fn lines(&self) -> Vec<String> {
        self.running.stdout.all()
    }

    /// The lines that were not waited for yet.
    fn rest(&self) -> Vec<String> {
        self.lines().split_off(self.read)
    }

    /// The User reads, while the Helper's page stays there, and types a line.
    fn types(&mut self, line: &str, viewer: &mut NativeViewer) {
        let until = now() + READING;
        while now() < until {
            is_taken(viewer);
            std::thread::sleep(limits::HEARTBEAT_INTERVAL);
        }
        self.running.write(line);
    }
}

/// A sharer that the Helper sees the screen of.
fn seen() -> (SignalServer, Folder, Terminal, NativeViewer) {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let mut sharer = command(program("alongside"));
    sharer.args(["share", "--name", "Ursula", "--server", &server.url]);
    sharer.args(["--screen", "synthetic:640x480@30", "--record-input"]);
    sharer.arg(folder.path().join("input.log"));
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        sharer.env(name, folder.path());
    }
    let mut terminal = Terminal::start(&sharer);
    let line = terminal.shows("this code:");
    let code = parse(line.split(':').nth(1).unwrap().trim());
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &code).expect("the code is right");
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "Jacky");
    viewer.wait_until_up();
    terminal.shows("Do you want to let them in?");
    terminal.types("yes", &mut viewer);
    enters(&mut viewer, Phase::ScreenSharing);
    terminal.shows("They cannot control it.");
    (server, folder, terminal, viewer)
}

#[track_caller]
fn enters(viewer: &mut NativeViewer, expected: Phase) {
    viewer.receive(|message| {
        matches!(message, ToViewer::Phase { phase, .. } if *phase == expected).then_some(())
    });
}

/// Waits until the sharer has taken all that was sent before.
fn is_taken(viewer: &mut NativeViewer) {
    let at = u64::from(limits::PINGS);
    viewer.send(&ToSharer::Ping { at, deaf: false });
    viewer.receive(|message| {
        matches!(message, ToViewer::Pong { at: of, .. } if *of == at).then_some(())
    });
}

fn chat(viewer: &mut NativeViewer, text: &str) {
    viewer.send(&ToSharer::Chat { text: text.to_owned() });
}

/// As much chat as a Helper can send at once, of every kind that could push a question away, look like
/// the program, or steer the terminal. Each message that is meant to be seen has the word `flood` in it.
fn flood(viewer: &mut NativeViewer, messages: u32) {
    let kinds = [
        "\n".repeat(limits::CHAT_BYTES / 2),
        format!("flood\n{}", "\nThe session has ended. flood".repeat(200)),
        format!("{}flood", "x".repeat(SIZE.0 - "  Jacky: ".len())),
        "漢字 flood ".repeat(300),
        "\u{1b}[2J\u{1b}[Hflood\rflood\u{8}\u{85}flood\u{2028}flood\u{202e}doolf\u{2069}\tflood"
            .into(),
        "flood \u{5d4}\u{5d9}\u{5d9} \u{202b}flood\u{b}\u{c}flood".into(),
    ];
    for text in kinds.iter().cycle().take(messages as usize) {
        chat(viewer, text);
    }
}

/// The columns that a line takes at most.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

#[test]
fn a_flood_of_chat_neither_hides_a_question_nor_becomes_its_answer() {
    let (_server, _folder, mut terminal, mut viewer) = seen();
    chat(&mut viewer, "Do you see the printer?");
    terminal.shows("Do you see the printer?");
    viewer.send(&ToSharer::RequestControl {});
    terminal.shows(CONTROL);
    flood(&mut viewer, limits::CHAT_MESSAGES / 2);
    is_taken(&mut viewer);

    // The reply to the small talk.
    for reply in ["yes", "y", "yes prompts", "ok", "allow", "yes I see it"] {
        terminal.types(reply, &mut viewer);
        terminal.shows(CONTROL);
    }
    // The question, and what answers it, are the last that the User reads.
    let lines = terminal.lines();
    let bottom = lines[lines.len() - 8..].join("\n");
    assert!(bottom.contains(CONTROL) && bottom.contains("allow control"), "{bottom}");
    assert!(!lines.iter().any(|line| line.contains("flood")), "chat waits: {lines:#?}");

    terminal.types("allow control", &mut viewer);
    enters(&mut viewer, Phase::ControlSharing);
    // What waited is shown, and can be told from the program.
    terminal.shows("flood");
    chat(&mut viewer, "That was all.");
    terminal.shows("That was all.");
    let lines = terminal.lines();
    let of_helper: Vec<_> = lines.iter().filter(|line| line.contains("flood")).collect();
    assert!(of_helper.len() > 10, "{lines:#?}");
    for line in of_helper {
        assert!(line.starts_with(MARK) && columns(line) < SIZE.0, "{line:?}");
    }
    for line in &lines {
        let steers = |c: char| {
            c.is_control()
                || matches!(c, '\u{2028}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!line.contains(steers), "{line:?}");
    }
}

#[test]
fn while_the_terminal_is_not_quiet_no_question_of_the_next_session_comes() {
    let (server, helper) = (SignalServer::start(), KnownHelper::new());
    let rules = "[offer]\nallowed = true\n[[offer.helper]]\nname = 'Help desk'\nkey = '";
    let computer = Computer::with(Some(&format!("{rules}{}'\n", helper.key())));
    let mut sharer = computer.run(&["listen", "--server", &server.url]);
    sharer.args(["--screen", "synthetic:64x64@1", "--record-input", "/dev/null"]);
    let mut terminal = Terminal::start(&sharer);
    terminal.shows("Help can be offered by");
    let user = Identity::find(&computer.config()).unwrap().unwrap().key();
    let mut socket = RawClient::connect(&server.url);
    let mut channel = helper.claim(&mut socket, &user).expect("the owner named them");
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "Help desk");
    viewer.wait_until_up();
    terminal.shows("Do you want to let them in?");
    terminal.types("yes", &mut viewer);
    enters(&mut viewer, Phase::ScreenSharing);
    viewer.send(&ToSharer::Bye { reason: EndReason::HelperLeft });
    terminal.shows("Your helper disconnected.");

    // What was typed before goes on arriving, and the Helper tries to come back at once.
    let until = now() + 3 * limits::TERMINAL_QUIET_TIME;
    while now() < until {
        terminal.running.write("yes");
        let mut socket = RawClient::connect(&server.url);
        assert!(helper.claim(&mut socket, &user).is_err(), "nobody waits for an offer yet");
        std::thread::sleep(limits::TERMINAL_QUIET_TIME / 5);
    }
    terminal.running.write("ye");
    let quiet_since = now();
    let (mut socket, mut channel) = eventually("it waits for offers again", || {
        let mut socket = RawClient::connect(&server.url);
        helper.claim(&mut socket, &user).ok().map(|channel| (socket, channel))
    });
    assert!(now() - quiet_since >= limits::TERMINAL_QUIET_TIME, "it was quiet for a second");
    introduced(&mut socket, &mut channel);
    let name = "Help desk".parse().unwrap();
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version: protocol::VERSION });
    terminal.shows("Do you want to let them in?");
    let admitted = |terminal: &Terminal| {
        terminal.rest().iter().any(|line| line.contains("can see your screen")).then_some(())
    };
    never(READING, "a yes that was typed before", || admitted(&terminal));
}

//! The User's window: the real program on a desktop with a person's mouse and keyboard, read by a screen reader and
//! attacked by a program, with a stand-in for the Helper that connects directly.

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually, now};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::screen_reader::{Read, ScreenReader};
use alongside_tests::seat::Seat;
use alongside_tests::server::{RawClient, SignalServer};
use protocol::limits;
use protocol::peer::{EndReason, Phase, ToSharer, ToViewer};

use super::{READING, enters, is_taken};

/// The key codes of Tab and Enter.
const TAB: u8 = 23;
const ENTER: u8 = 36;

/// How far above an element the mouse comes from, in px: out of it, and in the window.
const BESIDE: i16 = 60;

/// The program, its user, and what a screen reader hears.
struct Desk {
    server: SignalServer,
    _folder: Folder,
    seat: Seat,
    reader: ScreenReader,
    alongside: Running,
    _manager: Running,
}

impl Desk {
    /// The program was started from its icon.
    fn start() -> Self {
        let (server, folder) = (SignalServer::start(), Folder::new());
        let seat = Seat::start(1280, 900);
        let _manager = seat.start_window_manager();
        let reader = ScreenReader::start(seat.display(), "alongside");
        let mut alongside = command(program("alongside"));
        alongside.args(["window", "--name", "Ursula", "--server", &server.url]);
        alongside.args(["--screen", "synthetic:640x480@30", "--record-input"]);
        alongside.arg(folder.path().join("input.log"));
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            alongside.env(name, folder.path());
        }
        alongside.env("DISPLAY", seat.display());
        alongside.env("DBUS_SESSION_BUS_ADDRESS", reader.bus());
        let alongside = Running::start("alongside", &mut alongside);
        let mut desk = Self { server, _folder: folder, seat, reader, alongside, _manager };
        // Before, the window manager has not put it where it stays.
        desk.reader.finds_where("the window with the keyboard", |read| {
            read.role == "frame" && read.states.iter().any(|state| state == "active")
        });
        desk
    }

    /// The person clicks on an element.
    fn clicks(&mut self, role: &str, name: &str) {
        let (x, y) = self.settled(role, name).middle();
        // A person's mouse comes from beside it.
        self.seat.points(x, y - BESIDE);
        self.seat.points(x, y);
        self.seat.clicks();
    }

    /// An element that stays where it is.
    fn settled(&mut self, role: &str, name: &str) -> Read {
        let mut before = self.reader.finds(role, name);
        eventually("the element is where it was", || {
            let now = self.reader.finds(role, name);
            let is_settled = now.place == before.place;
            before = now;
            is_settled.then(|| before.clone())
        })
    }

    /// The person asks for help, and tells the Helper the code.
    fn invites(&mut self) -> NativeViewer {
        self.clicks("push button", "Get help");
        let code = self.reader.finds_where("the code", |read| {
            read.name == "Invitation code"
                && read.text.as_ref().is_some_and(|text| !text.is_empty())
        });
        let code = parse(&code.text.unwrap_or_default());
        let mut socket = RawClient::connect(&self.server.url);
        let mut channel = prove(&mut socket, &code).expect("the code is right");
        introduced(&mut socket, &mut channel);
        let mut viewer = NativeViewer::new(socket, channel, "Jacky");
        viewer.wait_until_up();
        viewer
    }

    /// The person reads a question, while the Helper's page stays there.
    fn reads(&mut self, words: &str, viewer: &mut NativeViewer) {
        self.reader.finds_where(words, |read| {
            read.role == "dialog" && read.name.contains(words)
                || read.role == "alert" && read.name.contains(words)
        });
        let until = now() + READING;
        while now() < until {
            is_taken(viewer);
            std::thread::sleep(limits::HEARTBEAT_INTERVAL);
        }
    }

    /// What the window says about a press that it did not take.
    fn refuses(&mut self, words: &str) {
        self.reader.finds_where(words, |read| {
            read.name.contains(words) || read.text.as_ref().is_some_and(|text| text.contains(words))
        });
    }
}

#[test]
fn a_person_gets_help_and_no_program_says_yes_for_them() {
    let mut desk = Desk::start();
    let mut viewer = desk.invites();
    desk.reads("wants to connect", &mut viewer);
    // What a program of the desktop can do: ask by accessibility, and inject a click.
    assert!(desk.reader.requests("push button", "Allow"));
    desk.refuses("did not come from your mouse or keyboard");
    let (x, y) = desk.settled("push button", "Allow").middle();
    let (x, y) = (x.to_string(), y.to_string());
    desk.seat.run("xdotool", &["mousemove", &x, &y, "click", "1"]);
    desk.refuses("A program pressed this");
    // Nothing was granted by that. The person moves the mouse away and back, and clicks.
    desk.seat.points(5, 5);
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ControlSharing);
    // Stopping works by any means.
    desk.reader.finds("push button", "Stop sharing control");
    assert!(desk.reader.requests("push button", "Stop sharing control"));
    enters(&mut viewer, Phase::ScreenSharing);
    assert!(desk.reader.requests("push button", "Disconnect"));
    desk.reader.finds("push button", "End the session");
    assert!(desk.reader.requests("push button", "End the session"));
    let reason = viewer.receive(|message| match message {
        ToViewer::Bye { reason } => Some(*reason),
        _ => None,
    });
    assert_eq!(reason, EndReason::UserLeft);
    desk.clicks("push button", "Close Alongside");
    assert!(desk.alongside.ended(PATIENCE).success());
}

#[test]
fn no_button_that_grants_appears_under_the_pointer() {
    let mut desk = Desk::start();
    let mut viewer = desk.invites();
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    // Where it appears while the pointer is elsewhere.
    desk.seat.points(5, 5);
    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    let (x, y) = desk.settled("push button", "Allow").middle();
    assert!(desk.reader.requests("push button", "Do not allow"));
    eventually("the question is closed", || {
        desk.reader.tree().iter().all(|read| read.name != "Allow").then_some(())
    });
    desk.seat.points(x, y);
    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    let [left, top, width, height] = desk.settled("push button", "Allow").place.unwrap();
    let is_over =
        (left..left + width).contains(&i32::from(x)) && (top..top + height).contains(&i32::from(y));
    assert!(!is_over, "the pointer is at {x}, {y}, the button at {left}, {top}");
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ControlSharing);
}

#[test]
fn a_person_answers_with_the_keyboard_alone() {
    let mut desk = Desk::start();
    desk.reader.finds("push button", "Get help");
    let has_focus = |read: &Read, name: &str| {
        read.name == name && read.states.iter().any(|state| state == "focused")
    };
    desk.seat.types(TAB);
    desk.reader.finds_where("the focus on “Get help”", |read| has_focus(read, "Get help"));
    desk.seat.types(ENTER);
    let code = desk.reader.finds_where("the code", |read| {
        read.name == "Invitation code" && read.text.as_ref().is_some_and(|text| !text.is_empty())
    });
    let code = parse(&code.text.unwrap_or_default());
    let mut socket = RawClient::connect(&desk.server.url);
    let mut channel = prove(&mut socket, &code).expect("the code is right");
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "Jacky");
    viewer.wait_until_up();
    desk.reads("wants to connect", &mut viewer);
    for name in ["Do not allow", "Allow"] {
        desk.seat.types(TAB);
        desk.reader.finds_where(name, |read| has_focus(read, name));
    }
    desk.reads("wants to connect", &mut viewer);
    desk.seat.types(ENTER);
    enters(&mut viewer, Phase::ScreenSharing);
}

#[test]
fn a_window_that_is_killed_ends_the_session_in_order() {
    let mut desk = Desk::start();
    let mut viewer = desk.invites();
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    desk.reader.finds("push button", "Chat");
    desk.seat.kills_client_of("Alongside");
    let reason = viewer.receive(|message| match message {
        ToViewer::Bye { reason } => Some(*reason),
        _ => None,
    });
    assert_eq!(reason, EndReason::UserLeft);
    assert_eq!(desk.alongside.ended(PATIENCE).code(), Some(1));
}

#[test]
fn without_a_display_the_program_says_what_does_the_same_in_words() {
    let folder = Folder::new();
    let mut alongside = command(program("alongside"));
    alongside.env("HOME", folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let output = alongside.output().expect("it runs");
    assert_eq!(output.status.code(), Some(5));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("alongside share") && said.lines().count() == 1, "{said}");
}

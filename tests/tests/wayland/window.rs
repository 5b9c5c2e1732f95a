//! The program's own window on GNOME: a person answers in it, and a program that injects does not.
//!
//! The compositor runs in a window of an X server. What happens there is to the compositor what devices do, so that it
//! stands for the person; the program injects by the compositor's own interface, as remote desktops do.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually, never};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::Running;
use alongside_tests::screen_reader::{Read, ScreenReader};
use alongside_tests::server::{RawClient, SignalServer};
use alongside_tests::wayland::{Portal, WaylandDesktop};
use protocol::limits;
use protocol::peer::{Phase, ToSharer, ToViewer};
use sharer::person::consent::ARMING;

use crate::Turn;

/// evdev's code of Enter.
const ENTER: u16 = 28;

/// How long somebody reads before they press.
const READING: Duration = ARMING.saturating_add(Duration::from_millis(200));

/// How often the Helper says that they are there.
const ALIVE: Duration = Duration::from_millis(700);

struct Desk {
    reader: ScreenReader,
    _alongside: Running,
    desktop: WaylandDesktop,
    server: SignalServer,
    _turn: Turn,
}

impl Desk {
    fn start(portal: Portal, screen: &str) -> Self {
        let _turn = Turn::take();
        let server = SignalServer::start();
        let desktop = WaylandDesktop::start_nested(portal);
        let mut reader = desktop.reader("alongside");
        let options = ["--screen", screen, "--server", &server.url];
        let _alongside = desktop.window(&options);
        reader.finds_where("the window with the keyboard", |read| {
            read.role == "frame" && read.states.iter().any(|state| state == "active")
        });
        Self { reader, _alongside, desktop, server, _turn }
    }

    /// The person goes to a button with the keyboard, and reads.
    fn goes_to(&mut self, name: &str) {
        self.reader.finds_where(name, |read| read.name == name);
        eventually(&format!("the focus on “{name}”"), || {
            if has_focus(&self.reader.tree(), name) {
                return Some(());
            }
            self.desktop.person_presses("Tab");
            // The tree follows a moment later.
            std::thread::sleep(Duration::from_millis(200));
            None
        });
        std::thread::sleep(READING);
    }

    /// A Helper has proved the code, and the question is shown.
    fn asked(&mut self, code: &str) -> Helper {
        let helper = Helper::start(&self.server.url, code);
        self.reader.finds("push button", "Allow");
        helper
    }

    fn code(&mut self) -> String {
        let code = self.reader.finds_where("the code", |read| {
            read.name == "Invitation code"
                && read.text.as_ref().is_some_and(|text| !text.is_empty())
        });
        code.text.unwrap_or_default()
    }

    fn says(&mut self, part: &str) {
        self.reader.finds_where(part, |read| read.name.contains(part));
    }
}

fn has_focus(tree: &[Read], name: &str) -> bool {
    tree.iter().any(|read| read.name == name && read.states.iter().any(|state| state == "focused"))
}

/// A Helper who is there, whatever else the test waits for.
struct Helper {
    requests: SyncSender<ToSharer>,
    phases: Receiver<Phase>,
}

impl Helper {
    fn start(server: &str, code: &str) -> Self {
        let (server, code) = (server.to_owned(), parse(code));
        let (requests, requested) = sync_channel::<ToSharer>(100);
        let (reached, phases) = sync_channel(100);
        std::thread::spawn(move || {
            let mut socket = RawClient::connect(&server);
            let mut channel = prove(&mut socket, &code).expect("the code is right");
            introduced(&mut socket, &mut channel);
            let mut viewer = NativeViewer::new(socket, channel, "Jacky");
            viewer.wait_until_up();
            loop {
                match requested.recv_timeout(ALIVE) {
                    Ok(request) => viewer.send(&request),
                    Err(RecvTimeoutError::Timeout) => {}
                    // The test is over.
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                let at = u64::from(limits::PINGS);
                viewer.send(&ToSharer::Ping { at, deaf: false });
                viewer.receive(|message| {
                    if let ToViewer::Phase { phase, .. } = message {
                        let _ = reached.send(*phase);
                    }
                    matches!(message, ToViewer::Pong { at: of, .. } if *of == at).then_some(())
                });
            }
        });
        Self { requests, phases }
    }

    #[track_caller]
    fn enters(&self, expected: Phase) {
        let reached = || self.phases.recv_timeout(PATIENCE).expect("the next phase comes in time");
        while reached() != expected {}
    }
}

#[test]
fn in_the_window_on_gnome_a_person_answers_and_no_program_that_injects() {
    let mut desk = Desk::start(Portal::Absent, "synthetic:640x480@30");
    desk.goes_to("Get help");
    desk.desktop.person_presses("Return");
    let code = desk.code();
    let helper = desk.asked(&code);

    // A program has a session: neither its key nor the person's counts.
    desk.goes_to("Allow");
    let mut program = desk.desktop.injector();
    program.presses(ENTER);
    desk.says("Another program can press keys");
    desk.desktop.person_presses("Return");
    never(Duration::from_millis(500), "an answer", || {
        (!desk.reader.tree().iter().any(|read| read.name == "Allow")).then_some(())
    });
    // It is gone, and may have moved the focus: a key counts no more for this question.
    drop(program);
    // The desktop may have its session for a moment still.
    eventually("a key counts no more", || {
        desk.desktop.person_presses("Return");
        std::thread::sleep(READING);
        let says = |read: &Read| read.name.contains("press again with the mouse");
        desk.reader.tree().iter().any(says).then_some(())
    });
    desk.desktop.person_clicks(&mut desk.reader, "Allow");
    helper.enters(Phase::ScreenSharing);
}

#[test]
fn the_session_by_which_we_inject_ourselves_is_no_other_programs() {
    let mut desk = Desk::start(Portal::Gnome, "portal");
    desk.goes_to("Get help");
    desk.desktop.person_presses("Return");
    let code = desk.code();
    let helper = desk.asked(&code);
    desk.goes_to("Allow");
    desk.desktop.person_presses("Return");
    desk.desktop.allows(true);
    helper.enters(Phase::ScreenSharing);
    // Until the desktop has granted it, its session for us is not known to be ours.
    eventually("the desktop streams", || desk.desktop.streams().then_some(()));

    helper.requests.send(ToSharer::RequestControl {}).expect("the Helper is there");
    let prompts = desk.reader.finds_where("the box", |read| read.role == "check box").name;
    desk.goes_to(&prompts);
    desk.desktop.person_presses("space");
    desk.goes_to("Allow");
    desk.desktop.person_presses("Return");
    helper.enters(Phase::ControlSharing);
}

//! The User's window: the real program on a desktop with a person's mouse and keyboard, read by a screen reader and
//! attacked by a program, with a stand-in for the Helper that connects directly.

use std::ffi::OsString;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually, now};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::screen_reader::{Read, ScreenReader};
use alongside_tests::seat::Seat;
use alongside_tests::server::{RawClient, SignalServer};
use picture::mask::BLANK;
use protocol::invite_file::InviteFile;
use protocol::limits;
use protocol::peer::{EndReason, Phase, ToSharer, ToViewer};
use sharer::platform::border::BorderLook;

use super::{READING, enters, is_taken};

/// The key codes of Tab, Enter and Page Down.
const TAB: u8 = 23;
const ENTER: u8 = 36;
const PAGE_DOWN: u8 = 117;

/// The size of the desktop, in px.
const WIDTH: i16 = 1280;
const HEIGHT: i16 = 900;

/// How far above an element the mouse comes from, in px: out of it, and in the window.
const BESIDE: i16 = 60;

/// A picture that is shared instead of the desktop.
pub(super) const SYNTHETIC: &str = "synthetic:640x480@30";

/// The program, its user, and what a screen reader hears.
pub(super) struct Desk {
    pub(super) server: SignalServer,
    folder: Folder,
    pub(super) seat: Seat,
    pub(super) reader: ScreenReader,
    pub(super) alongside: Running,
    _manager: Running,
}

impl Desk {
    /// The program was started from its icon. It shares a picture instead of the desktop.
    fn start() -> Self {
        Self::start_beside(|_| ()).0
    }

    /// The same, after what `services` starts on the session bus at this address.
    pub(super) fn start_beside<T>(services: impl FnOnce(&str) -> T) -> (Self, T) {
        Self::start_with(SYNTHETIC, services)
    }

    /// The same with another screen.
    fn start_with<T>(screen: &str, services: impl FnOnce(&str) -> T) -> (Self, T) {
        let folder = Folder::new();
        let mut alongside = command(program("alongside"));
        alongside.args(["window", "--name", "Ursula", "--screen", screen]);
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            alongside.env(name, folder.path());
        }
        let programs = noting(&folder, &["spd-say", "xdg-email", "xdg-open"]);
        alongside.env("PATH", path_with(&programs));
        Self::of(alongside, folder, services)
    }

    /// The program was started like this.
    pub(super) fn of<T>(
        mut alongside: Command,
        folder: Folder,
        services: impl FnOnce(&str) -> T,
    ) -> (Self, T) {
        let server = SignalServer::start();
        let seat = Seat::start(u32::from(WIDTH.unsigned_abs()), u32::from(HEIGHT.unsigned_abs()));
        let _manager = seat.start_window_manager();
        let name = Path::new(alongside.get_program()).file_name().unwrap_or_default();
        let reader = ScreenReader::start(seat.display(), &name.to_string_lossy());
        let services = services(reader.bus());
        alongside.args(["--server", &server.url]);
        alongside.arg("--record-input").arg(folder.path().join("input.log"));
        alongside.env("DISPLAY", seat.display());
        alongside.env("DBUS_SESSION_BUS_ADDRESS", reader.bus());
        let alongside = Running::start("alongside", &mut alongside);
        let mut desk = Self { server, folder, seat, reader, alongside, _manager };
        // Before, the window manager has not put it where it stays.
        desk.reader.finds_where("the window with the keyboard", |read| {
            read.role == "frame" && read.states.iter().any(|state| state == "active")
        });
        (desk, services)
    }

    /// The person clicks on an element.
    pub(super) fn clicks(&mut self, role: &str, name: &str) {
        let (x, y) = self.settled(role, name).middle();
        // A person's mouse comes from beside it.
        self.seat.points(x, y - BESIDE);
        self.seat.points(x, y);
        self.seat.clicks();
    }

    /// An element that stays where it is, within its window: what is scrolled away can be read as well.
    pub(super) fn settled(&mut self, role: &str, name: &str) -> Read {
        let mut before: Option<Read> = None;
        eventually(&format!("{role} {name:?} stays where it is"), || {
            let now = self.seen(role, name);
            let place = |read: &Option<Read>| read.as_ref().and_then(|read| read.place);
            let is_settled = now.is_some() && place(&now) == place(&before);
            before = now;
            before.clone().filter(|_| is_settled)
        })
    }

    /// An element within its window.
    fn seen(&mut self, role: &str, name: &str) -> Option<Read> {
        let tree = self.reader.tree();
        tree.iter().enumerate().find_map(|(n, read)| {
            let window = tree.iter().take(n).rfind(|read| read.role == "frame")?.place?;
            let place = read.place?;
            let is_within = [0, 1].into_iter().all(|side| {
                let middle = place[side] + place[side + 2] / 2;
                (window[side]..window[side] + window[side + 2]).contains(&middle)
            });
            (is_within && read.role == role && read.name == name).then(|| read.clone())
        })
    }

    /// The person asks for help. Returns the code.
    fn code(&mut self) -> String {
        self.clicks("push button", "Get help");
        let code = self.reader.finds_where("the code", |read| {
            read.name == "Invitation code"
                && read.text.as_ref().is_some_and(|text| !text.is_empty())
        });
        code.text.unwrap_or_default()
    }

    /// What a program of the desktop was given: its arguments, and its input.
    fn noted(&self, program: &str) -> (String, String) {
        let note = self.folder.path().join(program);
        let note = eventually(program, || std::fs::read_to_string(&note).ok());
        let (arguments, input) = note.split_once("\n\0").expect("it notes both");
        (arguments.to_owned(), input.to_owned())
    }

    /// Finds an element for which this holds, anywhere in the window: the person scrolls down to it.
    fn scrolls_to(&mut self, what: &str, is: impl Fn(&Read) -> bool) -> Read {
        eventually(what, || {
            let found = self.reader.tree().into_iter().find(|read| is(read));
            if found.is_none() {
                self.seat.types(PAGE_DOWN);
            }
            found
        })
    }

    /// What the window says somewhere about what was done.
    fn says(&mut self, words: &str) {
        self.scrolls_to(words, |read| {
            read.name.contains(words) || read.text.as_ref().is_some_and(|text| text.contains(words))
        });
    }

    /// Asks a button to act that can be anywhere in the window.
    fn requests(&mut self, name: &str) {
        self.scrolls_to(name, |read| read.name == name);
        assert!(self.reader.requests("push button", name), "{name}");
    }

    /// The person asks for help, and tells the Helper the code.
    pub(super) fn invites(&mut self) -> NativeViewer {
        self.invites_helper("Jacky")
    }

    /// The same, with a Helper of this name.
    pub(super) fn invites_helper(&mut self, name: &str) -> NativeViewer {
        let code = parse(&self.code());
        let mut socket = RawClient::connect(&self.server.url);
        let mut channel = prove(&mut socket, &code).expect("the code is right");
        introduced(&mut socket, &mut channel);
        let mut viewer = NativeViewer::new(socket, channel, name);
        viewer.wait_until_up();
        viewer
    }

    /// The person reads a question, while the Helper's page stays there.
    pub(super) fn reads(&mut self, words: &str, viewer: &mut NativeViewer) {
        let is_asked = |read: &Read| {
            ["dialog", "alert"].contains(&read.role.as_str()) && read.name.contains(words)
        };
        // A window manager gives the keyboard to no new window right after a click in another one.
        eventually(words, || {
            is_taken(viewer);
            let tree = self.reader.tree();
            let (before, _) = tree.split_at(tree.iter().position(is_asked)?);
            let window = before.iter().rfind(|read| read.role == "frame")?;
            window.states.iter().any(|state| state == "active").then_some(())
        });
        let until = now() + READING;
        while now() < until {
            is_taken(viewer);
            std::thread::sleep(limits::HEARTBEAT_INTERVAL);
        }
    }

    /// The desktop has this border, or none.
    fn has_border(&self, look: Option<BorderLook>) {
        let colours = [BorderLook::Seen, BorderLook::Controlled].map(BorderLook::rgb);
        let (x, y) = (WIDTH - 2, HEIGHT / 2);
        eventually("the border", || {
            let colour = self.seat.colour(x, y);
            let is_right = match look {
                Some(look) => colour == look.rgb(),
                None => !colours.contains(&colour),
            };
            is_right.then_some(())
        });
    }

    /// What the window says about a press that it did not take.
    pub(super) fn refuses(&mut self, words: &str) {
        self.reader.finds_where(words, |read| {
            read.name.contains(words) || read.text.as_ref().is_some_and(|text| text.contains(words))
        });
    }
}

/// Programs of these names that note what they are given, in a folder for `PATH`.
fn noting(folder: &Folder, names: &[&str]) -> PathBuf {
    let programs = folder.path().join("bin");
    std::fs::create_dir(&programs).unwrap();
    for name in names {
        let (program, note) = (programs.join(name), folder.path().join(name));
        let script = format!(
            "#!/bin/sh\n{{ printf '%s\\n' \"$@\"; printf '\\0'; cat; }} > '{0}.new'\nmv '{0}.new' '{0}'\n",
            note.display()
        );
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    }
    programs
}

fn path_with(first: &Path) -> OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(first.to_owned()).chain(std::env::split_paths(&rest));
    std::env::join_paths(folders).unwrap()
}

#[test]
fn an_invitation_that_is_given_away_has_no_word_of_the_code_and_only_the_voice_says_it() {
    let mut desk = Desk::start();
    let code = desk.code();
    let words: Vec<_> = code.split('-').skip(1).map(str::to_owned).collect();
    let has_word = |text: &str| {
        let text = text.to_lowercase();
        words.iter().find(|word| text.contains(word.as_str())).cloned()
    };
    desk.requests("Say it aloud");
    let (arguments, said) = desk.noted("spd-say");
    assert_eq!(has_word(&arguments), None, "other accounts read arguments: {arguments}");
    assert!(words.iter().all(|word| said.contains(word.as_str())), "{said}");

    desk.requests("Save as a file");
    let path = desk.scrolls_to("the path", |read| read.name == "File to save");
    let path = PathBuf::from(path.text.unwrap_or_default());
    assert!(path.starts_with(desk.folder.path()), "{path:?}");
    desk.requests("Save");
    desk.says("The invitation is saved as");
    let saved = std::fs::read(&path).unwrap();
    let invitation = InviteFile::decode(&saved).unwrap();
    assert!(code.starts_with(&format!("{}-", invitation.slot)), "{code}");
    assert_eq!(has_word(&String::from_utf8(saved).unwrap()), None);
    // A file of that name is there by now, and the person has changed it.
    std::fs::write(&path, "a diary").unwrap();
    desk.requests("Save");
    desk.says("is left as it is");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a diary");

    desk.requests("Send by e-mail");
    let address = "E-mail address of your helper";
    desk.scrolls_to(address, |read| read.name == address);
    assert!(desk.reader.focuses(address));
    desk.seat.run("xdotool", &["type", "jacky@example.org"]);
    desk.reader
        .finds_where("the whole address", |read| read.text.as_deref() == Some("jacky@example.org"));
    desk.requests("Open in my mail program");
    let (mail, _) = desk.noted("xdg-email");
    assert!(mail.contains("jacky@example.org") && mail.contains("--attach"), "{mail}");
    assert_eq!(has_word(&mail), None, "{mail}");
    desk.says("Your mail program shows a message");
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
    desk.requests("Show the log");
    let (folder, _) = desk.noted("xdg-open");
    assert!(folder.trim().ends_with("Remote Assistance Logs") && Path::new(folder.trim()).is_dir());
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
fn the_user_sees_what_is_shared_and_what_the_helper_sees() {
    let mut desk = Desk::start_with("x11", |_| ()).0;
    let mut viewer = desk.invites();
    desk.has_border(None);
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    desk.has_border(Some(BorderLook::Seen));

    // The picture of what is sent has all but the bar.
    desk.reader.finds("push button", "Chat");
    assert!(desk.reader.requests("push button", "Chat"));
    desk.clicks("push button", "What your helper sees");
    let name = "What your helper sees now";
    let is_shown =
        |read: &Read| read.name == name && read.place.is_some_and(|[_, _, width, _]| width >= 200);
    let picture = eventually(name, || {
        // A Helper who is not there sees nothing.
        is_taken(&mut viewer);
        desk.reader.tree().into_iter().find(is_shown)
    });
    let [left, top, width, _] = picture.place.unwrap_or_default();
    let scale = |px: i16| i16::try_from(i32::from(px) * width / i32::from(WIDTH)).unwrap();
    let (left, top) = (i16::try_from(left).unwrap(), i16::try_from(top).unwrap());
    let blank = [BLANK[2], BLANK[1], BLANK[0]];
    let is_blank = |colour: [u8; 3]| colour.iter().zip(blank).all(|(a, b)| a.abs_diff(b) < 8);
    let bar = (WIDTH / 2, 20);
    eventually("the bar's place is blank there", || {
        is_blank(desk.seat.colour(left + scale(bar.0), top + scale(bar.1))).then_some(())
    });
    assert!(!is_blank(desk.seat.colour(bar.0, bar.1)), "the User sees it");
    let beside = (left + scale(20), top + scale(HEIGHT / 2));
    assert!(!is_blank(desk.seat.colour(beside.0, beside.1)));

    // A question at the edge of the screen, where the border lies over its margin.
    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    desk.seat.run("xdotool", &["getactivewindow", "windowmove", "0", "200"]);
    desk.reads("wants to share control", &mut viewer);
    desk.has_border(Some(BorderLook::Seen));
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ControlSharing);
    desk.has_border(Some(BorderLook::Controlled));
    assert!(desk.reader.requests("push button", "Pause"));
    desk.has_border(None);
    desk.refuses("Your helper sees nothing now.");
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
    desk.seat.kills_client_of("Session – Alongside");
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

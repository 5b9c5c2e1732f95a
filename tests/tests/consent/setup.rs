//! People, settings, offers and the device for assistance in the User's window: the real program on a desktop with a
//! person's mouse and keyboard, and with a program that clicks.

use std::fs;
use std::time::Duration;

use alongside_tests::claimant::{introduced, parse, prove};
use alongside_tests::clock::{self, eventually};
use alongside_tests::computer::Computer;
use alongside_tests::helper::{KnownHelper, now};
use alongside_tests::native::NativeViewer;
use alongside_tests::process::Folder;
use alongside_tests::server::RawClient;
use protocol::peer::{EndReason, Phase, ToSharer};
use protocol::sealed::Introduction;
use session::contacts::Contact;
use sharer::store::contacts::Store;
use sharer::store::identity::Identity;

use super::program::{Desk, SYNTHETIC};
use super::{READING, enters};

/// The device of injected clicks on this desktop.
const DEVICE: &str = "Virtual core XTEST pointer";

const VIEW_ONLY: &str = "Helpers may only look, never control";

/// The window on this computer.
fn window(computer: &Computer) -> Desk {
    Desk::of(computer.run(&["window", "--screen", SYNTHETIC]), Folder::new(), |_| ()).0
}

/// The person reads what is shown, for as long as a press needs to count.
fn reads() {
    let until = clock::now() + READING;
    while clock::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The person reads, and clicks on an element.
fn reads_and_clicks(desk: &mut Desk, role: &str, name: &str) {
    desk.settled(role, name);
    reads();
    desk.clicks(role, name);
}

/// A program clicks on an element.
fn program_clicks(desk: &mut Desk, role: &str, name: &str) {
    let (x, y) = desk.settled(role, name).middle();
    let (x, y) = (x.to_string(), y.to_string());
    desk.seat.run("xdotool", &["mousemove", &x, &y, "click", "1"]);
}

fn settings(computer: &Computer) -> String {
    fs::read_to_string(computer.config().join("config.toml")).unwrap_or_default()
}

/// The end of a view is seen.
fn scrolls_down(desk: &mut Desk, within: &str) {
    scrolls(desk, within, 40);
}

/// The person turns the wheel so many steps, over this element.
fn scrolls(desk: &mut Desk, within: &str, steps: u32) {
    let seen = desk.reader.finds_where(within, |read| read.name == within && read.place.is_some());
    let (x, y) = seen.middle();
    desk.seat.run("xdotool", &["mousemove", &x.to_string(), &y.to_string()]);
    desk.seat.run("xdotool", &["click", "--repeat", &steps.to_string(), "5"]);
}

#[test]
fn a_setting_is_changed_by_the_person_alone_and_holds_for_the_next_session() {
    let before = "# Mine.\nmax-kbit = 5000\n\n[email]\nhost = 'mail.example.org'\n";
    let computer = Computer::with(None).set(before);
    let mut desk = window(&computer);
    desk.clicks("push button", "Settings");
    program_clicks(&mut desk, "check box", VIEW_ONLY);
    // A program may protect the User, and not take it back.
    eventually("it is written", || settings(&computer).contains("view-only = true").then_some(()));
    desk.refuses("Saved.");
    // Where that stands, the rest is further down.
    scrolls(&mut desk, "Settings", 3);
    desk.seat.points(5, 5);
    program_clicks(&mut desk, "check box", VIEW_ONLY);
    desk.refuses("A program pressed this");
    let after = before.replace("5000\n", "5000\nview-only = true\n");
    assert_eq!(settings(&computer), after, "what else was there stays there");
    desk.seat.points(5, 5);
    desk.clicks("push button", "Back");
    desk.clicks("push button", "Get help");
    let code = desk.reader.finds_where("the code", |read| {
        read.name == "Invitation code" && read.text.as_ref().is_some_and(|text| !text.is_empty())
    });
    let mut socket = RawClient::connect(&desk.server.url);
    let mut channel = prove(&mut socket, &parse(&code.text.unwrap_or_default())).unwrap();
    let welcome = introduced(&mut socket, &mut channel);
    let Introduction::Welcome { view_only, .. } = welcome else { panic!("{welcome:?}") };
    assert!(view_only);
}

#[test]
fn a_language_is_chosen_in_the_settings_and_spoken_at_once() {
    let computer = Computer::with(None).set("language = 'system'\n");
    let mut desk = window(&computer);
    desk.clicks("push button", "Settings");
    desk.reader.finds("heading", "Settings");
    assert!(desk.reader.requests("radio button", "Deutsch"));
    desk.reader.finds("heading", "Einstellungen");
    desk.refuses("Gespeichert.");
    assert_eq!(settings(&computer), "language = \"de\"\n");
    assert!(desk.reader.requests("radio button", "Wie auf dem Desktop eingestellt"));
    desk.reader.finds("heading", "Settings");
    assert_eq!(settings(&computer), "language = \"system\"\n");
}

#[test]
fn settings_that_became_wrong_are_not_written_over() {
    let computer = Computer::with(None);
    let mut desk = window(&computer);
    desk.clicks("push button", "Settings");
    let broken = "name = 'Ursula\n";
    fs::write(computer.config().join("config.toml"), broken).unwrap();
    reads_and_clicks(&mut desk, "check box", VIEW_ONLY);
    desk.refuses("config.toml are wrong in line 1");
    assert_eq!(settings(&computer), broken);
}

#[test]
fn a_device_that_the_user_has_named_answers_unless_the_owner_forbids_it() {
    for (policy, answers) in [(None, true), (Some("assistive-device = 'off'\n"), false)] {
        let named = format!("assistive-device = '{DEVICE}'\n");
        let computer = Computer::with(policy).set(&named);
        let mut desk = window(&computer);
        let mut viewer = desk.invites();
        desk.reads("wants to connect", &mut viewer);
        program_clicks(&mut desk, "push button", "Allow");
        if answers {
            enters(&mut viewer, Phase::ScreenSharing);
            viewer.send(&ToSharer::RequestControl {});
            desk.reads("wants to share control", &mut viewer);
            program_clicks(&mut desk, "push button", "Allow");
            enters(&mut viewer, Phase::ControlSharing);
            viewer.send(&ToSharer::Bye { reason: EndReason::HelperLeft });
        } else {
            desk.refuses("A program pressed this");
        }
    }
}

#[test]
fn only_a_device_of_the_computer_names_one_that_answers() {
    let computer = Computer::with(None).set(&format!("assistive-device = '{DEVICE}'\n"));
    let mut desk = window(&computer);
    desk.refuses("Every program can press through it");
    desk.clicks("push button", "Settings");
    // It is below what is seen at first.
    scrolls_down(&mut desk, VIEW_ONLY);
    desk.clicks("push button", "Choose a device");
    desk.reader.finds("heading", "A device that presses for you");
    scrolls_down(&mut desk, "A device that presses for you");
    let keyboard = "Virtual core XTEST keyboard";
    program_clicks(&mut desk, "radio button", keyboard);
    desk.refuses("A program pressed this");
    assert!(settings(&computer).contains(DEVICE));
    desk.seat.points(5, 5);
    reads_and_clicks(&mut desk, "radio button", keyboard);
    eventually("it is written", || settings(&computer).contains(keyboard).then_some(()));
    desk.refuses("Saved.");
    assert!(desk.reader.requests("push button", "No device"));
    eventually("it is gone", || settings(&computer).is_empty().then_some(()));
}

#[test]
fn offers_are_waited_for_while_the_window_is_open_and_help_can_be_asked_for_all_the_same() {
    let helper = KnownHelper::new();
    let computer = Computer::with(Some("[offer]\nallowed = true\n"));
    let (name, key) = ("Jacky".parse().unwrap(), helper.key());
    let contact = Contact { name, key, since: now(), last: now() };
    Store::new(&computer.config()).change(|book| book.add(contact)).unwrap();
    let user = Identity::find_or_make(&computer.config()).unwrap().key();
    let mut desk = window(&computer);
    let comes =
        |desk: &Desk| helper.claim(&mut RawClient::connect(&desk.server.url), &user).is_ok();
    desk.reader.finds("push button", "Get help");
    assert!(!comes(&desk), "nobody waits for an offer by default");
    reads_and_clicks(&mut desk, "check box", "Let helpers I know offer help");
    desk.refuses("Help can be offered by Jacky");
    assert_eq!(settings(&computer), "offers = true\n");
    let mut socket = RawClient::connect(&desk.server.url);
    let mut channel = helper.claim(&mut socket, &user).expect("offers are waited for");
    introduced(&mut socket, &mut channel);
    let mut viewer = NativeViewer::new(socket, channel, "Jacky");
    viewer.wait_until_up();
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    viewer.send(&ToSharer::Bye { reason: EndReason::HelperLeft });
    desk.refuses("The session has ended");
    desk.clicks("push button", "Back to the beginning");
    desk.refuses("Help can be offered by Jacky");
    desk.clicks("push button", "Get help");
    let code = desk.reader.finds_where("the code", |read| {
        read.name == "Invitation code" && read.text.as_ref().is_some_and(|text| !text.is_empty())
    });
    assert!(!comes(&desk), "the wait for offers has ended");
    let mut socket = RawClient::connect(&desk.server.url);
    assert!(prove(&mut socket, &parse(&code.text.unwrap_or_default())).is_ok());
}

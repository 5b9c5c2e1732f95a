//! What the desktop shows outside of the windows: the real program with a session bus, and on it the services of a
//! desktop that a test reads.

use std::time::Duration;

use alongside_tests::clock::{PATIENCE, eventually, now};
use alongside_tests::desktop_services::DesktopServices;
use alongside_tests::native::NativeViewer;
use alongside_tests::process::{Folder, Running};
use protocol::limits;
use protocol::peer::{EndReason, Phase, ToSharer, ToViewer};
use protocol::transfer::{TransferKind, TransferStep};
use serde_json::json;

use super::program::Desk;
use super::{READING, chat, enters, is_taken};

/// A name that is markup, and has what marks a shortcut in a menu.
const NAME: &str = "<b>J_&</b>";

/// Another program.
const OTHER: &str = "xterm";

/// The title of a notification.
const WROTE: &str = "Your helper wrote to you";

/// The person lets the Helper in.
fn shares(desk: &mut Desk) -> NativeViewer {
    let mut viewer = desk.invites_helper(NAME);
    desk.reads("wants to connect", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ScreenSharing);
    viewer
}

/// The person works in another program.
fn turns_away(desk: &Desk) -> Running {
    let other = desk.seat.start_program(OTHER);
    eventually("the other program has the keyboard", || {
        desk.seat.has_keyboard(OTHER).then_some(())
    });
    other
}

#[test]
fn who_looks_elsewhere_is_told_and_stops_control_from_the_icon() {
    let able = ["body", "body-markup", "actions"];
    let (mut desk, mut services) = Desk::start_beside(|bus| DesktopServices::start(bus, &able));
    services.says("icon");
    let (text, menu) = services.icon();
    assert_eq!(text, "Nobody can see your screen.");
    assert_eq!(menu.len(), 3, "words, a line, and what shows the window: {menu:?}");
    let mut viewer = shares(&mut desk);
    let _other = turns_away(&desk);

    chat(&mut viewer, "my secret is 1234");
    let shown = services.shows(WROTE);
    let said = "“&lt;b&gt;J_&amp;&lt;/b&gt;” wrote to you. “&lt;b&gt;J_&amp;&lt;/b&gt;” can see your screen.";
    assert_eq!(shown["text"], said);
    assert_eq!(shown["actions"], json!(["default"]), "nothing can be answered there");
    let id = shown["id"].as_u64().expect("a number");

    // In the menu nothing is markup, and a line below marks a shortcut.
    let (text, menu) = services.icon();
    assert_eq!(text, "“&lt;b&gt;J_&amp;&lt;/b&gt;” can see your screen.");
    let label = json!({"label": "“<b>J__&</b>” can see your screen.", "enabled": false});
    assert_eq!(menu[0].1, label);

    // A click shows the window, and what was told is withdrawn with it.
    services.clicks(id);
    assert_eq!(services.says("closed")["id"], id);
    desk.reader.finds("entry", "Message to your helper");

    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ControlSharing);
    eventually("the icon says it", || services.icon().0.contains("shares control").then_some(()));
    services.chooses("Stop sharing control");
    enters(&mut viewer, Phase::ScreenSharing);
    eventually("it cannot be stopped twice", || (services.icon().1.len() == 5).then_some(()));
    services.chooses("Disconnect");
    desk.reader.finds("push button", "End the session");
    desk.clicks("push button", "End the session");
    let reason = viewer.receive(|message| match message {
        ToViewer::Bye { reason } => Some(*reason),
        _ => None,
    });
    assert_eq!(reason, EndReason::UserLeft);
}

#[test]
fn what_was_told_is_replaced_and_goes_with_the_program() {
    // A server that takes nothing for markup.
    let (mut desk, mut services) = Desk::start_beside(|bus| DesktopServices::start(bus, &["body"]));
    services.says("icon");
    let mut viewer = shares(&mut desk);
    let _other = turns_away(&desk);
    chat(&mut viewer, "Hello");
    let wrote = services.shows(WROTE);
    assert_eq!(wrote["text"], format!("“{NAME}” wrote to you. “{NAME}” can see your screen."));
    assert_eq!(wrote["actions"], json!([]), "it shows none");
    services.chooses("Pause");
    let paused = services.shows(WROTE);
    let text = format!("“{NAME}” wrote to you. Paused. “{NAME}” does not see your screen.");
    assert_eq!(paused["text"], text);
    assert_eq!(paused["replaces"], wrote["id"], "they are not stacked");
    // What the program leaves behind would stay.
    desk.alongside.interrupt();
    assert_eq!(services.says("closed")["id"], paused["id"]);
    desk.alongside.ended(PATIENCE);
}

#[test]
fn a_desktop_that_hangs_holds_up_nothing() {
    let (mut desk, mut services) =
        Desk::start_beside(|bus| DesktopServices::start(bus, &["hangs"]));
    let mut viewer = shares(&mut desk);
    let _other = turns_away(&desk);
    chat(&mut viewer, "Hello");
    services.says("unanswered");
    assert!(desk.reader.requests("push button", "Disconnect"));
    desk.reader.finds("push button", "End the session");
    assert!(desk.reader.requests("push button", "End the session"));
    desk.reader.finds("push button", "Close Alongside");
    assert!(desk.reader.requests("push button", "Close Alongside"));
    assert!(desk.alongside.ended(PATIENCE).success());
}

/// The Helper's page stays there for this time: the person reads.
fn stays(viewer: &mut NativeViewer, time: Duration) {
    let until = now() + time;
    while now() < until {
        is_taken(viewer);
        std::thread::sleep(limits::HEARTBEAT_INTERVAL);
    }
}

/// The name of the file that the Helper is offered next.
fn offered(viewer: &mut NativeViewer) -> String {
    viewer.receive(|message| {
        let ToViewer::Transfer(message) = message else { return None };
        let TransferStep::Offer { what: TransferKind::File(file) } = &message.step else {
            return None;
        };
        Some(file.file.name.to_string())
    })
}

/// A button acts, as assistive technology asks it to. It grants nothing.
fn asks(desk: &mut Desk, viewer: &mut NativeViewer, button: &str) {
    desk.reader.finds("push button", button);
    assert!(desk.reader.requests("push button", button), "{button}");
    // The Helper's page stays there meanwhile.
    is_taken(viewer);
}

#[test]
fn what_is_chosen_in_the_desktops_dialog_is_sent_by_a_press_and_not_while_control_is_shared() {
    let (mut desk, mut services) =
        Desk::start_beside(|bus| DesktopServices::start(bus, &["chooser"]));
    let mut viewer = shares(&mut desk);
    let files = Folder::new();
    let paths = ["letter.txt", "secret.txt"].map(|name| files.path().join(name));
    paths.iter().for_each(|path| std::fs::write(path, "Dear Jacky").unwrap());
    asks(&mut desk, &mut viewer, "Chat");
    asks(&mut desk, &mut viewer, "Send a file or folder");
    asks(&mut desk, &mut viewer, "Choose a folder…");
    assert_eq!(services.says("dialog")["folder"], true);
    // Another one takes its place.
    asks(&mut desk, &mut viewer, "Choose files…");
    services.says("dialog-closed");
    assert_eq!(services.says("dialog")["several"], true);
    services.chooses_files(&[&paths[0]]);
    // A program cannot press it.
    asks(&mut desk, &mut viewer, "Send what is chosen");
    desk.refuses("did not come from your mouse or keyboard");
    desk.settled("push button", "Send what is chosen");
    stays(&mut viewer, READING);
    desk.clicks("push button", "Send what is chosen");
    assert_eq!(offered(&mut viewer), "letter.txt");

    asks(&mut desk, &mut viewer, "Send a file or folder");
    asks(&mut desk, &mut viewer, "Choose files…");
    services.says("dialog");
    viewer.send(&ToSharer::RequestControl {});
    desk.reads("wants to share control", &mut viewer);
    desk.clicks("push button", "Allow");
    enters(&mut viewer, Phase::ControlSharing);
    services.says("dialog-closed");
    desk.refuses("What you chose is not sent");
}

#[test]
fn without_a_dialog_of_the_desktop_the_path_is_written() {
    let (mut desk, _services) = Desk::start_beside(|bus| DesktopServices::start(bus, &["body"]));
    let mut viewer = shares(&mut desk);
    asks(&mut desk, &mut viewer, "Chat");
    asks(&mut desk, &mut viewer, "Send a file or folder");
    asks(&mut desk, &mut viewer, "Choose files…");
    desk.refuses("This desktop has no dialog for it");
    desk.reader.finds("entry", "File or folder to send");
}

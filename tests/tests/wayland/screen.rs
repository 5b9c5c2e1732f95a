//! When the desktop is asked, and what is seen of it.

use std::fs::{read_to_string, write};
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use alongside_tests::clock::{eventually, never};
use alongside_tests::server::SignalServer;
use alongside_tests::wayland::{Portal, WaylandDesktop};
use serde_json::Value;

use crate::{BLUE, PICTURE_VISIBLE, RED, Rig, Turn, said, settled};

/// A permission that the desktop has not given.
const UNKNOWN: &str = "alongside portal-token 1\n7e0e1a5c-0000-4000-8000-000000000000\n";

/// What opens a session of the portal.
const CREATE: &str = "RemoteDesktop.CreateSession";

#[test]
fn the_desktop_is_asked_once_and_only_after_the_user_has_agreed() {
    let mut rig = Rig::asked(Portal::Gnome);
    assert_eq!(rig.calls.all(), [""; 0], "nothing is called before the User agrees");
    assert!(!rig.desktop.is_asked());

    rig.sharer.answer("connect", true);
    eventually("the desktop asks", || rig.desktop.is_asked().then_some(()));
    assert!(rig.browser.picture().is_none(), "no picture before the desktop has agreed too");
    rig.desktop.allows(true);
    rig.sharer.phase("screen_sharing");
    rig.sees(RED);
    rig.take_control();
    assert_eq!(rig.calls.count(CREATE), 1, "control needs no second question");
    assert_eq!(rig.calls.count("RemoteDesktop.Start"), 1);
    assert_eq!(rig.calls.count("ScreenCast.CreateSession"), 0, "one session has both");
    assert_eq!(rig.calls.input(), 0, "nothing is pressed by itself");

    rig.sharer.send_command("disconnect");
    rig.sharer.phase("ended");
    eventually("nothing is shown any more", || (!rig.desktop.streams()).then_some(()));
    eventually("the desktop is told", || (rig.calls.count("Session.Close") == 1).then_some(()));
}

#[test]
fn the_helper_sees_what_changes_and_the_pointer_and_a_pause_hides_both() {
    let mut rig = Rig::shared(Portal::Gnome);
    rig.terminal.shows_colour(BLUE);
    rig.sees(BLUE);
    assert!(rig.desktop.streams());

    for at in [(200, 150), (900, 500)] {
        rig.desktop.hand().moves(at.0, at.1);
        let (x, y) = rig.point(at.0, at.1);
        let seen = format!(
            "(() => {{ const i = document.getElementById('remote-cursor');
               if (i.hidden || !i.complete || !i.naturalWidth) return false;
               const b = i.getBoundingClientRect();
               return b.left - 2 <= {x} && {x} <= b.right && b.top - 2 <= {y} && {y} <= b.bottom; }})()"
        );
        rig.browser.wait(&format!("the pointer is seen at {at:?}"), &seen);
    }

    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "no frozen frame is shown");
    eventually("nothing is read", || (!rig.desktop.streams()).then_some(()));
    let frames = settled("the frames", || rig.browser.eval(FRAMES));
    rig.terminal.shows_colour(RED);
    never(Duration::from_secs(1), "a frame during the pause", || {
        (rig.browser.eval(FRAMES) != frames || rig.desktop.streams()).then_some(())
    });
    rig.sharer.send_command("resume");
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    rig.sees(RED);
}

#[test]
fn a_user_who_refuses_at_the_desktop_shows_nothing() {
    let mut rig = Rig::asked(Portal::Gnome);
    rig.sharer.answer("connect", true);
    rig.desktop.refuses();
    rig.browser.wait_phase("ended");
    rig.browser.wait_text("did not let you in");
    assert_eq!(rig.sharer.phase("ended")["reason"], "declined");
    assert_eq!(rig.browser.eval(FRAMES), 0);
    assert_eq!(rig.calls.count("RemoteDesktop.Start"), 1, "the desktop is not asked again");
}

#[test]
fn the_desktops_own_button_ends_the_sharing() {
    let mut rig = Rig::controlled(Portal::AsksNobody);
    assert_eq!(rig.desktop.stops_sharing(), 1);
    rig.sharer.phase("ended");
    rig.browser.wait_phase("ended");
    rig.sharer.ended();
    let said = said(&rig.sharer);
    assert!(said.contains("the desktop has stopped sharing the screen"), "{said}");
    eventually("nothing flows", || (!rig.desktop.streams()).then_some(()));
}

#[test]
fn a_desktop_without_a_portal_is_told_what_to_install() {
    let _turn = Turn::take();
    let server = SignalServer::without_lanes();
    let desktop = WaylandDesktop::start_with(Portal::Absent);
    let mut sharer = desktop.share(&["--server", &server.url]);
    assert!(!sharer.ended().success());
    let said = said(&sharer);
    assert!(said.contains("xdg-desktop-portal"), "the package is named: {said}");
}

#[test]
fn what_the_desktop_remembers_is_restored_after_the_users_yes_and_dropped_after_a_no() {
    let view_only = ["--view-only"];
    let mut rig = Rig::asked_with(Portal::Gnome, &view_only);
    let token = rig.desktop.portal_token();
    rig.sharer.answer("connect", true);
    rig.desktop.allows_and_remembers();
    rig.sees(RED);
    let kept = read_to_string(&token).expect("the permission is kept");
    assert_eq!(token.metadata().unwrap().permissions().mode() & 0o777, 0o600);

    rig.asked_again(&view_only);
    assert_eq!(rig.calls.count("ScreenCast.CreateSession"), 1, "nothing before the yes");
    assert_eq!(read_to_string(&token).unwrap(), kept, "nothing before the yes");
    rig.sharer.answer("connect", true);
    rig.sees(RED);
    assert!(!rig.desktop.is_asked() && said(&rig.sharer).contains("without asking"));
    assert!(token.exists(), "the next one is kept");

    // The desktop asks about one that it does not know, and nothing is kept after a no.
    write(&token, UNKNOWN).unwrap();
    rig.asked_again(&view_only);
    rig.sharer.answer("connect", true);
    rig.desktop.refuses();
    rig.browser.wait_phase("ended");
    assert!(!token.exists());
}

#[test]
fn a_portal_that_hangs_keeps_nobody_from_ending_the_program() {
    /// A portal that hangs is waited for longer.
    const AT_ONCE: Duration = Duration::from_secs(6);
    let _turn = Turn::take();
    let server = SignalServer::without_lanes();
    let desktop = WaylandDesktop::start_with(Portal::Hangs);
    let mut sharer = desktop.share(&["--server", &server.url]);
    eventually("the portal is asked", || said(&sharer).contains("asking the portal").then_some(()));
    sharer.running.interrupt();
    assert!(sharer.running.ended(AT_ONCE).success());
}

#[test]
fn a_view_only_session_asks_the_desktop_for_no_input_and_does_not_call_it_unable() {
    let rig = Rig::shared_with(Portal::AsksNobody, &["--view-only"], false);
    assert_eq!(rig.calls.count(CREATE), 0);
    assert_eq!(rig.calls.count("ScreenCast.CreateSession"), 1);
    let said = said(&rig.sharer);
    assert!(!said.contains("lets no program control it"), "{said}");
    assert!(!said.contains("cannot be controlled"), "{said}");
}

#[test]
fn both_are_told_where_the_clipboard_is_not_shared() {
    let mut rig = Rig::shared(Portal::ScreenOnly);
    let is_told = |event: &Value| {
        event["event"] == "note"
            && event["text"]
                .as_str()
                .is_some_and(|text| text.contains("clipboard cannot be shared"))
    };
    assert!(rig.sharer.events().iter().any(is_told), "the User");
    rig.browser.press_button("Rights");
    rig.browser.wait_text("The clipboard cannot be shared");
}

/// How many frames the page has of the picture.
const FRAMES: &str = "(() => { const v = document.querySelector('#screen video');
  return v === null ? 0 : v.getVideoPlaybackQuality().totalVideoFrames; })()";

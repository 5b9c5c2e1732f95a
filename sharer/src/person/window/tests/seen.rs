//! What the Helper sees, in the main window.

use std::time::Duration;

use kit::Element;
use kit::element::Kind;
use protocol::peer::Phase;
use protocol::utc::Utc;
use session::Notice;

use super::super::action::Action;
use super::super::pressed::PressedWindows;
use super::{phase, windows};
use crate::path_kind::PathKind;
use crate::person::face::Face as _;
use crate::person::notice::UserNotice;

/// The media thread has made a picture.
pub(super) fn publish(windows: &PressedWindows, (width, height): (u32, u32)) {
    let pixel = |at: u32| [(at % width / 2) as u8, (at / width) as u8, 120, 255];
    let mut rgba: Vec<u8> = (0..width * height).flat_map(pixel).collect();
    assert!(windows.preview.publish((width, height), &mut rgba));
}

/// The names and widths of the pictures that are shown.
fn pictures(windows: &mut PressedWindows) -> Vec<(String, u32)> {
    fn find(element: &Element<Action>, into: &mut Vec<(String, u32)>) {
        match &element.kind {
            Kind::Image(image) => into.push((image.name.clone(), image.pixels.width())),
            Kind::Row(flow) | Kind::Column(flow) => {
                flow.children.iter().for_each(|child| find(child, into));
            }
            Kind::Panel(panel) => find(&panel.child, into),
            Kind::Scroll(scroll) => find(&scroll.child, into),
            Kind::List(_)
            | Kind::Log(_)
            | Kind::Dialog(_)
            | Kind::Button(_)
            | Kind::Check(_)
            | Kind::Field(_)
            | Kind::Text(_)
            | Kind::Space(_)
            | Kind::Progress(_)
            | Kind::Status(_) => {}
        }
    }
    let mut found = Vec::new();
    windows.refresh().iter().for_each(|view| find(&view.element, &mut found));
    found
}

#[test]
fn a_picture_of_what_the_helper_sees_is_made_only_while_it_is_shown() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    windows.refresh();
    assert!(!windows.preview.is_wanted());
    windows.press("chat");
    windows.press("seen");
    assert!(pictures(&mut windows).is_empty() && windows.preview.is_wanted());
    publish(&windows, (480, 270));
    assert_eq!(pictures(&mut windows), [("What your helper sees now".to_owned(), 480)]);
    publish(&windows, (270, 480));
    assert_eq!(pictures(&mut windows)[0].1, 270);
    // The window with it is hidden, and shown again.
    windows.press("hide");
    windows.refresh();
    assert!(!windows.preview.is_wanted());
    windows.press("chat");
    assert_eq!(pictures(&mut windows).len(), 1);
    windows.press("seen");
    assert!(pictures(&mut windows).is_empty() && !windows.preview.is_wanted());
    windows.press("seen");
    windows.render(&phase(Phase::Ended));
    assert!(pictures(&mut windows).is_empty() && !windows.preview.is_wanted());
}

#[test]
fn while_the_helper_sees_nothing_no_picture_says_otherwise() {
    let helper = || "Jacky".parse().unwrap();
    let paused = Notice::Paused { phase: Phase::ScreenSharing, helper: helper() };
    let path = PathKind::Direct;
    let (lasts, until) = (Duration::from_secs(60), Utc::from_unix(0));
    let lost = UserNotice::Reconnecting { helper: helper(), lasts, until };
    let found = UserNotice::Reconnected { helper: helper(), path: Some(path) };
    let prompt = |open| UserNotice::Session(Notice::SystemPrompt { open });
    for (blind, seeing) in [
        (UserNotice::Session(paused), phase(Phase::ScreenSharing)),
        (lost, found),
        (prompt(true), prompt(false)),
    ] {
        let mut windows = windows(&[phase(Phase::ScreenSharing)]);
        windows.press("chat");
        windows.press("seen");
        windows.refresh();
        publish(&windows, (480, 270));
        assert_eq!(pictures(&mut windows).len(), 1);
        windows.render(&blind);
        assert!(pictures(&mut windows).is_empty(), "{blind:?}");
        windows.render(&seeing);
        assert_eq!(pictures(&mut windows).len(), 1, "{seeing:?}");
    }
}

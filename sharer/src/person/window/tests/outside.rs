//! What the desktop shows outside of the windows.

use std::time::Duration;

use protocol::peer::Phase;
use session::{Notice, PersonInput, Question};

use super::super::model::Answers;
use super::super::pressed::PressedWindows;
use super::{ID, chat, invitation, phase, question, windows};
use crate::invite::expiry;
use crate::person::face::Face as _;
use crate::person::notice::UserNotice;
use crate::platform::desk::{Choice, Mark};
use crate::words::desk as words;

/// The notification that these windows want, as title and text.
fn announced(windows: &mut PressedWindows) -> Option<(&'static str, String)> {
    windows.outside().announcement.map(|announcement| (announcement.title, announcement.text))
}

fn title(windows: &mut PressedWindows) -> Option<&'static str> {
    announced(windows).map(|(title, _)| title)
}

fn lost() -> UserNotice {
    let lasts = Duration::from_secs(60);
    UserNotice::Reconnecting { helper: "Jacky".parse().unwrap(), lasts, until: expiry(lasts) }
}

fn choices(windows: &mut PressedWindows) -> Vec<Choice> {
    windows.outside().menu.into_iter().map(|(choice, _)| choice).collect()
}

#[test]
fn each_thing_that_happens_elsewhere_is_announced_as_long_as_it_holds() {
    let mut windows = windows(&[invitation()]);
    assert_eq!(title(&mut windows), None, "an invitation is what the User has made");
    windows.render(&question(Question::Connect));
    assert_eq!(title(&mut windows), Some(words::ASKED.text()));
    assert!(windows.outside().announcement.unwrap().is_urgent);
    windows.render(&UserNotice::QuestionWithdrawn { id: ID });
    assert_eq!(title(&mut windows), None);
    windows.render(&phase(Phase::ScreenSharing));
    assert_eq!(title(&mut windows), Some(words::SEEN.text()));
    windows.render(&chat("The code is 7-lamp-orbit-tulip"));
    let (title_of_chat, text) = announced(&mut windows).unwrap();
    assert_eq!(title_of_chat, words::WROTE.text());
    assert!(text.contains("“Jacky” wrote to you") && !text.contains("lamp"), "{text}");
    windows.render(&phase(Phase::ControlSharing));
    assert_eq!(title(&mut windows), Some(words::CONTROLLED.text()));
    windows.render(&phase(Phase::ScreenSharing));
    assert_eq!(title(&mut windows), Some(words::SEEN.text()), "control has ended");
    windows.render(&lost());
    assert_eq!(title(&mut windows), None, "nothing is seen any more");
    windows.render(&phase(Phase::Ended));
    assert_eq!(title(&mut windows), Some(words::ENDED.text()));
    windows.begin_session();
    assert_eq!(title(&mut windows), None);
}

#[test]
fn with_the_keyboard_in_a_window_nothing_is_announced_then_or_later() {
    let mut windows = windows(&[]);
    windows.focus(true);
    windows.render(&question(Question::Connect));
    assert_eq!(title(&mut windows), None);
    windows.render(&UserNotice::QuestionAnswered { id: ID });
    windows.render(&phase(Phase::ScreenSharing));
    windows.render(&chat("Hello"));
    assert_eq!(title(&mut windows), None);
    windows.focus(false);
    assert_eq!(title(&mut windows), None, "the User has seen it");
    windows.render(&chat("Are you there?"));
    assert_eq!(title(&mut windows), Some(words::WROTE.text()));
    windows.focus(true);
    assert_eq!(title(&mut windows), None);
    windows.focus(false);
    assert_eq!(title(&mut windows), None);
}

#[test]
fn chat_does_not_take_the_place_of_a_question_and_comes_after_it() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    assert_eq!(title(&mut windows), Some(words::SEEN.text()));
    windows.render(&question(Question::Control));
    assert_eq!(title(&mut windows), Some(words::ASKED.text()));
    windows.render(&chat("yes"));
    assert_eq!(title(&mut windows), Some(words::ASKED.text()));
    windows.render(&UserNotice::QuestionWithdrawn { id: ID });
    assert_eq!(title(&mut windows), Some(words::WROTE.text()));
}

#[test]
fn neither_code_nor_link_is_shown_outside_of_the_windows() {
    for notices in [vec![invitation()], vec![invitation(), question(Question::Connect)]] {
        let shown = format!("{:?}", windows(&notices).outside());
        for secret in ["lamp", "orbit", "tulip", "help.example.org"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn the_icon_says_who_sees_the_screen_and_its_menu_offers_what_can_be_stopped() {
    let mut windows = windows(&[invitation()]);
    let outside = windows.outside();
    assert_eq!(
        (outside.mark, outside.status.as_str()),
        (Mark::Unseen, "Nobody can see your screen.")
    );
    assert_eq!(choices(&mut windows), [Choice::Show]);
    windows.render(&phase(Phase::ScreenSharing));
    let outside = windows.outside();
    assert_eq!(
        (outside.mark, outside.status.as_str()),
        (Mark::Seen, "“Jacky” can see your screen.")
    );
    assert_eq!(choices(&mut windows), [Choice::Show, Choice::Pause, Choice::Disconnect]);
    windows.render(&phase(Phase::ControlSharing));
    assert_eq!(windows.outside().mark, Mark::Controlled);
    assert_eq!(choices(&mut windows), Choice::ALL);
    let (phase, helper) = (Phase::ScreenSharing, "Jacky".parse().unwrap());
    windows.render(&UserNotice::Session(Notice::Paused { phase, helper }));
    assert_eq!(windows.outside().mark, Mark::Unseen);
    assert!(!choices(&mut windows).contains(&Choice::Pause), "going on takes the window");
}

#[test]
fn the_menu_stops_and_pauses_at_once_and_asks_before_it_ends() {
    let mut windows = windows(&[phase(Phase::ControlSharing)]);
    windows.choose(Choice::StopControl);
    assert_eq!(windows.given(), Some(PersonInput::StopControl));
    windows.choose(Choice::Pause);
    assert_eq!(windows.given(), Some(PersonInput::Pause));
    windows.choose(Choice::Disconnect);
    assert_eq!(windows.given(), None);
    assert!(windows.press("end"));
    assert_eq!(windows.given(), Some(PersonInput::Disconnect));
}

#[test]
fn windows_that_hang_hold_up_neither_the_menu_nor_who_looks_whether_they_answer() {
    let mut windows = windows(&[phase(Phase::ControlSharing)]);
    let model = windows.model.clone();
    let held = model.lock();
    windows.choose(Choice::StopControl);
    let answers: Vec<_> = (0..10).map(|_| model.tick()).collect();
    drop(held);
    assert_eq!(windows.given(), Some(PersonInput::StopControl));
    assert_eq!(answers.last(), Some(&Answers::No));
}

#[test]
fn nothing_outside_of_the_windows_answers_a_question() {
    let asked = [phase(Phase::ScreenSharing), question(Question::Control)];
    for choice in Choice::ALL {
        let mut windows = windows(&asked);
        windows.choose(choice);
        let given = windows.given();
        let stops = matches!(given, None | Some(PersonInput::StopControl | PersonInput::Pause));
        assert!(stops, "{choice:?}: {given:?}");
        assert!(windows.model.lock().state.question.is_some(), "{choice:?}");
    }
}

#[test]
fn the_window_is_brought_to_the_front() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    let raised = |windows: &mut PressedWindows| {
        let main = |view: &kit::View<_>| (view.key.name() == "main").then_some(view.raised);
        windows.refresh().iter().find_map(main)
    };
    assert_eq!(raised(&mut windows), None, "it is hidden");
    windows.choose(Choice::Show);
    let first = raised(&mut windows).unwrap();
    windows.choose(Choice::Show);
    assert_ne!(raised(&mut windows), Some(first));
}

//! The count of unread messages on the button that shows the chat.

use catalogue::Language;
use kit::headless::Role;
use protocol::peer::Phase;
use session::Question;

use super::super::pressed::PressedWindows;
use super::look::shown;
use super::{ID, chat, phase, question, windows};
use crate::person::face::Face as _;
use crate::person::notice::UserNotice;
use crate::words::{self, without_marks};

/// The button in the bar: its words, and what a screen reader says after them.
fn button(windows: &mut PressedWindows) -> (String, String) {
    let bar = windows.refresh().into_iter().find(|view| view.key.name() == "bar");
    let told = shown(bar.expect("a session is on"), 1.0).told();
    // Pause, chat, disconnect.
    let chat = told.into_iter().filter(|told| told.role == Role::Button).nth(1);
    let chat = chat.expect("it is in the bar");
    (without_marks(&chat.name), without_marks(&chat.description))
}

fn writes(windows: &mut PressedWindows, messages: usize) -> (String, String) {
    for _ in 0..messages {
        windows.render(&chat("Do you see the printer?"));
    }
    button(windows)
}

fn said(name: &str, description: &str) -> (String, String) {
    (name.to_owned(), description.to_owned())
}

#[test]
fn the_button_of_the_chat_counts_what_was_not_read_until_it_is_shown() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    assert_eq!(button(&mut windows), said("Chat", ""));
    assert_eq!(writes(&mut windows, 1), said("Chat (1)", "1 unread message"));
    // The bar keeps four of them for a screen reader, and counts all.
    assert_eq!(writes(&mut windows, 11), said("Chat (12)", "12 unread messages"));
    assert_eq!(button(&mut windows), said("Chat (12)", "12 unread messages"), "drawn again");
    assert_eq!(writes(&mut windows, 87), said("Chat (99)", "99 unread messages"));
    assert_eq!(writes(&mut windows, 1), said("Chat (99+)", "100 unread messages"));
    assert!(windows.press("chat"));
    assert_eq!(button(&mut windows), said("Chat", ""));
    assert_eq!(writes(&mut windows, 2), said("Chat", ""), "it is shown");
    assert!(windows.press("chat"));
    assert_eq!(button(&mut windows), said("Chat", ""), "it was read");
    assert_eq!(writes(&mut windows, 2), said("Chat (2)", "2 unread messages"));
    // What comes while a question is open is in the conversation after it.
    windows.render(&question(Question::Control));
    assert_eq!(writes(&mut windows, 3), said("Chat (2)", "2 unread messages"));
    windows.render(&UserNotice::QuestionAnswered { id: ID });
    assert_eq!(button(&mut windows), said("Chat (5)", "5 unread messages"));
}

#[test]
fn the_count_is_in_digits_in_every_language() {
    for language in Language::ALL {
        words::speak(*language);
        let mut windows = windows(&[phase(Phase::ScreenSharing)]);
        let (without, _) = button(&mut windows);
        for (messages, count) in [(3, "3"), (98, "99+")] {
            let (name, description) = writes(&mut windows, messages);
            assert!(name.starts_with(&without) && name.contains(count), "{language:?}: {name}");
            assert!(!description.is_empty(), "{language:?}");
        }
    }
}

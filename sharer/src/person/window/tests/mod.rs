//! The windows, pressed without a display.

mod choosing;
mod heard;
mod invitation;
mod look;
mod outside;
mod seen;
mod setup;
mod unread;
mod walk;

use std::time::Duration;

use catalogue::Language;
use protocol::element::{Element, ElementRole};
use protocol::limits;
use protocol::peer::{EndReason, Party, Phase};
use session::marks::Steps;
use session::{Answer, ControlStop, Notice, PersonInput, Proof, Question};

use super::action::Action;
use super::model::Answers;
use super::pressed::{PressedWindows, UPTIME};
use super::shell::Request;
use super::state::{ENTRIES, Entry, Stage};
use crate::invite::expiry;
use crate::person::face::Face as _;
use crate::person::notice::UserNotice;

const ID: u32 = 7;

fn phase(phase: Phase) -> UserNotice {
    let helper = (phase != Phase::WaitingForConnect).then(|| "Jacky".parse().unwrap());
    let reason = (phase == Phase::Ended).then_some(EndReason::HelperLeft);
    UserNotice::Session(Notice::Phase { phase, helper, reason, stop: ControlStop::PanicKey })
}

fn chat(text: &str) -> UserNotice {
    let (from, text) = (Party::Helper, text.to_owned());
    UserNotice::Session(Notice::Chat { from, text, under_control: false })
}

fn question(question: Question) -> UserNotice {
    numbered(ID, question)
}

fn numbered(id: u32, question: Question) -> UserNotice {
    let helper = "Jacky".parse().unwrap();
    let proof = Proof::Code;
    let stop = ControlStop::PanicKey;
    let text = crate::words::question(question, &helper, None, proof, None, stop);
    let until = UPTIME + limits::CONSENT_TIMEOUT;
    UserNotice::Question {
        id,
        question,
        helper,
        proof,
        resembles: None,
        text,
        files: None,
        until,
        stop,
    }
}

/// Whether the built-in server may listen.
fn listen_question(id: u32) -> UserNotice {
    let until = UPTIME + limits::CONSENT_TIMEOUT;
    UserNotice::ListenQuestion { id, address: "0.0.0.0:7575".into(), until }
}

fn invitation() -> UserNotice {
    UserNotice::Invitation {
        code: "7-lamp-orbit-tulip".into(),
        link: "https://help.example.org/#7".into(),
        lifetime: Duration::from_secs(1800),
        expires: expiry(Duration::from_secs(1800)),
    }
}

/// Windows in which these notices were seen.
fn windows(notices: &[UserNotice]) -> PressedWindows {
    let mut windows = PressedWindows::new();
    windows.begin_session();
    for notice in notices {
        windows.render(notice);
    }
    windows
}

#[test]
fn help_is_asked_for_before_and_after_a_session() {
    let mut windows = PressedWindows::new();
    assert!(windows.press("get-help"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
    windows.begin_session();
    assert!(windows.action("get-help").is_none(), "it is being opened");
    windows.render(&phase(Phase::ScreenSharing));
    windows.render(&phase(Phase::Ended));
    assert!(windows.press("get-help"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
}

#[test]
fn a_new_code_ends_the_invitation_and_asks_for_another() {
    let mut windows = windows(&[invitation()]);
    assert!(windows.press("new-code"));
    assert_eq!(windows.given(), Some(PersonInput::Disconnect));
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
}

#[test]
fn the_message_for_a_messenger_has_the_link_and_no_word_of_the_code() {
    let text = crate::words::window::message("https://help.example.org/#7");
    assert!(text.contains("https://help.example.org/#7"), "{text}");
    for word in ["lamp", "orbit", "tulip"] {
        assert!(!text.contains(word), "{text}");
    }
}

#[test]
fn a_code_is_spelled_letter_by_letter() {
    let lines = crate::words::window::spelled("7-lamp-orbit");
    assert_eq!(lines, ["7:  7", "lamp:  L – A – M – P", "orbit:  O – R – B – I – T"]);
}

#[test]
fn chat_waits_while_a_question_is_open_and_comes_after_it() {
    let mut windows = windows(&[phase(Phase::ScreenSharing), question(Question::Control)]);
    let before = windows.model.lock().state.conversation.len();
    windows.render(&chat("yes"));
    assert_eq!(windows.model.lock().state.conversation.len(), before);
    windows.render(&UserNotice::QuestionAnswered { id: ID });
    let both = windows.model.lock();
    let last = both.state.conversation.back();
    assert!(matches!(last, Some(Entry::Chat { text, .. }) if text == "yes"), "{last:?}");
}

#[test]
fn a_conversation_is_bounded_and_the_user_is_told() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    for n in 0..2 * ENTRIES {
        windows.render(&chat(&n.to_string()));
    }
    let both = windows.model.lock();
    assert_eq!(both.state.conversation.len(), ENTRIES);
    assert!(both.state.is_cut);
}

#[test]
fn an_answer_that_the_session_rejects_leaves_the_question_open() {
    let mut windows = windows(&[phase(Phase::ScreenSharing), question(Question::Control)]);
    assert!(windows.press("allow"));
    let allow = PersonInput::Answer { id: ID, answer: Answer::Allow };
    assert_eq!(windows.given(), Some(allow.clone()));
    assert!(windows.action("allow").is_none(), "it is answered");
    windows.render(&UserNotice::Session(Notice::NotAllowedByTyping));
    assert!(windows.press("allow"));
    assert_eq!(windows.given(), Some(allow));
}

#[test]
fn what_was_chosen_for_one_question_is_nothing_to_the_next() {
    let mut windows = windows(&[phase(Phase::ScreenSharing), question(Question::Control)]);
    assert!(windows.press("with-prompts"));
    windows.render(&UserNotice::QuestionWithdrawn { id: ID });
    windows.render(&question(Question::Control));
    assert!(windows.press("allow"));
    let allow = PersonInput::Answer { id: ID, answer: Answer::Allow };
    assert_eq!(windows.given(), Some(allow));
}

#[test]
fn closing_the_window_in_a_session_asks_first() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    windows.close();
    assert_eq!(windows.given(), None);
    assert!(windows.press("stay"));
    windows.close();
    assert!(windows.press("end"));
    assert_eq!(windows.given(), Some(PersonInput::Disconnect));
}

#[test]
fn closing_the_window_without_a_session_ends_the_program() {
    let mut windows = PressedWindows::new();
    windows.close();
    assert!(*windows.ended.borrow());
    assert!(kit::App::views(&mut windows.windows).is_empty());
}

#[test]
fn while_control_is_shared_it_can_be_stopped_from_the_bar() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    assert!(windows.action("stop-control").is_none());
    windows.render(&phase(Phase::ControlSharing));
    assert!(windows.press("stop-control"));
    assert_eq!(windows.given(), Some(PersonInput::StopControl));
}

#[test]
fn a_session_that_cannot_be_opened_leads_back_to_the_first_view_with_the_reason() {
    let mut windows = windows(&[]);
    windows.model.not_opened("The server cannot be reached.".into());
    assert_eq!(windows.model.lock().state.stage, Stage::Start);
    assert_eq!(
        windows.model.lock().state.alerts,
        [(0, "The server cannot be reached.".to_owned())]
    );
    assert!(windows.press("read"));
    assert!(windows.model.lock().state.alerts.is_empty());
}

#[test]
fn a_program_refuses_and_stops_and_never_allows() {
    let asked = [phase(Phase::ScreenSharing), question(Question::Control)];
    let mut windows = windows(&asked);
    windows.by_a_program();
    for key in ["allow", "with-prompts"] {
        assert!(windows.press(key), "{key}");
        assert_eq!(windows.given(), None, "{key}");
        let both = windows.model.lock();
        assert!(both.local.refusal.is_some() && !both.local.with_prompts, "{key}");
        assert!(both.state.question.is_some(), "the question stays open");
    }
    assert!(windows.press("refuse"));
    let refuse = PersonInput::Answer { id: ID, answer: Answer::Refuse };
    assert_eq!(windows.given(), Some(refuse));
    windows.render(&phase(Phase::ControlSharing));
    assert!(windows.press("stop-control"));
    assert_eq!(windows.given(), Some(PersonInput::StopControl));
    let (phase, helper) = (Phase::ScreenSharing, "Jacky".parse().unwrap());
    windows.render(&UserNotice::Session(Notice::Paused { phase, helper }));
    assert!(windows.press("resume"));
    assert_eq!(windows.given(), None);
}

#[test]
fn whether_the_server_may_listen_takes_a_persons_press_also_while_offers_are_waited_for() {
    for offers in [false, true] {
        let mut windows = PressedWindows::new();
        if offers {
            windows.model.wait_for_offers();
        } else {
            windows.model.opening();
        }
        windows.render(&listen_question(ID));
        let allow = PersonInput::Answer { id: ID, answer: Answer::Allow };
        assert!(windows.request("allow"));
        assert_eq!(windows.given(), None, "assistive technology asks");
        assert!(windows.action("never").is_none(), "the question comes once in a run");
        assert!(windows.press("allow"));
        assert_eq!(windows.given(), Some(allow));
        windows.render(&UserNotice::QuestionAnswered { id: ID });
        windows.render(&listen_question(ID + 1));
        windows.by_a_program();
        assert!(windows.press("allow"));
        assert_eq!(windows.given(), None, "a program presses");
        assert!(windows.press("refuse"));
        let refuse = PersonInput::Answer { id: ID + 1, answer: Answer::Refuse };
        assert_eq!(windows.given(), Some(refuse));
    }
}

#[test]
fn what_assistive_technology_requests_refuses_and_never_allows() {
    let mut windows = windows(&[question(Question::Connect)]);
    assert!(windows.request("allow"));
    assert_eq!(windows.given(), None);
    assert!(windows.request("refuse"));
    let refuse = PersonInput::Answer { id: ID, answer: Answer::Refuse };
    assert_eq!(windows.given(), Some(refuse));
}

#[test]
fn a_contact_can_be_asked_without_a_code() {
    let mut windows = PressedWindows::new();
    assert!(windows.action("ask").is_none());
    windows.model.set_contacts(vec!["Jacky".parse().unwrap()]);
    assert!(windows.press("ask"));
    assert_eq!(windows.requests.try_recv(), Ok(Request::Ask("Jacky".parse().unwrap())));
}

#[test]
fn windows_that_hang_while_control_is_shared_are_noticed() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    let ticks =
        |windows: &PressedWindows| (0..10).map(|_| windows.model.tick()).collect::<Vec<_>>();
    assert!(!ticks(&windows).contains(&Answers::No), "nobody has control");
    windows.render(&phase(Phase::ControlSharing));
    for _ in 0..10 {
        windows.refresh();
        assert_eq!(windows.model.tick(), Answers::Yes);
    }
    assert!(ticks(&windows).contains(&Answers::No));
    windows.model.hung();
    assert_eq!(windows.model.lock().state.alerts.len(), 1, "the User is told");
    assert_eq!(windows.model.tick(), Answers::Yes, "and once only");
}

#[test]
fn a_second_press_asks_for_no_second_session() {
    let mut windows = PressedWindows::new();
    let press = windows.action("get-help").unwrap();
    windows.does(press.clone());
    windows.does(press);
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
    assert!(windows.requests.try_recv().is_err());
    windows.begin_session();
    windows.render(&invitation());
    let press = windows.action("new-code").unwrap();
    windows.does(press.clone());
    windows.does(press);
    assert_eq!(windows.requests.try_recv(), Ok(Request::GetHelp));
    assert!(windows.requests.try_recv().is_err());
}

#[test]
fn what_is_to_be_read_is_not_put_away_by_the_helper() {
    let failed = UserNotice::Session(Notice::LogDiffers);
    let mut windows = windows(&[phase(Phase::ControlSharing), failed]);
    windows.by_a_program();
    assert!(windows.press("read"));
    assert_eq!(windows.model.lock().state.alerts.len(), 1);
}

#[test]
fn where_nothing_can_be_allowed_nobody_is_invited() {
    let mut windows = PressedWindows::without_a_watch();
    assert!(windows.action("get-help").is_none());
}

#[test]
fn a_tick_that_was_made_for_one_question_does_not_stick_to_the_next() {
    let mut windows = windows(&[phase(Phase::ScreenSharing), question(Question::Control)]);
    let press = windows.action("with-prompts").unwrap();
    windows.render(&UserNotice::QuestionWithdrawn { id: ID });
    windows.render(&numbered(ID + 1, Question::Control));
    windows.does(press);
    assert!(!windows.model.lock().local.with_prompts);
}

#[test]
fn no_file_is_sent_from_the_window_whose_path_the_helper_could_write() {
    let mut windows = windows(&[phase(Phase::ScreenSharing)]);
    windows.press("chat");
    windows.press("send-file");
    windows.does(Action::FilePath("/users/ann/a.txt".into()));
    assert!(windows.action("send-this-file").is_some());
    windows.render(&phase(Phase::ControlSharing));
    for key in ["send-file", "send-this-file", "file-path"] {
        assert!(windows.action(key).is_none(), "{key}");
    }
    windows.does(Action::FilePath("/users/ann/.ssh/id".into()));
    windows.does(Action::SendFiles(vec!["/users/ann/.ssh/id".into()]));
    assert_eq!(windows.given(), None);
    windows.render(&phase(Phase::ScreenSharing));
    assert!(windows.action("send-this-file").is_none(), "no path is left");
    assert!(windows.action("send-file").is_some());
}

#[test]
fn a_name_stays_apart_from_the_arabic_around_it_in_the_window() {
    crate::words::speak(Language::Arabic);
    let name = "\u{2068}Jacky\u{2069}";
    let element = Element { role: ElementRole::Button, name: "Save".into() };
    let steps = Steps { texts: vec!["Press".into()], elements: vec![Some(element)], done: 0 };
    let helper = "Jacky".parse().unwrap();
    let steps = UserNotice::Session(Notice::Steps { helper, steps });
    let windows = windows(&[phase(Phase::ScreenSharing), steps, question(Question::Control)]);
    let model = windows.model.lock();
    let asked = model.state.question.as_ref().unwrap();
    assert!(asked.text.contains(name), "{:?}", asked.text);
    let Some(Entry::Note(note) | Entry::Unsaid(note)) = model.state.conversation.front() else {
        panic!("nothing is said")
    };
    assert!(note.contains(name), "{note:?}");
    let step = model.state.steps.texts.first().unwrap();
    assert!(step.contains("\u{2068}Save\u{2069}"), "{step:?}");
}

#[test]
fn between_sentences_of_a_question_is_no_space_where_there_is_none_between_words() {
    for (language, between) in [(Language::Japanese, ""), (Language::German, " ")] {
        crate::words::speak(language);
        let mut windows = windows(&[phase(Phase::ScreenSharing), question(Question::Control)]);
        let left = limits::CONSENT_TIMEOUT;
        let [left, silence] = [
            crate::words::window::seconds_left(left),
            crate::words::window::question::SILENCE.to_owned(),
        ];
        let views = windows.refresh();
        let said: String = views.iter().map(|view| format!("{:?}", view.element)).collect();
        assert!(said.contains(&format!("{left}{between}{silence}")), "{said}");
    }
}

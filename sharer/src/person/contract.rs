//! What every [`Face`] has to do. Each test runs against all of them.

use std::time::Duration;

use appearance::Level;
use protocol::hex::Hex;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal};
use protocol::signal::Refusal;
use protocol::time::Tick;
use protocol::trust::IdentityKey;
use protocol::utc::Utc;
use rand_core::OsRng;
use session::bandwidth::BandwidthRequest;
use session::{
    Answer, Host, Input, LogNeed, Notice, PersonInput, Proof, Question, RightSet, SessionOptions,
};

use super::face::Face;
use super::input::InputError;
use super::json::Json;
use super::notice::{Note, UserError, UserNotice};
use super::terminal::Terminal;
use super::window::PressedWindows;
use crate::invite::Way;
use crate::path_kind::PathKind;
use crate::platform::appearance::AppearanceEvent;
use crate::policy::values::{Forbidden, PolicyNote};
use crate::supervisor::Part;

/// A face, and how a command is written for it.
struct Case {
    name: &'static str,
    face: Box<dyn Face>,
    spell: fn(&PersonInput) -> String,
}

fn faces() -> [Case; 3] {
    [
        Case {
            name: "terminal",
            face: Box::new(Terminal::new(None, || Some(80))),
            spell: on_terminal,
        },
        Case { name: "JSON", face: Box::new(Json), spell: in_json },
        Case { name: "window", face: Box::new(PressedWindows::new()), spell: in_window },
    ]
}

fn on_terminal(command: &PersonInput) -> String {
    match command {
        PersonInput::Answer { id, answer: Answer::Allow } if *id == CONTROL => {
            "allow control".into()
        }
        PersonInput::Answer { answer: Answer::Allow, .. } => "yes".into(),
        PersonInput::Answer { answer: Answer::AllowWithPrompts, .. } => {
            "allow control and prompts".into()
        }
        PersonInput::Answer { answer: Answer::Refuse, .. } => "no".into(),
        PersonInput::Answer { answer: Answer::RefuseForGood, .. } => "never".into(),
        PersonInput::Chat { text } => text.clone(),
        PersonInput::Pause => "/pause".into(),
        PersonInput::Resume => "/resume".into(),
        PersonInput::Remember => "/remember".into(),
        PersonInput::StopControl => "/stop".into(),
        PersonInput::Bandwidth(BandwidthRequest { level, max_kbit }) => {
            let level = level.map(|level| crate::words::bandwidth::name(level).to_owned());
            let cap = max_kbit.map(|cap| cap.to_string());
            format!("/bandwidth {}", level.or(cap).unwrap_or_default())
        }
        PersonInput::Disconnect => "/quit".into(),
    }
}

/// The keys of the elements that are pressed.
fn in_window(command: &PersonInput) -> String {
    match command {
        PersonInput::Answer { answer: Answer::Allow, .. } => "allow".into(),
        PersonInput::Answer { answer: Answer::AllowWithPrompts, .. } => "with-prompts allow".into(),
        PersonInput::Answer { answer: Answer::Refuse, .. } => "refuse".into(),
        PersonInput::Answer { answer: Answer::RefuseForGood, .. } => "never".into(),
        PersonInput::Chat { text } => format!("chat message:{text}"),
        PersonInput::Pause => "pause".into(),
        PersonInput::Resume => "resume".into(),
        PersonInput::Remember => "remember".into(),
        PersonInput::StopControl => "stop-control".into(),
        PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit: None }) => {
            "slow bandwidth".into()
        }
        PersonInput::Bandwidth(BandwidthRequest { level: Some(level), .. }) => {
            format!("level:{}", *level as u8)
        }
        PersonInput::Bandwidth(BandwidthRequest { max_kbit: Some(cap), .. }) => {
            format!("cap:{cap}")
        }
        PersonInput::Disconnect => "disconnect end".into(),
    }
}

fn in_json(command: &PersonInput) -> String {
    let (name, rest) = match command {
        PersonInput::Answer { id, answer } => {
            let never = *answer == Answer::RefuseForGood;
            let elevation = *answer == Answer::AllowWithPrompts;
            let allow = answer.allows();
            let rest =
                format!(r#","id":{id},"allow":{allow},"elevation":{elevation},"never":{never}"#);
            ("answer", rest)
        }
        PersonInput::Chat { text } => ("chat", format!(r#","text":"{text}""#)),
        PersonInput::Pause => ("pause", String::new()),
        PersonInput::Resume => ("resume", String::new()),
        PersonInput::Remember => ("remember", String::new()),
        PersonInput::StopControl => ("stop_control", String::new()),
        PersonInput::Bandwidth(BandwidthRequest { level, max_kbit }) => {
            let level = level
                .map(|level| format!(r#","level":"{}""#, crate::words::bandwidth::name(level)));
            let cap = max_kbit.map(|cap| format!(r#","max_kbit":{cap}"#));
            ("bandwidth", level.or(cap).unwrap_or_default())
        }
        PersonInput::Disconnect => ("disconnect", String::new()),
    };
    format!(r#"{{"command":"{name}"{rest}}}"#)
}

/// Every command, with every form that it has.
fn commands() -> Vec<PersonInput> {
    let mut commands = vec![
        PersonInput::Chat { text: "hello".into() },
        PersonInput::Pause,
        PersonInput::Resume,
        PersonInput::Remember,
        PersonInput::StopControl,
        PersonInput::Bandwidth(BandwidthRequest::default()),
        PersonInput::Bandwidth(BandwidthRequest { level: Some(Level::Full), max_kbit: None }),
        PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit: Some(800) }),
        PersonInput::Disconnect,
    ];
    let answers = [Answer::Allow, Answer::AllowWithPrompts, Answer::Refuse, Answer::RefuseForGood];
    commands.extend(answers.map(|answer| PersonInput::Answer { id: CONTROL, answer }));
    for command in &commands {
        // A new command belongs into the list above.
        match command {
            PersonInput::Answer { .. }
            | PersonInput::Chat { .. }
            | PersonInput::Pause
            | PersonInput::Resume
            | PersonInput::Remember
            | PersonInput::StopControl
            | PersonInput::Bandwidth(_)
            | PersonInput::Disconnect => {}
        }
    }
    commands
}

/// The question of these tests, whether the Helper may connect.
const ID: u32 = 3;

/// The question for control.
const CONTROL: u32 = 4;

/// Long enough after a question that it can be answered.
const LATER: Tick = Tick::from_millis(60_000);

fn helper() -> DisplayName {
    "Jacky".parse().unwrap()
}

fn chat(from: Party, text: &str) -> Notice {
    Notice::Chat { from, text: text.to_owned(), under_control: false }
}

fn phase(phase: Phase, helper: Option<DisplayName>) -> UserNotice {
    UserNotice::Session(Notice::Phase { phase, helper, reason: None })
}

fn question(id: u32, question: Question) -> UserNotice {
    let text = "Do you want this?".into();
    UserNotice::Question {
        id,
        question,
        helper: helper(),
        proof: Proof::Code,
        resembles: None,
        text,
        until: Duration::ZERO,
    }
}

/// Every notice of the session, and whether a face may leave it out.
fn session_notices() -> Vec<(Notice, bool)> {
    let name = helper;
    let (code, lifetime) = (code(), Duration::from_secs(60));
    let (phase, key) = (Phase::ScreenSharing, IdentityKey::new([1; 32]));
    let notices = vec![
        // It has no link yet: `UserNotice::Invitation` has.
        (Notice::Invitation { code, lifetime }, true),
        (Notice::Waiting { helpers: vec![name()], available: Vec::new() }, false),
        (Notice::Stranger { attempts: 2 }, false),
        (Notice::Remembered { name: name(), key, already: false }, false),
        (Notice::NotRemembered { reason: RememberRefusal::NoAnswer }, false),
        (Notice::OtherKey { name: name(), key }, false),
        (Notice::OtherPage { theirs: Hex([1; 32]), own: Hex([2; 32]) }, false),
        (Notice::Phase { phase, helper: Some(name()), reason: None }, false),
        (Notice::Paused { phase, helper: name() }, false),
        // The terminal says it by the sentences about consent and control.
        (Notice::Rights { helper: name(), rights: RightSet::default() }, true),
        // They have more to say as notices of their own.
        (Notice::Reconnecting { helper: name(), lasts: Duration::from_secs(120) }, true),
        (Notice::Reconnected { helper: name() }, true),
        (Notice::ControlEnded { by: Party::User }, false),
        (Notice::PromptsUnwatched, false),
        (Notice::LogDiffers, false),
        (Notice::LogUnsigned, false),
        (Notice::NotKept("why".into()), false),
        (Notice::LogNotKept(Some("why".into())), false),
        (Notice::LogRequired(None), false),
        (Notice::Failed("why".into()), false),
        (Notice::SystemPrompt { open: true }, false),
        (Notice::NotAllowedByTyping, false),
        (chat(Party::Helper, "hi"), false),
        (Notice::WrongCode { attempts_left: 2 }, false),
        (Notice::TriedBefore { helper: name(), times: 2 }, false),
        (Notice::SlotChanges, false),
        (Notice::ServerRefused(Refusal::Full), false),
    ];
    for (notice, _) in &notices {
        // A new notice belongs into the list above.
        match notice {
            Notice::Invitation { .. }
            | Notice::Waiting { .. }
            | Notice::Stranger { .. }
            | Notice::Remembered { .. }
            | Notice::NotRemembered { .. }
            | Notice::OtherKey { .. }
            | Notice::OtherPage { .. }
            | Notice::Phase { .. }
            | Notice::Paused { .. }
            | Notice::Rights { .. }
            | Notice::Reconnecting { .. }
            | Notice::Reconnected { .. }
            | Notice::ControlEnded { .. }
            | Notice::PromptsUnwatched
            | Notice::LogDiffers
            | Notice::LogUnsigned
            | Notice::NotKept(_)
            | Notice::LogNotKept(_)
            | Notice::LogRequired(_)
            | Notice::Failed(_)
            | Notice::SystemPrompt { .. }
            | Notice::NotAllowedByTyping
            | Notice::Chat { .. }
            | Notice::WrongCode { .. }
            | Notice::TriedBefore { .. }
            | Notice::SlotChanges
            | Notice::ServerRefused(_) => {}
        }
    }
    notices
}

/// A code of words that are in the list.
fn code() -> protocol::code::InvitationCode {
    let words: Vec<_> = protocol::code::words().take(3).collect();
    format!("7-{}", words.join("-")).parse().unwrap()
}

/// Every notice, and whether a face may leave it out.
fn notices() -> Vec<(UserNotice, bool)> {
    let path = || "help.alongside-invite".to_owned();
    let mut notices = vec![
        (
            UserNotice::Invitation {
                code: "7-a-b-c".into(),
                link: "http://x/#7".into(),
                lifetime: Duration::from_secs(60),
                expires: Utc::from_unix(60),
            },
            false,
        ),
        (UserNotice::WaitingForContact { helper: helper(), available: true }, false),
        (question(ID, Question::Connect), false),
        // Nothing was asked before that.
        (UserNotice::QuestionWithdrawn { id: 99 }, true),
        // Whoever answered knows it.
        (UserNotice::QuestionAnswered { id: ID }, true),
        (UserNotice::Path { path: PathKind::Server }, false),
        (
            UserNotice::Reconnecting {
                helper: helper(),
                lasts: Duration::from_secs(120),
                until: Utc::from_unix(120),
            },
            false,
        ),
        (UserNotice::Reconnected { helper: helper(), path: Some(PathKind::Relay) }, false),
        (UserNotice::InvitationSaved { path: path() }, false),
        (UserNotice::InvitationMailed { to: "jacky@example.org".into(), by_program: true }, false),
        (UserNotice::Listening { address: "127.0.0.1:7575".into() }, false),
        (UserNotice::LogStarted { path: path() }, false),
        (UserNotice::Bandwidth { level: Level::None, kbit_s: 0, max_kbit: None }, false),
        (UserNotice::LeftOut { count: 2 }, false),
    ];
    notices.extend(notes().into_iter().map(|note| (UserNotice::Note(note), false)));
    notices.extend(errors().into_iter().map(|error| (UserNotice::Error(error), false)));
    let of_session = session_notices().into_iter();
    notices.extend(of_session.map(|(notice, quiet)| (UserNotice::Session(notice), quiet)));
    for (notice, _) in &notices {
        // A new notice belongs into the list above.
        match notice {
            UserNotice::Session(_)
            | UserNotice::Invitation { .. }
            | UserNotice::WaitingForContact { .. }
            | UserNotice::Question { .. }
            | UserNotice::QuestionWithdrawn { .. }
            | UserNotice::QuestionAnswered { .. }
            | UserNotice::Path { .. }
            | UserNotice::Reconnecting { .. }
            | UserNotice::Reconnected { .. }
            | UserNotice::InvitationSaved { .. }
            | UserNotice::InvitationMailed { .. }
            | UserNotice::Listening { .. }
            | UserNotice::LogStarted { .. }
            | UserNotice::Bandwidth { .. }
            | UserNotice::LeftOut { .. }
            | UserNotice::Note(_)
            | UserNotice::Error(_) => {}
        }
    }
    notices
}

fn notes() -> Vec<Note> {
    vec![
        Note::HelpersLeftOut { count: 2 },
        Note::ViewOnlyHere,
        Note::OutOfReach { in_front: true },
        Note::NoPortInPublic,
        Note::MailedIsVoid,
        Note::NotNoted("why".into()),
        Note::NamesUnknown("why".into()),
        Note::Policy(PolicyNote::ViewOnly),
        Note::Appearance(AppearanceEvent::Restored),
    ]
}

fn errors() -> Vec<UserError> {
    let inputs = vec![
        InputError::TooLong(5),
        InputError::NotUtf8,
        InputError::TypedTooEarly,
        InputError::TooSoon,
        InputError::NoAnswer,
        InputError::Contradiction,
        InputError::UnknownCommand,
        InputError::NotJson("why".into()),
        InputError::NotConnected,
        InputError::ChatTooLong,
        InputError::BandwidthUsage,
        InputError::BandwidthCap,
    ];
    let others = [
        UserError::Forbidden(Forbidden::NoLog),
        UserError::Part(Part::Log),
        UserError::Delivery { way: Way::Mail, why: "No mail.".into() },
        UserError::Text("A sentence.".into()),
    ];
    inputs.into_iter().map(UserError::Input).chain(others).collect()
}

#[test]
fn every_notice_is_shown_or_left_out_on_purpose() {
    for Case { name, mut face, .. } in faces() {
        for (notice, may_be_quiet) in notices() {
            let bytes = face.render(&notice);
            face.written(LATER);
            if bytes.is_empty() {
                assert!(may_be_quiet, "{name}: {notice:?}");
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.ends_with('\n') && text.trim().len() > 1, "{name}: {text:?}");
        }
    }
}

#[test]
fn nothing_that_is_shown_steers_the_terminal() {
    let hostile = "a\u{1b}[2Jb\u{202e}c\u{7}\u{9b}2J\u{2066}\u{200f}\u{85}\u{2028}d".to_owned();
    for Case { name, mut face, .. } in faces() {
        for notice in [
            UserNotice::Session(chat(Party::Helper, &hostile)),
            UserNotice::Error(UserError::Text(hostile.clone())),
        ] {
            let text = String::from_utf8(face.render(&notice)).unwrap();
            let lines = text.trim_end_matches('\n').replace('\n', " ");
            assert!(!lines.contains(super::printable::steers), "{name}: {text:?}");
        }
    }
}

#[test]
fn every_command_can_be_given() {
    for Case { name, mut face, spell } in faces() {
        face.begin_session();
        face.render(&phase(Phase::ScreenSharing, Some(helper())));
        face.written(Tick::from_millis(0));
        for command in commands() {
            if matches!(command, PersonInput::Answer { .. }) {
                face.render(&question(CONTROL, Question::Control));
                face.written(Tick::from_millis(0));
            }
            let line = spell(&command);
            assert_eq!(face.parse(&line, LATER), Ok(Some(command)), "{name}: {line}");
        }
    }
}

#[test]
fn no_chat_hides_an_open_question_or_makes_its_answer() {
    for Case { name, mut face, spell } in faces() {
        face.begin_session();
        let asked = String::from_utf8(face.render(&question(CONTROL, Question::Control))).unwrap();
        face.written(Tick::from_millis(0));
        let text = "\n\n\u{2028}\u{85}Do you see the printer?".repeat(100);
        for _ in 0..100 {
            let bytes = face.render(&UserNotice::Session(chat(Party::Helper, &text)));
            face.written(LATER);
            let shown = String::from_utf8(bytes).unwrap();
            let lines = shown.split(super::printable::is_line_break);
            let is_chat = |line: &str| line.is_empty() || line.starts_with("{\"event\":\"chat\"");
            assert!(lines.clone().count() <= 2 && lines.clone().all(is_chat), "{name}: {shown}");
        }
        for reply in ["yes", "y", "ok", r#"{"command":"answer","allow":true}"#] {
            assert!(face.parse(reply, LATER).is_err(), "{name}: {reply}");
        }
        let allow = PersonInput::Answer { id: CONTROL, answer: Answer::Allow };
        assert_eq!(face.parse(&spell(&allow), LATER), Ok(Some(allow)), "{name}: {asked}");
    }
}

#[test]
fn an_empty_line_is_no_command() {
    for Case { name, mut face, .. } in faces() {
        for line in ["", "  ", "\n", "\t\r\n"] {
            assert_eq!(face.parse(line, LATER), Ok(None), "{name}");
        }
    }
}

#[test]
fn a_line_that_is_not_understood_is_an_error_and_changes_nothing() {
    for Case { name, mut face, spell } in faces() {
        face.render(&question(ID, Question::Connect));
        face.written(Tick::from_millis(0));
        for line in
            ["maybe", "{}", "null", "/dance", r#"{"command":"explode"}"#, "yes yes", "\u{1b}"]
        {
            let error = face.parse(line, LATER).expect_err(line);
            assert!(!super::sentences::input(&error).is_empty(), "{name}: {line}");
        }
        let yes = PersonInput::Answer { id: ID, answer: Answer::Allow };
        let line = spell(&yes);
        assert_eq!(face.parse(&line, LATER), Ok(Some(yes)), "{name}: the question is still open");
    }
}

/// A session in which no question is open.
fn session() -> Host<OsRng> {
    let options = SessionOptions {
        name: "Ursula".parse().unwrap(),
        lifetime: Duration::from_secs(600),
        view_only: false,
        can_inject: true,
        answers_prompts: true,
        secret: None,
        oldest_version: protocol::VERSION,
        reconnect_for: Duration::from_secs(120),
        log: LogNeed::Optional,
        known_helpers: None,
        known_names: Vec::new(),
        page: None,
        first_question: 1,
    };
    Host::new(options, OsRng, Tick::from_millis(0))
}

#[test]
fn an_answer_to_a_question_that_is_closed_changes_nothing() {
    for Case { name, mut face, spell } in faces() {
        for ending in [
            vec![UserNotice::QuestionWithdrawn { id: ID }],
            vec![UserNotice::Session(Notice::Phase {
                phase: Phase::Ended,
                helper: None,
                reason: Some(EndReason::UserLeft),
            })],
        ] {
            face.begin_session();
            face.render(&question(ID, Question::Connect));
            face.written(Tick::from_millis(0));
            let yes = PersonInput::Answer { id: ID, answer: Answer::Allow };
            for notice in &ending {
                face.render(notice);
                face.written(Tick::from_millis(0));
            }
            let Ok(Some(command)) = face.parse(&spell(&yes), LATER) else { continue };
            // Never another question than the one that was read, and that one is closed.
            assert_eq!(command, yes, "{name}");
            let mut session = session();
            while session.poll().is_some() {}
            session.handle(Input::Person(command), LATER);
            assert_eq!(session.poll(), None, "{name}");
            assert_eq!(session.phase(), Phase::WaitingForConnect, "{name}");
        }
    }
}

#[test]
fn a_new_session_knows_nothing_of_the_one_before() {
    let mut terminal = Terminal::new(None, || Some(80));
    terminal.render(&phase(Phase::ScreenSharing, Some(helper())));
    terminal.render(&question(ID, Question::Control));
    terminal.written(Tick::from_millis(0));
    terminal.begin_session();
    assert_eq!(terminal.parse("yes", LATER), Err(InputError::NotConnected));
}

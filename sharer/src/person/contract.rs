//! What every [`Face`] has to do. Each test runs against all of them.

mod spelled;

use std::time::Duration;

use appearance::Level;
use protocol::bulk::{Digest, TransferId};
use protocol::element::{Element, ElementRole};
use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::hex::Hex;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal};
use protocol::signal::Refusal;
use protocol::time::Tick;
use protocol::transfer::{ClipboardSizes, TransferStop};
use protocol::trust::IdentityKey;
use protocol::utc::Utc;
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;
use session::bandwidth::BandwidthRequest;
use session::marks::Steps;
use session::notice::{FileNotice, FileState, FolderFailure, FolderNotice};
use session::{
    Answer, ControlStop, Host, Input, Lasting, LogNeed, Notice, PersonInput, Proof, Question,
    Right, RightRefusal, RightSet, SessionOptions,
};

use spelled::{in_json, in_window, on_terminal};

use super::face::Face;
use super::input::InputError;
use super::json::Json;
use super::notice::{Note, UserError, UserNotice};
use super::terminal::Terminal;
use super::window::PressedWindows;
use crate::invite::Way;
use crate::path_kind::PathKind;
use crate::platform::appearance::AppearanceEvent;
use crate::platform::screen::{DesktopQuestion, InputQuestion};
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

/// Every command, with every form that it has.
fn commands() -> Vec<PersonInput> {
    let mut commands = vec![
        PersonInput::Chat { text: "hello".into() },
        // While control is shared, the window sends none.
        PersonInput::SendFile { path: "/users/ann/a.txt".into() },
        PersonInput::Pause,
        PersonInput::Resume,
        PersonInput::Remember,
        PersonInput::StopControl,
        PersonInput::NextStep,
        PersonInput::Revoke(Right::ClipboardRead),
        PersonInput::CancelFile { id: FILE },
        PersonInput::PauseFile { id: FILE },
        PersonInput::ResumeFile { id: FILE },
        PersonInput::Bandwidth(BandwidthRequest::default()),
        PersonInput::Bandwidth(BandwidthRequest { level: Some(Level::Full), max_kbit: None }),
        PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit: Some(800) }),
        PersonInput::Disconnect,
    ];
    let answers = [Answer::Allow, Answer::AllowWithPrompts, Answer::Refuse, Answer::RefuseForGood];
    commands.extend(answers.map(|answer| PersonInput::Answer { id: CONTROL, answer }));
    let lasting = [Lasting::ThisTime, Lasting::TenMinutes, Lasting::Session];
    let answers = lasting.map(Answer::AllowFor);
    commands.extend(answers.map(|answer| PersonInput::Answer { id: CLIPBOARD, answer }));
    for command in &commands {
        // A new command belongs into the list above.
        match command {
            PersonInput::Answer { .. }
            | PersonInput::Chat { .. }
            | PersonInput::Pause
            | PersonInput::Resume
            | PersonInput::Remember
            | PersonInput::StopControl
            | PersonInput::NextStep
            | PersonInput::Revoke(_)
            | PersonInput::SendFile { .. }
            | PersonInput::CancelFile { .. }
            | PersonInput::PauseFile { .. }
            | PersonInput::ResumeFile { .. }
            | PersonInput::Bandwidth(_)
            | PersonInput::Disconnect => {}
        }
    }
    commands
}

/// The question of these tests, whether the Helper may connect.
const ID: u32 = 3;

/// A file that is sent.
const FILE: TransferId = TransferId(7);

/// The question for control.
const CONTROL: u32 = 4;

/// The question for a right that is granted for a time.
const CLIPBOARD: u32 = 5;

/// Long enough after a question that it can be answered.
const LATER: Tick = Tick::from_millis(60_000);

fn helper() -> DisplayName {
    "Jacky".parse().unwrap()
}

fn chat(from: Party, text: &str) -> Notice {
    Notice::Chat { from, text: text.to_owned(), under_control: false }
}

/// A file of the Helper's.
fn file(state: FileState) -> Notice {
    let (name, sender) = (FileName::lossy("a.txt"), Party::Helper);
    Notice::File(FileNotice {
        id: FILE,
        name,
        folders: FolderPath::default(),
        contents: None,
        sender,
        size: 2,
        state,
    })
}

fn folder() -> FolderNotice {
    let (name, place) = (FileName::lossy("Photos"), Some(("/d/Photos/a.txt".to_owned(), 1)));
    let failure =
        Some(FolderFailure { file: Some(FileName::lossy("b.txt")), reason: TransferStop::Scanner });
    FolderNotice { name, count: 3, missing: 1, place, failure }
}

fn phase(phase: Phase, helper: Option<DisplayName>) -> UserNotice {
    UserNotice::Session(Notice::Phase { phase, helper, reason: None, stop: ControlStop::PanicKey })
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
        files: None,
        until: Duration::ZERO,
        stop: ControlStop::PanicKey,
    }
}

fn listen_question(id: u32) -> UserNotice {
    UserNotice::ListenQuestion { id, address: "0.0.0.0:7575".into(), until: Duration::ZERO }
}

/// Every notice of the session, and whether a face may leave it out.
fn session_notices() -> Vec<(Notice, bool)> {
    let sizes = ClipboardSizes { text: Some(5), ..Default::default() };
    let name = helper;
    let (code, lifetime) = (code(), Duration::from_secs(60));
    let (phase, key) = (Phase::ScreenSharing, IdentityKey::new([1; 32]));
    let (stop, right) = (ControlStop::PanicKey, Right::ClipboardRead);
    let notices = vec![
        // It has no link yet: `UserNotice::Invitation` has.
        (Notice::Invitation { code, lifetime }, true),
        (Notice::Waiting { helpers: vec![name()], available: Vec::new() }, false),
        (Notice::Stranger { attempts: 2 }, false),
        (Notice::Remembered { name: name(), key, already: false }, false),
        (Notice::NotRemembered { reason: RememberRefusal::NoAnswer }, false),
        (Notice::OtherKey { name: name(), key }, false),
        (Notice::OtherPage { theirs: Hex([1; 32]), own: Hex([2; 32]) }, false),
        (Notice::Phase { phase, helper: Some(name()), reason: None, stop }, false),
        (Notice::Paused { phase, helper: name() }, false),
        // The terminal says it by the sentences about consent and control.
        (Notice::Rights { helper: name(), rights: RightSet::default() }, true),
        // They have more to say as notices of their own.
        (Notice::Reconnecting { helper: name(), lasts: Duration::from_secs(120) }, true),
        (Notice::Reconnected { helper: name() }, true),
        (Notice::RightGranted { helper: name(), right, lasts: Lasting::ThisTime }, false),
        (Notice::RightEnded { helper: name(), right, by: Party::User, is_over: true }, false),
        (Notice::ControlEnded { by: Party::User, is_over: false }, false),
        (Notice::ControlEnded { by: Party::User, is_over: true }, false),
        (Notice::PromptsUnwatched, false),
        (Notice::LogDiffers, false),
        (Notice::LogUnsigned, false),
        (Notice::PictureTaken { helper: name() }, false),
        (file(FileState::Done { path: Some("/a.txt".into()), digest: Digest([1; 32]) }), false),
        (file(FileState::Failed { reason: TransferStop::DiskFull }), false),
        // Only JSON and the list of the window have it.
        (file(FileState::Running { bytes: 1 }), true),
        (file(FileState::Paused), true),
        (Notice::Folder(folder()), false),
        (Notice::FilesNotCome { count: 2 }, false),
        (Notice::FileNotSent { path: "/a.txt".into(), reason: RightRefusal::Paused }, false),
        (Notice::ClipboardTransferred { helper: name(), sender: Party::Helper, sizes }, false),
        (Notice::Steps { helper: name(), steps: steps() }, false),
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
    notices.iter().for_each(|(notice, _)| is_listed(notice));
    notices
}

/// Fails to compile when there is a new notice: it belongs into the list above.
fn is_listed(notice: &Notice) {
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
        | Notice::RightGranted { .. }
        | Notice::RightEnded { .. }
        | Notice::Reconnecting { .. }
        | Notice::Reconnected { .. }
        | Notice::ControlEnded { .. }
        | Notice::PromptsUnwatched
        | Notice::LogDiffers
        | Notice::LogUnsigned
        | Notice::PictureTaken { .. }
        | Notice::File(_)
        | Notice::Folder(_)
        | Notice::FileNotSent { .. }
        | Notice::FilesNotCome { .. }
        | Notice::ClipboardTransferred { .. }
        | Notice::Steps { .. }
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

/// Two steps, of which one is done.
fn steps() -> Steps {
    let element = Element::new(ElementRole::Button, "Save");
    Steps {
        texts: vec!["Open the menu".into(), "Press this".into()],
        elements: vec![None, element],
        done: 1,
    }
}

/// A code of words that are in the list.
fn code() -> protocol::code::InvitationCode {
    let words: Vec<_> = CodeLanguage::English.words().take(3).collect();
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
        (listen_question(ID), false),
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
            | UserNotice::ListenQuestion { .. }
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
        Note::DesktopAsks(DesktopQuestion { input: InputQuestion::Switch, remembered_in: None }),
        Note::ViewOnlyHere,
        Note::NoClipboardHere,
        Note::OutOfReach { in_front: true },
        Note::LinksLeftOut { path: "/users/ann/x".into(), count: 2 },
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
        InputError::UnknownRight,
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
        let rights = RightSet::of([Right::Look, Right::ClipboardRead]);
        face.render(&UserNotice::Session(Notice::Rights { helper: helper(), rights }));
        face.render(&UserNotice::Session(file(FileState::Running { bytes: 1 })));
        face.render(&UserNotice::Session(Notice::Steps { helper: helper(), steps: steps() }));
        face.written(Tick::from_millis(0));
        for command in commands() {
            if let PersonInput::Answer { id, .. } = command {
                let asked =
                    if id == CLIPBOARD { Question::ClipboardRead } else { Question::Control };
                face.render(&question(id, asked));
                face.written(Tick::from_millis(0));
            }
            if let PersonInput::ResumeFile { .. } = command {
                face.render(&UserNotice::Session(file(FileState::Paused)));
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
        offered: session::right::PICTURE_AND_CONTROL,
        control_stop: ControlStop::PanicKey,
        system: protocol::system::System::default(),
        answers_prompts: true,
        secret: None,
        code_language: CodeLanguage::English,
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
fn whether_the_server_may_listen_can_be_answered_before_a_session() {
    for Case { name, mut face, spell } in faces() {
        for answer in [Answer::Allow, Answer::Refuse] {
            let shown = String::from_utf8(face.render(&listen_question(ID))).unwrap();
            face.written(Tick::from_millis(0));
            assert!(shown.contains("0.0.0.0:7575"), "{name}: {shown}");
            for line in ["maybe", "yes please", r#"{"command":"answer","id":3}"#] {
                assert!(face.parse(line, LATER).is_err(), "{name}: {line}");
            }
            let command = PersonInput::Answer { id: ID, answer };
            assert_eq!(face.parse(&spell(&command), LATER), Ok(Some(command)), "{name}");
            face.render(&UserNotice::QuestionAnswered { id: ID });
            face.written(Tick::from_millis(0));
        }
    }
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
                stop: ControlStop::PanicKey,
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

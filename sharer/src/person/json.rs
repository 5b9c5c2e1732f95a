//! One JSON object a line, in both directions: the face for scripts.

mod command;
mod file;

use std::borrow::Cow;
use std::fmt::Write as _;

use protocol::bulk::TransferId;
use protocol::element::Element;
use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase};
use protocol::time::Tick;
use protocol::transfer::ClipboardSizes;
use protocol::utc::Utc;
use serde::Serialize;

use command::Command;

use super::face::Face;
use super::input::InputError;
use super::notice::UserNotice;
use super::printable::{is_line_break, steers};
use super::sentences;
use crate::path_kind::PathKind;
use crate::words;
use appearance::Level;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::{Answer, ControlStop, Lasting, Notice, PersonInput, Proof, Question, Right};

/// Writes events and reads commands. It remembers nothing: a command says what it means.
#[derive(Debug)]
pub struct Json;

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'a> {
    Invitation {
        code: &'a str,
        link: &'a str,
        expires: Utc,
    },
    WaitingFor {
        helper: &'a DisplayName,
        available: bool,
    },
    WaitingForOffers {
        helpers: &'a [DisplayName],
        available: &'a [DisplayName],
    },
    Stranger {
        attempts: u32,
    },
    Remembered {
        helper: &'a DisplayName,
        already: bool,
    },
    PictureTaken {
        helper: &'a DisplayName,
    },
    File {
        id: u32,
        name: &'a str,
        /// The folders around it, as they were sent: `Photos/2026/`.
        #[serde(skip_serializing_if = "Option::is_none")]
        folder: Option<String>,
        direction: &'static str,
        bytes: u64,
        total: u64,
        state: &'static str,
        /// Where it is on this computer.
        #[serde(skip_serializing_if = "Option::is_none")]
        path: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        sha256: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'static str>,
    },
    /// All files of a folder of the Helper's are over.
    Folder {
        name: &'a str,
        /// Files, and how many of them have not arrived.
        count: usize,
        missing: usize,
        /// Where it is on this computer.
        #[serde(skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// Why the first one of those that are missing has not arrived, and its name if it had begun.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        first_missing: Option<&'a str>,
    },
    ClipboardTransferred {
        helper: &'a DisplayName,
        /// Whose computer it was copied at.
        from: Party,
        /// In bytes, of each format.
        #[serde(flatten)]
        sizes: ClipboardSizes,
    },
    Steps {
        helper: &'a DisplayName,
        steps: &'a [String],
        /// What each of them is at, where that is known.
        elements: &'a [Option<Element>],
        done: usize,
    },
    Saved {
        path: &'a str,
    },
    Mailed {
        to: &'a str,
        by: &'static str,
    },
    Listening {
        address: &'a str,
    },
    Phase {
        phase: Phase,
        #[serde(skip_serializing_if = "Option::is_none")]
        helper: Option<&'a str>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        paused: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<EndReason>,
        /// For how long control lasts, where Esc does not end it.
        #[serde(skip_serializing_if = "Option::is_none")]
        control_seconds: Option<u64>,
    },
    Path {
        path: PathKind,
    },
    Reconnecting {
        helper: &'a DisplayName,
        until: Utc,
    },
    Resumed {
        helper: &'a DisplayName,
        #[serde(skip_serializing_if = "Option::is_none")]
        path: Option<PathKind>,
    },
    Ask {
        id: u32,
        what: &'static str,
        /// Who asks; not there where the program itself does.
        #[serde(skip_serializing_if = "Option::is_none")]
        helper: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        proof: Option<&'static str>,
        /// Where the built-in server would listen.
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<&'a str>,
        /// The User knows somebody else by this name, which looks like the Helper's.
        #[serde(skip_serializing_if = "Option::is_none")]
        resembles: Option<&'a DisplayName>,
        text: Cow<'a, str>,
        /// For how long control would last, where Esc does not end it.
        #[serde(skip_serializing_if = "Option::is_none")]
        control_seconds: Option<u64>,
    },
    Withdrawn {
        id: u32,
    },
    Rights {
        helper: &'a DisplayName,
        rights: Vec<&'static str>,
    },
    RightGranted {
        helper: &'a DisplayName,
        right: &'static str,
        lasts: Lasting,
    },
    RightEnded {
        helper: &'a DisplayName,
        right: &'static str,
        by: Party,
        /// Its time was over.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        time_over: bool,
    },
    ControlEnded {
        by: Party,
        /// Its time was over.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        time_over: bool,
    },
    SystemPrompt {
        open: bool,
    },
    Chat {
        from: Party,
        text: &'a str,
        /// It was written while control was shared, so that the Helper may have typed it.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        under_control: bool,
    },
    WrongCode {
        attempts_left: u8,
    },
    TriedBefore {
        helper: &'a DisplayName,
        times: u8,
        text: String,
    },
    Log {
        path: &'a str,
    },
    Bandwidth {
        level: Level,
        kbit_s: u32,
        max_kbit: Option<u32>,
    },
    Note {
        text: String,
    },
    Error {
        text: String,
    },
}

impl<'a> Event<'a> {
    /// The event of a notice, if it has one.
    fn of(notice: &'a UserNotice) -> Option<Self> {
        Some(match notice {
            UserNotice::Session(notice) => return Self::of_session(notice),
            UserNotice::Invitation { code, link, expires, .. } => {
                Event::Invitation { code, link, expires: *expires }
            }
            UserNotice::WaitingForContact { helper, available } => {
                Event::WaitingFor { helper, available: *available }
            }
            UserNotice::Path { path } => Event::Path { path: *path },
            UserNotice::Reconnecting { helper, until, .. } => {
                Event::Reconnecting { helper, until: *until }
            }
            UserNotice::Reconnected { helper, path } => Event::Resumed { helper, path: *path },
            UserNotice::Question { id, question, helper, proof, resembles, stop, .. } => {
                let is_control = *question == Question::Control;
                Event::Ask {
                    id: *id,
                    what: what(*question),
                    helper: Some(helper.as_str()),
                    proof: Some(proof_name(*proof)),
                    address: None,
                    resembles: resembles.as_ref(),
                    text: sentences::notice(notice).into(),
                    control_seconds: is_control.then_some(*stop).and_then(seconds),
                }
            }
            UserNotice::ListenQuestion { id, address, .. } => Event::Ask {
                id: *id,
                what: "listen",
                helper: None,
                proof: None,
                address: Some(address),
                resembles: None,
                text: sentences::notice(notice).into(),
                control_seconds: None,
            },
            UserNotice::QuestionWithdrawn { id } => Event::Withdrawn { id: *id },
            // Whoever answered knows it.
            UserNotice::QuestionAnswered { .. } => return None,
            UserNotice::InvitationSaved { path } => Event::Saved { path },
            UserNotice::InvitationMailed { to, by_program } => {
                Event::Mailed { to, by: if *by_program { "mail_program" } else { "mail_server" } }
            }
            UserNotice::Listening { address } => Event::Listening { address },
            UserNotice::LogStarted { path } => Event::Log { path },
            UserNotice::Bandwidth { level, kbit_s, max_kbit } => {
                Event::Bandwidth { level: *level, kbit_s: *kbit_s, max_kbit: *max_kbit }
            }
            UserNotice::LeftOut { count } => Event::Error { text: words::left_out(*count) },
            UserNotice::Note(note) => Event::Note { text: sentences::note(note) },
            UserNotice::Error(error) => Event::Error { text: sentences::error(error) },
        })
    }

    /// What the two give and show each other.
    fn of_hand(notice: &'a Notice) -> Option<Self> {
        if let Notice::File(file) = notice {
            Some(Self::of_file(file))
        } else if let Notice::Folder(folder) = notice {
            Some(Self::of_folder(folder))
        } else if let Notice::FileNotSent { path, reason } = notice {
            Some(Event::Error { text: words::files::not_sent(path, *reason) })
        } else if let Notice::FilesNotCome { count } = notice {
            Some(Event::Note { text: words::files::not_come(*count) })
        } else if let Notice::ClipboardTransferred { helper, sender, sizes } = notice {
            Some(Event::ClipboardTransferred { helper, from: *sender, sizes: *sizes })
        } else if let Notice::Steps { helper, steps } = notice {
            let (texts, elements, done) = (&steps.texts, &steps.elements, steps.done);
            Some(Event::Steps { helper, steps: texts, elements, done })
        } else if let Notice::RightGranted { helper, right, lasts } = notice {
            Some(Event::RightGranted { helper, right: right.id(), lasts: *lasts })
        } else if let Notice::RightEnded { helper, right, by, is_over } = notice {
            let (right, time_over) = (right.id(), *is_over);
            Some(Event::RightEnded { helper, right, by: *by, time_over })
        } else {
            None
        }
    }

    fn of_session(notice: &'a Notice) -> Option<Self> {
        Some(match notice {
            // Shown with more, as notices of their own.
            Notice::Invitation { .. }
            | Notice::Reconnecting { .. }
            | Notice::Reconnected { .. } => return None,
            Notice::Waiting { helpers, available } => {
                Event::WaitingForOffers { helpers, available }
            }
            Notice::Rights { helper, rights } => {
                Event::Rights { helper, rights: rights.iter().map(Right::id).collect() }
            }
            Notice::ControlEnded { by, is_over } => {
                Event::ControlEnded { by: *by, time_over: *is_over }
            }
            Notice::PromptsUnwatched => Event::Note { text: words::prompts_unseen() },
            Notice::LogDiffers => Event::Note { text: words::LOG_DIFFERS.to_owned() },
            Notice::PictureTaken { helper } => Event::PictureTaken { helper },
            Notice::RightGranted { .. }
            | Notice::RightEnded { .. }
            | Notice::File(_)
            | Notice::Folder(_)
            | Notice::FileNotSent { .. }
            | Notice::FilesNotCome { .. }
            | Notice::ClipboardTransferred { .. }
            | Notice::Steps { .. } => return Self::of_hand(notice),
            Notice::LogUnsigned => Event::Note { text: words::log::UNSIGNED.to_owned() },
            Notice::LogNotKept(why) => Event::Note { text: words::log_not_kept(why.as_deref()) },
            Notice::LogRequired(why) => Event::Error { text: words::log_required(why.as_deref()) },
            Notice::NotKept(why) => Event::Note { text: words::contacts::not_kept(why) },
            Notice::Failed(text) => Event::Error { text: text.clone() },
            Notice::Stranger { attempts } => Event::Stranger { attempts: *attempts },
            Notice::Remembered { name, already, .. } => {
                Event::Remembered { helper: name, already: *already }
            }
            Notice::NotRemembered { reason } => {
                Event::Note { text: words::contacts::not_remembered(*reason).to_owned() }
            }
            Notice::OtherKey { name, key } => {
                Event::Note { text: words::contacts::other_key(name, key) }
            }
            Notice::OtherPage { theirs, own } => {
                Event::Note { text: words::page::other_build(*theirs, *own) }
            }
            Notice::Phase { phase, helper, reason, stop } => Event::Phase {
                control_seconds: Some(*stop)
                    .filter(|_| *phase == Phase::ControlSharing)
                    .and_then(seconds),
                phase: *phase,
                helper: helper.as_ref().map(DisplayName::as_str),
                paused: false,
                reason: *reason,
            },
            Notice::Paused { phase, helper } => Event::Phase {
                phase: *phase,
                helper: Some(helper.as_str()),
                paused: true,
                reason: None,
                control_seconds: None,
            },
            Notice::SystemPrompt { open } => Event::SystemPrompt { open: *open },
            Notice::NotAllowedByTyping => {
                Event::Error { text: words::NOT_WHILE_CONTROLLED.to_owned() }
            }
            Notice::Chat { from, text, under_control } => {
                Event::Chat { from: *from, text, under_control: *under_control }
            }
            Notice::WrongCode { attempts_left } => {
                Event::WrongCode { attempts_left: *attempts_left }
            }
            Notice::TriedBefore { helper, times } => Event::TriedBefore {
                helper,
                times: *times,
                text: words::tried_before(helper, *times),
            },
            Notice::SlotChanges => Event::Error { text: words::SLOT_CHANGES.to_owned() },
            Notice::ServerRefused(reason) => {
                Event::Note { text: words::server_refused(*reason).to_owned() }
            }
        })
    }
}

/// For how long control lasts.
fn seconds(stop: ControlStop) -> Option<u64> {
    stop.limit().map(|limit| limit.as_secs())
}

fn what(question: Question) -> &'static str {
    match question {
        Question::Connect => "connect",
        Question::Control => "control",
        Question::Point => Right::Point.id(),
        Question::ClipboardRead => Right::ClipboardRead.id(),
        Question::ClipboardWrite => Right::ClipboardWrite.id(),
        Question::FileIn => Right::FileIn.id(),
        Question::FileOut => Right::FileOut.id(),
        Question::Remember => "remember",
    }
}

fn proof_name(proof: Proof) -> &'static str {
    match proof {
        Proof::Code => "code",
        Proof::Contact => "contact",
        Proof::Policy => "policy",
    }
}

impl Face for Json {
    fn begin_session(&mut self) {}

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        let Some(event) = Event::of(notice) else { return Vec::new() };
        let line = serde_json::to_string(&event).expect("an event has only strings and numbers");
        format!("{}\n", escaped(&line)).into_bytes()
    }

    fn written(&mut self, _: Tick) {}

    fn parse(&mut self, line: &str, _: Tick) -> Result<Option<PersonInput>, InputError> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        let command = serde_json::from_str(line);
        let command = command.map_err(|error| InputError::NotJson(error.to_string()))?;
        Ok(Some(match command {
            Command::Answer { id, allow, elevation, never, lasts } => {
                let answer = match (allow, elevation, never, lasts) {
                    (true, false, false, None) => Answer::Allow,
                    (true, false, false, Some(lasting)) => Answer::AllowFor(lasting),
                    (true, true, false, None) => Answer::AllowWithPrompts,
                    (false, false, false, None) => Answer::Refuse,
                    (false, false, true, None) => Answer::RefuseForGood,
                    (true, _, true, _)
                    | (false, true, _, _)
                    | (true, true, _, Some(_))
                    | (false, _, _, Some(_)) => return Err(InputError::Contradiction),
                };
                PersonInput::Answer { id, answer }
            }
            Command::Revoke { right } => match Right::of_id(&right) {
                Some(right) => PersonInput::Revoke(right),
                None => return Err(InputError::UnknownRight),
            },
            Command::Chat { text } if text.len() > CHAT_BYTES => {
                return Err(InputError::ChatTooLong);
            }
            Command::Chat { text } => PersonInput::Chat { text },
            Command::SendFile { path } => PersonInput::SendFile { path },
            Command::CancelFile { id } => PersonInput::CancelFile { id: TransferId(id) },
            Command::PauseFile { id } => PersonInput::PauseFile { id: TransferId(id) },
            Command::ResumeFile { id } => PersonInput::ResumeFile { id: TransferId(id) },
            Command::Remember {} => PersonInput::Remember,
            Command::Pause {} => PersonInput::Pause,
            Command::Resume {} => PersonInput::Resume,
            Command::NextStep {} => PersonInput::NextStep,
            Command::StopControl {} => PersonInput::StopControl,
            Command::Bandwidth { max_kbit: Some(cap), .. } if !MAX_KBIT.contains(&cap) => {
                return Err(InputError::BandwidthCap);
            }
            Command::Bandwidth { level, max_kbit } => {
                PersonInput::Bandwidth(BandwidthRequest { level, max_kbit })
            }
            Command::Disconnect {} => PersonInput::Disconnect,
        }))
    }
}

/// Escapes what steers a terminal on which the lines may be read, and what some programs take as the end
/// of a line. JSON has such characters in its strings only.
fn escaped(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    for c in json.chars() {
        if steers(c) || is_line_break(c) {
            let _ = write!(line, "\\u{:04x}", u32::from(c));
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn rendered(notice: UserNotice) -> String {
        String::from_utf8(Json.render(&notice)).unwrap()
    }

    #[test]
    fn events_have_the_form_that_scripts_rely_on() {
        let helper = "Jacky".parse().unwrap();
        assert_eq!(
            rendered(UserNotice::Session(Notice::Phase {
                phase: Phase::ScreenSharing,
                helper: Some(helper),
                reason: None,
                stop: ControlStop::TimeLimit,
            })),
            "{\"event\":\"phase\",\"phase\":\"screen_sharing\",\"helper\":\"Jacky\"}\n"
        );
        assert_eq!(
            rendered(UserNotice::Session(Notice::Rights {
                helper: "Jacky".parse().unwrap(),
                rights: [Right::Control, Right::Look].into_iter().collect(),
            })),
            "{\"event\":\"rights\",\"helper\":\"Jacky\",\"rights\":[\"look\",\"control\"]}
"
        );
        assert_eq!(
            rendered(UserNotice::WaitingForContact {
                helper: "Jacky".parse().unwrap(),
                available: true
            }),
            "{\"event\":\"waiting_for\",\"helper\":\"Jacky\",\"available\":true}\n"
        );
        assert_eq!(
            rendered(UserNotice::Session(Notice::WrongCode { attempts_left: 2 })),
            "{\"event\":\"wrong_code\",\"attempts_left\":2}\n"
        );
        let tried = Notice::TriedBefore { helper: "Jacky".parse().unwrap(), times: 2 };
        let tried = rendered(UserNotice::Session(tried));
        let expected = "{\"event\":\"tried_before\",\"helper\":\"Jacky\",\"times\":2,\"text\":\"";
        assert!(tried.starts_with(expected), "{tried}");
        assert_eq!(
            rendered(UserNotice::Session(Notice::Chat {
                from: Party::Helper,
                text: "a\nb".into(),
                under_control: false,
            })),
            "{\"event\":\"chat\",\"from\":\"helper\",\"text\":\"a\\nb\"}\n"
        );
        assert_eq!(
            rendered(UserNotice::Session(Notice::Chat {
                from: Party::User,
                text: "ok".into(),
                under_control: true,
            })),
            "{\"event\":\"chat\",\"from\":\"user\",\"text\":\"ok\",\"under_control\":true}\n"
        );
        assert_eq!(
            rendered(UserNotice::Bandwidth {
                level: Level::NoBackground,
                kbit_s: 320,
                max_kbit: None
            }),
            "{\"event\":\"bandwidth\",\"level\":\"no-background\",\"kbit_s\":320,\"max_kbit\":null}\n"
        );
        let listen = UserNotice::ListenQuestion {
            id: 1,
            address: "0.0.0.0:7575".into(),
            until: Duration::ZERO,
        };
        let listen = rendered(listen);
        let expected = "{\"event\":\"ask\",\"id\":1,\"what\":\"listen\",\"address\":\"0.0.0.0:7575\",\"text\":\"";
        assert!(listen.starts_with(expected), "{listen}");
        assert_eq!(
            rendered(UserNotice::Invitation {
                code: "7-a-b-c".into(),
                link: "http://x/#7".into(),
                lifetime: Duration::from_secs(60),
                expires: Utc::from_unix(60),
            }),
            "{\"event\":\"invitation\",\"code\":\"7-a-b-c\",\"link\":\"http://x/#7\",\
             \"expires\":\"1970-01-01T00:01:00Z\"}\n"
        );
        assert_eq!(
            rendered(UserNotice::LeftOut { count: 2 }),
            "{\"event\":\"error\",\"text\":\"2 lines were left out here, because they were not read \
             in time. What holds now follows.\"}\n"
        );
    }

    #[test]
    fn questions_have_the_form_that_scripts_rely_on() {
        assert_eq!(
            rendered(UserNotice::Question {
                id: 3,
                question: Question::Remember,
                helper: "Jacky".parse().unwrap(),
                proof: Proof::Contact,
                resembles: None,
                text: "?".into(),
                files: None,
                until: Duration::ZERO,
                stop: ControlStop::TimeLimit,
            }),
            "{\"event\":\"ask\",\"id\":3,\"what\":\"remember\",\"helper\":\"Jacky\",\
             \"proof\":\"contact\",\"text\":\"?\"}\n"
        );
        assert_eq!(
            rendered(UserNotice::Question {
                id: 4,
                question: Question::Connect,
                helper: "J\u{430}cky".parse().unwrap(),
                proof: Proof::Code,
                resembles: "Jacky".parse().ok(),
                text: "?".into(),
                files: None,
                until: Duration::ZERO,
                stop: ControlStop::TimeLimit,
            }),
            "{\"event\":\"ask\",\"id\":4,\"what\":\"connect\",\"helper\":\"J\u{430}cky\",\
             \"proof\":\"code\",\"resembles\":\"Jacky\",\"text\":\"?\"}\n"
        );
    }

    #[test]
    fn where_esc_does_not_end_control_its_time_is_there() {
        let question = |stop| {
            rendered(UserNotice::Question {
                id: 5,
                question: Question::Control,
                helper: "Jacky".parse().unwrap(),
                proof: Proof::Code,
                resembles: None,
                text: "?".into(),
                files: None,
                until: Duration::ZERO,
                stop,
            })
        };
        let asked = "{\"event\":\"ask\",\"id\":5,\"what\":\"control\",\"helper\":\"Jacky\",\
                     \"proof\":\"code\",\"text\":\"?\"";
        assert_eq!(question(ControlStop::PanicKey), format!("{asked}}}\n"));
        assert_eq!(
            question(ControlStop::TimeLimit),
            format!("{asked},\"control_seconds\":300}}\n")
        );
        let phase = |stop| {
            let (phase, helper) = (Phase::ControlSharing, "Jacky".parse().ok());
            rendered(UserNotice::Session(Notice::Phase { phase, helper, reason: None, stop }))
        };
        let shared = "{\"event\":\"phase\",\"phase\":\"control_sharing\",\"helper\":\"Jacky\"";
        assert_eq!(phase(ControlStop::PanicKey), format!("{shared}}}\n"));
        assert_eq!(phase(ControlStop::TimeLimit), format!("{shared},\"control_seconds\":300}}\n"));
        let ended = |is_over| {
            rendered(UserNotice::Session(Notice::ControlEnded { by: Party::User, is_over }))
        };
        assert_eq!(ended(false), "{\"event\":\"control_ended\",\"by\":\"user\"}\n");
        assert_eq!(
            ended(true),
            "{\"event\":\"control_ended\",\"by\":\"user\",\"time_over\":true}\n"
        );
    }

    #[test]
    fn commands_are_understood_and_others_change_nothing() {
        let parse = |line: &str| Json.parse(line, Tick::from_millis(0));
        assert_eq!(
            parse(r#"{"command":"answer","id":1,"allow":true}"#),
            Ok(Some(PersonInput::Answer { id: 1, answer: Answer::Allow }))
        );
        assert_eq!(
            parse(r#"{"command":"answer","id":1,"allow":true,"elevation":true}"#),
            Ok(Some(PersonInput::Answer { id: 1, answer: Answer::AllowWithPrompts }))
        );
        assert_eq!(parse(r#"{"command":"pause"}"#), Ok(Some(PersonInput::Pause)));
        for (line, level, max_kbit) in [
            (r#"{"command":"bandwidth"}"#, None, None),
            (r#"{"command":"bandwidth","level":"full"}"#, Some(Level::Full), None),
            (r#"{"command":"bandwidth","max_kbit":800}"#, None, Some(800)),
        ] {
            let wish = BandwidthRequest { level, max_kbit };
            assert_eq!(parse(line), Ok(Some(PersonInput::Bandwidth(wish))), "{line}");
        }
        assert_eq!(parse(r#"{"command":"remember"}"#), Ok(Some(PersonInput::Remember)));
        assert_eq!(parse(""), Ok(None));
        for wrong in [
            "pause",
            "{}",
            r#"{"command":"explode"}"#,
            r#"{"command":"answer","id":1}"#,
            r#"{"command":"answer","id":1,"allow":true,"forever":true}"#,
            r#"{"command":"answer","id":-1,"allow":true}"#,
            r#"{"command":"answer","id":1,"allow":true,"never":true}"#,
            r#"{"command":"answer","id":1,"allow":false,"elevation":true}"#,
            r#"{"command":"bandwidth","level":"most"}"#,
            r#"{"command":"bandwidth","max_kbit":99}"#,
            r#"{"command":"bandwidth","kbit":800}"#,
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        let long = format!(r#"{{"command":"chat","text":"{}"}}"#, "x".repeat(CHAT_BYTES + 1));
        assert!(parse(&long).is_err());
    }
}

//! One JSON object a line, in both directions: the face for scripts.

use std::io::Write;

use jiff::{Timestamp, ToSpan as _};
use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase};
use protocol::time::Tick;
use serde::{Deserialize, Serialize};

use super::{News, Person};
use crate::words;
use appearance::Level;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::{Answer, PersonInput, Proof, Question, Right};

/// Writes events to a stream and reads commands.
#[derive(Debug)]
pub struct Json<W>(pub W);

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'a> {
    Invitation {
        code: &'a str,
        link: &'a str,
        expires: String,
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
    },
    Ask {
        id: u32,
        what: &'static str,
        helper: &'a str,
        proof: &'static str,
        text: &'a str,
    },
    Withdrawn {
        id: u32,
    },
    Rights {
        helper: &'a DisplayName,
        rights: Vec<&'static str>,
    },
    ControlEnded {
        by: Party,
    },
    SystemPrompt {
        open: bool,
    },
    Chat {
        from: Party,
        text: &'a str,
    },
    WrongCode {
        attempts_left: u8,
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
        text: &'a str,
    },
    Error {
        text: &'a str,
    },
}

#[derive(Deserialize)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
enum Command {
    Answer {
        id: u32,
        allow: bool,
        /// With a yes to control: system prompts, too.
        #[serde(default)]
        elevation: bool,
        /// With a no: do not ask again in this session.
        #[serde(default)]
        never: bool,
    },
    Chat {
        text: String,
    },
    Remember {},
    Pause {},
    Resume {},
    StopControl {},
    /// With nothing in it: tell how it is.
    Bandwidth {
        level: Option<Level>,
        max_kbit: Option<u32>,
    },
    Disconnect {},
}

impl<W: Write + Send> Person for Json<W> {
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    fn tell(&mut self, news: &News, _: Tick) {
        let event = match news {
            News::Invitation { code, link, lifetime } => {
                let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap_or_default();
                let seconds = i64::try_from(lifetime.as_secs()).unwrap_or(i64::MAX);
                let expires = now.checked_add(seconds.seconds()).unwrap_or(now);
                // Whole seconds: nobody needs more, and everybody can read it.
                let expires = Timestamp::from_second(expires.as_second()).unwrap_or(expires);
                Event::Invitation { code, link, expires: expires.to_string() }
            }
            News::WaitingFor { helper, available } => {
                Event::WaitingFor { helper, available: *available }
            }
            News::WaitingForOffers { helpers, available } => {
                Event::WaitingForOffers { helpers, available }
            }
            News::Stranger { attempts } => Event::Stranger { attempts: *attempts },
            News::Remembered { helper, already } => Event::Remembered { helper, already: *already },
            News::Saved { path } => Event::Saved { path },
            News::Mailed { to, by_program } => {
                Event::Mailed { to, by: if *by_program { "mail_program" } else { "mail_server" } }
            }
            News::Listening { address } => Event::Listening { address },
            News::Phase { phase, helper, paused, reason } => Event::Phase {
                phase: *phase,
                helper: helper.as_ref().map(|helper| helper.as_str()),
                paused: *paused,
                reason: *reason,
            },
            News::Ask { id, question, helper, proof, text } => Event::Ask {
                id: *id,
                what: match question {
                    Question::Connect => "connect",
                    Question::Control => "control",
                    Question::Remember => "remember",
                },
                helper: helper.as_str(),
                proof: match proof {
                    Proof::Code => "code",
                    Proof::Contact => "contact",
                    Proof::Policy => "policy",
                },
                text,
            },
            News::Withdrawn { id } => Event::Withdrawn { id: *id },
            News::Rights { helper, rights } => {
                Event::Rights { helper, rights: rights.iter().map(Right::id).collect() }
            }
            News::ControlEnded { by } => Event::ControlEnded { by: *by },
            News::SystemPrompt { open } => Event::SystemPrompt { open: *open },
            News::Chat { from, text } => Event::Chat { from: *from, text },
            News::WrongCode { attempts_left } => Event::WrongCode { attempts_left: *attempts_left },
            News::Log { path } => Event::Log { path },
            News::Bandwidth { level, kbit_s, max_kbit } => {
                Event::Bandwidth { level: *level, kbit_s: *kbit_s, max_kbit: *max_kbit }
            }
            News::Note(text) => Event::Note { text },
            News::NotAllowedByTyping => Event::Error { text: words::NOT_WHILE_CONTROLLED },
            News::Error(text) => Event::Error { text },
        };
        let line = serde_json::to_string(&event).expect("an event has only strings and numbers");
        // A reader that went away does not end the session: the User may still be helped.
        let _ = writeln!(self.0, "{line}").and_then(|()| self.0.flush());
    }

    fn hear(&mut self, line: &str, _: Tick) -> Result<Option<PersonInput>, String> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        let command = serde_json::from_str(line)
            .map_err(|error| format!("expected a command in JSON: {error}"))?;
        Ok(Some(match command {
            Command::Answer { id, allow, elevation, never } => {
                let answer = match (allow, elevation, never) {
                    (true, false, false) => Answer::Allow,
                    (true, true, false) => Answer::AllowWithPrompts,
                    (false, false, false) => Answer::Refuse,
                    (false, false, true) => Answer::RefuseForGood,
                    (true, _, true) | (false, true, _) => {
                        return Err(words::CONTRADICTION.into());
                    }
                };
                PersonInput::Answer { id, answer }
            }
            Command::Chat { text } if text.len() > CHAT_BYTES => return Err(words::chat_too_long()),
            Command::Chat { text } => PersonInput::Chat { text },
            Command::Remember {} => PersonInput::Remember,
            Command::Pause {} => PersonInput::Pause,
            Command::Resume {} => PersonInput::Resume,
            Command::StopControl {} => PersonInput::StopControl,
            Command::Bandwidth { max_kbit: Some(cap), .. } if !MAX_KBIT.contains(&cap) => {
                return Err(words::bandwidth::cap());
            }
            Command::Bandwidth { level, max_kbit } => {
                PersonInput::Bandwidth(BandwidthRequest { level, max_kbit })
            }
            Command::Disconnect {} => PersonInput::Disconnect,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn told(news: News) -> String {
        let mut json = Json(Vec::new());
        json.tell(&news, Tick::from_millis(0));
        String::from_utf8(json.0).unwrap()
    }

    #[test]
    fn events_have_the_form_that_scripts_rely_on() {
        let helper = "Jacky".parse().unwrap();
        assert_eq!(
            told(News::Phase {
                phase: Phase::ScreenSharing,
                helper: Some(helper),
                paused: false,
                reason: None
            }),
            "{\"event\":\"phase\",\"phase\":\"screen_sharing\",\"helper\":\"Jacky\"}\n"
        );
        assert_eq!(
            told(News::Rights {
                helper: "Jacky".parse().unwrap(),
                rights: [Right::Control, Right::Look].into_iter().collect(),
            }),
            "{\"event\":\"rights\",\"helper\":\"Jacky\",\"rights\":[\"look\",\"control\"]}\n"
        );
        assert_eq!(
            told(News::WaitingFor { helper: "Jacky".parse().unwrap(), available: true }),
            "{\"event\":\"waiting_for\",\"helper\":\"Jacky\",\"available\":true}\n"
        );
        assert_eq!(
            told(News::Ask {
                id: 3,
                question: Question::Remember,
                helper: "Jacky".parse().unwrap(),
                proof: Proof::Contact,
                text: "?".into()
            }),
            "{\"event\":\"ask\",\"id\":3,\"what\":\"remember\",\"helper\":\"Jacky\",\
             \"proof\":\"contact\",\"text\":\"?\"}\n"
        );
        assert_eq!(
            told(News::WrongCode { attempts_left: 2 }),
            "{\"event\":\"wrong_code\",\"attempts_left\":2}\n"
        );
        assert_eq!(
            told(News::Chat { from: Party::Helper, text: "a\nb".into() }),
            "{\"event\":\"chat\",\"from\":\"helper\",\"text\":\"a\\nb\"}\n"
        );
        assert_eq!(
            told(News::Bandwidth { level: Level::NoBackground, kbit_s: 320, max_kbit: None }),
            "{\"event\":\"bandwidth\",\"level\":\"no-background\",\"kbit_s\":320,\"max_kbit\":null}\n"
        );
        let invitation = told(News::Invitation {
            code: "7-a-b-c".into(),
            link: "http://x/#7".into(),
            lifetime: Duration::from_secs(60),
        });
        assert!(
            invitation.starts_with(r#"{"event":"invitation","code":"7-a-b-c","#),
            "{invitation}"
        );
        assert!(invitation.ends_with("Z\"}\n"), "{invitation}");
    }

    #[test]
    fn commands_are_understood_and_others_change_nothing() {
        let mut json = Json(Vec::new());
        let mut hear = |line: &str| json.hear(line, Tick::from_millis(0));
        assert_eq!(
            hear(r#"{"command":"answer","id":1,"allow":true}"#),
            Ok(Some(PersonInput::Answer { id: 1, answer: Answer::Allow }))
        );
        assert_eq!(
            hear(r#"{"command":"answer","id":1,"allow":true,"elevation":true}"#),
            Ok(Some(PersonInput::Answer { id: 1, answer: Answer::AllowWithPrompts }))
        );
        assert_eq!(hear(r#"{"command":"pause"}"#), Ok(Some(PersonInput::Pause)));
        for (line, level, max_kbit) in [
            (r#"{"command":"bandwidth"}"#, None, None),
            (r#"{"command":"bandwidth","level":"full"}"#, Some(Level::Full), None),
            (r#"{"command":"bandwidth","max_kbit":800}"#, None, Some(800)),
        ] {
            let wish = BandwidthRequest { level, max_kbit };
            assert_eq!(hear(line), Ok(Some(PersonInput::Bandwidth(wish))), "{line}");
        }
        assert_eq!(hear(r#"{"command":"remember"}"#), Ok(Some(PersonInput::Remember)));
        assert_eq!(hear(""), Ok(None));
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
            assert!(hear(wrong).is_err(), "{wrong}");
        }
        let long = format!(r#"{{"command":"chat","text":"{}"}}"#, "x".repeat(CHAT_BYTES + 1));
        assert!(hear(&long).is_err());
    }
}

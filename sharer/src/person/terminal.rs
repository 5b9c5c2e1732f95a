//! A dialogue in plain sentences.

use std::io::Write;

use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::Phase;

use super::{News, Person, printable};
use crate::session::PersonInput;
use crate::words;

/// Talks to the User on a terminal.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    /// The question that waits for yes or no.
    question: Option<u32>,
    helper: Option<DisplayName>,
}

impl<W: Write> Terminal<W> {
    /// A dialogue that is written to `out`.
    pub fn new(out: W) -> Self {
        Self { out, question: None, helper: None }
    }

    fn say(&mut self, text: &str) {
        // A terminal that went away does not end the session.
        let _ = writeln!(self.out, "{}", printable(text)).and_then(|()| self.out.flush());
    }
}

impl<W: Write + Send> Person for Terminal<W> {
    fn tell(&mut self, news: &News) {
        match news {
            News::Invitation { code, link, lifetime } => {
                self.say(&words::invitation(code, link, *lifetime));
            }
            News::Listening { address } => {
                self.say(&format!("Waiting for your helper on {address} until you close this."));
            }
            News::Phase { phase, helper, paused, reason } => {
                self.helper.clone_from(helper);
                if *paused {
                    self.say(words::PAUSED);
                    return;
                }
                let sentence = match reason {
                    Some(reason) => {
                        format!("{} {}", words::end_reason(*reason), words::phase(*phase, None))
                    }
                    None => words::phase(*phase, helper.as_ref()),
                };
                self.say(&sentence);
                if *phase == Phase::ScreenSharing {
                    self.say(words::HELP);
                }
            }
            News::Ask { id, question, helper } => {
                self.question = Some(*id);
                self.say(&format!(
                    "\n{}\n{}",
                    words::question(*question, helper),
                    words::YES_OR_NO
                ));
            }
            News::Withdrawn { id } => {
                if self.question == Some(*id) {
                    self.question = None;
                    self.say(words::WITHDRAWN);
                }
            }
            News::ControlEnded { by } => self.say(words::control_ended(*by)),
            News::Chat { from, text } => {
                let who = words::party(*from, self.helper.as_ref());
                self.say(&format!("{who}: {text}"));
            }
            News::WrongCode { attempts_left } => self.say(&words::wrong_code(*attempts_left)),
            News::Note(text) | News::Error(text) => self.say(text),
        }
    }

    fn hear(&mut self, line: &str) -> Result<Option<PersonInput>, String> {
        let line = line.trim();
        match line {
            "" => return Ok(None),
            "/pause" => return Ok(Some(PersonInput::Pause)),
            "/resume" => return Ok(Some(PersonInput::Resume)),
            "/stop" => return Ok(Some(PersonInput::StopControl)),
            "/quit" => return Ok(Some(PersonInput::Disconnect)),
            _ => {}
        }
        if let Some(id) = self.question {
            let allow = match line.to_lowercase().as_str() {
                "y" | "yes" => true,
                "n" | "no" => false,
                _ => return Err(words::NEITHER.into()),
            };
            self.question = None;
            return Ok(Some(PersonInput::Answer { id, allow }));
        }
        if line.starts_with('/') {
            return Err(words::HELP.into());
        }
        if self.helper.is_none() {
            return Err(words::NOT_CONNECTED.into());
        }
        if line.len() > CHAT_BYTES {
            return Err(words::chat_too_long());
        }
        Ok(Some(PersonInput::Chat { text: line.to_owned() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Question;

    #[test]
    fn only_yes_lets_a_helper_in() {
        let mut terminal = Terminal::new(Vec::new());
        let helper: DisplayName = "Jacky".parse().unwrap();
        let question = Question::Connect;
        terminal.tell(&News::Ask { id: 3, question, helper: helper.clone() });
        for unclear in ["maybe", "ja", "1", "yess"] {
            assert_eq!(terminal.hear(unclear), Err(words::NEITHER.into()));
        }
        assert_eq!(terminal.hear(""), Ok(None), "Enter alone is no answer");
        assert_eq!(terminal.hear(" YES "), Ok(Some(PersonInput::Answer { id: 3, allow: true })));
        assert_eq!(terminal.hear("yes"), Err(words::NOT_CONNECTED.into()));
    }

    #[test]
    fn a_message_cannot_steer_the_terminal() {
        let mut terminal = Terminal::new(Vec::new());
        let from = protocol::peer::Party::Helper;
        terminal.tell(&News::Chat { from, text: "a\u{1b}[2Jb\u{7}c".into() });
        assert_eq!(terminal.out, b"Helper: a[2Jbc\n");
    }
}

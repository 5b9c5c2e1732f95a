//! A dialogue in plain sentences.

use std::io::Write;
use std::time::Duration;

use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::Phase;
use protocol::time::Tick;

use super::{News, Person, printable, qr};
use crate::words;
use appearance::Level;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::{self, Answer, PersonInput};

/// The shortest time in which a question can be read and answered.
const READING: Duration = Duration::from_millis(700);

/// Talks to the User on a terminal.
#[derive(Debug)]
pub struct Terminal<W> {
    out: W,
    /// The question that waits for yes or no.
    question: Option<Question>,
    /// The one that was answered last: the answer may turn out to count for nothing.
    answered: Option<Question>,
    helper: Option<DisplayName>,
    /// How much the terminal has room for, in columns and lines, if it can show a QR code.
    room: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Question {
    id: u32,
    what: session::Question,
    asked: Tick,
}

impl<W: Write> Terminal<W> {
    /// A dialogue that is written to `out`, which has room for so many columns and lines if it can
    /// show a QR code.
    pub fn new(out: W, room: Option<(usize, usize)>) -> Self {
        Self { out, question: None, answered: None, helper: None, room }
    }

    fn say(&mut self, text: &str) {
        // A terminal that went away does not end the session.
        let _ = writeln!(self.out, "{}", printable(text)).and_then(|()| self.out.flush());
    }
}

impl<W: Write + Send> Person for Terminal<W> {
    fn tell(&mut self, news: &News, now: Tick) {
        match news {
            News::Invitation { code, link, lifetime } => {
                self.say(&words::invitation(code, link, *lifetime));
                if let Some(code) = self.room.and_then(|room| qr::draw(link, room)) {
                    // Past `say`, which takes colours away. All of it is ours.
                    let _ = writeln!(self.out, "\n{code}").and_then(|()| self.out.flush());
                }
            }
            News::WaitingFor { helper, available } => {
                self.say(&words::contacts::waiting_for(helper, *available));
            }
            News::WaitingForOffers { helpers, available } => {
                self.say(&words::contacts::waiting_for_offers(helpers, available));
            }
            News::Stranger { attempts } => self.say(&words::contacts::stranger(*attempts)),
            News::Remembered { helper, already } => {
                self.say(&words::contacts::remembered(helper, *already));
            }
            News::Saved { path } => self.say(&words::saved(path)),
            News::Mailed { to, by_program } => self.say(&words::mailed(to, *by_program)),
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
            News::Ask { id, question, text, .. } => {
                self.answered = None;
                self.question = Some(Question { id: *id, what: *question, asked: now });
                self.say(&format!("\n{text}\n{}", words::answers(*question)));
            }
            News::Withdrawn { id } => {
                self.answered.take_if(|question| question.id == *id);
                if self.question.take_if(|question| question.id == *id).is_some() {
                    self.say(words::WITHDRAWN);
                }
            }
            // The sentences about consent and control say it.
            News::Rights { .. } => {}
            News::ControlEnded { by } => self.say(words::control_ended(*by)),
            News::NotAllowedByTyping => {
                self.question = self.question.or(self.answered.take());
                self.say(words::NOT_WHILE_CONTROLLED);
            }
            News::SystemPrompt { open } => self.say(words::system_prompt(*open)),
            News::Chat { from, text } => {
                let who = words::party(*from, self.helper.as_ref());
                // Indented, so that no message looks like a line of the program.
                self.say(&format!("{who}: {}", text.replace('\n', "\n    ")));
            }
            News::WrongCode { attempts_left } => self.say(&words::wrong_code(*attempts_left)),
            News::Log { path } => self.say(&words::log_begun(path)),
            News::Bandwidth { level, kbit_s, max_kbit } => {
                self.say(&words::bandwidth::level(*level, *kbit_s, *max_kbit));
            }
            News::Note(text) | News::Error(text) => self.say(text),
        }
    }

    fn hear(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, String> {
        let line = line.trim();
        match line {
            "" => return Ok(None),
            "/pause" => return Ok(Some(PersonInput::Pause)),
            "/remember" => return Ok(Some(PersonInput::Remember)),
            "/resume" => return Ok(Some(PersonInput::Resume)),
            "/stop" => return Ok(Some(PersonInput::StopControl)),
            "/quit" => return Ok(Some(PersonInput::Disconnect)),
            _ => {}
        }
        if let Some(wish) = line.strip_prefix("/bandwidth")
            && wish.chars().next().is_none_or(char::is_whitespace)
        {
            return bandwidth(wish.trim()).map(|wish| Some(PersonInput::Bandwidth(wish)));
        }
        if let Some(Question { id, what, asked }) = self.question {
            // It was typed before the question could be read, and to somebody else.
            if now < asked + READING {
                return Err(words::TOO_SOON.into());
            }
            let is_control = what == session::Question::Control;
            let knows_never = is_control || what == session::Question::Remember;
            let answer = match line.to_lowercase().as_str() {
                "y" | "yes" => Answer::Allow,
                "n" | "no" => Answer::Refuse,
                "yes prompts" if is_control => Answer::AllowWithPrompts,
                "never" if knows_never => Answer::RefuseForGood,
                _ => return Err(words::neither(what).into()),
            };
            self.answered = self.question.take();
            return Ok(Some(PersonInput::Answer { id, answer }));
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

/// Understands what follows `/bandwidth`: nothing, a level, or a cap.
fn bandwidth(wish: &str) -> Result<BandwidthRequest, String> {
    if wish.is_empty() {
        return Ok(BandwidthRequest::default());
    }
    let max_kbit = wish.parse().ok().filter(|cap| MAX_KBIT.contains(cap));
    let level = wish.parse::<Level>().ok();
    if level.is_none() && max_kbit.is_none() {
        return Err(words::bandwidth::usage());
    }
    Ok(BandwidthRequest { level, max_kbit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::peer::Party;
    use session::{Proof, Question};

    #[test]
    fn only_yes_lets_a_helper_in() {
        let mut terminal = Terminal::new(Vec::new(), None);
        let helper: DisplayName = "Jacky".parse().unwrap();
        let question = Question::Connect;
        let text = words::question(question, &helper, None, Proof::Code);
        let asked = Tick::from_millis(5_000);
        terminal.tell(&News::Ask { id: 3, question, helper, proof: Proof::Code, text }, asked);
        assert_eq!(terminal.hear("yes", asked), Err(words::TOO_SOON.into()), "typed ahead");
        let now = asked + READING;
        for unclear in ["maybe", "ja", "1", "yess", "never", "yes prompts"] {
            assert_eq!(terminal.hear(unclear, now), Err(words::neither(question).into()));
        }
        assert_eq!(terminal.hear("", now), Ok(None), "Enter alone is no answer");
        let yes = PersonInput::Answer { id: 3, answer: Answer::Allow };
        assert_eq!(terminal.hear(" YES ", now), Ok(Some(yes)));
        assert_eq!(terminal.hear("yes", now), Err(words::NOT_CONNECTED.into()));
    }

    #[test]
    fn the_bandwidth_is_asked_for_and_set_by_one_command() {
        let mut terminal = Terminal::new(Vec::new(), None);
        let mut hear = |line: &str| terminal.hear(line, Tick::from_millis(0));
        for (line, level, max_kbit) in [
            ("/bandwidth", None, None),
            ("/bandwidth full", Some(Level::Full), None),
            (" /bandwidth  No-Background ", Some(Level::NoBackground), None),
            ("/bandwidth 800", None, Some(800)),
        ] {
            let wish = PersonInput::Bandwidth(BandwidthRequest { level, max_kbit });
            assert_eq!(hear(line), Ok(Some(wish)), "{line}");
        }
        for line in ["/bandwidth most", "/bandwidth 0", "/bandwidth 99", "/bandwidth -5"] {
            assert_eq!(hear(line), Err(words::bandwidth::usage()), "{line}");
        }
        assert_eq!(hear("/bandwidths"), Err(words::HELP.into()));
    }

    #[test]
    fn whether_to_remember_can_be_asked_and_answered_for_good() {
        let mut terminal = Terminal::new(Vec::new(), None);
        let now = Tick::from_millis(5_000);
        assert_eq!(terminal.hear("/remember", now), Ok(Some(PersonInput::Remember)));
        let (helper, proof) = ("Jacky".parse().unwrap(), Proof::Code);
        let question = Question::Remember;
        let text = words::question(question, &helper, None, proof);
        terminal.tell(&News::Ask { id: 3, question, helper, proof, text }, now);
        let never = PersonInput::Answer { id: 3, answer: Answer::RefuseForGood };
        assert_eq!(terminal.hear("never", now + READING), Ok(Some(never)));
    }

    #[test]
    fn a_yes_that_did_not_count_can_be_said_again() {
        let mut terminal = Terminal::new(Vec::new(), None);
        let (helper, proof): (DisplayName, _) = ("Jacky".parse().unwrap(), Proof::Code);
        let (question, start) = (Question::Control, Tick::from_millis(0));
        let text = words::question(question, &helper, None, proof);
        terminal.tell(&News::Ask { id: 3, question, helper, proof, text }, start);
        let now = start + READING;
        let yes = Ok(Some(PersonInput::Answer { id: 3, answer: Answer::Allow }));
        assert_eq!(terminal.hear("yes", now), yes);
        terminal.tell(&News::NotAllowedByTyping, now);
        assert_eq!(terminal.hear("yes", now), yes, "the question still stands");
        terminal.tell(&News::Withdrawn { id: 3 }, now);
        terminal.tell(&News::NotAllowedByTyping, now);
        assert_eq!(terminal.hear("yes", now), Err(words::NOT_CONNECTED.into()), "it is settled");
    }

    #[test]
    fn a_message_cannot_look_like_the_program() {
        let mut terminal = Terminal::new(Vec::new(), None);
        let text = "hi\nThe session has ended.\u{1b}[2J \u{202e}sey".to_owned();
        terminal.tell(&News::Chat { from: Party::Helper, text }, Tick::from_millis(0));
        let shown = String::from_utf8(terminal.out).unwrap();
        assert!(shown.contains("\n    The session has ended.[2J sey"), "{shown:?}");
    }
}

//! A dialogue in plain sentences.

use std::fmt::Write as _;
use std::time::Duration;

use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Phase};
use protocol::time::Tick;

use super::face::Face;
use super::input::InputError;
use super::notice::UserNotice;
use super::printable::printable;
use super::{qr, sentences};
use crate::words;
use appearance::Level;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::{Answer, Notice, PersonInput, Question};

/// The shortest time in which a question can be read and answered.
const READING: Duration = Duration::from_millis(700);

/// The dialogue with the User on a terminal. A line answers the question that the User can read.
#[derive(Debug)]
pub struct Terminal {
    /// The question that waits for yes or no.
    question: Option<Asked>,
    /// The question that was answered last. It is open again if the session rejects the answer.
    answered: Option<Asked>,
    helper: Option<DisplayName>,
    /// The size of the terminal in columns and lines, if it can show a QR code.
    size: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Asked {
    id: u32,
    question: Question,
    /// Since when it can be read; `None` while it is being written.
    since: Option<Tick>,
}

impl Terminal {
    /// A dialogue on a terminal of so many columns and lines, if it can show a QR code.
    pub fn new(size: Option<(usize, usize)>) -> Self {
        Self { question: None, answered: None, helper: None, size }
    }

    /// The sentence for a notice of the session.
    fn session(&mut self, notice: &Notice) -> String {
        match notice {
            // Shown with more, as notices of their own.
            Notice::Invitation { .. }
            | Notice::Reconnecting { .. }
            | Notice::Reconnected { .. } => String::new(),
            Notice::Waiting { helpers, available } => {
                words::contacts::waiting_for_offers(helpers, available)
            }
            // The sentences about consent and control say it.
            Notice::Rights { .. } => String::new(),
            Notice::ControlEnded { by } => words::control_ended(*by).to_owned(),
            Notice::PromptsUnwatched => words::PROMPTS_UNSEEN.to_owned(),
            Notice::LogDiffers => words::LOG_DIFFERS.to_owned(),
            Notice::NotKept(why) => words::contacts::not_kept(why),
            Notice::Failed(text) => text.clone(),
            Notice::Stranger { attempts } => words::contacts::stranger(*attempts),
            Notice::Remembered { name, already } => words::contacts::remembered(name, *already),
            Notice::NotRemembered { reason } => words::contacts::not_remembered(*reason).to_owned(),
            Notice::OtherKey { name } => words::contacts::other_key(name),
            Notice::Phase { phase, helper, reason } => {
                self.helper.clone_from(helper);
                phase_text(*phase, helper.as_ref(), *reason)
            }
            Notice::Paused { helper, .. } => {
                self.helper = Some(helper.clone());
                words::PAUSED.to_owned()
            }
            Notice::SystemPrompt { open } => words::system_prompt(*open).to_owned(),
            Notice::NotAllowedByTyping => {
                self.question = self.question.or(self.answered.take());
                words::NOT_WHILE_CONTROLLED.to_owned()
            }
            Notice::Chat { from, text } => {
                let who = words::party(*from, self.helper.as_ref());
                // Indented, so that no message looks like a line of the program.
                format!("{who}: {}", text.replace('\n', "\n    "))
            }
            Notice::WrongCode { attempts_left } => words::wrong_code(*attempts_left),
            Notice::ServerRefused(reason) => words::server_refused(*reason).to_owned(),
        }
    }

    fn answer(&mut self, asked: Asked, line: &str, now: Tick) -> Result<PersonInput, InputError> {
        let Asked { id, question, since } = asked;
        // It was typed before the question could be read, and means something else.
        if since.is_none_or(|since| now < since + READING) {
            return Err(InputError::TooSoon);
        }
        let is_control = question == Question::Control;
        let has_never = is_control || question == Question::Remember;
        let answer = match line.to_lowercase().as_str() {
            "y" | "yes" => Answer::Allow,
            "n" | "no" => Answer::Refuse,
            "yes prompts" if is_control => Answer::AllowWithPrompts,
            "never" if has_never => Answer::RefuseForGood,
            _ => return Err(InputError::NoAnswer(question)),
        };
        self.answered = self.question.take();
        Ok(PersonInput::Answer { id, answer })
    }
}

impl Face for Terminal {
    fn begin_session(&mut self) {
        (self.question, self.answered, self.helper) = (None, None, None);
    }

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        let sentence = match notice {
            UserNotice::Session(notice) => self.session(notice),
            UserNotice::Invitation { code, link, lifetime, .. } => {
                words::invitation(code, link, *lifetime)
            }
            UserNotice::WaitingForContact { helper, available } => {
                words::contacts::waiting_for(helper, *available)
            }
            UserNotice::Question { id, question, text, .. } => {
                self.answered = None;
                self.question = Some(Asked { id: *id, question: *question, since: None });
                format!("\n{text}\n{}", words::answers(*question))
            }
            UserNotice::QuestionWithdrawn { id } => {
                self.answered.take_if(|asked| asked.id == *id);
                let was_open = self.question.take_if(|asked| asked.id == *id).is_some();
                if was_open { words::WITHDRAWN.to_owned() } else { String::new() }
            }
            UserNotice::Path { path } => words::path(*path).to_owned(),
            UserNotice::Reconnecting { helper, lasts, .. } => words::reconnecting(helper, *lasts),
            UserNotice::Reconnected { helper, .. } => words::reconnected(helper),
            UserNotice::InvitationSaved { path } => words::saved(path),
            UserNotice::InvitationMailed { to, by_program } => words::mailed(to, *by_program),
            UserNotice::Listening { address } => words::listening(address),
            UserNotice::LogStarted { path } => words::log_begun(path),
            UserNotice::Bandwidth { level, kbit_s, max_kbit } => {
                words::bandwidth::level(*level, *kbit_s, *max_kbit)
            }
            UserNotice::LeftOut { count } => words::left_out(*count),
            UserNotice::Note(note) => sentences::note(note),
            UserNotice::Error(error) => sentences::error(error),
        };
        if sentence.is_empty() {
            return Vec::new();
        }
        let mut text = printable(&sentence);
        text.push('\n');
        if let UserNotice::Invitation { link, .. } = notice
            && let Some(code) = self.size.and_then(|size| qr::draw(link, size))
        {
            // After `printable`, which takes colours away. All of it is ours.
            let _ = writeln!(text, "\n{code}");
        }
        text.into_bytes()
    }

    fn written(&mut self, now: Tick) {
        if let Some(asked) = &mut self.question {
            asked.since.get_or_insert(now);
        }
    }

    fn parse(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, InputError> {
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
        if let Some(asked) = self.question {
            return self.answer(asked, line, now).map(Some);
        }
        if line.starts_with('/') {
            return Err(InputError::UnknownCommand);
        }
        if self.helper.is_none() {
            return Err(InputError::NotConnected);
        }
        if line.len() > CHAT_BYTES {
            return Err(InputError::ChatTooLong);
        }
        Ok(Some(PersonInput::Chat { text: line.to_owned() }))
    }
}

/// What a phase means for the User, why it began, and what can be typed in it.
fn phase_text(phase: Phase, helper: Option<&DisplayName>, reason: Option<EndReason>) -> String {
    let mut text = match reason {
        Some(reason) => format!("{} {}", words::end_reason(reason), words::phase(phase, None)),
        None => words::phase(phase, helper),
    };
    if phase == Phase::ScreenSharing {
        text.push('\n');
        text.push_str(words::HELP);
    }
    text
}

/// Parses what follows `/bandwidth`: nothing, a level, or a cap.
fn bandwidth(wish: &str) -> Result<BandwidthRequest, InputError> {
    if wish.is_empty() {
        return Ok(BandwidthRequest::default());
    }
    let max_kbit = wish.parse().ok().filter(|cap| MAX_KBIT.contains(cap));
    let level = wish.parse::<Level>().ok();
    if level.is_none() && max_kbit.is_none() {
        return Err(InputError::BandwidthUsage);
    }
    Ok(BandwidthRequest { level, max_kbit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::peer::Party;
    use session::Proof;

    /// A question as it is shown at a time.
    fn ask(terminal: &mut Terminal, question: Question, now: Tick) {
        let (helper, proof): (DisplayName, _) = ("Jacky".parse().unwrap(), Proof::Code);
        let text = words::question(question, &helper, None, proof);
        terminal.render(&UserNotice::Question { id: 3, question, helper, proof, text });
        terminal.written(now);
    }

    #[test]
    fn only_yes_lets_a_helper_in() {
        let mut terminal = Terminal::new(None);
        let (question, asked) = (Question::Connect, Tick::from_millis(5_000));
        ask(&mut terminal, question, asked);
        assert_eq!(terminal.parse("yes", asked), Err(InputError::TooSoon), "typed ahead");
        let now = asked + READING;
        for unclear in ["maybe", "ja", "1", "yess", "never", "yes prompts"] {
            assert_eq!(terminal.parse(unclear, now), Err(InputError::NoAnswer(question)));
        }
        assert_eq!(terminal.parse("", now), Ok(None), "Enter alone is no answer");
        let yes = PersonInput::Answer { id: 3, answer: Answer::Allow };
        assert_eq!(terminal.parse(" YES ", now), Ok(Some(yes)));
        assert_eq!(terminal.parse("yes", now), Err(InputError::NotConnected));
    }

    #[test]
    fn the_bandwidth_is_asked_for_and_set_by_one_command() {
        let mut terminal = Terminal::new(None);
        let mut parse = |line: &str| terminal.parse(line, Tick::from_millis(0));
        for (line, level, max_kbit) in [
            ("/bandwidth", None, None),
            ("/bandwidth full", Some(Level::Full), None),
            (" /bandwidth  No-Background ", Some(Level::NoBackground), None),
            ("/bandwidth 800", None, Some(800)),
        ] {
            let wish = PersonInput::Bandwidth(BandwidthRequest { level, max_kbit });
            assert_eq!(parse(line), Ok(Some(wish)), "{line}");
        }
        for line in ["/bandwidth most", "/bandwidth 0", "/bandwidth 99", "/bandwidth -5"] {
            assert_eq!(parse(line), Err(InputError::BandwidthUsage), "{line}");
        }
        assert_eq!(parse("/bandwidths"), Err(InputError::UnknownCommand));
    }

    #[test]
    fn whether_to_remember_can_be_asked_and_answered_for_good() {
        let mut terminal = Terminal::new(None);
        let now = Tick::from_millis(5_000);
        assert_eq!(terminal.parse("/remember", now), Ok(Some(PersonInput::Remember)));
        ask(&mut terminal, Question::Remember, now);
        let never = PersonInput::Answer { id: 3, answer: Answer::RefuseForGood };
        assert_eq!(terminal.parse("never", now + READING), Ok(Some(never)));
    }

    #[test]
    fn a_yes_that_did_not_count_can_be_said_again() {
        let mut terminal = Terminal::new(None);
        let start = Tick::from_millis(0);
        ask(&mut terminal, Question::Control, start);
        let now = start + READING;
        let yes = Ok(Some(PersonInput::Answer { id: 3, answer: Answer::Allow }));
        assert_eq!(terminal.parse("yes", now), yes);
        terminal.render(&UserNotice::Session(Notice::NotAllowedByTyping));
        assert_eq!(terminal.parse("yes", now), yes, "the question still stands");
        terminal.render(&UserNotice::QuestionWithdrawn { id: 3 });
        terminal.render(&UserNotice::Session(Notice::NotAllowedByTyping));
        assert_eq!(terminal.parse("yes", now), Err(InputError::NotConnected), "it is settled");
    }

    #[test]
    fn a_message_cannot_look_like_the_program() {
        let mut terminal = Terminal::new(None);
        let text = "hi\nThe session has ended.\u{1b}[2J \u{202e}sey".to_owned();
        let chat = UserNotice::Session(Notice::Chat { from: Party::Helper, text });
        let shown = String::from_utf8(terminal.render(&chat)).unwrap();
        assert!(shown.contains("\n    The session has ended.[2J sey"), "{shown:?}");
    }

    #[test]
    fn a_question_that_is_not_written_yet_is_not_answered() {
        let mut terminal = Terminal::new(None);
        let now = Tick::from_millis(5_000);
        ask(&mut terminal, Question::Connect, now);
        let (helper, proof) = ("Jacky".parse().unwrap(), Proof::Code);
        let (question, text) = (Question::Control, String::new());
        terminal.render(&UserNotice::Question { id: 4, question, helper, proof, text });
        let later = now + READING;
        assert_eq!(terminal.parse("yes", later), Err(InputError::TooSoon));
        terminal.written(later);
        assert_eq!(terminal.parse("yes", later), Err(InputError::TooSoon));
        let yes = PersonInput::Answer { id: 4, answer: Answer::Allow };
        assert_eq!(terminal.parse("yes", later + READING), Ok(Some(yes)));
    }
}

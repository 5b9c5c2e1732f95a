//! A dialogue in plain sentences.
//!
//! While a question is open it is the last thing on the terminal: chat waits, and below everything else the
//! question is shown again. A Helper who can chat gets no permission by a word that also replies to chat.

use std::fmt::Write as _;
use std::time::Duration;

use catalogue::is_mark;
use protocol::bulk::TransferId;
use protocol::limits::CHAT_BYTES;
use protocol::name::DisplayName;
use protocol::peer::{Party, Phase};
use protocol::time::Tick;

use super::chat::{self, WaitingChat};
use super::face::Face;
use super::input::InputError;
use super::notice::UserNotice;
use super::printable::shown;
use super::{qr, sentences};
use crate::words::{self, Say, Words};
use appearance::Level;
use session::bandwidth::{BandwidthRequest, MAX_KBIT};
use session::notice::{FileNotice, FileState};
use session::{Answer, Lasting, Notice, PersonInput, Question, Right};

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
    /// Chat that came while a question was open.
    waiting_chat: WaitingChat,
    /// The size of the terminal in columns and lines, if it can show a QR code.
    size: Option<(usize, usize)>,
    /// The columns that the terminal has now, if it is one.
    columns: fn() -> Option<usize>,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    /// What a Helper asks for.
    Helper(Question),
    /// Whether the built-in server may listen.
    Listen,
}

#[derive(Clone, Debug)]
struct Asked {
    id: u32,
    subject: Subject,
    /// The question, and how it can be answered.
    text: String,
    /// Since when it can be read; `None` while it is being written.
    since: Option<Tick>,
}

impl Terminal {
    /// A dialogue on a terminal of so many columns and lines, if it can show a QR code. `columns` tells
    /// how wide it is now: windows change their size.
    pub fn new(size: Option<(usize, usize)>, columns: fn() -> Option<usize>) -> Self {
        let waiting_chat = WaitingChat::default();
        Self { question: None, answered: None, helper: None, waiting_chat, size, columns }
    }

    /// What is shown for a notice. Most are one sentence, whatever was before.
    fn text(&mut self, notice: &UserNotice) -> String {
        let sentence = sentences::notice(notice);
        match notice {
            UserNotice::Session(Notice::Chat { from, text, under_control }) => {
                self.chat(*from, text, *under_control)
            }
            UserNotice::Session(Notice::Steps { helper, steps }) => {
                match words::marks::suggested(helper, steps) {
                    Some((author, text)) => self.said(author, &text),
                    None => sentence,
                }
            }
            UserNotice::Session(Notice::Phase { phase, helper, .. }) => {
                self.helper.clone_from(helper);
                self.phase(*phase, &sentence)
            }
            UserNotice::Session(Notice::Paused { helper, .. }) => {
                self.helper = Some(helper.clone());
                sentence
            }
            // How far it is would push everything else away.
            UserNotice::Session(Notice::File(FileNotice {
                state: FileState::Running { .. },
                ..
            })) => String::new(),
            // The notice about the folder says it for all of them.
            UserNotice::Session(Notice::File(file)) if !file.folders.is_empty() => String::new(),
            UserNotice::Session(Notice::File(file)) => format!("[{}] {sentence}", file.id),
            UserNotice::Session(Notice::NotAllowedByTyping) => {
                let answered = self.answered.take();
                self.question = self.question.take().or(answered);
                sentence
            }
            UserNotice::Question { id, question, .. } => {
                self.ask(*id, Subject::Helper(*question), &sentence, &words::answers(*question))
            }
            UserNotice::ListenQuestion { id, .. } => {
                self.ask(*id, Subject::Listen, &sentence, &words::answers_yes_no())
            }
            UserNotice::QuestionWithdrawn { id } => {
                let was_open = self.question.take_if(|asked| asked.id == *id).is_some();
                self.answered.take_if(|asked| asked.id == *id);
                let chat = self.waited();
                if was_open { format!("{sentence}\n{chat}") } else { chat }
            }
            UserNotice::QuestionAnswered { id } => {
                self.question.take_if(|asked| asked.id == *id);
                self.answered.take_if(|asked| asked.id == *id);
                self.waited()
            }
            UserNotice::Session(_)
            | UserNotice::Invitation { .. }
            | UserNotice::WaitingForContact { .. }
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
            | UserNotice::Error(_) => sentence,
        }
    }

    /// A question, and how it can be answered.
    fn ask(&mut self, id: u32, subject: Subject, question: &str, answers: &str) -> String {
        let text = format!("\n{question}\n{answers}");
        self.answered = None;
        self.question = Some(Asked { id, subject, text: text.clone(), since: None });
        text
    }

    /// A message, or nothing while a question is open.
    fn chat(&mut self, from: Party, text: &str, under_control: bool) -> String {
        let author = if under_control {
            words::CHAT_UNDER_CONTROL.to_owned()
        } else {
            words::party(from, self.helper.as_ref())
        };
        self.said(author, text)
    }

    /// What somebody else has written, or nothing while a question is open.
    fn said(&mut self, author: String, text: &str) -> String {
        // What was answered can be open again.
        if self.question.is_some() || self.answered.is_some() {
            self.waiting_chat.push(author, text.to_owned());
            return String::new();
        }
        chat::lines(&author, text, (self.columns)())
    }

    /// The chat that waited, once no question is open.
    fn waited(&mut self) -> String {
        if self.question.is_some() || self.answered.is_some() {
            return String::new();
        }
        self.waiting_chat.take((self.columns)())
    }

    /// A phase, what can be typed in it, and the chat that waited for the end.
    fn phase(&mut self, phase: Phase, sentence: &str) -> String {
        match phase {
            Phase::ScreenSharing => format!("{sentence}\n{}", words::HELP),
            Phase::Ended => {
                (self.question, self.answered) = (None, None);
                format!("{}{sentence}", self.waited())
            }
            Phase::WaitingForConnect | Phase::ControlSharing => sentence.to_owned(),
        }
    }

    /// The answer to the open question.
    fn answer(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, InputError> {
        let Some(Asked { id, subject, since, .. }) = self.question else { return Ok(None) };
        // It was typed before the question could be read, and means something else.
        if since.is_none_or(|since| now < since + READING) {
            return Err(InputError::TooSoon);
        }
        let answer = answer_in(subject, line, words::words()).ok_or(InputError::NoAnswer)?;
        self.answered = self.question.take();
        Ok(Some(PersonInput::Answer { id, answer }))
    }
}

/// What a line answers to a question, if it does: in the language that was chosen, or in English. A no may be a mistake,
/// since it allows nothing. What allows is no word of small talk once the Helper can chat: they cannot before they are
/// connected.
fn answer_in(subject: Subject, line: &str, words: &Words) -> Option<Answer> {
    let typed = &words::typed(line);
    let is = |say: Say| words.is_typed(say, typed);
    if typed == "n" || is(Say::TypedNo) {
        return Some(Answer::Refuse);
    }
    let is_yes = typed == "y" || is(Say::TypedYes);
    let question = match subject {
        Subject::Listen => return is_yes.then_some(Answer::Allow),
        Subject::Helper(question) => question,
    };
    if question != Question::Connect && is(Say::TypedNever) {
        return Some(Answer::RefuseForGood);
    }
    match question {
        // No Helper is connected yet.
        Question::Connect => is_yes.then_some(Answer::Allow),
        Question::FileIn => is(words::files::ALLOW).then_some(Answer::Allow),
        Question::Remember => is(words::ALLOW_REMEMBERING).then_some(Answer::Allow),
        Question::Control if is(words::ALLOW_CONTROL_AND_PROMPTS) => Some(Answer::AllowWithPrompts),
        Question::Control => is(words::ALLOW_CONTROL).then_some(Answer::Allow),
        Question::Point
        | Question::ClipboardRead
        | Question::ClipboardWrite
        | Question::FileOut => {
            lasting_in(words::rights::allow(question), typed, words).map(Answer::AllowFor)
        }
    }
}

/// For how long a line allows what is allowed by these words.
fn lasting_in(allow: Say, typed: &str, words: &Words) -> Option<Lasting> {
    let rest = words.both(allow).into_iter().find_map(|allow| {
        let rest = typed.strip_prefix(allow.as_str())?;
        Some(rest.trim_start().to_owned())
    })?;
    if rest.is_empty() {
        Some(Lasting::ThisTime)
    } else if words.is_typed(words::rights::FOR_MINUTES, &rest) {
        Some(Lasting::TenMinutes)
    } else if words.is_typed(words::rights::FOR_SESSION, &rest) {
        Some(Lasting::Session)
    } else {
        None
    }
}

impl Face for Terminal {
    fn begin_session(&mut self) {
        (self.question, self.answered, self.helper) = (None, None, None);
        self.waiting_chat = WaitingChat::default();
    }

    fn render(&mut self, notice: &UserNotice) -> Vec<u8> {
        let sentence = self.text(notice);
        if sentence.is_empty() {
            return Vec::new();
        }
        let is_question =
            matches!(notice, UserNotice::Question { .. } | UserNotice::ListenQuestion { .. });
        let mut text = if is_question {
            chat::indented(&sentence, (self.columns)())
        } else {
            shown(&sentence)
        };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        if let UserNotice::Invitation { link, .. } = notice
            && let Some(code) = self.size.and_then(|size| qr::draw(link, size))
        {
            // After `shown`, which takes colours away. All of it is ours.
            let _ = writeln!(text, "\n{code}");
        }
        if let Some(asked) = &self.question
            && !is_question
        {
            // Nothing pushes the question away.
            text.push_str(&chat::indented(&asked.text, (self.columns)()));
        }
        text.into_bytes()
    }

    fn written(&mut self, now: Tick) {
        if let Some(asked) = &mut self.question {
            asked.since.get_or_insert(now);
        }
    }

    fn parse(&mut self, line: &str, now: Tick) -> Result<Option<PersonInput>, InputError> {
        let (written, bare) = (line.trim(), words::without_marks(line));
        let line = bare.trim();
        match line {
            "" => return Ok(None),
            "/pause" => return Ok(Some(PersonInput::Pause)),
            "/remember" => return Ok(Some(PersonInput::Remember)),
            "/resume" => return Ok(Some(PersonInput::Resume)),
            "/next" => return Ok(Some(PersonInput::NextStep)),
            "/stop" => return Ok(Some(PersonInput::StopControl)),
            "/quit" => return Ok(Some(PersonInput::Disconnect)),
            _ => {}
        }
        if let Some(wish) = line.strip_prefix("/bandwidth")
            && wish.chars().next().is_none_or(char::is_whitespace)
        {
            return bandwidth(wish.trim()).map(|wish| Some(PersonInput::Bandwidth(wish)));
        }
        if let Some(right) = line.strip_prefix("/revoke")
            && right.chars().next().is_none_or(char::is_whitespace)
        {
            let right = Right::of_id(right.trim()).ok_or(InputError::UnknownRight)?;
            return Ok(Some(PersonInput::Revoke(right)));
        }
        if line.starts_with("/send ") {
            // The name of a file can have such marks within.
            let is_around = |c: char| c.is_whitespace() || is_mark(c);
            let path = written.split_once(' ').map_or("", |(_, path)| path.trim_matches(is_around));
            return Ok(Some(PersonInput::SendFile { path: path.to_owned() }));
        }
        if let Some(input) = about_file(line) {
            return input.map(Some);
        }
        if self.question.is_some() {
            return self.answer(line, now);
        }
        if line.starts_with('/') {
            return Err(InputError::UnknownCommand);
        }
        if self.helper.is_none() {
            return Err(InputError::NotConnected);
        }
        if written.len() > CHAT_BYTES {
            return Err(InputError::ChatTooLong);
        }
        Ok(Some(PersonInput::Chat { text: written.to_owned() }))
    }
}

/// Parses a command about one file, which has a number.
fn about_file(line: &str) -> Option<Result<PersonInput, InputError>> {
    let (command, number) = line.split_once(' ')?;
    if !["/cancel", "/pause", "/resume"].contains(&command) {
        return None;
    }
    let id = number.trim().parse().map(TransferId).map_err(|_| InputError::UnknownCommand);
    Some(id.map(|id| match command {
        "/cancel" => PersonInput::CancelFile { id },
        "/pause" => PersonInput::PauseFile { id },
        _ => PersonInput::ResumeFile { id },
    }))
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
mod tests;

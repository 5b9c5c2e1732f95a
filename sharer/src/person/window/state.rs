//! What the User's window knows, as a value. Notices change it, and the views are made of it.

use std::collections::VecDeque;
use std::time::Duration;

use appearance::Level;
use protocol::name::DisplayName;
use protocol::peer::{Party, Phase};
use protocol::utc::Utc;
use session::marks::Steps;
use session::notice::{FileNotice, FileState};
use session::{ControlStop, Notice, Proof, Question, RightSet};

use super::asked::{Asked, Subject};
use super::sending::Sent;
use crate::invite::Way;
use crate::path_kind::PathKind;
use crate::person::notice::{UserError, UserNotice};
use crate::person::printable::printable;
use crate::person::sentences;
use crate::words;

/// Entries of the conversation that are kept. Of more, the oldest are dropped, and the User is told so. The log
/// on disk has them all.
pub(super) const ENTRIES: usize = 400;

/// Entries that wait while a question is open, so that the view below the question does not move.
const WAITING: usize = ENTRIES;

/// Sentences that are shown above everything else until the User has read them.
const ALERTS: usize = 4;

/// The stages from the start of the program to the end of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing is shared and nobody is invited.
    #[default]
    Start,
    /// The session is being opened.
    Opening,
    /// An invitation is open, or a contact is asked.
    Waiting,
    /// A Helper sees the screen.
    Sharing,
    /// The session has ended.
    Ended,
}

/// Whether offers of help are waited for, without a session that the User has asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum OffersWait {
    /// They are not.
    #[default]
    No,
    /// They are. The User can still ask for help.
    Yes,
    /// The wait ends, since the User has asked for help.
    Ends,
}

/// The open invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invitation {
    /// `slot-word-word-word`.
    pub(super) code: String,
    /// The address that the Helper opens.
    pub(super) link: String,
    /// When it expires.
    pub(super) expires: Utc,
}

/// One entry of the conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The program says something.
    Note(String),
    /// The same, where another part of the windows says it aloud.
    Unsaid(String),
    /// A chat message. It is drawn so that it cannot look like a note.
    Chat {
        /// The author, in words.
        author: String,
        /// The message, without characters that steer how it is drawn.
        text: String,
        /// Whether the User wrote it.
        is_own: bool,
    },
}

/// The connection to the Helper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Which way pictures take.
    pub(super) path: Option<PathKind>,
    /// Until when a lost Helper is waited for, while they are.
    pub(super) lost_until: Option<Utc>,
}

/// The bandwidth that is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bandwidth {
    pub(super) level: Level,
    /// In kbit/s.
    pub(super) used: u32,
    /// In kbit/s.
    pub(super) cap: Option<u32>,
}

/// All that the window knows of one session.
// fields: what the views show; each notice changes few of them, and none depends on another
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) stage: Stage,
    pub(super) offers: OffersWait,
    /// The files that are sent now.
    pub(super) files: Vec<FileNotice>,
    pub(super) invitation: Option<Invitation>,
    /// What came of delivering the invitation.
    pub(super) sent: Sent,
    /// The Helper is remembered.
    pub(super) is_remembered: bool,
    /// Who is waited for, in words, where there is no code.
    pub(super) waiting_for: Option<String>,
    pub(super) question: Option<Asked>,
    /// The question that was answered last. It is open again if the session rejects the answer.
    answered: Option<Asked>,
    pub(super) helper: Option<DisplayName>,
    pub(super) rights: RightSet,
    /// What the Helper suggests.
    pub(super) steps: Steps,
    /// The Helper shares control.
    pub(super) is_controlled: bool,
    /// What ends control, when it is shared.
    pub(super) control_stop: ControlStop,
    /// The Helper has shared control in this session.
    pub(super) was_controlled: bool,
    pub(super) is_paused: bool,
    /// A system prompt is open that the Helper does not see.
    pub(super) is_shielded: bool,
    pub(super) reach: Reach,
    pub(super) bandwidth: Option<Bandwidth>,
    pub(super) log: Option<String>,
    pub(super) conversation: VecDeque<Entry>,
    /// Messages of the Helper.
    pub(super) received: u32,
    /// Entries that came while a question was open.
    held_back: VecDeque<Entry>,
    /// Whether entries were dropped for want of room.
    pub(super) is_cut: bool,
    /// Sentences to read first, oldest first, each with its number.
    pub(super) alerts: VecDeque<(u32, String)>,
    next_alert: u32,
    /// Why the session ended, and what that means.
    pub(super) end: Option<String>,
}

impl State {
    /// Forgets the session before.
    pub(super) fn begin(&mut self) {
        *self = Self { stage: Stage::Opening, ..Self::default() };
    }

    /// Offers are waited for anew. How the session before ended stays until the User has seen it.
    pub(super) fn begin_offers(&mut self) {
        let before = std::mem::take(self);
        *self = Self {
            stage: Stage::Opening,
            offers: OffersWait::Yes,
            end: before.end,
            log: before.log,
            alerts: before.alerts,
            next_alert: before.next_alert,
            ..Self::default()
        };
    }

    /// While the Helper shares control: what ends it.
    pub(super) fn controlled(&self) -> Option<ControlStop> {
        self.is_controlled.then_some(self.control_stop)
    }

    /// Whether the end of a session is shown.
    pub(super) fn has_ended(&self) -> bool {
        self.end.is_some() && self.stage != Stage::Sharing
    }

    /// Whether nothing is shared, and the User has not asked for help.
    pub(super) fn is_between_sessions(&self) -> bool {
        match (self.stage, self.offers) {
            (Stage::Start | Stage::Ended, OffersWait::No | OffersWait::Yes)
            | (Stage::Opening | Stage::Waiting, OffersWait::Yes) => self.question.is_none(),
            (Stage::Opening | Stage::Waiting, OffersWait::No)
            | (Stage::Sharing, _)
            | (_, OffersWait::Ends) => false,
        }
    }

    /// The User has seen how the session ended.
    pub(super) fn seen(&mut self) {
        (self.end, self.log) = (None, None);
        if self.stage == Stage::Ended {
            self.stage = Stage::Start;
        }
    }

    /// Takes a notice in. Returns the sentence that the User reads for it, if any.
    pub(super) fn apply(&mut self, notice: &UserNotice) -> String {
        let sentence = printable(&sentences::notice(notice));
        match notice {
            UserNotice::Session(notice) => return self.apply_session(notice, sentence),
            UserNotice::Invitation { code, link, expires, .. } => {
                let (code, link, expires) = (code.clone(), link.clone(), *expires);
                self.invitation = Some(Invitation { code, link, expires });
                self.stage = Stage::Waiting;
            }
            UserNotice::WaitingForContact { .. } => {
                self.waiting_for = Some(sentence.clone());
                self.stage = Stage::Waiting;
            }
            UserNotice::Question {
                id, question, helper, proof, text, files, until, stop, ..
            } => {
                if *question == Question::Connect {
                    self.is_remembered = *proof == Proof::Contact;
                }
                let subject =
                    Subject::Helper { question: *question, helper: helper.clone(), stop: *stop };
                self.ask((*id, *until), subject, &printable(text));
                let files = files.iter().flat_map(words::files::scrolled);
                if let Some(asked) = &mut self.question {
                    asked.files = files.collect();
                }
            }
            UserNotice::ListenQuestion { id, address, until } => {
                let subject = Subject::Listen { address: address.clone() };
                // What it means stands beside it.
                self.ask((*id, *until), subject, words::public_network::ASKED.text());
            }
            UserNotice::QuestionWithdrawn { id } => {
                if !self.close_question(*id) {
                    return String::new();
                }
                self.say(Entry::Note(sentence.clone()));
            }
            UserNotice::QuestionAnswered { id } => {
                self.close_question(*id);
            }
            UserNotice::Path { path } => {
                self.reach.path = Some(*path);
                self.say(Entry::Note(sentence.clone()));
            }
            UserNotice::Reconnecting { until, .. } => {
                self.reach.lost_until = Some(*until);
                self.say(Entry::Unsaid(sentence.clone()));
            }
            UserNotice::Reconnected { path, .. } => {
                self.reach = Reach { path: *path, lost_until: None };
                self.say(Entry::Unsaid(sentence.clone()));
            }
            UserNotice::LogStarted { path } => {
                self.log = Some(printable(path));
                self.say(Entry::Note(sentence.clone()));
            }
            UserNotice::Bandwidth { level, kbit_s, max_kbit } => {
                self.bandwidth = Some(Bandwidth { level: *level, used: *kbit_s, cap: *max_kbit });
            }
            UserNotice::Error(UserError::Delivery { way, .. }) => {
                self.sent.ended(*way, Err(sentence.clone()));
                if self.stage == Stage::Waiting {
                    // It is said beside what was pressed.
                    self.say(Entry::Note(sentence.clone()));
                } else {
                    self.alert(sentence.clone());
                }
            }
            UserNotice::Error(
                UserError::Input(_)
                | UserError::Forbidden(_)
                | UserError::Part(_)
                | UserError::Text(_),
            ) => self.alert(sentence.clone()),
            UserNotice::InvitationSaved { .. } => self.delivered(Way::File, &sentence),
            UserNotice::InvitationMailed { .. } => self.delivered(Way::Mail, &sentence),
            UserNotice::Listening { .. } | UserNotice::LeftOut { .. } | UserNotice::Note(_) => {
                self.say(Entry::Note(sentence.clone()))
            }
        }
        sentence
    }

    /// Takes a question away. Whether it was open.
    fn close_question(&mut self, id: u32) -> bool {
        let was_open = self.question.take_if(|asked| asked.id == id).is_some();
        self.answered.take_if(|asked| asked.id == id);
        self.release();
        was_open
    }

    fn apply_session(&mut self, notice: &Notice, sentence: String) -> String {
        match notice {
            Notice::Invitation { .. }
            | Notice::Reconnecting { .. }
            | Notice::Reconnected { .. } => return String::new(),
            Notice::Waiting { .. } => {
                self.waiting_for = Some(sentence.clone());
                self.stage = Stage::Waiting;
            }
            Notice::Rights { rights, .. } => self.rights = *rights,
            Notice::Steps { steps, .. } => {
                self.steps.clone_from(steps);
                for (index, text) in self.steps.texts.iter_mut().enumerate() {
                    *text = printable(&words::marks::text(steps, index).unwrap_or_default());
                }
                // Their names are in the texts.
                self.steps.elements.clear();
            }
            Notice::Chat { from, text, under_control } => {
                return self.chat(*from, text, *under_control);
            }
            Notice::Phase { phase, helper, stop, .. } => {
                self.control_stop = *stop;
                self.phase(*phase, helper.as_ref(), &sentence);
            }
            Notice::Paused { helper, .. } => {
                self.helper = Some(helper.clone());
                self.is_paused = true;
            }
            Notice::PictureTaken { .. }
            | Notice::ClipboardTransferred { .. }
            | Notice::Folder(_) => {
                self.say(Entry::Note(sentence.clone()));
            }
            Notice::File(file) => return self.file(file, sentence),
            Notice::SystemPrompt { open } => {
                self.is_shielded = *open;
                self.say(Entry::Note(sentence.clone()));
            }
            Notice::NotAllowedByTyping => {
                let answered = self.answered.take();
                self.question = self.question.take().or(answered);
                self.alert(sentence.clone());
            }
            Notice::OtherKey { .. }
            | Notice::OtherPage { .. }
            | Notice::PromptsUnwatched
            | Notice::LogDiffers
            | Notice::LogUnsigned
            | Notice::LogNotKept(_)
            | Notice::LogRequired(_)
            | Notice::NotKept(_)
            | Notice::FileNotSent { .. }
            | Notice::FilesNotCome { .. }
            | Notice::Failed(_)
            | Notice::WrongCode { .. }
            | Notice::TriedBefore { .. }
            | Notice::SlotChanges
            | Notice::ServerRefused(_) => self.alert(sentence.clone()),
            Notice::Remembered { .. } => {
                self.is_remembered = true;
                self.say(Entry::Note(sentence.clone()));
            }
            Notice::Stranger { .. }
            | Notice::NotRemembered { .. }
            | Notice::RightGranted { .. }
            | Notice::RightEnded { .. }
            | Notice::ControlEnded { .. } => self.say(Entry::Note(sentence.clone())),
        }
        sentence
    }

    /// A file is shown while it is sent; what became of it stands in the conversation.
    fn file(&mut self, file: &FileNotice, sentence: String) -> String {
        self.files.retain(|other| other.id != file.id);
        match file.state {
            FileState::Offered | FileState::Running { .. } | FileState::Paused => {
                self.files.push(file.clone());
                String::new()
            }
            // The notice about the folder says it for all of them.
            FileState::Done { .. } | FileState::Failed { .. } if !file.folders.is_empty() => {
                String::new()
            }
            FileState::Done { .. } | FileState::Failed { .. } => {
                self.say(Entry::Note(sentence.clone()));
                sentence
            }
        }
    }

    fn delivered(&mut self, way: Way, sentence: &str) {
        self.sent.ended(way, Ok(sentence.to_owned()));
        self.say(Entry::Note(sentence.to_owned()));
    }

    fn phase(&mut self, phase: Phase, helper: Option<&DisplayName>, sentence: &str) {
        self.helper = helper.cloned();
        self.is_paused = false;
        self.is_controlled = phase == Phase::ControlSharing;
        self.was_controlled |= self.is_controlled;
        match phase {
            Phase::WaitingForConnect => {}
            Phase::ScreenSharing | Phase::ControlSharing => {
                self.stage = Stage::Sharing;
                self.invitation = None;
                self.say(Entry::Unsaid(sentence.to_owned()));
            }
            Phase::Ended => {
                self.files.clear();
                (self.question, self.answered, self.invitation) = (None, None, None);
                self.release();
                if self.offers != OffersWait::No && self.stage != Stage::Sharing {
                    // Nobody was helped.
                    self.stage = Stage::Opening;
                    return;
                }
                self.stage = Stage::Ended;
                self.end = Some(sentence.to_owned());
            }
        }
    }

    fn ask(&mut self, (id, until): (u32, Duration), subject: Subject, text: &str) {
        self.answered = None;
        self.question =
            Some(Asked { id, subject, text: text.to_owned(), files: Vec::new(), until });
    }

    fn chat(&mut self, from: Party, text: &str, under_control: bool) -> String {
        let author = if under_control {
            words::CHAT_UNDER_CONTROL.to_owned()
        } else {
            words::party(from, self.helper.as_ref())
        };
        let text = printable(text);
        self.received = self.received.wrapping_add(u32::from(from == Party::Helper));
        // While a question is open, it waits.
        let shown =
            if self.question.is_some() { String::new() } else { format!("{author}: {text}") };
        self.say(Entry::Chat { author, text, is_own: from == Party::User });
        shown
    }

    /// Adds to the conversation, or to what waits until no question is open.
    fn say(&mut self, entry: Entry) {
        let (entries, most) = if self.question.is_some() {
            (&mut self.held_back, WAITING)
        } else {
            (&mut self.conversation, ENTRIES)
        };
        if entries.len() >= most {
            entries.pop_front();
            self.is_cut = true;
        }
        entries.push_back(entry);
    }

    /// No question is open any more: what waited is shown.
    fn release(&mut self) {
        if self.question.is_none() {
            for entry in std::mem::take(&mut self.held_back) {
                self.say(entry);
            }
        }
    }

    /// Something that the User should read first. It is in the conversation as well.
    pub(super) fn alert(&mut self, sentence: String) {
        if self.alerts.len() >= ALERTS {
            self.alerts.pop_front();
        }
        self.alerts.push_back((self.next_alert, sentence.clone()));
        self.next_alert = self.next_alert.wrapping_add(1);
        self.say(Entry::Unsaid(sentence));
    }

    /// The User has read this alert.
    pub(super) fn dismiss_alert(&mut self, number: u32) {
        self.alerts.retain(|(alert, _)| *alert != number);
    }

    /// The User has answered the open question. The session may reject the answer.
    pub(super) fn answer(&mut self) -> Option<Asked> {
        self.answered = self.question.take();
        self.release();
        self.answered.clone()
    }

    /// How long the invitation lives from this moment.
    pub(super) fn time_left(&self, now: Utc) -> Option<Duration> {
        let expires = self.invitation.as_ref()?.expires;
        Some(Duration::from_secs(expires.as_unix().saturating_sub(now.as_unix())))
    }
}

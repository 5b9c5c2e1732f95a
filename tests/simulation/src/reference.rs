//! A small model of what the person at the screen has decided, and of what may therefore happen.
//!
//! It knows nothing of codes and time. It hears what the User does, watches every output of the session, and fails the test at the
//! first that was not allowed.

use std::collections::{BTreeMap, BTreeSet};

use protocol::bulk::BulkRecord;
use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;
use protocol::peer::{Party, Phase, ToViewer};
use session::bandwidth::BandwidthRequest;
use session::gate::Injection;
use session::marks::{MarkForm, ShownMark};
use session::right::RightTerms;
use session::{Answer, Effect, Notice, PersonInput, Question, Right, RightEvent, RightSet};
use transfer::shell::TransferEffect;

/// Something that is down on the User's desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A pointer button.
    Button(Button),
    /// A key by position.
    Key(PhysicalKey),
    /// A character.
    Character(char),
}

/// What held before an answer of the User.
#[derive(Clone, Copy, Debug)]
struct BeforeAnswer {
    id: u32,
    consented: bool,
    refused: u32,
    refused_for_good: bool,
}

/// The model.
#[derive(Debug, Default)]
pub struct Reference {
    connect: Option<u32>,
    control: Option<u32>,
    /// The Helper was reached before, and cannot be now.
    lost: bool,
    /// The last question.
    asked: u32,
    /// The User let the Helper in.
    consented: bool,
    /// The User granted control and has not taken it back, nor has the Helper given it up.
    granted: bool,
    paused: bool,
    ended: bool,
    /// What the session does.
    pictures: bool,
    shared: bool,
    controlling: bool,
    held: BTreeSet<Held>,
    /// Questions for control in a row that were not granted.
    refused: u32,
    /// The User does not want to be asked for control again.
    refused_for_good: bool,
    /// The last answer, and what held before it: what was due first may have withdrawn its question.
    answer: Option<BeforeAnswer>,
    /// A system prompt is open.
    prompt: bool,
    /// It is not noticed when a system prompt opens.
    unwatched: bool,
    /// Rights that are held, as the session says at each change, and as it told the User.
    rights: Vec<Right>,
    announced: RightSet,
    /// Control was granted together with system prompts.
    prompts_allowed: bool,
    /// Open questions about rights beside the picture and control.
    beside: BTreeMap<u32, Right>,
    /// The last one that was answered.
    answered_beside: Option<(u32, Right)>,
    /// Those that the User has allowed.
    allowed: Vec<Right>,
    /// Something is drawn over the screen.
    marks: bool,
    /// How many steps the User was told of, and how many of them are done.
    pub steps: (usize, usize),
    /// What the User has taken back just now.
    revoked: Option<Right>,
    /// What the User requested about the bandwidth, as long as nothing has come of it.
    bandwidth: Option<BandwidthRequest>,
}

impl Reference {
    /// The User does something. Call it before the session hears of it.
    pub fn person(&mut self, input: &PersonInput) {
        match input {
            PersonInput::Answer { id, answer } => {
                let allow = answer.allows();
                if let Some(right) = self.beside.remove(id) {
                    self.answered_beside = Some((*id, right));
                    self.allowed.extend(allow.then_some(right));
                    return;
                }
                self.answer = Some(BeforeAnswer {
                    id: *id,
                    consented: self.consented,
                    refused: self.refused,
                    refused_for_good: self.refused_for_good,
                });
                if self.connect == Some(*id) {
                    self.connect = None;
                    self.consented |= allow;
                } else if self.control == Some(*id) {
                    self.control = None;
                    let prompts = *answer == Answer::AllowWithPrompts;
                    if allow && self.unwatched && !prompts {
                        return;
                    }
                    self.granted |= allow;
                    self.prompts_allowed = prompts;
                    self.refused_for_good |= *answer == Answer::RefuseForGood;
                    self.refused = if allow { 0 } else { self.refused + 1 };
                }
            }
            PersonInput::Pause => {
                self.granted = false;
                self.paused |= self.shared || self.consented || self.connect.is_some();
            }
            PersonInput::Resume => self.paused = false,
            PersonInput::StopControl | PersonInput::Disconnect => self.granted = false,
            PersonInput::Bandwidth(request) => self.bandwidth = Some(*request),
            PersonInput::Revoke(right) => self.revoked = Some(*right),
            PersonInput::Chat { .. }
            | PersonInput::Remember
            | PersonInput::NextStep
            | PersonInput::SendFile { .. }
            | PersonInput::CancelFile { .. }
            | PersonInput::PauseFile { .. }
            | PersonInput::ResumeFile { .. } => {}
        }
    }

    /// A system prompt opens or closes. Call it before the session hears of it.
    pub fn prompt(&mut self, open: bool) {
        self.prompt = open;
    }

    /// System prompts are not noticed any more. Call it before the session hears of it.
    pub fn prompts_unwatched(&mut self) {
        self.unwatched = true;
        // Control goes on only together with them.
        self.granted &= self.prompts_allowed;
    }

    /// Whether there is a system prompt that is the User's alone.
    fn shielded(&self) -> bool {
        self.prompt && !(self.granted && self.prompts_allowed)
    }

    /// Whether the screen may be seen.
    pub fn may_see(&self) -> bool {
        self.consented && !self.paused && !self.ended && !self.shielded()
    }

    /// Whether pictures were ever sent.
    pub fn shared_once(&self) -> bool {
        self.shared
    }

    /// Whether pictures are sent.
    pub fn pictures(&self) -> bool {
        self.pictures
    }

    /// Whether control is shared.
    pub fn controlling(&self) -> bool {
        self.controlling
    }

    /// Whether the Helper cannot be reached any more.
    pub fn lost(&self) -> bool {
        self.lost
    }

    /// What is down on the desktop.
    pub fn held(&self) -> &BTreeSet<Held> {
        &self.held
    }

    /// The session does something.
    ///
    /// # Panics
    /// When it was not allowed to.
    pub fn obey(&mut self, effect: &Effect) {
        let asks = matches!(effect, Effect::Ask { .. });
        assert!(!(asks && self.marks), "a question comes under a mark");
        match effect {
            Effect::Ask { id, question: Question::Connect, .. } => {
                assert!(!self.consented && self.connect.is_none(), "consent was asked for twice");
                self.connect = Some(*id);
                self.asked = self.asked.max(*id);
            }
            Effect::Ask { id, question: Question::Control, .. } => {
                assert!(self.consented, "control was asked for before consent");
                assert!(self.control.is_none() && !self.controlling, "control was asked for twice");
                assert!(!self.lost, "a Helper who is lost asks for control");
                assert!(
                    self.refused < protocol::limits::CONTROL_REQUESTS,
                    "the User was asked for control once more after {} refusals",
                    self.refused
                );
                assert!(!self.refused_for_good, "the User had said: never");
                self.control = Some(*id);
                self.asked = self.asked.max(*id);
            }
            Effect::Ask { id, question, .. } if question.asks_how_long() => {
                assert!(self.consented && !self.lost, "{question:?} was asked for nobody");
                if let Some(right) = question.right() {
                    assert!(!self.rights.contains(&right), "{right:?} was asked for twice");
                    self.beside.insert(*id, right);
                }
                self.asked = self.asked.max(*id);
            }
            Effect::Ask { id, .. } => {
                assert!(self.consented, "a stranger would be remembered");
                self.asked = self.asked.max(*id);
            }
            // Nobody new is remembered in these worlds.
            Effect::KeepContact { .. } => panic!("a contact was kept: {effect:?}"),
            Effect::Recognise { .. } => {
                assert!(self.consented, "a stranger's key was looked at");
            }
            Effect::KnownHelperAdmitted { .. } => {
                assert!(self.consented, "a Helper counted as met who was not let in");
            }
            Effect::Withdraw { id } => {
                assert!(*id <= self.asked, "question {id} was withdrawn, but never asked");
                if self.beside.remove(id).is_some() {
                    return;
                }
                if let Some((_, right)) =
                    self.answered_beside.take_if(|(answered, _)| answered == id)
                {
                    // The answer came too late.
                    self.allowed.retain(|allowed| *allowed != right);
                } else if self.connect == Some(*id) {
                    self.connect = None;
                } else if self.control == Some(*id) {
                    self.control = None;
                    self.refused += u32::from(!self.paused);
                } else if let Some(before) = self.answer.take_if(|before| before.id == *id) {
                    // The answer came too late.
                    self.consented = before.consented;
                    (self.granted, self.prompts_allowed) = (false, false);
                    self.refused_for_good = before.refused_for_good;
                    self.refused = before.refused + u32::from(!self.paused);
                }
            }
            Effect::Answered { id } => {
                self.answer = None;
                assert!(*id <= self.asked, "question {id} was answered, but never asked");
            }
            Effect::PreparePictures { .. } => {
                assert!(self.consented, "a picture was made ready without consent: {self:?}");
                assert!(!self.pictures, "a picture was made ready while they are sent");
            }
            Effect::StartPictures { .. } => {
                assert!(self.may_see(), "pictures began without consent: {self:?}");
                assert!(!self.pictures, "pictures began twice");
                assert!(!self.lost, "pictures began for a Helper who is lost");
                self.pictures = true;
            }
            Effect::StopPictures { .. } => self.pictures = false,
            Effect::Right { event, .. } => self.right(*event),
            Effect::Inject { event, .. } => self.inject(event.injection()),
            Effect::Notify {
                notice: Notice::Phase { phase: Phase::ScreenSharing, .. }, ..
            } => {
                assert!(self.consented, "the screen was shared without consent");
                self.shared = true;
            }
            Effect::Notify { notice: Notice::Phase { phase: Phase::Ended, .. }, .. } => {
                self.ended = true;
                self.granted = false;
                assert!(!self.pictures, "the session ended with pictures on");
                assert!(self.held.is_empty(), "the session ended with {:?} held", self.held);
            }
            Effect::Notify { notice: Notice::Rights { rights, .. }, .. } => {
                self.announced = *rights;
            }
            Effect::Notify { notice: Notice::Reconnecting { .. }, .. } => {
                assert!(!self.lost, "the Helper was lost twice");
                assert!(!self.pictures, "pictures are sent to a Helper who is lost");
                assert!(self.held.is_empty(), "{:?} stay down, and the Helper is lost", self.held);
                self.lost = true;
            }
            Effect::Notify { notice: Notice::Reconnected { .. }, .. } => {
                assert!(self.lost, "the Helper is back, and was not lost");
                self.lost = false;
            }
            Effect::Send { message, .. } if matches!(message.message, ToViewer::Log { .. }) => {
                assert!(self.consented, "the log was sent before consent");
            }
            Effect::ReadClipboard { on, .. } => {
                let may = self.may_see() && self.rights.contains(&Right::ClipboardRead);
                assert!(!on || may, "the clipboard is read without the right: {self:?}");
            }
            Effect::Transfer { effect, .. } => self.transfer(effect),
            Effect::ReceiveFolder { .. } => {
                let may = self.may_see() && self.rights.contains(&Right::FileIn);
                assert!(may, "a folder is expected without the right: {self:?}");
            }
            Effect::SendFile { .. } => {
                let may = self.may_see() && self.rights.contains(&Right::FileOut);
                assert!(may, "a file leaves without the right: {self:?}");
            }
            Effect::FindElement { .. } => {
                let may = self.pictures && self.rights.contains(&Right::Point);
                assert!(may, "an element is looked for without the right: {self:?}");
            }
            Effect::ShowMarks { marks, .. } => self.show_marks(marks),
            Effect::Signal(_)
            | Effect::AcceptOffer { .. }
            | Effect::OpenLane { .. }
            | Effect::UsePath { .. }
            | Effect::RestartSignal
            | Effect::Say { .. }
            | Effect::Acknowledged { .. }
            | Effect::AddCandidate { .. }
            | Effect::Send { .. }
            | Effect::Pong { .. }
            | Effect::InputHandled { .. }
            | Effect::ClosePath { .. }
            | Effect::SendTiles { .. }
            | Effect::Decodes { .. }
            | Effect::RequestKeyframe { .. }
            | Effect::ShowDisplay { .. }
            | Effect::LogAnswer { .. }
            | Effect::AppendLog(_)
            | Effect::DiscardTyped => {}
            Effect::Notify { notice: Notice::Steps { steps, .. }, .. } => {
                assert!(steps.done <= steps.texts.len(), "more is done than there is: {steps:?}");
                self.steps = (steps.texts.len(), steps.done);
            }
            Effect::Notify { .. } => {}
            Effect::Bandwidth(request) => {
                let requested = self.bandwidth.take();
                assert_eq!(requested, Some(*request), "only the User decides about the bandwidth");
            }
        }
    }

    /// This is drawn over the screen.
    fn show_marks(&mut self, marks: &[ShownMark]) {
        self.marks = !marks.is_empty();
        if !self.marks {
            return;
        }
        assert!(self.may_see(), "a mark is drawn on what the Helper may not see: {self:?}");
        assert!(self.rights.contains(&Right::Point), "a mark without the right");
        let is_asked = self.connect.is_some() || self.control.is_some();
        assert!(!is_asked && self.beside.is_empty(), "a mark over a question");
        let points = |mark: &ShownMark| {
            matches!(mark.form, MarkForm::Pointer { .. } | MarkForm::Ripple { .. })
        };
        let points = marks.iter().any(points);
        assert!(self.pictures || !points, "a Helper who sees nothing points: {marks:?}");
        assert!(self.pictures || self.lost, "a mark of a Helper who is there and sees nothing");
    }

    /// Bytes go only where a right allows it at this moment.
    fn transfer(&self, effect: &TransferEffect) {
        let needed = match effect {
            TransferEffect::Begin { id, .. }
            | TransferEffect::Read { id, .. }
            | TransferEffect::Write { id, .. }
            | TransferEffect::Arrived { id } => Some(*id),
            TransferEffect::Send(record) => match BulkRecord::decode(record) {
                Ok(record @ (BulkRecord::Chunk { .. } | BulkRecord::End { .. })) => {
                    Some(record.id())
                }
                // What the Helper sent is acknowledged, also if the right ended meanwhile.
                Ok(BulkRecord::Ack { .. } | BulkRecord::Finished { .. }) => None,
                Err(error) => panic!("{error}"),
            },
            TransferEffect::Offered { .. }
            | TransferEffect::NotOffered { .. }
            | TransferEffect::StopOpening { .. }
            | TransferEffect::AskRoom
            | TransferEffect::Ended { .. } => None,
        };
        if let Some(id) = needed {
            let right = match id.chosen_by() {
                Party::User => Right::ClipboardRead,
                Party::Helper => Right::ClipboardWrite,
            };
            assert!(self.may_see(), "{effect:?} while nothing is seen: {self:?}");
            assert!(self.rights.contains(&right), "{effect:?} without {right:?}: {self:?}");
        }
    }

    /// Something happened to a right.
    fn right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Requested(_) | RightEvent::Refused { .. } => {}
            RightEvent::Granted { right, .. } => {
                assert!(self.consented, "{right:?} was granted without consent: {self:?}");
                assert!(!self.rights.contains(&right), "{right:?} was granted twice");
                if let Some(needed) = RightTerms::of(right).needs {
                    assert!(
                        self.rights.contains(&needed),
                        "{right:?} was granted without {needed:?}"
                    );
                }
                if Question::of_right(right).is_some_and(Question::asks_how_long) {
                    let allowed = self.allowed.iter().position(|allowed| *allowed == right);
                    assert!(allowed.is_some(), "{right:?} was granted without a yes: {self:?}");
                    allowed.map(|at| self.allowed.swap_remove(at));
                }
                self.rights.push(right);
                if right == Right::Control {
                    assert!(self.granted, "control began without a grant: {self:?}");
                    let seen = self.pictures || self.shielded() || self.prompts_allowed;
                    assert!(seen, "control began without a picture: {self:?}");
                    self.controlling = true;
                }
                if right == Right::SystemPrompts {
                    assert!(self.granted && self.prompts_allowed, "prompts without a grant");
                }
            }
            RightEvent::Ended { right, .. } => {
                assert!(self.rights.contains(&right), "{right:?} ended and was not held");
                self.rights.retain(|other| *other != right);
                if right == Right::Control {
                    self.controlling = false;
                    self.granted = false;
                }
            }
        }
    }

    fn may_act(&self) -> bool {
        self.granted && !self.lost && !self.shielded() && (!self.unwatched || self.prompts_allowed)
    }

    fn inject(&mut self, injection: Injection) {
        assert!(self.controlling, "{injection:?} was injected outside Control Sharing");
        let (held, action) = match injection {
            Injection::Move(_) | Injection::Scroll { .. } => {
                assert!(self.may_act(), "{injection:?} was injected without a right to: {self:?}");
                return;
            }
            Injection::Button(button, action) => (Held::Button(button), action),
            Injection::Key(key, action) => (Held::Key(key), action),
            Injection::Character(character, action) => (Held::Character(character), action),
        };
        match action {
            Action::Press => {
                assert!(self.may_act(), "{injection:?} was injected without a right to: {self:?}");
                self.held.insert(held);
                assert!(self.held.len() <= protocol::limits::HELD_KEYS, "too much is held");
            }
            Action::Release => {
                self.held.remove(&held);
            }
        }
    }

    /// Compares with the session once it has nothing left to do.
    ///
    /// # Panics
    /// When they differ.
    pub fn compare(&mut self, phase: Phase) {
        if let Some(right) = self.revoked.take() {
            assert!(!self.rights.contains(&right), "{right:?} was taken back and is still held");
        }
        let expected = if self.ended {
            Phase::Ended
        } else if self.controlling {
            Phase::ControlSharing
        } else if self.shared {
            Phase::ScreenSharing
        } else {
            Phase::WaitingForConnect
        };
        assert_eq!(phase, expected, "the session's phase, against the model's: {self:?}");
        let rights: RightSet = self.rights.iter().copied().collect();
        assert_eq!(self.announced, rights, "the rights that were announced: {self:?}");
        assert_eq!(self.controlling, rights.contains(Right::Control), "control: {self:?}");
        assert!(
            !self.pictures || rights.contains(Right::Look),
            "pictures without a right: {self:?}"
        );
        assert!(!self.pictures || self.may_see(), "pictures flow that may not be seen: {self:?}");
        let may_mark = self.may_see() && rights.contains(Right::Point);
        assert!(may_mark || !self.marks, "a mark stays without the right: {self:?}");
        assert!(may_mark || self.steps.0 == 0, "steps stay without the right: {self:?}");
        assert_eq!(self.controlling, self.granted, "control, against what was granted: {self:?}");
        assert!(self.controlling || self.held.is_empty(), "{:?} stay down", self.held);
        assert!(!self.lost || self.held.is_empty(), "{:?} stay down", self.held);
        assert!(!self.lost || !self.pictures, "pictures are sent to a Helper who is lost");
    }
}

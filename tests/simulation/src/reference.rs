//! A small model of what the person at the screen has decided, and of what may therefore happen.
//!
//! It knows nothing of codes and time. It hears what the User does, what the Helper gives up and
//! whether the Helper is connected, watches every output of the session, and fails the test at the
//! first that was not allowed.

use std::collections::BTreeSet;

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;
use protocol::peer::Phase;
use session::bandwidth::Wish;
use session::gate::Injection;
use session::{Answer, Notice, Output, PersonInput, Question};

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

/// The model.
#[derive(Debug, Default)]
pub struct Reference {
    connect: Option<u32>,
    control: Option<u32>,
    /// The direct connection is up.
    connected: bool,
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
    /// A system prompt is open.
    prompt: bool,
    /// Control was granted together with system prompts.
    prompts_allowed: bool,
    /// What the User wished about the bandwidth and nothing has come of yet.
    bandwidth: Option<Wish>,
}

impl Reference {
    /// The User does something. Call it before the session hears of it.
    pub fn person(&mut self, input: &PersonInput) {
        match input {
            PersonInput::Answer { id, answer } => {
                let allow = answer.allows();
                if self.connect == Some(*id) {
                    self.connect = None;
                    self.consented |= allow;
                } else if self.control == Some(*id) {
                    self.control = None;
                    // Nothing is granted to a Helper who is not there any more.
                    let granted = allow && self.connected;
                    self.granted |= granted;
                    self.prompts_allowed = *answer == Answer::AllowWithPrompts;
                    self.refused_for_good |= *answer == Answer::RefuseForGood;
                    self.refused = if granted { 0 } else { self.refused + 1 };
                }
            }
            PersonInput::Pause => {
                self.granted = false;
                self.paused |= self.shared;
            }
            PersonInput::Resume => self.paused = false,
            PersonInput::StopControl | PersonInput::Disconnect => self.granted = false,
            PersonInput::Bandwidth(wish) => self.bandwidth = Some(*wish),
            PersonInput::Chat { .. } | PersonInput::Remember => {}
        }
    }

    /// The direct connection is up, or down.
    pub fn connected(&mut self, up: bool) {
        self.connected = up;
        self.granted &= up;
    }

    /// The Helper's wish to give up control has reached the session.
    pub fn helper_gave_up(&mut self) {
        self.granted = false;
    }

    /// A system prompt opens or closes. Call it before the session hears of it.
    pub fn prompt(&mut self, open: bool) {
        self.prompt = open;
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

    /// What is down on the desktop.
    pub fn held(&self) -> &BTreeSet<Held> {
        &self.held
    }

    /// The session does something.
    ///
    /// # Panics
    /// When it was not allowed to.
    pub fn obey(&mut self, output: &Output) {
        match output {
            Output::Ask { id, question: Question::Connect, .. } => {
                assert!(!self.consented && self.connect.is_none(), "consent was asked for twice");
                self.connect = Some(*id);
                self.asked = self.asked.max(*id);
            }
            Output::Ask { id, question: Question::Control, .. } => {
                assert!(self.consented, "control was asked for before consent");
                assert!(self.control.is_none() && !self.controlling, "control was asked for twice");
                assert!(
                    self.refused < protocol::limits::CONTROL_REQUESTS,
                    "the User was asked for control once more after {} refusals",
                    self.refused
                );
                assert!(!self.refused_for_good, "the User had said: never");
                self.control = Some(*id);
                self.asked = self.asked.max(*id);
            }
            Output::Ask { id, question: Question::Remember, .. } => {
                assert!(self.consented, "a stranger would be remembered");
                self.asked = self.asked.max(*id);
            }
            // Nobody new is remembered in these worlds.
            Output::Keep { .. } => panic!("somebody was kept: {output:?}"),
            Output::Meet { .. } => {
                assert!(self.consented, "a stranger's key was looked at");
            }
            Output::Met { .. } => {
                assert!(self.consented, "a Helper counted as met who was not let in");
            }
            Output::Withdraw { id } => {
                assert!(*id <= self.asked, "question {id} was withdrawn, but never asked");
                if self.connect == Some(*id) {
                    self.connect = None;
                } else if self.control == Some(*id) {
                    self.control = None;
                    self.refused += u32::from(!self.paused);
                }
            }
            Output::PreparePictures => {
                assert!(self.consented, "a picture was made ready without consent: {self:?}");
                assert!(!self.pictures, "a picture was made ready while they are sent");
            }
            Output::StartPictures => {
                assert!(self.may_see(), "pictures began without consent: {self:?}");
                assert!(!self.pictures, "pictures began twice");
                self.pictures = true;
            }
            Output::StopPictures => self.pictures = false,
            Output::ControlStarted => {
                assert!(self.granted, "control began without a grant: {self:?}");
                let seen = self.pictures || self.shielded() || self.prompts_allowed;
                assert!(seen, "control began without a picture: {self:?}");
                self.controlling = true;
            }
            Output::ControlEnded { .. } => {
                self.controlling = false;
                self.granted = false;
            }
            Output::Inject(admitted) => self.inject(admitted.injection()),
            Output::Notify(Notice::Phase { phase: Phase::ScreenSharing, .. }) => {
                assert!(self.consented, "the screen was shared without consent");
                self.shared = true;
            }
            Output::Notify(Notice::Phase { phase: Phase::Ended, .. }) => {
                self.ended = true;
                self.granted = false;
                assert!(!self.pictures, "the session ended with pictures on");
                assert!(self.held.is_empty(), "the session ended with {:?} held", self.held);
            }
            Output::Signal(_)
            | Output::AcceptOffer { .. }
            | Output::AddCandidate { .. }
            | Output::Tell(_)
            | Output::Pong { .. }
            | Output::Taken { .. }
            | Output::CloseTransport
            | Output::SendTiles
            | Output::ShowDisplay(_)
            | Output::LogAnswer(_)
            | Output::DiscardTyped
            | Output::Notify(_) => {}
            Output::Bandwidth(wish) => {
                let wished = self.bandwidth.take();
                assert_eq!(wished, Some(*wish), "only the User has a say in the bandwidth");
            }
        }
    }

    fn may_act(&self) -> bool {
        self.granted && !self.shielded()
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
    pub fn compare(&self, phase: Phase) {
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
        assert!(!self.pictures || self.may_see(), "pictures flow that may not be seen: {self:?}");
        assert_eq!(self.controlling, self.granted, "control, against what was granted: {self:?}");
        assert!(self.controlling || self.held.is_empty(), "{:?} stay down", self.held);
    }
}

//! What goes into a [`crate::Host`].

use alloc::string::String;
use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::channel::Channel;
use protocol::element::Element;
use protocol::geometry::Point;
use protocol::peer::InputLoss;
use protocol::signal::FromSignal;

use crate::bandwidth::BandwidthRequest;
use crate::display::Screen;
use crate::ids::{GuestId, PathId};
use crate::known::KnownHelpers;
use crate::question::Answer;
use crate::recognition::Recognition;
use crate::right::Right;
use transfer::shell::TransferInput;

/// What happens to a session.
#[derive(Clone, Debug)]
pub enum Input {
    /// On the signal link.
    Signal(SignalInput),
    /// On a path to a Helper. What comes for an unknown Helper or path is dropped.
    Transport {
        /// To which Helper.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// What happens.
        input: TransportInput,
    },
    /// The User does something that the Helper cannot have done: a signal, the panic key, a program.
    Person(PersonInput),
    /// A line that was typed on the terminal, perhaps by the Helper; and what it means, if it means
    /// anything.
    Typed(Option<PersonInput>),
    /// The picture shows this from now on.
    Screen(Screen),
    /// The display cannot be captured any more.
    ScreenFailed,
    /// The User said no to the desktop's own question for the screen.
    ScreenRefused,
    /// A part of the program has failed without which the session cannot go on.
    Fault,
    /// The system asks the User for something that only they may answer, or does so no more.
    SystemPrompt {
        /// Whether such a prompt is open.
        open: bool,
    },
    /// From now on it is not noticed when a system prompt opens or closes.
    PromptsUnwatched,
    /// Input that was admitted did not arrive, or will not.
    InputLost(InputLoss),
    /// In answer to [`crate::Effect::FindElement`].
    ElementFound {
        /// Who suggests the step.
        guest: GuestId,
        /// The id of the step's mark.
        step: u32,
        /// What is there.
        element: Element,
        /// Two opposite corners of it, on the picture.
        corners: [Point; 2],
    },
    /// Other Helpers may come without a code, or the same on another day.
    KnownHelpers(KnownHelpers),
    /// In answer to [`crate::Effect::Recognise`].
    Recognised {
        /// Whose key it is.
        guest: GuestId,
        /// What is known of it; `None` when this computer cannot keep contacts.
        recognition: Option<Recognition>,
    },
    /// In answer to [`crate::Effect::KeepContact`].
    ContactKept {
        /// Who is the contact.
        guest: GuestId,
        /// Whether the contact is kept.
        kept: bool,
    },
    /// A Helper has acknowledged nothing of all that was sent to them.
    Unresponsive {
        /// Who.
        guest: GuestId,
    },
    /// The shell reports something about a transfer.
    Transfer {
        /// The Helper at the other end.
        guest: GuestId,
        /// What happened.
        input: TransferInput,
    },
    /// The [`crate::Host::deadline`] passed.
    Timeout,
}

/// What happens on the signal link.
#[derive(Clone, Debug)]
pub enum SignalInput {
    /// The link to the server is up (again).
    Up,
    /// The link is lost; the shell connects again by itself.
    Down,
    /// A message from the server.
    Message(FromSignal),
}

/// What happens on a path.
#[derive(Clone, Debug)]
pub enum TransportInput {
    /// Our session description, in answer to [`crate::Effect::AcceptOffer`].
    Answer {
        /// SDP.
        sdp: String,
    },
    /// One of our ICE candidates.
    Candidate {
        /// The `candidate:` line.
        candidate: String,
        /// The media section it belongs to.
        mid: Option<String>,
        /// The index of that section.
        line: Option<u16>,
    },
    /// All channels are open.
    Up,
    /// The path failed or closed.
    Down,
    /// A message from the Helper.
    Message {
        /// On which channel.
        channel: Channel,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// What the User does. An answer concerns the Helper of its question, all else every Helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonInput {
    /// Answers a question.
    Answer {
        /// The id of [`crate::Effect::Ask`].
        id: u32,
        /// What the User answers.
        answer: Answer,
    },
    /// Writes a chat message.
    Chat {
        /// At most [`protocol::limits::CHAT_BYTES`].
        text: String,
    },
    /// Sends a file to the Helper.
    SendFile {
        /// Where it is.
        path: String,
    },
    /// Ends a transfer of a file.
    CancelFile {
        /// Which.
        id: TransferId,
    },
    /// Stops a file, or all of its folder, until the User goes on.
    PauseFile {
        /// Which.
        id: TransferId,
    },
    /// Goes on with it.
    ResumeFile {
        /// Which.
        id: TransferId,
    },
    /// Hides the screen for a while.
    Pause,
    /// Shows it again.
    Resume,
    /// Would like to remember the Helper, and be remembered.
    Remember,
    /// Takes control back: Stop Sharing, or the panic key.
    StopControl,
    /// Takes a right back. [`Right::Look`] ends the session.
    Revoke(Right),
    /// Has done the step that is next.
    NextStep,
    /// Asks about the bandwidth, or sets it.
    Bandwidth(BandwidthRequest),
    /// Ends the session.
    Disconnect,
}

impl PersonInput {
    /// Whether it lets the Helper do or see more, or is for the User alone to choose.
    pub fn grants(&self) -> bool {
        match self {
            PersonInput::Answer { answer, .. } => answer.allows(),
            PersonInput::Resume
            | PersonInput::ResumeFile { .. }
            | PersonInput::Remember
            | PersonInput::SendFile { .. } => true,
            PersonInput::Bandwidth(request) => *request != BandwidthRequest::default(),
            PersonInput::Chat { .. }
            | PersonInput::CancelFile { .. }
            | PersonInput::PauseFile { .. }
            | PersonInput::Pause
            | PersonInput::StopControl
            | PersonInput::NextStep
            | PersonInput::Revoke(_)
            | PersonInput::Disconnect => false,
        }
    }
}

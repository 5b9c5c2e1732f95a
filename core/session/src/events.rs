//! What goes into a [`super::Session`] and what comes out.

use alloc::string::String;
use alloc::vec::Vec;

use core::time::Duration;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::log::{PublicKey, Signature};
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal, ToViewer};
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::trust::IdentityKey;

use super::{Meeting, Proof, Waiting};
use crate::bandwidth::Wish;
use crate::display::DisplayChoice;
use crate::display::Screen;
use crate::gate::Admitted;

/// What a session hears.
#[derive(Clone, Debug)]
pub enum Input {
    /// From the signal link.
    Signal(SignalInput),
    /// From the direct connection.
    Transport(TransportInput),
    /// From the User, by a way that the Helper has no part in: a signal, the panic key, a program.
    Person(PersonInput),
    /// A line from a keyboard that the Helper may have in hand, and what it means, if it means
    /// anything.
    Typed(Option<PersonInput>),
    /// This is shown from now on.
    Screen(Screen),
    /// The display cannot be captured any more.
    ScreenFailed,
    /// A part of the program has failed without which the session cannot go on.
    Fault,
    /// The system asks the User for something that only they may answer, or does so no more.
    SystemPrompt {
        /// Whether such a prompt is open.
        open: bool,
    },
    /// Others may come without a code, or the same by the names of another day.
    Waiting(Waiting),
    /// In answer to [`Output::Meet`]; `None` when this computer can remember nobody.
    Meeting(Option<Meeting>),
    /// In answer to [`Output::Keep`]: whether the contact is kept.
    Kept(bool),
    /// The [`super::Session::deadline`] passed.
    Timeout,
}

/// What the signal link says.
#[derive(Clone, Debug)]
pub enum SignalInput {
    /// The link to the server is up (again).
    Up,
    /// The link is lost; the shell tries again by itself.
    Down,
    /// A message from the server.
    Message(FromSignal),
}

/// What the direct connection says.
#[derive(Clone, Debug)]
pub enum TransportInput {
    /// Our session description, in answer to [`Output::AcceptOffer`].
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
    /// The connection failed or closed.
    Down,
    /// A message from the Helper.
    Message {
        /// On which channel.
        channel: Channel,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// What the User does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonInput {
    /// Answers a question.
    Answer {
        /// The id of [`Output::Ask`].
        id: u32,
        /// What the User said.
        answer: Answer,
    },
    /// Writes to the Helper.
    Chat {
        /// At most [`protocol::limits::CHAT_BYTES`].
        text: String,
    },
    /// Hides the screen for a while.
    Pause,
    /// Shows it again.
    Resume,
    /// Would like to remember the Helper, and be remembered.
    Remember,
    /// Takes control back: Stop Sharing, or the panic key.
    StopControl,
    /// Asks about the bandwidth, or decides about it.
    Bandwidth(Wish),
    /// Ends the session.
    Disconnect,
}

impl PersonInput {
    /// Whether the Helper may do or see more by it, or it is for the User alone to choose.
    pub fn grants(&self) -> bool {
        match self {
            PersonInput::Answer { answer, .. } => answer.allows(),
            PersonInput::Resume | PersonInput::Remember => true,
            PersonInput::Bandwidth(wish) => *wish != Wish::default(),
            PersonInput::Chat { .. }
            | PersonInput::Pause
            | PersonInput::StopControl
            | PersonInput::Disconnect => false,
        }
    }
}

/// What the User says to a question. Whatever a question has no use for is the plain yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Allow,
    /// Yes, and the Helper may see and answer system prompts, too.
    AllowWithPrompts,
    /// No.
    Refuse,
    /// No, and do not ask again in this session.
    RefuseForGood,
}

impl Answer {
    /// Whether it is a yes.
    pub fn allows(self) -> bool {
        matches!(self, Answer::Allow | Answer::AllowWithPrompts)
    }
}

/// What the User is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// May this Helper see the screen?
    Connect,
    /// May this Helper share control?
    Control,
    /// Shall this Helper and the User remember each other?
    Remember,
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send to the signal server.
    Signal(ToSignal),
    /// Accept the viewer's session description, and answer with [`TransportInput::Answer`].
    AcceptOffer {
        /// SDP.
        sdp: String,
    },
    /// Add one of the viewer's ICE candidates.
    AddCandidate {
        /// The `candidate:` line.
        candidate: String,
        /// The media section it belongs to.
        mid: Option<String>,
        /// The index of that section.
        line: Option<u16>,
    },
    /// Send on the control channel.
    Tell(ToViewer),
    /// Answer a ping with the media clock of the moment.
    Pong {
        /// The viewer's clock, sent back unchanged.
        at: u64,
    },
    /// Say that an event was taken, with the media clock of the moment.
    Taken {
        /// The number of the [`protocol::input::Mark`] behind it.
        number: u32,
    },
    /// Close the direct connection, after what was told is sent.
    CloseTransport,
    /// What stands still is to be sent without loss, too: the page can show it.
    SendTiles,
    /// The User has agreed, and there is no connection yet: make a first picture ready. Nothing of it
    /// is sent before [`Output::StartPictures`].
    PreparePictures,
    /// Show another display.
    ShowDisplay(DisplayChoice),
    /// Begin to capture and send pictures and the cursor.
    StartPictures,
    /// Stop capturing; nothing more is sent.
    StopPictures,
    /// Control Sharing begins: watch for the panic key.
    ControlStarted,
    /// Control Sharing ended.
    ControlEnded {
        /// Who ended it.
        by: Party,
    },
    /// Do this to the desktop.
    Inject(Admitted),
    /// Throw away what was typed and not heard yet: it may be the Helper's.
    DiscardTyped,
    /// Ask the User; the answer is [`PersonInput::Answer`].
    Ask {
        /// Names the question.
        id: u32,
        /// What is asked.
        question: Question,
        /// Who asks: by the name they are remembered by, or else that they call themselves.
        helper: DisplayName,
        /// What they call themselves, if that is another name.
        alias: Option<DisplayName>,
        /// How they proved who they are.
        proof: Proof,
    },
    /// Say what a Helper's key is to this computer; the answer is [`Input::Meeting`].
    Meet {
        /// The Helper's name.
        name: DisplayName,
        /// Their key.
        key: IdentityKey,
    },
    /// Remember a Helper; the answer is [`Input::Kept`].
    Keep {
        /// The Helper's name.
        name: DisplayName,
        /// Their key, which is proven.
        key: IdentityKey,
    },
    /// The Helper with this key was let in.
    Met {
        /// Their key, which is proven.
        key: IdentityKey,
    },
    /// A question is settled without an answer.
    Withdraw {
        /// The id of [`Output::Ask`].
        id: u32,
    },
    /// Tell the User.
    Notify(Notice),
    /// What the User wishes about the bandwidth.
    Bandwidth(Wish),
    /// What the Helper says of their copy of the session log.
    LogAnswer(LogAnswer),
}

/// What the Helper says of their copy of the session log. The log decides what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogAnswer {
    /// With what their signatures are checked.
    Key(PublicKey),
    /// They hold an entry.
    Seen {
        /// Which, from 1.
        number: u32,
        /// Their signature of it and of all before it.
        signature: Signature,
    },
}

/// What the User is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The invitation is open (or open at another slot).
    Invitation {
        /// What to tell the Helper.
        code: InvitationCode,
        /// How long it lives from now.
        lifetime: Duration,
    },
    /// Nobody needs a code: these may come.
    Waiting {
        /// All of them.
        helpers: Vec<DisplayName>,
        /// Who of them could come now.
        available: Vec<DisplayName>,
    },
    /// Somebody came who is none of those who may.
    Stranger {
        /// How often since this was said last.
        attempts: u32,
    },
    /// The two remember each other.
    Remembered {
        /// Whom.
        name: DisplayName,
        /// Whether they did already.
        already: bool,
    },
    /// They do not, and it is not the User's doing.
    NotRemembered {
        /// Why.
        reason: RememberRefusal,
    },
    /// Somebody has the name of a contact, and another key.
    OtherKey {
        /// The contact.
        name: DisplayName,
    },
    /// The phase that holds from here on.
    Phase {
        /// The phase.
        phase: Phase,
        /// Who is connected.
        helper: Option<DisplayName>,
        /// Why it ended, if it did.
        reason: Option<EndReason>,
    },
    /// The screen is hidden from the Helper.
    Paused {
        /// The phase, which pausing leaves as it is.
        phase: Phase,
        /// Who is connected.
        helper: DisplayName,
    },
    /// A system prompt is open (or no more) that the Helper neither sees nor answers.
    SystemPrompt {
        /// Whether it is open.
        open: bool,
    },
    /// What was typed would have allowed something, and may be the Helper's. Nothing has changed.
    NotAllowedByTyping,
    /// A chat message.
    Chat {
        /// Who wrote it.
        from: Party,
        /// The text.
        text: String,
    },
    /// Somebody tried a wrong code.
    WrongCode {
        /// Attempts until the invitation is burnt.
        attempts_left: u8,
    },
    /// The server does not open an invitation now.
    ServerRefused(Refusal),
}

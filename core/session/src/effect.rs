//! What a session asks its shell to do.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::files::FileBatch;
use protocol::folder_path::FolderPath;
use protocol::geometry::Point;
use protocol::handshake::LaneSecret;
use protocol::log::{PublicKey, Signature};
use protocol::name::DisplayName;
use protocol::network::{IceServer, LaneToken};
use protocol::peer::{Envelope, MessageVideo, ToViewer};
use protocol::signal::ToSignal;
use protocol::time::Tick;
use protocol::trust::IdentityKey;

use crate::bandwidth::BandwidthRequest;
use crate::display::DisplayChoice;
use crate::gate::Admitted;
use crate::ids::{GuestId, PathId};
use crate::marks::ShownMark;
use crate::notice::Notice;
use crate::proof::Proof;
use crate::question::Question;
use crate::right::RightEvent;
use transfer::shell::TransferEffect;

/// What the shell must do, each in its turn.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send to the signal server.
    Signal(ToSignal),
    /// Set up a path by the viewer's session description, and answer with
    /// [`crate::TransportInput::Answer`].
    AcceptOffer {
        /// Whose offer it is.
        guest: GuestId,
        /// Names the path from now on.
        path: PathId,
        /// SDP.
        sdp: String,
        /// STUN and TURN servers that the path may use.
        ice_servers: Vec<IceServer>,
    },
    /// Open the path over the signal server's lane.
    OpenLane {
        /// The Helper at its other end.
        guest: GuestId,
        /// Names the path from now on.
        path: PathId,
        /// Opens our end of it.
        token: LaneToken,
        /// From which its keys are derived.
        secret: LaneSecret,
    },
    /// Send pictures and the cursor on this path from now on, beginning with a keyframe and with the
    /// cursor as it is.
    UsePath {
        /// The recipient.
        guest: GuestId,
        /// Which path.
        path: PathId,
        /// What was received.
        received: ReceivedNumbers,
    },
    /// Connect to the signal server anew: the connection may be dead without having closed.
    RestartSignal,
    /// Add one of the viewer's ICE candidates.
    AddCandidate {
        /// Whose candidate it is.
        guest: GuestId,
        /// For which path.
        path: PathId,
        /// The `candidate:` line.
        candidate: String,
        /// The media section it belongs to.
        mid: Option<String>,
        /// The index of that section.
        line: Option<u16>,
    },
    /// Send a message, on whichever path: for the driver, which numbers it, not for the shell.
    Say {
        /// The recipient.
        guest: GuestId,
        /// The message.
        message: ToViewer,
        /// What was received.
        received: ReceivedNumbers,
    },
    /// The Helper has received all messages up to this number: for the driver, not for the shell.
    Acknowledged {
        /// Who.
        guest: GuestId,
        /// The number.
        number: u32,
    },
    /// Send on the control channel.
    Send {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The message with its number.
        message: Envelope<ToViewer>,
    },
    /// Answer a ping with the media clock of the moment.
    Pong {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The viewer's clock, sent back unchanged.
        at: u64,
        /// What was received.
        received: ReceivedNumbers,
    },
    /// Say that an event was taken, with the media clock of the moment.
    InputHandled {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The number of the [`protocol::input::InputMark`] behind it.
        number: u32,
        /// What was received.
        received: ReceivedNumbers,
    },
    /// Close a path, after what was to be sent on it has been.
    ClosePath {
        /// The recipient.
        guest: GuestId,
        /// Which path.
        path: PathId,
    },
    /// Also send lossless tiles: the page supports them.
    SendTiles {
        /// Whose page.
        guest: GuestId,
    },
    /// The page says which video it decodes.
    Decodes {
        /// Whose page.
        guest: GuestId,
        /// H.264 over RTP.
        rtp: bool,
        /// H.264 in messages.
        messages: Option<MessageVideo>,
    },
    /// The page cannot decode the video until the next keyframe.
    RequestKeyframe {
        /// Whose page.
        guest: GuestId,
    },
    /// The User has agreed, and no path is up yet: prepare a first picture. Nothing of it is sent
    /// before [`Effect::StartPictures`].
    PreparePictures {
        /// The Helper it is for.
        guest: GuestId,
    },
    /// Begin to capture and send pictures and the cursor.
    StartPictures {
        /// The recipient.
        guest: GuestId,
    },
    /// Stop sending pictures.
    StopPictures {
        /// The recipient.
        guest: GuestId,
    },
    /// Show another display.
    ShowDisplay {
        /// Who requested it.
        guest: GuestId,
        /// Which display.
        display: DisplayChoice,
    },
    /// Something happened to a right. When [`crate::Right::Control`] is granted the panic key has to
    /// be watched; when it ended, nothing more may be injected.
    Right {
        /// Whose right.
        guest: GuestId,
        /// What happened.
        event: RightEvent,
    },
    /// Do this to the desktop.
    Inject {
        /// Who does it.
        guest: GuestId,
        /// What is to be done.
        event: Admitted,
    },
    /// Show these marks over the part of the desktop that the picture shows, and no others.
    ShowMarks {
        /// Who draws.
        guest: GuestId,
        /// Their name.
        helper: DisplayName,
        /// All marks, the lowest first.
        marks: Vec<ShownMark>,
    },
    /// Look for the element at the place of a step. If there is one, the answer is [`crate::Input::ElementFound`].
    FindElement {
        /// Who suggests the step.
        guest: GuestId,
        /// The id of the step's mark.
        step: u32,
        /// Where, on the picture.
        at: Point,
    },
    /// The User wants a folder of the Helper's, in which these folders are empty. They are created with its first file.
    ReceiveFolder {
        /// Whose.
        guest: GuestId,
        /// The number of its batch.
        batch: u32,
        /// All of one root, which is that of its files.
        empty: Vec<FolderPath>,
    },
    /// Send this file to the Helper. The User has chosen it. The answer is [`transfer::shell::TransferInput::Chosen`] or
    /// [`transfer::shell::TransferInput::Unreadable`].
    SendFile {
        /// The recipient.
        guest: GuestId,
        /// The number of the choice.
        choice: u32,
        /// Where it is.
        path: String,
    },
    /// Throw away what was typed and not read yet: it may be the Helper's.
    DiscardTyped,
    /// Ask the User; the answer is [`crate::PersonInput::Answer`].
    Ask {
        /// Names the question.
        id: u32,
        /// Who asks.
        guest: GuestId,
        /// What is asked.
        question: Question,
        /// The Helper's name, as the User or the owner of the computer knows it.
        helper: DisplayName,
        /// The name the Helper uses, if it is another one.
        alias: Option<DisplayName>,
        /// How they proved who they are.
        proof: Proof,
        /// The name that the User knows of somebody else, if the Helper's looks like it: this is not that
        /// person, or has not proved to be.
        resembles: Option<DisplayName>,
        /// What it is about, if it is about files.
        files: Option<FileBatch>,
        /// When it is withdrawn without an answer.
        until: Tick,
    },
    /// A question is withdrawn.
    Withdraw {
        /// The id of [`Effect::Ask`].
        id: u32,
    },
    /// The User's answer to a question counts, so that the question is closed.
    Answered {
        /// The id of [`Effect::Ask`].
        id: u32,
    },
    /// Find out what this computer knows of a Helper's key; the answer is
    /// [`crate::Input::Recognised`].
    Recognise {
        /// Whose key.
        guest: GuestId,
        /// The Helper's name.
        name: DisplayName,
        /// Their key.
        key: IdentityKey,
    },
    /// Keep a Helper as a contact; the answer is [`crate::Input::ContactKept`].
    KeepContact {
        /// Who.
        guest: GuestId,
        /// The Helper's name.
        name: DisplayName,
        /// Their key, which is proven.
        key: IdentityKey,
    },
    /// A known Helper was admitted.
    KnownHelperAdmitted {
        /// Who.
        guest: GuestId,
        /// Their key, which is proven.
        key: IdentityKey,
    },
    /// Tell the User.
    Notify {
        /// Which Helper it is about, if it is about one.
        guest: Option<GuestId>,
        /// What to tell.
        notice: Notice,
    },
    /// Answer the User's request about the bandwidth.
    Bandwidth(BandwidthRequest),
    /// What the Helper says of their copy of the session log: for the log, not for the shell.
    LogAnswer {
        /// Whose copy.
        guest: GuestId,
        /// What they say.
        answer: LogAnswer,
    },
    /// The Helper may read what the User copies from now on, or may not any more.
    ReadClipboard {
        /// Who.
        guest: GuestId,
        /// Whether they may.
        on: bool,
    },
    /// Do this for a transfer.
    Transfer {
        /// The Helper at the other end.
        guest: GuestId,
        /// What is to be done.
        effect: TransferEffect,
    },
    /// Append lines to the file of the session log.
    AppendLog(String),
}

/// The highest numbers that were received, to acknowledge them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReceivedNumbers {
    /// Of control messages.
    pub control: u32,
    /// Of input messages.
    pub input: u32,
}

impl ReceivedNumbers {
    /// A message that belongs to its path alone, with what was received.
    pub fn envelope(self, message: ToViewer) -> Envelope<ToViewer> {
        message.unnumbered(self.control, self.input)
    }
}

/// What the Helper says of their copy of the session log. The log decides what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogAnswer {
    /// The key by which their signatures are checked.
    Key(PublicKey),
    /// They hold an entry.
    Seen {
        /// Which, from 1.
        number: u32,
        /// Their signature of it and of all before it.
        signature: Signature,
    },
}

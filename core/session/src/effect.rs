//! What a session asks its shell to do.

use alloc::string::String;

use protocol::log::{PublicKey, Signature};
use protocol::name::DisplayName;
use protocol::peer::ToViewer;
use protocol::signal::ToSignal;
use protocol::trust::IdentityKey;

use crate::bandwidth::BandwidthRequest;
use crate::display::DisplayChoice;
use crate::gate::Admitted;
use crate::ids::{GuestId, PathId};
use crate::notice::Notice;
use crate::proof::Proof;
use crate::question::Question;
use crate::right::RightEvent;

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
    },
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
    /// Send on the control channel.
    Send {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The message.
        message: ToViewer,
    },
    /// Answer a ping with the media clock of the moment.
    Pong {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The viewer's clock, sent back unchanged.
        at: u64,
    },
    /// Say that an event was taken, with the media clock of the moment.
    InputHandled {
        /// The recipient.
        guest: GuestId,
        /// On which path.
        path: PathId,
        /// The number of the [`protocol::input::InputMark`] behind it.
        number: u32,
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
    },
    /// A question is withdrawn.
    Withdraw {
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
    /// Append lines to the file of the session log.
    AppendLog(String),
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

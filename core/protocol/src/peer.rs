//! What sharer and viewer say to each other on the control channel, in JSON.
//!
//! A message of an unknown type is dropped, never guessed: an older end ignores what a newer one
//! added.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::exact::Stamp;
use crate::geometry::{Display, Size};
use crate::limits::{CHAT_BYTES, CONTROL_MESSAGE_BYTES, DISPLAYS};
use crate::log::{Digest, Entry, PublicKey, Signature};
use crate::name::DisplayName;
pub use crate::party::Party;
use crate::trust::{IdentityKey, Proof};

/// What the two people are in; the words of Windows 7 Remote Assistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing is seen and nothing is controlled.
    WaitingForConnect,
    /// The Helper sees the screen.
    ScreenSharing,
    /// The Helper sees the screen and shares control.
    ControlSharing,
    /// It is over.
    Ended,
}

/// Why a session ended. Each has one sentence in the words of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The User disconnected.
    UserLeft,
    /// The Helper disconnected.
    HelperLeft,
    /// The User did not let the Helper in.
    Declined,
    /// The User did not answer in time, which counts as no.
    NoAnswer,
    /// The other end vanished.
    ConnectionLost,
    /// No way between the two ends was found.
    NoPath,
    /// The invitation's time was over before anybody came.
    Expired,
    /// Too many wrong codes.
    Burnt,
    /// One end broke the protocol.
    Fault,
    /// One end speaks a protocol the other does not.
    Version,
    /// The screen cannot be shared any more.
    NoScreen,
    /// This browser cannot show the picture (no H.264).
    NoDecoder,
}

/// From the viewer to the sharer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToSharer {
    /// The Helper asks to share control.
    RequestControl {},
    /// The Helper gives control up.
    GiveUpControl {},
    /// A chat message.
    Chat {
        /// At most [`CHAT_BYTES`].
        text: String,
    },
    /// "I am here"; answered by [`ToViewer::Pong`].
    Ping {
        /// The viewer's clock in µs; comes back unchanged.
        at: u64,
    },
    /// The Helper wants to see another display; what there is was said by [`ToViewer::Displays`].
    ShowDisplay {
        /// Which; none means all of them in one picture.
        name: Option<DisplayName>,
    },
    /// The page lays exact tiles over the video ([`crate::exact`]); said once, at first. Who does not
    /// say it gets none.
    ExactTiles {},
    /// With what the Helper's signatures of the session log are checked; said once, at first.
    LogKey {
        /// A key of this session alone.
        key: PublicKey,
    },
    /// The Helper's copy of the session log holds an entry; answers [`ToViewer::Log`].
    LogSeen {
        /// Which entry.
        number: u32,
        /// The Helper's signature of it and of all before it.
        signature: Signature,
    },
    /// The Helper would like both to remember each other, or agrees that they do. The User is asked,
    /// and answers by [`ToViewer::Remember`] or [`ToViewer::RememberRefused`].
    Remember {
        /// The Helper's key.
        key: IdentityKey,
    },
    /// The Helper keeps the User's key, and shows that the own key is theirs
    /// ([`crate::trust::Pair::prove`]).
    RememberProof {
        /// Of [`crate::trust::Side::Helper`].
        proof: Proof,
    },
    /// The Helper does not want to be remembered, or cannot.
    RememberRefused {},
    /// The Helper leaves.
    Bye {
        /// Why.
        reason: EndReason,
    },
    /// A type that this build does not know: from a newer end, and dropped.
    #[serde(other, skip_serializing)]
    Unknown,
}

/// From the sharer to the viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToViewer {
    /// The phase, said at each change. The viewer shows what it is told and allows itself nothing
    /// more.
    Phase {
        /// The phase that holds from here on.
        phase: Phase,
        /// Whether the User paused the picture.
        paused: bool,
    },
    /// What the picture shows from here on: said before the first picture, and whenever it shows
    /// another part of the desktop or has another size.
    Screen {
        /// In px.
        size: Size,
        /// Counts them. The page answers by [`crate::input::InputEvent::Picture`].
        #[serde(default)]
        picture: u32,
        /// Frames from this one on show it.
        #[serde(default)]
        since: Stamp,
    },
    /// The displays that the Helper may choose from, said when there is more than one and at each
    /// change.
    Displays {
        /// At most [`DISPLAYS`].
        displays: Vec<Display>,
        /// Which is seen; none means all of them in one picture.
        shown: Option<DisplayName>,
    },
    /// The User was asked and did not grant control.
    ControlRefused {
        /// Whether asking again makes sense.
        reason: ControlRefusal,
    },
    /// Control ended.
    ControlEnded {
        /// Who ended it.
        by: Party,
    },
    /// The system asks the User for a password or the like. Meanwhile no picture is sent and no
    /// input is taken, unless the User allowed otherwise.
    SystemPrompt {
        /// Whether it begins or ends.
        open: bool,
    },
    /// A chat message.
    Chat {
        /// At most [`CHAT_BYTES`].
        text: String,
    },
    /// The answer to [`ToSharer::Ping`].
    Pong {
        /// The viewer's clock as it was sent.
        at: u64,
        /// The sharer's media clock in µs, of which RTP timestamps are the 90 kHz form, modulo 2³².
        media: u64,
        /// What is known of the newest frame; nothing while there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<Seen>,
    },
    /// The event before a [`crate::input::Mark`] has been taken: what a later frame shows may be its
    /// doing.
    Taken {
        /// The mark's.
        number: u32,
        /// The sharer's media clock in µs.
        media: u64,
    },
    /// An entry of the session log, for the Helper's copy; each in its turn.
    Log {
        /// Which entry, from 1.
        number: u32,
        /// What happened.
        entry: Entry,
        /// The hash of it and of all before it.
        hash: Digest,
        /// The User's signature of it.
        signature: Signature,
    },
    /// The User would like both to remember each other. The Helper is asked, and answers by
    /// [`ToSharer::Remember`] or [`ToSharer::RememberRefused`].
    RememberWish {},
    /// The User agreed: their key, and the proof that it is theirs.
    Remember {
        /// The User's key.
        key: IdentityKey,
        /// Of [`crate::trust::Side::User`].
        proof: Proof,
    },
    /// The User keeps the Helper's key, which is proven: the two know each other.
    Remembered {},
    /// The two do not get to know each other.
    RememberRefused {
        /// Why.
        reason: RememberRefusal,
    },
    /// The User leaves.
    Bye {
        /// Why.
        reason: EndReason,
    },
    /// A type that this build does not know: from a newer end, and dropped.
    #[serde(other, skip_serializing)]
    Unknown,
}

/// Until when the newest frame shows the screen; both in µs of the sharer's media clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// When it was captured: what its RTP timestamp says.
    pub captured: u64,
    /// Until then nothing has changed since.
    pub current: u64,
}

/// Why control was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ControlRefusal {
    /// The User said no.
    Declined,
    /// The User did not answer in time.
    NoAnswer,
    /// The User shares for viewing only.
    ViewOnly,
    /// Asked too often; the User is not asked again.
    TooOften,
    /// This computer cannot be controlled (no input system).
    NoInput,
    /// The screen is paused; what is not seen is not controlled.
    Paused,
}

/// Why the two do not get to know each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RememberRefusal {
    /// The User said no.
    Declined,
    /// The User did not answer in time.
    NoAnswer,
    /// Asked too often; the User is not asked again.
    TooOften,
    /// The User's computer keeps no contacts, or has no room for another.
    Unable,
    /// The Helper's key was not proven.
    Unproven,
}

/// Why a text is no control message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeerMessageError {
    /// Longer than [`CONTROL_MESSAGE_BYTES`], a chat text longer than [`CHAT_BYTES`], or more than
    /// [`DISPLAYS`] displays.
    #[error("a control message is too long")]
    TooLong,
    /// Not JSON of a known form.
    #[error("expected a control message, got something else")]
    Malformed,
}

fn decode<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, PeerMessageError> {
    if text.len() > CONTROL_MESSAGE_BYTES {
        return Err(PeerMessageError::TooLong);
    }
    serde_json::from_str(text).map_err(|_| PeerMessageError::Malformed)
}

impl ToSharer {
    /// The message as JSON text.
    pub fn encode(&self) -> String {
        serde_json::to_string(self).expect("a control message has only strings and numbers")
    }

    /// Reads JSON text.
    pub fn decode(text: &str) -> Result<Self, PeerMessageError> {
        let message = decode(text)?;
        if let Self::Chat { text } = &message
            && text.len() > CHAT_BYTES
        {
            return Err(PeerMessageError::TooLong);
        }
        Ok(message)
    }
}

impl ToViewer {
    /// The message as JSON text.
    pub fn encode(&self) -> String {
        serde_json::to_string(self).expect("a control message has only strings and numbers")
    }

    /// Reads JSON text.
    pub fn decode(text: &str) -> Result<Self, PeerMessageError> {
        let message = decode(text)?;
        if let Self::Chat { text } = &message
            && text.len() > CHAT_BYTES
        {
            return Err(PeerMessageError::TooLong);
        }
        if let Self::Displays { displays, .. } = &message
            && displays.len() > DISPLAYS
        {
            return Err(PeerMessageError::TooLong);
        }
        Ok(message)
    }
}

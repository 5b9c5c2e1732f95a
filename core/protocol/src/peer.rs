//! The messages between sharer and viewer on the control channel, in JSON.
//!
//! A message of an unknown type is dropped, so that an older end ignores what a newer one added.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::element::Element;
use crate::exact::RtpTimestamp;
use crate::files::FileBatch;
use crate::geometry::{Display, Point, Size};
use crate::limits::{CHAT_BYTES, CONTROL_MESSAGE_BYTES, DISPLAYS};
use crate::log::{Digest, Entry, PublicKey, Signature};
use crate::mark::{Mark, MarkColor};
use crate::name::DisplayName;
pub use crate::party::Party;
pub use crate::reasons::{ControlRefusal, InputLoss, RememberRefusal};
use crate::right::{HeldRight, Right, RightDenial, RightSet, known};
use crate::transfer::TransferMessage;
use crate::trust::{IdentityKey, KeyProof};

/// The phase of a session, with the terms of Windows 7 Remote Assistance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The Helper sees nothing and controls nothing.
    WaitingForConnect,
    /// The Helper sees the screen.
    ScreenSharing,
    /// The Helper sees the screen and shares control.
    ControlSharing,
    /// The session has ended.
    Ended,
}

/// Why a session ended. Both sides have a sentence for each reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// The User disconnected.
    UserLeft,
    /// The Helper disconnected.
    HelperLeft,
    /// The User declined the Helper.
    Declined,
    /// The User did not answer in time. That counts as declined.
    NoAnswer,
    /// The other end vanished.
    ConnectionLost,
    /// ICE found no path between the two ends.
    NoPath,
    /// The invitation expired before a Helper connected.
    Expired,
    /// Too many wrong codes.
    Burnt,
    /// One end violated the protocol.
    Fault,
    /// The protocol versions of the two ends are not compatible.
    Version,
    /// The screen can no longer be captured.
    NoScreen,
    /// This browser cannot show the picture (no H.264).
    NoDecoder,
}

/// A message from the viewer to the sharer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToSharer {
    /// The Helper requests control.
    RequestControl {},
    /// The Helper gives up control.
    GiveUpControl {},
    /// The Helper requests another right. The answer is [`ToViewer::RightGranted`] or [`ToViewer::RightRefused`].
    RequestRight {
        /// Which; `None` for one that only another version knows.
        #[serde(deserialize_with = "known")]
        right: Option<Right>,
    },
    /// The Helper gives up another right.
    GiveUpRight {
        /// Which; `None` for one that only another version knows.
        #[serde(deserialize_with = "known")]
        right: Option<Right>,
    },
    /// A chat message.
    Chat {
        /// At most [`CHAT_BYTES`].
        text: String,
    },
    /// A heartbeat; answered by [`ToViewer::Pong`].
    Ping {
        /// The viewer's clock in µs. The answer repeats it.
        at: u64,
        /// The viewer hears nothing on this path, which should carry what the sharer says: it works in one
        /// direction only.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        deaf: bool,
    },
    /// The Helper selects another of the displays in [`ToViewer::Displays`].
    ShowDisplay {
        /// The display. `None` means all of them in one picture.
        name: Option<DisplayName>,
    },
    /// The page can show lossless tiles ([`crate::exact`]). It is sent once, at the start; without it
    /// the sharer sends no tiles.
    ShowsLosslessTiles {},
    /// Which video the page can decode. It is sent once per path that comes up, as soon as the browser has
    /// answered, and again when a decoder turns out not to work; the last one counts. On a path on which
    /// the page can decode none, the picture consists of tiles alone ([`crate::tile_frame`]).
    Decodes {
        /// H.264 over RTP, as the offer lists it.
        rtp: bool,
        /// H.264 on [`crate::channel::Channel::Video`]; `None` if the browser cannot decode it.
        messages: Option<MessageVideo>,
    },
    /// The page cannot decode the video on [`crate::channel::Channel::Video`] until the next keyframe. On a
    /// lane, [`crate::lane::Record::KeyframeRequest`] is sent instead.
    RequestKeyframe {},
    /// The public key for the Helper's signatures in the session log. It is sent once, at the start.
    LogKey {
        /// A key that is used for this session only.
        key: PublicKey,
    },
    /// The Helper's side saw the event of this entry itself, and its copy of the session log contains the entry. It
    /// answers [`ToViewer::Log`]. It is not sent for other entries.
    LogSeen {
        /// The number of the entry.
        number: u32,
        /// The Helper's signature of this entry, which holds the place of all earlier ones.
        signature: Signature,
    },
    /// The Helper proposes that both remember each other, or accepts the User's proposal. The User is
    /// asked; the answer is [`ToViewer::Remember`] or [`ToViewer::RememberRefused`].
    Remember {
        /// The Helper's public key.
        key: IdentityKey,
    },
    /// The page has stored the User's key, and proves that it has the Helper's private key
    /// ([`crate::trust::Pair::prove`]).
    RememberProof {
        /// The proof of [`Party::Helper`].
        proof: KeyProof,
    },
    /// The Helper declines to be remembered, or the browser cannot store keys.
    RememberRefused {},
    /// The Helper ends the session.
    Bye {
        /// Why.
        reason: EndReason,
    },
    /// Answers [`ToViewer::FenceInput`]: nothing is held down any more, and the events up to this one are not
    /// repeated.
    InputFenced {
        /// The count of the request.
        count: u32,
        /// The number of the last event that was sent; 0 before the first.
        last: u32,
    },
    /// The page goes away: it is closed, or loaded again. The sharer waits for it for
    /// [`RELOAD_TIMEOUT`](crate::limits::RELOAD_TIMEOUT).
    Away {},
    /// The page was loaded again, and has resumed the session: it knows the phase that it had, and nothing of the
    /// picture. The sharer sends again what holds.
    Reloaded {},
    /// The Helper has taken a picture of what is shown. It is for the session log and the User; nothing is asked.
    PictureTaken {},
    /// The Helper would like to send files. The answer is [`ToViewer::FilesAnswered`].
    OfferFiles(FileBatch),
    /// About a transfer of either end.
    Transfer(TransferMessage),
    /// The Helper points at a place, with [`Right::Point`]. It belongs to its path alone: the newest counts.
    PointAt {
        /// The picture on which the place is, from [`ToViewer::Screen`].
        picture: u32,
        /// The place; `None` when the Helper points no more.
        at: Option<Point>,
        /// The colour of the pointer.
        color: MarkColor,
    },
    /// The Helper draws, with [`Right::Point`].
    Mark {
        /// The picture on which its points are, from [`ToViewer::Screen`].
        picture: u32,
        /// What is drawn.
        mark: Mark,
    },
    /// A message type of a newer version. It is dropped.
    #[serde(other)]
    Unknown,
}

/// The H.264 that a page can decode when it arrives in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageVideo {
    /// Constrained Baseline profile, 4:2:0.
    Yuv420,
    /// High 4:4:4 Predictive profile as well.
    Yuv444,
}

/// A message from the sharer to the viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToViewer {
    /// The phase, sent at each change. The viewer follows it and permits nothing beyond it.
    Phase {
        /// The new phase.
        phase: Phase,
        /// Whether the User paused the picture.
        paused: bool,
    },
    /// The area that the picture shows: sent before the first picture, and whenever its area or size
    /// changes.
    Screen {
        /// In px.
        size: Size,
        /// The number of the picture. The page answers with [`crate::input::InputEvent::Picture`].
        #[serde(default)]
        picture: u32,
        /// The first frame with this picture.
        #[serde(default)]
        since: RtpTimestamp,
    },
    /// The displays that the Helper can select, sent when there are several, and at each change.
    Displays {
        /// At most [`DISPLAYS`].
        displays: Vec<Display>,
        /// The display in the picture. `None` means all of them.
        shown: Option<DisplayName>,
    },
    /// The User was asked and did not grant control.
    ControlRefused {
        /// Why. It also shows whether another request makes sense.
        reason: ControlRefusal,
    },
    /// Control ended.
    ControlEnded {
        /// The person who ended it.
        by: Party,
    },
    /// The rights beside the picture and control: sent when the screen is shared, and to a page that was loaded again.
    Rights {
        /// Those that the Helper can request.
        requestable: RightSet,
        /// Those that the Helper holds, at most one of each.
        held: Vec<HeldRight>,
        /// Whether this end takes folders ([`FileBatch::folder`]). One of an older version does not say so.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        folders: bool,
    },
    /// The User granted a right beside the picture and control.
    RightGranted {
        /// Which, and for how long.
        right: HeldRight,
    },
    /// The User did not grant it.
    RightRefused {
        /// Which; `None` for one that only another version knows.
        #[serde(deserialize_with = "known")]
        right: Option<Right>,
        /// Why.
        reason: RightDenial,
    },
    /// A right beside the picture and control is over.
    RightEnded {
        /// Which; `None` for one that only another version knows.
        #[serde(deserialize_with = "known")]
        right: Option<Right>,
        /// Who ended it; the User, too, where its time was over.
        by: Party,
    },
    /// A system prompt (for a password, for example) opened or closed. While it is open, no picture is
    /// sent and no input is injected, unless the User has permitted it.
    SystemPrompt {
        /// Whether a prompt is open.
        open: bool,
    },
    /// Something that the Helper typed or clicked did not arrive, or will not. Sent at most
    /// [`INPUT_LOSSES`](crate::limits::INPUT_LOSSES) times within [`REQUEST_WINDOW`](crate::limits::REQUEST_WINDOW).
    InputLost {
        /// Why.
        reason: InputLoss,
    },
    /// A chat message.
    Chat {
        /// At most [`CHAT_BYTES`].
        text: String,
        /// It was written while control was shared, so that the Helper may have typed it.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        under_control: bool,
    },
    /// The answer to [`ToSharer::Ping`].
    Pong {
        /// The value from the ping.
        at: u64,
        /// The sharer's media clock in µs, of which RTP timestamps are the 90 kHz form, modulo 2³².
        media: u64,
        /// The freshness of the newest frame. `None` before the first frame.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<FrameFreshness>,
    },
    /// The input event before a [`crate::input::InputMark`] has been handled. Frames that are captured later
    /// can show its effect.
    InputHandled {
        /// The number of the mark.
        number: u32,
        /// The time on the sharer's media clock in µs.
        media: u64,
    },
    /// An entry of the session log, for the Helper's copy. Entries are sent in order.
    Log {
        /// The number of the entry, from 1.
        number: u32,
        /// The entry.
        entry: Entry,
        /// The hash of this entry and all earlier ones.
        hash: Digest,
        /// The User's signature.
        signature: Signature,
    },
    /// The User proposes that both remember each other. The Helper is asked; the answer is
    /// [`ToSharer::Remember`] or [`ToSharer::RememberRefused`].
    RememberProposal {},
    /// The User agreed. It carries the User's key and the proof of possession.
    Remember {
        /// The User's public key.
        key: IdentityKey,
        /// The proof of [`Party::User`].
        proof: KeyProof,
    },
    /// The sharer has verified and stored the Helper's key.
    Remembered {},
    /// The two do not remember each other.
    RememberRefused {
        /// Why.
        reason: RememberRefusal,
    },
    /// From here on the sharer sends messages and pictures on the path of this message, and expects the
    /// viewer's there.
    UsePath {
        /// How often the sharer has said this, from 1. Two of them come on different paths, so that the later one
        /// may arrive first.
        count: u32,
    },
    /// The sharer had not heard the viewer for a while. What was typed until this message arrives may be
    /// very late, and is dropped; the answer is [`ToSharer::InputFenced`].
    FenceInput {
        /// How often the sharer has said this, from 1.
        count: u32,
    },
    /// Nothing of what the Helper drew is shown any more, or it was not drawn: sharing is paused, something else is
    /// shown, or the right is not held.
    MarksCleared {},
    /// How many of the steps there are, and how many of them the User has done.
    Steps {
        /// All.
        count: u8,
        /// Those that are done, from the first one.
        done: u8,
    },
    /// The step is at this element, to which its marker was moved.
    StepElement {
        /// Which step, from 1.
        step: u8,
        /// What is there.
        element: Element,
    },
    /// The answer to [`ToSharer::OfferFiles`]. Of a batch that the User wants, each file is a transfer of its own.
    FilesAnswered {
        /// Which batch.
        batch: u32,
        /// Why the User does not get it; `None` if they want it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refused: Option<RightDenial>,
    },
    /// The User ends the session.
    Bye {
        /// Why.
        reason: EndReason,
    },
    /// About a transfer of either end.
    Transfer(TransferMessage),
    /// A message type of a newer version. It is dropped.
    #[serde(other)]
    Unknown,
}

/// How current the newest frame is. Both times are on the sharer's media clock, in µs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameFreshness {
    /// When the frame was captured. Its RTP timestamp is the same time.
    pub captured: u64,
    /// The screen has not changed from the capture until this time.
    pub current: u64,
}

/// A message on the control channel with its number.
///
/// A session may change its path, so the control channel of a path alone does not bring each message once and
/// in order. An end keeps what it sent until it is acknowledged, sends it once more on the next path,
/// and drops what it has received before (`transport::delivery`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope<M> {
    /// Counts the messages of one end, from 1. 0 is a message that belongs to its path alone and is not
    /// repeated: a ping, for example.
    #[serde(rename = "n", default, skip_serializing_if = "is_zero")]
    pub number: u32,
    /// The highest number that the sender has received.
    #[serde(rename = "a", default, skip_serializing_if = "is_zero")]
    pub acknowledged: u32,
    /// From the sharer: the highest number of an input message that it has received
    /// ([`crate::input::numbered`]).
    #[serde(rename = "i", default, skip_serializing_if = "is_zero")]
    pub input: u32,
    /// The message.
    #[serde(rename = "m")]
    pub message: M,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Why a text is not a control message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeerMessageError {
    /// The text is longer than [`CONTROL_MESSAGE_BYTES`], a chat text is longer than [`CHAT_BYTES`], a mark
    /// has more points or text than it may have, there are more than [`DISPLAYS`] displays, or a batch of files is out
    /// of its bounds.
    #[error("a control message is too long")]
    TooLong,
    /// The text is not JSON of a known form.
    #[error("expected a control message, got something else")]
    Malformed,
}

fn decode<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, PeerMessageError> {
    if text.len() > CONTROL_MESSAGE_BYTES {
        return Err(PeerMessageError::TooLong);
    }
    serde_json::from_str(text).map_err(|_| PeerMessageError::Malformed)
}

/// A message of the control channel.
trait Message {
    /// Whether its fields are within their bounds.
    fn is_within_bounds(&self) -> bool;
}

impl Message for ToSharer {
    fn is_within_bounds(&self) -> bool {
        !matches!(self, Self::Chat { text } if text.len() > CHAT_BYTES)
            && !matches!(self, Self::Mark { mark, .. } if !mark.is_within_bounds())
            && !matches!(self, Self::OfferFiles(batch) if !batch.is_within_bounds())
    }
}

impl Message for ToViewer {
    fn is_within_bounds(&self) -> bool {
        !matches!(self, Self::Chat { text, .. } if text.len() > CHAT_BYTES)
            && !matches!(self, Self::Displays { displays, .. } if displays.len() > DISPLAYS)
            && !matches!(self, Self::Rights { held, .. } if held.len() > Right::ALL.len())
            && !matches!(self, Self::StepElement { element, .. } if !element.is_within_bounds())
    }
}

macro_rules! control_message {
    ($($name:ty)*) => {$(
        impl Envelope<$name> {
            /// Encodes the message as JSON text.
            pub fn encode(&self) -> String {
                serde_json::to_string(self).expect("a control message has strings, numbers and lists of them")
            }

            /// Decodes JSON text.
            pub fn decode(text: &str) -> Result<Self, PeerMessageError> {
                let envelope: Self = decode(text)?;
                let fits = envelope.message.is_within_bounds();
                fits.then_some(envelope).ok_or(PeerMessageError::TooLong)
            }
        }

        impl $name {
            /// As a message that belongs to its path alone.
            pub fn unnumbered(self, acknowledged: u32, input: u32) -> Envelope<Self> {
                Envelope { number: 0, acknowledged, input, message: self }
            }
        }
    )*};
}

control_message! { ToSharer ToViewer }

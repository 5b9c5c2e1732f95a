//! Outputs of the viewer: what its driver must do.

use protocol::channel::Channel;
use protocol::cursor::CursorMessage;
use protocol::exact::{FrameRecord, LosslessTile};
use protocol::input::InputEvent;
use protocol::name::DisplayName;
use protocol::peer::{Envelope, FrameFreshness, ToSharer};
use protocol::signal::ToSignal;
use protocol::trust::IdentityKey;
use transfer::shell::TransferEffect;

use super::path::{PathId, PathOutput};
use crate::contact::Kind;
use crate::log::{LogEvent, SharerEntry};
use crate::outcome::Notice;

/// What the driver must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Connect to the signal server.
    OpenSocket,
    /// Send a message to the signal server.
    Signal(ToSignal),
    /// Close the connection to the signal server; messages sent before still leave.
    CloseSocket,
    /// A lane ([`PathOutput::OpenLane`]) may be opened soon: its WebSocket can be opened now.
    PrepareLane,
    /// Open, use or close a path to the sharer.
    Path(PathId, PathOutput),

    /// The sharer sends pictures on this path from now on: show those.
    UsePath(PathId),
    /// Send a message on the control channel of a path.
    Control(PathId, Envelope<ToSharer>),
    /// Send [`ToSharer::Ping`] on the control channel of a path, with the driver's own clock in µs: a
    /// tick is too coarse to measure with.
    Ping {
        /// The path.
        path: PathId,
        /// What was received, for the [`Envelope`].
        acknowledged: u32,
        /// The path is in use, and brings nothing.
        deaf: bool,
    },
    /// The sharer answered a ping.
    Pong {
        /// What the ping carried.
        at: u64,
        /// The sharer's media clock in µs.
        media: u64,
        /// Until when its newest frame shows the screen.
        seen: Option<FrameFreshness>,
    },
    /// The sharer has processed the input event before the mark with this number.
    InputProcessed {
        /// The number.
        number: u32,
        /// The sharer's media clock in µs.
        media: u64,
    },
    /// Send an input event.
    SendInput {
        /// The path.
        path: PathId,
        /// [`Channel::Pointer`] or [`Channel::Input`].
        channel: Channel,
        /// On [`Channel::Input`], the number before it ([`protocol::input::numbered`]).
        number: u32,
        /// The event.
        event: InputEvent,
    },
    /// Points refer to this picture from now on; answer with
    /// [`PersonInput::SwitchPicture`](super::PersonInput::SwitchPicture). Pointer events of the picture
    /// before it are dropped.
    SwitchPicture(u32),
    /// Save the picture that was composed for [`PersonInput::TakePicture`](super::PersonInput::TakePicture).
    SavePicture,
    /// Nothing of what the Helper drew is shown any more.
    MarksCleared,
    /// Forget every pressed key and button: they are released on the other side.
    ForgetPressed,
    /// Draw the remote cursor.
    Cursor(CursorMessage),
    /// A record of a frame, for the overlay.
    Frame(FrameRecord),
    /// An exact tile, for the overlay.
    Tile(LosslessTile),

    /// Do this for a transfer.
    Transfer(TransferEffect),

    /// If this name, whose User has proved no key, is that of a contact or looks like it, answer with
    /// [`MemoryInput::Resembles`](super::MemoryInput::Resembles).
    CompareName(DisplayName),
    /// Load the own identity key, or create it; answer with
    /// [`MemoryInput::OwnKey`](super::MemoryInput::OwnKey).
    LoadOwnKey,
    /// Compute the key agreement of the own key with another one; answer with
    /// [`MemoryInput::Agreed`](super::MemoryInput::Agreed).
    AgreeKey {
        /// The User's name.
        name: DisplayName,
        /// The User's key.
        key: IdentityKey,
    },
    /// Save a contact; answer with [`MemoryInput::Saved`](super::MemoryInput::Saved). Of a contact
    /// that exists, only the time of the last session changes.
    SaveContact {
        /// The contact's name.
        name: DisplayName,
        /// The contact's key.
        key: IdentityKey,
        /// A person or a computer.
        kind: Kind,
    },
    /// Delete a contact.
    DeleteContact(IdentityKey),

    /// [`Viewer::tries`](super::Viewer::tries) has changed: store it for this tab, before what follows is sent.
    StoreTries,

    /// [`Viewer::view`](super::Viewer::view) has changed: show it.
    ViewChanged,
    /// Notify the Helper.
    Notify(Notice),
    /// Show in the session's log, and write it there unless the sharer sends the entry.
    Log(LogEvent),
    /// Answer with [`ToSharer::LogKey`] as [`Input::Record`](super::Input::Record).
    SendLogKey,
    /// Append the sharer's entry to the session's log, and answer with [`ToSharer::LogSeen`] as
    /// [`Input::Record`](super::Input::Record).
    SharerLog(SharerEntry),
}

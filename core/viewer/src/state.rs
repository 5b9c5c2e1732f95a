//! PURE: the Helper's side of a session, from the code to the end.
//!
//! ```text
//! Idle ── Connect ──▶ Joining ── PAKE ──▶ Proving ── confirmed ──▶ Connecting
//!                                                                      │ control channel opens
//!   any ── Bye, refusal, silence, deadline, Disconnect ──▶ Ended ◀── Connected
//! ```
//!
//! The sharer leads: [`Viewer`] shows the phase it is told and allows itself nothing more. The
//! browser prepares its connection while the code is typed and proven, so that no time is lost;
//! nothing of it leaves unsealed.

mod connected;
mod joining;
mod link;
mod ready;
mod remember;
mod view;

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::cursor::CursorMessage;
use protocol::exact::Stamp;
use protocol::input::InputEvent;
use protocol::limits::PEER_FAULTS;
use protocol::name::DisplayName;
use protocol::peer::{ControlRefusal, EndReason, Party, Seen, ToSharer};
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::Tick;
use protocol::trust::{IdentityKey, Shared};
use rand_core::CryptoRngCore;

use crate::contact::{Kind, Known, Meeting};
use crate::log::{Happening, Told};
use connected::Connected;
use joining::{Joining, Proving};
pub use link::Candidate;
use link::Connecting;
use ready::Ready;
pub use remember::NotRemembered;
pub use view::{Ask, Control, Phase, Picture, Remembering, Step, View};

/// What happens to the viewer.
#[derive(Clone, Debug)]
pub enum Input {
    /// The Helper has begun to enter a code, or the link brought one: they are about to connect.
    Expect,
    /// The Helper typed a code and a name and pressed Connect, or goes to somebody known.
    Connect {
        /// To whom.
        way: Way,
        /// The Helper's name.
        name: DisplayName,
    },
    /// The Helper asks to share control.
    RequestControl,
    /// The Helper gives control up.
    GiveUpControl,
    /// The Helper says something.
    Chat(String),
    /// What the Helper's hand did on the picture.
    Hand(InputEvent),
    /// The Helper wants to see another display; none means all of them.
    ShowDisplay(Option<DisplayName>),
    /// The page shows a frame; `None` where the browser does not say which.
    Shown(Option<Stamp>),
    /// The Helper would like the two to remember each other.
    Remember,
    /// The Helper's answer to [`Ask::Remember`].
    AnswerWish(bool),
    /// The Helper has read [`Ask::OtherKey`].
    Dismiss,
    /// The answer to [`Output::Own`]: the own key, or `None` when this browser can keep none.
    Own(Option<IdentityKey>),
    /// The answer to [`Output::Meet`].
    Met {
        /// What the two keys have in common; `None` when the other one is no honest key.
        shared: Option<Shared>,
        /// What the Helper knows of somebody with this name and key.
        known: Known,
    },
    /// The answer to [`Output::Keep`].
    Kept {
        /// The contact's key.
        key: IdentityKey,
        /// Whether it is kept.
        done: bool,
    },
    /// The Helper leaves: the button, or the page is closed.
    Disconnect,
    /// The Helper wants to begin again after the end.
    Again,

    /// The link to the signal server is open.
    SocketOpen,
    /// A text from the signal server.
    SocketText(String),
    /// The link to the signal server closed, or never opened.
    SocketClosed,

    /// This browser cannot receive the picture.
    NoDecoder,
    /// The browser's session description.
    Offer {
        /// SDP.
        sdp: String,
    },
    /// A candidate of the browser.
    Candidate(Candidate),
    /// The connection to the sharer failed for good.
    PeerFailed,

    /// The control channel is open.
    ControlOpen,
    /// A text on the control channel.
    ControlText(String),
    /// The control channel closed.
    ControlClosed,
    /// Bytes on the cursor channel.
    CursorBytes(Vec<u8>),

    /// The deadline passed.
    Timeout,
}

/// How the Helper comes to the User.
#[derive(Clone, Debug)]
pub enum Way {
    /// By the code of an invitation.
    Code(InvitationCode),
    /// Without one: the two know each other, or the owner of the User's computer named the Helper.
    Known(Box<Meeting>),
}

impl Way {
    fn met(&self) -> Option<Met> {
        match self {
            Way::Code(_) => None,
            Way::Known(meeting) => {
                let Meeting { name, key, .. } = meeting.as_ref();
                Some(Met { name: name.clone(), key: *key })
            }
        }
    }
}

impl From<InvitationCode> for Way {
    fn from(code: InvitationCode) -> Self {
        Way::Code(code)
    }
}

impl From<Meeting> for Way {
    fn from(meeting: Meeting) -> Self {
        Way::Known(Box::new(meeting))
    }
}

/// Whom the Helper came to without a code.
#[derive(Clone, Debug)]
struct Met {
    name: DisplayName,
    key: IdentityKey,
}

/// Who is on the other side, for the words about it.
#[derive(Clone, Debug, Default)]
struct Who {
    user: Option<DisplayName>,
    is_known: bool,
}

impl Who {
    fn of(met: Option<Met>) -> Self {
        Self { is_known: met.is_some(), user: met.map(|met| met.name) }
    }
}

/// What the driver must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Create the peer connection with its channels and an offer; answer with
    /// [`Input::Offer`] and [`Input::Candidate`], or with [`Input::NoDecoder`].
    OpenPeer,
    /// Take the sharer's description.
    SetAnswer {
        /// SDP.
        sdp: String,
    },
    /// Take a candidate of the sharer.
    AddCandidate(Candidate),
    /// Close the peer connection; what was sent before should still leave.
    ClosePeer,

    /// Connect to the signal server.
    OpenSocket,
    /// Tell the signal server.
    Signal(ToSignal),
    /// Close the link to the signal server; what was sent before still leaves.
    CloseSocket,

    /// Say this on the control channel.
    Control(ToSharer),
    /// Say [`ToSharer::Ping`] on the control channel, with the driver's own clock in µs: a tick is
    /// too coarse to measure with.
    Ping,
    /// The sharer answered a ping.
    Pong {
        /// What the ping carried.
        at: u64,
        /// The sharer's media clock in µs.
        media: u64,
        /// Until when its newest frame shows the screen.
        seen: Option<Seen>,
    },
    /// The sharer has taken the event before the mark with this number.
    Taken {
        /// The number.
        number: u32,
        /// The sharer's media clock in µs.
        media: u64,
    },
    /// Send what the hand did on a channel.
    Hand {
        /// [`Channel::Pointer`] or [`Channel::Input`].
        channel: Channel,
        /// What.
        event: InputEvent,
    },
    /// Say by [`InputEvent::Picture`] that points mean this picture from here on, and forget those of
    /// the one before.
    Aim(u32),
    /// Forget every key and button that is held: they are up on the other side.
    ReleaseHeld,
    /// Draw the remote cursor.
    Cursor(CursorMessage),

    /// Say which key is the own one, and make one if there is none; answer with [`Input::Own`].
    Own,
    /// Compute what the own key and this one have in common; answer with [`Input::Met`].
    Meet {
        /// How the User calls themselves.
        name: DisplayName,
        /// The User's key.
        key: IdentityKey,
    },
    /// Keep a contact; answer with [`Input::Kept`]. One that is kept already stays as it is, but for
    /// the time of the last session.
    Keep {
        /// How they are called.
        name: DisplayName,
        /// Their key.
        key: IdentityKey,
        /// What they are.
        kind: Kind,
    },
    /// Forget a contact again.
    Forget(IdentityKey),

    /// [`Viewer::view`] has changed: show it.
    Show,
    /// Tell the Helper in passing.
    Note(Note),
    /// Show in the session's log, and write it down unless the sharer tells it.
    Log(Happening),
    /// Say [`ToSharer::LogKey`] on the control channel.
    SayLogKey,
    /// Write what the sharer tells into the session's log, and answer with [`ToSharer::LogSeen`].
    Told(Told),
}

/// Something the Helper should hear once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Control was granted.
    ControlGranted,
    /// Control was not granted.
    ControlRefused(ControlRefusal),
    /// Control ended.
    ControlEnded(Party),
    /// The sharer speaks another version of the protocol, still understood.
    OtherVersion,
    /// The message was too long to be sent.
    ChatTooLong,
    /// The two remember each other from now on.
    Remembered,
    /// They did so before.
    RememberedAlready,
    /// They do not.
    NotRemembered(NotRemembered),
}

/// Why it is over, as the Helper is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// One of the two ends said so, or noticed.
    Session(EndReason),
    /// The signal server, or the sharer through it, refused.
    Refused(Refusal),
    /// The signal server was not reached.
    ServerUnreachable,
    /// The signal server went away before the two were connected.
    ServerLost,
    /// The User's computer did not answer while the code was proven.
    NotAnswering,
}

/// The Helper's side of one session after another.
///
/// Every call of [`Viewer::handle`] must be followed by draining [`Viewer::poll`].
#[derive(Debug)]
pub struct Viewer<R> {
    state: State,
    shown: View,
    cx: Context<R>,
}

/// What every state may use.
#[derive(Debug)]
struct Context<R> {
    rng: R,
    out: VecDeque<Output>,
    faults: u32,
}

#[derive(Debug)]
enum State {
    /// Nothing is going on, or no more than preparations.
    Idle(Option<Box<Ready>>),
    /// The signal server is asked for the invitation.
    Joining(Box<Joining>),
    /// The code is being proven in both directions.
    Proving(Box<Proving>),
    /// The code is proven; the direct connection comes up.
    Connecting(Box<Connecting>),
    /// The two ends talk directly.
    Connected(Box<Connected>),
    /// It is over.
    Ended(Ended),
}

#[derive(Clone, Debug)]
struct Ended {
    ending: Ending,
    who: Who,
}

impl<R: CryptoRngCore> Viewer<R> {
    /// A viewer that has not begun. All its randomness comes from `rng`.
    pub fn new(rng: R) -> Self {
        Self {
            state: State::Idle(None),
            shown: View::default(),
            cx: Context { rng, out: VecDeque::new(), faults: 0 },
        }
    }

    /// Advances the viewer.
    pub fn handle(&mut self, input: Input, now: Tick) {
        let cx = &mut self.cx;
        self.state = match core::mem::replace(&mut self.state, State::Idle(None)) {
            State::Idle(None) => Ready::none(input, cx, now),
            State::Idle(Some(ready)) => ready.handle(input, cx, now),
            State::Joining(joining) => joining.handle(input, cx, now),
            State::Proving(proving) => proving.handle(input, cx, now),
            State::Connecting(connecting) => connecting.handle(input, cx, now),
            State::Connected(connected) => connected.handle(input, cx, now),
            State::Ended(ended) => ended.handle(input, cx, now),
        };
        let view = self.state.view();
        if view != self.shown {
            self.shown = view;
            self.cx.out.push_back(Output::Show);
        }
    }

    /// Returns what the driver must do next; `None` means nothing is left to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.cx.out.pop_front()
    }

    /// Returns when [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Idle(ready) => ready.as_ref().map(|ready| ready.until),
            State::Ended(_) => None,
            State::Joining(joining) => Some(joining.until),
            State::Proving(proving) => Some(proving.until),
            State::Connecting(connecting) => Some(connecting.until),
            State::Connected(connected) => Some(connected.deadline()),
        }
    }

    /// Returns what the page shows.
    pub fn view(&self) -> &View {
        &self.shown
    }

    /// Returns whether input of the Helper would be sent at this moment.
    pub fn controls(&self) -> bool {
        self.shown.control == Control::Held && self.shown.picture == Picture::Shown
    }
}

impl State {
    fn view(&self) -> View {
        match self {
            State::Idle(_) => View::default(),
            State::Joining(joining) => View::joining(Step::Opening, joining.who()),
            State::Proving(proving) => View::joining(Step::Proving, proving.who()),
            State::Connecting(connecting) => connecting.view(),
            State::Connected(connected) => connected.view(),
            State::Ended(ended) => View {
                phase: Phase::Ended,
                user: ended.who.user.clone(),
                is_known: ended.who.is_known,
                ending: Some(ended.ending),
                ..View::default()
            },
        }
    }
}

impl Ended {
    fn handle<R: CryptoRngCore>(self, input: Input, cx: &mut Context<R>, now: Tick) -> State {
        match input {
            Input::Again => State::Idle(None),
            Input::Connect { .. } => Ready::none(input, cx, now),
            Input::Expect
            | Input::RequestControl
            | Input::GiveUpControl
            | Input::Chat(_)
            | Input::Hand(_)
            | Input::ShowDisplay(_)
            | Input::Shown(_)
            | Input::Remember
            | Input::AnswerWish(_)
            | Input::Dismiss
            | Input::Own(_)
            | Input::Met { .. }
            | Input::Kept { .. }
            | Input::Disconnect
            | Input::SocketOpen
            | Input::SocketText(_)
            | Input::SocketClosed
            | Input::NoDecoder
            | Input::Offer { .. }
            | Input::Candidate(_)
            | Input::PeerFailed
            | Input::ControlOpen
            | Input::ControlText(_)
            | Input::ControlClosed
            | Input::CursorBytes(_)
            | Input::Timeout => State::Ended(self),
        }
    }
}

/// Too many faults: the one reaction left is to end.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    Left,
    Gone,
}

impl<R> Context<R> {
    fn push(&mut self, output: Output) {
        self.out.push_back(output);
    }

    /// Counts a message out of place.
    fn fault(&mut self) -> Patience {
        self.faults = self.faults.saturating_add(1);
        if self.faults >= PEER_FAULTS { Patience::Gone } else { Patience::Left }
    }

    /// Closes everything and ends.
    fn end(&mut self, ending: Ending, who: Who) -> State {
        self.push(Output::ClosePeer);
        self.push(Output::CloseSocket);
        self.push(Output::Log(Happening::Ended(ending)));
        State::Ended(Ended { ending, who })
    }
}

/// Reads a text of the signal server; one that is no message is a fault.
fn from_signal<R>(text: &str, cx: &mut Context<R>) -> Result<FromSignal, Patience> {
    FromSignal::decode(text).map_err(|_| cx.fault())
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;

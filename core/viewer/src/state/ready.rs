//! PURE: what is prepared before the Helper presses Connect.
//!
//! The browser's connection, with its certificate, its offer and its candidates, and the link to the
//! signal server take a while to make, and none of it depends on the code. Nothing is said on either.

use alloc::boxed::Box;

use protocol::limits::PREPARED;
use protocol::name::DisplayName;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::joining::{Joining, Prepared};
use super::{Context, Input, Output, State, Way};
use crate::log::Happening;

/// What is ready, or on its way.
#[derive(Debug, Default)]
pub(super) struct Ready {
    has_peer: bool,
    prepared: Prepared,
    socket: Socket,
    pub(super) until: Tick,
}

/// The link to the signal server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Socket {
    #[default]
    Closed,
    Opening,
    Open,
}

impl Ready {
    /// While nothing is prepared.
    pub(super) fn none<R: CryptoRngCore>(input: Input, cx: &mut Context<R>, now: Tick) -> State {
        match input {
            Input::Expect => Self::begin(cx, now),
            Input::Connect { way, name } => Self::default().connect(way, name, cx, now),
            Input::RequestControl
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
            | Input::Again
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
            | Input::Timeout => State::Idle(None),
        }
    }

    /// Begins to prepare.
    fn begin<R>(cx: &mut Context<R>, now: Tick) -> State {
        let mut ready = Self { until: now + PREPARED, ..Self::default() };
        ready.prepare(cx);
        State::Idle(Some(Box::new(ready)))
    }

    /// Makes what is not there.
    fn prepare<R>(&mut self, cx: &mut Context<R>) {
        // The peer first, and before the link is open: a browser that cannot show the picture must
        // not use up a claim.
        if !self.has_peer {
            self.has_peer = true;
            self.hang_up(cx);
            cx.push(Output::OpenPeer);
        }
        if self.socket == Socket::Closed {
            self.socket = Socket::Opening;
            cx.push(Output::OpenSocket);
        }
    }

    /// Begins a session with it.
    fn connect<R: CryptoRngCore>(
        mut self,
        way: Way,
        name: DisplayName,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        cx.faults = 0;
        self.prepare(cx);
        let happening = match way {
            Way::Code(_) => Happening::InvitationOpened,
            Way::Known(_) => Happening::Went,
        };
        let mut joining = Joining::new(way, name, self.prepared, now);
        if self.socket == Socket::Open {
            joining.claim(cx);
        }
        cx.push(Output::Log(happening));
        State::Joining(Box::new(joining))
    }

    pub(super) fn handle<R: CryptoRngCore>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        match input {
            Input::Expect => self.prepare(cx),
            Input::Connect { way, name } => return self.connect(way, name, cx, now),
            Input::SocketOpen => self.socket = Socket::Open,
            // The server waits for nobody for long. What it has to say is for somebody who asked.
            Input::SocketText(_) | Input::SocketClosed => self.hang_up(cx),
            Input::Offer { sdp } => self.prepared.offer = Some(sdp),
            Input::Candidate(candidate) => self.prepared.add(candidate),
            // It is tried once more when it is needed, and what is wrong is said then.
            Input::NoDecoder | Input::PeerFailed => self.drop_peer(cx),
            Input::Timeout if now >= self.until => {
                self.hang_up(cx);
                self.drop_peer(cx);
                return State::Idle(None);
            }
            Input::RequestControl
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
            | Input::Again
            | Input::ControlOpen
            | Input::ControlText(_)
            | Input::ControlClosed
            | Input::CursorBytes(_)
            | Input::Timeout => {}
        }
        State::Idle(Some(self))
    }

    fn hang_up<R>(&mut self, cx: &mut Context<R>) {
        if self.socket != Socket::Closed {
            self.socket = Socket::Closed;
            cx.push(Output::CloseSocket);
        }
    }

    fn drop_peer<R>(&mut self, cx: &mut Context<R>) {
        if self.has_peer {
            self.has_peer = false;
            self.prepared = Prepared::default();
            cx.push(Output::ClosePeer);
        }
    }
}

//! What is prepared before the Helper presses Connect.
//!
//! The path, with its certificate, its offer and its candidates, and the connection to the signal server
//! take a while to set up, and do not depend on the code. Nothing is sent on either.

use alloc::boxed::Box;
use alloc::vec::Vec;

use protocol::limits::PREPARED_LIFETIME;
use protocol::name::DisplayName;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::context::{Context, Next, PeerLabel};
use super::input::{Input, SessionInput, SignalInput, Target};
use super::joining::Joining;
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::PathInput;
use crate::log::LogEvent;
use crate::outcome::Ending;

/// What is ready, or being set up.
#[derive(Debug, Default)]
pub(super) struct Ready {
    path: Option<Negotiation>,
    socket: Socket,
    /// When it is closed again; `None` while nothing is prepared.
    pub(super) until: Option<Tick>,
}

/// The connection to the signal server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Socket {
    #[default]
    Closed,
    Opening,
    Open,
}

impl Ready {
    pub(super) fn handle<R: CryptoRngCore>(
        mut self,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Next<Self, Box<Joining>> {
        match input {
            Input::Session(SessionInput::Prepare) => {
                self.until.get_or_insert(now + PREPARED_LIFETIME);
                self.path = Some(self.prepare(cx));
            }
            Input::Session(SessionInput::Connect { target: Target::Code(code), .. })
                if cx.tries.are_used_up(&code.secret, now) =>
            {
                self.give_up(cx);
                return cx.end(Ending::TriedTooOften, PeerLabel::default());
            }
            Input::Session(SessionInput::Connect { target, name }) => {
                return Next::Advance(self.connect(target, name, cx, now));
            }
            Input::Signal(input) if self.until.is_some() => self.on_signal(&input, cx),
            Input::Path(_, input) => self.on_path(input, cx),
            Input::Timeout if self.until.is_some_and(|until| now >= until) => {
                self.close_socket(cx);
                self.close_path(cx);
                self.until = None;
            }
            Input::Session(
                SessionInput::NetworkChanged
                | SessionInput::Disconnect
                | SessionInput::Leaving
                | SessionInput::Away
                | SessionInput::Resume(_)
                | SessionInput::Reset,
            )
            | Input::Person(_)
            | Input::Memory(_)
            | Input::Signal(_)
            | Input::Peer(..)
            | Input::Record(_)
            | Input::Transfer(_)
            | Input::FrameShown(_)
            | Input::Timeout => {}
        }
        Next::Stay(self)
    }

    fn on_signal<R>(&mut self, input: &SignalInput, cx: &mut Context<R>) {
        match input {
            SignalInput::Open => self.socket = Socket::Open,
            // The server closes a connection that claims nothing, and has nothing to say on it.
            SignalInput::Text(_) | SignalInput::Closed => self.close_socket(cx),
        }
    }

    fn on_path<R>(&mut self, input: PathInput, cx: &mut Context<R>) {
        match (input, &mut self.path) {
            (PathInput::Offer { sdp }, Some(path)) => path.offer(sdp),
            (PathInput::Candidate(candidate), Some(path)) => path.candidate(candidate),
            // It is tried once more when it is needed, and what is wrong is said then.
            (PathInput::Failed, Some(_)) => self.close_path(cx),
            (PathInput::Up | PathInput::Down, Some(_)) | (_, None) => {}
        }
    }

    /// Sets up what is missing, and returns the path.
    fn prepare<R>(&mut self, cx: &mut Context<R>) -> Negotiation {
        // The path first, and before the socket is open: a browser that cannot show the picture must
        // not use up a claim.
        let path = match self.path.take() {
            Some(path) => path,
            None => {
                self.close_socket(cx);
                // The server names servers when the invitation is claimed.
                Negotiation::open(Vec::new(), cx)
            }
        };
        if self.socket == Socket::Closed {
            self.socket = Socket::Opening;
            cx.push(Output::OpenSocket);
        }
        cx.push(Output::PrepareLane);
        path
    }

    /// Begins a session with what is prepared.
    fn connect<R: CryptoRngCore>(
        mut self,
        target: Target,
        name: DisplayName,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Box<Joining> {
        cx.begin();
        let path = self.prepare(cx);
        let event = match target {
            Target::Code(_) => LogEvent::InvitationOpened,
            Target::Known(_) => LogEvent::KnownUserCalled,
        };
        let mut joining = Joining::new(target, name, path, now);
        if self.socket == Socket::Open {
            joining.claim(cx);
        }
        cx.push(Output::Log(event));
        Box::new(joining)
    }

    /// Gives up what is prepared.
    pub(super) fn give_up<R>(mut self, cx: &mut Context<R>) {
        self.close_socket(cx);
        self.close_path(cx);
    }

    fn close_socket<R>(&mut self, cx: &mut Context<R>) {
        if self.socket != Socket::Closed {
            self.socket = Socket::Closed;
            cx.push(Output::CloseSocket);
        }
    }

    fn close_path<R>(&mut self, cx: &mut Context<R>) {
        if let Some(path) = self.path.take() {
            cx.close_path(path.id());
        }
    }
}

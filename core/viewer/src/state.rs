//! The Helper's side of a session, from the code to the end.
//!
//! ```text
//! Idle ── Connect ──▶ Joining ── PAKE ──▶ Proving ── confirmed ──▶ Connecting
//!                                                                      │ path is up
//!   any ── Bye, refusal, silence, deadline, Disconnect ──▶ Ended ◀── Connected
//! ```
//!
//! The sharer leads: [`Viewer`] shows the phase that the sharer announces and allows itself nothing
//! more. The browser prepares the path while the code is typed and proven, so that no time is lost;
//! nothing of it leaves unsealed.
//!
//! Each state is a module. Its `handle` returns whether it stays, which state follows, or the end; it
//! imports only states that follow it. `session` is what a proven handshake establishes, `reach` the
//! paths to the sharer, `signaling` the sealed channel through the signal server, `tries` what bounds a server
//! that plays the sharer.

mod chat;
mod connected;
mod connecting;
mod context;
mod files;
mod first_lane;
mod input;
mod joining;
pub(crate) mod kept;
mod negotiation;
mod output;
mod path;
mod picture_taking;
mod proving;
mod reach;
mod ready;
mod remember;
mod rights;
mod screen;
mod session;
mod signaling;
mod tries;
mod view;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::convert::Infallible;

use protocol::sealed::PageHash;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use crate::log::LogEvent;
pub use crate::outcome::{Ending, NotRemembered, Notice};
use connected::Connected;
use connecting::Connecting;
use context::{Context, Ended, Next};
pub use protocol::system::System;

pub use files::{FileState, FileView};
pub use input::{
    FileAct, Input, MemoryInput, PeerMessage, PersonInput, SessionInput, SignalInput, Target,
};
use joining::Joining;
pub use kept::KeptSession;
pub use output::Output;
pub use path::{Candidate, PathId, PathInput, PathOutput};
pub use protocol::network::IceServer;
use proving::Proving;
use ready::Ready;
pub use rights::{RightState, RightView};
pub use view::{Control, Phase, Picture, Prompt, Remembering, Step, Steps, View};

/// The Helper's side of one session after another.
///
/// Every call of [`Viewer::handle`] must be followed by draining [`Viewer::poll`].
#[derive(Debug)]
pub struct Viewer<R> {
    state: State,
    view: View,
    cx: Context<R>,
}

#[derive(Debug)]
enum State {
    /// No session; a path and a connection to the signal server may be prepared.
    Idle(Ready),
    /// The signal server is asked for the invitation.
    Joining(Box<Joining>),
    /// The code is being proven in both directions.
    Proving(Box<Proving>),
    /// The code is proven; the path comes up.
    Connecting(Box<Connecting>),
    /// The two ends exchange messages.
    Connected(Box<Connected>),
    /// The session is over.
    Ended(Ended),
}

impl<R: CryptoRngCore> Viewer<R> {
    /// A viewer without a session. All its randomness comes from `rng`.
    pub fn new(rng: R) -> Self {
        Self { state: State::Idle(Ready::default()), view: View::default(), cx: Context::new(rng) }
    }

    /// Says which page this is, to be compared with the one that a sharer was built with.
    pub fn set_page(&mut self, page: PageHash) {
        self.cx.page = Some(page);
    }

    /// Advances the viewer.
    pub fn handle(&mut self, input: Input, now: Tick) {
        let cx = &mut self.cx;
        if let Input::Path(path, _) | Input::Peer(path, ..) = &input
            && !cx.is_open(*path)
        {
            return;
        }
        let state = core::mem::replace(&mut self.state, State::Idle(Ready::default()));
        self.state = match (state, input) {
            (State::Idle(ready), Input::Session(SessionInput::Resume(kept))) => {
                ready.give_up(cx);
                match Connected::resume(&kept, cx, now) {
                    Some(connected) => Box::new(connected).handle(Input::Timeout, cx, now).into(),
                    None => State::Idle(Ready::default()),
                }
            }
            (State::Connected(connected), Input::Session(SessionInput::Away))
                if connected.keep(cx, now).is_some() =>
            {
                connected.go_away(cx);
                State::Idle(Ready::default())
            }
            (State::Idle(ready), input) => ready.handle(input, cx, now).into(),
            (State::Joining(joining), input) => joining.handle(input, cx, now).into(),
            (State::Proving(proving), input) => proving.handle(input, cx, now).into(),
            (State::Connecting(connecting), input) => connecting.handle(input, cx, now).into(),
            (State::Connected(connected), input) => connected.handle(input, cx, now).into(),
            (State::Ended(ended), input) => ended.handle(input, cx, now),
        };
        let view = self.state.view();
        if view != self.view {
            self.view = view;
            self.cx.push(Output::ViewChanged);
        }
    }

    /// Returns what the driver must do next; `None` means nothing is left to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.cx.poll()
    }

    /// Returns when [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Idle(ready) => ready.until,
            State::Ended(_) => None,
            State::Joining(joining) => Some(joining.until),
            State::Proving(proving) => Some(proving.until),
            State::Connecting(connecting) => Some(connecting.deadline()),
            State::Connected(connected) => connected.deadline(),
        }
    }

    /// What a page that is loaded again now has seen without a further message: its files that are not complete stop,
    /// and the sharer writes that down.
    pub fn stopped_by_reload(&self) -> Vec<LogEvent> {
        match &self.state {
            State::Connected(connected) => connected.stopped_by_reload().collect(),
            State::Idle(_)
            | State::Joining(_)
            | State::Proving(_)
            | State::Connecting(_)
            | State::Ended(_) => Vec::new(),
        }
    }

    /// Returns what the page needs to go on with this session after it is loaded again. `None` when that is
    /// not possible: then the page leaves.
    pub fn keep(&self, now: Tick) -> Option<KeptSession> {
        match &self.state {
            State::Connected(connected) => connected.keep(&self.cx, now),
            State::Idle(_)
            | State::Joining(_)
            | State::Proving(_)
            | State::Connecting(_)
            | State::Ended(_) => None,
        }
    }

    /// Returns what the page stores at [`Output::StoreTries`], and needs after it is loaded again
    /// ([`Self::restore_tries`]). `unix_ms` is the time in ms since 1970.
    pub fn tries(&self, now: Tick, unix_ms: u64) -> String {
        self.cx.tries.encode(now, unix_ms)
    }

    /// Takes up what was stored before the page was loaded. Lines of another form are dropped.
    pub fn restore_tries(&mut self, text: &str, now: Tick, unix_ms: u64) {
        self.cx.tries.decode(text, now, unix_ms);
    }

    /// Returns what the page shows.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Returns whether input of the Helper would be sent at this moment.
    pub fn is_controlling(&self) -> bool {
        self.view.control == Control::Granted && self.view.picture == Picture::Shown
    }
}

impl State {
    fn view(&self) -> View {
        match self {
            State::Idle(_) => View::default(),
            State::Joining(joining) => View::joining(Step::Opening, joining.peer()),
            State::Proving(proving) => View::joining(Step::Proving, proving.peer()),
            State::Connecting(connecting) => connecting.view(),
            State::Connected(connected) => connected.view(),
            State::Ended(ended) => View {
                phase: Phase::Ended,
                user: ended.peer.user.clone(),
                is_known: ended.peer.is_known,
                ending: Some(ended.ending),
                ..View::default()
            },
        }
    }
}

impl Ended {
    fn handle<R: CryptoRngCore>(self, input: Input, cx: &mut Context<R>, now: Tick) -> State {
        match input {
            Input::Session(SessionInput::Reset) => State::Idle(Ready::default()),
            Input::Session(SessionInput::Connect { .. }) => {
                Ready::default().handle(input, cx, now).into()
            }
            Input::Session(
                SessionInput::Prepare
                | SessionInput::NetworkChanged
                | SessionInput::Disconnect
                | SessionInput::Leaving
                | SessionInput::Away
                | SessionInput::Resume(_),
            )
            | Input::Person(_)
            | Input::Memory(_)
            | Input::Signal(_)
            | Input::Path(..)
            | Input::Peer(..)
            | Input::Record(_)
            | Input::Transfer(_)
            | Input::FrameShown(_)
            | Input::Timeout => State::Ended(self),
        }
    }
}

impl<S: Into<State>, N: Into<State>> From<Next<S, N>> for State {
    fn from(next: Next<S, N>) -> Self {
        match next {
            Next::Stay(state) => state.into(),
            Next::Advance(state) => state.into(),
            Next::End(ended) => State::Ended(ended),
        }
    }
}

impl From<Ready> for State {
    fn from(ready: Ready) -> Self {
        State::Idle(ready)
    }
}

impl From<Box<Joining>> for State {
    fn from(joining: Box<Joining>) -> Self {
        State::Joining(joining)
    }
}

impl From<Box<Proving>> for State {
    fn from(proving: Box<Proving>) -> Self {
        State::Proving(proving)
    }
}

impl From<Box<Connecting>> for State {
    fn from(connecting: Box<Connecting>) -> Self {
        State::Connecting(connecting)
    }
}

impl From<Box<Connected>> for State {
    fn from(connected: Box<Connected>) -> Self {
        State::Connected(connected)
    }
}

impl From<Infallible> for State {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;

//! PURE: the sealed link through the signal server, and the time until the direct connection is up.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::channel::Channel;
use protocol::handshake::{HandshakeError, SealedChannel};
use protocol::limits::{CANDIDATES, TRANSPORT_TIMEOUT};
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Phase as WirePhase, ToSharer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, FromSignal, Refusal, ToSignal};
use protocol::time::Tick;

use super::connected::Connected;
use super::remember::Remember;
use super::view::{Phase, Step, View};
use super::{Context, Ending, Input, Met, Note, Output, Patience, State, Who, from_signal};

/// An ICE candidate (RFC 8838 trickle), of either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The `candidate:` line.
    pub candidate: String,
    /// The media section it belongs to.
    pub mid: Option<String>,
    /// The index of that section.
    pub line: Option<u16>,
}

/// Seals a message of the introduction and hands it to the signal server.
///
/// One that cannot be sealed is left out: a description of this browser above the bound would be
/// refused on the other side as well, and the connection then ends by its deadline.
pub(super) fn introduce<R>(
    message: &Introduction,
    seal: impl FnOnce(&[u8]) -> Result<Vec<u8>, HandshakeError>,
    cx: &mut Context<R>,
) {
    if let Some(body) = seal(&message.encode()).ok().and_then(Body64::new) {
        cx.push(Output::Signal(ToSignal::Relay { claim: None, body }));
    }
}

impl From<Candidate> for Introduction {
    fn from(Candidate { candidate, mid, line }: Candidate) -> Self {
        Introduction::Candidate { candidate, mid, line }
    }
}

/// The way through the signal server, once the code is proven.
#[derive(Debug)]
pub(super) struct Link {
    /// `None` once the way is closed.
    channel: Option<SealedChannel>,
    pub(super) user: Option<DisplayName>,
    /// Who it is, when the Helper came without a code.
    pub(super) met: Option<Met>,
    pub(super) remember: Remember,
    pub(super) view_only: bool,
    offered: bool,
    own: Vec<Candidate>,
    answered: bool,
    /// Candidates of the sharer that came before its answer.
    early: Vec<Candidate>,
    taken: u32,
}

/// What a message through the signal server means for the session.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing more than was done already.
    Done,
    /// The server says so: no more than a hint once the two are connected.
    Refused(Refusal),
    /// The way is closed.
    Closed,
    /// The sharer leaves.
    Bye(EndReason),
    /// The sharer cannot be understood.
    Version,
    /// Somebody broke the protocol once too often, or the seal.
    Fault,
}

impl Link {
    /// Says a message of the introduction, if the way is still open.
    pub(super) fn say<R>(&mut self, message: &Introduction, cx: &mut Context<R>) {
        if let Some(channel) = &mut self.channel {
            introduce(message, |plain| channel.seal(plain), cx);
        }
    }

    /// Whether the other end could still be heard of through the server.
    pub(super) fn is_open(&self) -> bool {
        self.channel.is_some()
    }

    /// Who is on the other side.
    pub(super) fn who(&self) -> Who {
        Who { user: self.user.clone(), is_known: self.met.is_some() }
    }

    /// Nothing can be said through the server any more.
    pub(super) fn close<R>(&mut self, cx: &mut Context<R>) {
        if self.channel.take().is_some() {
            cx.push(Output::CloseSocket);
        }
    }

    pub(super) fn offer<R>(&mut self, sdp: String, cx: &mut Context<R>) {
        if self.offered {
            return;
        }
        self.offered = true;
        self.say(&Introduction::Offer { sdp }, cx);
        for candidate in core::mem::take(&mut self.own) {
            self.say(&candidate.into(), cx);
        }
    }

    pub(super) fn candidate<R>(&mut self, candidate: Candidate, cx: &mut Context<R>) {
        if self.offered {
            self.say(&candidate.into(), cx);
        } else if u32::try_from(self.own.len()).is_ok_and(|n| n < CANDIDATES) {
            self.own.push(candidate);
        }
    }

    pub(super) fn heard<R>(&mut self, text: &str, cx: &mut Context<R>) -> Heard {
        let message = match from_signal(text, cx) {
            Ok(message) => message,
            Err(Patience::Left) => return Heard::Done,
            Err(Patience::Gone) => return Heard::Fault,
        };
        match message {
            FromSignal::Relay { body } => {
                let Some(channel) = &mut self.channel else {
                    return Heard::Done;
                };
                match channel.open(body.as_bytes()) {
                    Ok(plain) => self.opened(&plain, cx),
                    Err(_) => Heard::Fault,
                }
            }
            FromSignal::PeerGone {} | FromSignal::Closing {} => Heard::Closed,
            FromSignal::Refused { reason } => Heard::Refused(reason),
            FromSignal::Opened { .. }
            | FromSignal::Claimed { .. }
            | FromSignal::Waiting { .. }
            | FromSignal::Watched { .. } => faulty(cx),
        }
    }

    fn opened<R>(&mut self, plain: &[u8], cx: &mut Context<R>) -> Heard {
        match Introduction::decode(plain) {
            Ok(Introduction::Welcome { name, version, view_only }) => {
                if version < protocol::OLDEST_VERSION {
                    return Heard::Version;
                }
                if version != protocol::VERSION {
                    cx.push(Output::Note(Note::OtherVersion));
                }
                // Whom the Helper knows is called as the Helper calls them.
                self.user.get_or_insert(name);
                self.view_only = view_only;
                Heard::Done
            }
            Ok(Introduction::Answer { sdp }) => {
                if self.answered || !self.offered {
                    return faulty(cx);
                }
                self.answered = true;
                cx.push(Output::SetAnswer { sdp });
                for candidate in core::mem::take(&mut self.early) {
                    cx.push(Output::AddCandidate(candidate));
                }
                Heard::Done
            }
            Ok(Introduction::Candidate { candidate, mid, line }) => {
                self.taken = self.taken.saturating_add(1);
                if self.taken > CANDIDATES {
                    return Heard::Done;
                }
                let candidate = Candidate { candidate, mid, line };
                if self.answered {
                    cx.push(Output::AddCandidate(candidate));
                } else {
                    self.early.push(candidate);
                }
                Heard::Done
            }
            Ok(Introduction::Bye { reason }) => Heard::Bye(reason),
            Ok(Introduction::Hello { .. } | Introduction::Offer { .. }) | Err(_) => faulty(cx),
        }
    }
}

fn faulty<R>(cx: &mut Context<R>) -> Heard {
    match cx.fault() {
        Patience::Left => Heard::Done,
        Patience::Gone => Heard::Fault,
    }
}

/// The code is proven; the direct connection comes up.
#[derive(Debug)]
pub(super) struct Connecting {
    link: Link,
    pub(super) until: Tick,
}

impl Connecting {
    pub(super) fn new(
        channel: SealedChannel,
        met: Option<Met>,
        offered: bool,
        own: Vec<Candidate>,
        now: Tick,
    ) -> Self {
        let remember = Remember::new(*channel.binding(), met.is_some());
        let link = Link {
            channel: Some(channel),
            user: met.as_ref().map(|met| met.name.clone()),
            met,
            remember,
            view_only: false,
            offered,
            own,
            answered: false,
            early: Vec::new(),
            taken: 0,
        };
        Self { link, until: now + TRANSPORT_TIMEOUT }
    }

    pub(super) fn view(&self) -> View {
        View {
            phase: Phase::WaitingForConnect,
            step: Step::Connecting,
            user: self.link.user.clone(),
            is_known: self.link.met.is_some(),
            ..View::default()
        }
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        match input {
            Input::SocketText(text) => match self.link.heard(&text, cx) {
                Heard::Done => {}
                Heard::Refused(reason) => return self.over(Ending::Refused(reason), cx),
                Heard::Closed => return self.over(Ending::Session(EndReason::ConnectionLost), cx),
                Heard::Bye(reason) => return self.over(Ending::Session(reason), cx),
                Heard::Version => return self.leave(EndReason::Version, cx),
                Heard::Fault => return self.leave(EndReason::Fault, cx),
            },
            // With the answer here, the two may still find each other without the server.
            Input::SocketClosed if self.link.answered => self.link.close(cx),
            Input::SocketClosed => return self.over(Ending::ServerLost, cx),
            Input::NoDecoder => return self.leave(EndReason::NoDecoder, cx),
            Input::Offer { sdp } => self.link.offer(sdp, cx),
            Input::Candidate(candidate) => self.link.candidate(candidate, cx),
            Input::PeerFailed => return self.leave(EndReason::NoPath, cx),
            Input::Timeout if now >= self.until => return self.leave(EndReason::NoPath, cx),
            Input::Disconnect => return self.leave(EndReason::HelperLeft, cx),
            Input::ControlOpen => {
                cx.push(Output::Control(ToSharer::ExactTiles {}));
                cx.push(Output::SayLogKey);
                return State::Connected(Box::new(Connected::new(self.link, now)));
            }
            Input::Expect
            | Input::Connect { .. }
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
            | Input::Again
            | Input::SocketOpen
            | Input::ControlText(_)
            | Input::ControlClosed
            | Input::CursorBytes(_)
            | Input::Timeout => {}
        }
        State::Connecting(self)
    }

    fn leave<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> State {
        self.link.say(&Introduction::Bye { reason }, cx);
        self.over(Ending::Session(reason), cx)
    }

    fn over<R>(self, ending: Ending, cx: &mut Context<R>) -> State {
        cx.end(ending, self.link.who())
    }
}

/// The page's phase for the phase that the sharer says; `None` when it is over.
pub(super) fn phase_of(phase: WirePhase) -> Option<Phase> {
    match phase {
        WirePhase::WaitingForConnect => Some(Phase::WaitingForConnect),
        WirePhase::ScreenSharing => Some(Phase::ScreenSharing),
        WirePhase::ControlSharing => Some(Phase::ControlSharing),
        WirePhase::Ended => None,
    }
}

/// The channel an event travels on: what may be lost, and what must arrive.
pub(super) fn channel_of(event: &protocol::input::InputEvent) -> Channel {
    use protocol::input::InputEvent as E;
    match event {
        E::Move { .. } => Channel::Pointer,
        E::Button { .. }
        | E::Wheel { .. }
        | E::Key { .. }
        | E::Character { .. }
        | E::Picture { .. }
        | E::ReleaseAll => Channel::Input,
    }
}

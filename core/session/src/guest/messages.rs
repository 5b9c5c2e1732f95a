//! What the Helper says once they are proven: sealed over the server, then on the path.

use protocol::OLDEST_VERSION;
use protocol::channel::Channel;
use protocol::input::{InputEvent, InputMark};
use protocol::peer::{EndReason, Party, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::{Guest, GuestPhase};
use crate::effect::{Effect, LogAnswer};
use crate::ids::PathId;
use crate::input::TransportInput;
use crate::notice::Notice;
use crate::path::Path;
use crate::question::Question;
use crate::questions::Request;
use crate::right::{Right, RightEvent};
use crate::shared::Shared;

impl Guest {
    /// A sealed message over the server.
    pub(crate) fn on_sealed(&mut self, shared: &mut Shared, body: &[u8]) {
        let opened = self.identity.channel.open(body);
        match opened.map(|plain| Introduction::decode(&plain)) {
            Ok(Ok(message)) => self.on_introduction(shared, message),
            Ok(Err(_)) => self.fault(shared),
            // The server, or an attacker between the ends, changed, repeated or dropped a message.
            // A path that is up is not touched by it.
            Err(_) => {
                if matches!(self.phase, GuestPhase::Introducing { .. }) && !self.is_up() {
                    self.end(shared, EndReason::Fault);
                }
            }
        }
    }

    fn on_introduction(&mut self, shared: &mut Shared, message: Introduction) {
        match message {
            Introduction::Bye { reason } => self.end(shared, said_by_helper(reason)),
            Introduction::Candidate { candidate, mid, line } => {
                if let Some(path) = &mut self.path
                    && path.takes_candidate()
                {
                    let (guest, path) = (self.id, path.id);
                    shared.push(Effect::AddCandidate { guest, path, candidate, mid, line });
                }
            }
            Introduction::Hello { name, version } => self.on_hello(shared, name, version),
            Introduction::Offer { sdp } => {
                // One offer for each path, and today one path for each guest.
                if self.path.is_some() {
                    return self.fault(shared);
                }
                let path = shared.new_path();
                self.path = Some(Path::new(path));
                shared.push(Effect::AcceptOffer { guest: self.id, path, sdp });
            }
            Introduction::Welcome { .. } | Introduction::Answer { .. } => self.fault(shared),
        }
    }

    fn on_hello(&mut self, shared: &mut Shared, name: protocol::name::DisplayName, version: u16) {
        let GuestPhase::Introducing { has_said_hello, .. } = &mut self.phase else {
            return self.fault(shared);
        };
        if *has_said_hello {
            return self.fault(shared);
        }
        if version < shared.options.oldest_version.max(OLDEST_VERSION) {
            return self.end(shared, EndReason::Version);
        }
        *has_said_hello = true;
        // A known Helper has the name that the User, or the owner of the computer, gave them.
        let helper = self.identity.name.get_or_insert_with(|| name.clone()).clone();
        let alias = (helper != name).then_some(name);
        let (guest, question, proof) = (self.id, Question::Connect, self.identity.proof);
        if !shared.ask(Request { guest, question, helper, alias, proof }) {
            return self.end(shared, EndReason::NoAnswer);
        }
        shared.push(Effect::Right { guest, event: RightEvent::Requested(Right::Look) });
    }

    /// What happens on a path. What belongs to another path than the current one is dropped.
    pub(crate) fn on_transport(
        &mut self,
        shared: &mut Shared,
        path: PathId,
        input: TransportInput,
        now: Tick,
    ) {
        let Some(current) = self.path.as_mut().filter(|current| current.id == path) else { return };
        match input {
            TransportInput::Answer { sdp } => {
                self.send_sealed(shared, &Introduction::Answer { sdp });
            }
            TransportInput::Candidate { candidate, mid, line } => {
                self.send_sealed(shared, &Introduction::Candidate { candidate, mid, line });
            }
            TransportInput::Up => {
                current.up(now);
                let (phase, paused) = (Phase::WaitingForConnect, false);
                self.send(shared, ToViewer::Phase { phase, paused });
                self.share_when_ready(shared);
            }
            TransportInput::Down => self.on_path_down(shared, now),
            TransportInput::Message { channel, bytes } => {
                if current.heard(now) {
                    self.identity.signaling.heard_on_path(now);
                }
                match channel {
                    Channel::Control => self.on_control_message(shared, &bytes, now),
                    Channel::Input | Channel::Pointer => self.on_input_event(shared, &bytes, now),
                    Channel::Cursor | Channel::Frames | Channel::Tiles | Channel::Video => {
                        self.fault(shared)
                    }
                }
            }
        }
    }

    /// A page that is closed says goodbye, but the end of its path may arrive before its last message
    /// and before what the server says. They are waited for, with pictures and control stopped.
    fn on_path_down(&mut self, shared: &mut Shared, now: Tick) {
        if self.identity.signaling.is_peer_gone() {
            return self.end(shared, EndReason::HelperLeft);
        }
        if !self.was_up() {
            return self.end(shared, EndReason::NoPath);
        }
        if let Some(path) = &mut self.path {
            path.down(now);
        }
        self.end_control(shared, Party::Helper);
        // The Helper could not be told the answer.
        self.withdraw_control_question(shared, crate::right::RightRefusal::NoAnswer);
        self.withdraw_remembering(shared);
        self.follow_pictures(shared);
    }

    /// The connection to the server on which the claim was made is lost.
    pub(crate) fn on_signal_down(&mut self) {
        self.identity.signaling.disconnected();
    }

    /// The server lost the Helper.
    pub(crate) fn on_peer_gone(&mut self, shared: &mut Shared, now: Tick) {
        self.identity.signaling.peer_gone(now);
        if !self.is_up() {
            self.end(shared, EndReason::HelperLeft);
        }
    }

    fn on_control_message(&mut self, shared: &mut Shared, bytes: &[u8], now: Tick) {
        let message = core::str::from_utf8(bytes).ok().map(ToSharer::decode);
        let Some(Ok(message)) = message else { return self.fault(shared) };
        let guest = self.id;
        match message {
            ToSharer::Ping { at } => {
                if self.allowances.pings.take(now)
                    && let Some(path) = self.path()
                {
                    shared.push(Effect::Pong { guest, path, at });
                }
            }
            ToSharer::Bye { reason } => self.end(shared, said_by_helper(reason)),
            ToSharer::Chat { text } => {
                if self.is_sharing() && self.allowances.chat.take(now) {
                    shared.notify(Some(guest), Notice::Chat { from: Party::Helper, text });
                }
            }
            ToSharer::RequestControl {} => self.on_control_request(shared),
            ToSharer::GiveUpControl {} => self.end_control(shared, Party::Helper),
            ToSharer::ShowDisplay { name } => {
                if self.allowances.display_requests.take(now) {
                    self.on_display_request(shared, name);
                }
            }
            ToSharer::ShowsLosslessTiles {} => shared.push(Effect::SendTiles { guest }),
            ToSharer::LogKey { key } => {
                shared.push(Effect::LogAnswer { guest, answer: LogAnswer::Key(key) });
            }
            ToSharer::LogSeen { number, signature } => {
                let answer = LogAnswer::Seen { number, signature };
                shared.push(Effect::LogAnswer { guest, answer });
            }
            ToSharer::Remember { key } => self.on_remember(shared, key),
            ToSharer::RememberProof { proof } => self.on_remember_proof(shared, &proof),
            ToSharer::RememberRefused {} => self.on_remember_refused(shared),
            ToSharer::Unknown => {}
        }
    }

    fn on_input_event(&mut self, shared: &mut Shared, bytes: &[u8], now: Tick) {
        let guest = self.id;
        if let Some(InputMark { number }) = InputMark::decode(bytes) {
            if self.is_controlling()
                && let Some(path) = self.path()
            {
                shared.push(Effect::InputHandled { guest, path, number });
            }
            return;
        }
        let Ok(event) = InputEvent::decode(bytes) else { return self.fault(shared) };
        if !self.points_at_what_is_shown(shared, event) {
            return;
        }
        // Outside Control Sharing, and while only the User may act, events are dropped and are no
        // fault: they may have been in flight.
        let is_shielded = !self.holds(Right::SystemPrompts)
            && (shared.prompts.is_open || shared.prompts.is_unwatched);
        if let GuestPhase::Controlling(gate) = &mut self.phase
            && !is_shielded
        {
            let admitted = gate.admit(event, now).into_iter();
            shared.effects.extend(admitted.map(|event| Effect::Inject { guest, event }));
        }
    }
}

/// The reason that holds when the Helper gives one: a Helper cannot speak for the User.
fn said_by_helper(reason: EndReason) -> EndReason {
    match reason {
        EndReason::NoDecoder
        | EndReason::NoPath
        | EndReason::Version
        | EndReason::ConnectionLost
        | EndReason::Fault => reason,
        EndReason::UserLeft
        | EndReason::HelperLeft
        | EndReason::Declined
        | EndReason::NoAnswer
        | EndReason::Expired
        | EndReason::Burnt
        | EndReason::NoScreen => EndReason::HelperLeft,
    }
}

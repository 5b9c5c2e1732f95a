//! What the Helper says once they are proven: sealed over the server, then on the path.

use protocol::OLDEST_VERSION;
use protocol::channel::Channel;
use protocol::input::{InputEvent, InputMark, split_number};
use protocol::limits::CODE_TRIES;
use protocol::peer::{EndReason, Envelope, InputLoss, Party, Phase, ToSharer, ToViewer};
use protocol::sealed::{Introduction, PageHash};
use protocol::time::Tick;

use alloc::string::String;

use super::{Guest, GuestPhase};
use crate::effect::{Effect, LogAnswer};
use crate::ids::PathId;
use crate::input::TransportInput;
use crate::names::{look_alike, resembled};
use crate::notice::Notice;
use crate::paths::PathKind;
use crate::question::Question;
use crate::questions::Request;
use crate::right::{Right, RightEvent};
use crate::shared::Shared;

impl Guest {
    /// A sealed message over the server.
    pub(crate) fn on_sealed(&mut self, shared: &mut Shared, body: &[u8], now: Tick) {
        let opened = self.identity.claim.channel.open(body);
        match opened.map(|plain| Introduction::decode(&plain)) {
            Ok(Ok(message)) => self.on_introduction(shared, message, now),
            Ok(Err(_)) => self.fault(shared),
            // The server, or an attacker between the ends, changed, repeated or dropped a message.
            // A path that is up is not touched by it.
            Err(_) => {
                if matches!(self.phase, GuestPhase::Introducing { .. }) && !self.was_reached() {
                    self.end(shared, EndReason::Fault);
                }
            }
        }
    }

    fn on_introduction(&mut self, shared: &mut Shared, message: Introduction, now: Tick) {
        match message {
            Introduction::Bye { reason } => self.end(shared, said_by_helper(reason)),
            Introduction::Leaving {} => self.on_leaving(now),
            Introduction::Away {} => self.on_away(shared, now),
            Introduction::Candidate { path, candidate, mid, line } => {
                let (guest, path) = (self.id, PathId(path));
                if !path.is_lane() && self.paths.takes_candidate(path) {
                    shared.push(Effect::AddCandidate { guest, path, candidate, mid, line });
                }
            }
            Introduction::TriedBefore { times } => self.on_tried_before(shared, times),
            Introduction::Page { hash } => self.on_page(shared, hash),
            Introduction::Hello { name, version } => self.on_hello(shared, name, version),
            Introduction::Offer { path, sdp } => self.on_offer(shared, PathId(path), sdp, now),
            Introduction::Welcome { .. } | Introduction::Answer { .. } => self.fault(shared),
        }
    }

    /// Each path has one offer, and a higher number than those before.
    fn on_offer(&mut self, shared: &mut Shared, path: PathId, sdp: String, now: Tick) {
        let is_new = !path.is_lane() && self.news.last_offer.is_none_or(|last| path.0 > last);
        if !is_new || !self.allowances.path_offers.take(now) {
            return self.fault(shared);
        }
        self.news.last_offer = Some(path.0);
        self.on_news(now);
        self.open_path(shared, path, PathKind::Direct);
        let ice_servers = self.identity.claim.network.ice_servers.clone();
        shared.push(Effect::AcceptOffer { guest: self.id, path, sdp, ice_servers });
    }

    /// The User is told once the Helper has said who they are.
    fn on_tried_before(&mut self, shared: &mut Shared, times: u8) {
        match &mut self.phase {
            GuestPhase::Introducing { has_said_hello: false, tried_before, .. }
                if tried_before.is_none() =>
            {
                *tried_before = Some(times.min(CODE_TRIES));
            }
            GuestPhase::Introducing { .. }
            | GuestPhase::Sharing
            | GuestPhase::Controlling(_)
            | GuestPhase::Ended(_) => self.fault(shared),
        }
    }

    /// Which page the Helper has, as it says itself.
    fn on_page(&mut self, shared: &mut Shared, theirs: PageHash) {
        let GuestPhase::Introducing { has_said_hello: false, has_named_page, .. } = &mut self.phase
        else {
            return self.fault(shared);
        };
        if core::mem::replace(has_named_page, true) {
            return self.fault(shared);
        }
        if let Some(own) = shared.options.page.filter(|own| *own != theirs) {
            shared.notify(Some(self.id), Notice::OtherPage { theirs, own });
        }
    }

    fn on_hello(&mut self, shared: &mut Shared, name: protocol::name::DisplayName, version: u16) {
        let GuestPhase::Introducing { has_said_hello, tried_before, .. } = &mut self.phase else {
            return self.fault(shared);
        };
        if *has_said_hello {
            return self.fault(shared);
        }
        if version < shared.options.oldest_version.max(OLDEST_VERSION) {
            return self.end(shared, EndReason::Version);
        }
        *has_said_hello = true;
        let tried_before = tried_before.filter(|times| *times > 0);
        // Any name can be chosen, but not the one that the User or the owner gave to a key that is proven.
        let is_given = self.identity.name.as_ref().is_some_and(|given| look_alike(given, &name));
        if !is_given {
            let (known, key) = (&shared.options.known_names, self.identity.key.as_ref());
            self.identity.resembles = resembled(known, &name, key).cloned();
        }
        // A known Helper has the name that the User, or the owner of the computer, gave them.
        let helper = self.identity.name.get_or_insert_with(|| name.clone()).clone();
        let resembles = self.identity.resembles.clone();
        if let Some(times) = tried_before {
            let helper = helper.clone();
            shared.notify(Some(self.id), Notice::TriedBefore { helper, times });
        }
        let alias = (helper != name).then_some(name);
        let (guest, question, proof) = (self.id, Question::Connect, self.identity.proof);
        let files = None;
        if !shared.ask(Request { guest, question, helper, alias, proof, resembles, files }) {
            return self.end(shared, EndReason::NoAnswer);
        }
        shared.push(Effect::Right { guest, event: RightEvent::Requested(Right::Look) });
    }

    /// What happens on a path. What belongs to a path that was closed is dropped.
    pub(crate) fn on_transport(
        &mut self,
        shared: &mut Shared,
        path: PathId,
        input: TransportInput,
        now: Tick,
    ) {
        if !self.paths.ids().any(|id| id == path) {
            return;
        }
        match input {
            TransportInput::Answer { sdp } => {
                self.send_sealed(shared, &Introduction::Answer { path: path.0, sdp });
            }
            TransportInput::Candidate { candidate, mid, line } => {
                let message = Introduction::Candidate { path: path.0, candidate, mid, line };
                self.send_sealed(shared, &message);
            }
            TransportInput::Up => {
                // What was lost before does not count as found because of it.
                self.note_silence(shared, now);
                self.news.at = None;
                self.paths.up(path, now);
                self.follow_reach(shared, now);
            }
            TransportInput::Down => self.on_path_down(shared, path, now),
            TransportInput::Message { channel, bytes } => {
                self.on_heard(shared, path, now);
                match channel {
                    Channel::Control => self.on_control(shared, path, &bytes, now),
                    // It came on a path that is down.
                    Channel::Input | Channel::Pointer
                        if self.is_lost() && !self.paths.is_up(path) => {}
                    Channel::Input => self.on_numbered_input(shared, path, &bytes, now),
                    Channel::Pointer => self.on_input_event(shared, path, None, &bytes, now),
                    Channel::Cursor | Channel::Frames | Channel::Tiles | Channel::Video => {
                        self.fault(shared);
                    }
                    Channel::Bulk => self.on_bulk(shared, &bytes, now),
                }
            }
        }
    }

    /// The Helper's page waits for the User's answer.
    pub(super) fn announce_waiting(&self, shared: &mut Shared) {
        let (phase, paused) = (Phase::WaitingForConnect, false);
        self.send(shared, ToViewer::Phase { phase, paused });
    }

    /// Each message counts once, whichever path brings it.
    fn on_control(&mut self, shared: &mut Shared, path: PathId, bytes: &[u8], now: Tick) {
        let envelope = core::str::from_utf8(bytes).ok().map(Envelope::<ToSharer>::decode);
        let Some(Ok(envelope)) = envelope else { return self.fault(shared) };
        let Envelope { number, acknowledged, message, .. } = envelope;
        // On a path that is down the Helper can only leave. All else comes once more on the next path.
        let is_bye = matches!(message, ToSharer::Bye { .. });
        if self.is_lost() && !is_bye && !self.paths.is_up(path) {
            return;
        }
        shared.push(Effect::Acknowledged { guest: self.id, number: acknowledged });
        if number == 0 || self.inboxes.control.accept(number) {
            self.on_control_message(shared, path, message, now);
        }
    }

    fn on_numbered_input(&mut self, shared: &mut Shared, path: PathId, bytes: &[u8], now: Tick) {
        let Some((number, message)) = split_number(bytes) else { return self.fault(shared) };
        if number == 0 || self.inboxes.input.accept(number) {
            let number = Some(number).filter(|number| *number > 0);
            self.on_input_event(shared, path, number, message, now);
        }
    }

    fn on_control_message(
        &mut self,
        shared: &mut Shared,
        path: PathId,
        message: ToSharer,
        now: Tick,
    ) {
        let guest = self.id;
        match message {
            ToSharer::Ping { at, deaf } => {
                self.on_deaf(shared, path, deaf, now);
                if self.paths.is_up(path) && self.allowances.pings.take(now) {
                    let received = self.received();
                    shared.push(Effect::Pong { guest, path, at, received });
                }
            }
            ToSharer::Bye { reason } => self.end(shared, said_by_helper(reason)),
            ToSharer::Chat { text } => {
                if self.is_sharing() && self.allowances.chat.take(now) {
                    let (from, under_control) = (Party::Helper, false);
                    shared.notify(Some(guest), Notice::Chat { from, text, under_control });
                }
            }
            ToSharer::RequestControl {} => self.on_control_request(shared),
            ToSharer::GiveUpControl {} => self.end_control(shared, Party::Helper),
            ToSharer::RequestRight { right: Some(right) } => {
                if self.allowances.right_requests.take(now) {
                    self.on_right_request(shared, right, now);
                }
            }
            ToSharer::GiveUpRight { right: Some(right) } => self.on_right_given_up(shared, right),
            // Another version knows it.
            ToSharer::RequestRight { right: None } | ToSharer::GiveUpRight { right: None } => {}
            ToSharer::ShowDisplay { name } => {
                if self.allowances.display_requests.take(now) {
                    self.on_display_request(shared, name);
                }
            }
            // The path decides which video it carries.
            ToSharer::Decodes { rtp, messages } => {
                if self.allowances.decoders.take(now) {
                    shared.push(Effect::Decodes { guest, rtp, messages });
                }
            }
            ToSharer::RequestKeyframe {} => {
                if self.allowances.keyframe_requests.take(now) {
                    shared.push(Effect::RequestKeyframe { guest });
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
            ToSharer::InputFenced { count, last } => self.fence.answered(count, last),
            ToSharer::Away {} => self.on_away(shared, now),
            ToSharer::Reloaded {} => {
                if self.allowances.reloads.take(now) {
                    self.on_reloaded(shared, now);
                }
            }
            // A pause that it crossed on the way changes nothing: the picture was taken before.
            ToSharer::PictureTaken {} => {
                if self.is_sharing() && self.allowances.pictures.take(now) {
                    let helper = self.identity.name();
                    shared.notify(Some(guest), Notice::PictureTaken { helper });
                }
            }
            ToSharer::OfferFiles(part) => {
                if self.batches.is_continued_by(&part) || self.allowances.right_requests.take(now) {
                    self.on_files_offered(shared, part);
                }
            }
            ToSharer::Transfer(message) => {
                // Each file that the User wants is offered once, so that their answer bounds these.
                if self.batches.expects(&message) || self.allowances.transfers.take(now) {
                    self.on_transfer_message(shared, message);
                }
            }
            ToSharer::Mark { picture, mark } => self.on_mark(shared, picture, mark, now),
            ToSharer::PointAt { picture, at, color } => {
                self.on_point_at(shared, picture, at, color, now);
            }
            ToSharer::Unknown => {}
        }
    }

    fn on_input_event(
        &mut self,
        shared: &mut Shared,
        path: PathId,
        number: Option<u32>,
        bytes: &[u8],
        now: Tick,
    ) {
        let guest = self.id;
        if let Some(InputMark { number }) = InputMark::decode(bytes) {
            if self.is_controlling() && self.is_reached() {
                let received = self.received();
                shared.push(Effect::InputHandled { guest, path, number, received });
            }
            return;
        }
        let Ok(event) = InputEvent::decode(bytes) else { return self.fault(shared) };
        if !self.points_at_what_is_shown(shared, event) || !self.fence.admits(number) {
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
            if gate.take_lost() {
                self.on_input_lost(shared, InputLoss::TooMuch, now);
            }
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

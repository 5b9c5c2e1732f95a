//! The sharer's end: the session, its shell, and the checks at each of its steps.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::limits;
use protocol::peer::ToSharer;

use super::{CANARY, Link, Packet, Side, Who, World};
use session::gate::Injection;
use session::{Input, Notice, Output, PersonInput, TransportInput};

impl World {
    /// The User does something.
    pub fn person(&mut self, input: PersonInput) {
        if let PersonInput::Answer { id, .. } = &input {
            self.sharer.open_questions.remove(id);
        }
        self.sharer.reference.person(&input);
        self.session(Input::Person(input));
    }

    /// Feeds the session, obeys it, and checks both.
    pub fn session(&mut self, input: Input) {
        self.note(|| format!("session ← {input:?}"));
        if let Input::Transport(TransportInput::Message { channel, bytes }) = &input {
            self.sharer.heard = Some(self.now);
            let text = String::from_utf8_lossy(bytes);
            if *channel == Channel::Control
                && ToSharer::decode(&text) == Ok(ToSharer::GiveUpControl {})
            {
                self.sharer.reference.helper_gave_up();
            }
        }
        if let Input::Transport(TransportInput::Up) = &input {
            self.sharer.heard = Some(self.now);
            self.sharer.reference.connected(true);
        }
        if let Input::Transport(TransportInput::Down) = &input {
            self.sharer.reference.connected(false);
        }
        self.sharer.session.handle(input, self.now);
        let mut outputs = 0;
        while let Some(output) = self.sharer.session.poll() {
            outputs += 1;
            self.note(|| format!("session → {output:?}"));
            self.sharer.reference.obey(&output);
            self.perform(output);
        }
        // Property 7: at most the releases of what is held, and a handful of words.
        assert!(outputs <= limits::HELD_KEYS + 12, "{outputs} outputs for one input");
        self.sharer.reference.compare(self.sharer.session.phase());
        // Property 3: nothing stays down when the Helper has gone silent.
        if let Some(heard) = self.sharer.heard
            && self.now >= heard + limits::HEARTBEAT_STALE
        {
            let held = self.sharer.reference.held();
            assert!(held.is_empty(), "{held:?} stay down while nothing is heard");
        }
    }

    pub(super) fn perform(&mut self, output: Output) {
        match output {
            Output::Signal(message) => {
                if let protocol::signal::ToSignal::Verdict { outcome, .. } = &message {
                    let proven = *outcome == protocol::signal::Outcome::Proven;
                    self.sharer.proven += u32::from(proven);
                }
                self.say(Who::Sharer, message.encode());
            }
            Output::AcceptOffer { sdp } => self.accept(&sdp),
            Output::AddCandidate { candidate, .. } => {
                self.sharer.candidates += 1;
                assert!(self.sharer.candidates <= limits::CANDIDATES, "too many candidates");
                assert!(candidate.contains(CANARY), "a candidate of a stranger: {candidate}");
            }
            Output::Tell(message) => self.tell_viewer(message.encode()),
            Output::Pong { at } => {
                let message = protocol::peer::ToViewer::Pong { at, media: at, seen: None };
                self.tell_viewer(message.encode());
            }
            Output::CloseTransport => {
                if let Some(n) = self.sharer.direct.take() {
                    self.hang_up(n, Side::Sharer);
                }
            }
            Output::Ask { id, helper, .. } => {
                assert!(helper.as_str().starts_with("Helper-canary"), "a stranger asks: {helper}");
                self.sharer.open_questions.insert(id);
                let allow = self.chance.percent(self.plan.allow);
                // Now and then the User is away for longer than the question stands.
                let away = self.chance.percent(5) && self.plan.allow < 100;
                let think = if away { 61_000 } else { self.chance.between(20, 4_000) };
                self.net.later(Link::Here, Packet::Answer(id, allow), think, self.now);
            }
            Output::Withdraw { id } => {
                self.sharer.open_questions.remove(&id);
            }
            Output::Inject(admitted) => self.count_injection(admitted.injection()),
            Output::Notify(notice) => self.on_notice(notice),
            // This computer can remember nobody.
            Output::Meet { .. } => self.net.later(Link::Here, Packet::Unable, 0, self.now),
            Output::ShowDisplay(_)
            | Output::SendTiles
            | Output::Keep { .. }
            | Output::Met { .. }
            | Output::PreparePictures
            | Output::Taken { .. }
            | Output::StartPictures
            | Output::StopPictures
            | Output::ControlStarted
            | Output::LogAnswer(_)
            | Output::Bandwidth(_)
            | Output::DiscardTyped
            | Output::ControlEnded { .. } => {}
        }
    }

    pub(super) fn count_injection(&mut self, injection: Injection) {
        use protocol::input::Action::Release;
        match injection {
            Injection::Button(_, Release)
            | Injection::Key(_, Release)
            | Injection::Character(_, Release) => return,
            Injection::Move(_)
            | Injection::Button(..)
            | Injection::Scroll { .. }
            | Injection::Key(..)
            | Injection::Character(..) => {}
        }
        let injected = &mut self.sharer.injected;
        injected.push_back(self.now);
        while injected.front().is_some_and(|at| self.now.since(*at) >= Duration::from_secs(1)) {
            injected.pop_front();
        }
        // Each event moves and acts, and two windows of the gate may touch within a second. The
        // releases among the buttons bring a move of their own.
        let most = usize::try_from(limits::INPUT_EVENTS_PER_SECOND).unwrap() * 4;
        assert!(injected.len() <= most, "{} injections in a second", injected.len());
    }

    fn let_helpers_come(&mut self) {
        for n in 0..self.viewers.len() {
            let (right, wait) =
                (self.chance.percent(self.plan.right), self.chance.between(10, 3_000));
            self.net.later(Link::Here, Packet::Type(n, right), wait, self.now);
        }
    }

    pub(super) fn on_notice(&mut self, notice: Notice) {
        match notice {
            Notice::Invitation { code, .. } => {
                self.sharer.code = Some(code);
                self.let_helpers_come();
            }
            Notice::Waiting { .. } if self.plan.known => {
                // Said once at first, and then whenever the server says who watches.
                if !std::mem::replace(&mut self.sharer.waits, true) {
                    self.let_helpers_come();
                }
            }
            Notice::Stranger { attempts } if self.plan.known => self.sharer.strangers += attempts,
            Notice::Phase { phase: protocol::peer::Phase::Ended, reason, .. } => {
                assert!(reason.is_some(), "it ended without a reason");
                // The shell's link closes behind what was said last.
                self.disconnect(Who::Sharer);
            }
            Notice::Chat { from: protocol::peer::Party::Helper, text } => {
                self.sharer.read.push(text);
                let chatted = &mut self.sharer.chatted;
                chatted.push_back(self.now);
                while chatted.front().is_some_and(|at| self.now.since(*at) >= limits::CHAT_WINDOW) {
                    chatted.pop_front();
                }
                let most = usize::try_from(limits::CHAT_MESSAGES).unwrap() * 2;
                assert!(chatted.len() <= most, "{} chat messages in a window", chatted.len());
            }
            Notice::WrongCode { attempts_left } => {
                self.sharer.wrong_codes += 1;
                let burnt = u32::from(limits::WRONG_CODES);
                assert!(self.sharer.wrong_codes <= burnt, "a wrong code after the last");
                let left = burnt - self.sharer.wrong_codes;
                assert_eq!(u32::from(attempts_left), left, "attempts left");
            }
            Notice::Waiting { .. }
            | Notice::Stranger { .. }
            | Notice::Remembered { .. }
            | Notice::OtherKey { .. } => panic!("nobody is known here: {notice:?}"),
            Notice::Phase { .. }
            | Notice::Paused { .. }
            | Notice::Chat { .. }
            | Notice::ServerRefused(_)
            | Notice::NotRemembered { .. }
            | Notice::NotAllowedByTyping
            | Notice::SystemPrompt { .. } => {}
        }
    }
}

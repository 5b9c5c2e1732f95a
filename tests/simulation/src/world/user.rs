//! The sharer's end: the driver that the real shell runs, its effects in virtual time, and the checks
//! at each of its steps.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::limits;
use protocol::log::{LocalTime, Utc};
use protocol::peer::{ToSharer, ToViewer};

use super::{Link, Packet, Side, World};
use crate::ends::{CANARY, Who};
use session::gate::Injection;
use session::record::Moment;
use session::{Effect, Event, Notice, Origin, PersonInput, TransportInput};

/// What the wall clock says when virtual time begins, in ms.
const BEGINNING: u64 = 1_795_375_800_000;

impl World {
    /// The User does something.
    pub fn person(&mut self, input: PersonInput) {
        if let PersonInput::Answer { id, .. } = &input {
            self.sharer.open_questions.remove(id);
        }
        self.sharer.reference.person(&input);
        let event = match input {
            PersonInput::StopControl if self.chance.percent(50) => Event::PanicKey { failed: None },
            PersonInput::Disconnect if self.chance.percent(50) => Event::Interrupted,
            input => Event::Person { origin: Origin::Pipe, input: Some(input) },
        };
        self.event(event);
    }

    /// Reports an event to the driver, does what it puts out, and checks both.
    pub fn event(&mut self, event: Event) {
        self.note(|| format!("driver ← {event:?}"));
        self.watch(&event);
        let moment = Moment {
            utc: Utc::from_millis(BEGINNING + self.now.as_millis()),
            local: LocalTime::default(),
        };
        self.sharer.driver.handle(event, self.now, moment);
        let (mut effects, mut logged, mut has_failed) = (0, 0, false);
        while let Some(effect) = self.sharer.driver.poll() {
            match &effect {
                Effect::AppendLog(_) => logged += 1,
                // The log follows what is said to both; rights are said beside what follows of them.
                Effect::Send { message: ToViewer::Log { .. }, .. }
                | Effect::Right { .. }
                | Effect::Notify { notice: Notice::Rights { .. }, .. } => {}
                _ => effects += 1,
            }
            self.note(|| format!("driver → {effect:?}"));
            self.sharer.reference.obey(&effect);
            let injects = matches!(effect, Effect::Inject { .. });
            has_failed |= injects && self.plan.faults && self.chance.below(1_000) == 0;
            self.perform(effect);
        }
        // Property 7: at most the releases of what is held, and a handful of words.
        assert!(effects <= limits::HELD_KEYS + 12, "{effects} effects of one event");
        assert!(logged <= effects + 4, "{logged} log writes beside {effects} effects");
        self.sharer.reference.compare(self.sharer.driver.phase());
        // Property 3: nothing stays down when the Helper has gone silent.
        if let Some(heard) = self.sharer.heard
            && self.now >= heard + limits::HEARTBEAT_STALE
        {
            let held = self.sharer.reference.held();
            assert!(held.is_empty(), "{held:?} stay down while nothing is heard");
        }
        if has_failed {
            // An injection that fails takes control away, as the User would.
            self.sharer.reference.person(&PersonInput::StopControl);
            self.event(Event::InjectFailed("the desktop is gone".to_owned()));
            assert!(!self.sharer.reference.controlling(), "control goes on without injection");
        }
    }

    /// What the model has to know of an event before it is handled.
    fn watch(&mut self, event: &Event) {
        match event {
            Event::Transport { input: TransportInput::Message { channel, bytes }, .. } => {
                self.sharer.heard = Some(self.now);
                let text = String::from_utf8_lossy(bytes);
                if *channel == Channel::Control
                    && ToSharer::decode(&text) == Ok(ToSharer::GiveUpControl {})
                {
                    self.sharer.reference.helper_gave_up();
                }
            }
            Event::PathUp { .. } => {
                self.sharer.heard = Some(self.now);
                self.sharer.reference.connected(true);
            }
            Event::Transport { input: TransportInput::Down, .. } => {
                self.sharer.reference.connected(false);
            }
            _ => {}
        }
    }

    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(message) => {
                if let protocol::signal::ToSignal::Verdict { outcome, .. } = &message {
                    let proven = *outcome == protocol::signal::Outcome::Proven;
                    self.sharer.proven += u32::from(proven);
                }
                self.say(Who::Sharer, message.encode());
            }
            Effect::AcceptOffer { guest, path, sdp } => self.accept(guest, path, &sdp),
            Effect::AddCandidate { guest, path, candidate, .. } => {
                assert_eq!(self.sharer.path, Some((guest, path)), "a candidate without a path");
                self.sharer.candidates += 1;
                assert!(self.sharer.candidates <= limits::CANDIDATES, "too many candidates");
                assert!(candidate.contains(CANARY), "a candidate of a stranger: {candidate}");
            }
            Effect::Send { guest, path, message } => {
                assert_eq!(self.sharer.path, Some((guest, path)), "a message without a path");
                self.tell_viewer(message.encode());
            }
            Effect::Pong { guest, path, at } => {
                assert_eq!(self.sharer.path, Some((guest, path)), "a message without a path");
                let message = ToViewer::Pong { at, media: at, seen: None };
                self.tell_viewer(message.encode());
            }
            Effect::ClosePath { guest, path } => {
                assert_eq!(self.sharer.path.take(), Some((guest, path)), "another path is closed");
                if let Some(n) = self.sharer.direct.take() {
                    self.hang_up(n, Side::Sharer);
                }
            }
            Effect::Ask { id, helper, .. } => {
                assert!(helper.as_str().starts_with("Helper-canary"), "a stranger asks: {helper}");
                self.sharer.open_questions.insert(id);
                let allow = self.chance.percent(self.plan.allow);
                // Now and then the User is away for longer than the question stands.
                let away = self.chance.percent(5) && self.plan.allow < 100;
                let think = if away { 61_000 } else { self.chance.between(20, 4_000) };
                self.net.later(Link::Here, Packet::Answer(id, allow), think, self.now);
            }
            Effect::Withdraw { id } => {
                self.sharer.open_questions.remove(&id);
            }
            Effect::Inject { event, .. } => self.count_injection(event.injection()),
            Effect::Notify { notice, .. } => self.on_notice(notice),
            // This computer can remember nobody.
            Effect::Recognise { guest, .. } => {
                self.net.later(Link::Here, Packet::Unable(guest), 0, self.now);
            }
            Effect::ShowDisplay { .. }
            | Effect::SendTiles { .. }
            | Effect::KeepContact { .. }
            | Effect::KnownHelperAdmitted { .. }
            | Effect::PreparePictures { .. }
            | Effect::Taken { .. }
            | Effect::StartPictures { .. }
            | Effect::StopPictures { .. }
            | Effect::Right { .. }
            | Effect::LogAnswer { .. }
            | Effect::AppendLog(_)
            | Effect::Bandwidth(_)
            | Effect::DiscardTyped => {}
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
            | Notice::Rights { .. }
            | Notice::ControlEnded { .. }
            | Notice::PromptsUnwatched
            | Notice::NotKept(_)
            | Notice::Failed(_)
            | Notice::LogDiffers
            | Notice::SystemPrompt { .. } => {}
        }
    }
}

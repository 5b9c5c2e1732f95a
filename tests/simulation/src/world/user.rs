//! The sharer's end: the driver that the real shell runs, its effects in virtual time, and the checks
//! at each of its steps.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::limits;
use protocol::log::{LocalTime, UtcMillis};
use protocol::peer::{Envelope, Party, ToSharer, ToViewer};

use protocol::signal::{Outcome, ToSignal};

use super::{Helper, Link, Packet, World};
use crate::ends::{CANARY, Who};
use session::gate::Injection;
use session::record::Moment;
use session::{Effect, Event, Notice, Origin, PersonInput, TransportInput};

/// The first byte of a body that answers a claim.
const ANSWER: u8 = 1;

/// The first byte of a body that confirms a handshake.
const CONFIRMATION: u8 = 2;

/// How many events of the wheel are told apart: no event turns it more than 8 notches.
const WHEEL_EVENTS: u32 = 80;

/// What the wheel turns at the event of this number.
pub(super) fn notches(number: u32) -> (i16, i16) {
    let code = i16::try_from(number % WHEEL_EVENTS + 1).unwrap_or(1);
    (code / 9, code % 9)
}

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
        let said = self.watch(&event);
        let moment = Moment {
            utc: UtcMillis::from_millis(BEGINNING + self.now.as_millis()),
            local: LocalTime::default(),
        };
        self.sharer.driver.handle(event, self.now, moment);
        let (mut effects, mut logged, mut sent, mut has_failed) = (0, 0, 0, false);
        while let Some(effect) = self.sharer.driver.poll() {
            match &effect {
                Effect::AppendLog(_) => logged += 1,
                // The log follows what is said to both; rights are said beside what follows of them.
                Effect::Send { .. } => sent += 1,
                Effect::Right { .. } | Effect::Notify { notice: Notice::Rights { .. }, .. } => {}
                // A transfer reads ahead as far as the path's window allows.
                Effect::Transfer { .. } => {}
                _ => effects += 1,
            }
            self.note(|| format!("driver → {effect:?}"));
            self.sharer.reference.obey(&effect);
            let injects = matches!(effect, Effect::Inject { .. });
            has_failed |= injects && self.plan.faults && self.chance.below(1_000) == 0;
            self.perform(effect);
        }
        // Property 7: at most the releases of what is held, and a handful of words.
        assert!(effects <= limits::HELD_KEYS + 16, "{effects} effects of one event");
        assert!(sent <= limits::UNACKNOWLEDGED + 16, "{sent} messages of one event");
        assert!(logged <= effects + 4, "{logged} log writes beside {effects} effects");
        self.sharer.reference.compare(self.sharer.driver.phase());
        // A message that is new counts, unless it came on a path that is down.
        if let Some(Envelope { number, message, .. }) = said
            && !self.sharer.reference.lost()
        {
            self.sharer.number = number;
            let gave_up = message == (ToSharer::GiveUpControl {});
            let controls = self.sharer.reference.controlling();
            assert!(!gave_up || !controls, "control goes on that the Helper gave up");
        }
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

    /// Notes that the Helper is heard. Returns the message if it is new.
    fn watch(&mut self, event: &Event) -> Option<Envelope<ToSharer>> {
        match event {
            Event::Transport { input: TransportInput::Message { channel, bytes }, .. } => {
                self.sharer.heard = Some(self.now);
                let text = String::from_utf8_lossy(bytes);
                if *channel == Channel::Control
                    && let Ok(envelope) = Envelope::<ToSharer>::decode(&text)
                {
                    let is_new = envelope.number > self.sharer.number;
                    return is_new.then_some(envelope);
                }
            }
            Event::PathUp { .. } => self.sharer.heard = Some(self.now),
            _ => {}
        }
        None
    }

    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(message) => {
                match &message {
                    ToSignal::Relay { claim, body } => {
                        self.sharer.confirms = body.as_bytes().first() == Some(&CONFIRMATION);
                        if body.as_bytes().first() == Some(&ANSWER) {
                            self.sharer.proving.extend(claim.map(|claim| claim.0));
                        }
                    }
                    ToSignal::Verdict { claim, outcome } if *outcome != Outcome::Proven => {
                        self.sharer.proving.remove(&claim.0);
                    }
                    // A session that is resumed is not proven once more.
                    ToSignal::Verdict { outcome: Outcome::Proven, .. } => {
                        self.sharer.proven += u32::from(self.sharer.confirms);
                    }
                    _ => {}
                }
                self.say(Who::Sharer, message.encode());
            }
            Effect::AcceptOffer { guest, path, sdp, .. } => self.accept(guest, path, &sdp),
            Effect::OpenLane { guest, path, token, secret } => {
                self.open_sharer_lane(guest, path, token, secret);
            }
            Effect::UsePath { guest, path, .. } => {
                assert!(self.sharer.paths.contains_key(&(guest, path)), "{path:?} is not open");
                self.sharer.active = Some(path);
            }
            Effect::RestartSignal => self.restart_signal(),
            Effect::AddCandidate { guest, path, candidate, .. } => {
                assert!(self.sharer.paths.contains_key(&(guest, path)), "{path:?} is not open");
                let candidates = self.sharer.candidates.entry(path).or_default();
                *candidates += 1;
                assert!(*candidates <= limits::CANDIDATES, "too many candidates");
                assert!(candidate.contains(CANARY), "a candidate of a stranger: {candidate}");
            }
            Effect::Send { guest, path, message } => {
                assert_eq!(self.sharer.active, Some(path), "a message on a path not in use");
                self.tell_viewer(guest, path, message.encode());
            }
            Effect::Pong { guest, path, at, received } => {
                let message = ToViewer::Pong { at, media: at, seen: None };
                self.tell_viewer(guest, path, received.envelope(message).encode());
            }
            Effect::InputHandled { guest, path, number, received } => {
                let message = ToViewer::InputHandled { number, media: 0 };
                self.tell_viewer(guest, path, received.envelope(message).encode());
            }
            Effect::ClosePath { guest, path } => self.close_sharer_path(guest, path),
            Effect::Say { .. } | Effect::Acknowledged { .. } | Effect::LogAnswer { .. } => {
                panic!("this is the driver's: {effect:?}")
            }
            Effect::Ask { id, helper, .. } => {
                assert!(helper.as_str().starts_with("Helper-canary"), "a stranger asks: {helper}");
                self.sharer.open_questions.insert(id);
                self.sharer.asked += 1;
                let allow = self.chance.percent(self.plan.allow);
                // Now and then the User is away for longer than the question stands.
                let away = self.chance.percent(5) && self.plan.allow < 100;
                let think = if away { 61_000 } else { self.chance.between(20, 4_000) };
                self.net.later(Link::Here, Packet::Answer(id, allow), think, self.now);
            }
            Effect::Withdraw { id } | Effect::Answered { id } => {
                self.sharer.open_questions.remove(&id);
            }
            Effect::Inject { event, .. } => self.count_injection(event.injection()),
            Effect::Notify { notice, .. } => self.on_notice(notice),
            // This computer can remember nobody.
            Effect::Recognise { guest, .. } => {
                self.net.later(Link::Here, Packet::Unable(guest), 0, self.now);
            }
            Effect::Transfer { guest, effect } => self.perform_transfer(guest, effect),
            Effect::ReadClipboard { .. }
            | Effect::ShowDisplay { .. }
            | Effect::SendFile { .. }
            | Effect::ReceiveFolder { .. }
            | Effect::SendTiles { .. }
            | Effect::Decodes { .. }
            | Effect::RequestKeyframe { .. }
            | Effect::KeepContact { .. }
            | Effect::KnownHelperAdmitted { .. }
            | Effect::PreparePictures { .. }
            | Effect::StartPictures { .. }
            | Effect::StopPictures { .. }
            | Effect::Right { .. }
            | Effect::AppendLog(_)
            | Effect::Bandwidth(_)
            | Effect::ShowMarks { .. }
            | Effect::FindElement { .. }
            | Effect::DiscardTyped => {}
        }
    }

    pub(super) fn count_injection(&mut self, injection: Injection) {
        use protocol::input::Action::Release;
        match injection {
            Injection::Button(_, Release)
            | Injection::Key(_, Release)
            | Injection::Character(_, Release) => return,
            Injection::Scroll { right, down } => self.check_wheel(right, down),
            Injection::Move(_)
            | Injection::Button(..)
            | Injection::Key(..)
            | Injection::Character(..) => {}
        }
        let injected = &mut self.sharer.injected;
        injected.push_back(self.now);
        while injected.front().is_some_and(|at| self.now.since(*at) >= Duration::from_secs(1)) {
            injected.pop_front();
        }
        // The gate lets so many moves pass at once and as many within the second after, and so many other events, each of
        // which moves and acts. The releases among the buttons bring a move of their own.
        let most = usize::try_from(limits::INPUT_EVENTS_PER_SECOND).unwrap() * 6;
        assert!(injected.len() <= most, "{} injections in a second", injected.len());
    }

    /// An honest Helper's events of the wheel are numbered: each arrives at most once, and in order.
    fn check_wheel(&mut self, right: i16, down: i16) {
        let helper = self.sharer.helper.map(|n| &self.viewers[n].helper);
        if let (Some(Helper::Honest(_)), Some(n)) = (helper, self.sharer.helper) {
            let mut number = self.sharer.wheel + 1;
            while notches(number) != (right, down) {
                number += 1;
            }
            let sent = self.viewers[n].wheel;
            assert!(number <= sent, "event {number} of the wheel, of {sent} that were sent");
            self.sharer.wheel = number;
        }
    }

    /// Chat of the Helper is shown: what they wrote, once and in order.
    fn check_helper_chat(&self) {
        let Some(n) = self.sharer.helper else { return };
        if let Helper::Honest(_) = self.viewers[n].helper {
            let (read, said) = (&self.sharer.read, &self.viewers[n].said);
            assert!(said.starts_with(read), "the User read {read:?} of {said:?}");
        }
    }

    fn let_helpers_come(&mut self) {
        for n in 0..self.viewers.len() {
            let (right, mut wait) =
                (self.chance.percent(self.plan.right), self.chance.between(10, 3_000));
            // The silent ones are there when the others come.
            if self.plan.silent > 0 && matches!(self.viewers[n].helper, Helper::Honest(_)) {
                wait += 3_000;
            }
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
            Notice::Chat { from: Party::User, text, .. } => self.sharer.said.push(text),
            Notice::Chat { from: Party::Helper, text, .. } => {
                self.sharer.read.push(text);
                self.check_helper_chat();
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
            | Notice::OtherKey { .. }
            | Notice::OtherPage { .. } => panic!("nobody is known here: {notice:?}"),
            Notice::Reconnecting { .. } => self.sharer.lost += 1,
            Notice::TriedBefore { times, .. } => {
                assert!((1..=limits::CODE_TRIES).contains(&times), "{times} tries");
            }
            Notice::Phase { .. }
            | Notice::SlotChanges
            | Notice::Paused { .. }
            | Notice::Reconnected { .. }
            | Notice::ServerRefused(_)
            | Notice::NotRemembered { .. }
            | Notice::NotAllowedByTyping
            | Notice::Rights { .. }
            | Notice::RightGranted { .. }
            | Notice::RightEnded { .. }
            | Notice::ControlEnded { .. }
            | Notice::PromptsUnwatched
            | Notice::NotKept(_)
            | Notice::LogNotKept(_)
            | Notice::LogRequired(_)
            | Notice::Failed(_)
            | Notice::LogDiffers
            | Notice::LogUnsigned
            | Notice::PictureTaken { .. }
            | Notice::File(_)
            | Notice::Folder(_)
            | Notice::FileNotSent { .. }
            | Notice::FilesNotCome { .. }
            | Notice::ClipboardTransferred { .. }
            | Notice::Steps { .. }
            | Notice::SystemPrompt { .. } => {}
        }
    }
}

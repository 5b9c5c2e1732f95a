//! The driver: runs the [`Host`] and the session log together, and decides what follows from the
//! reports of a shell. The shell itself only does effects.
//!
//! Law: every [`Driver::handle`] must be followed by draining [`Driver::poll`] until `None`. What
//! fails while effects are done is reported afterwards.

use alloc::borrow::ToOwned;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::name::DisplayName;
use protocol::peer::{EndReason, Phase, ToViewer};
use protocol::time::{Tick, earliest};
use rand_core::CryptoRngCore;

use crate::effect::{Effect, LogAnswer, ReceivedNumbers};
use crate::event::{Event, Origin};
use crate::host::Host;
use crate::ids::{GuestId, PathId};
use crate::input::{Input, PersonInput, TransportInput};
use crate::log_watch::{LogNeed, LogWatch};
use crate::notice::Notice;
use crate::options::SessionOptions;
use crate::outgoing::Outgoing;
use crate::record::{Moment, Recorded, Recorder};
use crate::signature_watch::{Late, SignatureWatch};

/// Why a log takes no more messages.
const FULL: &str = "it is full";

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Why.
    pub reason: EndReason,
    /// Whether a Helper who is known to this computer was admitted.
    pub helped: bool,
    /// Whether the User wants no other session to follow.
    pub stop: bool,
}

/// A session with its log.
#[derive(Debug)]
pub struct Driver<R> {
    host: Host<R>,
    recorder: Recorder,
    effects: VecDeque<Effect>,
    outgoing: Outgoing,
    /// Guests that have acknowledged nothing for too long.
    unresponsive: Option<GuestId>,
    log_watch: LogWatch,
    /// The log is full, and that has no consequence yet.
    log_is_full: bool,
    signature_watch: SignatureWatch,
    /// The User was told that the Helper's copy of the log is another one, or that signatures are missing.
    said_unsigned: bool,
    /// Entries for the Helper's copy. They follow the messages about the same event, so that the Helper's side has
    /// seen it when it is to sign.
    entries: Vec<ToViewer>,
    /// The time of the event that is handled.
    now: Tick,
    /// Whose copy of the log follows ours.
    log_copy: Option<GuestId>,
    /// The User was told that prompts are not noticed.
    said_unwatched: bool,
    helped: bool,
    stop: bool,
}

impl<R: CryptoRngCore> Driver<R> {
    /// Begins a session. Its log belongs to the User of this name.
    pub fn new(options: SessionOptions, mut rng: R, now: Tick) -> Self {
        let user: DisplayName = options.name.clone();
        let recorder = Recorder::new(user, &mut rng);
        let log_watch = LogWatch::new(options.log);
        Self {
            host: Host::new(options, rng, now),
            recorder,
            log_watch,
            log_is_full: false,
            signature_watch: SignatureWatch::new(now),
            said_unsigned: false,
            entries: Vec::new(),
            now,
            effects: VecDeque::new(),
            outgoing: Outgoing::default(),
            unresponsive: None,
            log_copy: None,
            said_unwatched: false,
            helped: false,
            stop: false,
        }
    }

    /// What the shell must do next, in order; `None` when nothing is left.
    pub fn poll(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// When [`Event::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        // A session that has ended waits for nothing.
        let log = earliest(self.log_watch.deadline(), self.signature_watch.deadline());
        self.host.end_reason().is_none().then(|| earliest(self.host.deadline(), log))?
    }

    /// The phase that the User is shown.
    pub fn phase(&self) -> Phase {
        self.host.phase()
    }

    /// The id of the next question. With it as [`SessionOptions::first_question`], the next session
    /// uses no id of this one again.
    pub fn next_question(&self) -> u32 {
        self.host.next_question()
    }

    /// How it ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        let reason = self.host.end_reason()?;
        Some(Outcome { reason, helped: self.helped, stop: self.stop })
    }

    /// Advances the session. `moment` is what the wall clock says at `now`.
    pub fn handle(&mut self, event: Event, now: Tick, moment: Moment) {
        self.now = now;
        let input = self.input(event, moment);
        if let Some(input) = input {
            self.host.handle(input, now);
        }
        self.follow_host(moment);
        if self.log_watch.take_late(now)
            && let Some(input) = self.log_failed(None, moment)
        {
            self.host.handle(input, now);
            self.follow_host(moment);
        }
        if core::mem::take(&mut self.log_is_full)
            && self.log_watch.need() == LogNeed::Required
            && let Some(input) = self.log_failed(Some(FULL.to_owned()), moment)
        {
            // What is said from here on would be written nowhere.
            self.host.handle(input, now);
            self.follow_host(moment);
        }
        self.follow_signatures(moment);
        self.send_entries();
        if let Some(guest) = self.unresponsive.take() {
            self.host.handle(Input::Unresponsive { guest }, now);
            self.follow_host(moment);
        }
    }

    /// Says when the Helper's side has not signed in time what it can see itself.
    fn follow_signatures(&mut self, moment: Moment) {
        if let Some(Late { first, more }) = self.signature_watch.take_late(self.now)
            && self.host.end_reason().is_none()
        {
            self.recorder.unsigned(first, more, moment);
            self.take_record(moment);
            if !core::mem::replace(&mut self.said_unsigned, true) {
                self.notify(Notice::LogUnsigned, moment);
            }
        }
        self.signature_watch.pass(self.now);
    }

    /// The session log cannot be written.
    fn log_failed(&mut self, why: Option<String>, moment: Moment) -> Option<Input> {
        self.log_watch.stop();
        let (notice, input) = match self.log_watch.need() {
            LogNeed::Optional => (Notice::LogNotKept(why), None),
            LogNeed::Required => (Notice::LogRequired(why), Some(Input::Fault)),
        };
        self.notify(notice, moment);
        input
    }

    fn follow_host(&mut self, moment: Moment) {
        while let Some(effect) = self.host.poll() {
            self.follow(effect, moment);
        }
    }

    /// What an event means to the host, if it means anything.
    fn input(&mut self, event: Event, moment: Moment) -> Option<Input> {
        Some(match event {
            Event::Signal(signal) => Input::Signal(signal),
            Event::Transport { guest, path, input: TransportInput::Up } => {
                self.path_up(guest, path, None, moment)
            }
            Event::Transport { guest, path, input } => Input::Transport { guest, path, input },
            Event::PathUp { guest, path, address } => {
                self.path_up(guest, path, address.as_deref(), moment)
            }
            Event::PathFailed { guest, path } => {
                Input::Transport { guest, path, input: TransportInput::Down }
            }
            Event::Screen(screen) => Input::Screen(screen),
            Event::ScreenFailed(sentence) => {
                self.notify(Notice::Failed(sentence), moment);
                Input::ScreenFailed
            }
            Event::ScreenRefused(sentence) => {
                self.notify(Notice::Failed(sentence), moment);
                Input::ScreenRefused
            }
            Event::PanicKey { failed } => {
                if let Some(sentence) = failed {
                    self.notify(Notice::Failed(sentence), moment);
                }
                Input::Person(PersonInput::StopControl)
            }
            // Input that cannot be injected, or could not be stopped, must not go on.
            Event::InjectFailed(sentence) => {
                self.notify(Notice::Failed(sentence), moment);
                Input::Person(PersonInput::StopControl)
            }
            Event::SystemPrompt { open } => Input::SystemPrompt { open },
            Event::InputLost(reason) => Input::InputLost(reason),
            Event::ElementFound { guest, step, element, corners } => {
                Input::ElementFound { guest, step, element, corners }
            }
            Event::PromptsUnwatched => {
                if core::mem::replace(&mut self.said_unwatched, true) {
                    return None;
                }
                self.notify(Notice::PromptsUnwatched, moment);
                Input::PromptsUnwatched
            }
            Event::Person { origin, input } => return self.person(origin, input),
            Event::Interrupted => {
                self.stop = true;
                Input::Person(PersonInput::Disconnect)
            }
            Event::KnownHelpers(known) => Input::KnownHelpers(known),
            Event::Recognised { guest, recognition } => {
                let recognition = self.or_note(recognition, moment);
                Input::Recognised { guest, recognition }
            }
            Event::ContactKept { guest, kept } => {
                let kept = self.or_note(kept, moment).is_some();
                Input::ContactKept { guest, kept }
            }
            Event::LogWritten { bytes } => {
                self.log_watch.written(bytes, self.now);
                return None;
            }
            Event::LogFailed(why) => return self.log_failed(why, moment),
            Event::PartFailed => Input::Fault,
            Event::Transfer { guest, input } => Input::Transfer { guest, input },
            Event::Timeout => Input::Timeout,
        })
    }

    /// Logs the Helper's address before other entries about the path.
    fn path_up(
        &mut self,
        guest: GuestId,
        path: PathId,
        address: Option<&str>,
        moment: Moment,
    ) -> Input {
        if self.host.knows_path(guest, path) {
            self.recorder.connected(address, path.is_lane(), moment);
            self.take_record(moment);
        }
        Input::Transport { guest, path, input: TransportInput::Up }
    }

    fn person(&mut self, origin: Origin, input: Option<PersonInput>) -> Option<Input> {
        // A User who leaves before a Helper came does not want to wait any longer.
        let leaves = input == Some(PersonInput::Disconnect);
        self.stop |= leaves && self.host.phase() == Phase::WaitingForConnect;
        match origin {
            // Also what means nothing: it says that the keyboard is in use.
            Origin::Terminal | Origin::Window => Some(Input::Typed(input)),
            Origin::Pipe | Origin::Device => input.map(Input::Person),
        }
    }

    /// Says what was not possible; the session goes on.
    fn or_note<T>(&mut self, done: Result<T, String>, moment: Moment) -> Option<T> {
        match done {
            Ok(done) => Some(done),
            Err(sentence) => {
                self.notify(Notice::NotKept(sentence), moment);
                None
            }
        }
    }

    fn notify(&mut self, notice: Notice, moment: Moment) {
        self.follow(Effect::Notify { guest: None, notice }, moment);
    }

    /// Queues an effect after the log entries that it causes.
    fn follow(&mut self, effect: Effect, moment: Moment) {
        if let Effect::LogAnswer { guest, answer: LogAnswer::Key(_) } = &effect {
            self.log_copy.get_or_insert(*guest);
        }
        self.recorder.observe(&effect, moment);
        self.take_record(moment);
        match &effect {
            // The log has taken it.
            Effect::LogAnswer { .. } => return,
            Effect::Say { guest, message: message @ ToViewer::Bye { .. }, received } => {
                // Nothing can be sent after it.
                self.send_entries();
                return self.say(*guest, message.clone(), Some(*received));
            }
            Effect::Say { guest, message, received } => {
                return self.say(*guest, message.clone(), Some(*received));
            }
            Effect::Acknowledged { guest, number } => {
                return self.outgoing.acknowledge(*guest, *number);
            }
            Effect::UsePath { guest, path, received } => {
                let (guest, path, received) = (*guest, *path, *received);
                self.effects.push_back(effect);
                return self.outgoing.use_path(guest, path, received, &mut self.effects);
            }
            Effect::ClosePath { guest, path } => self.outgoing.close_path(*guest, *path),
            Effect::KnownHelperAdmitted { .. } => self.helped = true,
            Effect::Notify { notice: Notice::Reconnecting { .. }, .. } => {
                self.signature_watch.lost();
            }
            Effect::Notify { notice: Notice::Reconnected { .. }, .. } => {
                self.signature_watch.reached(self.now);
            }
            Effect::Signal(_)
            | Effect::AcceptOffer { .. }
            | Effect::OpenLane { .. }
            | Effect::RestartSignal
            | Effect::AddCandidate { .. }
            | Effect::Send { .. }
            | Effect::Pong { .. }
            | Effect::InputHandled { .. }
            | Effect::SendTiles { .. }
            | Effect::Decodes { .. }
            | Effect::RequestKeyframe { .. }
            | Effect::PreparePictures { .. }
            | Effect::StartPictures { .. }
            | Effect::StopPictures { .. }
            | Effect::ShowDisplay { .. }
            | Effect::Right { .. }
            | Effect::Inject { .. }
            | Effect::ShowMarks { .. }
            | Effect::FindElement { .. }
            | Effect::DiscardTyped
            | Effect::SendFile { .. }
            | Effect::ReceiveFolder { .. }
            | Effect::Ask { .. }
            | Effect::Withdraw { .. }
            | Effect::Answered { .. }
            | Effect::Recognise { .. }
            | Effect::KeepContact { .. }
            | Effect::Notify { .. }
            | Effect::Bandwidth(_)
            | Effect::ReadClipboard { .. }
            | Effect::Transfer { .. }
            | Effect::AppendLog(_) => {}
        }
        self.effects.push_back(effect);
    }

    /// Queues the recorder's lines and messages.
    fn take_record(&mut self, moment: Moment) {
        let Recorded { lines, helper, differs, is_established, expected, signed, is_full } =
            self.recorder.take();
        self.log_is_full |= is_full;
        if is_established {
            self.signature_watch.reached(self.now);
        }
        for number in expected {
            self.signature_watch.expect(number, self.now);
        }
        for number in signed {
            self.signature_watch.signed(number);
        }
        if !lines.is_empty() {
            self.log_watch.append(lines.len(), self.now);
            self.effects.push_back(Effect::AppendLog(lines));
        }
        if differs {
            self.said_unsigned = true;
            self.notify(Notice::LogDiffers, moment);
        }
        self.entries.extend(helper);
    }

    /// Sends what was written to the Helper's copy.
    fn send_entries(&mut self) {
        let entries = core::mem::take(&mut self.entries);
        let Some(guest) = self.log_copy else { return };
        for message in entries {
            self.say(guest, message, None);
        }
    }

    fn say(&mut self, guest: GuestId, message: ToViewer, received: Option<ReceivedNumbers>) {
        if self.outgoing.say(guest, message, received, &mut self.effects).is_err() {
            self.unresponsive = Some(guest);
        }
    }
}

//! The two ends are connected: they exchange messages on the channels.

mod files;
mod flow;
mod marks;
mod person;
mod reload;
mod rights;
mod transfers;
mod view;

use alloc::boxed::Box;
use core::convert::Infallible;

use protocol::channel::Channel;
use protocol::cursor::CursorMessage;
use protocol::element::Element;
use protocol::exact::{FrameRecord, LosslessTile};
use protocol::input::InputEvent;
use protocol::limits::LAST_MESSAGES_TIMEOUT;
use protocol::peer::{EndReason, Envelope, Party, Phase as WirePhase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::{Tick, earliest};
use rand_core::CryptoRngCore;
use transfer::exchange::Exchange;

use flow::{Flow, pass_on};

use super::chat::ChatWindow;
use super::context::{Context, Next, Unexpected};
use super::files::Files;
use super::input::{Input, PeerMessage, SessionInput, SignalInput};
use super::output::Output;
use super::path::{PathId, PathInput};
use super::picture_taking::PictureTaking;
use super::reach::{Reach, Silence};
use super::rights::Rights;
use super::screen::Screen;
use super::session::{Session, SignalResult};
use super::signaling::Received;
use super::view::{Phase, Steps};
use crate::input::pacing::Pacing;
use crate::log::{LogEvent, SharerEntry};
use crate::outcome::{Ending, Notice};

/// The two ends are connected.
// fields: one for each thing of the session that has its own rules; most are machines of their own.
#[derive(Debug)]
pub(super) struct Connected {
    session: Session,
    reach: Reach,
    phase: Phase,
    is_paused: bool,
    /// The User answers a system prompt.
    has_prompt: bool,
    /// Control was requested and is not answered.
    is_control_requested: bool,
    /// The Helper gave control up, and the sharer has not said yet that it ended.
    is_giving_up: bool,
    /// The User has let the Helper in.
    is_admitted: bool,
    screen: Screen,
    rights: Rights,
    chat: ChatWindow,
    pictures: PictureTaking,
    /// Events of keyboard and pointer that wait for their turn.
    pacing: Pacing,
    transfers: Exchange,
    /// The steps that the Helper suggests, and how many are done.
    steps: Steps,
    /// The step of which it was told last what is there.
    step_element: Option<(u8, Element)>,
    files: Files,
    /// The sharer has said through the server that the session is over, and why. Its last messages may still come on a
    /// path until then.
    over: Option<(EndReason, Tick)>,
}

impl Connected {
    pub(super) fn new(session: Session, reach: Reach, now: Tick) -> Self {
        Self {
            session,
            reach,
            phase: Phase::WaitingForConnect,
            is_paused: false,
            has_prompt: false,
            is_control_requested: false,
            is_giving_up: false,
            is_admitted: false,
            screen: Screen::default(),
            rights: Rights::default(),
            chat: ChatWindow::new(now),
            pictures: PictureTaking::default(),
            pacing: Pacing::default(),
            transfers: Exchange::new(Party::Helper),
            steps: Steps::default(),
            step_element: None,
            files: Files::default(),
            over: None,
        }
    }

    pub(super) fn deadline(&self) -> Option<Tick> {
        let links = earliest(self.session.signal.deadline(), self.reach.deadline());
        let over = self.over.map(|(_, until)| until);
        let input = self.pacing.deadline(self.reach.inputs_in_flight());
        earliest(earliest(links, over), earliest(self.transfers.deadline(), input))
    }

    fn is_shared(&self) -> bool {
        matches!(self.phase, Phase::ScreenSharing | Phase::ControlSharing)
    }

    pub(super) fn handle<R: CryptoRngCore>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Next<Box<Self>, Infallible> {
        let mut flow = match self.follow_silence(cx, now) {
            Flow::Continue => self.on_input(input, cx, now),
            flow @ (Flow::End(_) | Flow::Leave(_)) => flow,
        };
        if matches!(flow, Flow::Continue) {
            flow = self.send_waiting(cx, now);
        }
        if matches!(flow, Flow::Continue) {
            flow = self.follow_transfers(cx, now);
        }
        for message in cx.take_said() {
            if self.reach.say(message, cx).is_err() {
                flow = Flow::Leave(EndReason::ConnectionLost);
            }
        }
        match flow {
            Flow::Continue => Next::Stay(self),
            Flow::End(reason) => self.end(reason, cx),
            Flow::Leave(reason) => {
                // On the paths and through the server: a page that closes may lose either.
                self.reach.say_last(ToSharer::Bye { reason }, cx);
                self.session.signal.send(&Introduction::Bye { reason }, cx);
                self.end(reason, cx)
            }
        }
    }

    fn on_input<R: CryptoRngCore>(&mut self, input: Input, cx: &mut Context<R>, now: Tick) -> Flow {
        match input {
            Input::Peer(path, channel, message) => self.on_message(path, channel, message, cx, now),
            Input::Record(message) => self.say(message, cx),
            Input::Transfer(input) => {
                self.on_transfer_input(input, cx, now);
                Flow::Continue
            }
            Input::Person(input) => self.on_person(input, cx, now),
            Input::FrameShown(frame) => self.on_frame_shown(frame, cx),
            Input::Memory(input) => self.on_memory(input, cx),
            Input::Signal(input) => self.on_signal(input, cx, now),
            Input::Path(path, input) => self.on_path(path, input, cx, now),
            Input::Session(SessionInput::Disconnect | SessionInput::Away) => {
                Flow::Leave(EndReason::HelperLeft)
            }
            Input::Session(SessionInput::Leaving) => {
                self.say_leaving(cx);
                Flow::Continue
            }
            Input::Session(SessionInput::NetworkChanged) => {
                self.session.signal.renew(cx, now);
                self.on_timeout(cx, now)
            }
            Input::Timeout => self.on_timeout(cx, now),
            Input::Session(
                SessionInput::Prepare
                | SessionInput::Connect { .. }
                | SessionInput::Resume(_)
                | SessionInput::Reset,
            ) => Flow::Continue,
        }
    }

    fn end<R>(
        mut self: Box<Self>,
        reason: EndReason,
        cx: &mut Context<R>,
    ) -> Next<Box<Self>, Infallible> {
        self.lose_control(cx);
        cx.end(Ending::Session(reason), self.session.peer())
    }

    /// The sharer says through the server that the session is over. It says so on the path, too, behind the last
    /// entries of the log: that is waited for, for a moment.
    fn on_told_over(&mut self, reason: EndReason, now: Tick) -> Flow {
        if !self.reach.is_reached(now) {
            return Flow::End(reason);
        }
        self.over.get_or_insert((reason, now + LAST_MESSAGES_TIMEOUT));
        Flow::Continue
    }

    fn on_timeout<R: CryptoRngCore>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        if let Some((reason, until)) = self.over
            && (now >= until || !self.reach.is_reached(now))
        {
            return Flow::End(reason);
        }
        let is_spare = self.reach.is_reached(now);
        self.session.signal.on_time(is_spare, cx, now);
        let silence = self.reach.on_time(&mut self.session.signal, cx, now);
        self.session.send_ready(&mut self.reach.direct, cx);
        match silence {
            Silence::None if !self.reach.has_hope(&self.session.signal) => {
                Flow::Leave(EndReason::NoPath)
            }
            Silence::None => Flow::Continue,
            Silence::NeverUsed => Flow::Leave(EndReason::NoPath),
            Silence::Lost => Flow::End(EndReason::ConnectionLost),
        }
    }

    /// After a silence of the sharer nothing is held down, and what was typed in it is given up.
    fn follow_silence<R>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        if self.reach.becomes_stale(self.session.reconnect_for, now)
            && self.phase == Phase::ControlSharing
        {
            self.forget_pressed(cx);
            self.pace(InputEvent::ReleaseAll, cx);
        }
        Flow::Continue
    }

    /// The sharer drops what was typed up to now.
    fn fence_input<R>(&mut self, count: u32, cx: &mut Context<R>) -> Flow {
        self.forget_pressed(cx);
        cx.push(Output::Log(LogEvent::Fenced));
        let last = self.reach.last_input();
        self.say(ToSharer::InputFenced { count, last }, cx)
    }

    /// Forgets what is held down, and the events of it that may not have arrived: the sharer's gate releases
    /// everything.
    fn forget_pressed<R>(&mut self, cx: &mut Context<R>) {
        cx.push(Output::ForgetPressed);
        self.pacing.clear();
        self.reach.give_up_inputs();
    }

    fn on_path<R: CryptoRngCore>(
        &mut self,
        path: PathId,
        input: PathInput,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        let is_direct = path == self.reach.direct.id();
        match input {
            PathInput::Candidate(candidate) if is_direct => self.reach.direct.candidate(candidate),
            PathInput::Offer { sdp } if is_direct => self.reach.direct.offer(sdp),
            PathInput::Candidate(_) | PathInput::Offer { .. } => {}
            PathInput::Up => self.reach.up(path, now),
            PathInput::Down | PathInput::Failed => {
                let other_end = matches!(input, PathInput::Down);
                self.reach.down(path, other_end, &self.session.signal, cx, now);
                return self.on_timeout(cx, now);
            }
        }
        self.session.send_ready(&mut self.reach.direct, cx);
        Flow::Continue
    }

    fn on_signal<R: CryptoRngCore>(
        &mut self,
        input: SignalInput,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        let is_spare = self.reach.is_reached(now);
        let message = match self.session.signal.on_signal(input, is_spare, cx, now) {
            Received::Nothing => return Flow::Continue,
            Received::Resumed => {
                self.reach.resumed(&self.session.signal, cx, now);
                return Flow::Continue;
            }
            Received::Message(message) => message,
        };
        match self.session.on_message(message, &mut self.reach.direct, cx) {
            SignalResult::Done => Flow::Continue,
            SignalResult::Bye(reason) => self.on_told_over(reason, now),
            SignalResult::Version => Flow::Leave(EndReason::Version),
            // The server alone never ends a session whose ends are connected.
            SignalResult::Refused(_) => {
                self.session.signal.lose_claim(is_spare, now);
                Flow::Continue
            }
            SignalResult::Closed | SignalResult::Fault => {
                self.session.signal.lose(is_spare, cx, now);
                Flow::Continue
            }
        }
    }

    fn say<R>(&mut self, message: ToSharer, cx: &mut Context<R>) -> Flow {
        self.reach.say(message, cx).into()
    }

    /// Decodes a message of the sharer by the channel it arrived on. One that cannot be decoded, or is of
    /// the kind that the channel does not carry, is a fault.
    fn on_message<R>(
        &mut self,
        path: PathId,
        channel: Channel,
        message: PeerMessage,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        // Every control or cursor message shows that the sharer is there. Records and tiles do not
        // count: they may have waited in the network.
        if matches!(channel, Channel::Control | Channel::Cursor) && self.reach.heard(path, now) {
            cx.push(Output::Log(LogEvent::Resumed));
        }
        match (channel, message) {
            (Channel::Control, PeerMessage::Text(text)) => {
                match Envelope::<ToViewer>::decode(&text).map(|message| self.reach.receive(message))
                {
                    Ok(Some(ToViewer::UsePath { count })) => {
                        if self.reach.use_path(path, count, cx, now) {
                            self.transfers.on_path_changed();
                        }
                        Flow::Continue
                    }
                    Ok(Some(message)) => self.on_control(message, cx, now),
                    Ok(None) => Flow::Continue,
                    Err(_) => cx.fault().into(),
                }
            }
            (Channel::Cursor, PeerMessage::Bytes(bytes)) => {
                pass_on(CursorMessage::decode(&bytes).ok().map(Output::Cursor), cx)
            }
            (Channel::Frames, PeerMessage::Bytes(bytes)) => {
                pass_on(FrameRecord::decode(&bytes).ok().map(Output::Frame), cx)
            }
            (Channel::Tiles, PeerMessage::Bytes(bytes)) => {
                pass_on(LosslessTile::decode(&bytes).ok().map(Output::Tile), cx)
            }
            (
                Channel::Control | Channel::Cursor | Channel::Frames | Channel::Tiles,
                PeerMessage::Text(_) | PeerMessage::Bytes(_) | PeerMessage::TooLarge,
            ) => cx.fault().into(),
            (Channel::Bulk, PeerMessage::Bytes(bytes)) => self.on_bulk(&bytes, cx, now),
            (Channel::Bulk, PeerMessage::Text(_) | PeerMessage::TooLarge) => cx.fault().into(),
            // The sharer sends nothing on the first two; video goes to the decoder past this machine.
            (Channel::Input | Channel::Pointer | Channel::Video, _) => Flow::Continue,
        }
    }

    fn on_control<R>(&mut self, message: ToViewer, cx: &mut Context<R>, now: Tick) -> Flow {
        match message {
            ToViewer::Phase { phase, paused } => return self.on_phase(phase, paused, cx),
            ToViewer::Screen { size, picture, since } => {
                self.screen.announce(size, picture, since);
            }
            ToViewer::Displays { displays, shown } => {
                self.screen.displays = displays;
                self.screen.display = shown;
            }
            ToViewer::ControlRefused { reason } => {
                if !core::mem::take(&mut self.is_control_requested) {
                    return cx.fault().into();
                }
                cx.push(Output::Notify(Notice::ControlRefused(reason)));
                cx.push(Output::Log(LogEvent::ControlRefused(reason)));
            }
            ToViewer::ControlEnded { by } => {
                self.is_giving_up = false;
                cx.push(Output::Notify(Notice::ControlEnded(by)));
                self.lose_control(cx);
            }
            ToViewer::Rights { requestable, held, folders } => {
                self.rights.announce(requestable, &held, now);
                self.rights.set_takes_folders(folders);
            }
            ToViewer::RightGranted { right } => self.on_right_granted(right, cx, now),
            ToViewer::RightRefused { right: Some(right), reason } => {
                self.on_right_refused(right, reason, cx);
            }
            ToViewer::RightEnded { right: Some(right), by } => self.on_right_ended(right, by, cx),
            // Another version knows it.
            ToViewer::RightRefused { right: None, .. }
            | ToViewer::RightEnded { right: None, .. } => {}
            ToViewer::SystemPrompt { open } => {
                self.has_prompt = open;
                if open && self.phase == Phase::ControlSharing {
                    self.forget_pressed(cx);
                }
            }
            ToViewer::InputLost { reason } => {
                // What arrives behind the end of control concerns nobody any more.
                if self.phase == Phase::ControlSharing {
                    cx.push(Output::Notify(Notice::InputLost(reason)));
                }
            }
            ToViewer::Chat { text, under_control } => {
                if !self.is_admitted || !self.chat.admits(now) {
                    return cx.fault().into();
                }
                // Whatever the sharer says: the Helper could type there.
                let under_control = under_control || self.phase == Phase::ControlSharing;
                let from = Party::User;
                cx.push(Output::Log(LogEvent::Chat { from, text, under_control }));
            }
            ToViewer::Log { number, entry, hash, signature } => {
                cx.push(Output::SharerLog(SharerEntry { number, entry, hash, signature }));
            }
            ToViewer::Pong { at, media, seen } => cx.push(Output::Pong { at, media, seen }),
            ToViewer::InputHandled { number, media } => {
                cx.push(Output::InputProcessed { number, media });
            }
            ToViewer::FenceInput { count } => return self.fence_input(count, cx),
            ToViewer::Bye { reason } => return Flow::End(reason),
            ToViewer::RememberProposal {}
            | ToViewer::Remember { .. }
            | ToViewer::Remembered {}
            | ToViewer::RememberRefused { .. } => return self.on_remember(message, cx),
            ToViewer::FilesAnswered { batch, refused } => {
                self.on_files_answered(batch, refused, cx)
            }
            ToViewer::Transfer(message) => return self.on_transfer_message(message, cx),
            ToViewer::MarksCleared {} => cx.push(Output::MarksCleared),
            ToViewer::Steps { count, done } => {
                self.steps = Steps { count, done: done.min(count) };
                self.step_element.take_if(|(step, _)| *step > count);
            }
            ToViewer::StepElement { step, element } => {
                self.step_element = (step <= self.steps.count).then_some((step, element));
            }
            ToViewer::UsePath { .. } | ToViewer::Unknown => {}
        }
        Flow::Continue
    }

    fn on_remember<R>(&mut self, message: ToViewer, cx: &mut Context<R>) -> Flow {
        let Session { user, remember, .. } = &mut self.session;
        match user.as_ref().filter(|_| self.is_admitted) {
            Some(user) => match remember.on_message(message, user, cx) {
                Ok(()) => Flow::Continue,
                Err(Unexpected) => cx.fault().into(),
            },
            None => cx.fault().into(),
        }
    }

    /// Takes over the phase that the sharer announces. Control begins only when the Helper has asked for
    /// it: otherwise a hostile sharer could receive what the Helper types for another window.
    fn on_phase<R>(&mut self, phase: WirePhase, paused: bool, cx: &mut Context<R>) -> Flow {
        let Some(phase) = Phase::from_wire(phase) else {
            return Flow::End(EndReason::UserLeft);
        };
        if phase == Phase::ControlSharing && self.phase != Phase::ControlSharing {
            // It may be from before the sharer heard that control was given up.
            if self.is_giving_up {
                return Flow::Continue;
            }
            if !self.is_control_requested {
                return cx.fault().into();
            }
        }
        if phase != Phase::WaitingForConnect && !self.is_admitted {
            self.on_admitted(cx);
        }
        match (self.phase, phase) {
            (Phase::ControlSharing, Phase::ControlSharing) => {}
            (_, Phase::ControlSharing) => {
                self.is_control_requested = false;
                cx.push(Output::Log(LogEvent::ControlGranted));
                cx.push(Output::Log(LogEvent::ControlStarted));
                cx.push(Output::Notify(Notice::ControlGranted));
            }
            (Phase::ControlSharing, _) => self.lose_control(cx),
            (_, _) => {}
        }
        if paused && !self.is_paused {
            cx.push(Output::Log(LogEvent::Paused));
            if phase == Phase::ControlSharing {
                self.forget_pressed(cx);
            }
        } else if !paused && self.is_paused {
            cx.push(Output::Log(LogEvent::Unpaused));
        }
        self.phase = phase;
        self.is_paused = paused;
        Flow::Continue
    }
}

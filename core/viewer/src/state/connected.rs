//! The two ends are connected: they exchange messages on the channels.

use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use core::convert::Infallible;

use protocol::channel::Channel;
use protocol::cursor::CursorMessage;
use protocol::exact::{FrameRecord, LosslessTile, RtpTimestamp};
use protocol::input::InputEvent;
use protocol::limits::{CHAT_BYTES, CONTROL_MESSAGE_BYTES};
use protocol::peer::{EndReason, Party, Phase as WirePhase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::chat::ChatWindow;
use super::context::{Context, Next, TooManyFaults, Unexpected};
use super::heartbeat::{Heartbeat, Silence};
use super::input::{Input, MemoryInput, PeerMessage, PersonInput, SessionInput, SignalInput};
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::PathInput;
use super::screen::Screen;
use super::session::{Session, SignalResult};
use super::view::{Control, Phase, Picture, Step, View};
use crate::contact::Kind;
use crate::log::{LogEvent, SharerEntry};
use crate::outcome::{Ending, Notice};

/// The two ends are connected.
#[derive(Debug)]
pub(super) struct Connected {
    session: Session,
    /// The path that carries the channels.
    path: Negotiation,
    phase: Phase,
    is_paused: bool,
    /// The User answers a system prompt.
    has_prompt: bool,
    /// Control was requested and is not answered.
    is_control_requested: bool,
    /// The User has let the Helper in.
    is_admitted: bool,
    screen: Screen,
    heartbeat: Heartbeat,
    chat: ChatWindow,
}

/// Whether the session continues after an input.
enum Flow {
    Continue,
    /// It ends; the other end knows.
    End(EndReason),
    /// It ends; the other end must be notified.
    Leave(EndReason),
}

impl From<Result<(), TooManyFaults>> for Flow {
    fn from(result: Result<(), TooManyFaults>) -> Self {
        match result {
            Ok(()) => Flow::Continue,
            Err(TooManyFaults) => Flow::Leave(EndReason::Fault),
        }
    }
}

impl Connected {
    pub(super) fn new(session: Session, path: Negotiation, now: Tick) -> Self {
        Self {
            session,
            path,
            phase: Phase::WaitingForConnect,
            is_paused: false,
            has_prompt: false,
            is_control_requested: false,
            is_admitted: false,
            screen: Screen::default(),
            heartbeat: Heartbeat::new(now),
            chat: ChatWindow::new(now),
        }
    }

    pub(super) fn deadline(&self) -> Tick {
        self.heartbeat.deadline(self.session.signal.is_open())
    }

    pub(super) fn view(&self) -> View {
        let session = &self.session;
        View {
            phase: self.phase,
            step: Step::Asking,
            user: session.user.clone(),
            picture: self.picture(),
            control: self.control(),
            screen: self.screen.size,
            displays: self.screen.displays.clone(),
            display: self.screen.display.clone(),
            ending: None,
            is_known: session.identity.is_some(),
            remember: session.remember.view(self.is_admitted && session.user.is_some()),
            prompt: session.remember.prompt(),
        }
    }

    fn is_shared(&self) -> bool {
        matches!(self.phase, Phase::ScreenSharing | Phase::ControlSharing)
    }

    fn picture(&self) -> Picture {
        if !self.is_shared() {
            Picture::Hidden
        } else if self.heartbeat.is_stale() {
            Picture::Interrupted
        } else if self.is_paused {
            Picture::Paused
        } else if self.has_prompt {
            Picture::SystemPrompt
        } else {
            Picture::Shown
        }
    }

    fn control(&self) -> Control {
        if self.phase == Phase::ControlSharing {
            Control::Granted
        } else if !self.is_shared() {
            Control::Unavailable
        } else if self.session.view_only {
            Control::ViewOnly
        } else if self.is_control_requested {
            Control::Requested
        } else {
            Control::Available
        }
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Next<Box<Self>, Infallible> {
        let flow = match input {
            Input::Peer(channel, message) => self.on_message(channel, message, cx, now),
            Input::Person(input) => self.on_person(input, cx),
            Input::FrameShown(frame) => self.on_frame_shown(frame, cx),
            Input::Memory(input) => self.on_memory(input, cx),
            Input::Signal(input) => self.on_signal(input, cx),
            Input::Path(_, input) => self.on_path(input, cx),
            Input::Session(SessionInput::Disconnect) => Flow::Leave(EndReason::HelperLeft),
            Input::Timeout => self.on_timeout(cx, now),
            Input::Session(
                SessionInput::Prepare { .. } | SessionInput::Connect { .. } | SessionInput::Reset,
            ) => Flow::Continue,
        };
        match flow {
            Flow::Continue => Next::Stay(self),
            Flow::End(reason) => self.end(reason, cx),
            Flow::Leave(reason) => {
                cx.push(Output::Control(ToSharer::Bye { reason }));
                // Twice, on the channel and through the server: a page that closes may lose either.
                self.session.signal.send(&Introduction::Bye { reason }, cx);
                self.end(reason, cx)
            }
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

    fn on_timeout<R>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        if self.heartbeat.ping(now) {
            cx.push(Output::Ping);
        }
        match self.heartbeat.silence(self.session.signal.is_open(), now) {
            Silence::None => Flow::Continue,
            Silence::Stale => {
                if self.phase == Phase::ControlSharing {
                    cx.push(Output::ForgetPressed);
                    send_input(InputEvent::ReleaseAll, cx);
                }
                Flow::Continue
            }
            Silence::Lost => self.lose_path(),
        }
    }

    /// The path is lost. There is no other one to continue on, so the session ends.
    fn lose_path(&self) -> Flow {
        Flow::End(EndReason::ConnectionLost)
    }

    fn on_path<R>(&mut self, input: PathInput, cx: &mut Context<R>) -> Flow {
        match input {
            PathInput::Candidate(candidate) => {
                self.path.candidate(candidate);
                self.session.send_ready(&mut self.path, cx);
                Flow::Continue
            }
            PathInput::Down | PathInput::Failed => self.lose_path(),
            PathInput::NoDecoder => Flow::Leave(EndReason::NoDecoder),
            PathInput::Offer { .. } | PathInput::Up => Flow::Continue,
        }
    }

    fn on_signal<R>(&mut self, input: SignalInput, cx: &mut Context<R>) -> Flow {
        match input {
            SignalInput::Open => {}
            SignalInput::Closed => self.session.signal.close(cx),
            SignalInput::Text(text) => match self.session.on_text(&text, &mut self.path, cx) {
                SignalResult::Done => {}
                SignalResult::Bye(reason) => return Flow::End(reason),
                SignalResult::Version => return Flow::Leave(EndReason::Version),
                // The server alone never ends a session whose ends are connected.
                SignalResult::Refused(_) | SignalResult::Closed | SignalResult::Fault => {
                    self.session.signal.close(cx);
                }
            },
        }
        Flow::Continue
    }

    /// Decodes a message of the sharer by the channel it arrived on. One that cannot be decoded, or is of
    /// the kind that the channel does not carry, is a fault.
    fn on_message<R>(
        &mut self,
        channel: Channel,
        message: PeerMessage,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        // Every control or cursor message shows that the sharer is there. Records and tiles do not
        // count: they may have waited in the network.
        if matches!(channel, Channel::Control | Channel::Cursor) && self.heartbeat.received(now) {
            cx.push(Output::Log(LogEvent::Resumed));
        }
        match (channel, message) {
            (Channel::Control, PeerMessage::Text(text)) => match ToViewer::decode(&text) {
                Ok(message) => self.on_control(message, cx, now),
                Err(_) => cx.fault().into(),
            },
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
                cx.push(Output::Notify(Notice::ControlEnded(by)));
                self.lose_control(cx);
            }
            ToViewer::SystemPrompt { open } => {
                self.has_prompt = open;
                if open && self.phase == Phase::ControlSharing {
                    cx.push(Output::ForgetPressed);
                }
            }
            ToViewer::Chat { text } => {
                if !self.is_admitted || !self.chat.admits(now) {
                    return cx.fault().into();
                }
                cx.push(Output::Log(LogEvent::Chat { from: Party::User, text }));
            }
            ToViewer::Log { number, entry, hash, signature } => {
                cx.push(Output::SharerLog(SharerEntry { number, entry, hash, signature }));
            }
            ToViewer::Pong { at, media, seen } => cx.push(Output::Pong { at, media, seen }),
            ToViewer::InputHandled { number, media } => {
                cx.push(Output::InputProcessed { number, media });
            }
            ToViewer::Bye { reason } => return Flow::End(reason),
            ToViewer::RememberProposal {}
            | ToViewer::Remember { .. }
            | ToViewer::Remembered {}
            | ToViewer::RememberRefused { .. } => return self.on_remember(message, cx),
            ToViewer::Unknown => {}
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

    /// Takes over the phase that the sharer announces.
    fn on_phase<R>(&mut self, phase: WirePhase, paused: bool, cx: &mut Context<R>) -> Flow {
        let Some(phase) = Phase::from_wire(phase) else {
            return Flow::End(EndReason::UserLeft);
        };
        if phase != Phase::WaitingForConnect && !self.is_admitted {
            self.is_admitted = true;
            cx.push(Output::Log(LogEvent::Connected));
            // Trust on first use: the next time, another key under this name is noticed.
            if let Some(identity) = &self.session.identity {
                let (name, key) = (identity.name.clone(), identity.key);
                cx.push(Output::SaveContact { name, key, kind: Kind::Computer });
            }
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
                cx.push(Output::ForgetPressed);
            }
        } else if !paused && self.is_paused {
            cx.push(Output::Log(LogEvent::Unpaused));
        }
        self.phase = phase;
        self.is_paused = paused;
        Flow::Continue
    }

    /// Control has ended: pressed keys and buttons are forgotten here, and released on the other side
    /// by the sharer's own gate.
    fn lose_control<R>(&mut self, cx: &mut Context<R>) {
        if self.phase == Phase::ControlSharing {
            self.phase = Phase::ScreenSharing;
            cx.push(Output::ForgetPressed);
            cx.push(Output::Log(LogEvent::ControlEnded));
        }
    }

    fn on_person<R>(&mut self, input: PersonInput, cx: &mut Context<R>) -> Flow {
        match input {
            PersonInput::Control(event) => {
                let is_seen = !self.is_paused && !self.has_prompt && !self.heartbeat.is_stale();
                if self.phase == Phase::ControlSharing && is_seen {
                    send_input(event, cx);
                }
            }
            PersonInput::RequestControl => {
                if self.control() == Control::Available && !self.is_paused {
                    self.is_control_requested = true;
                    cx.push(Output::Control(ToSharer::RequestControl {}));
                    cx.push(Output::Log(LogEvent::ControlRequested));
                }
            }
            PersonInput::GiveUpControl => {
                if self.phase == Phase::ControlSharing {
                    send_input(InputEvent::ReleaseAll, cx);
                    cx.push(Output::Control(ToSharer::GiveUpControl {}));
                    self.lose_control(cx);
                }
            }
            PersonInput::ShowDisplay(name) => {
                if self.screen.can_show(name.as_ref()) {
                    cx.push(Output::Control(ToSharer::ShowDisplay { name }));
                }
            }
            PersonInput::Chat(text) => self.send_chat(&text, cx),
        }
        Flow::Continue
    }

    fn on_frame_shown<R>(&mut self, frame: Option<RtpTimestamp>, cx: &mut Context<R>) -> Flow {
        if let Some(picture) = self.screen.shown(frame) {
            cx.push(Output::SwitchPicture(picture));
        }
        Flow::Continue
    }

    fn on_memory<R>(&mut self, input: MemoryInput, cx: &mut Context<R>) -> Flow {
        let Session { user, remember, .. } = &mut self.session;
        if let (true, Some(user)) = (self.is_admitted, user) {
            remember.handle(input, user, cx);
        }
        Flow::Continue
    }

    fn send_chat<R>(&self, text: &str, cx: &mut Context<R>) {
        let text = text.trim().to_owned();
        if text.is_empty() || !self.is_admitted {
            return;
        }
        let message = ToSharer::Chat { text: text.clone() };
        if text.len() > CHAT_BYTES || message.encode().len() > CONTROL_MESSAGE_BYTES {
            cx.push(Output::Notify(Notice::ChatTooLong));
            return;
        }
        cx.push(Output::Control(message));
        cx.push(Output::Log(LogEvent::Chat { from: Party::Helper, text }));
    }
}

/// Passes on what was decoded; nothing is a fault.
fn pass_on<R>(decoded: Option<Output>, cx: &mut Context<R>) -> Flow {
    match decoded {
        Some(output) => {
            cx.push(output);
            Flow::Continue
        }
        None => cx.fault().into(),
    }
}

/// Sends an input event on its channel: moves may be lost, everything else must arrive.
fn send_input<R>(event: InputEvent, cx: &mut Context<R>) {
    let channel = match event {
        InputEvent::Move { .. } => Channel::Pointer,
        InputEvent::Button { .. }
        | InputEvent::Wheel { .. }
        | InputEvent::Key { .. }
        | InputEvent::Character { .. }
        | InputEvent::Picture { .. }
        | InputEvent::ReleaseAll => Channel::Input,
    };
    cx.push(Output::SendInput { channel, event });
}

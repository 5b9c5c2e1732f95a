//! PURE: the two ends talk directly.

use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::cursor::CursorMessage;
use protocol::exact::Stamp;
use protocol::geometry::{Display, Size};
use protocol::input::InputEvent;
use protocol::limits::{
    CHAT_BYTES, CHAT_MESSAGES, CHAT_WINDOW, CONTROL_MESSAGE_BYTES, HEARTBEAT, HEARTBEAT_GONE,
    HEARTBEAT_LOST, HEARTBEAT_STALE,
};
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase as WirePhase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::link::{Heard, Link, channel_of, phase_of};
use super::remember::Heard as Remembered;
use super::view::{Control, Phase, Picture, Step, View};
use super::{Context, Ending, Input, Note, Output, Patience, State};
use crate::contact::Kind;
use crate::log::{Happening, Told};

/// The two ends talk directly.
#[derive(Debug)]
pub(super) struct Connected {
    link: Link,
    phase: Phase,
    paused: bool,
    /// The User answers a system prompt.
    prompt: bool,
    /// Nothing was heard for [`HEARTBEAT_STALE`].
    stale: bool,
    /// Control was asked for and the answer is not here.
    asked: bool,
    /// The User has let the Helper in.
    admitted: bool,
    screen: Option<Size>,
    /// The picture that is to come, and the first frame that shows it.
    awaited: Option<(u32, Stamp)>,
    /// The last picture that was told of.
    picture: Option<u32>,
    displays: Vec<Display>,
    display: Option<DisplayName>,
    heard: Tick,
    ping: Tick,
    chat: ChatWindow,
}

/// How many chat messages came in the current [`CHAT_WINDOW`].
#[derive(Debug)]
struct ChatWindow {
    since: Tick,
    count: u32,
}

impl ChatWindow {
    fn admits(&mut self, now: Tick) -> bool {
        if now.since(self.since) >= CHAT_WINDOW {
            *self = Self { since: now, count: 0 };
        }
        self.count = self.count.saturating_add(1);
        self.count <= CHAT_MESSAGES
    }
}

/// Whether the session goes on after a message.
enum Flow {
    On,
    /// Ends; the other end knows.
    Over(EndReason),
    /// Ends; the other end is told.
    Leave(EndReason),
}

impl Connected {
    pub(super) fn new(link: Link, now: Tick) -> Self {
        Self {
            link,
            phase: Phase::WaitingForConnect,
            paused: false,
            prompt: false,
            stale: false,
            asked: false,
            admitted: false,
            screen: None,
            awaited: None,
            picture: None,
            displays: Vec::new(),
            display: None,
            heard: now,
            ping: now,
            chat: ChatWindow { since: now, count: 0 },
        }
    }

    pub(super) fn deadline(&self) -> Tick {
        let silence = if !self.stale {
            HEARTBEAT_STALE
        } else if !self.link.is_open() {
            HEARTBEAT_GONE
        } else {
            HEARTBEAT_LOST
        };
        self.ping.min(self.heard + silence)
    }

    pub(super) fn view(&self) -> View {
        let shares = matches!(self.phase, Phase::ScreenSharing | Phase::ControlSharing);
        let picture = if !shares {
            Picture::Hidden
        } else if self.stale {
            Picture::Interrupted
        } else if self.paused {
            Picture::Paused
        } else if self.prompt {
            Picture::SystemPrompt
        } else {
            Picture::Shown
        };
        let control = if self.phase == Phase::ControlSharing {
            Control::Held
        } else if !shares {
            Control::Unavailable
        } else if self.link.view_only {
            Control::ViewOnly
        } else if self.asked {
            Control::Asked
        } else {
            Control::Available
        };
        View {
            phase: self.phase,
            step: Step::Asking,
            user: self.link.user.clone(),
            picture,
            control,
            screen: self.screen,
            displays: self.displays.clone(),
            display: self.display.clone(),
            ending: None,
            is_known: self.link.met.is_some(),
            remember: self.link.remember.view(self.admitted && self.link.user.is_some()),
            asks: self.link.remember.asks(),
        }
    }

    pub(super) fn handle<R>(
        mut self: Box<Self>,
        input: Input,
        cx: &mut Context<R>,
        now: Tick,
    ) -> State {
        let flow = match input {
            Input::ControlText(text) => self.told(&text, cx, now),
            Input::CursorBytes(bytes) => self.cursor(&bytes, cx, now),
            Input::Hand(event) => self.hand(event, cx),
            Input::Timeout => self.tick(cx, now),
            Input::SocketText(text) => self.signalled(&text, cx),
            Input::SocketClosed => {
                self.link.close(cx);
                Flow::On
            }
            Input::Candidate(candidate) => {
                self.link.candidate(candidate, cx);
                Flow::On
            }
            Input::RequestControl => self.request_control(cx),
            Input::GiveUpControl => self.give_up_control(cx),
            Input::Chat(text) => self.say(text, cx),
            Input::ShowDisplay(name) => self.show_display(name, cx),
            Input::Shown(stamp) => self.shown(stamp, cx),
            Input::Remember
            | Input::AnswerWish(_)
            | Input::Dismiss
            | Input::Own(_)
            | Input::Met { .. }
            | Input::Kept { .. } => self.remember(input, cx),
            Input::Disconnect => Flow::Leave(EndReason::HelperLeft),
            Input::PeerFailed | Input::ControlClosed => Flow::Over(EndReason::ConnectionLost),
            Input::NoDecoder => Flow::Leave(EndReason::NoDecoder),
            Input::Expect
            | Input::Connect { .. }
            | Input::Again
            | Input::SocketOpen
            | Input::Offer { .. }
            | Input::ControlOpen => Flow::On,
        };
        match flow {
            Flow::On => State::Connected(self),
            Flow::Over(reason) => self.over(reason, cx),
            Flow::Leave(reason) => {
                cx.push(Output::Control(ToSharer::Bye { reason }));
                // Twice, on both ways: a page that closes may lose either.
                self.link.say(&Introduction::Bye { reason }, cx);
                self.over(reason, cx)
            }
        }
    }

    fn over<R>(mut self, reason: EndReason, cx: &mut Context<R>) -> State {
        self.lose_control(cx);
        cx.end(Ending::Session(reason), self.link.who())
    }

    /// Anything that came from the sharer shows that it is there.
    fn alive<R>(&mut self, cx: &mut Context<R>, now: Tick) {
        self.heard = now;
        if core::mem::take(&mut self.stale) {
            cx.push(Output::Log(Happening::Resumed));
        }
    }

    fn tick<R>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        if now >= self.ping {
            self.ping = now + HEARTBEAT;
            cx.push(Output::Ping);
        }
        let silence = now.since(self.heard);
        let gone = silence >= HEARTBEAT_GONE && !self.link.is_open();
        if gone || silence >= HEARTBEAT_LOST {
            return Flow::Over(EndReason::ConnectionLost);
        }
        if silence >= HEARTBEAT_STALE && !self.stale {
            self.stale = true;
            if self.phase == Phase::ControlSharing {
                cx.push(Output::ReleaseHeld);
                Self::send(InputEvent::ReleaseAll, cx);
            }
        }
        Flow::On
    }

    fn told<R>(&mut self, text: &str, cx: &mut Context<R>, now: Tick) -> Flow {
        self.alive(cx, now);
        let Ok(message) = ToViewer::decode(text) else {
            return fault(cx);
        };
        match message {
            ToViewer::Phase { phase, paused } => return self.follow(phase, paused, cx),
            ToViewer::Screen { size, picture, since } => {
                self.screen = Some(size);
                if self.picture.replace(picture) != Some(picture) {
                    self.awaited = Some((picture, since));
                }
            }
            ToViewer::Displays { displays, shown } => {
                self.displays = displays;
                self.display = shown;
            }
            ToViewer::ControlRefused { reason } => {
                if !core::mem::take(&mut self.asked) {
                    return fault(cx);
                }
                cx.push(Output::Note(Note::ControlRefused(reason)));
                cx.push(Output::Log(Happening::ControlRefused(reason)));
            }
            ToViewer::ControlEnded { by } => {
                cx.push(Output::Note(Note::ControlEnded(by)));
                self.lose_control(cx);
            }
            ToViewer::SystemPrompt { open } => {
                self.prompt = open;
                if open && self.phase == Phase::ControlSharing {
                    cx.push(Output::ReleaseHeld);
                }
            }
            ToViewer::Chat { text } => {
                if !self.admitted || !self.chat.admits(now) {
                    return fault(cx);
                }
                cx.push(Output::Log(Happening::Chat { from: Party::User, text }));
            }
            ToViewer::Log { number, entry, hash, signature } => {
                cx.push(Output::Told(Told { number, entry, hash, signature }));
            }
            ToViewer::Pong { at, media, seen } => cx.push(Output::Pong { at, media, seen }),
            ToViewer::Taken { number, media } => cx.push(Output::Taken { number, media }),
            ToViewer::Bye { reason } => return Flow::Over(reason),
            ToViewer::RememberWish {}
            | ToViewer::Remember { .. }
            | ToViewer::Remembered {}
            | ToViewer::RememberRefused { .. } => {
                if !self.admitted {
                    return fault(cx);
                }
                let Some(user) = &self.link.user else { return fault(cx) };
                return match self.link.remember.told(message, user, cx) {
                    Remembered::Done => Flow::On,
                    Remembered::OutOfPlace => fault(cx),
                };
            }
            ToViewer::Unknown => {}
        }
        Flow::On
    }

    /// Takes the phase that the sharer says.
    fn follow<R>(&mut self, phase: WirePhase, paused: bool, cx: &mut Context<R>) -> Flow {
        let Some(phase) = phase_of(phase) else {
            return Flow::Over(EndReason::UserLeft);
        };
        if phase != Phase::WaitingForConnect && !self.admitted {
            self.admitted = true;
            cx.push(Output::Log(Happening::Connected));
            // Trust on first use: the next time, another key under this name is noticed.
            if let Some(met) = &self.link.met {
                let (name, key) = (met.name.clone(), met.key);
                cx.push(Output::Keep { name, key, kind: Kind::Computer });
            }
        }
        match (self.phase, phase) {
            (Phase::ControlSharing, Phase::ControlSharing) => {}
            (_, Phase::ControlSharing) => {
                self.asked = false;
                cx.push(Output::Log(Happening::ControlGranted));
                cx.push(Output::Log(Happening::ControlStarted));
                cx.push(Output::Note(Note::ControlGranted));
            }
            (Phase::ControlSharing, _) => self.lose_control(cx),
            (_, _) => {}
        }
        if paused && !self.paused {
            cx.push(Output::Log(Happening::Paused));
            if phase == Phase::ControlSharing {
                cx.push(Output::ReleaseHeld);
            }
        } else if !paused && self.paused {
            cx.push(Output::Log(Happening::Unpaused));
        }
        self.phase = phase;
        self.paused = paused;
        Flow::On
    }

    /// Control is no more: whatever was held is forgotten here, and released over there by the
    /// sharer's own gate.
    fn lose_control<R>(&mut self, cx: &mut Context<R>) {
        if self.phase == Phase::ControlSharing {
            self.phase = Phase::ScreenSharing;
            cx.push(Output::ReleaseHeld);
            cx.push(Output::Log(Happening::ControlEnded));
        }
    }

    fn hand<R>(&self, event: InputEvent, cx: &mut Context<R>) -> Flow {
        let is_seen = !self.paused && !self.prompt && !self.stale;
        if self.phase == Phase::ControlSharing && is_seen {
            Self::send(event, cx);
        }
        Flow::On
    }

    fn send<R>(event: InputEvent, cx: &mut Context<R>) {
        cx.push(Output::Hand { channel: channel_of(&event), event });
    }

    fn cursor<R>(&mut self, bytes: &[u8], cx: &mut Context<R>, now: Tick) -> Flow {
        self.alive(cx, now);
        let Ok(message) = CursorMessage::decode(bytes) else {
            return fault(cx);
        };
        cx.push(Output::Cursor(message));
        Flow::On
    }

    fn signalled<R>(&mut self, text: &str, cx: &mut Context<R>) -> Flow {
        match self.link.heard(text, cx) {
            Heard::Done => {}
            Heard::Bye(reason) => return Flow::Over(reason),
            Heard::Version => return Flow::Leave(EndReason::Version),
            // The server's word alone never ends a direct session; it only stops being heard.
            Heard::Refused(_) | Heard::Closed | Heard::Fault => self.link.close(cx),
        }
        Flow::On
    }

    fn request_control<R>(&mut self, cx: &mut Context<R>) -> Flow {
        if self.view().control == Control::Available && !self.paused {
            self.asked = true;
            cx.push(Output::Control(ToSharer::RequestControl {}));
            cx.push(Output::Log(Happening::ControlRequested));
        }
        Flow::On
    }

    fn give_up_control<R>(&mut self, cx: &mut Context<R>) -> Flow {
        if self.phase == Phase::ControlSharing {
            Self::send(InputEvent::ReleaseAll, cx);
            cx.push(Output::Control(ToSharer::GiveUpControl {}));
            self.lose_control(cx);
        }
        Flow::On
    }

    /// A frame is seen. From the first of another picture on, points mean that picture.
    fn shown<R>(&mut self, stamp: Option<Stamp>, cx: &mut Context<R>) -> Flow {
        // A browser that does not say which frame it is has received it after the word.
        let is_it = |since: Stamp| stamp.is_none_or(|stamp| !since.is_after(stamp));
        if let Some((picture, _)) = self.awaited.take_if(|(_, since)| is_it(*since)) {
            cx.push(Output::Aim(picture));
        }
        Flow::On
    }

    fn show_display<R>(&self, name: Option<DisplayName>, cx: &mut Context<R>) -> Flow {
        if self.displays.len() > 1 && name != self.display {
            cx.push(Output::Control(ToSharer::ShowDisplay { name }));
        }
        Flow::On
    }

    fn remember<R>(&mut self, input: Input, cx: &mut Context<R>) -> Flow {
        if let (true, Some(user)) = (self.admitted, &self.link.user) {
            self.link.remember.handle(input, user, cx);
        }
        Flow::On
    }

    fn say<R>(&self, text: String, cx: &mut Context<R>) -> Flow {
        let text = text.trim().to_owned();
        if text.is_empty() || !self.admitted {
            return Flow::On;
        }
        let message = ToSharer::Chat { text: text.clone() };
        if text.len() > CHAT_BYTES || message.encode().len() > CONTROL_MESSAGE_BYTES {
            cx.push(Output::Note(Note::ChatTooLong));
            return Flow::On;
        }
        cx.push(Output::Control(message));
        cx.push(Output::Log(Happening::Chat { from: Party::Helper, text }));
        Flow::On
    }
}

fn fault<R>(cx: &mut Context<R>) -> Flow {
    match cx.fault() {
        Patience::Left => Flow::On,
        Patience::Gone => Flow::Leave(EndReason::Fault),
    }
}

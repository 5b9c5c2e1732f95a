//! What the Helper does once the two ends are connected.

use alloc::borrow::ToOwned as _;

use protocol::exact::RtpTimestamp;
use protocol::input::InputEvent;
use protocol::limits::{CHAT_BYTES, CONTROL_MESSAGE_BYTES};
use protocol::peer::{Envelope, Party, ToSharer};

use super::{Connected, Flow};
use crate::log::LogEvent;
use crate::outcome::Notice;
use crate::state::context::Context;
use crate::state::input::{MemoryInput, PersonInput};
use crate::state::output::Output;
use crate::state::session::Session;
use crate::state::view::{Control, Phase};

impl Connected {
    pub(super) fn on_person<R>(&mut self, input: PersonInput, cx: &mut Context<R>) -> Flow {
        match input {
            PersonInput::Control(event) => {
                let is_seen = !self.is_paused && !self.has_prompt && !self.reach.is_stale();
                if self.phase == Phase::ControlSharing && is_seen {
                    return self.send_input(event, cx);
                }
            }
            PersonInput::SwitchPicture(event) => return self.send_input(event, cx),
            PersonInput::RequestControl => {
                if self.control() == Control::Available && !self.is_paused {
                    self.is_control_requested = true;
                    cx.push(Output::Log(LogEvent::ControlRequested));
                    return self.say(ToSharer::RequestControl {}, cx);
                }
            }
            PersonInput::GiveUpControl => {
                if self.phase == Phase::ControlSharing {
                    let _ = self.reach.send_input(InputEvent::ReleaseAll, cx);
                    let said = self.reach.say(ToSharer::GiveUpControl {}, cx);
                    self.lose_control(cx);
                    self.is_giving_up = true;
                    return said.into();
                }
            }
            PersonInput::ShowDisplay(name) => {
                if self.screen.can_show(name.as_ref()) {
                    return self.say(ToSharer::ShowDisplay { name }, cx);
                }
            }
            PersonInput::Chat(text) => return self.send_chat(&text, cx),
        }
        Flow::Continue
    }

    pub(super) fn on_frame_shown<R>(
        &mut self,
        frame: Option<RtpTimestamp>,
        cx: &mut Context<R>,
    ) -> Flow {
        if let Some(picture) = self.screen.shown(frame) {
            cx.push(Output::SwitchPicture(picture));
        }
        Flow::Continue
    }

    pub(super) fn on_memory<R>(&mut self, input: MemoryInput, cx: &mut Context<R>) -> Flow {
        let Session { user, remember, .. } = &mut self.session;
        if let (true, Some(user)) = (self.is_admitted, user) {
            remember.handle(input, user, cx);
        }
        Flow::Continue
    }

    fn send_chat<R>(&mut self, text: &str, cx: &mut Context<R>) -> Flow {
        let text = text.trim().to_owned();
        if text.is_empty() || !self.is_admitted {
            return Flow::Continue;
        }
        let message = ToSharer::Chat { text: text.clone() };
        // The longest numbers: with them it must fit on any path.
        let longest = Envelope { number: u32::MAX, ..message.clone().unnumbered(u32::MAX, 0) };
        if text.len() > CHAT_BYTES || longest.encode().len() > CONTROL_MESSAGE_BYTES {
            cx.push(Output::Notify(Notice::ChatTooLong));
            return Flow::Continue;
        }
        let (from, under_control) = (Party::Helper, false);
        cx.push(Output::Log(LogEvent::Chat { from, text, under_control }));
        self.say(message, cx)
    }
}

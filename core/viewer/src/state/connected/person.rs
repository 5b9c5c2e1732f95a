//! What the Helper does once the two ends are connected.

use alloc::borrow::ToOwned as _;

use protocol::exact::RtpTimestamp;
use protocol::input::InputEvent;
use protocol::limits::{CHAT_BYTES, CONTROL_MESSAGE_BYTES};
use protocol::peer::{Envelope, InputLoss, Party, ToSharer};
use protocol::time::Tick;

use super::{Connected, Flow};
use crate::contact::Kind;
use crate::frame::TakenFrame;
use crate::input::pacing::Lost;
use crate::log::LogEvent;
use crate::outcome::Notice;
use crate::state::context::Context;
use crate::state::input::{MemoryInput, PersonInput};
use crate::state::output::Output;
use crate::state::session::Session;
use crate::state::view::{Control, Phase};

impl Connected {
    /// The User has let the Helper in.
    pub(super) fn on_admitted<R>(&mut self, cx: &mut Context<R>) {
        self.is_admitted = true;
        let (user, is_known) = (self.session.named.clone(), self.session.identity.is_some());
        cx.push(Output::Log(LogEvent::Connected { user, is_known }));
        // Trust on first use: the next time, another key under this name is noticed.
        if let Some(identity) = &self.session.identity {
            let (name, key) = (identity.name.clone(), identity.key);
            cx.push(Output::SaveContact { name, key, kind: Kind::Computer });
        } else if let Some(user) = &self.session.user {
            // A code proves nobody's name.
            cx.push(Output::CompareName(user.clone()));
        }
    }

    /// Control has ended: pressed keys and buttons are forgotten here, and released on the other side
    /// by the sharer's own gate.
    pub(super) fn lose_control<R>(&mut self, cx: &mut Context<R>) {
        if self.phase == Phase::ControlSharing {
            self.phase = Phase::ScreenSharing;
            self.forget_pressed(cx);
            cx.push(Output::Log(LogEvent::ControlEnded));
        }
    }

    /// Sends an event of keyboard or pointer in its turn.
    pub(super) fn pace<R>(&mut self, event: InputEvent, cx: &mut Context<R>) {
        let Some(lost) = self.pacing.push(event) else { return };
        if lost == Lost::All {
            cx.push(Output::ForgetPressed);
        }
        cx.push(Output::Notify(Notice::InputLost(InputLoss::TooMuch)));
    }

    /// Sends the events whose turn it is.
    pub(super) fn send_waiting<R>(&mut self, cx: &mut Context<R>, now: Tick) -> Flow {
        while let Some(event) = self.pacing.next(self.reach.inputs_in_flight(), now) {
            if let Err(full) = self.reach.send_input(event, cx) {
                return Err(full).into();
            }
        }
        Flow::Continue
    }

    pub(super) fn on_person<R>(
        &mut self,
        input: PersonInput,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Flow {
        match input {
            PersonInput::Control(event) => {
                let is_seen = !self.is_paused && !self.has_prompt && !self.reach.is_stale();
                if self.phase == Phase::ControlSharing && is_seen {
                    self.pace(event, cx);
                }
            }
            PersonInput::SwitchPicture(event) => self.pace(event, cx),
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
            PersonInput::RequestRight(right) => return self.request_right(right, cx),
            PersonInput::GiveUpRight(right) => return self.give_up_right(right, cx),
            PersonInput::PointAt(at, color) => return self.point_at(at, color, cx),
            PersonInput::Mark(mark) => return self.mark(mark, cx),
            PersonInput::SendFiles(chosen, empty) => return self.send_files(chosen, &empty, cx),
            PersonInput::CancelClipboard => self.cancel_clipboard(),
            PersonInput::File { key, act } => return self.on_file_act(key, act, cx),
            PersonInput::ShowDisplay(name) => {
                if self.screen.can_show(name.as_ref()) {
                    return self.say(ToSharer::ShowDisplay { name }, cx);
                }
            }
            PersonInput::TakePicture(frame) => return self.take_picture(frame, cx, now),
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

    /// The sharer writes it down before anything else that the Helper does.
    fn take_picture<R>(&mut self, frame: TakenFrame, cx: &mut Context<R>, now: Tick) -> Flow {
        let picture = self.picture();
        if let Err(why) = self.pictures.take(picture, frame, now) {
            cx.push(Output::Notify(Notice::NoPicture(why)));
            return Flow::Continue;
        }
        cx.push(Output::Log(LogEvent::PictureTaken));
        let said = self.say(ToSharer::PictureTaken {}, cx);
        cx.push(Output::SavePicture);
        said
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

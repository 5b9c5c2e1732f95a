//! Performs the outputs of the viewer.

use crate::web::text::{Spoken as _, words};
use protocol::channel::Channel;
use protocol::cursor::CursorMessage;
use protocol::input::{Action, InputEvent, InputMark, numbered};
use protocol::peer::{Party, ToSharer};
use viewer::decoding;
use viewer::log::{LogEvent, SharerEntry};
use viewer::queue;
use viewer::state::{
    Control, FileView, Input, MemoryInput, Output, PathId, PathInput, PathOutput, PersonInput,
    Phase,
};
use viewer::words::{self, Say};

use super::core::Core;
use super::parts::log::Appended;
use super::parts::message_video::Request;
use crate::web::clock::{now_us, tick, unix_ms};
use crate::web::cursor::Mode;
use crate::web::h264_in_rtp;
use crate::web::stored_tries;

impl Core {
    /// Performs one output.
    pub(super) fn perform(&mut self, output: Output) {
        match output {
            Output::OpenSocket => self.links.open_socket(),
            Output::Signal(message) => self.links.send_signal(&message),
            Output::CloseSocket => self.links.close_socket(),
            Output::PrepareLane => self.links.prepare_lane(),
            Output::Path(id, output) => self.perform_path(id, output),
            Output::UsePath(path) => self.use_path(path),
            Output::Control(path, message) => self.links.send_control(path, &message),
            Output::Ping { path, acknowledged, deaf } => {
                let ping = ToSharer::Ping { at: now_us(), deaf }.unnumbered(acknowledged, 0);
                self.links.send_control(path, &ping);
            }
            Output::Pong { at, media, seen } => {
                self.picture.gauges.answered(at, media, seen);
                self.show_age();
            }
            Output::InputProcessed { number, media } => {
                self.picture.gauges.input_processed(number, media);
            }
            Output::SendInput { path, channel, number, event } => {
                self.perform_input(path, channel, number, event);
            }
            Output::SwitchPicture(number) => {
                let event = self.devices.pointer.switch_picture(number);
                self.give(Input::Person(PersonInput::SwitchPicture(event)));
            }
            Output::MarksCleared => self.devices.marking.cleared(),
            Output::ForgetPressed => self.devices.clear(),
            Output::Cursor(message) => self.on_cursor(message),
            Output::Frame(record) => self.picture.add_record(&record),
            Output::Tile(tile) => self.picture.add_tile(tile),
            Output::Transfer(effect) => self.perform_transfer(effect),
            Output::CompareName(name) => {
                if self.contacts.queue.contacts().resembles(&name) {
                    self.give(Input::Memory(MemoryInput::Resembles));
                }
            }
            Output::LoadOwnKey => self.load_own_key(true),
            Output::AgreeKey { name, key } => self.agree_key(name, key),
            Output::SaveContact { name, key, kind } => self.save_contact(name, key, kind),
            Output::DeleteContact(key) => self.contacts.store.delete(key),
            Output::StoreTries => stored_tries::store(&self.viewer.tries(tick(), unix_ms())),
            Output::ViewChanged => self.show(),
            Output::Notify(notice) => {
                self.widgets.page.notify(&words::notice(notice).to(&self.user));
            }
            Output::Log(event) => self.write_log(&event),
            Output::SavePicture => self.save_picture(),
            Output::SendLogKey => self.give(Input::Record(self.log.key_message())),
            Output::SharerLog(entry) if self.deferred.defers() => self.deferred.add_entry(entry),
            Output::SharerLog(entry) => {
                self.finish_deferred();
                self.append_log(&entry);
            }
        }
    }

    fn perform_path(&mut self, id: PathId, output: PathOutput) {
        match &output {
            PathOutput::SetAnswer { .. } | PathOutput::OpenLane { .. } => {
                self.timers.start_seconds();
            }
            // Another path begins with a keyframe.
            PathOutput::Close => self.give_decoder(decoding::Input::Gap),
            PathOutput::Open { .. }
            | PathOutput::SetServers { .. }
            | PathOutput::GreetLane { .. }
            | PathOutput::AddCandidate(_) => {}
        }
        self.links.perform(id, output, &self.picture.video);
        if !self.links.has_path() {
            self.timers.stop_seconds();
        }
    }

    /// Something happened on a path.
    pub(super) fn on_path(&mut self, id: PathId, input: PathInput) {
        let (is_up, is_down) =
            (matches!(input, PathInput::Up), matches!(input, PathInput::Down | PathInput::Failed));
        self.give(Input::Path(id, input));
        if is_up {
            self.send_decodes();
        } else if is_down {
            self.give_decoder(decoding::Input::Gap);
        }
    }

    /// Gives the decoder of the frames in messages an input.
    pub(super) fn give_decoder(&mut self, input: decoding::Input) {
        let requests = self.picture.messages.handle(input);
        self.perform_requests(requests);
    }

    /// Sends what the decoder of the frames in messages asks for.
    pub(super) fn perform_requests(&mut self, requests: impl IntoIterator<Item = Request>) {
        for request in requests {
            match request {
                Request::Keyframe => {
                    if !self.links.request_keyframe() {
                        self.give(Input::Record(ToSharer::RequestKeyframe {}));
                    }
                }
                Request::Decodes => self.send_decodes(),
                Request::NotifyOfTiles => self.widgets.page.notify(Say::NoteTiles.said()),
            }
        }
    }

    /// Tells the sharer which video this browser decodes, once the browser has answered. Before a path is up it
    /// is dropped.
    pub(super) fn send_decodes(&mut self) {
        if let Some(messages) = self.picture.messages.decodes() {
            let rtp = h264_in_rtp::is_decoded();
            self.give(Input::Record(ToSharer::Decodes { rtp, messages }));
        }
    }

    /// The sharer sends pictures on another path from now on.
    fn use_path(&mut self, path: PathId) {
        self.give_decoder(decoding::Input::Gap);
        if self.links.activate(path, &self.picture.video) {
            // Its first keyframe may arrive before the player is there.
            self.give(Input::Record(ToSharer::RequestKeyframe {}));
        }
    }

    fn perform_input(&mut self, path: PathId, channel: Channel, number: u32, event: InputEvent) {
        let message = event.encode();
        let message = match channel {
            Channel::Input => numbered(number, &message),
            Channel::Control
            | Channel::Pointer
            | Channel::Cursor
            | Channel::Frames
            | Channel::Tiles
            | Channel::Video
            | Channel::Bulk => message,
        };
        if self.links.send(path, channel, &message)
            && is_visible(event)
            && let Some(mark) = self.picture.gauges.input_sent()
        {
            let mark = numbered(0, &InputMark { number: mark }.encode());
            self.links.send(path, Channel::Input, &mark);
        }
    }

    fn on_cursor(&mut self, message: CursorMessage) {
        if self.deferred.defers() {
            return self.deferred.add_cursor(message);
        }
        self.finish_deferred();
        self.picture.move_cursor(message, self.viewer.view());
    }

    /// Handles the messages that have waited for a frame: one is shown, or a second has passed.
    pub(super) fn finish_deferred(&mut self) {
        if !self.deferred.finish() {
            return;
        }
        for message in self.deferred.take_cursor() {
            self.picture.cursor.handle(message);
        }
        self.picture.draw_cursor(self.viewer.view());
        self.append_deferred();
    }

    fn append_deferred(&mut self) {
        for entry in self.deferred.take_entries() {
            self.append_log(&entry);
        }
    }

    fn write_log(&mut self, event: &LogEvent) {
        // In order with the entries that have waited.
        self.append_deferred();
        self.log.write(event, &self.user, self.viewer.view().is_known);
    }

    fn append_log(&mut self, entry: &SharerEntry) {
        match self.log.append(entry) {
            Appended::Answer(answer) => self.give(Input::Record(answer)),
            Appended::Notify(say) => self.widgets.page.notify(&say.to(&self.user)),
            Appended::Nothing => {}
        }
    }

    /// Shows the view.
    fn show(&mut self) {
        let view = self.view().clone();
        self.user = words().user_of(&view).to_owned();
        let is_controlling = self.viewer.is_controlling();
        self.picture.set_visible(view.shows_picture());
        self.show_age();
        let has_control = view.control == Control::Granted;
        let is_new = has_control && !self.had_control;
        self.had_control = has_control;
        self.picture.cursor.set_mode(if is_controlling { Mode::Pointer } else { Mode::Image });
        self.devices.listeners.allow(is_controlling);
        let is_to_send = |file: &FileView| file.sender == Party::Helper && !file.state.is_over();
        if !view.files.iter().any(is_to_send) {
            self.files.forget_chosen();
        }
        self.widgets.show(&view);
        self.follow_tool();
        if view.phase == Phase::Ended {
            self.picture.end();
            self.files.clear();
        }
        // The queue is visible on the first page.
        let is_hidden = !matches!(view.phase, Phase::Idle | Phase::Joining);
        self.give_queue(queue::Input::Hidden(is_hidden));
        self.lay_out();
        if view.phase == Phase::Idle {
            self.widgets.form.focus();
        }
        if is_new && !self.log.panel.is_writing() {
            self.picture.place.focus();
            self.devices.listeners.focus_text();
        }
    }
}

/// Whether an event is likely to have a visible effect. A release seldom has.
fn is_visible(event: InputEvent) -> bool {
    match event {
        InputEvent::Button { action, .. }
        | InputEvent::Key { action, .. }
        | InputEvent::Character { action, .. } => action == Action::Press,
        InputEvent::Wheel { .. } => true,
        InputEvent::Move { .. } | InputEvent::Picture { .. } | InputEvent::ReleaseAll => false,
    }
}

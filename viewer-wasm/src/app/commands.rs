//! Commands of the Helper, by the page's controls.

use crate::web::text::{Spoken as _, words};
use protocol::mark::Mark;
use protocol::right::Right;
use viewer::marking::{Marked, Tool};
use viewer::picture_file::file_name;
use viewer::state::{Input, MemoryInput, PersonInput, RightState, RightView, SessionInput};
use viewer::words::Say;

use super::core::Core;
use crate::event::Command;
use crate::web::clock::wall_time;
use crate::web::dom::log_error;
use crate::web::download::save_file;
use crate::web::{fullscreen, stored_log};

impl Core {
    pub(super) fn on_command(&mut self, command: Command) {
        match command {
            Command::RequestControl => self.give(Input::Person(PersonInput::RequestControl)),
            Command::GiveUpControl => self.give(Input::Person(PersonInput::GiveUpControl)),
            Command::Right(right) => self.change_right(right),
            Command::ToggleTool(tool) => {
                self.toggle_tool(tool);
                if matches!(self.devices.marking.tool(), Some(Tool::Text | Tool::Step)) {
                    self.widgets.marks.focus_words();
                }
                self.lay_out();
            }
            Command::MarkLook(look) => self.set_mark_look(look),
            Command::UndoMark => self.send_marks([Marked::Mark(Mark::Undo {})]),
            Command::ClearMarks => self.send_marks([Marked::Mark(Mark::Clear {})]),
            Command::CancelClipboard => self.give(Input::Person(PersonInput::CancelClipboard)),
            Command::File(key, act) => self.give(Input::Person(PersonInput::File { key, act })),
            Command::Chat(text) => self.give(Input::Person(PersonInput::Chat(text))),
            Command::Disconnect => self.give(Input::Session(SessionInput::Disconnect)),
            Command::Reset => self.give(Input::Session(SessionInput::Reset)),
            Command::Remember => self.give(Input::Memory(MemoryInput::Propose)),
            Command::AnswerRemember(yes) => self.give(Input::Memory(MemoryInput::Answer(yes))),
            Command::DismissWarning => self.give(Input::Memory(MemoryInput::DismissWarning)),
            Command::SaveLog => self.save_log(self.log.file()),
            Command::SaveLastLog => self.save_log(stored_log::last()),
            Command::TogglePanel => {
                let panel = &mut self.log.panel;
                panel.open(!panel.is_open());
                panel.focus();
                self.lay_out();
            }
            Command::ToggleStatistics => {
                self.widgets.page.toggle_statistics();
                self.lay_out();
            }
            Command::TakePicture => self.take_picture(),
            Command::ToggleFullscreen => fullscreen::toggle(),
            Command::ToggleTyping => {
                let on = self.devices.listeners.toggle_typing();
                self.widgets.page.mark_typing(on);
                self.widgets.touch_keys.show(on);
                self.lay_out();
            }
            Command::ToggleTrackpad => self.toggle_trackpad(),
            Command::TapModifier(modifier) => self.tap_modifier(modifier),
            Command::TapKey(key) => self.tap_key(key),
            Command::Zoom(zoom) => {
                self.picture.place.zoom(zoom);
                self.lay_out();
            }
            Command::ShowDisplay(name) => {
                self.give(Input::Person(PersonInput::ShowDisplay(name)));
                self.picture.place.focus();
            }
            Command::SendKeys(keys) => {
                self.send_input(keys.events(self.widgets.keys.system()));
                self.picture.place.focus();
            }
        }
    }

    /// What the button of a right does now.
    fn change_right(&mut self, right: Right) {
        let row = self.view().rights.iter().find(|row| row.right == right).copied();
        let Some(RightView { state, .. }) = row else { return };
        self.give(Input::Person(match state {
            RightState::Available => PersonInput::RequestRight(right),
            RightState::Requested | RightState::Held { .. } => PersonInput::GiveUpRight(right),
        }));
    }

    /// The picture is composed at once, so that the one which is saved is the one that was judged.
    fn take_picture(&mut self) {
        let (frame, snapshot) = self.picture.take(self.viewer.view());
        self.snapshot = snapshot;
        self.give(Input::Person(PersonInput::TakePicture(frame)));
        self.snapshot = None;
    }

    pub(super) fn save_picture(&mut self) {
        let Some(snapshot) = self.snapshot.take() else { return };
        if let Err(error) = snapshot.save(file_name(wall_time().local), &self.emit) {
            log_error(&error);
            self.on_picture_saved(None);
        }
    }

    pub(super) fn on_picture_saved(&mut self, file: Option<&str>) {
        let sentence = match file {
            Some(file) => words().picture_taken(&self.user, file),
            None => Say::NotePictureNotSaved.said().to_owned(),
        };
        self.widgets.page.notify(&sentence);
    }

    fn save_log(&mut self, file: Option<(String, String)>) {
        if file.is_some_and(|(name, text)| save_file(&name, &text).is_err()) {
            self.widgets.page.notify(Say::NoteLogNotSaved.said());
        }
    }
}

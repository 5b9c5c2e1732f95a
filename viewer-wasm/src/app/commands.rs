//! Commands of the Helper, by the page's controls.

use viewer::input::text::chord;
use viewer::state::{Input, MemoryInput, PersonInput, SessionInput};
use viewer::words::Say;

use super::core::Core;
use crate::event::Command;
use crate::web::download::save_file;
use crate::web::{fullscreen, stored_log};

impl Core {
    pub(super) fn on_command(&mut self, command: Command) {
        match command {
            Command::RequestControl => self.give(Input::Person(PersonInput::RequestControl)),
            Command::GiveUpControl => self.give(Input::Person(PersonInput::GiveUpControl)),
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
            Command::ToggleFullscreen => fullscreen::toggle(),
            Command::ToggleTyping => {
                let on = self.devices.listeners.toggle_typing();
                self.widgets.page.mark_typing(on);
            }
            Command::Zoom(zoom) => {
                self.picture.place.zoom(zoom);
                self.lay_out();
            }
            Command::ShowDisplay(name) => {
                self.give(Input::Person(PersonInput::ShowDisplay(name)));
                self.picture.place.focus();
            }
            Command::SendKeys(keys) => {
                let keys: Vec<&str> = keys.split(' ').collect();
                self.send_input(chord(&keys));
                self.picture.place.focus();
            }
        }
    }

    fn save_log(&mut self, file: Option<(String, String)>) {
        if file.is_some_and(|(name, text)| save_file(&name, &text).is_err()) {
            self.widgets.page.notify(Say::NoteLogNotSaved.english());
        }
    }
}

//! What the windows do with programs of the desktop: the voice and the file manager.

use std::path::Path;

use super::Windows;
use crate::person::window::model::Both;
use crate::person::window::speaking::SpeakingAction;
use crate::words::window as words;

impl Windows {
    /// Says the code aloud, or stops that.
    pub(super) fn speak(&mut self, action: SpeakingAction) {
        self.voice.stop();
        let mut both = self.model.lock();
        both.local.speaking.stops();
        let code = both.state.invitation.as_ref().map(|open| open.code.clone());
        let Some(code) = code.filter(|_| action == SpeakingAction::Say) else { return };
        let number = self.voice.next();
        both.local.speaking.begins(number);
        drop(both);
        let model = self.model.clone();
        let ended = move |error| {
            model.lock().local.speaking.ended(number, error);
            model.wake();
        };
        if let Err(error) = self.voice.say(&code, ended) {
            self.model.lock().local.speaking.ended(number, Some(error));
        }
    }

    /// Shows the folder of the log. Never before the end: the file manager of the User is no place for a Helper.
    pub(super) fn show_log(&mut self, both: &mut Both) {
        let log = both.state.log.as_deref().filter(|_| both.state.has_ended());
        let folder = log.and_then(|log| Path::new(log).parent());
        let (Some(folder), Some(folders)) = (folder, &mut self.folders) else { return };
        both.local.folder_error =
            folders.show(folder).err().map(|error| words::end::folder_error(&error));
    }

    /// The code is said only while it can be used and nothing is asked.
    pub(super) fn hush(&mut self) {
        let both = self.model.lock();
        let is_open = both.state.invitation.is_some() && both.state.question.is_none();
        let is_wanted = is_open && both.local.speaking.is_speaking();
        drop(both);
        if !is_wanted {
            // Without the lock: the voice takes it when it ends.
            self.voice.stop();
        }
    }
}

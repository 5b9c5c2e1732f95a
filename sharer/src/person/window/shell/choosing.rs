//! Sending files: by their paths, or by the desktop's own dialog.

use session::{Origin, PersonInput};

use super::Windows;
use crate::person::window::model::Both;
use crate::person::window::state::Stage;
use crate::platform::file_chooser::{Choosable, ChooserError};
use crate::words::files::window as words;

impl Windows {
    /// The path of a file to send. While control is shared, the Helper could change it before the User presses.
    pub(super) fn write_path(both: &mut Both, path: Option<String>) {
        if !both.state.is_controlled {
            if path.is_none() {
                both.local.choosing.forget();
            }
            both.local.file = path;
        }
    }

    /// Sends what the User has written or chosen. What was chosen for another view is not sent.
    pub(super) fn send_files(&self, both: &mut Both, paths: Vec<String>) {
        let is_written = paths.len() == 1 && both.local.choosing.chosen.is_empty();
        if both.state.is_controlled || !(is_written || paths == both.local.choosing.chosen) {
            return;
        }
        both.local.file = None;
        both.local.choosing.forget();
        for path in paths {
            self.outlets.command(Origin::Device, PersonInput::SendFile { path });
        }
    }

    /// Shows the dialog of the desktop. Never while control is shared: the Helper could press in it.
    pub(super) fn show_chooser(&mut self, both: &mut Both, what: Choosable) {
        let is_shared = both.state.stage == Stage::Sharing && !both.state.is_controlled;
        let Some(chooser) = self.chooser.as_mut().filter(|_| is_shared) else { return };
        let number = both.local.choosing.opens();
        let model = self.model.clone();
        let chosen = Box::new(move |result| {
            model.lock().local.choosing.ended(number, result);
            model.wake();
        });
        let title = match what {
            Choosable::Files => words::FILES_TITLE,
            Choosable::Folder => words::FOLDER_TITLE,
        };
        if let Err(error) = chooser.choose(what, title.text(), chosen) {
            let failed = Err(ChooserError::Failed(error.to_string()));
            both.local.choosing.ended(number, failed);
        }
    }

    /// Closes a dialog whose choice does not count.
    pub(super) fn close_chooser(&mut self, both: &Both) {
        if both.local.choosing.is_to_close()
            && let Some(chooser) = &mut self.chooser
        {
            chooser.close();
        }
    }
}

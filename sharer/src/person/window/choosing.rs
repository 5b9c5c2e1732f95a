//! Files that the User chooses in the desktop's own dialog.
//!
//! While control is shared the Helper can press in the dialog as well. So it is closed then, and what was chosen in one that
//! was open at any moment of it is dropped. What counts waits in the window, until the User has read it and sends it.

use std::path::PathBuf;

use protocol::limits::CHOSEN_FILES;

use crate::platform::file_chooser::ChooserError;
use crate::words::files::window as words;

/// The dialog, and what was chosen.
#[derive(Debug, Default)]
pub(super) struct Choosing {
    /// Nothing on this desktop shows a dialog.
    pub(super) is_missing: bool,
    /// The paths that the User sends next.
    pub(super) chosen: Vec<String>,
    /// Why nothing was chosen, in words.
    pub(super) why: Option<String>,
    /// The number of the dialog whose choice counts.
    counts: Option<u32>,
    /// The number of the dialog that the desktop shows.
    shown: Option<u32>,
    /// The number of the last dialog.
    last: u32,
}

impl Choosing {
    /// Another session begins. A dialog that is still shown belongs to the one before.
    pub(super) fn begin(&mut self) {
        let Self { is_missing, shown, last, .. } = *self;
        *self = Self { is_missing, shown, last, ..Self::default() };
    }

    /// A dialog is shown from now on. Returns its number.
    pub(super) fn opens(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        (self.counts, self.shown) = (Some(self.last), Some(self.last));
        (self.chosen, self.why) = (Vec::new(), None);
        self.last
    }

    /// The dialog of this number was closed, with what was chosen.
    pub(super) fn ended(&mut self, number: u32, result: Result<Vec<PathBuf>, ChooserError>) {
        self.shown.take_if(|shown| *shown == number);
        if self.counts != Some(number) {
            return;
        }
        self.counts = None;
        match result {
            Err(ChooserError::NotThere) => {
                self.is_missing = true;
                self.why = Some(words::NO_DIALOG.to_owned());
            }
            Err(ChooserError::Elsewhere) => self.why = Some(words::ELSEWHERE.to_owned()),
            Err(ChooserError::Failed(why)) => self.why = Some(words::dialog_failed(&why)),
            Ok(paths) if paths.len() > CHOSEN_FILES => {
                self.why = Some(words::too_many(paths.len(), CHOSEN_FILES));
            }
            Ok(paths) => {
                let paths = paths.into_iter().map(|path| path.into_os_string().into_string());
                match paths.collect::<Result<Vec<String>, _>>() {
                    Ok(paths) => self.chosen = paths,
                    Err(_) => self.why = Some(words::STRANGE_NAME.to_owned()),
                }
            }
        }
    }

    /// The Helper shares control: nothing of it counts.
    pub(super) fn controlled(&mut self) {
        let began = self.counts.take().is_some();
        if began || !self.chosen.is_empty() {
            (self.chosen, self.why) = (Vec::new(), Some(words::CHOSEN_WHILE_CONTROLLED.to_owned()));
        }
    }

    /// The User does not want to send it, or has sent it.
    pub(super) fn forget(&mut self) {
        (self.chosen, self.why, self.counts) = (Vec::new(), None, None);
    }

    /// Whether the desktop shows a dialog whose choice does not count.
    pub(super) fn is_to_close(&self) -> bool {
        self.shown.is_some() && self.shown != self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(count: usize) -> Result<Vec<PathBuf>, ChooserError> {
        Ok((0..count).map(|n| PathBuf::from(format!("/a/{n}"))).collect())
    }

    #[test]
    fn only_the_last_dialog_counts_and_one_without_a_choice_changes_nothing() {
        let mut choosing = Choosing::default();
        let (first, second) = (choosing.opens(), choosing.opens());
        choosing.ended(first, paths(1));
        assert!(choosing.chosen.is_empty());
        choosing.ended(second, paths(2));
        assert_eq!(choosing.chosen, ["/a/0", "/a/1"]);
        let elsewhere = choosing.opens();
        choosing.ended(elsewhere, Err(ChooserError::Elsewhere));
        assert_eq!(choosing.why.as_deref(), Some(words::ELSEWHERE.text()));
        let closed = choosing.opens();
        choosing.ended(closed, paths(0));
        assert!(choosing.chosen.is_empty() && choosing.why.is_none());
    }

    #[test]
    fn more_than_can_be_sent_at_once_is_not_taken() {
        let mut choosing = Choosing::default();
        let number = choosing.opens();
        choosing.ended(number, paths(CHOSEN_FILES + 1));
        assert!(choosing.chosen.is_empty() && choosing.why.is_some());
        let number = choosing.opens();
        choosing.ended(number, paths(CHOSEN_FILES));
        assert_eq!(choosing.chosen.len(), CHOSEN_FILES);
    }

    #[test]
    fn a_dialog_of_an_earlier_session_is_closed_and_does_not_count() {
        let mut choosing = Choosing::default();
        let number = choosing.opens();
        assert!(!choosing.is_to_close());
        choosing.begin();
        assert!(choosing.is_to_close());
        choosing.ended(number, paths(1));
        assert!(choosing.chosen.is_empty() && !choosing.is_to_close());
    }
}

//! What was read of the clipboard so far, format by format. Pure.

use std::time::Duration;

use protocol::limits::CLIPBOARD_BYTES;

use super::format::{Encoding, Format};
use super::{ClipboardContents, ClipboardError};

/// How long the program that has copied may be silent. Then it is not waited for.
pub(in crate::platform) const SILENCE: Duration = Duration::from_secs(2);

/// How long reading may take in all, however often that program sends something.
pub(in crate::platform) const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// What was read, once that is known.
pub(in crate::platform) type Outcome = Result<Option<ClipboardContents>, ClipboardError>;

/// The formats that have come.
#[derive(Debug, Default)]
pub(in crate::platform) struct Gathering {
    contents: ClipboardContents,
    has_left_out: bool,
}

impl Gathering {
    /// How many bytes more can be read.
    pub(in crate::platform) fn room(&self) -> usize {
        CLIPBOARD_BYTES.saturating_sub(self.contents.bytes())
    }

    /// A format has come.
    pub(in crate::platform) fn add(&mut self, format: Format, bytes: Vec<u8>, encoding: Encoding) {
        let room = self.room();
        if !format.add(&mut self.contents, bytes, encoding, room) {
            self.leave_out();
        }
    }

    /// There is no room for a format.
    pub(in crate::platform) fn leave_out(&mut self) {
        tracing::debug!("a format of what was copied is too large");
        self.has_left_out = true;
    }

    /// All have come.
    pub(in crate::platform) fn finish(&mut self) -> Outcome {
        let contents = std::mem::take(&mut self.contents);
        match (contents.is_empty(), self.has_left_out) {
            (true, true) => Err(ClipboardError::TooLarge),
            (true, false) => Ok(None),
            (false, _) => Ok(Some(contents)),
        }
    }

    /// The program that copied is not waited for any more. What it has sent by then is better than nothing.
    pub(in crate::platform) fn on_deadline(&mut self) -> Outcome {
        if self.contents.is_empty() {
            return Err(ClipboardError::Silent);
        }
        tracing::debug!("a format of what was copied did not come");
        Ok(Some(std::mem::take(&mut self.contents)))
    }
}

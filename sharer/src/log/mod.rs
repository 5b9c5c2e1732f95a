//! The session log of the User: `session::record` decides what is written, [`crate::store::log`] keeps
//! the file, [`command`] lists, shows and verifies what was kept.

pub mod command;

use jiff::{Timestamp, tz::TimeZone};
use protocol::log::{LocalTime, Utc};
use tokio::sync::mpsc;

use session::record::Moment;

use crate::cli::options::Share;
pub use crate::store::log::FileEvent;
use crate::store::log::LogFile;
use crate::store::log_folder;

/// The file of one session's log; `None` when the User keeps no log. The Helper may still keep theirs.
pub struct SessionLog(Option<LogFile>);

impl SessionLog {
    /// A log that has not begun. What becomes of its file is reported by `events`.
    pub fn new(options: &Share, events: mpsc::Sender<FileEvent>) -> Self {
        let folder = || options.log_dir.clone().or_else(log_folder::default);
        Self((!options.no_log).then(|| LogFile::new(folder(), events)))
    }

    /// Appends lines to the file.
    pub fn append(&mut self, lines: &str) {
        if let Some(file) = &mut self.0 {
            file.append(lines, &moment().local);
        }
    }

    /// Waits for the file to be written, but not for long.
    pub fn finish(&self) {
        if let Some(file) = &self.0 {
            file.finish();
        }
    }
}

/// What the wall clock says, here and in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
pub(crate) fn moment() -> Moment {
    let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap_or_default();
    let here = now.to_zoned(TimeZone::system());
    let positive = |number: i16| u32::try_from(number).unwrap_or_default();
    Moment {
        utc: Utc::from_millis(u64::try_from(now.as_millisecond()).unwrap_or_default()),
        local: LocalTime {
            year: positive(here.year()),
            month: positive(here.month().into()),
            day: positive(here.day().into()),
            hour: positive(here.hour().into()),
            minute: positive(here.minute().into()),
            second: positive(here.second().into()),
        },
    }
}

//! The session log on the User's side: the recorder of `core/session` decides what is written, and
//! [`crate::store::log`] writes the file.

use std::path::PathBuf;

use jiff::{Timestamp, tz::TimeZone};
use protocol::log::{LocalTime, Utc};
use tokio::sync::mpsc;

use session::record::Moment;

pub use crate::store::log::FileEvent;
use crate::store::log::LogFile;
use crate::store::log_folder;

/// The file of one session's log; `None` when the User keeps no log. The Helper may keep their copy all
/// the same.
pub struct SessionLog(Option<LogFile>);

/// The folder of the session log; `None` for the default folder.
#[derive(Clone, Debug, Default)]
pub struct LogLocation(pub Option<PathBuf>);

impl SessionLog {
    /// A log without entries. `location` is `None` when the User keeps no log.
    pub fn new(location: Option<LogLocation>, events: mpsc::Sender<FileEvent>) -> Self {
        let folder = |LogLocation(folder): LogLocation| folder.or_else(log_folder::default);
        Self(location.map(|location| LogFile::new(folder(location), events)))
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

/// The current time, local and in UTC.
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

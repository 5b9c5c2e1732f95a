//! The session log on the User's side: the recorder of `core/session` decides what is written, and
//! [`crate::store::log`] writes the file.

use jiff::{Timestamp, tz::TimeZone};
use protocol::log::{LocalTime, UtcMillis};
use tokio::sync::mpsc;

use session::record::Moment;

pub use crate::store::log::FileEvent;
use crate::store::log::LogFile;
pub use crate::store::log_folder::{LogError, LogFolder};

/// The file of one session's log; `None` when the User keeps no log. The Helper may keep their copy all
/// the same.
pub struct SessionLog(Option<LogFile>);

impl SessionLog {
    /// A log without entries. `folder` is `None` when the User keeps no log.
    pub fn new(folder: Option<LogFolder>, events: mpsc::Sender<FileEvent>) -> Self {
        Self(folder.map(|folder| LogFile::new(folder, events)))
    }

    /// Appends lines to the file.
    pub fn append(&mut self, lines: &str) {
        if let Some(file) = &mut self.0 {
            file.append(lines, &moment().local);
        }
    }

    /// Waits for the file to be written, but not for long. Fails when it is not written by then.
    pub fn finish(&self) -> Result<(), LogError> {
        self.0.as_ref().map_or(Ok(()), LogFile::finish)
    }
}

/// The current time, local and in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
pub(crate) fn moment() -> Moment {
    let now = Timestamp::try_from(std::time::SystemTime::now()).unwrap_or_default();
    let here = now.to_zoned(TimeZone::system());
    let positive = |number: i16| u32::try_from(number).unwrap_or_default();
    Moment {
        utc: UtcMillis::from_millis(u64::try_from(now.as_millisecond()).unwrap_or_default()),
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

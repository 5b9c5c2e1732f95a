//! The session log on the User's side: the recorder of `core/session` decides what is written, and
//! [`crate::store::log`] writes the file.

use std::path::PathBuf;

use jiff::{Timestamp, tz::TimeZone};
use protocol::log::{LocalTime, Utc};
use protocol::name::DisplayName;
use protocol::peer::ToViewer;
use rand_core::OsRng;
use tokio::sync::mpsc;

use session::record::{Moment, Recorded, Recorder};

pub use crate::store::log::FileEvent;
use crate::store::log::LogFile;
use crate::store::log_folder;
use session::Output;

/// The log of one session, and its file.
pub struct SessionLog {
    recorder: Recorder,
    /// `None` when the User keeps no log. The Helper may keep their copy all the same.
    file: Option<LogFile>,
}

/// The folder of the session log; `None` for the default folder.
#[derive(Clone, Debug, Default)]
pub struct LogLocation(pub Option<PathBuf>);

/// What follows from new entries.
#[derive(Debug, Default)]
pub struct LogEffects {
    /// Messages for the Helper's copy.
    pub helper: Vec<ToViewer>,
    /// Whether the Helper's copy was found to differ.
    pub differs: bool,
}

impl SessionLog {
    /// A log without entries. `file` is `None` when the User keeps no log.
    pub fn new(
        user: DisplayName,
        file: Option<LogLocation>,
        events: mpsc::Sender<FileEvent>,
    ) -> Self {
        let file = file
            .map(|LogLocation(folder)| LogFile::new(folder.or_else(log_folder::default), events));
        Self { recorder: Recorder::new(user, &mut OsRng), file }
    }

    /// The direct connection is up, from this address.
    pub fn connected(&mut self, address: Option<&str>) -> LogEffects {
        self.recorder.connected(address, now());
        self.keep()
    }

    /// Records what the session is about to do.
    pub fn observe(&mut self, output: &Output) -> LogEffects {
        self.recorder.observe(output, now());
        self.keep()
    }

    fn keep(&mut self) -> LogEffects {
        let Recorded { lines, helper, differs } = self.recorder.take();
        if let Some(file) = &mut self.file
            && !lines.is_empty()
        {
            file.append(&lines, &now().local);
        }
        LogEffects { helper, differs }
    }

    /// Waits for the file to be written, but not for long.
    pub fn finish(&self) {
        if let Some(file) = &self.file {
            file.finish();
        }
    }
}

/// The current time, local and in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn now() -> Moment {
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

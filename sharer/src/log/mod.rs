//! The session log as the User keeps it: `recorder` decides what is written down, `file` keeps it,
//! [`command`] lists, shows and verifies what was kept.

pub mod command;

use jiff::{Timestamp, tz::TimeZone};
use protocol::log::{LocalTime, Utc};
use protocol::peer::ToViewer;
use rand_core::OsRng;
use tokio::sync::mpsc;

use session::record::{Moment, Recorded, Recorder};

use crate::cli::options::Share;
pub use crate::store::log::FileEvent;
use crate::store::log::LogFile;
use crate::store::log_folder;
use session::Output;

/// The log of one session, and its file.
pub struct SessionLog {
    recorder: Recorder,
    /// `None` when the User keeps no log. The Helper may still keep theirs.
    file: Option<LogFile>,
}

/// What follows from what was written down.
#[derive(Debug, Default)]
pub struct Told {
    /// For the Helper's copy.
    pub helper: Vec<ToViewer>,
    /// Whether the Helper's copy has turned out to be another one.
    pub differs: bool,
}

impl SessionLog {
    /// A log that has not begun. What becomes of its file is told by `events`.
    pub fn new(options: &Share, events: mpsc::Sender<FileEvent>) -> Self {
        let folder = || options.log_dir.clone().or_else(log_folder::default);
        let file = (!options.no_log).then(|| LogFile::new(folder(), events));
        Self { recorder: Recorder::new(options.name.clone(), &mut OsRng), file }
    }

    /// The direct connection is up, from this address.
    pub fn connected(&mut self, address: Option<&str>) -> Told {
        self.recorder.connected(address, now());
        self.keep()
    }

    /// Writes down what the session is about to do.
    pub fn observe(&mut self, output: &Output) -> Told {
        self.recorder.observe(output, now());
        self.keep()
    }

    fn keep(&mut self) -> Told {
        let Recorded { lines, helper, differs } = self.recorder.take();
        if let Some(file) = &mut self.file
            && !lines.is_empty()
        {
            file.append(&lines, &now().local);
        }
        Told { helper, differs }
    }

    /// Waits for the file to be written, but not for long.
    pub fn finish(&self) {
        if let Some(file) = &self.file {
            file.finish();
        }
    }
}

/// What the wall clock says, here and in UTC.
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

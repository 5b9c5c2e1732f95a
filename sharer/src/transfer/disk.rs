//! Sources and sinks on the disk, for files.

use protocol::files::OfferedFile;
use protocol::transfer::TransferStop;

use super::parts::{Finished, Sink, Source};
use super::stop::{SavedFile, StopFlag};
use crate::files::arriving::{ArrivingFile, Destination, SaveError, remove_abandoned};
use crate::files::chosen::Chosen;
use crate::files::leaving::SourceError;
use crate::files::scanner::Scanner;

impl Source for Chosen {
    fn read(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, TransferStop> {
        Chosen::read(self, offset, len).map_err(|error| match error {
            SourceError::Changed
            | SourceError::NotAFile
            | SourceError::TooLarge
            | SourceError::TooMany
            | SourceError::Stopped
            | SourceError::Within(..) => TransferStop::Changed,
            SourceError::Disk(_) => TransferStop::Failed,
        })
    }
}

/// A file that arrives. It is created with its first byte, on the thread that writes it.
pub(crate) struct FileSink {
    into: Destination,
    wanted: OfferedFile,
    /// Bytes that are still to come of other files, when it was accepted.
    promised: u64,
    scanner: Option<Scanner>,
    /// Whether it is the first one of its session.
    is_first: bool,
    file: Option<ArrivingFile>,
    written: u64,
}

impl FileSink {
    pub(crate) fn new(
        into: Destination,
        wanted: OfferedFile,
        promised: u64,
        scanner: Option<Scanner>,
        is_first: bool,
    ) -> Self {
        Self { into, wanted, promised, scanner, is_first, file: None, written: 0 }
    }

    fn file(&mut self) -> Result<ArrivingFile, TransferStop> {
        if let Some(file) = self.file.take() {
            return Ok(file);
        }
        if std::mem::take(&mut self.is_first) {
            remove_abandoned(&self.into.receiving);
        }
        let OfferedFile { name, size, .. } = self.wanted.clone();
        ArrivingFile::create(self.into.clone(), name, size, self.promised).map_err(|why| stop(&why))
    }
}

impl Sink for FileSink {
    fn write(&mut self, offset: u64, bytes: Vec<u8>) -> Result<(), TransferStop> {
        if offset != self.written {
            return Err(TransferStop::Failed);
        }
        let mut file = self.file()?;
        self.written = file.write(&bytes).map_err(|why| stop(&why))?;
        self.file = Some(file);
        Ok(())
    }

    fn is_scanned(&self) -> bool {
        self.scanner.is_some()
    }

    fn finish(mut self: Box<Self>, stopped: &StopFlag) -> Result<Finished, TransferStop> {
        let file = self.file()?;
        let kept = file.keep(self.scanner.as_ref(), &|| stopped.is_set());
        let within = self.into.within.map(|(folder, _)| folder);
        kept.map(|path| Finished::File(SavedFile::new(path, within))).map_err(|why| stop(&why))
    }
}

fn stop(error: &SaveError) -> TransferStop {
    match error {
        SaveError::DiskFull => TransferStop::DiskFull,
        SaveError::Infected | SaveError::Unscanned(_) => TransferStop::Scanner,
        SaveError::Stopped => TransferStop::Declined,
        SaveError::TooManyOfThisName | SaveError::Disk(_) => TransferStop::Failed,
    }
}

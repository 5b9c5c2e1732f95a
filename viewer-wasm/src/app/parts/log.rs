//! The session's log: its entries, the panel that shows them, and the copy that survives a reload.

use crate::web::text::Spoken as _;
use protocol::peer::ToSharer;
use rand_core::OsRng;
use viewer::log::{KeptLog, LogEvent, SessionLog, SharerEntry, Testimony};
use viewer::words::Say;

use crate::error::Error;
use crate::event::Emit;
use crate::web::clock::{local, wall_time};
use crate::web::panel::Panel;
use crate::web::stored_log::StoredLog;

/// The session's log.
pub(in crate::app) struct Log {
    log: SessionLog,
    stored: StoredLog,
    /// Whether the sharer's entries were not consistent.
    differs: bool,
    /// Whether one of them told what did not happen here.
    is_disputed: bool,
    pub(in crate::app) panel: Panel,
}

/// What follows on an entry of the sharer.
pub(in crate::app) enum Appended {
    /// Send this answer.
    Answer(ToSharer),
    /// Notify the Helper of this.
    Notify(Say),
    /// Nothing: this side sees no such events, or the Helper was notified before.
    Nothing,
}

impl Log {
    pub(in crate::app) fn new(emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            log: SessionLog::new(Say::You.said(), &mut OsRng),
            stored: StoredLog::default(),
            differs: false,
            is_disputed: false,
            panel: Panel::new(emit)?,
        })
    }

    /// Starts the log of a new session.
    pub(in crate::app) fn begin(&mut self, helper: &str) {
        self.log.begin(helper, &mut OsRng);
        self.stored = StoredLog::default();
        (self.differs, self.is_disputed) = (false, false);
        self.panel.clear();
        self.panel.open(false);
    }

    /// What goes on with this log in the page that is loaded next, which sees these events by that.
    pub(in crate::app) fn keep(&self, events: &[LogEvent]) -> Option<KeptLog> {
        self.log.keep(events)
    }

    /// Goes on with the log from before the page was loaded. Returns whether that was possible.
    pub(in crate::app) fn resume(&mut self, kept: KeptLog) -> bool {
        let (stored, lines) = StoredLog::resume();
        let (log, is_whole) = SessionLog::resume(kept, lines, &mut OsRng);
        self.log = log;
        self.stored = if is_whole { stored } else { StoredLog::default() };
        // The Helper is told of it once, and here already.
        self.differs = !is_whole;
        is_whole
    }

    /// Shows and writes an event.
    pub(in crate::app) fn write(&mut self, event: &LogEvent, user: &str, is_known: bool) {
        let at = wall_time();
        self.panel.add(at, event, user, is_known);
        self.log.write(event, user, at);
        self.store();
        // After a session that was connected, the log is shown.
        if matches!(event, LogEvent::Ended(_)) && self.log.was_connected() {
            self.panel.open(true);
        }
    }

    /// Appends an entry of the sharer to the Helper's copy.
    pub(in crate::app) fn append(&mut self, entry: &SharerEntry) -> Appended {
        match self.log.append(entry, &local(entry.entry.utc)) {
            Ok((testimony, answer)) => {
                if entry.number == 1 {
                    self.stored.restart();
                }
                self.store();
                match answer {
                    Some(answer) => Appended::Answer(answer),
                    None if testimony == Testimony::OutOfSight => Appended::Nothing,
                    None if std::mem::replace(&mut self.is_disputed, true) => Appended::Nothing,
                    None => Appended::Notify(Say::NoteLogDisputed),
                }
            }
            // Reported once: the entries that follow are not consistent either.
            Err(_) if std::mem::replace(&mut self.differs, true) => Appended::Nothing,
            Err(_) => Appended::Notify(Say::NoteLogDiffers),
        }
    }

    /// The message with the key that verifies the Helper's signatures.
    pub(in crate::app) fn key_message(&self) -> ToSharer {
        ToSharer::LogKey { key: self.log.public_key() }
    }

    /// The file's name and content, once there is an entry.
    pub(in crate::app) fn file(&self) -> Option<(String, String)> {
        self.log.file_name().map(|name| (name.to_owned(), self.log.to_xml()))
    }

    fn store(&mut self) {
        if let Some(name) = self.log.file_name() {
            self.stored.store(name, self.log.lines());
        }
    }
}

//! The Helper's copy of the session's log, and its file.
//!
//! Once the User has let the Helper in, the sharer sends each entry; this copy appends it, and signs it if this side
//! saw the event itself (`witness`). Before that, and after a lost connection, this copy makes its own entries.

mod witness;

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::bulk::Digest as FileDigest;
use protocol::limits::{LOG_BYTES, LOG_ENTRIES, LOG_RESERVE, LOG_RESERVE_BYTES};
use protocol::log::{
    Digest, Entry, EntryKind, KeptWriter, LOG_FOOT, LOG_HEAD, LocalTime, LogWriter, LogWriterError,
    PublicKey, Signature, UtcMillis,
};
use protocol::name::DisplayName;
use protocol::peer::{ControlRefusal, EndReason, Party, ToSharer};
use protocol::right::{Lasting, Right, RightDenial};
use protocol::transfer::{ClipboardSizes, FileTransfer, TransferStop};
use rand_core::CryptoRngCore;

use crate::outcome::{Ending, NotRemembered};
pub use witness::Testimony;
pub(crate) use witness::{Seen, Witness};

/// An event of the session that the log shows. Input events are never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogEvent {
    /// The Helper used an invitation.
    InvitationOpened,
    /// The Helper connected to a known User, without a code.
    KnownUserCalled,
    /// The User let the Helper in.
    Connected {
        /// The name with which the User's side introduced itself.
        user: Option<DisplayName>,
        /// The two know each other, so that the User has a name for the Helper.
        is_known: bool,
    },
    /// The Helper requested control.
    ControlRequested,
    /// The User granted control.
    ControlGranted,
    /// Control began.
    ControlStarted,
    /// The User did not grant control.
    ControlRefused(ControlRefusal),
    /// Control ended.
    ControlEnded,
    /// The Helper requested a right beside the picture and control.
    RightRequested(Right),
    /// The User granted it.
    RightGranted(Right, Lasting),
    /// The User did not grant it.
    RightRefused(Right, RightDenial),
    /// It ended.
    RightEnded(Right),
    /// The User paused the picture.
    Paused,
    /// The User resumed the picture.
    Unpaused,
    /// Messages arrive again after an interruption.
    Resumed,
    /// The sharer had lost the Helper, and has found them again. Neither shown nor written: what this side noticed
    /// of it is [`LogEvent::Resumed`].
    Fenced,
    /// The page was loaded again within the session. Shown on the page, not written into the file.
    Reloaded,
    /// A chat message.
    Chat {
        /// Who wrote it.
        from: Party,
        /// The message.
        text: String,
        /// It was written at the User's computer while control was shared, so that the Helper may have typed it.
        under_control: bool,
    },
    /// The Helper took a picture of the screen.
    PictureTaken,
    /// A file was transferred, or was not to its end.
    File {
        /// Which.
        file: FileTransfer,
        /// Who sent it.
        sender: Party,
        /// What became of it.
        outcome: Result<FileDigest, TransferStop>,
    },
    /// What was copied at one computer was transferred to the other.
    ClipboardTransferred {
        /// Whose computer it was copied at.
        sender: Party,
        /// Its formats and their sizes.
        sizes: ClipboardSizes,
    },
    /// The two agreed to remember each other.
    Remembered,
    /// They did not, or could not. Shown on the page, not written into the file.
    NotRemembered(NotRemembered),
    /// The session ended.
    Ended(Ending),
}

impl LogEvent {
    /// The kind of entry. `None` for events that are not in the file, and for the end, which depends on
    /// the events before it.
    const fn kind(&self) -> Option<EntryKind> {
        Some(match self {
            LogEvent::InvitationOpened | LogEvent::KnownUserCalled => EntryKind::InvitationOpened,
            LogEvent::Connected { .. } => EntryKind::ConnectionEstablished,
            LogEvent::ControlRequested => EntryKind::ControlRequested,
            LogEvent::ControlGranted => EntryKind::ControlGranted,
            LogEvent::ControlStarted => EntryKind::ControlStarted,
            LogEvent::ControlRefused(_) => EntryKind::ControlRefused,
            LogEvent::ControlEnded => EntryKind::ControlEnded,
            LogEvent::RightRequested(_) => EntryKind::RightRequested,
            LogEvent::RightGranted(..) => EntryKind::RightGranted,
            LogEvent::RightRefused(..) => EntryKind::RightRefused,
            LogEvent::RightEnded(_) => EntryKind::RightEnded,
            LogEvent::Paused => EntryKind::Paused,
            LogEvent::Unpaused => EntryKind::Unpaused,
            LogEvent::Resumed => EntryKind::ConnectionResumed,
            LogEvent::PictureTaken => EntryKind::PictureTaken,
            LogEvent::ClipboardTransferred { .. } => EntryKind::ClipboardTransfer,
            LogEvent::File { .. } => EntryKind::FileTransfer,
            LogEvent::Chat { under_control: false, .. } => EntryKind::Chat,
            LogEvent::Chat { under_control: true, .. } => EntryKind::ChatUnderControl,
            LogEvent::Fenced
            | LogEvent::Reloaded
            | LogEvent::Remembered
            | LogEvent::NotRemembered(_)
            | LogEvent::Ended(_) => return None,
        })
    }
}

/// A time of the Helper's wall clock. The driver reads the clock.
#[derive(Clone, Copy, Debug)]
pub struct WallTime {
    /// In UTC.
    pub utc: UtcMillis,
    /// In the Helper's time zone.
    pub local: LocalTime,
}

/// An entry that the sharer sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharerEntry {
    /// The number of the entry, from 1.
    pub number: u32,
    /// The entry.
    pub entry: Entry,
    /// The hash of this entry and of all before it.
    pub hash: Digest,
    /// The User's signature.
    pub signature: Signature,
}

/// Who makes the entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// The Helper's side, until the sharer sends its first entry.
    Helper,
    /// The sharer.
    Sharer,
    /// The Helper's side again: the sharer's entries were not consistent.
    HelperAgain,
}

/// What goes on with a log, beside its lines, in a page that was loaded again. It contains the signing key.
#[derive(Clone, Debug)]
pub struct KeptLog {
    pub(crate) writer: KeptWriter,
    pub(crate) author: Author,
    pub(crate) helper: DisplayName,
    pub(crate) name: Option<String>,
    /// The number of lines.
    pub(crate) lines: u32,
    pub(crate) connected: bool,
    pub(crate) controls: bool,
    pub(crate) witness: Witness,
}

/// The Helper's log of one session.
#[derive(Debug)]
pub struct SessionLog {
    keeper: LogWriter,
    author: Author,
    helper: String,
    name: Option<String>,
    lines: Vec<String>,
    connected: bool,
    controls: bool,
    ended: bool,
    witness: Witness,
}

impl SessionLog {
    /// An empty log of a Helper of this name.
    pub fn new(helper: &str, rng: &mut impl CryptoRngCore) -> Self {
        Self {
            keeper: LogWriter::new(rng),
            author: Author::Helper,
            helper: helper.to_owned(),
            name: None,
            lines: Vec::new(),
            connected: false,
            controls: false,
            ended: false,
            witness: Witness::default(),
        }
    }

    /// Starts a new log for a Helper of this name. A log that is still empty only takes the name.
    pub fn begin(&mut self, helper: &str, rng: &mut impl CryptoRngCore) {
        if self.name.is_some() || self.author != Author::Helper {
            *self = Self::new(helper, rng);
        }
        helper.clone_into(&mut self.helper);
    }

    /// What a page keeps that is about to be loaded again, and by that sees `events`. `None` when the Helper has no name
    /// yet.
    pub fn keep(&self, events: &[LogEvent]) -> Option<KeptLog> {
        let mut witness = self.witness.clone();
        for event in events {
            witness.see(event, &self.helper);
        }
        Some(KeptLog {
            writer: self.keeper.keep(),
            author: self.author,
            helper: self.helper.parse().ok()?,
            name: self.name.clone(),
            lines: u32::try_from(self.lines.len()).ok()?,
            connected: self.connected,
            controls: self.controls,
            witness,
        })
    }

    /// Goes on with a log of these lines, and returns `true`. When they are not all its lines a new log begins, of
    /// this side alone, which the sharer's entries do not continue.
    pub fn resume(kept: KeptLog, lines: Vec<String>, rng: &mut impl CryptoRngCore) -> (Self, bool) {
        let KeptLog { writer, author, helper, name, connected, controls, witness, .. } = kept;
        let new = Self { connected, controls, witness, ..Self::new(helper.as_str(), rng) };
        let is_whole = u32::try_from(lines.len()).is_ok_and(|count| count == kept.lines);
        let keeper = LogWriter::resume(&writer, lines.iter().map(String::as_str));
        match keeper.filter(|_| is_whole) {
            Some(keeper) => (Self { keeper, author, name, lines, ..new }, true),
            None => (Self { author: Author::HelperAgain, ..new }, false),
        }
    }

    /// The key that verifies this side's signatures.
    pub fn public_key(&self) -> PublicKey {
        self.keeper.public_key()
    }

    /// Writes an event of this side, unless the sharer makes the entries.
    pub fn write(&mut self, event: &LogEvent, user: &str, at: WallTime) {
        self.name.get_or_insert_with(|| at.local.file_stem() + ".xml");
        self.witness.see(event, &self.helper);
        match (event, event.kind()) {
            (LogEvent::Ended(ending), _) => self.end(*ending, at),
            (_, None) => {}
            (_, Some(_)) if self.author == Author::Sharer => {}
            (LogEvent::Chat { from, text, under_control: false }, Some(kind)) => {
                let name = match from {
                    Party::Helper => self.helper.as_str(),
                    Party::User => user,
                };
                let text = format!("{name}: {text}");
                self.add(kind, &text, at);
            }
            (LogEvent::Chat { text, .. }, Some(kind)) => self.add(kind, text, at),
            (_, Some(kind @ EntryKind::ConnectionEstablished)) => {
                let name = self.helper.clone();
                self.add(kind, &name, at);
            }
            (
                LogEvent::RightRequested(right)
                | LogEvent::RightRefused(right, _)
                | LogEvent::RightEnded(right),
                Some(kind),
            ) => self.add(kind, right.id(), at),
            (LogEvent::RightGranted(right, lasting), Some(kind)) => {
                self.add(kind, &right.granted_entry(*lasting), at);
            }
            (_, Some(kind)) => self.add(kind, "", at),
        }
    }

    /// Appends an entry of the sharer. If this side saw the event, there is an answer with its signature. If it
    /// would have seen it and did not, its copy says so.
    pub fn append(
        &mut self,
        sent: &SharerEntry,
        at: &LocalTime,
    ) -> Result<(Testimony, Option<ToSharer>), LogWriterError> {
        let result = self.try_append(sent, at);
        if result.is_err() {
            self.author = Author::HelperAgain;
        }
        result
    }

    fn try_append(
        &mut self,
        sent: &SharerEntry,
        at: &LocalTime,
    ) -> Result<(Testimony, Option<ToSharer>), LogWriterError> {
        let SharerEntry { number, entry, hash, signature } = sent;
        match (self.author, number) {
            (Author::Helper, 1) => {
                // The sharer's log begins earlier, and replaces this one.
                let key = entry.key.ok_or(LogWriterError::Signature)?;
                if entry.digest(None) != *hash {
                    return Err(LogWriterError::Differs);
                }
                self.keeper.clear();
                self.lines.clear();
                self.keeper.set_other_key(key)?;
                self.author = Author::Sharer;
            }
            (Author::Sharer, _) => {}
            (Author::Helper | Author::HelperAgain, _) => return Err(LogWriterError::OutOfOrder),
        }
        let kept = self.keeper.follow(*number, entry, *hash, at)?;
        self.lines.push(kept.line);
        self.count(entry);
        let testimony = self.witness.judge(entry, self.keeper.public_key());
        if testimony == Testimony::NotSeen {
            self.lines.push(self.keeper.dispute()?);
        }
        self.lines.push(self.keeper.countersign(*number, *signature)?);
        let answer = ToSharer::LogSeen { number: *number, signature: kept.signature };
        Ok((testimony, (testimony == Testimony::Seen).then_some(answer)))
    }

    /// Writes the last entries, unless the sharer sent them.
    fn end(&mut self, ending: Ending, at: WallTime) {
        if core::mem::replace(&mut self.ended, true) {
            return;
        }
        if self.controls {
            self.add(EntryKind::ControlEnded, "", at);
        }
        let refused = matches!(ending, Ending::Session(EndReason::Declined | EndReason::NoAnswer));
        if self.connected {
            self.add(EntryKind::ConnectionEnded, "", at);
        } else if refused {
            let name = self.helper.clone();
            self.add(EntryKind::ConnectionRefused, &name, at);
        }
        self.add(EntryKind::InvitationClosed, "", at);
    }

    /// Makes an own entry. Those that can be flooded leave the room that is reserved for the end.
    fn add(&mut self, kind: EntryKind, text: &str, at: WallTime) {
        let room = self.keeper.len() + LOG_RESERVE < LOG_ENTRIES
            && self.keeper.bytes() + LOG_RESERVE_BYTES < LOG_BYTES;
        if kind.can_be_flooded() && !room {
            return;
        }
        let mut entry = Entry::new(at.utc, kind, &self.helper, text);
        if kind == EntryKind::InvitationOpened || self.keeper.is_empty() {
            entry = entry.with_key(self.keeper.public_key());
        }
        if let Ok(added) = self.keeper.append(&entry, &at.local) {
            self.lines.push(added.line);
            self.count(&entry);
        }
    }

    fn count(&mut self, entry: &Entry) {
        self.connected |= entry.is(EntryKind::ConnectionEstablished);
        self.controls |= entry.is(EntryKind::ControlStarted);
        self.controls &= !entry.is(EntryKind::ControlEnded);
        self.ended |= entry.is(EntryKind::InvitationClosed);
    }

    /// Whether the User has let the Helper in.
    pub fn was_connected(&self) -> bool {
        self.connected
    }

    /// The lines of the file.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The file's name: the local time at which the Helper used the invitation.
    pub fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The file.
    pub fn to_xml(&self) -> String {
        file(&self.lines)
    }
}

/// The file that consists of these lines.
pub fn file(lines: &[String]) -> String {
    [LOG_HEAD, &lines.concat(), LOG_FOOT].concat()
}

#[cfg(test)]
mod tests;

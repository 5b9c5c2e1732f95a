//! How the two ends agree on a transfer: control messages, before and beside the bytes on
//! [`Channel::Bulk`](crate::channel::Channel::Bulk).
//!
//! ```text
//!  sender    Offer ─────────▶ ◀───────── Accept | Refuse     receiver
//!            bytes ═════════▶
//!            ◀─────────────────────────────────── Done
//!  either    Pause, Resume, Cancel, at any moment
//! ```
//!
//! Page and sharer count their transfers apart: the page has the odd ids, the sharer the even ones. Each end counts
//! upwards, and uses no id twice.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bulk::{Digest, TransferId};
use crate::files::{ArchiveContents, OfferedFile};
use crate::hex::Hex;
use crate::limits::CLIPBOARD_BYTES;
use crate::party::Party;
use crate::right::Right;

impl Serialize for TransferId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TransferId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer).map(Self)
    }
}

impl TransferId {
    /// The first id of an end.
    pub const fn first(end: Party) -> Self {
        match end {
            Party::Helper => Self(1),
            Party::User => Self(2),
        }
    }

    /// The next id of the same end; `None` after the last one.
    pub const fn next(self) -> Option<Self> {
        match self.0.checked_add(2) {
            Some(next) => Some(Self(next)),
            None => None,
        }
    }

    /// The end that chose it.
    pub const fn chosen_by(self) -> Party {
        if self.0 % 2 == 1 { Party::Helper } else { Party::User }
    }
}

/// One message about a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferMessage {
    /// Which.
    pub id: TransferId,
    /// What about it.
    pub step: TransferStep,
}

/// What one end tells the other about a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TransferStep {
    /// The sender would like to send this.
    Offer {
        /// What.
        what: TransferKind,
    },
    /// The receiver is ready. The sender sends nothing before.
    Accept {},
    /// The receiver does not want it, or may not get it.
    Refuse {
        /// Why.
        reason: TransferStop,
    },
    /// No bytes are sent until [`TransferStep::Resume`] of the same end.
    Pause {},
    /// See [`TransferStep::Pause`].
    Resume {},
    /// The transfer is over before its end.
    Cancel {
        /// Why.
        reason: TransferStop,
    },
    /// The receiver has all bytes, intact, and has put them where they belong.
    Done {},
    /// A step of a newer version. It is dropped.
    #[serde(other)]
    Unknown,
}

/// What is transferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum TransferKind {
    /// What was copied: the bytes of each format, one after the other.
    Clipboard(ClipboardSizes),
    /// A file.
    File(FileTransfer),
    /// Something that only a newer version knows. It is refused.
    #[serde(other)]
    Unknown,
}

impl TransferKind {
    /// How many bytes it has. `None` when it has none, or more than it may have.
    pub fn size(&self) -> Option<u64> {
        match self {
            Self::Clipboard(sizes) => sizes.total(),
            Self::File(file) => file.is_within_bounds().then_some(file.file.size),
            Self::Unknown => None,
        }
    }

    /// The right that it needs when it is sent by this end.
    pub fn right(&self, sender: Party) -> Option<Right> {
        match (self, sender) {
            (Self::Clipboard(_), Party::User) => Some(Right::ClipboardRead),
            (Self::Clipboard(_), Party::Helper) => Some(Right::ClipboardWrite),
            (Self::File(_), Party::User) => Some(Right::FileOut),
            (Self::File(_), Party::Helper) => Some(Right::FileIn),
            (Self::Unknown, _) => None,
        }
    }
}

/// A file that is transferred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTransfer {
    /// The batch that the User wants ([`crate::files::FileBatch`]); 0 for a file of the User's.
    #[serde(default)]
    pub batch: u32,
    /// The file, as it was offered in the batch.
    #[serde(flatten)]
    pub file: OfferedFile,
    /// What is in it, if it is the archive of a folder of the User's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contents: Option<ArchiveContents>,
}

impl FileTransfer {
    /// A file of this batch.
    pub fn new(batch: u32, file: OfferedFile) -> Self {
        Self { batch, file, contents: None }
    }

    /// Whether it is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        self.file.is_within_bounds()
            && self.contents.as_ref().is_none_or(ArchiveContents::is_within_bounds)
    }

    /// The text of its entry in the session log: its name, who sent it, its size, what became of it, its folders, and what is
    /// in it.
    pub fn entry(&self, sender: Party, outcome: Result<Digest, TransferStop>) -> String {
        let OfferedFile { name, size, folders } = &self.file;
        let sender = match sender {
            Party::User => "the user",
            Party::Helper => "the helper",
        };
        let outcome = match outcome {
            Ok(digest) => format!("complete, SHA-256 {}", Hex(digest.0)),
            Err(reason) => reason.id().to_owned(),
        };
        // At the end: a long entry is cut there.
        let place = if folders.is_empty() { String::new() } else { format!(", in {folders}") };
        let contents = self.contents.as_ref().map(ArchiveContents::entry).unwrap_or_default();
        format!("{name} from {sender}, {size} bytes: {outcome}{place}{contents}")
    }
}

/// The sizes of what was copied, in bytes. The formats follow each other in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClipboardSizes {
    /// Plain text, in UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<u32>,
    /// HTML, in UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub html: Option<u32>,
    /// A PNG file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub png: Option<u32>,
}

impl ClipboardSizes {
    /// All formats together. `None` when there is nothing, or more than [`CLIPBOARD_BYTES`].
    pub fn total(&self) -> Option<u64> {
        let sizes = [self.text, self.html, self.png];
        let total: u64 = sizes.into_iter().flatten().map(u64::from).sum();
        (1..=CLIPBOARD_BYTES as u64).contains(&total).then_some(total)
    }

    /// The text of its entry in the session log: who sent it, its formats, and their sizes. What was copied is in no log.
    pub fn entry(&self, sender: Party) -> String {
        let mut text = String::from(match sender {
            Party::User => "from the user",
            Party::Helper => "to the user",
        });
        let formats = [("text", self.text), ("HTML", self.html), ("image", self.png)];
        let mut mark = ":";
        for (format, size) in formats.into_iter().filter_map(|(name, size)| Some((name, size?))) {
            text.push_str(&format!("{mark} {format} ({size} bytes)"));
            mark = ",";
        }
        text
    }
}

/// Why a transfer does not take place, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferStop {
    /// The Helper has no right to it, or not any more.
    NotAllowed,
    /// Sharing is paused, or only the User may act.
    Paused,
    /// A person does not want it.
    Declined,
    /// The other one is in progress, or there are too many.
    Busy,
    /// What is there now is something else.
    Changed,
    /// It did not arrive as it was sent.
    Damaged,
    /// It could not be read or written.
    Failed,
    /// The disk has no room for it.
    DiskFull,
    /// The receiver cannot keep so much, whatever the disk has.
    TooLarge,
    /// The virus scanner of the computer's owner keeps it out, or did not answer.
    Scanner,
    /// The Helper's page was loaded again, and knows of no file any more.
    PageReloaded,
    /// Nothing of it has come for [`crate::limits::FILE_STALLED`].
    Stalled,
    /// The Helper has not said for [`crate::limits::FILE_UNANSWERED`] whether they want it.
    Unanswered,
    /// A reason that only a newer version knows.
    #[serde(other)]
    Unknown,
}

impl TransferStop {
    /// Its name in JSON and in the session log.
    pub const fn id(self) -> &'static str {
        match self {
            TransferStop::NotAllowed => "not_allowed",
            TransferStop::Paused => "paused",
            TransferStop::Declined => "cancelled",
            TransferStop::Busy => "busy",
            TransferStop::Changed => "changed",
            TransferStop::Damaged => "damaged",
            TransferStop::Failed => "failed",
            TransferStop::DiskFull => "disk_full",
            TransferStop::TooLarge => "too_large",
            TransferStop::Scanner => "scanner",
            TransferStop::PageReloaded => "page_reloaded",
            TransferStop::Stalled => "stalled",
            TransferStop::Unanswered => "unanswered",
            TransferStop::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_name::FileName;
    use crate::folder_path::FolderPath;
    use crate::limits::{FOLDER_FILES, FOLDER_LISTED};
    use alloc::string::ToString as _;
    use alloc::vec;

    #[test]
    fn the_ends_count_apart_and_use_no_id_twice() {
        for (end, ids) in [(Party::Helper, [1, 3, 5]), (Party::User, [2, 4, 6])] {
            let mut id = Some(TransferId::first(end));
            for expected in ids {
                let this = id.unwrap();
                assert_eq!((this.0, this.chosen_by()), (expected, end));
                id = this.next();
            }
        }
        assert_eq!(TransferId(u32::MAX).next(), None);
    }

    #[test]
    fn a_clipboard_has_a_size_within_its_bound() {
        let of = |text, png| ClipboardSizes { text, html: None, png }.total();
        let most = u32::try_from(CLIPBOARD_BYTES).unwrap();
        assert_eq!(of(None, None), None);
        assert_eq!(of(Some(0), None), None);
        assert_eq!(of(Some(1), Some(2)), Some(3));
        assert_eq!(of(Some(most), None), Some(u64::from(most)));
        assert_eq!(of(Some(most), Some(1)), None);
        assert_eq!(of(Some(u32::MAX), Some(u32::MAX)), None);
    }

    fn small_file() -> OfferedFile {
        OfferedFile::alone(FileName::lossy("a.txt"), 3)
    }

    #[test]
    fn the_contents_of_an_archive_are_within_their_bounds_or_it_is_none() {
        let of = |files: u32, listed: usize| {
            let contents = Some(ArchiveContents { files, first: vec![small_file(); listed] });
            let file = OfferedFile::alone(FileName::lossy("x.zip"), 9);
            TransferKind::File(FileTransfer { contents, ..FileTransfer::new(0, file) }).size()
        };
        let most = u32::try_from(FOLDER_FILES).unwrap();
        assert_eq!(of(most, FOLDER_LISTED), Some(9));
        assert_eq!(of(0, 0), Some(9), "empty folders alone");
        assert_eq!(of(most + 1, 0), None);
        assert_eq!(of(most, FOLDER_LISTED + 1), None);
        assert_eq!(of(1, 2), None);
    }

    #[test]
    fn the_entry_of_an_archive_names_the_files_in_it_that_the_helper_was_told() {
        let folders = FolderPath::lossy(["x", "2026"]).unwrap();
        let inner = OfferedFile { folders, ..small_file() };
        let of = |files: u32| {
            let file = OfferedFile::alone(FileName::lossy("x.zip"), 9);
            let contents =
                Some(ArchiveContents { files, first: vec![small_file(), inner.clone()] });
            let transfer = FileTransfer { contents, ..FileTransfer::new(0, file) };
            transfer.entry(Party::User, Err(TransferStop::Failed))
        };
        let both = "x.zip from the user, 9 bytes: failed; files in it: 2: a.txt (3 bytes), x/2026/a.txt (3 bytes)";
        assert_eq!(of(2), both);
        assert_eq!(of(40), both.replace("in it: 2", "in it: 40") + ", …");
    }

    /// Messages of this version as text. A change here is another protocol.
    #[test]
    fn messages_have_their_golden_text() {
        let what = TransferKind::Clipboard(ClipboardSizes { text: Some(5), ..Default::default() });
        for (step, text) in [
            (
                TransferStep::Offer { what },
                r#"{"id":2,"step":{"kind":"offer","what":{"of":"clipboard","text":5}}}"#,
            ),
            (
                TransferStep::Offer {
                    what: TransferKind::File(FileTransfer::new(1, small_file())),
                },
                r#"{"id":2,"step":{"kind":"offer","what":{"of":"file","batch":1,"name":"a.txt","size":3}}}"#,
            ),
            (
                TransferStep::Offer {
                    what: TransferKind::File(FileTransfer {
                        contents: Some(ArchiveContents { files: 2, first: vec![small_file()] }),
                        ..FileTransfer::new(0, OfferedFile::alone(FileName::lossy("x.zip"), 9))
                    }),
                },
                r#"{"id":2,"step":{"kind":"offer","what":{"of":"file","batch":0,"name":"x.zip","size":9,"contents":{"files":2,"first":[{"name":"a.txt","size":3}]}}}}"#,
            ),
            (TransferStep::Accept {}, r#"{"id":2,"step":{"kind":"accept"}}"#),
            (
                TransferStep::Refuse { reason: TransferStop::NotAllowed },
                r#"{"id":2,"step":{"kind":"refuse","reason":"not_allowed"}}"#,
            ),
            (
                TransferStep::Cancel { reason: TransferStop::Changed },
                r#"{"id":2,"step":{"kind":"cancel","reason":"changed"}}"#,
            ),
            (TransferStep::Done {}, r#"{"id":2,"step":{"kind":"done"}}"#),
        ] {
            let message = TransferMessage { id: TransferId(2), step };
            assert_eq!(serde_json::to_string(&message).unwrap(), text.to_string());
            assert_eq!(serde_json::from_str::<TransferMessage>(text).unwrap(), message);
        }
        for (newer, step) in [
            (r#"{"id":2,"step":{"kind":"sing"}}"#, TransferStep::Unknown),
            (
                r#"{"id":2,"step":{"kind":"offer","what":{"of":"scent","size":3}}}"#,
                TransferStep::Offer { what: TransferKind::Unknown },
            ),
            (
                r#"{"id":2,"step":{"kind":"cancel","reason":"rain"}}"#,
                TransferStep::Cancel { reason: TransferStop::Unknown },
            ),
        ] {
            let message = serde_json::from_str::<TransferMessage>(newer).unwrap();
            assert_eq!(message.step, step);
            // There is nothing that can be read and not be written.
            let again = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<TransferMessage>(&again).unwrap(), message);
        }
    }
}

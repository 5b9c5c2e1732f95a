//! The reader of log files. It accepts exactly the form that the writer produces.
//!
//! The form is canonical: each line is parsed, written again and compared. Every changed byte is
//! therefore detected.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::digest::Signature;
use super::entry::Entry;
use super::time::UtcMillis;
use super::xml::{self, COUNTERSIGNED, CopyAttributes, DISPUTED, LOG_FOOT, LOG_HEAD};
use crate::limits::LOG_READ_BYTES;

/// One side's copy of a session log, as read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogCopy {
    /// The entries and the other side's signatures, in the order of the file.
    pub lines: Vec<CopyLine>,
}

/// One line of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyLine {
    /// An entry.
    Entry {
        /// The part that both copies share.
        entry: Box<Entry>,
        /// The attributes that only this copy has.
        stamp: Box<CopyAttributes>,
    },
    /// The other side's signature of an entry.
    Countersigned {
        /// The number of the entry, from 1.
        number: u32,
        /// The signature.
        signature: Signature,
    },
    /// The copy's owner saw no such event as an entry of the other side tells.
    Disputed {
        /// The number of the entry, from 1.
        number: u32,
        /// The owner's signature.
        signature: Signature,
    },
}

/// Why a file is not a session log of Alongside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file is larger than any log.
    #[error("the file is too long for a session log")]
    TooLong,
    /// The beginning or the end of the file is not that of a log.
    #[error("the file does not begin and end as a session log of Alongside does")]
    Frame,
    /// A line is not in canonical form.
    #[error("line {line} is not as Alongside writes it")]
    Line {
        /// The number of the line in the file, from 1.
        line: usize,
    },
}

impl LogCopy {
    /// Decodes the bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > LOG_READ_BYTES {
            return Err(ReadError::TooLong);
        }
        let body = bytes.strip_prefix(LOG_HEAD.as_bytes()).ok_or(ReadError::Frame)?;
        let body = body.strip_suffix(LOG_FOOT.as_bytes()).ok_or(ReadError::Frame)?;
        let before = LOG_HEAD.lines().count();
        let lines = body.split_inclusive(|byte| *byte == b'\n').enumerate().map(|(n, line)| {
            let read = core::str::from_utf8(line)
                .ok()
                .and_then(|line| read_line(line).filter(|read| read.to_xml() == line));
            read.ok_or(ReadError::Line { line: before + n + 1 })
        });
        Ok(Self { lines: lines.collect::<Result<_, _>>()? })
    }

    /// The entries, each with its local time and date.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, &str, &str)> {
        self.lines.iter().filter_map(|line| match line {
            CopyLine::Entry { entry, stamp } => {
                Some((&**entry, stamp.time.as_str(), stamp.date.as_str()))
            }
            CopyLine::Countersigned { .. } | CopyLine::Disputed { .. } => None,
        })
    }
}

impl CopyLine {
    fn to_xml(&self) -> String {
        match self {
            CopyLine::Entry { entry, stamp } => xml::line(entry, stamp),
            CopyLine::Countersigned { number, signature } => {
                xml::about_entry(COUNTERSIGNED, *number, *signature)
            }
            CopyLine::Disputed { number, signature } => {
                xml::about_entry(DISPUTED, *number, *signature)
            }
        }
    }
}

/// The attributes of a line. A repeated or unknown attribute makes the line invalid.
#[derive(Default)]
struct Attributes {
    time: Option<String>,
    date: Option<String>,
    utc: Option<String>,
    event: Option<String>,
    key: Option<String>,
    hash: Option<String>,
    signature: Option<String>,
    entry: Option<String>,
}

impl Attributes {
    fn set(&mut self, name: &str, value: String) -> Option<()> {
        let field = match name {
            "TIME" => &mut self.time,
            "DATE" => &mut self.date,
            "UTC" => &mut self.utc,
            "EVENT" => &mut self.event,
            "KEY" => &mut self.key,
            "HASH" => &mut self.hash,
            "SIGNATURE" => &mut self.signature,
            "ENTRY" => &mut self.entry,
            _ => return None,
        };
        field.replace(value).is_none().then_some(())
    }
}

fn read_line(line: &str) -> Option<CopyLine> {
    let line = line.strip_prefix("  <")?.strip_suffix(">\n")?;
    let (element, mut rest) = line.split_once(' ')?;
    let mut attributes = Attributes::default();
    let text = loop {
        if let Some(behind) = rest.strip_prefix('/') {
            // `<NAME … />`; the closing bracket was already removed.
            break behind.is_empty().then(String::new)?;
        }
        let (name, value) = rest.split_once("=\"")?;
        let (value, behind) = value.split_once('"')?;
        attributes.set(name, unescape(value)?)?;
        if let Some(text) = behind.strip_prefix('>') {
            let text = text.strip_suffix(element)?.strip_suffix("</")?;
            break unescape(text)?;
        }
        rest = behind.strip_prefix(' ')?;
    };
    let signature = attributes.signature?.parse().ok()?;
    if element == COUNTERSIGNED || element == DISPUTED {
        let number = attributes.entry?.parse().ok()?;
        return Some(match element {
            DISPUTED => CopyLine::Disputed { number, signature },
            _ => CopyLine::Countersigned { number, signature },
        });
    }
    let key = match attributes.key {
        Some(key) => Some(key.parse().ok()?),
        None => None,
    };
    let entry = Entry {
        utc: UtcMillis::parse(&attributes.utc?)?,
        element: element.to_owned(),
        event: attributes.event.unwrap_or_default(),
        text,
        key,
    };
    entry.check().ok()?;
    let stamp = CopyAttributes {
        time: attributes.time?,
        date: attributes.date?,
        hash: attributes.hash?.parse().ok()?,
        signature,
    };
    Some(CopyLine::Entry { entry: Box::new(entry), stamp: Box::new(stamp) })
}

fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let (reference, behind) = behind.split_once(';')?;
        plain.push(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#10" => '\n',
            "#13" => '\r',
            "#9" => '\t',
            _ => return None,
        });
        rest = behind;
    }
    plain.push_str(rest);
    Some(plain)
}

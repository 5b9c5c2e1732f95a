//! One line of a log file for each entry: the writer.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::string::ToString;

use core::fmt::Write as _;

use super::entry::Entry;
use super::{Digest, Signature};

/// The beginning of a log file.
pub const HEAD: &str = "<?xml version=\"1.0\" ?>\n<SESSION>\n";

/// Its end.
pub const FOOT: &str = "</SESSION>\n";

/// The element that holds what the other side signed. It is no entry.
pub(super) const COUNTERSIGNED: &str = "COUNTERSIGNED";

/// What one side's copy has of an entry beside the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// `TIME`: local to whoever keeps the copy.
    pub time: String,
    /// `DATE`: as well.
    pub date: String,
    /// `HASH`: of the entry and of all before it.
    pub hash: Digest,
    /// `SIGNATURE` of whoever keeps the copy.
    pub signature: Signature,
}

/// The line of an entry.
pub(super) fn line(entry: &Entry, stamp: &Stamp) -> String {
    let name = &entry.element;
    let mut line = format!("  <{name}");
    attribute(&mut line, "TIME", &stamp.time);
    attribute(&mut line, "DATE", &stamp.date);
    attribute(&mut line, "UTC", &entry.utc.to_string());
    if !entry.event.is_empty() {
        attribute(&mut line, "EVENT", &entry.event);
    }
    if let Some(key) = entry.key {
        attribute(&mut line, "KEY", &key.to_string());
    }
    attribute(&mut line, "HASH", &stamp.hash.to_string());
    attribute(&mut line, "SIGNATURE", &stamp.signature.to_string());
    if entry.text.is_empty() {
        line.push_str(" />\n");
    } else {
        line.push('>');
        escape(&mut line, &entry.text);
        let _ = writeln!(line, "</{name}>");
    }
    line
}

/// The line of what the other side signed.
pub(super) fn countersigned(number: u32, signature: Signature) -> String {
    format!("  <{COUNTERSIGNED} ENTRY=\"{number}\" SIGNATURE=\"{signature}\" />\n")
}

fn attribute(line: &mut String, name: &str, value: &str) {
    let _ = write!(line, " {name}=\"");
    escape(line, value);
    line.push('"');
}

/// Markup, and whatever a parser would make something else of (line ends, XML 1.0 §2.11 and §3.3.3),
/// as references.
fn escape(into: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\n' => into.push_str("&#10;"),
            '\r' => into.push_str("&#13;"),
            '\t' => into.push_str("&#9;"),
            c => into.push(c),
        }
    }
}

/// An entry as a person reads it: the sentence, then the text.
pub fn shown(entry: &Entry) -> String {
    match (entry.event.as_str(), entry.text.as_str()) {
        (event, "") => event.to_owned(),
        ("", text) => text.to_owned(),
        (event, text) => format!("{event} {text}"),
    }
}

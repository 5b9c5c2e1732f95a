//! The XML form of a session log: one line for each entry.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::string::ToString;

use core::fmt::Write as _;

use super::digest::{Digest, Signature};
use super::entry::Entry;

/// The beginning of a log file.
pub const LOG_HEAD: &str = "<?xml version=\"1.0\" ?>\n<SESSION>\n";

/// The end of a log file.
pub const LOG_FOOT: &str = "</SESSION>\n";

/// The element with a signature of the other side. It is not an entry.
pub(super) const COUNTERSIGNED: &str = "COUNTERSIGNED";

/// The element that says that the copy's owner saw no such event. It is not an entry.
pub(super) const DISPUTED: &str = "DISPUTED";

/// The attributes of an entry that only one copy has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyAttributes {
    /// `TIME`: the local time of the copy's owner.
    pub time: String,
    /// `DATE`: the local date of the copy's owner.
    pub date: String,
    /// `HASH`: the hash of the entry and all earlier ones.
    pub hash: Digest,
    /// `SIGNATURE`: the signature of the copy's owner.
    pub signature: Signature,
}

/// The line for an entry.
pub(super) fn line(entry: &Entry, stamp: &CopyAttributes) -> String {
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

/// The hash in the line for an entry; `None` in another line.
pub(super) fn hash(line: &str) -> Option<Digest> {
    // Quotation marks within a value are escaped, so it is not found in one.
    let (_, rest) = line.split_once(" HASH=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

/// The line that says something about an entry: [`COUNTERSIGNED`] or [`DISPUTED`].
pub(super) fn about_entry(element: &str, number: u32, signature: Signature) -> String {
    format!("  <{element} ENTRY=\"{number}\" SIGNATURE=\"{signature}\" />\n")
}

fn attribute(line: &mut String, name: &str, value: &str) {
    let _ = write!(line, " {name}=\"");
    escape(line, value);
    line.push('"');
}

/// Replaces markup, and the white space that an XML parser would normalise (XML 1.0 §2.11 and §3.3.3), by
/// references.
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

/// An entry as text for people: the sentence, then the text of the element.
pub fn sentence(entry: &Entry) -> String {
    match (entry.event.as_str(), entry.text.as_str()) {
        (event, "") => event.to_owned(),
        ("", text) => text.to_owned(),
        (event, text) => format!("{event} {text}"),
    }
}

//! HTML in the clipboard ("HTML Format"): UTF-8 behind a header that says at which bytes the document and the fragment
//! begin and end (<https://learn.microsoft.com/windows/win32/dataxchg/html-clipboard-format>).

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What encloses the part of a document that was copied.
const START: &str = "<!--StartFragment-->";
const END: &str = "<!--EndFragment-->";

/// What [`write()`] puts around HTML without them.
const BEFORE: &str = "<html><body>\r\n<!--StartFragment-->";
const AFTER: &str = "<!--EndFragment-->\r\n</body></html>";

/// The HTML in it: the document where the header has one, since a fragment lacks its styles, and in the middle of a table
/// the table; else the fragment. `None` where the header is not one, or names bytes that are not there.
pub fn read(bytes: &[u8]) -> Option<String> {
    let (mut html, mut fragment) = (Span::default(), Span::default());
    for line in bytes.split(|byte| *byte == b'\n' || *byte == b'\r') {
        let Some((name, value)) =
            line.iter().position(|byte| *byte == b':').map(|at| line.split_at(at))
        else {
            if line.is_empty() {
                continue;
            }
            break;
        };
        let value = || core::str::from_utf8(value.get(1..)?).ok()?.trim().parse().ok();
        match name {
            b"StartHTML" => html.start = value(),
            b"EndHTML" => html.end = value(),
            b"StartFragment" => fragment.start = value(),
            b"EndFragment" => fragment.end = value(),
            // The content begins, which may have the same words.
            _ if name.first() == Some(&b'<') => break,
            _ => {}
        }
    }
    let html = html.of(bytes).or_else(|| fragment.of(bytes))?;
    let end = html.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let html = String::from_utf8_lossy(&html[..end]);
    // What this program has written, and another one has copied again, is what it was.
    let own = html.strip_prefix(BEFORE).and_then(|html| html.strip_suffix(AFTER));
    Some(own.unwrap_or(&html).into())
}

/// The bytes of a program that copies this.
pub fn write(html: &str) -> Vec<u8> {
    let (body, fragment) = match marked(html) {
        Some(fragment) => (String::from(html), fragment),
        None => (format!("{BEFORE}{html}{AFTER}"), BEFORE.len()..BEFORE.len() + html.len()),
    };
    // The numbers have one width, so that the length of the header does not depend on them.
    let header = |at: usize| {
        format!(
            "Version:0.9\r\nStartHTML:{at:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\n",
            at + body.len(),
            at + fragment.start,
            at + fragment.end,
        )
    };
    let header = header(header(0).len());
    [header.as_bytes(), body.as_bytes()].concat()
}

/// Where the fragment is in a document that says so.
fn marked(html: &str) -> Option<Range<usize>> {
    let start = html.find(START)? + START.len();
    let end = html.rfind(END).filter(|end| *end >= start)?;
    Some(start..end)
}

/// From the one byte to the other, as far as they are known.
#[derive(Default)]
struct Span {
    start: Option<usize>,
    end: Option<usize>,
}

impl Span {
    fn of<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        bytes.get(self.start?..self.end?)
    }
}

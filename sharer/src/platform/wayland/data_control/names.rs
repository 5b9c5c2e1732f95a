//! What programs call the formats that are shared.

use crate::platform::clipboard::format::Format;

/// The names of a format, the best first. Others are copied by no program of which we know.
pub(super) fn names(format: Format) -> &'static [&'static str] {
    match format {
        Format::Text => &["text/plain;charset=utf-8", "UTF8_STRING", "text/plain"],
        Format::Html => &["text/html"],
        Format::Png => &["image/png"],
    }
}

/// The format with this name, as it was offered.
pub(super) fn format(name: &str) -> Option<Format> {
    Format::ALL.into_iter().find(|format| names(*format).contains(&name))
}

//! The formats that are shared, as desktops of Linux name them, and what their bytes mean.

use super::ClipboardContents;

/// What programs offer beside a password, by its name on X11 and as a MIME type. The name alone counts: its value is not
/// asked for, since no program is known that marks what is not secret.
pub(in crate::platform) const SECRET_MARKS: [&str; 7] = [
    // KDE's, with a value; GTK accepts only the second form.
    "x-kde-passwordManagerHint",
    "text/x-kde-passwordManagerHint",
    // That of macOS, which some programs offer on every system.
    "org.nspasteboard.ConcealedType",
    "application/x-nspasteboard-concealed-type",
    // Those of Windows, which Wine passes on under their own names, and Qt within a MIME type.
    "Clipboard Viewer Ignore",
    "application/x-qt-windows-mime;value=\"Clipboard Viewer Ignore\"",
    "ExcludeClipboardContentFromMonitorProcessing",
];

/// What KDE's clipboard manager offers beside what it puts back into an empty clipboard. That is no copy of a person's: it
/// may be from before a grant.
pub(in crate::platform) const PUT_BACK_MARK: &str = "application/x-kde-onlyReplaceEmpty";

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A format of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Format {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// A PNG file.
    Png,
}

impl Format {
    /// All of them, in the order in which they are read: what is large comes last.
    pub(in crate::platform) const ALL: [Self; 3] = [Self::Text, Self::Html, Self::Png];

    /// The bytes of this format in the content.
    pub(in crate::platform) fn bytes(self, contents: &ClipboardContents) -> Option<&[u8]> {
        match self {
            Self::Text => contents.text.as_ref().map(String::as_bytes),
            Self::Html => contents.html.as_ref().map(String::as_bytes),
            Self::Png => contents.png.as_deref(),
        }
    }

    /// Adds to the content what another program has sent as this format. Whether there was room for it; bytes that
    /// are not of this format are dropped.
    pub(super) fn add(
        self,
        contents: &mut ClipboardContents,
        bytes: Vec<u8>,
        encoding: Encoding,
        room: usize,
    ) -> bool {
        match self {
            Self::Text => {
                let text = text(bytes, encoding);
                let fits = text.len() <= room;
                contents.text = fits.then_some(text);
                fits
            }
            Self::Html => {
                let html = html(bytes);
                let fits = html.len() <= room;
                contents.html = fits.then_some(html);
                fits
            }
            Self::Png => {
                let fits = bytes.len() <= room;
                contents.png = (fits && bytes.starts_with(PNG_SIGNATURE)).then_some(bytes);
                fits
            }
        }
    }
}

/// How a text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Encoding {
    /// UTF-8.
    Utf8,
    /// ISO 8859-1, which is the type `STRING` of X11.
    Latin1,
}

/// Bytes that are no UTF-8 are replaced.
fn text(mut bytes: Vec<u8>, encoding: Encoding) -> String {
    // Some programs count the end of a C string as well.
    if bytes.last() == Some(&0) {
        bytes.pop();
    }
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Latin1 => bytes.into_iter().map(char::from).collect(),
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// UTF-8, or UTF-16 with a byte order mark, as Firefox sends it.
fn html(bytes: Vec<u8>) -> String {
    let (order, units): (fn([u8; 2]) -> u16, _) = match bytes.as_slice() {
        [0xff, 0xfe, units @ ..] => (u16::from_le_bytes, units),
        [0xfe, 0xff, units @ ..] => (u16::from_be_bytes, units),
        _ => return text(bytes, Encoding::Utf8),
    };
    let units = units.chunks_exact(2).map(|unit| order([unit[0], unit[1]]));
    char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|letter| *letter != '\0')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(format: Format, bytes: &[u8], encoding: Encoding, room: usize) -> ClipboardContents {
        let mut contents = ClipboardContents::default();
        format.add(&mut contents, bytes.to_vec(), encoding, room);
        contents
    }

    #[test]
    fn a_text_is_read_as_its_type_says() {
        let read = |bytes, encoding| added(Format::Text, bytes, encoding, 100).text;
        assert_eq!(read("Größe".as_bytes(), Encoding::Utf8).as_deref(), Some("Größe"));
        assert_eq!(read(b"Gr\xf6\xdfe", Encoding::Latin1).as_deref(), Some("Größe"));
        assert_eq!(read(b"Gr\xf6\xdfe", Encoding::Utf8).as_deref(), Some("Gr\u{fffd}\u{fffd}e"));
        assert_eq!(
            read(b"end of a C string\0", Encoding::Utf8).as_deref(),
            Some("end of a C string")
        );
        assert_eq!(read(b"", Encoding::Utf8).as_deref(), Some(""));
    }

    #[test]
    fn html_is_read_in_either_of_the_encodings_of_browsers() {
        let read = |bytes: &[u8]| added(Format::Html, bytes, Encoding::Utf8, 100).html.unwrap();
        assert_eq!(read("<b>ß</b>".as_bytes()), "<b>ß</b>");
        assert_eq!(read(b"\xff\xfe<\0b\0>\0\xdf\0\0\0"), "<b>ß");
        assert_eq!(read(b"\xfe\xff\0<\0b\0>\0\xdf"), "<b>ß");
        assert_eq!(read(b"\xff\xfe\0\xd8<"), "\u{fffd}", "half a pair, and half a unit");
    }

    #[test]
    fn bytes_that_are_no_png_file_are_dropped() {
        let read = |bytes| added(Format::Png, bytes, Encoding::Utf8, 100).png;
        assert!(read(b"\x89PNG\r\n\x1a\nrest").is_some());
        assert!(read(b"GIF89a").is_none());
    }

    #[test]
    fn what_is_larger_once_it_is_decoded_needs_room_for_that() {
        for (encoding, bytes) in [(Encoding::Latin1, b"\xf6\xf6"), (Encoding::Utf8, b"\xff\xff")] {
            assert_eq!(added(Format::Text, bytes, encoding, 3).text, None);
            assert!(added(Format::Text, bytes, encoding, 6).text.is_some());
        }
    }
}

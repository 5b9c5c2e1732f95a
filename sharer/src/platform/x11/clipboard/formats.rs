//! The targets of X11 selections that are used, and what their bytes mean.

use std::collections::BTreeSet;

use x11rb::protocol::xproto::{Atom, AtomEnum};

use crate::platform::clipboard::ClipboardContents;

x11rb::atom_manager! {
    /// The atoms of the clipboard.
    pub(super) Atoms: AtomsCookie {
        CLIPBOARD,
        TARGETS,
        TIMESTAMP,
        MULTIPLE,
        ATOM_PAIR,
        INCR,
        UTF8_STRING,
        TEXT_UTF8: b"text/plain;charset=utf-8",
        TEXT: b"text/plain",
        HTML: b"text/html",
        PNG: b"image/png",
        // What password managers offer beside a password. KDE's, with a value; GTK accepts only the second form.
        KDE_SECRET: b"x-kde-passwordManagerHint",
        KDE_SECRET_TEXT: b"text/x-kde-passwordManagerHint",
        // That of macOS, which some programs offer on every system.
        CONCEALED: b"org.nspasteboard.ConcealedType",
        CONCEALED_APPLICATION: b"application/x-nspasteboard-concealed-type",
        // Those of Windows, which Wine passes on under their own names, and Qt within a MIME type.
        IGNORED: b"Clipboard Viewer Ignore",
        IGNORED_QT: b"application/x-qt-windows-mime;value=\"Clipboard Viewer Ignore\"",
        EXCLUDED: b"ExcludeClipboardContentFromMonitorProcessing",
    }
}

impl Atoms {
    /// Whether one of the targets marks the content as secret. The mark alone counts: its value is not asked for, since
    /// no program is known that marks what is not secret.
    pub(super) fn mark_secret(&self, targets: &BTreeSet<Atom>) -> bool {
        let marks = [
            self.KDE_SECRET,
            self.KDE_SECRET_TEXT,
            self.CONCEALED,
            self.CONCEALED_APPLICATION,
            self.IGNORED,
            self.IGNORED_QT,
            self.EXCLUDED,
        ];
        marks.iter().any(|mark| targets.contains(mark))
    }

    /// How many formats there are among the targets, where one with two names counts once.
    pub(super) fn count_formats(&self, targets: &BTreeSet<Atom>) -> usize {
        let names = [
            self.TARGETS,
            self.TIMESTAMP,
            self.MULTIPLE,
            self.UTF8_STRING,
            AtomEnum::STRING.into(),
        ];
        targets.iter().filter(|target| !names.contains(target)).count()
    }

    /// The format that a target of ours stands for.
    pub(super) fn format(&self, target: Atom) -> Option<Format> {
        let text = [self.UTF8_STRING, self.TEXT_UTF8, self.TEXT];
        match target {
            _ if text.contains(&target) => Some(Format::Text),
            _ if target == self.HTML => Some(Format::Html),
            _ if target == self.PNG => Some(Format::Png),
            _ => None,
        }
    }
}

/// A format of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Html,
    Png,
}

impl Format {
    /// All of them, in the order in which they are read: what is large comes last.
    pub(super) const ALL: [Self; 3] = [Self::Text, Self::Html, Self::Png];

    /// The targets of other programs that have this format, the best first.
    pub(super) fn targets(self, atoms: &Atoms) -> Vec<Atom> {
        match self {
            Self::Text => {
                vec![atoms.UTF8_STRING, atoms.TEXT_UTF8, atoms.TEXT, AtomEnum::STRING.into()]
            }
            Self::Html => vec![atoms.HTML],
            Self::Png => vec![atoms.PNG],
        }
    }

    /// The bytes of this format in the content.
    pub(super) fn bytes(self, contents: &ClipboardContents) -> Option<&[u8]> {
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

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// How a text is encoded, as the type of its property says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// The type `STRING`.
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

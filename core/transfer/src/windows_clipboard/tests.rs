use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;
use protocol::limits::CLIPBOARD_IMAGE_BYTES;

use super::copies::Copies;
use super::dib::{self, DibError, Image};
use super::replacing::{NotReplaced, OpenClipboard, replace};
use super::{html, png_file, secret, text};

/// A bitmap with a header of 40 bytes, what follows it, and rows.
fn bitmap(width: i32, height: i32, bits: u16, kind: u32, rest: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 40];
    bytes[0] = 40;
    bytes[4..8].copy_from_slice(&width.to_le_bytes());
    bytes[8..12].copy_from_slice(&height.to_le_bytes());
    bytes[12] = 1;
    bytes[14..16].copy_from_slice(&bits.to_le_bytes());
    bytes[16..20].copy_from_slice(&kind.to_le_bytes());
    bytes.extend(rest);
    bytes
}

fn pixels(bytes: &[u8]) -> Vec<u8> {
    dib::read(bytes).unwrap().rgba().to_vec()
}

#[test]
fn bitmaps_of_every_depth_are_read() {
    let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
    // Three bytes for a pixel, rows of a multiple of four, from the bottom to the top.
    let bytes = [0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 9, 9, 9, 0, 0];
    assert_eq!(
        pixels(&bitmap(2, 2, 24, 0, &bytes)),
        [blue, [9, 9, 9, 255], red, [0, 255, 0, 255]].concat()
    );
    assert_eq!(pixels(&bitmap(2, -2, 24, 0, &bytes))[..4], red);
    // The fourth byte without a mask means nothing.
    assert_eq!(pixels(&bitmap(1, 1, 32, 0, &[1, 2, 3, 4])), [3, 2, 1, 255]);
    assert_eq!(pixels(&bitmap(1, 1, 16, 0, &[0x00, 0x7c, 0, 0])), red);
    let palette = [0, 0, 255, 0, 255, 0, 0, 0];
    let indexed = |bits, row: [u8; 4]| {
        let mut bytes = bitmap(3, 1, bits, 0, &[&palette[..], &row].concat());
        bytes[32] = 2;
        pixels(&bytes)
    };
    for (bits, row) in [(1, [0b0100_0000, 0, 0, 0]), (4, [0x01, 0, 0, 0]), (8, [0, 1, 0, 0])] {
        assert_eq!(indexed(bits, row), [red, blue, red].concat(), "{bits}");
    }
    assert_eq!(indexed(8, [0, 7, 0, 0])[4..8], [0, 0, 0, 255], "a colour that is not there");
}

#[test]
fn masks_say_where_the_colours_are() {
    let masks = |masks: &[u32], pixel: [u8; 4]| {
        let masks: Vec<u8> = masks.iter().flat_map(|mask| mask.to_le_bytes()).collect();
        let kind = if masks.len() == 12 { 3 } else { 6 };
        pixels(&bitmap(1, 1, 32, kind, &[masks, pixel.to_vec()].concat()))
    };
    assert_eq!(masks(&[0xff, 0xff00, 0x00ff_0000], [1, 2, 3, 4]), [1, 2, 3, 255]);
    let with_alpha = [0xff, 0xff00, 0x00ff_0000, 0xff00_0000];
    assert_eq!(masks(&with_alpha, [1, 2, 3, 4]), [1, 2, 3, 4]);
    assert_eq!(masks(&with_alpha, [1, 2, 3, 0]), [1, 2, 3, 255], "no alpha was written");
    assert_eq!(masks(&[0x3ff, 0x000f_fc00, 0x3ff0_0000], [0xff, 3, 0, 0]), [255, 0, 0, 255]);
    assert_eq!(masks(&[0, 1, 0x8000_0001], [1, 0, 0, 0x80]), [0, 255, 255, 255]);
}

#[test]
fn masks_that_windows_repeats_behind_a_long_header_are_no_pixels() {
    let image = Image::new(1, 1, vec![1, 2, 3, 4]).unwrap();
    let mut bytes = vec![0; dib::written_len(&image)];
    dib::write(&image, &mut bytes);
    // With a header that has masks.
    bytes[16..20].copy_from_slice(&3_u32.to_le_bytes());
    let masks = bytes[40..52].to_vec();
    bytes.splice(124..124, masks);
    assert_eq!(dib::read(&bytes), Ok(image));
}

#[test]
fn a_header_that_lies_gets_nothing() {
    let read = |width, height, bits, kind, len| {
        dib::read(&bitmap(width, height, bits, kind, &vec![0; len])).map(|image| image.rgba().len())
    };
    assert_eq!(read(4, 4, 32, 0, 64), Ok(64));
    assert_eq!(read(4, 4, 32, 0, 63), Err(DibError::Short));
    assert_eq!(read(4, 4, 8, 0, 64), Err(DibError::Short), "the palette is missing");
    for (width, height) in [(0, 1), (1, 0), (-1, 1), (i32::MAX, i32::MAX), (i32::MIN, i32::MIN)] {
        assert_eq!(read(width, height, 32, 0, 64), Err(DibError::Size), "{width} × {height}");
    }
    // One bit for a pixel: few bytes that would need a lot of room.
    let side = i32::try_from((CLIPBOARD_IMAGE_BYTES / 4).isqrt()).unwrap();
    assert_eq!(read(side, side, 1, 0, 8 + (side * side / 8) as usize), Ok(CLIPBOARD_IMAGE_BYTES));
    assert_eq!(read(side, side + 1, 1, 0, (side * side) as usize), Err(DibError::Size));
    for (bits, kind) in [(8, 1), (4, 2), (0, 4), (0, 5), (24, 3), (2, 0), (64, 0), (32, 7)] {
        assert_eq!(read(1, 1, bits, kind, 64), Err(DibError::Kind), "{bits} bits, kind {kind}");
    }
    let with = |at: usize, value: u32| {
        let mut bytes = bitmap(1, 1, 8, 0, &[0; 2048]);
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        dib::read(&bytes).map(|_| ())
    };
    for len in [0, 12, 41, 125, u32::MAX] {
        assert_eq!(with(0, len), Err(DibError::Kind), "a header of {len} bytes");
    }
    assert_eq!(with(32, 257), Err(DibError::Kind), "more colours than numbers");
    assert_eq!(dib::read(&[]), Err(DibError::Short));
    let mut bytes = bitmap(1, 1, 24, 0, &[0; 64]);
    bytes[32..36].fill(0xff);
    assert_eq!(dib::read(&bytes), Err(DibError::Short), "a palette that is longer than all memory");
}

#[test]
fn html_is_what_the_header_says() {
    // The content begins at byte 200.
    let read = |[a, b, c, d]: [&str; 4], content: &str| {
        let header = std::format!(
            "Version:0.9\r\nStartHTML:{a}\r\nEndHTML:{b}\r\nStartFragment:{c}\r\nEndFragment:{d}\r\nSourceURL:"
        );
        html::read(std::format!("{header:<198}\r\n{content}").as_bytes())
    };
    let page = "<p>abc</p>--";
    let of = |numbers| read(numbers, page);
    assert_eq!(of(["200", "210", "203", "206"]).as_deref(), Some("<p>abc</p>"));
    assert_eq!(read(["200", "205", "", ""], "<p>ä\0").as_deref(), Some("<p>ä"));
    for document in [["-1", "-1"], ["200", "999"], ["210", "200"], ["200", ""], ["200", "9e9"]] {
        let [start, end] = document;
        assert_eq!(of([start, end, "203", "206"]).as_deref(), Some("abc"), "{document:?}");
        assert_eq!(of([start, end, "206", "203"]), None, "{document:?}");
    }
    let in_content = "<p>\r\nStartHTML:0\r\nEndHTML:200\r\n";
    assert_eq!(read(["", "", "", ""], in_content), None, "the content is no header");
    assert_eq!(html::read(b""), None);
}

#[test]
fn the_marks_of_a_document_are_its_fragment() {
    let fragment = |html: &str| {
        let written = String::from_utf8(html::write(html)).unwrap();
        let number = |name: &str| -> usize {
            written.split_once(name).unwrap().1.split_once("\r\n").unwrap().0.parse().unwrap()
        };
        let bytes = number("StartFragment:")..number("EndFragment:");
        String::from(written.get(bytes).expect("the header names whole characters"))
    };
    let table = "<table><!--StartFragment--><tr><!--EndFragment--></table>";
    assert_eq!(fragment(table), "<tr>");
    assert_eq!(html::read(&html::write(table)).as_deref(), Some(table));
    for odd in ["", "<b>ß</b>", "<!--EndFragment--><!--StartFragment-->"] {
        assert_eq!(fragment(odd), odd);
        assert_eq!(html::read(&html::write(odd)).as_deref(), Some(odd));
    }
}

#[test]
fn a_text_ends_at_a_zero_and_its_lines_as_on_windows() {
    let read = |text: &str, room| text::read(text.encode_utf16(), room);
    assert_eq!(read("a\r\nb\rc\n\0rest", 100).as_deref(), Some("a\nb\rc\n"));
    assert_eq!(read("ab\r\n", 3).as_deref(), Some("ab\n"));
    assert_eq!((read("abcd", 3), read("äö", 3), read("ab\r\r", 3)), (None, None, None));
    assert_eq!(text::read([0xd800, 0x61], 9).as_deref(), Some("\u{fffd}a"));
    let written = String::from_utf16(&text::write("a\nb\r\nc\0d")).unwrap();
    assert_eq!(written, "a\r\nb\r\ncd\0");
}

#[test]
fn a_png_file_ends_with_its_last_chunk() {
    let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
    let file = [&b"\x89PNG\r\n\x1a\n\0\0\0\x01IDATx...."[..], end].concat();
    assert_eq!(png_file::read(&[&file[..], b"IEND\0\0"].concat()), Some(&file[..]));
    for len in 0..file.len() {
        assert_eq!(png_file::read(&file[..len]), None, "{len} bytes");
    }
    let endless = [&file[..8], b"\xff\xff\xff\xffIDAT", &file[8..]].concat();
    assert_eq!(png_file::read(&endless), None);
}

#[test]
fn only_a_number_that_is_not_zero_permits() {
    assert!(!secret::forbids(Some(&[1, 0, 0, 0])));
    for value in [None, Some(&[][..]), Some(&[1]), Some(&[0; 4]), Some(&[0, 0, 0, 0, 1])] {
        assert!(secret::forbids(value), "{value:?}");
    }
}

/// Bytes behind a header that could be one.
fn nearly_a_bitmap() -> impl Strategy<Value = Vec<u8>> {
    let header = (prop::sample::select(&[40_u32, 52, 56, 108, 124][..]), -9..9_i32, -9..9_i32);
    let kind = (prop::sample::select(&[1_u16, 4, 8, 16, 24, 32][..]), 0..8_u32, 0..300_u32);
    (header, kind, prop::collection::vec(any::<u8>(), 0..600)).prop_map(|(header, kind, rest)| {
        let mut bytes = bitmap(header.1, header.2, kind.0, kind.1, &rest);
        bytes[..4].copy_from_slice(&header.0.to_le_bytes());
        bytes[32..36].copy_from_slice(&kind.2.to_le_bytes());
        bytes
    })
}

proptest! {
    #[test]
    fn any_bytes_are_a_whole_image_or_none(
        bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..200), nearly_a_bitmap()],
    ) {
        if let Ok(image) = dib::read(&bytes) {
            let pixels = image.width() as usize * image.height() as usize;
            prop_assert_eq!(image.rgba().len(), pixels * 4);
        }
        let _ = (html::read(&bytes), png_file::read(&bytes));
    }

    #[test]
    fn an_image_is_read_as_it_was_written(
        (width, height, mut rgba) in (1..20_u32, 1..20_u32).prop_flat_map(|(width, height)| {
            let bytes = (width * height * 4) as usize;
            (Just(width), Just(height), prop::collection::vec(any::<u8>(), bytes))
        }),
    ) {
        // A pixel that can be seen: one without any is read as one without alpha.
        rgba[3] = 255;
        let image = Image::new(width, height, rgba).unwrap();
        let mut bytes = vec![0; dib::written_len(&image)];
        dib::write(&image, &mut bytes);
        prop_assert_eq!(dib::read(&bytes), Ok(image));
    }

    #[test]
    fn html_with_any_numbers_is_a_part_of_it(
        numbers in prop::array::uniform4(0..300_i64), content in ".{0,80}",
    ) {
        let [a, b, c, d] = numbers;
        let bytes = std::format!(
            "StartHTML:{a}\r\nEndHTML:{b}\nStartFragment: {c}\rEndFragment:{d}\r\n{content}"
        );
        if let Some(html) = html::read(bytes.as_bytes()) {
            // A character that was cut is three bytes instead.
            prop_assert!(html.len() <= bytes.len() + 12);
        }
    }

    #[test]
    fn html_is_read_as_it_was_written(content in "[^\0]{0,80}") {
        prop_assert_eq!(html::read(&html::write(&content)), Some(content));
    }

    #[test]
    fn a_text_is_read_as_it_was_written(content in "[^\0\r]{0,80}") {
        prop_assert_eq!(text::read(text::write(&content), usize::MAX), Some(content));
    }
}

#[test]
fn a_copy_counts_once_whenever_it_is_looked_at() {
    let mut copies = Copies::new(7);
    assert!(!copies.look(7, false), "what was there before");
    // The notice of Windows waits: the count is asked for first, as when a right is granted.
    assert!(copies.look(9, false));
    assert!(!copies.look(9, false), "the notice comes");
    assert_eq!(copies.count(), 1);
    assert!(!copies.look(12, true), "what this program wrote");
    copies.read(14);
    assert!(!copies.look(14, false), "what had been promised before");
    assert!(copies.look(15, false));
    assert_eq!(copies.count(), 2);
}

#[test]
fn a_copy_during_the_work_on_the_one_before_still_counts_once() {
    let mut copies = Copies::new(0);
    assert!(copies.look(1, false));
    copies.read(1);
    // An image is compressed meanwhile; the right is granted anew.
    assert!(copies.look(2, false), "the grant looks");
    assert!(!copies.look(2, false), "the notice that waited is of before the grant");
}

/// A clipboard that fails at the format of this number.
struct FailsAt(u32, Vec<u32>);

impl OpenClipboard for FailsAt {
    type Memory = ();
    type Error = &'static str;

    fn empty(&mut self) -> Result<(), &'static str> {
        self.1.clear();
        if self.0 == 0 { Err("not emptied") } else { Ok(()) }
    }

    fn give(&mut self, format: u32, (): ()) -> Result<(), &'static str> {
        self.1.push(format);
        if self.0 == format { Err("not taken") } else { Ok(()) }
    }
}

#[test]
fn what_is_not_wanted_any_more_changes_nothing() {
    let mut clipboard = FailsAt(9, vec![3]);
    let formats = || vec![(1, ()), (2, ())];
    assert_eq!(replace(&mut clipboard, formats(), || false), Err(NotReplaced::Unwanted));
    assert_eq!(clipboard.1, [3], "what was there");
    assert_eq!(replace(&mut clipboard, formats(), || true), Ok(()));
    assert_eq!(clipboard.1, [1, 2]);
}

#[test]
fn a_content_of_which_a_format_is_missing_is_not_left_there() {
    let formats = || vec![(1, ()), (2, ()), (3, ())];
    let mut clipboard = FailsAt(2, vec![3]);
    let lost = replace(&mut clipboard, formats(), || true);
    assert_eq!(lost, Err(NotReplaced::Emptied("not taken")), "and it says what is lost");
    assert!(clipboard.1.is_empty(), "no part of it is pasted");
    let mut clipboard = FailsAt(0, Vec::new());
    assert_eq!(replace(&mut clipboard, formats(), || true), Err(NotReplaced::Kept("not emptied")));
    assert!(clipboard.1.is_empty());
}

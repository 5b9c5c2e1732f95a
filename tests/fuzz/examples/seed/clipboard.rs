//! What programs put into the clipboard of Windows.

use transfer::windows_clipboard::dib::{self, Image};
use transfer::windows_clipboard::{html, text};

use crate::write;

const TARGET: &str = "windows_clipboard";

pub(crate) fn all() -> std::io::Result<()> {
    let image = Image::new(2, 2, (0..16).collect()).expect("it has its pixels");
    let mut v5 = vec![0; dib::written_len(&image)];
    dib::write(&image, &mut v5);
    write(TARGET, "dib_v5", &v5)?;
    let repeated = [&v5[..124], &v5[40..52], &v5[124..]].concat();
    write(TARGET, "dib_v5_masks_again", repeated)?;
    for (name, bits, kind, rest) in [
        ("dib_24", 24_u16, 0, &[0; 16][..]),
        ("dib_16", 16, 0, &[0; 8][..]),
        ("dib_masks", 32, 3, &[0xff; 28][..]),
        ("dib_four_masks", 32, 6, &[0xff; 32][..]),
        ("dib_palette", 1, 0, &[0x55; 16][..]),
        ("dib_16_colours", 4, 0, &[0x55; 72][..]),
    ] {
        let mut bytes = vec![0; 40];
        for (at, byte) in [(0, 40), (4, 2), (8, 2), (12, 1), (16, kind)] {
            bytes[at] = byte;
        }
        bytes[14..16].copy_from_slice(&bits.to_le_bytes());
        bytes.extend(rest);
        write(TARGET, name, bytes)?;
    }
    write(TARGET, "html", html::write("<b>ä</b>"))?;
    let table = "<table><!--StartFragment--><tr><td>1<!--EndFragment--></table>";
    write(TARGET, "html_marked", html::write(table))?;
    write(
        TARGET,
        "html_without_document",
        "StartHTML:-1\r\nEndHTML:-1\r\nStartFragment:59\r\nEndFragment:60\r\n<p>",
    )?;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\x01IDATx....\0\0\0\0IEND\xae\x42\x60\x82\0\0";
    write(TARGET, "png", png)?;
    let units: Vec<u8> = text::write("a\nb😀").into_iter().flat_map(u16::to_le_bytes).collect();
    write(TARGET, "text", units)
}

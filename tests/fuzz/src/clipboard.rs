//! What programs put into the clipboard of Windows.

use protocol::limits::CLIPBOARD_IMAGE_BYTES;
use transfer::windows_clipboard::{dib, html, png_file, text};

/// An image has the pixels that its sides say, and no more than it may have, and is the same after it was written. HTML
/// and text are not larger than their bytes allow.
pub fn windows_clipboard(data: &[u8]) {
    if let Ok(image) = dib::read(data) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        assert_eq!(image.rgba().len() as u64, pixels * 4);
        assert!((1..=CLIPBOARD_IMAGE_BYTES).contains(&image.rgba().len()));
        let mut written = vec![0; dib::written_len(&image)];
        dib::write(&image, &mut written);
        assert_eq!(dib::read(&written), Ok(image));
    }
    if let Some(html) = html::read(data) {
        // A byte that is no character takes three.
        assert!(html.len() <= 3 * data.len());
        // Only what this program puts around it is taken off.
        assert!(html::read(&html::write(&html)).is_some_and(|again| html.contains(&again)));
    }
    if let Some(file) = png_file::read(data) {
        assert_eq!(png_file::read(file), Some(file));
    }
    let units = data.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let room = data.len();
    if let Some(text) = text::read(units, room) {
        assert!(text.len() <= room);
        let written = text::write(&text);
        // A return of the text may be taken for the end of a line.
        assert!(text::read(written, usize::MAX).is_some_and(|again| again.len() <= text.len()));
    }
}

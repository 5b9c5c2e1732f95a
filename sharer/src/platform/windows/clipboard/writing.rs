//! What the Helper has copied, as Windows programs paste it.

use transfer::windows_clipboard::dib::{self, Image};
use transfer::windows_clipboard::replacing::{NotReplaced, OpenClipboard, replace};
use transfer::windows_clipboard::{html, text};
use windows::Win32::System::Ole::{CF_DIBV5, CF_UNICODETEXT};

use super::global::Memory;
use super::opened::{Opened, named};
use super::window::ClipboardWindow;
use crate::platform::clipboard::{ClipboardContents, ClipboardError, StillWanted};
use crate::platform::clipboard_image;
use crate::platform::error::PlatformError;

/// All formats, ready to be written.
#[derive(Debug)]
pub(super) struct Written {
    contents: ClipboardContents,
    /// The pixels of the image, which Paint and many others paste instead of a PNG file.
    image: Option<Image>,
}

impl Written {
    /// Decompresses the image. One that is too large, or no image, is written as the file that it is.
    pub(super) fn new(contents: ClipboardContents) -> Self {
        let image = contents.png.as_deref().and_then(clipboard_image::decompress);
        Self { contents, image }
    }

    /// Puts it into the clipboard while it is wanted. It fails while another program has it open.
    pub(super) fn put(
        &self,
        window: &ClipboardWindow,
        wanted: &StillWanted,
    ) -> Result<(), ClipboardError> {
        if !wanted.is_wanted() {
            return Err(ClipboardError::Unwanted);
        }
        let mut opened = Opened::open(window)?;
        // Before it is emptied: without memory, what is there stays.
        let formats = self.formats()?;
        replace(&mut opened, formats, || wanted.is_wanted()).map_err(|why| match why {
            NotReplaced::Unwanted => ClipboardError::Unwanted,
            NotReplaced::Kept(error) => error.into(),
            NotReplaced::Emptied(error) => {
                tracing::warn!(%error, "the clipboard is empty: what was copied before is lost");
                ClipboardError::Emptied
            }
        })
    }

    /// Each format with its bytes, the best image first.
    fn formats(&self) -> Result<Vec<(u32, Memory)>, PlatformError> {
        let bytes_of = |bytes: &[u8]| Memory::filled(bytes.len(), |to| to.copy_from_slice(bytes));
        let mut formats = Vec::new();
        let ClipboardContents { text, html, png } = &self.contents;
        if let Some(text) = text {
            let units: Vec<u8> = text::write(text).into_iter().flat_map(u16::to_le_bytes).collect();
            formats.push((u32::from(CF_UNICODETEXT.0), bytes_of(&units)?));
        }
        if let Some(html) = html {
            formats.push((named("HTML Format"), bytes_of(&html::write(html))?));
        }
        if let Some(png) = png {
            formats.push((named("PNG"), bytes_of(png)?));
        }
        if let Some(image) = &self.image {
            let memory = Memory::filled(dib::written_len(image), |to| dib::write(image, to))?;
            formats.push((u32::from(CF_DIBV5.0), memory));
        }
        Ok(formats)
    }
}

impl OpenClipboard for Opened<'_> {
    type Memory = Memory;
    type Error = PlatformError;

    fn empty(&mut self) -> Result<(), PlatformError> {
        Opened::empty(self)
    }

    fn give(&mut self, format: u32, memory: Memory) -> Result<(), PlatformError> {
        memory.give(format)
    }
}

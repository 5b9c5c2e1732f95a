//! Reading what another program has copied.

use std::time::Duration;

use protocol::limits::{CLIPBOARD_BYTES, CLIPBOARD_IMAGE_BYTES};
use transfer::windows_clipboard::dib::Image;
use transfer::windows_clipboard::{dib, html, png_file, secret, text};
use windows::Win32::Foundation::{LPARAM, WPARAM};
use windows::Win32::System::DataExchange::GetClipboardOwner;
use windows::Win32::System::Ole::{CF_DIB, CF_DIBV5, CF_UNICODETEXT};
use windows::Win32::UI::WindowsAndMessaging::{SMTO_ABORTIFHUNG, SendMessageTimeoutW, WM_NULL};

use super::opened::{Opened, named};
use super::window::ClipboardWindow;
use super::{PATIENCE, RETRY};
use crate::clock::Clock;
use crate::platform::clipboard::{ClipboardContents, ClipboardError};
use crate::platform::clipboard_image;
use crate::platform::windows::event::Event;

/// How long the program that has copied may be silent before it is asked for anything. One that hangs would keep the
/// clipboard open for all programs.
const SILENCE: Duration = Duration::from_secs(2);

/// Bytes of a header before the pixels of an image, with a palette, and before HTML, with the address of its page.
const HEADER: usize = 64 << 10;

/// What was read, once that is known.
pub(super) type Outcome = Result<Option<ClipboardContents>, ClipboardError>;

/// Reads what is copied now. `reads` is called while the clipboard is open, once it has handed over what there is.
pub(super) fn read(
    window: &ClipboardWindow,
    event: &Event,
    clock: Clock,
    reads: impl FnOnce(),
) -> Outcome {
    if is_silent(window) {
        return Err(ClipboardError::Silent);
    }
    let opened = open(window, event, clock)?;
    let mut found = Found::default();
    let read = found.read(&opened);
    reads();
    // Compressing takes a while, and other programs want to open it.
    drop(opened);
    read?;
    found.finish()
}

/// Opens the clipboard, and waits for the programs that have it open. Messages are taken meanwhile: one of those programs
/// may have to tell this one something first.
fn open<'a>(
    window: &'a ClipboardWindow,
    event: &Event,
    clock: Clock,
) -> Result<Opened<'a>, ClipboardError> {
    let give_up = clock.now() + PATIENCE;
    loop {
        match Opened::open(window) {
            Err(ClipboardError::Taken) if clock.now() < give_up => event.wait(Some(RETRY)),
            outcome => return outcome,
        }
    }
}

/// Whether the program that has copied does not take messages.
fn is_silent(window: &ClipboardWindow) -> bool {
    // SAFETY: no memory is passed; a window that is gone is refused.
    unsafe {
        let Some(owner) = GetClipboardOwner().ok().filter(|owner| *owner != window.handle()) else {
            return false;
        };
        let timeout = u32::try_from(SILENCE.as_millis()).unwrap_or(u32::MAX);
        let (none, flags) = ((WPARAM(0), LPARAM(0)), SMTO_ABORTIFHUNG);
        SendMessageTimeoutW(owner, WM_NULL, none.0, none.1, flags, timeout, None).0 == 0
            // It went meanwhile, and what it has copied has stayed or gone with it.
            && GetClipboardOwner().is_ok_and(|now| now == owner)
    }
}

/// What there is.
#[derive(Default)]
struct Found {
    contents: ClipboardContents,
    /// An image that has to be compressed.
    image: Option<Image>,
    has_left_out: bool,
}

impl Found {
    fn read(&mut self, opened: &Opened<'_>) -> Result<(), ClipboardError> {
        let formats = opened.formats()?;
        if is_secret(opened, &formats) {
            return Err(ClipboardError::Secret);
        }
        let has = |format: u32| formats.contains(&format);
        let (unicode, html_format) = (u32::from(CF_UNICODETEXT.0), named("HTML Format"));
        if has(unicode) {
            self.add_text(opened, unicode);
        }
        if has(html_format) {
            self.add_html(opened, html_format);
        }
        let png_format = named("PNG");
        if has(png_format) {
            self.add_png(opened, png_format);
        }
        // Of the two, the one that Windows has made of the other one comes later.
        let dibs = [CF_DIB, CF_DIBV5].map(|format| u32::from(format.0));
        let dib = formats.into_iter().find(|format| dibs.contains(format));
        if let Some(dib) = dib.filter(|_| self.contents.png.is_none()) {
            self.add_dib(opened, dib);
        }
        Ok(())
    }

    fn add_text(&mut self, opened: &Opened<'_>, format: u32) {
        let Some(data) = opened.data(format) else { return };
        let units = data.bytes().chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        match text::read(units, self.room()) {
            Some(text) => self.contents.text = Some(text),
            None => self.leave_out(),
        }
    }

    fn add_html(&mut self, opened: &Opened<'_>, format: u32) {
        let Some(data) = opened.data(format) else { return };
        if data.bytes().len() > CLIPBOARD_BYTES + HEADER {
            return self.leave_out();
        }
        match html::read(data.bytes()) {
            Some(html) if html.len() <= self.room() => self.contents.html = Some(html),
            Some(_) => self.leave_out(),
            None => {}
        }
    }

    fn add_png(&mut self, opened: &Opened<'_>, format: u32) {
        let Some(data) = opened.data(format) else { return };
        // The memory may be longer than the file.
        let Some(file) = png_file::read(data.bytes()) else { return };
        if file.len() > self.room() {
            return self.leave_out();
        }
        self.contents.png = Some(file.to_vec());
    }

    fn add_dib(&mut self, opened: &Opened<'_>, format: u32) {
        let Some(data) = opened.data(format) else { return };
        if data.bytes().len() > CLIPBOARD_IMAGE_BYTES + HEADER {
            return self.leave_out();
        }
        match dib::read(data.bytes()) {
            Ok(image) => {
                self.image = Some(image);
                self.has_left_out = false;
            }
            Err(dib::DibError::Size) => self.leave_out(),
            Err(error) => tracing::debug!(%error, "an image that was copied is not read"),
        }
    }

    /// There is no room for this format.
    fn leave_out(&mut self) {
        tracing::debug!("a format of what was copied is too large");
        self.has_left_out = true;
    }

    fn room(&self) -> usize {
        CLIPBOARD_BYTES.saturating_sub(self.contents.bytes())
    }

    /// What there is in all, once the clipboard is closed.
    fn finish(mut self) -> Outcome {
        if let Some(image) = self.image.take() {
            self.contents.png = clipboard_image::compress(&image, self.room());
            if self.contents.png.is_none() {
                self.leave_out();
            }
        }
        match (self.contents.is_empty(), self.has_left_out) {
            (true, true) => Err(ClipboardError::TooLarge),
            (true, false) => Ok(None),
            (false, _) => Ok(Some(self.contents)),
        }
    }
}

/// Whether the program has marked what it copied as secret.
fn is_secret(opened: &Opened<'_>, formats: &[u32]) -> bool {
    let has = |name: &str| formats.contains(&named(name));
    let is_forbidden = |name: &&str| {
        let data = opened.data(named(name));
        secret::forbids(data.as_ref().map(|data| data.bytes()))
    };
    secret::MARKS.into_iter().any(has)
        || secret::PERMISSIONS.iter().filter(|name| has(name)).any(is_forbidden)
}

//! The icon in the notification area, its text, and the notification beside it (`Shell_NotifyIcon`).

use windows::Win32::UI::Shell::{
    NIF_ICON, NIF_INFO, NIF_MESSAGE, NIF_SHOWTIP, NIF_TIP, NIIF_INFO, NIIF_RESPECT_QUIET_TIME,
    NIIF_WARNING, NIM_ADD, NIM_DELETE, NIM_MODIFY, NIM_SETVERSION, NOTIFY_ICON_DATA_FLAGS,
    NOTIFY_ICON_MESSAGE, NOTIFYICON_VERSION_4, NOTIFYICONDATAW, NOTIFYICONDATAW_0,
    Shell_NotifyIconW,
};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateIcon, DestroyIcon, GetSystemMetrics, HICON, SM_CXSMICON,
};
use windows::core::Result;

use super::window::{HiddenWindow, ICON_MESSAGE};
use crate::platform::desk::icon::picture;
use crate::platform::desk::units::field;
use crate::platform::desk::{Announcement, Mark, Outside};

/// The number of the icon; the program has one.
const NUMBER: u32 = 1;

/// Sides that an icon of the notification area has, in px: from a small scale to a large one.
const SIDES: std::ops::RangeInclusive<u16> = 16..=128;

/// A picture of the icon, which is removed when this is dropped.
struct Picture(HICON);

impl Picture {
    fn draw(mark: Mark) -> Result<Self> {
        // SAFETY: nothing is passed.
        let side = u16::try_from(unsafe { GetSystemMetrics(SM_CXSMICON) }).unwrap_or(0);
        let side = side.clamp(*SIDES.start(), *SIDES.end());
        let (width, height, pixels) = picture(mark, side);
        // From A, R, G, B to B, G, R, A. With alpha the mask is not looked at; each row of it has whole words.
        let colours: Vec<u8> =
            pixels.chunks_exact(4).flat_map(|p| p.iter().rev().copied()).collect();
        let mask = vec![0; usize::from(side.div_ceil(16)) * 2 * usize::from(side)];
        // SAFETY: both have as many bytes as an icon of this size with 32 and with 1 bit for each pixel, and Windows
        // copies them.
        let icon =
            unsafe { CreateIcon(None, width, height, 1, 32, mask.as_ptr(), colours.as_ptr()) }?;
        Ok(Self(icon))
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        // SAFETY: it is ours, and Explorer has a copy.
        let _ = unsafe { DestroyIcon(self.0) };
    }
}

/// The icon. It is removed when this is dropped.
pub(super) struct Tray<'a> {
    window: &'a HiddenWindow,
    picture: Option<(Mark, Picture)>,
    /// It was added once.
    is_there: bool,
}

impl<'a> Tray<'a> {
    pub(super) fn new(window: &'a HiddenWindow) -> Self {
        Self { window, picture: None, is_there: false }
    }

    /// Shows the icon with this mark and this text. An icon that Explorer did not take is added again.
    pub(super) fn show(&mut self, outside: &Outside) {
        if self.picture.as_ref().is_none_or(|(mark, _)| *mark != outside.mark) {
            match Picture::draw(outside.mark) {
                Ok(picture) => self.picture = Some((outside.mark, picture)),
                Err(error) => tracing::debug!(%error, "no icon"),
            }
        }
        let mut data = self.data(NIF_ICON | NIF_TIP | NIF_SHOWTIP | NIF_MESSAGE);
        data.hIcon = self.picture.as_ref().map(|(_, picture)| picture.0).unwrap_or_default();
        data.szTip = field(&format!("{}: {}", outside.title, outside.status));
        // An icon that is not there, or not any more, cannot be changed, and one that is cannot be added.
        if send(NIM_MODIFY, &data) {
            return;
        }
        if send(NIM_ADD, &data) {
            self.is_there = true;
            data.Anonymous = NOTIFYICONDATAW_0 { uVersion: NOTIFYICON_VERSION_4 };
            send(NIM_SETVERSION, &data);
        }
    }

    /// The icon is drawn anew: Explorer was started anew, or has another scale.
    pub(super) fn redraw(&mut self) {
        self.picture = None;
    }

    /// Shows a notification in the place of the one before.
    pub(super) fn announce(&self, announcement: &Announcement) {
        let mut data = self.data(NIF_INFO);
        data.szInfoTitle = field(announcement.title);
        data.szInfo = field(&announcement.text);
        // A question is shown also while the User does not want to be disturbed: it waits for an answer.
        data.dwInfoFlags =
            if announcement.is_urgent { NIIF_WARNING } else { NIIF_INFO | NIIF_RESPECT_QUIET_TIME };
        send(NIM_MODIFY, &data);
    }

    /// Removes the notification.
    pub(super) fn withdraw(&self) {
        send(NIM_MODIFY, &self.data(NIF_INFO));
    }

    fn data(&self, parts: NOTIFY_ICON_DATA_FLAGS) -> NOTIFYICONDATAW {
        NOTIFYICONDATAW {
            cbSize: u32::try_from(size_of::<NOTIFYICONDATAW>()).unwrap_or(0),
            hWnd: self.window.handle(),
            uID: NUMBER,
            uFlags: parts,
            uCallbackMessage: ICON_MESSAGE,
            ..Default::default()
        }
    }
}

impl Drop for Tray<'_> {
    fn drop(&mut self) {
        if self.is_there {
            send(NIM_DELETE, &self.data(NOTIFY_ICON_DATA_FLAGS(0)));
        }
    }
}

/// Whether Explorer has taken the message. What it does not show, the window shows.
fn send(message: NOTIFY_ICON_MESSAGE, data: &NOTIFYICONDATAW) -> bool {
    // SAFETY: the structure has its size in it, its texts end with a zero, and it is read during the call only.
    let is_taken = unsafe { Shell_NotifyIconW(message, data) }.as_bool();
    if !is_taken {
        tracing::debug!(message = message.0, "Explorer does not take the icon");
    }
    is_taken
}

//! The cursor as GDI has it: its place and its image.

use std::ffi::c_void;

use windows::Win32::Graphics::Gdi::{
    BITMAP, DIB_RGB_COLORS, DeleteObject, GetDIBits, GetObjectW, HBITMAP,
};
use windows::Win32::UI::WindowsAndMessaging::{
    CURSOR_SHOWING, CURSORINFO, GetCursorInfo, GetIconInfo, HCURSOR, ICONINFO, IDC_ARROW,
    LoadCursorW,
};

use super::bitmap::{self, ScreenDc};
use crate::platform::cursor::CursorImage;
use crate::platform::windows_screen::pointer;

/// The cursor at one moment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    handle: HCURSOR,
    is_shown: bool,
    /// The pixel that it points to, in px of the virtual desktop: column and row.
    pub(super) place: (i32, i32),
}

impl Cursor {
    /// The cursor now; `None` while another desktop has it.
    pub(super) fn now() -> Option<Self> {
        let mut info = CURSORINFO::default();
        info.cbSize = u32::try_from(size_of_val(&info)).ok()?;
        // SAFETY: `info` has the size that it says.
        unsafe { GetCursorInfo(&raw mut info) }.ok()?;
        // It is suppressed while the User touches the screen, and hidden while somebody types.
        let is_shown = info.flags == CURSOR_SHOWING;
        let place = (info.ptScreenPos.x, info.ptScreenPos.y);
        Some(Self { handle: info.hCursor, is_shown, place })
    }

    /// Whether the two look the same.
    pub(super) fn has_shape_of(&self, other: &Self) -> bool {
        (self.handle, self.is_shown) == (other.handle, other.is_shown)
    }

    /// Its image. An arrow stands for one that cannot be read, for example since it is gone already.
    pub(super) fn image(&self) -> Option<CursorImage> {
        if !self.is_shown {
            return Some(pointer::hidden());
        }
        image(self.handle).or_else(|| {
            // SAFETY: it loads a cursor of the system, which is never destroyed.
            let arrow = unsafe { LoadCursorW(None, IDC_ARROW) };
            image(arrow.ok()?)
        })
    }
}

fn image(cursor: HCURSOR) -> Option<CursorImage> {
    if cursor.is_invalid() {
        return None;
    }
    let mut info = ICONINFO::default();
    // SAFETY: a handle that is not valid any more is refused. What is written to `info` belongs to this program.
    unsafe { GetIconInfo(cursor.into(), &raw mut info) }.ok()?;
    let (mask, color) = (Owned(info.hbmMask), Owned(info.hbmColor));
    let (width, height, mask) = mask.read()?;
    let color = color.read();
    // Without a bitmap of colours the mask has two parts, one below the other.
    let height = if color.is_some() { height } else { height / 2 };
    let color = color.as_ref().map(|(_, _, pixels)| pixels.as_slice());
    let hot = (info.xHotspot, info.yHotspot);
    pointer::of_bitmaps((width, height), hot, &mask, color)
}

/// A bitmap that is deleted when it is dropped. It may be none.
struct Owned(HBITMAP);

impl Owned {
    /// Width and height in px, and the pixels as 0xAARRGGBB. `None` for none, or one that is too large for a cursor.
    fn read(&self) -> Option<(u32, u32, Vec<u32>)> {
        let mut described = BITMAP::default();
        let len = i32::try_from(size_of_val(&described)).ok()?;
        let to: *mut c_void = (&raw mut described).cast();
        // SAFETY: Windows writes at most `len` bytes to `described`. Without a bitmap it fails.
        if unsafe { GetObjectW(self.0.into(), len, Some(to)) } != len {
            return None;
        }
        let (width, height) =
            (u32::try_from(described.bmWidth).ok()?, u32::try_from(described.bmHeight).ok()?);
        if width > pointer::EDGE || height > 2 * pointer::EDGE {
            return None;
        }
        let mut pixels = vec![0u32; usize::try_from(width * height).ok()?];
        let mut header = bitmap::header(width, height)?;
        let screen = ScreenDc::open()?;
        // SAFETY: `pixels` has four bytes for each pixel that the header describes, and the rows are as many.
        let rows = unsafe {
            let to = Some(pixels.as_mut_ptr().cast());
            GetDIBits(screen.dc(), self.0, 0, height, to, &raw mut header, DIB_RGB_COLORS)
        };
        (u32::try_from(rows) == Ok(height)).then_some((width, height, pixels))
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        if !self.0.is_invalid() {
            // SAFETY: it came from `GetIconInfo`, which leaves it to the caller, and is deleted only here.
            let _ = unsafe { DeleteObject(self.0.into()) };
        }
    }
}

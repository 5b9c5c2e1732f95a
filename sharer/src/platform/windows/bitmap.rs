//! Bitmaps of GDI whose pixels this program can see, and the handles that they need, each of which is given back when it
//! is dropped.

use std::ptr;

use protocol::geometry::{Rect, Size};
use session::display::Area;
use windows::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, BitBlt, CAPTUREBLT, CreateCompatibleDC, CreateDIBSection,
    DIB_RGB_COLORS, DeleteDC, DeleteObject, GdiFlush, GetDC, HBITMAP, HDC, HGDIOBJ, ReleaseDC,
    SRCCOPY, SelectObject,
};

use crate::platform::error::{PlatformError, Reason};
use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// A device context of the whole screen, in px of the virtual desktop.
pub(super) struct ScreenDc(HDC);

impl ScreenDc {
    /// `None` where there is no desktop that this program may see.
    pub(super) fn open() -> Option<Self> {
        // SAFETY: it takes no window, and what it returns is released once, below, on the same thread: it is not Send.
        let dc = unsafe { GetDC(None) };
        (!dc.is_invalid()).then_some(Self(dc))
    }

    /// For calls that read from it.
    pub(super) fn dc(&self) -> HDC {
        self.0
    }
}

impl Drop for ScreenDc {
    fn drop(&mut self) {
        // SAFETY: it came from `GetDC(None)` and is released only here.
        unsafe { ReleaseDC(None, self.0) };
    }
}

/// A bitmap of four bytes for a pixel, blue, green, red and one more, and a device context that draws into it.
/// Rows begin at the top.
pub(super) struct Bitmap {
    dc: HDC,
    bitmap: HBITMAP,
    /// What was selected into the device context before.
    before: HGDIOBJ,
    pixels: *mut u8,
    size: Size,
}

impl Bitmap {
    /// A bitmap of this size.
    pub(super) fn new(size: Size) -> Result<Self, PlatformError> {
        let info = header(size.width(), size.height())
            .ok_or_else(|| PlatformError::Lost(Reason::of("a bitmap is too large")))?;
        let mut pixels = ptr::null_mut();
        // SAFETY: `info` describes a bitmap without a palette, and `pixels` is written before the call returns. What is
        // created is deleted once: here, or when the value is dropped.
        unsafe {
            let dc = CreateCompatibleDC(None);
            let bitmap =
                CreateDIBSection(None, &raw const info, DIB_RGB_COLORS, &raw mut pixels, None, 0);
            let bitmap = match bitmap {
                Ok(bitmap) if !dc.is_invalid() && !pixels.is_null() => bitmap,
                Ok(_) | Err(_) => {
                    let error = std::io::Error::last_os_error();
                    let _ = bitmap.map(|bitmap| DeleteObject(bitmap.into()));
                    let _ = DeleteDC(dc);
                    return Err(error.into());
                }
            };
            let before = SelectObject(dc, bitmap.into());
            Ok(Self { dc, bitmap, before, pixels: pixels.cast(), size })
        }
    }

    /// For calls that read from it.
    pub(super) fn dc(&self) -> HDC {
        self.dc
    }

    /// How large it is.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Copies a part of an area of the screen to the same place in this bitmap. Returns whether that worked.
    pub(super) fn fetch(&mut self, screen: &ScreenDc, area: Area, rect: Rect) -> bool {
        let px = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        let (x, y) = (px(rect.x), px(rect.y));
        let (left, top) = (area.x.saturating_add(x), area.y.saturating_add(y));
        // Without CAPTUREBLT, layered windows are missing: menus that fade, tool tips, the border.
        let operation = SRCCOPY | CAPTUREBLT;
        // SAFETY: both device contexts live as long as their owners, which are borrowed; what lies outside is cut off.
        let copied = unsafe {
            let (width, height) = (px(rect.width), px(rect.height));
            BitBlt(self.dc, x, y, width, height, Some(screen.dc()), left, top, operation)
        };
        copied.is_ok()
    }

    /// The pixels, a row every [`Self::stride`] bytes.
    pub(super) fn pixels_mut(&mut self) -> &mut [u8] {
        let len = self.stride() * index(self.size.height());
        // SAFETY: the bitmap has `len` bytes and lives as long as `self`, which is borrowed. GDI has written what it was
        // told to before it is looked at, and is told nothing else meanwhile.
        unsafe {
            let _ = GdiFlush();
            std::slice::from_raw_parts_mut(self.pixels, len)
        }
    }

    /// Bytes from one row to the next.
    pub(super) fn stride(&self) -> usize {
        index(self.size.width()) * BYTES_PER_PIXEL
    }
}

impl Drop for Bitmap {
    fn drop(&mut self) {
        // SAFETY: all three came from `new`, and are given back only here; the bitmap is not selected any more by then.
        unsafe {
            SelectObject(self.dc, self.before);
            let _ = DeleteObject(self.bitmap.into());
            let _ = DeleteDC(self.dc);
        }
    }
}

/// Describes pixels as [`Bitmap`] has them.
pub(super) fn header(width: u32, height: u32) -> Option<BITMAPINFO> {
    let header = BITMAPINFOHEADER {
        biSize: u32::try_from(size_of::<BITMAPINFOHEADER>()).ok()?,
        biWidth: i32::try_from(width).ok()?,
        // Negative: rows begin at the top.
        biHeight: i32::try_from(height).ok()?.checked_neg()?,
        biPlanes: 1,
        biBitCount: 32,
        biCompression: BI_RGB.0,
        ..BITMAPINFOHEADER::default()
    };
    Some(BITMAPINFO { bmiHeader: header, ..BITMAPINFO::default() })
}

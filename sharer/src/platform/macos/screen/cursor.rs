//! The cursor's shape.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use objc2::rc::autoreleasepool;
use objc2_app_kit::NSCursor;
use objc2_core_foundation::{CGPoint, CGRect, CGSize};
use objc2_core_graphics::{
    CGBitmapContextCreate, CGColorSpace, CGContext, CGImage, CGImageAlphaInfo,
    CGImageByteOrderInfo, kCGColorSpaceSRGB,
};

use protocol::limits::CURSOR_EDGE;

use crate::platform::cursor::CursorImage;

/// The cursor that is shown, whatever program it belongs to, in px of a display with this scale. `None` where macOS does
/// not tell.
pub(super) fn read(scale: f64) -> Option<CursorImage> {
    autoreleasepool(|_| {
        // Deprecated in macOS 15 in favour of a cursor that is part of the picture, which is not what is wanted.
        #[allow(deprecated, reason = "nothing else tells the shape of another program's cursor")]
        let cursor = NSCursor::currentSystemCursor()?;
        let (image, hot) = (cursor.image(), cursor.hotSpot());
        let points = image.size();
        // A cursor that was enlarged in System Settings may be larger than what can be sent.
        let largest = points.width.max(points.height);
        let scale = scale.min(f64::from(CURSOR_EDGE) / largest);
        let px = |points: f64| (points * scale).floor() as u16;
        let (width, height) = (px(points.width), px(points.height));
        if width == 0 || height == 0 {
            return None;
        }
        // SAFETY: no rectangle, context or hints are given, which is permitted.
        let image = unsafe {
            image.CGImageForProposedRect_context_hints(std::ptr::null_mut(), None, None)
        }?;
        let argb = draw(&image, width, height)?;
        let (hot_x, hot_y) = (px(hot.x), px(hot.y));
        let mut hasher = DefaultHasher::new();
        (width, height, hot_x, hot_y, &argb).hash(&mut hasher);
        // macOS has no number for a shape; the lower half of the hash is as good as the whole.
        let serial = hasher.finish() as u32;
        Some(CursorImage { serial, width, height, hot_x, hot_y, argb })
    })
}

/// The image in this size, as 0xAARRGGBB with the colours premultiplied.
fn draw(image: &CGImage, width: u16, height: u16) -> Option<Vec<u32>> {
    let (columns, rows) = (usize::from(width), usize::from(height));
    let mut argb = vec![0u32; columns * rows];
    // SAFETY: it is a constant of CoreGraphics that never changes.
    let space = CGColorSpace::with_name(Some(unsafe { kCGColorSpaceSRGB }))?;
    let format = CGImageAlphaInfo::PremultipliedFirst.0 | CGImageByteOrderInfo::Order32Little.0;
    // SAFETY: the context writes `rows` rows of four bytes for each of `columns` pixels, for which `argb` has exactly
    // the room; it is dropped before `argb` is used again.
    let context = unsafe {
        CGBitmapContextCreate(
            argb.as_mut_ptr().cast(),
            columns,
            rows,
            8,
            columns * 4,
            Some(&space),
            format,
        )
    }?;
    let size = CGSize { width: f64::from(width), height: f64::from(height) };
    let whole = CGRect { origin: CGPoint { x: 0.0, y: 0.0 }, size };
    CGContext::draw_image(Some(&context), whole, Some(image));
    drop(context);
    Some(argb)
}

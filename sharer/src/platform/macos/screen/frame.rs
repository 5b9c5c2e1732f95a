//! One frame of ScreenCaptureKit: its pixels, and what changed in it.

use objc2::rc::Retained;
use objc2::runtime::AnyObject;
use objc2_core_foundation::{CFDictionary, CFRetained, CGRect};
use objc2_core_graphics::CGRectMakeWithDictionaryRepresentation;
use objc2_core_media::CMSampleBuffer;
use objc2_core_video::{
    CVPixelBuffer, CVPixelBufferGetBaseAddress, CVPixelBufferGetBytesPerRow,
    CVPixelBufferGetHeight, CVPixelBufferGetPixelFormatType, CVPixelBufferGetWidth,
    CVPixelBufferLockBaseAddress, CVPixelBufferLockFlags, CVPixelBufferUnlockBaseAddress,
    kCVPixelFormatType_32BGRA, kCVReturnSuccess,
};
use objc2_foundation::{NSArray, NSDictionary, NSNumber, NSValue};
use objc2_screen_capture_kit::{
    SCFrameStatus, SCStreamFrameInfoDirtyRects, SCStreamFrameInfoStatus,
};

use protocol::geometry::{Rect, Size};

use super::held::FramePixels;
use crate::platform::macos::geometry::{self, Bounds};

/// The pixels of a frame, which macOS does not reuse as long as this is kept.
#[derive(Debug)]
pub(super) struct Frame(CFRetained<CVPixelBuffer>);

// SAFETY: a pixel buffer belongs to no thread, and its reference count is atomic. It is handed from ScreenCaptureKit's
// queue to the thread that captures, and only that one reads it, under its lock.
unsafe impl Send for Frame {}

impl Frame {
    /// The frame in a sample, if it has new pixels, and what changed in it: `None` where macOS does not say so in a way
    /// that is understood.
    pub(super) fn of(sample: &CMSampleBuffer, size: Size) -> Option<(Self, Option<Vec<Rect>>)> {
        let facts = attachments(sample)?;
        // SAFETY: both are constants of ScreenCaptureKit that never change.
        let (status, dirty) = unsafe { (SCStreamFrameInfoStatus, SCStreamFrameInfoDirtyRects) };
        let status = facts.objectForKey(status)?.downcast::<NSNumber>().ok()?;
        // The others say that nothing changed, or come before the first and after the last frame.
        if status.integerValue() != SCFrameStatus::Complete.0 {
            return None;
        }
        // SAFETY: the sample is valid for the time of this call; what is returned is retained.
        let pixels = unsafe { sample.image_buffer() }?;
        let rects = facts.objectForKey(dirty).and_then(|rects| changed(&rects, size));
        Some((Self(pixels), rects))
    }

    /// Hands the pixels out; `None` when they cannot be read.
    pub(super) fn read<T>(&self, read: impl FnOnce(FramePixels<'_>) -> T) -> Option<T> {
        if CVPixelBufferGetPixelFormatType(&self.0) != kCVPixelFormatType_32BGRA {
            return None;
        }
        let locked = Locked::new(&self.0)?;
        let (stride, height) =
            (CVPixelBufferGetBytesPerRow(locked.0), CVPixelBufferGetHeight(locked.0));
        let base = CVPixelBufferGetBaseAddress(locked.0).cast::<u8>().cast_const();
        if base.is_null() {
            return None;
        }
        // SAFETY: while the buffer is locked its rows are at this address, and nothing writes to them:
        // ScreenCaptureKit fills other buffers as long as this one is retained. `locked` outlives `data`.
        let data = unsafe { std::slice::from_raw_parts(base, stride.checked_mul(height)?) };
        let width = CVPixelBufferGetWidth(locked.0);
        Some(read(FramePixels { data, stride, width, height }))
    }
}

/// A pixel buffer whose pixels can be read; unlocked when dropped.
struct Locked<'a>(&'a CVPixelBuffer);

impl<'a> Locked<'a> {
    fn new(buffer: &'a CVPixelBuffer) -> Option<Self> {
        // SAFETY: the buffer is valid; each lock is undone by `drop`, with the same flags.
        let status =
            unsafe { CVPixelBufferLockBaseAddress(buffer, CVPixelBufferLockFlags::ReadOnly) };
        (status == kCVReturnSuccess).then_some(Self(buffer))
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // SAFETY: the buffer is valid, and was locked with these flags.
        unsafe { CVPixelBufferUnlockBaseAddress(self.0, CVPixelBufferLockFlags::ReadOnly) };
    }
}

/// What ScreenCaptureKit says about a sample.
fn attachments(sample: &CMSampleBuffer) -> Option<Retained<NSDictionary>> {
    // SAFETY: the sample is valid for the time of this call; what is returned is retained.
    let all = unsafe { sample.sample_attachments_array(false) }?;
    let all: &AnyObject = (*all).as_ref();
    all.downcast_ref::<NSArray>()?.firstObject()?.downcast::<NSDictionary>().ok()
}

/// The changed rectangles, in px; `None` when one of them is not understood.
fn changed(rects: &AnyObject, size: Size) -> Option<Vec<Rect>> {
    rects.downcast_ref::<NSArray>()?.iter().map(|rect| whole(&rect, size)).collect()
}

/// The documentation says that it is an `NSValue`; it is a dictionary (seen in what others have written).
fn whole(rect: &AnyObject, size: Size) -> Option<Rect> {
    let rect = match rect.downcast_ref::<NSValue>() {
        Some(value) => value.get_rect()?,
        None => of_dictionary(rect.downcast_ref::<NSDictionary>()?)?,
    };
    let (origin, sides) = (rect.origin, rect.size);
    let bounds = Bounds { x: origin.x, y: origin.y, width: sides.width, height: sides.height };
    geometry::whole_px(bounds, size)
}

fn of_dictionary(dictionary: &NSDictionary) -> Option<CGRect> {
    let mut rect = CGRect::default();
    // SAFETY: NSDictionary and CFDictionary are the same object (toll-free bridged), which is borrowed for the call. It
    // reads numbers, and returns false where there are others. The rectangle is ours.
    let is_rect = unsafe {
        let dictionary = std::ptr::from_ref(dictionary).cast::<CFDictionary>().as_ref();
        CGRectMakeWithDictionaryRepresentation(dictionary, &raw mut rect)
    };
    is_rect.then_some(rect)
}

//! A stream of ScreenCaptureKit: one display, without our own windows and without the cursor.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use block2::RcBlock;
use dispatch2::{DispatchQueue, DispatchRetained};
use objc2::rc::{Retained, autoreleasepool};
use objc2::runtime::ProtocolObject;
use objc2::{AnyThread as _, DefinedClass as _, define_class, msg_send};
use objc2_core_graphics::kCGColorSpaceSRGB;
use objc2_core_media::{CMSampleBuffer, CMTime};
use objc2_core_video::kCVPixelFormatType_32BGRA;
use objc2_foundation::{NSArray, NSError, NSObject, NSObjectProtocol};
use objc2_screen_capture_kit::{
    SCContentFilter, SCDisplay, SCShareableContent, SCStream, SCStreamConfiguration,
    SCStreamDelegate, SCStreamOutput, SCStreamOutputType, SCWindow,
};

use protocol::geometry::Size;

use super::frame::Frame;
use super::slot::{Slot, Stopped};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::macos::error::MacError;
use crate::platform::own_windows::OwnWindows;
use crate::platform::screen::index;
use crate::supervisor::run_caught;

/// How long ScreenCaptureKit may take to answer.
const ANSWER: Duration = Duration::from_secs(5);

/// Frames a second at most; the pictures that are sent are paced elsewhere.
const FPS: i32 = 60;

/// Frames that macOS may have in flight. One is kept in the [`Slot`], one may be read; it needs three.
const QUEUE: isize = 5;

/// What one of the streams captures.
#[derive(Debug)]
pub(super) struct Wanted {
    /// The display (`CGDirectDisplayID`).
    pub(super) display: u32,
    /// The size of its picture.
    pub(super) size: Size,
}

/// A stream that runs. It ends when dropped.
#[derive(Debug)]
pub(super) struct Stream {
    stream: Retained<SCStream>,
    /// Where its frames come to.
    pub(super) slot: Arc<Slot<Frame>>,
    /// The version of our own windows that are left out.
    pub(super) own_version: u32,
    /// All of them were found, so that they are left out.
    pub(super) all_found: bool,
    // Kept as long as the stream, which may not keep them itself.
    _output: Retained<Output>,
    _queue: DispatchRetained<DispatchQueue>,
}

impl Stream {
    /// Starts a stream. Its first frame is the whole picture.
    ///
    /// The displays must have been listed before. This connects the program to the window server, without which
    /// ScreenCaptureKit ends it (`CGS_REQUIRE_INIT`).
    pub(super) fn start(wanted: &Wanted, own: &OwnWindows) -> Result<Self, PlatformError> {
        autoreleasepool(|_| Self::start_in_pool(wanted, own))
    }

    fn start_in_pool(wanted: &Wanted, own: &OwnWindows) -> Result<Self, PlatformError> {
        let mut numbers = Vec::new();
        let own_version = own.each(|number| numbers.push(number));
        let (filter, all_found) = filter(wanted.display, &numbers)?;
        let slot = Arc::new(Slot::new(wanted.size));
        let output = Output::new(Arc::clone(&slot), wanted.size);
        let queue = DispatchQueue::new("alongside.screen", None);
        let configuration = configuration(wanted.size);
        let (delegate, frames) =
            (ProtocolObject::from_ref(&*output), ProtocolObject::from_ref(&*output));
        // SAFETY: all objects are valid. The output may be called on any thread: it is ours, and `Slot` is Sync.
        let (stream, added) = unsafe {
            let stream = SCStream::initWithFilter_configuration_delegate(
                SCStream::alloc(),
                &filter,
                &configuration,
                Some(delegate),
            );
            let screen = SCStreamOutputType::Screen;
            let added =
                stream.addStreamOutput_type_sampleHandlerQueue_error(frames, screen, Some(&queue));
            (stream, added)
        };
        added.map_err(|error| failed(&error))?;
        let stream = Self { stream, slot, own_version, all_found, _output: output, _queue: queue };
        wait_for(|done| {
            // SAFETY: the block is copied by the call. It may be called on any thread, once or never.
            unsafe { stream.stream.startCaptureWithCompletionHandler(Some(done)) };
        })?;
        Ok(stream)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: a stream can be stopped in any state; an error is of no interest. Frames that still come go to a slot
        // that nobody reads.
        unsafe { self.stream.stopCaptureWithCompletionHandler(None) };
    }
}

define_class!(
    // SAFETY: NSObject has no requirements for subclasses, and `Output` does not implement `Drop`.
    #[unsafe(super(NSObject))]
    #[ivars = (Arc<Slot<Frame>>, Size)]
    #[derive(Debug)]
    struct Output;

    // SAFETY: NSObjectProtocol has no requirements.
    unsafe impl NSObjectProtocol for Output {}

    // SAFETY: the method has the signature that the protocol declares.
    unsafe impl SCStreamOutput for Output {
        #[unsafe(method(stream:didOutputSampleBuffer:ofType:))]
        fn on_sample(&self, _: &SCStream, sample: &CMSampleBuffer, kind: SCStreamOutputType) {
            let (slot, size) = self.ivars();
            if kind != SCStreamOutputType::Screen {
                return;
            }
            // Nothing may unwind into ScreenCaptureKit. Its queue empties no pool after each frame.
            let _ = run_caught(|| {
                if let Some((frame, rects)) = autoreleasepool(|_| Frame::of(sample, *size)) {
                    slot.put(frame, rects.as_deref());
                }
            });
        }
    }

    // SAFETY: the method has the signature that the protocol declares.
    unsafe impl SCStreamDelegate for Output {
        #[unsafe(method(stream:didStopWithError:))]
        fn on_stop(&self, _: &SCStream, error: &NSError) {
            let (slot, _) = self.ivars();
            let _ = run_caught(|| slot.stop(Stopped::of(error.code(), described(error))));
        }
    }
);

impl Output {
    fn new(slot: Arc<Slot<Frame>>, size: Size) -> Retained<Self> {
        let this = Self::alloc().set_ivars((slot, size));
        // SAFETY: `init` of NSObject has this signature.
        unsafe { msg_send![super(this), init] }
    }
}

/// The display without these windows, and whether all of them were found.
fn filter(
    display: u32,
    numbers: &[u32],
) -> Result<(Retained<SCContentFilter>, bool), PlatformError> {
    let content = shareable()?;
    // SAFETY: the objects are valid, immutable, and used on this thread only.
    unsafe {
        let is_it = |known: &Retained<SCDisplay>| known.displayID() == display;
        let display = content.displays().iter().find(is_it).ok_or(MacError::NoDisplay)?;
        let windows: Vec<Retained<SCWindow>> = content
            .windows()
            .iter()
            .filter(|window| numbers.contains(&window.windowID()))
            .collect();
        let all_found = windows.len() == numbers.len();
        let excluded = NSArray::from_retained_slice(&windows);
        let filter = SCContentFilter::initWithDisplay_excludingWindows(
            SCContentFilter::alloc(),
            &display,
            &excluded,
        );
        Ok((filter, all_found))
    }
}

fn configuration(size: Size) -> Retained<SCStreamConfiguration> {
    // SAFETY: the object is new, and each setter takes any value of its type. sRGB is what the pictures that are sent
    // are in; the cursor is sent by itself.
    unsafe {
        let configuration = SCStreamConfiguration::new();
        configuration.setWidth(index(size.width()));
        configuration.setHeight(index(size.height()));
        configuration.setPixelFormat(kCVPixelFormatType_32BGRA);
        configuration.setColorSpaceName(kCGColorSpaceSRGB);
        configuration.setMinimumFrameInterval(CMTime::new(1, FPS));
        configuration.setQueueDepth(QUEUE);
        configuration.setShowsCursor(false);
        configuration
    }
}

/// An object that ScreenCaptureKit has handed to a block on a queue of its own, on its way to our thread.
struct Handed<T>(T);

// SAFETY: only used for `SCShareableContent`, which is immutable and meant to be handed on by the block that gets it.
// Only one thread at a time has it.
unsafe impl<T> Send for Handed<T> {}

/// What can be captured now.
fn shareable() -> Result<Retained<SCShareableContent>, PlatformError> {
    let (answer, answered) = mpsc::sync_channel(1);
    let block = RcBlock::new(move |content: *mut SCShareableContent, error: *mut NSError| {
        // SAFETY: each is null or an object that is valid during this call.
        let (content, error) = unsafe { (Retained::retain(content), error.as_ref()) };
        let _ = answer.try_send(match content {
            Some(content) => Ok(Handed(content)),
            None => Err(error.map_or_else(|| MacError::Silent("no content").into(), failed)),
        });
    });
    // Windows that are not on the screen, too: ours are left out before they are shown.
    // SAFETY: the block has the signature that is declared, and may be called on any thread: a channel's sender is Sync.
    unsafe {
        SCShareableContent::getShareableContentExcludingDesktopWindows_onScreenWindowsOnly_completionHandler(
            false, false, &block,
        );
    }
    match answered.recv_timeout(ANSWER) {
        Ok(content) => content.map(|Handed(content)| content),
        Err(_) => Err(MacError::Silent("the list of displays and windows").into()),
    }
}

/// Calls something that takes a completion handler, and waits until that was called.
fn wait_for(
    call: impl FnOnce(&block2::DynBlock<dyn Fn(*mut NSError)>),
) -> Result<(), PlatformError> {
    let (answer, answered) = mpsc::sync_channel(1);
    let block = RcBlock::new(move |error: *mut NSError| {
        // SAFETY: it is null or an object that is valid during this call.
        let error = unsafe { error.as_ref() };
        let _ = answer.try_send(error.map_or(Ok(()), |error| Err(failed(error))));
    });
    call(&block);
    answered
        .recv_timeout(ANSWER)
        .unwrap_or(Err(MacError::Silent("the start of the capture").into()))
}

/// `SCStreamErrorUserDeclined` of ScreenCaptureKit's `SCError.h`.
const USER_DECLINED: isize = -3801;

fn failed(error: &NSError) -> PlatformError {
    if error.code() == USER_DECLINED {
        return MacError::NoScreenAccess.into();
    }
    MacError::Capture(Reason::of(described(error))).into()
}

fn described(error: &NSError) -> String {
    format!("{}, code {}", error.localizedDescription(), error.code())
}

//! What the Helper sees, as a small picture for the User: a slot that the media thread overwrites.
//!
//! The media thread makes it of what it sends, after everything that is blanked or reduced there, and only while it is
//! wanted. Neither side waits for the other.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, OnceLock, TryLockError};
use std::time::Duration;

use super::shared::lock;
use crate::platform::wake::Waker;

/// The longer side of the picture at most, in px.
pub const PREVIEW_SIDE: u32 = 480;

/// The time from one picture to the next at least.
pub const PREVIEW_INTERVAL: Duration = Duration::from_millis(500);

/// The slot. Clones share it.
#[derive(Clone, Default)]
pub struct Preview(Arc<Shared>);

#[derive(Default)]
struct Shared {
    is_wanted: AtomicBool,
    latest: Mutex<Latest>,
    /// Wakes the media thread of the session that runs.
    media: Mutex<Option<Waker>>,
    when_new: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

/// The newest picture. Its memory is kept for the next.
#[derive(Debug, Default)]
struct Latest {
    /// Counts the changes.
    number: u64,
    /// Width and height in px; `None` while nothing is sent.
    size: Option<(u32, u32)>,
    rgba: Vec<u8>,
}

/// The pixels of a small picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreviewPixels<'a> {
    /// In px.
    pub width: u32,
    /// In px.
    pub height: u32,
    /// Rows of red, green, blue and 255, from the top.
    pub rgba: &'a [u8],
}

impl Preview {
    /// `new` is called when the picture has changed, on the media thread: it must not wait. Only the first call counts.
    pub fn when_new(&self, new: impl Fn() + Send + Sync + 'static) {
        let _ = self.0.when_new.set(Box::new(new));
    }

    /// Whether pictures are wanted. It costs nothing to say the same again.
    pub fn want(&self, is_wanted: bool) {
        if self.0.is_wanted.swap(is_wanted, SeqCst) != is_wanted
            && let Some(media) = &*lock(&self.0.media)
        {
            media.wake();
        }
    }

    /// Hands the picture out if it is another than that of number `last`; nothing while the Helper sees nothing. Returns
    /// its number. The first is above 0.
    pub fn read_after(
        &self,
        last: u64,
        read: impl FnOnce(Option<PreviewPixels<'_>>),
    ) -> Option<u64> {
        let latest = lock(&self.0.latest);
        if latest.number == last {
            return None;
        }
        let rgba = &latest.rgba;
        read(latest.size.map(|(width, height)| PreviewPixels { width, height, rgba }));
        Some(latest.number)
    }

    /// This media thread makes the pictures from now on.
    pub(super) fn is_made_by(&self, media: &Waker) {
        *lock(&self.0.media) = Some(media.clone());
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.0.is_wanted.load(SeqCst)
    }

    /// Puts a picture into the slot, and takes its memory in exchange. Whether it is done: `false` while somebody reads.
    pub(crate) fn publish(&self, size: (u32, u32), rgba: &mut Vec<u8>) -> bool {
        let mut latest = match self.0.latest.try_lock() {
            Ok(latest) => latest,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        if latest.size == Some(size) && latest.rgba == *rgba {
            // The screen shows the preview, too: the pictures of pictures end here.
            return true;
        }
        latest.size = Some(size);
        latest.number += 1;
        std::mem::swap(&mut latest.rgba, rgba);
        drop(latest);
        self.say();
        true
    }

    /// Nothing is sent any more. It waits for a reader: what is not sent must not be seen here either.
    pub(super) fn clear(&self) {
        let mut latest = lock(&self.0.latest);
        if latest.size.take().is_some() {
            latest.number += 1;
            latest.rgba.fill(0);
            drop(latest);
            self.say();
        }
    }

    fn say(&self) {
        if let Some(new) = self.0.when_new.get() {
            new();
        }
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Preview").field(&self.is_wanted()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use super::*;

    #[test]
    fn a_picture_is_handed_out_once_and_a_reader_holds_nobody_up() {
        let preview = Preview::default();
        let news = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&news);
        preview.when_new(move || {
            counted.fetch_add(1, SeqCst);
        });
        assert_eq!(preview.read_after(0, |_| panic!("there is none")), None);
        let mut memory = vec![7; 16];
        assert!(preview.publish((2, 2), &mut memory));
        assert!(memory.is_empty(), "the memory was exchanged");
        let mut seen = 0;
        let number = preview.read_after(0, |pixels| {
            seen = pixels.unwrap().rgba.len();
            let mut other = vec![8; 16];
            assert!(!preview.publish((2, 2), &mut other), "it does not wait for the reader");
        });
        assert_eq!((seen, number, news.load(SeqCst)), (16, Some(1), 1));
        assert_eq!(preview.read_after(1, |_| panic!("it is the same")), None);
        // The same picture is no news.
        assert!(preview.publish((2, 2), &mut vec![7; 16]));
        assert_eq!(news.load(SeqCst), 1);
        preview.clear();
        preview.clear();
        assert_eq!(preview.read_after(1, |pixels| assert_eq!(pixels, None)), Some(2));
        assert_eq!(news.load(SeqCst), 2);
    }
}

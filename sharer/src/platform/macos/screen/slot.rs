//! The newest frame on its way from ScreenCaptureKit's queue to the thread that captures.
//!
//! It holds one frame: a newer one replaces it, and what changed in both is kept together.

use std::sync::{Mutex, MutexGuard, PoisonError};

use protocol::geometry::{Rect, Size};

use crate::platform::damage::Damage;
use crate::platform::wake::Waker;

/// See the module. `F` is what keeps the pixels.
#[derive(Debug)]
pub(super) struct Slot<F> {
    size: Size,
    state: Mutex<State<F>>,
}

#[derive(Debug)]
struct State<F> {
    frame: Option<F>,
    /// What changed since the last frame that was taken.
    changed: Damage,
    /// Frames have come that were not noticed yet.
    has_news: bool,
    stopped: Option<Stopped>,
    waker: Option<Waker>,
}

/// What has happened since it was asked last.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// A frame has come.
    pub(super) has_frame: bool,
    /// There will be no more frames.
    pub(super) stopped: Option<Stopped>,
}

/// Why there will be no more frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// The User has ended the sharing in the menu bar of macOS.
    ByUser,
    /// Something else, which macOS describes like this: a display that went, for example.
    Otherwise(String),
}

impl Stopped {
    /// By the code that `SCStreamDelegate` got (`SCStreamErrorCode` of ScreenCaptureKit's `SCError.h`).
    pub(super) fn of(code: isize, description: String) -> Self {
        const USER_STOPPED: isize = -3817;
        if code == USER_STOPPED { Stopped::ByUser } else { Stopped::Otherwise(description) }
    }
}

impl<F> Slot<F> {
    /// For pictures of this size. The first frame counts as changed as a whole.
    pub(super) fn new(size: Size) -> Self {
        let mut changed = Damage::new();
        changed.add(size.rect());
        let state = State { frame: None, changed, has_news: false, stopped: None, waker: None };
        Self { size, state: Mutex::new(state) }
    }

    /// A frame has come. `None`: what changed in it is unknown.
    pub(super) fn put(&self, frame: F, rects: Option<&[Rect]>) {
        let mut state = self.lock();
        match rects {
            Some(rects) => rects.iter().for_each(|rect| state.changed.add(*rect)),
            None => state.changed.add(self.size.rect()),
        }
        state.frame = Some(frame);
        state.has_news = true;
        state.wake();
    }

    /// There will be no more frames.
    pub(super) fn stop(&self, reason: Stopped) {
        let mut state = self.lock();
        state.stopped = Some(reason);
        state.wake();
    }

    /// Wakes this from now on, when something happens.
    pub(super) fn set_waker(&self, waker: Waker) {
        self.lock().waker = Some(waker);
    }

    /// What has happened since the last call.
    pub(super) fn news(&self) -> News {
        let mut state = self.lock();
        let has_frame = std::mem::take(&mut state.has_news);
        News { has_frame, stopped: state.stopped.take() }
    }

    /// Whether a frame is here that was not taken.
    pub(super) fn has_frame(&self) -> bool {
        self.lock().frame.is_some()
    }

    /// What was taken was of no use: everything counts as changed again.
    pub(super) fn spoil(&self) {
        let mut state = self.lock();
        state.changed.add(self.size.rect());
    }

    /// Takes the frame, and what changed since the one before.
    pub(super) fn take(&self) -> Option<(F, Damage)> {
        let mut state = self.lock();
        let frame = state.frame.take()?;
        Some((frame, std::mem::take(&mut state.changed)))
    }

    fn lock(&self) -> MutexGuard<'_, State<F>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F> State<F> {
    fn wake(&self) {
        if let Some(waker) = &self.waker {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::platform::wake;

    const A: Rect = Rect { x: 0, y: 0, width: 4, height: 4 };
    const B: Rect = Rect { x: 50, y: 50, width: 4, height: 4 };

    fn slot() -> Slot<u32> {
        Slot::new(Size::new(100, 100).unwrap())
    }

    #[test]
    fn a_frame_replaces_the_one_before_and_what_changed_in_either_is_kept() {
        let slot = slot();
        assert!(slot.take().is_none());
        slot.put(1, Some(&[A]));
        let (frame, changed) = slot.take().unwrap();
        assert_eq!((frame, changed.rects()), (1, &[Size::new(100, 100).unwrap().rect()][..]));
        slot.put(2, Some(&[A]));
        slot.put(3, Some(&[B]));
        let (frame, changed) = slot.take().unwrap();
        assert_eq!((frame, changed.rects()), (3, &[A, B][..]));
        assert!(!slot.has_frame() && slot.take().is_none());
    }

    #[test]
    fn without_rectangles_everything_counts_as_changed() {
        let slot = slot();
        slot.put(1, Some(&[]));
        let _ = slot.take();
        slot.put(2, Some(&[A]));
        slot.put(3, None);
        assert_eq!(slot.take().unwrap().1.rects(), [Size::new(100, 100).unwrap().rect()]);
    }

    #[test]
    fn news_are_said_once_and_wake_who_waits() {
        let slot = slot();
        let (waker, sleeper) = wake::pair().unwrap();
        slot.set_waker(waker);
        assert_eq!(slot.news(), News::default());
        slot.put(1, None);
        sleeper.sleep(None);
        assert_eq!(slot.news(), News { has_frame: true, stopped: None });
        assert_eq!(slot.news(), News::default());
        assert!(slot.has_frame(), "it waits to be taken");
        slot.stop(Stopped::of(-3815, "gone".into()));
        sleeper.sleep(Some(Duration::from_secs(10)));
        let stopped = Some(Stopped::Otherwise("gone".into()));
        assert_eq!(slot.news(), News { has_frame: false, stopped });
        assert_eq!(Stopped::of(-3817, "stopped".into()), Stopped::ByUser);
    }

    #[test]
    fn after_a_frame_of_no_use_the_next_one_is_taken_as_a_whole() {
        let slot = slot();
        slot.put(1, None);
        let _ = slot.take();
        slot.spoil();
        slot.put(2, Some(&[A]));
        assert_eq!(slot.take().unwrap().1.rects(), [Size::new(100, 100).unwrap().rect()]);
    }
}

//! The source of pictures.

use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};
use protocol::time::Tick;

use session::display::{DisplayChoice, Layout};

use super::cursor;
use super::held::HeldPicture;
use super::pace::Pace;
use super::slot::{News, Stopped};
use super::stream::{Stream, Wanted};
use crate::clock::Clock;
use crate::platform::cursor::CursorImage;
use crate::platform::displays::Selection;
use crate::platform::error::PlatformError;
use crate::platform::macos::displays::{self, Shown};
use crate::platform::macos::error::MacError;
use crate::platform::macos::geometry;
use crate::platform::own_windows::OwnWindows;
use crate::platform::parts::{Desktop, ScreenOpener};
use crate::platform::screen::{
    BYTES_PER_PIXEL, FrameRef, Patch, RegionRef, ScreenChanges, ScreenSource, index,
};
use crate::platform::wake::Sleeper;

/// How often a stream that has ended is started again in vain, once a second, until the screen counts as lost. A Mac
/// that wakes needs some seconds.
const RESTARTS: u32 = 10;

/// How often a window of ours that macOS does not list yet is looked for again, once a second.
const LOOKS: u32 = 5;

/// Opens the screen.
pub(in crate::platform::macos) fn opener(desktop: &Desktop, own: OwnWindows) -> ScreenOpener {
    let desktop = desktop.clone();
    Box::new(move || Ok(Box::new(MacSource::open(&desktop, own)?)))
}

/// See the module.
struct MacSource {
    selection: Selection,
    shown: Shown,
    own: OwnWindows,
    held: HeldPicture,
    /// `None` while the screen is not watched.
    watch: Option<Watch>,
    /// What has changed and was not returned by [`ScreenSource::wait`] yet.
    noticed: ScreenChanges,
    pointer: Option<(f64, f64)>,
    shape: Option<CursorImage>,
    clock: Clock,
}

struct Watch {
    /// `None` when it has ended and was not started again yet.
    stream: Option<Stream>,
    pace: Pace,
    /// Starts in vain.
    failures: u32,
    /// How often our own windows may still be looked for.
    looks: u32,
}

impl MacSource {
    fn open(desktop: &Desktop, own: OwnWindows) -> Result<Self, PlatformError> {
        let mut selection = Selection::new(desktop.choice.clone());
        let shown = displays::shown(&mut selection)?;
        Ok(Self {
            selection,
            held: HeldPicture::new(shown.layout.area.size),
            shown,
            own,
            watch: None,
            noticed: ScreenChanges::default(),
            pointer: None,
            shape: None,
            clock: Clock::start(),
        })
    }

    /// Updates the layout. Whether the display is there.
    fn measure(&mut self) -> Result<bool, PlatformError> {
        // A display that sleeps is not listed: the picture stays until it wakes.
        let Ok(shown) = displays::shown(&mut self.selection) else {
            return Ok(false);
        };
        if shown == self.shown {
            return Ok(true);
        }
        self.noticed.resized = true;
        let is_same = shown.layout.area == self.shown.layout.area
            && shown.display.id == self.shown.display.id;
        self.shown = shown;
        if !is_same {
            self.held = HeldPicture::new(self.shown.layout.area.size);
            self.restart()?;
        }
        Ok(true)
    }

    /// Starts the stream of what is shown, if the screen is watched. The old one has ended by then, so that no frame
    /// shows what is not to be seen any more.
    fn restart(&mut self) -> Result<(), PlatformError> {
        let Some(watch) = &mut self.watch else {
            return Ok(());
        };
        watch.stream = None;
        let size = self.shown.layout.area.size;
        let wanted = Wanted { display: self.shown.display.id, size };
        match Stream::start(&wanted, &self.own) {
            Ok(stream) => {
                watch.stream = Some(stream);
                watch.failures = 0;
                Ok(())
            }
            Err(error) => {
                watch.failures += 1;
                tracing::warn!(%error, failures = watch.failures, "the screen is not captured");
                if watch.failures < RESTARTS { Ok(()) } else { Err(error) }
            }
        }
    }

    /// Takes in what has happened.
    fn look(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        let Some(watch) = &mut self.watch else {
            return Ok(());
        };
        let News { has_frame, stopped } =
            watch.stream.as_ref().map(|stream| stream.slot.news()).unwrap_or_default();
        self.noticed.damage |= has_frame;
        match stopped {
            None => {}
            Some(Stopped::ByUser) => {
                watch.stream = None;
                return Err(MacError::StoppedByUser.into());
            }
            Some(Stopped::Otherwise(reason)) => {
                tracing::warn!(reason, "the capture of the screen has ended");
                watch.stream = None;
            }
        }
        self.look_at_pointer(now);
        if self.has_other_windows() {
            self.set_looks(LOOKS);
            self.restart()?;
        }
        self.look_at_displays(now)
    }

    fn look_at_pointer(&mut self, now: Tick) {
        let Some(watch) = &mut self.watch else {
            return;
        };
        let place = displays::pointer();
        if place != self.pointer {
            self.pointer = place;
            self.noticed.pointer = true;
            watch.pace.moved(now);
        }
        if watch.pace.is_shape_due(now) {
            let shape = cursor::read(self.shown.display.scale);
            let serial = |shape: &Option<CursorImage>| shape.as_ref().map(|shape| shape.serial);
            if serial(&shape) != serial(&self.shape) {
                self.shape = shape;
                self.noticed.cursor = true;
            }
        }
    }

    fn look_at_displays(&mut self, now: Tick) -> Result<(), PlatformError> {
        if !self.watch.as_mut().is_some_and(|watch| watch.pace.are_displays_due(now)) {
            return Ok(());
        }
        let is_there = self.measure()?;
        let Some(watch) = &mut self.watch else {
            return Ok(());
        };
        let must_start = match &watch.stream {
            None => is_there,
            Some(stream) => {
                let looks_again = !stream.all_found && watch.looks > 0;
                watch.looks = watch.looks.saturating_sub(1);
                looks_again
            }
        };
        if must_start { self.restart() } else { Ok(()) }
    }

    /// Whether the stream leaves out other windows than it should.
    fn has_other_windows(&self) -> bool {
        let stream = self.watch.as_ref().and_then(|watch| watch.stream.as_ref());
        stream.is_some_and(|stream| self.own.changed_since(Some(stream.own_version)))
    }

    fn set_looks(&mut self, looks: u32) {
        if let Some(watch) = &mut self.watch {
            watch.looks = looks;
        }
    }
}

impl ScreenSource for MacSource {
    fn size(&self) -> Size {
        self.shown.layout.area.size
    }

    fn layout(&self) -> Layout {
        self.shown.layout.clone()
    }

    fn show(&mut self, choice: DisplayChoice) -> Result<(), PlatformError> {
        // One stream shows one display: for all of them, the main one is shown, and the layout says so.
        let choice = if choice == DisplayChoice::All { DisplayChoice::Primary } else { choice };
        if self.selection.change(choice) { self.measure().map(|_| ()) } else { Ok(()) }
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        if self.watch.is_some() {
            return Ok(());
        }
        let pace = Pace::new(self.clock.now());
        // The first start succeeds, or it is an error at once.
        self.watch = Some(Watch { stream: None, pace, failures: RESTARTS - 1, looks: LOOKS });
        self.shape = None;
        // The screen may have changed while it was not watched.
        let is_there = self.measure()?;
        let is_started = self.watch.as_ref().is_some_and(|watch| watch.stream.is_some());
        // A display that sleeps is looked for again while it is waited for.
        if is_started || !is_there { Ok(()) } else { self.restart() }
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        self.watch = None;
        self.noticed = ScreenChanges::default();
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        if let Some(stream) = self.watch.as_ref().and_then(|watch| watch.stream.as_ref()) {
            stream.slot.set_waker(sleeper.waker());
        }
        self.look()?;
        if !self.noticed.any() && timeout != Some(Duration::ZERO) {
            let rest = self.watch.as_ref().map(|watch| watch.pace.rest(self.clock.now()));
            sleeper.sleep(timeout.into_iter().chain(rest).min());
            self.look()?;
        }
        Ok(std::mem::take(&mut self.noticed))
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        // A frame may show a window of ours that was opened since: the next wait starts another stream.
        if self.has_other_windows() {
            return Ok(None);
        }
        let Some(stream) = self.watch.as_ref().and_then(|watch| watch.stream.as_ref()) else {
            return Ok(None);
        };
        let Some((frame, mut changed)) = stream.slot.take() else {
            return Ok(None);
        };
        if frame.read(|pixels| self.held.take(pixels, &mut changed)) != Some(true) {
            stream.slot.spoil();
            return Ok(None);
        }
        let (data, patches) = (self.held.data(), self.held.patches());
        let frame = FrameRef { data, patches, size: self.held.size() };
        Ok((!patches.is_empty()).then_some(frame))
    }

    fn can_recapture(&self) -> bool {
        true
    }

    fn recapture(&mut self, rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        let stream = self.watch.as_ref().and_then(|watch| watch.stream.as_ref());
        // The newest frame is in the held picture, unless one waits to be taken.
        if stream.is_none_or(|stream| stream.slot.has_frame()) || self.has_other_windows() {
            return Ok(None);
        }
        let Patch { offset, .. } = Patch::of_whole(rect, self.held.size());
        let stride = index(self.held.size().width()) * BYTES_PER_PIXEL;
        Ok(self.held.data().get(offset..).map(|data| RegionRef { data, stride }))
    }

    fn cursor(&mut self) -> Result<Option<CursorImage>, PlatformError> {
        if self.shape.is_none() {
            self.shape = cursor::read(self.shown.display.scale);
        }
        Ok(self.shape.clone())
    }

    fn pointer(&mut self) -> Result<Option<Point>, PlatformError> {
        let place = displays::pointer();
        Ok(place.and_then(|place| geometry::to_picture(place, &self.shown.display)))
    }
}

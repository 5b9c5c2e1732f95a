//! The screen of Windows: what is common to both ways of capture.
//!
//! Windows reports neither changes nor the pointer to a thread without a message loop, and the thread that owns this has
//! to sleep where it can be woken. So it looks, often while something happens and seldom while nothing does.

use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};
use protocol::time::Tick;
use session::display::{DisplayChoice, Layout};

use super::capture::{Capture, Method};
use super::hints::Hints;
use super::masked::MaskedWindows;
use super::shown::Shown;
use super::timer::FineTimer;
use crate::clock::Clock;
use crate::platform::cursor::CursorImage;
use crate::platform::displays::Selection;
use crate::platform::error::PlatformError;
use crate::platform::kept::Kept;
use crate::platform::own_windows::OwnWindows;
use crate::platform::screen::{FrameRef, RegionRef, ScreenChanges, ScreenSource};
use crate::platform::wake::Sleeper;
use crate::platform::windows::cursor::Cursor;
use crate::platform::windows::desktop::{InputDesktop, input_desktop};
use crate::platform::windows::displays;
use crate::platform::windows_screen::pace::{INPUT, SURVEY, next_look};

/// What is due so soon is done now: to wake again costs more than to look.
const SOON: Duration = Duration::from_millis(25);

/// See the module.
pub(super) struct WindowsSource {
    selection: Selection,
    layout: Layout,
    shown: Shown,
    method: Method,
    /// What captures; `None` while the screen is not watched.
    watch: Option<Watch>,
    /// What has changed and was not returned by [`ScreenSource::wait`] yet.
    noticed: ScreenChanges,
    cursor: Option<Cursor>,
    clock: Clock,
}

struct Watch {
    capture: Capture,
    hints: Hints,
    _timer: FineTimer,
    /// When to look for input.
    input: Tick,
    /// When to look at the displays, and for another desktop.
    survey: Tick,
    /// Another desktop is shown, which this program cannot see, or the display is gone.
    is_hidden: bool,
}

impl WindowsSource {
    /// Opens the desktop. Nothing is watched or fetched yet.
    pub(super) fn open(
        choice: &DisplayChoice,
        method: Method,
        own: OwnWindows,
    ) -> Result<Self, PlatformError> {
        displays::use_pixels();
        let mut selection = Selection::new(choice.clone());
        let layout = selection.layout(displays::connected()?, displays::whole)?;
        let (area, masked) = (layout.area, MaskedWindows::new(own));
        Ok(Self {
            selection,
            layout,
            shown: Shown { area, kept: Kept::new(area.size), masked },
            method,
            watch: None,
            noticed: ScreenChanges::default(),
            cursor: None,
            clock: Clock::start(),
        })
    }

    /// Updates the layout.
    fn measure(&mut self) -> Result<(), PlatformError> {
        let layout = self.selection.layout(displays::connected()?, displays::whole)?;
        if layout == self.layout {
            return Ok(());
        }
        self.noticed.resized = true;
        let is_other_area = layout.area != self.layout.area;
        self.layout = layout;
        if !is_other_area {
            return Ok(());
        }
        let area = self.layout.area;
        self.shown.area = area;
        if area.size != self.shown.kept.size() {
            self.shown.kept = Kept::new(area.size);
        }
        self.shown.masked.clear();
        self.begin_capture(self.method)
    }

    /// Follows the displays while the screen is watched. Without the display that is shown, or with one that cannot be
    /// captured, nothing is shown until the next survey: displays go away for a moment when they sleep, and when the
    /// driver starts anew.
    fn follow_displays(&mut self) {
        let is_closed = self.watch.as_ref().is_some_and(|watch| watch.capture.is_closed());
        let mut followed = self.measure();
        if is_closed && followed.is_ok() {
            followed = self.begin_capture(self.method);
        }
        if let Err(error) = followed {
            self.hide(&error);
        }
    }

    /// Captures nothing until a survey finds that it is possible.
    fn hide(&mut self, error: &PlatformError) {
        if let Some(watch) = &mut self.watch {
            tracing::debug!(%error, "the display cannot be shown now");
            watch.capture.close();
            watch.is_hidden = true;
        }
    }

    /// Captures by another method or another display, if the screen is watched.
    fn begin_capture(&mut self, method: Method) -> Result<(), PlatformError> {
        if let Some(watch) = &mut self.watch {
            // The old duplication of an output ends before the new one can begin.
            watch.capture.close();
            watch.capture = Capture::open(method, &self.shown, self.clock)?;
            self.shown.kept.change_all();
            self.noticed.damage = true;
        }
        Ok(())
    }

    /// Looks at what is due.
    fn look(&mut self) {
        let now = self.clock.now();
        if self.watch.as_ref().is_some_and(|watch| now + SOON >= watch.survey) {
            self.survey(now);
        }
        let Some(watch) = self.watch.as_mut().filter(|watch| !watch.is_hidden) else {
            return;
        };
        if now + SOON >= watch.input {
            watch.input = now + watch.capture.input_pause(now);
            if watch.hints.had_input() {
                watch.capture.stir(now);
            }
        }
        if now < watch.capture.due() {
            return;
        }
        if watch.hints.has_other_foreground() {
            watch.capture.stir(now);
        }
        let cursor = Cursor::now();
        if let (Some(now), before) = (cursor, self.cursor) {
            self.noticed.cursor |= before.is_none_or(|before| !before.has_shape_of(&now));
            self.noticed.pointer |= before.is_none_or(|before| before.place != now.place);
            self.cursor = cursor;
        }
        // What was found so far is captured as a whole, with all that changes until then.
        self.noticed.damage |= self.shown.masked.look(self.shown.area);
        match watch.capture.look(&mut self.shown, self.clock) {
            Ok(changes) => {
                self.noticed.damage |= changes.damage;
                self.noticed.cursor |= changes.cursor;
                self.noticed.pointer |= changes.pointer;
                if changes.resized {
                    self.follow_displays();
                }
            }
            Err(fault) => {
                tracing::debug!(?fault, "GDI captures from now on");
                if let Err(error) = self.begin_capture(Method::Gdi) {
                    self.hide(&error);
                }
            }
        }
    }

    /// Looks at the displays, and whether another desktop is shown.
    fn survey(&mut self, now: Tick) {
        let desktop = input_desktop();
        let Some(watch) = &mut self.watch else {
            return;
        };
        watch.survey = now + watch.capture.survey_pause(now);
        let was_hidden = std::mem::replace(&mut watch.is_hidden, desktop != InputDesktop::Default);
        // The secure desktop may have another size than the one behind it.
        if !watch.is_hidden {
            self.follow_displays();
        }
        let is_hidden = self.watch.as_ref().is_some_and(|watch| watch.is_hidden);
        if was_hidden != is_hidden {
            tracing::debug!(?desktop, is_hidden, "the desktop is hidden, or shown again");
            // What changes meanwhile is found when it is shown again.
            self.noticed.damage |= !is_hidden;
        }
    }

    /// The time until something is due. A place that a window has left is shown with the next look at the picture, which
    /// is not made for it: another look is due soon anyway.
    fn time_left(&self) -> Option<Duration> {
        let watch = self.watch.as_ref()?;
        let Watch { capture, input, survey, is_hidden, .. } = watch;
        let next = next_look(*is_hidden, capture.due(), *input, *survey);
        Some(next.since(self.clock.now()))
    }
}

impl ScreenSource for WindowsSource {
    fn size(&self) -> Size {
        self.layout.area.size
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn method(&self) -> Option<&'static str> {
        Some(self.watch.as_ref()?.capture.name())
    }

    fn show(&mut self, choice: DisplayChoice) -> Result<(), PlatformError> {
        if !self.selection.change(choice) {
            return Ok(());
        }
        self.measure()
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        if self.watch.is_some() {
            return Ok(());
        }
        displays::use_pixels();
        // The displays may have changed while the screen was not watched.
        self.measure()?;
        self.watch = Some(Watch {
            capture: Capture::open(self.method, &self.shown, self.clock)?,
            hints: Hints::new(),
            _timer: FineTimer::new(),
            input: self.clock.now() + INPUT,
            survey: self.clock.now() + SURVEY,
            is_hidden: input_desktop() != InputDesktop::Default,
        });
        self.shown.kept.change_all();
        self.noticed.damage = true;
        Ok(())
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        self.watch = None;
        self.shown.masked.clear();
        self.shown.kept.forget();
        self.noticed = ScreenChanges::default();
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        self.look();
        if !self.noticed.any() && timeout != Some(Duration::ZERO) {
            let timeout = timeout.into_iter().chain(self.time_left()).min();
            sleeper.sleep(timeout);
            self.look();
        }
        Ok(std::mem::take(&mut self.noticed))
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        let Some(watch) = self.watch.as_mut().filter(|watch| !watch.is_hidden) else {
            return Ok(None);
        };
        self.shown.masked.look(self.shown.area);
        if !watch.capture.read(&mut self.shown, self.clock) {
            return Ok(None);
        }
        Ok(self.shown.kept.frame())
    }

    fn can_recapture(&self) -> bool {
        true
    }

    fn recapture(&mut self, rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        // What was captured is kept, so that it is not read once more.
        let has_staged = self.watch.as_ref().is_none_or(|watch| watch.capture.has_staged(rect));
        Ok(self.shown.kept.region(rect).filter(|_| !has_staged && !self.noticed.resized))
    }

    fn cursor(&mut self) -> Result<Option<CursorImage>, PlatformError> {
        let of_capture = self.watch.as_ref().and_then(|watch| watch.capture.cursor());
        Ok(of_capture.or_else(|| self.cursor.or_else(Cursor::now)?.image()))
    }

    fn pointer(&mut self) -> Result<Option<Point>, PlatformError> {
        let Some(cursor) = Cursor::now() else {
            return Ok(None);
        };
        let ((x, y), area) = (cursor.place, self.layout.area);
        Ok(area.clip(x, y, 1, 1).map(|at| Point::from_pixel(at.x, at.y, area.size)))
    }
}

//! The screen of a Wayland desktop: the one stream that the portal grants, by PipeWire.
//!
//! The portal is opened when the screen is watched for the first time, which is after the User has agreed. While nobody
//! watches, the stream is inactive and nothing is read; the portal's session stays until the source is dropped.

use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};
use protocol::time::Tick;
use session::display::{Area, Layout};

use super::WaylandError;
use super::pipewire::{Library, State, Stream};
use super::portal::{Opened, Portal, PortalError, PortalSession};
use super::shown::Shown;
use crate::clock::Clock;
use crate::platform::cursor::CursorImage;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::ScreenOpener;
use crate::platform::screen::{DesktopQuestion, FrameRef, RegionRef, ScreenChanges, ScreenSource};
use crate::platform::wake::Sleeper;

/// How long the first picture may take once the User has agreed.
const FIRST_PICTURE: Duration = Duration::from_secs(10);

/// How long a stream that begins again may take to send a picture, if anything has changed.
const FIRST_CHANGE: Duration = Duration::from_millis(300);

/// How long a stream may rest that should run; the portal may say within that time why it has ended.
const FAREWELL: Duration = Duration::from_secs(2);

/// Opens the source, and nothing at the portal.
pub(super) fn opener(portal: Portal, library: Arc<Library>) -> ScreenOpener {
    Box::new(move || Ok(Box::new(WaylandSource::new(portal, library))))
}

/// See the module.
struct WaylandSource {
    portal: Portal,
    library: Arc<Library>,
    granted: Option<Granted>,
    has_asked: bool,
    is_watched: bool,
    shown: Shown,
    clock: Clock,
    /// The stream has run since the watch began.
    has_streamed: bool,
    /// Since when the stream is broken.
    lost_since: Option<Tick>,
    /// When a picture has to be there at the latest; `None` when it is, or nobody watches.
    due: Option<Tick>,
}

struct Granted {
    stream: Stream,
    session: PortalSession,
}

impl WaylandSource {
    fn new(portal: Portal, library: Arc<Library>) -> Self {
        Self {
            portal,
            library,
            granted: None,
            has_asked: false,
            is_watched: false,
            shown: Shown::new(),
            clock: Clock::start(),
            has_streamed: false,
            lost_since: None,
            due: None,
        }
    }

    /// Follows the portal and PipeWire; takes what has arrived.
    fn advance(&mut self) -> Result<(), PlatformError> {
        self.portal.settle();
        if let Some(outcome) = self.portal.take_opened() {
            self.connect(outcome.map_err(WaylandError::from)?)?;
        }
        if self.portal.was_closed() {
            return Err(WaylandError::from(PortalError::Closed).into());
        }
        let Some(Granted { stream, session }) = &mut self.granted else {
            return Ok(());
        };
        stream.iterate();
        let is_streaming = stream.is_streaming();
        let has_stopped = self.is_watched && self.has_streamed && !is_streaming;
        let begins = is_streaming && !std::mem::replace(&mut self.has_streamed, is_streaming);
        if begins && self.is_watched && self.shown.size().is_some() {
            self.due = Some(self.clock.now() + FIRST_CHANGE);
        }
        let lost = match stream.state() {
            State::Fine if !has_stopped => None,
            State::Fine | State::Ended => Some(WaylandError::from(PortalError::Closed).into()),
            State::Failed(why) => Some(PlatformError::Lost(Reason::of(why))),
        };
        if let Some(error) = lost {
            // A desktop that stops the sharing says so, too, and perhaps a moment later. A stream that gets another
            // format stops for a moment.
            let since = *self.lost_since.get_or_insert(self.clock.now());
            return if self.clock.now() < since + FAREWELL { Ok(()) } else { Err(error) };
        }
        self.lost_since = None;
        let (shown, is_watched) = (&mut self.shown, self.is_watched);
        // What arrives while nobody watches is given back unread.
        stream.take(|buffer| {
            if is_watched {
                shown.take(&buffer);
            }
        });
        if let Some(size) = shown.take_new_size() {
            session.set_picture_size(size);
        }
        self.check_due()
    }

    fn connect(&mut self, Opened { session, pipewire }: Opened) -> Result<(), PlatformError> {
        let node = session.node();
        let mut stream =
            Stream::connect(&self.library, pipewire, node).map_err(WaylandError::from)?;
        if self.is_watched {
            stream.set_active(true).map_err(WaylandError::from)?;
            self.due = Some(self.clock.now() + FIRST_PICTURE);
        }
        stream.iterate();
        self.granted = Some(Granted { stream, session });
        Ok(())
    }

    /// A still screen sends nothing when its stream begins again: after a moment the picture so far is the present one.
    fn check_due(&mut self) -> Result<(), PlatformError> {
        if self.shown.is_current() {
            self.due = None;
        }
        if self.due.is_none_or(|due| self.clock.now() < due) {
            return Ok(());
        }
        self.due = None;
        if self.shown.size().is_none() || !self.has_streamed {
            return Err(WaylandError::NoPicture.into());
        }
        self.shown.call_current();
        Ok(())
    }

    fn sleep(&self, sleeper: &Sleeper, timeout: Option<Duration>) {
        let now = self.clock.now();
        let due = self.due.map(|due| due.since(now));
        let lost = self.lost_since.map(|since| (since + FAREWELL).since(now));
        let timeout = timeout.into_iter().chain(due).chain(lost).min();
        let portal = self.portal.changed();
        let stream: Option<BorrowedFd<'_>> =
            self.granted.as_ref().and_then(|granted| granted.stream.fd());
        match stream {
            Some(stream) => sleeper.sleep_or(&[portal, stream], timeout),
            None => sleeper.sleep_or(&[portal], timeout),
        }
    }
}

impl ScreenSource for WaylandSource {
    /// Before it is known, something small.
    fn size(&self) -> Size {
        self.shown.size().unwrap_or(Size::new(64, 64).expect("64 pixels are a size"))
    }

    fn layout(&self) -> Layout {
        let (x, y) =
            self.granted.as_ref().map_or((0, 0), |granted| granted.session.stream().position);
        let plain = Layout::plain(self.size());
        Layout { area: Area { x, y, ..plain.area }, ..plain }
    }

    fn method(&self) -> Option<&'static str> {
        Some("the desktop portal and PipeWire")
    }

    fn question(&self) -> Option<DesktopQuestion> {
        (!self.has_asked).then(|| super::question(&self.portal))
    }

    fn is_open(&self) -> bool {
        self.shown.size().is_some()
    }

    fn rest(&mut self, sleeper: &Sleeper) -> Result<(), PlatformError> {
        self.advance()?;
        self.sleep(sleeper, None);
        self.advance()
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        if self.is_watched {
            return Ok(());
        }
        self.is_watched = true;
        self.has_streamed = false;
        self.shown.begin();
        if let Some(Granted { stream, .. }) = &mut self.granted {
            stream.set_active(true).map_err(WaylandError::from)?;
            stream.iterate();
            self.due = Some(self.clock.now() + FIRST_PICTURE);
        } else if !self.has_asked {
            self.has_asked = true;
            self.portal.open().map_err(WaylandError::from)?;
        }
        Ok(())
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        self.is_watched = false;
        self.due = None;
        self.shown.end();
        if let Some(Granted { stream, .. }) = &mut self.granted {
            stream.set_active(false).map_err(WaylandError::from)?;
            // It is sent now, and not when the loop is used next.
            stream.iterate();
        }
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        self.advance()?;
        if !self.shown.has_news() && timeout != Some(Duration::ZERO) {
            self.sleep(sleeper, timeout);
            self.advance()?;
        }
        Ok(self.shown.take_news())
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        Ok(self.shown.frame())
    }

    fn can_recapture(&self) -> bool {
        true
    }

    fn recapture(&mut self, rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        Ok(self.shown.region(rect))
    }

    fn cursor(&mut self) -> Result<Option<CursorImage>, PlatformError> {
        Ok(self.shown.cursor())
    }

    fn pointer(&mut self) -> Result<Option<Point>, PlatformError> {
        Ok(self.shown.pointer())
    }
}

impl Drop for WaylandSource {
    fn drop(&mut self) {
        // The stream first: it uses the portal's connection.
        self.granted = None;
        self.portal.close();
    }
}

//! The two ways of capture: DXGI desktop duplication, and GDI where that is not possible.

use std::time::Duration;

use protocol::geometry::Rect;
use protocol::time::Tick;

use super::dxgi::DisplayOutput;
use super::gdi::Gdi;
use super::shown::Shown;
use crate::clock::Clock;
use crate::platform::cursor::CursorImage;
use crate::platform::error::PlatformError;
use crate::platform::screen::ScreenChanges;
use crate::platform::windows_screen::duplicated::{Duplicated, Fault, GivenUp};
use crate::platform::windows_screen::pace::{INPUT, Pauses, PollPace, SURVEY};

/// From one look for a frame of the duplication to the next, while nothing happens.
const PAUSES: Pauses =
    Pauses { still: Duration::from_millis(25), quiet: Duration::from_millis(100) };

/// How the screen is captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// By DXGI where that works.
    Best,
    /// By GDI.
    Gdi,
}

/// See the module.
pub(super) enum Capture {
    Dxgi(Box<Dxgi>),
    Gdi(Box<Gdi>),
    /// Nothing, for as long as it takes to open another one.
    Closed,
}

pub(super) struct Dxgi {
    machine: Duplicated<DisplayOutput>,
    pace: PollPace,
}

impl Capture {
    /// Opens the best one for this part of the desktop.
    pub(super) fn open(method: Method, shown: &Shown, clock: Clock) -> Result<Self, PlatformError> {
        match method {
            Method::Best => match open_dxgi(shown, clock) {
                Ok(dxgi) => return Ok(Capture::Dxgi(Box::new(dxgi))),
                // It duplicates one output; all displays in one picture are several.
                Err(fault) => tracing::debug!(?fault, "no desktop duplication: GDI captures"),
            },
            Method::Gdi => {}
        }
        Ok(Capture::Gdi(Box::new(Gdi::open(shown, clock.now())?)))
    }

    /// Ends it.
    pub(super) fn close(&mut self) {
        *self = Capture::Closed;
    }

    /// Whether there is none.
    pub(super) fn is_closed(&self) -> bool {
        match self {
            Capture::Dxgi(_) | Capture::Gdi(_) => false,
            Capture::Closed => true,
        }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Capture::Dxgi(_) => "DXGI desktop duplication",
            Capture::Gdi(_) => "GDI",
            Capture::Closed => "nothing",
        }
    }

    /// When to look.
    pub(super) fn due(&self) -> Tick {
        match self {
            Capture::Dxgi(dxgi) => dxgi.pace.due(),
            Capture::Gdi(gdi) => gdi.pace.due(),
            Capture::Closed => Tick::default(),
        }
    }

    /// From a look for input at this time to the next.
    pub(super) fn input_pause(&self, now: Tick) -> Duration {
        match self {
            Capture::Dxgi(dxgi) => dxgi.pace.input_pause(now),
            Capture::Gdi(gdi) => gdi.pace.input_pause(now),
            Capture::Closed => INPUT,
        }
    }

    /// From one look at the displays to the next.
    pub(super) fn survey_pause(&self, now: Tick) -> Duration {
        match self {
            Capture::Dxgi(dxgi) => dxgi.pace.survey_pause(now),
            Capture::Gdi(gdi) => gdi.pace.survey_pause(now),
            Capture::Closed => SURVEY,
        }
    }

    /// Something happened that may change the picture.
    pub(super) fn stir(&mut self, now: Tick) {
        match self {
            Capture::Dxgi(dxgi) => dxgi.pace.stir(now),
            Capture::Gdi(gdi) => gdi.pace.stir(now),
            Capture::Closed => {}
        }
    }

    /// Looks whether something changed. It fails when another capture has to take over.
    pub(super) fn look(&mut self, shown: &mut Shown, clock: Clock) -> Result<ScreenChanges, Fault> {
        match self {
            Capture::Dxgi(dxgi) => dxgi.look(clock),
            Capture::Gdi(gdi) => {
                let damage = gdi.look(shown, clock);
                Ok(ScreenChanges { damage, ..ScreenChanges::default() })
            }
            Capture::Closed => Ok(ScreenChanges::default()),
        }
    }

    /// Brings the picture up to date. Returns whether there is one.
    pub(super) fn read(&mut self, shown: &mut Shown, clock: Clock) -> bool {
        match self {
            Capture::Dxgi(dxgi) => {
                let machine = &mut dxgi.machine;
                if !machine.is_complete() {
                    // It was opened just now. Its first frame is there; what else it says is asked for at the start, and an
                    // error comes again.
                    let _ = machine.look(clock.now());
                }
                shown.masked.take_stale(|rect| machine.read_again(rect));
                machine.read(&mut shown.kept, &shown.masked.mask, clock.now())
            }
            Capture::Gdi(gdi) => {
                // All of it is read.
                shown.masked.take_stale(|_| {});
                gdi.read_all(shown, clock)
            }
            Capture::Closed => false,
        }
    }

    /// Whether a part of the picture changed that was not read yet.
    pub(super) fn has_staged(&self, rect: Rect) -> bool {
        match self {
            Capture::Dxgi(dxgi) => dxgi.machine.has_staged(rect),
            Capture::Gdi(_) | Capture::Closed => false,
        }
    }

    /// The cursor's image, where the capture knows it.
    pub(super) fn cursor(&self) -> Option<CursorImage> {
        match self {
            Capture::Dxgi(dxgi) => dxgi.machine.cursor(),
            Capture::Gdi(_) | Capture::Closed => None,
        }
    }
}

fn open_dxgi(shown: &Shown, clock: Clock) -> Result<Dxgi, Fault> {
    let size = shown.area.size;
    let now = clock.now();
    let machine = Duplicated::open(DisplayOutput::at(shown.area), size, now)?;
    Ok(Dxgi { machine, pace: PollPace::new(size, PAUSES, now) })
}

impl Dxgi {
    fn look(&mut self, clock: Clock) -> Result<ScreenChanges, Fault> {
        let now = clock.now();
        let news = self.machine.look(now).map_err(|GivenUp(fault)| fault)?;
        if news.image {
            self.pace.changed(now);
        }
        self.pace.looked(0, Duration::ZERO, now);
        Ok(ScreenChanges {
            damage: news.image,
            resized: news.resized,
            cursor: news.shape,
            pointer: news.pointer,
        })
    }
}

//! DXGI desktop duplication, as the documentation of `IDXGIOutputDuplication` describes it: frames with what changed,
//! and a duplication that is lost whenever the desktop changes its kind.
//!
//! [`Duplication`] has the calls, one method for each. A frame is released just before the next one is acquired, which
//! the documentation recommends: until then Windows only notes what changes, and copies nothing.

use std::time::Duration;

use picture::mask::Mask;
use protocol::geometry::{Rect, Size};
use protocol::time::Tick;

use super::pointer::{self, Shape, ShapeKind};
use super::rotation::{Rotation, SurfaceRect};
use crate::platform::cursor::CursorImage;
use crate::platform::damage::Damage;
use crate::platform::kept::Kept;
use crate::platform::screen::{BYTES_PER_PIXEL, index};

#[cfg(test)]
mod tests;

/// The first pause before a lost duplication is opened again, and the longest one.
const FIRST_PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Attempts to open it again before another capture takes over: some five seconds.
const ATTEMPTS: u32 = 14;

/// Rows that are copied and compared at a time.
const ROWS: u32 = 64;

/// Moved and changed rectangles that are read of a frame. With more, the whole frame counts as changed.
pub(in crate::platform) const RECTS: usize = 256;

/// Bytes of a pointer's shape that are read: a coloured one with the longest sides.
pub(in crate::platform) const SHAPE_BYTES: usize = 4 * 256 * 256;

/// Why a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Fault {
    /// `DXGI_ERROR_ACCESS_LOST`: the desktop was switched, or the display's mode changed.
    AccessLost,
    /// `DXGI_ERROR_INVALID_CALL`: a frame was not released, or was already.
    InvalidCall,
    /// `E_ACCESSDENIED`: the secure desktop is shown.
    AccessDenied,
    /// `DXGI_ERROR_NOT_CURRENTLY_AVAILABLE`: too many programs duplicate this output.
    NotCurrentlyAvailable,
    /// `DXGI_ERROR_SESSION_DISCONNECTED`: nobody sees this session.
    SessionDisconnected,
    /// `DXGI_ERROR_UNSUPPORTED`, `E_NOTIMPL`: not with this mode, driver or system.
    Unsupported,
    /// Another one, for example that the graphics card was removed.
    Other(i32),
}

/// What `DXGI_OUTDUPL_FRAME_INFO` says of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::platform) struct FrameInfo {
    /// The image is another one: `LastPresentTime` is not 0.
    pub(in crate::platform) has_image: bool,
    /// Frames since the last one that was acquired; what changed is that of all of them.
    pub(in crate::platform) accumulated_frames: u32,
    /// Bytes of the moved and changed rectangles. None of them, with an image, mean that nobody knows.
    pub(in crate::platform) metadata_bytes: u32,
    /// Whether the pointer can be seen on this output, if that is said: `LastMouseUpdateTime` is not 0.
    pub(in crate::platform) pointer: Option<bool>,
    /// The pointer has another shape.
    pub(in crate::platform) has_shape: bool,
}

/// What Windows says of a shape; see [`Shape`]. Its bytes are handed over beside it.
#[derive(Clone, Copy, Debug)]
pub(in crate::platform) struct ShapeInfo {
    pub(in crate::platform) kind: ShapeKind,
    pub(in crate::platform) width: u32,
    pub(in crate::platform) height: u32,
    pub(in crate::platform) pitch: u32,
    pub(in crate::platform) hot: (u32, u32),
}

/// What an output shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) struct Described {
    /// Width and height of the surface in px.
    pub(in crate::platform) surface: (u32, u32),
    /// How the picture is turned on it.
    pub(in crate::platform) rotation: Rotation,
}

/// The duplication of one output. The methods after [`Self::acquire`] are for the acquired frame.
pub(in crate::platform) trait Duplication {
    /// Acquires the next frame; `None` when there is none yet. It does not wait: nothing could wake the thread then.
    fn acquire(&mut self) -> Result<Option<FrameInfo>, Fault>;
    /// Adds where moved rectangles have come to, and then the changed ones: left, top, right and bottom edge. At most
    /// [`RECTS`] are in the list then. Returns whether there are more.
    fn changed(&mut self, rects: &mut Vec<[i32; 4]>) -> Result<bool, Fault>;
    /// Replaces `bytes` by those of the pointer's shape; `None` when there are more than [`SHAPE_BYTES`], or when the
    /// kind is not known.
    fn shape(&mut self, bytes: &mut Vec<u8>) -> Result<Option<ShapeInfo>, Fault>;
    /// Copies this part of the frame to the surface that [`Self::read`] shows.
    fn stage(&mut self, rect: SurfaceRect) -> Result<(), Fault>;
    /// Releases the frame.
    fn release(&mut self) -> Result<(), Fault>;
    /// Shows all that was staged so far: the pixels, and the bytes from one row to the next.
    fn read(&mut self, show: &mut dyn FnMut(&[u8], usize)) -> Result<(), Fault>;
}

/// Opens the duplication of one output.
pub(in crate::platform) trait Output {
    /// What it opens.
    type Duplication: Duplication;
    /// Opens it; the device as well, which may be gone.
    fn open(&mut self) -> Result<(Self::Duplication, Described), Fault>;
}

/// What a look has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::platform) struct News {
    /// Something changed in the picture.
    pub(in crate::platform) image: bool,
    /// The pointer moved, or came or went.
    pub(in crate::platform) pointer: bool,
    /// The pointer has another shape.
    pub(in crate::platform) shape: bool,
    /// The output has another size than the picture.
    pub(in crate::platform) resized: bool,
}

/// It cannot be opened any more: another capture has to take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform) struct GivenUp(pub(in crate::platform) Fault);

/// See the module.
pub(in crate::platform) struct Duplicated<O: Output> {
    output: O,
    state: State<O::Duplication>,
    picture: Size,
    /// What was staged and not read yet, in px of the picture.
    staged: Damage,
    /// What is shown of the pointer: its shape, if it is known, and whether it is there.
    shape: Option<CursorImage>,
    is_pointer_shown: bool,
    // Kept, so that a frame needs no allocation.
    rects: Vec<[i32; 4]>,
    shape_bytes: Vec<u8>,
    rows: Vec<u8>,
}

enum State<D> {
    Open(Open<D>),
    Lost(Lost),
}

struct Open<D> {
    duplication: D,
    described: Described,
    /// A frame is acquired.
    is_held: bool,
    /// A whole image was staged.
    is_complete: bool,
}

#[derive(Clone, Copy)]
struct Lost {
    /// When to open it again.
    retry: Tick,
    pause: Duration,
    attempts: u32,
}

impl<O: Output> Duplicated<O> {
    /// Opens it for a picture of this size. On the secure desktop it is opened later, by [`Self::look`].
    pub(in crate::platform) fn open(
        mut output: O,
        picture: Size,
        now: Tick,
    ) -> Result<Self, Fault> {
        let state = match output.open() {
            Ok((duplication, described)) => {
                if described.rotation.surface(picture) != described.surface {
                    return Err(Fault::Unsupported);
                }
                State::open(duplication, described)
            }
            Err(Fault::AccessDenied | Fault::SessionDisconnected) => State::lost(now),
            Err(
                fault @ (Fault::AccessLost
                | Fault::InvalidCall
                | Fault::NotCurrentlyAvailable
                | Fault::Unsupported
                | Fault::Other(_)),
            ) => return Err(fault),
        };
        let row = index(picture.width()) * BYTES_PER_PIXEL;
        Ok(Self {
            output,
            state,
            picture,
            staged: Damage::new(),
            shape: None,
            is_pointer_shown: true,
            rects: Vec::with_capacity(RECTS),
            shape_bytes: Vec::with_capacity(SHAPE_BYTES),
            rows: vec![0; row * index(ROWS)],
        })
    }

    /// Acquires the next frame, if there is one, and copies what changed.
    pub(in crate::platform) fn look(&mut self, now: Tick) -> Result<News, GivenUp> {
        let mut news = News::default();
        if let State::Lost(lost) = self.state {
            if now < lost.retry {
                return Ok(news);
            }
            if !self.reopen(lost, now)? {
                news.resized = self.is_other_size_next(lost);
                return Ok(news);
            }
            // The pointer may be elsewhere meanwhile.
            news.pointer = true;
        }
        match self.take_frame(&mut news) {
            Ok(()) => {}
            Err(Fault::Unsupported) => return Err(GivenUp(Fault::Unsupported)),
            Err(
                Fault::AccessLost
                | Fault::InvalidCall
                | Fault::AccessDenied
                | Fault::NotCurrentlyAvailable
                | Fault::SessionDisconnected
                | Fault::Other(_),
            ) => self.lose(now),
        }
        Ok(news)
    }

    /// Whether it was lost, so that nothing new is shown.
    #[cfg(test)]
    fn is_lost(&self) -> bool {
        matches!(self.state, State::Lost(_))
    }

    /// Whether a whole image was copied since it was opened.
    pub(in crate::platform) fn is_complete(&self) -> bool {
        match &self.state {
            State::Open(open) => open.is_complete,
            State::Lost(_) => false,
        }
    }

    /// Compares this part with what is kept at the next [`Self::read`].
    pub(in crate::platform) fn read_again(&mut self, rect: Rect) {
        self.staged.add(rect);
    }

    /// Whether a part of this rectangle is new, and [`Self::read`] has not moved it yet.
    pub(in crate::platform) fn has_staged(&self, rect: Rect) -> bool {
        self.staged.touches(rect)
    }

    /// Moves what was staged to the picture, with what is masked blanked. Returns whether there is an image at all.
    pub(in crate::platform) fn read(&mut self, kept: &mut Kept, mask: &Mask, now: Tick) -> bool {
        let (picture, staged, rows) = (self.picture, &mut self.staged, &mut self.rows);
        let State::Open(Open { duplication, described, is_complete: true, .. }) = &mut self.state
        else {
            return false;
        };
        let rotation = described.rotation;
        let read = duplication.read(&mut |surface, stride| {
            let rects = staged.rects().iter().filter_map(|rect| rect.clip(picture));
            for part in rects.flat_map(strips) {
                let row_len = index(part.width) * BYTES_PER_PIXEL;
                let Some(pixels) = rows.get_mut(..row_len * index(part.height)) else {
                    continue;
                };
                rotation.copy(part, picture, (surface, stride), pixels);
                mask.blank(part, pixels, row_len);
                kept.update(part, pixels, row_len);
            }
        });
        match read {
            Ok(()) => self.staged.clear(),
            Err(_) => self.lose(now),
        }
        read.is_ok()
    }

    /// The cursor's image; `None` while its shape is not known.
    pub(in crate::platform) fn cursor(&self) -> Option<CursorImage> {
        if self.is_pointer_shown { self.shape.clone() } else { Some(pointer::hidden()) }
    }

    fn lose(&mut self, now: Tick) {
        self.state = State::lost(now);
        self.staged.clear();
    }

    /// Tries to open it again. Returns whether it is open.
    fn reopen(&mut self, lost: Lost, now: Tick) -> Result<bool, GivenUp> {
        let fault = match self.output.open() {
            Ok((duplication, described)) => {
                if described.rotation.surface(self.picture) == described.surface {
                    self.state = State::open(duplication, described);
                    return Ok(true);
                }
                Fault::Other(0)
            }
            Err(fault) => fault,
        };
        let attempts = match fault {
            // However long the User takes to answer, or to come back.
            Fault::AccessDenied | Fault::SessionDisconnected => 0,
            Fault::Unsupported => return Err(GivenUp(fault)),
            Fault::AccessLost
            | Fault::InvalidCall
            | Fault::NotCurrentlyAvailable
            | Fault::Other(_) => lost.attempts + 1,
        };
        if attempts >= ATTEMPTS {
            return Err(GivenUp(fault));
        }
        let pause = lost.pause.saturating_mul(2).min(LONGEST_PAUSE);
        self.state = State::Lost(Lost { retry: now + lost.pause, pause, attempts });
        Ok(false)
    }

    /// After the first failed attempt the size of the display is looked at: a change of its mode loses the duplication.
    fn is_other_size_next(&self, before: Lost) -> bool {
        match &self.state {
            State::Lost(lost) => before.attempts == 0 && lost.attempts == 1,
            State::Open(_) => false,
        }
    }

    fn take_frame(&mut self, news: &mut News) -> Result<(), Fault> {
        let State::Open(open) = &mut self.state else {
            return Ok(());
        };
        if std::mem::take(&mut open.is_held) {
            open.duplication.release()?;
        }
        let Some(frame) = open.duplication.acquire()? else {
            return Ok(());
        };
        open.is_held = true;
        if let Some(is_shown) = frame.pointer {
            news.pointer = true;
            // What is shown of the pointer is another thing, with the same shape.
            news.shape |= std::mem::replace(&mut self.is_pointer_shown, is_shown) != is_shown;
        }
        if frame.has_shape {
            let info = open.duplication.shape(&mut self.shape_bytes)?;
            let image = info.and_then(|info| shape(info, &self.shape_bytes).image());
            self.shape = image.or(self.shape.take());
            news.shape = true;
        }
        if frame.has_image || !open.is_complete {
            news.image = true;
            open.stage(frame, self.picture, &mut self.rects, &mut self.staged)?;
        }
        Ok(())
    }
}

impl<D> State<D> {
    fn open(duplication: D, described: Described) -> Self {
        Self::Open(Open { duplication, described, is_held: false, is_complete: false })
    }

    fn lost(now: Tick) -> Self {
        Self::Lost(Lost { retry: now, pause: FIRST_PAUSE, attempts: 0 })
    }
}

impl<D: Duplication> Open<D> {
    fn stage(
        &mut self,
        frame: FrameInfo,
        picture: Size,
        rects: &mut Vec<[i32; 4]>,
        staged: &mut Damage,
    ) -> Result<(), Fault> {
        let Described { surface, rotation } = self.described;
        let is_known = self.is_complete && frame.metadata_bytes > 0;
        rects.clear();
        if !is_known || self.duplication.changed(rects)? {
            rects.clear();
            let edge = |side: u32| i32::try_from(side).unwrap_or(i32::MAX);
            rects.push([0, 0, edge(surface.0), edge(surface.1)]);
        }
        // A moved rectangle is a change where it has come to. Its pixels are taken from the frame, which has the changed
        // ones in it already, so that the order of the two has no meaning.
        for edges in rects.iter() {
            let Some(rect) = SurfaceRect::new(*edges, surface) else {
                continue;
            };
            self.duplication.stage(rect)?;
            staged.add(rotation.in_picture(rect, picture));
        }
        // A first frame with nothing but the pointer may have no image yet.
        self.is_complete |= frame.has_image || frame.accumulated_frames > 0;
        Ok(())
    }
}

/// A rectangle in parts of at most [`ROWS`] rows.
fn strips(rect: Rect) -> impl Iterator<Item = Rect> {
    (0..rect.height.div_ceil(ROWS)).map(move |strip| {
        let y = strip * ROWS;
        Rect { y: rect.y + y, height: ROWS.min(rect.height - y), ..rect }
    })
}

fn shape(info: ShapeInfo, bytes: &[u8]) -> Shape<'_> {
    let ShapeInfo { kind, width, height, pitch, hot } = info;
    Shape { kind, width, height, pitch, hot, bytes }
}

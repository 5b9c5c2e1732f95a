//! Where pictures come from.

use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};

use super::cursor::CursorImage;
use crate::platform::DesktopError;
use crate::platform::wake::Sleeper;
use session::display::{DisplayChoice, Layout};

/// A screen, or something that looks like one. It is used by one thread, which owns it.
pub trait ScreenSource {
    /// The size of the picture.
    fn size(&self) -> Size;

    /// What of the desktop the picture shows.
    fn layout(&self) -> Layout {
        Layout::plain(self.size())
    }

    /// Shows another display, where there are several.
    fn show(&mut self, _choice: DisplayChoice) -> Result<(), DesktopError> {
        Ok(())
    }

    /// Begins to watch: from now on [`Self::wait`] tells what happens, beginning with the whole
    /// picture as changed.
    fn watch(&mut self) -> Result<(), DesktopError>;

    /// Ends the watch: nothing is asked of the screen any more, and it wakes nobody.
    fn rest(&mut self) -> Result<(), DesktopError>;

    /// Sleeps until something happens on the screen, until woken, or until the time is over.
    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<Noticed, DesktopError>;

    /// Fetches what changed since the last capture; `None` when that is nothing.
    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, DesktopError>;

    /// Whether it can fetch a part of the picture [`Self::again`].
    fn can_repeat(&self) -> bool {
        false
    }

    /// Fetches a part of the picture once more; `None` when it may have changed since the last capture:
    /// what is fetched is what was captured.
    fn again(&mut self, _rect: Rect) -> Result<Option<Again<'_>>, DesktopError> {
        Ok(None)
    }

    /// The cursor's shape; `None` where it is part of the picture or unknown.
    fn cursor(&mut self) -> Result<Option<CursorImage>, DesktopError> {
        Ok(None)
    }

    /// Where the pointer is; `None` where that is unknown or not on this picture.
    fn pointer(&mut self) -> Result<Option<Point>, DesktopError> {
        Ok(None)
    }
}

/// What a wait ended with. None of it: it was woken, or the time was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// Something changed in the picture.
    pub damage: bool,
    /// The picture has another size, shows another part of the desktop, or could.
    pub resized: bool,
    /// The cursor has another shape.
    pub cursor: bool,
    /// The pointer moved.
    pub pointer: bool,
}

impl Noticed {
    /// Whether it is anything.
    pub fn is_some(self) -> bool {
        self != Self::default()
    }
}

/// The changed parts of a picture, borrowed from where the source keeps them.
#[derive(Clone, Copy, Debug)]
pub struct FrameRef<'a> {
    /// Pixels in memory order blue, green, red, unused.
    pub data: &'a [u8],
    /// The parts that changed. They may overlap.
    pub patches: &'a [Patch],
    /// The size of the whole picture.
    pub size: Size,
}

/// A part of the picture, borrowed from where the source keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Again<'a> {
    /// Pixels in memory order blue, green, red, unused; the first is the part's first.
    pub data: &'a [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
}

/// A rectangle of the picture and where its pixels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Which part. It begins at even pixels, and ends at even ones or at the picture's edge.
    pub rect: Rect,
    /// The first byte of its first pixel.
    pub offset: usize,
    /// Bytes from one row to the next. The data holds as many also behind the start of the last row.
    pub stride: usize,
}

impl Patch {
    /// The patch for a rectangle of a picture that is kept as a whole, in [`whole_len`] bytes.
    pub fn of_whole(rect: Rect, size: Size) -> Self {
        let stride = index(size.width()) * BYTES_PER_PIXEL;
        let offset = index(rect.y) * stride + index(rect.x) * BYTES_PER_PIXEL;
        Self { rect, offset, stride }
    }
}

/// The bytes in which a picture is kept as a whole: one row more than it has, so that a patch's last
/// row is as long as the others wherever it begins.
pub fn whole_len(size: Size) -> usize {
    index(size.width()) * (index(size.height()) + 1) * BYTES_PER_PIXEL
}

/// Bytes of one pixel.
pub const BYTES_PER_PIXEL: usize = 4;

/// A number of pixels as an index. Pictures are far smaller than the memory.
pub(crate) fn index(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(usize::MAX)
}

//! The source of the pictures.

use std::path::PathBuf;
use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};

use session::display::{DisplayChoice, Layout};

use super::cursor::CursorImage;
use super::error::PlatformError;
use super::wake::Sleeper;

/// What a desktop asks the User by itself, before it shows its screen: which part of it may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopQuestion {
    /// What the same question says about input.
    pub input: InputQuestion,
    /// The file with which the desktop may restore an earlier choice, and ask nothing; `None` where it has to ask.
    pub remembered_in: Option<PathBuf>,
}

/// What such a question says about input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputQuestion {
    /// Nothing: input is not asked for, or cannot be had.
    Nothing,
    /// A yes allows it, too.
    Included,
    /// The User has to turn it on there, besides the yes.
    Switch,
}

/// A screen that can be captured. One thread owns it and uses it.
pub trait ScreenSource {
    /// The size of the picture.
    fn size(&self) -> Size;

    /// Which part of the desktop the picture shows.
    fn layout(&self) -> Layout {
        Layout::plain(self.size())
    }

    /// How the screen is captured, where there are several ways; known while it is watched.
    fn method(&self) -> Option<&'static str> {
        None
    }

    /// Shows another display, where there are several.
    fn show(&mut self, _choice: DisplayChoice) -> Result<(), PlatformError> {
        Ok(())
    }

    /// What the desktop will ask the User when it is watched for the first time; `None` where it asks nothing, or has
    /// asked. Until then it must not be watched before the User has agreed to share: some desktops answer for them.
    fn question(&self) -> Option<DesktopQuestion> {
        None
    }

    /// Whether its size is known, and it can be captured. It may become so in [`Self::wait`], once, while it is watched.
    fn is_open(&self) -> bool {
        true
    }

    /// Sleeps until woken; it is not watched. Fails when the desktop has ended it.
    fn rest(&mut self, sleeper: &Sleeper) -> Result<(), PlatformError> {
        sleeper.sleep(None);
        Ok(())
    }

    /// Begins to watch: from now on [`Self::wait`] reports changes, first of all the whole picture as
    /// changed.
    fn watch(&mut self) -> Result<(), PlatformError>;

    /// Ends the watch: the screen is not queried any more, and wakes no thread.
    fn unwatch(&mut self) -> Result<(), PlatformError>;

    /// Sleeps until something happens on the screen, until woken, or until the time is over.
    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError>;

    /// Fetches what changed since the last capture; `None` when that is nothing.
    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError>;

    /// Whether it can [`Self::recapture`] a part of the picture.
    fn can_recapture(&self) -> bool {
        false
    }

    /// Fetches a part of the picture once more; `None` when it may have changed since the last capture,
    /// so that what is returned is what was captured.
    fn recapture(&mut self, _rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        Ok(None)
    }

    /// The cursor's shape; `None` where it is part of the picture or unknown.
    fn cursor(&mut self) -> Result<Option<CursorImage>, PlatformError> {
        Ok(None)
    }

    /// Where the pointer is; `None` where that is unknown or not on this picture.
    fn pointer(&mut self) -> Result<Option<Point>, PlatformError> {
        Ok(None)
    }
}

/// What changed during a wait. Nothing of it: the thread was woken, or the time was over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenChanges {
    /// Something changed in the picture.
    pub damage: bool,
    /// The picture has another size or shows another part of the desktop, or the displays changed.
    pub resized: bool,
    /// The cursor has another shape.
    pub cursor: bool,
    /// The pointer moved.
    pub pointer: bool,
}

impl ScreenChanges {
    /// Whether anything changed.
    pub fn any(self) -> bool {
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
pub struct RegionRef<'a> {
    /// Pixels in memory order blue, green, red, unused; the first is the part's first.
    pub data: &'a [u8],
    /// Bytes from one row to the next.
    pub stride: usize,
}

/// A rectangle of the picture, and where its pixels are in the data.
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

/// A number of pixels as an index. Pictures are far smaller than the address space.
pub(crate) fn index(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(usize::MAX)
}

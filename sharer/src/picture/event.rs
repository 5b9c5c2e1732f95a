//! What the media thread reports.

use bytes::Bytes;
use picture::refinement::CellRow;
use protocol::cursor::CursorMessage;
use protocol::geometry::{Rect, Size};
use session::display::Screen;
use tokio::sync::mpsc;

use super::convert::ConvertError;
use super::encode::EncodeError;
use crate::platform::PlatformError;
use crate::platform::screen::DesktopQuestion;
use crate::words::{self, say};

/// What the media thread reports.
#[derive(Debug)]
pub enum MediaEvent {
    /// The desktop is about to ask the User this.
    Asks(DesktopQuestion),
    /// What is shown: after each start, and when it changes.
    Screen(Screen),
    /// A frame for the network. Each, sent or dropped, is answered by
    /// [`MediaHandle::frame_sent`](super::MediaHandle::frame_sent).
    Frame(EncodedFrame),
    /// The cursor's shape or position.
    Cursor(CursorMessage),
    /// A part of the screen without loss. Each is answered by
    /// [`MediaHandle::tile_sent`](super::MediaHandle::tile_sent).
    Tile(Tile),
    /// The thread has ended, and why.
    Failed(MediaError),
}

/// The queues of pictures, which a path sends from.
#[derive(Debug)]
pub struct Pictures {
    /// Frames.
    pub frames: mpsc::Receiver<EncodedFrame>,
    /// Tiles.
    pub tiles: mpsc::Receiver<Tile>,
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameFormat {
    /// H.264: one access unit in Annex B form; a keyframe holds its parameter sets.
    H264,
    /// A whole message of [`protocol::tile_frame::TileFrame`], for a page that decodes no video.
    Tiles,
}

/// One encoded picture.
#[derive(Clone, Debug)]
pub struct EncodedFrame {
    /// What its data are.
    pub format: FrameFormat,
    /// The encoded picture.
    pub data: Bytes,
    /// When its picture was captured, in µs of the clock.
    pub captured_us: u64,
    /// Whether it can be decoded without the frames before it.
    pub keyframe: bool,
    /// The size of the screen.
    pub screen: Size,
    /// What changed on the screen since the frame before, at most
    /// [`protocol::limits::DAMAGE_RECTS`]. Tiles say it themselves.
    pub changed: Vec<Rect>,
}

/// A part of the screen without loss.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Which part, and which frame shows it as it is.
    pub row: CellRow,
    /// Its pixels as PNG.
    pub png: Vec<u8>,
}

/// Why there are no pictures.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The screen is missing, or cannot be captured.
    #[error(transparent)]
    Desktop(#[from] PlatformError),
    /// The encoder failed.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A captured frame was inconsistent.
    #[error(transparent)]
    Convert(#[from] ConvertError),
    /// The thread could not be started.
    #[error("the system refused a thread ({0}): close some programs and start again")]
    Thread(#[from] std::io::Error),
}

impl MediaError {
    /// What the User reads. Why the picture cannot be encoded, which is of this program, is quoted as it is.
    pub(crate) fn sentence(&self) -> String {
        match self {
            MediaError::Desktop(error) => words::platform::desktop(error),
            MediaError::Thread(error) => say!(DesktopResource, Why = &error.to_string()),
            MediaError::Encode(_) | MediaError::Convert(_) => {
                words::platform::encoder(&self.to_string())
            }
        }
    }

    /// Whether the User said no to a question of the desktop.
    pub fn is_refusal(&self) -> bool {
        matches!(self, MediaError::Desktop(PlatformError::Refused(_)))
    }

    /// Whether there is no screen here, which has an exit status of its own.
    pub fn is_no_screen(&self) -> bool {
        matches!(self, MediaError::Desktop(_))
    }
}

/// How much the media thread has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Captures that found a change.
    pub captures: u64,
    /// Pictures converted, in part or whole.
    pub conversions: u64,
    /// Frames that the encoder made.
    pub encodes: u64,
    /// Frames that the encoder skipped.
    pub skipped: u64,
    /// Times the thread woke from its sleep.
    pub wakeups: u64,
}

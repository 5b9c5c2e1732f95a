//! What the media thread was ordered to do.

use appearance::Level;
use h264::ChromaFormat;
use picture::activity::Activity;
use picture::refinement::{CellRow, TileBudget};
use session::display::DisplayChoice;

/// Orders that were not executed yet. A later order of a kind replaces the earlier one, so that they
/// need no queue and none is lost.
#[derive(Debug, Default)]
pub(super) struct Orders {
    pub(super) activity: Activity,
    /// There was a pause, however short: a start after it begins anew.
    pub(super) was_paused: bool,
    pub(super) stop: bool,
    pub(super) keyframe: bool,
    pub(super) kbit_s: Option<u32>,
    pub(super) max_fps: Option<u32>,
    pub(super) level: Option<Level>,
    /// The best chroma format that the viewer takes.
    pub(super) sampling: Option<ChromaFormat>,
    /// Whether the viewer decodes video.
    pub(super) has_video: Option<bool>,
    pub(super) display: Option<DisplayChoice>,
    /// Frames that were sent.
    pub(super) frames_sent: u32,
    pub(super) tile_budget: Option<TileBudget>,
    /// Tiles that were sent or dropped: not more than may be in flight
    /// ([`protocol::limits::TILES_IN_FLIGHT`]).
    pub(super) tiles: Vec<(CellRow, bool)>,
}

impl Orders {
    /// Takes everything that is done once; the wanted activity stays.
    pub(super) fn take(&mut self) -> Self {
        let kept = Self { activity: self.activity, stop: self.stop, ..Self::default() };
        std::mem::replace(self, kept)
    }
}

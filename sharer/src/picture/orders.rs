//! What the media thread was told to do.

use h264::ChromaFormat;

use appearance::Level;
use picture::refinement::{Allowance, Strip};
use session::display::DisplayChoice;

/// Orders that were not obeyed yet. A later order of a kind takes the earlier one's place, so that
/// they need no queue and none is ever lost.
#[derive(Debug, Default)]
pub(super) struct Orders {
    pub(super) wanted: Wanted,
    /// There was a pause, however short: a start after it begins anew.
    pub(super) was_paused: bool,
    pub(super) stop: bool,
    pub(super) keyframe: bool,
    pub(super) kbit_s: Option<u32>,
    pub(super) max_fps: Option<u32>,
    pub(super) level: Option<Level>,
    pub(super) sampling: Option<ChromaFormat>,
    pub(super) display: Option<DisplayChoice>,
    pub(super) sent: u32,
    pub(super) exact: Option<Allowance>,
    /// Not more than may be on their way: [`protocol::limits::EXACT_IN_FLIGHT`].
    pub(super) tiles: Vec<(Strip, bool)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wanted {
    #[default]
    Resting,
    /// Soon.
    Ready,
    Running,
}

//! The shared picture: its size, its displays, and when points start to refer to it.

use alloc::vec::Vec;

use protocol::exact::RtpTimestamp;
use protocol::geometry::{Display, Size};
use protocol::name::DisplayName;

/// The shared picture.
#[derive(Debug, Default)]
pub(super) struct Screen {
    pub(super) size: Option<Size>,
    /// The displays that can be chosen from.
    pub(super) displays: Vec<Display>,
    /// The display that is shown; `None` when all are.
    pub(super) display: Option<DisplayName>,
    /// The number of the last picture that the sharer announced.
    picture: Option<u32>,
    /// The number of the picture that is shown.
    pub(super) pointed: Option<u32>,
    /// The picture that was announced and is not shown yet, and the first frame that shows it.
    awaited: Option<(u32, RtpTimestamp)>,
}

impl Screen {
    /// The sharer announces a picture, or another size of it.
    pub(super) fn announce(&mut self, size: Size, picture: u32, since: RtpTimestamp) {
        self.size = Some(size);
        if self.picture.replace(picture) != Some(picture) {
            self.awaited = Some((picture, since));
        }
    }

    /// A frame is shown. Returns the picture that points refer to from now on, if it is another one.
    pub(super) fn shown(&mut self, frame: Option<RtpTimestamp>) -> Option<u32> {
        // A browser that does not name frames has received the frame after the announcement.
        let is_shown = |since: RtpTimestamp| frame.is_none_or(|frame| !since.is_after(frame));
        let (picture, _) = self.awaited.take_if(|(_, since)| is_shown(*since))?;
        self.pointed = Some(picture);
        Some(picture)
    }

    /// Whether another display can be asked for.
    pub(super) fn can_show(&self, display: Option<&DisplayName>) -> bool {
        self.displays.len() > 1 && display != self.display.as_ref()
    }
}

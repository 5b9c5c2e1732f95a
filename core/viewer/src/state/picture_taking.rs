//! When the Helper may take a picture of the screen.

use protocol::limits::{PICTURES_TAKEN, REQUEST_WINDOW};
use protocol::time::Tick;

use super::view::Picture;
use crate::frame::TakenFrame;
use crate::outcome::NoPicture;

/// Counts the pictures in the current [`REQUEST_WINDOW`].
#[derive(Debug, Default)]
pub(super) struct PictureTaking {
    since: Tick,
    count: u32,
}

impl PictureTaking {
    /// Takes a picture of what is shown, or says why not.
    pub(super) fn take(
        &mut self,
        shown: Picture,
        frame: TakenFrame,
        now: Tick,
    ) -> Result<(), NoPicture> {
        match (shown, frame) {
            (Picture::Paused, _) => return Err(NoPicture::Paused),
            (Picture::SystemPrompt, _) => return Err(NoPicture::SystemPrompt),
            (Picture::Hidden, _) | (Picture::Shown, TakenFrame::Missing) => {
                return Err(NoPicture::Missing);
            }
            (Picture::Interrupted, _) | (Picture::Shown, TakenFrame::Old) => {
                return Err(NoPicture::Old);
            }
            (Picture::Shown, TakenFrame::Current) => {}
        }
        if self.count == 0 || now.since(self.since) >= REQUEST_WINDOW {
            *self = Self { since: now, count: 0 };
        }
        if self.count >= PICTURES_TAKEN {
            return Err(NoPicture::TooOften);
        }
        self.count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_helper_does_not_see_is_not_taken() {
        for (shown, frame, why) in [
            (Picture::Hidden, TakenFrame::Current, NoPicture::Missing),
            (Picture::Shown, TakenFrame::Missing, NoPicture::Missing),
            (Picture::Shown, TakenFrame::Old, NoPicture::Old),
            (Picture::Interrupted, TakenFrame::Current, NoPicture::Old),
            (Picture::Paused, TakenFrame::Current, NoPicture::Paused),
            (Picture::SystemPrompt, TakenFrame::Current, NoPicture::SystemPrompt),
        ] {
            let mut taking = PictureTaking::default();
            assert_eq!(taking.take(shown, frame, Tick::default()), Err(why), "{shown:?} {frame:?}");
        }
    }

    #[test]
    fn pictures_of_one_window_are_counted() {
        let mut taking = PictureTaking::default();
        let mut take = |now| taking.take(Picture::Shown, TakenFrame::Current, now);
        let begin = Tick::from_millis(123_456);
        for _ in 0..PICTURES_TAKEN {
            assert_eq!(take(begin), Ok(()));
        }
        assert_eq!(take(begin), Err(NoPicture::TooOften));
        assert_eq!(take(begin + REQUEST_WINDOW), Ok(()));
    }
}

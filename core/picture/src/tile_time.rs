//! When the media thread has time to compress a tile.

use core::time::Duration;

use protocol::time::Tick;

use crate::pacing::Pacing;

/// A tile takes no longer to compress.
const TILE_TIME: Duration = Duration::from_millis(3);

/// One tile in so much time is made even where a frame has to wait for it.
const TILE_SPACING: Duration = Duration::from_millis(50);

/// See the module.
#[derive(Debug, Default)]
pub struct TileTime {
    last_tile: Tick,
}

impl TileTime {
    /// A tile is made now.
    pub fn on_tile(&mut self, now: Tick) {
        self.last_tile = now;
    }

    /// Whether no frame waits for the network, and none is due before a tile is made; or no tile was
    /// made for long, because this computer is busy with frames.
    pub fn is_now(&self, pacing: &Pacing, now: Tick) -> bool {
        let is_free = pacing.deadline().is_none_or(|next| next > now + TILE_TIME);
        !pacing.is_held_up() && (is_free || now >= self.last_tile + TILE_SPACING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pacing::Input;

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    #[test]
    fn a_tile_waits_for_a_frame_that_is_due_but_not_for_ever() {
        let (mut time, mut pacing) = (TileTime::default(), Pacing::new());
        time.on_tile(at(1_000));
        assert!(time.is_now(&pacing, at(1_000)), "no frame is due");
        pacing.handle(Input::Start, at(1_000));
        assert!(!time.is_now(&pacing, at(1_049)));
        assert!(time.is_now(&pacing, at(1_050)));
    }

    #[test]
    fn no_tile_is_made_while_frames_wait_for_the_network() {
        let (time, mut pacing) = (TileTime::default(), Pacing::new());
        pacing.handle(Input::Start, at(0));
        for ms in (0..).step_by(100).take(protocol::limits::FRAME_QUEUE) {
            assert!(pacing.poll(at(ms)).is_some());
            pacing.handle(Input::Encoded { bytes: 5_000 }, at(ms));
            pacing.handle(Input::Damage, at(ms));
        }
        assert!(!time.is_now(&pacing, at(9_000)));
        pacing.handle(Input::Sent, at(9_000));
        assert!(time.is_now(&pacing, at(9_000)));
    }
}

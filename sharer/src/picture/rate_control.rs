//! The bit rates of video and tiles: they follow the estimated bandwidth, within the User's cap.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use picture::rate_split::RateSplit;

use super::handle::MediaHandle;

/// Keeps the rates of one session. Each change of the estimate, of the cap, and of what the viewer
/// shows applies at once to both.
#[derive(Clone, Debug)]
pub struct RateControl {
    media: MediaHandle,
    split: Arc<Mutex<RateSplit>>,
}

impl RateControl {
    /// Rates within a cap in kbit/s.
    pub fn new(media: MediaHandle, cap_kbit_s: Option<u32>) -> Self {
        let split = RateSplit { cap_kbit_s, ..RateSplit::default() };
        Self { media, split: Arc::new(Mutex::new(split)) }
    }

    /// The path has another estimated bandwidth, in kbit/s.
    pub fn on_estimate(&self, kbit_s: u32) {
        self.change(|split| split.estimated_kbit_s = Some(kbit_s));
    }

    /// The viewer shows tiles from here on.
    pub fn allow_tiles(&self) {
        self.change(|split| split.has_tiles = true);
    }

    /// Another cap, in kbit/s.
    pub fn set_cap(&self, cap_kbit_s: u32) {
        self.change(|split| split.cap_kbit_s = Some(cap_kbit_s));
    }

    /// The cap in kbit/s.
    pub fn cap_kbit_s(&self) -> Option<u32> {
        self.split().cap_kbit_s
    }

    /// A bandwidth within the cap.
    pub fn capped(&self, kbit_s: u32) -> u32 {
        self.split().capped(kbit_s)
    }

    fn change(&self, change: impl FnOnce(&mut RateSplit)) {
        let mut split = self.split();
        change(&mut split);
        if let Some(rates) = split.rates(self.media.tiles_kbit_s()) {
            self.media.set_bitrate(rates.video_kbit_s);
            self.media.set_tile_budget(rates.tiles);
        }
    }

    fn split(&self) -> MutexGuard<'_, RateSplit> {
        // A value that is consistent at every moment.
        self.split.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use picture::refinement::TileBudget;

    use super::*;

    #[test]
    fn a_lowered_cap_binds_tiles_at_once() {
        let media = MediaHandle::without_thread();
        let rates = RateControl::new(media.clone(), None);
        rates.allow_tiles();
        assert_eq!(media.ordered_rates(), (None, None), "there is no path yet");
        rates.on_estimate(6_000);
        let uncapped = TileBudget { kbit_s: 6_000, cap_kbit_s: None };
        assert_eq!(media.ordered_rates(), (Some(6_000), Some(uncapped)));
        rates.set_cap(500);
        let capped = TileBudget { kbit_s: 500, cap_kbit_s: Some(500) };
        assert_eq!(media.ordered_rates(), (Some(500), Some(capped)));
        assert_eq!(rates.capped(6_000), 500, "nor are more bytes in flight");
    }

    #[test]
    fn tiles_are_allowed_at_once() {
        let media = MediaHandle::without_thread();
        let rates = RateControl::new(media.clone(), Some(4_000));
        rates.on_estimate(6_000);
        let none = TileBudget { kbit_s: 0, cap_kbit_s: Some(4_000) };
        assert_eq!(media.ordered_rates(), (Some(4_000), Some(none)));
        rates.allow_tiles();
        let some = TileBudget { kbit_s: 4_000, ..none };
        assert_eq!(media.ordered_rates().1, Some(some));
    }
}

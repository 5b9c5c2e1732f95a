//! How much of the bandwidth video and tiles may use.

use crate::refinement::TileBudget;

/// What bounds the rates of one session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateSplit {
    /// The User's cap on everything that is sent, in kbit/s.
    pub cap_kbit_s: Option<u32>,
    /// Whether the viewer shows tiles.
    pub has_tiles: bool,
    /// The estimated bandwidth in kbit/s, once there is a path.
    pub estimated_kbit_s: Option<u32>,
}

/// What video and tiles get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// The bit rate of the video encoder, in kbit/s.
    pub video_kbit_s: u32,
    /// What tiles may use.
    pub tiles: TileBudget,
}

impl RateSplit {
    /// A bandwidth within the cap.
    pub fn capped(&self, kbit_s: u32) -> u32 {
        kbit_s.min(self.cap_kbit_s.unwrap_or(u32::MAX))
    }

    /// The rates, once there is a path. `tiles_kbit_s` is what tiles have used lately while the picture
    /// moved: the video has to do without, but for no more than half of the bandwidth.
    pub fn rates(&self, tiles_kbit_s: u32) -> Option<Rates> {
        let kbit_s = self.capped(self.estimated_kbit_s?);
        Some(Rates {
            video_kbit_s: kbit_s - tiles_kbit_s.min(kbit_s / 2),
            tiles: TileBudget {
                kbit_s: if self.has_tiles { kbit_s } else { 0 },
                cap_kbit_s: self.cap_kbit_s,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn without_a_path_there_are_no_rates() {
        let split = RateSplit { cap_kbit_s: Some(500), has_tiles: true, estimated_kbit_s: None };
        assert_eq!(split.rates(0), None);
    }

    #[test]
    fn a_viewer_without_tiles_gets_none() {
        let split = RateSplit { estimated_kbit_s: Some(6_000), ..RateSplit::default() };
        let tiles = TileBudget { kbit_s: 0, cap_kbit_s: None };
        assert_eq!(split.rates(0), Some(Rates { video_kbit_s: 6_000, tiles }));
    }

    proptest! {
        #[test]
        fn the_cap_binds_video_and_tiles(
            cap_kbit_s in prop::option::of(1..100_000u32), has_tiles: bool,
            estimate in 1..200_000u32, tiles_kbit_s in 0..200_000u32,
        ) {
            let split = RateSplit { cap_kbit_s, has_tiles, estimated_kbit_s: Some(estimate) };
            let rates = split.rates(tiles_kbit_s).unwrap();
            let most = cap_kbit_s.map_or(estimate, |cap| cap.min(estimate));
            prop_assert!(rates.video_kbit_s <= most && rates.tiles.kbit_s <= most);
            prop_assert!(rates.video_kbit_s >= most / 2, "half is left to the video");
            prop_assert_eq!(rates.tiles.cap_kbit_s, cap_kbit_s);
        }
    }
}

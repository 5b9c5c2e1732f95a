//! Paths: what carries the channels and the pictures between the two ends.

/// Names one path of a session: a transport below the channels. It is never used again within the
/// session, so that what still arrives from a path that was replaced can be told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathId(pub u32);

impl PathId {
    /// The path that is opened first.
    pub const FIRST: Self = Self(0);

    /// The lane of the claim with this number in a session: 0 is the first claim, 1 the first resume. Both ends
    /// count the same, so that both name it the same.
    pub fn lane(claim: u32) -> Self {
        Self(LANES | claim)
    }

    /// Whether it names a lane.
    pub fn is_lane(self) -> bool {
        self.0 & LANES != 0
    }

    /// The id of the path that follows this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// The bit that tells the ids of lanes from those of direct paths, which the viewer counts.
const LANES: u32 = 1 << 31;

/// How much an estimate changes before the encoder is given the new one: one part of so many. Each
/// change costs the encoder a new plan, and feedback brings a slightly different estimate each time.
const REPORTED_PART: u32 = 32;

/// Which estimates of the bandwidth are worth reporting.
#[derive(Debug, Default)]
pub struct ReportedEstimate {
    last_kbit_s: u32,
}

impl ReportedEstimate {
    /// The estimate, if it differs enough from the one that was reported last.
    pub fn update(&mut self, estimated_kbit_s: u32) -> Option<u32> {
        let is_other =
            estimated_kbit_s.abs_diff(self.last_kbit_s) > self.last_kbit_s / REPORTED_PART;
        is_other.then(|| {
            self.last_kbit_s = estimated_kbit_s;
            estimated_kbit_s
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_of_three_percent_is_reported() {
        let mut reported = ReportedEstimate::default();
        assert_eq!(reported.update(3_200), Some(3_200));
        assert_eq!(reported.update(3_300), None);
        assert_eq!(reported.update(3_301), Some(3_301));
        assert_eq!(reported.update(3_199), None);
        assert_eq!(reported.update(0), Some(0));
        assert_eq!(reported.update(0), None);
    }
}

//! How long the stages of a frame take.

pub use picture::samples::Percentiles;
use picture::samples::Samples;

/// The times of the last frames, stage by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StageTimes {
    /// Fetching what changed.
    pub capture: Percentiles,
    /// Converting it.
    pub convert: Percentiles,
    /// Encoding the picture.
    pub encode: Percentiles,
}

/// The last samples of each stage.
#[derive(Debug, Default)]
pub(super) struct Stages {
    pub(super) capture: Samples,
    pub(super) convert: Samples,
    pub(super) encode: Samples,
}

impl Stages {
    pub(super) fn times(&self) -> StageTimes {
        StageTimes {
            capture: self.capture.percentiles(),
            convert: self.convert.percentiles(),
            encode: self.encode.percentiles(),
        }
    }
}

//! Options of the hidden `alongside bench-stages`.

use clap::{Args, ValueEnum};
use h264::ChromaFormat;

use super::screen::ScreenChoice;
use crate::picture::encode::{EncoderKind, Tuning};

/// Options of the hidden stage benchmark.
#[derive(Args, Clone, Debug)]
pub struct BenchStages {
    /// Print JSON instead of a table.
    #[arg(long)]
    pub json: bool,
    /// Which screen to capture.
    #[arg(long, default_value = "auto")]
    pub screen: ScreenChoice,
    /// How many frames to measure.
    #[arg(long, default_value_t = 300)]
    pub frames: u32,
    /// Take in what changes, when it changes, instead of the whole screen each time.
    #[arg(long)]
    pub changes: bool,
    /// What encodes: our own encoder, or OpenH264 tuned for text or for films.
    #[arg(long, value_enum, default_value = "screen")]
    pub encoder: Encoder,
    /// The bit rate in kbit/s.
    #[arg(long, default_value_t = 6_000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    pub bitrate: u32,
}

/// See [`BenchStages::encoder`].
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Encoder {
    /// Our own, with a colour for each pixel.
    Screen,
    /// Our own, as every browser takes it: four pixels share a colour.
    ScreenShared,
    /// OpenH264 for desktops.
    Openh264Text,
    /// OpenH264 for films.
    Openh264Films,
}

impl Encoder {
    /// The encoder that it names.
    pub fn kind(self) -> EncoderKind {
        match self {
            Encoder::Screen => EncoderKind::Screen(ChromaFormat::Yuv444),
            Encoder::ScreenShared => EncoderKind::Screen(ChromaFormat::Yuv420),
            Encoder::Openh264Text => EncoderKind::OpenH264(Tuning::Text),
            Encoder::Openh264Films => EncoderKind::OpenH264(Tuning::Speed),
        }
    }
}

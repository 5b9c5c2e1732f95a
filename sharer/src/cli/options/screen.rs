//! `--screen`: what is captured. For tests and benchmarks.

use protocol::geometry::Size;

use crate::picture::SourceKind;
use crate::platform::synthetic::Motion;
use crate::store::value::{BadValue, Expected};

/// Which screen is captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenChoice {
    /// The desktop, by the best method that works.
    Auto,
    /// The desktop, by X11.
    X11,
    /// The desktop, by its portal and PipeWire.
    Portal,
    /// The desktop, by the portable library.
    Scrap,
    /// The desktop, by GDI.
    Gdi,
    /// A picture that carries its own frame number.
    Synthetic {
        /// In px.
        size: Size,
        /// Frames per second; 0 for a still picture.
        fps: u32,
        /// Whether a part of it shows natural video.
        is_busy: bool,
    },
}

impl ScreenChoice {
    /// How it is captured.
    pub fn source(self) -> SourceKind {
        match self {
            ScreenChoice::Auto => SourceKind::Auto,
            ScreenChoice::X11 => SourceKind::X11,
            ScreenChoice::Portal => SourceKind::Portal,
            ScreenChoice::Scrap => SourceKind::Scrap,
            ScreenChoice::Gdi => SourceKind::Gdi,
            ScreenChoice::Synthetic { size, fps: 0, .. } => {
                SourceKind::Synthetic { size, motion: Motion::Still }
            }
            ScreenChoice::Synthetic { size, fps, is_busy } => {
                let motion = if is_busy { Motion::Busy(fps) } else { Motion::Fps(fps) };
                SourceKind::Synthetic { size, motion }
            }
        }
    }
}

/// What can be written.
const FORM: &str = "auto, x11, portal, scrap, gdi, synthetic:WIDTHxHEIGHT@FPS[,busy]";

impl std::str::FromStr for ScreenChoice {
    type Err = BadValue;

    fn from_str(text: &str) -> Result<Self, BadValue> {
        let expected = || BadValue::text(Expected::Form(FORM), text);
        match text {
            "auto" => return Ok(ScreenChoice::Auto),
            "x11" => return Ok(ScreenChoice::X11),
            "portal" => return Ok(ScreenChoice::Portal),
            "scrap" => return Ok(ScreenChoice::Scrap),
            "gdi" => return Ok(ScreenChoice::Gdi),
            _ => {}
        }
        let form = text.strip_prefix("synthetic").ok_or_else(expected)?;
        let form = form.strip_prefix(':').unwrap_or("1280x720@30");
        let (form, is_busy) = form.strip_suffix(",busy").map_or((form, false), |form| (form, true));
        let (size, fps) = form.split_once('@').ok_or_else(expected)?;
        let (width, height) = size.split_once('x').ok_or_else(expected)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| expected());
        let size = Size::new(number(width)?, number(height)?).map_err(|_| expected())?;
        let fps = number(fps)?.min(240);
        Ok(ScreenChoice::Synthetic { size, fps, is_busy })
    }
}

impl ScreenChoice {
    /// Whether it is a picture instead of a desktop.
    pub fn is_synthetic(self) -> bool {
        matches!(self, ScreenChoice::Synthetic { .. })
    }
}

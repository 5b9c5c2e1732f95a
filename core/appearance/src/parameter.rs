//! The settings of Windows (`SystemParametersInfo`), and the values that they may get from a record.

use serde::{Deserialize, Serialize};

/// A parameter of `SystemParametersInfo`. Those that effects depend on alone, such as `SPI_SETMENUANIMATION`, are not
/// needed beside [`Self::UiEffects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemParameter {
    /// `SPI_SETDRAGFULLWINDOWS`: a window shows its content while it is moved.
    DragFullWindows,
    /// `SPI_SETDESKWALLPAPER`: the picture behind the windows; empty for none.
    Wallpaper,
    /// `SPI_SETCLIENTAREAANIMATION`: programs animate what they show.
    ClientAreaAnimation,
    /// `SPI_SETUIEFFECTS`: all effects of menus, lists, tool tips and title bars.
    UiEffects,
    /// `SPI_SETFONTSMOOTHING`.
    FontSmoothing,
}

impl SystemParameter {
    /// Whether this value can be recorded and set: 0 or 1, and of the wallpaper a path on a drive of this computer. A
    /// record never makes Windows connect to another computer, as a path that begins with two backslashes would.
    pub fn takes(self, value: &str) -> bool {
        match self {
            Self::Wallpaper => value.is_empty() || is_local_path(value),
            Self::DragFullWindows
            | Self::ClientAreaAnimation
            | Self::UiEffects
            | Self::FontSmoothing => matches!(value, "0" | "1"),
        }
    }
}

/// Units of a path, with the zero at its end (`MAX_PATH`).
const PATH_UNITS: usize = 260;

fn is_local_path(path: &str) -> bool {
    let mut chars = path.chars();
    let starts = [chars.next(), chars.next(), chars.next()];
    let has_drive =
        matches!(starts, [Some(drive), Some(':'), Some('\\')] if drive.is_ascii_alphabetic());
    has_drive && path.encode_utf16().count() < PATH_UNITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn a_record_sets_switches_and_pictures_of_this_computer_alone() {
        for (value, is_taken) in
            [("0", true), ("1", true), ("2", false), ("", false), ("true", false)]
        {
            assert_eq!(SystemParameter::UiEffects.takes(value), is_taken, "{value}");
        }
        let long = format!(r"C:\{}.jpg", "x".repeat(260));
        for (path, is_taken) in [
            ("", true),
            (r"C:\Users\Ana\Größe.jpg", true),
            (r"\\server\share\a.jpg", false),
            (r"\\?\C:\a.jpg", false),
            ("//server/share/a.jpg", false),
            ("C:a.jpg", false),
            ("a.jpg", false),
            (long.as_str(), false),
        ] {
            assert_eq!(SystemParameter::Wallpaper.takes(path), is_taken, "{path}");
        }
    }
}

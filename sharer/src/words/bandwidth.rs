//! What the User reads about the bandwidth.

use std::fmt::Display;

use appearance::Level;
use session::bandwidth::MAX_KBIT;

use crate::platform::appearance::AppearanceEvent;

/// The level that holds, the rate of the moment, and the cap.
pub fn level(level: Level, kbit_s: u32, max_kbit: Option<u32>) -> String {
    let what = match level {
        Level::None => "nothing is given up for a slow line",
        Level::NoFullWindowDrag => "fewer pictures while something large moves",
        Level::NoBackground => "fewer pictures while something large moves, and no wallpaper",
        Level::Full => {
            "fewer pictures while something large moves, no wallpaper, no effects, no font smoothing, \
             and fewer colours"
        }
    };
    let most = max_kbit.map_or_else(String::new, |most| format!(", {most} kbit/s at most"));
    format!("Bandwidth level {}: {what}. Sending {kbit_s} kbit/s now{most}.", name(level))
}

/// A level as it is typed.
pub fn name(level: Level) -> &'static str {
    match level {
        Level::None => "none",
        Level::NoFullWindowDrag => "no-full-window-drag",
        Level::NoBackground => "no-background",
        Level::Full => "full",
    }
}

/// How the terminal's command is used.
pub fn usage() -> String {
    let (least, most) = (MAX_KBIT.start(), MAX_KBIT.end());
    format!(
        "Type /bandwidth alone to see it, with none, no-full-window-drag, no-background or full to \
         set the level, or with a number from {least} to {most} to send no more kbit/s than that."
    )
}

/// A cap that cannot be kept.
pub fn cap() -> String {
    format!("expected max_kbit from {} to {}", MAX_KBIT.start(), MAX_KBIT.end())
}

/// The desktop's own programs are of no help here.
pub const UNTOUCHED: &str = "The wallpaper and the effects of this desktop are not changed, since alongside does not know how. \
     The picture is made smaller all the same.";

/// A former session had no time to restore the desktop.
pub const RECOVERED: &str = "Your desktop looks as before again: the last session did not end properly and had left it changed.";

/// `alongside restore-desktop` has nothing to do.
pub const NOTHING_TO_RESTORE: &str =
    "Nothing is to be restored: no session has left your desktop changed.";

/// What happened to the appearance of the desktop.
pub fn appearance(event: &AppearanceEvent) -> String {
    match event {
        AppearanceEvent::Restored => RECOVERED.to_owned(),
        AppearanceEvent::NotRestored(error) => not_restored(error),
        AppearanceEvent::Unchanged => UNTOUCHED.to_owned(),
        AppearanceEvent::NotChanged(error) => not_changed(error),
    }
}

/// The desktop is left as it is.
pub fn not_changed(error: &impl Display) -> String {
    format!("The looks of the desktop are not as the level wants them: {error}.")
}

/// The desktop stays changed.
pub fn not_restored(error: &impl Display) -> String {
    format!(
        "The desktop may not look as before: {error}. The next start tries again, and so does: \
         alongside restore-desktop"
    )
}

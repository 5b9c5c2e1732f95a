//! What the User reads about the bandwidth.

use crate::words::say::{Say, say};

use appearance::Level;
use session::bandwidth::MAX_KBIT;

use super::platform;
use crate::platform::appearance::{AppearanceError, AppearanceEvent};

/// The level that holds, the rate of the moment, and the cap.
pub fn level(level: Level, kbit_s: u32, max_kbit: Option<u32>) -> String {
    let what = match level {
        Level::None => Say::BandwidthGivesNone,
        Level::NoFullWindowDrag => Say::BandwidthGivesNoFullWindowDrag,
        Level::NoBackground => Say::BandwidthGivesNoBackground,
        Level::Full => Say::BandwidthGivesFull,
    };
    let (level, what, kbit) = (name(level), what.text(), u64::from(kbit_s));
    match max_kbit.map(u64::from) {
        None => say!(BandwidthLevel, Level = level, What = what, Kbit = kbit),
        Some(most) => {
            say!(BandwidthLevelMost, Level = level, What = what, Kbit = kbit, Most = most)
        }
    }
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
    let (least, most) = (u64::from(*MAX_KBIT.start()), u64::from(*MAX_KBIT.end()));
    say!(BandwidthUsage, Least = least, Most = most)
}

/// A cap that cannot be kept.
pub fn cap() -> String {
    format!("expected max_kbit from {} to {}", MAX_KBIT.start(), MAX_KBIT.end())
}

/// The desktop's own programs are of no help here.
pub const UNTOUCHED: Say = Say::BandwidthUntouched;

/// A former session had no time to restore the desktop.
pub const RECOVERED: Say = Say::BandwidthRecovered;

/// `alongside restore-desktop` has nothing to do.
pub const NOTHING_TO_RESTORE: Say = Say::BandwidthNothingToRestore;

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
pub fn not_changed(error: &AppearanceError) -> String {
    say!(BandwidthNotChanged, Why = &platform::appearance(error))
}

/// The desktop stays changed.
pub fn not_restored(error: &AppearanceError) -> String {
    say!(BandwidthNotRestored, Why = &platform::appearance(error))
}

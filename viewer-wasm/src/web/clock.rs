//! The clocks: the shell reads them, the machines are told.

use js_sys::Date;
use protocol::time::Tick;

use super::window;
use crate::log::Moment;

/// Milliseconds since the page was opened; only moves forward.
pub(crate) fn now_ms() -> f64 {
    window().ok().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// The same in whole µs.
pub(crate) fn now_us() -> u64 {
    // Not negative, and far below 2⁵³ while the page lives.
    (now_ms() * 1000.0) as u64
}

/// The same as the machines take it.
pub(crate) fn tick() -> Tick {
    Tick::from_millis(now_ms() as u64)
}

/// The Helper's wall clock, in seconds since 1970.
pub(crate) fn unix() -> u64 {
    // A clock before 1970 counts as 1970.
    (Date::now() / 1000.0) as u64
}

/// The Helper's wall clock, to be written down.
pub(crate) fn moment() -> Moment {
    let date = Date::new_0();
    Moment {
        year: date.get_full_year(),
        month: date.get_month() + 1,
        day: date.get_date(),
        weekday: date.get_day(),
        hour: date.get_hours(),
        minute: date.get_minutes(),
        second: date.get_seconds(),
        utc: String::from(date.to_iso_string()),
    }
}

//! The clocks. Only the shell reads them.

use super::text::words;
use js_sys::Date;
use protocol::log::{LocalTime, UtcMillis};
use protocol::time::Tick;

use catalogue::Language;

use super::dom::window;
use viewer::log::WallTime;

/// The monotonic clock: milliseconds since the page was opened.
pub(crate) fn now_ms() -> f64 {
    window().ok().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
}

/// The same in whole µs.
pub(crate) fn now_us() -> u64 {
    // Not negative, and far below 2⁵³ while the page lives.
    (now_ms() * 1000.0) as u64
}

/// The same as a tick.
pub(crate) fn tick() -> Tick {
    Tick::from_millis(now_ms() as u64)
}

/// The Helper's wall clock, in seconds since 1970.
pub(crate) fn unix() -> u64 {
    // A clock before 1970 counts as 1970.
    (Date::now() / 1000.0) as u64
}

/// The same in ms.
pub(crate) fn unix_ms() -> u64 {
    Date::now() as u64
}

/// The same as a time in UTC.
pub(crate) fn utc() -> protocol::utc::Utc {
    protocol::utc::Utc::from_unix(unix())
}

/// A day in the page's language.
pub(crate) fn date(at: protocol::utc::Utc) -> String {
    let date = Date::new(&(at.as_unix() as f64 * 1000.0).into());
    let form = js_sys::Object::new();
    for (part, how) in [("day", "numeric"), ("month", "short"), ("year", "numeric")] {
        let _ = js_sys::Reflect::set(&form, &part.into(), &how.into());
    }
    date.to_locale_date_string(&locale(), &form).into()
}

/// How the language of the page writes dates and numbers. English has no region of its own here: its days come
/// before its months, as in most other languages.
fn locale() -> String {
    let language = words().language();
    let is_english = language == Language::English;
    if is_english { "en-GB" } else { language.tag() }.to_owned()
}

/// The Helper's wall clock, for the log.
pub(crate) fn wall_time() -> WallTime {
    // Not negative since 1970, and far below 2⁵³.
    let utc = UtcMillis::from_millis(Date::now() as u64);
    WallTime { utc, local: local(utc) }
}

/// A time in the Helper's time zone.
pub(crate) fn local(utc: UtcMillis) -> LocalTime {
    let date = Date::new(&(utc.as_millis() as f64).into());
    LocalTime {
        year: date.get_full_year(),
        month: date.get_month() + 1,
        day: date.get_date(),
        hour: date.get_hours(),
        minute: date.get_minutes(),
        second: date.get_seconds(),
    }
}

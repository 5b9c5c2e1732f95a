//! Time in UTC, in seconds, for files that are moved between computers.

use alloc::string::String;
use alloc::string::ToString;

use crate::calendar::{date_after, days_before};
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// The last second of the year 9999. Later years do not fit the four digits of RFC 3339.
const LAST: u64 = 253_402_300_799;

const DAY: u64 = 24 * 60 * 60;

/// A time in UTC from 1970 to 9999, in whole seconds. Its text is RFC 3339 in exactly one form:
/// `2026-11-22T19:30:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Utc(u64);

/// The text is not a time in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a time of UTC in the form 2026-11-22T19:30:00Z")]
pub struct ParseUtcError;

impl Utc {
    /// The time that is `seconds` seconds after the Unix epoch, at most the end of the year 9999.
    pub const fn from_unix(seconds: u64) -> Self {
        Self(if seconds < LAST { seconds } else { LAST })
    }

    /// Seconds since the Unix epoch.
    pub const fn as_unix(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date_after(self.0 / DAY);
        let second = self.0 % DAY;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl FromStr for Utc {
    type Err = ParseUtcError;

    fn from_str(text: &str) -> Result<Self, ParseUtcError> {
        read(text.as_bytes()).map(Self).ok_or(ParseUtcError)
    }
}

impl TryFrom<String> for Utc {
    type Error = ParseUtcError;

    fn try_from(text: String) -> Result<Self, ParseUtcError> {
        text.parse()
    }
}

impl From<Utc> for String {
    fn from(time: Utc) -> String {
        time.to_string()
    }
}

fn read(text: &[u8]) -> Option<u64> {
    let form = b"0000-00-00T00:00:00Z";
    let fits = |(have, want): (&u8, &u8)| {
        if *want == b'0' { have.is_ascii_digit() } else { have == want }
    };
    if text.len() != form.len() || !text.iter().zip(form).all(fits) {
        return None;
    }
    let number = |range: core::ops::Range<usize>| {
        let digits = text.get(range)?;
        Some(digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0')))
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    if year < 1970 || !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = days_before(year, month, day)?;
    // 30 February would become a day of March: compare with the date that the days stand for.
    (date_after(days) == (year, month, day))
        .then(|| days * DAY + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_times_are_written_as_rfc_3339() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_827_696, "2000-02-29T12:34:56Z"),
            (1_795_375_800, "2026-11-22T19:30:00Z"),
            (LAST, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Utc::from_unix(seconds).to_string(), text);
            assert_eq!(text.parse(), Ok(Utc::from_unix(seconds)));
        }
    }

    #[test]
    fn a_text_that_is_no_valid_time_is_refused() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T19:30:00",
            "2026-11-22t19:30:00z",
            "2026-11-22T19:30:00+00:00",
            "2026-11-22T19:30:00.5Z",
            "1969-12-31T23:59:59Z",
            "1970-01-00T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T23:60:00Z",
            "2026-11-22T23:59:60Z",
            "２026-11-22T19:30:00Z",
        ] {
            assert_eq!(text.parse::<Utc>(), Err(ParseUtcError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn each_time_is_read_as_it_was_written(seconds in 0..=LAST) {
            let time = Utc::from_unix(seconds);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }
    }
}

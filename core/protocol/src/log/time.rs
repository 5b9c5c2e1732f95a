//! The two times of an entry: UTC, which both copies share, and the local time of Remote Assistance.

use alloc::format;
use alloc::string::String;
use alloc::string::ToString;

use serde::{Deserialize, Serialize};

use crate::calendar::{date_after, days_before};

/// A time in UTC in milliseconds, up to the year 9999. Its text is RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct UtcMillis(u64);

/// The first millisecond after the year 9999.
const YEAR_10000: u64 = 253_402_300_800_000;

const DAY: u64 = 24 * 60 * 60 * 1000;

impl UtcMillis {
    /// The time that is `millis` milliseconds after the Unix epoch, at most the end of the year 9999.
    pub fn from_millis(millis: u64) -> Self {
        Self(millis.min(YEAR_10000 - 1))
    }

    /// Milliseconds since the Unix epoch.
    pub fn as_millis(self) -> u64 {
        self.0
    }

    /// Parses exactly the form that `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<u64> {
            let digits = text.get(from..to)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let in_day = (hour * 60 + minute) * 60_000 + second * 1000 + number(20, 23)?;
        let time = Self((days_before(year, month, day)?).checked_mul(DAY)? + in_day);
        // Other errors (30 February, a wrong separator) make the written form differ from the text.
        (time.0 < YEAR_10000 && time.to_string() == text).then_some(time)
    }
}

impl TryFrom<u64> for UtcMillis {
    type Error = &'static str;

    fn try_from(millis: u64) -> Result<Self, Self::Error> {
        if millis < YEAR_10000 { Ok(Self(millis)) } else { Err("expected a year up to 9999") }
    }
}

impl From<UtcMillis> for u64 {
    fn from(utc: UtcMillis) -> u64 {
        utc.0
    }
}

impl core::fmt::Display for UtcMillis {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (year, month, day) = date_after(self.0 / DAY);
        let (millis, seconds) = (self.0 % 1000, self.0 % DAY / 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
    }
}

/// A time on one side's wall clock, which the shell reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocalTime {
    /// The year, for example 2008.
    pub year: u32,
    /// 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

/// The days of the week, starting with that of 1970-01-01.
const DAYS: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl LocalTime {
    /// `3:24 PM`.
    pub fn time(&self) -> String {
        let half = if self.hour < 12 { "AM" } else { "PM" };
        let hour = match self.hour % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02} {half}", self.minute)
    }

    /// `Wednesday, May 07, 2008`.
    pub fn date(&self) -> String {
        let name = |names: &[&'static str], n: u64| {
            usize::try_from(n).ok().and_then(|n| names.get(n)).copied().unwrap_or_default()
        };
        let days = days_before(self.year.into(), self.month.into(), self.day.into());
        let weekday = name(&DAYS, days.unwrap_or_default() % 7);
        let month = name(&MONTHS, u64::from(self.month).saturating_sub(1));
        format!("{weekday}, {month} {:02}, {}", self.day, self.year)
    }

    /// `20080813154520`: the file name, without extension, for a session that begins at this time.
    pub fn file_stem(&self) -> String {
        let Self { year, month, day, hour, minute, second } = self;
        format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")
    }
}

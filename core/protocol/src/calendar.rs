//! Conversion between days and dates of the Gregorian calendar (H. Hinnant, "chrono-compatible
//! low-level date algorithms").

/// The number of days from 1970-01-01 to a date. Years are counted from March, so that the leap day is
/// the last day of a year.
pub(crate) fn days_before(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month) =
        if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let in_year = (153 * month + 2) / 5 + day;
    (year * 365 + year / 4 - year / 100 + year / 400 + in_year).checked_sub(719_469)
}

/// The date that is `days` days after 1970-01-01.
pub(crate) fn date_after(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month, day)
}

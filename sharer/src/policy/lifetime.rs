//! How long an invitation can be used.

use std::time::Duration;

use protocol::limits::{INVITATION_LIFETIME_MAX, INVITATION_LIFETIME_MIN};

use crate::store::value::{BadValue, Expected};

/// What a time is.
pub fn expected() -> Expected {
    Expected::Time { least: INVITATION_LIFETIME_MIN, most: INVITATION_LIFETIME_MAX, example: "30m" }
}

/// Reads a lifetime, such as `30m`, and checks that it is in range.
pub fn parse(text: &str) -> Result<Duration, BadValue> {
    let wrong = || BadValue::text(expected(), text);
    let duration: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
    let duration = Duration::try_from(duration).map_err(|_| wrong())?;
    if (INVITATION_LIFETIME_MIN..=INVITATION_LIFETIME_MAX).contains(&duration) {
        Ok(duration)
    } else {
        Err(wrong())
    }
}

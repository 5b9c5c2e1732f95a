//! How long a Helper who is lost is waited for.

use std::time::Duration;

use protocol::limits::{RECONNECT_TIMEOUT_MAX, RECONNECT_TIMEOUT_MIN};

use crate::store::value::{BadValue, Expected};

/// What a time is.
pub fn expected() -> Expected {
    Expected::Time { least: RECONNECT_TIMEOUT_MIN, most: RECONNECT_TIMEOUT_MAX, example: "2m" }
}

/// Reads a time, such as `2m`, and checks that it is in range.
pub fn parse(text: &str) -> Result<Duration, BadValue> {
    let wrong = || BadValue::text(expected(), text);
    let duration: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
    let duration = Duration::try_from(duration).map_err(|_| wrong())?;
    // The page is told in whole seconds.
    let duration = Duration::from_secs(duration.as_secs());
    if (RECONNECT_TIMEOUT_MIN..=RECONNECT_TIMEOUT_MAX).contains(&duration) {
        Ok(duration)
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_to_wait_is_from_ten_seconds_to_ten_minutes() {
        for (text, seconds) in [("10s", 10), ("2m", 120), ("1m30s", 90), ("10m", 600)] {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for wrong in ["", "2", "9s", "10m1s", "1h", "-2m", "soon"] {
            assert!(parse(wrong).unwrap_err().to_string().contains("from 10s to 10m"), "{wrong}");
        }
    }
}

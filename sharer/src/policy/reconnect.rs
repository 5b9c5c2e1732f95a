//! How long a Helper who is lost is waited for.

use std::time::Duration;

use protocol::limits::{RECONNECT_TIMEOUT_MAX, RECONNECT_TIMEOUT_MIN};

/// Reads a time, such as `2m`, and checks that it is in range.
pub fn parse(text: &str) -> Result<Duration, String> {
    let expected = || {
        format!(
            "expected a time from {}s to {}m, for example 2m",
            RECONNECT_TIMEOUT_MIN.as_secs(),
            RECONNECT_TIMEOUT_MAX.as_secs() / 60
        )
    };
    let duration: jiff::SignedDuration = text.parse().map_err(|_| expected())?;
    let duration = Duration::try_from(duration).map_err(|_| expected())?;
    // The page is told in whole seconds.
    let duration = Duration::from_secs(duration.as_secs());
    if (RECONNECT_TIMEOUT_MIN..=RECONNECT_TIMEOUT_MAX).contains(&duration) {
        Ok(duration)
    } else {
        Err(expected())
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
            assert!(parse(wrong).unwrap_err().contains("from 10s to 10m"), "{wrong}");
        }
    }
}

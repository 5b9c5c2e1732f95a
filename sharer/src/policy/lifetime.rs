//! How long an invitation can be used.

use std::time::Duration;

use protocol::limits::{INVITATION_LIFETIME_MAX, INVITATION_LIFETIME_MIN};

/// Reads a lifetime, such as `30m`, and checks that it is in range.
pub fn parse(text: &str) -> Result<Duration, String> {
    let expected = || {
        format!(
            "expected a time from {}s to {}h, for example 30m",
            INVITATION_LIFETIME_MIN.as_secs(),
            INVITATION_LIFETIME_MAX.as_secs() / 3600
        )
    };
    let duration: jiff::SignedDuration = text.parse().map_err(|_| expected())?;
    let duration = Duration::try_from(duration).map_err(|_| expected())?;
    if (INVITATION_LIFETIME_MIN..=INVITATION_LIFETIME_MAX).contains(&duration) {
        Ok(duration)
    } else {
        Err(expected())
    }
}

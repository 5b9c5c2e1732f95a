//! When a screen reader says how long an open question can still be answered: when half of the time is left, and shortly
//! before its end. Words that are said each second would leave nobody the rest to think.

use std::time::Duration;

use protocol::limits::CONSENT_TIMEOUT;

use super::asked::Asked;

/// At so many seconds it is said.
const SAID_AT: [u64; 2] = [CONSENT_TIMEOUT.as_secs() / 2, 10];

/// What was counted when the windows were drawn last.
#[derive(Debug, Default)]
pub(super) struct Countdown {
    /// The open question, and its seconds.
    left: Option<(u32, u64)>,
    /// The time is said with this picture.
    pub(super) is_said: bool,
}

impl Countdown {
    /// The windows are drawn at this moment. What was gone by when the question appeared, or while nothing was drawn, is
    /// said once at most, since the words are those of now.
    pub(super) fn look(&mut self, asked: Option<&Asked>, uptime: Duration) {
        let left = asked.map(|asked| (asked.id, asked.until.saturating_sub(uptime).as_secs()));
        self.is_said = match (self.left, left) {
            (Some((before, from)), Some((now, to))) if before == now => {
                SAID_AT.iter().any(|at| (to..from).contains(at))
            }
            (None | Some(_), None | Some(_)) => false,
        };
        self.left = left;
    }
}

//! When `listen` tries again. An error that can pass is waited out, longer each time; one that cannot ends
//! the program.

use std::time::Duration;

use protocol::limits::{OFFER_PAUSE, OPEN_RETRY};
use protocol::peer::EndReason;

use crate::cli::exit::Failure;
use session::Outcome;

/// No wait is longer.
const LONGEST: Duration = Duration::from_secs(300);

/// How often [`OPEN_RETRY`] is doubled at most, which is beyond [`LONGEST`].
const DOUBLINGS: u32 = 10;

/// What to do after an error.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Wait, then try again. `is_first` is whether the error is to be reported: once in a row.
    Wait {
        /// How long.
        pause: Duration,
        /// Whether the attempt before succeeded.
        is_first: bool,
    },
    /// Give up.
    End,
}

/// Counts failed attempts.
#[derive(Debug, Default)]
pub(super) struct Retry {
    /// Whether a session has started already. What fails at the very start is a mistake of the User's.
    has_started: bool,
    failures: u32,
}

impl Retry {
    /// A session has started, and ended.
    pub(super) fn succeeded(&mut self) {
        *self = Self { has_started: true, failures: 0 };
    }

    /// A session could not start.
    pub(super) fn failed(&mut self, failure: &Failure) -> Next {
        let can_pass = match failure {
            // The network, the server, the desktop, a full disk, a locked file.
            Failure::NoServer(_) | Failure::NoScreen(_) | Failure::Failed(_) => true,
            Failure::NoHelper(_)
            | Failure::Usage(_)
            | Failure::Forbidden(_)
            | Failure::PublicNetwork => false,
        };
        if !self.has_started || !can_pass {
            return Next::End;
        }
        let doubled = OPEN_RETRY.saturating_mul(1 << self.failures.min(DOUBLINGS));
        self.failures += 1;
        Next::Wait { pause: doubled.min(LONGEST), is_first: self.failures == 1 }
    }
}

/// How long to wait after a session, before the next one; `None` when there is no next one. A Helper who was
/// refused must not ask again at once, and the server must not be flooded.
pub(super) fn pause_after(ended: &Outcome) -> Option<Duration> {
    if ended.stop {
        return None;
    }
    match ended.reason {
        EndReason::NoScreen | EndReason::Version => None,
        _ if ended.helped => Some(Duration::ZERO),
        EndReason::Declined | EndReason::NoAnswer | EndReason::HelperLeft => Some(OFFER_PAUSE),
        EndReason::UserLeft
        | EndReason::ConnectionLost
        | EndReason::NoPath
        | EndReason::Expired
        | EndReason::Burnt
        | EndReason::Fault
        | EndReason::NoDecoder => Some(OPEN_RETRY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::KnownHelpersError;

    fn passing() -> Failure {
        Failure::Failed("the disk is full".to_owned())
    }

    #[test]
    fn an_error_at_the_start_ends_it() {
        let failures = [passing(), Failure::NoServer(String::new()), Failure::Usage(String::new())];
        for failure in failures {
            assert_eq!(Retry::default().failed(&failure), Next::End);
        }
    }

    #[test]
    fn a_passing_error_is_waited_out_longer_each_time_and_reported_once() {
        let mut retry = Retry::default();
        retry.succeeded();
        let mut before = Duration::ZERO;
        for attempt in 0..20 {
            let Next::Wait { pause, is_first } = retry.failed(&passing()) else { panic!() };
            assert!(pause >= before && pause <= LONGEST, "{pause:?}");
            assert_eq!(is_first, attempt == 0);
            before = pause;
        }
        assert_eq!(before, LONGEST);
        retry.succeeded();
        assert_eq!(retry.failed(&passing()), Next::Wait { pause: OPEN_RETRY, is_first: true });
    }

    #[test]
    fn an_error_that_cannot_pass_ends_it() {
        let nobody = KnownHelpersError::Nobody.into();
        for failure in [nobody, Failure::Usage(String::new()), Failure::Forbidden(String::new())] {
            let mut retry = Retry::default();
            retry.succeeded();
            assert_eq!(retry.failed(&failure), Next::End);
        }
    }
}

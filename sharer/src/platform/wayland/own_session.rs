//! Whether this program has a session by which it can inject. The desktop does not say whose a session is, and the portal's
//! thread and the watch of presses belong to different parts of the program: both find this here.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The session of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnSession {
    /// There is none.
    None,
    /// It is being opened or closed: the desktop may have it or not.
    Changes,
    /// The desktop has it.
    Open,
}

#[derive(Debug)]
struct Held {
    /// Attempts of which the desktop may know.
    attempts: usize,
    /// Those that were granted, and that nobody ends.
    open: usize,
}

static HELD: Mutex<Held> = Mutex::new(Held { attempts: 0, open: 0 });

/// What there is now.
pub(super) fn look() -> OwnSession {
    match *held() {
        Held { attempts: 0, .. } => OwnSession::None,
        Held { attempts: 1, open: 1 } => OwnSession::Open,
        Held { .. } => OwnSession::Changes,
    }
}

/// An attempt to have a session, from before the desktop is asked until it has closed it.
#[derive(Debug)]
pub(super) struct Attempt {
    is_open: bool,
}

impl Attempt {
    /// The desktop is about to be asked.
    pub(super) fn begin() -> Self {
        held().attempts += 1;
        Self { is_open: false }
    }

    /// The session was granted.
    pub(super) fn opened(&mut self) {
        if !std::mem::replace(&mut self.is_open, true) {
            held().open += 1;
        }
    }

    /// The session is about to be closed, or was.
    pub(super) fn closes(&mut self) {
        if std::mem::replace(&mut self.is_open, false) {
            held().open -= 1;
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.closes();
        held().attempts -= 1;
    }
}

fn held() -> MutexGuard<'static, Held> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_ours_from_the_grant_until_its_end_begins() {
        assert_eq!(look(), OwnSession::None);
        let mut attempt = Attempt::begin();
        assert_eq!(look(), OwnSession::Changes);
        attempt.opened();
        assert_eq!(look(), OwnSession::Open);
        let next = Attempt::begin();
        assert_eq!(look(), OwnSession::Changes, "which of two the desktop has is not known");
        drop(next);
        attempt.closes();
        assert_eq!(look(), OwnSession::Changes);
        drop(attempt);
        assert_eq!(look(), OwnSession::None);
    }
}

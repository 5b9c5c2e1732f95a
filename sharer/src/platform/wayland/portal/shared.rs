//! What the portal's thread and its users share.

use std::fmt;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::geometry::Size;
use rustix::event::{EventfdFlags, eventfd};
use tokio::sync::Notify;

use super::error::PortalError;
use super::session::{Opened, PortalSession};
use crate::clock::Clock;

/// What is called when the desktop ends the session.
pub(in super::super) type OnClosed = Box<dyn Fn() + Send + Sync>;

/// How far the session is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    /// There is none.
    #[default]
    None,
    /// The User is asked.
    Opening,
    /// It was granted.
    Open,
    /// The desktop has ended it.
    ClosedByDesktop,
    /// It was ended here.
    Ended,
}

/// See the module.
pub(super) struct Shared {
    state: Mutex<State>,
    /// An event counter, `eventfd(2)`: there is news for the thread that captures.
    changed: OwnedFd,
    on_closed: Mutex<Vec<OnClosed>>,
    /// The thread has ended.
    ended: Condvar,
    pub(super) clock: Clock,
}

/// One attempt to have a session. What an earlier one reports late is ignored.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    number: u64,
    close: Arc<Notify>,
}

impl Attempt {
    /// Completes when the session is to end.
    pub(super) async fn close_requested(&self) {
        self.close.notified().await;
    }
}

#[derive(Default)]
struct State {
    /// Counts the attempts.
    number: u64,
    stage: Stage,
    /// The thread of this attempt runs.
    has_thread: bool,
    /// Tells the thread of this attempt to end.
    close: Arc<Notify>,
    session: Option<PortalSession>,
    outcome: Option<Result<Opened, PortalError>>,
    picture: Option<Size>,
}

impl Shared {
    pub(super) fn new() -> std::io::Result<Self> {
        let changed = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        let (state, on_closed) = (Mutex::default(), Mutex::default());
        Ok(Self { state, changed, on_closed, ended: Condvar::new(), clock: Clock::start() })
    }

    /// A session begins to be opened; `None` while there is one.
    pub(super) fn begin(&self) -> Option<Attempt> {
        let mut state = self.lock();
        if matches!(state.stage, Stage::Opening | Stage::Open) {
            return None;
        }
        let number = state.number + 1;
        *state = State { number, stage: Stage::Opening, has_thread: true, ..State::default() };
        Some(Attempt { number, close: Arc::clone(&state.close) })
    }

    /// The session was granted, or not. One that was ended meanwhile stays so.
    pub(super) fn opened(&self, attempt: &Attempt, outcome: Result<Opened, PortalError>) {
        let mut state = self.lock();
        if state.number != attempt.number || state.stage != Stage::Opening {
            return;
        }
        state.stage = if outcome.is_ok() { Stage::Open } else { Stage::Ended };
        state.session = outcome.as_ref().ok().map(|opened| opened.session.clone());
        state.outcome = Some(outcome);
        drop(state);
        self.announce();
    }

    pub(super) fn take_opened(&self) -> Option<Result<Opened, PortalError>> {
        self.lock().outcome.take()
    }

    /// The desktop has ended the session.
    pub(super) fn closed_by_desktop(&self, attempt: &Attempt) {
        let mut state = self.lock();
        if state.number != attempt.number || state.stage != Stage::Open {
            return;
        }
        state.stage = Stage::ClosedByDesktop;
        state.session = None;
        drop(state);
        let calls = self.on_closed.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().for_each(|call| call());
        drop(calls);
        self.announce();
    }

    /// The thread of the attempt is about to end, or was not started.
    pub(super) fn thread_ended(&self, attempt: &Attempt) {
        let mut state = self.lock();
        state.has_thread &= state.number != attempt.number;
        drop(state);
        self.ended.notify_all();
    }

    /// Waits until no thread runs, but not longer.
    pub(super) fn wait_for_thread(&self, at_most: Duration) {
        let state = self.lock();
        let waited = self.ended.wait_timeout_while(state, at_most, |state| state.has_thread);
        drop(waited);
    }

    /// The session is to end: nothing is injected by it from now on.
    pub(super) fn request_close(&self) {
        let mut state = self.lock();
        if matches!(state.stage, Stage::Opening | Stage::Open) {
            state.stage = Stage::Ended;
            // It is kept for a thread that does not wait for it yet.
            state.close.notify_one();
        }
        // It refers to this: both would live for ever.
        state.session = None;
        state.outcome = None;
    }

    pub(super) fn session(&self) -> Option<PortalSession> {
        self.lock().session.clone()
    }

    pub(super) fn stage(&self) -> Stage {
        self.lock().stage
    }

    pub(super) fn was_closed(&self) -> bool {
        self.stage() == Stage::ClosedByDesktop
    }

    pub(super) fn on_closed(&self, call: OnClosed) {
        self.on_closed.lock().unwrap_or_else(PoisonError::into_inner).push(call);
    }

    pub(super) fn changed(&self) -> BorrowedFd<'_> {
        self.changed.as_fd()
    }

    pub(super) fn settle(&self) {
        let _ = rustix::io::read(&self.changed, &mut [0u8; 8]);
    }

    pub(super) fn picture_size(&self) -> Option<Size> {
        self.lock().picture
    }

    pub(super) fn set_picture_size(&self, size: Size) {
        self.lock().picture = Some(size);
    }

    fn announce(&self) {
        // It fails only when the counter is full, and then it is readable already.
        let _ = rustix::io::write(&self.changed, &1u64.to_ne_bytes());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("stage", &self.stage()).finish_non_exhaustive()
    }
}

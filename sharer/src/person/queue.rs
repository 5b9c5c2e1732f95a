//! The notices that wait to be written.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::limits::{MISSED_STATES, USER_NOTICES};

use super::notice::{StateKey, UserNotice};

/// A bounded queue. To send never waits: when the queue is full, further notices are dropped and
/// counted until the reader has taken all that wait. Then it gets [`UserNotice::LeftOut`], and of the
/// dropped notices those again that say how things are now.
#[derive(Debug, Default)]
pub(super) struct NoticeQueue {
    state: Mutex<State>,
    changed: Condvar,
}

/// A notice, and the session that it belongs to.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) notice: UserNotice,
    pub(super) session: u32,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Entry>,
    dropped: Dropped,
    /// The number of the session that runs.
    session: u32,
    /// Whether a notice was taken and is not written yet.
    is_writing: bool,
    /// Nothing more is accepted.
    is_closed: bool,
}

/// The notices that were dropped since the reader last kept up.
#[derive(Debug, Default)]
struct Dropped {
    count: u32,
    /// The newest of each [`StateKey`], oldest first.
    newest: Vec<UserNotice>,
}

impl Dropped {
    fn add(&mut self, notice: UserNotice) {
        self.count = self.count.saturating_add(1);
        let Some(key) = notice.state() else { return };
        let was = self.newest.iter().position(|old| old.state() == Some(key));
        let was = was.map(|at| self.newest.remove(at));
        let is_closed = matches!(
            notice,
            UserNotice::QuestionWithdrawn { .. } | UserNotice::QuestionAnswered { .. }
        );
        if is_closed && was.is_some() {
            // The reader has never seen the question.
            return;
        }
        if self.newest.len() >= MISSED_STATES {
            self.newest.remove(0);
        }
        self.newest.push(notice);
    }

    fn forget_questions(&mut self) {
        self.newest.retain(|notice| !matches!(notice.state(), Some(StateKey::Question(_))));
    }
}

impl NoticeQueue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a notice, or drops and counts it when there is no room.
    pub(super) fn send(&self, notice: UserNotice) {
        let mut state = self.lock();
        if state.is_closed {
            return;
        }
        let session = state.session;
        if state.dropped.count > 0 || state.waiting.len() >= USER_NOTICES {
            state.dropped.add(notice);
        } else {
            state.waiting.push_back(Entry { notice, session });
        }
        drop(state);
        self.changed.notify_all();
    }

    /// A session begins.
    pub(super) fn begin_session(&self) {
        let mut state = self.lock();
        state.session = state.session.wrapping_add(1);
        state.dropped.forget_questions();
    }

    /// The number of the session that runs.
    pub(super) fn session(&self) -> u32 {
        self.lock().session
    }

    /// Waits for the next notice. [`Self::written`] has to follow. `None` after [`Self::close`], once
    /// all is taken.
    pub(super) fn take(&self) -> Option<Entry> {
        let idle = |state: &mut State| {
            state.waiting.is_empty() && state.dropped.count == 0 && !state.is_closed
        };
        let state = self.changed.wait_while(self.lock(), idle);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.waiting.is_empty() && state.dropped.count > 0 {
            let Dropped { count, newest } = std::mem::take(&mut state.dropped);
            let session = state.session;
            let repeated = std::iter::once(UserNotice::LeftOut { count }).chain(newest);
            state.waiting.extend(repeated.map(|notice| Entry { notice, session }));
        }
        let entry = state.waiting.pop_front();
        state.is_writing = entry.is_some();
        entry
    }

    /// The notice that was taken last is written.
    pub(super) fn written(&self) {
        self.lock().is_writing = false;
        self.changed.notify_all();
    }

    /// Waits until all is written, but no longer than `patience`. Whether all is written.
    pub(super) fn wait_until_written(&self, patience: Duration) -> bool {
        let busy = |state: &mut State| {
            state.is_writing || !state.waiting.is_empty() || state.dropped.count > 0
        };
        let waited = self.changed.wait_timeout_while(self.lock(), patience, busy);
        let (_state, outcome) = waited.unwrap_or_else(PoisonError::into_inner);
        !outcome.timed_out()
    }

    /// Accepts nothing more, and waits until all is written, but no longer than `patience`. Whether
    /// all is written.
    pub(super) fn close(&self, patience: Duration) -> bool {
        self.lock().is_closed = true;
        self.changed.notify_all();
        self.wait_until_written(patience)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::notice::Note;
    use protocol::peer::Phase;
    use session::{ControlStop, Notice, Proof, Question};

    fn phase(phase: Phase) -> UserNotice {
        UserNotice::Session(Notice::Phase {
            phase,
            helper: None,
            reason: None,
            stop: ControlStop::PanicKey,
        })
    }

    fn question(id: u32) -> UserNotice {
        UserNotice::Question {
            id,
            question: Question::Control,
            helper: "Jacky".parse().unwrap(),
            proof: Proof::Code,
            resembles: None,
            text: "?".into(),
            files: None,
            until: Duration::ZERO,
            stop: ControlStop::PanicKey,
        }
    }

    /// A queue that is full of notes.
    fn full() -> NoticeQueue {
        let queue = NoticeQueue::default();
        for _ in 0..USER_NOTICES {
            queue.send(UserNotice::Note(Note::ViewOnlyHere));
        }
        queue
    }

    /// All that waits, but for the notes.
    fn rest(queue: &NoticeQueue) -> Vec<String> {
        queue.close(Duration::ZERO);
        let taken = std::iter::from_fn(|| queue.take());
        let others = taken.filter(|entry| !matches!(entry.notice, UserNotice::Note(_)));
        others.map(|entry| format!("{:?}", entry.notice)).collect()
    }

    #[test]
    fn a_reader_that_keeps_up_gets_everything() {
        let queue = NoticeQueue::default();
        for _ in 0..3 * USER_NOTICES {
            queue.send(UserNotice::Note(Note::ViewOnlyHere));
            assert!(matches!(queue.take().unwrap().notice, UserNotice::Note(_)));
            queue.written();
        }
        assert!(rest(&queue).is_empty());
    }

    #[test]
    fn what_is_dropped_is_counted_and_the_newest_state_is_repeated() {
        let queue = full();
        queue.send(phase(Phase::ScreenSharing));
        queue.send(question(1));
        queue.send(UserNotice::QuestionWithdrawn { id: 1 });
        queue.send(UserNotice::QuestionWithdrawn { id: 7 });
        queue.send(question(2));
        queue.send(phase(Phase::ControlSharing));
        // One place is free again: still nothing comes before those that were dropped.
        queue.take().unwrap();
        queue.send(UserNotice::Session(Notice::WrongCode { attempts_left: 1 }));
        let expected = [
            UserNotice::LeftOut { count: 7 },
            UserNotice::QuestionWithdrawn { id: 7 },
            question(2),
            phase(Phase::ControlSharing),
        ];
        assert_eq!(rest(&queue), expected.map(|notice| format!("{notice:?}")));
    }

    #[test]
    fn a_question_of_another_session_is_not_repeated() {
        let queue = full();
        queue.send(question(1));
        queue.begin_session();
        assert_eq!(rest(&queue), [format!("{:?}", UserNotice::LeftOut { count: 1 })]);
    }

    #[test]
    fn a_reader_that_never_reads_costs_a_bounded_amount() {
        let queue = full();
        for id in 0..1_000 {
            queue.send(question(id));
        }
        assert_eq!(rest(&queue).len(), 1 + MISSED_STATES);
    }

    #[test]
    fn closing_waits_for_what_is_written_and_not_for_longer() {
        let queue = NoticeQueue::default();
        assert!(queue.close(Duration::MAX), "nothing waits");
        let queue = NoticeQueue::default();
        queue.send(phase(Phase::Ended));
        queue.take().unwrap();
        assert!(!queue.close(Duration::from_millis(1)), "it is taken, and not written");
        queue.written();
        assert!(queue.close(Duration::MAX));
        queue.send(phase(Phase::Ended));
        assert!(queue.take().is_none(), "nothing more is accepted");
    }
}

//! The queue of the injection thread.
//!
//! When it is full, a move is dropped together with the button presses that were meant for its
//! position; other presses are dropped, too. A release never is, so that nothing stays down.

use std::collections::VecDeque;

use protocol::input::Action;
use protocol::limits::{HELD_KEYS, INJECT_QUEUE};

use session::display::Area;
use session::gate::Injection;

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// An event admitted in an epoch of control.
    Inject(Injection, u64),
    /// Everything that is held is released.
    ReleaseAll,
    /// Points refer to this part of the desktop from now on.
    SetArea(Area),
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Queue {
    tasks: VecDeque<Task>,
    /// A move was dropped: the pointer is not where the next press was meant.
    is_misplaced: bool,
    dropped: u64,
}

impl Queue {
    /// Returns whether there was room, or a later move makes up for it.
    pub(super) fn push(&mut self, injection: Injection, epoch: u64) -> bool {
        let task = Task::Inject(injection, epoch);
        if let Injection::Move(_) = injection {
            // Only the last of several moves has to be made.
            if let Some(Task::Inject(last @ Injection::Move(_), at)) = self.tasks.back_mut()
                && *at == epoch
            {
                *last = injection;
                self.is_misplaced = false;
                return true;
            }
            self.is_misplaced = self.is_full();
        }
        let is_lost = match injection {
            Injection::Button(_, Action::Press) | Injection::Scroll { .. } => self.is_misplaced,
            Injection::Button(_, Action::Release)
            | Injection::Key(..)
            | Injection::Character(..)
            | Injection::Move(_) => false,
        };
        if is_release(injection) {
            self.push_always(task)
        } else if is_lost || self.is_full() {
            self.dropped += 1;
            matches!(injection, Injection::Move(_))
        } else {
            self.tasks.push_back(task);
            true
        }
    }

    pub(super) fn release_all(&mut self) {
        if self.tasks.back() != Some(&Task::ReleaseAll) {
            self.push_always(Task::ReleaseAll);
        }
    }

    /// The picture shows this part of the desktop. Events that are queued already refer to the part
    /// before.
    pub(super) fn set_area(&mut self, area: Area) {
        // The pointer's present position is not where the next press is meant.
        self.is_misplaced = true;
        self.push_always(Task::SetArea(area));
    }

    pub(super) fn pop(&mut self) -> Option<Task> {
        self.tasks.pop_front()
    }

    pub(super) fn clear(&mut self) {
        self.tasks.clear();
        self.is_misplaced = false;
    }

    /// Events dropped so far.
    pub(super) fn dropped(&self) -> u64 {
        self.dropped
    }

    fn is_full(&self) -> bool {
        self.tasks.len() >= INJECT_QUEUE
    }

    /// Returns whether nothing had to give way.
    fn push_always(&mut self, task: Task) -> bool {
        // The gate admits only releases of held keys, so there are no more releases than keys. If there
        // are, one task replaces all of them.
        let has_room = self.tasks.len() < INJECT_QUEUE + HELD_KEYS;
        if has_room {
            self.tasks.push_back(task);
        } else {
            self.dropped += u64::try_from(self.tasks.len()).unwrap_or(u64::MAX);
            let is_area = |task: &&Task| matches!(task, Task::SetArea(_));
            let area = self.tasks.iter().chain([&task]).filter(is_area).copied().last();
            self.clear();
            self.tasks.push_back(Task::ReleaseAll);
            self.tasks.extend(area);
        }
        has_room
    }
}

fn is_release(injection: Injection) -> bool {
    match injection {
        Injection::Button(_, action)
        | Injection::Key(_, action)
        | Injection::Character(_, action) => action == Action::Release,
        Injection::Move(_) | Injection::Scroll { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::geometry::Point;
    use protocol::input::Button;

    fn to(x: u16) -> Injection {
        Injection::Move(Point { x, y: 0 })
    }

    fn key(action: Action) -> Injection {
        Injection::Character('a', action)
    }

    const PRESS: Injection = Injection::Button(Button::Left, Action::Press);
    const RELEASE: Injection = Injection::Button(Button::Left, Action::Release);

    fn drain(queue: &mut Queue) -> Vec<Task> {
        std::iter::from_fn(|| queue.pop()).collect()
    }

    #[test]
    fn moves_in_a_row_become_one_but_never_jump_a_button() {
        let mut queue = Queue::default();
        for injection in [to(1), to(2), PRESS, to(3), to(4), RELEASE] {
            queue.push(injection, 0);
        }
        queue.push(to(5), 0);
        queue.push(to(6), 1);
        let task = |injection, epoch| Task::Inject(injection, epoch);
        assert_eq!(
            drain(&mut queue),
            [
                task(to(2), 0),
                task(PRESS, 0),
                task(to(4), 0),
                task(RELEASE, 0),
                task(to(5), 0),
                task(to(6), 1),
            ]
        );
    }

    #[test]
    fn events_that_were_queued_for_one_display_never_act_on_another() {
        let size = protocol::geometry::Size::new(10, 10).unwrap();
        let area = Area { x: 10, y: 0, size };
        let mut queue = Queue::default();
        queue.push(to(1), 0);
        queue.set_area(area);
        // A press without a move would land where the pointer happens to be.
        queue.push(PRESS, 0);
        queue.push(to(2), 0);
        queue.push(PRESS, 0);
        let task = |injection| Task::Inject(injection, 0);
        assert_eq!(drain(&mut queue), [task(to(1)), Task::SetArea(area), task(to(2)), task(PRESS)]);
        // It is never dropped.
        queue.set_area(area);
        for _ in 0..10 * INJECT_QUEUE {
            queue.push(RELEASE, 0);
        }
        assert!(drain(&mut queue).contains(&Task::SetArea(area)));
    }

    #[test]
    fn a_full_queue_takes_releases_and_nothing_else() {
        let mut queue = Queue::default();
        for _ in 0..INJECT_QUEUE {
            queue.push(key(Action::Press), 0);
        }
        assert!(queue.push(to(7), 0), "the next move makes up for it");
        assert!(!queue.push(key(Action::Press), 0));
        assert!(!queue.push(PRESS, 0));
        assert!(queue.push(key(Action::Release), 0));
        assert_eq!(queue.dropped(), 3);
        let tasks = drain(&mut queue);
        assert_eq!(tasks.len(), INJECT_QUEUE + 1);
        assert_eq!(tasks.last(), Some(&Task::Inject(key(Action::Release), 0)));
    }

    #[test]
    fn no_click_lands_where_a_lost_move_did_not_lead() {
        let mut queue = Queue::default();
        for _ in 0..INJECT_QUEUE {
            queue.push(key(Action::Press), 0);
        }
        queue.push(to(7), 0);
        queue.pop();
        queue.push(PRESS, 0);
        queue.push(RELEASE, 0);
        let tasks = drain(&mut queue);
        assert!(!tasks.contains(&Task::Inject(PRESS, 0)));
        queue.push(to(8), 0);
        queue.push(PRESS, 0);
        assert_eq!(drain(&mut queue), [Task::Inject(to(8), 0), Task::Inject(PRESS, 0)]);
    }

    #[test]
    fn a_flood_of_releases_becomes_one_release_of_everything() {
        let mut queue = Queue::default();
        for _ in 0..10 * INJECT_QUEUE {
            queue.push(key(Action::Release), 0);
            assert!(queue.tasks.len() <= INJECT_QUEUE + HELD_KEYS);
        }
        assert!(drain(&mut queue).contains(&Task::ReleaseAll));
    }
}

//! The pace in which the Helper's input is sent: never more of it than the sharer's gate admits.
//!
//! What is too much for a moment waits for its turn, in order. Moves and turns of the wheel that wait become one.

use alloc::collections::VecDeque;
use core::time::Duration;

use protocol::input::{Action, InputEvent};
use protocol::limits::{INPUT_BURST, INPUT_EVENTS_SENT_PER_SECOND, INPUT_IN_FLIGHT, INPUT_WAITING};
use protocol::time::Tick;

/// The most that turns of the wheel become by being added: the gate turns no more notches at once.
const WHEEL_MAX: i16 = 8 * 120;

/// In which time one more event is allowed.
const INTERVAL: Duration = Duration::from_micros(1_000_000 / INPUT_EVENTS_SENT_PER_SECOND as u64);

/// What is lost because more waits than there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// This event.
    This,
    /// Everything that waited. What is pressed is to be forgotten: all of it comes up on the other side.
    All,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Pacing {
    waiting: VecDeque<InputEvent>,
    /// The character of a text that was lost, until its release comes, which has nothing to release.
    unpressed: Option<char>,
    /// In which time everything that was sent is allowed again, counted from `since`.
    owed: Duration,
    since: Tick,
    /// A loss was said, and something still waits.
    has_said: bool,
}

impl Pacing {
    /// Takes an event, which [`Pacing::next`] returns in its turn. Returns what is lost, if it is more than moves, and none
    /// was since nothing waited.
    ///
    /// A text gives way first, since nobody holds it down; keys and buttons have as much room again.
    pub fn push(&mut self, event: InputEvent) -> Option<Lost> {
        let event = self.merge(event);
        let is_full = self.waiting.len() >= INPUT_WAITING;
        match event {
            InputEvent::Move { .. } if is_full => return None,
            InputEvent::Wheel { .. } if is_full => return self.loses_this(),
            InputEvent::Character { key: None, character, action: Action::Press } if is_full => {
                self.unpressed = Some(character);
                return self.loses_this();
            }
            InputEvent::Character { key: None, character, action: Action::Release }
                if self.unpressed == Some(character) =>
            {
                self.unpressed = None;
                return None;
            }
            InputEvent::Move { .. }
            | InputEvent::Wheel { .. }
            | InputEvent::Character { .. }
            | InputEvent::Button { .. }
            | InputEvent::Key { .. }
            | InputEvent::Picture { .. }
            | InputEvent::ReleaseAll => {}
        }
        let is_over = self.waiting.len() >= 2 * INPUT_WAITING;
        if is_over {
            self.clear();
            self.waiting.push_back(InputEvent::ReleaseAll);
        }
        self.waiting.push_back(event);
        is_over.then_some(Lost::All)
    }

    fn loses_this(&mut self) -> Option<Lost> {
        (!core::mem::replace(&mut self.has_said, true)).then_some(Lost::This)
    }

    /// The next event to send now, when so many were sent that may not have arrived.
    pub fn next(&mut self, in_flight: usize, now: Tick) -> Option<InputEvent> {
        if self.waiting.is_empty() {
            self.has_said = false;
        }
        if self.waiting.is_empty() || in_flight >= INPUT_IN_FLIGHT {
            return None;
        }
        self.owed = self.owed.saturating_sub(now.since(self.since));
        self.since = now;
        if self.owed + INTERVAL > INTERVAL * INPUT_BURST {
            return None;
        }
        self.owed += INTERVAL;
        self.waiting.pop_front()
    }

    /// When the next event may be sent. `None` when none waits, and while so many are in flight that it is the arrival of
    /// those that is waited for.
    pub fn deadline(&self, in_flight: usize) -> Option<Tick> {
        let too_soon = (self.owed + INTERVAL).saturating_sub(INTERVAL * INPUT_BURST);
        // A tick is a whole millisecond: never one too early.
        let too_soon = Duration::from_millis(too_soon.as_micros().div_ceil(1000) as u64);
        (!self.waiting.is_empty() && in_flight < INPUT_IN_FLIGHT).then(|| self.since + too_soon)
    }

    /// Forgets what waits. The last picture that points refer to stays.
    pub fn clear(&mut self) {
        let is_picture = |event: &&InputEvent| matches!(event, InputEvent::Picture { .. });
        let picture = self.waiting.iter().rfind(is_picture).copied();
        self.waiting = picture.into_iter().collect();
        self.unpressed = None;
    }

    /// Takes what is overtaken by an event out of the end of what waits. Returns the event that stands for all of it.
    fn merge(&mut self, event: InputEvent) -> InputEvent {
        let carries_its_place = matches!(
            event,
            InputEvent::Move { .. } | InputEvent::Button { .. } | InputEvent::Wheel { .. }
        );
        if carries_its_place && let Some(InputEvent::Move { .. }) = self.waiting.back() {
            self.waiting.pop_back();
        }
        if let InputEvent::Wheel { seq, point, dx, dy } = event
            && let Some(InputEvent::Wheel { dx: right, dy: down, .. }) = self.waiting.back()
            && let (Some(dx), Some(dy)) = (added(*right, dx), added(*down, dy))
        {
            self.waiting.pop_back();
            return InputEvent::Wheel { seq, point, dx, dy };
        }
        event
    }
}

/// Both turns, unless they are too much for one event.
fn added(one: i16, other: i16) -> Option<i16> {
    one.checked_add(other).filter(|sum| sum.unsigned_abs() <= WHEEL_MAX.unsigned_abs())
}

#[cfg(test)]
mod tests;

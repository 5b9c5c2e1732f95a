//! Single, double and triple clicks. macOS does not count the clicks of injected events.

use std::time::Duration;

use protocol::input::Button;
use protocol::time::Tick;

/// The longest time from one press to the next of a double click, as System Settings has it unless it is changed.
const INTERVAL: Duration = Duration::from_millis(500);

/// How far the pointer may move between them, in points. A hand that clicks twice moves a little.
const DISTANCE: f64 = 4.0;

/// Counts clicks.
#[derive(Debug, Default)]
pub(super) struct Clicks(Option<Last>);

#[derive(Debug)]
struct Last {
    button: Button,
    place: (f64, f64),
    at: Tick,
    count: i64,
}

impl Clicks {
    /// A button is pressed at a place of the desktop, in points. The number of this click in its series.
    pub(super) fn press(&mut self, button: Button, place: (f64, f64), now: Tick) -> i64 {
        let count = match &self.0 {
            Some(last)
                if last.button == button
                    && now.since(last.at) <= INTERVAL
                    && (last.place.0 - place.0).abs() <= DISTANCE
                    && (last.place.1 - place.1).abs() <= DISTANCE =>
            {
                last.count.saturating_add(1)
            }
            Some(_) | None => 1,
        };
        self.0 = Some(Last { button, place, at: now, count });
        count
    }

    /// The click that a button's release, or a move while it is down, belongs to.
    pub(super) fn of(&self, button: Button) -> i64 {
        self.0.as_ref().filter(|last| last.button == button).map_or(1, |last| last.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_count_up_while_they_come_fast_at_one_place_with_one_button() {
        let after = Tick::from_millis;
        let mut clicks = Clicks::default();
        assert_eq!(clicks.press(Button::Left, (10.0, 10.0), after(0)), 1);
        assert_eq!(clicks.press(Button::Left, (12.0, 9.0), after(400)), 2);
        assert_eq!(clicks.of(Button::Left), 2);
        assert_eq!(clicks.press(Button::Left, (12.0, 9.0), after(900)), 3);
        assert_eq!(clicks.press(Button::Left, (12.0, 9.0), after(1401)), 1, "too late");
        assert_eq!(clicks.press(Button::Left, (20.0, 9.0), after(1500)), 1, "too far");
        assert_eq!(clicks.press(Button::Right, (20.0, 9.0), after(1600)), 1, "another button");
        assert_eq!(clicks.of(Button::Left), 1);
    }
}

//! How fast keys are given other characters.
//!
//! A program is told that the key map has changed, and reads it as it is by then. If a key that was pressed has got another
//! character meanwhile, the program takes the press for that one. So a key gets another character only after programs have
//! had time to take its last press.

use std::time::Duration;

use protocol::time::Tick;

/// How long a busy program may take to read a key press.
const READ: Duration = Duration::from_millis(150);

/// The characters that were given to keys lately.
#[derive(Debug, Default)]
pub(super) struct Remaps {
    /// When the first of them was given, and how many there are.
    given: Option<(Tick, usize)>,
}

impl Remaps {
    /// A key was given a character.
    pub(super) fn note(&mut self, now: Tick) {
        let count = match self.given {
            Some((since, count)) if now.since(since) < READ => (since, count + 1),
            Some(_) | None => (now, 1),
        };
        self.given = Some(count);
    }

    /// How long to wait before the next one, where so many keys take turns: no more than half of them within [`READ`].
    pub(super) fn wait(&self, keys: usize, now: Tick) -> Duration {
        match self.given {
            Some((since, count)) if count >= (keys / 2).max(1) => {
                READ.saturating_sub(now.since(since))
            }
            Some(_) | None => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_keys_are_given_a_character_at_once_and_the_next_ones_later() {
        let mut remaps = Remaps::default();
        let at = Tick::from_millis;
        for n in 0..10 {
            assert_eq!(remaps.wait(20, at(n)), Duration::ZERO, "{n}");
            remaps.note(at(n));
        }
        assert_eq!(remaps.wait(20, at(10)), Duration::from_millis(140));
        assert_eq!(remaps.wait(20, at(150)), Duration::ZERO);
        remaps.note(at(150));
        assert_eq!(remaps.wait(20, at(151)), Duration::ZERO);
        assert_eq!(remaps.wait(1, at(151)), Duration::from_millis(149), "one key alone");
        assert_eq!(Remaps::default().wait(0, at(0)), Duration::ZERO);
    }
}

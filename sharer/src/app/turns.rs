//! Which sources of events the session loop may take from: the more urgent ones first, but none so often
//! that the others starve.

/// A source of events, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Interrupt,
    Died,
    Prompts,
    Lines,
    Lost,
    Connection,
    Media,
    Contacts,
    Log,
    Transfers,
    Elements,
    Signal,
    Appearance,
    Days,
    Delivery,
}

/// How many events of one source are taken before all others had their turn.
const BUDGET: u32 = 32;

/// Counts the events of each source. A source that has used its budget rests until no other source has
/// an event, or all have used theirs. The panic key is no source here: it is always first.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    taken: [u32; Source::Delivery as usize + 1],
}

impl Turns {
    /// Whether an event of this source may be taken now.
    pub(crate) fn may(&self, source: Source) -> bool {
        self.taken.get(source as usize).is_none_or(|taken| *taken < BUDGET)
    }

    /// An event of this source was taken.
    pub(crate) fn took(&mut self, source: Source) {
        if let Some(taken) = self.taken.get_mut(source as usize) {
            *taken += 1;
        }
    }

    /// Whether a source rests, so that the loop must not sleep.
    pub(crate) fn has_resting(&self) -> bool {
        self.taken.iter().any(|taken| *taken >= BUDGET)
    }

    /// No source that may be taken from has an event: all begin again.
    pub(crate) fn restart(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Source; 15] = [
        Source::Interrupt,
        Source::Died,
        Source::Prompts,
        Source::Lines,
        Source::Lost,
        Source::Connection,
        Source::Media,
        Source::Contacts,
        Source::Log,
        Source::Transfers,
        Source::Elements,
        Source::Signal,
        Source::Appearance,
        Source::Days,
        Source::Delivery,
    ];

    /// Takes `count` events as the loop does, where `busy` sources always have one.
    fn taken(busy: &[Source], count: usize) -> Vec<Source> {
        let mut turns = Turns::default();
        let mut taken = Vec::new();
        while taken.len() < count {
            match busy.iter().find(|source| turns.may(**source)) {
                Some(source) => {
                    turns.took(*source);
                    taken.push(*source);
                }
                None => {
                    assert!(
                        turns.has_resting(),
                        "there are events, so that the loop must not sleep"
                    );
                    turns.restart();
                }
            }
        }
        taken
    }

    #[test]
    fn every_busy_source_gets_its_turn() {
        let round = ALL.len() * BUDGET as usize;
        let taken = taken(&ALL, 3 * round);
        for source in ALL {
            let count = taken.iter().filter(|other| **other == source).count();
            assert_eq!(count, 3 * BUDGET as usize, "{source:?}");
        }
    }

    #[test]
    fn a_source_that_floods_lets_others_through_and_is_not_slowed_down_alone() {
        let both = taken(&[Source::Connection, Source::Signal], 3 * BUDGET as usize);
        let first = both.iter().position(|source| *source == Source::Signal);
        assert_eq!(first, Some(BUDGET as usize));
        let alone = taken(&[Source::Connection], 1000);
        assert_eq!(alone.len(), 1000);
        assert!(!Turns::default().has_resting());
    }
}

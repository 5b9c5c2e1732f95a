//! The fingers, and how they lie.

use alloc::collections::BTreeMap;

use crate::fit::CssPx;

/// Fingers that are followed; further ones are dropped.
const FINGERS: usize = 5;

/// A position on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spot {
    pub(super) x: CssPx,
    pub(super) y: CssPx,
}

impl Spot {
    pub(super) fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// A finger: where it came down, and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finger {
    pub(super) down: Spot,
    now: Spot,
}

/// All fingers.
#[derive(Debug, Default)]
pub(super) struct Fingers {
    fingers: BTreeMap<i32, Finger>,
    /// Where a finger was last.
    last: Spot,
}

impl Fingers {
    pub(super) fn len(&self) -> usize {
        self.fingers.len()
    }

    pub(super) fn first(&self) -> Option<Finger> {
        self.fingers.values().next().copied()
    }

    /// Where a finger was last.
    pub(super) fn last(&self) -> Spot {
        self.last
    }

    /// Adds a finger, unless there are too many.
    pub(super) fn add(&mut self, id: i32, at: Spot) -> bool {
        if self.fingers.len() >= FINGERS {
            return false;
        }
        self.last = at;
        self.fingers.insert(id, Finger { down: at, now: at });
        true
    }

    /// Moves a finger that is there.
    pub(super) fn move_to(&mut self, id: i32, at: Spot) -> Option<Finger> {
        let finger = self.fingers.get_mut(&id)?;
        finger.now = at;
        self.last = at;
        Some(*finger)
    }

    pub(super) fn remove(&mut self, id: i32) -> Option<Finger> {
        self.fingers.remove(&id)
    }

    /// The middle of all fingers, and how far the first two are apart.
    pub(super) fn spread(&self) -> (Spot, CssPx) {
        let count = self.fingers.len().max(1) as f64;
        let sum = |of: fn(&Spot) -> f64| self.fingers.values().map(|it| of(&it.now)).sum::<f64>();
        let center = Spot { x: sum(|it| it.x) / count, y: sum(|it| it.y) / count };
        let mut spots = self.fingers.values().map(|finger| finger.now);
        let apart = match (spots.next(), spots.next()) {
            (Some(one), Some(other)) => apart(one, other),
            (_, _) => 0.0,
        };
        (center, apart)
    }
}

/// The distance of two positions.
pub(super) fn apart(one: Spot, other: Spot) -> CssPx {
    crate::number::hypotenuse(one.x - other.x, one.y - other.y)
}

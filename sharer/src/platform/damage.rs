//! What changed on the screen, as a bounded list of rectangles.

use protocol::geometry::{Rect, Size};
use protocol::limits::DAMAGE_RECTS;

/// Rectangles that hold everything that changed. They may overlap; there are at most
/// [`DAMAGE_RECTS`].
#[derive(Debug, Default)]
pub struct Damage {
    rects: Vec<Rect>,
}

impl Damage {
    /// Nothing changed.
    pub fn new() -> Self {
        Self { rects: Vec::with_capacity(DAMAGE_RECTS) }
    }

    /// Adds a rectangle.
    pub fn add(&mut self, rect: Rect) {
        if rect.is_empty() {
            return;
        }
        let mut rect = rect;
        // Rectangles that fit together well become one, which may then fit with another one.
        while let Some(at) = self.rects.iter().position(|other| fits(*other, rect)) {
            rect = self.rects.swap_remove(at).union(rect);
        }
        if self.rects.len() < DAMAGE_RECTS {
            self.rects.push(rect);
            return;
        }
        let growth = |other: &Rect| area(other.union(rect)).saturating_sub(area(*other));
        if let Some(nearest) = self.rects.iter_mut().min_by_key(|other| growth(other)) {
            *nearest = nearest.union(rect);
        }
    }

    /// Makes every rectangle begin at even pixels and end at even ones or at the picture's edge, as
    /// 4:2:0 chroma needs it. When the rectangles would then hold more pixels than the whole
    /// picture, the whole picture takes their place.
    pub fn align(&mut self, size: Size) {
        for rect in &mut self.rects {
            *rect = rect.even(size).unwrap_or(NOTHING);
        }
        self.rects.retain(|rect| !rect.is_empty());
        let sum: u64 = self.rects.iter().copied().map(area).sum();
        if sum > area(size.rect()) {
            self.rects.clear();
            self.rects.push(size.rect());
        }
    }

    /// Whether anything within `rect` may have changed.
    pub fn touches(&self, rect: Rect) -> bool {
        self.rects.iter().any(|other| other.meets(rect))
    }

    /// The rectangles.
    pub fn rects(&self) -> &[Rect] {
        &self.rects
    }

    /// Removes all rectangles.
    pub fn clear(&mut self) {
        self.rects.clear();
    }
}

const NOTHING: Rect = Rect { x: 0, y: 0, width: 0, height: 0 };

/// Whether one rectangle for both costs hardly more pixels than two.
fn fits(a: Rect, b: Rect) -> bool {
    area(a.union(b)) <= (area(a) + area(b)) / 8 * 9
}

fn area(rect: Rect) -> u64 {
    u64::from(rect.width) * u64::from(rect.height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_damage_is_lost_and_the_list_is_bounded(
            rects in proptest::collection::vec((0..300u32, 0..300u32, 1..80u32, 1..80u32), 1..80)
        ) {
            let size = Size::new(251, 199).unwrap();
            let mut damage = Damage::new();
            for &(x, y, width, height) in &rects {
                damage.add(Rect { x, y, width, height });
            }
            damage.align(size);
            prop_assert!(damage.rects().len() <= DAMAGE_RECTS);
            for &(x, y, width, height) in &rects {
                let Some(rect) = (Rect { x, y, width, height }).clip(size) else { continue };
                let corners = [
                    (rect.x, rect.y),
                    (rect.x + rect.width - 1, rect.y),
                    (rect.x, rect.y + rect.height - 1),
                    (rect.x + rect.width - 1, rect.y + rect.height - 1),
                    (rect.x + rect.width / 2, rect.y + rect.height / 2),
                ];
                for (x, y) in corners {
                    let is_held = damage.rects().iter().any(|held| {
                        (held.x..held.x + held.width).contains(&x)
                            && (held.y..held.y + held.height).contains(&y)
                    });
                    prop_assert!(is_held, "{}, {}", x, y);
                }
            }
            for rect in damage.rects() {
                prop_assert_eq!((rect.x | rect.y) & 1, 0);
                prop_assert!(rect.width & 1 == 0 || rect.x + rect.width == 251);
                prop_assert!(rect.height & 1 == 0 || rect.y + rect.height == 199);
            }
            let sum: u64 = damage.rects().iter().copied().map(area).sum();
            prop_assert!(sum <= area(size.rect()));
        }
    }

    #[test]
    fn distant_changes_stay_apart() {
        let mut damage = Damage::new();
        damage.add(Rect { x: 0, y: 0, width: 10, height: 10 });
        damage.add(Rect { x: 500, y: 500, width: 10, height: 10 });
        assert_eq!(damage.rects().len(), 2);
        damage.add(Rect { x: 10, y: 0, width: 10, height: 10 });
        assert_eq!(damage.rects().len(), 2, "neighbours become one");
    }
}

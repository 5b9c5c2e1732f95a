//! The picture as it was captured last, and what has changed in it since it was sent.
//!
//! The pixels are compared: GDI does not say what has changed, DXGI names more than that, and PipeWire often says nothing.

use protocol::geometry::{Rect, Size};
use protocol::limits::DAMAGE_RECTS;

use crate::platform::damage::Damage;
use crate::platform::screen::{BYTES_PER_PIXEL, FrameRef, Patch, RegionRef, index, whole_len};

/// How wide the columns are, in px, in which changes are told apart. Narrower ones make more rectangles than
/// [`Damage`] keeps.
const COLUMN: u32 = 64;

/// See the module.
pub(super) struct Kept {
    size: Size,
    /// The pixels, as [`Patch::of_whole`] finds them.
    bytes: Vec<u8>,
    damage: Damage,
    patches: Vec<Patch>,
    /// For each column of the rows that are compared: the first changed row, and the one behind the last.
    changed: Vec<Option<(u32, u32)>>,
}

impl Kept {
    /// A black picture, in which nothing has changed.
    pub(super) fn new(size: Size) -> Self {
        Self {
            size,
            bytes: vec![0; whole_len(size)],
            damage: Damage::new(),
            patches: Vec::with_capacity(DAMAGE_RECTS),
            changed: vec![None; index(size.width().div_ceil(COLUMN))],
        }
    }

    /// The size of the picture.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Takes over the pixels of a part: the first of `pixels` is the part's first, and a row begins every `stride`
    /// bytes. Returns whether any of them changed. What is not in the picture, or not in `pixels`, is left out.
    pub(super) fn update(&mut self, rect: Rect, pixels: &[u8], stride: usize) -> bool {
        let Some(rect) = rect.clip(self.size) else {
            return false;
        };
        let Patch { offset, stride: kept_stride, .. } = Patch::of_whole(rect, self.size);
        let len = index(rect.width) * BYTES_PER_PIXEL;
        for row in 0..rect.height {
            let (from, to) = (index(row) * stride, offset + index(row) * kept_stride);
            let (Some(new), Some(old)) =
                (pixels.get(from..from + len), self.bytes.get_mut(to..to + len))
            else {
                break;
            };
            // Most rows are the same, and whole rows are compared fastest.
            if old == new {
                continue;
            }
            let cell = index(COLUMN) * BYTES_PER_PIXEL;
            let cells = old.chunks(cell).zip(new.chunks(cell)).zip(&mut self.changed);
            for ((_, _), rows) in cells.filter(|((old, new), _)| old != new) {
                *rows = Some((rows.map_or(row, |(first, _)| first), row + 1));
            }
            old.copy_from_slice(new);
        }
        self.gather(rect)
    }

    /// Moves what changed from the columns to the rectangles.
    fn gather(&mut self, rect: Rect) -> bool {
        let mut has_changed = false;
        // Columns beside each other, as one rectangle.
        let mut open: Option<Rect> = None;
        for (column, rows) in (0..).zip(&mut self.changed) {
            let x = column * COLUMN;
            let cell = rows.take().map(|(first, end)| Rect {
                x: rect.x + x,
                y: rect.y + first,
                width: COLUMN.min(rect.width.saturating_sub(x)),
                height: end - first,
            });
            has_changed |= cell.is_some();
            open = match (open, cell) {
                (Some(open), Some(cell)) => Some(open.union(cell)),
                (Some(open), None) => {
                    self.damage.add(open);
                    None
                }
                (None, cell) => cell,
            };
        }
        self.damage.add(open.unwrap_or(Rect { x: 0, y: 0, width: 0, height: 0 }));
        has_changed
    }

    /// Everything counts as changed.
    pub(super) fn change_all(&mut self) {
        self.damage.clear();
        self.damage.add(self.size.rect());
    }

    /// Whether something changed since the last [`Self::frame`].
    pub(super) fn has_changed(&self) -> bool {
        !self.damage.rects().is_empty()
    }

    /// Nothing counts as changed any more.
    #[cfg(windows)]
    pub(super) fn forget(&mut self) {
        self.damage.clear();
    }

    /// What changed since the last call; `None` when that is nothing.
    pub(super) fn frame(&mut self) -> Option<FrameRef<'_>> {
        self.damage.align(self.size);
        self.patches.clear();
        let patches = self.damage.rects().iter().map(|rect| Patch::of_whole(*rect, self.size));
        self.patches.extend(patches);
        self.damage.clear();
        let frame = FrameRef { data: &self.bytes, patches: &self.patches, size: self.size };
        (!self.patches.is_empty()).then_some(frame)
    }

    /// A part as it was sent; `None` when some of it has changed since.
    pub(super) fn region(&self, rect: Rect) -> Option<RegionRef<'_>> {
        let Patch { offset, stride, .. } = Patch::of_whole(rect, self.size);
        let data = self.bytes.get(offset..).filter(|_| !self.damage.touches(rect))?;
        Some(RegionRef { data, stride })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIZE: (u32, u32) = (301, 90);

    fn size() -> Size {
        Size::new(SIZE.0, SIZE.1).unwrap()
    }

    /// What somebody sees who gets the patches only.
    fn apply(seen: &mut [u8], frame: &FrameRef<'_>) {
        for patch in frame.patches {
            let to = Patch::of_whole(patch.rect, frame.size);
            for row in 0..index(patch.rect.height) {
                let len = index(patch.rect.width) * BYTES_PER_PIXEL;
                let from = patch.offset + row * patch.stride;
                let to = to.offset + row * to.stride;
                seen[to..to + len].copy_from_slice(&frame.data[from..from + len]);
            }
        }
    }

    type Change = ((u32, u32, u32, u32), u8, bool);

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let rect = (0..310u32, 0..100u32, 1..120u32, 1..90u32);
        proptest::collection::vec((rect, any::<u8>(), any::<bool>()), 1..30)
    }

    proptest! {
        #[test]
        fn who_gets_the_patches_has_the_picture(changes in changes()) {
            let mut kept = Kept::new(size());
            let mut screen = vec![0u8; whole_len(size())];
            let mut seen = screen.clone();
            let room = (kept.patches.capacity(), kept.changed.capacity());
            for ((x, y, width, height), value, is_sent) in changes {
                let rect = Rect { x, y, width, height };
                let Some(rect) = rect.clip(size()) else { continue };
                // A part of what is compared changes.
                let Patch { offset, stride, .. } = Patch::of_whole(rect, size());
                for row in (0..index(height)).step_by(2) {
                    let start = offset + row * stride;
                    if let Some(pixel) = screen.get_mut(start..start + BYTES_PER_PIXEL) {
                        pixel.fill(value);
                    }
                }
                kept.update(rect, &screen[offset..], stride);
                if is_sent && let Some(frame) = kept.frame() {
                    apply(&mut seen, &frame);
                    prop_assert!(frame.patches.len() <= DAMAGE_RECTS);
                }
            }
            if let Some(frame) = kept.frame() {
                apply(&mut seen, &frame);
            }
            let picture = index(SIZE.0) * index(SIZE.1) * BYTES_PER_PIXEL;
            prop_assert_eq!(&seen[..picture], &kept.bytes[..picture]);
            prop_assert!(!kept.has_changed());
            // Nothing is allocated for a frame.
            prop_assert_eq!((kept.patches.capacity(), kept.changed.capacity()), room);
        }
    }

    #[test]
    fn distant_changes_of_one_row_stay_apart_and_the_same_pixels_are_no_change() {
        let mut kept = Kept::new(size());
        let mut pixels = vec![0; whole_len(size())];
        let stride = index(SIZE.0) * BYTES_PER_PIXEL;
        assert!(!kept.update(size().rect(), &pixels, stride));
        assert!(kept.frame().is_none());
        for x in [3usize, 299] {
            pixels[7 * stride + x * BYTES_PER_PIXEL] = 9;
        }
        assert!(kept.update(size().rect(), &pixels, stride));
        let mut rects: Vec<_> = kept.frame().unwrap().patches.iter().map(|p| p.rect).collect();
        rects.sort_by_key(|rect| rect.x);
        let rect = |x, y, width, height| Rect { x, y, width, height };
        assert_eq!(rects, [rect(0, 6, 64, 2), rect(256, 6, 45, 2)]);
        assert!(!kept.update(size().rect(), &pixels, stride));
    }

    #[test]
    fn a_part_that_changed_is_not_the_one_that_was_sent() {
        let mut kept = Kept::new(size());
        let here = Rect { x: 8, y: 8, width: 4, height: 4 };
        assert!(kept.region(here).is_some());
        assert!(kept.update(here, &[7; 64], 16));
        assert!(kept.region(here).is_none());
        assert!(kept.region(Rect { x: 200, ..here }).is_some());
        kept.frame();
        assert_eq!(kept.region(here).unwrap().data[..16], [7; 16]);
        kept.change_all();
        assert_eq!(kept.frame().unwrap().patches[0].rect, size().rect());
    }

    #[test]
    fn pixels_that_are_missing_are_left_out() {
        let mut kept = Kept::new(size());
        assert!(kept.update(size().rect(), &[1; 5000], 1204));
        assert!(!kept.update(Rect { x: 301, ..size().rect() }, &[1; 5000], 1204));
    }
}

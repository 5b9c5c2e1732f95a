//! Paints shapes into pixels, where the system draws none by itself.

use kit::{Label, Sketch};

use super::labels::LabelPictures;
use super::place::{Place, meet};
use super::shapes::Shape;

/// Paints the shapes of a mark into rows of `width` pixels of blue, green, red and alpha, from the top. The colours are
/// multiplied by alpha. Labels lie above the lines. Nothing is painted within `covered`. All count from the corner of the
/// picture.
pub(in crate::platform) fn paint(
    labels: &mut LabelPictures,
    shapes: &[Shape],
    (width, height): (u16, u16),
    covered: &[Place],
    pixels: &mut [[u8; 4]],
) {
    let mut sketch = Sketch::new(width, height);
    for shape in shapes {
        match shape {
            Shape::Line { points, width, color } => sketch.line(points, *width, *color),
            Shape::Polygon { points, color } => sketch.polygon(points, *color),
            Shape::Label { .. } => {}
        }
    }
    for (to, [red, green, blue, alpha]) in pixels.iter_mut().zip(sketch.finish()) {
        *to = [blue, green, red, alpha];
    }
    for shape in shapes {
        if let Shape::Label { at, words, color } = shape {
            put(labels.label(words, *color), *at, width.into(), pixels);
        }
    }
    for place in covered {
        for row in rows(pixels, width.into(), *place) {
            row.fill([0; 4]);
        }
    }
}

/// What of a place lies over own windows, counted from its corner.
pub(in crate::platform) fn covered(place: Place, own: impl Iterator<Item = Place>) -> Vec<Place> {
    let met = own.filter(|own| meet(*own, place));
    met.map(|(x, y, width, height)| {
        (x.saturating_sub(place.0), y.saturating_sub(place.1), width, height)
    })
    .collect()
}

fn put(label: &Label, (x, y): (i32, i32), width: usize, pixels: &mut [[u8; 4]]) {
    let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let place = (x, y, side(label.width), side(label.height));
    let skipped = |at: i32| usize::try_from(at.saturating_neg()).unwrap_or(0);
    let across = usize::try_from(label.width).unwrap_or(usize::MAX).max(1);
    let source = label.rgba.as_chunks::<4>().0.chunks(across).skip(skipped(y));
    for (to, from) in rows(pixels, width, place).zip(source) {
        for (to, [red, green, blue, alpha]) in to.iter_mut().zip(from.iter().skip(skipped(x))) {
            *to = [*blue, *green, *red, *alpha];
        }
    }
}

/// The rows of a place, as far as it lies within the picture.
fn rows(
    pixels: &mut [[u8; 4]],
    width: usize,
    (x, y, across, down): Place,
) -> impl Iterator<Item = &mut [[u8; 4]]> {
    let at = |edge: i32| usize::try_from(edge).unwrap_or(0);
    let (left, top) = (at(x).min(width), at(y));
    let (right, bottom) = (at(x.saturating_add(across)).min(width), at(y.saturating_add(down)));
    let rows = pixels.chunks_mut(width.max(1)).skip(top).take(bottom.saturating_sub(top));
    rows.filter_map(move |row| row.get_mut(left..right.max(left)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOR: [u8; 3] = [0xd0, 0x10, 0x20];
    const PAINTED: [u8; 4] = [0x20, 0x10, 0xd0, 0xff];

    fn painted(shapes: &[Shape], covered: &[Place]) -> Vec<[u8; 4]> {
        let mut pixels = vec![[9; 4]; 60 * 40];
        paint(&mut LabelPictures::default(), shapes, (60, 40), covered, &mut pixels);
        pixels
    }

    fn line() -> Shape {
        Shape::Line { points: vec![(5, 20), (55, 20)], width: 4, color: COLOR }
    }

    #[test]
    fn a_line_is_opaque_and_what_is_beside_it_is_seen_through() {
        let pixels = painted(&[line()], &[]);
        assert_eq!(pixels[20 * 60 + 30], PAINTED);
        assert_eq!([pixels[0], pixels[10 * 60 + 30], pixels[39 * 60 + 59]], [[0; 4]; 3]);
    }

    #[test]
    fn nothing_is_painted_over_an_own_window() {
        let own = [(90, 190, 40, 60), (150, 200, 100, 100), (160, 200, 9, 9), (100, 240, 9, 9)];
        let covered = covered((100, 200, 60, 40), own.into_iter());
        assert_eq!(covered, [(-10, -10, 40, 60), (50, 0, 100, 100)]);
        let pixels = painted(&[line()], &covered);
        let row = &pixels[20 * 60..21 * 60];
        assert!(row[..30].iter().chain(&row[50..]).all(|pixel| *pixel == [0; 4]));
        assert!(row[30..50].iter().all(|pixel| *pixel == PAINTED));
    }

    #[test]
    fn a_label_lies_above_the_lines_and_is_cut_at_the_edges() {
        let label = |at| Shape::Label { at, words: "Ann".to_owned(), color: [1, 2, 3] };
        let pixels = painted(&[label((20, 15)), line()], &[]);
        assert_eq!((pixels[15 * 60 + 20], pixels[20 * 60 + 10]), ([3, 2, 1, 255], PAINTED));
        let pixels = painted(&[label((-3, -3)), label((57, 37))], &[]);
        assert_eq!((pixels[0], pixels[39 * 60 + 59]), ([3, 2, 1, 255], [3, 2, 1, 255]));
        assert_eq!(pixels[36 * 60 + 56], [0; 4]);
    }
}

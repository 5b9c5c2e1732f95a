//! The shapes of marks in px, each with a light edge so that it is seen on any ground.

use protocol::geometry::Point;
use session::display::Area;
use session::marks::{MarkForm, ShownMark};

use crate::platform::border::BORDER_WIDTH;

/// A place on the desktop in px.
pub(in crate::platform) type Pixel = (i32, i32);

/// The colour of edges.
pub(in crate::platform) const LIGHT: [u8; 3] = [0xff; 3];

/// How wide a line is.
const LINE: u16 = 4;

/// How far the frame of an element is from it.
const FRAME: i32 = 4;

/// How wide it is with its edge.
const EDGED: u16 = LINE + 4;

/// How long the head of an arrow is, and half as wide.
const HEAD: f64 = 22.0;

/// Radii of a ripple.
const RIPPLE: [f64; 2] = [10.0, 24.0];

/// The size of the words of a label.
pub(in crate::platform) const LABEL_PX: f32 = 17.0;

/// How wide the words of a label are at most.
pub(in crate::platform) const LABEL_WIDTH: f32 = 340.0;

/// The pointer's corners, from its tip.
const POINTER: [Pixel; 7] = [(0, 0), (0, 27), (7, 21), (11, 31), (16, 29), (12, 19), (20, 19)];

/// Where the name stands, from the tip.
const NAME: Pixel = (18, 32);

/// Something that is drawn, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform) enum Shape {
    /// A line with round ends.
    Line {
        /// Its corners, at least two.
        points: Vec<Pixel>,
        /// How wide.
        width: u16,
        /// In which colour.
        color: [u8; 3],
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<Pixel>,
        /// In which colour.
        color: [u8; 3],
    },
    /// Words on a colour.
    Label {
        /// The upper left corner.
        at: Pixel,
        /// The words.
        words: String,
        /// The colour of the ground.
        color: [u8; 3],
    },
}

/// The part of the shared area in which marks are shown: within its border.
pub(in crate::platform) fn inner(area: Area) -> Option<(Pixel, Pixel)> {
    let edge = i32::from(BORDER_WIDTH);
    let from = (area.x.saturating_add(edge), area.y.saturating_add(edge));
    let far = |at: i32, length: u32| at.saturating_add_unsigned(length).saturating_sub(edge);
    let to = (far(area.x, area.size.width()), far(area.y, area.size.height()));
    (from.0 < to.0 && from.1 < to.1).then_some((from, to))
}

/// The shapes of a mark.
pub(in crate::platform) fn shapes(mark: &ShownMark, helper: &str, area: Area) -> Vec<Shape> {
    let color = mark.color.rgb();
    let place = |point: Point| {
        let (x, y) = point.to_pixel(area.size);
        (area.x.saturating_add_unsigned(x), area.y.saturating_add_unsigned(y))
    };
    match &mark.form {
        MarkForm::Pointer { at } => pointer(place(*at), helper, color),
        MarkForm::Ripple { at } => {
            let rings = RIPPLE.map(|radius| ring(place(*at), radius));
            edged(rings.into_iter().collect(), color)
        }
        MarkForm::Line(points) => {
            let mut points: Vec<Pixel> = points.iter().copied().map(place).collect();
            points.dedup();
            edged(vec![points], color)
        }
        MarkForm::Arrow { from, to } => arrow(place(*from), place(*to), color),
        MarkForm::Rectangle { from, to } => edged(vec![rectangle(place(*from), place(*to))], color),
        MarkForm::Text { at, text } => {
            vec![Shape::Label { at: place(*at), words: text.as_ref().to_owned(), color }]
        }
        MarkForm::Step { at, element, number, text } => {
            let words = match text {
                Some(text) => format!("{number}. {text}"),
                None => number.to_string(),
            };
            let (outline, label) = match element.map(|corners| corners.map(place)) {
                Some([from, to]) => (frame(from, to), (from.0, to.1 + 2 * FRAME + i32::from(LINE))),
                None => {
                    let (x, y) = place(*at);
                    (ring((x, y), RIPPLE[0]), (x + 14, y + 14))
                }
            };
            let mut shapes = edged(vec![outline], color);
            shapes.push(Shape::Label { at: label, words, color });
            shapes
        }
    }
}

fn rectangle((left, top): Pixel, (right, bottom): Pixel) -> Vec<Pixel> {
    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
}

/// A rectangle round an element, which it does not cover.
fn frame((left, top): Pixel, (right, bottom): Pixel) -> Vec<Pixel> {
    rectangle((left - FRAME, top - FRAME), (right + FRAME, bottom + FRAME))
}

fn pointer(tip: Pixel, helper: &str, color: [u8; 3]) -> Vec<Shape> {
    let at = |(x, y): Pixel| (tip.0.saturating_add(x), tip.1.saturating_add(y));
    let corners: Vec<Pixel> = POINTER.into_iter().map(at).collect();
    let mut outline = corners.clone();
    outline.extend(corners.first().copied());
    let name = Shape::Label { at: at(NAME), words: helper.to_owned(), color };
    vec![
        Shape::Line { points: outline, width: 4, color: LIGHT },
        Shape::Polygon { points: corners, color },
        name,
    ]
}

fn arrow(from: Pixel, to: Pixel, color: [u8; 3]) -> Vec<Shape> {
    let (dx, dy) = (f64::from(to.0) - f64::from(from.0), f64::from(to.1) - f64::from(from.1));
    let length = dx.hypot(dy);
    if length < 1.0 {
        return edged(vec![vec![from]], color);
    }
    let (dx, dy) = (dx / length, dy / length);
    let head = HEAD.min(length);
    let back = (f64::from(to.0) - dx * head, f64::from(to.1) - dy * head);
    let side = |sign: f64| {
        let half = sign * head / 2.0;
        (round(back.0 - dy * half), round(back.1 + dx * half))
    };
    let corners = vec![to, side(1.0), side(-1.0)];
    let outline = vec![to, side(1.0), side(-1.0), to];
    let mut shapes = edged(vec![vec![from, (round(back.0), round(back.1))]], color);
    shapes.insert(1, Shape::Line { points: outline, width: EDGED - LINE, color: LIGHT });
    shapes.push(Shape::Polygon { points: corners, color });
    shapes
}

fn ring(middle: Pixel, radius: f64) -> Vec<Pixel> {
    const CORNERS: u32 = 32;
    let corner = |n: u32| {
        let turn = f64::from(n) / f64::from(CORNERS) * std::f64::consts::TAU;
        let (x, y) = (radius * turn.cos(), radius * turn.sin());
        (round(f64::from(middle.0) + x), round(f64::from(middle.1) + y))
    };
    (0..=CORNERS).map(corner).collect()
}

/// Lines of a colour over their light edges.
fn edged(lines: Vec<Vec<Pixel>>, color: [u8; 3]) -> Vec<Shape> {
    let lines = lines.into_iter().map(|mut points| {
        // A point alone is a line, too.
        if let [(x, y)] = points[..] {
            points.push((x.saturating_add(1), y));
        }
        points
    });
    let lines: Vec<Vec<Pixel>> = lines.collect();
    let line =
        |points: &Vec<Pixel>, width, color| Shape::Line { points: points.clone(), width, color };
    let edges = lines.iter().map(|points| line(points, EDGED, LIGHT));
    edges.chain(lines.iter().map(|points| line(points, LINE, color))).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "no desktop reaches beyond 32 bits")]
fn round(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests {
    use protocol::geometry::Size;
    use protocol::mark::MarkColor;

    use super::*;

    fn area() -> Area {
        Area { x: -100, y: 50, size: Size::new(1001, 501).unwrap() }
    }

    fn of(form: MarkForm) -> Vec<Shape> {
        shapes(&ShownMark { id: 1, form, color: MarkColor::Red }, "Ann", area())
    }

    #[test]
    fn a_mark_lies_where_its_points_are_on_the_shared_area() {
        let (from, to) = (Point { x: 0, y: 0 }, Point { x: u16::MAX, y: u16::MAX });
        let lines = of(MarkForm::Rectangle { from, to });
        let corners = vec![(-100, 50), (900, 50), (900, 550), (-100, 550), (-100, 50)];
        let edge = Shape::Line { points: corners.clone(), width: EDGED, color: LIGHT };
        let line = Shape::Line { points: corners, width: LINE, color: MarkColor::Red.rgb() };
        assert_eq!(lines, [edge, line]);
        let shapes = of(MarkForm::Pointer { at: to });
        assert!(matches!(&shapes[1], Shape::Polygon { points, .. } if points[0] == (900, 550)));
        assert!(matches!(&shapes[2], Shape::Label { words, .. } if words == "Ann"));
    }

    #[test]
    fn an_arrow_ends_at_its_last_point_and_one_without_length_is_a_dot() {
        let (from, to) = (Point { x: 0, y: 0 }, Point { x: u16::MAX, y: 0 });
        let shapes = of(MarkForm::Arrow { from, to });
        let heads = shapes.iter().filter_map(|shape| match shape {
            Shape::Polygon { points, .. } => Some(points.clone()),
            Shape::Line { .. } | Shape::Label { .. } => None,
        });
        assert_eq!(heads.collect::<Vec<_>>(), [[(900, 50), (878, 61), (878, 39)]]);
        assert_eq!(of(MarkForm::Arrow { from, to: from }).len(), 2);
    }

    #[test]
    fn marks_are_shown_within_the_border() {
        assert_eq!(inner(area()), Some(((-96, 54), (897, 547))));
        let tiny = Area { x: 0, y: 0, size: Size::new(8, 8).unwrap() };
        assert_eq!(inner(tiny), None);
    }
}

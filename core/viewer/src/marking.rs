//! Pointing and drawing by the Helper: from mouse, pen, finger and keys on the picture to marks for the wire.
//!
//! Points of a line wait for [`Marking::frame`]: more than one message per painted frame cannot be seen.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use protocol::geometry::Point;
use protocol::limits::{MARK_MESSAGE_POINTS, MARK_TEXT_BYTES, STEP_TEXT_BYTES};
use protocol::mark::{Mark, MarkColor, MarkShape, is_mark_text};

/// How far an arrow key moves the pointer.
const KEY_STEP: u16 = 655;

/// What a press on the picture does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Shows the Helper's pointer, and where to click.
    Point,
    /// Draws.
    Shape(MarkShape),
    /// Places the text that is written.
    Text,
    /// Places a step with the sentence that is written.
    Step,
}

impl Tool {
    /// Those of drawing, in the order of the page.
    pub const DRAWING: [Tool; 5] = [
        Tool::Shape(MarkShape::Freehand),
        Tool::Shape(MarkShape::Arrow),
        Tool::Shape(MarkShape::Rectangle),
        Tool::Text,
        Tool::Step,
    ];

    /// Its name in the page's attributes.
    pub const fn id(self) -> &'static str {
        match self {
            Tool::Point => "point",
            Tool::Shape(MarkShape::Freehand) => "freehand",
            Tool::Shape(MarkShape::Arrow) => "arrow",
            Tool::Shape(MarkShape::Rectangle) => "rectangle",
            Tool::Text => "text",
            Tool::Step => "step",
        }
    }

    /// The tool of this name.
    pub fn of_id(id: &str) -> Option<Self> {
        let mut tools = Self::DRAWING.into_iter().chain([Tool::Point]);
        tools.find(|tool| tool.id() == id)
    }
}

/// Something to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    /// The Helper points there.
    PointAt(Option<Point>, MarkColor),
    /// The Helper draws.
    Mark(Mark),
}

/// Keys that a tool uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKey {
    /// Moves the pointer: so many steps right and down.
    Move(i8, i8),
    /// Presses where the pointer is.
    Press,
    /// Puts the tool away.
    Leave,
}

/// The tool that is on, and what is being drawn.
#[derive(Debug, Default)]
pub struct Marking {
    tool: Option<Tool>,
    color: MarkColor,
    kept: bool,
    text: String,
    is_drawing: bool,
    is_pressed: bool,
    is_pointing: bool,
    /// Points of the line that wait.
    points: Vec<Point>,
    /// The pointer's place that waits.
    place: Option<Point>,
    last: Option<Point>,
}

impl Marking {
    /// The tool that is on.
    pub fn tool(&self) -> Option<Tool> {
        self.tool
    }

    /// Chooses a tool, or none.
    pub fn choose(&mut self, tool: Option<Tool>) -> Vec<Marked> {
        let mut marked = self.stop();
        if self.is_pointing {
            self.is_pointing = false;
            marked.push(Marked::PointAt(None, self.color));
        }
        (self.tool, self.place) = (tool, None);
        marked
    }

    /// The colour of what is drawn next.
    pub fn set_color(&mut self, color: MarkColor) {
        self.color = color;
    }

    /// Whether what is drawn next stays.
    pub fn set_kept(&mut self, kept: bool) {
        self.kept = kept;
    }

    /// What is placed next as a text or a step.
    pub fn set_text(&mut self, text: &str) {
        self.text = text.trim().to_string();
    }

    /// Whether something is written that the tool cannot place: it is too long, or has characters that are refused.
    pub fn refuses_text(&self) -> bool {
        let most = match self.tool {
            Some(Tool::Text) => MARK_TEXT_BYTES,
            Some(Tool::Step) => STEP_TEXT_BYTES,
            Some(Tool::Point | Tool::Shape(_)) | None => return false,
        };
        !self.text.is_empty() && !is_mark_text(&self.text, most)
    }

    /// Everything drawn is gone: what is being drawn goes on nowhere.
    pub fn cleared(&mut self) {
        (self.is_drawing, self.is_pointing) = (false, false);
        self.points.clear();
    }

    /// The pointer is there, pressed or not.
    pub fn moved(&mut self, at: Point, is_pressed: bool) -> Vec<Marked> {
        self.last = Some(at);
        let was_pressed = core::mem::replace(&mut self.is_pressed, is_pressed);
        match (was_pressed, is_pressed) {
            (false, true) => return self.press(at),
            (true, false) => {
                if self.is_drawing {
                    self.points.push(at);
                }
                return self.stop();
            }
            (true, true) | (false, false) => {}
        }
        if self.is_drawing {
            self.points.push(at);
        } else if self.tool == Some(Tool::Point) {
            self.place = Some(at);
        }
        Vec::new()
    }

    /// A key of a tool.
    pub fn key(&mut self, key: MarkKey) -> Vec<Marked> {
        let at = self.last.unwrap_or(Point { x: u16::MAX / 2, y: u16::MAX / 2 });
        match key {
            MarkKey::Move(right, down) => {
                let moved = |from: u16, steps: i8| {
                    let by = KEY_STEP.saturating_mul(steps.unsigned_abs().into());
                    if steps < 0 { from.saturating_sub(by) } else { from.saturating_add(by) }
                };
                let at = Point { x: moved(at.x, right), y: moved(at.y, down) };
                self.last = Some(at);
                // The other tools show nothing of their own where the keys are.
                self.is_pointing = true;
                [Marked::PointAt(Some(at), self.color)].into()
            }
            MarkKey::Press => match self.tool {
                Some(Tool::Point | Tool::Text | Tool::Step) => self.press(at),
                Some(Tool::Shape(_)) | None => Vec::new(),
            },
            MarkKey::Leave => self.choose(None),
        }
    }

    /// Whether something waits for the next frame.
    pub fn waits(&self) -> bool {
        self.place.is_some() || !self.points.is_empty()
    }

    /// A frame is painted: what waits.
    pub fn frame(&mut self) -> Vec<Marked> {
        let mut marked = self.flush();
        if let Some(at) = self.place.take() {
            self.is_pointing = true;
            marked.push(Marked::PointAt(Some(at), self.color));
        }
        marked
    }

    fn press(&mut self, at: Point) -> Vec<Marked> {
        let (color, kept) = (self.color, self.kept);
        let mark = match self.tool {
            None => return Vec::new(),
            Some(Tool::Point) => {
                self.place = None;
                self.is_pointing = true;
                let pointer = Marked::PointAt(Some(at), color);
                return [pointer, Marked::Mark(Mark::Click { at, color })].into();
            }
            Some(Tool::Shape(shape)) => {
                self.is_drawing = true;
                Mark::Begin { shape, color, kept, at }
            }
            Some(Tool::Text) => {
                if !is_mark_text(&self.text, MARK_TEXT_BYTES) {
                    return Vec::new();
                }
                Mark::Text { at, text: self.text.clone(), color, kept }
            }
            Some(Tool::Step) => {
                if !is_mark_text(&self.text, STEP_TEXT_BYTES) {
                    return Vec::new();
                }
                Mark::Step { at, text: self.text.clone() }
            }
        };
        [Marked::Mark(mark)].into()
    }

    fn stop(&mut self) -> Vec<Marked> {
        self.is_pressed = false;
        let mut marked = self.flush();
        if core::mem::take(&mut self.is_drawing) {
            marked.push(Marked::Mark(Mark::Finish {}));
        }
        marked
    }

    fn flush(&mut self) -> Vec<Marked> {
        let points = core::mem::take(&mut self.points);
        let messages = points.chunks(MARK_MESSAGE_POINTS);
        messages.map(|points| Marked::Mark(Mark::Extend { points: points.to_vec() })).collect()
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn at(x: u16) -> Point {
        Point { x, y: 5 }
    }

    fn with(tool: Tool) -> Marking {
        let mut marking = Marking::default();
        assert_eq!(marking.choose(Some(tool)), []);
        marking
    }

    #[test]
    fn a_line_is_sent_in_one_message_a_frame_and_finished_at_its_last_point() {
        let mut marking = with(Tool::Shape(MarkShape::Freehand));
        assert_eq!(marking.moved(at(1), false), []);
        assert!(!marking.waits(), "nothing is drawn before a press");
        let begin = Mark::Begin {
            shape: MarkShape::Freehand,
            color: MarkColor::Red,
            kept: false,
            at: at(2),
        };
        assert_eq!(marking.moved(at(2), true), [Marked::Mark(begin)]);
        assert_eq!(marking.moved(at(3), true), []);
        assert_eq!(marking.moved(at(4), true), []);
        assert!(marking.waits());
        let extend = |points: &[u16]| {
            Marked::Mark(Mark::Extend { points: points.iter().copied().map(at).collect() })
        };
        assert_eq!(marking.frame(), [extend(&[3, 4])]);
        let end = [extend(&[5]), Marked::Mark(Mark::Finish {})];
        assert_eq!(marking.moved(at(5), false), end);
        assert_eq!(marking.frame(), []);
    }

    #[test]
    fn a_line_that_a_tool_change_ends_is_finished() {
        let mut marking = with(Tool::Shape(MarkShape::Arrow));
        let _ = marking.moved(at(1), true);
        assert_eq!(marking.choose(None), [Marked::Mark(Mark::Finish {})]);
        assert_eq!(marking.moved(at(9), true), []);
    }

    #[test]
    fn the_pointer_shows_its_newest_place_and_is_put_away_with_its_tool() {
        let mut marking = with(Tool::Point);
        let _ = (marking.moved(at(1), false), marking.moved(at(2), false));
        let pointer = |x: Option<u16>| Marked::PointAt(x.map(at), MarkColor::Red);
        assert_eq!(marking.frame(), [pointer(Some(2))]);
        let click = Marked::Mark(Mark::Click { at: at(3), color: MarkColor::Red });
        assert_eq!(marking.moved(at(3), true), [pointer(Some(3)), click]);
        assert_eq!(marking.moved(at(3), false), []);
        assert_eq!(marking.choose(None), [pointer(None)]);
        assert_eq!(marking.choose(None), []);
    }

    #[test]
    fn a_text_and_a_step_are_placed_only_when_something_is_written() {
        let mut marking = with(Tool::Step);
        assert_eq!(marking.moved(at(1), true), []);
        assert_eq!(marking.moved(at(1), false), []);
        marking.set_text("  Press Save ");
        let step = Mark::Step { at: at(1), text: "Press Save".into() };
        assert_eq!(marking.moved(at(1), true), [Marked::Mark(step)]);
    }

    #[test]
    fn a_text_that_cannot_be_placed_is_said_to_be_refused() {
        let mut marking = with(Tool::Text);
        assert!(!marking.refuses_text(), "nothing is written");
        marking.set_text(&"я".repeat(MARK_TEXT_BYTES / 2 + 1));
        assert!(marking.refuses_text());
        let _ = marking.choose(Some(Tool::Step));
        assert!(!marking.refuses_text(), "a step may be longer");
        marking.set_text("left\u{202e}right");
        assert!(marking.refuses_text());
        let _ = marking.choose(None);
        assert!(!marking.refuses_text());
    }

    #[test]
    fn keys_move_the_pointer_press_and_put_the_tool_away() {
        let mut marking = with(Tool::Text);
        marking.set_text("Here");
        let right = Point { x: u16::MAX / 2 + KEY_STEP, y: u16::MAX / 2 };
        let pointer = Marked::PointAt(Some(right), MarkColor::Red);
        assert_eq!(marking.key(MarkKey::Move(1, 0)), [pointer]);
        let text =
            Mark::Text { at: right, text: "Here".into(), color: MarkColor::Red, kept: false };
        assert_eq!(marking.key(MarkKey::Press), [Marked::Mark(text)]);
        let away = vec![Marked::PointAt(None, MarkColor::Red)];
        assert_eq!(marking.key(MarkKey::Leave), away);
        assert_eq!(marking.tool(), None);
    }

    #[test]
    fn each_tool_has_a_name_of_its_own() {
        for tool in Tool::DRAWING.into_iter().chain([Tool::Point]) {
            assert_eq!(Tool::of_id(tool.id()), Some(tool));
        }
        assert_eq!(Tool::of_id("pencil"), None);
    }
}

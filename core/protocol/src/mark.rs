//! Marks: what a Helper points at and draws over the User's screen, and the steps that they suggest.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::geometry::Point;
use crate::limits::{MARK_MESSAGE_POINTS, MARK_TEXT_BYTES, STEP_TEXT_BYTES};

/// The colour of a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkColor {
    /// Red.
    #[default]
    Red,
    /// Orange.
    Orange,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
}

impl MarkColor {
    /// All colours, in the order of the page.
    pub const ALL: [MarkColor; 5] =
        [MarkColor::Red, MarkColor::Orange, MarkColor::Green, MarkColor::Blue, MarkColor::Purple];

    /// Its id on the wire and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            MarkColor::Red => "red",
            MarkColor::Orange => "orange",
            MarkColor::Green => "green",
            MarkColor::Blue => "blue",
            MarkColor::Purple => "purple",
        }
    }

    /// The colour of this id.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|color| color.id() == id)
    }

    /// Red, green, blue. White text on it has a contrast of at least 4.5 : 1.
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            MarkColor::Red => [0xc6, 0x1a, 0x1a],
            MarkColor::Orange => [0xb3, 0x4d, 0x00],
            MarkColor::Green => [0x1b, 0x7a, 0x2f],
            MarkColor::Blue => [0x15, 0x5f, 0xc0],
            MarkColor::Purple => [0x8a, 0x2b, 0xb5],
        }
    }
}

/// What is drawn with points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkShape {
    /// A line through all points.
    Freehand,
    /// An arrow from the first point to the last one.
    Arrow,
    /// A rectangle with the first and the last point as corners.
    Rectangle,
}

/// Something that the Helper draws. All points are on the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Mark {
    /// A shape begins. A shape that was being drawn is finished by it.
    Begin {
        /// What is drawn.
        shape: MarkShape,
        /// In which colour.
        color: MarkColor,
        /// It stays until it is undone or cleared, instead of fading.
        kept: bool,
        /// The first point.
        at: Point,
    },
    /// More points of the shape that is being drawn, at most [`MARK_MESSAGE_POINTS`].
    Extend {
        /// In order. Of an arrow and a rectangle the last one counts.
        points: Vec<Point>,
    },
    /// The shape is finished: it fades from now on, if it is not kept.
    Finish {},
    /// A text.
    Text {
        /// The upper left corner.
        at: Point,
        /// At most [`MARK_TEXT_BYTES`], without control characters.
        text: String,
        /// In which colour.
        color: MarkColor,
        /// It stays until it is undone or cleared, instead of fading.
        kept: bool,
    },
    /// A step: something that the User is to do at this place. Steps are numbered in their order, and stay until they
    /// are done, undone or cleared.
    Step {
        /// Where.
        at: Point,
        /// What to do there: at most [`STEP_TEXT_BYTES`], without control characters.
        text: String,
    },
    /// A ripple that shows where to click.
    Click {
        /// Where.
        at: Point,
        /// In which colour.
        color: MarkColor,
    },
    /// Takes away the newest shape, text or step.
    Undo {},
    /// Takes away everything.
    Clear {},
    /// A kind of a newer version. It is dropped.
    #[serde(other)]
    Unknown,
}

impl Mark {
    /// Whether its fields are within their bounds.
    pub fn is_within_bounds(&self) -> bool {
        match self {
            Mark::Extend { points } => points.len() <= MARK_MESSAGE_POINTS,
            Mark::Text { text, .. } => is_mark_text(text, MARK_TEXT_BYTES),
            Mark::Step { text, .. } => is_mark_text(text, STEP_TEXT_BYTES),
            Mark::Begin { .. }
            | Mark::Finish {}
            | Mark::Click { .. }
            | Mark::Undo {}
            | Mark::Clear {}
            | Mark::Unknown => true,
        }
    }
}

/// Whether a text may be drawn over a screen: it has something to read, and nothing that steers a terminal or hides
/// what stands in it. The joiners U+200C and U+200D may be in it: Persian, the languages of India and emoji need them.
pub fn is_mark_text(text: &str, most: usize) -> bool {
    let steers = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
            )
    };
    let is_seen = |c: char| !c.is_whitespace() && !matches!(c, '\u{200c}' | '\u{200d}');
    text.len() <= most && text.chars().any(is_seen) && !text.chars().any(steers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_steers_is_too_long_or_is_empty_is_no_mark() {
        let step = |text: &str| Mark::Step { at: Point::default(), text: text.into() };
        assert!(step("Press “Save” – здесь").is_within_bounds());
        assert!(step("می\u{200c}خواهم 👩\u{200d}💻").is_within_bounds(), "joiners");
        for hidden in ['\u{61c}', '\u{180e}', '\u{2800}', '\u{3164}', '\u{e0000}', '\u{e007f}'] {
            assert!(!step(&alloc::format!("a{hidden}b")).is_within_bounds(), "{hidden:?}");
        }
        assert!(!step("\u{200c}\u{200d}").is_within_bounds(), "nothing to read");
        let long = "x".repeat(STEP_TEXT_BYTES + 1);
        for text in ["", "  ", "two\nlines", "\u{1b}[2J", "left\u{202e}right", long.as_str()] {
            assert!(!step(text).is_within_bounds(), "{text:?}");
        }
        let points = alloc::vec![Point::default(); MARK_MESSAGE_POINTS + 1];
        assert!(!Mark::Extend { points }.is_within_bounds());
    }

    #[test]
    fn a_kind_of_a_newer_version_is_unknown_and_points_are_pairs() {
        let newer = serde_json::from_str::<Mark>(r#"{"kind":"star","at":[1,2]}"#);
        assert_eq!(newer.unwrap(), Mark::Unknown);
        let extend = Mark::Extend { points: alloc::vec![Point { x: 1, y: 65_535 }] };
        let text = serde_json::to_string(&extend).unwrap();
        assert_eq!(text, r#"{"kind":"extend","points":[[1,65535]]}"#);
        assert_eq!(serde_json::from_str::<Mark>(&text).unwrap(), extend);
        assert!(serde_json::from_str::<Mark>(r#"{"kind":"extend","points":[[1,65536]]}"#).is_err());
    }
}

//! A system without fonts.

use kit::element::{column, field, text};
use kit::geometry::Rect;
use kit::headless::{Headless, Snapshot};
use kit::input::{KeyName, KeyPress};
use kit::view::View;

use crate::{Action, LIGHT};

fn bare(element: impl Into<kit::Element<Action>>) -> Headless<Action> {
    let mut window = Headless::new(600, 400, 1.0).without_system_fonts();
    window.show(View::new("test", "Test", element).look(LIGHT));
    window
}

/// The pixels of a part of a picture.
fn cut(picture: &Snapshot, part: Rect) -> Vec<[u8; 4]> {
    let (left, top) = (part.x as u32, part.y as u32);
    let rows = top..top + part.height as u32;
    let row = |y| (left..left + part.width as u32).filter_map(move |x| picture.pixel(x, y));
    rows.flat_map(row).collect()
}

/// What a text looks like there.
fn drawn(words: &str) -> Vec<[u8; 4]> {
    let mut window = bare(column().with(field("f", "F").value(words).label_hidden()));
    let bounds = window.bounds("f").expect("it is there");
    cut(&window.snapshot(), bounds)
}

#[test]
fn without_fonts_of_the_system_each_script_is_drawn_and_no_letter_as_a_box() {
    let empty = drawn("");
    // Of each script two texts of as many letters: a box looks like any other box.
    let scripts = [
        ["Get help", "Not gelp"],
        ["Zażółć", "gęśląj"],
        ["Βοήθεια", "έρχομαι"],
        ["Помощь", "Привет"],
        ["مرحبا", "سلامت"],
        ["שלום", "עזרה"],
        ["नमस्ते", "मददगार"],
    ];
    for [one, other] in scripts {
        let (one_drawn, other_drawn) = (drawn(one), drawn(other));
        assert_ne!(one_drawn, empty, "{one} is not blank");
        assert_ne!(one_drawn, other_drawn, "{one} and {other} are no boxes");
    }
}

#[test]
fn what_is_typed_in_a_script_that_was_not_there_before_is_drawn() {
    let mut window = bare(column().with(field("f", "F").label_hidden()));
    window.key(KeyPress::new(KeyName::Tab));
    window.type_text("שלום");
    assert_eq!(window.field_text("f").as_deref(), Some("שלום"));
    let bounds = window.bounds("f").expect("it is there");
    let typed = cut(&window.snapshot(), bounds);
    let mut window = bare(column().with(field("f", "F").label_hidden()).with(text("עזרה")));
    window.key(KeyPress::new(KeyName::Tab));
    window.type_text("שלום");
    assert_eq!(cut(&window.snapshot(), bounds), typed, "as if the font had been there before");
}

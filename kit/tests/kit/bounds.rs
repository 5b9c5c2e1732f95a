//! What happens at the bounds, and with anything at all.

use accesskit::Role;
use kit::Element;
use kit::element::{
    Pixels, PixelsError, button, check, column, dialog, field, list, log, row, scroll, text,
};
use kit::geometry::Point;
use kit::headless::Headless;
use kit::input::{Input, KeyName, KeyPress};
use kit::limits;
use kit::view::View;
use proptest::prelude::*;

use crate::{Action, LIGHT, window};

#[test]
fn elements_beyond_the_bound_are_left_out_and_that_is_said() {
    let many = column().with_all((0..limits::ELEMENTS + 500).map(|n| text(n.to_string())));
    let tree = window(many).tree();
    let words: Vec<_> = tree.nodes.iter().filter_map(|(_, node)| node.value()).collect();
    assert!(words.len() <= limits::ELEMENTS + limits::DEPTH);
    assert!(
        words.contains(&"0") && words.contains(&"…"),
        "the first is there, and a line for the rest"
    );
    assert_eq!(words.iter().filter(|words| **words == "…").count(), 1);
}

#[test]
fn what_is_nested_too_deep_is_left_out_and_that_is_said() {
    let mut element: Element<Action> = text("deepest").into();
    for _ in 0..limits::DEPTH + 20 {
        element = column().with(element).into();
    }
    let lines = window(element).tree_text(false);
    assert!(lines.contains('…') && !lines.contains("deepest"), "{lines}");
}

#[test]
fn a_text_beyond_the_bound_is_cut_and_that_is_said() {
    let tree = window(column().with(text("é".repeat(limits::TEXT_CHARS + 7)))).tree();
    let label = tree.nodes.iter().find(|(_, node)| node.role() == Role::Label);
    let words = label.and_then(|(_, node)| node.value()).expect("there is the text");
    assert_eq!(words.chars().count(), limits::TEXT_CHARS + 1);
    assert!(words.ends_with('…'));
}

#[test]
fn pixels_have_a_bound_and_four_bytes_each() {
    let none = Pixels::from_rgba(0, 1, Vec::new());
    assert_eq!(none, Err(PixelsError::Side { width: 0, height: 1 }));
    let wide = Pixels::from_rgba(limits::IMAGE_SIDE + 1, 1, vec![0; 4]);
    assert!(matches!(wide, Err(PixelsError::Side { .. })));
    let few = Pixels::from_rgba(2, 2, vec![0; 15]);
    assert_eq!(few, Err(PixelsError::Length { got: 15, expected: 16 }));
}

fn any_input() -> impl Strategy<Value = Input> {
    let names = [
        KeyName::Tab,
        KeyName::Enter,
        KeyName::Space,
        KeyName::Escape,
        KeyName::Left,
        KeyName::Right,
        KeyName::Home,
        KeyName::End,
        KeyName::Up,
        KeyName::PageDown,
        KeyName::Backspace,
        KeyName::Delete,
        KeyName::Cut,
        KeyName::Copy,
        KeyName::Paste,
        KeyName::SelectAll,
    ];
    let key = (prop::sample::select(names.to_vec()), any::<bool>(), any::<bool>());
    prop_oneof![
        4 => key.prop_map(|(name, shift, word)| {
            let mut key = KeyPress::new(name);
            (key.modifiers.shift, key.modifiers.word) = (shift, word);
            Input::Key(key)
        }),
        3 => any::<String>().prop_map(|text| Input::Key(KeyPress::text(text))),
        1 => any::<String>().prop_map(Input::Commit),
        1 => ("[a-zא-ת]{0,6}", 0_usize..9, 0_usize..9)
            .prop_map(|(text, start, end)| Input::Preedit(text, Some((start, end)))),
        3 => (any::<f32>(), any::<f32>()).prop_map(|(x, y)| Input::PointerMoved(Point::new(x, y))),
        3 => (0.0_f32..400.0, 0.0_f32..400.0)
            .prop_map(|(x, y)| Input::PointerMoved(Point::new(x, y))),
        2 => any::<u8>().prop_map(|clicks| Input::PointerPressed { clicks }),
        2 => Just(Input::PointerReleased),
        1 => any::<f32>().prop_map(Input::Wheel),
        1 => any::<bool>().prop_map(Input::Focused),
    ]
}

/// One of several views with the same keys.
fn view(number: u8) -> Element<Action> {
    let fields = || {
        column()
            .with(field("f", "F").max_chars(20).on_change(Action::Text))
            .with(field("g", "G").value("שלום abc").on_submit(Action::Submit))
            .with(check("c", "C", true).on(Action::Press("c")))
    };
    match number % 4 {
        0 => fields().into(),
        1 => column().with(dialog("d", "D").with(fields()).focus("f")).with(fields()).into(),
        2 => row().with(scroll("s", "S", column().with_all((0..30).map(|_| fields())))).into(),
        _ => log("l", "L")
            .with(list("x").with(fields()))
            .with(button("b", "B").on(Action::Press("b")))
            .into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn nothing_that_the_user_does_breaks_a_window(
        steps in prop::collection::vec((any_input(), prop::option::weighted(0.1, 0_u8..4)), 1..40),
    ) {
        let mut window = Headless::new(400, 400, 1.0);
        window.show(View::new("w", "W", view(0)).look(LIGHT));
        for (input, shown) in steps {
            window.input(input);
            if let Some(number) = shown {
                window.show(View::new("w", "W", view(number)).look(LIGHT));
            }
            let tree = window.tree();
            prop_assert!(tree.nodes.iter().any(|(id, _)| *id == tree.focus));
            if let Some(text) = window.field_text("f") {
                prop_assert!(text.chars().count() <= 20, "{}", text);
            }
        }
        window.snapshot();
    }
}

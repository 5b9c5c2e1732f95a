//! Colours and pictures.

use std::collections::BTreeSet;
use std::time::Duration;

use kit::element::{
    Align, Element, Pixels, Tone, button, column, dialog, field, image, progress, text,
};
use kit::geometry::Rect;
use kit::headless::{Headless, Snapshot};
use kit::input::{Input, KeyName, KeyPress};
use kit::theme::{
    Color, Contrast, DARK, Direction, HIGH_DARK, HIGH_LIGHT, LIGHT as LIGHT_COLORS, Look, Palette,
    Preferred, Scheme, Surface,
};
use kit::view::View;

use proptest::prelude::*;

use crate::{Action, LIGHT, show, three, window};

fn surfaces(palette: &Palette) -> Vec<(&'static str, Surface)> {
    let mut all = vec![
        ("window", palette.window),
        ("panel", palette.panel),
        ("entry", palette.entry),
        ("button", palette.button),
        ("primary", palette.primary),
        ("danger", palette.danger),
        ("disabled", palette.disabled),
        ("selection", palette.selection),
    ];
    all.extend(palette.tones.map(|surface| ("tone", surface)));
    all
}

/// What is less clear than `text`:1 and `marks`:1.
fn unclear(palette: &Palette, text: f32, marks: f32) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |name: &str, a: Color, b: Color, least: f32| {
        let ratio = a.contrast(b);
        if ratio < least {
            found.push(format!("{name}: {ratio}"));
        }
    };
    for (name, surface) in surfaces(palette) {
        look(name, surface.text, surface.fill, text);
    }
    for ground in [palette.window.fill, palette.panel.fill] {
        let tones = palette.tones.map(|surface| surface.text);
        for color in tones.into_iter().chain([palette.quiet]) {
            look("tone", color, ground, text);
        }
        look("focus", palette.focus, ground, marks);
        look("entry", palette.entry.border, ground, marks);
        look("button", palette.button.border, ground, marks);
        look("primary", palette.primary.border, ground, marks);
        look("danger", palette.danger.border, ground, marks);
    }
    found
}

#[test]
fn text_is_readable_and_controls_stand_out() {
    for palette in [&LIGHT_COLORS, &DARK] {
        assert_eq!(unclear(palette, 4.5, 3.0), [""; 0]);
    }
    assert!((Color::hex(0).contrast(Color::hex(0xFFFFFF)) - 21.0).abs() < 0.01);
}

#[test]
fn in_high_contrast_text_has_seven_to_one_and_borders_and_the_ring_four_and_a_half() {
    for palette in [&HIGH_LIGHT, &HIGH_DARK] {
        assert_eq!(unclear(palette, 7.0, 4.5), [""; 0]);
        let ground = palette.window.fill;
        // What cannot be used is as readable, and tones and lines that separate stand out as well.
        let others = palette.tones.map(|surface| surface.border);
        for border in others.into_iter().chain([palette.disabled.border, palette.window.border]) {
            assert!(border.contrast(ground) >= 4.5, "{border:?}");
        }
        // Where a text is selected, it keeps its colour.
        assert!(palette.entry.text.contrast(palette.selection.fill) >= 7.0);
    }
}

#[test]
fn a_system_that_wants_high_contrast_gets_it_light_and_dark() {
    let dark = Preferred { is_dark: Some(true), is_high: true };
    let shown = |look: Look, preferred| {
        let mut window = Headless::<Action>::new(40, 40, 1.0);
        let view = View::new("w", "W", column()).look(look.with_preferred(preferred));
        window.show(view);
        color_at(&window.snapshot(), 20.0, 20.0)
    };
    assert_eq!(shown(Look::default(), dark), HIGH_DARK.window.fill);
    assert_eq!(shown(LIGHT, dark), HIGH_LIGHT.window.fill, "the user chose light");
    assert_eq!(shown(Look::default(), Preferred::default()), LIGHT_COLORS.window.fill);
    let dark = Preferred { is_high: false, ..dark };
    assert_eq!(shown(Look::default(), dark), DARK.window.fill);
}

/// The colours along the upper border of an element, without its corners.
fn upper_border(window: &mut Headless<Action>, key: &'static str) -> BTreeSet<(u8, u8, u8)> {
    let bounds = window.bounds(key).expect("it is there");
    let picture = window.snapshot();
    let at = |x: u32| color_at(&picture, bounds.x + 14.0 + x as f32, bounds.y + 1.0);
    (0..bounds.width as u32 - 28).map(at).map(|it| (it.red, it.green, it.blue)).collect()
}

#[test]
fn in_high_contrast_lines_tell_what_colours_tell_elsewhere() {
    let form = column()
        .with(button("quiet", "A quiet button").quiet().on(Action::Press("q")))
        .with(button("off", "It cannot be pressed"))
        .with(progress("Half", Some(0.5)));
    let mut window = Headless::new(400, 300, 1.0);
    let border = |palette: &Palette| {
        let Color { red, green, blue } = palette.button.border;
        (red, green, blue)
    };
    window.show(View::new("w", "W", form.clone()).look(LIGHT));
    assert!(!upper_border(&mut window, "quiet").contains(&border(&LIGHT_COLORS)));
    assert_eq!(upper_border(&mut window, "off").len(), 1, "a whole line");
    window.show(View::new("w", "W", form).look(Look { contrast: Contrast::High, ..LIGHT }));
    assert_eq!(upper_border(&mut window, "quiet"), [border(&HIGH_LIGHT)].into());
    assert!(upper_border(&mut window, "off").len() > 1, "a broken line");
}

fn color_at(picture: &Snapshot, x: f32, y: f32) -> Color {
    let [red, green, blue, alpha] = picture.pixel(x as u32, y as u32).expect("it is inside");
    assert_eq!(alpha, 255);
    Color { red, green, blue }
}

/// Within the button, beside its words.
fn fill_of(picture: &Snapshot, bounds: Rect) -> Color {
    color_at(picture, bounds.x + 10.0, bounds.y + bounds.height / 2.0)
}

#[test]
fn a_button_looks_as_its_kind_in_light_and_dark() {
    let form = || {
        column()
            .with(button("primary", "Primary").primary().on(Action::Press("p")))
            .with(button("danger", "Danger").danger().on(Action::Press("d")))
            .with(button("off", "Off").primary())
    };
    for (scheme, palette) in [(Scheme::Light, &LIGHT_COLORS), (Scheme::Dark, &DARK)] {
        let mut window = Headless::new(400, 300, 1.0);
        window.show(View::new("w", "W", form()).look(Look { scheme, ..LIGHT }));
        let picture = window.snapshot();
        assert_eq!(color_at(&picture, 2.0, 2.0), palette.window.fill);
        for (key, surface) in
            [("primary", palette.primary), ("danger", palette.danger), ("off", palette.disabled)]
        {
            let bounds = window.bounds(key).expect("it is there");
            assert_eq!(fill_of(&picture, bounds), surface.fill, "{key}");
        }
    }
}

#[test]
fn the_focus_has_a_ring_and_only_in_the_window_with_the_keyboard() {
    let mut window = window(three());
    let ring_at = |window: &mut Headless<Action>| {
        let bounds = window.bounds("a").expect("it is there");
        let picture = window.snapshot();
        color_at(&picture, bounds.x + bounds.width / 2.0, bounds.y - 4.0)
    };
    assert_eq!(ring_at(&mut window), LIGHT_COLORS.window.fill);
    window.key(KeyPress::new(KeyName::Tab));
    assert_eq!(ring_at(&mut window), LIGHT_COLORS.focus);
    window.input(Input::Focused(false));
    assert_eq!(ring_at(&mut window), LIGHT_COLORS.window.fill);
}

#[test]
fn a_dialog_dims_everything_behind_it() {
    let asking = column().with(three()).with(dialog("d", "D").with(text("words")));
    let mut window = window(asking);
    let picture = window.snapshot();
    let ground = LIGHT_COLORS.window.fill;
    for (x, y) in [(0.0, 0.0), (599.0, 0.0), (0.0, 599.0), (300.0, 599.0), (599.0, 599.0)] {
        assert!(color_at(&picture, x, y).luminance() < ground.luminance() * 0.5, "{x} {y}");
    }
    assert_eq!(color_at(&picture, 300.0, 300.0), LIGHT_COLORS.panel.fill);
}

#[test]
fn words_are_painted_in_every_script_that_has_a_font() {
    for (words, direction) in [
        ("Words", Direction::LeftToRight),
        ("كلمات", Direction::RightToLeft),
        ("מילים", Direction::RightToLeft),
        ("слова", Direction::LeftToRight),
    ] {
        let mut window = Headless::<Action>::new(400, 100, 1.0);
        let look = Look { direction, ..LIGHT };
        window.show(View::new("w", "W", column().with(text(words))).look(look));
        let picture = window.snapshot();
        let ink = |from: u32, to: u32| {
            let pixels = (from..to).flat_map(|x| (0..100).map(move |y| (x, y)));
            pixels
                .filter(|(x, y)| color_at(&picture, *x as f32, *y as f32).luminance() < 0.2)
                .count()
        };
        let (left, right) = (ink(0, 200), ink(200, 400));
        let (start, end) =
            if direction == Direction::LeftToRight { (left, right) } else { (right, left) };
        assert!(start > 20 && end == 0, "{words}: {left} {right}");
    }
}

#[test]
fn a_picture_keeps_its_colours_and_sharp_sides() {
    let pixels = Pixels::from_modules(2, |x, y| x == 0 && y == 0).expect("it is a picture");
    let form = column().with(image("i", pixels).width(100.0).sharp());
    let mut window = window(form);
    let picture = window.snapshot();
    let (black, white) = (Color::hex(0), Color::hex(0xFFFFFF));
    let at = |x: f32, y: f32| color_at(&picture, 24.0 + x, 24.0 + y);
    assert_eq!([at(2.0, 2.0), at(47.0, 47.0)], [black; 2]);
    assert_eq!([at(52.0, 2.0), at(2.0, 52.0), at(97.0, 97.0)], [white; 3]);
}

#[test]
fn a_window_that_looks_the_same_has_the_same_signature() {
    let form = || column().with(three()).with(progress("p", Some(0.5))).with(text("words"));
    let mut window = window(form());
    let before = window.signature();
    window.wait(Duration::from_secs(60));
    show(&mut window, form());
    assert_eq!(window.signature(), before);
    window.input(Input::PointerMoved(kit::geometry::Point::new(500.0, 500.0)));
    assert_eq!(window.signature(), before, "nothing is under the pointer");
    let others: [Element<Action>; 3] = [
        form().with(text("more")).into(),
        form().align(Align::End).into(),
        column().with(three()).with(progress("p", Some(0.6))).with(text("words")).into(),
    ];
    for other in others {
        show(&mut window, other);
        assert_ne!(window.signature(), before);
    }
}

#[test]
fn every_size_can_be_painted() {
    let form = || {
        column()
            .with(text("Words of some length").tone(Tone::Warning))
            .with(field("f", "Field").value("text"))
            .with(three())
            .with(dialog("d", "D").with(text("words")))
    };
    for (width, height, scale) in [
        (0, 0, 1.0),
        (1, 1, 1.0),
        (1, 5000, 3.0),
        (5000, 1, 0.1),
        (20_000, 3, 1.0),
        (300, 300, 9.0),
    ] {
        let mut window = Headless::<Action>::new(width, height, scale);
        window.show(View::new("w", "W", form()).look(LIGHT));
        window.key(KeyPress::new(KeyName::Tab));
        let picture = window.snapshot();
        assert_eq!(picture.width, width.clamp(1, kit::limits::WINDOW_SIDE));
        assert_eq!(picture.rgba.len() as u32, picture.width * picture.height * 4);
    }
}

/// Where the first column of ink is, of all columns with any.
fn inked(picture: &Snapshot) -> Vec<u32> {
    let is_inked = |x: &u32| {
        let mut column = (0..picture.height).map(|y| color_at(picture, *x as f32, y as f32));
        column.any(|color| color.luminance() < 0.2)
    };
    (0..picture.width).filter(is_inked).collect()
}

#[test]
fn a_sentence_runs_in_the_direction_of_the_window_and_a_code_in_its_own() {
    let look = Look { direction: Direction::RightToLeft, ..LIGHT };
    let seen = |element: Element<Action>| {
        let mut window = Headless::<Action>::new(500, 100, 1.0);
        window.show(View::new("w", "W", column().with(element)).look(look));
        let picture = window.snapshot();
        let rows = picture.rgba.chunks_exact(500 * 4).map(|row| row.to_vec());
        let columns = inked(&picture);
        assert!(!columns.is_empty());
        let end = columns.last().copied();
        (rows.collect::<Vec<_>>(), end)
    };
    // The full stop of a sentence that begins with a Latin name is at its left.
    let (sentence, _) = seen(text("Alice تريد.").into());
    let (message, _) = seen(text("Alice تريد.").own_direction().into());
    assert_ne!(sentence, message);
    // A code that begins with a digit keeps its order, and stands at the start of the line.
    let (code, end) = seen(text("7-apple").monospace().into());
    let (isolated, _) = seen(text("\u{2066}7-apple\u{2069}").monospace().into());
    assert_eq!(code, isolated);
    assert!(end.is_some_and(|end| end > 450), "{end:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_text_can_be_laid_out_and_painted(
        words in prop_oneof![any::<String>(), "[\\u{0}-\\u{20}\\u{5d0}-\\u{6ff}\\u{200b}-\\u{206f}👍🏽a-c]{0,80}"],
        width in 1_u32..300,
    ) {
        let mut window = Headless::<Action>::new(width, 80, 1.0);
        let form = column()
            .with(text(words.clone()))
            .with(text(words.clone()).own_direction().centered())
            .with(field("f", words.clone()).value(words.clone()))
            .with(button("b", words).on(Action::Press("b")));
        window.show(View::new("w", "W", form).look(LIGHT));
        prop_assert!(!window.tree().nodes.is_empty());
        window.snapshot();
    }
}

//! Layout with a font whose characters are 10 pixels wide and whose lines are 20 high.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{Frame, ScrollAt, layout, needed};
use crate::element::{
    Align, Build, Element, Gap, Pixels, button, check, column, dialog, field, image, list, log,
    panel, progress, row, scroll, space, status, text,
};
use crate::geometry::{Rect, Size};
use crate::scene::build::build;
use crate::scene::{Part, Scene};
use crate::text::{Measure, TextStyle};
use crate::theme::{Direction, Look, Metrics};

struct Fixed;

impl Measure for Fixed {
    fn size(&mut self, words: &str, _style: TextStyle, width: Option<f32>) -> Size {
        let room = width.map_or(usize::MAX, |width| ((width / 10.0) as usize).max(1));
        let (mut lines, mut used, mut widest) = (1, 0, 0);
        for word in words.split(' ') {
            let mut length = word.chars().count();
            if used > 0 && used + 1 + length > room {
                lines += 1;
                used = 0;
            }
            used += usize::from(used > 0);
            while length > room {
                lines += 1;
                length -= room;
                widest = room;
            }
            used += length;
            widest = widest.max(used);
        }
        Size::new(widest as f32 * 10.0, lines as f32 * 20.0)
    }
}

fn laid_out(element: Element<()>, size: (f32, f32), direction: Direction) -> (Scene<()>, Frame) {
    let scene = build(element);
    let metrics = Metrics::new(1.0, Look { direction, ..Look::default() });
    let size = Size::new(size.0, size.1);
    let frame = layout(&scene, size, metrics, &HashMap::new(), &mut Fixed);
    (scene, frame)
}

/// Each node that is something by itself, with x, y, width and height.
fn lines(element: Element<()>, size: (f32, f32), direction: Direction) -> String {
    let (scene, frame) = laid_out(element, size, direction);
    let nodes = scene.nodes.iter().zip(&frame.placed);
    #[allow(clippy::wildcard_enum_match_arm, reason = "the rest only holds these")]
    let line = |part: &Part<()>, b: Rect| {
        let name = match part {
            Part::Text(text) => text.words.clone(),
            Part::Button(button) => format!("[{}]", button.label),
            Part::Entry(field) => format!("_{}_", field.label),
            Part::Check(check) => format!("({})", check.label),
            Part::Image(image) => format!("<{}>", image.name),
            Part::Log(name) | Part::Scroll(name) => format!("|{name}|"),
            Part::Panel { .. } => "panel".to_owned(),
            Part::Dialog { .. } => "dialog".to_owned(),
            Part::Status(status) if status.is_seen() => status.words.clone(),
            _other => return None,
        };
        Some(format!("{name} {} {} {} {}\n", b.x, b.y, b.width, b.height))
    };
    nodes.filter_map(|(node, place)| line(&node.part, place.bounds)).collect()
}

fn buttons() -> Element<()> {
    row().with(button("a", "Aaaa")).with(button("b", "Bbbb")).with(button("c", "Cccc")).into()
}

#[test]
fn a_row_flows_from_the_start_and_wraps_when_it_is_narrow() {
    let wide = lines(buttons(), (400.0, 300.0), Direction::LeftToRight);
    assert_eq!(wide, "[Aaaa] 24 126 84 48\n[Bbbb] 124 126 84 48\n[Cccc] 224 126 84 48\n");
    let narrow = column().with(buttons());
    let narrow = lines(narrow.into(), (240.0, 300.0), Direction::LeftToRight);
    assert_eq!(narrow, "[Aaaa] 24 24 84 48\n[Bbbb] 124 24 84 48\n[Cccc] 24 88 84 48\n");
}

#[test]
fn the_other_direction_is_the_mirror_image() {
    let element = || {
        let form = column()
            .with(text("a title"))
            .with(buttons())
            .with(field("f", "Name").max_width(200.0))
            .with(check("k", "Check", true).on(()));
        Element::from(panel(form))
    };
    let (_, left) = laid_out(element(), (400.0, 500.0), Direction::LeftToRight);
    let (_, right) = laid_out(element(), (400.0, 500.0), Direction::RightToLeft);
    for (left, right) in left.placed.iter().zip(&right.placed) {
        let mirrored = Rect { x: 400.0 - left.bounds.right(), ..left.bounds };
        assert_eq!(mirrored, right.bounds);
    }
    assert!(left.placed.len() > 8);
}

#[test]
fn text_wraps_in_the_room_it_has() {
    let element = || column().with(text("one two three four")).with(text("below"));
    let wide = lines(element().into(), (400.0, 300.0), Direction::LeftToRight);
    assert_eq!(wide, "one two three four 24 24 180 20\nbelow 24 60 50 20\n");
    let narrow = lines(element().into(), (168.0, 300.0), Direction::LeftToRight);
    assert_eq!(narrow, "one two three four 10 10 130 40\nbelow 10 66 50 20\n");
}

#[test]
fn what_grows_takes_the_room_that_is_left() {
    let element = row()
        .with(text("name").grow())
        .with(button("b", "Bbbb"))
        .with(space(0.0))
        .gap(Gap::Small)
        .align(Align::End);
    let wide = lines(column().with(element).into(), (400.0, 300.0), Direction::LeftToRight);
    assert_eq!(wide, "name 24 38 256 20\n[Bbbb] 286 24 84 48\n");
}

#[test]
fn a_log_shrinks_before_the_rest_is_cut_and_grows_when_it_may() {
    let messages = |count: usize| log("log", "log").with_all((0..count).map(|_| text("line")));
    let element = column().with(text("above")).with(messages(40)).with(button("b", "Below"));
    let full = lines(element.into(), (400.0, 300.0), Direction::LeftToRight);
    let edges: Vec<_> = full.lines().filter(|line| !line.starts_with("line")).collect();
    assert_eq!(edges, ["above 24 24 50 20", "|log| 24 60 352 152", "[Below] 24 228 94 48"]);
    // The last message is seen.
    assert_eq!(full.lines().rfind(|line| line.starts_with("line")), Some("line 38 178 40 20"));
    let element = column().with(messages(1).grow()).with(button("b", "Below"));
    let empty = lines(element.into(), (400.0, 300.0), Direction::LeftToRight);
    assert_eq!(empty, "|log| 24 24 352 188\nline 38 38 40 20\n[Below] 24 228 94 48\n");
}

#[test]
fn a_window_too_low_scrolls_as_a_whole() {
    let element = column().with_all((0..20).map(|_| text("line")));
    let (_, frame) = laid_out(element.into(), (300.0, 200.0), Direction::LeftToRight);
    let scroll = frame.placed[0].scroll.expect("the window can be scrolled");
    assert_eq!((scroll.content, scroll.most()), (20.0 * 20.0 + 19.0 * 16.0 + 48.0, 552.0));
}

#[test]
fn a_scroll_is_clipped_and_follows_its_offset() {
    let inner = column().with_all((0..20).map(|_| text("line")));
    let element = column().with(text("above")).with(scroll("s", "s", inner));
    let scene = build::<()>(element.into());
    let id = scene.id_of(&"s".into()).expect("it is there");
    let at = HashMap::from([(id, ScrollAt { offset: 100.0, away: true })]);
    let metrics = Metrics::new(1.0, Look::default());
    let frame = layout(&scene, Size::new(300.0, 260.0), metrics, &at, &mut Fixed);
    let index = scene.find(id).expect("it is there");
    let view = frame.at(index).bounds;
    assert_eq!(view, Rect::new(24.0, 60.0, 252.0, 176.0));
    let first = frame.at(index + 2);
    assert_eq!((first.bounds.y, first.clip), (view.y - 100.0, view));
    assert!(first.visible().is_empty());
}

#[test]
fn a_dialog_is_in_the_middle_and_scrolls_when_it_is_too_high() {
    let short = dialog("d", "Title").with(text("words")).with(button("b", "Yes"));
    let low =
        lines(column().with(text("x")).with(short).into(), (800.0, 600.0), Direction::LeftToRight);
    assert_eq!(
        low,
        "x 24 24 10 20\ndialog 120 212 560 176\nTitle 148 240 50 20\nwords 148 276 50 20\n[Yes] 148 312 96 48\n"
            .replace("96 48", "74 48")
    );
    let long = dialog("d", "Title").with_all((0..60).map(|_| text("words")));
    let behind = column().with(text("x")).with(long.clone());
    let (scene, frame) = laid_out(behind.into(), (800.0, 600.0), Direction::LeftToRight);
    let index = scene.dialog.expect("it is open");
    assert_eq!(frame.at(index).bounds, Rect::new(120.0, 24.0, 560.0, 552.0));
    assert!(frame.at(index).scroll.expect("it scrolls").most() > 1000.0);
    let (scene, frame) = laid_out(long.into(), (800.0, 600.0), Direction::LeftToRight);
    let index = scene.dialog.expect("it is open");
    let whole = Rect::new(0.0, 0.0, 800.0, 600.0);
    assert_eq!(frame.at(index).bounds, whole, "one that is alone is the window");
}

#[test]
fn a_window_that_fits_has_nothing_to_scroll() {
    let metrics = Metrics::new(1.0, Look::default());
    let bar = || row().with(text("words")).with(button("b", "Yes"));
    let question = || dialog("d", "Title").with_all((0..9).map(|_| text("words")));
    for element in [Element::from(bar()), question().into(), column().with(bar()).into()] {
        let scene = build::<()>(element);
        for width in [None, Some(150.0), Some(700.0)] {
            let size = needed(&scene, width, metrics, &mut Fixed);
            let frame = layout(&scene, size, metrics, &HashMap::new(), &mut Fixed);
            let index = scene.dialog.unwrap_or_default();
            let scroll = frame.at(index).scroll.expect("it could scroll");
            assert!(scroll.most() <= 0.0, "{width:?}: {scroll:?}");
            assert!(width.is_none_or(|width| width == size.width));
        }
    }
}

#[test]
fn an_image_keeps_its_aspect_and_an_empty_status_takes_no_room() {
    let pixels = Pixels::from_rgba(200, 100, vec![0; 80_000]).expect("it is a picture");
    let element = column()
        .with(status(""))
        .with(image("pic", pixels).width(400.0))
        .with(progress("p", Some(0.5)))
        .with(status("words"));
    let seen = lines(element.into(), (248.0, 600.0), Direction::LeftToRight);
    assert_eq!(seen, "<pic> 24 24 200 100\nwords 24 168 50 20\n");
}

fn any_element() -> impl Strategy<Value = Element<()>> {
    let word =
        prop_oneof![Just(""), Just("word"), Just("many words in a line"), Just("שלום مرحبا")];
    let leaf = prop_oneof![
        word.clone().prop_map(|words| text(words).into()),
        word.clone().prop_map(|words| button("b", words).on(()).into()),
        word.clone().prop_map(|words| field("f", words).value(words).into()),
        word.clone().prop_map(|words| check("c", words, true).on(()).into()),
        word.clone().prop_map(|words| status(words).into()),
        any::<f32>().prop_map(|length| space(length).into()),
        any::<f32>().prop_map(|part| progress("p", Some(part)).into()),
    ];
    leaf.prop_recursive(6, 40, 6, |inner| {
        let several = prop::collection::vec((inner.clone(), any::<bool>()), 0..6).prop_map(|all| {
            all.into_iter().map(|(element, grow)| Element { grow, ..element }).collect::<Vec<_>>()
        });
        prop_oneof![
            several.clone().prop_map(|all| row().with_all(all).into()),
            several.clone().prop_map(|all| column().with_all(all).into()),
            several.clone().prop_map(|all| list("l").with_all(all).into()),
            several.clone().prop_map(|all| log("l", "l").with_all(all).into()),
            several.prop_map(|all| dialog("d", "d").with_all(all).into()),
            (inner.clone(), any::<f32>()).prop_map(|(one, most)| panel(one).max_width(most)),
            inner.prop_map(|one| scroll("s", "s", one).into()),
        ]
    })
}

#[test]
fn a_space_longer_than_any_window_is_cut() {
    for length in [f32::MAX, f32::INFINITY, f32::NAN, -1.0] {
        let scene = build::<()>(log("l", "l").with_all([space(length)]).into());
        let metrics = Metrics::new(3.0, Look::default());
        let frame = layout(&scene, Size::new(0.0, 0.0), metrics, &HashMap::new(), &mut Fixed);
        assert!(frame.placed.iter().all(|place| place.bounds.height.is_finite()), "{length}");
    }
}

proptest! {
    #[test]
    fn every_view_has_a_layout_at_every_size(
        element in any_element(),
        size in prop_oneof![Just((0.0, 0.0)), Just((1.0, 1.0)), (0.0_f32..4000.0, 0.0_f32..4000.0)],
        scale in prop_oneof![Just(f32::NAN), 0.0_f32..9.0],
        text_factor in any::<f32>(),
        is_mirrored in any::<bool>(),
    ) {
        let direction = if is_mirrored { Direction::RightToLeft } else { Direction::LeftToRight };
        let metrics = Metrics::new(scale, Look { text_factor, direction, ..Look::default() });
        let scene = build(element);
        let size = Size::new(size.0, size.1);
        let frame = layout(&scene, size, metrics, &HashMap::new(), &mut Fixed);
        prop_assert_eq!(frame.placed.len(), scene.nodes.len());
        for place in &frame.placed {
            let Rect { x, y, width, height } = place.bounds;
            prop_assert!([x, y, width, height].iter().all(|side| side.is_finite()), "{:?}", place);
            prop_assert!(width >= 0.0 && height >= 0.0, "{:?}", place);
        }
    }
}

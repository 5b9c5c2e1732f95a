//! Presses, releases, wheel; what an activation says about itself.

use std::time::Duration;

use kit::element::{button, check, column, dialog, log, row, text};
use kit::geometry::Point;
use kit::headless::Headless;
use kit::input::{Input, KeyName, KeyPress};
use kit::view::{Origin, View};

use crate::{Action, actions, show, three, window};

fn middle<A: Clone>(window: &Headless<A>, key: &'static str) -> Point {
    let bounds = window.bounds(key).expect("it is there");
    Point::new(bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0)
}

#[test]
fn a_press_counts_when_it_is_released_on_the_same_button() {
    let mut window = window(three());
    let activations = window.click("b");
    assert_eq!((activations[0].origin, activations[0].guarded), (Origin::Pointer, false));
    assert_eq!(actions(activations), [Action::Press("b")]);
    window.input(Input::PointerMoved(middle(&window, "a")));
    window.input(Input::PointerPressed { clicks: 1 });
    window.input(Input::PointerMoved(middle(&window, "c")));
    assert_eq!(window.input(Input::PointerReleased), []);
}

#[test]
fn a_press_is_forgotten_when_another_button_takes_the_place() {
    let mut window = window(column().with(button("a", "A").on(Action::Press("a"))));
    window.input(Input::PointerMoved(middle(&window, "a")));
    window.input(Input::PointerPressed { clicks: 1 });
    show(&mut window, column().with(button("b", "A").on(Action::Press("b"))));
    assert_eq!(window.input(Input::PointerReleased), []);
}

#[test]
fn a_release_that_was_pressed_elsewhere_does_nothing() {
    let mut window = window(three());
    window.input(Input::PointerMoved(middle(&window, "a")));
    assert_eq!(window.input(Input::PointerReleased), []);
    window.input(Input::PointerPressed { clicks: 1 });
    window.input(Input::Focused(false));
    assert_eq!(window.input(Input::PointerReleased), [], "another window took the keyboard");
}

#[test]
fn what_is_behind_a_dialog_or_disabled_cannot_be_pressed() {
    let behind = row().with(button("a", "A").on(Action::Press("a")));
    let asking = column().with(behind).with(dialog("d", "D").with(text("words")));
    let mut window = window(asking);
    let at = middle(&window, "a");
    assert_eq!(window.click_at(at), []);
    show(&mut window, column().with(check("c", "C", true).on(Action::Press("c")).enabled(false)));
    assert_eq!(window.click("c"), []);
}

#[test]
fn an_activation_says_since_when_its_element_is_there() {
    let allow = || button("allow", "Allow").guarded().on(Action::Press("allow"));
    let mut window = window(column().with(allow()));
    let start = window.now();
    window.wait(Duration::from_secs(5));
    show(&mut window, column().with(allow()));
    let [activation] = window.click("allow").try_into().expect("it is pressed");
    assert!(activation.guarded);
    assert_eq!((activation.shown_since, activation.at), (start, window.now()));
    // At another place it is as if it were new.
    show(&mut window, column().with(text("above")).with(allow()));
    let [activation] = window.click("allow").try_into().expect("it is pressed");
    assert_eq!(activation.shown_since, window.now());
    // With another description, which says what it does.
    window.wait(Duration::from_secs(5));
    let described = |what: &str| column().with(text("above")).with(allow().description(what));
    for what in ["of one", "of the other"] {
        window.wait(Duration::from_secs(5));
        show(&mut window, described(what));
        let [activation] = window.click("allow").try_into().expect("it is pressed");
        assert_eq!(activation.shown_since, window.now(), "{what}");
    }
    // And with other words, and after a dialog was in front of it.
    window.wait(Duration::from_secs(5));
    show(&mut window, column().with(text("above")).with(allow()).with(dialog("d", "D")));
    show(&mut window, column().with(text("above")).with(allow()));
    let [activation] = window.click("allow").try_into().expect("it is pressed");
    assert_eq!(activation.shown_since, window.now());
}

#[test]
fn a_log_follows_its_end_until_the_user_scrolls_away() {
    let messages = |count: u64| {
        let message = |n| button(("m", n), "message").on(Action::Press("m"));
        column().with(log("log", "Log").with_all((0..count).map(message)))
    };
    let is_seen = |window: &Headless<Action>, n: u64| {
        window.bounds(("m", n)).is_some_and(|bounds| !bounds.is_empty())
    };
    let mut window = window(messages(40));
    assert!(is_seen(&window, 39) && !is_seen(&window, 0));
    show(&mut window, messages(50));
    assert!(is_seen(&window, 49));
    window.input(Input::PointerMoved(middle(&window, "log")));
    window.input(Input::Wheel(-2000.0));
    show(&mut window, messages(60));
    assert!(!is_seen(&window, 59) && !is_seen(&window, 49));
    window.input(Input::Wheel(9000.0));
    show(&mut window, messages(70));
    assert!(is_seen(&window, 69));
}

#[test]
fn the_thumb_of_a_scroll_bar_can_be_dragged() {
    let rows = (0..60).map(|n| button(("b", n), "B").on(Action::Press("b")));
    let mut window = window(column().with_all(rows));
    window.input(Input::PointerMoved(Point::new(595.0, 10.0)));
    window.input(Input::PointerPressed { clicks: 1 });
    window.input(Input::PointerMoved(Point::new(595.0, 599.0)));
    window.input(Input::PointerReleased);
    assert!(window.bounds(("b", 59)).is_some_and(|bounds| !bounds.is_empty()));
    window.input(Input::PointerMoved(Point::new(595.0, 100.0)));
    assert!(window.bounds(("b", 59)).is_some_and(|bounds| !bounds.is_empty()), "it is let go");
}

/// A dialog that asks something, with one button at the same place whatever it asks.
fn asks(number: u64) -> View<&'static str> {
    let dialog = dialog(("question", number), format!("Question {number}?"))
        .with(button("allow", "Allow").on("allowed"));
    View::new("window", "Window", dialog)
}

#[test]
fn the_same_button_in_another_dialog_has_just_appeared() {
    let mut window = Headless::new(400, 300, 1.0);
    window.show(asks(1));
    window.wait(Duration::from_secs(10));
    let old = window.bounds("allow");
    window.show(asks(2));
    assert_eq!(window.bounds("allow"), old, "it looks the same");
    window.wait(Duration::from_millis(5));
    let activation = window.click("allow").pop().expect("it is active");
    assert!(activation.at.duration_since(activation.shown_since) < Duration::from_secs(1));
}

#[test]
fn where_the_pointer_is_at_first_it_may_have_been_from_the_beginning() {
    let mut window = Headless::new(400, 300, 1.0);
    window.show(asks(1));
    let activation = window.click("allow").pop().expect("it is active");
    assert!(activation.pointer_waited);
    window.input(Input::PointerMoved(Point::new(1.0, 1.0)));
    let activation = window.click("allow").pop().expect("it is active");
    assert!(!activation.pointer_waited, "it has left it, and come back");
}

#[test]
fn a_pointer_that_was_outside_when_the_window_appeared_has_not_waited() {
    let mut window = Headless::new(400, 300, 1.0);
    window.show(asks(1));
    // It is fast, so that the first motion in the window leads to the button.
    window.find_pointer(None);
    let activation = window.click("allow").pop().expect("it is active");
    assert!(!activation.pointer_waited);
    // The window comes to the pointer.
    let at = middle(&window, "allow");
    window.find_pointer(Some(at));
    let activation = window.click("allow").pop().expect("it is active");
    assert!(activation.pointer_waited);
}

#[test]
fn an_activation_says_what_gave_the_focus() {
    let mut window = Headless::new(400, 300, 1.0);
    window.show(asks(1));
    window.key(KeyPress::new(KeyName::Tab));
    window.wait(Duration::from_secs(1));
    let activation = window.key(KeyPress::new(KeyName::Enter)).pop().expect("it has the focus");
    let (since, by) = activation.focused.expect("it has the focus");
    assert_eq!(by, Origin::Key);
    assert_eq!(activation.at.duration_since(since), Duration::from_secs(1));
}

#[test]
fn where_no_window_is_told_its_place_a_pointer_that_enters_over_a_button_has_not_chosen_it() {
    let mut window = window(three()).without_places();
    for way in ["at first", "again"] {
        let activation = window.click("a").remove(0);
        assert!(activation.pointer_waited, "{way}");
        window.input(Input::PointerMoved(Point::new(1.0, 1.0)));
        assert!(
            !window.click("a").remove(0).pointer_waited,
            "it came from elsewhere in the window"
        );
        window.input(Input::PointerLeft);
    }
    window.input(Input::TouchMoved(middle(&window, "a")));
    window.input(Input::PointerPressed { clicks: 1 });
    let activation = window.input(Input::PointerReleased).remove(0);
    assert!(!activation.pointer_waited, "a finger comes down where it is meant to");
    assert!(activation.press.expect("it was pressed").is_touch);
}

#[test]
fn an_activation_says_which_press_led_to_it() {
    let mut window = window(three());
    let at = middle(&window, "a");
    window.input(Input::PointerMoved(at));
    let moved = window.now();
    window.wait(Duration::from_millis(100));
    window.input(Input::PointerPressed { clicks: 1 });
    let pressed = window.now();
    window.wait(Duration::from_millis(50));
    let press = window.input(Input::PointerReleased)[0].press.expect("it was pressed");
    assert_eq!((press.at, press.place, press.moved), (pressed, Some(at), Some(moved)));
    assert!(!press.is_touch);

    window.type_text("x ");
    let typed = window.now();
    window.wait(Duration::from_millis(50));
    let activation = window.key(KeyPress::new(KeyName::Space)).remove(0);
    let press = activation.press.expect("it was pressed");
    assert_eq!((press.at, press.place), (window.now(), None));
    assert_eq!(activation.typed, Some(typed));
}

//! Tab, Enter, Space, Escape; dialogs.

use kit::Key;
use kit::element::{Element, button, check, column, dialog, field, log, text};
use kit::input::{KeyName, KeyPress};
use kit::view::Origin;

use crate::{Action, actions, keys, show, three, window};

fn press(name: KeyName) -> KeyPress {
    KeyPress::new(name)
}

fn focus(window: &kit::headless::Headless<Action>) -> Option<String> {
    window.focus().map(|key| key.name().to_owned())
}

#[test]
fn tab_goes_in_the_order_of_reading_and_passes_what_is_disabled() {
    let form = column()
        .with(field("name", "Name"))
        .with(check("check", "Check", false).on(Action::Press("check")))
        .with(button("disabled", "Disabled").on(Action::Press("x")).enabled(false))
        .with(button("without-action", "Nothing"))
        .with(log("short", "Log").with(text("one line")))
        .with(button("last", "Last").on(Action::Press("last")));
    let mut window = window(form);
    assert_eq!(keys(&window.tab_order()), ["name", "check", "last"]);
    let mut seen = Vec::new();
    for _ in 0..4 {
        window.key(press(KeyName::Tab));
        seen.extend(focus(&window));
    }
    assert_eq!(seen, ["name", "check", "last", "name"]);
    window.key(press(KeyName::Tab).shift());
    assert_eq!(focus(&window).as_deref(), Some("last"));
}

#[test]
fn enter_and_space_press_a_button_once_however_long_they_are_held() {
    let mut window = window(three());
    assert_eq!(window.key(press(KeyName::Enter)), [], "nothing has the focus");
    window.key(press(KeyName::Tab));
    for name in [KeyName::Enter, KeyName::Space] {
        let activations = window.key(press(name));
        assert_eq!(activations[0].origin, Origin::Key);
        assert_eq!(actions(activations), [Action::Press("a")]);
        assert_eq!(window.key(KeyPress { repeat: true, ..press(name) }), []);
    }
}

#[test]
fn space_checks_a_box_and_enter_does_not() {
    let mut window = window(column().with(check("c", "C", false).on(Action::Press("c"))));
    window.key(press(KeyName::Tab));
    assert_eq!(actions(window.key(press(KeyName::Space))), [Action::Press("c")]);
    assert_eq!(window.key(press(KeyName::Enter)), []);
}

#[test]
fn focus_stays_with_its_key_in_a_new_view() {
    let mut window = window(three());
    window.key(press(KeyName::Tab));
    window.key(press(KeyName::Tab));
    show(&mut window, column().with(text("new")).with(text("words")).with(three()));
    assert_eq!(window.focus(), Some(Key::new("b")));
}

#[test]
fn a_focus_whose_element_is_gone_goes_to_nothing() {
    let mut window = window(three());
    window.key(press(KeyName::Tab));
    show(&mut window, column().with(button("b", "B").on(Action::Press("b"))));
    assert_eq!(window.focus(), None);
    assert_eq!(window.key(press(KeyName::Enter)), []);
    assert_eq!(window.key(press(KeyName::Space)), []);
}

fn asking(key: &'static str) -> Element<Action> {
    let question = dialog(key, "Really?")
        .with(button("yes", "Yes").on(Action::Press("yes")))
        .with(button("no", "No").on(Action::Press("no")))
        .on_escape(Action::Press("escape"));
    column().with(three()).with(question).into()
}

#[test]
fn a_dialog_keeps_the_focus_within_and_gives_it_back() {
    let mut window = window(three());
    window.key(press(KeyName::Tab));
    window.key(press(KeyName::Tab));
    show(&mut window, asking("q"));
    assert_eq!(focus(&window).as_deref(), Some("q"));
    // What was pressed for the window behind does nothing here.
    assert_eq!(window.key(press(KeyName::Enter)), []);
    assert_eq!(window.key(press(KeyName::Space)), []);
    assert_eq!(keys(&window.tab_order()), ["yes", "no"]);
    for expected in ["yes", "no", "yes"] {
        window.key(press(KeyName::Tab));
        assert_eq!(focus(&window).as_deref(), Some(expected));
    }
    assert_eq!(actions(window.key(press(KeyName::Escape))), [Action::Press("escape")]);
    show(&mut window, three());
    assert_eq!(focus(&window).as_deref(), Some("b"));
    assert_eq!(window.key(press(KeyName::Escape)), []);
}

#[test]
fn the_next_dialog_takes_the_focus_anew() {
    let mut window = window(three());
    window.key(press(KeyName::Tab));
    show(&mut window, asking("first"));
    window.key(press(KeyName::Tab));
    assert_eq!(focus(&window).as_deref(), Some("yes"));
    show(&mut window, asking("second"));
    assert_eq!(focus(&window).as_deref(), Some("second"));
    show(&mut window, three());
    assert_eq!(focus(&window).as_deref(), Some("a"));
}

#[test]
fn a_dialog_may_name_what_has_the_focus_first() {
    let question = dialog("q", "Really?")
        .with(button("yes", "Yes").on(Action::Press("yes")))
        .with(button("no", "No").on(Action::Press("no")))
        .focus("no");
    let mut window = window(column().with(question));
    assert_eq!(focus(&window).as_deref(), Some("no"));
    assert_eq!(actions(window.key(press(KeyName::Enter))), [Action::Press("no")]);
}

#[test]
fn what_gets_the_focus_is_scrolled_into_view() {
    let keys: Vec<u64> = (0..30).collect();
    let many =
        column().with_all(keys.iter().map(|n| button(("b", *n), "B").on(Action::Press("b"))));
    let mut window = window(many);
    assert!(window.bounds(("b", 29)).expect("it is there").is_empty());
    window.key(press(KeyName::Tab).shift());
    assert_eq!(window.focus(), Some(Key::at("b", 29)));
    assert!(window.bounds(("b", 29)).expect("it is there").height > 40.0);
    assert!(window.bounds(("b", 0)).expect("it is there").is_empty());
    window.key(press(KeyName::Home));
    assert!(window.bounds(("b", 0)).expect("it is there").height > 40.0);
}

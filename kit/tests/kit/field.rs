//! Fields: typing, bounds, directions, input methods, clipboard.

use accesskit::{Action as Request, ActionData, ActionRequest, NodeId, Role, TreeId};
use kit::element::{Field, column, field};
use kit::headless::Headless;
use kit::input::{Input, KeyName, KeyPress};
use kit::view::Origin;

use crate::{Action, actions, show, window};

fn name() -> Field<Action> {
    field("name", "Name").on_change(Action::Text).on_submit(Action::Submit)
}

/// A window with a field that has the focus.
fn editing(field: Field<Action>) -> Headless<Action> {
    let mut window = window(column().with(field));
    window.key(KeyPress::new(KeyName::Tab));
    window.key(KeyPress::new(KeyName::End));
    window
}

fn text(window: &Headless<Action>) -> String {
    window.field_text("name").expect("there is the field")
}

#[test]
fn what_is_typed_is_reported_and_enter_submits_it() {
    let mut window = editing(name());
    let reported = actions(window.type_text("Zoë"));
    assert_eq!(reported, ["Z", "Zo", "Zoë"].map(|text| Action::Text(text.to_owned())));
    window.key(KeyPress::new(KeyName::Space));
    let submitted = actions(window.key(KeyPress::new(KeyName::Enter)));
    assert_eq!(submitted, [Action::Submit("Zoë ".to_owned())]);
}

#[test]
fn more_than_the_bound_cannot_be_entered_by_any_means() {
    let mut window = editing(name().max_chars(4));
    window.type_text("ab");
    window.input(Input::Commit("שלום".to_owned()));
    assert_eq!(text(&window), "abשל");
    assert_eq!(window.type_text("x"), []);
    window.key(KeyPress::new(KeyName::SelectAll));
    window.key(KeyPress::new(KeyName::Copy));
    window.key(KeyPress::new(KeyName::Paste));
    window.key(KeyPress::new(KeyName::Paste));
    assert_eq!(text(&window), "abשל");
    let mut longer = editing(name().max_chars(4).value("abcdefgh"));
    assert_eq!(text(&longer), "abcd");
    let set = request(&longer, Request::SetValue, ActionData::Value("123456".into()));
    longer.input(set);
    assert_eq!(text(&longer), "1234");
}

#[test]
fn a_line_break_becomes_a_space() {
    let mut window = editing(name());
    window.input(Input::Commit("a\r\nb\nc\td\u{2029}e\u{7}f\n".to_owned()));
    assert_eq!(text(&window), "a b c d ef");
}

#[test]
fn a_view_replaces_the_text_only_when_its_value_changes() {
    let mut window = editing(name().value("first"));
    window.type_text("!");
    show(&mut window, column().with(name().value("first")));
    assert_eq!(text(&window), "first!", "a late view undoes nothing");
    show(&mut window, column().with(name().value("second")));
    assert_eq!(text(&window), "second");
    show(&mut window, column().with(name().value("")));
    assert_eq!(text(&window), "");
}

#[test]
fn the_caret_moves_as_it_is_seen_in_text_of_both_directions() {
    // Logical order: Hebrew, Latin, Hebrew. The line begins at the right.
    let words = "שלום abc עולם";
    let mut window = editing(name().value(words));
    window.key(KeyPress::new(KeyName::Home));
    assert_eq!(window.caret("name"), Some(0));
    let mut carets = Vec::new();
    for _ in 0..words.chars().count() {
        window.key(KeyPress::new(KeyName::Left));
        carets.extend(window.caret("name"));
    }
    // Four letters and a space of two and one bytes, then through the Latin word from its end, then the rest.
    assert_eq!(carets.get(..5), Some([2, 4, 6, 8, 9].as_slice()), "{carets:?}");
    assert_eq!(carets.last(), Some(&words.len()));
    let latin: Vec<_> = carets.iter().filter(|caret| (10..12).contains(*caret)).collect();
    assert_eq!(latin, [&11, &10], "within the Latin word, left is backwards: {carets:?}");
}

#[test]
fn deleting_takes_a_letter_with_its_marks() {
    let mut window = editing(name().value("a\u{308}b"));
    window.key(KeyPress::new(KeyName::Home));
    window.key(KeyPress::new(KeyName::Delete));
    assert_eq!(text(&window), "b");
    let mut arabic = editing(name().value("مرحبا"));
    arabic.key(KeyPress::new(KeyName::Backspace));
    assert_eq!(text(&arabic), "مرحب");
}

#[test]
fn what_an_input_method_shows_is_reported_when_it_is_committed() {
    let mut window = editing(name().value("x"));
    assert_eq!(window.input(Input::Preedit("に".to_owned(), Some((3, 3)))), []);
    assert_eq!(window.input(Input::Preedit("にほん".to_owned(), Some((99, 99)))), []);
    assert_eq!(text(&window), "x");
    assert!(window.tree_text(false).contains("\"xにほん\""), "{}", window.tree_text(false));
    let committed = window.input(Input::Commit("日本".to_owned()));
    assert_eq!(actions(committed), [Action::Text("x日本".to_owned())]);
    window.input(Input::Preedit("ご".to_owned(), None));
    window.input(Input::Preedit(String::new(), None));
    assert_eq!(text(&window), "x日本");
}

#[test]
fn a_read_only_field_can_be_copied_and_not_changed() {
    let link = field("name", "Link").value("https://example.org").read_only();
    let mut window = window(column().with(link).with(name_two()));
    window.key(KeyPress::new(KeyName::Tab));
    assert_eq!(window.type_text("x"), []);
    window.key(KeyPress::new(KeyName::Backspace));
    window.key(KeyPress::new(KeyName::Cut));
    window.input(Input::Commit("y".to_owned()));
    assert_eq!(text(&window), "https://example.org");
    window.key(KeyPress::new(KeyName::SelectAll));
    window.key(KeyPress::new(KeyName::Copy));
    window.key(KeyPress::new(KeyName::Tab));
    let pasted = actions(window.key(KeyPress::new(KeyName::Paste)));
    assert_eq!(pasted, [Action::Text("https://example.org".to_owned())]);
}

#[test]
fn a_code_is_made_smaller_until_it_is_seen_as_a_whole() {
    let code = |text: &str| field("name", "Code").value(text).code().read_only();
    let long = "1234567-elephant-umbrella-backpack";
    let mut window = window(column().with(code(long)));
    for (width, is_whole) in [(720, true), (420, true), (60, false), (720, true)] {
        window.resize(width, 200, 1.0);
        assert_eq!(window.shows_all_text("name"), Some(is_whole), "{width}");
    }
    show(&mut window, column().with(code("7-lamp")));
    assert_eq!(window.shows_all_text("name"), Some(true));
    assert_eq!(window.caret("name"), Some(0), "it is read from its beginning");
}

#[test]
fn a_text_that_comes_late_is_pasted_where_it_was_asked_for_or_not_at_all() {
    let mut window = window(column().with(name()).with(name_two()));
    window.key(KeyPress::new(KeyName::Tab));
    let late = || Input::Pasted("late".to_owned());
    assert_eq!(window.input(late()), [], "nobody has asked");
    // The clipboard is empty: whoever has the text does not answer yet.
    assert_eq!(window.key(KeyPress::new(KeyName::Paste)), []);
    window.type_text("x");
    assert_eq!(actions(window.input(late())), [Action::Text("xlate".to_owned())]);
    assert_eq!(window.input(late()), [], "it was asked for once");
    window.key(KeyPress::new(KeyName::Paste));
    window.key(KeyPress::new(KeyName::Tab));
    assert_eq!(window.input(late()), [], "the user is elsewhere by now");
    assert_eq!(text(&window), "xlate");
    assert_eq!(window.field_text("two").as_deref(), Some(""));
}

fn name_two() -> Field<Action> {
    field("two", "Two").on_change(Action::Text)
}

/// A request of assistive technology about the field.
fn request(window: &Headless<Action>, action: Request, data: ActionData) -> Input {
    let tree = window.tree();
    let field = tree.nodes.iter().find(|(_, node)| node.role() == Role::TextInput);
    let target_node = field.map_or(NodeId(0), |(id, _)| *id);
    Input::Accessibility(ActionRequest {
        action,
        target_tree: TreeId::ROOT,
        target_node,
        data: Some(data),
    })
}

#[test]
fn assistive_technology_enters_text_too() {
    let mut window = editing(name().value("old"));
    let set = request(&window, Request::SetValue, ActionData::Value("new".into()));
    let [activation] = window.input(set).try_into().expect("it changes");
    assert_eq!(activation.origin, Origin::Accessibility);
    assert_eq!(activation.action, Action::Text("new".to_owned()));
    let set = request(&window, Request::ReplaceSelectedText, ActionData::Value("er".into()));
    assert_eq!(actions(window.input(set)), [Action::Text("newer".to_owned())]);
}

//! What screen readers are told.

use accesskit::{Action as Request, ActionRequest, Role, TreeId};
use kit::element::{
    Pixels, Tone, button, check, column, dialog, field, image, list, log, panel, progress, row,
    scroll, status, text,
};
use kit::input::{Input, KeyName, KeyPress};
use kit::view::Origin;

use crate::{Action, actions, show, three, window};

#[test]
fn each_element_has_its_role_name_and_state() {
    let pixels = Pixels::from_modules(4, |x, y| x == y).expect("it is within the bound");
    let form = column()
        .with(text("Title").title())
        .with(text("Words."))
        .with(image("QR code of the invitation", pixels))
        .with(
            field("name", "Name")
                .value("Robin")
                .description("Your helper sees it.")
                .error(Some("Too short.".to_owned())),
        )
        .with(field("link", "Link").value("x").read_only().label_hidden())
        .with(check("check", "Remember", true).description("Or not.").on(Action::Press("c")))
        .with(
            list("People").with(
                row()
                    .with(text("Bob"))
                    .with(button("admit", "Admit").description("Bob").on(Action::Press("a"))),
            ),
        )
        .with(button("off", "Off").enabled(false))
        .with(log("log", "Messages").with(text("hello")))
        .with(panel(text("inside")).named("Group"))
        .with(scroll("s", "Part", text("scrolled")))
        .with(progress("Sending", Some(0.25)))
        .with(progress("Waiting", None))
        .with(status("All is well.").tone(Tone::Success))
        .with(status("Stop!").assertive());
    let mut window = window(form);
    window.key(KeyPress::new(KeyName::Tab));
    let expected = r#"Window "Test"
  Heading "Title" live=Polite
  Label ="Words."
  Image "QR code of the invitation"
  TextInput "Name" ="Robin" (Too short. Your helper sees it.) invalid focused
  TextInput "Link" ="x" read-only
  CheckBox "Remember" (Or not.) toggled=True
  List "People"
    ListItem
      Label ="Bob"
      Button "Admit" (Bob)
  Button "Off" disabled
  Log "Messages"
    Label ="hello" live=Polite
  Group "Group"
    Label ="inside"
  ScrollView "Part"
    Label ="scrolled"
  ProgressIndicator "Sending" =25
  ProgressIndicator "Waiting"
  Status "All is well." live=Polite
  Alert "Stop!" live=Assertive
"#;
    assert_eq!(window.tree_text(false), expected);
}

#[test]
fn an_open_dialog_is_all_there_is() {
    let asking = column().with(three()).with(
        dialog("d", "Alice wants to use your mouse")
            .with(text("She can then do everything."))
            .with(button("no", "Refuse").on(Action::Press("no"))),
    );
    let window = window(asking);
    let expected = r#"Window "Test"
  AlertDialog "Alice wants to use your mouse" modal focused
    Label ="She can then do everything."
    Button "Refuse"
"#;
    assert_eq!(window.tree_text(false), expected);
}

#[test]
fn bounds_are_where_the_element_is_seen() {
    let window = window(three());
    let tree = window.tree();
    let (_, node) = tree.nodes.iter().find(|(_, node)| node.label() == Some("b")).expect("b");
    let told = node.bounds().expect("it has bounds");
    let seen = window.bounds("b").expect("it is seen");
    assert_eq!((told.x0 as f32, told.y0 as f32), (seen.x, seen.y));
    assert_eq!((told.x1 as f32, told.y1 as f32), (seen.right(), seen.bottom()));
}

#[test]
fn every_tree_is_whole() {
    let mut window = window(three());
    for round in 0..3 {
        let tree = window.tree();
        let ids: std::collections::HashSet<_> = tree.nodes.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids.len(), tree.nodes.len(), "each id once");
        let children = tree.nodes.iter().flat_map(|(_, node)| node.children());
        assert!(children.clone().all(|child| ids.contains(child)), "each child is there");
        assert_eq!(children.count() + 1, ids.len(), "each node but the root has one parent");
        assert!(ids.contains(&tree.focus), "the focus is in the tree");
        // The same key twice, and a field.
        let twice = column().with(three()).with(three()).with(field("f", "F").value("שלום abc"));
        show(&mut window, twice);
        for _ in 0..round * 7 {
            window.key(KeyPress::new(KeyName::Tab));
        }
    }
}

#[test]
fn the_characters_of_a_field_are_those_the_user_sees() {
    let window = window(column().with(field("f", "F").value("e\u{301}שא👍🏽")));
    let tree = window.tree();
    let run = tree.nodes.iter().find(|(_, node)| node.role() == Role::TextRun);
    let (_, run) = run.expect("a field has a run");
    assert_eq!(run.character_lengths(), [3, 2, 2, 8]);
}

#[test]
fn a_click_of_assistive_technology_is_told_from_others() {
    let form = column()
        .with(button("allow", "Allow").guarded().on(Action::Press("allow")))
        .with(button("off", "Off").on(Action::Press("off")).enabled(false));
    let mut window = window(form);
    let click = |window: &kit::headless::Headless<Action>, name: &str| {
        let tree = window.tree();
        let target = tree.nodes.iter().find(|(_, node)| node.label() == Some(name)).expect("it");
        Input::Accessibility(ActionRequest {
            action: Request::Click,
            target_tree: TreeId::ROOT,
            target_node: target.0,
            data: None,
        })
    };
    let [activation] = window.input(click(&window, "Allow")).try_into().expect("one");
    assert_eq!((activation.origin, activation.guarded), (Origin::Accessibility, true));
    assert_eq!(window.input(click(&window, "Off")), []);
    // A request for what a dialog hides comes too late.
    let late = click(&window, "Allow");
    show(
        &mut window,
        column().with(button("allow", "Allow").on(Action::Press("allow"))).with(dialog("d", "D")),
    );
    assert_eq!(actions(window.input(late)), []);
}

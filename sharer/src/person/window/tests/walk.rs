//! Every view as a screen reader walks through it: each control has a name and a role, is told from the others, and comes in
//! the order in which it stands on the screen. In each language, since two sentences may be the same in one of them.

use std::collections::BTreeSet;

use catalogue::Language;
use kit::geometry::Rect;
use kit::headless::{Role, Told};
use kit::theme::{Direction, Look};

use super::look::{shown, states};
use crate::words;

/// Pixels by which what stands beside each other may overlap.
const TOUCHES: f32 = 1.0;

/// What is pressed.
const PRESSED: [Role; 3] = [Role::Button, Role::CheckBox, Role::RadioButton];

/// What the keyboard can be in.
const ENTERED: [Role; 4] = [Role::TextInput, Role::ScrollView, Role::Log, Role::AlertDialog];

/// What is only read.
const SHOWN: [Role; 8] = [
    Role::Window,
    Role::Heading,
    Role::Label,
    Role::Image,
    Role::Status,
    Role::Alert,
    Role::Group,
    Role::ProgressIndicator,
];

/// How a reader finds this element among the others.
fn found_by(told: &Told) -> (String, &str, &str, &[String]) {
    (format!("{:?}", told.role), &told.name, &told.description, &told.groups)
}

/// Whether what is read later stands before it: higher, or in the same line nearer to where lines begin.
fn stands_before(later: Rect, first: Rect, is_mirrored: bool) -> bool {
    if later.bottom() <= first.y + TOUCHES {
        return true;
    }
    let is_beside = later.y < first.bottom() - TOUCHES && first.y < later.bottom() - TOUCHES;
    let is_nearer = if is_mirrored {
        later.x >= first.right() - TOUCHES
    } else {
        later.right() <= first.x + TOUCHES
    };
    is_beside && is_nearer
}

fn walk(told: &[Told], is_mirrored: bool, title: &str) {
    let mut found = BTreeSet::new();
    for one in told {
        let can_have = if PRESSED.contains(&one.role) {
            one.can_focus == one.can_press
        } else if ENTERED.contains(&one.role) {
            !one.can_press
        } else {
            assert!(SHOWN.contains(&one.role), "{title}: nobody knows what this is: {one:?}");
            !one.can_focus && !one.can_press
        };
        assert!(can_have, "{title}: {one:?}");
        assert!(!one.name.trim().is_empty(), "{title}: no name: {one:?}");
        assert_eq!(
            one.role == Role::RadioButton,
            one.toggled.is_some() && one.role != Role::CheckBox
        );
        if one.can_focus {
            assert!(found.insert(found_by(one)), "{title}: there are two of {one:?}");
        }
    }
    // What is scrolled away has its place, too.
    let is_container = |told: &&Told| {
        matches!(
            told.role,
            Role::Window | Role::ScrollView | Role::Log | Role::AlertDialog | Role::Group
        )
    };
    // What is only said has no place.
    let is_seen = |told: &&Told| !is_container(told) && told.bounds.width > 0.0;
    let leaves: Vec<&Told> = told.iter().filter(is_seen).collect();
    for pair in leaves.windows(2) {
        let [first, later] = pair else { continue };
        let is_wrong = stands_before(later.bounds, first.bounds, is_mirrored);
        assert!(!is_wrong, "{title}: read in another order than seen: {first:?} {later:?}");
    }
}

#[test]
fn a_screen_reader_finds_each_control_of_each_view_in_its_order() {
    for language in Language::ALL {
        words::speak(*language);
        let is_mirrored = language.direction() == catalogue::Direction::RightToLeft;
        let direction = if is_mirrored { Direction::RightToLeft } else { Direction::LeftToRight };
        for (name, mut state) in states() {
            state.model.lock().local.look = Look { direction, ..Look::default() };
            for view in state.refresh() {
                let title = format!("{}: {name}: {}", language.tag(), view.key.name());
                let mut window = shown(view, 1.0);
                walk(&window.told(), is_mirrored, &title);
                if let Ok(folder) = std::env::var("ALONGSIDE_PICTURES") {
                    let file = format!("{folder}/{}.png", title.replace(": ", "-"));
                    std::fs::write(file, window.snapshot().png().unwrap()).unwrap();
                }
            }
        }
    }
}

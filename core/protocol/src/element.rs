//! What a step is about: a part of the User's screen (a button, a field), as the accessibility interface of its system
//! names it.

use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::limits::ELEMENT_NAME_BYTES;
use crate::mark::is_mark_text;

/// What kind of thing an element is, as people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ElementRole {
    /// Something to press.
    Button,
    /// Something to tick.
    CheckBox,
    /// A choice of one from several that stand beside it.
    RadioButton,
    /// Something that is on or off.
    Switch,
    /// A link.
    Link,
    /// A menu.
    Menu,
    /// An entry of a menu.
    MenuItem,
    /// A place to write in.
    Field,
    /// A list that opens.
    List,
    /// An entry of a list, a table or a tree.
    Item,
    /// A tab.
    Tab,
    /// Something to drag between two ends.
    Slider,
    /// Anything else that has a name, or a kind of a newer version.
    #[serde(other)]
    Other,
}

impl ElementRole {
    /// All, in their order.
    pub const ALL: [ElementRole; 13] = [
        ElementRole::Button,
        ElementRole::CheckBox,
        ElementRole::RadioButton,
        ElementRole::Switch,
        ElementRole::Link,
        ElementRole::Menu,
        ElementRole::MenuItem,
        ElementRole::Field,
        ElementRole::List,
        ElementRole::Item,
        ElementRole::Tab,
        ElementRole::Slider,
        ElementRole::Other,
    ];
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// What it is.
    pub role: ElementRole,
    /// Its name: at most [`ELEMENT_NAME_BYTES`], in one line.
    pub name: String,
}

impl Element {
    /// One with what a program says of it: spaces and line ends become single spaces, and a long name is cut. `None` when
    /// nothing is left that can be read, or something that would steer a terminal.
    pub fn new(role: ElementRole, name: &str) -> Option<Self> {
        let mut line = String::new();
        for word in name.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            if line.len() > ELEMENT_NAME_BYTES {
                line.truncate(line.floor_char_boundary(ELEMENT_NAME_BYTES - ELLIPSIS.len()));
                line.push_str(ELLIPSIS);
                break;
            }
        }
        let element = Self { role, name: line };
        element.is_within_bounds().then_some(element)
    }

    /// Whether its name is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        is_mark_text(&self.name, ELEMENT_NAME_BYTES)
    }
}

/// At the end of a name that is cut.
const ELLIPSIS: &str = "…";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_is_cut_and_steers_nothing() {
        let name = |name: &str| Element::new(ElementRole::Button, name).map(|element| element.name);
        assert_eq!(name("  Save \n as  ").as_deref(), Some("Save as"));
        assert_eq!(name(" \t"), None);
        assert_eq!(name("Save\u{202e}exe"), None);
        assert_eq!(name("a\u{1b}[2J"), None);
        for long in ["é".repeat(500), "word ".repeat(500)] {
            let cut = name(&long).unwrap();
            assert!(cut.len() <= ELEMENT_NAME_BYTES && cut.ends_with('…'), "{cut}");
        }
    }

    #[test]
    fn a_kind_of_a_newer_version_is_another_one() {
        let element: Element = serde_json::from_str(r#"{"role":"dial","name":"Volume"}"#).unwrap();
        assert_eq!(element.role, ElementRole::Other);
    }
}

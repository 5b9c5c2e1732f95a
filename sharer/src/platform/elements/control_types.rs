//! What people call the control types of UI Automation (Windows).

use protocol::element::ElementRole;

/// What people call a control type, by its number (`UIA_…ControlTypeId`).
pub(in crate::platform) fn role(number: i32) -> ElementRole {
    match number {
        // Buttons, also those with a menu.
        50000 | 50031 => ElementRole::Button,
        50002 => ElementRole::CheckBox,
        50013 => ElementRole::RadioButton,
        50005 => ElementRole::Link,
        // Menus and their bars are opened by their entries.
        50009 | 50010 => ElementRole::Menu,
        50011 => ElementRole::MenuItem,
        // Text fields, and those for numbers. A document is what one writes in as well.
        50004 | 50016 | 50030 => ElementRole::Field,
        50003 => ElementRole::List,
        // Of a list, a table, a tree; the head of a column.
        50007 | 50024 | 50029 | 50035 => ElementRole::Item,
        50019 => ElementRole::Tab,
        50015 => ElementRole::Slider,
        _ => ElementRole::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_type_that_people_know_has_its_name() {
        for (number, expected) in [
            (50000, ElementRole::Button),
            (50002, ElementRole::CheckBox),
            (50004, ElementRole::Field),
            (50011, ElementRole::MenuItem),
            (50019, ElementRole::Tab),
            // A window, a pane, a text, a list as a whole; and what no version has.
            (50032, ElementRole::Other),
            (50033, ElementRole::Other),
            (50020, ElementRole::Other),
            (50008, ElementRole::Other),
            (i32::MIN, ElementRole::Other),
        ] {
            assert_eq!(role(number), expected, "{number}");
        }
    }
}

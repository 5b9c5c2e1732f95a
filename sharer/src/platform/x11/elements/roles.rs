//! What people call the roles of AT-SPI.

use protocol::element::ElementRole;

/// What people call a role (AtspiRole of at-spi2-core).
pub(super) fn role(number: u32) -> ElementRole {
    match number {
        // Push, toggle and menu buttons.
        43 | 62 | 129 => ElementRole::Button,
        7 => ElementRole::CheckBox,
        44 => ElementRole::RadioButton,
        88 => ElementRole::Link,
        33 => ElementRole::Menu,
        // Also those that are ticked.
        8 | 35 | 45 => ElementRole::MenuItem,
        // Password, spin button, text, entry.
        40 | 52 | 61 | 79 => ElementRole::Field,
        11 => ElementRole::List,
        // Of a list, a table, a tree.
        32 | 56 | 91 => ElementRole::Item,
        37 => ElementRole::Tab,
        51 => ElementRole::Slider,
        _ => ElementRole::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_people_know_has_its_name() {
        for (number, expected) in [
            (43, ElementRole::Button),
            (7, ElementRole::CheckBox),
            (79, ElementRole::Field),
            (23, ElementRole::Other),
            (u32::MAX, ElementRole::Other),
        ] {
            assert_eq!(role(number), expected, "{number}");
        }
    }
}

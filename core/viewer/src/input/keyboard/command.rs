//! The Command key of a Mac, where the User's computer is no Mac: its shortcuts are those of Control there.

use protocol::key::PhysicalKey;

/// What a key of a Mac's keyboard is there: Command is Control, the others stay.
pub(super) fn key(key: PhysicalKey) -> PhysicalKey {
    let by_name = |name: &str| name.parse().ok();
    let is = |name: &str| by_name(name) == Some(key);
    let other = if is("MetaLeft") {
        Some(PhysicalKey::CONTROL_LEFT)
    } else if is("MetaRight") {
        by_name("ControlRight")
    } else {
        None
    };
    other.unwrap_or(key)
}

/// How far Command and an arrow move the cursor, as the key that does so there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Movement {
    /// To an end of the line: without Control.
    InLine(PhysicalKey),
    /// To an end of the text: with Control.
    InText(PhysicalKey),
}

/// What an arrow means with Command.
pub(super) fn movement(key: PhysicalKey) -> Option<Movement> {
    let is = |name: &str| name.parse() == Ok(key);
    let to = |name: &str| name.parse::<PhysicalKey>().ok();
    if is("ArrowLeft") {
        to("Home").map(Movement::InLine)
    } else if is("ArrowRight") {
        to("End").map(Movement::InLine)
    } else if is("ArrowUp") {
        to("Home").map(Movement::InText)
    } else if is("ArrowDown") {
        to("End").map(Movement::InText)
    } else {
        None
    }
}

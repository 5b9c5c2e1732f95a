//! Keyboards of Helpers: what a browser reports when each character of a layout is typed, and a table of what of it
//! arrives on which computer of a User.
//!
//! The layouts are those of xkb-data, and dead keys compose as its table for UTF-8 says.

mod layout;
mod table;
mod typing;

pub use layout::{HELPERS, Helper, Keystroke, Press};
pub use table::{Count, SHARERS, System, Table};
pub use typing::{Trial, Typist};

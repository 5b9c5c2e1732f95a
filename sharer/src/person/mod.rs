//! The User: notices go out to them, commands come in from them.
//!
//! [`UserNotice`] is the one type for everything that the User is told, [`UserInput`] the one for
//! everything that they command. A [`Face`] turns notices into bytes and lines into commands: the
//! dialogue on a terminal, or JSON lines for scripts. [`PersonHandle`] joins them to the session:
//! notices wait in a bounded queue that a thread of their own writes out, so that a reader that
//! does not read never delays the session.

mod chat;
pub mod consent;
#[cfg(test)]
mod contract;
pub(crate) mod face;
pub(crate) mod handle;
pub(crate) mod input;
mod json;
pub(crate) mod notice;
mod printable;
mod qr;
mod queue;
mod sentences;
pub(crate) mod stdin;
mod terminal;
pub(crate) mod window;

pub use face::Face;
pub use handle::PersonHandle;
pub use input::{FromUser, InputError, Origin, UserInput};
pub use json::Json;
pub use notice::{Note, UserError, UserNotice};
pub(crate) use printable::{printable, shown};
#[cfg(test)]
pub(crate) use stdin::InputLine;
pub use stdin::StandardInput;
pub use terminal::Terminal;

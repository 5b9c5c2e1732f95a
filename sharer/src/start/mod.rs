//! Start-up in three steps: `main` calls [`program`], which parses the arguments and runs a command;
//! `sessions` runs one session after the other; `session` opens what one session needs, and runs it.
//! [`window`] runs sessions for the User's window; `setup` is what the User changes there, `offers` the wait for offers of
//! help.

mod offers;
pub mod program;
mod public_network;
mod retry;
mod session;
mod sessions;
mod setup;
mod stderr;
mod terms;
mod window;

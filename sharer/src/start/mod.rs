//! Start-up in three steps: `main` calls [`program`], which parses the arguments and runs a command;
//! `sessions` runs one session after the other; `session` opens what one session needs, and runs it. `server` is the signal
//! server of a run; `listen_question` asks before the built-in one listens in a `public_network`.
//! [`window`] runs sessions for the User's window; `setup` is what the User changes there, `offers` the wait for offers of
//! help.

mod dialogue;
mod listen_question;
mod offers;
pub mod program;
mod public_network;
mod retry;
mod server;
mod session;
mod sessions;
mod setup;
mod stderr;
mod terms;
mod window;

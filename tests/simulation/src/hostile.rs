//! Attackers: a viewer that breaks the protocol, and a malicious signal server.

mod server;
mod viewer;

pub use self::viewer::{Hostile, Move};
pub use server::Mallory;

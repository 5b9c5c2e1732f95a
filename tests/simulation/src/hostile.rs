//! The enemies: a viewer that speaks the protocol as it likes, and a signal server that lies.

mod server;
mod viewer;

pub use self::viewer::{Hostile, Move};
pub use server::Mallory;

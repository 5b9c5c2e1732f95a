//! The Helpers that this User remembers: who may connect without a code, and how a session remembers one
//! more.

mod known_helpers;
mod session_contacts;

pub use known_helpers::{KnownHelpers, KnownHelpersError, WaitsFor, follow_days};
pub use session_contacts::{ContactsEvent, SessionContacts};

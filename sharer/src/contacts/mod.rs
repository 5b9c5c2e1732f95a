//! The Helpers that this User remembers: who may connect without a code, and how a session remembers one
//! more.

mod known_helpers;
mod known_names;
mod session_contacts;

pub use known_helpers::{KnownHelpers, KnownHelpersError, WaitsFor, follow_days};
pub use known_names::known_names;
pub use session_contacts::{ContactsEvent, SessionContacts};

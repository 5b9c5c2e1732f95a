//! Keyboard, pointer and touch events of the Helper, as events for the wire.
//!
//! The driver copies DOM events into the plain structs of these modules; they return
//! [`InputEvent`](protocol::input::InputEvent)s. [`crate::state`] decides whether they are sent.

pub mod combination;
pub mod keyboard;
pub mod pacing;
pub mod pointer;
pub mod sticky;
pub mod text;
pub mod touch;

//! What the User sets up before a session: people, settings, offers of help, and a device for assistance.
//!
//! [`state`] is what the program says and the User has begun to change, [`action`] what the User does, [`perform`]
//! what follows. The program makes the changes, between sessions; while one runs, there are none.

pub(crate) mod action;
pub(super) mod perform;
pub(crate) mod setting;
pub(crate) mod state;

//! The User's window: the third face of the dialogue, beside terminal and JSON.
//!
//! [`state`] is what the notices amount to, with the open question in [`asked`], [`local`] what only the window knows; [`views`] makes windows of
//! both, [`outside`] what the desktop shows besides, [`action`] is what the User does there, and [`shell`] turns that
//! into commands. [`countdown`] and [`unread`] say what a screen reader says besides; [`sending`] and [`speaking`] are about the open invitation, [`setup`] is about people and settings. [`model`] is shared by
//! the session, which changes it, and the window, which shows it.

mod action;
mod asked;
mod choosing;
mod chosen;
mod clipboard;
mod countdown;
mod links;
mod local;
mod model;
mod outside;
#[cfg(test)]
mod pressed;
mod presses;
mod seen;
mod sending;
mod setup;
mod shell;
mod speaking;
mod state;
#[cfg(test)]
mod tests;
mod unread;
mod views;

pub(crate) use chosen::choose;
pub(crate) use clipboard::SystemClipboard;
pub(crate) use links::WindowLinks;
pub(crate) use model::{Answers, Model, WindowFace};
#[cfg(test)]
pub(crate) use pressed::PressedWindows;
pub(crate) use setup::setting::{Kind, Setting};
pub(crate) use setup::state::{Decided, Facts, Outcome, Person, Row, SetupRequest};
pub(crate) use shell::{Outlets, REQUESTS, Request, Windows};

//! The side whose screen is seen: shells around the machines of `core/`.
//!
//! Imports point downwards in this list:
//!
//! - [`start`], the program, from its arguments to its exit status.
//! - [`cli`], [`app`], the command line; the loop of one session.
//! - [`doctor`], what works here and what does not.
//! - [`person`], [`link`], [`picture`], [`input`], the User, the network, the video, mouse and keyboard.
//! - [`policy`], [`invite`], [`contacts`], [`log`], the owner's rules, invitations, known Helpers, the log.
//! - `files`, files that are sent and received.
//! - [`store`], files of the program itself.
//! - [`platform`], the operating system and its desktop.
//! - [`clock`], `path_kind`, [`supervisor`], [`words`], what every module may use.

pub mod start;

pub mod app;
pub mod cli;

pub mod doctor;

pub mod input;
pub mod link;
pub mod person;
pub mod picture;

pub mod contacts;
mod files;
pub mod invite;
pub mod log;
pub mod policy;

pub mod store;

pub mod platform;

pub mod clock;
mod path_kind;
pub mod supervisor;
mod transfer;
pub mod words;

//! The protocol of Alongside: messages, handshake, limits and the session log.
//!
//! This crate is pure: it uses no socket, clock, thread or DOM. The caller passes time and randomness
//! as arguments. The same source runs natively in the sharer and the signal server, and as WebAssembly
//! in the Helper's browser, so both ends use the same protocol.
//!
//! Reading order: [`limits`] and [`time`]; then the rendezvous ([`code`], [`word_list`], [`invite_file`],
//! [`handshake`], [`sealed`], [`signal`], [`network`], [`ice`], [`resumption`], [`system`]) and the rendezvous without a code
//! ([`trust`]);
//! then the messages of a session ([`peer`], [`right`], [`input`], [`mark`], [`cursor`], [`exact`], [`video`], [`tile_frame`], [`bulk`],
//! [`file_name`], [`folder_path`], [`files`]);
//! then the path over the server ([`fragment`], [`lane`]) and the session log ([`log`]).
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod calendar;
pub mod limits;
pub mod time;
pub mod utc;

pub mod code;
pub mod handshake;
pub mod ice;
pub mod invite_file;
pub mod name;
pub mod network;
pub mod resumption;
pub mod sealed;
pub mod signal;
pub mod system;
pub mod trust;
pub mod word_list;

pub mod bulk;
pub mod channel;
pub mod cursor;
pub mod element;
pub mod exact;
pub mod file_name;
pub mod files;
pub mod folder_path;
pub mod geometry;
pub mod input;
pub mod key;
mod key_table;
pub mod mark;
pub mod peer;
pub mod right;
pub mod tile_frame;
pub mod transfer;
pub mod video;

pub mod fragment;
pub mod lane;

pub mod log;

mod body;
mod bytes;
#[cfg(test)]
mod counter;
mod derived_keys;
pub mod hex;
pub mod party;
mod reasons;
mod sealed_channel;
mod sealing;

/// The protocol version of this build. It is raised when an older end could misunderstand a newer one.
pub const VERSION: u16 = 6;

/// The oldest protocol version that this build accepts.
pub const OLDEST_VERSION: u16 = 6;

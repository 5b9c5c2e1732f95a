//! The words both ends of Alongside share.
//!
//! Everything here is pure: no socket, no clock, no thread, no DOM, and no randomness that the
//! caller did not hand in. The same source runs natively in the sharer and the signal server and
//! as WebAssembly in the Helper's browser, so the two ends cannot drift apart.
//!
//! Reading order: [`limits`] and [`time`], then how two people meet ([`code`], [`invite_file`],
//! [`handshake`], [`sealed`], [`signal`]) and meet again ([`trust`]), then what they say once they met
//! ([`peer`], [`input`], [`cursor`], [`exact`]), then what they write down about it ([`log`]).
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
pub mod invite_file;
pub mod name;
pub mod sealed;
pub mod signal;
pub mod trust;

pub mod channel;
pub mod cursor;
pub mod exact;
pub mod geometry;
pub mod input;
pub mod key;
pub mod peer;

pub mod log;

mod bytes;
#[cfg(test)]
mod counter;
pub mod hex;
mod party;

/// The protocol spoken by this build. Raised when an older end could misunderstand a newer one.
pub const VERSION: u16 = 1;

/// The oldest protocol this build still speaks.
pub const OLDEST_VERSION: u16 = 1;

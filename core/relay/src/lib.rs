//! A STUN and TURN server (RFC 8489, RFC 8656) without I/O: it decides what is answered and relayed.
//! The shell owns the sockets.
//!
//! [`Relay`] is the machine. Requests go in as packets, and answers come out of [`Relay::poll`]. Relayed
//! packets take a shorter path, since they are many: [`Relay::from_client`] and [`Relay::from_peer`]
//! rewrite a [`Packet`] in place and return where it goes.
//!
//! Credentials are rows of a table. Removing one ends its allocations at once.
//!
//! No packet goes to an address that [`PeerPolicy`] denies; otherwise the server would be a door into the
//! network in which it stands.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod allocation;
mod attributes;
mod bucket;
mod counts;
mod credentials;
mod flow;
mod forward;
mod framing;
pub mod limits;
mod machine;
mod nonce;
mod packet;
mod places;
mod policy;
mod prefix;
mod requests;
mod shares;
mod sources;
mod stun;
mod unanswered;

#[cfg(test)]
mod tests;

pub use attributes::{attribute, method};
pub use counts::{Counts, REFUSALS, Refusal};
pub use credentials::TableFull;
pub use flow::Flow;
pub use framing::{FramingError, StreamDecoder, begins_stream, padded};
pub use machine::{Advertised, AllocationId, Config, Forward, Output, Relay};
pub use packet::Packet;
pub use places::{NoPlace, Places};
pub use policy::{Block, PeerPolicy};
pub use prefix::{Prefix, widest_prefix};
pub use stun::{Class, Message, MessageWriter, long_term_key};

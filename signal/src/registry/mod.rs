//! The registry: invitations, claims and presence. It decides which clients may exchange messages. It
//! does no I/O and has no clock.
//!
//! A sharer opens an invitation at a slot. Viewers claim it and prove to the sharer that they have the code,
//! side by side; the registry relays the messages of each proof, named by its claim, without reading them. The sharer sends
//! the verdict on each.
//!
//! ```text
//!   Proving (any number of claims) ── Proven ──▶ Proven ── viewer leaves ──▶ tombstone: Taken
//!         │ third wrong code, or it expires, or the sharer revokes it
//!         ▼
//!   tombstone: Burnt, Expired, Revoked
//! ```
//!
//! A sharer and a Helper who know each other use a tag instead of a slot. While no claim is proven, a connected
//! sharer waits at its places: tags, each with or without a card. A claim can wait for a sharer
//! there, too. Pages watch tags.
//! Each is notified about the tags that it waits at or watches, and about no others.

mod events;

mod claim_queue;
mod invitation;
mod presence;
mod proofs;
mod slots;

mod state;

mod claims;
mod grants;
mod messages;
mod opening;
mod relaying;
mod rendezvous;
mod waiting_claims;

#[cfg(test)]
pub(crate) mod tests;

pub use events::{CloseReason, Command, ConnectionId, GrantId, GrantedEnd, Input, Note};
pub use state::Registry;

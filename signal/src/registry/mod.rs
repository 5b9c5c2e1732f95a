//! The registry: invitations, claims and presence. It decides which clients may exchange messages. It
//! does no I/O and has no clock.
//!
//! A sharer opens an invitation at a slot. One viewer at a time claims it and proves to the sharer that
//! it has the code; the registry relays the messages of the proof without reading them. The sharer sends
//! the verdict.
//!
//! ```text
//!            Claim                    Proven
//!   Free ────────────▶ Proving ────────────────▶ Proven
//!    ▲                    │                        │ viewer leaves
//!    └────────────────────┤ wrong code, abandoned, ▼
//!     fewer than 3 wrong  │ too slow, a client left  tombstone: Taken
//!                         ▼
//!      tombstone: Burnt (third wrong code), Expired, Revoked (also from Free)
//! ```
//!
//! A sharer and a Helper who know each other use a tag instead of a slot. While its claim is Free or
//! Proving, a connected sharer waits at its places: tags, each with or without a card. Pages watch tags.
//! Each is notified about the tags that it waits at or watches, and about no others.

mod events;

mod invitation;
mod presence;
mod slots;

mod state;

mod claims;
mod grants;
mod messages;
mod opening;
mod rendezvous;

#[cfg(test)]
pub(crate) mod tests;

pub use events::{CloseReason, Command, ConnectionId, GrantId, GrantedEnd, Input, Note};
pub use state::Registry;

//! When the router is asked for a port, by which protocol, and when the port is given back.
//!
//! [`Mapper`] is the machine. It asks one router, the default gateway, by PCP (RFC 6887), NAT-PMP (RFC 6886)
//! or UPnP (Internet Gateway Device), for one external UDP port for each direct path. The shell sends
//! the requests; here is decided which request comes when, what its answer means, and what becomes of a
//! mapping when the router has restarted or the path is closed.
//!
//! A mapping is leased for [`LEASE`] and renewed while its path is open. A program that dies renews
//! nothing, so that the router closes the port itself.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod address;
mod epoch;
mod interface;
mod machine;
#[cfg(test)]
mod tests;

pub use address::is_public;
pub use interface::{Family, Granted, Input, NoMapping, Output, PortId, Protocol, Refusal, Route};
pub use machine::Mapper;

use core::time::Duration;

/// For how long a port is asked for. NAT-PMP recommends two hours (RFC 6886 §3.3); after a crash the
/// port stays open for that long, so it is less here, and renewed every ten minutes.
pub const LEASE: Duration = Duration::from_secs(20 * 60);

/// The longest lease that is taken: the maximum that RFC 6887 §15 recommends to routers. A router that grants
/// more does not lease, and its mapping is given back.
pub const LONGEST_LEASE: Duration = Duration::from_secs(24 * 3600);

/// The shortest time between two requests for one mapping. A router with shorter leases loses the mapping for a
/// while each time.
pub const RENEW_MIN: Duration = Duration::from_secs(15);

/// How long after an address was offered to the Helper the same address is offered again at the earliest, if the router
/// says that it has restarted. Each offer is a message through the server, which carries only so many for a claim.
pub const OFFER_MIN: Duration = Duration::from_secs(10 * 60);

/// How long a router that gave no port is left alone: at first, and at most. It doubles each time.
pub const RETRY_MIN: Duration = Duration::from_secs(60);

/// See [`RETRY_MIN`].
pub const RETRY_MAX: Duration = Duration::from_secs(30 * 60);

/// Ports at a time, those being given back included. A session has one direct path or, while it moves from one
/// to another, two. A further path has no mapping.
pub const PORTS: usize = 4;

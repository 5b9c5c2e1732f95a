//! The direct path to the Helper's browser: the only folder that names the WebRTC crates.
//!
//! [`connection`] is the path; `channels` are its data channels, `video` sends frames, `tiles` sends
//! lossless tiles. `congestion`, `retransmission` and `keyframe_requests` are links of the stack's chain
//! of interceptors. `ice_checks` answers the browser's first connectivity check at once.
//!
//! `ice_servers` reads the addresses of STUN and TURN servers, `candidates` admits those of the Helper. `runtime`
//! gives the stack sockets of ours: `divert` sends what is for a server as `routes` say, by datagrams or
//! through a `turn_stream`, and everything else where `gate` lets it; `extra_turns` keeps relayed packets from being late, and
//! `rest` lets a connection at rest wake seldom.
//!
//! `mapped` offers the address at which the router maps a port of the path, and `relay_hold` gives it a head start.

mod addresses;
mod bulk;
mod candidates;
mod channels;
mod codec;
mod congestion;
pub mod connection;
mod divert;
mod error;
mod events;
mod extra_turns;
mod gate;
mod ice_checks;
pub(crate) mod ice_servers;
mod keyframe_requests;
pub mod loopback;
mod made_up;
mod mapped;
#[cfg(test)]
mod mdns_tests;
mod message_video;
mod peer_ip;
mod plain_udp;
mod relay_hold;
#[cfg(test)]
mod relay_tests;
mod rest;
mod retransmission;
mod routes;
mod runtime;
mod server_addresses;
mod tiles;
pub(crate) mod turn_stream;
mod video;

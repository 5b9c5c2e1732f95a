//! The signal server: relays the messages with which a sharer and a viewer that share a code, or know
//! each other, set up an end-to-end encrypted session. It cannot read them.
//!
//! [`serve`] runs it on a listener until it is shut down. The sharer does so when it shares without a
//! server; the program `alongside-signal` does nothing else.
//!
//! [`registry`], `throttle`, `connection_table`, `bounds`, `pace`, `lane_budget`, `address`, `host` and `origin` decide, without I/O and without a clock; `server`
//! connects them to the network.
#![forbid(unsafe_code)]

pub mod registry;

mod address;
mod bounds;
mod build;
mod connection_table;
mod file_limit;
mod host;
mod lane_budget;
mod origin;
mod pace;
mod throttle;

mod secrets;
mod server;
mod turn;

pub use address::{Cidr, CidrError, Source};
pub use bounds::Bounds;
pub use build::{describe_build, is_build_asked_for};
pub use file_limit::raise_file_limit;
pub use lane_budget::LaneRates;
pub use origin::{PublicUrl, PublicUrlError};
pub use secrets::keep_secrets;
pub use server::{
    MetricsListener, ServerConfig, TlsError, has_page, load_tls, page_hash, serve, serve_tls,
};
pub use turn::{
    ExternalTurn, ExternalTurnError, RelayHandle, TURN_PORT, TurnGrant, TurnOptions, TurnServer,
};

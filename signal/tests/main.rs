//! Tests of the real server on its own port, with real clients.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking, whatever else it gets"
)]

mod crowd;
mod known;
mod lane;
mod lane_shares;
#[cfg(target_os = "linux")]
mod memory;
mod path;
mod program;
mod proxied;
mod quiet;
mod refusals;
mod rig;
mod secrets;
mod stop;
mod turn;
mod web;

//! Everything between this computer and the Helper's browser: the link to the signal server, the
//! signal server inside this program, and the path that carries channels and pictures.
//!
//! [`path`] defines the interface of a path; its users do not depend on WebRTC. A new kind of path is a
//! folder that implements the trait.

pub mod dial;
pub mod direct;
mod error_kind;
pub mod lane;
pub(crate) mod network_watch;
pub mod path;
mod pictures;
pub mod port_mapping;
pub mod proxy;
pub mod reach;
pub mod server;
pub mod signal;
mod tasks;
#[cfg(test)]
mod transfer_end;
pub mod websocket;

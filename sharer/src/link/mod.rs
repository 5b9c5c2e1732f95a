//! Everything between this computer and the Helper's browser: the link to the signal server, the
//! signal server inside this program, and the path that carries channels and pictures.
//!
//! [`path`] is the seam: what uses a path knows [`path::Path`] and its events, not what is below. Today
//! there is one kind of path, [`direct`] (WebRTC). One more kind is one more folder here that
//! implements the trait.

pub mod direct;
pub mod path;
pub mod server;
pub mod signal;
mod tasks;

//! Everything between this computer and the Helper's browser: the link to the signal server, the
//! signal server inside this program, and the path that carries channels and pictures.
//!
//! [`path`] defines the interface of a path; its users do not depend on WebRTC. A new kind of path is a
//! folder that implements the trait.

pub mod direct;
pub mod lane;
pub mod path;
mod pictures;
pub mod server;
pub mod signal;
mod tasks;

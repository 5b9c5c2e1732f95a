//! What leads to the Helper: the link to the signal server, the server inside, the direct connection.

pub mod direct;
pub mod server;
pub mod signal;

//! The simulation: the machines of the sharer, the viewer and the signal server in virtual time,
//! with a simulated network between them. A seed decides everything that happens.
//!
//! Nothing here opens a socket, starts a thread or reads a clock, and neither WebRTC nor a video codec
//! is needed to build it.
#![forbid(unsafe_code)]

pub mod ends;
pub mod random;
mod random_input;

pub mod netem;

pub mod hostile;
pub mod lanes;
pub mod reference;
pub mod world;

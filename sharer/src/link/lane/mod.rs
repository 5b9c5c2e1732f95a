//! The lane: the path to the Helper's browser over the signal server (see [`protocol::lane`]).
//!
//! [`connection`] is the path; `link` is its task, which connects, greets the other end, and then reads and
//! writes; `outbox` decides what is sent next; `pictures` puts frames and tiles into it.

pub mod connection;
mod link;
mod outbox;
mod pictures;
#[cfg(test)]
mod tests;

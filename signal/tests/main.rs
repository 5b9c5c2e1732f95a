//! The real server on a port of its own, spoken to by real clients.
#![forbid(unsafe_code)]

mod path;
mod program;
mod quiet;
mod refusals;
mod rig;
mod stop;
mod web;

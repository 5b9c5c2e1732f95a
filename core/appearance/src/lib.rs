//! What of the desktop's appearance is given up for a slow line, and how it comes back.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod level;
pub mod plan;
pub mod record;

pub use level::{Level, UnknownLevel};

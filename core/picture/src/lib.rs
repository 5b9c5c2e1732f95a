//! When to capture and encode, and what to send without loss.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod pacing;
pub mod rate;
pub mod refinement;

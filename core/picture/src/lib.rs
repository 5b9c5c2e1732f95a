//! When to capture and encode the screen, and what to send without loss.
//!
//! - [`activity`]: when the media thread prepares, runs and rests;
//! - [`pacing`]: when it captures and encodes; [`chroma`]: in which chroma format;
//! - [`refinement`]: which tiles it sends without loss; [`tile_time`]: when there is time for one;
//! - [`tile_picture`]: the picture as tiles alone, where there is no video;
//! - [`mask`]: what of the screen is never sent;
//! - [`rate_split`]: how much of the bandwidth video and tiles may use;
//! - [`rate`], [`samples`], [`newest`]: what was sent, how long it took, how fresh it is.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod activity;
pub mod chroma;
pub mod mask;
pub mod newest;
pub mod pacing;
pub mod rate;
pub mod rate_split;
pub mod refinement;
pub mod samples;
pub mod tile_picture;
pub mod tile_time;

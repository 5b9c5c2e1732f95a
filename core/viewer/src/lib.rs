//! The Helper's side of a session, without a browser: every rule of the page that can be computed
//! from its inputs.
//!
//! [`state`] follows the session and decides what may be sent. [`input`] turns keyboard, pointer and
//! touch events into wire events. [`overlay`] decides which exact tiles lie over the video, and
//! [`fit`] where the picture lies on the page. [`latency`], [`meter`], [`freshness`] and [`echo`]
//! measure. [`entry`] reads the code field, [`opening`] an invitation file. [`contact`] holds the
//! contacts, [`queue`] finds out who of them waits. [`log`] keeps the session's log. [`words`] holds
//! every sentence that the Helper reads.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod state;

pub mod input;

pub mod contact;
pub mod queue;

pub mod fit;
pub mod overlay;

pub mod echo;
pub mod entry;
pub mod freshness;
pub mod latency;
pub mod log;
pub mod meter;
mod number;
pub mod opening;
pub mod outcome;
pub mod words;

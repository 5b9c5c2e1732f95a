//! The Helper's side of a session, without a browser: every rule of the page that can be computed
//! from its inputs. No clock, no socket, no document: the driver passes time, messages and events.
//!
//! [`state`] follows the session and decides what may be sent. [`lane`] is a path over the signal server. [`input`] turns keyboard, pointer and
//! touch events into wire events, [`marking`] those of a drawing tool into marks. [`decoding`] decides how frames that arrive in messages are decoded, [`tile_frames`] how
//! those of tiles alone are shown, [`layers`] whether they or the video are seen, [`overlay`] which exact tiles lie over them, and
//! [`fit`] and [`magnifier`] where the picture lies on the page, [`picture_file`] what a picture of it is called. [`arriving_file`] says whether there is room for a file. [`latency`], [`input_latency`], [`meter`] and
//! [`freshness`] measure. [`code_field`] reads the code field,
//! [`invitation_file`] an invitation file. [`contact`] holds the contacts, [`queue`] finds out which of
//! them wait. [`log`] is the session's log, [`reload`] what a page keeps of a session while
//! it is loaded again, [`words`] the table of every sentence that the Helper reads.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod lane;
pub mod state;

pub mod input;

pub mod arriving_file;
pub mod contact;
pub mod queue;

pub mod decoding;
pub mod fit;
pub mod frame;
pub mod layers;
mod likeness;
pub mod magnifier;
pub mod marking;
pub mod offer;
pub mod overlay;
mod parameter_set;
pub mod picture_file;
pub mod tile_frames;

pub mod code_field;
pub mod freshness;
pub mod input_latency;
pub mod invitation_file;
pub mod latency;
pub mod log;
pub mod meter;
mod number;
pub mod outcome;
pub mod reload;
pub mod words;

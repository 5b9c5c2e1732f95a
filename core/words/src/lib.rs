//! Sentences in several languages, for every face of Alongside.
//!
//! A catalogue is written in Fluent: `words/<language>/<face>.ftl`. The compiler beside those files checks it and
//! makes the bytes that [`Catalogue`] reads: what is left of Fluent is texts, the places of arguments, and plurals.
//! [`Language`] is the list of languages, and finds the one that fits what a desktop or a browser asks for.
//!
//! Nothing here is global: whoever shows sentences holds a catalogue.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod bidi;
mod catalogue;
pub mod encoding;
mod language;
mod plural;

pub use bidi::{ISOLATE, ISOLATE_END, is_mark, turns};
pub use catalogue::{Catalogue, Unreadable, Value};
pub use language::{Direction, Language};
pub use plural::{Category, PluralRule};

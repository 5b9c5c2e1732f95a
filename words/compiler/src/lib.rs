//! The compiler of `words/<language>/<face>.ftl`.
//!
//! Fluent is read by its own parser. What is left of it is what translators need: texts, `{ $argument }`, and plurals
//! (`{ $n -> [one] … *[other] … }`). [`Source::read`] refuses everything else. English is the model: it gives the
//! [`Schema`], the list of messages and arguments, which every other language must have, each message with the same
//! arguments and with each form of its plurals. So a program that was built says every sentence in each language.
#![forbid(unsafe_code)]

mod code;
mod compile;
mod source;

/// Languages whose folder is still awaited: page and program do without them. Take one off when its folder is there.
pub const AWAITED: [catalogue::Language; 0] = [];

pub use code::rust;
pub use compile::Schema;
pub use source::{Key, Message, Piece, Source};

//! PipeWire, which carries the pictures of a Wayland desktop.
//!
//! The library is loaded when a screen is shared, so that a system without it still starts. [`library`] names the few
//! functions and structs of it that are used, [`stream`] has the one stream; what is received is read by [`pod`],
//! [`mod@format`] and [`meta`], which are safe code.

mod error;
mod format;
mod library;
mod meta;
mod pod;
mod stream;

pub(crate) use error::PipeWireError;
pub(super) use library::Library;
pub(super) use meta::Cursor;
pub(super) use stream::{Buffer, Pixels, State, Stream};

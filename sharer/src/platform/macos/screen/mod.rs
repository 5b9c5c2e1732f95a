//! The screen of a Mac, through ScreenCaptureKit (macOS 12.3 and later).
//!
//! A stream reports each new frame and what changed in it; the newest one waits in a [`slot`] until it is captured. For
//! the rest there are no events: the pointer and the displays are looked at from time to time ([`pace`]), while the
//! screen is watched.

pub(super) mod held;
pub(super) mod pace;
pub(super) mod slot;

#[cfg(target_os = "macos")]
mod cursor;
#[cfg(target_os = "macos")]
mod frame;
#[cfg(target_os = "macos")]
mod source;
#[cfg(target_os = "macos")]
mod stream;

#[cfg(target_os = "macos")]
pub(super) use source::opener;

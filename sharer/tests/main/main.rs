//! The edges of the sharer on a real X server of each test's own.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod asked;
mod border;
mod capture;
mod clipboard;
mod controlled;
mod copying;
mod exact;
mod keyboard;
mod marks;
mod masked;
mod panic_key;
mod pointer;
mod prompts;
mod rig;
mod supervised;
mod tiles_alone;
mod witness;

//! The calls of DXGI desktop duplication; [`duplicated`](crate::platform::windows_screen::duplicated) decides.

mod faults;
mod frames;
mod output;

pub(super) use output::DisplayOutput;

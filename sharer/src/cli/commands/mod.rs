//! The commands other than `share` and `listen`.

pub mod bench;
pub mod contacts;
pub mod doctor;
pub mod help;
pub mod log;
pub mod restore_desktop;

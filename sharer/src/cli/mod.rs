//! The command line: options, settings, help, exit status.

pub mod bench;
pub mod exit;
pub mod help;
pub mod options;
pub mod restore_desktop;
pub mod settings;
pub mod table;

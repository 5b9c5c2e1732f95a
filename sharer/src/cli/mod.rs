//! The command line: options, settings, help, exit status, and the commands that only read or write files.

pub mod arguments;
pub mod before;
pub mod columns;
pub mod commands;
pub mod exit;
pub mod help;
pub mod options;
pub mod policy;
pub mod runtime;
pub mod settings;

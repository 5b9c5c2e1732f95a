//! The project's rules about itself, as tests. Each failure names the file and the rule.
#![forbid(unsafe_code)]

/// `core/` is free of I/O, and crates depend on each other downwards.
mod borders;
/// Which files may name a crate or feature that is kept in one place.
mod confined;

/// Imports between the files of a crate.
mod circles;
mod imports;

/// What the documents say.
mod documents;
/// What the catalogues say.
mod sentences;
/// How large files and structs may be.
mod sizes;

mod faults;
mod source;

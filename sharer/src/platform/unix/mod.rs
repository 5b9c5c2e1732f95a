//! What all systems of the Unix family have in common.

pub(crate) mod account;
pub(crate) mod disk;
pub(crate) mod ending;
pub(crate) mod files;
pub(crate) mod folders;
pub(crate) mod language;
pub(crate) mod suspension;

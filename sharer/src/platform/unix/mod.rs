//! What all systems of the Unix family have in common.

pub(crate) mod ending;
pub(crate) mod files;

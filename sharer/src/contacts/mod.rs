//! Who of the Helpers whom this User remembers can come without a code.
//!
//! `circle` tells the session who may come and where it waits for them, [`command`] shows and changes what is
//! remembered.

mod circle;
pub mod command;

pub use circle::{Acquaintances, Circle, CircleError, Way, first_and_following};

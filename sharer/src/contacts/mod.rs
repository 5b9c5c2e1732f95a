//! The Helpers whom this User remembers, and who of them can come without a code.
//!
//! `book` is what is remembered, `store` its file, `circle` tells the session who may come and where it
//! waits for them, [`command`] shows and changes what is remembered.

pub mod book;
mod circle;
pub mod command;
mod store;
#[cfg(unix)]
#[cfg(test)]
pub(crate) mod test_folder;

pub use book::{Book, BookError, Contact, Recognised};
pub use circle::{Acquaintances, Circle, CircleError, Way, first_and_following};
pub use store::{Store, StoreError};

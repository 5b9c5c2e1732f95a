//! The owner's policy on the command line: [`apply`] changes options as it requires, [`report`] shows it.

pub mod apply;
pub(crate) mod features;
pub mod report;

//! The side whose screen is seen: shells around the machines of `core/`.
//!
//! Reading order: [`start`], [`cli`], [`app`], then the edges: [`person`], [`link`], [`picture`], [`input`],
//! [`platform`], [`store`].

pub mod start;

pub mod cli;

pub mod app;

pub mod input;
pub mod link;
pub mod person;
pub mod picture;

pub mod contacts;
pub mod invite;
pub mod log;
pub mod policy;

pub mod clock;
pub mod words;

pub mod store;

pub mod platform;

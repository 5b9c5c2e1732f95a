//! What the Helper's browser says about where it can be reached, read before a WebRTC stack sees it.
//!
//! The stack sends checks to whatever address a candidate names, and some stacks open TCP connections. So a
//! [`candidate`] is read here, and the stack is given the text that is written from what was read: the two
//! cannot understand it differently. An [`offer`] is read line by line, and its candidates are taken out.
//! [`address`] says which addresses a browser can have.

pub mod address;
pub mod candidate;
pub mod offer;

//! What decides about input on Windows, without calls of Windows: which strokes a key or character becomes, where a
//! pixel lies for the pointer, who made an event that a hook sees, and what a window looks like that asks for a right.
//!
//! [`super::windows`] calls Windows for it.

pub(super) mod holding;
pub(super) mod keys;
pub(super) mod origin;
pub(super) mod pointer;
pub(super) mod prompts;
pub(super) mod typing;
pub(super) mod watched;

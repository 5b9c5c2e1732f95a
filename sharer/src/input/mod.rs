//! Injection of the Helper's input: one thread with a bounded queue.
//!
//! Control can be taken back at any moment by [`InjectHandle::revoke`], from any thread. Every event
//! carries the epoch of control in which it was admitted. It is thrown away when that epoch has ended,
//! the last time right before it is injected; what the thread has pressed is released at once.

pub mod control;
mod epoch;
mod held;
mod queue;
mod thread;

pub use epoch::ControlEpoch;
pub use thread::{InjectHandle, InjectThread, LossSender};

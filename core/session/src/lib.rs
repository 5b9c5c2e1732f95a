//! The session on the User's side: who may see, and who may control.
//!
//! ```text
//!  the User sees    WAITING FOR CONNECT                    SCREEN SHARING        CONTROL SHARING
//!  host             Opening → Open → Closed
//!  each guest                          Introducing ───────▶ Sharing ⇄─────────── Controlling
//!                                      (consent ∧ path up)    grant / stop
//!  any              ── end, refusal, silence, deadline ──▶ Ended(reason)
//! ```
//!
//! Reading order: [`driver`] is what a shell talks to; it runs the [`host`] and the [`record`]. The
//! host has the invitation and the guests; a `guest` is one Helper with their identity, path and
//! rights. `rights` and `questions` decide who may do what, the [`gate`] lets input pass.
//!
//! Values are in leaf files ([`input`], [`effect`], [`notice`], [`right`], [`question`] …); the machines
//! are above them and are imported by no value.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod bandwidth;
pub mod contacts;
pub mod display;
pub mod driver;
pub mod effect;
pub mod event;
mod folders;
pub mod gate;
pub mod host;
pub mod input;
pub mod known;
pub mod marks;
pub mod names;
pub mod notice;
pub mod question;
pub mod record;
pub mod right;

mod allowances;
mod batches;
mod guest;
mod identity;
mod ids;
mod log_watch;
mod options;
mod outgoing;
mod paths;
mod proof;
mod questions;
mod recognition;
mod remembering;
mod rights;
mod shared;
mod signature_watch;
mod transfers;

pub use driver::{Driver, Outcome};
pub use effect::{Effect, LogAnswer, ReceivedNumbers};
pub use event::{Event, Origin};
pub use host::Host;
pub use ids::{GuestId, PathId};
pub use input::{Input, PersonInput, SignalInput, TransportInput};
pub use known::{KnownHelper, KnownHelpers, WatchedPlace};
pub use log_watch::LogNeed;
pub use notice::Notice;
pub use options::SessionOptions;
pub use proof::Proof;
pub use question::{Answer, Question};
pub use recognition::Recognition;
pub use right::{ControlStop, GrantedFor, Lasting, Right, RightEvent, RightRefusal, RightSet};

#[cfg(test)]
mod tests;

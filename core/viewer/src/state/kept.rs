//! What the state machine keeps of a session for the page that is loaded next.

use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use protocol::hex::Hex;
use protocol::name::DisplayName;
use protocol::peer::{Phase, ToSharer};
use protocol::right::RightSet;
use protocol::system::System;
use protocol::trust::IdentityKey;

/// What the state machine keeps: [`Viewer::keep`](super::Viewer::keep).
// fields: what each part of the session keeps, side by side as it is stored.
#[derive(Clone)]
pub struct KeptSession {
    /// How long the sharer waits for the page, from when it went away.
    pub(crate) left_ms: u64,
    pub(crate) secret: Hex<32>,
    /// The counter of the last attempt to resume.
    pub(crate) counter: u32,
    pub(crate) binding: Hex<32>,
    pub(crate) user: Option<DisplayName>,
    /// The name with which the User's side introduced itself.
    pub(crate) named: Option<DisplayName>,
    pub(crate) identity: Option<(DisplayName, IdentityKey)>,
    pub(crate) remembers: bool,
    pub(crate) view_only: bool,
    pub(crate) system: System,
    pub(crate) reconnect_s: u32,
    pub(crate) phase: Phase,
    pub(crate) is_paused: bool,
    pub(crate) has_prompt: bool,
    pub(crate) is_control_requested: bool,
    pub(crate) is_giving_up: bool,
    pub(crate) is_admitted: bool,
    /// The rights beside the picture and control that the Helper asked for and has not given up.
    pub(crate) wanted: RightSet,
    /// Files were sent, or offered, and not complete.
    pub(crate) has_files: bool,
    /// The number of the next path.
    pub(crate) path: u32,
    pub(crate) reach: KeptReach,
}

/// The numbers of the messages, which go on.
#[derive(Clone)]
pub(crate) struct KeptReach {
    /// How often the sharer has chosen a path.
    pub(crate) uses: u32,
    /// The number of the last message of the sharer.
    pub(crate) received: u32,
    /// The number of the last message to the sharer.
    pub(crate) said: u32,
    /// The number of the last input.
    pub(crate) inputs: u32,
    /// The last messages, which may not have arrived, with their numbers.
    pub(crate) unacknowledged: Vec<(u32, ToSharer)>,
}

impl KeptSession {
    /// How long the sharer still waits.
    pub(crate) fn left(&self) -> Duration {
        Duration::from_millis(self.left_ms)
    }
}

impl fmt::Debug for KeptSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptSession(…)")
    }
}

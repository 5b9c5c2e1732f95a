//! What a page keeps so that it can go on with its session after it was loaded again.
//!
//! The driver stores it when the page goes away, and takes it out when the page is loaded. It is meant for a
//! store of one tab. If the tab is duplicated in between, the copy has it, too: the first of the two to
//! resume gets the session, and the sharer waits for no other one.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

use protocol::hex::Hex;
use protocol::name::DisplayName;
use protocol::peer::Phase;
use protocol::trust::IdentityKey;
use serde::{Deserialize, Serialize};

use crate::log::KeptLog;

/// Length of what is kept. More is not stored: the Helper leaves instead.
const BYTES: usize = 1 << 20;

/// What a page keeps. It contains secrets of the session.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What the state machine keeps.
    pub session: KeptSession,
    /// The number of the last event of the pointer.
    pub pointer: u32,
    /// How to go on with the log.
    pub log: KeptLog,
    /// When the page went away, in ms since 1970 by the page's clock.
    pub at: u64,
}

/// What the state machine keeps: [`crate::state::Viewer::keep`].
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptSession {
    /// How long the sharer waits for the page, from when it went away.
    pub(crate) left_ms: u64,
    pub(crate) secret: Hex<32>,
    /// The counter of the last attempt to resume.
    pub(crate) counter: u32,
    pub(crate) binding: Hex<32>,
    pub(crate) user: Option<DisplayName>,
    pub(crate) identity: Option<(DisplayName, IdentityKey)>,
    pub(crate) remembers: bool,
    pub(crate) view_only: bool,
    pub(crate) phase: Phase,
    pub(crate) is_paused: bool,
    pub(crate) has_prompt: bool,
    pub(crate) is_control_requested: bool,
    pub(crate) is_admitted: bool,
    /// The number of the next path.
    pub(crate) path: u32,
    /// How often the sharer has chosen a path.
    pub(crate) uses: u32,
    /// The number of the last message of the sharer.
    pub(crate) received: u32,
    /// The number of the last message to the sharer.
    pub(crate) said: u32,
    /// The number of the last input.
    pub(crate) inputs: u32,
    /// The last messages, which may not have arrived: envelopes.
    pub(crate) unacknowledged: Vec<String>,
}

impl Kept {
    /// As a text; `None` when it is too long to be stored.
    pub fn encode(&self) -> Option<String> {
        let text = serde_json::to_string(self).ok()?;
        (text.len() <= BYTES).then_some(text)
    }

    /// Reads a text of [`Self::encode`], at a time in ms since 1970. `None` when it is something else, or
    /// the sharer does not wait any more.
    pub fn decode(text: &str, now: u64) -> Option<Self> {
        let mut kept: Self = serde_json::from_str(text).ok()?;
        let away = now.checked_sub(kept.at)?;
        kept.session.left_ms = kept.session.left_ms.checked_sub(away).filter(|left| *left > 0)?;
        Some(kept)
    }
}

impl KeptSession {
    /// How long the sharer still waits.
    pub(crate) fn left(&self) -> Duration {
        Duration::from_millis(self.left_ms)
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}

impl fmt::Debug for KeptSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptSession(…)")
    }
}

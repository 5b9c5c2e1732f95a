//! What the User is told.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::code::InvitationCode;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal};
use protocol::signal::Refusal;

use crate::right::RightSet;

/// What the User is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The invitation is open (or open at another slot).
    Invitation {
        /// What to tell the Helper.
        code: InvitationCode,
        /// How long it lives from now.
        lifetime: Duration,
    },
    /// Known Helpers may come without a code.
    Waiting {
        /// All of them.
        helpers: Vec<DisplayName>,
        /// Those who could come now.
        available: Vec<DisplayName>,
    },
    /// A claimant came who is none of those who may.
    Stranger {
        /// How often since this was said last.
        attempts: u32,
    },
    /// The two remember each other.
    Remembered {
        /// The contact.
        name: DisplayName,
        /// Whether they did already.
        already: bool,
    },
    /// They do not, and it is not the User's doing.
    NotRemembered {
        /// Why.
        reason: RememberRefusal,
    },
    /// The Helper has the name of a contact, and another key.
    OtherKey {
        /// The contact.
        name: DisplayName,
    },
    /// The phase that holds from here on.
    Phase {
        /// The phase.
        phase: Phase,
        /// Who is connected.
        helper: Option<DisplayName>,
        /// Why it ended, if it did.
        reason: Option<EndReason>,
    },
    /// The screen is hidden from the Helper.
    Paused {
        /// The phase, which pausing leaves as it is.
        phase: Phase,
        /// Who is connected.
        helper: DisplayName,
    },
    /// The rights that a Helper holds from here on.
    Rights {
        /// Which Helper.
        helper: DisplayName,
        /// All rights they hold.
        rights: RightSet,
    },
    /// Control ended.
    ControlEnded {
        /// Who ended it.
        by: Party,
    },
    /// A system prompt is open (or no more) that the Helper neither sees nor answers.
    SystemPrompt {
        /// Whether it is open.
        open: bool,
    },
    /// System prompts are not noticed. The Helper can have control only together with them.
    PromptsUnwatched,
    /// What was typed would have allowed something, and may be the Helper's. Nothing has changed.
    NotAllowedByTyping,
    /// A chat message.
    Chat {
        /// Who wrote it.
        from: Party,
        /// The text.
        text: String,
    },
    /// A claimant tried a wrong code.
    WrongCode {
        /// Attempts until the invitation is burnt.
        attempts_left: u8,
    },
    /// The Helper cannot be reached. They keep their rights, and nothing that they held is held any more.
    Reconnecting {
        /// Who.
        helper: DisplayName,
        /// How long it is tried from now.
        lasts: Duration,
    },
    /// The Helper is back.
    Reconnected {
        /// Who.
        helper: DisplayName,
    },
    /// The server does not open an invitation now.
    ServerRefused(Refusal),
    /// The Helper's copy of the session log is another one.
    LogDiffers,
    /// The Helper could not be remembered, for this reason.
    NotKept(String),
    /// Something of the shell did not work, for this reason.
    Failed(String),
}

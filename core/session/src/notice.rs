//! What the User is told.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::code::InvitationCode;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal};
use protocol::sealed::PageHash;
use protocol::signal::Refusal;
use protocol::trust::IdentityKey;

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
        /// Their key.
        key: IdentityKey,
        /// Whether they did already.
        already: bool,
    },
    /// They do not, and it is not the User's doing.
    NotRemembered {
        /// Why.
        reason: RememberRefusal,
    },
    /// The Helper has the name of a contact, or one that looks like it, and another key.
    OtherKey {
        /// The contact.
        name: DisplayName,
        /// The contact's key.
        key: IdentityKey,
    },
    /// The Helper's page says that it is of another build than the one of this program.
    OtherPage {
        /// What it says.
        theirs: PageHash,
        /// The page of this program.
        own: PageHash,
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
        /// It was written at the User's computer while control was shared, so that the Helper may have typed it.
        under_control: bool,
    },
    /// A claimant tried a wrong code.
    WrongCode {
        /// Attempts until the invitation is burnt.
        attempts_left: u8,
    },
    /// The Helper has tried the right code before, and nobody who knows it answered: the connection broke, or the
    /// server played this computer to test guesses.
    TriedBefore {
        /// Who.
        helper: DisplayName,
        /// How often, as the Helper's page says.
        times: u8,
    },
    /// The server gave the invitation another number more than [`protocol::limits::SLOT_CHANGES`] times.
    SlotChanges,
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
    /// The Helper's side has not signed an entry of the session log in time that it can see itself.
    LogUnsigned,
    /// The session log cannot be written, for this reason; without one, the disk does not answer. The session
    /// goes on.
    LogNotKept(Option<String>),
    /// The same where the owner of the computer wants every session logged: the session ends.
    LogRequired(Option<String>),
    /// The Helper could not be remembered, for this reason.
    NotKept(String),
    /// Something of the shell did not work, for this reason.
    Failed(String),
}

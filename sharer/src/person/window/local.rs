//! What only the window knows: what is unfolded, written, or just said about a click.

use kit::Key;
use kit::theme::{Look, Preferred};
use protocol::name::DisplayName;

use super::choosing::Choosing;
use super::countdown::Countdown;
use super::seen::Seen;
use super::sending::Sending;
use super::setup::state::Setup;
use super::speaking::Speaking;
use super::unread::Unread;
use crate::words::Say;

/// The state of the window's own.
// fields: each is one independent thing that the User has done in the window
#[derive(Debug, Default)]
pub(super) struct Local {
    /// Colours, text size and direction.
    pub(super) look: Look,
    /// What the desktop prefers of them.
    pub(super) preferred: Preferred,
    /// The program ends.
    pub(super) is_over: bool,
    /// Who can be asked for help without a code.
    pub(super) contacts: Vec<DisplayName>,
    /// The code is shown letter by letter.
    pub(super) is_spelled: bool,
    /// The invitation as a file or by e-mail.
    pub(super) sending: Sending,
    /// The code said aloud.
    pub(super) speaking: Speaking,
    /// A program shows folders here.
    pub(super) can_show_folders: bool,
    /// Why the folder of the log is not shown, in words.
    pub(super) folder_error: Option<String>,
    /// What was copied, in words.
    pub(super) copied: Option<Say>,
    /// A yes to the open question includes system prompts.
    pub(super) with_prompts: bool,
    /// Why the last press did not count, in words, and in which window.
    pub(super) refusal: Option<(Key, Say)>,
    /// A yes cannot be given here, since a person is not told from a program.
    pub(super) cannot_allow: bool,
    /// How long the open question can be answered.
    pub(super) countdown: Countdown,
    /// What the Helper wrote while the conversation was not shown.
    pub(super) unread: Unread,
    /// The window with the conversation is shown during a session.
    pub(super) shows_chat: bool,
    /// What helps on a slow connection is shown.
    pub(super) shows_bandwidth: bool,
    /// The User is asked whether to end the session.
    pub(super) asks_to_leave: bool,
    /// What is wrong with the cap of the bandwidth that was written, in words.
    pub(super) cap_error: Option<String>,
    /// The path of the file that is to be sent, while that is shown.
    pub(super) file: Option<String>,
    /// What the User chooses in the desktop's own dialog.
    pub(super) choosing: Choosing,
    /// The message that is being written.
    pub(super) draft: String,
    /// Counts how often the main window is to be brought to the front.
    pub(super) raised: u32,
    /// People and settings.
    pub(super) setup: Setup,
    /// What the Helper sees.
    pub(super) seen: Seen,
}

impl Local {
    /// A session begins.
    pub(super) fn begin(&mut self) {
        let contacts = std::mem::take(&mut self.contacts);
        let mut sending = std::mem::take(&mut self.sending);
        sending.begin();
        let mut choosing = std::mem::take(&mut self.choosing);
        choosing.begin();
        let setup = std::mem::take(&mut self.setup);
        let Self { look, preferred, is_over, cannot_allow, can_show_folders, raised, .. } = *self;
        *self = Self {
            look,
            preferred,
            is_over,
            cannot_allow,
            can_show_folders,
            raised,
            contacts,
            sending,
            choosing,
            setup,
            ..Self::default()
        };
    }

    /// Another question is open, or none.
    pub(super) fn begin_question(&mut self) {
        (self.with_prompts, self.refusal) = (false, None);
    }
}

impl Local {
    /// Why the last press in this window did not count.
    pub(super) fn refusal_in(&self, window: &str) -> Option<Say> {
        self.refusal.as_ref().filter(|(key, _)| key.name() == window).map(|(_, why)| *why)
    }
}

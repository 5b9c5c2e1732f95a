//! SHELL. The notices of the session for the User, and the contacts that it remembers.

use std::time::Duration;

use protocol::code::InvitationCode;
use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use tracing::info;

use super::App;
use crate::contacts::Way;
use crate::invite::expiry;
use crate::person::{Note, UserNotice};
use session::{Input, Notice};

impl App {
    pub(super) fn notify(&mut self, notice: Notice) {
        match notice {
            Notice::Invitation { code, lifetime } => self.show_invitation(&code, lifetime),
            Notice::Waiting { helpers, available } if let Way::Contact(helper) = &self.way => {
                self.person.notify(UserNotice::WaitingForContact {
                    available: !available.is_empty(),
                    helper: helpers.into_iter().next().unwrap_or_else(|| helper.clone()),
                });
            }
            notice => {
                if let Notice::Phase { phase, reason, .. } = &notice {
                    info!(?phase, ?reason, "phase");
                }
                self.person.notify(UserNotice::Session(notice));
            }
        }
    }

    /// Shows the invitation with its link, and sends it where the User wants it.
    fn show_invitation(&mut self, code: &InvitationCode, lifetime: Duration) {
        let slot = code.slot;
        let code = code.expose().to_string();
        let number = slot.to_string();
        let link = self.url.link(if self.secret_in_link { &code } else { &number });
        let expires = expiry(lifetime);
        self.person.notify(UserNotice::Invitation { code, link, lifetime, expires });
        for notice in self.post.carry(slot, expires) {
            self.person.notify(notice);
        }
    }

    pub(super) fn meet(&mut self, name: &DisplayName, key: &IdentityKey) {
        let meeting = self.acquaintances.meet(name, key);
        let meeting = self.note_failure(meeting.map_err(Note::NotKept));
        self.own_inputs.push_back(Input::Meeting(meeting));
    }

    pub(super) fn keep(&mut self, name: DisplayName, key: IdentityKey) {
        let kept = self.acquaintances.keep(name, key);
        let kept = self.note_failure(kept.map_err(Note::NotKept));
        self.own_inputs.push_back(Input::Kept(kept.is_some()));
    }

    pub(super) fn met(&mut self, key: &IdentityKey) {
        self.helped = true;
        let noted = self.acquaintances.met(key);
        self.note_failure(noted.map_err(Note::NotNoted));
    }

    /// Tells the User what was not possible; the session goes on.
    fn note_failure<T>(&mut self, done: Result<T, Note>) -> Option<T> {
        done.map_err(|note| self.person.notify(UserNotice::Note(note))).ok()
    }
}

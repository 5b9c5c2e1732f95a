//! Shows the notices of the session to the User.

use std::time::Duration;

use protocol::code::InvitationCode;
use protocol::peer::Phase;
use tracing::info;

use super::App;
use crate::contacts::WaitsFor;
use crate::invite::expiry;
use crate::person::UserNotice;
use session::Notice;

impl App {
    pub(super) fn notify(&mut self, notice: Notice) {
        let notice = match notice {
            Notice::Invitation { code, lifetime } => return self.show_invitation(&code, lifetime),
            Notice::Phase { phase, helper, reason, stop } => {
                info!(?phase, ?reason, "phase");
                if phase != Phase::WaitingForConnect {
                    self.invitation.delivery.close();
                }
                // The failure of a part was shown already, and is not the Helper's fault.
                let reason = reason.filter(|_| !self.has_failed);
                UserNotice::Session(Notice::Phase { phase, helper, reason, stop })
            }
            Notice::Waiting { helpers, available } => match &self.invitation.waits_for {
                WaitsFor::Contact(helper) => UserNotice::WaitingForContact {
                    available: !available.is_empty(),
                    helper: helpers.into_iter().next().unwrap_or_else(|| helper.clone()),
                },
                WaitsFor::Code | WaitsFor::Offers(_) => {
                    UserNotice::Session(Notice::Waiting { helpers, available })
                }
            },
            Notice::Reconnecting { helper, lasts } => {
                info!("the Helper cannot be reached");
                UserNotice::Reconnecting { helper, lasts, until: expiry(lasts) }
            }
            Notice::Reconnected { helper } => {
                info!("the Helper is back");
                UserNotice::Reconnected { helper, path: self.connection.kind }
            }
            Notice::LogRequired(why) => {
                // The end that follows is not the Helper's fault.
                self.has_failed = true;
                UserNotice::Session(Notice::LogRequired(why))
            }
            Notice::SlotChanges => {
                // Nor is this one: the server is to blame.
                self.has_failed = true;
                UserNotice::Session(Notice::SlotChanges)
            }
            notice @ (Notice::Stranger { .. }
            | Notice::Remembered { .. }
            | Notice::NotRemembered { .. }
            | Notice::OtherKey { .. }
            | Notice::OtherPage { .. }
            | Notice::Paused { .. }
            | Notice::SystemPrompt { .. }
            | Notice::Rights { .. }
            | Notice::RightGranted { .. }
            | Notice::RightEnded { .. }
            | Notice::ControlEnded { .. }
            | Notice::PromptsUnwatched
            | Notice::LogDiffers
            | Notice::LogUnsigned
            | Notice::PictureTaken { .. }
            | Notice::File(_)
            | Notice::Folder(_)
            | Notice::FileNotSent { .. }
            | Notice::FilesNotCome { .. }
            | Notice::ClipboardTransferred { .. }
            | Notice::Steps { .. }
            | Notice::NotKept(_)
            | Notice::LogNotKept(_)
            | Notice::Failed(_)
            | Notice::NotAllowedByTyping
            | Notice::Chat { .. }
            | Notice::WrongCode { .. }
            | Notice::TriedBefore { .. }
            | Notice::ServerRefused(_)) => UserNotice::Session(notice),
        };
        self.show(notice);
    }

    /// Shows the invitation with its link, and delivers it.
    fn show_invitation(&mut self, code: &InvitationCode, lifetime: Duration) {
        let slot = code.slot;
        let code = code.expose().to_string();
        let number = slot.to_string();
        let in_link = if self.invitation.secret_in_link { &code } else { &number };
        let link = self.invitation.page.link(in_link);
        let expires = expiry(lifetime);
        self.show(UserNotice::Invitation { code, link, lifetime, expires });
        for delivered in self.invitation.delivery.deliver(slot, expires) {
            self.on_delivered(delivered);
        }
    }
}

//! Shows the notices of the session to the User.

use tracing::info;

use super::App;
use crate::contacts::WaitsFor;
use crate::person::News;
use crate::words;
use session::Notice;

impl App {
    pub(super) fn notify(&mut self, notice: Notice) {
        let news = match notice {
            Notice::Invitation { code, lifetime } => {
                let slot = code.slot;
                let code = code.expose().to_string();
                let number = slot.to_string();
                let link = self.invitation.page.link(if self.invitation.secret_in_link {
                    &code
                } else {
                    &number
                });
                self.show(&News::Invitation { code, link, lifetime });
                for delivered in self.invitation.delivery.deliver(slot, lifetime) {
                    self.on_delivered(delivered);
                }
                return;
            }
            Notice::Phase { phase, helper, reason } => {
                info!(?phase, ?reason, "phase");
                // The failure of a part was shown already, and is not the Helper's fault.
                let reason = reason.filter(|_| !self.outcome.failed);
                News::Phase { phase, helper, paused: false, reason }
            }
            Notice::Waiting { helpers, available } => match &self.invitation.waits_for {
                WaitsFor::Contact(helper) => News::WaitingFor {
                    available: !available.is_empty(),
                    helper: helpers.into_iter().next().unwrap_or_else(|| helper.clone()),
                },
                WaitsFor::Code | WaitsFor::Offers(_) => {
                    News::WaitingForOffers { helpers, available }
                }
            },
            Notice::Stranger { attempts } => News::Stranger { attempts },
            Notice::Remembered { name, already } => News::Remembered { helper: name, already },
            Notice::NotRemembered { reason } => {
                News::Note(words::contacts::not_remembered(reason).to_owned())
            }
            Notice::OtherKey { name } => News::Note(words::contacts::other_key(&name)),
            Notice::Paused { phase, helper } => {
                News::Phase { phase, helper: Some(helper), paused: true, reason: None }
            }
            Notice::SystemPrompt { open } => News::SystemPrompt { open },
            Notice::Chat { from, text } => News::Chat { from, text },
            Notice::WrongCode { attempts_left } => News::WrongCode { attempts_left },
            Notice::NotAllowedByTyping => News::NotAllowedByTyping,
            Notice::ServerRefused(reason) => News::Note(words::server_refused(reason).to_owned()),
        };
        self.show(&news);
    }
}

//! SHELL. What the User is told, and the contacts that are kept.

use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use tracing::info;

use super::App;
use crate::contacts::Way;
use crate::person::News;
use crate::words;
use session::{Event, GuestId, Notice};

impl App {
    pub(super) fn notify(&mut self, notice: Notice) {
        let news = match notice {
            Notice::Invitation { code, lifetime } => {
                let slot = code.slot;
                let code = code.expose().to_string();
                let number = slot.to_string();
                let link = self.url.link(if self.secret_in_link { &code } else { &number });
                let now = self.clock.now();
                self.person.tell(&News::Invitation { code, link, lifetime }, now);
                for news in self.post.carry(slot, lifetime) {
                    self.person.tell(&news, now);
                }
                return;
            }
            Notice::Phase { phase, helper, reason } => {
                info!(?phase, ?reason, "phase");
                News::Phase { phase, helper, paused: false, reason }
            }
            Notice::Waiting { helpers, available } => match &self.way {
                Way::Contact(helper) => News::WaitingFor {
                    available: !available.is_empty(),
                    helper: helpers.into_iter().next().unwrap_or_else(|| helper.clone()),
                },
                Way::Code | Way::Offers(_) => News::WaitingForOffers { helpers, available },
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
            Notice::Rights { helper, rights } => News::Rights { helper, rights },
            Notice::ControlEnded { by } => News::ControlEnded { by },
            Notice::PromptsUnwatched => News::Note(words::PROMPTS_UNSEEN.to_owned()),
            Notice::TypedTooEarly => News::Error(words::TYPED_TOO_EARLY.to_owned()),
            Notice::LogBegun { path } => News::Log { path },
            Notice::LogDiffers => News::Note(words::LOG_DIFFERS.to_owned()),
            Notice::Note(sentence) => News::Note(sentence),
            Notice::Error(sentence) => News::Error(sentence),
            Notice::SystemPrompt { open } => News::SystemPrompt { open },
            Notice::Chat { from, text } => News::Chat { from, text },
            Notice::WrongCode { attempts_left } => News::WrongCode { attempts_left },
            Notice::NotAllowedByTyping => News::NotAllowedByTyping,
            Notice::ServerRefused(reason) => News::Note(words::server_refused(reason).to_owned()),
        };
        self.person.tell(&news, self.clock.now());
    }

    /// Finds out what this computer knows of a Helper's key.
    pub(super) fn recognise(&mut self, guest: GuestId, name: &DisplayName, key: &IdentityKey) {
        let recognition = self.acquaintances.meet(name, key);
        let recognition = recognition.map_err(|why| words::contacts::not_kept(&why));
        self.own_events.push_back(Event::Recognised { guest, recognition });
    }

    pub(super) fn keep_contact(&mut self, guest: GuestId, name: DisplayName, key: IdentityKey) {
        let kept = self.acquaintances.keep(name, key);
        let kept = kept.map_err(|why| words::contacts::not_kept(&why));
        self.own_events.push_back(Event::ContactKept { guest, kept });
    }

    /// Notes when a contact helped last.
    pub(super) fn note_help(&mut self, key: &IdentityKey) {
        if let Err(why) = self.acquaintances.met(key) {
            self.own_events.push_back(Event::Note(words::contacts::not_noted(&why)));
        }
    }
}

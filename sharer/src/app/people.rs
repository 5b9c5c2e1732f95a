//! SHELL. What the loop tells the User, and what it remembers of Helpers.

use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use tracing::info;

use super::App;
use crate::contacts::Way;
use crate::person::News;
use crate::words;
use session::{Input, Notice};

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
            Notice::SystemPrompt { open } => News::SystemPrompt { open },
            Notice::Chat { from, text } => News::Chat { from, text },
            Notice::WrongCode { attempts_left } => News::WrongCode { attempts_left },
            Notice::NotAllowedByTyping => News::NotAllowedByTyping,
            Notice::ServerRefused(reason) => News::Note(words::server_refused(reason).to_owned()),
        };
        self.person.tell(&news, self.clock.now());
    }

    pub(super) fn meet(&mut self, name: &DisplayName, key: &IdentityKey) {
        let meeting = self.acquaintances.meet(name, key);
        let meeting = self.complain(meeting.map_err(|why| words::contacts::not_kept(&why)));
        self.own_inputs.push_back(Input::Meeting(meeting));
    }

    pub(super) fn keep(&mut self, name: DisplayName, key: IdentityKey) {
        let kept = self.acquaintances.keep(name, key);
        let kept = self.complain(kept.map_err(|why| words::contacts::not_kept(&why)));
        self.own_inputs.push_back(Input::Kept(kept.is_some()));
    }

    pub(super) fn met(&mut self, key: &IdentityKey) {
        self.helped = true;
        let noted = self.acquaintances.met(key);
        self.complain(noted.map_err(|why| words::contacts::not_noted(&why)));
    }

    /// Says what was not possible; the session goes on.
    fn complain<T>(&mut self, done: Result<T, String>) -> Option<T> {
        match done {
            Ok(done) => Some(done),
            Err(sentence) => {
                self.person.tell(&News::Note(sentence), self.clock.now());
                None
            }
        }
    }
}

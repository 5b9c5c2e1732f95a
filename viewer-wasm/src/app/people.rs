//! SHELL: the Helper's queue, and what this browser keeps.

use protocol::name::DisplayName;
use protocol::trust::IdentityKey;

use super::core::Core;
use crate::event::{Event, PersonWish, SocketEvent, Unable, VaultEvent};
use crate::web::clock::{tick, utc};
use crate::web::complain;
use crate::web::socket::Socket;
use viewer::contact::{Contact, Kind, Known};
use viewer::queue;
use viewer::state::{Input, Phase};
use viewer::words::Say;

impl Core {
    /// Gives the queue something and does what it answers.
    pub(super) fn queue(&mut self, input: queue::Input) {
        self.queue.handle(input, queue::Now { tick: tick(), utc: utc() });
        while let Some(output) = self.queue.poll() {
            match output {
                queue::Output::OpenSocket => match Socket::open(&self.tell, Event::Watch) {
                    Ok(socket) => self.watch = Some(socket),
                    Err(error) => {
                        complain(&error);
                        self.later(Event::Watch(SocketEvent::Closed));
                    }
                },
                queue::Output::Signal(message) => {
                    if let Some(socket) = &self.watch {
                        socket.send(&message.encode());
                    }
                }
                queue::Output::CloseSocket => self.watch = None,
                queue::Output::Agree(with) => self
                    .vault
                    .agree(with, move |shared| Event::Vault(VaultEvent::Agreed { with, shared })),
                queue::Output::Show => self.show_people(),
                queue::Output::Announce(name) => {
                    self.people.announce(&Say::QueueAnnounce.to(name.as_str()));
                }
            }
        }
    }

    pub(super) fn show_people(&self) {
        self.people.show(&self.queue, utc());
    }

    /// What the Helper wants of the people they know.
    pub(super) fn person(&mut self, wish: PersonWish) {
        self.people.complain(None);
        match wish {
            PersonWish::Help(key) => self.help(&key),
            PersonWish::Forget(key) => self.vault.forget(key),
            PersonWish::Look => self.show_people(),
            PersonWish::OwnKey => self.own_key(false),
        }
    }

    fn help(&mut self, key: &IdentityKey) {
        if !matches!(self.viewer.view().phase, Phase::Idle) {
            return;
        }
        let Some(meeting) = self.queue.take(key) else {
            let known = self.queue.contacts().get(key);
            let name = known.map_or(Say::TheUser.english(), |contact| contact.name.as_str());
            self.people.complain(Some(&Say::QueueGone.to(name)));
            return;
        };
        let Some(name) = self.form.name() else { return };
        self.opening.show(None);
        self.begin(&name);
        self.give(Input::Connect { way: meeting.into(), name });
    }

    /// Asks for the own key, which is made if there is none.
    pub(super) fn own_key(&self, for_session: bool) {
        self.vault.own(move |key| Event::Vault(VaultEvent::Own { key, for_session }));
    }

    pub(super) fn meet(&self, name: DisplayName, key: IdentityKey) {
        self.vault.agree(key, move |shared| Event::Vault(VaultEvent::Met { name, key, shared }));
    }

    /// Keeps a contact, or that a known one was helped now.
    pub(super) fn keep(&self, name: DisplayName, key: IdentityKey, kind: Kind) {
        let now = utc();
        let contact = match self.queue.contacts().get(&key) {
            Some(known) => Contact { last: now, ..known.clone() },
            None => Contact { name, key, kind, since: now, last: now },
        };
        match self.queue.contacts().know(&contact.name, &key) {
            Known::New | Known::Already => self.vault.keep(contact),
            Known::OtherKey | Known::Full => {
                self.later(Event::Vault(VaultEvent::Kept { contact, done: false }));
            }
        }
    }

    /// What the browser says of what it keeps.
    pub(super) fn kept(&mut self, event: VaultEvent) {
        match event {
            VaultEvent::Read { own, contacts } => {
                for contact in contacts {
                    self.queue(queue::Input::Keep(contact));
                }
                if let Some(own) = own {
                    self.queue(queue::Input::Own(own));
                }
                self.show_people();
            }
            VaultEvent::Unable(unable) => self.unable(unable),
            VaultEvent::Own { key, for_session } => {
                match key {
                    Some(own) => self.queue(queue::Input::Own(own)),
                    None => self.unable(self.unable.unwrap_or(Unable::Store)),
                }
                self.show_people();
                if for_session {
                    self.give(Input::Own(key));
                }
            }
            VaultEvent::Agreed { with, shared } => {
                self.queue(queue::Input::Agreed { with, shared });
            }
            VaultEvent::Met { name, key, shared } => {
                let known = self.queue.contacts().know(&name, &key);
                self.give(Input::Met { shared, known });
            }
            VaultEvent::Kept { contact, done } => {
                let key = contact.key;
                if done {
                    self.queue(queue::Input::Keep(contact));
                }
                self.give(Input::Kept { key, done });
            }
            VaultEvent::Forgotten { key, done } => {
                let name = self.queue.contacts().get(&key).map(|contact| contact.name.clone());
                self.people.forgotten();
                if done {
                    self.queue(queue::Input::Forget(key));
                    if self.viewer.view().phase == Phase::Idle {
                        self.people.focus();
                    }
                } else if let Some(name) = name {
                    self.people.complain(Some(&Say::ForgetFailed.to(name.as_str())));
                }
            }
        }
    }

    fn unable(&mut self, unable: Unable) {
        self.unable = Some(unable);
        self.people.unable(unable);
        self.remember.unable(unable);
        self.remember.show(self.viewer.view());
    }
}

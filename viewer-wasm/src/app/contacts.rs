//! The Helper's queue and contacts, and the answers of their store.

use crate::web::text::{Spoken as _, words};
use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use viewer::contact::{Contact, ContactStatus, Kind};
use viewer::queue;
use viewer::state::{Input, MemoryInput, Phase, SignalInput};
use viewer::words::Say;

use super::core::Core;
use crate::event::{ContactCommand, Event, StoreError, StoreEvent};
use crate::web::clock::{tick, utc};
use crate::web::dom::log_error;
use crate::web::socket::Socket;

impl Core {
    /// Gives the queue an input and performs its outputs.
    pub(super) fn give_queue(&mut self, input: queue::Input) {
        self.contacts.queue.handle(input, queue::Now { tick: tick(), utc: utc() });
        while let Some(output) = self.contacts.queue.poll() {
            match output {
                queue::Output::OpenSocket => match Socket::open(&self.emit, Event::QueueSignal) {
                    Ok(socket) => self.contacts.socket = Some(socket),
                    Err(error) => {
                        log_error(&error);
                        self.emit_later(Event::QueueSignal(SignalInput::Closed));
                    }
                },
                queue::Output::Signal(message) => {
                    if let Some(socket) = &self.contacts.socket {
                        socket.send(&message.encode());
                    }
                }
                queue::Output::CloseSocket => self.contacts.socket = None,
                queue::Output::AgreeKey(with) => {
                    self.contacts.store.agree(with, move |shared| {
                        Event::Store(StoreEvent::QueueAgreed { with, shared })
                    });
                }
                queue::Output::Changed => self.contacts.show(),
                queue::Output::Announce(name) => {
                    self.contacts.list.announce(&Say::QueueAnnounce.to(name.as_str()));
                }
            }
        }
    }

    /// Emits an event while another is handled: it waits until that is done.
    fn emit_later(&self, event: Event) {
        (self.emit)(event);
    }

    pub(super) fn on_contact_command(&mut self, command: ContactCommand) {
        self.contacts.list.show_error(None);
        match command {
            ContactCommand::Help(key) => self.help(&key),
            ContactCommand::Delete(key) => self.contacts.store.delete(key),
            ContactCommand::Refresh => self.contacts.show(),
            ContactCommand::ShowOwnKey => self.load_own_key(false),
        }
    }

    /// Connects to a User of the queue.
    fn help(&mut self, key: &IdentityKey) {
        if self.view().phase != Phase::Idle {
            return;
        }
        let Some(user) = self.contacts.queue.known_user(key) else {
            let contact = self.contacts.queue.contacts().get(key);
            let words = words();
            let name = contact.map_or(words.text(Say::TheUser), |contact| contact.name.as_str());
            self.contacts.list.show_error(Some(&Say::QueueGone.to(name)));
            return;
        };
        let Some(name) = self.widgets.form.name() else { return };
        self.connect(user.into(), name);
    }

    /// Loads the own key, which is created if there is none.
    pub(super) fn load_own_key(&self, for_session: bool) {
        self.contacts
            .store
            .own_key(move |key| Event::Store(StoreEvent::OwnKey { key, for_session }));
    }

    /// Computes a key agreement for the session.
    pub(super) fn agree_key(&self, name: DisplayName, key: IdentityKey) {
        self.contacts.store.agree(key, move |shared| {
            Event::Store(StoreEvent::SessionAgreed { name, key, shared })
        });
    }

    /// Saves a contact, or the time of a known one's last session.
    pub(super) fn save_contact(&self, name: DisplayName, key: IdentityKey, kind: Kind) {
        let now = utc();
        let contacts = self.contacts.queue.contacts();
        let contact = match contacts.get(&key) {
            Some(known) => Contact { last: now, ..known.clone() },
            None => Contact { name, key, kind, since: now, last: now },
        };
        match contacts.status(&contact.name, &key) {
            ContactStatus::New | ContactStatus::Known => self.contacts.store.save(contact),
            ContactStatus::OtherKey | ContactStatus::Full => {
                self.emit_later(Event::Store(StoreEvent::Saved { contact, done: false }));
            }
        }
    }

    /// Handles an answer of the store.
    pub(super) fn on_store(&mut self, event: StoreEvent) {
        match event {
            StoreEvent::Loaded { own, contacts } => {
                for contact in contacts {
                    self.give_queue(queue::Input::ContactSaved(contact));
                }
                if let Some(own) = own {
                    self.give_queue(queue::Input::OwnKey(own));
                }
                self.contacts.show();
            }
            StoreEvent::Unavailable(error) => self.store_unavailable(error),
            StoreEvent::OwnKey { key, for_session } => {
                match key {
                    Some(own) => self.give_queue(queue::Input::OwnKey(own)),
                    None => {
                        let error = self.contacts.unavailable.unwrap_or(StoreError::Storage);
                        self.store_unavailable(error);
                    }
                }
                self.contacts.show();
                if for_session {
                    self.give(Input::Memory(MemoryInput::OwnKey(key)));
                }
            }
            StoreEvent::QueueAgreed { with, shared } => {
                self.give_queue(queue::Input::Agreed { with, shared });
            }
            StoreEvent::SessionAgreed { name, key, shared } => {
                let status = self.contacts.queue.contacts().status(&name, &key);
                self.give(Input::Memory(MemoryInput::Agreed { shared, status }));
            }
            StoreEvent::Saved { contact, done } => {
                let key = contact.key;
                if done {
                    self.give_queue(queue::Input::ContactSaved(contact));
                }
                self.give(Input::Memory(MemoryInput::Saved { key, done }));
            }
            StoreEvent::Deleted { key, done } => self.on_deleted(key, done),
        }
    }

    fn on_deleted(&mut self, key: IdentityKey, done: bool) {
        let contact = self.contacts.queue.contacts().get(&key);
        let name = contact.map(|contact| contact.name.clone());
        self.contacts.list.deleted();
        if done {
            self.give_queue(queue::Input::ContactDeleted(key));
            if self.view().phase == Phase::Idle {
                self.contacts.list.focus();
            }
        } else if let Some(name) = name {
            self.contacts.list.show_error(Some(&Say::ForgetFailed.to(name.as_str())));
        }
    }

    fn store_unavailable(&mut self, error: StoreError) {
        self.contacts.unavailable = Some(error);
        self.contacts.list.store_unavailable(error);
        self.widgets.remember.store_unavailable(error);
        self.widgets.remember.show(self.viewer.view());
    }
}

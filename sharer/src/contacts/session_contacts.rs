//! The contacts as a session uses them. Files are read and written outside the session loop: a lock that
//! another program holds, or a slow disk, must not delay it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use session::contacts::Contact;
use session::{GuestId, Recognition};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::store::contacts::{Store, now};
use crate::store::identity::Identity;
use crate::store::private::{self, PrivateError};
use crate::supervisor::{Part, Supervisor};
use crate::words::{self, Say, faults};

/// How long the files may take. Later results are dropped.
const FILES_TIMEOUT: Duration = Duration::from_secs(5);

/// The files took longer.
const NO_ANSWER: Say = Say::LogSilent;

/// A result. Errors are reasons for the User to read.
#[derive(Debug)]
pub enum ContactsEvent {
    /// What the key of a Helper is to this computer.
    Recognised(GuestId, Result<Recognition, String>),
    /// Whether the Helper is remembered.
    Kept(GuestId, Result<(), String>),
    /// Whether the time of the last session was noted.
    Noted(Result<(), String>),
}

/// Remembers Helpers during a session.
pub struct SessionContacts {
    files: Files,
    supervisor: Supervisor,
    events: mpsc::Sender<ContactsEvent>,
    pending: Vec<JoinHandle<()>>,
}

#[derive(Clone)]
struct Files(Arc<Result<PathBuf, PrivateError>>);

impl SessionContacts {
    /// The contacts of this account. Results arrive as `events`.
    pub fn of_this_account(supervisor: &Supervisor, events: mpsc::Sender<ContactsEvent>) -> Self {
        Self::new(private::folder(), supervisor, events)
    }

    fn new(
        folder: Result<PathBuf, PrivateError>,
        supervisor: &Supervisor,
        events: mpsc::Sender<ContactsEvent>,
    ) -> Self {
        let files = Files(Arc::new(folder));
        Self { files, supervisor: supervisor.clone(), events, pending: Vec::new() }
    }

    /// Looks up what a Helper of this name and key is to this computer.
    pub fn recognise(&mut self, guest: GuestId, name: DisplayName, key: IdentityKey) {
        let event = move |result| ContactsEvent::Recognised(guest, result);
        self.run(move |files| files.recognise(&name, &key), event);
    }

    /// Remembers a Helper whose key is proven.
    pub fn keep(&mut self, guest: GuestId, name: DisplayName, key: IdentityKey) {
        let event = move |result| ContactsEvent::Kept(guest, result);
        self.run(move |files| files.keep(name, key), event);
    }

    /// Notes that a Helper of this key was admitted. A Helper who is not remembered stays so.
    pub fn note_session(&mut self, key: IdentityKey) {
        self.run(move |files| files.note_session(&key), ContactsEvent::Noted);
    }

    /// Waits until all is written, or the time for it is over.
    pub async fn finish(&mut self) {
        for pending in self.pending.drain(..) {
            // It has a timeout of its own. A panic was reported already.
            let _ = pending.await;
        }
    }

    fn run<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&Files) -> Result<T, String> + Send + 'static,
        event: impl FnOnce(Result<T, String>) -> ContactsEvent + Send + 'static,
    ) {
        let (files, events) = (self.files.clone(), self.events.clone());
        self.pending.retain(|pending| !pending.is_finished());
        self.pending.push(self.supervisor.spawn(Part::Contacts, async move {
            let work = tokio::task::spawn_blocking(move || work(&files));
            let result = match timeout(FILES_TIMEOUT, work).await {
                Ok(Ok(result)) => result,
                Ok(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                Ok(Err(_)) | Err(_) => Err(NO_ANSWER.to_owned()),
            };
            // A closed queue means that the session is over.
            let _ = events.send(event(result)).await;
        }));
    }
}

impl Files {
    fn folder(&self) -> Result<&PathBuf, String> {
        self.0.as_ref().as_ref().map_err(faults::private)
    }

    fn store(&self) -> Result<Store, String> {
        Ok(Store::new(self.folder()?))
    }

    fn recognise(&self, name: &DisplayName, key: &IdentityKey) -> Result<Recognition, String> {
        let book = self.store()?.read().map_err(|error| faults::private(&error))?;
        let who = book.recognise(name, key);
        let identity =
            Identity::find_or_make(self.folder()?).map_err(|error| faults::private(&error))?;
        let pair = identity.meet(key).ok_or_else(|| words::contacts::NO_KEY.to_owned())?;
        Ok(Recognition { key: *key, own: identity.key(), pair, who })
    }

    fn keep(&self, name: DisplayName, key: IdentityKey) -> Result<(), String> {
        let contact = Contact { name, key, since: now(), last: now() };
        self.store()?.change(|book| book.add(contact)).map_err(|error| faults::store(&error))
    }

    fn note_session(&self, key: &IdentityKey) -> Result<(), String> {
        let noted = self.store()?.change(|book| Ok(book.met(key, now())));
        noted.map(drop).map_err(|error| faults::store(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::test_folder::Folder;

    #[tokio::test]
    async fn a_lock_that_another_program_holds_does_not_delay_the_session() {
        let folder = Folder::new();
        let (supervisor, _died) = Supervisor::new();
        let (events, mut results) = mpsc::channel(4);
        let path = folder.path().to_owned();
        let mut contacts = SessionContacts::new(Ok(path.clone()), &supervisor, events);
        let held = private::lock(&path.join("contacts.toml")).unwrap();
        contacts.keep(GuestId(0), "Jacky".parse().unwrap(), IdentityKey::new([7; 32]));
        assert!(results.try_recv().is_err(), "the result comes later");
        drop(held);
        contacts.finish().await;
        assert!(matches!(results.recv().await, Some(ContactsEvent::Kept(_, Ok(())))));
        assert_eq!(Store::new(&path).read().unwrap().iter().count(), 1);
    }
}

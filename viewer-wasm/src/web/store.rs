//! The Helper's identity and contacts, in the browser's IndexedDB.
//!
//! The identity is a key of Web Cryptography that is not extractable, not even by this page; the database
//! holds a handle of it. It is created when it is needed for the first time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use protocol::limits::CONTACTS;
use protocol::name::DisplayName;
use protocol::trust::{IdentityKey, SharedSecret};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CryptoKey, CryptoKeyPair, Event as DomEvent, IdbDatabase, IdbObjectStore,
    IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    SubtleCrypto,
};

use super::dom::window;
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event, StoreError, StoreEvent};
use viewer::contact::{Contact, Kind};

const DATABASE: &str = "alongside";
/// The version of the database's schema.
const VERSION: u32 = 1;
const IDENTITY: &str = "identity";
const CONTACTS_STORE: &str = "contacts";
/// There is one identity.
const OWN: &str = "own";
const ALGORITHM: &str = "X25519";
const KEY_BYTES: u32 = 32;

/// The store of identity and contacts.
pub(crate) struct Store {
    inner: Rc<Inner>,
}

struct Inner {
    emit: Emit,
    opened: RefCell<Option<Opened>>,
    own: RefCell<Option<Own>>,
}

#[derive(Clone)]
struct Opened {
    database: IdbDatabase,
    /// Closes it when a newer page needs another version.
    _outdated: Rc<Listener>,
}

#[derive(Clone)]
struct Own {
    private: CryptoKey,
    public: IdentityKey,
}

impl Store {
    pub(crate) fn new(emit: &Emit) -> Self {
        let (opened, own) = (RefCell::new(None), RefCell::new(None));
        Self { inner: Rc::new(Inner { emit: emit.clone(), opened, own }) }
    }

    /// Loads everything; the result follows as an event.
    pub(crate) fn load(&self) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let event = match inner.load().await {
                Ok((own, contacts)) => StoreEvent::Loaded { own, contacts },
                Err(error) => StoreEvent::Unavailable(error),
            };
            inner.emit(Event::Store(event));
        });
    }

    /// Returns the own public key by an event, and creates one if there is none.
    pub(crate) fn own_key(&self, then: impl FnOnce(Option<IdentityKey>) -> Event + 'static) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let own = inner.own_or_new().await;
            inner.emit(then(own.ok().map(|own| own.public)));
        });
    }

    /// Computes the X25519 key agreement with another key (RFC 7748 §6.1).
    pub(crate) fn agree(
        &self,
        with: IdentityKey,
        then: impl FnOnce(Option<SharedSecret>) -> Event + 'static,
    ) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let shared = inner.agree(&with).await;
            inner.emit(then(shared.ok().flatten()));
        });
    }

    /// Saves a contact, which replaces one with the same key; the result follows as an event.
    pub(crate) fn save(&self, contact: Contact) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let stored = inner.write(|store| store.put(&record(&contact)?)).await;
            inner.emit(Event::Store(StoreEvent::Saved { contact, done: stored.is_ok() }));
        });
    }

    /// Deletes a contact; the result follows as an event.
    pub(crate) fn delete(&self, key: IdentityKey) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let gone = inner.write(|store| store.delete(&key.to_string().into())).await;
            inner.emit(Event::Store(StoreEvent::Deleted { key, done: gone.is_ok() }));
        });
    }
}

impl Inner {
    fn emit(&self, event: Event) {
        (self.emit)(event);
    }

    async fn load(&self) -> Result<(Option<IdentityKey>, Vec<Contact>), StoreError> {
        let window = window().map_err(|_| StoreError::Storage)?;
        if !window.is_secure_context() {
            return Err(StoreError::Insecure);
        }
        // Importing a fixed key shows whether the browser supports X25519.
        import(&IdentityKey::new([9; 32])).await.map_err(|_| StoreError::Crypto)?;
        let own = self.stored_own().await.map_err(|_| StoreError::Storage)?;
        let contacts = self.contacts().await.map_err(|_| StoreError::Storage)?;
        Ok((own.map(|own| own.public), contacts))
    }

    async fn database(&self) -> Result<IdbDatabase, Error> {
        if let Some(opened) = self.opened.borrow().as_ref() {
            return Ok(opened.database.clone());
        }
        let factory = window()?.indexed_db()?.ok_or(Error::Unsupported("database"))?;
        let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, VERSION)?;
        let asked = request.clone();
        let _upgrade = Listener::new(&request, "upgradeneeded", move |_: DomEvent| {
            if let Ok(database) = asked.result() {
                create_stores(database.unchecked_ref());
            }
        })?;
        let database: IdbDatabase = done(&request).await?.unchecked_into();
        let outdated = database.clone();
        let outdated =
            Listener::new(&database, "versionchange", move |_: DomEvent| outdated.close())?;
        let opened = Opened { database: database.clone(), _outdated: Rc::new(outdated) };
        *self.opened.borrow_mut() = Some(opened);
        Ok(database)
    }

    async fn stored_own(&self) -> Result<Option<Own>, Error> {
        if let Some(own) = self.own.borrow().as_ref() {
            return Ok(Some(own.clone()));
        }
        let database = self.database().await?;
        let store = database.transaction_with_str(IDENTITY)?.object_store(IDENTITY)?;
        let stored = done(&store.get(&OWN.into())?).await?;
        if stored.is_undefined() {
            return Ok(None);
        }
        let own = own_of(&stored)?;
        *self.own.borrow_mut() = Some(own.clone());
        Ok(Some(own))
    }

    async fn own_or_new(&self) -> Result<Own, Error> {
        if let Some(own) = self.stored_own().await? {
            return Ok(own);
        }
        let stored = generate().await?;
        let database = self.database().await?;
        let transaction =
            database.transaction_with_str_and_mode(IDENTITY, IdbTransactionMode::Readwrite)?;
        // It does not replace one that another tab has created in between.
        transaction.object_store(IDENTITY)?.add_with_key(&stored, &OWN.into())?;
        let _ = finished(&transaction).await;
        self.stored_own().await?.ok_or(Error::Unsupported("place for a key"))
    }

    async fn agree(&self, with: &IdentityKey) -> Result<Option<SharedSecret>, Error> {
        let own = self.stored_own().await?.ok_or(Error::Unsupported("key"))?;
        let algorithm = algorithm()?;
        let with: JsValue = import(with).await?.into();
        Reflect::set(&algorithm, &"public".into(), &with)?;
        let bits = subtle()?.derive_bits_with_object(&algorithm, &own.private, KEY_BYTES * 8)?;
        let bits = Uint8Array::new(&JsFuture::from(bits).await?).to_vec();
        Ok(<[u8; 32]>::try_from(bits).ok().and_then(SharedSecret::new))
    }

    async fn contacts(&self) -> Result<Vec<Contact>, Error> {
        let database = self.database().await?;
        let store = database.transaction_with_str(CONTACTS_STORE)?.object_store(CONTACTS_STORE)?;
        let all = done(&store.get_all()?).await?;
        // A record that cannot be read was not written by this page.
        Ok(Array::from(&all)
            .iter()
            .filter_map(|stored| contact_of(&stored))
            .take(CONTACTS)
            .collect())
    }

    async fn write(
        &self,
        change: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<(), Error> {
        let database = self.database().await?;
        let mode = IdbTransactionMode::Readwrite;
        let transaction = database.transaction_with_str_and_mode(CONTACTS_STORE, mode)?;
        change(&transaction.object_store(CONTACTS_STORE)?)?;
        finished(&transaction).await
    }
}

fn create_stores(database: &IdbDatabase) {
    let by_key = IdbObjectStoreParameters::new();
    by_key.set_key_path(&"key".into());
    // Without them every later request fails, which is reported.
    let _ = database.create_object_store(IDENTITY);
    let _ = database.create_object_store_with_optional_parameters(CONTACTS_STORE, &by_key);
}

/// Waits for the result of a request.
async fn done(request: &IdbRequest) -> Result<JsValue, Error> {
    let answer = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answer).await?;
    Ok(request.result()?)
}

/// Waits until a change is committed.
async fn finished(transaction: &IdbTransaction) -> Result<(), Error> {
    let end = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(end).await?;
    Ok(())
}

fn subtle() -> Result<SubtleCrypto, Error> {
    let subtle = window()?.crypto()?.subtle();
    if subtle.is_undefined() { Err(Error::Unsupported("Web Cryptography")) } else { Ok(subtle) }
}

fn algorithm() -> Result<Object, Error> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &ALGORITHM.into())?;
    Ok(algorithm)
}

/// A public key in the browser's form.
async fn import(key: &IdentityKey) -> Result<CryptoKey, Error> {
    let bytes = Uint8Array::from(key.as_bytes().as_slice());
    let (algorithm, none) = (algorithm()?, Array::new());
    let key = subtle()?.import_key_with_object("raw", &bytes, &algorithm, false, &none)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

/// A new identity, as it is stored. Its private key is not extractable.
async fn generate() -> Result<JsValue, Error> {
    let uses = Array::of1(&"deriveBits".into());
    let pair = subtle()?.generate_key_with_object(&algorithm()?, false, &uses)?;
    let pair: CryptoKeyPair = JsFuture::from(pair).await?.unchecked_into();
    let public = subtle()?.export_key("raw", &pair.get_public_key())?;
    let public = Uint8Array::new(&JsFuture::from(public).await?).to_vec();
    let public = <[u8; 32]>::try_from(public).map_err(|_| Error::Unsupported("X25519"))?;
    let stored = Object::new();
    Reflect::set(&stored, &"private".into(), &pair.get_private_key())?;
    Reflect::set(&stored, &"public".into(), &IdentityKey::new(public).to_string().into())?;
    Ok(stored.into())
}

fn own_of(stored: &JsValue) -> Result<Own, Error> {
    let private = Reflect::get(stored, &"private".into())?.dyn_into::<CryptoKey>()?;
    let public = text(stored, "public").and_then(|text| text.parse().ok());
    Ok(Own { private, public: public.ok_or(Error::Unsupported("key that can be read"))? })
}

fn text(stored: &JsValue, field: &str) -> Option<String> {
    Reflect::get(stored, &field.into()).ok()?.as_string()
}

fn contact_of(stored: &JsValue) -> Option<Contact> {
    Some(Contact {
        // An older page kept names with characters that are not allowed any more.
        name: DisplayName::lossy(&text(stored, "name")?).or_else(|| DisplayName::lossy("?"))?,
        key: text(stored, "key")?.parse().ok()?,
        kind: Kind::from_name(&text(stored, "kind")?)?,
        since: text(stored, "since")?.parse().ok()?,
        last: text(stored, "last")?.parse().ok()?,
    })
}

fn record(contact: &Contact) -> Result<JsValue, JsValue> {
    let record = Object::new();
    for (field, value) in [
        ("name", contact.name.as_str()),
        ("key", &contact.key.to_string()),
        ("kind", contact.kind.name()),
        ("since", &contact.since.to_string()),
        ("last", &contact.last.to_string()),
    ] {
        Reflect::set(&record, &field.into(), &value.into())?;
    }
    Ok(record.into())
}

//! The Helper's identity and contacts, as this browser keeps them for this page.
//!
//! The identity is a key of Web Cryptography that the browser does not hand out, not even to this page;
//! the database holds a handle of it. Made when it is needed for the first time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use protocol::limits::CONTACTS;
use protocol::trust::{IdentityKey, Shared};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    CryptoKey, CryptoKeyPair, Event as DomEvent, IdbDatabase, IdbObjectStore,
    IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    SubtleCrypto,
};

use super::listen::Listener;
use super::window;
use crate::error::Error;
use crate::event::{Event, Tell, Unable, VaultEvent};
use viewer::contact::{Contact, Kind};

const DATABASE: &str = "alongside";
/// Of the stores and what is in them.
const VERSION: u32 = 1;
const IDENTITY: &str = "identity";
const CONTACTS_STORE: &str = "contacts";
/// There is one identity.
const OWN: &str = "own";
const ALGORITHM: &str = "X25519";
const KEY_BYTES: u32 = 32;

/// What this browser keeps.
pub(crate) struct Vault {
    inner: Rc<Inner>,
}

struct Inner {
    tell: Tell,
    opened: RefCell<Option<Opened>>,
    own: RefCell<Option<Own>>,
}

#[derive(Clone)]
struct Opened {
    database: IdbDatabase,
    /// Lets go of it when a newer page wants another version.
    _outdated: Rc<Listener>,
}

#[derive(Clone)]
struct Own {
    private: CryptoKey,
    public: IdentityKey,
}

impl Vault {
    pub(crate) fn new(tell: &Tell) -> Self {
        let (opened, own) = (RefCell::new(None), RefCell::new(None));
        Self { inner: Rc::new(Inner { tell: tell.clone(), opened, own }) }
    }

    /// Reads what is kept, which is told.
    pub(crate) fn read(&self) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let event = match inner.read().await {
                Ok((own, contacts)) => VaultEvent::Read { own, contacts },
                Err(unable) => VaultEvent::Unable(unable),
            };
            inner.say(Event::Vault(event));
        });
    }

    /// Says the own public key, and makes one if there is none.
    pub(crate) fn own(&self, then: impl FnOnce(Option<IdentityKey>) -> Event + 'static) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let own = inner.own_or_new().await;
            inner.say(then(own.ok().map(|own| own.public)));
        });
    }

    /// Computes what the own key has in common with another (RFC 7748 §6.1).
    pub(crate) fn agree(
        &self,
        with: IdentityKey,
        then: impl FnOnce(Option<Shared>) -> Event + 'static,
    ) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let shared = inner.agree(&with).await;
            inner.say(then(shared.ok().flatten()));
        });
    }

    /// Keeps a contact in the place of one with the same key; whether it is kept is told.
    pub(crate) fn keep(&self, contact: Contact) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let kept = inner.write(|store| store.put(&record(&contact)?)).await;
            inner.say(Event::Vault(VaultEvent::Kept { contact, done: kept.is_ok() }));
        });
    }

    /// Forgets a contact; whether it is forgotten is told.
    pub(crate) fn forget(&self, key: IdentityKey) {
        let inner = self.inner.clone();
        spawn_local(async move {
            let gone = inner.write(|store| store.delete(&key.to_string().into())).await;
            inner.say(Event::Vault(VaultEvent::Forgotten { key, done: gone.is_ok() }));
        });
    }
}

impl Inner {
    fn say(&self, event: Event) {
        (self.tell)(event);
    }

    async fn read(&self) -> Result<(Option<IdentityKey>, Vec<Contact>), Unable> {
        let window = window().map_err(|_| Unable::Store)?;
        if !window.is_secure_context() {
            return Err(Unable::Insecure);
        }
        // A key that everybody has shows whether the browser knows the kind.
        import(&IdentityKey::new([9; 32])).await.map_err(|_| Unable::Crypto)?;
        let own = self.kept_own().await.map_err(|_| Unable::Store)?;
        let contacts = self.contacts().await.map_err(|_| Unable::Store)?;
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

    async fn kept_own(&self) -> Result<Option<Own>, Error> {
        if let Some(own) = self.own.borrow().as_ref() {
            return Ok(Some(own.clone()));
        }
        let database = self.database().await?;
        let store = database.transaction_with_str(IDENTITY)?.object_store(IDENTITY)?;
        let kept = done(&store.get(&OWN.into())?).await?;
        if kept.is_undefined() {
            return Ok(None);
        }
        let own = own_of(&kept)?;
        *self.own.borrow_mut() = Some(own.clone());
        Ok(Some(own))
    }

    async fn own_or_new(&self) -> Result<Own, Error> {
        if let Some(own) = self.kept_own().await? {
            return Ok(own);
        }
        let kept = make().await?;
        let database = self.database().await?;
        let transaction =
            database.transaction_with_str_and_mode(IDENTITY, IdbTransactionMode::Readwrite)?;
        // Not instead of one that another tab made in between.
        transaction.object_store(IDENTITY)?.add_with_key(&kept, &OWN.into())?;
        let _ = finished(&transaction).await;
        self.kept_own().await?.ok_or(Error::Unsupported("place for a key"))
    }

    async fn agree(&self, with: &IdentityKey) -> Result<Option<Shared>, Error> {
        let own = self.kept_own().await?.ok_or(Error::Unsupported("key"))?;
        let algorithm = algorithm()?;
        let with: JsValue = import(with).await?.into();
        Reflect::set(&algorithm, &"public".into(), &with)?;
        let bits = subtle()?.derive_bits_with_object(&algorithm, &own.private, KEY_BYTES * 8)?;
        let bits = Uint8Array::new(&JsFuture::from(bits).await?).to_vec();
        Ok(<[u8; 32]>::try_from(bits).ok().and_then(Shared::new))
    }

    async fn contacts(&self) -> Result<Vec<Contact>, Error> {
        let database = self.database().await?;
        let store = database.transaction_with_str(CONTACTS_STORE)?.object_store(CONTACTS_STORE)?;
        let all = done(&store.get_all()?).await?;
        // What cannot be read was not written by this page.
        Ok(Array::from(&all).iter().filter_map(|kept| contact_of(&kept)).take(CONTACTS).collect())
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
    // Without them every later step fails, which is told.
    let _ = database.create_object_store(IDENTITY);
    let _ = database.create_object_store_with_optional_parameters(CONTACTS_STORE, &by_key);
}

/// Waits for the answer of a request.
async fn done(request: &IdbRequest) -> Result<JsValue, Error> {
    let answer = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answer).await?;
    Ok(request.result()?)
}

/// Waits until what was changed is kept.
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

/// Somebody's public key, as the browser wants it.
async fn import(key: &IdentityKey) -> Result<CryptoKey, Error> {
    let bytes = Uint8Array::from(key.as_bytes().as_slice());
    let (algorithm, none) = (algorithm()?, Array::new());
    let key = subtle()?.import_key_with_object("raw", &bytes, &algorithm, false, &none)?;
    Ok(JsFuture::from(key).await?.unchecked_into())
}

/// A new identity, as it is kept. Its private half cannot be taken out of the browser.
async fn make() -> Result<JsValue, Error> {
    let uses = Array::of1(&"deriveBits".into());
    let pair = subtle()?.generate_key_with_object(&algorithm()?, false, &uses)?;
    let pair: CryptoKeyPair = JsFuture::from(pair).await?.unchecked_into();
    let public = subtle()?.export_key("raw", &pair.get_public_key())?;
    let public = Uint8Array::new(&JsFuture::from(public).await?).to_vec();
    let public = <[u8; 32]>::try_from(public).map_err(|_| Error::Unsupported("X25519"))?;
    let kept = Object::new();
    Reflect::set(&kept, &"private".into(), &pair.get_private_key())?;
    Reflect::set(&kept, &"public".into(), &IdentityKey::new(public).to_string().into())?;
    Ok(kept.into())
}

fn own_of(kept: &JsValue) -> Result<Own, Error> {
    let private = Reflect::get(kept, &"private".into())?.dyn_into::<CryptoKey>()?;
    let public = text(kept, "public").and_then(|text| text.parse().ok());
    Ok(Own { private, public: public.ok_or(Error::Unsupported("key that can be read"))? })
}

fn text(kept: &JsValue, field: &str) -> Option<String> {
    Reflect::get(kept, &field.into()).ok()?.as_string()
}

fn contact_of(kept: &JsValue) -> Option<Contact> {
    Some(Contact {
        name: text(kept, "name")?.parse().ok()?,
        key: text(kept, "key")?.parse().ok()?,
        kind: Kind::from_name(&text(kept, "kind")?)?,
        since: text(kept, "since")?.parse().ok()?,
        last: text(kept, "last")?.parse().ok()?,
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

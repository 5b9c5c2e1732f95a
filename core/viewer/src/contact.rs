//! The Helper's contacts.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::CONTACTS;
use protocol::name::DisplayName;
use protocol::trust::{Day, IdentityKey, Pair, PairCredential};
use protocol::utc::Utc;

use crate::likeness::look_alike;

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person who agreed to be remembered.
    Person,
    /// A computer whose owner lets this Helper offer help. It was saved when it was helped first.
    Computer,
}

impl Kind {
    /// The name under which it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Computer => "computer",
        }
    }

    /// The kind that is stored under a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Kind::Person, Kind::Computer].into_iter().find(|kind| kind.name() == name)
    }
}

/// A contact of the Helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The contact's name.
    pub name: DisplayName,
    /// The contact's identity key.
    pub key: IdentityKey,
    /// A person or a computer.
    pub kind: Kind,
    /// When the contact was saved first.
    pub since: Utc,
    /// When the contact was helped last.
    pub last: Utc,
}

/// What the contacts say about a name and a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactStatus {
    /// No contact.
    New,
    /// A contact with this key.
    Known,
    /// A contact of this name, or of one that looks like it, has another key: a different User, or a computer that was set up anew.
    /// Only the Helper can find out which.
    OtherKey,
    /// No contact, and the list is full.
    Full,
}

/// The contacts, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Contacts(Vec<Contact>);

impl Contacts {
    /// The status of a name and a key.
    pub fn status(&self, name: &DisplayName, key: &IdentityKey) -> ContactStatus {
        if self.get(key).is_some() {
            ContactStatus::Known
        } else if self.0.iter().any(|contact| look_alike(&contact.name, name)) {
            ContactStatus::OtherKey
        } else if self.0.len() >= CONTACTS {
            ContactStatus::Full
        } else {
            ContactStatus::New
        }
    }

    /// Whether a name is that of a contact, or looks like it.
    pub fn resembles(&self, name: &DisplayName) -> bool {
        self.0.iter().any(|contact| look_alike(&contact.name, name))
    }

    /// The contact with a key.
    pub fn get(&self, key: &IdentityKey) -> Option<&Contact> {
        self.0.iter().find(|contact| contact.key == *key)
    }

    /// Saves a contact; one with the same key is replaced. Returns whether there was room.
    pub fn save(&mut self, contact: Contact) -> bool {
        self.0.retain(|known| known.key != contact.key);
        if self.0.len() >= CONTACTS {
            return false;
        }
        self.0.push(contact);
        self.0.sort_by_cached_key(|contact| (folded(&contact.name), contact.key));
        true
    }

    /// Deletes a contact.
    pub fn delete(&mut self, key: &IdentityKey) {
        self.0.retain(|contact| contact.key != *key);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Contact> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn folded(name: &DisplayName) -> String {
    name.as_str().to_lowercase()
}

/// A User that the Helper can connect to without a code, and the credential for the handshake.
#[derive(Clone, Debug)]
pub struct KnownUser {
    /// The User's name, as the Helper knows it.
    pub name: DisplayName,
    /// The User's identity key.
    pub key: IdentityKey,
    /// Takes the place of the code.
    pub credential: PairCredential,
}

impl KnownUser {
    /// A User by the shared credential of a day.
    pub fn new(name: DisplayName, key: IdentityKey, pair: &Pair, day: Day) -> Self {
        Self { name, key, credential: pair.credential(day) }
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;

    fn contact(name: &str, key: u8) -> Contact {
        let at = Utc::from_unix(1_795_000_000);
        Contact {
            name: name.parse().unwrap(),
            key: IdentityKey::new([key; 32]),
            kind: Kind::Person,
            since: at,
            last: at,
        }
    }

    #[test]
    fn a_known_name_with_another_key_is_somebody_else() {
        let mut contacts = Contacts::default();
        let tom = contact("Tom", 1);
        assert_eq!(contacts.status(&tom.name, &tom.key), ContactStatus::New);
        assert!(contacts.save(tom.clone()));
        assert_eq!(contacts.status(&tom.name, &tom.key), ContactStatus::Known);
        for name in ["Tom", "tom", "T\u{43e}m", "Ｔom"] {
            let other = contact(name, 2);
            assert_eq!(contacts.status(&other.name, &other.key), ContactStatus::OtherKey, "{name}");
        }
        let renamed = contact("Thomas", 1);
        assert_eq!(
            contacts.status(&renamed.name, &renamed.key),
            ContactStatus::Known,
            "the key decides"
        );
        contacts.delete(&tom.key);
        assert_eq!(contacts.status(&tom.name, &IdentityKey::new([2; 32])), ContactStatus::New);
    }

    #[test]
    fn no_more_contacts_are_kept_than_the_bound() {
        let mut contacts = Contacts::default();
        for n in 0..CONTACTS {
            let mut one = contact(&format!("Contact {n}"), 0);
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_be_bytes());
            one.key = IdentityKey::new(key);
            assert!(contacts.save(one));
        }
        let more = contact("One more", 255);
        assert_eq!(contacts.status(&more.name, &more.key), ContactStatus::Full);
        assert!(!contacts.save(more));
        assert_eq!(contacts.len(), CONTACTS);
    }

    #[test]
    fn contacts_come_in_the_order_of_their_names() {
        let mut contacts = Contacts::default();
        for (name, key) in [("tom", 1), ("Ann", 2), ("Bob", 3)] {
            contacts.save(contact(name, key));
        }
        let names: Vec<_> = contacts.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["Ann", "Bob", "tom"]);
    }

    #[test]
    fn a_kind_is_kept_and_read_again() {
        for kind in [Kind::Person, Kind::Computer] {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("printer"), None);
    }
}

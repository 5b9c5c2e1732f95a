//! PURE: whom the Helper knows.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::CONTACTS;
use protocol::name::DisplayName;
use protocol::trust::{Day, IdentityKey, Pair, PairCredential};
use protocol::utc::Utc;

/// What a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody who agreed to be remembered.
    Person,
    /// A computer whose owner lets this Helper offer help. It was remembered when it was first helped.
    Computer,
}

impl Kind {
    /// As it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Computer => "computer",
        }
    }

    /// As it was kept.
    pub fn from_name(name: &str) -> Option<Self> {
        [Kind::Person, Kind::Computer].into_iter().find(|kind| kind.name() == name)
    }
}

/// Somebody whom the Helper knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// How they are called.
    pub name: DisplayName,
    /// By what they are recognised.
    pub key: IdentityKey,
    /// What they are.
    pub kind: Kind,
    /// Since when they are known.
    pub since: Utc,
    /// When they were last helped.
    pub last: Utc,
}

/// Whether somebody with a name and a key is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// No.
    New,
    /// Yes, by this key.
    Already,
    /// A contact of this name has another key: somebody else, or a computer set up anew. It is for
    /// the Helper to find out which, and never settled by itself.
    OtherKey,
    /// No, and no more contacts are kept.
    Full,
}

/// The contacts, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Contacts(Vec<Contact>);

impl Contacts {
    /// What is known of somebody.
    pub fn know(&self, name: &DisplayName, key: &IdentityKey) -> Known {
        if self.get(key).is_some() {
            Known::Already
        } else if self.0.iter().any(|contact| is_same_name(&contact.name, name)) {
            Known::OtherKey
        } else if self.0.len() >= CONTACTS {
            Known::Full
        } else {
            Known::New
        }
    }

    /// The contact with a key.
    pub fn get(&self, key: &IdentityKey) -> Option<&Contact> {
        self.0.iter().find(|contact| contact.key == *key)
    }

    /// Keeps a contact; one with the same key is replaced. Returns whether there was room.
    pub fn keep(&mut self, contact: Contact) -> bool {
        self.0.retain(|known| known.key != contact.key);
        if self.0.len() >= CONTACTS {
            return false;
        }
        self.0.push(contact);
        self.0.sort_by_cached_key(|contact| (folded(&contact.name), contact.key));
        true
    }

    /// Forgets a contact.
    pub fn forget(&mut self, key: &IdentityKey) {
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

    /// Whether nobody is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// People do not tell names apart by the size of their letters.
fn is_same_name(one: &DisplayName, other: &DisplayName) -> bool {
    folded(one) == folded(other)
}

fn folded(name: &DisplayName) -> String {
    name.as_str().to_lowercase()
}

/// Whom the Helper goes to without a code, and what shows that it is them.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// How the Helper calls them.
    pub name: DisplayName,
    /// Their key.
    pub key: IdentityKey,
    /// What takes the place of the code.
    pub credential: PairCredential,
}

impl Meeting {
    /// A meeting at the place of a pair.
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
        assert_eq!(contacts.know(&tom.name, &tom.key), Known::New);
        assert!(contacts.keep(tom.clone()));
        assert_eq!(contacts.know(&tom.name, &tom.key), Known::Already);
        for name in ["Tom", "tom"] {
            let other = contact(name, 2);
            assert_eq!(contacts.know(&other.name, &other.key), Known::OtherKey, "{name}");
        }
        let renamed = contact("Thomas", 1);
        assert_eq!(contacts.know(&renamed.name, &renamed.key), Known::Already, "the key decides");
        contacts.forget(&tom.key);
        assert_eq!(contacts.know(&tom.name, &IdentityKey::new([2; 32])), Known::New);
    }

    #[test]
    fn no_more_contacts_are_kept_than_the_bound() {
        let mut contacts = Contacts::default();
        for n in 0..CONTACTS {
            let mut one = contact(&format!("Contact {n}"), 0);
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_be_bytes());
            one.key = IdentityKey::new(key);
            assert!(contacts.keep(one));
        }
        let more = contact("One more", 255);
        assert_eq!(contacts.know(&more.name, &more.key), Known::Full);
        assert!(!contacts.keep(more));
        assert_eq!(contacts.len(), CONTACTS);
    }

    #[test]
    fn contacts_come_in_the_order_of_their_names() {
        let mut contacts = Contacts::default();
        for (name, key) in [("tom", 1), ("Ann", 2), ("Bob", 3)] {
            contacts.keep(contact(name, key));
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

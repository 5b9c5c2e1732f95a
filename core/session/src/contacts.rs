//! The Helpers that this User remembers.

use alloc::vec::Vec;

use protocol::limits::CONTACTS;
use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use protocol::utc::Utc;

/// A Helper who is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What the User calls them.
    pub name: DisplayName,
    /// By which they are recognised.
    pub key: IdentityKey,
    /// Since when they are remembered.
    pub since: Utc,
    /// When they helped last.
    pub last: Utc,
}

/// All of them, at most [`CONTACTS`], no name and no key twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book(Vec<Contact>);

/// Why the book stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// Nobody has this name.
    #[error("there is no contact {0}. See: alongside contacts")]
    Unknown(DisplayName),
    /// Somebody else has this name.
    #[error("there is a contact {0} already. Choose another name, or forget that contact first")]
    Taken(DisplayName),
    /// No room.
    #[error(
        "there are {CONTACTS} contacts already. Forget one first: alongside contacts forget NAME"
    )]
    Full,
}

/// What a Helper's name and key are to the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// No contact has this key or name.
    New,
    /// This contact, by the key.
    Contact(DisplayName),
    /// A contact has this name and another key.
    OtherKey(DisplayName),
}

impl Book {
    /// One after the other, as they came.
    pub fn iter(&self) -> impl Iterator<Item = &Contact> {
        self.0.iter()
    }

    /// Whether nobody is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The contact of this name, however it is written.
    pub fn named(&self, name: &DisplayName) -> Result<&Contact, BookError> {
        let found = self.0.iter().find(|contact| same(&contact.name, name));
        found.ok_or_else(|| BookError::Unknown(name.clone()))
    }

    /// The contact with this key.
    pub fn with_key(&self, key: &IdentityKey) -> Option<&Contact> {
        self.0.iter().find(|contact| contact.key == *key)
    }

    /// Who a Helper of this name and key is. The key decides.
    pub fn recognise(&self, name: &DisplayName, key: &IdentityKey) -> Recognised {
        match (self.with_key(key), self.named(name)) {
            (Some(contact), _) => Recognised::Contact(contact.name.clone()),
            (None, Ok(other)) => Recognised::OtherKey(other.name.clone()),
            (None, Err(_)) => Recognised::New,
        }
    }

    /// Adds a Helper.
    pub fn add(&mut self, contact: Contact) -> Result<(), BookError> {
        if let Ok(taken) = self.named(&contact.name) {
            return Err(BookError::Taken(taken.name.clone()));
        }
        if self.0.len() == CONTACTS {
            return Err(BookError::Full);
        }
        self.0.push(contact);
        Ok(())
    }

    /// Removes a Helper.
    pub fn forget(&mut self, name: &DisplayName) -> Result<(), BookError> {
        let known = self.0.len();
        self.0.retain(|contact| !same(&contact.name, name));
        if self.0.len() == known { Err(BookError::Unknown(name.clone())) } else { Ok(()) }
    }

    /// Renames a contact.
    pub fn rename(&mut self, name: &DisplayName, new: DisplayName) -> Result<(), BookError> {
        let contact = self.named(name)?.key;
        if let Some(taken) = self.0.iter().find(|c| c.key != contact && same(&c.name, &new)) {
            return Err(BookError::Taken(taken.name.clone()));
        }
        if let Some(contact) = self.0.iter_mut().find(|other| other.key == contact) {
            contact.name = new;
        }
        Ok(())
    }

    /// Notes that a Helper was admitted now. Returns whether they are remembered.
    pub fn met(&mut self, key: &IdentityKey, now: Utc) -> bool {
        let contact = self.0.iter_mut().find(|contact| contact.key == *key);
        contact.map(|contact| contact.last = now).is_some()
    }
}

/// Compares names without regard to case.
fn same(one: &DisplayName, other: &DisplayName) -> bool {
    one.as_str().to_lowercase() == other.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    fn contact(name: &str, key: u8) -> Contact {
        let now = Utc::from_unix(1_795_375_800);
        let key = IdentityKey::new([key; 32]);
        Contact { name: name.parse().unwrap(), key, since: now, last: now }
    }

    fn name(text: &str) -> DisplayName {
        text.parse().unwrap()
    }

    #[test]
    fn the_key_decides_who_somebody_is_and_a_known_name_with_another_is_found() {
        let mut book = Book::default();
        book.add(contact("Jacky", 1)).unwrap();
        let key = |n| IdentityKey::new([n; 32]);
        assert_eq!(book.recognise(&name("Tom"), &key(1)), Recognised::Contact(name("Jacky")));
        assert_eq!(book.recognise(&name("jacky"), &key(2)), Recognised::OtherKey(name("Jacky")));
        assert_eq!(book.recognise(&name("Tom"), &key(2)), Recognised::New);
    }

    #[test]
    fn there_are_no_more_contacts_than_the_bound_and_no_name_twice() {
        let mut book = Book::default();
        book.add(contact("Jacky", 1)).unwrap();
        assert_eq!(book.add(contact("JACKY", 2)), Err(BookError::Taken(name("Jacky"))));
        book.add(contact("Tom", 2)).unwrap();
        assert_eq!(book.rename(&name("tom"), name("jacky")), Err(BookError::Taken(name("Jacky"))));
        book.rename(&name("jacky"), name("JACKY")).unwrap();
        book.forget(&name("Tom")).unwrap();
        assert_eq!(book.forget(&name("Tom")), Err(BookError::Unknown(name("Tom"))));
        for n in 1..CONTACTS {
            let mut more = contact(&format!("Helper {n}"), 3);
            more.key = IdentityKey::new([u8::try_from(n % 256).unwrap(); 32]);
            book.add(more).unwrap();
        }
        assert_eq!(book.add(contact("One more", 9)), Err(BookError::Full));
    }
}

//! The Helpers that this User remembers.

use alloc::vec::Vec;

use protocol::limits::CONTACTS;
use protocol::name::DisplayName;
use protocol::trust::IdentityKey;
use protocol::utc::Utc;

use crate::names::{self, KnownName};

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

/// All of them, at most [`CONTACTS`], no key twice, and no names that look alike, unless an older version kept
/// them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book(Vec<Contact>);

/// Why the book stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookError {
    /// Nobody has this name.
    #[error("there is no contact {0}. See: alongside contacts")]
    Unknown(DisplayName),
    /// Somebody else has this name, or one that looks like it.
    #[error(
        "there is a contact {0} already, whose name is the same or looks like it. Choose another name, or \
         rename or forget that contact first"
    )]
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
    /// A contact has this name, or one that looks like it, and another key.
    OtherKey(Contact),
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

    /// The contact with this fingerprint or this name, in upper or lower case. A fingerprint comes first: no
    /// name can take its place.
    pub fn find(&self, who: &DisplayName) -> Result<&Contact, BookError> {
        let by_key = self.0.iter().find(|contact| contact.key.fingerprint() == who.as_str());
        let exact = || self.0.iter().find(|contact| contact.name == *who);
        let folded = || self.0.iter().find(|contact| names::is_same(&contact.name, who));
        by_key.or_else(exact).or_else(folded).ok_or_else(|| BookError::Unknown(who.clone()))
    }

    /// The contact with this key.
    pub fn with_key(&self, key: &IdentityKey) -> Option<&Contact> {
        self.0.iter().find(|contact| contact.key == *key)
    }

    /// Who a Helper of this name and key is. The key decides.
    pub fn recognise(&self, name: &DisplayName, key: &IdentityKey) -> Recognised {
        match (self.with_key(key), self.like(name, key)) {
            (Some(contact), _) => Recognised::Contact(contact.name.clone()),
            (None, Some(other)) => Recognised::OtherKey(other.clone()),
            (None, None) => Recognised::New,
        }
    }

    /// The names that the User knows by these contacts.
    pub fn names(&self) -> impl Iterator<Item = KnownName> {
        self.0.iter().map(|Contact { name, key, .. }| KnownName { name: name.clone(), key: *key })
    }

    /// Another contact than that with this key, whose name looks like this one.
    fn like(&self, name: &DisplayName, key: &IdentityKey) -> Option<&Contact> {
        self.0.iter().find(|other| other.key != *key && names::look_alike(&other.name, name))
    }

    /// Adds a Helper.
    pub fn add(&mut self, contact: Contact) -> Result<(), BookError> {
        let is_taken = |other: &&Contact| {
            other.key == contact.key || names::look_alike(&other.name, &contact.name)
        };
        if let Some(taken) = self.0.iter().find(is_taken) {
            return Err(BookError::Taken(taken.name.clone()));
        }
        self.restore(contact)
    }

    /// Adds a Helper who was a contact before. An older version may have kept names that look alike.
    pub fn restore(&mut self, contact: Contact) -> Result<(), BookError> {
        if self.0.len() == CONTACTS {
            return Err(BookError::Full);
        }
        self.0.push(contact);
        Ok(())
    }

    /// Removes a Helper.
    pub fn forget(&mut self, who: &DisplayName) -> Result<(), BookError> {
        let key = self.find(who)?.key;
        self.0.retain(|contact| contact.key != key);
        Ok(())
    }

    /// Renames a contact.
    pub fn rename(&mut self, who: &DisplayName, new: DisplayName) -> Result<(), BookError> {
        let contact = self.find(who)?.key;
        if let Some(taken) = self.like(&new, &contact) {
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
        for other in ["jacky", "J\u{430}cky", "J\u{1ea1}cky"] {
            let recognised = book.recognise(&name(other), &key(2));
            assert_eq!(recognised, Recognised::OtherKey(contact("Jacky", 1)), "{other}");
        }
        assert_eq!(book.recognise(&name("Tom"), &key(2)), Recognised::New);
    }

    #[test]
    fn no_contact_is_added_or_renamed_to_a_name_that_looks_like_anothers() {
        let mut book = Book::default();
        book.add(contact("Jacky", 1)).unwrap();
        book.add(contact("Tom", 2)).unwrap();
        let taken = Err(BookError::Taken(name("Jacky")));
        assert_eq!(book.add(contact("J\u{430}cky", 3)), taken);
        assert_eq!(book.rename(&name("Tom"), name("Ｊacky")), taken);
        book.rename(&name("Jacky"), name("J\u{430}cky")).expect("it is the same contact");
    }

    #[test]
    fn contacts_of_an_older_version_that_look_alike_are_kept_and_told_apart() {
        let mut book = Book::default();
        let old = [contact("Jacky", 1), contact("J\u{430}cky", 2), contact("Jacky", 3)];
        for one in &old {
            book.restore(one.clone()).unwrap();
        }
        assert_eq!(book.find(&name("J\u{430}cky")), Ok(&old[1]));
        let third = name(&old[2].key.fingerprint());
        assert_eq!(book.find(&third), Ok(&old[2]));
        book.forget(&third).unwrap();
        assert_eq!(book.iter().collect::<Vec<_>>(), [&old[0], &old[1]]);
    }

    #[test]
    fn no_name_takes_the_place_of_a_fingerprint() {
        let jacky = contact("Jacky", 1);
        let mut book = Book::default();
        book.add(contact(&jacky.key.fingerprint(), 2)).unwrap();
        book.add(jacky.clone()).unwrap();
        assert_eq!(book.find(&name(&jacky.key.fingerprint())), Ok(&jacky));
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
            more.key = numbered(n);
            book.add(more).unwrap();
        }
        let mut more = contact("One more", 9);
        more.key = numbered(CONTACTS);
        assert_eq!(book.add(more), Err(BookError::Full));
    }

    fn numbered(n: usize) -> IdentityKey {
        let mut key = [9; 32];
        key[..8].copy_from_slice(&n.to_le_bytes());
        IdentityKey::new(key)
    }

    /// The contacts' file with it could not be read any more.
    #[test]
    fn no_key_is_there_twice() {
        let mut book = Book::default();
        book.add(contact("Jacky", 1)).unwrap();
        assert_eq!(book.add(contact("Tom", 1)), Err(BookError::Taken(name("Jacky"))));
    }
}

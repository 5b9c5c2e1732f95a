//! Why something could not be done, where the reason comes from a part that has no sentences of its own.

use crate::words::say::{Say, say};
use protocol::code::WeakSecret;
use protocol::limits::{CHOSEN_WORDS_MIN, CONTACTS, NAME_BYTES, SECRET_WORDS_MAX};
use protocol::name::NameError;
use session::contacts::BookError;

use super::names::quoted;

/// The words that the User chose are no secret.
pub fn weak(weak: WeakSecret) -> String {
    match weak {
        WeakSecret::UnknownWord(n) => say!(WeakUnknownWord, N = n),
        WeakSecret::TooFew(n) => {
            say!(WeakTooFew, Least = &CHOSEN_WORDS_MIN.to_string(), N = n)
        }
        WeakSecret::TooMany => say!(WeakTooMany, Most = &SECRET_WORDS_MAX.to_string()),
        WeakSecret::Repeated => Say::WeakRepeated.to_owned(),
        WeakSecret::Example => Say::WeakExample.to_owned(),
        WeakSecret::Neighbours => Say::WeakNeighbours.to_owned(),
        WeakSecret::Alike => Say::WeakAlike.to_owned(),
    }
}

/// A text is no name.
pub fn name(error: NameError) -> String {
    match error {
        NameError::Empty => Say::NameEmpty.to_owned(),
        NameError::TooLong => say!(NameTooLong, N = NAME_BYTES),
        NameError::Unprintable => Say::NameUnprintable.to_owned(),
    }
}

/// The contacts stay as they are.
pub fn book(error: &BookError) -> String {
    match error {
        BookError::Unknown(name) => say!(BookUnknown, Name = &quoted(name)),
        BookError::Taken(name) => say!(BookTaken, Name = &quoted(name)),
        BookError::Full => say!(BookFull, N = CONTACTS),
    }
}

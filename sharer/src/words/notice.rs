//! What the User reads about what has no form of its own: notes, and what was not understood.

use super::{bandwidth, contacts, parts, policy};
use crate::person::input::InputError;
use crate::person::notice::{Note, UserError};

/// A note.
pub fn note(note: &Note) -> String {
    match note {
        Note::HelpersLeftOut { count } => contacts::left_out(*count),
        Note::ViewOnlyHere => super::VIEW_ONLY_HERE.to_owned(),
        Note::MailedIsVoid => super::MAILED_IS_VOID.to_owned(),
        Note::NotNoted(why) => contacts::not_noted(why),
        Note::LogNotKept(why) => super::log_not_kept(why),
        Note::Policy(note) => policy::note(*note),
        Note::Appearance(event) => bandwidth::appearance(event),
    }
}

/// What did not work.
pub fn error(error: &UserError) -> String {
    match error {
        UserError::Input(error) => input(error),
        UserError::Forbidden(forbidden) => policy::forbidden(forbidden),
        UserError::Part(part) => parts::failed(*part).to_owned(),
        UserError::Text(text) => text.clone(),
    }
}

/// Why a line is not a command.
pub fn input(error: &InputError) -> String {
    match error {
        InputError::TooLong(bytes) => format!("expected a line of at most {bytes} bytes"),
        InputError::NotUtf8 => "expected UTF-8 text".to_owned(),
        InputError::TypedTooEarly => super::TYPED_TOO_EARLY.to_owned(),
        InputError::TooSoon => super::TOO_SOON.to_owned(),
        InputError::NoAnswer(question) => super::neither(*question).to_owned(),
        InputError::Contradiction => super::CONTRADICTION.to_owned(),
        InputError::UnknownCommand => super::HELP.to_owned(),
        InputError::NotJson(why) => format!("expected a command in JSON: {why}"),
        InputError::NotConnected => super::NOT_CONNECTED.to_owned(),
        InputError::ChatTooLong => super::chat_too_long(),
        InputError::BandwidthUsage => bandwidth::usage(),
        InputError::BandwidthCap => bandwidth::cap(),
    }
}

//! What the User reads about what has no form of its own: notes, and what was not understood.

use super::input::InputError;
use super::notice::{Note, UserError};
use crate::words::{self, bandwidth, contacts, parts, policy};

/// A note.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::HelpersLeftOut { count } => contacts::left_out(*count),
        Note::ViewOnlyHere => words::VIEW_ONLY_HERE.to_owned(),
        Note::MailedIsVoid => words::MAILED_IS_VOID.to_owned(),
        Note::NotNoted(why) => contacts::not_noted(why),
        Note::LogNotKept(why) => words::log_not_kept(why),
        Note::Policy(note) => policy::note(*note),
        Note::Appearance(event) => bandwidth::appearance(event),
    }
}

/// What did not work.
pub(super) fn error(error: &UserError) -> String {
    match error {
        UserError::Input(error) => input(error),
        UserError::Forbidden(forbidden) => policy::forbidden(forbidden),
        UserError::Part(part) => parts::failed(*part).to_owned(),
        UserError::Text(text) => text.clone(),
    }
}

/// Why a line is not a command.
pub(super) fn input(error: &InputError) -> String {
    match error {
        InputError::TooLong(bytes) => format!("expected a line of at most {bytes} bytes"),
        InputError::NotUtf8 => "expected UTF-8 text".to_owned(),
        InputError::TypedTooEarly => words::TYPED_TOO_EARLY.to_owned(),
        InputError::TooSoon => words::TOO_SOON.to_owned(),
        InputError::NoAnswer(question) => words::neither(*question).to_owned(),
        InputError::Contradiction => words::CONTRADICTION.to_owned(),
        InputError::UnknownCommand => words::HELP.to_owned(),
        InputError::NotJson(why) => format!("expected a command in JSON: {why}"),
        InputError::NotConnected => words::NOT_CONNECTED.to_owned(),
        InputError::ChatTooLong => words::chat_too_long(),
        InputError::BandwidthUsage => bandwidth::usage(),
        InputError::BandwidthCap => bandwidth::cap(),
    }
}

//! What is wrong with the arguments, in the language of the program. clap says with which of them, and what fits.

use std::error::Error as _;
use std::net::AddrParseError;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use protocol::name::NameError;

use crate::invite::EmailAddressError;
use crate::link::proxy::ProxyError;
use crate::link::reach::UdpPortsError;
use crate::link::signal::ServerUrlError;
use crate::person::printable;
use crate::store::value::{BadValue, Expected, Kind};
use crate::words::faults;
use crate::words::say::{Say, joined, say};

/// What clap says of a text that is neither yes nor no.
const NO_FLAG: &str = "value was not a boolean";

/// Whether the arguments are wrong. clap also reports by an error that help was asked for.
pub fn is_wrong(error: &clap::Error) -> bool {
    !matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::DisplayVersion
            | ErrorKind::Io
            | ErrorKind::Format
    )
}

/// What is wrong, how the command is used, and where more stands.
pub fn with_usage(error: &clap::Error) -> String {
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let parts = [sentence(error), usage, say!(UsageMore, Option = "--help")];
    let parts: Vec<_> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// What is wrong.
pub fn sentence(error: &clap::Error) -> String {
    let argument = said(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error, &argument),
        ErrorKind::UnknownArgument => with_suggestion(
            say!(UsageUnknown, Argument = &argument),
            error,
            ContextKind::SuggestedArg,
        ),
        ErrorKind::InvalidSubcommand => {
            let command = said(error, ContextKind::InvalidSubcommand);
            let text = say!(UsageCommand, Command = &command);
            with_suggestion(text, error, ContextKind::SuggestedSubcommand)
        }
        ErrorKind::NoEquals => say!(UsageNoEquals, Argument = &argument),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            say!(UsageValues, Argument = &argument)
        }
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::MissingRequiredArgument => say!(UsageMissing, Arguments = &argument),
        ErrorKind::MissingSubcommand => {
            let commands = said(error, ContextKind::ValidSubcommand);
            say!(UsageNoCommand, Commands = &commands)
        }
        ErrorKind::InvalidUtf8 => Say::InputNotUtf8.to_owned(),
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => error.to_string(),
    }
}

/// What is wrong with a value, if it is a value that is wrong.
pub(crate) fn bad_value(error: &clap::Error) -> Option<BadValue> {
    if error.kind() == ErrorKind::ValueValidation {
        return of_source(error);
    }
    let Some(ContextValue::Strings(known)) = error.get(ContextKind::ValidValue) else {
        return None;
    };
    let is_value = error.kind() == ErrorKind::InvalidValue;
    is_value.then(|| BadValue::text(Expected::OneOf(known.clone()), &raw(error)))
}

/// The errors of our own parsers, and of those of the standard library that options have.
fn of_source(error: &clap::Error) -> Option<BadValue> {
    let source = error.source()?;
    if let Some(bad) = source.downcast_ref::<BadValue>() {
        return Some(bad.clone());
    }
    if let Some(name) = source.downcast_ref::<NameError>() {
        return Some(BadValue::Name(*name));
    }
    if source.is::<ProxyError>() {
        // It may hold a password.
        return Some(BadValue::expected(Expected::Proxy));
    }
    let expected = if source.is::<ServerUrlError>() {
        Expected::Server
    } else if source.is::<UdpPortsError>() {
        Expected::Ports
    } else if source.is::<EmailAddressError>() {
        Expected::Email
    } else if source.is::<AddrParseError>() {
        Expected::Address
    } else if source.is::<ParseIntError>() {
        Expected::Kind(Kind::Number)
    } else if source.to_string() == NO_FLAG {
        Expected::OneOf(["yes", "no"].map(str::to_owned).to_vec())
    } else {
        return None;
    };
    Some(BadValue::text(expected, &raw(error)))
}

fn value(error: &clap::Error, argument: &str) -> String {
    if raw(error).is_empty() {
        return say!(UsageNoValue, Argument = argument);
    }
    match bad_value(error) {
        Some(bad) => faults::of_key(argument, &bad),
        None => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            say!(WrongValue, Key = argument, Why = &printable(&why))
        }
    }
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    let other = said(error, ContextKind::PriorArg);
    if other == argument || other.is_empty() {
        return say!(UsageTwice, Argument = argument);
    }
    // A subcommand that stands beside an option.
    let command = said(error, ContextKind::InvalidSubcommand);
    let one = if argument.is_empty() { &command } else { argument };
    say!(UsageConflict, One = one, Other = &other)
}

fn with_suggestion(text: String, error: &clap::Error, kind: ContextKind) -> String {
    match said(error, kind).as_str() {
        "" => text,
        suggestion => joined(&text, &say!(UsageSuggestion, Suggestion = suggestion)),
    }
}

/// The value as it was written.
fn raw(error: &clap::Error) -> String {
    error.get(ContextKind::InvalidValue).map(ToString::to_string).unwrap_or_default()
}

/// What clap says about the error, as it can be shown on a terminal.
fn said(error: &clap::Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    printable(&text)
}

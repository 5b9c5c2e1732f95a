//! What is wrong in a file or with a value that somebody has written. A reason of the system, or of the library that
//! reads TOML, is quoted as it is.

use std::io;
use std::path::Path;

use crate::words::say::{Say, say};

use super::errors::{book, name};
use crate::platform::{SYSTEM, System};
use crate::policy::error::PolicyError;
use crate::store::contacts::StoreError;
use crate::store::log_folder::LogError;
use crate::store::private::PrivateError;
use crate::store::secret_file::SecretFileError;
use crate::store::settings_file::SettingsError;
use crate::store::table::{Mistake, Wrong, in_backticks};
use crate::store::value::{
    ADDRESS, BadValue, EMAIL, Expected, Got, Kind, MAIL_HOST, MOMENT, PORTS, PROXY, SERVER, quoted,
    time,
};
use protocol::limits::SETTINGS_BYTES;

/// The settings cannot be used.
pub fn settings(error: &SettingsError) -> String {
    match error {
        SettingsError::Unreadable { path, error } => {
            say!(SettingsUnreadable, Path = &shown(path), Why = &error.to_string())
        }
        SettingsError::TooLong(path) => {
            say!(SettingsUnreadable, Path = &shown(path), Why = &at_most(SETTINGS_BYTES))
        }
        SettingsError::Unwritable { path, error } => {
            say!(SettingsUnwritable, Path = &shown(path), Why = &error.to_string())
        }
        SettingsError::NoFolder => Say::SettingsNoFolder.to_owned(),
        SettingsError::Locked(error) => private(error),
        SettingsError::Wrong { path, mistake } => {
            let (line, what) = (mistake.line.to_string(), wrong(mistake));
            say!(SettingsWrong, Path = &shown(path), Line = &line, What = &what)
        }
    }
}

/// It is unknown what the owner allows.
pub fn policy(error: &PolicyError) -> String {
    match error {
        PolicyError::Unreadable { path, error } => {
            say!(PolicyUnreadable, Path = &shown(path), Why = &error.to_string())
        }
        PolicyError::TooLong { path } => {
            say!(PolicyUnreadable, Path = &shown(path), Why = &at_most(SETTINGS_BYTES))
        }
        PolicyError::Owner { path } => {
            say!(
                PolicyOwner,
                Path = &shown(path),
                Owner = crate::platform::files::OWNER_OF_COMPUTER
            )
        }
        PolicyError::Writable { path } => {
            let how =
                if SYSTEM == System::Windows { Say::ProtectWindows } else { Say::ProtectUnix };
            say!(PolicyWritable, Path = &shown(path), How = how.text())
        }
        PolicyError::Wrong { path, mistake } => {
            let (line, what) = (mistake.line.to_string(), wrong(mistake));
            say!(PolicyWrong, Path = &shown(path), Line = &line, What = &what)
        }
    }
}

/// A private file cannot be used.
pub fn private(error: &PrivateError) -> String {
    match error {
        PrivateError::NoFolder => Say::PrivateNoFolder.to_owned(),
        PrivateError::Exposed(path) => {
            let how = if SYSTEM == System::Windows {
                Say::PrivateHowWindows
            } else {
                Say::PrivateHowUnix
            };
            say!(PrivateExposed, Path = &shown(path), How = how.text())
        }
        PrivateError::Owner(path) => say!(PrivateOwner, Path = &shown(path)),
        PrivateError::Unreadable { path, error } => {
            say!(FileUnreadable, Path = &shown(path), Why = &error.to_string())
        }
        PrivateError::TooLong { path, most } => {
            say!(FileUnreadable, Path = &shown(path), Why = &at_most(*most))
        }
        PrivateError::Unwritable { path, error } => {
            say!(FileUnwritable, Path = &shown(path), Why = &error.to_string())
        }
        PrivateError::Held(path) => {
            say!(FileUnwritable, Path = &shown(path), Why = Say::FileHeld.text())
        }
        PrivateError::Wrong { path, mistake } => {
            let (line, what) = (mistake.line.to_string(), wrong(mistake));
            say!(PrivateWrong, Path = &shown(path), Line = &line, What = &what)
        }
        PrivateError::NoText(path) => {
            say!(PrivateForm, Path = &shown(path), Expected = Say::KindText.text())
        }
        PrivateError::NoKey { path, head } => {
            let expected = say!(ExpectedIdentity, Head = *head);
            say!(PrivateForm, Path = &shown(path), Expected = &expected)
        }
    }
}

/// A file cannot be read, for this reason.
pub fn unreadable(path: &str, why: &str) -> String {
    say!(FileUnreadable, Path = path, Why = why)
}

/// A file cannot be written, for this reason.
pub fn unwritable(path: &Path, why: &io::Error) -> String {
    say!(FileUnwritable, Path = &shown(path), Why = &why.to_string())
}

/// A text is not the address of a server.
pub fn server_address() -> String {
    say!(ValueExpected, Expected = &expected(&Expected::Server))
}

/// The contacts are not read or changed.
pub fn store(error: &StoreError) -> String {
    match error {
        StoreError::Book(error) => book(error),
        StoreError::File(error) => private(error),
    }
}

/// There is no session log. Follows a colon.
pub fn log(error: &LogError) -> String {
    match error {
        LogError::NoHome => Say::LogFolderNoHome.to_owned(),
        LogError::LeadsOut(path) => say!(LogLeadsOut, Path = &shown(path)),
        LogError::NotThere(path) => say!(LogNotThere, Path = &shown(path)),
        LogError::Silent => Say::LogSilent.to_owned(),
        LogError::System(error) => error.to_string(),
    }
}

/// A file with a secret is of no use. Follows a colon.
pub fn secret_file(error: &SecretFileError) -> String {
    match error {
        SecretFileError::System(error) => error.to_string(),
        SecretFileError::Exposed => {
            let how = if SYSTEM == System::Windows { Say::HideWindows } else { Say::HideUnix };
            say!(SecretExposed, How = how.text())
        }
        SecretFileError::TooLong(most) => at_most(*most),
        SecretFileError::Empty => Say::SecretEmpty.to_owned(),
    }
}

/// A file with a password is of no use.
pub fn password_file(path: &Path, error: &SecretFileError) -> String {
    say!(PasswordFileUnusable, Path = &shown(path), Why = &secret_file(error))
}

/// What is wrong in a line of a file.
fn wrong(mistake: &Mistake) -> String {
    match &mistake.wrong {
        Wrong::Syntax(text) => text.clone(),
        Wrong::Value { key, value } => of_key(key, value),
        Wrong::UnknownKey { key, known } => {
            say!(WrongUnknownKey, Key = key, Known = &in_backticks(known))
        }
        Wrong::Missing { table, key } => say!(WrongMissing, Table = *table, Key = *key),
        Wrong::Twice(key) => say!(WrongTwice, Key = *key),
        Wrong::TooMany { table, most } => {
            say!(WrongTooMany, Table = *table, Most = &most.to_string())
        }
        Wrong::Pair(one, other) => say!(WrongPair, One = *one, Other = *other),
        Wrong::Absent(form) => say!(ValueExpected, Expected = &format!("`{form}`")),
        Wrong::Contact(error) => book(error),
        Wrong::TooLong(most) => at_most(*most),
        Wrong::Unclear(key) => say!(WrongUnclear, Key = key),
    }
}

/// The value of a key, or of an option, is not taken.
pub fn of_key(key: &str, value: &BadValue) -> String {
    say!(WrongValue, Key = key, Why = &bad_value(value))
}

/// A value is not taken.
pub fn bad_value(value: &BadValue) -> String {
    match value {
        BadValue::Unexpected { expected: what, got: None } => {
            say!(ValueExpected, Expected = &expected(what))
        }
        BadValue::Unexpected { expected: what, got: Some(got) } => {
            let got = match got {
                Got::Text(text) => format!("{text:?}"),
                Got::Number(number) => number.to_string(),
                Got::Kind(other) => kind(*other).to_owned(),
            };
            say!(ValueGot, Expected = &expected(what), Got = &got)
        }
        BadValue::Name(error) => name(*error),
    }
}

fn kind(kind: Kind) -> Say {
    match kind {
        Kind::Text => Say::KindText,
        Kind::Number => Say::KindNumber,
        Kind::Flag => Say::KindFlag,
        Kind::Table => Say::KindTable,
        Kind::List => Say::KindList,
        Kind::OutOfRange => Say::KindOutOfRange,
        Kind::Fraction => Say::KindFraction,
        Kind::Date => Say::KindDate,
    }
}

/// What would have been right.
fn expected(expected: &Expected) -> String {
    match expected {
        Expected::Kind(one) => kind(*one).to_owned(),
        Expected::Setting => Say::ExpectedSetting.to_owned(),
        Expected::Tables => Say::ExpectedTables.to_owned(),
        Expected::Texts => Say::ExpectedTexts.to_owned(),
        Expected::Name => Say::ExpectedName.to_owned(),
        Expected::PublicKey => Say::ExpectedPublicKey.to_owned(),
        Expected::Moment => say!(ExpectedMoment, Example = MOMENT),
        Expected::Time { least, most, example } => {
            let (least, most) = (time(*least), time(*most));
            say!(ExpectedTime, Least = &least, Most = &most, Example = *example)
        }
        Expected::AbsolutePath => Say::ExpectedPath.to_owned(),
        Expected::Range { least, most } => {
            say!(ExpectedRange, Least = &least.to_string(), Most = &most.to_string())
        }
        Expected::OneOf(words) => say!(ExpectedOneOf, Known = &quoted(words)),
        Expected::Form(form) => (*form).to_owned(),
        Expected::Bytes(most) => say!(ExpectedBytes, Most = &most.to_string()),
        Expected::NamePart(part) => say!(ExpectedNamePart, Part = *part),
        Expected::OnlyBracesOf(part) => say!(ExpectedBraces, Part = *part),
        Expected::NoControl => Say::ExpectedNoControl.to_owned(),
        Expected::Program => Say::ExpectedProgram.to_owned(),
        Expected::PartOfArgument(part) => say!(ExpectedArgument, Part = *part),
        Expected::Device(most) => say!(ExpectedDevice, Most = &most.to_string()),
        Expected::Server => say!(ExpectedServer, Example = SERVER),
        Expected::Proxy => {
            let [plain, named] = PROXY;
            say!(ExpectedProxy, Plain = plain, Named = named)
        }
        Expected::Ports => say!(ExpectedPorts, Example = PORTS),
        Expected::Email => say!(ExpectedEmail, Example = EMAIL),
        Expected::MailHost => say!(ExpectedMailHost, Example = MAIL_HOST),
        Expected::MailTls => Say::ExpectedMailTls.to_owned(),
        Expected::FileEnding(ending) => say!(ExpectedEnding, Ending = &format!(".{ending}")),
        Expected::File => Say::ExpectedFile.to_owned(),
        Expected::Address => say!(ExpectedAddress, Example = ADDRESS),
    }
}

/// Something is too long.
fn at_most(bytes: u64) -> String {
    say!(ValueExpected, Expected = &say!(ExpectedBytes, Most = &bytes.to_string()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests;

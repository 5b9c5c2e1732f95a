//! The section `[email]` of the configuration: the mail server through which invitations are sent.

use std::net::IpAddr;
use std::path::PathBuf;

use super::address::EmailAddress;
use crate::platform::folders;
use crate::store::secret_file::{self, SecretFileError};
use crate::store::settings_file::{SettingsError, text_of};
use crate::store::table::{At, Mistake, Table, Value, Wrong, got};
use crate::store::value::{BadValue, Expected, Got, Kind};
use crate::words::faults as words;

/// Bytes of a password file; more are an error.
const PASSWORD_BYTES: u64 = 1024;

/// A mail server that takes invitations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailSettings {
    /// Its name.
    pub host: String,
    /// Its port; without it the usual one of [`Self::tls`].
    pub port: Option<u16>,
    /// How the connection is protected.
    pub tls: Tls,
    /// The user name for the login; without it there is no login.
    pub user: Option<String>,
    /// The file that holds the password alone.
    pub password_file: Option<PathBuf>,
    /// The sender's address.
    pub from: EmailAddress,
}

/// How the connection to a mail server is protected. None of them falls back to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// TLS from the first byte on (port 465).
    #[default]
    Required,
    /// TLS after `STARTTLS`, without which nothing is sent (port 587).
    AfterStart,
    /// In the clear, to a server on this very computer (port 25).
    None,
}

/// The words of `tls`.
const TLS: [(&str, Tls); 3] =
    [("required", Tls::Required), ("starttls", Tls::AfterStart), ("none", Tls::None)];

impl EmailSettings {
    /// The section of the User's configuration, where there is one.
    pub fn load() -> Result<Option<Self>, SettingsError> {
        let Some(path) = config_file() else { return Ok(None) };
        let Some(text) = text_of(&path)? else { return Ok(None) };
        Self::parse(&text).map_err(|mistake| SettingsError::Wrong { path, mistake })
    }

    fn parse(text: &str) -> Result<Option<Self>, Mistake> {
        let mut file = Table::parse(text)?;
        let section = file.take("email", |value| match value {
            Value::Table(section) => Ok(section),
            Value::Text(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::List(_)
            | Value::Other(_) => Err(got(Expected::Kind(Kind::Table), &value)),
        })?;
        section.map(|At { value, line }| Self::of(value, line)).transpose()
    }

    /// Reads the section, which begins in this line.
    fn of(mut section: Table, line: usize) -> Result<Self, Mistake> {
        let host = section.text("host", Expected::MailHost, host)?;
        let port = section.take("port", port)?;
        let tls = section.word("tls", &TLS)?;
        let user = section.text("user", Expected::Kind(Kind::Text), |text| Ok(text.to_owned()))?;
        let password_file = section.text("password_file", Expected::AbsolutePath, password_file)?;
        let from = section.text("from", Expected::Email, |text| {
            text.parse().map_err(|_| BadValue::text(Expected::Email, text))
        })?;
        section.finish()?;
        let missing = |key| Mistake { line, wrong: Wrong::Missing { table: "email", key } };
        let host = host.ok_or_else(|| missing("host"))?.value;
        let from = from.ok_or_else(|| missing("from"))?.value;
        if let Some(At { value: Tls::None, line }) = tls
            && !is_this_computer(&host)
        {
            let value = Box::new(BadValue::text(Expected::MailTls, "none"));
            let wrong = Wrong::Value { key: "email.tls".to_owned(), value };
            return Err(Mistake { line, wrong });
        }
        if user.is_some() != password_file.is_some() {
            let wrong = Wrong::Pair("email.user", "email.password_file");
            return Err(Mistake { line, wrong });
        }
        Ok(Self {
            host,
            port: port.map(|port| port.value),
            tls: tls.map_or(Tls::Required, |tls| tls.value),
            user: user.map(|user| user.value),
            password_file: password_file.map(|file| file.value),
            from,
        })
    }

    /// Where the server listens.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.tls {
            Tls::Required => 465,
            Tls::AfterStart => 587,
            Tls::None => 25,
        })
    }

    /// Name and password, read at the moment they are needed. The error is one sentence.
    pub fn login(&self) -> Result<Option<(String, String)>, String> {
        let (Some(user), Some(path)) = (&self.user, &self.password_file) else { return Ok(None) };
        let wrong = |error: &SecretFileError| words::password_file(path, error);
        let password = secret_file::read(path, PASSWORD_BYTES).map_err(|error| wrong(&error))?;
        let password = password.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(wrong(&SecretFileError::Empty));
        }
        Ok(Some((user.clone(), password.to_owned())))
    }
}

fn host(text: &str) -> Result<String, BadValue> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
    if text.is_empty() || text.len() > 255 || !text.chars().all(plain) {
        return Err(BadValue::text(Expected::MailHost, text));
    }
    Ok(text.to_owned())
}

fn port(value: Value) -> Result<u16, BadValue> {
    let expected = Expected::Range { least: 0, most: u16::MAX.into() };
    let Value::Number(number) = value else { return Err(got(expected, &value)) };
    let got = Some(Got::Number(number));
    u16::try_from(number).map_err(|_| BadValue::Unexpected { expected, got })
}

fn password_file(text: &str) -> Result<PathBuf, BadValue> {
    let path = PathBuf::from(text);
    if path.is_relative() {
        return Err(BadValue::text(Expected::AbsolutePath, text));
    }
    Ok(path)
}

fn is_this_computer(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// `<config>/alongside/config.toml`, where the system has a place for it.
fn config_file() -> Option<PathBuf> {
    folders::settings().map(|folder| folder.join("alongside").join("config.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(lines: &str) -> Result<Option<EmailSettings>, Mistake> {
        EmailSettings::parse(&format!("[email]\n{lines}"))
    }

    const LEAST: &str = "host = 'mail.example.org'\nfrom = 'help@example.org'\n";

    #[test]
    fn the_safe_way_is_the_one_that_needs_no_word() {
        let settings = section(LEAST).unwrap().unwrap();
        assert_eq!((settings.tls, settings.port()), (Tls::Required, 465));
        assert_eq!(settings.login(), Ok(None));
        let settings = section(&format!("{LEAST}tls = 'starttls'\nport = 25\n")).unwrap().unwrap();
        assert_eq!((settings.tls, settings.port()), (Tls::AfterStart, 25));
    }

    #[test]
    fn a_configuration_without_the_section_is_one_without_a_mail_server() {
        assert_eq!(EmailSettings::parse(""), Ok(None));
        assert_eq!(EmailSettings::parse("server = 'https://x'\n[policy]\na = 1\n"), Ok(None));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (lines, named) in [
            ("host = 'x'", "from"),
            ("from = 'a@b'", "host"),
            (&*format!("{LEAST}tls = 'maybe'"), "line 4"),
            (&format!("{LEAST}password = 'x'"), "password"),
            (&format!("{LEAST}port = 70000"), "line 4"),
            (&format!("{LEAST}tls = 'none'"), "this computer"),
            (&format!("{LEAST}user = 'x'"), "password_file"),
            (&format!("{LEAST}user = 'x'\npassword_file = 'relative'"), "absolute"),
            ("host = 'a b'\nfrom = 'a@b'", "host"),
            ("host = 'x'\nfrom = 'nobody'", "like jacky@example.org"),
        ] {
            let error = section(lines).unwrap_err().to_string();
            assert!(error.contains(named) && !error.contains('\n'), "{lines}: {error}");
        }
        for host in ["localhost", "127.0.0.1", "::1"] {
            let lines = format!("host = '{host}'\nfrom = 'a@b'\ntls = 'none'");
            assert_eq!(section(&lines).unwrap().unwrap().port(), 25);
        }
    }
}

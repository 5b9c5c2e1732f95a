//! The section `[email]` of the configuration: the mail server through which invitations are sent.

use std::fs::File;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::address::EmailAddress;
use crate::platform::folders;
use crate::store::secret_file;

/// Bytes of the configuration that are looked at; more are an error.
const CONFIG_BYTES: u64 = 256 * 1024;

/// Bytes of a password file; more are an error.
const PASSWORD_BYTES: u64 = 1024;

/// A mail server that takes invitations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailSettings {
    /// Its name.
    pub host: String,
    /// Its port; without it the usual one of [`Self::tls`].
    pub port: Option<u16>,
    /// How the connection is protected.
    #[serde(default)]
    pub tls: Tls,
    /// The user name for the login; without it there is no login.
    pub user: Option<String>,
    /// The file that holds the password alone.
    pub password_file: Option<PathBuf>,
    /// The sender's address.
    pub from: EmailAddress,
}

/// How the connection to a mail server is protected. None of them falls back to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// TLS from the first byte on (port 465).
    #[default]
    Required,
    /// TLS after `STARTTLS`, without which nothing is sent (port 587).
    #[serde(rename = "starttls")]
    AfterStart,
    /// In the clear, to a server on this very computer (port 25).
    None,
}

/// Only this section; the others are read elsewhere.
#[derive(Deserialize)]
struct Config {
    email: Option<EmailSettings>,
}

impl EmailSettings {
    /// The section of the User's configuration, where there is one. The error is one sentence.
    pub fn load() -> Result<Option<Self>, String> {
        let Some(path) = config_file() else { return Ok(None) };
        let wrong = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
        let read = File::open(&path)
            .and_then(|mut file| secret_file::read_bounded(&mut file, CONFIG_BYTES));
        let text = match read {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(&error)),
        };
        Self::parse(&text).map_err(|error| wrong(&error))
    }

    fn parse(text: &str) -> Result<Option<Self>, String> {
        let config: Config = toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| text.get(..span.start))
                .map(|before| format!("line {}: ", before.matches('\n').count() + 1));
            format!("{}{}", line.unwrap_or_default(), error.message().trim().replace('\n', "; "))
        })?;
        config.email.map(Self::checked).transpose()
    }

    fn checked(self) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:".contains(c);
        if self.host.is_empty() || self.host.len() > 255 || !self.host.chars().all(plain) {
            return Err("[email] host: expected a name like mail.example.org".into());
        }
        if self.tls == Tls::None && !is_this_computer(&self.host) {
            return Err("[email] tls: \"none\" is only for a mail server on this computer; use \
                        \"required\" or \"starttls\""
                .into());
        }
        if self.user.is_some() != self.password_file.is_some() {
            return Err("[email] expected both user and password_file, or neither".into());
        }
        if self.password_file.as_deref().is_some_and(Path::is_relative) {
            return Err("[email] password_file: expected a path from the root on".into());
        }
        Ok(self)
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
        let wrong = |what: &dyn std::fmt::Display| {
            format!("the password file {} cannot be used: {what}", path.display())
        };
        let password = secret_file::read(path, PASSWORD_BYTES).map_err(|error| wrong(&error))?;
        let password = password.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(wrong(&"it is empty"));
        }
        Ok(Some((user.clone(), password.to_owned())))
    }
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

    fn section(lines: &str) -> Result<Option<EmailSettings>, String> {
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
            (&format!("{LEAST}user = 'x'\npassword_file = 'relative'"), "root"),
            ("host = 'a b'\nfrom = 'a@b'", "host"),
            ("host = 'x'\nfrom = 'nobody'", "like jacky@example.org"),
        ] {
            let error = section(lines).unwrap_err();
            assert!(error.contains(named) && !error.contains('\n'), "{lines}: {error}");
        }
        for host in ["localhost", "127.0.0.1", "::1"] {
            let lines = format!("host = '{host}'\nfrom = 'a@b'\ntls = 'none'");
            assert_eq!(section(&lines).unwrap().unwrap().port(), 25);
        }
    }
}

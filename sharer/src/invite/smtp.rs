//! Sending through the mail server of the configuration.

use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as Protection, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::mail_error::MailError;
use super::message::Message;
use super::settings::{EmailSettings, Tls};

/// How long a mail server may take for one answer.
const ANSWER: Duration = Duration::from_secs(20);

/// How long sending may take in all.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends a message.
pub(super) async fn send(settings: &EmailSettings, message: &Message) -> Result<(), MailError> {
    let mail = message.from(&settings.from);
    let mail = mail.map_err(|error| MailError::Unwritten(error.to_string()))?;
    let host = &settings.host;
    let protection = match settings.tls {
        Tls::Required => Protection::Wrapper(parameters(host)?),
        Tls::AfterStart => Protection::Required(parameters(host)?),
        Tls::None => Protection::None,
    };
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(settings.port())
        .tls(protection)
        .timeout(Some(ANSWER));
    if let Some((user, password)) = settings.login().map_err(MailError::Password)? {
        transport = transport.credentials(Credentials::new(user, password));
    }
    match tokio::time::timeout(PATIENCE, transport.build().send(mail)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(explain(host, &error)),
        Err(_) => Err(MailError::Slow(host.clone())),
    }
}

fn parameters(host: &str) -> Result<TlsParameters, MailError> {
    TlsParameters::new(host.to_owned())
        .map_err(|error| MailError::Insecure(host.to_owned(), one_line(&error.to_string())))
}

/// What went wrong, and so what is to be checked.
fn explain(host: &str, error: &lettre::transport::smtp::Error) -> MailError {
    let (host, reply) = (host.to_owned(), one_line(&error.to_string()));
    match error.status().map(u16::from) {
        Some(530 | 534 | 535 | 538) => MailError::Login(host),
        Some(_) => MailError::Refused(host, reply),
        None if error.is_timeout() => MailError::Silent(host),
        None if error.is_tls() => MailError::Insecure(host, reply),
        None => MailError::Unusable(host, reply),
    }
}

/// The server's own text, on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

//! Sending through the mail server of the configuration.

use std::time::Duration;

use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls as Protection, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::message::Message;
use super::settings::{EmailSettings, Tls};

/// How long a mail server may take for one answer.
const ANSWER: Duration = Duration::from_secs(20);

/// How long sending may take in all.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends a message. The error is one sentence.
pub(super) async fn send(settings: &EmailSettings, message: &Message) -> Result<(), String> {
    let fault = |error: &dyn std::fmt::Display| format!("the message cannot be written: {error}");
    let mail = message.from(&settings.from).map_err(|error| fault(&error))?;
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
    if let Some((user, password)) = settings.login()? {
        transport = transport.credentials(Credentials::new(user, password));
    }
    match tokio::time::timeout(PATIENCE, transport.build().send(mail)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(explain(host, &error)),
        Err(_) => Err(format!("the mail server {host} did not take the message in time")),
    }
}

fn parameters(host: &str) -> Result<TlsParameters, String> {
    TlsParameters::new(host.to_owned())
        .map_err(|error| format!("no secure connection to {host} can be made: {error}"))
}

/// What went wrong and what to check, for the User.
fn explain(host: &str, error: &lettre::transport::smtp::Error) -> String {
    let reply = one_line(&error.to_string());
    match error.status().map(u16::from) {
        Some(530 | 534 | 535 | 538) => {
            format!(
                "the mail server {host} refused the login; check user and password_file in [email]"
            )
        }
        Some(_) => format!("the mail server {host} refused the message: {reply}"),
        None if error.is_timeout() => format!("the mail server {host} did not answer in time"),
        None if error.is_tls() => {
            format!(
                "no secure connection to the mail server {host}: {reply}; check tls and port in [email]"
            )
        }
        None => format!(
            "the mail server {host} cannot be used: {reply}; check host, port and tls in [email]"
        ),
    }
}

/// The server's own text, on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

//! A TURN server of somebody else (`--external-turn`), such as coturn: credentials that it accepts for a
//! time, made with a secret that both know (the "TURN REST API", draft-uberti-behave-turn-rest).

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use hmac::{Hmac, Mac as _};
use protocol::limits::{ICE_SERVER_TEXT_BYTES, ICE_SERVER_URLS};
use sha1::Sha1;

/// Lifetime of a credential for the TURN server of `--external-turn`: as long as a session of a day's
/// work. That server cannot be told when a session ends.
const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// Size of the file of `--external-turn-secret-file`. A larger file is an error: it is a different kind
/// of file.
const SECRET_BYTES: u64 = 1024;

/// Servers, and the secret for their credentials.
#[derive(Clone)]
pub struct ExternalTurn {
    urls: Vec<String>,
    secret: Vec<u8>,
}

/// Shows no secret.
impl fmt::Debug for ExternalTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternalTurn({:?}, …)", self.urls)
    }
}

/// Why an external server cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ExternalTurnError {
    /// Not a URL of RFC 7064 or RFC 7065.
    #[error(
        "expected a URL such as turn:turn.example.org:3478?transport=udp, turns:… or stun:…, got \
         \"{0}\""
    )]
    Url(String),
    /// The ends take no more.
    #[error("expected at most {ICE_SERVER_URLS} URLs, got {0}")]
    TooMany(usize),
    /// The file cannot be read.
    #[error("cannot read the secret from {}: {reason}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        reason: std::io::Error,
    },
    /// The file has no secret, or far too much.
    #[error(
        "expected one line with a secret in {}, as static-auth-secret of coturn", path.display()
    )]
    NoSecret {
        /// Which file.
        path: PathBuf,
    },
}

impl ExternalTurn {
    /// Checks the URLs and reads the secret.
    ///
    /// # Errors
    /// When a URL is none, or the file does not hold one line.
    pub fn load(urls: Vec<String>, secret_file: &Path) -> Result<Self, ExternalTurnError> {
        if let Some(wrong) = urls.iter().find(|url| !is_url(url)) {
            return Err(ExternalTurnError::Url(wrong.clone()));
        }
        if urls.len() > ICE_SERVER_URLS {
            return Err(ExternalTurnError::TooMany(urls.len()));
        }
        let path = secret_file.to_owned();
        let unreadable = |reason| ExternalTurnError::Unreadable { path: path.clone(), reason };
        let size = std::fs::metadata(secret_file).map_err(unreadable)?.len();
        if size > SECRET_BYTES {
            return Err(ExternalTurnError::NoSecret { path });
        }
        let unreadable = |reason| ExternalTurnError::Unreadable { path: path.clone(), reason };
        let text = std::fs::read_to_string(secret_file).map_err(unreadable)?;
        let secret = text.trim();
        if secret.is_empty() || secret.contains('\n') {
            return Err(ExternalTurnError::NoSecret { path });
        }
        Ok(Self { urls, secret: secret.as_bytes().to_vec() })
    }

    pub(super) fn urls(&self) -> &[String] {
        &self.urls
    }

    /// A username with its end in Unix seconds, and its password.
    pub(super) fn credential(&self, random: &str, unix_s: u64) -> (String, String) {
        let username = format!("{}:{random}", unix_s + LIFETIME.as_secs());
        let mut mac =
            Hmac::<Sha1>::new_from_slice(&self.secret).expect("HMAC takes keys of any length");
        mac.update(username.as_bytes());
        let engine = base64::engine::general_purpose::STANDARD;
        (username, engine.encode(mac.finalize().into_bytes()))
    }
}

/// Whether it is a URL of a STUN or TURN server.
fn is_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    let (host, query) = match rest.split_once('?') {
        Some((host, query)) => (host, Some(query)),
        None => (rest, None),
    };
    let query_fits = match (scheme, query) {
        ("stun" | "stuns" | "turn" | "turns", None) => true,
        ("turn" | "turns", Some(query)) => ["transport=udp", "transport=tcp"].contains(&query),
        (_, _) => false,
    };
    query_fits
        && url.len() <= ICE_SERVER_TEXT_BYTES
        && crate::origin::Authority::parse(host).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_of_turn_and_stun_are_taken() {
        for url in [
            "turn:turn.example.org",
            "turn:192.0.2.1:3478?transport=udp",
            "turns:turn.example.org:443?transport=tcp",
            "stun:[2001:db8::1]:3478",
        ] {
            assert!(is_url(url), "{url}");
        }
        for url in [
            "",
            "turn.example.org",
            "https://turn.example.org",
            "turn://turn.example.org",
            "turn:a b",
            "turn:a?transport=sctp",
            "stun:a?transport=udp",
        ] {
            assert!(!is_url(url), "{url}");
        }
    }

    #[test]
    fn a_credential_is_what_coturn_expects() {
        let external = ExternalTurn { urls: Vec::new(), secret: b"north".to_vec() };
        let (username, password) = external.credential("alongside", 1_000_000);
        assert_eq!(username, "1043200:alongside");
        // printf 1043200:alongside | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(password, "Bhjy/8Uw5yECrfL0sI+GO11Fp+c=");
        assert!(!format!("{external:?}").contains("north"));
    }
}

//! The saved invitation: a `*.alongside-invite` file, for e-mail, USB sticks and file shares.
//!
//! It contains the server and slot of an invitation, its expiry, and the User's name. It has no member
//! for the secret, which people pass on separately. Opening a file causes no request and no navigation.
//!
//! A file is one JSON object. The version is read first, so that a newer file is recognised as newer. A
//! file of the own version must have exactly the known members.

use alloc::format;
use alloc::string::String;
use alloc::string::ToString;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::code::Slot;
use crate::hex::Hex;
use crate::limits::{INVITE_FILE_BYTES, SERVER_URL_BYTES};
use crate::name::DisplayName;
use crate::trust::IdentityKey;
use crate::utc::Utc;

/// The file name extension.
pub const EXTENSION: &str = "alongside-invite";

/// The media type, for e-mail.
pub const MEDIA_TYPE: &str = "application/x-alongside-invite";

/// The version of the format that this build writes and reads.
pub const FILE_VERSION: u32 = 1;

/// The content of a saved invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InviteFile {
    /// The address of the page for the Helper.
    pub server: ServerAddress,
    /// The slot of the invitation at that server.
    pub slot: Slot,
    /// When it expires. The server can have ended it earlier.
    pub expires: Utc,
    /// The name that the User has chosen. It is not authenticated.
    pub user: DisplayName,
    /// The fingerprint of the User's key, if there is one. The file does not prove it; it is only compared
    /// later.
    pub key: Option<Fingerprint>,
}

/// The form on disk. The members are in a useful order for people who read it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    alongside_invite: u32,
    server: ServerAddress,
    slot: Slot,
    expires: Utc,
    user: DisplayName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Fingerprint>,
}

/// The member that identifies an invitation file and its version.
#[derive(Deserialize)]
struct VersionMember {
    alongside_invite: u32,
}

/// Why a file is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InviteFileError {
    /// The file is larger than any invitation.
    #[error("the file is larger than {INVITE_FILE_BYTES} bytes, which no invitation is")]
    TooLarge,
    /// The file is not an invitation, or is damaged.
    #[error("the file is not an Alongside invitation")]
    Malformed,
    /// The version is not supported by this build.
    #[error("the invitation is of version {0}, and this Alongside reads version {FILE_VERSION}")]
    Version(u32),
}

impl InviteFile {
    /// Decodes a file.
    pub fn decode(bytes: &[u8]) -> Result<Self, InviteFileError> {
        if bytes.len() > INVITE_FILE_BYTES {
            return Err(InviteFileError::TooLarge);
        }
        let member: VersionMember =
            serde_json::from_slice(bytes).map_err(|_| InviteFileError::Malformed)?;
        if member.alongside_invite != FILE_VERSION {
            return Err(InviteFileError::Version(member.alongside_invite));
        }
        let form: Form = serde_json::from_slice(bytes).map_err(|_| InviteFileError::Malformed)?;
        let Form { alongside_invite: _, server, slot, expires, user, key } = form;
        Ok(Self { server, slot, expires, user, key })
    }

    /// Encodes the file, with one member per line, so that people can read it.
    pub fn encode(&self) -> String {
        let form = Form {
            alongside_invite: FILE_VERSION,
            server: self.server.clone(),
            slot: self.slot,
            expires: self.expires,
            user: self.user.clone(),
            key: self.key,
        };
        let mut text = serde_json::to_string_pretty(&form)
            .expect("an invitation has only strings and numbers");
        text.push('\n');
        text
    }

    /// The link to the page with the invitation. It contains the slot, but not the secret.
    pub fn link(&self) -> String {
        format!("{}/#{}", self.server, self.slot)
    }
}

/// The address of a server's page in normalised form: `https://help.example.org`, with a port if it is
/// not the default, and with a path if the page has one. It is ASCII, without user information, query,
/// fragment, or anything else that could make it look like a different address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerAddress(String);

/// The text is not the address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the server's address in the form https://help.example.org")]
pub struct ServerAddressError;

impl ServerAddress {
    /// The address, without a trailing slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ServerAddress {
    type Err = ServerAddressError;

    fn from_str(text: &str) -> Result<Self, ServerAddressError> {
        if text.len() > SERVER_URL_BYTES || !text.is_ascii() {
            return Err(ServerAddressError);
        }
        let (scheme, rest) = text.split_once("://").ok_or(ServerAddressError)?;
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return Err(ServerAddressError),
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = host_and_port(authority).ok_or(ServerAddressError)?;
        let path = path.trim_end_matches('/');
        if !path.is_empty() && !path.split('/').all(is_segment) {
            return Err(ServerAddressError);
        }
        let mut address = format!("{scheme}://{}", host.to_ascii_lowercase());
        if let Some(port) = port.filter(|port| *port != default_port) {
            address.push_str(&format!(":{port}"));
        }
        if !path.is_empty() {
            address.push('/');
            address.push_str(path);
        }
        Ok(Self(address))
    }
}

fn host_and_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (inside, after) = rest.split_once(']')?;
        inside.parse::<core::net::Ipv6Addr>().ok()?;
        let port = if after.is_empty() { None } else { Some(after.strip_prefix(':')?) };
        (authority.strip_suffix(after)?, port)
    } else {
        let (host, port) =
            authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
        let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'.' || c == b'_';
        if host.is_empty() || !host.bytes().all(plain) {
            return None;
        }
        (host, port)
    };
    let Some(port) = port else { return Some((host, None)) };
    let digits = !port.is_empty() && port.bytes().all(|c| c.is_ascii_digit());
    let port = digits.then(|| port.parse::<u16>().ok().filter(|port| *port != 0))??;
    Some((host, Some(port)))
}

/// Whether it is a path segment of unreserved characters only (RFC 3986 §2.3), and not a dot segment.
fn is_segment(segment: &str) -> bool {
    let plain = |c: u8| c.is_ascii_alphanumeric() || b"-._~".contains(&c);
    segment.bytes().all(plain) && !["", ".", ".."].contains(&segment)
}

impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ServerAddress {
    type Error = ServerAddressError;

    fn try_from(text: String) -> Result<Self, ServerAddressError> {
        text.parse()
    }
}

impl From<ServerAddress> for String {
    fn from(address: ServerAddress) -> String {
        address.0
    }
}

/// The SHA-256 of a public key. Its text is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(pub [u8; 32]);

/// The text is not a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 64 lower-case hexadecimal digits")]
pub struct FingerprintError;

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, FingerprintError> {
        text.parse().map(|Hex(bytes)| Self(bytes)).map_err(|_| FingerprintError)
    }
}

impl From<&IdentityKey> for Fingerprint {
    fn from(key: &IdentityKey) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> String {
        Hex(fingerprint.0).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    /// A file of version 1. It must stay readable, and the writer must produce the same bytes.
    const GOLDEN: &str = include_str!("../golden/v1.alongside-invite");

    fn golden() -> InviteFile {
        InviteFile {
            server: "https://help.example.org:8443".parse().unwrap(),
            slot: Slot::try_from(7).unwrap(),
            expires: "2026-11-22T19:30:00Z".parse().unwrap(),
            user: "Ursula Žižek".parse().unwrap(),
            key: None,
        }
    }

    #[test]
    fn a_file_of_version_1_is_read_and_written_unchanged() {
        assert_eq!(InviteFile::decode(GOLDEN.as_bytes()), Ok(golden()));
        assert_eq!(golden().encode(), GOLDEN);
        assert_eq!(golden().link(), "https://help.example.org:8443/#7");
    }

    #[test]
    fn an_unknown_or_invalid_member_is_refused() {
        let with = |from: &str, to: &str| {
            assert!(GOLDEN.contains(from), "{from}");
            InviteFile::decode(GOLDEN.replacen(from, to, 1).as_bytes())
        };
        for (from, to) in [
            ("\"slot\": 7", "\"slot\": 0"),
            ("\"slot\": 7", "\"slot\": 7.5"),
            ("\"slot\": 7", "\"slot\": \"7\""),
            ("\"slot\": 7,", "\"slot\": 7, \"secret\": \"lamp-orbit-tulip\","),
            ("\"slot\": 7,", "\"slot\": 7, \"slot\": 8,"),
            ("\"slot\": 7,", ""),
            ("https://", "javascript://"),
            ("https://", "file://"),
            ("19:30:00Z", "19:30:00+01:00"),
            ("Ursula", "Ursula\u{202e}"),
            ("}\n", "} trailing"),
            ("\"alongside_invite\": 1,", ""),
        ] {
            assert_eq!(with(from, to), Err(InviteFileError::Malformed), "{from} → {to}");
        }
        for other in ["", "null", "[]", "PK\u{3}\u{4}", "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]>"] {
            let read = InviteFile::decode(other.as_bytes());
            assert_eq!(read, Err(InviteFileError::Malformed), "{other}");
        }
        assert_eq!(
            InviteFile::decode(b"{\"alongside_invite\": 1, \xff}"),
            Err(InviteFileError::Malformed)
        );
    }

    #[test]
    fn a_newer_file_is_known_as_newer() {
        let newer = r#"{ "alongside_invite": 2, "servers": ["https://a.example"] }"#;
        assert_eq!(InviteFile::decode(newer.as_bytes()), Err(InviteFileError::Version(2)));
    }

    #[test]
    fn a_file_has_a_largest_size_and_every_invitation_stays_below_it() {
        let largest = InviteFile {
            server: format!("https://{}", "h".repeat(SERVER_URL_BYTES - 8)).parse().unwrap(),
            slot: Slot::try_from(crate::limits::SLOT_MAX).unwrap(),
            expires: Utc::from_unix(u64::MAX),
            // JSON escapes this character, so the name takes the most bytes.
            user: "\"".repeat(crate::limits::NAME_BYTES).parse().unwrap(),
            key: Some(Fingerprint([0xab; 32])),
        };
        let mut text = largest.encode();
        assert_eq!(InviteFile::decode(text.as_bytes()), Ok(largest));
        text.push_str(&" ".repeat(INVITE_FILE_BYTES - text.len()));
        assert!(InviteFile::decode(text.as_bytes()).is_ok());
        text.push(' ');
        assert_eq!(InviteFile::decode(text.as_bytes()), Err(InviteFileError::TooLarge));
    }

    #[test]
    fn a_server_has_one_address() {
        for (text, address) in [
            ("https://help.example.org", "https://help.example.org"),
            ("HTTPS://Help.Example.ORG:443/", "https://help.example.org"),
            ("http://127.0.0.1:7575", "http://127.0.0.1:7575"),
            ("http://[::1]:80/", "http://[::1]"),
            ("https://example.org/help/", "https://example.org/help"),
        ] {
            assert_eq!(text.parse::<ServerAddress>().unwrap().as_str(), address, "{text}");
        }
    }

    #[test]
    fn an_address_that_could_deceive_is_refused() {
        for text in [
            "",
            "help.example.org",
            "//help.example.org",
            "javascript:alert(1)//",
            "ftp://help.example.org",
            "https://",
            "https:///path",
            "https://bank.example@evil.example",
            "https://evil.example\\bank.example",
            "https://help.example.org/#7",
            "https://help.example.org/?a",
            "https://help.example.org/../x",
            "https://help.example.org/%2e%2e",
            "https://help.example.org//x",
            "https://help.example.org:0",
            "https://help.example.org:+443",
            "https://help.example.org:70000",
            "https://help.example.org:",
            "https://[::1",
            "https://[fe80::1%25eth0]",
            "https://[::1]x",
            "https://hélp.example.org",
            "https://help .example.org",
            " https://help.example.org",
            "https://help.example.org\n",
        ] {
            assert_eq!(text.parse::<ServerAddress>(), Err(ServerAddressError), "{text:?}");
        }
    }

    fn any_file() -> impl Strategy<Value = InviteFile> {
        let server = "https?://[a-zA-Z0-9.-]{1,40}(:[1-9][0-9]{0,3})?(/[a-z0-9~_-]{1,9}){0,3}/?";
        let key = proptest::option::of(any::<[u8; 32]>().prop_map(Fingerprint));
        (server, 1..=crate::limits::SLOT_MAX, any::<u64>(), "\\PC{1,20}", key).prop_filter_map(
            "a name that can be shown",
            |(server, slot, expires, user, key)| {
                Some(InviteFile {
                    server: server.parse().ok()?,
                    slot: Slot::try_from(slot).ok()?,
                    expires: Utc::from_unix(expires),
                    user: DisplayName::lossy(&user)?,
                    key,
                })
            },
        )
    }

    proptest! {
        #[test]
        fn each_invitation_is_read_as_it_was_written(file in any_file()) {
            prop_assert_eq!(InviteFile::decode(file.encode().as_bytes()), Ok(file));
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes: Vec<u8>) {
            let _ = InviteFile::decode(&bytes);
        }

        #[test]
        fn an_address_stays_what_it_is_when_it_is_read_again(text: String) {
            if let Ok(address) = text.parse::<ServerAddress>() {
                prop_assert_eq!(address.as_str().parse(), Ok(address.clone()));
            }
        }
    }
}

//! The check of the `Origin` header (RFC 6454, RFC 6455 §10.2): of all web pages, only the page of this
//! server may connect. Pure.
//!
//! A browser lets any page open a WebSocket to any server, without the restrictions of cross-origin
//! requests. A page cannot forge its `Origin`. Programs other than browsers send none.

use std::str::FromStr;

/// A host and perhaps a port, as in a `Host` header. The host is in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    host: String,
    port: Option<u16>,
}

impl Authority {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (host, port) = match text.rfind(':') {
            // A colon inside brackets belongs to an IPv6 address.
            Some(colon) if !text.ends_with(']') => text.split_at_checked(colon)?,
            Some(_) | None => (text, ""),
        };
        let port = match port.strip_prefix(':') {
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                Some(digits.parse().ok()?)
            }
            Some(_) => return None,
            None => None,
        };
        let is_name =
            |host: &str| host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        let is_v6 = |host: &str| {
            host.strip_prefix('[')
                .and_then(|host| host.strip_suffix(']'))
                .is_some_and(|host| host.parse::<std::net::Ipv6Addr>().is_ok())
        };
        let valid = !host.is_empty() && (is_name(host) || is_v6(host));
        valid.then(|| Self { host: host.to_ascii_lowercase(), port })
    }

    /// The host, in brackets if it is an IPv6 address.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The text for a Content-Security-Policy, whose grammar has no IPv6 addresses.
    pub(crate) fn for_policy(&self) -> Option<String> {
        if self.host.starts_with('[') {
            return None;
        }
        Some(match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    fn default_port(self) -> u16 {
        match self {
            Scheme::Http => 80,
            Scheme::Https => 443,
        }
    }
}

/// The URL at which browsers reach the server: `https://help.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: Scheme,
    host: String,
    port: u16,
}

/// A text that is not a [`PublicUrl`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a URL such as https://help.example.org, without a path, got \"{0}\"")]
pub struct PublicUrlError(String);

impl PublicUrl {
    /// The host, in brackets if it is an IPv6 address.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }

    /// Reads a serialised origin.
    fn origin(text: &str) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return None,
        };
        let Authority { host, port } = Authority::parse(authority)?;
        Some(Self { scheme, host, port: port.unwrap_or(scheme.default_port()) })
    }
}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, PublicUrlError> {
        let origin = text.strip_suffix('/').unwrap_or(text);
        Self::origin(origin).ok_or_else(|| PublicUrlError(text.to_owned()))
    }
}

/// Whether a request with this `Origin` header and this host may open the signal link.
///
/// The request's own host is allowed with either scheme: behind a proxy that terminates TLS, the server
/// does not know which one the browser uses.
pub(crate) fn is_allowed(
    origin: Option<&str>,
    host: Option<&Authority>,
    public: Option<&PublicUrl>,
) -> bool {
    let Some(origin) = origin else { return true };
    // "null" (a sandboxed frame, a file) is an opaque origin.
    let Some(origin) = PublicUrl::origin(origin) else {
        return false;
    };
    let same_host = host.is_some_and(|own| {
        own.host == origin.host && own.port.unwrap_or(origin.scheme.default_port()) == origin.port
    });
    same_host || public == Some(&origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_and_programs_may_connect() {
        let public = "https://help.example.org/".parse::<PublicUrl>().unwrap();
        for (origin, host, allowed) in [
            (None, "a.example", true),
            (Some("http://a.example"), "a.example", true),
            (Some("https://a.example"), "a.example", true),
            (Some("https://A.Example"), "a.exAMPLE", true),
            (Some("https://a.example"), "a.example:443", true),
            (Some("http://a.example"), "a.example:443", false),
            (Some("http://127.0.0.1:8080"), "127.0.0.1:8080", true),
            (Some("http://127.0.0.1:8081"), "127.0.0.1:8080", false),
            (Some("http://127.0.0.1"), "127.0.0.1:8080", false),
            (Some("http://[::1]:7575"), "[::1]:7575", true),
            (Some("http://b.example"), "a.example", false),
            (Some("http://a.example.b.example"), "a.example", false),
            (Some("http://a.example@b.example"), "a.example", false),
            (Some("null"), "a.example", false),
            (Some(""), "a.example", false),
            (Some("file://"), "a.example", false),
            (Some("https://help.example.org"), "10.0.0.3:8080", true),
            (Some("https://help.example.org:443"), "10.0.0.3:8080", true),
            (Some("http://help.example.org"), "10.0.0.3:8080", false),
        ] {
            let host = Authority::parse(host);
            assert!(host.is_some());
            assert_eq!(is_allowed(origin, host.as_ref(), Some(&public)), allowed, "{origin:?}");
        }
        assert!(!is_allowed(Some("http://a.example"), None, None));
    }

    #[test]
    fn what_is_no_host_is_nobodys() {
        for text in ["", ":80", "a b", "a:b", "a:99999", "a:80:80", "[::1", "[x]", "a;b", "a/b"] {
            assert_eq!(Authority::parse(text), None, "{text}");
        }
        assert_eq!(Authority::parse("A:80").unwrap().for_policy().as_deref(), Some("a:80"));
        assert_eq!(Authority::parse("[::1]:80").unwrap().for_policy(), None);
    }

    #[test]
    fn a_public_url_is_an_origin() {
        for text in ["help.example.org", "ftp://a", "https://a/b", "https://", "https://a?b"] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}

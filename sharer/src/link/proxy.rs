//! HTTP proxies: which one leads to a server, and the request to it (CONNECT, RFC 9110 §9.3.6).

use std::fmt::{self, Write as _};
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use hyper_util::client::proxy::matcher::Matcher;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio_tungstenite::tungstenite::http::Uri;
use tokio_tungstenite::tungstenite::http::uri::Authority;

use super::dial::{DialError, Host, Security, Stream};
use crate::store::secret_file::{self, SecretFileError};

/// Bytes of a proxy's answer. It has a page for people at times, which is not read.
const MAX_ANSWER: u64 = 16 * 1024;

/// Bytes of a password file; more are an error.
const PASSWORD_BYTES: u64 = 1024;

/// Through which proxy servers are reached.
#[derive(Clone, Debug, Default)]
pub enum ProxyChoice {
    /// That of the environment or else of the desktop, if there is one.
    #[default]
    System,
    /// None.
    None,
    /// This one.
    Url(ProxyUrl),
}

/// The address of a proxy, with a name and a password if it asks for them.
#[derive(Clone)]
pub struct ProxyUrl {
    matcher: Arc<Matcher>,
    /// Without name and password.
    shown: String,
    login: Login,
}

/// What the address of a proxy says of a login.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Login {
    None,
    /// A name alone, as it was written.
    Name(String),
    /// A name and a password.
    Password,
}

impl Login {
    fn of(uri: &Uri) -> Self {
        let authority = uri.authority().map(Authority::as_str).unwrap_or_default();
        match authority.rsplit_once('@') {
            None => Self::None,
            Some((login, _)) if login.contains(':') => Self::Password,
            Some((name, _)) => Self::Name(name.to_owned()),
        }
    }
}

/// Why a text is no choice of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected system, none, or an HTTP proxy as http://host:port or http://name@host:port")]
pub struct ProxyError;

impl FromStr for ProxyChoice {
    type Err = ProxyError;

    fn from_str(text: &str) -> Result<Self, ProxyError> {
        match text {
            "system" => return Ok(Self::System),
            "none" => return Ok(Self::None),
            _ => {}
        }
        let uri: Uri = text.parse().map_err(|_| ProxyError)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(ProxyError)?;
        let scheme = uri.scheme_str().filter(|scheme| is_http(scheme)).ok_or(ProxyError)?;
        if uri.path() != "/" || uri.query().is_some() {
            return Err(ProxyError);
        }
        let shown = match uri.port_u16() {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        let matcher = Arc::new(Matcher::builder().all(text).build());
        Ok(Self::Url(ProxyUrl { matcher, shown, login: Login::of(&uri) }))
    }
}

/// Why there is no password for the proxy.
#[derive(Debug, thiserror::Error)]
pub enum ProxyPasswordError {
    /// There is nobody whose password it could be.
    #[error(
        "--proxy-password-file needs the name that the proxy expects: expected --proxy http://NAME@HOST:PORT, without a password"
    )]
    NoName,
    /// The file is not private, too long, or not there.
    #[error("the password file {0} cannot be used: {1}")]
    File(String, SecretFileError),
}

impl ProxyChoice {
    /// Whether the address holds a password.
    pub fn has_password(&self) -> bool {
        matches!(self, Self::Url(url) if url.login == Login::Password)
    }

    /// The same proxy with the password of a file, which only its owner may read.
    pub fn with_password_of(&self, file: &Path) -> Result<Self, ProxyPasswordError> {
        let Self::Url(ProxyUrl { shown, login: Login::Name(name), .. }) = self else {
            return Err(ProxyPasswordError::NoName);
        };
        let wrong = |error| ProxyPasswordError::File(file.display().to_string(), error);
        let password = secret_file::read(file, PASSWORD_BYTES).map_err(wrong)?;
        let password = password.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(wrong(SecretFileError::Empty));
        }
        let mut login = format!("{name}:");
        for byte in password.bytes() {
            write!(login, "%{byte:02X}").expect("a String takes everything");
        }
        // INVARIANT: `shown` is SCHEME://HOST, and what was added is valid in an address.
        let text = shown.replacen("://", &format!("://{login}@"), 1);
        text.parse().map_err(|_| ProxyPasswordError::NoName)
    }
}

impl fmt::Display for ProxyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System => f.write_str("system"),
            Self::None => f.write_str("none"),
            Self::Url(url) => f.write_str(&url.shown),
        }
    }
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProxyUrl").field(&self.shown).finish()
    }
}

fn is_http(scheme: &str) -> bool {
    ["http", "https"].contains(&scheme)
}

/// A proxy that leads to a server.
pub(super) struct Proxy {
    pub(super) host: Host,
    pub(super) security: Security,
    /// The value of `Proxy-Authorization`.
    authorization: Option<String>,
}

impl ProxyChoice {
    /// The proxy for a server. A server on this computer is reached without one.
    pub(super) fn proxy_for(
        &self,
        server: &Host,
        security: Security,
    ) -> Result<Option<Proxy>, DialError> {
        if server.is_loopback() {
            return Ok(None);
        }
        let scheme = match security {
            Security::Plain => "http",
            Security::Tls => "https",
        };
        let Ok(uri) = format!("{scheme}://{server}").parse::<Uri>() else { return Ok(None) };
        let proxy = match self {
            Self::None => None,
            Self::System => Matcher::from_system().intercept(&uri),
            Self::Url(url) => url.matcher.intercept(&uri),
        };
        let Some(proxy) = proxy else { return Ok(None) };
        let uri = proxy.uri();
        let scheme = uri.scheme_str().unwrap_or("http");
        let (security, default_port) = match scheme {
            "http" => (Security::Plain, 80),
            "https" => (Security::Tls, 443),
            _ => return Err(DialError::ProxyKind(scheme.to_owned())),
        };
        let host =
            Host::new(uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(default_port));
        let authorization = proxy.basic_auth().and_then(|value| value.to_str().ok());
        Ok(Some(Proxy { host, security, authorization: authorization.map(str::to_owned) }))
    }
}

impl Proxy {
    /// Asks for a connection to the server, on a stream to the proxy.
    pub(super) async fn connect(&self, stream: Stream, server: &Host) -> Result<Stream, DialError> {
        let mut request = format!("CONNECT {server} HTTP/1.1\r\nHost: {server}\r\n");
        if let Some(authorization) = &self.authorization {
            request += &format!("Proxy-Authorization: {authorization}\r\n");
        }
        request += "\r\n";
        let lost = |error| DialError::ProxyLost(self.host.name.clone(), error);
        let mut stream = BufReader::new(stream);
        stream.write_all(request.as_bytes()).await.map_err(lost)?;
        stream.flush().await.map_err(lost)?;
        let status = read_status(&mut stream).await.map_err(lost)?;
        match status {
            Some(200..=299) => Ok(Box::new(stream)),
            status => Err(self.refused(status, server)),
        }
    }

    fn refused(&self, status: Option<u16>, server: &Host) -> DialError {
        let (proxy, server) = (self.host.name.clone(), server.name.clone());
        match status {
            Some(407) if self.authorization.is_some() => DialError::ProxyPassword(proxy),
            Some(407) => DialError::ProxyNeedsPassword(proxy),
            Some(403) => DialError::ProxyForbids { proxy, server },
            Some(status) => DialError::ProxyStatus { proxy, server, status },
            None => DialError::NoProxy(proxy),
        }
    }
}

/// Reads an answer up to its empty line. `None`: it is no answer in HTTP.
async fn read_status(stream: &mut BufReader<Stream>) -> std::io::Result<Option<u16>> {
    let mut head = stream.take(MAX_ANSWER);
    let mut line = Vec::new();
    head.read_until(b'\n', &mut line).await?;
    let Some(status) = status(&line) else { return Ok(None) };
    loop {
        line.clear();
        let read = head.read_until(b'\n', &mut line).await?;
        match line.as_slice() {
            b"\r\n" | b"\n" => return Ok(Some(status)),
            _ if read == 0 => return Ok(None),
            _ => {}
        }
    }
}

/// The status of `HTTP/1.1 200 OK`.
fn status(line: &[u8]) -> Option<u16> {
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    words.next().filter(|version| version.starts_with("HTTP/1."))?;
    words.next()?.parse().ok().filter(|status| (100..=599).contains(status))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::platform::files::create_new;
    use crate::store::test_folder::Folder;

    fn choice(text: &str) -> ProxyChoice {
        text.parse().unwrap()
    }

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        for (text, shown) in [
            ("system", "system"),
            ("none", "none"),
            ("http://proxy.example:3128", "http://proxy.example:3128"),
            ("http://name:pass%20word@proxy.example:3128/", "http://proxy.example:3128"),
            ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ] {
            let choice = choice(text);
            assert_eq!(choice.to_string(), shown);
            let debug = format!("{choice:?}");
            assert!(!debug.contains("pass%20word") && !debug.contains("pass word"), "{debug}");
        }
        for text in ["", "proxy:3128", "socks5://proxy:1080", "http://", "http://proxy/path", "all"]
        {
            assert_eq!(text.parse::<ProxyChoice>().err(), Some(ProxyError), "{text}");
        }
    }

    fn authorization(proxy: &ProxyChoice) -> Option<String> {
        let server = Host::new("help.example.org", 443);
        proxy.proxy_for(&server, Security::Tls).unwrap().unwrap().authorization
    }

    #[test]
    fn the_password_of_a_proxy_comes_from_a_file_that_others_cannot_read() {
        let folder = Folder::new();
        let proxy = choice("http://name@proxy.example:3128");
        let public = folder.path().join("public");
        std::fs::write(&public, "word").unwrap();
        assert!(proxy.with_password_of(&public).unwrap_err().to_string().contains("chmod 600"));
        let file = folder.path().join("password");
        create_new(&file).unwrap().write_all("p@ss: w\u{f6}rd\n".as_bytes()).unwrap();
        let with = proxy.with_password_of(&file).unwrap();
        assert_eq!(with.to_string(), "http://proxy.example:3128");
        assert!(with.has_password() && !proxy.has_password());
        let encoded = "Basic bmFtZTpwQHNzOiB3w7ZyZA==";
        assert_eq!(authorization(&with).as_deref(), Some(encoded));
        for nameless in ["system", "none", "http://proxy:1", "http://a:b@proxy:1"] {
            let error = choice(nameless).with_password_of(&file).unwrap_err().to_string();
            assert!(error.contains("expected --proxy http://NAME@HOST:PORT"), "{error}");
        }
        std::fs::write(&file, "\n").unwrap();
        assert!(proxy.with_password_of(&file).unwrap_err().to_string().contains("empty"));
    }

    #[test]
    fn a_server_on_this_computer_is_reached_without_a_proxy() {
        let proxy = choice("http://name:password@proxy.example:3128");
        let to = |name, security| proxy.proxy_for(&Host::new(name, 7575), security).unwrap();
        for name in ["localhost", "127.0.0.1", "[::1]", "::1"] {
            assert!(to(name, Security::Plain).is_none(), "{name}");
        }
        for security in [Security::Plain, Security::Tls] {
            let found = to("help.example.org", security).unwrap();
            assert_eq!(found.host, Host::new("proxy.example", 3128));
            let encoded = "Basic bmFtZTpwYXNzd29yZA==";
            assert_eq!(found.authorization.as_deref(), Some(encoded));
        }
        let none = ProxyChoice::None.proxy_for(&Host::new("help.example.org", 443), Security::Tls);
        assert!(none.unwrap().is_none());
    }

    #[test]
    fn only_an_answer_in_http_has_a_status() {
        assert_eq!(status(b"HTTP/1.1 200 Connection established\r\n"), Some(200));
        assert_eq!(status(b"HTTP/1.0 407\r\n"), Some(407));
        for line in
            [&b""[..], b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1\r\n", b"HTTP/1.1 20000\r\n", b"\xff"]
        {
            assert_eq!(status(line), None);
        }
    }
}

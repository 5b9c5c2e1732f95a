//! Streams to servers: TCP or TLS, over IPv6 or IPv4, through a proxy where there is one.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::proxy::ProxyChoice;
use crate::words::say::{Say, say, with_bare};

/// The head start of one address before the next is tried, too (RFC 8305 §5).
const HEAD_START: Duration = Duration::from_millis(250);

/// Addresses of a name that are tried.
const MAX_ADDRESSES: usize = 8;

/// A stream to a server, whatever is below it.
pub type Stream = Box<dyn Duplex>;

/// Bytes in both directions.
pub trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Duplex for T {}

/// Whether a stream is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// It is not.
    Plain,
    /// By TLS, with a certificate that the system trusts.
    Tls,
}

/// A server's name or address, and its port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Without brackets.
    pub(super) name: String,
    port: u16,
}

impl Host {
    /// A name or an address, in brackets or not.
    pub fn new(name: &str, port: u16) -> Self {
        let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        Self { name: inner.unwrap_or(name).to_owned(), port }
    }

    /// The name or the address, without brackets.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether it is this computer.
    pub fn is_loopback(&self) -> bool {
        let ip: Result<IpAddr, _> = self.name.parse();
        self.name == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.contains(':') {
            write!(f, "[{}]:{}", self.name, self.port)
        } else {
            write!(f, "{}:{}", self.name, self.port)
        }
    }
}

/// Why there is no stream.
#[derive(Debug, thiserror::Error)]
pub enum DialError {
    /// The name stands for nothing here.
    #[error("{}", say!(DialUnknownName, Name = .0))]
    UnknownName(String),
    /// No address answers.
    #[error("{}", say!(DialUnreachable, Name = .0, Why = &.1.to_string()))]
    Unreachable(String, io::Error),
    /// The system has no certificates to trust.
    #[error("{}", Say::DialNoCertificates)]
    NoCertificates,
    /// The server does not prove who it is.
    #[error("{}", say!(DialCertificate, Name = .0, Why = &.1.to_string()))]
    Certificate(String, io::Error),
    /// The proxy of the system is of another kind.
    #[error("{}", say!(DialProxyKind, Kind = .0))]
    ProxyKind(String),
    /// The proxy cannot be reached.
    #[error("{}", say!(DialProxyUnreachable, Why = &.0.to_string()))]
    ProxyUnreachable(Box<DialError>),
    /// The proxy closed the connection.
    #[error("{}", say!(DialProxyLost, Proxy = .0, Why = &.1.to_string()))]
    ProxyLost(String, io::Error),
    /// What answers does not speak HTTP.
    #[error("{}", say!(DialNoProxy, Proxy = .0))]
    NoProxy(String),
    /// 407 (RFC 9110 §15.5.8), and we have no password.
    #[error("{}", with_bare(&say!(DialProxyNeedsPassword, Proxy = .0), .0))]
    ProxyNeedsPassword(String),
    /// 407, and we have one. It may ask for another scheme than Basic.
    #[error("{}", say!(DialProxyPassword, Proxy = .0))]
    ProxyPassword(String),
    /// 403 (RFC 9110 §15.5.4).
    #[error("{}", say!(DialProxyForbids, Proxy = proxy, Server = server))]
    ProxyForbids {
        /// The proxy.
        proxy: String,
        /// The server.
        server: String,
    },
    /// Another refusal.
    #[error("{}", say!(DialProxyStatus, Proxy = proxy, Server = server, Status = &status.to_string()))]
    ProxyStatus {
        /// The proxy.
        proxy: String,
        /// The server.
        server: String,
        /// The status.
        status: u16,
    },
}

/// Opens streams as the User has chosen.
#[derive(Clone, Debug, Default)]
pub struct Dialer {
    proxy: ProxyChoice,
    /// `None` for what the system trusts.
    trusted: Option<Arc<ClientConfig>>,
}

impl Dialer {
    /// Through this proxy.
    pub fn new(proxy: ProxyChoice) -> Self {
        Self { proxy, trusted: None }
    }

    /// Trusts nothing but what `trusted` has.
    #[cfg(test)]
    pub(super) fn trusting(trusted: Arc<ClientConfig>) -> Self {
        Self { proxy: ProxyChoice::None, trusted: Some(trusted) }
    }

    /// The proxy that leads to a server, without its name and password; `None` when there is none.
    pub fn proxy_for(
        &self,
        server: &Host,
        security: Security,
    ) -> Result<Option<String>, DialError> {
        let proxy = self.proxy.proxy_for(server, security)?;
        Ok(proxy.map(|proxy| proxy.host.to_string()))
    }

    /// Opens a stream. It takes as long as the network does: the caller limits it.
    pub async fn dial(&self, server: &Host, security: Security) -> Result<Stream, DialError> {
        let stream: Stream = match self.proxy.proxy_for(server, security)? {
            None => connect(server).await?,
            Some(proxy) => {
                let to_proxy = async {
                    let stream = connect(&proxy.host).await?;
                    self.secured(stream, &proxy.host, proxy.security).await
                };
                let unreachable = |error| DialError::ProxyUnreachable(Box::new(error));
                proxy.connect(to_proxy.await.map_err(unreachable)?, server).await?
            }
        };
        self.secured(stream, server, security).await
    }

    async fn secured(
        &self,
        stream: Stream,
        server: &Host,
        security: Security,
    ) -> Result<Stream, DialError> {
        if security == Security::Plain {
            return Ok(stream);
        }
        let config = match &self.trusted {
            Some(config) => Arc::clone(config),
            None => system_trust().ok_or(DialError::NoCertificates)?,
        };
        let name = ServerName::try_from(server.name.clone())
            .map_err(|_| DialError::UnknownName(server.name.clone()))?;
        let secured = TlsConnector::from(config).connect(name, stream).await;
        let stream = secured.map_err(|error| DialError::Certificate(server.name.clone(), error))?;
        Ok(Box::new(stream))
    }
}

/// What this system trusts. It is read once, when it is first needed.
fn system_trust() -> Option<Arc<ClientConfig>> {
    static TRUST: OnceLock<Option<Arc<ClientConfig>>> = OnceLock::new();
    let read = || {
        let mut roots = RootCertStore::empty();
        // One that cannot be read is of no use; the others are.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        (!roots.is_empty()).then(|| Arc::new(trusting(roots)))
    };
    TRUST.get_or_init(read).clone()
}

/// TLS with these roots.
pub(super) fn trusting(roots: RootCertStore) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the cipher suites of both versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

async fn connect(server: &Host) -> Result<Stream, DialError> {
    let found = tokio::net::lookup_host((server.name.as_str(), server.port)).await;
    let found = found.map_err(|_| DialError::UnknownName(server.name.clone()))?;
    let addresses = alternating(found.collect());
    let connected = connect_to_any(addresses).await;
    let stream = connected.map_err(|error| DialError::Unreachable(server.name.clone(), error))?;
    // Small messages should not wait for each other. Without this they are late, nothing else.
    let _ = stream.set_nodelay(true);
    Ok(Box::new(stream))
}

/// IPv6 and IPv4 in turn, beginning with the family that the system prefers (RFC 8305 §4).
fn alternating(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let first_is_v6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (preferred, others): (Vec<_>, Vec<_>) =
        addresses.into_iter().partition(|address| address.is_ipv6() == first_is_v6);
    let (mut preferred, mut others) = (preferred.into_iter(), others.into_iter());
    let mut ordered = Vec::new();
    loop {
        let pair = [preferred.next(), others.next()];
        if pair == [None, None] || ordered.len() >= MAX_ADDRESSES {
            return ordered;
        }
        ordered.extend(pair.into_iter().flatten());
    }
}

/// Connects to the first address that answers.
async fn connect_to_any(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut waiting = addresses.into_iter();
    let mut attempts = FuturesUnordered::new();
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        attempts.extend(waiting.next().map(TcpStream::connect));
        if attempts.is_empty() {
            return Err(last);
        }
        let has_more = waiting.len() > 0;
        tokio::select! {
            Some(attempt) = attempts.next() => match attempt {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            },
            () = tokio::time::sleep(HEAD_START), if has_more => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn both_families_are_tried_in_turn() {
        let address = |text: &str| text.parse::<SocketAddr>().unwrap();
        let (six, seven) = (address("[2001:db8::6]:1"), address("[2001:db8::7]:1"));
        let (four, five) = (address("192.0.2.4:1"), address("192.0.2.5:1"));
        assert_eq!(alternating(vec![six, seven, four]), [six, four, seven]);
        assert_eq!(alternating(vec![four, five, six]), [four, six, five]);
        assert!(alternating(vec![]).is_empty());
        assert!(alternating(vec![four; 100]).len() <= MAX_ADDRESSES + 1);
    }

    #[tokio::test]
    async fn the_first_address_that_answers_is_taken() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let there = listener.local_addr().unwrap();
        let refused = {
            let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
            gone.local_addr().unwrap()
        };
        let stream = connect_to_any(vec![refused, there]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), there);
        let error = connect_to_any(vec![refused]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
        assert!(connect_to_any(vec![]).await.is_err());
    }

    /// A proxy that gives one answer, then echoes. Returns its port, and what it was asked.
    async fn proxy(answer: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
            let (mut read, mut write) = stream.split();
            let _ = tokio::io::copy(&mut read, &mut write).await;
            String::from_utf8(request).unwrap()
        });
        (port, asked)
    }

    async fn dial(proxy: &str) -> Result<Stream, DialError> {
        let dialer = Dialer::new(proxy.parse().unwrap());
        dialer.dial(&Host::new("help.example.org", 443), Security::Plain).await
    }

    #[tokio::test]
    async fn a_proxy_is_asked_for_the_server_with_name_and_password() {
        let answer = "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\nearly";
        let (port, asked) = proxy(answer).await;
        let mut stream = dial(&format!("http://na%40me:word@127.0.0.1:{port}")).await.unwrap();
        stream.write_all(b"hello").await.unwrap();
        let mut received = [0; 10];
        stream.read_exact(&mut received).await.unwrap();
        assert_eq!(&received, b"earlyhello", "nothing after the answer is lost");
        drop(stream);
        let request = asked.await.unwrap();
        assert!(request.starts_with("CONNECT help.example.org:443 HTTP/1.1\r\n"), "{request}");
        assert!(request.contains("Proxy-Authorization: Basic bmFAbWU6d29yZA==\r\n"), "{request}");
    }

    #[tokio::test]
    async fn a_proxy_that_refuses_gets_a_sentence_that_says_what_to_do() {
        for (user, answer, expected) in [
            (
                "",
                "HTTP/1.1 407 X\r\n\r\n",
                "--proxy http://NAME@127.0.0.1:PORT and --proxy-password-file",
            ),
            ("a:b@", "HTTP/1.1 407 X\r\n\r\n", "does not accept the name and the password"),
            ("", "HTTP/1.0 403 No\r\n\r\n", "does not allow a connection to help.example.org"),
            ("", "HTTP/1.1 502 Bad\r\n\r\n", "status 502"),
            ("", "SSH-2.0-x\r\n", "is no HTTP proxy"),
        ] {
            let (port, _asked) = proxy(answer).await;
            let refused = dial(&format!("http://{user}127.0.0.1:{port}")).await;
            let error = refused.err().expect(answer).to_string();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[tokio::test]
    async fn a_proxy_that_is_away_is_named() {
        let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = gone.local_addr().unwrap().port();
        drop(gone);
        let error = dial(&format!("http://127.0.0.1:{port}")).await.err().unwrap().to_string();
        assert!(
            error.contains("the proxy cannot be reached: 127.0.0.1 does not answer"),
            "{error}"
        );
    }
}

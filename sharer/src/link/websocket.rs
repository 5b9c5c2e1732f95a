//! WebSockets to the signal server (RFC 6455).

use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Uri};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, error::UrlError};

use super::dial::{DialError, Dialer, Host, Security, Stream};

/// An open WebSocket.
pub type Socket = WebSocketStream<Stream>;

/// Why there is no WebSocket.
#[derive(Debug, thiserror::Error)]
pub enum WebSocketError {
    /// There is no stream to the server.
    #[error(transparent)]
    Dial(#[from] DialError),
    /// The server does not answer as one.
    #[error(transparent)]
    Handshake(Box<Error>),
}

impl From<Error> for WebSocketError {
    fn from(error: Error) -> Self {
        Self::Handshake(Box::new(error))
    }
}

/// Opens a WebSocket at a `ws://` or `wss://` URL; messages and frames have at most `max_bytes`. It takes as
/// long as the network does: the caller limits it.
pub async fn open(
    dialer: &Dialer,
    url: &str,
    subprotocol: &'static str,
    max_bytes: usize,
) -> Result<Socket, WebSocketError> {
    let mut request = url.into_client_request()?;
    let subprotocol = HeaderValue::from_static(subprotocol);
    request.headers_mut().insert("Sec-WebSocket-Protocol", subprotocol);
    let (host, security) = address(request.uri())?;
    let stream = dialer.dial(&host, security).await?;
    let config = WebSocketConfig::default()
        .max_message_size(Some(max_bytes))
        .max_frame_size(Some(max_bytes));
    let opening = tokio_tungstenite::client_async_with_config(request, stream, Some(config));
    let (socket, _response) = opening.await?;
    Ok(socket)
}

/// Where the server of a URL is.
pub(super) fn address(url: &Uri) -> Result<(Host, Security), Error> {
    let (security, default_port) = match url.scheme_str() {
        Some("ws" | "http") => (Security::Plain, 80),
        Some("wss" | "https") => (Security::Tls, 443),
        Some(_) | None => return Err(UrlError::UnsupportedUrlScheme.into()),
    };
    let host = url.host().ok_or(UrlError::NoHostName)?;
    Ok((Host::new(host, url.port_u16().unwrap_or(default_port)), security))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_host_port_and_encryption() {
        for (url, host, port, security) in [
            ("ws://help.example.org/ws", "help.example.org", 80, Security::Plain),
            ("wss://help.example.org/ws", "help.example.org", 443, Security::Tls),
            ("wss://[2001:db8::1]:8443/ws", "2001:db8::1", 8443, Security::Tls),
        ] {
            let found = address(&url.parse().unwrap()).unwrap();
            assert_eq!(found, (Host::new(host, port), security), "{url}");
        }
        assert!(address(&"ftp://help.example.org".parse().unwrap()).is_err());
    }
}

//! A proxy for HTTP that knows CONNECT alone (RFC 9110 §9.3.6), as offices have them.

use std::io::{Read, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;

/// The longest head of a request.
const HEAD: usize = 8 * 1024;

/// How long a client may take for its head, and a server to accept.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often the listener checks whether the proxy has been dropped.
const POLL: Duration = Duration::from_millis(20);

/// The only port that it connects to.
const HTTPS: u16 = 443;

/// A running proxy. Dropping it ends all connections.
pub struct Proxy {
    state: Arc<State>,
    listener: Option<std::thread::JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    /// What `Proxy-Authorization` must say.
    authorization: Option<String>,
    is_closed: AtomicBool,
    asked: Mutex<Vec<Asked>>,
    open: Mutex<Vec<TcpStream>>,
}

/// A request that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The target, `host:port`.
    pub target: String,
    /// The status of the answer.
    pub status: u16,
}

impl Proxy {
    /// Starts one in the namespace of the calling thread, perhaps with a name and a password.
    ///
    /// # Panics
    /// When it cannot listen there.
    pub fn start(address: &str, password: Option<(&str, &str)>) -> Self {
        let authorization = password.map(|(user, password)| {
            let both = format!("{user}:{password}");
            format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(both))
        });
        let listener = TcpListener::bind(address).unwrap_or_else(|e| panic!("{address}: {e}"));
        listener.set_nonblocking(true).expect("a listener may not block");
        let state = Arc::new(State { authorization, ..State::default() });
        let shared = Arc::clone(&state);
        // A thread is in the namespace of the one that started it.
        let listener = std::thread::spawn(move || accept(&listener, &shared));
        Self { state, listener: Some(listener) }
    }

    /// What it was asked for so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.state.is_closed.store(true, Ordering::Relaxed);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        for stream in self.state.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn accept(listener: &TcpListener, state: &Arc<State>) {
    while !state.is_closed.load(Ordering::Relaxed) {
        let Ok((client, _)) = listener.accept() else {
            std::thread::sleep(POLL);
            continue;
        };
        let state = Arc::clone(state);
        std::thread::spawn(move || {
            let _ = client.set_nonblocking(false);
            // A client that leaves is no failure of the proxy.
            let _ = serve(client, &state);
        });
    }
}

/// One connection of a client, which may ask again after a refusal.
fn serve(mut client: TcpStream, state: &State) -> std::io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    client.set_nodelay(true)?;
    let mut before = Vec::new();
    loop {
        let Some((head, rest)) = read_head(&mut client, before)? else { return Ok(()) };
        let (target, answer) = judge(&head, state.authorization.as_deref());
        let server = answer.and_then(|address| {
            TcpStream::connect_timeout(&address, PATIENCE).map_err(|_| (502, "Bad Gateway"))
        });
        let status = server.as_ref().map_or_else(|(status, _)| *status, |_| 200);
        let asked = Asked { target, status };
        state.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked);
        match server {
            Ok(server) => {
                client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
                return carry(client, server, &rest, state);
            }
            Err((status, reason)) => {
                let realm = "Proxy-Authenticate: Basic realm=\"office\"\r\n";
                let realm = if status == 407 { realm } else { "" };
                let answer =
                    format!("HTTP/1.1 {status} {reason}\r\n{realm}Content-Length: 0\r\n\r\n");
                client.write_all(answer.as_bytes())?;
                before = rest;
            }
        }
    }
}

/// A request's head and what followed it; `None` when the client left or its head is too long.
fn read_head(
    client: &mut TcpStream,
    mut bytes: Vec<u8>,
) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut buffer = [0; 1024];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = bytes.split_off(end + 4);
            return Ok(Some((String::from_utf8_lossy(&bytes).into_owned(), rest)));
        }
        let read = client.read(&mut buffer)?;
        if read == 0 || bytes.len() > HEAD {
            return Ok(None);
        }
        bytes.extend_from_slice(&buffer[..read]);
    }
}

/// Where a request is to be connected to, or the status of its refusal; beside it the target.
fn judge(
    head: &str,
    authorization: Option<&str>,
) -> (String, Result<SocketAddr, (u16, &'static str)>) {
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let given = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("proxy-authorization").then(|| value.trim())
    });
    let answer = match target.parse::<SocketAddr>() {
        _ if authorization.is_some() && given != authorization => {
            Err((407, "Proxy Authentication Required"))
        }
        Ok(address) if method == "CONNECT" && address.port() == HTTPS => Ok(address),
        // There are no names here.
        _ => Err((403, "Forbidden")),
    };
    (target.to_owned(), answer)
}

/// Carries bytes in both directions until either end closes.
fn carry(
    client: TcpStream,
    mut server: TcpStream,
    first: &[u8],
    state: &State,
) -> std::io::Result<()> {
    client.set_read_timeout(None)?;
    server.set_nodelay(true)?;
    server.write_all(first)?;
    let pair = [client.try_clone()?, server.try_clone()?];
    state.open.lock().unwrap_or_else(PoisonError::into_inner).extend(pair);
    let back = (server.try_clone()?, client.try_clone()?);
    let copier = std::thread::spawn(move || copy(back.0, back.1));
    copy(client, server);
    let _ = copier.join();
    Ok(())
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str, authorization: Option<&str>) -> u16 {
        judge(head, authorization).1.map_or_else(|(status, _)| status, |_| 200)
    }

    #[test]
    fn only_https_is_connected() {
        for (head, expected) in [
            ("CONNECT 5.9.0.2:443 HTTP/1.1\r\nHost: 5.9.0.2:443\r\n\r\n", 200),
            ("CONNECT [2a00:9::2]:443 HTTP/1.1\r\n\r\n", 200),
            ("CONNECT 5.9.0.2:3478 HTTP/1.1\r\n\r\n", 403),
            ("CONNECT somewhere:443 HTTP/1.1\r\n\r\n", 403),
            ("GET http://5.9.0.2/ HTTP/1.1\r\n\r\n", 403),
            ("", 403),
        ] {
            assert_eq!(status(head, None), expected, "{head}");
        }
    }

    #[test]
    fn a_password_is_asked_for_first() {
        let with = |header: &str| format!("CONNECT 5.9.0.2:443 HTTP/1.1\r\n{header}\r\n\r\n");
        let right = "Proxy-Authorization: Basic dXJzdWxhOngK";
        assert_eq!(status(&with(right), Some("Basic dXJzdWxhOngK")), 200);
        assert_eq!(status(&with("Proxy-Authorization: Basic x"), Some("Basic dXJzdWxhOngK")), 407);
        assert_eq!(status(&with(""), Some("Basic dXJzdWxhOngK")), 407);
    }
}

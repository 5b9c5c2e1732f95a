//! A request to the router by HTTP/1.1, and its answer.

use std::net::{Ipv4Addr, SocketAddrV4};

use http_body_util::{BodyExt as _, Limited};
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use url::{Host, Position, Url};

/// Bytes of an answer. A description has some thousands; a longer one is not used.
const ANSWER_BYTES: usize = 64 * 1024;

/// Bytes of an answer's header fields, and of what is read at once. hyper wants 8192 at least.
const BUFFER_BYTES: usize = 16 * 1024;

/// Something that the router offers. Its address is the router's own, whatever the router says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    at: SocketAddrV4,
    /// Path and query.
    path: String,
}

impl Place {
    /// The place that a URL names. `None`: it is not at the router.
    pub(super) fn new(url: &Url, router: Ipv4Addr) -> Option<Self> {
        let is_at_router = url.scheme() == "http" && url.host() == Some(Host::Ipv4(router));
        let port = url.port_or_known_default().filter(|port| is_at_router && *port != 0)?;
        let path = url[Position::BeforePath..Position::AfterQuery].to_owned();
        Some(Self { at: SocketAddrV4::new(router, port), path })
    }

    /// Reads what is there. `None`: no answer came, or none of use.
    pub(super) async fn get(&self) -> Option<String> {
        let request = self.request(Method::GET).body(String::new()).ok()?;
        let (status, text) = self.send(request).await?;
        status.is_success().then_some(text)
    }

    /// Sends an envelope of SOAP 1.1 (§6), and returns the one that comes back.
    pub(super) async fn post(
        &self,
        action: &str,
        envelope: String,
    ) -> Option<(StatusCode, String)> {
        let request = self.request(Method::POST);
        let request = request.header(header::CONTENT_TYPE, "text/xml; charset=\"utf-8\"");
        self.send(request.header("SOAPAction", action).body(envelope).ok()?).await
    }

    fn request(&self, method: Method) -> hyper::http::request::Builder {
        let request = Request::builder().method(method).uri(&self.path);
        request.header(header::HOST, self.at.to_string()).header(header::CONNECTION, "close")
    }

    async fn send(&self, request: Request<String>) -> Option<(StatusCode, String)> {
        let stream = TokioIo::new(TcpStream::connect(self.at).await.ok()?);
        let mut builder = http1::Builder::new();
        builder.max_buf_size(BUFFER_BYTES);
        let (mut sender, connection) = builder.handshake(stream).await.ok()?;
        let answer = async move {
            let answer = sender.send_request(request).await.ok()?;
            let status = answer.status();
            let body = Limited::new(answer.into_body(), ANSWER_BYTES).collect().await.ok()?;
            // What is not UTF-8 stands in names that people read, which are not used.
            Some((status, String::from_utf8_lossy(&body.to_bytes()).into_owned()))
        };
        let mut answer = std::pin::pin!(answer);
        tokio::select! {
            answer = &mut answer => answer,
            // The answer may have come whole, or never comes; an error of the connection is one of the answer, too.
            _ = connection => answer.await,
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    const ROUTER: Ipv4Addr = Ipv4Addr::new(192, 168, 1, 1);

    #[test]
    fn only_what_is_at_the_router_is_a_place() {
        let place = |url: &str| Place::new(&Url::parse(url).unwrap(), ROUTER);
        for (url, port, path) in [
            ("http://192.168.1.1/", 80, "/"),
            ("http://192.168.1.1:5000/a/b.xml?c=d#e", 5000, "/a/b.xml?c=d"),
            ("http://someone:secret@192.168.1.1/a", 80, "/a"),
            ("http://0xc0a80101:1/a", 1, "/a"),
        ] {
            let at = SocketAddrV4::new(ROUTER, port);
            assert_eq!(place(url), Some(Place { at, path: path.to_owned() }), "{url}");
        }
        for url in [
            "http://192.168.1.2/",
            "http://127.0.0.1/",
            "http://localhost/",
            "http://[::1]/",
            "http://[::ffff:192.168.1.1]/",
            "http://192.168.1.1.example/",
            "http://192.168.1.1:0/",
            "https://192.168.1.1/",
            "ftp://192.168.1.1/",
            "data:text/xml,192.168.1.1",
        ] {
            assert_eq!(place(url), None, "{url}");
        }
    }

    /// A router that reads one request, answers so, and waits until the other side is done.
    async fn answered(answer: Vec<u8>) -> (Option<(StatusCode, String)>, String) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}/control?a=b", listener.local_addr().unwrap());
        let place = Place::new(&Url::parse(&url).unwrap(), Ipv4Addr::LOCALHOST).unwrap();
        let router = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut heard = Vec::new();
            while !heard.ends_with(b"</envelope>") {
                assert_ne!(stream.read_buf(&mut heard).await.unwrap(), 0, "a whole request");
            }
            // A client that has read enough closes the connection.
            let _ = stream.write_all(&answer).await;
            let _ = stream.read(&mut [0; 1]).await;
            String::from_utf8(heard).unwrap()
        };
        tokio::join!(place.post("\"service#Action\"", "<envelope></envelope>".to_owned()), router)
    }

    fn with_length(length: usize) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        [head.into_bytes(), vec![b'a'; length]].concat()
    }

    #[tokio::test]
    async fn an_answer_is_read_in_each_form_and_not_beyond_its_end() {
        let chunks = b"HTTP/1.1 500 Error\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let (answer, heard) = answered(chunks.to_vec()).await;
        assert_eq!(answer, Some((StatusCode::INTERNAL_SERVER_ERROR, "abcde".to_owned())));
        assert!(heard.starts_with("POST /control?a=b HTTP/1.1\r\n"), "{heard}");
        let heard = heard.to_ascii_lowercase();
        for field in ["\r\nhost: 127.0.0.1:", "\r\nsoapaction: \"service#action\"\r\n"] {
            assert!(heard.contains(field), "{heard}");
        }
        let (answer, _) = answered([with_length(3), b"more".to_vec()].concat()).await;
        assert_eq!(answer, Some((StatusCode::OK, "aaa".to_owned())));
    }

    #[tokio::test]
    async fn an_answer_without_an_end_is_not_read() {
        let (answer, _) = answered(with_length(ANSWER_BYTES)).await;
        assert_eq!(answer.unwrap().1.len(), ANSWER_BYTES);
        let (answer, _) = answered(with_length(ANSWER_BYTES + 1)).await;
        assert_eq!(answer, None);
        let head = b"HTTP/1.1 200 OK\r\nName: ".to_vec();
        let (answer, _) = answered([head, vec![b'a'; 2 * BUFFER_BYTES]].concat()).await;
        assert_eq!(answer, None);
    }
}

//! What is left at a router after a request that came to nothing.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;

const LOCAL: Ipv4Addr = Ipv4Addr::LOCALHOST;
const ROUTE: Route = Route { gateway: LOCAL, local: LOCAL };

/// What a router does, and what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Router {
    /// It never answers a question for its address.
    KeepsItsAddress,
    /// It opens ports, but never answers.
    OpensSilently,
    /// It never answers, since another computer has the port.
    IsSilentAboutAnother,
}

/// A router that speaks UPnP on loopback, and the ports that it maps.
async fn router(router: Router) -> (upnp::Service, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind((LOCAL, 0)).await.unwrap();
    let service = upnp::Service::at(listener.local_addr().unwrap());
    let mapped = Arc::new(Mutex::new(Vec::new()));
    if router == Router::IsSilentAboutAnother {
        mapped.lock().unwrap().push(format!("{}", port()));
    }
    let ports = mapped.clone();
    tokio::spawn(async move {
        // Each request has a connection of its own.
        let mut unanswered = Vec::new();
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"</s:Envelope>\r\n") {
                assert_ne!(stream.read_buf(&mut request).await.unwrap(), 0, "a whole request");
            }
            let request = String::from_utf8(request).unwrap();
            let (_, rest) = request.split_once("<u:").unwrap();
            let (action, rest) = rest.split_once(' ').unwrap();
            let external = rest.split_once("<NewExternalPort>").map(|(_, rest)| rest);
            let external = external.and_then(|rest| rest.split_once('<')).map(|(port, _)| port);
            let external = external.unwrap_or_default().to_owned();
            let mut inside = String::new();
            match (action, router) {
                ("AddPortMapping", Router::KeepsItsAddress) => ports.lock().unwrap().push(external),
                ("AddPortMapping", Router::OpensSilently) => {
                    ports.lock().unwrap().push(external);
                    unanswered.push(stream);
                    continue;
                }
                ("DeletePortMapping", _) => ports.lock().unwrap().retain(|port| *port != external),
                ("GetSpecificPortMappingEntry", _) => {
                    let is_ours = router != Router::IsSilentAboutAnother;
                    let client = if is_ours { LOCAL } else { Ipv4Addr::new(192, 168, 1, 9) };
                    inside = format!(
                        "<NewInternalPort>{external}</NewInternalPort>\
                         <NewInternalClient>{client}</NewInternalClient>"
                    );
                }
                _ => {
                    unanswered.push(stream);
                    continue;
                }
            }
            let body = format!(
                "<s:Envelope xmlns:s=\"s\"><s:Body><u:{action}Response xmlns:u=\"u\">{inside}\
                 </u:{action}Response></s:Body></s:Envelope>"
            );
            let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (service, mapped)
}

fn port() -> NonZeroU16 {
    NonZeroU16::new(50_000).unwrap()
}

/// Asks a router, and returns what it maps when the request has come to nothing.
async fn left_at(kind: Router, limit: Duration, end: impl Future<Output = ()>) -> Vec<String> {
    let (service, mapped) = router(kind).await;
    let notes = Notes::default();
    let noting = notes.clone();
    let work = async move { requests::by_upnp(service, ROUTE, port(), &noting).await };
    let (over, is_over) = watch::channel(false);
    let ending = async {
        end.await;
        // Once the router has the port, or will have it.
        while mapped.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        over.send_replace(true);
        std::future::pending::<()>().await;
    };
    let result = tokio::select! {
        result = ask(work, notes, is_over, limit) => result,
        () = ending => unreachable!("it is pending"),
    };
    assert!(result.is_err(), "the router has not said enough");
    let mapped = mapped.lock().unwrap();
    mapped.clone()
}

const SHORT: Duration = Duration::from_millis(300);

/// The request was dropped together with what the router had granted: the port stayed open for 20 minutes.
#[tokio::test]
async fn a_router_that_grants_a_port_and_is_slow_with_its_address_keeps_none() {
    let left = left_at(Router::KeepsItsAddress, SHORT, std::future::pending()).await;
    assert_eq!(left, Vec::<String>::new());
}

#[tokio::test]
async fn a_port_whose_answer_is_lost_is_closed_if_it_is_ours() {
    let left = left_at(Router::OpensSilently, SHORT, std::future::pending()).await;
    assert_eq!(left, Vec::<String>::new());
    let left = left_at(Router::IsSilentAboutAnother, SHORT, std::future::pending()).await;
    assert_eq!(left, [port().to_string()], "another computer's");
}

/// The end of a session waited for less time than a request might take.
#[tokio::test]
async fn the_end_of_a_session_cuts_requests_off_and_closes_what_they_have_opened() {
    for kind in [Router::KeepsItsAddress, Router::OpensSilently] {
        let long = Duration::from_secs(60);
        let left = timeout(Duration::from_secs(10), left_at(kind, long, async {}));
        assert_eq!(left.await.expect("it does not wait"), Vec::<String>::new(), "{kind:?}");
    }
}

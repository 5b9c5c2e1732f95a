//! UPnP: finds the service of the router that maps ports, and asks it.
//!
//! It is found by SSDP (UPnP Device Architecture 2.0, §1.3). Every computer of the network hears the search and can
//! answer it; only what comes from the router's own address is read. Of the URLs that the router names, only those at
//! this address are used (`http`), and redirects are not followed. `description` reads what the router says of itself,
//! `control` makes the requests.

mod control;
mod description;
mod http;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use mapping::Route;
use tokio::net::UdpSocket;
use tokio::time::{interval, timeout};
use url::Url;

pub(super) use self::control::{Fault, Service};

/// Where UPnP devices listen for searches.
const SSDP: (Ipv4Addr, u16) = (Ipv4Addr::new(239, 255, 255, 250), 1900);

/// What is searched: the devices of both versions, and the services for those that answer only for these.
const TARGETS: [&str; 4] = [
    "urn:schemas-upnp-org:device:InternetGatewayDevice:1",
    "urn:schemas-upnp-org:device:InternetGatewayDevice:2",
    "urn:schemas-upnp-org:service:WANIPConnection:1",
    "urn:schemas-upnp-org:service:WANPPPConnection:1",
];

/// How often the search is repeated, since a datagram may be lost. The driver ends it.
const REPEAT: Duration = Duration::from_millis(700);

/// Bytes of an answer. One has a few header fields; a longer one is cut off, and then not understood.
const ANSWER_BYTES: usize = 1_500;

/// Descriptions that are read: a router has one, and a few for its other services. Further ones are not.
const DESCRIPTIONS: usize = 8;

/// How long a description may take. A port that is silent leaves time for another one.
const READ: Duration = Duration::from_secs(1);

/// Searches the router's service. It does not end by itself where there is none.
pub(super) async fn search(route: Route) -> Option<Service> {
    let socket = UdpSocket::bind((route.local, 0)).await.ok()?;
    let mut answer = [0; ANSWER_BYTES];
    let mut repeats = interval(REPEAT);
    let mut seen = Vec::new();
    loop {
        let received = tokio::select! {
            received = socket.recv_from(&mut answer) => received,
            _ = repeats.tick() => {
                send_search(&socket, route).await;
                continue;
            }
        };
        // An ICMP error of a router without UPnP ends nothing: others of its ports may answer.
        let Ok((length, from)) = received else { continue };
        if from.ip() != IpAddr::V4(route.gateway) {
            continue;
        }
        // A router answers each repetition for each target, mostly with the same description.
        let Some(location) = location(answer.get(..length).unwrap_or_default()) else { continue };
        if seen.len() >= DESCRIPTIONS || seen.contains(&location) {
            continue;
        }
        let found = timeout(READ, description::read(&location, route.gateway)).await;
        if let Ok(Some(service)) = found {
            return Some(service);
        }
        seen.push(location);
    }
}

/// Where the description is, by an answer to the search.
fn location(answer: &[u8]) -> Option<Url> {
    let lines = std::str::from_utf8(answer).ok()?.lines();
    let mut fields = lines.filter_map(|line| line.split_once(':'));
    let (_, url) = fields.find(|(name, _)| name.trim().eq_ignore_ascii_case("location"))?;
    Url::parse(url.trim()).ok()
}

/// Searches once. Some routers answer only what was sent to all, some only what was sent to them.
async fn send_search(socket: &UdpSocket, route: Route) {
    for to in [SSDP, (route.gateway, SSDP.1)] {
        for target in TARGETS {
            let search = format!(
                "M-SEARCH * HTTP/1.1\r\nHOST: {}:{}\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: {target}\r\n\r\n",
                to.0, to.1
            );
            // What is not sent is as good as lost.
            let _ = socket.send_to(search.as_bytes(), to).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_is_where_the_answer_says() {
        let answer = b"HTTP/1.1 200 OK\r\nST: urn:a:b:1\r\nLocation:  http://192.168.1.1:5000/root.xml \r\n\r\n";
        assert_eq!(location(answer).unwrap().as_str(), "http://192.168.1.1:5000/root.xml");
        for none in ["", "HTTP/1.1 200 OK\r\n\r\n", "LOCATION: /root.xml\r\n", "LOCATION:\r\n"] {
            assert_eq!(location(none.as_bytes()), None, "{none}");
        }
        assert_eq!(location(b"LOCATION: http://192.168.1.1/\xff"), None);
    }
}

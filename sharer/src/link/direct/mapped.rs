//! Offers the Helper the address at which the router maps the port of a direct path (`--map-port`).
//!
//! The router delivers packets for that address to the socket of the path, so that the address is a
//! server-reflexive candidate with that socket as its base (RFC 8445 §5.1.1). The stack need not know it: it pairs
//! candidates by their base (§6.1.2.4).

use std::net::{SocketAddr, SocketAddrV4};
use std::num::NonZeroU16;
use std::sync::Arc;

use mapping::Route;
use session::TransportInput;
use tokio::sync::watch;

use super::relay_hold::RelayHold;
use crate::link::path::{PathEvent, TaskEnd};
use crate::link::port_mapping::{MappedPort, News, PortMapper, route};
use crate::link::tasks::PathEvents;

/// The priority of a server-reflexive candidate with the highest local preference (RFC 8445 §5.1.2.1).
const PRIORITY: u32 = (100 << 24) | (65_535 << 8) | 255;

/// Reports the mapped address of a path for as long as the path is there. It never holds up the path: what the router
/// answers late is reported late.
pub(super) async fn report(
    mapper: PortMapper,
    mut sockets: watch::Receiver<Vec<SocketAddr>>,
    events: PathEvents,
    relays: Arc<RelayHold>,
) -> TaskEnd {
    loop {
        let way = route();
        let base = way.and_then(|way| base(&sockets.borrow_and_update(), way));
        let Some((base, port)) = base else {
            // The stack opens its sockets soon, and others after the network has changed.
            if sockets.changed().await.is_err() {
                return TaskEnd::Finished;
            }
            continue;
        };
        let Some(mut mapped) = mapper.open(port, way) else { return TaskEnd::Finished };
        if let Err(end) = follow(&mut mapped, base, &mut sockets, (&events, &relays)).await {
            return end;
        }
    }
}

/// Reports what becomes of a port until the path has another one.
async fn follow(
    mapped: &mut MappedPort,
    base: SocketAddrV4,
    sockets: &mut watch::Receiver<Vec<SocketAddr>>,
    (events, relays): (&PathEvents, &RelayHold),
) -> Result<(), TaskEnd> {
    let mut is_heard = true;
    loop {
        tokio::select! {
            changed = sockets.changed() => {
                changed.map_err(|_| TaskEnd::Finished)?;
                if !sockets.borrow_and_update().contains(&SocketAddr::V4(base)) {
                    return Ok(());
                }
            }
            news = mapped.next(), if is_heard => match news {
                Some(News::Asked) => relays.on_asked(),
                Some(News::Mapped(external)) => {
                    relays.on_mapped();
                    events.send(PathEvent::Transport(candidate(external, base))).await?;
                }
                Some(News::NotMapped(_)) => relays.on_refused(),
                Some(News::Waiting) => {}
                None => is_heard = false,
            },
        }
    }
}

/// The socket from which the stack sends to the router.
fn base(sockets: &[SocketAddr], way: Route) -> Option<(SocketAddrV4, NonZeroU16)> {
    sockets.iter().find_map(|socket| match socket {
        SocketAddr::V4(socket) if *socket.ip() == way.local => {
            Some((*socket, NonZeroU16::new(socket.port())?))
        }
        SocketAddr::V4(_) | SocketAddr::V6(_) => None,
    })
}

/// The candidate (RFC 8839 §5.1), in the media section in which the stack names its own.
fn candidate(external: SocketAddrV4, base: SocketAddrV4) -> TransportInput {
    let candidate = format!(
        "candidate:portmapping 1 udp {PRIORITY} {} {} typ srflx raddr {} rport {}",
        external.ip(),
        external.port(),
        base.ip(),
        base.port()
    );
    TransportInput::Candidate { candidate, mid: Some(String::new()), line: Some(0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::ice::candidate::{Candidate, Target};

    #[test]
    fn the_candidate_names_the_mapped_address_and_is_one_that_an_end_takes() {
        let (external, base) = ("5.1.1.2:40000", "192.168.1.11:50000");
        let made = candidate(external.parse().unwrap(), base.parse().unwrap());
        let TransportInput::Candidate { candidate, .. } = made else { panic!("{made:?}") };
        let read: Candidate = candidate.parse().unwrap();
        assert_eq!(read.target(), &Target::Address(external.parse().unwrap()));
        assert!(candidate.ends_with("typ srflx raddr 192.168.1.11 rport 50000"), "{candidate}");
    }

    #[test]
    fn the_base_is_the_socket_on_the_way_to_the_router() {
        let way = Route { gateway: [192, 168, 1, 1].into(), local: [192, 168, 1, 11].into() };
        let sockets: Vec<SocketAddr> =
            ["0.0.0.0:5353", "127.0.0.1:1", "192.168.1.11:50000", "[2001:db8::1]:2"]
                .map(|socket| socket.parse().unwrap())
                .to_vec();
        let found = base(&sockets, way).map(|(base, _)| base.to_string());
        assert_eq!(found.as_deref(), Some("192.168.1.11:50000"));
        assert_eq!(base(&sockets[..2], way), None);
    }
}

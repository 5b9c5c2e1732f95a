//! Whether the router opens a port when it is asked, and closes it again.

use std::num::NonZeroU16;
use std::time::Duration;

use mapping::NoMapping;
use tokio::net::UdpSocket;
use tokio::time::timeout;

use crate::link::port_mapping::{News, PortMapper, route};

/// How long the router may take to grant a port or not: each protocol has a few seconds.
const ANSWER: Duration = Duration::from_secs(12);

/// Asks for a port for a socket of ours, which nothing else uses, and gives it back.
pub(super) async fn check() -> Result<(), NoMapping> {
    let Some(route) = route() else { return Err(NoMapping::NoRouter) };
    let socket = UdpSocket::bind((route.local, 0)).await.map_err(|_| NoMapping::NoRouter)?;
    let port = socket.local_addr().ok().and_then(|local| NonZeroU16::new(local.port()));
    let (mapper, work) = PortMapper::start();
    tokio::spawn(work);
    let opened = port.and_then(|port| mapper.open(port, Some(route)));
    let Some(mut mapped) = opened else { return Err(NoMapping::NoRouter) };
    let answered = timeout(ANSWER, async {
        loop {
            match mapped.next().await {
                Some(News::Mapped(_)) => return Ok(()),
                Some(News::NotMapped(why)) => return Err(why),
                Some(News::Waiting | News::Asked) => {}
                None => return Err(NoMapping::Silent),
            }
        }
    });
    let found = answered.await.unwrap_or(Err(NoMapping::Silent));
    mapper.finish().await;
    found
}

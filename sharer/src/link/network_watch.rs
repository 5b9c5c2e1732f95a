//! Notices that this computer's network has changed.

use std::net::{IpAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tracing::info;

/// How often the addresses are looked at. No packet is sent for it.
const INTERVAL: Duration = Duration::from_millis(500);

/// Addresses from which the system would send to the internet, by IPv4 and IPv6.
type Addresses = [Option<IpAddr>; 2];

/// Watches until it is dropped.
#[derive(Debug)]
pub(crate) struct NetworkWatch(AbortHandle);

impl NetworkWatch {
    /// Notifies when the addresses have changed, and there is one.
    pub(crate) fn start(changed: Arc<Notify>) -> Self {
        let task = tokio::spawn(async move {
            let mut last = addresses();
            loop {
                tokio::time::sleep(INTERVAL).await;
                let now = addresses();
                if is_other_network(&mut last, now) {
                    info!("the network has changed");
                    changed.notify_one();
                }
            }
        });
        Self(task.abort_handle())
    }
}

impl Drop for NetworkWatch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Whether there is a network, and another one than `last`. It is `last` from then on.
fn is_other_network(last: &mut Addresses, now: Addresses) -> bool {
    // Without an address there is nothing to connect from. A network that comes back counts as another
    // one: what was connected over it may be dead.
    let is_there = now.iter().any(Option::is_some);
    let is_other = *last != now;
    *last = now;
    is_there && is_other
}

/// A UDP socket that is "connected" to a documentation address (RFC 5737, RFC 3849) sends nothing, but the
/// system chooses the interface of the route there.
fn addresses() -> Addresses {
    [("0.0.0.0:0", "192.0.2.1:9"), ("[::]:0", "[2001:db8::1]:9")].map(|(from, to)| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        socket.local_addr().ok().map(|address| address.ip())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_address_and_a_network_that_is_back_are_changes() {
        let home = [Some(IpAddr::from([192, 168, 1, 2])), None];
        let phone = [Some(IpAddr::from([10, 0, 0, 2])), None];
        let mut last = home;
        assert!(!is_other_network(&mut last, home));
        assert!(!is_other_network(&mut last, [None, None]), "nothing to connect from");
        assert!(is_other_network(&mut last, home), "it is back");
        assert!(is_other_network(&mut last, phone));
        assert!(!is_other_network(&mut last, phone));
    }
}

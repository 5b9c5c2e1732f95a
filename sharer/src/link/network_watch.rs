//! Notices that this computer's network has changed.

use std::net::{IpAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::AbortHandle;
use tokio::time::Instant;
use tracing::info;

/// How often the addresses are looked at. No packet is sent for it. The page looks for another path when it has heard
/// nothing for [`protocol::limits::PATH_SILENT`], and by then the link to the server should be a new one.
const INTERVAL: Duration = Duration::from_secs(1);

/// How long after a change the next one is reported at the earliest: doubled each time while they go on, up to
/// [`PAUSE_MAX`]. Each report makes a new link to the server, which everybody at the User's address has only so many
/// of, and whoever sends router advertisements in the User's network can change the addresses all the time.
const PAUSE_MIN: Duration = Duration::from_secs(2);

/// See [`PAUSE_MIN`].
const PAUSE_MAX: Duration = Duration::from_secs(15);

/// After this time without a report the next change is reported at once again.
const CALM: Duration = Duration::from_secs(30);

/// Addresses from which the system would send to the internet, by IPv4 and IPv6.
type Addresses = [Option<IpAddr>; 2];

/// Watches until it is dropped.
#[derive(Debug)]
pub(crate) struct NetworkWatch(AbortHandle);

impl NetworkWatch {
    /// Notifies when the addresses have changed, and there is one.
    pub(crate) fn start(changed: Arc<Notify>) -> Self {
        let task = tokio::spawn(async move {
            let mut changes = Changes::new(addresses());
            loop {
                tokio::time::sleep(INTERVAL).await;
                if changes.reports(addresses(), Instant::now()) {
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

/// Which changes of the addresses are reported, and when.
#[derive(Debug)]
struct Changes {
    last: Addresses,
    /// Whether there was a change that is not reported yet.
    is_pending: bool,
    /// When the last report was made, and how long the next one waits after it.
    reported: Option<(Instant, Duration)>,
}

impl Changes {
    fn new(addresses: Addresses) -> Self {
        Self { last: addresses, is_pending: false, reported: None }
    }

    /// Whether a change is reported now, with these addresses. Changes that come within the pause are reported as one,
    /// when it is over.
    fn reports(&mut self, addresses: Addresses, now: Instant) -> bool {
        self.is_pending |= self.last != addresses;
        self.last = addresses;
        // Without an address there is nothing to connect from. A network that comes back counts as another
        // one: what was connected over it may be dead.
        let is_there = addresses.iter().any(Option::is_some);
        if !is_there || !self.is_pending {
            return false;
        }
        let pause = match self.reported {
            Some((reported, pause)) if now < reported + pause => return false,
            Some((reported, pause)) if now < reported + CALM => (pause * 2).min(PAUSE_MAX),
            Some(_) | None => PAUSE_MIN,
        };
        self.is_pending = false;
        self.reported = Some((now, pause));
        true
    }
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
    use std::net::Ipv4Addr;

    use super::*;

    const HOME: Addresses = [Some(IpAddr::V4(Ipv4Addr::new(192, 168, 1, 2))), None];
    const PHONE: Addresses = [Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2))), None];
    const NOWHERE: Addresses = [None, None];

    #[test]
    fn a_new_address_and_a_network_that_is_back_are_changes() {
        let mut now = Instant::now();
        let mut changes = Changes::new(HOME);
        for (addresses, expected) in [
            (HOME, false),
            // Nothing to connect from.
            (NOWHERE, false),
            // It is back.
            (HOME, true),
            (PHONE, true),
            (PHONE, false),
        ] {
            assert_eq!(changes.reports(addresses, now), expected, "{addresses:?}");
            now += CALM;
        }
    }

    /// Router advertisements that come and go, or a VPN, change the addresses each time they are looked at. That made a new
    /// link twice a second.
    #[test]
    fn a_network_that_changes_all_the_time_makes_few_links() {
        let begun = Instant::now();
        let mut changes = Changes::new(HOME);
        let mut reports = Vec::new();
        for look in 0..120 {
            let now = begun + INTERVAL * look;
            if changes.reports(if look % 2 == 0 { PHONE } else { HOME }, now) {
                reports.push((now - begun).as_secs());
            }
        }
        assert_eq!(reports, [0, 2, 6, 14, 29, 44, 59, 74, 89, 104, 119]);
    }

    #[test]
    fn changes_within_the_pause_are_reported_as_one_and_none_is_lost() {
        let mut now = Instant::now();
        let mut changes = Changes::new(HOME);
        assert!(changes.reports(PHONE, now), "the first one at once");
        for addresses in [HOME, NOWHERE, PHONE] {
            now += PAUSE_MIN / 4;
            assert!(!changes.reports(addresses, now));
        }
        now += PAUSE_MIN / 4;
        assert!(
            changes.reports(PHONE, now),
            "it is the network of the report, and was away meanwhile"
        );
        now += PAUSE_MAX;
        assert!(!changes.reports(PHONE, now), "nothing has changed since");
        now += CALM;
        assert!(changes.reports(HOME, now));
    }
}

//! Ports of the router, for `--map-port`: the shell around [`mapping::Mapper`].
//!
//! [`PortMapper`] is what the rest of the program sees. `driver` is the task that feeds the machine and performs
//! its outputs: `requests` asks by PCP, NAT-PMP or UPnP, and `upnp` speaks UPnP. This
//! is the only folder that names the crates for these protocols.

mod driver;
mod requests;
mod upnp;

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddrV4, UdpSocket};
use std::num::NonZeroU16;
use std::time::Duration;

use mapping::{NoMapping, Route};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::timeout;

use self::driver::{Command, Driver};
use crate::platform;

/// Commands that may wait for the driver, which takes them at once. A port whose command finds no room is not
/// mapped.
const COMMANDS: usize = 8;

/// How long the end of a session waits until the router has closed its ports. A router that does not answer closes them
/// when their leases end.
const END: Duration = Duration::from_secs(4);

/// The port of PCP and NAT-PMP at a router (RFC 6887 §19.2). Only to find out from which address we send there.
const PCP_PORT: u16 = 5351;

/// Asks the router for ports. All clones speak to one driver.
#[derive(Clone, Debug)]
pub struct PortMapper(mpsc::Sender<Command>);

/// A port that is mapped, or is to be. Dropping it lets the router close the port.
#[derive(Debug)]
pub struct MappedPort {
    news: watch::Receiver<News>,
    _open: oneshot::Sender<Infallible>,
}

/// What is known of a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// Nothing: it is not known what the router speaks, or it is left alone for a while.
    #[default]
    Waiting,
    /// The router was asked. It is one that answers.
    Asked,
    /// Packets reach it at this address.
    Mapped(SocketAddrV4),
    /// There is no mapping, at least for the time being.
    NotMapped(NoMapping),
}

impl PortMapper {
    /// A mapper, and the task that does its work. From here on it is found out what the router speaks.
    pub fn start() -> (Self, impl Future<Output = ()> + Send + 'static) {
        let (commands, taken) = mpsc::channel(COMMANDS);
        (Self(commands), Driver::new(taken).run())
    }

    /// Asks for a mapping of a port of ours. `None` when the driver has no time for it, or has ended.
    pub fn open(&self, port: NonZeroU16, route: Option<Route>) -> Option<MappedPort> {
        let (sender, news) = watch::channel(News::Waiting);
        let (open, closed) = oneshot::channel();
        self.0.try_send(Command::Open { port, route, news: sender, closed }).ok()?;
        Some(MappedPort { news, _open: open })
    }

    /// Closes all ports, and waits until the router has done so or the time for it is over. No port is opened after
    /// it.
    pub async fn finish(self) {
        let (done, finished) = oneshot::channel();
        let finishing = async {
            if self.0.send(Command::Finish(done)).await.is_ok() {
                // An error means that the driver has ended.
                let _ = finished.await;
            }
        };
        let _ = timeout(END, finishing).await;
    }
}

impl MappedPort {
    /// What there is to know next. `None` when nothing comes any more.
    pub async fn next(&mut self) -> Option<News> {
        self.news.changed().await.ok()?;
        Some(*self.news.borrow_and_update())
    }
}

/// The route to the default gateway. `None` if there is none, or this system cannot say.
pub fn route() -> Option<Route> {
    let gateway = platform::default_gateway()?;
    // Connecting sends nothing; the system chooses our address.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((gateway, PCP_PORT)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(local) => Some(Route { gateway, local }),
        IpAddr::V6(_) => None,
    }
}

//! What a server has to know about where it runs.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use crate::address::Cidr;
use crate::bounds::Bounds;
use crate::lane_budget::LaneRates;
use crate::origin::PublicUrl;
use crate::turn::TurnServer;

/// What a server has to know about where it stands.
#[derive(Clone, Debug, Default)]
pub struct ServerConfig {
    /// Where people reach it, when that is not what their browsers ask it for.
    pub public_url: Option<PublicUrl>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Cidr>,
    /// The relay, if it has one.
    pub turn: TurnServer,
    /// What lanes may carry.
    pub lane_rates: LaneRates,
    /// How many connections it has.
    pub bounds: Bounds,
    /// Where its metrics can be read, if they can.
    pub metrics: Option<MetricsListener>,
}

/// A socket of its own for the metrics, so that those who reach the server do not reach them.
#[derive(Clone, Debug)]
pub struct MetricsListener(Arc<TcpListener>);

impl MetricsListener {
    /// Begins to listen.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(Self(Arc::new(listener)))
    }

    /// Its address.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }

    /// The socket, for the runtime.
    pub(super) fn listener(&self) -> io::Result<tokio::net::TcpListener> {
        tokio::net::TcpListener::from_std(self.0.try_clone()?)
    }
}

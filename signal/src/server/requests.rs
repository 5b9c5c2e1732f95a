//! Counts HTTP connections of a trusted proxy for the clients that it serves.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue};

use super::places::Place;
use crate::address::{self, Cidr, Source};
use crate::connection_table::Use;

/// The client that a request comes from, behind trusted proxies too.
pub(super) fn client_of(peer: IpAddr, headers: &HeaderMap, trusted: &[Cidr]) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().map(HeaderValue::as_bytes);
    address::client(peer, lines, trusted)
}

/// The place of a connection, and who uses it.
pub(super) struct Requests {
    place: Place,
    /// The trusted proxies, if the connection is of one.
    proxies: Option<Arc<[Cidr]>>,
}

/// Its client has too many requests at once.
#[derive(Clone, Copy)]
pub(super) struct TooMany;

impl Requests {
    /// Those of a client's own connection.
    pub(super) fn direct(place: Place) -> Self {
        Self { place, proxies: None }
    }

    /// Those of a connection of a trusted proxy: each counts for the client that the proxy names.
    pub(super) fn of_proxy(place: Place, proxies: Arc<[Cidr]>) -> Self {
        Self { place, proxies: Some(proxies) }
    }

    /// A request has come.
    pub(super) fn begin(&self, peer: IpAddr, headers: &HeaderMap) -> Result<(), TooMany> {
        let Some(proxies) = &self.proxies else {
            self.place.set(Use::Busy);
            return Ok(());
        };
        let client = Source::from(client_of(peer, headers, proxies));
        if self.place.serve(Some(client)) { Ok(()) } else { Err(TooMany) }
    }

    /// All requests are answered, and the client has read the answers.
    pub(super) fn rest(&self) {
        if self.proxies.is_some() {
            // Nobody has too many connections that serve nobody.
            let _ = self.place.serve(None);
        } else {
            self.place.set(Use::Idle);
        }
    }
}

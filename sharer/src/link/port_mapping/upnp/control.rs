//! The requests that map a port (WANIPConnection:1, §2.4), as envelopes of SOAP.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::time::Duration;

use rand_core::{OsRng, RngCore as _};
use roxmltree::Document;

use super::http::Place;

/// What a router shows its owner beside the port.
const DESCRIPTION: &str = "Alongside";

/// External ports that are tried, as long as the router says that each is taken. Two that are taken are rare already.
const TRIES: usize = 4;

/// Below them are the ports of services that the owner may want to map.
const FIRST_PORT: u16 = 32_768;

/// Codes of errors (WANIPConnection:1, §2.4.16).
const CONFLICT: u16 = 718;
const ONLY_PERMANENT_LEASES: u16 = 725;

/// A service of the router that maps ports.
#[derive(Clone, Debug)]
pub(in super::super) struct Service {
    /// Its type, which each request repeats.
    pub(super) kind: &'static str,
    pub(super) control: Place,
}

/// Why a request was in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Fault {
    /// The router gave no answer, or none that is understood.
    NoAnswer,
    /// It maps ports for ever only.
    NotLeased,
    /// It refuses, with this code.
    Refused(u16),
}

impl Service {
    /// A service there.
    #[cfg(test)]
    pub(in super::super) fn at(address: std::net::SocketAddr) -> Self {
        let url = url::Url::parse(&format!("http://{address}/")).expect("a URL");
        let std::net::IpAddr::V4(router) = address.ip() else { panic!("an IPv4 address") };
        let control = Place::new(&url, router).expect("it is at the router");
        Self { kind: "urn:schemas-upnp-org:service:WANIPConnection:1", control }
    }

    /// The router's address in the internet, or in the network of the NAT behind it.
    pub(in super::super) async fn external_address(&self) -> Result<Ipv4Addr, Fault> {
        let answer = self.call("GetExternalIPAddress", &[]).await?;
        let address = element(&answer, "NewExternalIPAddress").ok_or(Fault::NoAnswer)?;
        address.parse().map_err(|_| Fault::NoAnswer)
    }

    /// Maps a UDP port of ours, and returns the external one: the same number if it is free, since some routers map no
    /// other. `asking` is called with each port before the router is asked for it.
    pub(in super::super) async fn open(
        &self,
        local: SocketAddrV4,
        lease: Duration,
        asking: impl Fn(u16),
    ) -> Result<u16, Fault> {
        let mut external = local.port();
        for _ in 1..TRIES {
            asking(external);
            match self.map(external, local, lease).await {
                Err(Fault::Refused(CONFLICT)) => external = any_port(),
                result => return result.map(|()| external),
            }
        }
        asking(external);
        self.map(external, local, lease).await.map(|()| external)
    }

    /// Whether the router maps this external port to ours, and to no other computer's.
    pub(in super::super) async fn maps(&self, external: u16, local: SocketAddrV4) -> bool {
        let answer = self.call("GetSpecificPortMappingEntry", &named(external)).await;
        let Ok(answer) = answer else { return false };
        let is = |name, expected: &str| element(&answer, name).as_deref() == Some(expected);
        is("NewInternalClient", &local.ip().to_string())
            && is("NewInternalPort", &local.port().to_string())
    }

    /// Maps this external port to ours, or renews its lease.
    pub(in super::super) async fn map(
        &self,
        external: u16,
        local: SocketAddrV4,
        lease: Duration,
    ) -> Result<(), Fault> {
        // Some routers want the arguments in the order of the standard.
        let arguments = [
            ("NewRemoteHost", String::new()),
            ("NewExternalPort", external.to_string()),
            ("NewProtocol", "UDP".to_owned()),
            ("NewInternalPort", local.port().to_string()),
            ("NewInternalClient", local.ip().to_string()),
            ("NewEnabled", "1".to_owned()),
            ("NewPortMappingDescription", DESCRIPTION.to_owned()),
            ("NewLeaseDuration", lease.as_secs().to_string()),
        ];
        self.call("AddPortMapping", &arguments).await.map(drop)
    }

    /// Ends a mapping.
    pub(in super::super) async fn unmap(&self, external: u16) -> Result<(), Fault> {
        self.call("DeletePortMapping", &named(external)).await.map(drop)
    }

    /// Makes a request. Returns the envelope of the answer. The arguments hold nothing that XML would want escaped.
    async fn call(&self, action: &str, arguments: &[(&str, String)]) -> Result<String, Fault> {
        let kind = self.kind;
        let mut envelope = format!(
            "<?xml version=\"1.0\"?>\r\n<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             s:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\"><s:Body>\
             <u:{action} xmlns:u=\"{kind}\">"
        );
        for (name, value) in arguments {
            envelope += &format!("<{name}>{value}</{name}>");
        }
        envelope += &format!("</u:{action}></s:Body></s:Envelope>\r\n");
        let sent = self.control.post(&format!("\"{kind}#{action}\""), envelope).await;
        let (status, answer) = sent.ok_or(Fault::NoAnswer)?;
        if status.is_success() && element(&answer, &format!("{action}Response")).is_some() {
            return Ok(answer);
        }
        let code = element(&answer, "errorCode").and_then(|code| code.parse().ok());
        Err(match code {
            None => Fault::NoAnswer,
            Some(ONLY_PERMANENT_LEASES) => Fault::NotLeased,
            Some(code) => Fault::Refused(code),
        })
    }
}

/// The arguments that name a mapping.
fn named(external: u16) -> [(&'static str, String); 3] {
    [
        ("NewRemoteHost", String::new()),
        ("NewExternalPort", external.to_string()),
        ("NewProtocol", "UDP".to_owned()),
    ]
}

/// The text of the first element with this name, which may be empty.
fn element(envelope: &str, name: &str) -> Option<String> {
    // A document with a DTD, and with it entities that grow, is refused.
    let document = Document::parse(envelope).ok()?;
    let found = document.descendants().find(|node| node.tag_name().name() == name)?;
    Some(found.text().unwrap_or_default().trim().to_owned())
}

fn any_port() -> u16 {
    let any = u16::try_from(OsRng.next_u32() % u32::from(u16::MAX - FIRST_PORT)).unwrap_or(0);
    FIRST_PORT + any
}

#[cfg(test)]
mod tests;

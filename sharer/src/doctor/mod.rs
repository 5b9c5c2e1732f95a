//! `alongside doctor`: tries for real what a session needs, and says what will happen and what to mend.
//!
//! [`verdict`] is pure: from [`findings`] follow checks, sentences, paths and the exit status. Everything
//! else here does I/O. A relay and a lane need credentials, which a server gives only with a claim. So the
//! doctor opens an invitation and claims it itself (`claim`), tries each way with what both ends
//! are granted (`legs`), and gives it back.

mod carrier;
mod claim;
mod computer;
pub mod findings;
mod legs;
mod port_mapping;
mod stun;
mod turn;
pub mod verdict;

use self::claim::OwnClaim;
use self::findings::{Findings, LinkFault, PolicyFinding, RouterFinding, ServerFindings};
use crate::link::dial::{Dialer, Security};
use crate::link::signal::ServerUrl;
use crate::log::LogFolder;
use crate::platform::Options;
use crate::platform::network_kind::NetworkKind;
use crate::policy::ListenAddress;

/// What is checked.
#[derive(Debug)]
pub struct Subject {
    /// The server; `None` for the one inside this program.
    pub server: Option<ServerUrl>,
    /// Opens streams, through the User's proxy.
    pub dialer: Dialer,
    /// Where the server inside this program would listen.
    pub listen: ListenAddress,
    /// Whether the router is to be asked for a port.
    pub map_port: bool,
    /// The kind of the network that the computer is in.
    pub network: NetworkKind,
    /// The desktop.
    pub desktop: Options,
    /// What the owner of this computer says.
    pub policy: PolicyFinding,
    /// Where the session log goes; `None` when none is kept.
    pub log: Option<LogFolder>,
}

/// Tries everything. It takes some seconds; at most about twenty.
pub async fn examine(subject: Subject) -> Findings {
    let Subject { server, dialer, listen, map_port, network, desktop, policy, log } = subject;
    // What the owner forbids is not tried, either; with rules that cannot be read nothing is allowed.
    let is_allowed = matches!(policy, PolicyFinding::None | PolicyFinding::Allows { .. });
    let on_server = async {
        match &server {
            Some(server) if is_allowed => Some(examine_server(server, &dialer).await),
            Some(server) => Some(not_allowed(server)),
            None => None,
        }
    };
    let router = async {
        if !map_port || !is_allowed {
            RouterFinding::NotAsked
        } else if network.counts_as_public() {
            RouterFinding::Public
        } else {
            RouterFinding::Asked(port_mapping::check().await)
        }
    };
    let computer = computer::check(desktop, policy, log);
    let (server, port_mapping, computer) = tokio::join!(on_server, router, computer);
    Findings { server, listen, network, port_mapping, computer }
}

/// What is known of a server that is not contacted.
fn not_allowed(server: &ServerUrl) -> ServerFindings {
    let endpoint = server.endpoint();
    ServerFindings {
        server: endpoint.as_ref().map(|(host, _)| host.to_string()).unwrap_or_default(),
        is_secure: endpoint.is_some_and(|(_, security)| security == Security::Tls),
        proxy: None,
        link: Err(LinkFault::NotAllowed),
        ipv6: findings::Ipv6::NotAllowed,
    }
}

async fn examine_server(server: &ServerUrl, dialer: &Dialer) -> ServerFindings {
    let Some((host, security)) = server.endpoint() else {
        return ServerFindings {
            server: String::new(),
            is_secure: false,
            proxy: None,
            link: Err(LinkFault::NotUpgraded(None)),
            ipv6: findings::Ipv6::NotThere,
        };
    };
    // A proxy of another kind is an error of the connection, too.
    let proxy = dialer.proxy_for(&host, security).ok().flatten();
    let link = async {
        let claim = OwnClaim::begin(server, dialer).await?;
        let found = legs::try_all(&claim, server, dialer).await;
        claim.end().await;
        Ok(found)
    };
    let (link, ipv6) = tokio::join!(link, legs::ipv6(&host, proxy.is_some()));
    ServerFindings {
        server: host.to_string(),
        is_secure: security == Security::Tls,
        proxy,
        link,
        ipv6,
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::net::TcpListener;

    use protocol::geometry::Size;

    use super::*;
    use crate::platform::SourceKind;
    use crate::platform::parts::Motion;

    /// Only the router was left alone; the server was contacted, and an invitation opened there.
    #[tokio::test]
    async fn the_doctor_contacts_no_server_where_the_owner_forbids_sharing() {
        let why = || "no".to_owned();
        for policy in [PolicyFinding::Forbids(why()), PolicyFinding::Broken(why())] {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            listener.set_nonblocking(true).unwrap();
            let server = format!("http://{}", listener.local_addr().unwrap());
            let size = Size::new(64, 64).unwrap();
            let source = SourceKind::Synthetic { size, motion: Motion::Still };
            let subject = Subject {
                server: Some(server.parse().unwrap()),
                dialer: Dialer::default(),
                listen: ListenAddress::Open,
                map_port: true,
                network: NetworkKind::Unknown,
                desktop: Options { source, ..Options::default() },
                policy: policy.clone(),
                log: None,
            };
            let findings = examine(subject).await;
            let visit = listener.accept().map_err(|error| error.kind());
            assert_eq!(visit.err(), Some(ErrorKind::WouldBlock), "{policy:?}");
            assert_eq!(findings.server.unwrap().link, Err(LinkFault::NotAllowed));
            assert_eq!(findings.port_mapping, RouterFinding::NotAsked, "nor is the router asked");
        }
    }

    #[tokio::test]
    async fn the_doctor_asks_no_router_in_a_public_network() {
        let size = Size::new(64, 64).unwrap();
        let source = SourceKind::Synthetic { size, motion: Motion::Still };
        for (map_port, finding) in [(true, RouterFinding::Public), (false, RouterFinding::NotAsked)]
        {
            let subject = Subject {
                server: None,
                dialer: Dialer::default(),
                listen: ListenAddress::Open,
                map_port,
                network: NetworkKind::Public,
                desktop: Options { source, ..Options::default() },
                policy: PolicyFinding::None,
                log: None,
            };
            assert_eq!(examine(subject).await.port_mapping, finding);
        }
    }
}

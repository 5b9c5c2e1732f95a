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
mod stun;
mod turn;
pub mod verdict;

use self::claim::OwnClaim;
pub use self::computer::LogFolder;
use self::findings::{Findings, LinkFault, PolicyFinding, ServerFindings};
use crate::link::dial::{Dialer, Security};
use crate::link::signal::ServerUrl;
use crate::platform::Options;

/// What is checked.
#[derive(Debug)]
pub struct Subject {
    /// The server; `None` for the one inside this program.
    pub server: Option<ServerUrl>,
    /// Opens streams, through the User's proxy.
    pub dialer: Dialer,
    /// The desktop.
    pub desktop: Options,
    /// What the owner of this computer says.
    pub policy: PolicyFinding,
    /// Where the session log goes.
    pub log: LogFolder,
}

/// Tries everything. It takes some seconds; at most about twenty.
pub async fn examine(subject: Subject) -> Findings {
    let Subject { server, dialer, desktop, policy, log } = subject;
    let on_server = async {
        match &server {
            Some(server) => Some(examine_server(server, &dialer).await),
            None => None,
        }
    };
    let (server, computer) = tokio::join!(on_server, computer::check(desktop, policy, log));
    Findings { server, computer }
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

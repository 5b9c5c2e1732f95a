//! What a server has to know about where it runs.

use crate::address::Cidr;
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
}

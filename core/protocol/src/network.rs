//! What the signal server gives an end to reach the other one: STUN and TURN servers, and a lane.
//!
//! Everything here is for one claim and one end, and ends with the claim.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::limits::{ICE_SERVER_TEXT_BYTES, ICE_SERVER_URLS, ICE_SERVERS};

/// What an end may use to reach the other one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// STUN and TURN servers: at most [`ICE_SERVERS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ice_servers: Vec<IceServer>,
    /// Opens the lane of the claim. `None` where the server has no lanes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<LaneToken>,
}

impl Network {
    pub(crate) fn is_within_bounds(&self) -> bool {
        self.ice_servers.len() <= ICE_SERVERS
            && self.ice_servers.iter().all(IceServer::is_within_bounds)
    }
}

/// A STUN or TURN server (W3C WebRTC §4.2.4, `RTCIceServer`).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IceServer {
    /// `stun:`, `turn:` and `turns:` addresses (RFC 7064, RFC 7065): at most [`ICE_SERVER_URLS`].
    pub urls: Vec<String>,
    /// For TURN (RFC 8489 §9.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For TURN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

impl IceServer {
    fn is_within_bounds(&self) -> bool {
        let texts = self.urls.iter().chain(&self.username).chain(&self.credential);
        self.urls.len() <= ICE_SERVER_URLS
            && texts.into_iter().all(|text| text.len() <= ICE_SERVER_TEXT_BYTES)
    }
}

impl fmt::Debug for IceServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither an address nor a credential belongs in a log.
        f.write_str("IceServer(…)")
    }
}

/// Opens one end of a lane: 128 random bits, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LaneToken([u8; 16]);

impl LaneToken {
    /// Wraps random bytes.
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for LaneToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LaneToken(…)")
    }
}

/// The text is not a lane token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 32 hexadecimal digits")]
pub struct LaneTokenError;

impl TryFrom<String> for LaneToken {
    type Error = LaneTokenError;

    fn try_from(text: String) -> Result<Self, LaneTokenError> {
        text.parse()
    }
}

impl core::str::FromStr for LaneToken {
    type Err = LaneTokenError;

    fn from_str(text: &str) -> Result<Self, LaneTokenError> {
        if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(LaneTokenError);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| LaneTokenError)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl From<LaneToken> for String {
    fn from(token: LaneToken) -> String {
        format!("{:032x}", u128::from_be_bytes(token.0))
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;
    use alloc::vec;

    use super::*;
    use crate::signal::FromSignal;

    fn server(urls: usize, text: usize) -> IceServer {
        IceServer { urls: vec!["u".repeat(text); urls], username: None, credential: None }
    }

    #[test]
    fn no_more_servers_are_taken_than_the_bounds() {
        for (servers, fits) in [
            (vec![server(ICE_SERVER_URLS, ICE_SERVER_TEXT_BYTES); ICE_SERVERS], true),
            (vec![server(1, 1); ICE_SERVERS + 1], false),
            (vec![server(ICE_SERVER_URLS + 1, 1)], false),
            (vec![server(1, ICE_SERVER_TEXT_BYTES + 1)], false),
        ] {
            let network = Network { ice_servers: servers, lane: None };
            let text = FromSignal::ClaimBegun { network }.encode();
            assert_eq!(FromSignal::decode(&text).is_ok(), fits);
        }
    }

    #[test]
    fn a_lane_token_is_32_hexadecimal_digits() {
        let token = LaneToken::new([0xa7; 16]);
        assert_eq!(String::from(token).parse(), Ok(token));
        for wrong in
            ["", "a7", &"g".repeat(32), &"a".repeat(33), &("+".to_string() + &"a".repeat(31))]
        {
            assert_eq!(wrong.parse::<LaneToken>(), Err(LaneTokenError), "{wrong}");
        }
        assert_eq!(format!("{token:?}"), "LaneToken(…)");
    }
}

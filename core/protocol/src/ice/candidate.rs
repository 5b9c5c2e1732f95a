//! A candidate of the Helper's browser (RFC 8839 §5.1).

use alloc::string::String;
use core::fmt;
use core::net::{IpAddr, SocketAddr};
use core::str::FromStr;

use crate::limits::CANDIDATE_BYTES;

/// The port of multicast DNS. A stack takes what comes from it for an answer to a query.
const MDNS_PORT: u16 = 5353;

/// The longest foundation (RFC 8839 §5.1).
const FOUNDATION_BYTES: usize = 32;

/// A candidate over UDP of the first component. Others are not read: browsers multiplex RTP and RTCP, and need
/// no TCP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    foundation: String,
    priority: u32,
    target: Target,
    kind: CandidateKind,
}

/// Where a candidate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// At this address.
    Address(SocketAddr),
    /// At a port of a name of multicast DNS (`….local`), by which browsers hide local addresses.
    Name(String, u16),
}

/// How the other end has got the candidate (RFC 8445 §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateKind {
    /// It is an address of an interface.
    Host,
    /// A STUN server has seen it.
    ServerReflexive,
    /// The other end of a check has seen it.
    PeerReflexive,
    /// It is an address of a TURN server.
    Relay,
}

/// The rule that a candidate breaks. The text does not quote the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CandidateError {
    /// It is longer than [`CANDIDATE_BYTES`].
    #[error("expected a candidate of at most {CANDIDATE_BYTES} bytes")]
    TooLong,
    /// It does not have the form of RFC 8839.
    #[error("expected a foundation, component, transport, priority, address, port and type")]
    Malformed,
    /// It is for TCP.
    #[error("expected a candidate over UDP")]
    Transport,
    /// It is for RTCP alone, which is multiplexed.
    #[error("expected a candidate of component 1")]
    Component,
    /// Its port is 0, or that of multicast DNS.
    #[error("expected a port other than 0 and {MDNS_PORT}")]
    Port,
    /// It names neither an IP address nor, for a host candidate, a name of multicast DNS.
    #[error("expected an IP address, or one label and .local")]
    Address,
}

impl CandidateKind {
    const ALL: [(&'static str, Self); 4] = [
        ("host", Self::Host),
        ("srflx", Self::ServerReflexive),
        ("prflx", Self::PeerReflexive),
        ("relay", Self::Relay),
    ];
}

impl Candidate {
    /// Where it is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// How the other end has got it.
    pub fn kind(&self) -> CandidateKind {
        self.kind
    }

    /// The address, if it is that of a relay.
    pub fn relay(&self) -> Option<SocketAddr> {
        match self.target {
            Target::Address(address) if self.kind == CandidateKind::Relay => Some(address),
            Target::Address(_) | Target::Name(..) => None,
        }
    }
}

/// Reads a candidate, with or without `candidate:` before it. What follows the type is not kept.
impl FromStr for Candidate {
    type Err = CandidateError;

    fn from_str(text: &str) -> Result<Self, CandidateError> {
        if text.len() > CANDIDATE_BYTES {
            return Err(CandidateError::TooLong);
        }
        let text = text.strip_prefix("candidate:").unwrap_or(text);
        let mut words = text.split_ascii_whitespace();
        let mut word = || words.next().ok_or(CandidateError::Malformed);
        let foundation = word()?;
        let (component, transport) = (word()?, word()?);
        let (priority, address, port) = (word()?, word()?, word()?);
        if word()? != "typ" {
            return Err(CandidateError::Malformed);
        }
        let kind = word()?;
        let known = CandidateKind::ALL.iter().find(|(name, _)| *name == kind);
        let (_, kind) = *known.ok_or(CandidateError::Malformed)?;
        if !is_foundation(foundation) {
            return Err(CandidateError::Malformed);
        }
        if !transport.eq_ignore_ascii_case("udp") || words.any(|word| word == "tcptype") {
            return Err(CandidateError::Transport);
        }
        if component != "1" {
            return Err(CandidateError::Component);
        }
        let priority = number(priority).ok_or(CandidateError::Malformed)?;
        let port = number(port).and_then(|port| u16::try_from(port).ok());
        let port = port.ok_or(CandidateError::Malformed)?;
        if port == 0 || port == MDNS_PORT {
            return Err(CandidateError::Port);
        }
        let target = match address.parse::<IpAddr>() {
            Ok(ip) => Target::Address(SocketAddr::new(ip, port)),
            Err(_) if is_mdns_name(address) && kind == CandidateKind::Host => {
                Target::Name(address.into(), port)
            }
            Err(_) => return Err(CandidateError::Address),
        };
        Ok(Self { foundation: foundation.into(), priority, target, kind })
    }
}

/// In the one form that a stack is given.
impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { foundation, priority, target, kind } = self;
        write!(f, "candidate:{foundation} 1 udp {priority} ")?;
        match target {
            Target::Address(address) => write!(f, "{} {}", address.ip(), address.port())?,
            Target::Name(name, port) => write!(f, "{name} {port}")?,
        }
        let name = CandidateKind::ALL.iter().find(|(_, known)| known == kind);
        write!(f, " typ {}", name.map_or("host", |(name, _)| name))
    }
}

/// Digits alone: the parsers of some languages take signs, too.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn is_foundation(text: &str) -> bool {
    let is_ice_char = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    (1..=FOUNDATION_BYTES).contains(&text.len()) && text.bytes().all(is_ice_char)
}

/// A name as browsers make it up for a local address: one label, and `.local`.
fn is_mdns_name(name: &str) -> bool {
    let Some(label) = name.strip_suffix(".local") else { return false };
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::format;
    use std::string::ToString;

    fn read(text: &str) -> Result<Candidate, CandidateError> {
        text.parse()
    }

    #[test]
    fn candidates_of_browsers_are_read_and_written_without_their_extensions() {
        for (text, written) in [
            (
                "candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0 ufrag abcd network-cost 999",
                "candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host",
            ),
            (
                "candidate:2 1 UDP 2122252543 2001:db8:0::7 54321 typ host",
                "candidate:2 1 udp 2122252543 2001:db8::7 54321 typ host",
            ),
            (
                "candidate:3 1 udp 1686052607 203.0.113.9 61000 typ srflx raddr 0.0.0.0 rport 0",
                "candidate:3 1 udp 1686052607 203.0.113.9 61000 typ srflx",
            ),
            (
                "candidate:4 1 udp 41885695 198.51.100.2 50001 typ relay raddr 203.0.113.9 rport 61000",
                "candidate:4 1 udp 41885695 198.51.100.2 50001 typ relay",
            ),
            (
                "candidate:5 1 udp 1 6e3d0e9c-1f2b-4c5d-8e7f-aabbccddeeff.local 54321 typ host",
                "candidate:5 1 udp 1 6e3d0e9c-1f2b-4c5d-8e7f-aabbccddeeff.local 54321 typ host",
            ),
            ("6 1 udp 1 fd00::1 1024 typ prflx", "candidate:6 1 udp 1 fd00::1 1024 typ prflx"),
        ] {
            assert_eq!(read(text).map(|read| read.to_string()).as_deref(), Ok(written));
        }
    }

    #[test]
    fn each_error_names_the_rule_that_is_broken() {
        use CandidateError::{Address, Component, Malformed, Port, TooLong, Transport};
        let long = format!("1 1 udp 1 192.0.2.1 9 typ host {}", "x".repeat(CANDIDATE_BYTES));
        for (text, error) in [
            ("", Malformed),
            ("candidate:", Malformed),
            ("1 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active", Transport),
            ("1 1 udp 1518280447 192.168.1.7 9 typ host tcptype passive", Transport),
            ("1 1 udp 1 192.168.1.7 9 typ host generation 0 tcptype passive", Transport),
            ("1 1 ssltcp 1 192.168.1.7 443 typ host", Transport),
            ("1 2 udp 1 192.168.1.7 50000 typ host", Component),
            ("1 1 udp 1 192.168.1.7 0 typ host", Port),
            ("1 1 udp 1 192.168.1.7 5353 typ host", Port),
            ("1 1 udp 1 192.168.1.7 65536 typ host", Malformed),
            ("1 1 udp 1 192.168.1.7 +9 typ host", Malformed),
            ("1 1 udp -1 192.168.1.7 9 typ host", Malformed),
            ("1 1 udp 1 192.168.1.7 50000 typ other", Malformed),
            ("1 1 udp 1 192.168.1.7 50000 host", Malformed),
            ("a:b 1 udp 1 192.168.1.7 50000 typ host", Malformed),
            ("1 1 udp 1 example.org 9 typ host", Address),
            ("1 1 udp 1 a.b.local 9 typ host", Address),
            ("1 1 udp 1 .local 9 typ host", Address),
            ("1 1 udp 1 fe80::1%eth0 9 typ host", Address),
            ("1 1 udp 1 0x7f.1 9 typ host", Address),
            ("1 1 udp 1 127.1 9 typ host", Address),
            ("1 1 udp 1 a-b.local 9 typ srflx", Address),
            (&long, TooLong),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_one_udp_candidate_and_is_read_again_alike(
            text in "(candidate:)?[a-z0-9/]{1,4} [0-9]{1,2} (udp|UDP|tcp) [0-9]{1,11} ([0-9.]{1,9}|[0-9a-f:]{2,9}|[a-z-]{1,5}\\.local) [0-9]{1,6} typ (host|srflx|prflx|relay)( [a-z0-9.\r\n]{1,9}){0,3}",
        ) {
            let Ok(candidate) = read(&text) else { return Ok(()) };
            let written = candidate.to_string();
            prop_assert!(written.contains(" 1 udp ") && written.split(' ').count() == 8);
            prop_assert!(!written.contains(|letter: char| letter.is_control()));
            prop_assert_eq!(read(&written), Ok(candidate));
        }

        #[test]
        fn no_text_is_a_panic(text in "\\PC{0,60}") {
            let _ = read(&text);
        }
    }
}

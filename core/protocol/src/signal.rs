//! The messages between an end and the signal server: JSON text on one WebSocket per end.
//!
//! The server learns slots, times, network addresses, and the tags at which connections wait or watch.
//! It never learns a secret, a name, which people know each other, or the content of a [`Body64`] or
//! a [`SealedCard`].

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::code::Slot;
use crate::limits::{
    BODY_BYTES, CARDS_SHOWN, CLAIM_BYTES, SIGNAL_MESSAGE_BYTES, WAITING_PLACES, WATCHED_TAGS,
};
use crate::network::Network;
use crate::trust::{RendezvousTag, SealedCard};

/// The WebSocket subprotocol (RFC 6455 §1.9) of the signal link.
pub const SUBPROTOCOL: &str = "alongside.3";

/// A body that the server relays without reading it: base64 in JSON, at most [`BODY_BYTES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body64(Vec<u8>);

impl Body64 {
    /// Wraps bytes. `None` when there are more than [`BODY_BYTES`].
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() <= BODY_BYTES).then_some(Self(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The text is not base64, or the body is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected at most {BODY_BYTES} bytes in base64")]
pub struct BodyError;

impl TryFrom<String> for Body64 {
    type Error = BodyError;

    fn try_from(text: String) -> Result<Self, BodyError> {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::STANDARD.decode(text);
        bytes.ok().and_then(Self::new).ok_or(BodyError)
    }
}

impl From<Body64> for String {
    fn from(body: Body64) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(body.0)
    }
}

/// Proves to the server that a reconnecting sharer is the one that opened the slot: 128 random bits,
/// written as 32 hexadecimal digits. The server stores only a hash of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnerToken([u8; 16]);

impl OwnerToken {
    /// Generates a random token.
    pub fn generate(rng: &mut impl rand_core::CryptoRngCore) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The bytes to hash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl core::fmt::Debug for OwnerToken {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("OwnerToken(…)")
    }
}

/// The text is not an owner token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 32 hexadecimal digits")]
pub struct TokenError;

impl TryFrom<String> for OwnerToken {
    type Error = TokenError;

    fn try_from(text: String) -> Result<Self, TokenError> {
        if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(TokenError);
        }
        Ok(Self(u128::from_str_radix(&text, 16).map_err(|_| TokenError)?.to_be_bytes()))
    }
}

impl From<OwnerToken> for String {
    fn from(token: OwnerToken) -> String {
        format!("{:032x}", u128::from_be_bytes(token.0))
    }
}

/// A message from an end to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ToSignal {
    /// The sharer opens an invitation, or reopens its own after a lost connection.
    Open {
        /// [`crate::VERSION`] of the sharer.
        version: u16,
        /// Requested lifetime in seconds, reduced to [`crate::limits::INVITATION_LIFETIME_MAX`].
        lifetime_s: u32,
        /// Proves ownership when the same invitation is reopened.
        token: OwnerToken,
        /// The slot that it had before, when it is reopened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<Slot>,
        /// The invitation cannot be claimed or probed by its slot, only by a tag of `places`.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        unlisted: bool,
        /// Where the sharer also waits: at most [`WAITING_PLACES`], with different tags.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<WaitingPlace>,
    },
    /// Replaces the places at which the sharer waits, for example when a new day has begun. It has no
    /// effect after a Helper got the invitation: the sharer then waits nowhere.
    SetPlaces {
        /// At most [`WAITING_PLACES`].
        places: Vec<WaitingPlace>,
    },
    /// The sharer revokes the invitation.
    Revoke {},
    /// The viewer claims the invitation at `slot`.
    Claim {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// The slot of the invitation.
        slot: Slot,
        /// The viewer's first handshake message, at most [`CLAIM_BYTES`].
        body: Body64,
    },
    /// The viewer claims the invitation that waits at `tag`. If none or several wait there, the answer is
    /// [`Refusal::Unknown`].
    ClaimAt {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// The tag at which it waits.
        tag: RendezvousTag,
        /// The viewer's first handshake message, at most [`CLAIM_BYTES`].
        body: Body64,
    },
    /// Like [`Self::ClaimAt`], for a session that lost its connection: if no sharer waits at `tag`, the claim waits
    /// there for the next one, until its connection claims again or closes. A newer claim at the tag replaces it;
    /// then the answer is [`Refusal::Unknown`].
    AwaitAt {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// The tag at which the sharer will wait.
        tag: RendezvousTag,
        /// The viewer's first handshake message, at most [`CLAIM_BYTES`].
        body: Body64,
    },
    /// A Helper's page subscribes to the cards at these tags; an earlier subscription is replaced. The
    /// server sends [`FromSignal::Waiting`] for each tag at which a sharer waits, and at each change. A
    /// connection that watches can do nothing else.
    Watch {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// At most [`WATCHED_TAGS`].
        tags: Vec<RendezvousTag>,
    },
    /// Asks once at which of these tags a Helper watches now. The answer is one
    /// [`FromSignal::Watched`]. It must be the first message of a connection, which can be used for
    /// anything afterwards. A sharer gets the state of its own tags without this query.
    QueryWatched {
        /// [`crate::VERSION`] of the sharer.
        version: u16,
        /// At most [`WAITING_PLACES`].
        tags: Vec<RendezvousTag>,
    },
    /// Relays a body to the other end of the claim.
    Relay {
        /// From the sharer: the claim that it answers. A body for an ended claim is dropped, so that a
        /// message for one Helper never reaches the next. A viewer has one claim and omits this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<ClaimId>,
        /// The body, which only the other end can read.
        body: Body64,
    },
    /// The sharer's verdict on a claim. It is ignored for an ended claim.
    Verdict {
        /// The claim.
        claim: ClaimId,
        /// The outcome of the claim.
        outcome: Outcome,
    },
}

/// A place at the server where a sharer waits besides its slot, for Helpers who know the tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitingPlace {
    /// The tag that names the place.
    pub tag: RendezvousTag,
    /// The card for the pages that watch the tag. Without a card the sharer can be claimed here, but is
    /// not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<SealedCard>,
}

/// Identifies one claim of one invitation. The server counts the claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimId(pub u32);

/// The outcome of a claim, as the sharer reports it to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The code was right. Other claimants get [`Refusal::Taken`].
    Proven,
    /// The code was wrong. The server counts it ([`crate::limits::WRONG_CODES`]).
    WrongCode,
    /// The claimant has not proved to be a known Helper. It counts against the claimant's address like a
    /// wrong code. The invitation stays open.
    UnknownClaimant,
    /// The claimant sent nothing, or a malformed message, before the proof. The slot can be claimed
    /// again.
    Abandoned,
}

/// A message from the server to an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromSignal {
    /// To the sharer: the invitation is open.
    Opened {
        /// The slot at which it waits.
        slot: Slot,
        /// Seconds until it expires.
        expires_in_s: u32,
    },
    /// To the sharer: a viewer claims the invitation.
    Claimed {
        /// Identifies the claim in the sharer's messages.
        claim: ClaimId,
        /// The viewer's first handshake message.
        body: Body64,
        /// What the sharer may use to reach the viewer.
        #[serde(default)]
        network: Network,
    },
    /// To the viewer: its claim is accepted, and the sharer has it. It is sent before anything is proven.
    ClaimBegun {
        /// What the viewer may use to reach the sharer.
        #[serde(default)]
        network: Network,
    },
    /// A body from the other end of the claim.
    Relay {
        /// To the sharer: the claim that it belongs to. To a viewer, which has one claim, `None`; so to
        /// a sharer from a server of an older build, which lets one claim prove at a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<ClaimId>,
        /// The body.
        body: Body64,
    },
    /// The claim has ended: its other end has disconnected from the server, or was too slow.
    PeerGone {
        /// As in [`Self::Relay`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<ClaimId>,
    },
    /// To a watching page: the cards of the sharers that wait at the tag now, the oldest first, at most
    /// [`CARDS_SHOWN`]. The list is empty when none waits any more. The server sends it for one tag at
    /// most once per [`PRESENCE_SPACING`](crate::limits::PRESENCE_SPACING).
    Waiting {
        /// The watched tag.
        tag: RendezvousTag,
        /// The cards.
        cards: Vec<SealedCard>,
    },
    /// To a sharer: the tags of its own at which a Helper watches now. The server sends it when the sharer
    /// begins to wait, and at each change, at most once per
    /// [`PRESENCE_SPACING`](crate::limits::PRESENCE_SPACING). It also answers [`ToSignal::QueryWatched`].
    Watched {
        /// The watched tags, in no particular order.
        tags: Vec<RendezvousTag>,
    },
    /// The request is refused. It ends the claim of a viewer.
    Refused {
        /// Why.
        reason: Refusal,
    },
    /// The server stops. The client should reconnect a moment later.
    Closing {},
}

/// Why the server refuses a request. Both sides have a sentence for each reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No invitation waits at this slot.
    Unknown,
    /// The invitation was given to another Helper.
    Taken,
    /// Too many claimants are proving the code now, or the sharer is not there. The client can retry
    /// shortly.
    Busy,
    /// The invitation has expired.
    Expired,
    /// Too many wrong codes.
    Burnt,
    /// The User revoked the invitation.
    Revoked,
    /// The code was wrong.
    WrongCode,
    /// Too many attempts from this address, or from all addresses together.
    RateLimited,
    /// The server's limit of invitations, places or watched tags is reached. The state from before the
    /// request is kept.
    Full,
    /// The protocol version of the client is not supported.
    Version,
    /// The protocol does not allow the message in this state.
    Protocol,
}

/// Why a text is not a message of the signal link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignalMessageError {
    /// The text is longer than [`SIGNAL_MESSAGE_BYTES`].
    #[error("a signal message is longer than {SIGNAL_MESSAGE_BYTES} bytes")]
    TooLong,
    /// The text is not JSON of a known form.
    #[error("expected a signal message, got something else")]
    Malformed,
    /// There are more than [`WAITING_PLACES`] places or [`WATCHED_TAGS`] tags, or one of them twice;
    /// more servers than a [`Network`] may name; or more bytes in a claim than [`CLAIM_BYTES`].
    #[error(
        "expected at most {WAITING_PLACES} places and {WATCHED_TAGS} tags, each once, few servers, and a short claim"
    )]
    TooMany,
}

/// Whether there are at most `most` tags, all different.
fn are_few_and_different(tags: impl Iterator<Item = RendezvousTag>, most: usize) -> bool {
    let mut seen = alloc::collections::BTreeSet::new();
    let mut count = 0;
    for tag in tags {
        count += 1;
        if count > most || !seen.insert(tag) {
            return false;
        }
    }
    true
}

impl ToSignal {
    fn is_within_bounds(&self) -> bool {
        match self {
            Self::Open { places, .. } | Self::SetPlaces { places } => {
                are_few_and_different(places.iter().map(|place| place.tag), WAITING_PLACES)
            }
            Self::Watch { tags, .. } => are_few_and_different(tags.iter().copied(), WATCHED_TAGS),
            Self::QueryWatched { tags, .. } => {
                are_few_and_different(tags.iter().copied(), WAITING_PLACES)
            }
            Self::Claim { body, .. } | Self::ClaimAt { body, .. } | Self::AwaitAt { body, .. } => {
                body.as_bytes().len() <= CLAIM_BYTES
            }
            Self::Revoke {} | Self::Relay { .. } | Self::Verdict { .. } => true,
        }
    }
}

impl FromSignal {
    fn is_within_bounds(&self) -> bool {
        match self {
            Self::Waiting { cards, .. } => cards.len() <= CARDS_SHOWN,
            Self::Watched { tags } => are_few_and_different(tags.iter().copied(), WAITING_PLACES),
            Self::Claimed { network, .. } | Self::ClaimBegun { network } => {
                network.is_within_bounds()
            }
            Self::Opened { .. }
            | Self::Relay { .. }
            | Self::PeerGone { .. }
            | Self::Refused { .. }
            | Self::Closing {} => true,
        }
    }
}

macro_rules! json_message {
    ($($name:ty)*) => {$(
        impl $name {
            /// The message as JSON text.
            pub fn encode(&self) -> String {
                serde_json::to_string(self).expect("a signal message has only strings and numbers")
            }

            /// Decodes JSON text.
            pub fn decode(text: &str) -> Result<Self, SignalMessageError> {
                if text.len() > SIGNAL_MESSAGE_BYTES {
                    return Err(SignalMessageError::TooLong);
                }
                let message: Self =
                    serde_json::from_str(text).map_err(|_| SignalMessageError::Malformed)?;
                if message.is_within_bounds() {
                    Ok(message)
                } else {
                    Err(SignalMessageError::TooMany)
                }
            }
        }
    )*};
}

json_message! { ToSignal FromSignal }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex::Hex;
    use alloc::vec;

    fn tags(count: usize) -> Vec<RendezvousTag> {
        (0..count).map(|n| Hex(u128::try_from(n).unwrap().to_be_bytes())).collect()
    }

    #[test]
    fn no_more_places_and_tags_are_taken_than_the_bound() {
        let version = crate::VERSION;
        for (count, fits) in [(WATCHED_TAGS, true), (WATCHED_TAGS + 1, false)] {
            let text = ToSignal::Watch { version, tags: tags(count) }.encode();
            assert_eq!(ToSignal::decode(&text).is_ok(), fits, "{count} watched tags");
        }
        for (count, fits) in [(WAITING_PLACES, true), (WAITING_PLACES + 1, false)] {
            let places =
                tags(count).into_iter().map(|tag| WaitingPlace { tag, card: None }).collect();
            let text = ToSignal::SetPlaces { places }.encode();
            assert_eq!(ToSignal::decode(&text).is_ok(), fits, "{count} places");
        }
        let twice = ToSignal::Watch { version, tags: vec![Hex([1; 16]); 2] }.encode();
        assert_eq!(ToSignal::decode(&twice), Err(SignalMessageError::TooMany));
    }

    #[test]
    fn no_claim_is_longer_than_a_handshake_needs() {
        let (version, tag, slot) = (crate::VERSION, Hex([1; 16]), Slot::try_from(7).unwrap());
        for (bytes, fits) in [(CLAIM_BYTES, true), (CLAIM_BYTES + 1, false)] {
            let body = Body64::new(vec![1; bytes]).unwrap();
            for message in [
                ToSignal::Claim { version, slot, body: body.clone() },
                ToSignal::ClaimAt { version, tag, body: body.clone() },
                ToSignal::AwaitAt { version, tag, body },
            ] {
                assert_eq!(ToSignal::decode(&message.encode()).is_ok(), fits, "{bytes} bytes");
            }
        }
    }

    /// A viewer, and a sharer of an older server, see the form without a claim.
    #[test]
    fn a_claim_is_named_only_where_there_is_one() {
        let body = Body64::new(vec![1]).unwrap();
        for (claim, relay, gone) in [
            (None, r#"{"type":"relay","body":"AQ=="}"#, r#"{"type":"peer_gone"}"#),
            (
                Some(ClaimId(7)),
                r#"{"type":"relay","claim":7,"body":"AQ=="}"#,
                r#"{"type":"peer_gone","claim":7}"#,
            ),
        ] {
            for (message, text) in [
                (FromSignal::Relay { claim, body: body.clone() }, relay),
                (FromSignal::PeerGone { claim }, gone),
            ] {
                assert_eq!(message.encode(), text);
                assert_eq!(FromSignal::decode(text), Ok(message));
            }
        }
    }

    #[test]
    fn all_places_with_their_cards_fit_into_one_message() {
        let card = "A".repeat(crate::limits::CARD_BYTES.div_ceil(3) * 4 - 1) + "=";
        let card = SealedCard::try_from(card).unwrap();
        let places: Vec<_> = tags(WAITING_PLACES)
            .into_iter()
            .map(|tag| WaitingPlace { tag, card: Some(card.clone()) })
            .collect();
        assert!(ToSignal::decode(&ToSignal::SetPlaces { places }.encode()).is_ok());
        let cards = vec![card; CARDS_SHOWN];
        let waiting = FromSignal::Waiting { tag: Hex([1; 16]), cards };
        assert_eq!(FromSignal::decode(&waiting.encode()), Ok(waiting));
    }
}

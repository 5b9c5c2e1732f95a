//! What the ends say to the signal server: JSON text messages over one WebSocket each.
//!
//! The server learns slots, times and addresses, and which nameless places somebody waits at or
//! watches. It never learns a secret, a name, who knows whom, or anything inside a [`Body64`] or a
//! [`SealedCard`].

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::code::Slot;
use crate::limits::{BODY_BYTES, CARDS_SHOWN, PLACES, SIGNAL_MESSAGE_BYTES, WATCHED_TAGS};
use crate::trust::{SealedCard, Tag};

/// The WebSocket subprotocol (RFC 6455 §1.9) of the signal link.
pub const SUBPROTOCOL: &str = "alongside.1";

/// A relayed body: bytes the server does not understand, base64 in JSON, at most [`BODY_BYTES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Body64(Vec<u8>);

impl Body64 {
    /// Wraps bytes, if they are within [`BODY_BYTES`].
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() <= BODY_BYTES).then_some(Self(bytes))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A body that is not base64 or too long.
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

/// Proves to the server that a reconnecting sharer is the one who opened the slot: 32 hexadecimal
/// digits that the sharer drew. The server keeps only a hash of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnerToken([u8; 16]);

impl OwnerToken {
    /// Draws a token.
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

/// A text that is no owner token.
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

/// From an end to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ToSignal {
    /// The sharer opens an invitation, or takes up its own again after a lost connection.
    Open {
        /// [`crate::VERSION`] of the sharer.
        version: u16,
        /// Wished lifetime in seconds, cut to [`crate::limits::INVITATION_LIFETIME_MAX`].
        lifetime_s: u32,
        /// Proves ownership when the same invitation is opened again.
        token: OwnerToken,
        /// The slot it had before, when it is opened again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slot: Option<Slot>,
        /// Nobody can claim it by its slot, nor learn that it is there: only by a tag of `places`.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        unlisted: bool,
        /// Where else the sharer waits, at most [`PLACES`]; none two at the same tag.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        places: Vec<Place>,
    },
    /// The sharer waits at these places from now on, and at no others: another day has begun. Once a
    /// Helper was given the invitation it waits nowhere, and this changes nothing.
    Move {
        /// At most [`PLACES`].
        places: Vec<Place>,
    },
    /// The sharer takes the invitation back.
    Revoke {},
    /// The viewer wants the invitation at `slot`.
    Claim {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// Which invitation.
        slot: Slot,
        /// The viewer's first handshake message.
        body: Body64,
    },
    /// The viewer wants the invitation that waits at `tag`. One tag, one invitation: where several
    /// wait, or none, it is [`Refusal::Unknown`].
    ClaimAt {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// Where it waits.
        tag: Tag,
        /// The viewer's first handshake message.
        body: Body64,
    },
    /// A Helper's page wants to know who waits at these tags, from now on and at no others. It is
    /// answered by [`FromSignal::Waiting`] for each tag where somebody waits, and at each change. A
    /// connection that watches does nothing else.
    Watch {
        /// [`crate::VERSION`] of the viewer.
        version: u16,
        /// At most [`WATCHED_TAGS`].
        tags: Vec<Tag>,
    },
    /// A User wants to know at which of these tags a Helper watches at this moment. It is answered by
    /// one [`FromSignal::Watched`]. It is said on a connection that was used for nothing yet, which may
    /// then be used for anything. A sharer is told about its own tags without asking.
    Look {
        /// [`crate::VERSION`] of the sharer.
        version: u16,
        /// At most [`PLACES`].
        tags: Vec<Tag>,
    },
    /// To the other end of the claim.
    Relay {
        /// From the sharer: which claim it answers. One that is over is dropped, so that nothing said
        /// to one Helper reaches the next. A viewer has one claim, and leaves this out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claim: Option<ClaimId>,
        /// What only the other end understands.
        body: Body64,
    },
    /// The sharer's verdict on a claim. On one that is over it means nothing.
    Verdict {
        /// Which claim.
        claim: ClaimId,
        /// What the claimant proved.
        outcome: Outcome,
    },
}

/// Where a sharer waits beside its slot, for those who know the tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The place's name.
    pub tag: Tag,
    /// What those who watch it are shown. Without it the sharer can be claimed here, and is not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<SealedCard>,
}

/// Names one claim of one invitation. The server counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimId(pub u32);

/// How a claim ended, as the sharer tells the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The code was right: nobody else gets this invitation.
    Proven,
    /// The code was wrong: counts towards burning.
    WrongCode,
    /// The claimant is none of those who may come without a code. Counts against their address like a
    /// wrong code; the invitation stays.
    Stranger,
    /// The claimant went silent or spoke nonsense before proving anything: the slot is free again.
    Abandoned,
}

/// From the server to an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromSignal {
    /// To the sharer: the invitation is open.
    Opened {
        /// Where it waits.
        slot: Slot,
        /// Seconds until it expires.
        expires_in_s: u32,
    },
    /// To the sharer: somebody claims the invitation.
    Claimed {
        /// Names the claim in the sharer's messages.
        claim: ClaimId,
        /// The viewer's first handshake message.
        body: Body64,
    },
    /// From the other end of the claim.
    Relay {
        /// What the other end sent.
        body: Body64,
    },
    /// The other end of the claim left the server.
    PeerGone {},
    /// To a watching page: these wait at the tag now, at most [`CARDS_SHOWN`], the first that came first.
    /// None any more: an empty list. Not more often than [`NEWS_SPACING`](crate::limits::NEWS_SPACING) for each tag.
    Waiting {
        /// Where.
        tag: Tag,
        /// What they show.
        cards: Vec<SealedCard>,
    },
    /// To a sharer: at these of its tags a Helper watches now. Said when it begins to wait, and at each
    /// change, but not more often than [`NEWS_SPACING`](crate::limits::NEWS_SPACING); and in answer to [`ToSignal::Look`].
    Watched {
        /// Which, in no order.
        tags: Vec<Tag>,
    },
    /// What was asked is not possible, and why. To a viewer it ends the claim.
    Refused {
        /// Why.
        reason: Refusal,
    },
    /// The server stops; come back in a moment.
    Closing {},
}

/// Why the server refuses. Each has one sentence in the words of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No invitation waits at this slot.
    Unknown,
    /// The invitation was given to another Helper.
    Taken,
    /// Somebody else is proving the code at this moment; try again shortly.
    Busy,
    /// The invitation's time is over.
    Expired,
    /// Too many wrong codes.
    Burnt,
    /// The User took the invitation back.
    Revoked,
    /// The code was wrong.
    WrongCode,
    /// Too many attempts from this address, or in all.
    RateLimited,
    /// The server holds as many invitations, places or watched tags as it can. What was there before
    /// stays as it was.
    Full,
    /// The other end's protocol is not spoken here.
    Version,
    /// A message that the protocol does not allow here.
    Protocol,
}

/// Why a text is no message of the signal link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignalMessageError {
    /// Longer than [`SIGNAL_MESSAGE_BYTES`].
    #[error("a signal message is longer than {SIGNAL_MESSAGE_BYTES} bytes")]
    TooLong,
    /// Not JSON of a known form.
    #[error("expected a signal message, got something else")]
    Malformed,
    /// More tags or places than [`PLACES`] or [`WATCHED_TAGS`], or one twice.
    #[error("expected at most {PLACES} places and {WATCHED_TAGS} tags, each once")]
    TooMany,
}

/// Whether there are at most `most`, none of them twice.
fn are_few(tags: impl Iterator<Item = Tag>, most: usize) -> bool {
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
            Self::Open { places, .. } | Self::Move { places } => {
                are_few(places.iter().map(|place| place.tag), PLACES)
            }
            Self::Watch { tags, .. } => are_few(tags.iter().copied(), WATCHED_TAGS),
            Self::Look { tags, .. } => are_few(tags.iter().copied(), PLACES),
            Self::Revoke {}
            | Self::Claim { .. }
            | Self::ClaimAt { .. }
            | Self::Relay { .. }
            | Self::Verdict { .. } => true,
        }
    }
}

impl FromSignal {
    fn is_within_bounds(&self) -> bool {
        match self {
            Self::Waiting { cards, .. } => cards.len() <= CARDS_SHOWN,
            Self::Watched { tags } => are_few(tags.iter().copied(), PLACES),
            Self::Opened { .. }
            | Self::Claimed { .. }
            | Self::Relay { .. }
            | Self::PeerGone {}
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

            /// Reads JSON text.
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

    fn tags(count: usize) -> Vec<Tag> {
        (0..count).map(|n| Hex(u128::try_from(n).unwrap().to_be_bytes())).collect()
    }

    #[test]
    fn no_more_places_and_tags_are_taken_than_the_bound() {
        let version = crate::VERSION;
        for (count, fits) in [(WATCHED_TAGS, true), (WATCHED_TAGS + 1, false)] {
            let text = ToSignal::Watch { version, tags: tags(count) }.encode();
            assert_eq!(ToSignal::decode(&text).is_ok(), fits, "{count} watched tags");
        }
        for (count, fits) in [(PLACES, true), (PLACES + 1, false)] {
            let places = tags(count).into_iter().map(|tag| Place { tag, card: None }).collect();
            let text = ToSignal::Move { places }.encode();
            assert_eq!(ToSignal::decode(&text).is_ok(), fits, "{count} places");
        }
        let twice = ToSignal::Watch { version, tags: vec![Hex([1; 16]); 2] }.encode();
        assert_eq!(ToSignal::decode(&twice), Err(SignalMessageError::TooMany));
    }

    #[test]
    fn all_places_with_their_cards_fit_into_one_message() {
        let card = "A".repeat(crate::limits::CARD_BYTES.div_ceil(3) * 4 - 1) + "=";
        let card = SealedCard::try_from(card).unwrap();
        let places: Vec<_> =
            tags(PLACES).into_iter().map(|tag| Place { tag, card: Some(card.clone()) }).collect();
        assert!(ToSignal::decode(&ToSignal::Move { places }.encode()).is_ok());
        let cards = vec![card; CARDS_SHOWN];
        let waiting = FromSignal::Waiting { tag: Hex([1; 16]), cards };
        assert_eq!(FromSignal::decode(&waiting.encode()), Ok(waiting));
    }
}

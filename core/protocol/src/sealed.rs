//! The messages in the sealed channel, before the direct connection exists.
//!
//! They carry the session descriptions with the DTLS fingerprints (RFC 8122). An attacker who could
//! replace a fingerprint could intercept the connection, so these messages are sealed: only the two
//! ends have the keys.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::hex::Hex;
use crate::limits::{CANDIDATE_BYTES, SDP_BYTES};
use crate::name::DisplayName;
use crate::peer::EndReason;
use crate::system::System;

/// Names a build of the Helper's page: a SHA-256 over its files, written into the page when it is built.
/// docs/releasing.md says how to compute it.
pub type PageHash = Hex<32>;

/// A message of the introduction: JSON inside a sealed body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Introduction {
    /// Which page the sender is, or was built with: before [`Introduction::Hello`] or
    /// [`Introduction::Welcome`], at most once, and not by every build. The receiver tells its person when it
    /// knows another page. An older end takes it for a protocol error, of which it tolerates some
    /// ([`crate::limits::PEER_PROTOCOL_ERRORS`]).
    Page {
        /// As the sender says: it can lie.
        hash: PageHash,
    },
    /// Before [`Introduction::Hello`], if the Helper has tried the same code before: how often the viewer
    /// proved it to an end that did not prove it, too. An older sharer drops it.
    TriedBefore {
        /// At most [`crate::limits::CODE_TRIES`].
        times: u8,
    },
    /// The viewer's first message otherwise: its name and version.
    Hello {
        /// The Helper's name, as typed.
        name: DisplayName,
        /// [`crate::VERSION`] of the viewer.
        version: u16,
    },
    /// The sharer introduces itself.
    Welcome {
        /// The User's name.
        name: DisplayName,
        /// [`crate::VERSION`] of the sharer.
        version: u16,
        /// Whether the Helper may ask for control at all.
        view_only: bool,
        /// How long the sharer waits for a Helper who is lost, in s.
        #[serde(default = "reconnect_s")]
        reconnect_s: u32,
        /// The system of the User's computer, for shortcuts.
        #[serde(default, skip_serializing_if = "System::is_other")]
        system: System,
    },
    /// The viewer's session description (SDP, RFC 8866).
    Offer {
        /// Names the path from now on: higher than in each offer before.
        path: u32,
        /// At most [`SDP_BYTES`].
        sdp: String,
    },
    /// The sharer's session description.
    Answer {
        /// The path of the offer.
        path: u32,
        /// At most [`SDP_BYTES`].
        sdp: String,
    },
    /// An ICE candidate (RFC 8838 trickle) of the sender.
    Candidate {
        /// The path that it is for.
        path: u32,
        /// The `candidate:` line, at most [`CANDIDATE_BYTES`].
        candidate: String,
        /// The media section of the candidate (`sdpMid`).
        mid: Option<String>,
        /// The index of that media section (`sdpMLineIndex`).
        line: Option<u16>,
    },
    /// The viewer's page is likely to go away, and may not be able to say so then: if it is lost within
    /// [`LEAVING`](crate::limits::LEAVING), it has. Else this means nothing. An older sharer drops it.
    Leaving {},
    /// The viewer's page goes away: [`crate::peer::ToSharer::Away`] through the signal server.
    Away {},
    /// The sender ends the session. It is the sender's last message.
    Bye {
        /// Why.
        reason: EndReason,
    },
}

/// [`crate::limits::RECONNECT_TIMEOUT`] in s.
fn reconnect_s() -> u32 {
    u32::try_from(crate::limits::RECONNECT_TIMEOUT.as_secs()).unwrap_or(u32::MAX)
}

/// Why bytes from the sealed channel are not an introduction message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntroductionError {
    /// The bytes are not JSON of a known form.
    #[error("expected an introduction message, got something else")]
    Malformed,
    /// A field is longer than its limit.
    #[error("a session description or candidate is too long")]
    TooLong,
}

impl Introduction {
    /// The bytes to seal.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("an introduction has only strings and numbers")
    }

    /// Decodes opened bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, IntroductionError> {
        let message: Self =
            serde_json::from_slice(bytes).map_err(|_| IntroductionError::Malformed)?;
        let fits = match &message {
            Self::Offer { sdp, .. } | Self::Answer { sdp, .. } => sdp.len() <= SDP_BYTES,
            Self::Candidate { candidate, mid, .. } => {
                candidate.len() <= CANDIDATE_BYTES
                    && mid.as_ref().is_none_or(|mid| mid.len() <= CANDIDATE_BYTES)
            }
            Self::TriedBefore { .. }
            | Self::Page { .. }
            | Self::Hello { .. }
            | Self::Welcome { .. }
            | Self::Leaving {}
            | Self::Away {}
            | Self::Bye { .. } => true,
        };
        if fits { Ok(message) } else { Err(IntroductionError::TooLong) }
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use std::string::String;

    use super::*;

    /// An older sharer reads no `hello` with a member that it does not know. So the tries are a message of
    /// their own, which it drops.
    #[test]
    fn a_helper_who_has_tried_before_says_hello_like_any_other() {
        let text = |message: &Introduction| String::from_utf8(message.encode()).unwrap();
        let hello = Introduction::Hello { name: "Ann".parse().unwrap(), version: 3 };
        assert_eq!(text(&hello), r#"{"type":"hello","name":"Ann","version":3}"#);
        let tried = Introduction::TriedBefore { times: 2 };
        assert_eq!(text(&tried), r#"{"type":"tried_before","times":2}"#);
        assert_eq!(Introduction::decode(text(&tried).as_bytes()), Ok(tried));
    }

    /// The form on the wire: other builds read it.
    #[test]
    fn a_page_is_named_by_64_hexadecimal_digits_and_nothing_else() {
        let text = format!(r#"{{"type":"page","hash":"{}"}}"#, "0a".repeat(32));
        let message = Introduction::Page { hash: Hex([10; 32]) };
        assert_eq!(message.encode(), text.as_bytes());
        assert_eq!(Introduction::decode(text.as_bytes()), Ok(message));
        for wrong in ["0a".repeat(31), "0A".repeat(32), "0a".repeat(33), "zz".repeat(32)] {
            let text = format!(r#"{{"type":"page","hash":"{wrong}"}}"#);
            assert_eq!(
                Introduction::decode(text.as_bytes()),
                Err(IntroductionError::Malformed),
                "{wrong}"
            );
        }
    }
}

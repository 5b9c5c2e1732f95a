//! A session description of the Helper's browser (RFC 8866), apart from its candidates.

use alloc::string::String;
use alloc::vec::Vec;

use super::candidate::Candidate;
use crate::limits::{CHECKED_CANDIDATES, MEDIA_SECTIONS, SDP_BYTES};

/// A description without candidates, and the candidates that it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The description. Each of its lines is a letter, `=` and a value without blanks around it.
    pub sdp: String,
    /// Its candidates: at most [`CHECKED_CANDIDATES`], without those that break a rule.
    pub candidates: Vec<Candidate>,
}

/// The rule that a description breaks. The text does not quote the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfferError {
    /// It is longer than [`SDP_BYTES`].
    #[error("expected a session description of at most {SDP_BYTES} bytes")]
    TooLong,
    /// A line is not a letter, `=` and a value, or has control characters.
    #[error("expected lines of a letter, = and a value in the session description")]
    Line,
    /// It describes more than [`MEDIA_SECTIONS`] media.
    #[error("expected at most {MEDIA_SECTIONS} media sections in the session description")]
    Media,
}

impl Offer {
    /// Reads a description. Its candidates are taken out, however they are written.
    pub fn read(text: &str) -> Result<Self, OfferError> {
        if text.len() > SDP_BYTES {
            return Err(OfferError::TooLong);
        }
        let mut offer = Self { sdp: String::with_capacity(text.len()), candidates: Vec::new() };
        let mut media = 0;
        for line in text.lines().filter(|line| !line.is_empty()) {
            let (kind, value) = line.split_once('=').ok_or(OfferError::Line)?;
            let is_kind = matches!(kind.as_bytes(), [b'a'..=b'z']);
            if !is_kind || value.contains(char::is_control) {
                return Err(OfferError::Line);
            }
            // Stacks remove blanks before they look what it is.
            let value = value.trim();
            if kind == "m" {
                media += 1;
                if media > MEDIA_SECTIONS {
                    return Err(OfferError::Media);
                }
            }
            if kind == "a" && is_about_candidates(value) {
                if offer.candidates.len() < CHECKED_CANDIDATES {
                    offer.candidates.extend(value.parse::<Candidate>().ok());
                }
                continue;
            }
            for part in [kind, "=", value, "\r\n"] {
                offer.sdp.push_str(part);
            }
        }
        Ok(offer)
    }
}

/// Whether an attribute names addresses of the other end, or may for a reader that looks at its beginning alone.
fn is_about_candidates(attribute: &str) -> bool {
    let begins = |known: &str| {
        let start = attribute.trim().get(..known.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(known))
    };
    begins("candidate") || begins("remote-candidates")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::format;
    use std::string::ToString;
    use std::vec;

    const BEGIN: &str = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

    fn with(lines: &str) -> String {
        format!("{BEGIN}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n{lines}")
    }

    #[test]
    fn an_offer_keeps_its_other_lines_and_its_candidates_are_taken_out() {
        let host = "candidate:1 1 udp 1 10.0.0.1 50000 typ host";
        let tcp = "candidate:1 1 tcp 1 10.0.0.1 9 typ host tcptype passive";
        let offer = with(&format!(
            "c=IN IP4 0.0.0.0\r\na=mid:0\r\na={host} generation 0\r\na={tcp}\r\na=sendrecv\r\n"
        ));
        let read = Offer::read(&offer).unwrap();
        assert_eq!(read.sdp, with("c=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendrecv\r\n"));
        let candidates: Vec<_> = read.candidates.iter().map(ToString::to_string).collect();
        assert_eq!(candidates, [host]);
    }

    /// The stack removes blanks around a value, and line ends before a line.
    #[test]
    fn no_candidate_of_an_offer_gets_past_by_blanks_that_the_stack_removes() {
        let tcp = "candidate:1 1 tcp 1 192.168.1.1 22 typ host tcptype passive";
        for line in ["a= ", "a=\u{a0}", "a=\u{2003} "] {
            let read = Offer::read(&with(&format!("{line}{tcp}\r\n"))).unwrap();
            assert_eq!((read.sdp, read.candidates.len()), (with(""), 0), "{line:?}");
        }
        for line in ["\ra=", " a=", "a=\t", "a=mid:0\ra=", "a=\u{85}", "A=", "aa=", "="] {
            let offer = with(&format!("{line}{tcp}\r\n"));
            assert_eq!(Offer::read(&offer), Err(OfferError::Line), "{line:?}");
        }
    }

    #[test]
    fn the_candidates_and_media_of_an_offer_are_bounded() {
        let many = "a=candidate:1 1 udp 1 10.0.0.1 50000 typ host\n".repeat(400);
        assert_eq!(Offer::read(&with(&many)).unwrap().candidates.len(), CHECKED_CANDIDATES);
        let media = |count| format!("{BEGIN}{}", "m=video 9 RTP 96\n".repeat(count));
        assert!(Offer::read(&media(MEDIA_SECTIONS)).is_ok());
        assert_eq!(Offer::read(&media(MEDIA_SECTIONS + 1)), Err(OfferError::Media));
        assert_eq!(Offer::read(&"v=0\n".repeat(SDP_BYTES)), Err(OfferError::TooLong));
    }

    proptest! {
        /// Read as the stack does: at each line end of any kind, without blanks.
        #[test]
        fn no_line_that_is_left_is_a_candidate_for_any_reader(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("a="), Just("candidate:"), Just("CANDIDATE"), Just("remote-candidates:"),
                    Just("1 1 tcp 1 10.0.0.1 9 typ host"), Just("\r"), Just("\n"), Just("\r\n"),
                    Just(" "), Just("\t"), Just("\u{a0}"), Just("\u{2028}"), Just("\u{b}"), Just("m=x"),
                ],
                0..16,
            ),
        ) {
            let Ok(offer) = Offer::read(&parts.concat()) else { return Ok(()) };
            for line in offer.sdp.split(|letter: char| letter.is_control() || letter == '\u{2028}') {
                let value = line.trim().strip_prefix("a=").unwrap_or_default().trim();
                prop_assert!(!value.to_ascii_lowercase().starts_with("candidate"), "{line:?}");
            }
            prop_assert_eq!(Offer::read(&offer.sdp).map(|again| again.sdp), Ok(offer.sdp));
        }
    }
}

//! Cuts messages into fragments and puts them together again, on paths that carry short messages only.
//!
//! Fragments of one channel follow each other in order; those of other channels may come in between.
//!
//! ```text
//! fragment = flags (1 byte: 1 first, 2 last, 4 text) ‖ payload
//! ```

use alloc::vec::Vec;

const FIRST: u8 = 1;
const LAST: u8 = 2;
const TEXT: u8 = 4;

/// A part of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fragment<'a> {
    /// It is the first of its message.
    pub is_first: bool,
    /// It is the last of its message.
    pub is_last: bool,
    /// The message is text in UTF-8, not bytes. All fragments of a message say the same.
    pub is_text: bool,
    /// The bytes. Only those of an empty message are empty.
    pub payload: &'a [u8],
}

/// The bytes are not a fragment, or not the one that must follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FragmentError {
    /// Not a fragment.
    #[error("expected a fragment of a message, got something else")]
    Malformed,
    /// It continues no message, or begins one within another.
    #[error("expected the fragment that follows in its message, got another one")]
    OutOfOrder,
    /// The message is longer than its channel allows.
    #[error("expected a message within the limit of its channel, got a longer one")]
    TooLarge,
    /// A message of text is not UTF-8.
    #[error("expected text in UTF-8")]
    NotText,
}

impl<'a> Fragment<'a> {
    /// Appends the fragment to `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let flag = |is_set: bool, bit: u8| if is_set { bit } else { 0 };
        bytes
            .push(flag(self.is_first, FIRST) | flag(self.is_last, LAST) | flag(self.is_text, TEXT));
        bytes.extend_from_slice(self.payload);
    }

    /// Encodes the fragment.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(1 + self.payload.len());
        self.write(&mut bytes);
        bytes
    }

    /// Decodes a fragment.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, FragmentError> {
        let (flags, payload) = bytes.split_first().ok_or(FragmentError::Malformed)?;
        let is_set = |bit| flags & bit != 0;
        let fragment =
            Self { is_first: is_set(FIRST), is_last: is_set(LAST), is_text: is_set(TEXT), payload };
        let is_whole = fragment.is_first && fragment.is_last;
        if flags & !(FIRST | LAST | TEXT) != 0 || (payload.is_empty() && !is_whole) {
            return Err(FragmentError::Malformed);
        }
        Ok(fragment)
    }
}

/// Cuts a message into fragments of at most `payload_bytes`, at least 1.
pub fn cut(
    message: &[u8],
    is_text: bool,
    payload_bytes: usize,
) -> impl Iterator<Item = Fragment<'_>> {
    let mut cutter = Cutter::new(is_text);
    let mut is_done = false;
    core::iter::from_fn(move || {
        if is_done {
            return None;
        }
        let fragment = cutter.next(message, payload_bytes);
        is_done = fragment.is_last;
        Some(fragment)
    })
}

/// Cuts one message, one fragment at a time: each may have another size.
#[derive(Clone, Debug)]
pub struct Cutter {
    is_text: bool,
    done: usize,
}

impl Cutter {
    /// Begins a message.
    pub fn new(is_text: bool) -> Self {
        Self { is_text, done: 0 }
    }

    /// Whether a fragment was cut, and the last one was not.
    pub fn has_begun(&self) -> bool {
        self.done > 0
    }

    /// How many bytes of `message` were not cut yet.
    pub fn rest(&self, message: &[u8]) -> usize {
        message.len().saturating_sub(self.done)
    }

    /// The next fragment of `message`, the same message in each call. It has at most `payload_bytes`, at
    /// least 1. After the last fragment the message begins anew.
    pub fn next<'a>(&mut self, message: &'a [u8], payload_bytes: usize) -> Fragment<'a> {
        let rest = message.get(self.done..).unwrap_or_default();
        let payload = rest.get(..payload_bytes.max(1)).unwrap_or(rest);
        let (is_first, is_last) = (self.done == 0, payload.len() == rest.len());
        self.done = if is_last { 0 } else { self.done + payload.len() };
        Fragment { is_first, is_last, is_text: self.is_text, payload }
    }
}

/// One whole message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    /// It is text, in UTF-8.
    pub is_text: bool,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Puts the messages of one channel together. After an error it is not used any more.
#[derive(Debug)]
pub struct Assembler {
    limit: usize,
    /// The message of which the last fragment is missing.
    partial: Option<Assembled>,
}

impl Assembler {
    /// An assembler of messages of at most `limit` bytes.
    pub fn new(limit: usize) -> Self {
        Self { limit, partial: None }
    }

    /// Adds the next fragment. Returns the message that it completes.
    pub fn add(&mut self, fragment: Fragment<'_>) -> Result<Option<Assembled>, FragmentError> {
        let Fragment { is_first, is_last, is_text, payload } = fragment;
        let mut message = match (self.partial.take(), is_first) {
            (None, true) => Assembled { is_text, bytes: Vec::new() },
            (Some(message), false) if message.is_text == is_text => message,
            (None, false) | (Some(_), _) => return Err(FragmentError::OutOfOrder),
        };
        if message.bytes.len() + payload.len() > self.limit {
            return Err(FragmentError::TooLarge);
        }
        message.bytes.extend_from_slice(payload);
        if !is_last {
            self.partial = Some(message);
            return Ok(None);
        }
        if is_text && core::str::from_utf8(&message.bytes).is_err() {
            return Err(FragmentError::NotText);
        }
        Ok(Some(message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    fn part(flags: u8, payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![flags];
        bytes.extend_from_slice(payload);
        bytes
    }

    fn assemble(fragments: &[Vec<u8>], limit: usize) -> Result<Vec<Assembled>, FragmentError> {
        let mut assembler = Assembler::new(limit);
        let mut whole = Vec::new();
        for fragment in fragments {
            whole.extend(assembler.add(Fragment::decode(fragment)?)?);
        }
        Ok(whole)
    }

    #[test]
    fn fragments_out_of_turn_are_refused() {
        use FragmentError::{Malformed, NotText, OutOfOrder, TooLarge};
        for (fragments, error) in [
            (vec![vec![]], Malformed),
            (vec![part(8 | FIRST | LAST, b"a")], Malformed),
            (vec![part(FIRST, b"")], Malformed),
            (vec![part(FIRST, b"a"), part(LAST, b"")], Malformed),
            (vec![part(LAST, b"a")], OutOfOrder),
            (vec![part(0, b"a")], OutOfOrder),
            (vec![part(FIRST, b"a"), part(FIRST | LAST, b"b")], OutOfOrder),
            (vec![part(FIRST, b"a"), part(LAST | TEXT, b"b")], OutOfOrder),
            (vec![part(FIRST, b"abc"), part(LAST, b"de")], TooLarge),
            (vec![part(FIRST | LAST | TEXT, b"\xff")], NotText),
        ] {
            assert_eq!(assemble(&fragments, 4), Err(error), "{fragments:?}");
        }
    }

    #[test]
    fn a_character_may_be_cut() {
        let fragments: Vec<_> = cut("é".as_bytes(), true, 1).map(|f| f.encode()).collect();
        assert_eq!(fragments, [vec![FIRST | TEXT, 0xc3], vec![LAST | TEXT, 0xa9]]);
        let whole = assemble(&fragments, 2).unwrap();
        assert_eq!(whole, [Assembled { is_text: true, bytes: "é".into() }]);
    }

    proptest! {
        #[test]
        fn messages_survive_being_cut(
            messages in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..8),
            payload_bytes in 0_usize..20,
        ) {
            let fragments: Vec<_> = messages
                .iter()
                .flat_map(|message| cut(message, false, payload_bytes))
                .map(|fragment| fragment.encode())
                .collect();
            prop_assert!(fragments.iter().all(|f| f.len() <= 1 + payload_bytes.max(1)));
            let whole = assemble(&fragments, 64).unwrap();
            let bytes: Vec<_> = whole.into_iter().map(|message| message.bytes).collect();
            prop_assert_eq!(bytes, messages);
        }
    }
}

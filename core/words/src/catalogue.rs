//! Reads a catalogue, and fills its sentences in.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::ops::Range;

use crate::bidi::{ISOLATE, ISOLATE_END, turns};
use crate::encoding::{
    CATALOGUE_BYTES, DEPTH, ELSE, EXACT, MAGIC, MESSAGES, PLACE, PLURAL, byte_of, key_of,
};
use crate::plural::PluralRule;

/// The sentences of one face in one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    bytes: Cow<'static, [u8]>,
    rule: PluralRule,
    /// Where each message is in `bytes`. All were checked.
    messages: Vec<Range<usize>>,
}

/// The bytes are no catalogue, or one for other messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What is put into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A name, or a text that was made before.
    Text(&'a str),
    /// A number, with which the sentence may change.
    Number(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u8> for Value<'_> {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl Catalogue {
    /// Reads a catalogue that was made for the list of messages that `schema` names.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>, schema: u32) -> Result<Self, Unreadable> {
        let bytes = bytes.into();
        if bytes.len() > CATALOGUE_BYTES {
            return Err(Unreadable);
        }
        let mut reader = Reader::new(&bytes);
        if reader.take(4)? != MAGIC || reader.take(4)? != schema.to_le_bytes() {
            return Err(Unreadable);
        }
        let rule = reader.byte()?;
        let rule = PluralRule::ALL.iter().copied().find(|known| byte_of(*known) == rule);
        let rule = rule.ok_or(Unreadable)?;
        let count = reader.number()?;
        if count > MESSAGES {
            return Err(Unreadable);
        }
        let mut messages = Vec::with_capacity(count);
        for _ in 0..count {
            let body = reader.sized()?;
            check(body, DEPTH)?;
            messages.push(reader.at - body.len()..reader.at);
        }
        if reader.at != bytes.len() {
            return Err(Unreadable);
        }
        Ok(Self { bytes, rule, messages })
    }

    /// How many messages it has.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// A sentence without arguments. Of one with arguments it is what comes before the first of them.
    pub fn text(&self, message: usize) -> &str {
        let body = self.body(message);
        let end = body.iter().position(|byte| *byte < b' ').unwrap_or(body.len());
        body.get(..end).map(as_text).unwrap_or_default()
    }

    /// A sentence with its arguments, which are named by their numbers. `{}` stands for one that is not given.
    /// A text that is written from right to left is isolated, unless the catalogue does that: a language that is written
    /// from right to left isolates everything.
    pub fn fill(&self, message: usize, arguments: &[(u8, Value<'_>)]) -> String {
        let mut sentence = String::new();
        fill(self.body(message), self.rule, arguments, &mut sentence);
        sentence
    }

    fn body(&self, message: usize) -> &[u8] {
        let range = self.messages.get(message).cloned().unwrap_or_default();
        self.bytes.get(range).unwrap_or_default()
    }
}

/// Writes a body that was checked.
fn fill(body: &[u8], rule: PluralRule, arguments: &[(u8, Value<'_>)], sentence: &mut String) {
    let mut reader = Reader::new(body);
    let mut is_isolated = false;
    while let Ok(Some(piece)) = reader.piece() {
        match piece {
            Piece::Text(text) => {
                sentence.push_str(as_text(text));
                is_isolated = sentence.ends_with(ISOLATE);
                continue;
            }
            Piece::Place(argument) => match value_of(argument, arguments) {
                Some(Value::Text(text)) if !is_isolated && turns(text) => {
                    sentence.push(ISOLATE);
                    sentence.push_str(text);
                    sentence.push(ISOLATE_END);
                }
                Some(Value::Text(text)) => sentence.push_str(text),
                // Writing to a String cannot fail.
                Some(Value::Number(number)) => drop(write!(sentence, "{number}")),
                None => sentence.push_str("{}"),
            },
            Piece::Plural(argument, forms) => {
                let number = match value_of(argument, arguments) {
                    Some(Value::Number(number)) => Some(number),
                    Some(Value::Text(_)) | None => None,
                };
                let form = form_of(&mut reader, forms, rule, number);
                fill(form, rule, arguments, sentence);
            }
        }
        is_isolated = false;
    }
}

/// The first form that fits the number. All forms are read.
fn form_of<'a>(
    reader: &mut Reader<'a>,
    forms: u8,
    rule: PluralRule,
    number: Option<u64>,
) -> &'a [u8] {
    let mut found = None;
    for _ in 0..forms {
        let Ok((key, exact, body)) = reader.form() else { break };
        let fits = match key {
            ELSE => true,
            EXACT => number == Some(exact),
            _ => number.is_some_and(|number| key_of(rule.category(number)) == key),
        };
        if fits && found.is_none() {
            found = Some(body);
        }
    }
    found.unwrap_or_default()
}

fn value_of<'a>(argument: u8, arguments: &[(u8, Value<'a>)]) -> Option<Value<'a>> {
    arguments.iter().find(|(name, _)| *name == argument).map(|(_, value)| *value)
}

/// Text of a body that was checked.
fn as_text(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

/// Checks a body: all that is in it can be read, and plurals are within each other no deeper than `depth`.
fn check(body: &[u8], depth: usize) -> Result<(), Unreadable> {
    let mut reader = Reader::new(body);
    while let Some(piece) = reader.piece()? {
        match piece {
            Piece::Text(text) => drop(core::str::from_utf8(text).map_err(|_| Unreadable)?),
            Piece::Place(_) => (),
            Piece::Plural(_, forms) => {
                let deeper = depth.checked_sub(1).ok_or(Unreadable)?;
                let mut last = None;
                for _ in 0..forms {
                    let (key, _, body) = reader.form()?;
                    if last == Some(ELSE) || key > ELSE {
                        return Err(Unreadable);
                    }
                    check(body, deeper)?;
                    last = Some(key);
                }
                if last != Some(ELSE) {
                    return Err(Unreadable);
                }
            }
        }
    }
    Ok(())
}

/// A piece of a body.
enum Piece<'a> {
    Text(&'a [u8]),
    /// An argument.
    Place(u8),
    /// The argument that chooses, and how many forms follow.
    Plural(u8, u8),
}

/// Reads from the front.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Unreadable> {
        let end = self.at.checked_add(count).ok_or(Unreadable)?;
        let taken = self.bytes.get(self.at..end).ok_or(Unreadable)?;
        self.at = end;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Unreadable> {
        self.take(1)?.first().copied().ok_or(Unreadable)
    }

    /// A number of at most 28 bits.
    fn number(&mut self) -> Result<usize, Unreadable> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Unreadable)
    }

    /// Bytes whose length is written before them.
    fn sized(&mut self) -> Result<&'a [u8], Unreadable> {
        let length = self.number()?;
        self.take(length)
    }

    /// The key of a form, the number that it is for, and its body.
    fn form(&mut self) -> Result<(u8, u64, &'a [u8]), Unreadable> {
        let key = self.byte()?;
        let exact = if key == EXACT { self.number()? as u64 } else { 0 };
        Ok((key, exact, self.sized()?))
    }

    /// The next piece; of a plural its forms come next.
    fn piece(&mut self) -> Result<Option<Piece<'a>>, Unreadable> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte < b' ').unwrap_or(rest.len());
        if length > 0 {
            return Ok(Some(Piece::Text(self.take(length)?)));
        }
        match rest.first() {
            None => Ok(None),
            Some(&PLACE) => {
                self.take(1)?;
                Ok(Some(Piece::Place(self.byte()?)))
            }
            Some(&PLURAL) => {
                self.take(1)?;
                Ok(Some(Piece::Plural(self.byte()?, self.byte()?)))
            }
            Some(_) => Err(Unreadable),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec;

    use proptest::prelude::*;

    use super::*;

    /// A catalogue with these bodies.
    fn bytes(bodies: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::from(MAGIC);
        bytes.extend(7_u32.to_le_bytes());
        bytes.push(byte_of(PluralRule::Polish));
        bytes.push(u8::try_from(bodies.len()).unwrap());
        for body in bodies {
            bytes.push(u8::try_from(body.len()).unwrap());
            bytes.extend(*body);
        }
        bytes
    }

    /// `"{n} file(s) of {user}"`, with a form for no file.
    const FILES: &[u8] = b"\x02\x00\x04\x06\x00\x04none\x01\x06\x01\x00 fil\x03\x06\x01\x00 fi2\x07\x06\x01\x00 fi5 of \x01\x01";

    #[test]
    fn a_sentence_is_filled_with_the_form_of_its_number() {
        let catalogue = Catalogue::read(bytes(&[b"Hello", FILES]), 7).unwrap();
        assert_eq!((catalogue.len(), catalogue.text(0), catalogue.text(1)), (2, "Hello", ""));
        let fill = |n: u64| catalogue.fill(1, &[(0, n.into()), (1, "\u{1}{user}".into())]);
        assert_eq!(fill(0), "none of \u{1}{user}");
        assert_eq!(fill(1), "1 fil of \u{1}{user}");
        assert_eq!(fill(22), "22 fi2 of \u{1}{user}");
        assert_eq!(fill(12), "12 fi5 of \u{1}{user}");
        assert_eq!(catalogue.fill(1, &[(0, "1".into())]), "1 fi5 of {}", "a text is no number");
        assert_eq!(catalogue.fill(1, &[]), "{} fi5 of {}");
        assert_eq!((catalogue.fill(2, &[]).as_str(), catalogue.text(2)), ("", ""));
    }

    #[test]
    fn a_name_that_is_written_from_right_to_left_is_isolated_once() {
        let isolates = "a \u{2068}\u{1}\u{1}\u{2069} b".as_bytes();
        let catalogue = Catalogue::read(bytes(&[b"a \x01\x01 b \x01\x01", isolates]), 7).unwrap();
        let fill = |at, name: &str| catalogue.fill(at, &[(1, name.into())]);
        assert_eq!(fill(0, "Ann"), "a Ann b Ann");
        let expected = "a \u{2068}דנה\u{2069} b \u{2068}דנה\u{2069}";
        assert_eq!(fill(0, "דנה"), expected);
        assert_eq!(fill(0, "\u{2068}דנה\u{2069}"), expected);
        assert_eq!(fill(1, "דנה"), "a \u{2068}דנה\u{2069} b");
    }

    #[test]
    fn what_is_not_right_is_not_read() {
        let good = bytes(&[b"Hello", FILES]);
        assert!(Catalogue::read(good.clone(), 7).is_ok());
        assert_eq!(Catalogue::read(good.clone(), 8).unwrap_err(), Unreadable, "another schema");
        for length in 0..good.len() {
            let cut = good.get(..length).unwrap().to_vec();
            assert!(Catalogue::read(cut, 7).is_err(), "cut after {length}");
        }
        let mut longer = good.clone();
        longer.push(0);
        assert!(Catalogue::read(longer, 7).is_err());
        for (at, byte) in [(0, b'B'), (8, 9), (9, 3)] {
            let mut other = good.clone();
            *other.get_mut(at).unwrap() = byte;
            assert!(Catalogue::read(other, 7).is_err(), "byte {at}");
        }
        for body in [
            &b"\xff"[..],
            b"\x03",
            b"\x01",
            b"\x02\x00",
            // No form, no form for the rest, a form behind that, an unknown key.
            b"\x02\x00\x00",
            b"\x02\x00\x01\x01\x00",
            b"\x02\x00\x02\x07\x00\x01\x00",
            b"\x02\x00\x02\x08\x00\x07\x00",
        ] {
            assert!(Catalogue::read(bytes(&[body]), 7).is_err(), "{body:?}");
        }
    }

    #[test]
    fn plurals_are_within_each_other_to_a_bound() {
        let mut body = Vec::from(*b"x");
        for depth in 1..=DEPTH + 1 {
            let mut outer = vec![PLURAL, 0, 1, ELSE, u8::try_from(body.len()).unwrap()];
            outer.append(&mut body);
            body = outer;
            assert_eq!(Catalogue::read(bytes(&[&body]), 7).is_ok(), depth <= DEPTH, "{depth}");
        }
    }

    #[test]
    fn a_catalogue_is_no_larger_than_its_bound() {
        let mut huge = bytes(&[]);
        huge.resize(CATALOGUE_BYTES + 1, 0);
        assert!(Catalogue::read(huge, 7).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            body in proptest::collection::vec(prop_oneof![0_u8..9, any::<u8>()], 0..100),
            n in any::<u64>(),
        ) {
            if let Ok(catalogue) = Catalogue::read(bytes(&[&body]), 7) {
                let _ = catalogue.fill(0, &[(0, n.into()), (1, "a".into())]);
                let _ = catalogue.text(0);
            }
            let mut whole = Vec::from(MAGIC);
            whole.extend(7_u32.to_le_bytes());
            whole.extend(&body);
            if let Ok(catalogue) = Catalogue::read(whole, 7) {
                prop_assert!(catalogue.len() <= body.len());
            }
        }
    }
}

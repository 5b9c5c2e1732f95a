//! SPA PODs: the typed values in which PipeWire's nodes agree on formats and buffers.
//!
//! A POD is its size and type, each 32 bits, and a body; bodies are padded to 8 bytes. Everything is in the byte order of
//! this computer. Numbers are those of `spa/utils/type.h` and `spa/param/*.h`.

/// Types of PODs.
const ID: u32 = 3;
const INT: u32 = 4;
const RECTANGLE: u32 = 10;
const FRACTION: u32 = 11;
const OBJECT: u32 = 15;
const CHOICE: u32 = 19;

/// Kinds of choices.
const NONE: u32 = 0;
const RANGE: u32 = 1;
const ENUM: u32 = 3;
const FLAGS: u32 = 4;

/// The longest POD that is read.
pub(super) const LONGEST: usize = 64 * 1024;

/// A value, or what it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Id(u32),
    Int(i32),
    /// One of these, best the first.
    OneOf(&'a [u32]),
    /// The best, the lowest, the highest.
    IntRange([i32; 3]),
    /// Any of these bits.
    IntFlags(i32),
    /// The best, the lowest, the highest; each width and height.
    RectangleRange([(u32, u32); 3]),
    /// The best, the lowest, the highest; each numerator and denominator.
    FractionRange([(u32, u32); 3]),
}

/// A POD that is an object: its type, its id, and properties by their keys. It is aligned to 8 bytes, as PipeWire expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pod(Vec<u64>);

impl Pod {
    /// Builds one.
    pub(super) fn object(kind: u32, id: u32, properties: &[(u32, Value<'_>)]) -> Self {
        let mut body = words(&[kind, id]);
        for (key, value) in properties {
            body.extend(words(&[*key, 0]));
            append(&mut body, *value);
        }
        let mut bytes = Vec::with_capacity(body.len() + 8);
        push_pod(&mut bytes, OBJECT, &body);
        let (chunks, _) = bytes.as_chunks::<8>();
        Self(chunks.iter().map(|chunk| u64::from_ne_bytes(*chunk)).collect())
    }

    /// Where it begins.
    pub(super) fn as_ptr(&self) -> *const u64 {
        self.0.as_ptr()
    }

    /// Its bytes.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_ne_bytes()).collect()
    }
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

fn pairs(pairs: &[(u32, u32)]) -> Vec<u8> {
    pairs.iter().flat_map(|(a, b)| words(&[*a, *b])).collect()
}

fn ints(ints: &[i32]) -> Vec<u8> {
    ints.iter().flat_map(|int| int.to_ne_bytes()).collect()
}

fn push_pod(bytes: &mut Vec<u8>, kind: u32, body: &[u8]) {
    let size = u32::try_from(body.len()).unwrap_or(u32::MAX);
    bytes.extend(words(&[size, kind]));
    bytes.extend(body);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
}

fn append(bytes: &mut Vec<u8>, value: Value<'_>) {
    let mut choice = |kind: u32, child: u32, size: u32, values: Vec<u8>| {
        let mut body = words(&[kind, 0, size, child]);
        body.extend(values);
        push_pod(bytes, CHOICE, &body);
    };
    match value {
        Value::Id(id) => push_pod(bytes, ID, &id.to_ne_bytes()),
        Value::Int(int) => push_pod(bytes, INT, &int.to_ne_bytes()),
        Value::OneOf(ids) => {
            let best = ids.first().copied();
            let values: Vec<_> = best.into_iter().chain(ids.iter().copied()).collect();
            choice(ENUM, ID, 4, words(&values));
        }
        Value::IntRange(range) => choice(RANGE, INT, 4, ints(&range)),
        Value::IntFlags(flags) => choice(FLAGS, INT, 4, ints(&[flags])),
        Value::RectangleRange(range) => choice(RANGE, RECTANGLE, 8, pairs(&range)),
        Value::FractionRange(range) => choice(RANGE, FRACTION, 8, pairs(&range)),
    }
}

/// An object that was received.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'a> {
    /// Its properties, one after the other.
    properties: &'a [u8],
}

impl<'a> Object<'a> {
    /// Reads the POD that these bytes begin with; `None` if it is no object of this kind, or is cut.
    pub(super) fn parse(bytes: &'a [u8], kind: u32) -> Option<Self> {
        let (found, body, _) = split(bytes)?;
        let is_such = found == OBJECT && word(body, 0)? == kind;
        is_such.then_some(Self { properties: body.get(8..)? })
    }

    /// The value of an id.
    pub(super) fn id(self, key: u32) -> Option<u32> {
        word(self.value(key, ID)?, 0)
    }

    /// The value of a rectangle.
    pub(super) fn rectangle(self, key: u32) -> Option<(u32, u32)> {
        let value = self.value(key, RECTANGLE)?;
        Some((word(value, 0)?, word(value, 4)?))
    }

    /// The body of a property, or of the one value of its choice.
    fn value(self, key: u32, kind: u32) -> Option<&'a [u8]> {
        let mut rest = self.properties;
        while !rest.is_empty() {
            let (found, after) = (word(rest, 0)?, rest.get(8..)?);
            let (found_kind, body, next) = split(after)?;
            if found != key {
                rest = next;
                continue;
            }
            return match found_kind {
                CHOICE if word(body, 0)? == NONE && word(body, 12)? == kind => body.get(16..),
                found_kind if found_kind == kind => Some(body),
                _other => None,
            };
        }
        None
    }
}

/// The type and body of the first POD, and what follows it.
fn split(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let size = usize::try_from(word(bytes, 0)?).ok().filter(|size| *size <= LONGEST)?;
    let body = bytes.get(8..8 + size)?;
    // The padding of the last one may be missing.
    let rest = bytes.get(8 + size.next_multiple_of(8)..).unwrap_or_default();
    Some((word(bytes, 4)?, body, rest))
}

/// The 32 bits at an offset.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let (word, _) = bytes.get(at..)?.split_first_chunk()?;
    Some(u32::from_ne_bytes(*word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_object_is_laid_out_as_spa_does() {
        let pod = Pod::object(0x40003, 3, &[(1, Value::Id(2)), (7, Value::OneOf(&[8, 12]))]);
        let expected = [
            // The object: size, type; its type and id.
            80, 15, 0x40003, 3, // A property: key, flags; size, type, value, padding.
            1, 0, 4, 3, 2,
            0, // A choice: key, flags; size, type; kind, flags; the child's size and type.
            7, 0, 28, 19, 3, 0, 4, 3, // Best, and all; padding.
            8, 8, 12, 0,
        ];
        // The size is that of the body.
        let mut expected = expected.to_vec();
        expected[0] = u32::try_from((expected.len() - 2) * 4).unwrap();
        assert_eq!(pod.bytes(), words(&expected));
    }

    #[test]
    fn what_was_built_can_be_read() {
        let size = [(640, 480); 3];
        let pod = Pod::object(
            9,
            4,
            &[(1, Value::Id(2)), (2, Value::Int(-5)), (3, Value::RectangleRange(size))],
        );
        let bytes = pod.bytes();
        let object = Object::parse(&bytes, 9).unwrap();
        assert_eq!((object.id(1), object.id(2), object.id(5)), (Some(2), None, None));
        assert_eq!(object.rectangle(3), None, "a range is no value");
        assert!(Object::parse(&bytes, 8).is_none());
        let mut body = words(&[9, 4, 3, 0]);
        push_pod(&mut body, RECTANGLE, &words(&[640, 480]));
        let fixed = words(&[NONE, 0, 4, ID, 77]);
        body.extend(words(&[6, 0]));
        push_pod(&mut body, CHOICE, &fixed);
        let mut bytes = Vec::new();
        push_pod(&mut bytes, OBJECT, &body);
        let object = Object::parse(&bytes, 9).unwrap();
        assert_eq!((object.rectangle(3), object.id(6)), (Some((640, 480)), Some(77)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            header in any::<bool>()
        ) {
            let mut bytes = bytes;
            if header && bytes.len() >= 16 {
                let size = u32::try_from(bytes.len() - 8).unwrap();
                bytes[..12].copy_from_slice(&words(&[size, OBJECT, 9]));
            }
            if let Some(object) = Object::parse(&bytes, 9) {
                for key in 0..3 {
                    let _ = (object.id(key), object.rectangle(key));
                }
            }
        }
    }
}

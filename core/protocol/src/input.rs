//! Input events and their binary encoding.
//!
//! Layout: one byte for the type, then the fields in little-endian order. A message with an unknown
//! type, a missing byte or a surplus byte is malformed.

use alloc::vec;
use alloc::vec::Vec;

use crate::bytes::Reader;
use crate::geometry::Point;
use crate::key::PhysicalKey;
use crate::limits::INPUT_MESSAGE_BYTES;

/// An input event of the Helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// The pointer moved. It is sent unreliably; other pointer events carry their own point.
    Move {
        /// Sequence number of the pointer events. A late event with a lower number is dropped.
        seq: u32,
        /// The new position.
        point: Point,
    },
    /// A button was pressed or released at a point.
    Button {
        /// See [`InputEvent::Move`].
        seq: u32,
        /// The position.
        point: Point,
        /// The button.
        button: Button,
        /// Press or release.
        action: Action,
    },
    /// The wheel turned at a point.
    Wheel {
        /// See [`InputEvent::Move`].
        seq: u32,
        /// The position.
        point: Point,
        /// To the right, in 1/120 of a notch.
        dx: i16,
        /// Down, in 1/120 of a notch.
        dy: i16,
    },
    /// A key by its position: for shortcuts, modifiers, and keys without a character.
    Key {
        /// The key.
        key: PhysicalKey,
        /// Press or release.
        action: Action,
    },
    /// A key by its character, so that it works with different keyboard layouts.
    Character {
        /// The physical key, to match the release with the press. `None` for an input method or an
        /// on-screen keyboard.
        key: Option<PhysicalKey>,
        /// The character; never a control character.
        character: char,
        /// Press or release.
        action: Action,
    },
    /// The points of later events are on this picture: the page displays it now. Until then, points are
    /// on the previous picture.
    Picture {
        /// See [`InputEvent::Move`].
        seq: u32,
        /// The number from [`crate::peer::ToViewer::Screen`].
        number: u32,
    },
    /// Releases all keys and buttons.
    ReleaseAll,
}

/// Press or release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The key or button is pressed.
    Press,
    /// The key or button is released.
    Release,
}

/// A pointer button, as W3C Pointer Events numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Button {
    /// The primary button.
    Left,
    /// The auxiliary button, usually the wheel.
    Middle,
    /// The secondary button, for the context menu.
    Right,
    /// X1.
    Back,
    /// X2.
    Forward,
}

impl Button {
    /// The button with this W3C number (`PointerEvent.button`).
    pub fn from_w3c(number: i16) -> Option<Self> {
        Some(match number {
            0 => Button::Left,
            1 => Button::Middle,
            2 => Button::Right,
            3 => Button::Back,
            4 => Button::Forward,
            _ => return None,
        })
    }

    fn number(self) -> u8 {
        match self {
            Button::Left => 0,
            Button::Middle => 1,
            Button::Right => 2,
            Button::Back => 3,
            Button::Forward => 4,
        }
    }
}

/// The bytes are not an input event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an input event, got something else")]
pub struct MalformedInput;

const MOVE: u8 = 1;
const BUTTON: u8 = 2;
const WHEEL: u8 = 3;
const KEY: u8 = 4;
const CHARACTER: u8 = 5;
const RELEASE_ALL: u8 = 6;
const MARK: u8 = 7;
const PICTURE: u8 = 8;

/// A marker that follows an input event on the same channel. The sharer answers it with
/// [`crate::peer::ToViewer::InputHandled`] after it has handled the event. The page uses the answer to measure
/// the latency from input to picture. It is not an input event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputMark {
    /// The answer repeats this number.
    pub number: u32,
}

impl InputMark {
    /// Encodes the mark.
    pub fn encode(self) -> Vec<u8> {
        let mut bytes = vec![MARK];
        bytes.extend_from_slice(&self.number.to_le_bytes());
        bytes
    }

    /// Decodes a mark. `None` when the bytes are not a mark.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.u8()? != MARK {
            return None;
        }
        let number = reader.u32()?;
        reader.end()?;
        Some(Self { number })
    }
}

/// Puts the number of an input message before it. It counts the events on
/// [`Channel::Input`](crate::channel::Channel::Input), from 1, over all paths of a session; 0 is a message
/// that belongs to its path alone ([`InputMark`]).
pub fn numbered(number: u32, message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(4 + message.len());
    bytes.extend_from_slice(&number.to_le_bytes());
    bytes.extend_from_slice(message);
    bytes
}

/// Takes the number off an input message. `None` when the bytes are too few.
pub fn split_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, message) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), message))
}

impl InputEvent {
    /// Encodes the event.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(16);
        let pointer = |tag: u8, seq: u32, point: Point, bytes: &mut Vec<u8>| {
            bytes.push(tag);
            bytes.extend_from_slice(&seq.to_le_bytes());
            bytes.extend_from_slice(&point.x.to_le_bytes());
            bytes.extend_from_slice(&point.y.to_le_bytes());
        };
        match *self {
            InputEvent::Move { seq, point } => pointer(MOVE, seq, point, &mut bytes),
            InputEvent::Button { seq, point, button, action } => {
                pointer(BUTTON, seq, point, &mut bytes);
                bytes.push(button.number());
                bytes.push(action.byte());
            }
            InputEvent::Wheel { seq, point, dx, dy } => {
                pointer(WHEEL, seq, point, &mut bytes);
                bytes.extend_from_slice(&dx.to_le_bytes());
                bytes.extend_from_slice(&dy.to_le_bytes());
            }
            InputEvent::Key { key, action } => {
                bytes.push(KEY);
                bytes.extend_from_slice(&key.evdev().to_le_bytes());
                bytes.push(action.byte());
            }
            InputEvent::Character { key, character, action } => {
                bytes.push(CHARACTER);
                bytes.extend_from_slice(&key.map_or(0, PhysicalKey::evdev).to_le_bytes());
                bytes.extend_from_slice(&u32::from(character).to_le_bytes());
                bytes.push(action.byte());
            }
            InputEvent::Picture { seq, number } => {
                bytes.push(PICTURE);
                bytes.extend_from_slice(&seq.to_le_bytes());
                bytes.extend_from_slice(&number.to_le_bytes());
            }
            InputEvent::ReleaseAll => bytes.push(RELEASE_ALL),
        }
        bytes
    }

    /// Decodes an event.
    pub fn decode(bytes: &[u8]) -> Result<Self, MalformedInput> {
        if bytes.len() > INPUT_MESSAGE_BYTES {
            return Err(MalformedInput);
        }
        let mut reader = Reader::new(bytes);
        let event = Self::read(&mut reader).ok_or(MalformedInput)?;
        reader.end().ok_or(MalformedInput)?;
        Ok(event)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(match reader.u8()? {
            MOVE => InputEvent::Move { seq: reader.u32()?, point: read_point(reader)? },
            BUTTON => InputEvent::Button {
                seq: reader.u32()?,
                point: read_point(reader)?,
                button: Button::from_w3c(i16::from(reader.u8()?))?,
                action: Action::read(reader)?,
            },
            WHEEL => InputEvent::Wheel {
                seq: reader.u32()?,
                point: read_point(reader)?,
                dx: reader.i16()?,
                dy: reader.i16()?,
            },
            KEY => InputEvent::Key {
                key: PhysicalKey::from_evdev(reader.u16()?).ok()?,
                action: Action::read(reader)?,
            },
            CHARACTER => InputEvent::Character {
                key: match reader.u16()? {
                    0 => None,
                    code => Some(PhysicalKey::from_evdev(code).ok()?),
                },
                character: char::from_u32(reader.u32()?).filter(|c| !c.is_control())?,
                action: Action::read(reader)?,
            },
            PICTURE => InputEvent::Picture { seq: reader.u32()?, number: reader.u32()? },
            RELEASE_ALL => InputEvent::ReleaseAll,
            _ => return None,
        })
    }
}

impl Action {
    fn byte(self) -> u8 {
        match self {
            Action::Press => 1,
            Action::Release => 0,
        }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.u8()? {
            0 => Some(Action::Release),
            1 => Some(Action::Press),
            _ => None,
        }
    }
}

fn read_point(reader: &mut Reader<'_>) -> Option<Point> {
    Some(Point { x: reader.u16()?, y: reader.u16()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mark_is_no_event_and_an_event_is_no_mark() {
        let mark = InputMark { number: 0x0102_0304 };
        assert_eq!(InputMark::decode(&mark.encode()), Some(mark));
        assert_eq!(InputEvent::decode(&mark.encode()), Err(MalformedInput));
        for bytes in [InputEvent::ReleaseAll.encode(), vec![], vec![7, 0], vec![7, 0, 0, 0, 0, 0]] {
            assert_eq!(InputMark::decode(&bytes), None);
        }
    }

    fn any_event() -> impl Strategy<Value = InputEvent> {
        let point = (any::<u16>(), any::<u16>()).prop_map(|(x, y)| Point { x, y });
        let action = prop_oneof![Just(Action::Press), Just(Action::Release)];
        let key = (1..=200u16).prop_filter_map("a known key", |c| PhysicalKey::from_evdev(c).ok());
        let button = (0..5i16).prop_filter_map("a button", Button::from_w3c);
        let shown = any::<char>().prop_filter("no control", |c| !c.is_control());
        prop_oneof![
            (any::<u32>(), point.clone()).prop_map(|(seq, point)| InputEvent::Move { seq, point }),
            (any::<u32>(), point.clone(), button, action.clone()).prop_map(
                |(seq, point, button, action)| InputEvent::Button { seq, point, button, action }
            ),
            (any::<u32>(), point, any::<i16>(), any::<i16>())
                .prop_map(|(seq, point, dx, dy)| InputEvent::Wheel { seq, point, dx, dy }),
            (key.clone(), action.clone()).prop_map(|(key, action)| InputEvent::Key { key, action }),
            (proptest::option::of(key), shown, action).prop_map(|(key, character, action)| {
                InputEvent::Character { key, character, action }
            }),
            (any::<u32>(), any::<u32>())
                .prop_map(|(seq, number)| InputEvent::Picture { seq, number }),
            Just(InputEvent::ReleaseAll),
        ]
    }

    proptest! {
        #[test]
        fn an_event_survives_the_wire(event in any_event()) {
            let bytes = event.encode();
            prop_assert!(bytes.len() <= INPUT_MESSAGE_BYTES);
            prop_assert_eq!(InputEvent::decode(&bytes), Ok(event));
        }

        #[test]
        fn what_decodes_is_what_was_encoded(bytes: Vec<u8>) {
            if let Ok(event) = InputEvent::decode(&bytes) {
                prop_assert_eq!(event.encode(), bytes);
            }
        }

        #[test]
        fn a_surplus_byte_is_malformed(event in any_event(), byte: u8) {
            let mut bytes = event.encode();
            bytes.push(byte);
            prop_assert_eq!(InputEvent::decode(&bytes), Err(MalformedInput));
        }
    }
}

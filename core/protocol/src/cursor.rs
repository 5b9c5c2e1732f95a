//! The remote cursor: its shape and position, separate from the picture.
//!
//! The page draws the shape at the Helper's own pointer, so that pointer movement is not delayed by
//! the network.

use alloc::vec::Vec;

use crate::bytes::Reader;
use crate::geometry::Point;
use crate::limits::CURSOR_EDGE;

/// A message on the cursor channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorMessage {
    /// The cursor has a new shape.
    Shape(CursorShape),
    /// The cursor has a shape again that was sent before with this id.
    Known {
        /// The id of the shape.
        id: u32,
    },
    /// The remote display shows no cursor.
    Hidden,
    /// The position of the cursor, after the User or a program moved it.
    Position(Point),
}

/// The picture of a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorShape {
    /// The id of this shape, for [`CursorMessage::Known`].
    pub id: u32,
    /// 1 to [`CURSOR_EDGE`] px.
    pub width: u16,
    /// 1 to [`CURSOR_EDGE`] px.
    pub height: u16,
    /// The column of the hot spot, within the shape.
    pub hot_x: u16,
    /// The row of the hot spot, within the shape.
    pub hot_y: u16,
    /// RGBA with straight (not premultiplied) alpha, 4 bytes per pixel, in rows from the top.
    pub rgba: Vec<u8>,
}

/// The bytes are not a cursor message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a cursor message, got something else")]
pub struct MalformedCursor;

const SHAPE: u8 = 1;
const KNOWN: u8 = 2;
const HIDDEN: u8 = 3;
const PLACE: u8 = 4;

impl CursorMessage {
    /// The message's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            CursorMessage::Shape(shape) => {
                bytes.reserve(13 + shape.rgba.len());
                bytes.push(SHAPE);
                bytes.extend_from_slice(&shape.id.to_le_bytes());
                for field in [shape.width, shape.height, shape.hot_x, shape.hot_y] {
                    bytes.extend_from_slice(&field.to_le_bytes());
                }
                bytes.extend_from_slice(&shape.rgba);
            }
            CursorMessage::Known { id } => {
                bytes.push(KNOWN);
                bytes.extend_from_slice(&id.to_le_bytes());
            }
            CursorMessage::Hidden => bytes.push(HIDDEN),
            CursorMessage::Position(point) => {
                bytes.push(PLACE);
                bytes.extend_from_slice(&point.x.to_le_bytes());
                bytes.extend_from_slice(&point.y.to_le_bytes());
            }
        }
        bytes
    }

    /// Reads a message.
    pub fn decode(bytes: &[u8]) -> Result<Self, MalformedCursor> {
        let mut reader = Reader::new(bytes);
        let message = Self::read(&mut reader).ok_or(MalformedCursor)?;
        reader.end().ok_or(MalformedCursor)?;
        Ok(message)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(match reader.u8()? {
            SHAPE => {
                let id = reader.u32()?;
                let (width, height) = (reader.u16()?, reader.u16()?);
                let (hot_x, hot_y) = (reader.u16()?, reader.u16()?);
                let edge = 1..=CURSOR_EDGE;
                if !edge.contains(&width) || !edge.contains(&height) {
                    return None;
                }
                if hot_x >= width || hot_y >= height {
                    return None;
                }
                let rgba = reader.take(usize::from(width) * usize::from(height) * 4)?.to_vec();
                CursorMessage::Shape(CursorShape { id, width, height, hot_x, hot_y, rgba })
            }
            KNOWN => CursorMessage::Known { id: reader.u32()? },
            HIDDEN => CursorMessage::Hidden,
            PLACE => CursorMessage::Position(Point { x: reader.u16()?, y: reader.u16()? }),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_shape_survives_the_wire(id: u32, width in 1..=32u16, height in 1..=32u16, x: u16, y: u16) {
            let rgba = vec![7; usize::from(width) * usize::from(height) * 4];
            let shape = CursorShape { id, width, height, hot_x: x % width, hot_y: y % height, rgba };
            let message = CursorMessage::Shape(shape);
            prop_assert_eq!(CursorMessage::decode(&message.encode()), Ok(message));
        }

        #[test]
        fn what_decodes_is_what_was_encoded(bytes: Vec<u8>) {
            if let Ok(message) = CursorMessage::decode(&bytes) {
                prop_assert_eq!(message.encode(), bytes);
            }
        }
    }

    #[test]
    fn a_shape_whose_pixels_do_not_fit_is_refused() {
        let shape = |width, height, hot_x, pixels: usize| {
            let rgba = vec![0; pixels * 4];
            let shape = CursorShape { id: 1, width, height, hot_x, hot_y: 0, rgba };
            CursorMessage::decode(&CursorMessage::Shape(shape).encode())
        };
        assert!(shape(4, 4, 0, 16).is_ok());
        assert!(shape(4, 4, 4, 16).is_err(), "the hot spot lies outside");
        assert!(shape(4, 4, 0, 15).is_err());
        assert!(shape(4, 4, 0, 17).is_err());
        assert!(shape(0, 4, 0, 0).is_err());
        assert!(shape(CURSOR_EDGE + 1, 1, 0, usize::from(CURSOR_EDGE) + 1).is_err());
    }
}

//! What is asked of PipeWire: which formats, which buffers, which metadata; and the format that was agreed on.

use protocol::geometry::Size;

use super::meta;
use super::pod::{Object, Pod, Value};

/// Types of objects, and the params that they are.
const OBJECT_FORMAT: u32 = 0x40003;
const OBJECT_BUFFERS: u32 = 0x40004;
const OBJECT_META: u32 = 0x40005;
const PARAM_ENUM_FORMAT: u32 = 3;
pub(super) const PARAM_FORMAT: u32 = 4;
const PARAM_BUFFERS: u32 = 5;
const PARAM_META: u32 = 6;

/// Keys and values of formats.
const MEDIA_TYPE: u32 = 1;
const MEDIA_SUBTYPE: u32 = 2;
const VIDEO: u32 = 2;
const RAW: u32 = 1;
const VIDEO_FORMAT: u32 = 0x20001;
const VIDEO_SIZE: u32 = 0x20003;
const VIDEO_FRAMERATE: u32 = 0x20004;
const RGBX: u32 = 7;
const BGRX: u32 = 8;
const RGBA: u32 = 11;
const BGRA: u32 = 12;

/// Keys of buffers, and the kinds of memory.
const BUFFERS: u32 = 1;
const DATA_TYPE: u32 = 6;
pub(super) const MEM_PTR: u32 = 1;
pub(super) const MEM_FD: u32 = 2;

/// Keys of metadata, and their kinds.
const META_TYPE: u32 = 1;
const META_SIZE: u32 = 2;
pub(super) const META_HEADER: u32 = 1;
pub(super) const META_CROP: u32 = 2;
pub(super) const META_DAMAGE: u32 = 3;
pub(super) const META_CURSOR: u32 = 5;

/// The widest and highest picture that is asked for, in px.
const EDGE: u32 = 16_384;

/// Frames per second at most.
const FPS: u32 = 60;

/// The order of the bytes of a pixel; the last is alpha, or unused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PixelFormat {
    Bgra,
    Rgba,
}

impl PixelFormat {
    /// The one with this number of `enum spa_video_format`.
    pub(super) fn of(number: u32) -> Option<Self> {
        match number {
            BGRX | BGRA => Some(Self::Bgra),
            RGBX | RGBA => Some(Self::Rgba),
            _other => None,
        }
    }
}

/// What was agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Format {
    pub(super) pixels: PixelFormat,
    pub(in super::super) size: Size,
}

impl Format {
    /// Reads it; `None` if it is not one that was asked for.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let object = Object::parse(bytes, OBJECT_FORMAT)?;
        if (object.id(MEDIA_TYPE)?, object.id(MEDIA_SUBTYPE)?) != (VIDEO, RAW) {
            return None;
        }
        let (width, height) = object.rectangle(VIDEO_SIZE)?;
        let size = Size::new(width, height).ok()?;
        Some(Self { pixels: PixelFormat::of(object.id(VIDEO_FORMAT)?)?, size })
    }
}

/// The formats that are taken. Without a modifier the pixels are in memory that can be read as it is.
pub(super) fn wanted() -> Pod {
    Pod::object(
        OBJECT_FORMAT,
        PARAM_ENUM_FORMAT,
        &[
            (MEDIA_TYPE, Value::Id(VIDEO)),
            (MEDIA_SUBTYPE, Value::Id(RAW)),
            (VIDEO_FORMAT, Value::OneOf(&[BGRX, BGRA, RGBX, RGBA])),
            (VIDEO_SIZE, Value::RectangleRange([(1920, 1080), (1, 1), (EDGE, EDGE)])),
            // 0: whenever something changes.
            (VIDEO_FRAMERATE, Value::FractionRange([(0, 1), (0, 1), (FPS, 1)])),
        ],
    )
}

/// The buffers and metadata that are taken.
pub(super) fn buffers() -> Vec<Pod> {
    let regions = meta::REGION * i32::try_from(meta::REGIONS).unwrap_or(1);
    // A smaller upper bound than 1024² makes mutter give no cursor at all.
    let cursor = [64, 1, i32::try_from(meta::CURSOR_EDGE).unwrap_or(1)].map(meta::cursor_len);
    let kinds = (1 << MEM_FD) | (1 << MEM_PTR);
    let meta = |kind, size| {
        let properties = [(META_TYPE, Value::Id(kind)), (META_SIZE, size)];
        Pod::object(OBJECT_META, PARAM_META, &properties)
    };
    vec![
        Pod::object(
            OBJECT_BUFFERS,
            PARAM_BUFFERS,
            &[(BUFFERS, Value::IntRange([8, 2, 16])), (DATA_TYPE, Value::IntFlags(kinds))],
        ),
        meta(META_HEADER, Value::Int(meta::HEADER)),
        meta(META_CROP, Value::Int(meta::REGION)),
        meta(META_DAMAGE, Value::IntRange([regions, meta::REGION, regions])),
        meta(META_CURSOR, Value::IntRange(cursor)),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_change_of_a_format_is_read_to_an_end_and_agrees_on_pixels_that_can_be_read(
            changes in proptest::collection::vec((0..28usize, prop_oneof![0..20u32, any::<u32>()]), 0..4),
            len in 0..=112usize
        ) {
            let mut words = FIXED;
            for (at, word) in changes {
                words[at] = word;
            }
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
            if let Some(format) = Format::parse(&bytes[..len]) {
                let (width, height) = (words[26], words[27]);
                prop_assert_eq!(Some(format.pixels), PixelFormat::of(words[20]));
                prop_assert_eq!(Some(format.size), Size::new(width, height).ok());
            }
        }
    }

    #[test]
    fn only_pixels_that_can_be_read_are_agreed_on() {
        let format = |kind, number, size| {
            let properties = [
                (MEDIA_TYPE, Value::Id(kind)),
                (MEDIA_SUBTYPE, Value::Id(RAW)),
                (VIDEO_FORMAT, Value::Id(number)),
                (VIDEO_SIZE, Value::RectangleRange([size; 3])),
            ];
            let pod = Pod::object(OBJECT_FORMAT, PARAM_FORMAT, &properties);
            let bytes = pod.bytes();
            Format::parse(&bytes)
        };
        assert_eq!(format(VIDEO, BGRX, (640, 480)), None, "the size is not decided");
        assert_eq!(PixelFormat::of(BGRX), Some(PixelFormat::Bgra));
        assert_eq!(PixelFormat::of(2), None, "I420");
    }

    /// A format as a compositor sends it: the size and the type of the object, its type and id, then for each property
    /// its key and flags, and the size, the type and the body of its value.
    #[rustfmt::skip]
    const FIXED: [u32; 28] = [
        104, 15, OBJECT_FORMAT, PARAM_FORMAT,
        MEDIA_TYPE, 0, 4, 3, VIDEO, 0,
        MEDIA_SUBTYPE, 0, 4, 3, RAW, 0,
        VIDEO_FORMAT, 0, 4, 3, BGRX, 0,
        VIDEO_SIZE, 0, 8, 10, 1280, 720,
    ];

    #[test]
    fn a_fixed_format_is_read() {
        let bytes: Vec<u8> = FIXED.iter().flat_map(|word| word.to_ne_bytes()).collect();
        let size = Size::new(1280, 720).unwrap();
        assert_eq!(Format::parse(&bytes), Some(Format { pixels: PixelFormat::Bgra, size }));
        let none = bytes.get(..90).unwrap();
        assert_eq!(Format::parse(none), None);
    }
}

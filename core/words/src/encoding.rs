//! How a catalogue is written: what its compiler and its reader share.
//!
//! `AWC1`, the schema (4 bytes, little end first), the plural rule (1 byte), the number of messages, and for each
//! message its length and its body. Numbers are LEB128. A body is UTF-8 without control characters, except:
//!
//! - [`PLACE`] and the number of an argument (1 byte): the argument is put here;
//! - [`PLURAL`], the number of an argument and the number of forms (1 byte each), and for each form its key (1 byte:
//!   see [`key_of`]), the number if the key is [`EXACT`], its length, and its body. The last form's key is
//!   [`ELSE`], no other one's is.

use crate::plural::{Category, PluralRule};

/// The first bytes of each catalogue.
pub const MAGIC: [u8; 4] = *b"AWC1";

/// Stands before the number of an argument.
pub const PLACE: u8 = 1;

/// Stands before a plural.
pub const PLURAL: u8 = 2;

/// The key of a form that is for one number.
pub const EXACT: u8 = 6;

/// The key of the form that is for what has no form of its own.
pub const ELSE: u8 = 7;

/// Bytes of a catalogue. Those of the program have 66 to 111 KB; a larger one than this is not read.
pub const CATALOGUE_BYTES: usize = 256 * 1024;

/// Messages of a catalogue.
pub const MESSAGES: usize = 4096;

/// Plurals within each other.
pub const DEPTH: usize = 3;

/// The key of a form that is for a category.
pub const fn key_of(category: Category) -> u8 {
    match category {
        Category::Zero => 0,
        Category::One => 1,
        Category::Two => 2,
        Category::Few => 3,
        Category::Many => 4,
        Category::Other => 5,
    }
}

/// The byte of a plural rule.
pub const fn byte_of(rule: PluralRule) -> u8 {
    match rule {
        PluralRule::Same => 0,
        PluralRule::One => 1,
        PluralRule::OneAndMillions => 2,
        PluralRule::ZeroAndOne => 3,
        PluralRule::Polish => 4,
        PluralRule::Arabic => 5,
    }
}

/// The number that names a list of messages and arguments (FNV-1a over their names). A catalogue that was made for
/// another list is not read.
pub fn schema<'a>(names: impl IntoIterator<Item = &'a str>) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for name in names {
        for byte in name.bytes().chain([b'\n']) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    hash
}

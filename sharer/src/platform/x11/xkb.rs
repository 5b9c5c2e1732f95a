//! The keyboard's map and state, as the X server has them.

use x11rb::protocol::xkb::{self, ConnectionExt as _, EventType, MapPart, SelectEventsAux};
use x11rb::protocol::xproto::{ConnectionExt as _, ModMask};
use xkeysym::Keysym;

use super::connection::Connection;
use super::error::X11Error;
use super::keymap::{Beyond, Key, KeyType, Keycode, Keymap, LOCK, Level, State, Symbol};
use crate::platform::error::PlatformError;

/// The keysym of a character beyond Latin-1 is its code point with this bit (X Window System Protocol, appendix A).
const UNICODE: u32 = 0x0100_0000;

/// The keyboard whose state all programs see.
const CORE_KEYBOARD: u16 = 0x100;

/// Announces that we use XKB, and selects events about changes of the map.
pub(super) fn begin(connection: &Connection) -> Result<(), PlatformError> {
    connection.require(xkb::X11_EXTENSION_NAME)?;
    let x = &connection.x;
    if !x.xkb_use_extension(1, 0)?.reply()?.supported {
        return Err(X11Error::Missing(xkb::X11_EXTENSION_NAME).into());
    }
    let events = EventType::NEW_KEYBOARD_NOTIFY | EventType::MAP_NOTIFY;
    let parts = MapPart::KEY_TYPES | MapPart::KEY_SYMS | MapPart::MODIFIER_MAP;
    x.xkb_select_events(
        CORE_KEYBOARD,
        EventType::from(0u16),
        events,
        parts,
        parts,
        &SelectEventsAux::new(),
    )?
    .check()?;
    Ok(())
}

/// The keyboard from which injected events come: its own map reads them.
pub(super) fn keyboard(connection: &Connection) -> Result<u16, PlatformError> {
    Ok(connection.xtest_keyboard()?.unwrap_or(CORE_KEYBOARD))
}

/// The modifiers and the group in force.
pub(super) fn state(connection: &Connection) -> Result<State, PlatformError> {
    let state = connection.x.xkb_get_state(CORE_KEYBOARD)?.reply()?;
    Ok(State { modifiers: mask(state.mods), group: state.group.into() })
}

/// Turns Caps Lock on or off without pressing a key.
pub(super) fn lock_caps(connection: &Connection, lock: CapsLock) -> Result<(), PlatformError> {
    let caps = ModMask::from(u16::from(LOCK));
    let none = ModMask::from(0u16);
    let locks = match lock {
        CapsLock::On => caps,
        CapsLock::Off => none,
    };
    let group = xkb::Group::from(0u8);
    let x = &connection.x;
    x.xkb_latch_lock_state(CORE_KEYBOARD, caps, locks, false, group, none, false, 0)?.check()?;
    Ok(())
}

/// See [`lock_caps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CapsLock {
    On,
    Off,
}

/// The map of a keyboard.
pub(super) fn keymap(connection: &Connection, keyboard: u16) -> Result<Keymap, PlatformError> {
    let parts = MapPart::KEY_TYPES | MapPart::KEY_SYMS | MapPart::MODIFIER_MAP;
    let none = MapPart::from(0u16);
    let no_modifiers = xkb::VMod::from(0u16);
    let map = connection
        .x
        .xkb_get_map(keyboard, parts, none, 0, 0, 0, 0, 0, 0, 0, 0, no_modifiers, 0, 0, 0, 0, 0, 0)?
        .reply()?;
    let types = map.map.types_rtrn.unwrap_or_default().into_iter().map(key_type).collect();
    let symbols = map.map.syms_rtrn.unwrap_or_default();
    let mut keys: std::collections::BTreeMap<Keycode, Key> =
        (map.first_key_sym..=Keycode::MAX).zip(symbols.into_iter().map(key)).collect();
    for entry in map.map.modmap_rtrn.unwrap_or_default() {
        keys.entry(entry.keycode).or_default().modifiers |= mask(entry.mods);
    }
    Ok(Keymap { types, keys })
}

/// Gives a character to a key, whatever the modifiers.
pub(super) fn give(
    connection: &Connection,
    keycode: Keycode,
    character: char,
) -> Result<(), PlatformError> {
    // Of the older keysyms, Xlib takes some for other characters than their names say.
    let keysym = match u32::from(character) {
        latin1 @ ..0x100 => latin1,
        code => UNICODE | code,
    };
    // Given twice, it is the same with Shift.
    connection.x.change_keyboard_mapping(1, keycode, 2, &[keysym; 2])?.check()?;
    Ok(())
}

/// Makes a key print nothing again.
pub(super) fn take_back(connection: &Connection, keycode: Keycode) -> Result<(), PlatformError> {
    connection.x.change_keyboard_mapping(1, keycode, 2, &[0, 0])?.check()?;
    Ok(())
}

fn key_type(kind: xkb::KeyType) -> KeyType {
    // What is preserved stands beside the map, entry by entry, or is left out as a whole.
    let preserved = kind.preserve.iter().map(|kept| mask(kept.mask)).chain(std::iter::repeat(0));
    let levels = kind.map.iter().zip(preserved).filter(|(entry, _)| entry.active);
    let level = |(entry, preserved): (&xkb::KTMapEntry, u8)| Level {
        modifiers: mask(entry.mods_mask),
        level: entry.level,
        preserved,
    };
    KeyType { mask: mask(kind.mods_mask), levels: levels.map(level).collect() }
}

fn key(symbols: xkb::KeySymMap) -> Key {
    // XKBproto: the low four bits count the groups, the next two redirect, the highest two say what
    // stands for a group that the key does not have.
    let groups = symbols.group_info & 0xf;
    let beyond = match symbols.group_info & 0xc0 {
        0x40 => Beyond::Clamp,
        0x80 => Beyond::Redirect(symbols.group_info >> 4 & 3),
        _ => Beyond::Wrap,
    };
    Key {
        types: symbols.kt_index.iter().copied().take(groups.into()).collect(),
        width: symbols.width,
        symbols: symbols.syms.iter().copied().map(symbol).collect(),
        modifiers: 0,
        beyond,
    }
}

fn symbol(keysym: u32) -> Symbol {
    Symbol { keysym, character: Keysym::new(keysym).key_char().filter(|c| !c.is_control()) }
}

fn mask(modifiers: ModMask) -> u8 {
    u8::try_from(u16::from(modifiers) & 0xff).unwrap_or(0)
}

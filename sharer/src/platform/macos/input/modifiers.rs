//! The modifier flags of an event.
//!
//! Every event carries the modifiers that are down. macOS does not derive them from the keys that were injected before,
//! or only later, so that each event gets them from us.

use protocol::key::PhysicalKey;

/// All flags that are ours to set: Shift, Control, Option and Command (`CGEventFlags`), each with the bit that says on
/// which side of the keyboard (`NX_DEVICE…KEYMASK` of `IOLLEvent.h`). Caps Lock is the User's.
const MODIFIERS: u64 = 0x001e_207f;

/// What this key sets while it is down; 0 for a key that is no modifier.
fn flag(key: PhysicalKey) -> u64 {
    match key.evdev() {
        42 => 0x0002_0002,  // ShiftLeft
        54 => 0x0002_0004,  // ShiftRight
        29 => 0x0004_0001,  // ControlLeft
        97 => 0x0004_2000,  // ControlRight
        56 => 0x0008_0020,  // AltLeft
        100 => 0x0008_0040, // AltRight
        125 => 0x0010_0008, // MetaLeft
        126 => 0x0010_0010, // MetaRight
        _ => 0,
    }
}

/// The flags of an event while these keys are down. What macOS has set beside modifiers stays: that an arrow is on the
/// numeric pad, for example.
pub(super) fn flags<'a>(made: u64, down: impl Iterator<Item = &'a PhysicalKey>) -> u64 {
    down.fold(made & !MODIFIERS, |flags, key| flags | flag(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_modifiers_have_flags_and_all_of_them_are_ours_to_take_away() {
        let every: Vec<_> = (0..u16::MAX).filter_map(|c| PhysicalKey::from_evdev(c).ok()).collect();
        for key in &every {
            assert_eq!(flag(*key) != 0, key.is_modifier(), "{key:?}");
        }
        assert_eq!(flags(0, every.iter()), MODIFIERS);
        assert_eq!(flags(u64::MAX, [].iter()), !MODIFIERS);
    }

    #[test]
    fn command_stays_while_one_of_its_two_keys_is_down() {
        let right = PhysicalKey::from_evdev(126).unwrap();
        let (both, one) = ([PhysicalKey::META_LEFT, right], [right]);
        assert_eq!(flags(0, both.iter()), 0x0010_0018);
        assert_eq!(flags(0, one.iter()), 0x0010_0010);
        // An arrow key, with Shift that the system believed to be down.
        assert_eq!(flags(0x00a2_0102, one.iter()), 0x00b0_0110);
    }
}

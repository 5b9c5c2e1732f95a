//! Who made an event that a low-level hook sees.

/// `LLKHF_INJECTED`: a program made the event of a key.
const KEY_INJECTED: u32 = 0x10;
/// `LLKHF_LOWER_IL_INJECTED`: a program of a lower integrity level did.
const KEY_INJECTED_FROM_BELOW: u32 = 0x02;
/// `LLMHF_INJECTED` and `LLMHF_LOWER_IL_INJECTED`: the same of the mouse.
const MOUSE_INJECTED: u32 = 0x01 | 0x02;

/// What Windows puts into `dwExtraInfo` of the events of the mouse that it makes of a finger or a pen, and which bits of
/// it (<https://learn.microsoft.com/windows/win32/tablet/system-events-and-mouse-messages>).
const POINTER_SIGNATURE: usize = 0xff51_5700;
const POINTER_MASK: usize = 0xffff_ff00;

/// The virtual key of Esc.
const ESCAPE: u32 = 0x1b;
/// The scan code of the key that has Esc printed on it.
const ESCAPE_SCAN: u32 = 0x01;

/// Who made an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Maker {
    /// A device of this computer.
    Device,
    /// This program.
    Us,
    /// Another program.
    Program,
}

/// Marks what this program injects. It is drawn anew in each process.
///
/// Any program with a hook can read the mark and copy it. What it gains is that its own Esc does not end control: the
/// same as not pressing it. An event of a device never counts as ours, since no program can take the flag of injection
/// away, so that nothing keeps the User's Esc from working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(pub(crate) usize);

/// An event of a key, as `KBDLLHOOKSTRUCT` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeySeen {
    /// The virtual key.
    pub(crate) virtual_key: u32,
    /// The scan code.
    pub(crate) scan: u32,
    /// The `LLKHF` flags.
    pub(crate) flags: u32,
    /// `dwExtraInfo`.
    pub(crate) extra: usize,
    /// Whether the key goes down.
    pub(crate) is_press: bool,
}

impl KeySeen {
    /// Who made it.
    pub(crate) fn maker(&self, mark: Mark) -> Maker {
        maker(self.flags & (KEY_INJECTED | KEY_INJECTED_FROM_BELOW) != 0, self.extra, mark)
    }

    /// Whether it ends control: Esc of a device or of another program, since an on-screen keyboard is the User's.
    pub(crate) fn is_panic(&self, mark: Mark) -> bool {
        // An injected character is the virtual key `VK_PACKET`, with its code unit in the place of the scan code.
        let is_escape = self.virtual_key == ESCAPE
            || self.scan == ESCAPE_SCAN && self.maker(mark) == Maker::Device;
        is_escape && self.is_press && self.maker(mark) != Maker::Us
    }
}

/// Who made an event of the mouse with these `LLMHF` flags.
///
/// Any program can inject a finger or a pen, and nothing says that the events that Windows makes of one have the flag of
/// injection. So they count as a program's.
pub(crate) fn of_mouse(flags: u32, extra: usize, mark: Mark) -> Maker {
    if flags & MOUSE_INJECTED == 0 && extra & POINTER_MASK == POINTER_SIGNATURE {
        return Maker::Program;
    }
    maker(flags & MOUSE_INJECTED != 0, extra, mark)
}

fn maker(is_injected: bool, extra: usize, mark: Mark) -> Maker {
    match (is_injected, extra == mark.0) {
        (false, _) => Maker::Device,
        (true, true) => Maker::Us,
        (true, false) => Maker::Program,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: Mark = Mark(0x5eed);

    fn key(virtual_key: u32, scan: u32, flags: u32, extra: usize) -> KeySeen {
        KeySeen { virtual_key, scan, flags, extra, is_press: true }
    }

    #[test]
    fn only_our_own_escape_does_not_end_control() {
        assert!(key(ESCAPE, 1, 0, 0).is_panic(MARK));
        assert!(key(ESCAPE, 1, KEY_INJECTED, 0).is_panic(MARK), "an on-screen keyboard");
        assert!(key(ESCAPE, 1, KEY_INJECTED | KEY_INJECTED_FROM_BELOW, 7).is_panic(MARK));
        assert!(!key(ESCAPE, 1, KEY_INJECTED, MARK.0).is_panic(MARK));
        assert!(!KeySeen { is_press: false, ..key(ESCAPE, 1, 0, 0) }.is_panic(MARK));
        assert!(!key(0x41, 0x1e, 0, 0).is_panic(MARK));
    }

    #[test]
    fn a_device_cannot_be_taken_for_us() {
        assert!(key(ESCAPE, 1, 0, MARK.0).is_panic(MARK), "a driver may fill the field");
        assert_eq!(of_mouse(0, MARK.0, MARK), Maker::Device);
    }

    #[test]
    fn the_key_with_esc_on_it_ends_control_in_any_layout_and_a_character_never_does() {
        assert!(key(0x14, ESCAPE_SCAN, 0, 0).is_panic(MARK), "Esc and Caps Lock are swapped");
        assert!(key(ESCAPE, 0x3a, 0, 0).is_panic(MARK), "the other way round");
        let packet = key(0xe7, 1, KEY_INJECTED, 0);
        assert!(!packet.is_panic(MARK));
    }

    #[test]
    fn the_mouse_is_told_apart_in_the_same_way() {
        assert_eq!(of_mouse(0, 0, MARK), Maker::Device);
        assert_eq!(of_mouse(1, 0, MARK), Maker::Program);
        assert_eq!(of_mouse(2, 0, MARK), Maker::Program);
        assert_eq!(of_mouse(1, MARK.0, MARK), Maker::Us);
    }

    #[test]
    fn a_finger_or_a_pen_is_no_mouse() {
        for extra in [0xff51_5700, 0xff51_5780, 0xff51_57ff] {
            assert_eq!(of_mouse(0, extra, MARK), Maker::Program, "{extra:x}");
        }
        assert_eq!(of_mouse(0, 0xff51_5800, MARK), Maker::Device);
    }
}

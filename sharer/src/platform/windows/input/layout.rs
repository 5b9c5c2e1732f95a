//! The keyboard layout of the foreground window, and the state of the keyboard.

use windows::Win32::UI::Input::KeyboardAndMouse::{
    GetAsyncKeyState, GetKeyState, GetKeyboardLayout, HKL, MAPVK_VK_TO_VSC_EX, MAPVK_VSC_TO_VK_EX,
    MapVirtualKeyExW, ToUnicodeEx, VIRTUAL_KEY, VK_CAPITAL, VK_CONTROL, VK_LCONTROL, VK_LSHIFT,
    VK_LWIN, VK_MENU, VK_RMENU, VK_RWIN, VK_SHIFT, VkKeyScanExW,
};
use windows::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowThreadProcessId};

use crate::platform::windows_input::keys::Scan;
use crate::platform::windows_input::typing::{Chord, Code, Layout, Modifiers};

/// `VkKeyScanEx`: Shift, and the two bits that are AltGr together.
const SHIFT: u8 = 1;
const ALT_GR: u8 = 2 | 4;

/// `ToUnicodeEx`: leaves the state of dead keys as it is (Windows 10, version 1607).
const KEEP_STATE: u32 = 4;

/// The layout of the window that gets the keys now.
pub(super) struct ForegroundLayout(HKL);

impl ForegroundLayout {
    /// Asks for it. Without a foreground window it is that of this thread.
    pub(super) fn read() -> Self {
        // SAFETY: these take plain values; a window that is gone has thread 0, which means this thread.
        Self(unsafe {
            let thread = GetWindowThreadProcessId(GetForegroundWindow(), None);
            GetKeyboardLayout(thread)
        })
    }
}

impl Layout for ForegroundLayout {
    fn virtual_key(&self, scan: Scan) -> u16 {
        let prefix = if scan.extended { 0xe000 } else { 0 };
        let code = prefix | u32::from(scan.code);
        // SAFETY: it takes plain values; a layout that is gone maps nothing.
        let key = unsafe { MapVirtualKeyExW(code, MAPVK_VSC_TO_VK_EX, Some(self.0)) };
        u16::try_from(key).unwrap_or(0)
    }

    fn key_of(&self, character: char) -> Option<Chord> {
        let unit = u16::try_from(u32::from(character)).ok()?;
        // SAFETY: it takes plain values; a layout that is gone has no key.
        let found = unsafe { VkKeyScanExW(unit, self.0) };
        let [key, state] = found.to_le_bytes();
        if found == -1 || state & !(SHIFT | ALT_GR) != 0 || ![0, ALT_GR].contains(&(state & ALT_GR))
        {
            return None;
        }
        // SAFETY: as above.
        let scan = unsafe { MapVirtualKeyExW(key.into(), MAPVK_VK_TO_VSC_EX, Some(self.0)) };
        let [code, prefix, ..] = scan.to_le_bytes();
        let code = Code { virtual_key: key.into(), scan: Scan { code, extended: prefix == 0xe0 } };
        Some(Chord { code, shift: state & SHIFT != 0, alt_gr: state & ALT_GR != 0 })
    }

    fn prints(&self, chord: Chord) -> Option<char> {
        let mut state = [0u8; 256];
        let mut set = |keys: &[VIRTUAL_KEY], bits: u8| {
            for key in keys {
                if let Some(slot) = state.get_mut(usize::from(key.0)) {
                    *slot = bits;
                }
            }
        };
        if chord.shift {
            set(&[VK_SHIFT, VK_LSHIFT], 0x80);
        }
        if chord.alt_gr {
            set(&[VK_CONTROL, VK_LCONTROL, VK_MENU, VK_RMENU], 0x80);
        }
        // SAFETY: it takes a plain value.
        if unsafe { GetKeyState(VK_CAPITAL.0.into()) } & 1 != 0 {
            set(&[VK_CAPITAL], 1);
        }
        let mut units = [0u16; 8];
        let (key, scan) = (chord.code.virtual_key.into(), chord.code.scan.code.into());
        // SAFETY: Windows reads 256 bytes of the state and writes at most as many units as the slice has.
        let written =
            unsafe { ToUnicodeEx(key, scan, &state, &mut units, KEEP_STATE, Some(self.0)) };
        // A dead key is a negative number.
        let written = units.get(..usize::try_from(written).ok()?)?;
        let mut characters = char::decode_utf16(written.iter().copied());
        match (characters.next(), characters.next()) {
            (Some(Ok(character)), None) => Some(character),
            _ => None,
        }
    }

    fn in_force(&self) -> Modifiers {
        Modifiers {
            shift: is_down(VK_SHIFT),
            control: is_down(VK_CONTROL),
            alt: is_down(VK_MENU),
            meta: is_down(VK_LWIN) || is_down(VK_RWIN),
        }
    }
}

/// Whether a key or button is down, whoever holds it.
pub(super) fn is_down(key: VIRTUAL_KEY) -> bool {
    // SAFETY: it takes a plain value.
    (unsafe { GetAsyncKeyState(key.0.into()) }) < 0
}

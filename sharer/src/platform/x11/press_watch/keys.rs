//! What the keys mean: which ones type, and which ones activate a button.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::ConnectionExt as _;
use xkeysym::{Keysym, key};

use super::super::connection::Connection;
use crate::platform::error::PlatformError;

/// Key codes by their meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// They print a character other than a space.
    printing: Vec<u8>,
    /// Enter, the one of the number pad, and the space bar.
    activating: Vec<u8>,
}

impl Keys {
    /// Reads the first keysym of each key.
    pub(super) fn read(connection: &Connection) -> Result<Self, PlatformError> {
        let setup = connection.x.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let count = last.saturating_sub(first).saturating_add(1);
        let map = connection.x.get_keyboard_mapping(first, count)?.reply()?;
        let width = usize::from(map.keysyms_per_keycode).max(1);
        let mut keys = Self::default();
        for (code, keysyms) in (first..=last).zip(map.keysyms.chunks(width)) {
            let keysym = keysyms.first().copied().unwrap_or_default();
            if [key::Return, key::KP_Enter, key::space].contains(&keysym) {
                keys.activating.push(code);
            } else if Keysym::new(keysym).key_char().is_some_and(|c| !c.is_control() && c != ' ') {
                keys.printing.push(code);
            }
        }
        Ok(keys)
    }

    /// Only keys that activated a button before do so.
    pub(super) fn activating_as(mut self, before: &Self) -> Self {
        self.activating.retain(|code| before.activating.contains(code));
        self
    }

    /// Whether it prints a character other than a space.
    pub(super) fn prints(&self, code: u32) -> bool {
        u8::try_from(code).is_ok_and(|code| self.printing.contains(&code))
    }

    /// Whether it activates a button that has the focus.
    pub(super) fn activates(&self, code: u32) -> bool {
        u8::try_from(code).is_ok_and(|code| self.activating.contains(&code))
    }
}

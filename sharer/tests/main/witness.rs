//! The X server's own account of what is done to it.

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xinput::{ConnectionExt as _, EventMask, XIEventMask};
use x11rb::protocol::xproto::{ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::rig::Xvfb;

/// The key code of Esc.
pub(crate) const ESC: u32 = 9;

/// Raw events of the X server, below every window and grab, with its own times.
pub(crate) struct Witness {
    pub(crate) x: RustConnection,
    root: u32,
}

/// An event as the server saw it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Happened {
    pub(crate) press: bool,
    pub(crate) detail: u32,
    pub(crate) is_key: bool,
    /// In ms of the X server's clock.
    pub(crate) at: u32,
}

impl Witness {
    pub(crate) fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        x.xinput_xi_query_version(2, 2).unwrap().reply().unwrap();
        let mask = XIEventMask::RAW_KEY_PRESS
            | XIEventMask::RAW_KEY_RELEASE
            | XIEventMask::RAW_BUTTON_PRESS
            | XIEventMask::RAW_BUTTON_RELEASE;
        let of_all_masters = EventMask { deviceid: 1, mask: vec![mask] };
        x.xinput_xi_select_events(root, &[of_all_masters]).unwrap().check().unwrap();
        Self { x, root }
    }

    /// The events since the last call.
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else was asked for")]
    pub(crate) fn events(&self) -> Vec<Happened> {
        self.x.sync().unwrap();
        let events = std::iter::from_fn(|| self.x.poll_for_event().unwrap());
        let done = events.filter_map(|event| {
            let (press, is_key, raw) = match event {
                Event::XinputRawKeyPress(raw) => (true, true, (raw.detail, raw.time)),
                Event::XinputRawKeyRelease(raw) => (false, true, (raw.detail, raw.time)),
                Event::XinputRawButtonPress(raw) => (true, false, (raw.detail, raw.time)),
                Event::XinputRawButtonRelease(raw) => (false, false, (raw.detail, raw.time)),
                _ => return None,
            };
            Some(Happened { press, is_key, detail: raw.0, at: raw.1 })
        });
        done.collect()
    }

    pub(crate) fn is_anything_down(&self) -> bool {
        let keys = self.x.query_keymap().unwrap().reply().unwrap().keys;
        let pointer = self.x.query_pointer(self.root).unwrap().reply().unwrap();
        keys.iter().any(|keys| *keys != 0) || u16::from(pointer.mask) & 0x1f00 != 0
    }

    /// Presses Esc as the User: through XTEST, by a connection whose presses the sharer does not record.
    pub(crate) fn presses_escape(&self) {
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.x.xtest_fake_input(kind, ESC as u8, 0, self.root, 0, 0, 0).unwrap();
        }
        self.x.flush().unwrap();
    }
}

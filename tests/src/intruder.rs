//! A program on an X server that does what it can to press the button of another program's window.

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::protocol::xinput::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    ButtonPressEvent, ConnectionExt as _, EventMask, FocusInEvent, InputFocus, KeyButMask,
    KeyPressEvent, NotifyDetail, NotifyMode, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::clock::eventually;

mod grabs;
mod others;

/// The program.
pub struct Intruder {
    x: RustConnection,
    root: Window,
    /// The window that is attacked.
    target: Window,
}

impl Intruder {
    /// Attacks a window.
    ///
    /// # Panics
    /// When the display cannot be opened.
    pub fn new(display: &str, target: Window) -> Self {
        let (x, screen) = RustConnection::connect(Some(display)).expect("the display is up");
        let root = x.setup().roots[screen].root;
        x.xinput_xi_query_version(2, 2).unwrap().reply().unwrap();
        Self { x, root, target }
    }

    fn done(&self) {
        self.x.sync().unwrap();
    }

    fn fake(&self, kind: u8, detail: u8, delay: u32, device: u8) {
        let (root, place) = (self.root, 0);
        self.x
            .xtest_fake_input(kind, detail, delay, root, place, place, device)
            .unwrap()
            .check()
            .unwrap();
    }

    /// Clicks through the XTEST extension.
    pub fn clicks(&self) {
        for kind in [4, 5] {
            self.fake(kind, 1, 0, 0);
        }
        self.done();
    }

    /// Types a key through the XTEST extension.
    pub fn types(&self, code: u8) {
        for kind in [2, 3] {
            self.fake(kind, code, 0, 0);
        }
        self.done();
    }

    /// The id of the first device whose name contains this.
    pub fn device(&self, name: &str) -> u8 {
        let devices = self.x.xinput_xi_query_device(0u16).unwrap().reply().unwrap().infos;
        let found =
            devices.iter().find(|device| String::from_utf8_lossy(&device.name).contains(name));
        found.unwrap_or_else(|| panic!("no device {name}")).deviceid.try_into().unwrap()
    }

    fn first_extension_event(&self) -> u8 {
        self.x.extension_information("XInputExtension").unwrap().unwrap().first_event
    }

    /// Clicks in the name of the mouse: XTEST with an event of XInput 1. The server waits for `delay` ms
    /// before each event.
    pub fn clicks_as(&self, device: u8, delay: u32) {
        let first = self.first_extension_event();
        for kind in [3, 4] {
            self.fake(first + kind, 1, delay, device);
        }
        self.done();
    }

    /// Types a key in the name of the keyboard.
    pub fn types_as(&self, device: u8, code: u8) {
        let first = self.first_extension_event();
        for kind in [1, 2] {
            self.fake(first + kind, code, 0, device);
        }
        self.done();
    }

    /// Sends a click to the window alone.
    pub fn sends_click(&self, x: i16, y: i16) {
        for (response_type, mask) in [(4, EventMask::BUTTON_PRESS), (5, EventMask::BUTTON_RELEASE)]
        {
            let event = ButtonPressEvent {
                response_type,
                detail: 1,
                sequence: 0,
                time: 0,
                root: self.root,
                event: self.target,
                child: 0,
                root_x: x,
                root_y: y,
                event_x: x,
                event_y: y,
                state: KeyButMask::default(),
                same_screen: true,
            };
            self.x.send_event(false, self.target, mask, event).unwrap();
        }
        self.done();
    }

    /// Sends a key to the window alone.
    pub fn sends_key(&self, code: u8) {
        for (response_type, mask) in [(2, EventMask::KEY_PRESS), (3, EventMask::KEY_RELEASE)] {
            let event = KeyPressEvent {
                response_type,
                detail: code,
                sequence: 0,
                time: 0,
                root: self.root,
                event: self.target,
                child: 0,
                root_x: 0,
                root_y: 0,
                event_x: 0,
                event_y: 0,
                state: KeyButMask::default(),
                same_screen: true,
            };
            self.x.send_event(false, self.target, mask, event).unwrap();
        }
        self.done();
    }

    /// Sends the news to the window, and to who watches it, that it got the focus.
    pub fn sends_focus(&self) {
        let event = FocusInEvent {
            response_type: 9,
            detail: NotifyDetail::NONLINEAR,
            sequence: 0,
            event: self.target,
            mode: NotifyMode::NORMAL,
        };
        self.x.send_event(false, self.target, EventMask::FOCUS_CHANGE, event).unwrap();
        self.done();
    }

    /// Gives the focus to this window.
    pub fn focuses(&self, window: Window) {
        let focus = (InputFocus::PARENT, window, x11rb::CURRENT_TIME);
        self.x.set_input_focus(focus.0, focus.1, focus.2).unwrap().check().unwrap();
        self.done();
    }

    /// Moves the pointer with the core request.
    pub fn warps(&self, x: i16, y: i16) {
        self.x.warp_pointer(0u32, self.root, 0, 0, 0, 0, x, y).unwrap().check().unwrap();
        self.done();
    }

    /// Moves the pointer with XInput's request.
    pub fn warps_with_xinput(&self, x: i16, y: i16) {
        let fixed = |n: i16| i32::from(n) << 16;
        let master = u16::from(self.device("Virtual core pointer"));
        self.x
            .xinput_xi_warp_pointer(0, self.root, 0, 0, 0, 0, fixed(x), fixed(y), master)
            .unwrap()
            .check()
            .unwrap();
        self.done();
    }

    /// Moves the pointer through the XTEST extension.
    pub fn moves_pointer(&self, x: i16, y: i16) {
        self.x.xtest_fake_input(6, 0, 0, self.root, x, y, 0).unwrap().check().unwrap();
        self.done();
    }

    /// Gives a key the meaning of another one.
    pub fn remaps(&self, code: u8, keysym: u32) {
        self.x.change_keyboard_mapping(1, code, 1, &[keysym]).unwrap().check().unwrap();
        self.done();
    }

    /// Makes another pair of master devices, and clicks through their XTEST device.
    pub fn clicks_as_another_master(&self) {
        let name = b"Mouse".to_vec();
        let added = xinput::HierarchyChangeDataAddMaster { send_core: true, enable: true, name };
        let length = u16::try_from((8 + added.name.len()).div_ceil(4)).unwrap();
        let data = xinput::HierarchyChangeData::AddMaster(added);
        self.x
            .xinput_xi_change_hierarchy(&[xinput::HierarchyChange { len: length, data }])
            .unwrap()
            .check()
            .unwrap();
        let device = self.device("Mouse XTEST pointer");
        let master = self.device("Mouse pointer");
        // Over the button, and not where a new pointer begins.
        let at = self.x.query_pointer(self.root).unwrap().reply().unwrap();
        let fixed = |n: i16| i32::from(n) << 16;
        let (x, y) = (fixed(at.root_x), fixed(at.root_y));
        self.x.xinput_xi_warp_pointer(0, self.root, 0, 0, 0, 0, x, y, u16::from(master)).unwrap();
        self.clicks_as(device, 0);
    }

    /// Waits until the X server shows the window.
    pub fn waits_for_target(&self) {
        use x11rb::protocol::xproto::MapState;
        eventually("the window is shown", || {
            let state = self.x.get_window_attributes(self.target).ok()?.reply().ok()?.map_state;
            (state == MapState::VIEWABLE).then_some(())
        });
    }
}

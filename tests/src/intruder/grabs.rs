//! What it does with grabs of the pointer.

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Allow, ButtonIndex, ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, EventMask,
    GrabMode, GrabStatus, ModMask, StackMode, Window, WindowClass,
};

use super::Intruder;
use crate::clock::eventually;

impl Intruder {
    /// Opens a window that cannot be seen, below all others.
    pub fn opens_trap(&self, x: i16, y: i16, width: u16, height: u16) -> Window {
        let window = self.x.generate_id().unwrap();
        let settings = CreateWindowAux::new().override_redirect(1);
        let class = WindowClass::INPUT_ONLY;
        self.x
            .create_window(0, window, self.root, x, y, width, height, 0, class, 0, &settings)
            .unwrap();
        let below = ConfigureWindowAux::new().stack_mode(StackMode::BELOW);
        self.x.configure_window(window, &below).unwrap();
        self.x.map_window(window).unwrap();
        self.done();
        window
    }

    /// Moves the pointer into this window by a grab that keeps it there, and ends that.
    pub fn traps_pointer(&self, trap: Window) {
        let (mode, now) = (GrabMode::ASYNC, x11rb::CURRENT_TIME);
        let mask = EventMask::NO_EVENT;
        let grab = self.x.grab_pointer(false, self.root, mask, mode, mode, trap, 0u32, now);
        assert_eq!(grab.unwrap().reply().unwrap().status, GrabStatus::SUCCESS);
        self.x.ungrab_pointer(now).unwrap();
        self.done();
    }

    /// Holds the next click back until it says so.
    pub fn freezes_clicks(&self) {
        self.traps_clicks(x11rb::NONE);
    }

    /// Holds the next click back until it says so, and moves the pointer into this window at the click.
    pub fn traps_clicks(&self, trap: Window) {
        let (held, free) = (GrabMode::SYNC, GrabMode::ASYNC);
        let (button, any) = (ButtonIndex::M1, ModMask::ANY);
        let mask = EventMask::BUTTON_PRESS;
        self.x
            .grab_button(false, self.root, mask, held, free, trap, 0u32, button, any)
            .unwrap()
            .check()
            .unwrap();
    }

    /// Waits for the click that it holds back.
    pub fn has_click(&self) {
        eventually("a click is held back", || match self.x.poll_for_event().unwrap() {
            Some(Event::ButtonPress(_)) => Some(()),
            _ => None,
        });
    }

    /// Lets the click go on to where the pointer is.
    pub fn replays_click(&self) {
        self.x.allow_events(Allow::REPLAY_POINTER, x11rb::CURRENT_TIME).unwrap().check().unwrap();
        self.done();
    }
}

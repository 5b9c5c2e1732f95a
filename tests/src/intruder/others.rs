//! What it does to the windows and connections of others.

use x11rb::connection::Connection as _;
use x11rb::protocol::record::ConnectionExt as _;
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, StackMode, Window, WindowClass,
};

use super::Intruder;

impl Intruder {
    /// Opens a window of its own above all others.
    pub fn opens_window(&self, x: i16, y: i16, width: u16, height: u16) -> Window {
        let window = self.x.generate_id().unwrap();
        let settings = CreateWindowAux::new().override_redirect(1).background_pixel(0xff_ffff);
        let class = WindowClass::INPUT_OUTPUT;
        self.x
            .create_window(0, window, self.root, x, y, width, height, 0, class, 0, &settings)
            .unwrap();
        self.x.map_window(window).unwrap();
        self.done();
        window
    }

    /// Closes it.
    pub fn closes(&self, window: Window) {
        self.x.destroy_window(window).unwrap();
        self.done();
    }

    /// Moves the window that is attacked.
    pub fn moves_target(&self, x: i32, y: i32) {
        let place = ConfigureWindowAux::new().x(x).y(y);
        self.x.configure_window(self.target, &place).unwrap().check().unwrap();
        self.done();
    }

    /// Puts one of its windows above all others.
    pub fn raises(&self, window: Window) {
        let above = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
        self.x.configure_window(window, &above).unwrap().check().unwrap();
        self.done();
    }

    /// Moves any window, and puts it above all others.
    pub fn moves_above(&self, window: Window, x: i16, y: i16) {
        let place = ConfigureWindowAux::new().x(i32::from(x)).y(i32::from(y));
        let place = place.stack_mode(StackMode::ABOVE);
        self.x.configure_window(window, &place).unwrap().check().unwrap();
        self.done();
    }

    /// Hides the window that is attacked, and shows it again.
    pub fn blinks_target(&self) {
        self.x.unmap_window(self.target).unwrap();
        self.x.map_window(self.target).unwrap();
        self.done();
    }

    /// Puts the window that is attacked into a window of its own at the same place.
    pub fn adopts_target(&self, x: i16, y: i16) {
        let at = self.x.get_geometry(self.target).unwrap().reply().unwrap();
        let frame = self.opens_window(x, y, at.width, at.height);
        self.x.reparent_window(self.target, frame, 0, 0).unwrap().check().unwrap();
        self.x.map_window(self.target).unwrap();
        self.done();
    }

    /// The ids that other clients than this one and the target's may have given to something.
    fn ids_of_others(&self) -> impl Iterator<Item = u32> {
        let setup = self.x.setup();
        let (own, mask) = (setup.resource_id_base, setup.resource_id_mask);
        let target = self.target & !mask;
        let clients = (1..32).map(move |n| n * (mask + 1));
        clients
            .filter(move |client| ![own, target].contains(client))
            .flat_map(|base| base..base + 8)
    }

    /// Ends every recording of other clients. How many there were.
    pub fn ends_recordings(&self) -> usize {
        let ends = |id: &u32| self.x.record_disable_context(*id).unwrap().check().is_ok();
        self.ids_of_others().filter(ends).count()
    }

    /// Takes all clients out of every recording, which goes on and holds nothing. How many there were.
    pub fn empties_recordings(&self) -> usize {
        let all = [u32::from(x11rb::protocol::record::CS::ALL_CLIENTS)];
        let empties =
            |id: &u32| self.x.record_unregister_clients(*id, &all).unwrap().check().is_ok();
        self.ids_of_others().filter(empties).count()
    }

    /// Closes the connections of all other clients that own something.
    pub fn kills_others(&self) {
        let kills = |id: &u32| self.x.kill_client(*id).unwrap().check().is_ok();
        assert!(self.ids_of_others().filter(kills).count() > 0);
    }
}

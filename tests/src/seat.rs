//! A desktop with a mouse and a keyboard that a test can use as a person does.
//!
//! The programs run on an X server (Xephyr) that is a window of another one (Xvfb). What a test injects into
//! the outer server comes to the inner one from devices of its own: there it is the input of a person, which
//! no program on that server has made. `xdotool` on the inner server is a program that injects.

use std::path::Path;

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, ImageFormat};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::clock::{PATIENCE, eventually};
use crate::process::{Running, command};
use crate::xvfb::Xvfb;

const KEY_PRESS: u8 = 2;
const BUTTON_PRESS: u8 = 4;
const MOTION: u8 = 6;

/// The desktop, and the person's hand on its devices.
pub struct Seat {
    _inner: Running,
    _outer: Xvfb,
    display: String,
    /// Where the hand is.
    hand: RustConnection,
    /// Where its effect is seen.
    desktop: RustConnection,
}

impl Seat {
    /// A desktop of this size.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start(width: u32, height: u32) -> Self {
        Self::start_with(width, height, &[])
    }

    /// A desktop whose X server has further arguments.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_with(width: u32, height: u32, arguments: &[&str]) -> Self {
        let outer = Xvfb::start(width, height);
        let mut server = command("Xephyr");
        server.env("DISPLAY", outer.display());
        server.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"]);
        server.args(["-screen", &format!("{width}x{height}")]);
        server.args(arguments);
        let inner = Running::start("xephyr", &mut server);
        let number = inner.stdout.wait(0, PATIENCE, |line| line.trim().parse::<u32>().ok());
        let Some((_, number)) = number else {
            panic!("Xephyr does not start: {:?}", inner.stderr.all())
        };
        let display = format!(":{number}");
        let (hand, _) = RustConnection::connect(Some(outer.display())).expect("it is up");
        let (desktop, _) = RustConnection::connect(Some(&display)).expect("it is up");
        let seat = Self { _inner: inner, _outer: outer, display, hand, desktop };
        // Xephyr's window is there when what the hand does arrives.
        seat.points(1, 1);
        seat
    }

    /// The name of the display.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Starts a window manager, and waits until it manages windows.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_window_manager(&self) -> Running {
        let manager = Running::start("openbox", command("openbox").env("DISPLAY", &self.display));
        let name = b"_NET_SUPPORTING_WM_CHECK";
        let atom = self.desktop.intern_atom(false, name).unwrap().reply().unwrap().atom;
        let root = Self::root(&self.desktop);
        eventually("the window manager is there", || {
            let check =
                self.desktop.get_property(false, root, atom, AtomEnum::WINDOW, 0, 1).unwrap();
            (check.reply().unwrap().value_len == 1).then_some(())
        });
        manager
    }

    /// Whether a window of this class has the keyboard.
    pub fn has_keyboard(&self, class: &str) -> bool {
        let focus = self.desktop.get_input_focus().unwrap().reply().unwrap().focus;
        let mut window = focus;
        loop {
            let kind = AtomEnum::STRING;
            let named = self.desktop.get_property(false, window, AtomEnum::WM_CLASS, kind, 0, 64);
            // It may be gone by now.
            let Ok(named) = named.unwrap().reply() else { return false };
            if named.value.split(|byte| *byte == 0).any(|part| part == class.as_bytes()) {
                return true;
            }
            let Ok(tree) = self.desktop.query_tree(window).unwrap().reply() else { return false };
            if tree.parent == 0 {
                return false;
            }
            window = tree.parent;
        }
    }

    /// A program has the connection of a window of this name closed, as `xkill` does.
    ///
    /// # Panics
    /// When there is no such window.
    pub fn kills_client_of(&self, name: &str) {
        let atom = self.desktop.intern_atom(false, b"_NET_WM_NAME").unwrap().reply().unwrap().atom;
        let window = eventually("a window of this name", || {
            let mut windows = vec![Self::root(&self.desktop)];
            while let Some(window) = windows.pop() {
                let kind = AtomEnum::ANY;
                let named = self.desktop.get_property(false, window, atom, kind, 0, 64).ok()?;
                // It may be gone since it was listed.
                let Ok(named) = named.reply() else { continue };
                if named.value == name.as_bytes() {
                    return Some(window);
                }
                let Ok(tree) = self.desktop.query_tree(window).ok()?.reply() else { continue };
                windows.extend(tree.children);
            }
            None
        });
        self.desktop.kill_client(window).unwrap().check().unwrap();
    }

    /// Red, green and blue of a pixel of the desktop.
    ///
    /// # Panics
    /// When it is not on the desktop.
    pub fn colour(&self, x: i16, y: i16) -> [u8; 3] {
        let root = Self::root(&self.desktop);
        let image = self.desktop.get_image(ImageFormat::Z_PIXMAP, root, x, y, 1, 1, !0);
        let data = image.unwrap().reply().unwrap().data;
        [data[2], data[1], data[0]]
    }

    fn root(connection: &RustConnection) -> u32 {
        connection.setup().roots[0].root
    }

    fn does(&self, kind: u8, detail: u8, x: i16, y: i16) {
        let root = Self::root(&self.hand);
        self.hand.xtest_fake_input(kind, detail, 0, root, x, y, 0).unwrap().check().unwrap();
        self.hand.sync().unwrap();
    }

    fn pointer(&self) -> (i16, i16, u16) {
        let root = Self::root(&self.desktop);
        let pointer = self.desktop.query_pointer(root).unwrap().reply().unwrap();
        (pointer.root_x, pointer.root_y, u16::from(pointer.mask))
    }

    /// The hand moves the mouse there.
    pub fn points(&self, x: i16, y: i16) {
        eventually("the pointer is there", || {
            // Where a program has moved it, the mouse has to move for it to come back.
            self.does(MOTION, 0, x + 1, y);
            self.does(MOTION, 0, x, y);
            let (at_x, at_y, _) = self.pointer();
            ((at_x, at_y) == (x, y)).then_some(())
        });
    }

    /// The hand presses the left button.
    pub fn presses_button(&self) {
        self.does(BUTTON_PRESS, 1, 0, 0);
        eventually("it is down", || (self.pointer().2 & 0x100 != 0).then_some(()));
    }

    /// The hand releases the left button.
    pub fn releases_button(&self) {
        self.does(BUTTON_PRESS + 1, 1, 0, 0);
        eventually("it is up", || (self.pointer().2 & 0x100 == 0).then_some(()));
    }

    /// The hand clicks where the pointer is.
    pub fn clicks(&self) {
        self.presses_button();
        self.releases_button();
    }

    /// The hand clicks where the pointer is, and nobody waits for the effect: a program may hold it back.
    pub fn clicks_unnoticed(&self) {
        self.does(BUTTON_PRESS, 1, 0, 0);
        self.does(BUTTON_PRESS + 1, 1, 0, 0);
    }

    /// The hand presses the left button, and nobody waits for the effect.
    pub fn presses_button_unnoticed(&self) {
        self.does(BUTTON_PRESS, 1, 0, 0);
    }

    /// The hand presses a key, by its X11 key code, and releases it.
    pub fn types(&self, code: u8) {
        let is_down = || {
            let keys = self.desktop.query_keymap().unwrap().reply().unwrap().keys;
            keys[usize::from(code / 8)] >> (code % 8) & 1 == 1
        };
        self.does(KEY_PRESS, code, 0, 0);
        eventually("the key is down", || is_down().then_some(()));
        self.does(KEY_PRESS + 1, code, 0, 0);
        eventually("the key is up", || (!is_down()).then_some(()));
    }

    /// Starts a program on this desktop. It ends when dropped.
    pub fn start_program(&self, program: &'static str) -> Running {
        Running::start(program, command(program).env("DISPLAY", &self.display))
    }

    /// Runs a program on this desktop to its end.
    ///
    /// # Panics
    /// When it fails.
    pub fn run(&self, program: impl AsRef<Path>, arguments: &[&str]) {
        let program = program.as_ref();
        let mut command = command(program);
        let output = command.args(arguments).env("DISPLAY", &self.display).output();
        let output = output.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} {arguments:?}: {error}", program.display());
    }
}

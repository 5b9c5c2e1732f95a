//! GNOME's compositor in a window of an X server. What comes to that window is to the compositor the input of devices.

use super::{HEIGHT, Hand, Portal, WIDTH, WaylandDesktop};
use crate::clock::eventually;
use crate::process::{Running, command, program};
use crate::screen_reader::{ScreenReader, announce};

/// The height of a window's title bar, in px.
const TITLE_BAR: i16 = 35;

impl WaylandDesktop {
    /// Starts one with a person's mouse and keyboard.
    ///
    /// # Panics
    /// When one of its programs is missing, or does not start.
    pub fn start_nested(portal: Portal) -> Self {
        let mut desktop = Self::with_bus(portal);
        desktop.run("wireplumber", &[], "bus");
        let monitor = format!("{WIDTH}x{HEIGHT}");
        let variables = [
            ("DISPLAY", desktop.guest.display().to_owned()),
            ("MUTTER_DEBUG_DUMMY_MODE_SPECS", monitor),
        ];
        let options = ["--nested", "--wayland", "--no-x11", "--wayland-display", "wayland-0"];
        desktop.run_with("mutter", &options, &variables, "wayland-0");
        desktop.open_portal(portal);
        desktop
    }

    /// Starts the program with its window, as from its icon.
    pub fn window(&self, options: &[&str]) -> Running {
        let mut window = command(program("alongside"));
        window.args(["window", "--name", "Ursula"]).args(options);
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            window.env(name, self.folder.path());
        }
        self.at(&mut window);
        window.env_remove("DISPLAY");
        Running::start("alongside", &mut window)
    }

    /// What reads the windows of a program.
    pub fn reader(&self, program: &str) -> ScreenReader {
        announce(&self.bus());
        ScreenReader::on_bus(&self.bus(), program)
    }

    /// A program that injects by the compositor's own interface.
    pub fn injector(&self) -> Hand {
        Hand::start(self.python("hand.py"))
    }

    /// The person presses a key, by its X11 name.
    pub fn person_presses(&self, key: &str) {
        self.guest.run("xdotool", &["key", key]);
    }

    /// The person maximises the window with the keyboard, brings the mouse to a button of it, and presses it.
    ///
    /// # Panics
    /// When there is no such button.
    pub fn person_clicks(&self, reader: &mut ScreenReader, button: &str) {
        let before = reader.finds("push button", button).place;
        self.person_presses("super+Up");
        let read = eventually("the window is as large as the screen", || {
            let read = reader.finds("push button", button);
            (read.place != before).then_some(read)
        });
        // A window on Wayland does not know where it is: places are within its content, below the title bar.
        let (x, y) = read.middle();
        let at = |up: i16| [x.to_string(), (y + TITLE_BAR - up).to_string()];
        // From beside it, in the window.
        for [x, y] in [at(60), at(40), at(0)] {
            self.guest.run("xdotool", &["mousemove", &x, &y, "sleep", "0.1"]);
        }
        self.guest
            .run("xdotool", &["sleep", "1", "mousedown", "1", "sleep", "0.1", "mouseup", "1"]);
    }
}

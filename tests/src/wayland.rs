//! A Wayland desktop: GNOME's compositor (mutter) without a monitor, PipeWire, and a portal that asks as GNOME does.
//!
//! Everything is the test's own: the runtime folder, the session bus, and the few services that the bus may start.

mod calls;
mod clipboard;
mod hand;
mod nested;
mod settings;
mod sway;
mod terminal;
mod xwayland;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use serde_json::Value;

use crate::clock::{PATIENCE, eventually, soon};
use crate::process::{Folder, Running, command, program};
use crate::rig::{Sharer, share};
use crate::screen_reader::{Read, ScreenReader};
use crate::xvfb::Xvfb;
pub use calls::PortalCalls;
pub use clipboard::Copied;
pub use hand::Hand;
use hand::{LEFT_SHIFT, TAB};
pub use settings::Portal;
use settings::{BACKEND, DESKTOP, prepare};
use sway::Sway;
pub use terminal::{KeyEvent, Terminal};
use xwayland::Xwayland;

/// The size of the monitor, in px.
pub const WIDTH: usize = 1280;
/// See [`WIDTH`].
pub const HEIGHT: usize = 720;

/// The program that shows GNOME's dialog.
const GNOME_PORTAL: &str = "xdg-desktop-portal-gnome";

/// The desktop. All its programs end with it.
pub struct WaylandDesktop {
    dialog: Option<ScreenReader>,
    backend: Option<Running>,
    hand: Option<Hand>,
    /// Stands for Xwayland, which shows X programs alone: here it shows none.
    guest: Xvfb,
    /// The real one, where it was started.
    xwayland: Option<Xwayland>,
    /// Another compositor, where it was started.
    sway: Option<Sway>,
    /// The last one is started last and ended first.
    programs: Vec<Running>,
    folder: Folder,
}

impl WaylandDesktop {
    /// Starts one with GNOME's portal.
    pub fn start() -> Self {
        Self::start_with(Portal::Gnome)
    }

    /// Starts one.
    ///
    /// # Panics
    /// When one of its programs is missing, or does not start.
    pub fn start_with(portal: Portal) -> Self {
        Self::start_with_keyboard(portal, "us")
    }

    /// Starts one with this layout of the keyboard, as xkb-data calls it.
    ///
    /// # Panics
    /// When one of its programs is missing, or does not start.
    pub fn start_with_keyboard(portal: Portal, layout: &str) -> Self {
        let mut desktop = Self::with_bus(portal);
        desktop.run("wireplumber", &[], "bus");
        let monitor = format!("{WIDTH}x{HEIGHT}");
        let options = ["--headless", "--wayland", "--no-x11", "--virtual-monitor", &monitor];
        let mut variables = Vec::new();
        if layout != "us" {
            let folder = desktop.folder.path().join("xkb");
            settings::replace_layout(&folder, layout);
            variables.push(("XKB_CONFIG_EXTRA_PATH", folder.display().to_string()));
        }
        desktop.run_with("mutter", &options, &variables, "wayland-0");
        desktop.hand = Some(Hand::start(desktop.python("hand.py")));
        desktop.open_portal(portal);
        desktop
    }

    /// Starts one with Xwayland.
    ///
    /// # Panics
    /// When one of its programs is missing, or does not start.
    pub fn start_with_xwayland(portal: Portal) -> Self {
        let mut desktop = Self::with_bus(portal);
        desktop.run("wireplumber", &[], "bus");
        let (file, monitor) = (desktop.file("xwayland"), format!("{WIDTH}x{HEIGHT}"));
        let options = ["--headless", "--wayland", "--virtual-monitor", &monitor];
        let told = ["--", "sh", "-c", &Xwayland::tells(&file)];
        desktop.run("mutter", &[&options[..], &told[..]].concat(), "wayland-0");
        desktop.xwayland = Some(Xwayland::told(&file));
        desktop.hand = Some(Hand::start(desktop.python("hand.py")));
        desktop.open_portal(portal);
        desktop
    }

    /// Starts one where the sharer, and those who copy and paste, are at sway.
    ///
    /// # Panics
    /// When one of its programs is missing, or does not start.
    pub fn start_with_sway(portal: Portal) -> Self {
        let mut desktop = Self::start_with(portal);
        desktop.sway = Some(Sway::start(desktop.guest.display()));
        // Its only window is to have the pointer.
        desktop.guest.run("xdotool", &["mousemove", "100", "100"]);
        desktop
    }

    /// Waits until the portal answers, with who asks.
    fn open_portal(&mut self, portal: Portal) {
        match portal {
            Portal::Gnome => {
                self.dialog = Some(ScreenReader::on_bus(&self.bus(), GNOME_PORTAL));
            }
            Portal::AsksNobody => self.start_backend(BACKEND, &["RemoteDesktop", "ScreenCast"]),
            Portal::ScreenOnly => self.start_backend(BACKEND, &["ScreenCast"]),
            Portal::Hangs => {
                self.start_backend(DESKTOP, &[]);
                return self.hangs();
            }
            Portal::Absent => return,
        }
        self.wait_for_portal();
    }

    /// The session's bus and PipeWire alone.
    fn with_bus(portal: Portal) -> Self {
        let folder = Folder::new();
        prepare(folder.path(), portal);
        let (guest, programs) = (Xvfb::start(WIDTH as u32, HEIGHT as u32), Vec::new());
        let (dialog, backend, hand, xwayland, sway) = (None, None, None, None, None);
        let mut desktop = Self { dialog, backend, hand, guest, xwayland, sway, programs, folder };
        let bus = format!("--config-file={}", desktop.file("bus.conf"));
        desktop.run("dbus-daemon", &["--nofork", &bus], "bus");
        desktop.run("pipewire", &[], "pipewire-0");
        desktop
    }

    /// Waits until the portal answers: the bus starts it at the first call.
    fn wait_for_portal(&self) {
        eventually("the portal answers", || {
            let mut get = command("dbus-send");
            get.args(["--session", "--print-reply", &format!("--dest={DESKTOP}")]);
            get.args(["/org/freedesktop/portal/desktop", "org.freedesktop.DBus.Properties.Get"]);
            get.args(["string:org.freedesktop.portal.ScreenCast", "string:version"]);
            self.at(&mut get);
            get.output().is_ok_and(|output| output.status.success()).then_some(())
        });
    }

    /// Starts a program of the desktop, and waits until it listens at its socket.
    fn run(&mut self, name: &'static str, arguments: &[&str], socket: &str) {
        self.run_with(name, arguments, &[], socket);
    }

    /// The same with these variables.
    fn run_with(
        &mut self,
        name: &'static str,
        arguments: &[&str],
        variables: &[(&str, String)],
        socket: &str,
    ) {
        let mut program = command(name);
        program.args(arguments);
        self.at(&mut program);
        program.envs(variables.iter().map(|(name, value)| (name, value)));
        program.env("HOME", self.folder.path()).env("GSETTINGS_BACKEND", "keyfile");
        // A group of its own, so that what it starts ends with it.
        std::os::unix::process::CommandExt::process_group(&mut program, 0);
        self.programs.push(Running::start(name, &mut program));
        let socket = self.folder.path().join(socket);
        eventually(&format!("{name} listens"), || socket.exists().then_some(()));
    }

    fn start_backend(&mut self, name: &str, interfaces: &[&str]) {
        let mut backend = self.python("backend.py");
        backend.arg(name).args(interfaces);
        let backend = Running::start("portal-backend", &mut backend);
        let ready = backend.stdout.wait(0, PATIENCE, |line| (line == "ready").then_some(()));
        assert!(ready.is_some(), "the backend does not start: {:?}", backend.stderr.all());
        self.backend = Some(backend);
    }

    /// The portal's own program answers nothing from now on.
    fn hangs(&self) {
        let id = self.backend.as_ref().and_then(|backend| i32::try_from(backend.id()).ok());
        let id = id.and_then(Pid::from_raw).expect("it runs");
        kill_process(id, Signal::STOP).expect("it can be stopped");
    }

    /// One of the programs in Python beside this file.
    fn python(&self, name: &str) -> Command {
        // The system's own, for which Debian's package is; the first in PATH may be another.
        let mut program = command("/usr/bin/python3");
        program.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wayland").join(name));
        // It leaves nothing beside the sources.
        program.env("PYTHONDONTWRITEBYTECODE", "1");
        self.at(&mut program);
        program
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn bus(&self) -> String {
        format!("unix:path={}", self.file("bus"))
    }

    /// Lets a program run in the session of this desktop.
    pub fn at(&self, program: &mut Command) {
        program
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus())
            // No service of the machine has a say.
            .env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
            .env("WAYLAND_DISPLAY", "wayland-0")
            .env("XDG_SESSION_TYPE", "wayland")
            .env("XDG_CURRENT_DESKTOP", "GNOME")
            .env("XDG_DESKTOP_PORTAL_DIR", self.folder.path().join("portals"))
            .env("GDK_BACKEND", "wayland")
            .env("GSETTINGS_BACKEND", "memory")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("LANG", "C.UTF-8");
    }

    /// Starts the sharer in it.
    pub fn share(&self, options: &[&str]) -> Sharer {
        let folder = Folder::new();
        Sharer::start(&mut self.sharer(options, &folder), folder)
    }

    /// The sharer's command in it.
    pub fn sharer(&self, options: &[&str], folder: &Folder) -> Command {
        let mut command = share(options, folder);
        self.at_programs(&mut command);
        // What the account keeps is there for the next session.
        command.env("XDG_CONFIG_HOME", self.folder.path());
        command
    }

    /// Lets a program run as the person's own do: with an X server, and where there is one, at the other compositor.
    fn at_programs(&self, program: &mut Command) {
        self.at(program);
        program.env("DISPLAY", self.guest.display());
        if let Some(xwayland) = &self.xwayland {
            xwayland.at(program);
        }
        if let Some(sway) = &self.sway {
            sway.at(program);
        }
    }

    /// What the doctor says of it: whether it works, and its sentence.
    ///
    /// # Panics
    /// When it says nothing of that.
    pub fn doctor(&self, id: &str) -> (Option<bool>, String) {
        let mut doctor = command(program("alongside"));
        doctor.args(["doctor", "--json"]);
        self.at_programs(&mut doctor);
        doctor.env("HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.folder.path());
        let output = doctor.output().expect("the doctor runs");
        let report: Value = serde_json::from_slice(&output.stdout).expect("it writes JSON");
        let mut checks = report["checks"].as_array().into_iter().flatten();
        let check = checks.find(|check| check["id"] == id).expect("it has tried that");
        (check["ok"].as_bool(), check["text"].as_str().unwrap_or_default().to_owned())
    }

    /// Opens a terminal over the whole monitor, which then has the keyboard.
    pub fn open_terminal(&mut self) -> Terminal {
        let mut foot = command("foot");
        self.at(&mut foot);
        let folder = self.folder.path().to_owned();
        Terminal::open(foot, &folder, || self.hand().presses(LEFT_SHIFT))
    }

    /// The person taps a key that writes nothing, in the window that has the keyboard.
    fn taps_shift(&mut self) {
        if self.sway.is_some() {
            self.guest.press("Shift_L");
        } else {
            self.hand().presses(LEFT_SHIFT);
        }
    }

    /// The person's mouse and keyboard.
    pub fn hand(&mut self) -> &mut Hand {
        self.hand.as_mut().expect("it is there for as long as the desktop")
    }

    /// Records what is called of the portal from now on.
    pub fn calls(&self) -> PortalCalls {
        let mut monitor = command("dbus-monitor");
        self.at(&mut monitor);
        PortalCalls::record(monitor)
    }

    /// Whether anything flows through PipeWire.
    ///
    /// # Panics
    /// When PipeWire does not answer.
    pub fn streams(&self) -> bool {
        let mut dump = command("pw-dump");
        self.at(&mut dump);
        let output = dump.output().expect("pw-dump is there");
        // A list of all objects, and one more for each change that came meanwhile.
        let lists = serde_json::Deserializer::from_slice(&output.stdout).into_iter::<Vec<Value>>();
        let mut running = BTreeMap::new();
        for object in lists.flat_map(|list| list.expect("it writes JSON")) {
            running.insert(object["id"].as_u64(), object["info"]["state"] == "running");
        }
        running.into_values().any(|runs| runs)
    }

    fn dialog(&mut self) -> &mut ScreenReader {
        self.dialog.as_mut().expect("only GNOME's portal asks")
    }

    /// Whether GNOME's dialog is shown.
    pub fn is_asked(&mut self) -> bool {
        self.dialog().tree().iter().any(|read| read.role == "frame")
    }

    /// The person waits for GNOME's dialog, and allows to see the monitor and, if `control`, to use it.
    ///
    /// # Panics
    /// When there is none in time.
    #[track_caller]
    pub fn allows(&mut self, control: bool) {
        if control {
            let interaction = "Allow remote interaction";
            self.dialog().finds("check box", interaction);
            assert!(self.dialog().requests("check box", interaction), "it can be switched");
        }
        self.answers("Share");
    }

    /// The person allows to see the monitor, and leaves GNOME's box ticked by which it remembers that.
    ///
    /// # Panics
    /// When there is none in time.
    #[track_caller]
    pub fn allows_and_remembers(&mut self) {
        let remember = "Remember this selection";
        let is =
            |read: &Read| read.name == remember && has(read, "checked") && has(read, "focused");
        self.dialog().finds_where(remember, is);
        // From the box to the only monitor of the list, as soon as the dialog has the keyboard.
        let can_share = |read: &Read| read.name.contains("Share") && has(read, "sensitive");
        eventually("the monitor is chosen", || {
            self.hand().presses(TAB);
            let is_chosen = || self.dialog().tree().iter().any(can_share).then_some(());
            soon(Duration::from_secs(2), is_chosen)
        });
        self.answers("Share");
    }

    /// The file in which the sharer keeps the permission to see the screen.
    pub fn portal_token(&self) -> PathBuf {
        self.folder.path().join("alongside/portal-token-screen")
    }

    /// The person waits for GNOME's dialog, and refuses.
    ///
    /// # Panics
    /// When there is none in time.
    #[track_caller]
    pub fn refuses(&mut self) {
        self.answers("Cancel");
    }

    #[track_caller]
    fn answers(&mut self, button: &str) {
        let role = "push button";
        let is =
            |read: &Read| read.role == role && read.name.contains(button) && has(read, "sensitive");
        let name = self.dialog().finds_where(button, is).name;
        self.dialog().requests(role, &name);
        eventually("the dialog goes", || (!self.is_asked()).then_some(()));
    }

    /// The person ends the sharing by the desktop's own button. Says how many sessions that were.
    ///
    /// # Panics
    /// When this desktop has no such button.
    pub fn stops_sharing(&mut self) -> usize {
        let backend = self.backend.as_mut().expect("GNOME's shell has the button, mutter has not");
        backend.write("stop");
        let number = backend.stdout.wait(1, PATIENCE, |line| line.parse().ok());
        number.unwrap_or_else(|| panic!("it does not stop: {:?}", backend.stderr.all())).1
    }
}

impl Drop for WaylandDesktop {
    fn drop(&mut self) {
        self.dialog = None;
        self.backend = None;
        self.hand = None;
        self.sway = None;
        while let Some(mut program) = self.programs.pop() {
            let id = i32::try_from(program.id()).ok().and_then(Pid::from_raw);
            if let Some(id) = id.filter(|_| program.status().is_none()) {
                let _ = kill_process_group(id, Signal::KILL);
            }
        }
    }
}

fn has(read: &Read, state: &str) -> bool {
    read.states.iter().any(|has| has == state)
}

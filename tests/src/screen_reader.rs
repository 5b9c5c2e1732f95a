//! A screen reader: reads the windows of a program by AT-SPI, and asks their elements to act, as any program of the
//! desktop can.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::clock::{PATIENCE, eventually};
use crate::process::{Running, command};

/// An element of a window.
#[derive(Clone, Debug, Deserialize)]
pub struct Read {
    /// Its role, in the words of AT-SPI.
    pub role: String,
    /// Its name.
    pub name: String,
    /// What is said after the name.
    pub description: String,
    /// Its text, if it has one.
    pub text: Option<String>,
    /// Left, top, width and height on the screen, in px.
    pub place: Option<[i32; 4]>,
    /// Its states, in the words of AT-SPI.
    pub states: Vec<String>,
}

/// What a screen reader says of something that happened.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Heard {
    /// `then` or `at once` for what changed by itself; `focus` or `window` for where the keyboard went.
    pub how: String,
    /// The words.
    pub words: String,
}

impl Read {
    /// The middle of it on the screen.
    ///
    /// # Panics
    /// When it has no place.
    pub fn middle(&self) -> (i16, i16) {
        let [x, y, width, height] = self.place.expect("the element is seen");
        let px = |at: i32| i16::try_from(at).expect("it is on the screen");
        (px(x + width / 2), px(y + height / 2))
    }
}

/// The buses that a screen reader needs, and the reader.
pub struct ScreenReader {
    reader: Running,
    /// Lines of the reader that were taken.
    taken: usize,
    address: String,
    _buses: Option<Buses>,
}

/// The session bus, and the program that starts the bus of screen readers.
struct Buses {
    launcher: Running,
    _session: Running,
    _orca: Option<Running>,
}

impl Drop for Buses {
    fn drop(&mut self) {
        // It ends the bus that it has started.
        self.launcher.terminate();
    }
}

impl ScreenReader {
    /// Starts buses for the desktop of this display, and a reader of the program of this name.
    ///
    /// # Panics
    /// When they do not start.
    pub fn start(display: &str, program: &str) -> Self {
        let mut bus = command("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]);
        let bus = Running::start("dbus", &mut bus);
        let address = bus.stdout.wait(0, PATIENCE, |line| Some(line.trim().to_owned()));
        let (_, address) = address.expect("the bus says its address");
        let mut launcher = command("/usr/libexec/at-spi-bus-launcher");
        launcher.arg("--launch-immediately");
        launcher.env("DBUS_SESSION_BUS_ADDRESS", &address).env("DISPLAY", display);
        let launcher = Running::start("at-spi", &mut launcher);
        announce(&address);
        let mut reader = reader(&address, program);
        let reader = Running::start("screen-reader", reader.env("DISPLAY", display));
        let orca = std::env::var_os("ALONGSIDE_TEST_SPEECH");
        let orca = orca.map(|folder| orca_in(Path::new(&folder), &address, display));
        let buses = Buses { launcher, _session: bus, _orca: orca };
        Self { reader, taken: 0, address, _buses: Some(buses) }
    }

    /// Starts a reader of the program of this name on a session bus that starts what a screen reader needs.
    ///
    /// # Panics
    /// When it does not start.
    pub fn on_bus(address: &str, program: &str) -> Self {
        let reader = Running::start("screen-reader", &mut reader(address, program));
        Self { reader, taken: 0, address: address.to_owned(), _buses: None }
    }

    /// The address of the session bus, for the program that is read.
    pub fn bus(&self) -> &str {
        &self.address
    }

    fn ask(&mut self, line: &str) -> Value {
        self.reader.write(line);
        let answer = self
            .reader
            .stdout
            .wait(self.taken, PATIENCE, |line| serde_json::from_str::<Value>(line).ok());
        let Some((taken, answer)) = answer else {
            panic!("the reader says nothing: {:?}", self.reader.stderr.all())
        };
        self.taken = taken;
        answer
    }

    /// All elements that can be read now.
    pub fn tree(&mut self) -> Vec<Read> {
        serde_json::from_value(self.ask("tree")).unwrap_or_default()
    }

    /// Begins to hear what changes by itself, and where the keyboard goes.
    ///
    /// # Panics
    /// When it cannot.
    pub fn listens(&mut self) {
        assert_eq!(self.ask("listen"), Value::Bool(true));
    }

    /// What was heard since it was asked last.
    pub fn heard(&mut self) -> Vec<Heard> {
        serde_json::from_value(self.ask("heard")).unwrap_or_default()
    }

    /// Waits until an element of this role and name can be read.
    ///
    /// # Panics
    /// When it cannot in time.
    #[track_caller]
    pub fn finds(&mut self, role: &str, name: &str) -> Read {
        self.finds_where(&format!("{role} {name:?}"), |read| read.role == role && read.name == name)
    }

    /// Waits until an element can be read for which this holds.
    ///
    /// # Panics
    /// When it cannot in time.
    #[track_caller]
    pub fn finds_where(&mut self, what: &str, is: impl Fn(&Read) -> bool) -> Read {
        eventually(what, || self.tree().into_iter().find(|read| is(read)))
    }

    /// Asks for the keyboard to be given to the element of this name. Whether it takes it.
    pub fn focuses(&mut self, name: &str) -> bool {
        self.ask(&format!("focus {name}")) == Value::Bool(true)
    }

    /// Asks an element to do what it does when it is pressed. Whether it can be asked.
    pub fn requests(&mut self, role: &str, name: &str) -> bool {
        self.ask(&format!("do {role}|{name}")) == Value::Bool(true)
    }
}

/// Says to programs that something reads them: some say nothing before.
pub(crate) fn announce(bus: &str) {
    eventually("a screen reader can be announced", || {
        let mut announce = command("dbus-send");
        announce.args(["--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]);
        announce.arg("org.freedesktop.DBus.Properties.Set");
        announce.args(["string:org.a11y.Status", "string:IsEnabled", "variant:boolean:true"]);
        announce.env("DBUS_SESSION_BUS_ADDRESS", bus);
        announce.output().is_ok_and(|output| output.status.success()).then_some(())
    });
}

/// Lets Orca write down what it would speak, without a voice; and before its version 45 also say what changes by itself, as
/// later ones do.
const SPEECH: &str = "import pyatspi
from orca import debug, orca_state, speech
debug.debugFile.reconfigure(line_buffering=True)
def said(text, acss, interrupt):
    debug.println(debug.LEVEL_INFO, 'SPEECH OUTPUT: %s' % text, True)
    speech._speechserver = None
speech._speak = said
speech._speechserver = None
def heard(event):
    if orca_state.activeScript:
        orca_state.activeScript.presentMessage(str(event.any_data))
pyatspi.Registry.registerEventListener(heard, 'object:announcement')
";

/// Starts Orca, whose speech stands in `orca.log` of this folder: the lines with `SPEECH OUTPUT`.
fn orca_in(folder: &Path, address: &str, display: &str) -> Running {
    let own = folder.join("data/orca");
    std::fs::create_dir_all(&own).expect("the folder can be written");
    std::fs::write(own.join("orca-customizations.py"), SPEECH).expect("it can be written");
    let log = folder.join("orca.log");
    let _ = std::fs::remove_file(&log);
    let mut orca = command("/usr/bin/orca");
    orca.arg("--debug-file").arg(&log);
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
        orca.env(name, folder);
    }
    orca.env("XDG_DATA_HOME", folder.join("data"));
    orca.env("DBUS_SESSION_BUS_ADDRESS", address).env("DISPLAY", display);
    let running = Running::start("orca", &mut orca);
    eventually("Orca speaks", || {
        std::fs::read_to_string(&log).is_ok_and(|log| log.contains("SPEECH OUTPUT")).then_some(())
    });
    running
}

/// The command of a reader of the program of this name.
fn reader(address: &str, program: &str) -> Command {
    // The system's own, for which Debian's package is; the first in PATH may be another.
    let mut reader = command("/usr/bin/python3");
    reader.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/screen_reader.py")).arg(program);
    reader.env("DBUS_SESSION_BUS_ADDRESS", address);
    reader
}

//! The real `alongside share --json`, driven as a script would drive it.

use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::PATIENCE;
use crate::process::{Folder, Running, command, program};

/// A running sharer.
pub struct Sharer {
    /// The program.
    pub running: Running,
    /// How many lines were searched for events already.
    read: usize,
    folder: Folder,
}

/// The sharer's command with these options. It does not read the settings of this machine.
pub fn share(options: &[&str], folder: &Folder) -> Command {
    let mut command = command(program("alongside"));
    command
        .args(["share", "--json", "--name", "Ursula"])
        .args(options)
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path())
        .env("ALONGSIDE_LOG", "trace,rtc=warn,webrtc=warn,rtc_ice=warn,rtc_sctp=warn");
    command
}

impl Sharer {
    /// Shares a synthetic screen, and records the input instead of injecting it.
    pub fn synthetic(options: &[&str]) -> Self {
        let folder = Folder::new();
        let record = folder.path().join("input.log");
        let mut command = share(options, &folder);
        command.args(["--screen", "synthetic:640x480@30", "--record-input"]).arg(record);
        Self::start(&mut command, folder)
    }

    /// Shares the screen of an X display.
    pub fn on(display: &str, options: &[&str]) -> Self {
        Self::on_bus(display, None, options)
    }

    /// The same with the session bus at this address.
    pub fn on_bus(display: &str, bus: Option<&str>, options: &[&str]) -> Self {
        let folder = Folder::new();
        let mut command = share(options, &folder);
        command.env("DISPLAY", display);
        if let Some(bus) = bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        Self::start(&mut command, folder)
    }

    /// Starts a command made by [`share`].
    pub fn start(command: &mut Command, folder: Folder) -> Self {
        Self { running: Running::start("sharer", command), read: 0, folder }
    }

    /// The file that the input is written to.
    pub fn recorded_input(&self) -> PathBuf {
        self.folder.path().join("input.log")
    }

    /// The folder that goes with the test, which is this account's home.
    pub fn home(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Waits until the session is logged. Returns the file.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    pub fn log(&self) -> PathBuf {
        let found = self.running.stdout.wait(0, PATIENCE, |line| {
            let event: Value = serde_json::from_str(line).ok()?;
            (event["event"] == "log").then(|| PathBuf::from(event["path"].as_str().unwrap_or("")))
        });
        found.expect("the session is logged").1
    }

    /// How many events of the Helper the desktop did not take, as the program says in its log.
    pub fn refused_input(&self) -> usize {
        let (mut from, mut count) = (0, 0);
        let is_it = |line: &str| line.contains("an input event was dropped").then_some(());
        while let Some((next, ())) = self.running.stderr.wait(from, Duration::ZERO, is_it) {
            (from, count) = (next, count + 1);
        }
        count
    }

    /// The most memory that the program has taken so far.
    ///
    /// # Panics
    /// When it has ended.
    pub fn peak_memory_bytes(&self) -> u64 {
        let status = format!("/proc/{}/status", self.running.id());
        let status = std::fs::read_to_string(status).expect("the sharer runs");
        let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
        kib.and_then(|kib| kib.trim().parse::<u64>().ok()).expect("the kernel counts it") << 10
    }

    /// All events so far.
    pub fn events(&self) -> Vec<Value> {
        self.running
            .stdout
            .all()
            .iter()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }

    /// Waits for the next event of this name.
    #[track_caller]
    pub fn event(&mut self, name: &str) -> Value {
        self.event_where(PATIENCE, name, |_| true)
    }

    /// Waits for the next event of this name for which `fits` is true.
    ///
    /// # Panics
    /// When it does not come in time.
    #[track_caller]
    pub fn event_where(
        &mut self,
        patience: Duration,
        name: &str,
        fits: impl Fn(&Value) -> bool,
    ) -> Value {
        let found = self.running.stdout.wait(self.read, patience, |line| {
            let event: Value = serde_json::from_str(line).ok()?;
            (event["event"] == name && fits(&event)).then_some(event)
        });
        let Some((read, event)) = found else {
            panic!(
                "expected within {patience:?} an event {name:?}, got:\n{}\n{}",
                self.running.stdout.all().join("\n"),
                self.running.stderr.all().join("\n")
            )
        };
        self.read = read;
        event
    }

    /// Waits for a phase.
    #[track_caller]
    pub fn phase(&mut self, phase: &str) -> Value {
        self.phase_within(PATIENCE, phase)
    }

    /// Waits for a phase, within a time.
    #[track_caller]
    pub fn phase_within(&mut self, patience: Duration, phase: &str) -> Value {
        self.event_where(patience, "phase", |event| event["phase"] == phase)
    }

    /// Waits for the invitation. Returns its code and link.
    #[track_caller]
    pub fn invitation(&mut self) -> (String, String) {
        let event = self.event("invitation");
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        (text("code"), text("link"))
    }

    /// Waits for a question about `what`, and answers it.
    #[track_caller]
    pub fn answer(&mut self, what: &str, allow: bool) -> Value {
        let question = self.event_where(PATIENCE, "ask", |event| event["what"] == what);
        self.command(json!({"command": "answer", "id": question["id"], "allow": allow}));
        question
    }

    /// Sends a command.
    #[expect(clippy::needless_pass_by_value, reason = "written with json! at the call")]
    pub fn command(&mut self, command: Value) {
        self.running.write(&command.to_string());
    }

    /// Sends a command without parameters.
    pub fn send_command(&mut self, command: &str) {
        self.command(json!({"command": command}));
    }

    /// Waits until it has ended by itself.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        self.running.ended(PATIENCE)
    }
}

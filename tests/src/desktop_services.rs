//! A desktop that shows notifications, icons and a dialog for files: its services on a session bus, of which a test sees everything.

use std::path::Path;

use serde_json::Value;

use crate::clock::PATIENCE;
use crate::process::{Running, command};

/// The services.
pub struct DesktopServices {
    program: Running,
    /// Lines that were waited for.
    taken: usize,
}

impl DesktopServices {
    /// Starts them on the bus at `address`. `able` is what the server of notifications can do, in the words of its
    /// specification; `hangs` lets it answer to nothing, and `chooser` means
    /// that there is a dialog for files.
    ///
    /// # Panics
    /// When they do not start.
    pub fn start(address: &str, able: &[&str]) -> Self {
        // The system's own, for which Debian's package is; the first in PATH may be another.
        let mut program = command("/usr/bin/python3");
        program.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desktop_services.py"));
        program.args(able).env("DBUS_SESSION_BUS_ADDRESS", address);
        let program = Running::start("desktop-services", &mut program);
        let mut services = Self { program, taken: 0 };
        services.says("ready");
        services
    }

    /// Waits for the next event of this kind.
    ///
    /// # Panics
    /// When none comes in time.
    #[track_caller]
    pub fn says(&mut self, event: &str) -> Value {
        self.says_where(event, |said| said["event"] == event)
    }

    /// Waits for the next notification with this title.
    ///
    /// # Panics
    /// When none comes in time.
    #[track_caller]
    pub fn shows(&mut self, title: &str) -> Value {
        self.says_where(title, |said| said["event"] == "shown" && said["title"] == title)
    }

    #[track_caller]
    fn says_where(&mut self, what: &str, is: impl Fn(&Value) -> bool) -> Value {
        let find = |line: &str| serde_json::from_str::<Value>(line).ok().filter(|said| is(said));
        let found = self.program.stdout.wait(self.taken, PATIENCE, find);
        let (taken, said) = found.unwrap_or_else(|| {
            panic!("no {what}: {:?}, {:?}", self.program.stdout.all(), self.program.stderr.all())
        });
        self.taken = taken;
        said
    }

    /// The text below the pointer on the icon, and the entries of its menu: id, and all that is said of it.
    ///
    /// # Panics
    /// When the program does not answer.
    #[track_caller]
    pub fn icon(&mut self) -> (String, Vec<(i64, Value)>) {
        self.program.write("icon");
        let [tip, menu] = [self.says("answer"), self.says("answer")];
        let text = tip["value"][0][3].as_str().unwrap_or_else(|| panic!("no text: {tip}"));
        let entries = menu["value"][1][2].as_array().unwrap_or_else(|| panic!("no menu: {menu}"));
        let entry = |entry: &Value| (entry[0].as_i64().expect("an id"), entry[1].clone());
        (text.to_owned(), entries.iter().map(entry).collect())
    }

    /// Chooses the entry of these words in the menu of the icon.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn chooses(&mut self, words: &str) {
        let (_, menu) = self.icon();
        let entry = menu.iter().find(|(_, entry)| entry["label"] == words);
        let (id, _) = entry.unwrap_or_else(|| panic!("no {words:?} in {menu:?}"));
        self.program.write(&format!("choose {id}"));
        self.says("answer");
    }

    /// Chooses these files in the dialog that is open.
    pub fn chooses_files(&mut self, paths: &[&Path]) {
        let uris: String = paths.iter().map(|path| format!(" file://{}", path.display())).collect();
        self.program.write(&format!("files{uris}"));
    }

    /// Clicks on a notification.
    pub fn clicks(&mut self, id: u64) {
        self.program.write(&format!("click {id}"));
    }
}

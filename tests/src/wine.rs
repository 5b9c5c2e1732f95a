//! A Windows computer, as far as Wine is one: the sharer's .exe on a Wine desktop that an Xvfb shows.
//!
//! What is pressed on the Xvfb (with xdotool) is a device for the programs in Wine; what they press is not.

use std::ffi::OsStr;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::clock::{PATIENCE, eventually, within};
use crate::process::{Folder, Running, command};
use crate::rig::Sharer;
use crate::xvfb::Xvfb;

/// The folder of the programs for Windows, beside the folders of those for this system.
const TARGET: &str = "x86_64-pc-windows-gnu";

/// The size of the desktop, in px.
pub const WIDTH: u32 = 1024;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 768;

/// The desktop, its programs, and the folder that is drive C. All end with the test.
pub struct WineDesktop {
    programs: Vec<Running>,
    /// Where the desktop is shown.
    pub xvfb: Xvfb,
    folder: Folder,
}

impl WineDesktop {
    /// Starts an empty desktop.
    ///
    /// # Panics
    /// When there is no Wine, or it does not start.
    pub fn start() -> Self {
        Self::started(WIDTH, HEIGHT, "us")
    }

    /// Starts one of this size, in px.
    ///
    /// # Panics
    /// As [`WineDesktop::start`].
    pub fn start_sized(width: u32, height: u32) -> Self {
        Self::started(width, height, "us")
    }

    /// Starts one with this layout of the keyboard, as xkb-data calls it.
    ///
    /// # Panics
    /// As [`WineDesktop::start`].
    pub fn start_with_keyboard(layout: &str) -> Self {
        Self::started(WIDTH, HEIGHT, layout)
    }

    fn started(width: u32, height: u32, layout: &str) -> Self {
        let folder = Folder::new();
        // Files that Wine writes anew are replaced, so that copies can share those that it only reads.
        let mut copy = command("cp");
        copy.args(["--archive", "--link"]).arg(fresh_prefix()).arg(folder.path().join("prefix"));
        assert!(copy.status().is_ok_and(|status| status.success()), "{copy:?}");
        let xvfb = Xvfb::start(width, height);
        if layout != "us" {
            // Wine takes over what the X server has.
            xvfb.layout(layout);
        }
        let mut desktop = Self { programs: Vec::new(), xvfb, folder };
        desktop.start_program(&["explorer", &format!("/desktop=shell,{width}x{height}")]);
        eventually("the Wine desktop", || desktop.has_window("shell").then_some(()));
        desktop
    }

    /// Starts a program in it, which ends with the desktop.
    pub fn start_program(&mut self, words: &[&str]) {
        let program = self.open_program(words);
        self.programs.push(program);
    }

    /// Starts a program in it, which ends when dropped.
    pub fn open_program(&self, words: &[&str]) -> Running {
        Running::start("wine-program", self.wine().args(words))
    }

    /// Starts tests/wine/program.c in it, which ends when dropped.
    ///
    /// # Panics
    /// When it was not built.
    pub fn open_test_program(&self, words: &[&str]) -> Running {
        Running::start("wine-program", self.wine().arg(built("program.exe")).args(words))
    }

    /// Opens a text file in the editor, which then has the keyboard.
    pub fn edit(&mut self, file: &Path) {
        let name = windows_path(file);
        self.start_program(&["notepad", &name]);
        let title = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
        eventually("the editor", || self.has_window(title).then_some(()));
    }

    /// Whether a window with these words in its title is shown, as Wine tells the X server.
    fn has_window(&self, title: &str) -> bool {
        self.find_window(title, &[]).is_some()
    }

    /// Where such a window is on the display: left, top, width and height, in px.
    pub fn window_place(&self, title: &str) -> Option<[usize; 4]> {
        let said = self.find_window(title, &["getwindowgeometry", "--shell"])?;
        let side = |name: &str| {
            let mut lines = said.lines();
            lines.find_map(|line| line.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
        };
        Some([side("X")?, side("Y")?, side("WIDTH")?, side("HEIGHT")?])
    }

    /// What xdotool says about such a window, if there is one.
    fn find_window(&self, title: &str, then: &[&str]) -> Option<String> {
        let mut search = command("xdotool");
        search.args(["search", "--onlyvisible", "--name", title]).args(then);
        search.env("DISPLAY", self.xvfb.display());
        let said = search.output().ok()?.stdout;
        (!said.is_empty()).then(|| String::from_utf8_lossy(&said).into_owned())
    }

    /// Starts the sharer in it.
    pub fn share(&self, options: &[&str]) -> Sharer {
        let mut share = self.alongside(&["share", "--json", "--name", "Ursula"]);
        share.args(options).env("ALONGSIDE_LOG", "debug");
        Sharer::start(&mut share, Folder::new())
    }

    /// The sharer's command with these arguments.
    ///
    /// # Panics
    /// When it was not built.
    pub fn alongside(&self, arguments: &[&str]) -> Command {
        let mut command = self.wine();
        command.arg(built("alongside.exe")).args(arguments);
        command
    }

    /// Starts the program as its icon does: without arguments. What options would say is in the settings.
    ///
    /// # Panics
    /// When they cannot be written, or it was not built.
    pub fn start_window(&self, settings: &str) -> Running {
        for user in std::fs::read_dir(self.drive_c("users")).expect("there are users") {
            let folder = user.expect("there are users").path().join("AppData/Roaming");
            if folder.is_dir() {
                let folder = folder.join("alongside");
                std::fs::create_dir(&folder)
                    .and_then(|()| std::fs::write(folder.join("config.toml"), settings))
                    .unwrap_or_else(|error| panic!("{folder:?}: {error}"));
            }
        }
        Running::start("alongside", self.alongside(&[]).env("ALONGSIDE_LOG", "debug"))
    }

    /// Runs another program of the User's session to its end: tests/wine/program.c. Returns what it prints, if it
    /// succeeds.
    ///
    /// # Panics
    /// When it was not built.
    pub fn run_program(&self, words: &[&str]) -> Option<String> {
        let output = self.wine().arg(built("program.exe")).args(words).output();
        let output = output.expect("Wine can be run");
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(said)
    }

    /// Starts the same program, which ends when dropped.
    ///
    /// # Panics
    /// When it was not built.
    pub fn open_other(&self, words: &[&str]) -> Running {
        Running::start("program", self.wine().arg(built("program.exe")).args(words))
    }

    /// A path on drive C.
    pub fn drive_c(&self, path: &str) -> PathBuf {
        self.folder.path().join("prefix/drive_c").join(path)
    }

    /// The folder that goes with the test.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn wine(&self) -> Command {
        let mut wine = wine(&self.folder.path().join("prefix"));
        wine.env("DISPLAY", self.xvfb.display());
        wine
    }
}

impl Drop for WineDesktop {
    fn drop(&mut self) {
        end(&self.folder.path().join("prefix"));
    }
}

/// A program for Windows.
fn built(name: &str) -> PathBuf {
    // What is measured is what is released.
    let is_released = std::env::var_os("ALONGSIDE_TEST_PROGRAMS").is_some();
    let profile = if is_released { "release" } else { "debug" };
    let program = target().join(TARGET).join(profile).join(name);
    assert!(program.is_file(), "{} is missing; run `cargo xtask test`", program.display());
    program
}

/// The name of a file of this system for a program in Wine.
pub fn windows_path(file: &Path) -> String {
    format!("Z:{}", file.display()).replace('/', "\\")
}

/// Wine with this prefix, quiet, and without the parts that ask to be downloaded.
fn wine(prefix: &Path) -> Command {
    let mut wine = command("wine");
    wine.env("WINEPREFIX", prefix)
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
        .env("WINEDEBUG", "-all")
        .env("HOME", prefix);
    wine
}

/// Ends all that runs in a prefix.
fn end(prefix: &Path) {
    for option in ["--kill", "--wait"] {
        let mut server = command("wineserver");
        let _ = server.arg(option).env("WINEPREFIX", prefix).status();
    }
}

/// A prefix as Wine makes it, which nothing has run in yet. It is made once, and kept with what cargo builds.
fn fresh_prefix() -> PathBuf {
    let folder = target().join("wine");
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let _turn = lock(&folder.join("lock"));
    let prefix = folder.join("prefix");
    if prefix.is_dir() {
        return prefix;
    }
    let unfinished = folder.join("unfinished");
    let _ = std::fs::remove_dir_all(&unfinished);
    let mut boot = Running::start("wineboot", wine(&unfinished).args(["wineboot", "--init"]));
    let made = boot.ended(PATIENCE * 6);
    assert!(made.success(), "wineboot: {:?}", boot.stderr.all());
    end(&unfinished);
    // Wine links them to folders of the account, which a copy must not share.
    for name in ["Desktop", "Documents", "Downloads", "Music", "Pictures", "Videos"] {
        for user in std::fs::read_dir(unfinished.join("drive_c/users")).expect("it has users") {
            let folder = user.expect("it has users").path().join(name);
            if folder.is_symlink() {
                std::fs::remove_file(&folder)
                    .and_then(|()| std::fs::create_dir(&folder))
                    .unwrap_or_else(|error| panic!("{folder:?}: {error}"));
            }
        }
    }
    within(PATIENCE, "the prefix", || std::fs::rename(&unfinished, &prefix).ok());
    prefix
}

/// Waits for the turn of this process; it lasts until what is returned is dropped.
fn lock(file: &Path) -> OwnedFd {
    let file = std::fs::File::create(file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    let file = OwnedFd::from(file);
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive).expect("files are locked");
    file
}

/// Where cargo builds.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    // target/<profile>/deps/<test>
    test.ancestors().nth(3).expect("a test lies in target/<profile>/deps/").to_owned()
}

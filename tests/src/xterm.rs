//! A terminal on an X display, which records what is typed into it.

use crate::clock::eventually;
use crate::process::{Folder, Running, command};
use crate::xvfb::Xvfb;

/// It ends when dropped.
pub struct Xterm {
    _program: Running,
    folder: Folder,
}

impl Xterm {
    /// Opens it. It then has the keyboard.
    ///
    /// # Panics
    /// When it does not open.
    pub fn open(xvfb: &Xvfb) -> Self {
        let folder = Folder::new();
        let mut program = command("xterm");
        program.args(["-u8", "-geometry", "80x24+0+0", "-e", "sh", "-c"]);
        program.arg("stty raw -echo; : >input; exec cat >input");
        program.current_dir(folder.path()).env("DISPLAY", xvfb.display()).env("LC_ALL", "C.UTF-8");
        let program = Running::start("xterm", &mut program);
        let terminal = Self { _program: program, folder };
        eventually("the terminal reads", || terminal.file().is_file().then_some(()));
        let focus =
            ["search", "--sync", "--onlyvisible", "--class", "xterm", "windowfocus", "--sync"];
        xvfb.run("xdotool", &focus);
        terminal
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("input")
    }

    /// All that was typed.
    pub fn typed(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(self.file()).unwrap_or_default()).into_owned()
    }
}

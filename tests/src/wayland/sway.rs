//! A compositor of another kind beside GNOME's: sway, in a window of an X server. It shares its clipboard as KDE does. Its
//! portal shows the screen only with a graphics card, so that the picture is GNOME's.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::clock::eventually;
use crate::process::{Folder, Running, command};

/// `nobody`, by which Debian names who owns nothing.
const NOBODY: u32 = 65534;

/// It ends when dropped.
pub(super) struct Sway {
    _program: Running,
    socket: PathBuf,
    _folder: Folder,
}

impl Sway {
    /// Starts it in this X server.
    pub(super) fn start(display: &str) -> Self {
        use std::fs::{Permissions, create_dir, set_permissions, write};
        let folder = Folder::new();
        let (runtime, settings) = (folder.path().join("run"), folder.path().join("config"));
        let made = create_dir(&runtime)
            .and_then(|()| set_permissions(&runtime, Permissions::from_mode(0o700)))
            .and_then(|()| write(&settings, "default_border none\nxwayland disable\n"));
        made.unwrap_or_else(|error| panic!("{:?}: {error}", folder.path()));
        let mut program = command("sway");
        if rustix::process::geteuid().is_root() {
            // It refuses to be root.
            std::os::unix::fs::chown(&runtime, Some(NOBODY), Some(NOBODY)).expect("root may");
            let id = NOBODY.to_string();
            program = command("setpriv");
            program.args(["--reuid", &id, "--regid", &id, "--clear-groups", "sway"]);
        }
        program.arg("--config").arg(&settings);
        program.env("XDG_RUNTIME_DIR", &runtime).env("HOME", &runtime).env("DISPLAY", display);
        program.env("WLR_BACKENDS", "x11").env("WLR_RENDERER", "pixman");
        program.env_remove("WAYLAND_DISPLAY");
        let program = Running::start("sway", &mut program);
        // It takes the first name that is free.
        let socket = runtime.join("wayland-1");
        eventually("sway listens", || socket.exists().then_some(()));
        Self { _program: program, socket, _folder: folder }
    }

    /// Lets a program find it instead of another compositor.
    pub(super) fn at(&self, program: &mut Command) {
        program.env("WAYLAND_DISPLAY", &self.socket).env("XDG_CURRENT_DESKTOP", "sway");
    }
}

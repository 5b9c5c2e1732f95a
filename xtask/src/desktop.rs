//! A small desktop of its own, for machines without a display: an X server without a screen, a
//! window manager, and two terminals.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};

use crate::process::command;

/// What the person at the other end sees first.
const WELCOME: &str = r#"clear
printf '\n  This is a small desktop inside Alongside.\n\n'
printf '  Somebody who opens the link sees it in the browser.\n'
printf '  When you grant control, they can type here:\n\n'
PS1='  helper can type here $ ' exec sh"#;

/// Something that moves, and shows at a glance how old the picture is. Once its window is there it
/// starts what it is given, whose window is then the newer one and has the keyboard.
const CLOCK: &str = r#""$@" &
while :; do
  printf '\033[H\033[J\n   %s\n\n   ' "$(date '+%H:%M:%S')"
  n=$(date '+%S'); i=0; while [ $i -lt 30 ]; do
    [ $i -lt $(( (${n#0} + 1) / 2 )) ] && printf '#' || printf '.'; i=$((i+1))
  done
  sleep 1
done"#;

/// The desktop. Dropping it ends everything in it.
pub(crate) struct Desktop {
    /// Dropped last to first: the programs, then their X server.
    programs: Vec<Child>,
    display: String,
    authority: PathBuf,
}

impl Desktop {
    /// Starts the desktop, with what it must remember in `folder`.
    pub(crate) fn start(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        let authority = folder.join("demo.xauthority");
        let _ = std::fs::remove_file(&authority);
        // Without a cookie every local user could watch and type.
        let cookie = cookie()?;
        allow(&authority, ":0", &cookie)?;
        let (server, display) = start_server(&authority)?;
        let mut desktop = Self { programs: vec![server], display, authority };
        allow(&desktop.authority, &desktop.display, &cookie)?;
        desktop.open("openbox", &[])?;
        let font = ["-fa", "DejaVu Sans Mono", "-fs", "12"];
        let colours = ["-bg", "#16212b", "-fg", "#e8edf2"];
        let clock = ["-T", "Clock", "-geometry", "36x5+860+40", "-e", "sh", "-c", CLOCK, "clock"];
        let welcome = ["-T", "Alongside", "-geometry", "74x24+60+120", "-e", "sh", "-c", WELCOME];
        let look = [&font[..], &colours[..]].concat();
        let both = [&look[..], &clock[..], &["xterm"], &look[..], &welcome[..]].concat();
        desktop.open("xterm", &both)?;
        Ok(desktop)
    }

    /// Makes `command` a program on this desktop.
    pub(crate) fn put<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.display)
            .env("XAUTHORITY", &self.authority)
            .env_remove("WAYLAND_DISPLAY")
            .env("XDG_SESSION_TYPE", "x11")
    }

    fn open(&mut self, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
        let mut command = in_background(program, arguments);
        self.put(&mut command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().with_context(|| format!("`{program}` cannot be started"))?;
        self.programs.push(child);
        Ok(())
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for program in self.programs.iter_mut().rev() {
            // A program that has already ended is what is wanted.
            let _ = program.kill();
            let _ = program.wait();
        }
        let _ = std::fs::remove_file(&self.authority);
    }
}

/// A program that does not get this terminal's Ctrl-C: the desktop must outlive the sharer, which
/// does get it and then releases the keys it holds.
fn in_background(program: &str, arguments: &[&str]) -> Command {
    let mut command = command(program, arguments);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Starts the X server on a free display. Returns the display's name once it takes connections.
fn start_server(authority: &Path) -> anyhow::Result<(Child, String)> {
    let mut server = in_background("Xvfb", &["-displayfd", "1", "-screen", "0", "1280x800x24"])
        .args(["-nolisten", "tcp", "-noreset", "-auth"])
        .arg(authority)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("`Xvfb` cannot be started")?;
    let mut number = String::new();
    if let Some(stdout) = server.stdout.take() {
        BufReader::new(stdout).read_line(&mut number).context("`Xvfb` cannot be read")?;
    }
    let number = number.trim();
    if number.is_empty() {
        let _ = server.kill();
        let _ = server.wait();
        bail!("`Xvfb` ended at once; run `Xvfb :99` to see why");
    }
    Ok((server, format!(":{number}")))
}

/// Puts the cookie for `display` into the authority file, by standard input: arguments are visible
/// to all users.
fn allow(authority: &Path, display: &str, cookie: &str) -> anyhow::Result<()> {
    let mut xauth = Command::new("xauth")
        .arg("-q")
        .arg("-f")
        .arg(authority)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("`xauth` cannot be started")?;
    if let Some(mut stdin) = xauth.stdin.take() {
        writeln!(stdin, "add {display} MIT-MAGIC-COOKIE-1 {cookie}")
            .context("`xauth` does not listen")?;
    }
    if !xauth.wait().context("`xauth` is gone")?.success() {
        bail!("`xauth` could not write {}", authority.display());
    }
    Ok(())
}

fn cookie() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    std::fs::File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("/dev/urandom cannot be read")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The display of the person at this machine.
pub(crate) fn own_display() -> Own {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("WAYLAND_DISPLAY") {
        Own::Wayland
    } else if set("DISPLAY") {
        Own::X11
    } else {
        Own::None
    }
}

/// What is in front of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    /// An X display.
    X11,
    /// A Wayland desktop.
    Wayland,
    /// No display.
    None,
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::process::succeeds;

    #[test]
    fn the_desktop_opens_only_with_its_cookie_and_ends_when_dropped() {
        let folder = std::env::temp_dir().join(format!("alongside-demo-{}", std::process::id()));
        let desktop = Desktop::start(&folder).expect("`cargo xtask setup` installs what it needs");
        assert!(succeeds(desktop.put(&mut command("xdpyinfo", &[]))));

        let mut stranger = command("xdpyinfo", &["-display", &desktop.display]);
        assert!(!succeeds(stranger.env("XAUTHORITY", "/dev/null")), "no cookie, no desktop");

        let (display, authority) = (desktop.display.clone(), desktop.authority.clone());
        drop(desktop);
        assert!(!authority.exists());
        assert!(!succeeds(&mut command("xdpyinfo", &["-display", &display])));
        std::fs::remove_dir(&folder).expect("nothing else is left there");
    }
}

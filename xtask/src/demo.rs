//! `cargo xtask demo`: the whole thing, on this machine, with one command.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::Context as _;

use crate::args::Args;
use crate::desktop::{Desktop, Own, own_display};
use crate::paths::target_dir;
use crate::process::{cargo, exists, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::viewer::{self, Wasm};

/// Cargo's profile: builds in less time than a release, and shares as smoothly.
const PROFILE: &str = "demo";

/// The sharer's own default.
const PORT: u16 = 7575;

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    let own = own_display();
    let desktop_wanted = args.virtual_desktop || own == Own::None;
    let mut needs = vec![Need::Build, Need::Viewer];
    if desktop_wanted {
        needs.push(Need::Desktop);
    }
    setup::run(args, steps, &needs)?;
    build(steps)?;
    let target = target_dir()?;
    // Before the desktop starts: from here on Ctrl-C must not leave it behind.
    let stop = Stop::listen()?;
    let desktop = if desktop_wanted {
        say_why(own);
        Some(steps.step("virtual desktop", || Desktop::start(&target))?)
    } else {
        None
    };
    steps.summary();

    let mut sharer = Command::new(target.join(PROFILE).join("alongside"));
    sharer.arg("share");
    if !args.rest.iter().any(|arg| arg.starts_with("--listen") || arg.starts_with("--server")) {
        sharer.args(["--listen", &format!("0.0.0.0:{}", free_port()?)]);
    }
    sharer.args(&args.rest);
    if let Some(desktop) = &desktop {
        desktop.put(&mut sharer);
    }
    println!();
    println!("Open the link below in any browser, and answer the questions here. Ctrl-C ends it.");
    println!();
    let status = share(&mut sharer, own != Own::None, &stop);
    drop(desktop);
    // The summary has been shown; what follows would be about the session, not the steps.
    steps.clear();
    status
}

/// The viewer first: the server carries it inside.
fn build(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("viewer", || viewer::build(Wasm::Quick))?;
    let build = ["build", "--profile", PROFILE, "-p", "alongside-sharer", "-p", "alongside-signal"];
    steps.step("sharer and server", || stream(&mut cargo(&build)))
}

fn say_why(own: Own) {
    match own {
        Own::X11 | Own::Wayland => {}
        Own::None => println!("there is no display here: a virtual one is shared"),
    }
}

/// [`PORT`], or a free port when another program listens there.
fn free_port() -> anyhow::Result<u16> {
    if TcpListener::bind(("0.0.0.0", PORT)).is_ok() {
        return Ok(PORT);
    }
    let listener = TcpListener::bind(("0.0.0.0", 0)).context("no port is free")?;
    let port = listener.local_addr().context("a listener has an address")?.port();
    println!("port {PORT} is taken: using {port}");
    Ok(port)
}

/// Runs the sharer until it ends. Its questions are asked and answered in this terminal.
fn share(sharer: &mut Command, open_link: bool, stop: &Stop) -> anyhow::Result<()> {
    if stop.asked() {
        return Ok(());
    }
    let open_link = open_link && exists("xdg-open");
    if open_link {
        sharer.stdout(Stdio::piped());
    }
    let mut child = sharer.spawn().with_context(|| {
        format!("{} cannot be started", Path::new(sharer.get_program()).display())
    })?;
    let reader = child
        .stdout
        .take()
        .map(|output| std::thread::spawn(move || pass_on(output, &mut std::io::stdout(), open)));
    let status = stop.wait(&mut child)?;
    if let Some(reader) = reader {
        let _ = reader.join();
    }
    anyhow::ensure!(
        status.success() || stop.asked(),
        "`alongside share` failed ({status}); what it said is above"
    );
    Ok(())
}

/// Opens a link in the person's browser, if that works. The link is on the screen in any case.
fn open(link: &str) {
    let mut command = Command::new("xdg-open");
    command.arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // It may run as long as the browser, so a thread waits for it.
    if let Ok(mut browser) = command.spawn() {
        std::thread::spawn(move || browser.wait());
    }
}

/// Copies what the sharer prints, without delay, and calls `open` with the first link.
fn pass_on(mut from: impl std::io::Read, to: &mut impl std::io::Write, open: impl Fn(&str)) {
    let mut line = String::new();
    let mut opened = false;
    let mut buffer = [0; 4096];
    while let Ok(length) = from.read(&mut buffer) {
        let Some(bytes) = buffer.get(..length).filter(|bytes| !bytes.is_empty()) else {
            return;
        };
        if to.write_all(bytes).and_then(|()| to.flush()).is_err() {
            return;
        }
        for c in String::from_utf8_lossy(bytes).chars() {
            if opened {
                break;
            }
            line.push(c);
            if c == '\n' {
                if let Some(link) = find_link(&line) {
                    open(link);
                    opened = true;
                }
                line.clear();
            }
        }
    }
}

/// The first link in a line.
fn find_link(line: &str) -> Option<&str> {
    let links = line.split_whitespace();
    links.map(|word| word.trim_matches(['"', '\'', ',', '(', ')'])).find(|word| {
        ["http://", "https://"].iter().any(|scheme| word.starts_with(scheme)) && word.contains("/#")
    })
}

/// Signals to stop: Ctrl-C, `kill`, a closed terminal.
#[cfg(unix)]
struct Stop {
    /// Ctrl-C. The sharer gets this signal, too: it belongs to the same terminal.
    interrupted: std::sync::Arc<std::sync::atomic::AtomicBool>,
    terminated: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

#[cfg(unix)]
impl Stop {
    fn listen() -> anyhow::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let stop = Self { interrupted: Default::default(), terminated: Default::default() };
        for (signal, flag) in
            [(SIGINT, &stop.interrupted), (SIGTERM, &stop.terminated), (SIGHUP, &stop.terminated)]
        {
            signal_hook::flag::register(signal, flag.clone())
                .context("no handler of signals can be set")?;
        }
        Ok(stop)
    }

    fn asked(&self) -> bool {
        use std::sync::atomic::Ordering::Relaxed;
        self.interrupted.load(Relaxed) || self.terminated.load(Relaxed)
    }

    /// Waits for the end. After a signal to stop, the child has [`GRACE`] to end; then it is killed.
    fn wait(&self, child: &mut Child) -> anyhow::Result<std::process::ExitStatus> {
        use std::sync::atomic::Ordering::Relaxed;
        let mut grace = GRACE;
        loop {
            if let Some(status) = child.try_wait().context("the sharer cannot be waited for")? {
                return Ok(status);
            }
            if self.asked() {
                if grace == GRACE && self.terminated.load(Relaxed) {
                    let pid = child.id().to_string();
                    crate::process::succeeds(&mut crate::process::command("kill", &[&pid]));
                }
                grace = grace.saturating_sub(CHECK_EVERY);
                if grace.is_zero() {
                    let _ = child.kill();
                }
            }
            std::thread::sleep(CHECK_EVERY);
        }
    }
}

/// How long the sharer may take to end its session.
#[cfg(unix)]
const GRACE: std::time::Duration = std::time::Duration::from_secs(4);
/// How often the sharer is checked.
#[cfg(unix)]
const CHECK_EVERY: std::time::Duration = std::time::Duration::from_millis(50);

#[cfg(not(unix))]
struct Stop;

#[cfg(not(unix))]
impl Stop {
    fn listen() -> anyhow::Result<Self> {
        Ok(Self)
    }

    fn asked(&self) -> bool {
        false
    }

    fn wait(&self, child: &mut Child) -> anyhow::Result<std::process::ExitStatus> {
        child.wait().context("the sharer cannot be waited for")
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn the_first_link_is_opened_and_everything_is_shown() {
        let said = "Code: 7-lamp-orbit-tulip\nLink: http://127.0.0.1:7575/#7\nhttp://other/#7\n> ";
        let opened = RefCell::new(Vec::new());
        let mut shown = Vec::new();
        let open = |link: &str| opened.borrow_mut().push(link.to_owned());
        pass_on(said.as_bytes(), &mut shown, open);
        assert_eq!(shown, said.as_bytes());
        assert_eq!(opened.into_inner(), ["http://127.0.0.1:7575/#7"]);
    }

    #[test]
    fn a_line_without_a_link_opens_nothing() {
        assert_eq!(find_link("see https://example.org for more"), None);
        assert_eq!(find_link("(http://10.0.0.2:7575/#41)"), Some("http://10.0.0.2:7575/#41"));
    }
}

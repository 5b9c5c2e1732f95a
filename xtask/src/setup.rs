//! What the commands need from the machine, and installing it.

use std::process::Command;

use anyhow::{Context as _, bail};

use crate::args::Args;
use crate::axe;
use crate::process::{command, exists, quiet, stream, succeeds};
use crate::steps::Steps;

/// Why something is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// To build the sharer and the server.
    Build,
    /// To build the Helper's page.
    Viewer,
    /// To check the code, also for other systems.
    Lint,
    /// To build and pack what people download for Windows.
    Windows,
    /// To sign what people download.
    Sign,
    /// To have a desktop where there is none.
    Desktop,
    /// To run the tests.
    Test,
}

impl Need {
    pub(crate) const ALL: &[Need] = &[
        Need::Build,
        Need::Viewer,
        Need::Lint,
        Need::Windows,
        Need::Sign,
        Need::Desktop,
        Need::Test,
    ];

    /// Debian's names.
    fn packages(self) -> &'static [&'static str] {
        match self {
            // nasm before the first build: openh264's build script silently does without it, and
            // the encoder is then three times slower. xkbcommon: enigo; xcb: scrap.
            Need::Build => &[
                "g++",
                "libxcb-randr0-dev",
                "libxcb-shm0-dev",
                "libxcb1-dev",
                "libxkbcommon-dev",
                "nasm",
                "pkg-config",
            ],
            Need::Viewer => &[],
            Need::Lint => &["g++-mingw-w64-x86-64-posix"],
            Need::Windows => &["g++-mingw-w64-x86-64-posix", "nsis"],
            Need::Sign => &["minisign"],
            Need::Desktop => &["fonts-dejavu-core", "openbox", "xauth", "xterm", "xvfb"],
            // Firefox decodes H.264 with the libavcodec that ffmpeg depends on.
            Need::Test => &[
                // With dbus, gir1.2-atspi-2.0 and python3-gi: reads the windows as a screen reader does.
                "at-spi2-core",
                "bsdutils",
                "chromium",
                "chromium-driver",
                // A TURN client and a TURN server of others.
                "coturn",
                // Fetches what checks the accessibility of the page.
                "curl",
                "dbus",
                "ffmpeg",
                "firefox-esr",
                "fonts-dejavu-core",
                // Japanese and Chinese characters.
                "fonts-droid-fallback",
                // A terminal for Wayland: tests read what was typed into it.
                "foot",
                "gir1.2-atspi-2.0",
                // Copies in several formats, on Wayland.
                "gir1.2-gtk-4.0",
                // WebKit decodes H.264 with it.
                "gstreamer1.0-libav",
                "iproute2",
                // OpenGL without a graphics card, for mutter.
                "libgl1-mesa-dri",
                // What a window of the sharer loads when it opens.
                "libfontconfig1",
                "libx11-6",
                "libx11-xcb1",
                "libxcursor1",
                "libxi6",
                "libxkbcommon-x11-0",
                // A router that maps ports: the program alone, without the service that Debian's `miniupnpd` adds.
                "miniupnpd-nftables",
                "minisign",
                // With wireplumber (which brings PipeWire) and xdg-desktop-portal-gnome: GNOME's Wayland, headless.
                "mutter",
                "nftables",
                "nsis",
                "openbox",
                "openssl",
                // With unzip: what people unpack a folder with that was sent.
                "p7zip-full",
                "procps",
                "python3-aiosmtpd",
                "python3-gi",
                "socat",
                // A compositor that shares its clipboard as KDE's does.
                "sway",
                "unzip",
                // A WebKit, and what drives it.
                "webkit2gtk-driver",
                // Runs what is built for Windows.
                "wine",
                "wine64",
                "wireplumber",
                // Pastes on Wayland.
                "wl-clipboard",
                "x11-utils",
                "x11-xkb-utils",
                "x11-xserver-utils",
                "xauth",
                "xdg-desktop-portal-gnome",
                "xdotool",
                "xkb-data",
                // A desktop whose devices a test can move: what is injected into one X server is a person on the next.
                "xserver-xephyr",
                "xterm",
                "xvfb",
                // The X server within GNOME's Wayland.
                "xwayland",
            ],
        }
    }

    /// Compilation targets besides this machine's.
    fn targets(self) -> &'static [&'static str] {
        match self {
            Need::Viewer => &["wasm32-unknown-unknown"],
            Need::Lint => {
                &["aarch64-apple-darwin", "wasm32-unknown-unknown", "x86_64-pc-windows-gnu"]
            }
            Need::Windows => &["x86_64-pc-windows-gnu"],
            Need::Build | Need::Sign | Need::Desktop | Need::Test => &[],
        }
    }

    fn components(self) -> &'static [&'static str] {
        match self {
            Need::Lint => &["clippy", "rustfmt"],
            Need::Build
            | Need::Viewer
            | Need::Windows
            | Need::Sign
            | Need::Desktop
            | Need::Test => &[],
        }
    }
}

/// Checks what `needs` asks for, and installs what is missing unless `--no-install` was given.
pub(crate) fn run(args: &Args, steps: &mut Steps, needs: &[Need]) -> anyhow::Result<()> {
    steps.step("setup", || {
        let missing = Missing::find(needs)?;
        if missing.is_nothing() {
            return Ok(());
        }
        if args.no_install {
            bail!("missing: {}; install it, or leave out --no-install", missing.describe());
        }
        missing.install()
    })?;
    if needs.contains(&Need::Test) && !args.no_install {
        steps.step("setup: axe-core", axe::fetch)?;
    }
    Ok(())
}

/// The same for what can be done without: it fails nothing, and installs nothing with `--no-install`.
pub(crate) fn try_run(args: &Args, steps: &mut Steps, need: Need) {
    if args.no_install {
        return;
    }
    if let Err(error) = run(args, steps, &[need]) {
        eprintln!("  going on without: {error:#}");
    }
}

/// What is not there.
#[derive(Debug, Default)]
struct Missing {
    packages: Vec<&'static str>,
    targets: Vec<&'static str>,
    components: Vec<&'static str>,
}

impl Missing {
    fn find(needs: &[Need]) -> anyhow::Result<Self> {
        let mut missing = Self::default();
        for target in collect(needs, Need::targets) {
            if !target_is_installed(target)? {
                missing.targets.push(target);
            }
        }
        for component in collect(needs, Need::components) {
            let program = if component == "clippy" { "cargo-clippy" } else { component };
            if !succeeds(&mut command(program, &["--version"])) {
                missing.components.push(component);
            }
        }
        let packages = collect(needs, Need::packages);
        if exists("dpkg-query") {
            let installed = installed_packages(&packages)?;
            missing.packages = packages;
            missing.packages.retain(|package| !installed.iter().any(|have| have == package));
        } else if !packages.is_empty() {
            eprintln!("  this is no Debian or Ubuntu: what these packages bring must be there:");
            eprintln!("  {}", packages.join(" "));
        }
        Ok(missing)
    }

    fn is_nothing(&self) -> bool {
        self.packages.is_empty() && self.targets.is_empty() && self.components.is_empty()
    }

    fn describe(&self) -> String {
        let mut parts = Vec::new();
        for (what, names) in [
            ("Debian packages", &self.packages),
            ("Rust targets", &self.targets),
            ("Rust components", &self.components),
        ] {
            if !names.is_empty() {
                parts.push(format!("{what} {}", names.join(" ")));
            }
        }
        parts.join(", ")
    }

    fn install(&self) -> anyhow::Result<()> {
        for (what, verb, names) in
            [("targets", "target", &self.targets), ("components", "component", &self.components)]
        {
            if names.is_empty() {
                continue;
            }
            eprintln!("  installing Rust {what}: {}", names.join(" "));
            let mut rustup = command("rustup", &[verb, "add"]);
            stream(rustup.args(names)).with_context(|| {
                format!("rustup could not add {}; see https://rustup.rs", names.join(" "))
            })?;
        }
        if self.packages.is_empty() {
            return Ok(());
        }
        eprintln!("  installing Debian packages: {}", self.packages.join(" "));
        if !self.can_be_found()? {
            eprintln!("  reading the package lists");
            stream(&mut as_root("apt-get", &["update", "--quiet"])?)?;
        }
        let mut apt = as_root("apt-get", &["install", "--yes", "--quiet"])?;
        apt.arg("--no-install-recommends").args(&self.packages);
        stream(&mut apt).with_context(|| {
            format!("these packages could not be installed: {}", self.packages.join(" "))
        })
    }

    /// Whether the machine's package lists name all of them. A fresh container has no lists.
    fn can_be_found(&self) -> anyhow::Result<bool> {
        let mut simulation = command("apt-get", &["install", "--simulate", "--quiet=2"]);
        simulation.arg("--no-install-recommends").args(&self.packages);
        Ok(succeeds(&mut simulation))
    }
}

/// What all of `needs` ask for, each once.
fn collect(needs: &[Need], part: impl Fn(Need) -> &'static [&'static str]) -> Vec<&'static str> {
    let mut all: Vec<_> = needs.iter().flat_map(|need| part(*need)).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Those of `packages` that are installed.
fn installed_packages(packages: &[&str]) -> anyhow::Result<Vec<String>> {
    if packages.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = command("dpkg-query", &["--show", "--showformat"]);
    query.arg("${db:Status-Status} ${Package}\n").args(packages);
    // It fails when one of them is unknown, and still lists the others.
    let output = query.output().context("`dpkg-query` cannot be started")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.lines().filter_map(|line| line.strip_prefix("installed ")).map(str::to_owned).collect())
}

/// Whether the standard library for `target` is there; works with and without rustup.
pub(crate) fn target_is_installed(target: &str) -> anyhow::Result<bool> {
    let mut rustc = command("rustc", &["--print", "target-libdir", "--target", target]);
    let folder = quiet(&mut rustc)?;
    Ok(std::fs::read_dir(folder.trim()).is_ok_and(|mut files| files.next().is_some()))
}

/// Whether this is root, who may create network namespaces.
pub(crate) fn is_root() -> anyhow::Result<bool> {
    Ok(quiet(&mut command("id", &["-u"]))?.trim() == "0")
}

/// The command with the rights to install: as it is for root, else through sudo.
fn as_root(program: &str, arguments: &[&str]) -> anyhow::Result<Command> {
    let mut made = if is_root()? {
        command(program, arguments)
    } else if exists("sudo") {
        // sudo forgets the environment, so the variable is part of the command.
        let mut sudo = command("sudo", &["env", "DEBIAN_FRONTEND=noninteractive", program]);
        sudo.args(arguments);
        sudo
    } else {
        bail!("`{program}` needs root, and there is no sudo: run `cargo xtask setup` as root");
    };
    made.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_asked_for_once() {
        let packages = collect(Need::ALL, Need::packages);
        let mut once = packages.clone();
        once.dedup();
        assert_eq!(packages, once);
        assert!(packages.contains(&"nasm"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = Missing { packages: vec!["nasm", "xvfb"], ..Missing::default() };
        assert_eq!(missing.describe(), "Debian packages nasm xvfb");
    }
}

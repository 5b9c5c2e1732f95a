//! Checks of the code that do not run it.

use std::path::PathBuf;

use anyhow::Context as _;

use crate::paths::{core_packages, script, target_dir};
use crate::process::{PRODUCT, cargo, command, exists, stream, succeeds};
use crate::steps::Steps;
use crate::windows;

/// What runs on other systems. The viewer runs in a browser, the rest only where it is developed.
const SHIPPED: [&str; 4] = ["-p", "alongside-sharer", "-p", "alongside-signal"];

const DENY: &str = "0.20.2";

pub(crate) fn run(steps: &mut Steps) -> anyhow::Result<()> {
    format(steps)?;
    windows(steps)?;
    beside_the_tests(steps)
}

/// What the tests need nothing of. The server carries the page inside, so the page is built before this.
pub(crate) fn beside_the_tests(steps: &mut Steps) -> anyhow::Result<()> {
    clippy(steps)?;
    documentation(steps)?;
    core(steps)?;
    browser(steps)?;
    macos(steps)?;
    licences(steps)
}

pub(crate) fn format(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("format", || {
        stream(&mut cargo(&["fmt", "--all", "--check"]))?;
        let fuzz = ["fmt", "--check", "--manifest-path", "tests/fuzz/libfuzzer/Cargo.toml"];
        stream(&mut cargo(&fuzz)).context("run `cargo fmt` there")
    })
}

/// With the features that the tests use: each crate is checked once.
fn clippy(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("clippy", || {
        let deny = ["--all-targets", "--", "-D", "warnings"];
        stream(cargo(&["clippy"]).args(PRODUCT).args(deny))?;
        stream(cargo(&["clippy", "-p", "xtask"]).args(deny))
    })
}

fn documentation(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("documentation", || {
        // The private items are in it, so that a link to one leads somewhere.
        let flags = "-D warnings -A rustdoc::private-intra-doc-links";
        let doc = |packages: &[&str]| {
            let mut doc = cargo(&["doc", "--no-deps", "--document-private-items"]);
            stream(doc.args(packages).env("RUSTDOCFLAGS", flags))
        };
        doc(&PRODUCT)?;
        doc(&["-p", "xtask"])
    })
}

/// Every package of `core/` builds where there is no operating system. By themselves: together with
/// others they would get the features that those ask for, the standard library among them.
fn core(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("core: check", || {
        let mut check = cargo(&["check", "--target", "wasm32-unknown-unknown"]);
        for package in core_packages()? {
            check.args(["-p", &package]);
        }
        stream(&mut check)
    })
}

fn browser(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("browser: clippy", || {
        let clippy = ["clippy", "--target", "wasm32-unknown-unknown"];
        stream(cargo(&clippy).args(["-p", "alongside-viewer", "--", "-D", "warnings"]))
    })
}

/// Built and linked, with the C++ parts, into an .exe, which the tests run.
pub(crate) fn windows(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("Windows: build", || {
        let target = target_dir()?;
        stream(windows::build(&target, &["-Dwarnings"])?.args(SHIPPED))?;
        if cfg!(not(windows)) {
            windows::lend_to_wine(&target.join(windows::TARGET).join("debug"))?;
        }
        Ok(())
    })
}

/// Checked, not linked: there is no compiler for Apple's C here, and a check never links, so the C
/// parts are replaced by empty files.
fn macos(steps: &mut Steps) -> anyhow::Result<()> {
    steps.step("macOS: clippy", || {
        let target = "aarch64-apple-darwin";
        let mut clippy = cargo(&["clippy", "--target", target]);
        clippy.args(SHIPPED).args(["--", "-D", "warnings"]);
        if cfg!(not(target_os = "macos")) {
            let stub = Stubs::write()?;
            clippy
                .env("CC_aarch64_apple_darwin", &stub.compiler)
                .env("CXX_aarch64_apple_darwin", &stub.compiler)
                .env("AR_aarch64_apple_darwin", &stub.archiver)
                .env("SDKROOT", &stub.folder);
        }
        stream(&mut clippy)
    })
}

/// A compiler and an archiver that only make the file they were asked for.
struct Stubs {
    folder: PathBuf,
    compiler: PathBuf,
    archiver: PathBuf,
}

impl Stubs {
    fn write() -> anyhow::Result<Self> {
        let folder = target_dir()?.join("apple-stubs");
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        let compiler = script(
            &folder.join("cc"),
            "last=\nfor word in \"$@\"; do\n  [ \"$last\" = -o ] && : > \"$word\"\n  \
             last=$word\ndone\nexit 0\n",
        )?;
        let archiver = script(
            &folder.join("ar"),
            "for word in \"$@\"; do\n  case \"$word\" in *.a) : > \"$word\" ;; esac\ndone\nexit 0\n",
        )?;
        Ok(Self { folder, compiler, archiver })
    }
}

/// Licences, banned crates, sources, and known vulnerabilities when the list of them is reachable.
fn licences(steps: &mut Steps) -> anyhow::Result<()> {
    let deny = steps.step("cargo-deny", find_deny)?;
    let deny = deny.to_string_lossy();
    steps.step("licences, bans, sources", || {
        stream(&mut command(
            &*deny,
            &["--log-level", "error", "check", "licenses", "bans", "sources"],
        ))
        .context("deny.toml says what is allowed, and why")
    })?;
    steps.step("advisories", || {
        let fetched = succeeds(&mut command(&*deny, &["fetch", "db"]));
        if !fetched {
            eprintln!("  NOT CHECKED: the list of known vulnerabilities cannot be reached here");
            return Ok(());
        }
        stream(&mut command(&*deny, &["check", "--disable-fetch", "advisories"]))
    })
}

/// cargo-deny: the one on the path, else one built here without optimisation.
fn find_deny() -> anyhow::Result<PathBuf> {
    if exists("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    let tools = target_dir()?.join("tools");
    let program = tools.join("bin").join("cargo-deny");
    if program.is_file() {
        return Ok(program);
    }
    eprintln!("  building cargo-deny {DENY} into {}", tools.display());
    let mut install = cargo(&["install", "--locked", "--root"]);
    install.arg(&tools).arg(format!("cargo-deny@{DENY}"));
    for (name, value) in
        [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "64"), ("DEBUG", "0")]
    {
        install.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    install.env("CARGO_TARGET_DIR", tools.join("build"));
    stream(&mut install).context("cargo-deny could not be installed; is there a network?")?;
    // The program is kept; what it was made of is a gigabyte.
    let _ = std::fs::remove_dir_all(tools.join("build"));
    Ok(program)
}

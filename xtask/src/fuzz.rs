//! `cargo xtask fuzz`: hostile bytes for every decoder.

use std::path::Path;

use anyhow::{Context as _, bail};

use crate::args::Args;
use crate::paths::target_dir;
use crate::process::{cargo, command, stream, succeeds};
use crate::steps::Steps;

const FUZZ: &str = "0.13.2";
const FOLDER: &str = "tests/fuzz";

/// The package with the programs for libFuzzer.
const PROGRAMS: &str = "tests/fuzz/libfuzzer";
const SECONDS: u64 = 60;

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    if args.replay {
        return steps.step("fuzz: replay", replay);
    }
    let known = targets()?;
    let chosen = match &args.name {
        None => known,
        Some(name) if known.contains(name) => vec![name.clone()],
        Some(name) => bail!("there is no fuzz target {name}; there are {}", known.join(", ")),
    };
    let target = target_dir()?;
    steps.step("cargo-fuzz", || find_fuzz(&target))?;
    let seconds = args.seconds.unwrap_or(SECONDS);
    for name in &chosen {
        steps.step(&format!("fuzz {name}"), || one(name, seconds, &target))?;
    }
    Ok(())
}

/// Runs the committed seeds and the crashes of the past, on the stable toolchain.
fn replay() -> anyhow::Result<()> {
    stream(&mut cargo(&["test", "-p", "alongside-fuzz"]))
}

/// The names of the targets: each has a folder of seeds.
fn targets() -> anyhow::Result<Vec<String>> {
    let folder = Path::new(FOLDER).join("corpus");
    let entries = std::fs::read_dir(&folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn find_fuzz(target: &Path) -> anyhow::Result<()> {
    if !succeeds(&mut command("rustup", &["run", "nightly", "rustc", "--version"])) {
        bail!("fuzzing needs a nightly compiler: `rustup toolchain install nightly`");
    }
    if target.join("tools/bin/cargo-fuzz").is_file() || crate::process::exists("cargo-fuzz") {
        return Ok(());
    }
    eprintln!("  building cargo-fuzz {FUZZ} into {}", target.join("tools").display());
    let mut install = cargo(&["install", "--locked", "--root"]);
    install.arg(target.join("tools")).arg(format!("cargo-fuzz@{FUZZ}"));
    install.env("CARGO_TARGET_DIR", target.join("tools/build"));
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
    stream(&mut install).context("cargo-fuzz could not be installed; is there a network?")?;
    // The program is kept, what it was made of is not.
    let _ = std::fs::remove_dir_all(target.join("tools/build"));
    Ok(())
}

/// Fuzzes one target. The corpus grows in the target folder; only seeds are committed.
fn one(name: &str, seconds: u64, target: &Path) -> anyhow::Result<()> {
    let grown = target.join("fuzz-corpus").join(name);
    std::fs::create_dir_all(&grown)
        .with_context(|| format!("{} cannot be made", grown.display()))?;
    let ours = target.join("tools/bin/cargo-fuzz");
    let program = if ours.is_file() { ours } else { "cargo-fuzz".into() };
    let mut fuzz = command("rustup", &["run", "nightly"]);
    fuzz.arg(program).args(["fuzz", "run", "--fuzz-dir", PROGRAMS]);
    fuzz.arg("--target-dir").arg(target.join("fuzz")).arg(name).arg(&grown);
    fuzz.arg(Path::new(FOLDER).join("corpus").join(name));
    fuzz.args(["--", &format!("-max_total_time={seconds}"), "-timeout=5", "-print_final_stats=1"]);
    // The pinned toolchain is in this variable, and would win over the one asked for.
    fuzz.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").env_remove("RUSTC");
    stream(&mut fuzz).with_context(|| {
        format!("put the input from {PROGRAMS}/artifacts/{name} into {FOLDER}/crashes/{name}")
    })
}

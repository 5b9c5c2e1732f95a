//! `cargo xtask bench`: sizes against their limits, and the time of each stage of the picture.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::args::Args;
use crate::desktop::{Own, own_display};
use crate::process::{cargo, quiet, stream, succeeds};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::{target_dir, viewer};

const MB: u64 = 1_000_000;
const KB: u64 = 1_000;

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    let is_network = args.name.is_some();
    let needs: &[Need] = if is_network { Need::ALL } else { &[Need::Build, Need::Viewer] };
    setup::run(args, steps, needs)?;
    steps.step("viewer", viewer::build)?;
    steps.step("sharer and server (release)", || {
        stream(&mut cargo(&["build", "--release", "-p", "alongside", "-p", "alongside-signal"]))
    })?;
    if is_network {
        // A bench of the tests' package, since it stands on the same drivers.
        let bench = ["bench", "-p", "alongside-tests", "--bench", "network"];
        return steps.step("network", || stream(&mut cargo(&bench)));
    }
    let release = target_dir()?.join("release");
    steps.step("stages", || stages(&release.join("alongside")))?;
    steps.step("sizes", || sizes(&release))
}

fn sizes(release: &Path) -> anyhow::Result<()> {
    let mut fits = true;
    let mut row = |name: &str, bytes: u64, limit: u64| {
        let verdict = if bytes < limit { "" } else { "  TOO LARGE" };
        fits &= bytes < limit;
        let (bytes, limit) = (bytes.div_ceil(KB), limit / KB);
        println!("{name:<24} {bytes:>8} KB  limit {limit:>6} KB{verdict}");
    };
    for name in ["alongside", "alongside-signal"] {
        row(name, length(&release.join(name))?, 15 * MB);
    }
    let mut wasm = 0;
    find_wasm(Path::new("www"), &mut |path| {
        wasm += 1;
        let packed = quiet_bytes(Command::new("gzip").args(["-9", "--stdout"]).arg(path))?;
        row("page's wasm, gzipped", packed, 350 * KB);
        Ok(())
    })?;
    if wasm == 0 {
        println!("{:<24} not built", "page's wasm, gzipped");
    }
    if !fits {
        bail!("a file is larger than its limit: see what came in with `cargo tree` and `twiggy`");
    }
    Ok(())
}

fn length(path: &Path) -> anyhow::Result<u64> {
    let file = std::fs::metadata(path).with_context(|| format!("{} is missing", path.display()))?;
    Ok(file.len())
}

/// Calls `found` with each wasm file below `folder`.
fn find_wasm(
    folder: &Path,
    found: &mut impl FnMut(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find_wasm(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "wasm") {
            found(&path)?;
        }
    }
    Ok(())
}

/// How many bytes a program prints.
fn quiet_bytes(command: &mut Command) -> anyhow::Result<u64> {
    let output = command.output().context("`gzip` cannot be started")?;
    Ok(u64::try_from(output.stdout.len())?)
}

/// Asks the sharer to measure itself and prints its answer as a table: one JSON object a line, with
/// `stage`, `median_ms` and `p95_ms`.
fn stages(sharer: &Path) -> anyhow::Result<()> {
    let mut ask = Command::new(sharer);
    ask.args(["bench-stages", "--json"]);
    if own_display() != Own::X11 {
        println!("there is no display here: a synthetic screen is measured");
        ask.args(["--screen", "synthetic:1920x1080@60"]);
    }
    if !succeeds(Command::new(sharer).args(["bench-stages", "--help"])) {
        println!("this sharer does not measure its stages");
        return Ok(());
    }
    let text = quiet(&mut ask)?;
    println!("{:<24} {:>12} {:>12}", "stage", "median", "p95");
    for line in text.lines() {
        let stage: Value = serde_json::from_str(line)
            .with_context(|| format!("expected one JSON object a line, got {line}"))?;
        if stage.get("median_ms").is_none() {
            println!("{stage}");
            continue;
        }
        let ms = |name: &str| stage.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let name = stage.get("stage").and_then(Value::as_str).unwrap_or("?");
        println!("{name:<24} {:>9.2} ms {:>9.2} ms", ms("median_ms"), ms("p95_ms"));
    }
    Ok(())
}

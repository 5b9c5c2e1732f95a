//! `cargo xtask bench`: sizes against their limits, and the time of each stage of the picture beside
//! that of a baseline.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value};

use crate::args::Args;
use crate::process::{cargo, quiet, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::{target_dir, viewer};

const MB: u64 = 1_000_000;
const KB: u64 = 1_000;

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    let is_network = args.name.as_deref() == Some("network");
    let keep = args.name.as_deref() == Some("baseline");
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
    steps.step("stages", || stages(&release.join("alongside"), keep))?;
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

/// What is measured: screens that are the same everywhere, each with both encoders.
const SCREENS: [(&str, &str); 2] =
    [("test pattern", "synthetic:1920x1080@60"), ("quarter new", "synthetic:1920x1080@30,busy")];
const ENCODERS: [&str; 2] = ["screen", "openh264-text"];
const FRAMES: &str = "150";

/// Where the last measurement is left, below the target folder.
const RESULT: &str = "bench.json";
/// What it is compared with.
const BASELINE: &str = "docs/bench-baseline.json";

/// Asks the sharer to measure itself, and prints its answers beside those of the baseline.
fn stages(sharer: &Path, keep: bool) -> anyhow::Result<()> {
    let before = match std::fs::read_to_string(BASELINE) {
        Ok(text) => {
            serde_json::from_str(&text).with_context(|| format!("{BASELINE} is no JSON"))?
        }
        Err(_) => Map::new(),
    };
    let mut now = Map::new();
    println!("{:<40} {:>9} {:>9} {:>9}", "", "median", "p95", "baseline");
    for (name, screen) in SCREENS {
        for encoder in ENCODERS {
            let mut ask = Command::new(sharer);
            ask.args(["bench-stages", "--json", "--changes", "--screen", screen]);
            ask.args(["--encoder", encoder, "--frames", FRAMES]);
            for line in quiet(&mut ask)?.lines() {
                let value: Value = serde_json::from_str(line)
                    .with_context(|| format!("expected one JSON object a line, got {line}"))?;
                let stage = value.get("stage").and_then(Value::as_str).unwrap_or("?");
                let key = format!("{name}, {encoder}, {stage}");
                row(&key, &value, before.get(&key));
                now.insert(key, value);
            }
        }
    }
    let text = serde_json::to_string_pretty(&now)?;
    let result = target_dir()?.join(RESULT);
    std::fs::write(&result, &text).with_context(|| format!("{}", result.display()))?;
    if keep {
        std::fs::write(BASELINE, text + "\n").context(BASELINE)?;
        println!("{BASELINE} is this measurement now");
    }
    Ok(())
}

/// A stage's times, or a frame's bytes, with the ratio to the baseline's.
fn row(key: &str, value: &Value, before: Option<&Value>) {
    let number = |value: &Value, name: &str| value.get(name).and_then(Value::as_f64);
    let ratio = |name: &str| {
        let before = before.and_then(|before| number(before, name)).filter(|before| *before > 0.0);
        let ratio = number(value, name).zip(before).map(|(now, before)| now / before);
        ratio.map_or_else(|| "-".to_owned(), |ratio| format!("x {ratio:.2}"))
    };
    if let (Some(median), Some(p95)) = (number(value, "median_ms"), number(value, "p95_ms")) {
        println!("{key:<40} {median:>6.2} ms {p95:>6.2} ms {:>9}", ratio("median_ms"));
    } else if let (Some(bytes), Some(rate)) =
        (number(value, "mean_bytes"), number(value, "per_second"))
    {
        println!("{key:<40} {bytes:>7.0} B {rate:>6.1}/s {:>9}", ratio("mean_bytes"));
    }
}

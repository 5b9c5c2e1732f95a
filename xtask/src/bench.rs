//! `cargo xtask bench`: the time of each stage of the picture, of the whole path, and sizes against their
//! limits, beside those of a baseline.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use crate::args::Args;
use crate::flame;
use crate::paths::target_dir;
use crate::process::{cargo, quiet, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::viewer::{self, Wasm};
use crate::{keyboards, lint, windows};

const MB: u64 = 1_000_000;
const KB: u64 = 1_000;

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    match args.name.as_deref() {
        Some("flame") => flame::run(args, steps),
        Some("keyboards") => {
            setup::run(args, steps, &[Need::Build, Need::Viewer, Need::Test, Need::Lint])?;
            steps.step("viewer", || viewer::build(Wasm::Small))?;
            lint::windows(steps)?;
            steps
                .step("build", || stream(&mut cargo(&["build", "--workspace", "--all-targets"])))?;
            let document = crate::paths::root()?.join(keyboards::DOCUMENT);
            steps.step("keyboards", || keyboards::write(&document))
        }
        Some("network") => {
            prepare(args, steps, true)?;
            let mut book = Book::open()?;
            steps.step("network", || lines(&[], &mut book))?;
            println!("\nthe table of pairs of networks is in {NETWORKS}");
            book.close()
        }
        Some("marks") => {
            prepare(args, steps, true)?;
            let mut book = Book::open()?;
            steps.step("marks", || marks(&mut book))?;
            book.close()
        }
        Some("systems") => {
            prepare(args, steps, true)?;
            steps.step("sharer for Windows (release)", for_windows)?;
            let mut book = Book::open()?;
            steps.step("systems", || systems(&mut book))?;
            book.close()
        }
        name => {
            let (keep, has_root) = (name == Some("baseline"), setup::is_root()?);
            if keep && !has_root {
                bail!("a baseline holds the whole path, too, which needs root: run this as root");
            }
            prepare(args, steps, has_root)?;
            let release = target_dir()?.join("release");
            let mut book = Book::begin()?;
            steps.step("stages", || stages(&release.join("alongside"), &mut book))?;
            if has_root {
                steps.step("end to end", || lines(&["good", "100 Mbit/s, files"], &mut book))?;
            } else {
                println!("end to end: NOT MEASURED, the lines between two computers need root");
            }
            let large = steps.step("sizes", || sizes(&release, &mut book))?;
            book.close()?;
            if keep {
                book.keep()?;
            }
            if let Some(large) = large {
                bail!(
                    "{large} is larger than its limit: `cargo tree` says what came in, docs/performance.md how \
                     to find what takes the room"
                );
            }
            Ok(())
        }
    }
}

fn prepare(args: &Args, steps: &mut Steps, end_to_end: bool) -> anyhow::Result<()> {
    let needs: &[Need] = if end_to_end {
        &[Need::Build, Need::Viewer, Need::Test]
    } else {
        &[Need::Build, Need::Viewer]
    };
    setup::run(args, steps, needs)?;
    steps.step("viewer", || viewer::build(Wasm::Small))?;
    steps.step("sharer and server (release)", || {
        stream(&mut cargo(&[
            "build",
            "--release",
            "-p",
            "alongside-sharer",
            "-p",
            "alongside-signal",
        ]))
    })
}

/// What is measured: screens that are the same everywhere, each with both encoders.
const SCREENS: [&str; 2] = ["1920x1080@60", "1920x1080@30,busy"];
const ENCODERS: [&str; 2] = ["screen", "openh264-text"];
const FRAMES: &str = "150";

/// Asks the sharer to measure itself.
fn stages(sharer: &Path, book: &mut Book) -> anyhow::Result<()> {
    heading("stages: screen, encoder, stage");
    for screen in SCREENS {
        for encoder in ENCODERS {
            let mut ask = Command::new(sharer);
            ask.args(["bench-stages", "--json", "--changes", "--frames", FRAMES]);
            ask.args(["--screen", &format!("synthetic:{screen}"), "--encoder", encoder]);
            for line in quiet(&mut ask)?.lines() {
                let value = object(line)?;
                let stage = value.get("stage").and_then(Value::as_str).unwrap_or("?");
                let key = |what: &str| format!("{screen} {encoder}: {what}");
                if let Some(median) = number(&value, "median_ms") {
                    book.note(key(stage), median, "ms", number(&value, "p95_ms"));
                } else if let Some(bytes) = number(&value, "mean_bytes") {
                    book.note(key("bytes of a frame"), bytes, "B", None);
                    let rate = number(&value, "per_second").unwrap_or(0.0);
                    book.note(key("frames a second"), rate, "/s", None);
                }
            }
        }
    }
    Ok(())
}

/// Measures the released sharer with a real Chromium. With `wanted` only those lines.
fn lines(wanted: &[&str], book: &mut Book) -> anyhow::Result<()> {
    let document = crate::paths::root()?.join(NETWORKS);
    let notes = of_the_tests("network", |bench| {
        bench.args(wanted).arg("--markdown").arg(document);
    })?;
    heading("end to end: line, figure");
    figures(
        &notes,
        &[
            ("connect_ms", "connect", "ms"),
            ("fps", "frames a second", "/s"),
            ("age_p50_ms", "age", "ms"),
            ("input_ms", "input to picture", "ms"),
            ("recovered_ms", "recovered after", "ms"),
            ("kbit_s", "kbit/s", "kbit"),
            ("file_mbit_s", "Mbit/s of a file", "Mbit"),
            ("age_ratio", "age, to that without a file", "x"),
            ("bytes_s", "bytes to the Helper a second", "B"),
            ("bytes_s_back", "bytes to the User a second", "B"),
        ],
        book,
    );
    Ok(())
}

/// Measures how long what the Helper does takes to the User's screen.
fn marks(book: &mut Book) -> anyhow::Result<()> {
    let notes = of_the_tests("marks", |_| ())?;
    heading("marks: what and path, figure");
    let wanted = [
        ("mark_p50_ms", "pointer to screen", "ms"),
        ("mark_p95_ms", "pointer to screen, 95 %", "ms"),
    ];
    figures(&notes, &wanted, book);
    Ok(())
}

/// Measures the released sharer on each system that runs here.
fn systems(book: &mut Book) -> anyhow::Result<()> {
    let notes = of_the_tests("systems", |_| ())?;
    heading("systems: system, figure");
    figures(
        &notes,
        &[
            ("fps", "frames a second", "/s"),
            ("age_p50_ms", "age", "ms"),
            ("encoded_share", "encoded of the pictures given", "x"),
            ("core", "sharer, of one processor", "x"),
            ("frame_core_ms", "processor time of a frame", "ms"),
            ("still_core", "sharer, still screen", "x"),
        ],
        book,
    );
    Ok(())
}

/// Takes the figures of each note in.
fn figures(notes: &[Map<String, Value>], wanted: &[(&str, &str, &str)], book: &mut Book) {
    for note in notes {
        let name = note.get("line").and_then(Value::as_str).unwrap_or("?");
        for (field, what, unit) in wanted {
            let p95 = number(note, "age_p95_ms").filter(|_| *field == "age_p50_ms");
            if let Some(figure) = number(note, field) {
                book.note(format!("{name}: {what}"), figure, unit, p95);
            }
        }
    }
}

/// Runs a benchmark of the tests' package, which stands on the same drivers and is built as they are. Returns what it has
/// written down.
fn of_the_tests(
    name: &str,
    ask: impl FnOnce(&mut Command),
) -> anyhow::Result<Vec<Map<String, Value>>> {
    let target = target_dir()?;
    let notes = target.join(format!("bench-{name}.json"));
    let mut bench = cargo(&["bench", "--profile", "dev", "-p", "alongside-tests"]);
    // Cargo runs a benchmark in the folder of its package.
    bench.args(["--bench", name, "--", "--json"]).arg(&notes);
    ask(&mut bench);
    stream(bench.env("ALONGSIDE_TEST_PROGRAMS", target.join("release")))?;
    let notes = std::fs::read_to_string(&notes)
        .with_context(|| format!("{} cannot be read", notes.display()))?;
    notes.lines().map(object).collect()
}

fn for_windows() -> anyhow::Result<()> {
    let target = target_dir()?;
    stream(windows::build(&target, &[])?.args(["--release", "-p", "alongside-sharer"]))?;
    windows::lend_to_wine(&target.join(windows::TARGET).join("release"))
}

/// Returns what is larger than its limit.
fn sizes(release: &Path, book: &mut Book) -> anyhow::Result<Option<String>> {
    heading("sizes");
    let mut large = None;
    let mut row = |name: &str, bytes: u64, limit: u64| {
        if bytes >= limit {
            println!("{name}: TOO LARGE, the limit is {} KB", limit / KB);
            large = Some(name.to_owned());
        }
        #[expect(clippy::cast_precision_loss, reason = "a file's size")]
        book.note(name.to_owned(), bytes.div_ceil(KB) as f64, "KB", None);
    };
    for (name, limit) in [("alongside", 24 * MB), ("alongside-signal", 8 * MB)] {
        row(name, length(&release.join(name))?, limit);
    }
    find_wasm(Path::new("www"), &mut |path| {
        let packed = quiet_bytes(Command::new("gzip").args(["-9", "--stdout"]).arg(path))?;
        row("page's wasm, gzipped", packed, viewer::WASM_GZ_MAX as u64);
        Ok(())
    })?;
    Ok(large)
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

/// The document with the table of pairs of networks.
const NETWORKS: &str = "docs/network.md";
/// Where the last measurements are left, below the target folder.
const RESULT: &str = "bench.json";
/// What they are compared with.
const BASELINE: &str = "docs/bench-baseline.json";

/// What says on which computer it was measured.
const MACHINE: &str = "machine";

/// What was measured now and before.
struct Book {
    before: Map<String, Value>,
    now: Map<String, Value>,
}

impl Book {
    /// An empty one.
    fn begin() -> anyhow::Result<Self> {
        let before = read(Path::new(BASELINE))?;
        let machine = machine();
        if let Some(other) = before.get(MACHINE).filter(|other| **other != machine) {
            println!(
                "The baseline was taken on another computer ({other}, here {machine}): of times and rates"
            );
            println!("only large ratios say something.");
        }
        Ok(Self { before, now: Map::from_iter([(MACHINE.to_owned(), machine)]) })
    }

    /// The last one, for more.
    fn open() -> anyhow::Result<Self> {
        let mut this = Self::begin()?;
        let last = read(&target_dir()?.join(RESULT))?;
        if last.get(MACHINE) == this.now.get(MACHINE) {
            this.now = last;
        }
        Ok(this)
    }

    /// Takes a figure in, and prints it beside that of the baseline.
    fn note(&mut self, key: String, value: f64, unit: &str, p95: Option<f64>) {
        println!("{}", row(&key, value, unit, p95, self.before.get(&key)));
        let mut entry = json!({"value": rounded(value), "unit": unit});
        if let (Some(p95), Some(entry)) = (p95, entry.as_object_mut()) {
            entry.insert("p95".to_owned(), json!(rounded(p95)));
        }
        self.now.insert(key, entry);
    }

    fn close(&self) -> anyhow::Result<()> {
        let result = target_dir()?.join(RESULT);
        println!("\nwritten to {}", result.display());
        self.write(&result)
    }

    fn keep(&self) -> anyhow::Result<()> {
        self.write(Path::new(BASELINE))?;
        println!("{BASELINE} is this measurement now");
        Ok(())
    }

    fn write(&self, path: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(&self.now)? + "\n";
        std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
    }
}

/// What a file holds; nothing when it is not there.
fn read(path: &Path) -> anyhow::Result<Map<String, Value>> {
    match std::fs::read_to_string(path) {
        Ok(text) => {
            serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
        }
        Err(_) => Ok(Map::new()),
    }
}

/// The processor and how many threads it runs: what times can be compared between.
fn machine() -> Value {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let list = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = list.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    json!(format!("{model}, {threads} threads, {}", std::env::consts::OS))
}

fn heading(what: &str) {
    println!("\n{what:<48} {:>13} {:>10} {:>13} {:>8}", "", "p95", "baseline", "ratio");
}

/// A line of the table.
fn row(key: &str, value: f64, unit: &str, p95: Option<f64>, before: Option<&Value>) -> String {
    let figure = |value: f64| match value {
        value if value.abs() < 1.0 => format!("{value:.3} {unit}"),
        value if value.abs() < 100.0 => format!("{value:.2} {unit}"),
        value => format!("{value:.0} {unit}"),
    };
    let p95 = p95.map_or(String::new(), figure);
    let before = before
        .filter(|before| before.get("unit").and_then(Value::as_str) == Some(unit))
        .and_then(|before| before.get("value")?.as_f64());
    let ratio = before.filter(|before| *before > 0.0).map(|before| value / before);
    let ratio = ratio.map_or_else(|| "-".to_owned(), |ratio| format!("x {ratio:.2}"));
    let before = before.map_or_else(|| "-".to_owned(), figure);
    format!("{key:<48} {:>13} {p95:>10} {before:>13} {ratio:>8}", figure(value))
}

/// To thousandths, which of ms are the clock's own: more is noise in a file that is compared.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

fn number(value: &Map<String, Value>, name: &str) -> Option<f64> {
    value.get(name).and_then(Value::as_f64)
}

fn object(line: &str) -> anyhow::Result<Map<String, Value>> {
    serde_json::from_str(line)
        .with_context(|| format!("expected one JSON object a line, got {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_beside_what_it_was() {
        let before = json!({"value": 4.0, "unit": "ms"});
        let line = row("encode", 5.0, "ms", Some(9.5), Some(&before));
        let words: Vec<_> = line.split_whitespace().collect();
        assert_eq!(words, ["encode", "5.00", "ms", "9.50", "ms", "4.00", "ms", "x", "1.25"]);
    }

    #[test]
    fn what_was_measured_otherwise_is_not_compared() {
        let other = json!({"value": 4.0, "unit": "KB"});
        for before in [None, Some(&other), Some(&json!({"value": 0.0, "unit": "ms"}))] {
            let line = row("encode", 150.0, "ms", None, before);
            assert!(line.ends_with('-'), "{line}");
        }
    }
}

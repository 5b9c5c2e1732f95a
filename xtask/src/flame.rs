//! `cargo xtask bench flame`: where the time of the sharer's stages goes, as a picture.
//!
//! Linux' `perf` looks five hundred times a second which functions the program is in; here those stacks become
//! a flame graph: the wider a bar, the more often its function was there, and what it called stands on it.
//! The program is the released one but for its symbols, so that what is inlined is found, too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::args::Args;
use crate::process::{cargo, command, exists, quiet, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::{target_dir, viewer};

/// What is done meanwhile: the encoder's hardest screen.
const SCREEN: &str = "synthetic:1920x1080@30,busy";
const FRAMES: &str = "600";

/// Below the target folder.
const RESULT: &str = "flame.svg";

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    if !exists("perf") {
        bail!("perf is not here: Debian has it as linux-perf, Ubuntu as linux-tools-generic");
    }
    setup::run(args, steps, &[Need::Build, Need::Viewer])?;
    steps.step("viewer", viewer::build)?;
    steps.step("sharer (release, with symbols)", || {
        stream(&mut cargo(&[
            "build",
            "--profile",
            "flame",
            "-p",
            "alongside-sharer",
            "--bin",
            "alongside",
        ]))
    })?;
    let target = target_dir()?;
    let samples = target.join("flame.data");
    steps.step("stages", || record(&target.join("flame").join("alongside"), &samples))?;
    steps.step("picture", || {
        let mut script = command("perf", &["script", "--fields", "comm,ip,sym", "--input"]);
        let root = fold(&quiet(script.arg(&samples))?);
        let picture = target.join(RESULT);
        let title = format!("alongside bench-stages --changes --screen {SCREEN}");
        std::fs::write(&picture, draw(&root, &title))
            .with_context(|| format!("{} cannot be written", picture.display()))?;
        println!("{} samples: {}", root.samples, picture.display());
        Ok(())
    })
}

fn record(program: &Path, samples: &Path) -> anyhow::Result<()> {
    // Stacks are cut out whole, and unwound afterwards: the program keeps no frame pointers.
    let mut perf = command("perf", &["record", "--quiet", "--freq", "499"]);
    perf.args(["--call-graph", "dwarf,16384", "--event", "cpu-clock:u", "--output"]);
    perf.arg(samples).arg("--").arg(program);
    perf.args(["bench-stages", "--changes", "--screen", SCREEN, "--frames", FRAMES]);
    stream(&mut perf).context(
        "perf may look at one's own programs where `sysctl kernel.perf_event_paranoid` is 2 or less, or as root",
    )
}

/// A function at its place in the stack.
#[derive(Debug, Default, PartialEq, Eq)]
struct Bar {
    samples: u64,
    above: BTreeMap<String, Bar>,
}

/// Puts the stacks that `perf script` prints, the innermost function first, on each other.
fn fold(script: &str) -> Bar {
    let mut root = Bar::default();
    for sample in script.split("\n\n") {
        let mut lines = sample.trim_start_matches('\n').lines();
        let Some(thread) = lines.next() else { continue };
        let mut bar = &mut root;
        bar.samples += 1;
        for name in [thread.trim().to_owned()].into_iter().chain(stack(lines)) {
            bar = bar.above.entry(name).or_default();
            bar.samples += 1;
        }
    }
    root
}

/// The functions of a sample, the outermost first, from lines like `55d0c0ffee h264::plan::search (inlined)`.
fn stack<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let lines: Vec<_> = lines.filter_map(|line| line.trim().split_once(' ')).collect();
    let mut stack = Vec::new();
    for place in lines.chunk_by(|(one, _), (other, _)| one == other).rev() {
        // Of a place into which others are inlined perf names the whole function first, in place of the innermost
        // one, or last.
        let names: Vec<_> = place.iter().map(|(_, name)| *name).collect();
        let (whole, inlined) = match names.as_slice() {
            [whole, inlined @ .., _] if !whole.ends_with(INLINED) => (whole, inlined),
            [inlined @ .., whole] => (whole, inlined),
            [] => continue,
        };
        let ends = place.iter().any(|(address, _)| address.bytes().all(|digit| digit == b'f'));
        if ends || PLUMBING.iter().any(|prefix| whole.trim_start_matches('<').starts_with(prefix)) {
            continue;
        }
        stack.push(whole.trim_end_matches(INLINED).to_owned());
        let inlined = inlined.iter().rev().map(|name| name.trim_end_matches(INLINED));
        // Closures, and what is made for many types, such as iterators, say less than who calls them.
        stack.extend(inlined.filter(|name| !name.contains(['<', '{'])).map(str::to_owned));
    }
    stack
}

/// What perf puts behind the name of a function that has no code of its own.
const INLINED: &str = " (inlined)";

/// What stands between two of our functions and says nothing about either.
const PLUMBING: [&str; 10] = [
    "__libc_start",
    "__rust_try",
    "_start",
    "alloc::",
    "clone3",
    "core::",
    "main",
    "start_thread",
    "std::",
    "tokio::",
];

/// Pixels: the picture's width, a bar's height, and a letter's width.
const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 17.0;
const LETTER: f64 = 6.6;

/// Narrower bars are left out, in px.
const NARROW: f64 = 0.8;

/// Draws a flame graph as SVG. A browser shows a bar's whole name and share under the pointer.
fn draw(root: &Bar, title: &str) -> String {
    let depth = depth(root, root.samples);
    let height = (depth as f64 + 2.0) * HEIGHT;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"monospace\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fffdf7\"/>\n\
         <text x=\"4\" y=\"13\">{}: {} samples</text>\n",
        escaped(title),
        root.samples
    );
    bars(&mut svg, root, root.samples, 0.0, height - HEIGHT);
    svg + "</svg>\n"
}

/// The bars on `below`, which begins at `x`; they stand at `y`.
fn bars(svg: &mut String, below: &Bar, all: u64, mut x: f64, y: f64) {
    for (name, bar) in &below.above {
        let width = share(bar.samples, all) * WIDTH;
        if width >= NARROW {
            let percent = share(bar.samples, all) * 100.0;
            let letters = ((width - 4.0) / LETTER).max(0.0) as usize;
            let text: String = match letters {
                0..3 => String::new(),
                _ => short(name).chars().take(letters).collect(),
            };
            let _ = writeln!(
                svg,
                "<g><title>{} ({} samples, {percent:.1} %)</title><rect x=\"{x:.1}\" y=\"{y:.0}\" \
                 width=\"{:.1}\" height=\"{}\" fill=\"{}\"/><text x=\"{:.1}\" y=\"{:.0}\">{}</text></g>",
                escaped(name),
                bar.samples,
                (width - 0.5).max(0.3),
                HEIGHT - 1.0,
                colour(name),
                x + 2.0,
                y + 12.0,
                escaped(&text),
            );
            bars(svg, bar, all, x, y - HEIGHT);
        }
        x += width;
    }
}

fn depth(bar: &Bar, all: u64) -> usize {
    let drawn = bar.above.values().filter(|bar| share(bar.samples, all) * WIDTH >= NARROW);
    drawn.map(|bar| 1 + depth(bar, all)).max().unwrap_or(0)
}

fn share(samples: u64, all: u64) -> f64 {
    samples as f64 / all.max(1) as f64
}

/// A name without the crates and modules of its parts: `Slices::code` of `h264::slice::Slices::code`.
fn short(name: &str) -> String {
    let name = name.trim_start_matches('<');
    let parts: Vec<&str> = name.split("::").collect();
    match parts.as_slice() {
        [.., before, last] if before.starts_with(char::is_uppercase) => format!("{before}::{last}"),
        [.., before, last] if last.starts_with('{') => format!("{before}::{last}"),
        [.., last] => (*last).to_owned(),
        [] => String::new(),
    }
}

/// Functions of one crate have one colour.
fn colour(name: &str) -> String {
    let name = name.trim_start_matches(['<', '&']);
    let crate_name = name.split("::").next().unwrap_or(name);
    let hue = crate_name.bytes().fold(7_u32, |hue, byte| (hue * 31 + u32::from(byte)) % 360);
    format!("hsl({hue}, 65%, 76%)")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "alongside \n\t55aa h264::sad\n\t55ab h264::plan\n\t55ac std::main\n\n\
                          alongside \n\t55ab h264::plan\n\t55ac std::main\n\tffff [unknown]\n\n\
                          tokio-rt-worker \n\t77aa memcpy\n";

    #[test]
    fn stacks_stand_on_each_other() {
        let root = fold(SCRIPT);
        assert_eq!(root.samples, 3);
        let plan = &root.above["alongside"].above["h264::plan"];
        assert_eq!((plan.samples, plan.above["h264::sad"].samples), (2, 1));
        assert_eq!(root.above["tokio-rt-worker"].samples, 1);
    }

    #[test]
    fn what_is_inlined_stands_on_what_it_is_inlined_into() {
        let lines = "\t4e h264::Encoder::encode\n\t4e fold<u64> (inlined)\n\t4e hash (inlined)\n\
                     \t4e {closure#0} (inlined)\n\t4e vote (inlined)\n\t4e encode (inlined)\n\
                     \t5f run<Closure> (inlined)\n\t5f stages (inlined)\n\t60 sharer::program::run";
        let names = ["sharer::program::run", "stages", "h264::Encoder::encode", "vote", "hash"];
        assert_eq!(stack(lines.lines()), names);
    }

    #[test]
    fn a_bar_is_as_wide_as_its_share_and_says_its_name() {
        let svg = draw(&fold(SCRIPT), "a < b");
        assert!(svg.contains("<title>h264::plan (2 samples, 66.7 %)</title>"), "{svg}");
        assert!(svg.contains(&format!("width=\"{:.1}\"", WIDTH * 2.0 / 3.0 - 0.5)), "{svg}");
        assert!(svg.contains("a &lt; b"));
    }
}

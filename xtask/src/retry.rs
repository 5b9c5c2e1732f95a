//! The tests, with a second try for the few of the whole that failed.
//!
//! A test of the whole drives a browser, a desktop and a network, and waits for each a bounded time. A machine that others
//! use can be slower than that once in thousands of tests. So one that fails runs again, alone, and the summary says so.
//! What fails twice, a unit test, and more than [`MOST`] at once fail the run.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use crate::process::{PRODUCT, cargo};

/// The most tests that get a second try.
const MOST: usize = 3;

/// How cargo names a target that failed.
const TARGET: &str = "`-p ";

/// How the name of one goes on that has tests of the whole.
const OF_THE_WHOLE: &str = "alongside-tests --test ";

/// How cargo begins the line before the tests that leave the most of the processors: they wait for slow lines. Those of
/// consent and of keyboards on X11 are over by then, which a busy machine disturbs.
const LEAVES_MUCH: &str = "Running tests/network.rs ";

/// What failed in one run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Failed {
    /// The names of tests.
    tests: BTreeSet<String>,
    /// The test binaries, by the names of their files; `None` for one that is not of the whole.
    targets: BTreeSet<Option<String>>,
    /// How many tests passed.
    passed: usize,
    /// How many failed, and in how many binaries, as the last lines of these say. A binary that was killed says nothing.
    counted: usize,
    binaries: usize,
}

impl Failed {
    /// Reads a line of what cargo and the tests print.
    fn read(&mut self, line: &str) {
        if let Some(test) = line.strip_prefix("test ") {
            if let Some(name) = test.strip_suffix(" ... FAILED") {
                self.tests.insert(name.to_owned());
            }
            if let Some(rest) = test.strip_prefix("result: ") {
                let count = |what: &str| {
                    let mut counts = rest.split(['.', ';']).map(str::trim);
                    counts.find_map(|count| count.strip_suffix(what)?.parse::<usize>().ok())
                };
                let failed = count(" failed").unwrap_or(0);
                self.passed += count(" passed").unwrap_or(0);
                self.counted += failed;
                self.binaries += usize::from(failed > 0);
            }
        } else if let Some(target) = line.trim_start().strip_prefix(TARGET) {
            let name = target.strip_prefix(OF_THE_WHOLE);
            self.targets.insert(name.map(|name| name.trim_end_matches('`').to_owned()));
        }
    }

    /// The test binaries that run again. `None` when the run has failed for good.
    fn again(&self) -> Option<Vec<&str>> {
        let all_said_so = self.counted == self.tests.len() && self.binaries == self.targets.len();
        if self.tests.is_empty() || self.tests.len() > MOST || !all_said_so {
            return None;
        }
        let targets: Option<Vec<&str>> = self.targets.iter().map(Option::as_deref).collect();
        targets.filter(|targets| !targets.is_empty())
    }
}

/// Runs the workspace's tests with further arguments and variables; those of the whole that fail run once more. Calls
/// `beside` when something else may run beside them.
pub(crate) fn test(
    arguments: &[&str],
    variables: &[(&str, &str)],
    beside: impl FnOnce() + Send,
) -> anyhow::Result<()> {
    let mut command = cargo(&["test"]);
    command.args(PRODUCT).arg("--no-fail-fast");
    let (passed, failed) =
        watched(command.args(arguments).envs(variables.iter().copied()), beside)?;
    if passed {
        return Ok(());
    }
    let Some(targets) = failed.again() else { bail!("tests failed") };
    let names: Vec<&str> = failed.tests.iter().map(String::as_str).collect();
    eprintln!("▸ once more, alone: {}", names.join(", "));
    let mut again = 0;
    for target in targets {
        let mut command = cargo(&["test"]);
        command.args(PRODUCT).args(["--test", target, "--", "--exact", "--test-threads=1"]);
        command.args(&names);
        let (passed, second) = watched(command.envs(variables.iter().copied()), || ())?;
        if !passed {
            bail!("tests failed twice");
        }
        again += second.passed;
    }
    // A binary that was killed has named no test.
    if again < names.len() {
        bail!("{again} of {} tests that failed could run again", names.len());
    }
    eprintln!("! passed only when run again: {}", names.join(", "));
    Ok(())
}

/// Runs with the output shown as it comes, and reads it. Returns whether all went well.
fn watched(command: &mut Command, beside: impl FnOnce() + Send) -> anyhow::Result<(bool, Failed)> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let failed = std::thread::scope(|scope| {
        let errors = scope.spawn(move || read(stderr, std::io::stderr(), beside));
        let failed = read(stdout, std::io::stdout(), || ());
        let errors = errors.join().unwrap_or_default();
        Failed { targets: errors.targets, ..failed }
    });
    let status = child.wait().context("cargo cannot be waited for")?;
    Ok((status.success(), failed))
}

/// Copies each line, and reads it. Calls `beside` at [`LEAVES_MUCH`].
fn read(from: Option<impl Read>, mut to: impl Write, beside: impl FnOnce()) -> Failed {
    let (mut failed, mut beside) = (Failed::default(), Some(beside));
    let Some(from) = from else { return failed };
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
        // Nobody may be reading any more.
        let _ = to.write_all(&line);
        let text = String::from_utf8_lossy(&line);
        failed.read(text.trim_end());
        if text.trim_start().starts_with(LEAVES_MUCH)
            && let Some(beside) = beside.take()
        {
            beside();
        }
        line.clear();
    }
    failed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(lines: &[&str]) -> Failed {
        let mut failed = Failed::default();
        lines.iter().for_each(|line| failed.read(line));
        failed
    }

    #[test]
    fn few_tests_of_the_whole_run_again() {
        let failed = failed(&[
            "test control::the_helper_types ... ok",
            "test control::keys_come_up ... FAILED",
            "test result: FAILED. 16 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 55.71s",
            "error: 1 target failed:",
            "    `-p alongside-tests --test wayland`",
        ]);
        assert_eq!(failed.passed, 16);
        assert_eq!(failed.again(), Some(vec!["wayland"]));
        assert_eq!(failed.tests, BTreeSet::from(["control::keys_come_up".to_owned()]));
    }

    /// A test that failed, and what its binary says at its end.
    const FAILED: [&str; 2] =
        ["test b ... FAILED", "test result: FAILED. 0 passed; 1 failed; 0 ignored"];

    #[test]
    fn a_unit_test_that_fails_fails_the_run() {
        assert_eq!(
            failed(&[&FAILED[..], &["    `-p alongside-sharer --lib`"]].concat()).again(),
            None
        );
        let whole = [&FAILED[..], &["    `-p alongside-tests --test network`"]].concat();
        assert_eq!(failed(&whole).again(), Some(vec!["network"]));
        let unit = ["test codec::a ... FAILED", FAILED[1], "    `-p alongside-sharer --lib`"];
        assert_eq!(failed(&[&whole[..], &unit].concat()).again(), None);
    }

    #[test]
    fn many_that_fail_fail_the_run() {
        let run = |count: usize| {
            let tests = (0..count).map(|n| format!("test t{n} ... FAILED"));
            let result = format!("test result: FAILED. 9 passed; {count} failed; 0 ignored");
            let target = "    `-p alongside-tests --test browser`".to_owned();
            let lines: Vec<String> = tests.chain([result, target]).collect();
            failed(&lines.iter().map(String::as_str).collect::<Vec<_>>()).again().is_some()
        };
        assert!(run(MOST) && !run(MOST + 1));
    }

    #[test]
    fn a_binary_that_was_killed_fails_the_run_also_beside_one_that_was_not() {
        let killed = "    `-p alongside-tests --test browser`";
        assert_eq!(failed(&[killed]).again(), None);
        assert_eq!(failed(&["test b ... FAILED", killed]).again(), None, "it says no result");
        let other = "    `-p alongside-tests --test network`";
        assert_eq!(failed(&[&FAILED[..], &[killed, other]].concat()).again(), None);
    }
}

//! `cargo xtask test`: everything that CI runs, the quick parts first; with `--long` also what takes too
//! long there.

use anyhow::bail;

use crate::args::Args;
use crate::idle::Idle;
use crate::process::{PRODUCT, cargo, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::viewer::{self, Wasm};
use crate::{firefox, keyboards, lint, retry};

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    setup::run(args, steps, Need::ALL)?;
    lint::format(steps)?;
    // The page is embedded in the server, so it is built first.
    steps.step("viewer", || viewer::build(Wasm::Small))?;
    // With all targets, as the tests do: the same features, so nothing is compiled twice. The
    // tests start the programs that this leaves behind.
    steps.step("build", || stream(cargo(&["build"]).args(PRODUCT).arg("--all-targets")))?;
    lint::windows(steps)?;
    let mut lint = None;
    let tested = steps.group("tests", |steps| {
        steps.step("of this program", || stream(&mut cargo(&["test", "-p", "xtask"])))?;
        steps.step("of the others", || {
            retry::test(&[], &[], || lint = Some(Idle::start(&["lint", "rest"])))
        })?;
        steps.step("in Firefox", firefox::test)
    });
    let linted = match lint {
        Some(lint) => steps.step("lint", || lint?.finish()),
        None => steps.group("lint", lint::beside_the_tests),
    };
    if let (Err(tests), Err(lint)) = (&tested, &linted) {
        bail!("{tests:#}; and {lint:#}");
    }
    tested.and(linted)?;
    if args.long {
        steps.step("more tests in Firefox", firefox::test_long)?;
        // A short form of it is in the tests: some of the pairs.
        steps.step("every pair of networks", || {
            let mut pairs = cargo(&["bench", "--profile", "dev", "-p", "alongside-tests"]);
            stream(pairs.args(["--bench", "network", "--", "networks", "--check"]))
        })?;
        // A small file is sent in the tests.
        steps.step("3 GB each way", || {
            let large = ["--test", "browser", "--", "large_files::", "--nocapture"];
            retry::test(&large, &[("ALONGSIDE_TEST_FILE_BYTES", "3000000000")], || ())
        })?;
        // One keyboard for each system is in the tests.
        steps.step("every pair of keyboards", keyboards::check)?;
    }
    Ok(())
}

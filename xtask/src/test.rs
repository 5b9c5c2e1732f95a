//! `cargo xtask test`: everything that CI runs, the quick parts first; with `--long` also what takes too
//! long there.

use crate::args::Args;
use crate::process::{cargo, stream};
use crate::setup::{self, Need};
use crate::steps::Steps;
use crate::viewer::{self, Wasm};
use crate::{fuzz, keyboards, lint, retry};

/// The tests of the page that run in Firefox as well: what a Helper sees, does, draws, copies and sends. docs/browsers.md
/// says which others pass there, and which do not.
const IN_FIREFOX: [&str; 7] = [
    "chat_goes_both_ways",
    "clicks_land_on_the_pixel_that_was_clicked",
    "dragging_moves_with_the_button_down",
    "at_rest_the_page_shows_the_display_to_the_last_pixel",
    "clipboard::a_secret",
    "files::a_file_goes_each_way",
    "marks::a_line_drawn",
];

/// Those that take longer.
const LONG_IN_FIREFOX: [&str; 14] = [
    "keys_that_are_held_come_up_at_the_end",
    "keys::command_of_a_mac",
    "letters_of_other_scripts",
    "clipboard::what_each_copies",
    "clipboard::what_is_copied_waits",
    "files::a_batch",
    "files::a_browser_without",
    "files::a_file",
    "files::a_name",
    "files::a_reload",
    "files::a_revoked",
    "files::an_empty",
    "files::each_of",
    "marks::",
];

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    setup::run(args, steps, Need::ALL)?;
    lint::format(steps)?;
    // The page is embedded in the server, so it is built first.
    steps.step("viewer", || viewer::build(Wasm::Small))?;
    steps.group("lint", lint::check)?;
    steps.step("fuzz: replay", fuzz::replay)?;
    // With all targets, as the tests do: the same features, so nothing is compiled twice. The
    // tests start the programs that this leaves behind.
    steps.step("build", || stream(&mut cargo(&["build", "--workspace", "--all-targets"])))?;
    steps.step("tests", || retry::test(&[], &[]))?;
    steps.step("tests in Firefox", || in_firefox(&IN_FIREFOX))?;
    if args.long {
        steps.step("more tests in Firefox", || in_firefox(&LONG_IN_FIREFOX))?;
        // A short form of it is in the tests: some of the pairs.
        steps.step("every pair of networks", || {
            let mut pairs = cargo(&["bench", "--profile", "dev", "-p", "alongside-tests"]);
            stream(pairs.args(["--bench", "network", "--", "networks", "--check"]))
        })?;
        // A small file is sent in the tests.
        steps.step("3 GB each way", || {
            let large = ["--test", "browser", "--", "large_files::", "--nocapture"];
            retry::test(&large, &[("ALONGSIDE_TEST_FILE_BYTES", "3000000000")])
        })?;
        // One keyboard for each system is in the tests.
        steps.step("every pair of keyboards", keyboards::check)?;
    }
    Ok(())
}

fn in_firefox(names: &[&str]) -> anyhow::Result<()> {
    let arguments = [&["--test", "browser", "--"], names].concat();
    retry::test(&arguments, &[("ALONGSIDE_TEST_BROWSER", "firefox")])
}

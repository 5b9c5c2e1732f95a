//! Alongside's own commands. `cargo xtask help` lists them; nothing has to be installed first.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool prints")]

mod args;
mod axe;
mod paths;
mod process;
mod steps;

mod reproducible;
mod setup;

mod page_hash;
mod page_words;
mod viewer;
mod windows;

mod demo;
mod desktop;

mod fuzz;
mod idle;
mod import_names;
mod lint;
mod retry;
mod test;

mod bench;
mod distribution;
mod firefox;
mod flame;
mod keyboards;

use std::process::ExitCode;

use anyhow::Context as _;

use args::Args;
use steps::Steps;

const HELP: &str = "\
Usage: cargo xtask COMMAND [OPTIONS]

  demo [--virtual] [-- ARGS]     share a screen and print the link for the Helper
                                 --virtual: a small desktop of its own, not yours
                                 ARGS go to `alongside share`
  test [--long]                  everything that CI runs
                                 --long: and every pair of networks and of keyboards
  viewer                         build the Helper's page into www
  lint                           format, clippy, other systems, licences
  lint rest                      of it what `test` runs beside the tests
  fuzz [TARGET] [--seconds N]    fuzz the decoders (60 s each unless told)
  fuzz --replay                  only run what fuzzing found before
  bench                          how long each stage of the picture takes, and the whole path (needs root); sizes
  bench baseline                 the same, kept for later ones to be compared with
  bench network                  how the picture does over bad lines and between networks (needs root)
  bench marks                    how long it takes until what the Helper points at or draws is on the User's screen
  bench systems                  how the picture does on each system that runs here: X11, Wayland, Windows (Wine)
  bench keyboards                which characters of which keyboard arrive where
  bench flame                    what the stages' time is spent in, as a picture (needs perf)
  dist [--sign KEYFILE]          what people download, with sums and bill of materials, into target/dist
                                 --sign: sign the sums with this minisign key
  dist --verify                  build the last commit twice, in two folders, and compare bit for bit
  setup                          install what the commands need
  help                           this text

  --no-install                   name what is missing instead of installing it
";

fn main() -> ExitCode {
    let args = match Args::parse(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(wrong) => {
            eprintln!("error: {wrong}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    let mut steps = Steps::start();
    let result = run(&args, &mut steps);
    steps.summary();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    let root = paths::root()?;
    std::env::set_current_dir(&root)
        .with_context(|| format!("the project's folder {} is gone", root.display()))?;
    match args.command.as_str() {
        "demo" => demo::run(args, steps),
        "test" => test::run(args, steps),
        "viewer" => {
            setup::run(args, steps, &[setup::Need::Viewer])?;
            steps.step("viewer", || viewer::build(viewer::Wasm::Small))
        }
        "lint" => {
            setup::run(args, steps, &[setup::Need::Build, setup::Need::Viewer, setup::Need::Lint])?;
            steps.step("viewer", || viewer::build(viewer::Wasm::Small))?;
            if args.name.is_some() { lint::beside_the_tests(steps) } else { lint::run(steps) }
        }
        "fuzz" => fuzz::run(args, steps),
        "bench" => bench::run(args, steps),
        "dist" => distribution::run(args, steps),
        "setup" => setup::run(args, steps, setup::Need::ALL),
        _ => {
            println!("{HELP}");
            Ok(())
        }
    }
}

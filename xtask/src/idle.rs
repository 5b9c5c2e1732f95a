//! A command that takes what the tests leave of the processors: they often wait for a network, a browser or a clock.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use anyhow::{Context as _, anyhow};

use crate::paths::target_dir;
use crate::process::{command, exists, stream};

/// A command of this program that runs beside others.
pub(crate) struct Idle {
    waits: JoinHandle<anyhow::Result<()>>,
}

impl Idle {
    /// Starts `cargo xtask` with these words. What it prints is shown when it has ended.
    pub(crate) fn start(words: &'static [&'static str]) -> anyhow::Result<Self> {
        let log = target_dir()?.join(format!("{}.log", words.join("-")));
        let mut own = own(words)?;
        let waits = std::thread::spawn(move || {
            let result = shown_at_the_end(&mut own, &log);
            result.with_context(|| format!("`cargo xtask {}`", words.join(" ")))
        });
        Ok(Self { waits })
    }

    /// Waits for its end.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        self.waits.join().unwrap_or_else(|_| Err(anyhow!("the thread that waited for it panicked")))
    }
}

/// This program, which any other one goes before: Linux's class for that (sched(7)) is inherited by all it starts.
fn own(words: &[&str]) -> anyhow::Result<Command> {
    let program = std::env::current_exe().context("this program has no file")?;
    let mut own = if exists("chrt") && exists("ionice") {
        let mut chrt = command("chrt", &["--idle", "0", "ionice", "--class", "idle"]);
        chrt.arg(program);
        chrt
    } else {
        Command::new(program)
    };
    own.args(words).stdin(Stdio::null());
    Ok(own)
}

fn shown_at_the_end(own: &mut Command, log: &Path) -> anyhow::Result<()> {
    let output =
        File::create(log).with_context(|| format!("{} cannot be written", log.display()))?;
    let errors = output.try_clone().context("a file cannot be written by two")?;
    let result = stream(own.stdout(output).stderr(errors));
    let said = std::fs::read(log).unwrap_or_default();
    eprint!("{}", String::from_utf8_lossy(&said));
    result
}

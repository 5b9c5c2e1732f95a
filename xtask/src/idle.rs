//! A command that takes what the tests leave of the processors: they often wait for a network, a browser or a clock.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, bail};

use crate::paths::target_dir;
use crate::process::{command, exists};

/// A command of this program that runs beside others.
pub(crate) struct Idle {
    words: String,
    child: Child,
    /// What it has printed.
    log: PathBuf,
}

impl Idle {
    /// Starts `cargo xtask` with these words.
    pub(crate) fn start(words: &[&str]) -> anyhow::Result<Self> {
        let log = target_dir()?.join(format!("{}.log", words.join("-")));
        let output =
            File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        let errors = output.try_clone().context("a file cannot be written by two")?;
        let words = words.join(" ");
        let child = own(&words)?.stdin(Stdio::null()).stdout(output).stderr(errors).spawn();
        let child = child.with_context(|| format!("`cargo xtask {words}` cannot be started"))?;
        Ok(Self { words, child, log })
    }

    /// Waits for its end, and shows what it has printed.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        let status = self.child.wait().context("a command cannot be waited for")?;
        let printed = std::fs::read(&self.log).unwrap_or_default();
        eprint!("{}", String::from_utf8_lossy(&printed));
        if !status.success() {
            bail!("`cargo xtask {}` failed ({status})", self.words);
        }
        Ok(())
    }
}

/// This program, which any other one goes before: Linux's class for that (sched(7)) is inherited by all it starts.
fn own(words: &str) -> anyhow::Result<Command> {
    let program = std::env::current_exe().context("this program has no file")?;
    let mut own = if exists("chrt") && exists("ionice") {
        let mut chrt = command("chrt", &["--idle", "0", "ionice", "--class", "idle"]);
        chrt.arg(program);
        chrt
    } else {
        Command::new(program)
    };
    own.args(words.split(' '));
    Ok(own)
}

//! Progress: what is being done, and how long each step took.

use std::io::IsTerminal as _;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

/// How often a step says that it still runs where the output is no terminal. On a terminal cargo draws a bar.
const STILL_RUNS: Duration = Duration::from_secs(10);

/// The steps of one run, in order.
pub(crate) struct Steps {
    started: Instant,
    done: Vec<Step>,
    depth: usize,
}

struct Step {
    name: String,
    depth: usize,
    took: Duration,
    failed: bool,
}

impl Steps {
    pub(crate) fn start() -> Self {
        Self { started: now(), done: Vec::new(), depth: 0 }
    }

    /// Does `work` and says so before and after.
    pub(crate) fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.group(name, |_| {
            if std::io::stderr().is_terminal() { work() } else { saying_that_it_runs(name, work) }
        })
    }

    /// A step that has steps of its own.
    pub(crate) fn group<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        eprintln!("▸ {name} …");
        let index = self.done.len();
        let depth = self.depth;
        self.done.push(Step { name: name.to_owned(), depth, took: Duration::ZERO, failed: false });
        let started = now();
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        let took = started.elapsed();
        let mark = if result.is_ok() { "✓" } else { "✗" };
        eprintln!("{mark} {name}  {}", seconds(took));
        if let Some(step) = self.done.get_mut(index) {
            step.took = took;
            step.failed = result.is_err();
        }
        result
    }

    /// Drops the steps: their summary has been shown, and something else follows.
    pub(crate) fn clear(&mut self) {
        self.done.clear();
    }

    /// Prints each step's time, when there was more than one step.
    pub(crate) fn summary(&self) {
        if self.done.len() < 2 {
            return;
        }
        eprintln!();
        for step in &self.done {
            let name = format!("{}{}", "  ".repeat(step.depth), step.name);
            let failed = if step.failed { "  failed" } else { "" };
            eprintln!("{name:<40} {:>9}{failed}", seconds(step.took));
        }
        eprintln!("{:<40} {:>9}", "in all", seconds(self.started.elapsed()));
    }
}

/// Does `work`; each [`STILL_RUNS`] until it is done, a line says for how long it has run.
fn saying_that_it_runs<T>(
    name: &str,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let started = now();
    // Nothing is ever sent: dropping the sender ends the thread at once.
    let (done, waits) = sync_channel::<()>(0);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while waits.recv_timeout(STILL_RUNS) == Err(RecvTimeoutError::Timeout) {
                eprintln!("  … {name}, {}", seconds(started.elapsed()));
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// A time as people read it: `0.4 s`, `2 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 100 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

#[expect(clippy::disallowed_methods, reason = "the only clock of this program")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(99)), "99.0 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }
}

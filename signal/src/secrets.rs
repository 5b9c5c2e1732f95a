//! SHELL. What a program that holds secrets does before anything else.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::panic::PanicHookInfo;

/// Keeps what is in memory from being written anywhere when the program fails.
///
/// On Linux no core file is written, and no other program of the same user can look into the
/// memory. What a panic says is reduced to its place: the text may hold what was being read.
pub fn keep_secrets() {
    keep_memory();
    std::panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let place = panic
        .location()
        .map_or_else(|| "?".to_owned(), |place| format!("{}:{}", place.file(), place.line()));
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("?");
    let mut error = std::io::stderr().lock();
    // There is no other place to say it.
    let _ = writeln!(
        error,
        "internal error at {place} (thread {thread}), please report it; its text is left out, since \
         it may hold a secret"
    );
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        let _ = writeln!(error, "{trace}");
    }
}

#[cfg(target_os = "linux")]
fn keep_memory() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    // Without it the program is as safe as others are.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
fn keep_memory() {}

//! Protects the memory of a program that holds secrets.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::panic::PanicHookInfo;

/// Keeps secrets out of core files and panic messages. Call it first in `main`.
///
/// On Linux the process becomes undumpable: no core file is written, and other programs of the same user
/// cannot read its memory. A panic prints its location, not its message, which may contain a secret.
pub fn keep_secrets() {
    keep_memory();
    std::panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map_or_else(
        || "?".to_owned(),
        |location| format!("{}:{}", location.file(), location.line()),
    );
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("?");
    let mut error = std::io::stderr().lock();
    // If standard error cannot be written, there is nothing else to do.
    let _ = writeln!(
        error,
        "internal error at {location} (thread {thread}), please report it; its text is left out, since \
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
    // If this fails, the process is protected as well as any other program.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

#[cfg(not(target_os = "linux"))]
fn keep_memory() {}

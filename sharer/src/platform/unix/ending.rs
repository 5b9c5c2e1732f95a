//! Requests to end the program, as Unix makes them: signals.

use tokio::signal::unix::{SignalKind, signal};

/// Waits for Ctrl-C, for a polite request to end (SIGTERM), or for the end of the terminal (SIGHUP).
pub(crate) async fn requested() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    let hangup = async {
        // Looked up before the handler is installed, which would change the answer.
        if !outlives_terminal()
            && let Ok(mut hangup) = signal(SignalKind::hangup())
        {
            hangup.recv().await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
        () = hangup => {}
    }
}

/// Whether the program was started to go on without its terminal, as `nohup` does: SIGHUP is ignored
/// from the start then.
fn outlives_terminal() -> bool {
    /// The lowest bit is signal 1, SIGHUP.
    const HANGUP: u64 = 1;
    // Only Linux has this file; elsewhere the answer is no.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & HANGUP != 0)
}

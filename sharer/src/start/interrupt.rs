//! Requests to end the program: Ctrl-C, SIGTERM, SIGHUP.

/// Waits for Ctrl-C, SIGTERM, or the end of the terminal.
pub(crate) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let hangup = async {
                // Checked first: installing a handler changes the answer.
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
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Whether the program was started to outlive its terminal (`nohup`): then SIGHUP is ignored from the
/// start.
#[cfg(unix)]
fn outlives_terminal() -> bool {
    /// SIGHUP is signal 1, the lowest bit.
    const HANGUP: u64 = 1;
    // Other systems, such as macOS, have no such file.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & HANGUP != 0)
}

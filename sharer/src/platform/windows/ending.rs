//! Requests to end the program.

/// Waits for Ctrl-C.
pub(crate) async fn requested() {
    let _ = tokio::signal::ctrl_c().await;
}

//! The signal that the server stops.

use tokio::sync::watch;

/// Waits until the server stops.
pub(super) async fn stopped(stop: &mut watch::Receiver<bool>) {
    // A dropped sender stops the server, too.
    let _ = stop.wait_for(|stop| *stop).await;
}

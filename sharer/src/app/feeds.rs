//! SHELL. What feeds the loop of [`crate::app`]: media without its pictures, the wish to end.

use protocol::limits;
use tokio::sync::mpsc;

use crate::app::EVENTS;
use crate::picture::{MediaEvent, Pictures};

/// Sends pictures past the loop: nothing that the loop does may delay one.
pub(crate) fn split_media(
    mut events: mpsc::Receiver<MediaEvent>,
) -> (mpsc::Receiver<MediaEvent>, Pictures) {
    let (others, from_others) = mpsc::channel(EVENTS);
    let (frames, from_frames) = mpsc::channel(limits::FRAME_QUEUE);
    let (tiles, from_tiles) = mpsc::channel(limits::EXACT_IN_FLIGHT);
    tokio::spawn(async move {
        while let Some(event) = events.recv().await {
            let passed = match event {
                // The media thread counts what has left, so that there is room, but for the moment
                // after a pause.
                MediaEvent::Frame(frame) => frames.send(frame).await.is_ok(),
                // As here, where there always is. Whoever stops taking them gets no more.
                MediaEvent::Tile(tile) => {
                    let _ = tiles.try_send(tile);
                    true
                }
                MediaEvent::Screen(_) | MediaEvent::Cursor(_) | MediaEvent::Failed(_) => {
                    others.send(event).await.is_ok()
                }
            };
            if !passed {
                return;
            }
        }
    });
    (from_others, Pictures { frames: from_frames, tiles: from_tiles })
}

/// Waits for Ctrl-C, a polite request to end, or the end of the terminal.
pub(crate) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let hangup = async {
                // Asked before we listen, which would answer it.
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

/// Whether whoever started us (`nohup`) wants us to go on without the terminal: then its end is
/// ignored from the start.
#[cfg(unix)]
fn outlives_terminal() -> bool {
    /// The lowest bit is the first signal, which this is.
    const HANGUP: u64 = 1;
    // Where there is no such file, as on macOS, nobody is asked.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & HANGUP != 0)
}

//! SHELL. What feeds the loop of [`crate::app`]: media without its frames, the wish to end.

use protocol::limits;
use tokio::sync::mpsc;

use crate::app::EVENTS;
use crate::media::{EncodedFrame, MediaEvent};

/// Sends frames past the loop: nothing that the loop does may delay a picture.
pub(crate) fn split_media(
    mut events: mpsc::Receiver<MediaEvent>,
) -> (mpsc::Receiver<MediaEvent>, mpsc::Receiver<EncodedFrame>) {
    let (others, from_others) = mpsc::channel(EVENTS);
    let (frames, from_frames) = mpsc::channel(limits::FRAME_QUEUE);
    tokio::spawn(async move {
        while let Some(event) = events.recv().await {
            let passed = if let MediaEvent::Frame(frame) = event {
                // The media thread counts what has left, so that there is room, but for the moment
                // after a pause.
                frames.send(frame).await.is_ok()
            } else {
                others.send(event).await.is_ok()
            };
            if !passed {
                return;
            }
        }
    });
    (from_others, from_frames)
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

//! SHELL. What feeds the loop of [`crate::app`]: media without its pictures.

use protocol::limits;
use tokio::sync::mpsc;

use crate::app::EVENTS;
use crate::picture::{EncodedFrame, MediaEvent, Tile};

/// What goes past the loop.
pub(crate) struct Pictures {
    pub(crate) frames: mpsc::Receiver<EncodedFrame>,
    pub(crate) tiles: mpsc::Receiver<Tile>,
}

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

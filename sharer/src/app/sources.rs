//! Where the session loop gets its events, and the pictures that bypass it.

use std::pin::Pin;

use protocol::limits;
use protocol::peer::InputLoss;
use tokio::sync::mpsc;

use crate::contacts::ContactsEvent;
use crate::invite::Delivered;
use crate::link::path::FromPath;
use crate::log::FileEvent;
use crate::person::FromUser;
use crate::picture::{MediaEvent, Pictures};
use crate::platform::elements::FoundElement;
use crate::platform::panic_key::PanicEvent;
use crate::platform::prompts::PromptEvent;
use crate::supervisor::{Part, Supervisor};
use crate::transfer::TransferEvent;
use session::{KnownHelpers, SignalInput};

/// Events that may wait for the loop. Each source waits when its queue is full.
pub(crate) const EVENTS: usize = 256;

/// The event sources of one session.
pub(crate) struct EventSources {
    pub(crate) from_signal: mpsc::Receiver<SignalInput>,
    pub(crate) from_path: mpsc::Receiver<FromPath>,
    pub(crate) from_media: mpsc::Receiver<MediaEvent>,
    pub(crate) from_delivery: mpsc::Receiver<Delivered>,
    pub(crate) from_contacts: mpsc::Receiver<ContactsEvent>,
    pub(crate) from_log: mpsc::Receiver<FileEvent>,
    pub(crate) panicked: mpsc::Receiver<PanicEvent>,
    pub(crate) from_transfers: mpsc::Receiver<TransferEvent>,
    /// Elements that steps are at.
    pub(crate) elements: mpsc::Receiver<FoundElement>,
    /// Input that the desktop did not take.
    pub(crate) lost: mpsc::Receiver<InputLoss>,
    pub(crate) prompts: mpsc::Receiver<PromptEvent>,
    /// Where to wait from now on, after a change of the day.
    pub(crate) days: mpsc::Receiver<KnownHelpers>,
    /// Parts that have panicked.
    pub(crate) died: mpsc::Receiver<Part>,
}

/// The event sources that outlive a session.
pub(crate) struct SharedSources<'a> {
    /// Standard input, or the window.
    pub(crate) lines: &'a mut mpsc::Receiver<FromUser>,
    /// Completes when the program is to end.
    pub(crate) interrupt: &'a mut Pin<Box<dyn Future<Output = ()> + Send>>,
}

/// Separates pictures from other events: nothing in the loop may delay a picture.
pub(crate) fn split_media(
    mut events: mpsc::Receiver<MediaEvent>,
    supervisor: &Supervisor,
) -> (mpsc::Receiver<MediaEvent>, Pictures) {
    let (others, from_others) = mpsc::channel(EVENTS);
    let (frames, from_frames) = mpsc::channel(limits::FRAME_QUEUE);
    let (tiles, from_tiles) = mpsc::channel(limits::TILES_IN_FLIGHT);
    supervisor.spawn(Part::Pictures, async move {
        while let Some(event) = events.recv().await {
            let passed = match event {
                // The media thread counts the frames in flight, so that there is room, except for a
                // moment after a pause.
                MediaEvent::Frame(frame) => frames.send(frame).await.is_ok(),
                // The same holds here. A connection that takes no tiles gets no more.
                MediaEvent::Tile(tile) => {
                    let _ = tiles.try_send(tile);
                    true
                }
                MediaEvent::Asks(_)
                | MediaEvent::Screen(_)
                | MediaEvent::Cursor(_)
                | MediaEvent::Failed(_) => others.send(event).await.is_ok(),
            };
            if !passed {
                return;
            }
        }
    });
    (from_others, Pictures { frames: from_frames, tiles: from_tiles })
}

//! Starts the media thread, and gives it orders.

use std::sync::{Arc, mpsc};

use appearance::Level;
use h264::ChromaFormat;
use picture::activity::Activity;
use picture::pacing;
use picture::refinement::{CellRow, TileBudget};
use protocol::peer::FrameFreshness;
use session::display::DisplayChoice;

use super::encode::{EncoderKind, EncoderOptions};
use super::event::{Counters, MediaError, MediaEvent};
use super::orders::Orders;
use super::preview::Preview;
use super::shared::{Shared, lock};
use super::stages::StageTimes;
use super::{encoders, thread};
use crate::clock::Clock;
use crate::platform::parts::ScreenOpener;
use crate::platform::{self, Desktop, PlatformError, SourceKind, wake};

/// How the media thread begins.
#[derive(Clone, Debug)]
pub struct MediaOptions {
    /// Where pictures come from.
    pub source: SourceKind,
    /// The desktop and the display.
    pub desktop: Desktop,
    /// Bit rate in kbit/s until [`MediaHandle::set_bitrate`].
    pub kbit_s: u32,
    /// Frames per second at most.
    pub max_fps: u32,
    /// What encodes them.
    pub encoder: EncoderKind,
    /// Where the User looks at what is sent.
    pub preview: Preview,
}

impl Default for MediaOptions {
    fn default() -> Self {
        Self {
            source: SourceKind::Auto,
            desktop: Desktop::default(),
            kbit_s: 2_500,
            max_fps: pacing::MAX_FPS,
            encoder: EncoderKind::default(),
            preview: Preview::default(),
        }
    }
}

/// Starts media threads.
#[derive(Debug)]
pub struct MediaThread;

impl MediaThread {
    /// Opens the desktop for its screen alone; see [`Self::spawn_on`].
    pub fn spawn(
        options: MediaOptions,
        clock: Clock,
        events: tokio::sync::mpsc::Sender<MediaEvent>,
    ) -> Result<MediaHandle, MediaError> {
        Self::spawn_on(open_screen(&options)?, options, clock, events)
    }

    /// Opens the screen and starts the thread, which rests until [`MediaHandle::start`]. It waits
    /// while `events` is full.
    pub fn spawn_on(
        screen: ScreenOpener,
        options: MediaOptions,
        clock: Clock,
        events: tokio::sync::mpsc::Sender<MediaEvent>,
    ) -> Result<MediaHandle, MediaError> {
        let (waker, sleeper) = wake::pair().map_err(PlatformError::System)?;
        let shared = Arc::new(Shared::new(waker, clock, options.preview.clone()));
        let (opened, open) = mpsc::sync_channel(1);
        let of_thread = Arc::clone(&shared);
        std::thread::Builder::new().name("media".into()).spawn(move || {
            // Opened here: some sources cannot move to another thread.
            let source = match screen() {
                Ok(source) => source,
                Err(error) => {
                    let _ = opened.send(Err(error));
                    return;
                }
            };
            let _ = opened.send(Ok(()));
            let limits = EncoderOptions { kbit_s: options.kbit_s, max_fps: options.max_fps };
            let encoder = encoders::open(options.encoder, limits);
            thread::run(source, encoder, limits, &sleeper, of_thread, events);
        })?;
        // A thread that ends before it answers has panicked, and the panic was reported.
        open.recv().map_err(|_| std::io::Error::other("the media thread died"))??;
        Ok(MediaHandle(Arc::new(StopOnDrop(shared))))
    }
}

/// Gives orders to the media thread. No method waits. When the last clone is dropped the thread
/// ends.
#[derive(Clone, Debug)]
pub struct MediaHandle(Arc<StopOnDrop>);

impl MediaHandle {
    /// Pictures may be wanted soon: a keyframe is made ready, and nothing is reported before
    /// [`Self::start`]. A change of the screen in between makes it useless, and it is made anew.
    pub fn prepare(&self) {
        self.order(|orders| orders.activity = orders.activity.prepared());
    }

    /// Pictures are wanted: the size of the screen, the cursor and a keyframe come first.
    pub fn start(&self) {
        self.order(|orders| orders.activity = Activity::Running);
    }

    /// No pictures are wanted until the next start.
    pub fn pause(&self) {
        self.order(|orders| {
            orders.activity = Activity::Resting;
            orders.was_paused = true;
        });
    }

    /// Ends the thread.
    pub fn stop(&self) {
        self.order(|orders| orders.stop = true);
    }

    /// The viewer requests a keyframe.
    pub fn request_keyframe(&self) {
        self.order(|orders| orders.keyframe = true);
    }

    /// The bit rate to keep from here on, in kbit/s.
    pub fn set_bitrate(&self, kbit_s: u32) {
        self.order(|orders| orders.kbit_s = Some(kbit_s));
    }

    /// The highest frame rate from here on, in frames per second.
    pub fn set_max_fps(&self, fps: u32) {
        self.order(|orders| orders.max_fps = Some(fps));
    }

    /// How much is given up for a slow line from here on.
    pub fn set_level(&self, level: Level) {
        self.order(|orders| orders.level = Some(level));
    }

    /// The best chroma format that the viewer takes; 4:2:0 by default.
    pub fn set_sampling(&self, sampling: ChromaFormat) {
        self.order(|orders| orders.sampling = Some(sampling));
    }

    /// Whether the viewer decodes video on the path in use; it does by default. Without video the picture consists of
    /// tiles alone. What is sent begins anew.
    pub fn set_video(&self, has_video: bool) {
        self.order(|orders| {
            orders.has_video = Some(has_video);
            // In one step: nothing may be sent of a picture that has not begun.
            orders.was_paused = true;
        });
    }

    /// Another display is to be shown.
    pub fn show_display(&self, choice: DisplayChoice) {
        self.order(|orders| orders.display = Some(choice));
    }

    /// The bandwidth that tiles may use from here on; none by default.
    pub fn set_tile_budget(&self, budget: TileBudget) {
        self.order(|orders| orders.tile_budget = Some(budget));
    }

    /// Whether pictures are wanted now, and have been since the tiles in flight were made.
    pub fn is_wanted(&self) -> bool {
        let orders = lock(&self.0.0.orders);
        orders.activity == Activity::Running && !orders.was_paused && !orders.stop
    }

    /// The bandwidth that tiles used in the last two seconds while the picture changed, in kbit/s.
    pub fn tiles_kbit_s(&self) -> u32 {
        let shared = &self.0.0;
        lock(&shared.tile_rate).kbit_s(shared.clock.now())
    }

    /// A tile was sent, or dropped.
    pub fn tile_sent(&self, row: CellRow, is_sent: bool) {
        self.order(|orders| orders.tiles.push((row, is_sent)));
    }

    /// A frame was sent, or dropped.
    pub fn frame_sent(&self) {
        self.order(|orders| orders.frames_sent = orders.frames_sent.saturating_add(1));
    }

    /// How much was done so far.
    pub fn counters(&self) -> Counters {
        self.0.0.counts.read()
    }

    /// The bandwidth that pictures used in the last two seconds, in kbit/s.
    pub fn kbit_s(&self) -> u32 {
        let shared = &self.0.0;
        lock(&shared.rate).kbit_s(shared.clock.now())
    }

    /// Until when the newest frame shows the screen; nothing while there is none.
    pub fn seen(&self) -> Option<FrameFreshness> {
        let shared = &self.0.0;
        lock(&shared.newest).seen(shared.clock.micros())
    }

    /// How long the stages took lately.
    pub fn times(&self) -> StageTimes {
        lock(&self.0.0.stages).times()
    }

    fn order(&self, change: impl FnOnce(&mut Orders)) {
        self.0.0.order(change);
    }
}

#[derive(Debug)]
struct StopOnDrop(Arc<Shared>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.order(|orders| orders.stop = true);
    }
}

/// For tests: orders that no thread executes.
#[cfg(test)]
impl MediaHandle {
    /// A handle without a thread.
    pub(crate) fn without_thread() -> Self {
        let (waker, _) = wake::pair().expect("the system wakes threads");
        Self(Arc::new(StopOnDrop(Arc::new(Shared::new(waker, Clock::start(), Preview::default())))))
    }

    /// The bit rate and the tile budget that were ordered.
    pub(crate) fn ordered_rates(&self) -> (Option<u32>, Option<TileBudget>) {
        let orders = lock(&self.0.0.orders);
        (orders.kbit_s, orders.tile_budget)
    }

    /// Whether video was ordered, if anything about it was.
    pub(crate) fn ordered_video(&self) -> Option<bool> {
        lock(&self.0.0.orders).has_video
    }

    /// How many frames and tiles were answered.
    pub(crate) fn answered(&self) -> (usize, usize) {
        let orders = lock(&self.0.0.orders);
        (orders.frames_sent as usize, orders.tiles.len())
    }

    /// Waits until so many frames were sent.
    pub(crate) async fn until_frames_sent(&self, count: u64) {
        while u64::from(lock(&self.0.0.orders).frames_sent) < count {
            tokio::task::yield_now().await;
        }
    }
}

/// Opens the desktop for its screen alone.
pub(super) fn open_screen(options: &MediaOptions) -> Result<ScreenOpener, PlatformError> {
    let (source, desktop) = (options.source, options.desktop.clone());
    Ok(platform::open(&platform::Options { source, desktop, ..platform::Options::default() })?
        .screen)
}

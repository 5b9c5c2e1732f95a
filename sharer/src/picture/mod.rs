//! From the screen to H.264: one thread without async owns the source, the converter and the
//! encoder, and [`pacing`] tells it when to work.
//!
//! Before [`MediaHandle::start`] and in a pause nothing is captured, converted or encoded, and the
//! thread does not even wake. While the screen stands still it sleeps likewise.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};

use bytes::Bytes;
use h264::ChromaFormat;
use protocol::cursor::CursorMessage;
use protocol::geometry::{Rect, Size};
use protocol::peer::Seen;

use crate::clock::Clock;
pub use crate::platform::SourceKind;
use crate::platform::parts::ScreenOpener;
use crate::platform::wake::{self, Waker};
use crate::platform::{self, Desktop, PlatformError};
use appearance::Level;
use session::display::DisplayChoice;

pub mod bench;
pub mod chroma;
pub mod convert;
pub mod encode;
mod events;
mod orders;
pub mod scale;
pub mod screen_encoder;
pub mod stages;
mod thread;
pub mod tile;

use convert::ConvertError;
use encode::{EncodeError, EncoderKind, EncoderOptions};
use orders::{Orders, Wanted};
use picture::pacing;
use picture::rate::Rate;
pub use picture::refinement::{Allowance, Strip};
use session::display::Screen;
use stages::{StageTimes, Stages};

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
}

impl Default for MediaOptions {
    fn default() -> Self {
        Self {
            source: SourceKind::Auto,
            desktop: Desktop::default(),
            kbit_s: 2_500,
            max_fps: pacing::MAX_FPS,
            encoder: EncoderKind::default(),
        }
    }
}

/// What the media thread has to say.
#[derive(Debug)]
pub enum MediaEvent {
    /// What is shown: after each start, and when it changes.
    Screen(Screen),
    /// A frame for the network. Each, sent or not, is answered by [`MediaHandle::frame_sent`].
    Frame(EncodedFrame),
    /// The cursor's shape or place.
    Cursor(CursorMessage),
    /// A part of the screen without loss. Each is answered by [`MediaHandle::tile_left`].
    Tile(Tile),
    /// The thread has ended, and why.
    Failed(MediaError),
}

/// One encoded picture.
#[derive(Clone, Debug)]
pub struct EncodedFrame {
    /// The access unit in Annex B form; a keyframe holds its parameter sets.
    pub data: Bytes,
    /// When its picture was captured, in µs of the clock.
    pub captured_us: u64,
    /// Whether it can be decoded without the frames before it.
    pub keyframe: bool,
    /// The size of the screen.
    pub screen: Size,
    /// What changed on the screen since the frame before, at most
    /// [`protocol::limits::DAMAGE_RECTS`].
    pub changed: Vec<Rect>,
}

/// A part of the screen without loss.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Which part, and since when it looks like this.
    pub strip: Strip,
    /// Its pixels as PNG.
    pub png: Vec<u8>,
}

/// Why there are no pictures.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The screen is not there or not to be seen.
    #[error(transparent)]
    Desktop(#[from] PlatformError),
    /// The encoder failed.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// A picture was not what it said to be.
    #[error(transparent)]
    Convert(#[from] ConvertError),
    /// The thread could not be started.
    #[error("the system refused a thread ({0}): close some programs and start again")]
    Thread(#[from] std::io::Error),
}

impl MediaError {
    /// Whether there is no screen here, which has an exit status of its own.
    pub fn is_no_screen(&self) -> bool {
        matches!(self, MediaError::Desktop(_))
    }
}

/// How much the media thread has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Looks at the screen that found something.
    pub captures: u64,
    /// Pictures converted, in part or whole.
    pub conversions: u64,
    /// Frames that the encoder made.
    pub encodes: u64,
    /// Frames that the encoder left out.
    pub skipped: u64,
    /// Times the thread woke from its sleep.
    pub wakeups: u64,
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
        let shared = Arc::new(Shared {
            waker,
            orders: Mutex::default(),
            stages: Mutex::default(),
            rate: Mutex::default(),
            beside: Mutex::default(),
            newest: Mutex::default(),
            clock,
            counts: Counts::default(),
        });
        let (opened, open) = mpsc::sync_channel(1);
        let theirs = Arc::clone(&shared);
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
            let encoder = encode::open(options.encoder, limits);
            thread::run(source, encoder, limits, clock, sleeper, theirs, events);
        })?;
        // A thread that dies before it answers has panicked, and said so.
        open.recv().map_err(|_| std::io::Error::other("the media thread died"))??;
        Ok(MediaHandle(Arc::new(StopOnDrop(shared))))
    }
}

/// Gives orders to the media thread. No method waits. When the last clone is dropped the thread
/// ends.
#[derive(Clone, Debug)]
pub struct MediaHandle(Arc<StopOnDrop>);

impl MediaHandle {
    /// Pictures will be wanted soon: a keyframe is made ready, and nothing is told of it before
    /// [`Self::start`]. What changes on the screen until then makes it worthless, and it is made anew.
    pub fn prepare(&self) {
        self.order(|orders| {
            if orders.wanted == Wanted::Resting {
                orders.wanted = Wanted::Ready;
            }
        });
    }

    /// Pictures are wanted: the size of the screen, the cursor and a keyframe come first.
    pub fn start(&self) {
        self.order(|orders| orders.wanted = Wanted::Running);
    }

    /// No pictures are wanted until the next start.
    pub fn pause(&self) {
        self.order(|orders| {
            orders.wanted = Wanted::Resting;
            orders.was_paused = true;
        });
    }

    /// Ends the thread.
    pub fn stop(&self) {
        self.order(|orders| orders.stop = true);
    }

    /// The viewer cannot decode without a keyframe.
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

    /// As many colours as the viewer takes; one for four pixels until this is said.
    pub fn set_sampling(&self, sampling: ChromaFormat) {
        self.order(|orders| orders.sampling = Some(sampling));
    }

    /// Another display is to be shown.
    pub fn show_display(&self, choice: DisplayChoice) {
        self.order(|orders| orders.display = Some(choice));
    }

    /// What exact tiles may take from here on; none, as at first, by default.
    pub fn set_exact(&self, allowance: Allowance) {
        self.order(|orders| orders.exact = Some(allowance));
    }

    /// Whether pictures are wanted now, and have been since tiles on their way were made.
    pub fn is_wanted(&self) -> bool {
        let orders = lock(&self.0.0.orders);
        orders.wanted == Wanted::Running && !orders.was_paused && !orders.stop
    }

    /// What tiles took of the last two seconds while the picture moved, in kbit/s.
    pub fn beside_kbit_s(&self) -> u32 {
        let shared = &self.0.0;
        lock(&shared.beside).kbit_s(shared.clock.now())
    }

    /// A tile has left for the network, or was thrown away.
    pub fn tile_left(&self, strip: Strip, is_sent: bool) {
        self.order(|orders| orders.tiles.push((strip, is_sent)));
    }

    /// A frame has left for the network.
    pub fn frame_sent(&self) {
        self.order(|orders| orders.sent = orders.sent.saturating_add(1));
    }

    /// How much was done so far.
    pub fn counters(&self) -> Counters {
        self.0.0.counts.read()
    }

    /// How much the pictures of the last two seconds took, in kbit/s.
    pub fn kbit_s(&self) -> u32 {
        let shared = &self.0.0;
        lock(&shared.rate).kbit_s(shared.clock.now())
    }

    /// Until when the newest frame shows the screen; nothing while there is none.
    pub fn seen(&self) -> Option<Seen> {
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

/// What the thread and its handles share.
#[derive(Debug)]
struct Shared {
    waker: Waker,
    orders: Mutex<Orders>,
    stages: Mutex<Stages>,
    rate: Mutex<Rate>,
    /// Tiles while the picture moved.
    beside: Mutex<Rate>,
    newest: Mutex<Newest>,
    clock: Clock,
    counts: Counts,
}

/// What is known of the newest frame.
#[derive(Clone, Copy, Debug, Default)]
struct Newest {
    captured_us: Option<u64>,
    /// Until then nothing has changed since.
    current_us: u64,
    /// Nor since then: the thread waits for the screen to change, and would know.
    holds: bool,
}

impl Newest {
    fn of(captured_us: u64) -> Self {
        Self { captured_us: Some(captured_us), current_us: captured_us, holds: false }
    }

    /// The thread waits no longer.
    fn end(&mut self, now_us: u64) {
        if std::mem::take(&mut self.holds) {
            self.current_us = now_us;
        }
    }

    fn seen(self, now_us: u64) -> Option<Seen> {
        let captured = self.captured_us?;
        let current = if self.holds { now_us } else { self.current_us };
        Some(Seen { captured, current: current.max(captured) })
    }
}

impl Shared {
    fn order(&self, change: impl FnOnce(&mut Orders)) {
        change(&mut lock(&self.orders));
        self.waker.wake();
    }

    fn take_orders(&self) -> Orders {
        let mut orders = lock(&self.orders);
        // What is wanted stays wanted; everything else is done once.
        let kept = Orders { wanted: orders.wanted, stop: orders.stop, ..Orders::default() };
        std::mem::replace(&mut orders, kept)
    }
}

#[derive(Debug, Default)]
struct Counts {
    captures: AtomicU64,
    conversions: AtomicU64,
    encodes: AtomicU64,
    skipped: AtomicU64,
    wakeups: AtomicU64,
}

impl Counts {
    fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Relaxed);
    }

    fn read(&self) -> Counters {
        Counters {
            captures: self.captures.load(Relaxed),
            conversions: self.conversions.load(Relaxed),
            encodes: self.encodes.load(Relaxed),
            skipped: self.skipped.load(Relaxed),
            wakeups: self.wakeups.load(Relaxed),
        }
    }
}

/// Locks what is whole at every moment, whatever became of the other thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the desktop for its screen alone.
fn open_screen(options: &MediaOptions) -> Result<ScreenOpener, PlatformError> {
    let (source, desktop) = (options.source, options.desktop.clone());
    Ok(platform::open(&platform::Options { source, desktop, record_input: None })?.screen)
}

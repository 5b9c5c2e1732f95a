//! The media thread's loop: execute orders, work, sleep.

use std::sync::Arc;
use std::time::Duration;

use appearance::Level;
use bytes::Bytes;
use h264::ChromaFormat;
use picture::activity::{Activity, Begin};
use picture::chroma;
use picture::newest::NewestFrame;
use picture::pacing::{FrameKind, Input, Pacing};
use picture::refinement::{LosslessRefinement, TileBudget};
use picture::tile_time::TileTime;
use protocol::limits::LARGE_CHANGE_SPACING;
use protocol::time::{Tick, earliest};
use session::display::{Area, Screen};
use tokio::sync::mpsc::Sender;

use super::convert::{Colours, Picture};
use super::encode::{Encoded, EncoderOptions, VideoEncoder};
use super::event::MediaEvent;
use super::listener::{End, Listener};
use super::preview_maker::PreviewMaker;
use super::scale::Scaler;
use super::shared::{Counts, Shared, lock};
use super::tile::TileEncoder;
use super::tile_frames::TileFrames;
use crate::clock::Clock;
use crate::platform::cursor::CursorTracker;
use crate::platform::damage::Damage;
use crate::platform::screen::{ScreenChanges, ScreenSource};
use crate::platform::wake::Sleeper;

/// Runs until it is stopped, until its listener is gone, or until something fails.
pub(super) fn run(
    source: Box<dyn ScreenSource>,
    encoder: Box<dyn VideoEncoder>,
    EncoderOptions { kbit_s, max_fps }: EncoderOptions,
    sleeper: &Sleeper,
    shared: Arc<Shared>,
    events: Sender<MediaEvent>,
) {
    let clock = shared.clock;
    let mut pacing = Pacing::new();
    pacing.handle(Input::MaxFps(max_fps), clock.now());
    let media = Media {
        shown: Shown {
            picture: Picture::black(source.size(), ChromaFormat::Yuv420),
            area: source.layout().area,
            scaler: Scaler::new(source.size()),
            unsent: Damage::new(),
            preview: PreviewMaker::new(shared.preview.clone()),
        },
        limits: Limits {
            best_sampling: ChromaFormat::Yuv420,
            kbit_s,
            level: Level::None,
            tile_budget: None,
        },
        tile_frames: None,
        refinement: LosslessRefinement::new(source.size()),
        tiles: TileEncoder::new(),
        tile_time: TileTime::default(),
        encoder,
        source,
        pacing,
        cursor: CursorTracker::new(),
        activity: Activity::Resting,
        prepared: None,
        clock,
        shared,
        events: Listener::new(events),
    };
    media.run(sleeper);
}

/// What the thread works with.
pub(super) struct Media {
    pub(super) source: Box<dyn ScreenSource>,
    pub(super) encoder: Box<dyn VideoEncoder>,
    pub(super) shown: Shown,
    pub(super) limits: Limits,
    pub(super) pacing: Pacing,
    /// In the place of video and refinement, for a viewer that decodes no video.
    pub(super) tile_frames: Option<TileFrames>,
    pub(super) refinement: LosslessRefinement,
    pub(super) tiles: TileEncoder,
    pub(super) tile_time: TileTime,
    pub(super) cursor: CursorTracker,
    activity: Activity,
    /// A keyframe that was made ready, and shows what is on the screen.
    pub(super) prepared: Option<Bytes>,
    pub(super) clock: Clock,
    pub(super) shared: Arc<Shared>,
    pub(super) events: Listener,
}

/// The picture of the screen.
pub(super) struct Shown {
    pub(super) picture: Picture,
    /// The part of the desktop that it shows.
    area: Area,
    /// Where the screen is larger than the encoder takes.
    pub(super) scaler: Option<Scaler>,
    /// What changed and is in no frame yet.
    pub(super) unsent: Damage,
    /// The User's picture of it.
    pub(super) preview: PreviewMaker,
}

/// What bounds the pictures.
pub(super) struct Limits {
    /// The best chroma format that the viewer takes.
    best_sampling: ChromaFormat,
    /// The bit rate to keep.
    pub(super) kbit_s: u32,
    level: Level,
    /// What tiles may use, once that is known.
    tile_budget: Option<TileBudget>,
}

impl Limits {
    /// How strong the colours are.
    pub(super) fn colours(&self) -> Colours {
        if self.saves_colour() { Colours::Fewer } else { Colours::All }
    }

    fn saves_colour(&self) -> bool {
        self.level == Level::Full
    }

    /// Whether frames are spared while a large part of the screen changes.
    pub(super) fn spares_frames(&self) -> bool {
        self.level >= Level::NoFullWindowDrag
    }
}

impl Media {
    fn run(mut self, sleeper: &Sleeper) {
        loop {
            match self.turn(sleeper) {
                Ok(()) => {}
                Err(End::Stopped) => return,
                Err(End::Failed(error)) => {
                    let _ = self.events.send(MediaEvent::Failed(error));
                    return;
                }
            }
        }
    }

    fn turn(&mut self, sleeper: &Sleeper) -> Result<(), End> {
        self.execute_orders(sleeper)?;
        match self.activity {
            Activity::Resting => {
                self.source.rest(sleeper)?;
                Counts::add(&self.shared.counts.wakeups);
                return Ok(());
            }
            Activity::Prepared => {
                let noticed = self.source.wait(sleeper, None)?;
                Counts::add(&self.shared.counts.wakeups);
                self.check_prepared(noticed);
                return Ok(());
            }
            Activity::Running if !self.source.is_open() => return self.wait_until_open(sleeper),
            Activity::Running => {}
        }
        let now = self.clock.now();
        let allowed_at = self.tile_frames.as_ref().map(TileFrames::allowed_at);
        if allowed_at.is_none_or(|at| now >= at)
            && let Some(step) = self.pacing.poll(now)
        {
            self.perform(step)?;
        }
        if self.tile_time.is_now(&self.pacing, self.clock.now())
            && let Some(row) = self.refinement.next_row(self.clock.now())
        {
            self.send_tile(row)?;
        }
        if self.cursor.is_due(self.clock.now()) {
            self.look_for_pointer()?;
        }
        self.make_preview();
        let allowed_at = self.tile_frames.as_ref().map(TileFrames::allowed_at);
        let frame = self.pacing.deadline().map(|at| at.max(allowed_at.unwrap_or_default()));
        let deadline = earliest(frame, self.cursor.deadline());
        let deadline = earliest(deadline, self.shown.preview.deadline());
        let has_time = self.tile_time.is_now(&self.pacing, self.clock.now());
        let tile = if has_time { self.refinement.deadline() } else { None };
        let deadline = earliest(deadline, tile);
        let timeout = deadline.map(|deadline| self.until(deadline));
        lock(&self.shared.newest).begin_wait(self.pacing.shows_all());
        let noticed = self.source.wait(sleeper, timeout)?;
        lock(&self.shared.newest).end_wait(self.clock.micros());
        if timeout != Some(Duration::ZERO) {
            Counts::add(&self.shared.counts.wakeups);
        }
        self.notice(noticed)
    }

    fn execute_orders(&mut self, sleeper: &Sleeper) -> Result<(), End> {
        let orders = lock(&self.shared.orders).take();
        let now = self.clock.now();
        if orders.stop {
            return Err(End::Stopped);
        }
        for (row, is_sent) in orders.tiles {
            self.refinement.on_sent(row, is_sent, now);
        }
        if let Some(has_video) = orders.has_video {
            self.prepared = None;
            self.tile_frames = (!has_video).then(|| TileFrames::new(self.source.size()));
        }
        self.limits.tile_budget = orders.tile_budget.or(self.limits.tile_budget);
        if orders.tile_budget.is_some() || orders.has_video.is_some() {
            self.apply_tile_budget(now);
        }
        for _ in 0..orders.frames_sent {
            self.pacing.handle(Input::Sent, now);
        }
        if let Some(kbit_s) = orders.kbit_s {
            self.encoder.set_bitrate(kbit_s)?;
            self.limits.kbit_s = kbit_s;
        }
        if let Some(fps) = orders.max_fps {
            self.encoder.set_max_fps(fps)?;
            self.pacing.handle(Input::MaxFps(fps), now);
        }
        if orders.level.is_some() || orders.sampling.is_some() || orders.kbit_s.is_some() {
            self.limits.best_sampling = orders.sampling.unwrap_or(self.limits.best_sampling);
            self.set_level(orders.level.unwrap_or(self.limits.level))?;
        }
        if let Some(choice) = orders.display {
            self.source.show(choice)?;
            if self.activity == Activity::Running {
                self.resize()?;
            }
        }
        self.change_activity(orders.activity, orders.was_paused, sleeper)?;
        if orders.keyframe {
            if self.tile_frames.is_some() {
                // The page requests it only when parts of the picture are missing.
                self.pacing.handle(Input::Damage, now);
            }
            self.pacing.handle(Input::KeyframeRequested, now);
        }
        Ok(())
    }

    /// Forgets the copy of the screen that tiles are made from.
    fn forget_tiles(&mut self) {
        if self.tile_frames.is_some() {
            let mut tiles = TileFrames::new(self.source.size());
            tiles.set_cap(self.limits.tile_budget.unwrap_or_default().cap_kbit_s);
            self.tile_frames = Some(tiles);
        }
    }

    fn apply_tile_budget(&mut self, now: Tick) {
        let budget = self.limits.tile_budget.unwrap_or_default();
        if let Some(tiles) = &mut self.tile_frames {
            // Its tiles are without loss: there is nothing to refine.
            tiles.set_cap(budget.cap_kbit_s);
            self.refinement.set_budget(TileBudget::default());
            self.pacing.handle(Input::Refinements(0), now);
        } else if self.source.can_recapture() {
            // Tiles in full colour would undo what the level saves.
            let budget = if self.limits.saves_colour() { TileBudget::default() } else { budget };
            self.refinement.set_budget(budget);
            self.pacing.handle(Input::Refinements(budget.video_refinements()), now);
        }
    }

    fn change_activity(
        &mut self,
        requested: Activity,
        was_paused: bool,
        sleeper: &Sleeper,
    ) -> Result<(), End> {
        let now = self.clock.now();
        let change = self.activity.change(requested, was_paused);
        if change.rest {
            self.activity = Activity::Resting;
            self.prepared = None;
            self.shown.preview.clear();
            self.forget_tiles();
            *lock(&self.shared.newest) = NewestFrame::default();
            self.pacing.handle(Input::Pause, now);
            self.source.unwatch()?;
        }
        match change.begin {
            // Before the User has agreed, a desktop that asks them by itself is not asked for its screen.
            Some(Begin::Prepare) if !self.source.is_open() => Ok(()),
            Some(Begin::Prepare) => self.prepare(),
            Some(Begin::Start) => {
                if let Some(question) = self.source.question() {
                    self.events.send(MediaEvent::Asks(question))?;
                }
                self.source.watch()?;
                self.activity = Activity::Running;
                if self.source.is_open() { self.start(now) } else { Ok(()) }
            }
            Some(Begin::StartPrepared) => {
                let noticed = self.source.wait(sleeper, Some(Duration::ZERO))?;
                self.check_prepared(noticed);
                self.start(now)
            }
            None => Ok(()),
        }
    }

    /// Pictures are wanted, and the User answers the desktop's question meanwhile.
    fn wait_until_open(&mut self, sleeper: &Sleeper) -> Result<(), End> {
        self.source.wait(sleeper, None)?;
        Counts::add(&self.shared.counts.wakeups);
        if self.source.is_open() { self.start(self.clock.now()) } else { Ok(()) }
    }

    /// Makes a first keyframe ready. Nothing is reported yet.
    fn prepare(&mut self) -> Result<(), End> {
        self.source.watch()?;
        self.activity = Activity::Prepared;
        self.fit();
        if self.tile_frames.is_some() {
            return Ok(());
        }
        let captured_us = self.clock.micros();
        if self.capture()?
            && let Encoded::Frame { data, kind: FrameKind::Key } =
                self.encode(FrameKind::Key, captured_us)?
        {
            self.prepared = Some(data);
        }
        Ok(())
    }

    /// Drops the prepared keyframe if the screen has changed.
    fn check_prepared(&mut self, noticed: ScreenChanges) {
        if noticed.damage || noticed.resized {
            self.prepared = None;
        }
    }

    /// The source is watched, and pictures are wanted.
    fn start(&mut self, now: Tick) -> Result<(), End> {
        self.activity = Activity::Running;
        self.pacing.handle(Input::Start, now);
        self.cursor = CursorTracker::new();
        self.refinement.restart(self.source.size());
        // While it rested, another display may have been chosen. A picture that was made ready is kept.
        let size = self.source.size();
        if self.tile_frames.as_ref().is_some_and(|tiles| tiles.size() != size) {
            self.forget_tiles();
        }
        self.resize()?;
        self.look_at_cursor()?;
        self.cursor.moved();
        Ok(())
    }

    fn set_level(&mut self, level: Level) -> Result<(), End> {
        let colours = self.limits.colours();
        self.limits.level = level;
        let spares = self.limits.spares_frames();
        let spacing = if spares { LARGE_CHANGE_SPACING } else { Duration::ZERO };
        let now = self.clock.now();
        self.pacing.handle(Input::LargeSpacing(spacing), now);
        let is_other = colours != self.limits.colours()
            || self.wanted_sampling() != self.shown.picture.sampling();
        if self.activity != Activity::Resting && is_other {
            // The picture so far has the other colours: everything counts as changed.
            self.prepared = None;
            self.source.unwatch()?;
            self.source.watch()?;
            if self.activity == Activity::Running {
                self.resize()?;
                self.pacing.handle(Input::Damage, now);
            }
        }
        Ok(())
    }

    fn notice(&mut self, noticed: ScreenChanges) -> Result<(), End> {
        let now = self.clock.now();
        if noticed.resized {
            self.resize()?;
        }
        if noticed.damage {
            self.pacing.handle(Input::Damage, now);
        }
        if noticed.cursor {
            self.look_at_cursor()?;
        }
        // A program that moves the pointer itself causes no pointer event, but it paints.
        if noticed.pointer || noticed.damage {
            self.cursor.moved();
        }
        Ok(())
    }

    fn resize(&mut self) -> Result<(), End> {
        if !self.source.is_open() {
            return Ok(());
        }
        self.fit();
        let (layout, since_us) = (self.source.layout(), self.clock.micros());
        self.events.send(MediaEvent::Screen(Screen { layout, since_us }))
    }

    /// The chroma format that the screen is to be encoded in.
    fn wanted_sampling(&self) -> ChromaFormat {
        let Limits { best_sampling, kbit_s, .. } = self.limits;
        let is_444 = self.shown.picture.sampling() == ChromaFormat::Yuv444;
        let size = self.source.size();
        let has_video = self.tile_frames.is_none();
        if has_video && chroma::is_444(size, kbit_s, self.limits.saves_colour(), is_444) {
            best_sampling
        } else {
            ChromaFormat::Yuv420
        }
    }

    /// Adapts the picture to the size of the screen and to the chroma format.
    fn fit(&mut self) {
        let (size, area) = (self.source.size(), self.source.layout().area);
        let sampling = self.wanted_sampling();
        let shown = &mut self.shown;
        if size != shown.picture.size()
            || sampling != shown.picture.sampling()
            || area != shown.area
        {
            shown.area = area;
            shown.picture = Picture::black(size, sampling);
            shown.scaler = Scaler::new(size);
            shown.unsent.clear();
            shown.preview.clear();
            self.refinement.restart(size);
            self.forget_tiles();
            self.pacing.handle(Input::Resized, self.clock.now());
            self.cursor.moved();
        }
    }

    /// The time until a tick begins.
    fn until(&self, tick: Tick) -> Duration {
        let at = tick.as_millis().saturating_mul(1000);
        Duration::from_micros(at.saturating_sub(self.clock.micros()))
    }
}

//! The thread's loop: obey, work, sleep.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h264::ChromaFormat;
use protocol::limits::LARGE_CHANGE_SPACING;
use protocol::limits::{EXACT_QUICK_KBIT, EXACT_REFINEMENTS, EXACT_SLOW_REFINEMENTS, REFINEMENTS};
use protocol::time::{Tick, earliest};
use tokio::sync::mpsc::Sender;
use tracing::trace;

use super::chroma;
use super::convert::Picture;
use super::encode::{Encoded, EncoderOptions, VideoEncoder};
use super::events::{End, Events};
use super::scale::Scaler;
use super::tile::TileEncoder;
use super::{Counts, EncodedFrame, MediaEvent, Newest, Screen, Shared, Tile, Wanted, lock};
use crate::clock::Clock;
use crate::platform::cursor::CursorTracker;
use crate::platform::damage::Damage;
use crate::platform::screen::{ScreenChanges, ScreenSource};
use crate::platform::wake::Sleeper;
use appearance::Level;
use picture::pacing::{FrameKind, Input, Pacing, Step};
use picture::refinement::{Allowance, Still, Strip};
use session::display::Area;

/// A tile takes no longer to be made.
const TILE_TIME: Duration = Duration::from_millis(3);

/// One tile in so much time is made even where a frame has to wait for it.
const TILE_SHARE: Duration = Duration::from_millis(50);

/// Runs until it is stopped, until nobody listens, or until something fails.
pub(super) fn run(
    source: Box<dyn ScreenSource>,
    encoder: Box<dyn VideoEncoder>,
    EncoderOptions { kbit_s, max_fps }: EncoderOptions,
    clock: Clock,
    sleeper: Sleeper,
    shared: Arc<Shared>,
    events: Sender<MediaEvent>,
) {
    let mut pacing = Pacing::new();
    pacing.handle(Input::MaxFps(max_fps), clock.now());
    let media = Media {
        picture: Picture::black(source.size(), ChromaFormat::Yuv420),
        sampling: ChromaFormat::Yuv420,
        kbit_s,
        still: Still::new(source.size()),
        tiles: TileEncoder::new(),
        last_tile: Tick::default(),
        unsent: Damage::new(),
        scaler: Scaler::new(source.size()),
        area: source.layout().area,
        encoder,
        source,
        pacing,
        level: Level::None,
        cursor: CursorTracker::new(),
        doing: Wanted::Resting,
        first: None,
        clock,
        shared,
        events: Events::to(events),
    };
    media.run(&sleeper);
}

struct Media {
    source: Box<dyn ScreenSource>,
    encoder: Box<dyn VideoEncoder>,
    picture: Picture,
    /// As many colours as the viewer takes.
    sampling: ChromaFormat,
    /// The bit rate to keep.
    kbit_s: u32,
    /// What it shows.
    area: Area,
    /// Where the screen is larger than the encoder takes.
    scaler: Option<Scaler>,
    pacing: Pacing,
    level: Level,
    still: Still,
    tiles: TileEncoder,
    last_tile: Tick,
    /// What changed and is in no frame yet.
    unsent: Damage,
    cursor: CursorTracker,
    doing: Wanted,
    /// A keyframe that was made ready, and shows what is on the screen.
    first: Option<Bytes>,
    clock: Clock,
    shared: Arc<Shared>,
    events: Events,
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
        self.obey(sleeper)?;
        match self.doing {
            Wanted::Resting => {
                sleeper.sleep(None);
                Counts::add(&self.shared.counts.wakeups);
                return Ok(());
            }
            Wanted::Ready => {
                let noticed = self.source.wait(sleeper, None)?;
                Counts::add(&self.shared.counts.wakeups);
                self.outdate(noticed);
                return Ok(());
            }
            Wanted::Running => {}
        }
        if let Some(step) = self.pacing.poll(self.clock.now()) {
            self.perform(step)?;
        }
        if self.has_time_for_tiles()
            && let Some(strip) = self.still.next(self.clock.now())
        {
            self.send_exact(strip)?;
        }
        if self.cursor.is_due(self.clock.now()) {
            self.look_for_pointer()?;
        }
        let deadline = earliest(self.pacing.deadline(), self.cursor.deadline());
        let tile = if self.has_time_for_tiles() { self.still.deadline() } else { None };
        let deadline = earliest(deadline, tile);
        let timeout = deadline.map(|deadline| self.until(deadline));
        lock(&self.shared.newest).holds = self.pacing.shows_all();
        let noticed = self.source.wait(sleeper, timeout)?;
        lock(&self.shared.newest).end(self.clock.micros());
        if timeout != Some(Duration::ZERO) {
            Counts::add(&self.shared.counts.wakeups);
        }
        self.notice(noticed)
    }

    fn obey(&mut self, sleeper: &Sleeper) -> Result<(), End> {
        let orders = self.shared.take_orders();
        let now = self.clock.now();
        if orders.stop {
            return Err(End::Stopped);
        }
        for (strip, is_sent) in orders.tiles {
            self.still.left(strip, is_sent, now);
        }
        if let Some(allowance) = orders.exact.filter(|_| self.source.can_recapture()) {
            // Whoever gives up colours does not want them all the same.
            let allowance =
                if self.level == Level::Full { Allowance::default() } else { allowance };
            self.still.allow(allowance);
            let refinements = match allowance.kbit_s {
                0 => REFINEMENTS,
                1..EXACT_QUICK_KBIT => EXACT_SLOW_REFINEMENTS,
                EXACT_QUICK_KBIT.. => EXACT_REFINEMENTS,
            };
            self.pacing.handle(Input::Refinements(refinements), now);
        }
        for _ in 0..orders.sent {
            self.pacing.handle(Input::Sent, now);
        }
        if let Some(kbit_s) = orders.kbit_s {
            self.encoder.set_bitrate(kbit_s)?;
            self.kbit_s = kbit_s;
        }
        if let Some(fps) = orders.max_fps {
            self.encoder.set_max_fps(fps)?;
            self.pacing.handle(Input::MaxFps(fps), now);
        }
        if orders.level.is_some() || orders.sampling.is_some() || orders.kbit_s.is_some() {
            self.sampling = orders.sampling.unwrap_or(self.sampling);
            self.set_level(orders.level.unwrap_or(self.level))?;
        }
        if let Some(choice) = orders.display {
            self.source.show(choice)?;
            if self.doing == Wanted::Running {
                self.resize()?;
            }
        }
        if self.doing != Wanted::Resting && (orders.was_paused || orders.wanted == Wanted::Resting)
        {
            self.doing = Wanted::Resting;
            self.first = None;
            *lock(&self.shared.newest) = Newest::default();
            self.pacing.handle(Input::Pause, now);
            self.source.unwatch()?;
        }
        match (self.doing, orders.wanted) {
            (Wanted::Resting, Wanted::Ready) => self.prepare()?,
            (Wanted::Resting, Wanted::Running) => {
                self.source.watch()?;
                self.start(now)?;
            }
            (Wanted::Ready, Wanted::Running) => {
                let noticed = self.source.wait(sleeper, Some(Duration::ZERO))?;
                self.outdate(noticed);
                self.start(now)?;
            }
            (Wanted::Resting | Wanted::Ready | Wanted::Running, _) => {}
        }
        if orders.keyframe {
            self.pacing.handle(Input::KeyframeWanted, now);
        }
        Ok(())
    }

    /// Makes a first keyframe ready. Nobody is told anything yet.
    fn prepare(&mut self) -> Result<(), End> {
        self.source.watch()?;
        self.doing = Wanted::Ready;
        self.fit();
        let captured_us = self.clock.micros();
        if self.capture()?
            && let Encoded::Frame { data, kind: FrameKind::Key } =
                self.make(FrameKind::Key, captured_us)?
        {
            self.first = Some(data);
        }
        Ok(())
    }

    /// What was made ready shows the screen no more, or another size of it.
    fn outdate(&mut self, noticed: ScreenChanges) {
        if noticed.damage || noticed.resized {
            self.first = None;
        }
    }

    /// The source is watched, and pictures are wanted.
    fn start(&mut self, now: Tick) -> Result<(), End> {
        self.doing = Wanted::Running;
        self.pacing.handle(Input::Start, now);
        self.cursor = CursorTracker::new();
        self.still.restart(self.source.size());
        self.resize()?;
        self.look_at_cursor()?;
        self.cursor.moved();
        Ok(())
    }

    fn set_level(&mut self, level: Level) -> Result<(), End> {
        let colours = chroma::colours(self.level);
        self.level = level;
        let spares = level >= Level::NoFullWindowDrag;
        let spacing = if spares { LARGE_CHANGE_SPACING } else { Duration::ZERO };
        let now = self.clock.now();
        self.pacing.handle(Input::LargeSpacing(spacing), now);
        let is_other =
            colours != chroma::colours(level) || self.picture_sampling() != self.picture.sampling();
        if self.doing != Wanted::Resting && is_other {
            // What is shown already has the other colours: everything counts as changed.
            self.first = None;
            self.source.unwatch()?;
            self.source.watch()?;
            if self.doing == Wanted::Running {
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
        // A program that moves the pointer by itself tells nobody, but paints.
        if noticed.pointer || noticed.damage {
            self.cursor.moved();
        }
        Ok(())
    }

    fn resize(&mut self) -> Result<(), End> {
        self.fit();
        let (layout, since_us) = (self.source.layout(), self.clock.micros());
        self.events.send(MediaEvent::Screen(Screen { layout, since_us }))
    }

    /// How many colours the screen is shown in.
    fn picture_sampling(&self) -> ChromaFormat {
        let (size, now) = (self.source.size(), self.picture.sampling());
        chroma::sampling(self.sampling, size, self.level, self.kbit_s, now)
    }

    /// Follows the size of the screen, and how it is shown.
    fn fit(&mut self) {
        let (size, area) = (self.source.size(), self.source.layout().area);
        let sampling = self.picture_sampling();
        if size != self.picture.size() || sampling != self.picture.sampling() || area != self.area {
            self.area = area;
            self.picture = Picture::black(size, sampling);
            self.scaler = Scaler::new(size);
            self.still.restart(size);
            self.unsent.clear();
            self.pacing.handle(Input::Resized, self.clock.now());
            self.cursor.moved();
        }
    }

    fn look_for_pointer(&mut self) -> Result<(), End> {
        let Some(place) = self.source.pointer()? else {
            return self.cursor.leave().map_or(Ok(()), |m| self.events.send(MediaEvent::Cursor(m)));
        };
        if self.cursor.come() {
            self.look_at_cursor()?;
        }
        if let Some(message) = self.cursor.place(place) {
            let (x, y) = place.to_pixel(self.source.size());
            self.still.look_at(x, y);
            self.events.offer(MediaEvent::Cursor(message));
        }
        Ok(())
    }

    fn look_at_cursor(&mut self) -> Result<(), End> {
        let Some(image) = self.source.cursor()? else {
            return Ok(());
        };
        match self.cursor.shape(&image) {
            Some(message) => self.events.send(MediaEvent::Cursor(message)),
            None => Ok(()),
        }
    }

    fn perform(&mut self, step: Step) -> Result<(), End> {
        let captured_us = self.clock.micros();
        if let Some(first) = self.first.take() {
            // Nothing has changed since it was captured: it shows this moment as well.
            let bytes = self.send(first, true, captured_us)?;
            self.pacing.handle(Input::Encoded { bytes }, self.clock.now());
            return Ok(());
        }
        let (kind, is_news) = match step {
            Step::Capture(kind) => (kind, self.capture()?),
            Step::Repeat(kind) => (kind, true),
        };
        let outcome = if is_news { self.encode(kind, captured_us)? } else { Input::Unchanged };
        self.pacing.handle(outcome, self.clock.now());
        Ok(())
    }

    /// Brings the picture up to date; `false` when it was.
    fn capture(&mut self) -> Result<bool, End> {
        let start = self.clock.micros();
        let Some(frame) = self.source.capture()? else {
            return Ok(false);
        };
        let captured = self.clock.micros();
        self.picture.update(&frame, chroma::colours(self.level))?;
        if self.level >= Level::NoFullWindowDrag && chroma::is_large(&frame) {
            self.pacing.handle(Input::Large, self.clock.now());
        }
        let changed = frame.patches.iter().map(|patch| patch.rect);
        changed.clone().for_each(|rect| self.unsent.add(rect));
        self.still.captured(changed, self.clock.now());
        let converted = self.clock.micros();
        Counts::add(&self.shared.counts.captures);
        Counts::add(&self.shared.counts.conversions);
        let mut stages = lock(&self.shared.stages);
        stages.capture.add(Duration::from_micros(captured - start));
        stages.convert.add(Duration::from_micros(converted - captured));
        Ok(true)
    }

    fn encode(&mut self, kind: FrameKind, captured_us: u64) -> Result<Input, End> {
        match self.make(kind, captured_us)? {
            Encoded::Skipped => {
                Counts::add(&self.shared.counts.skipped);
                Ok(Input::Skipped)
            }
            Encoded::Frame { data, kind } => {
                let bytes = self.send(data, kind == FrameKind::Key, captured_us)?;
                Ok(Input::Encoded { bytes })
            }
        }
    }

    /// Encodes the picture.
    fn make(&mut self, kind: FrameKind, captured_us: u64) -> Result<Encoded, End> {
        let start = self.clock.micros();
        let picture = match &mut self.scaler {
            Some(scaler) => scaler.scale(&self.picture),
            None => &self.picture,
        };
        let encoded = self.encoder.encode(picture, captured_us / 1000, kind)?;
        self.picture.settle();
        let time = Duration::from_micros(self.clock.micros() - start);
        lock(&self.shared.stages).encode.add(time);
        Ok(encoded)
    }

    /// Sends a frame; returns its size.
    fn send(&mut self, data: Bytes, keyframe: bool, captured_us: u64) -> Result<usize, End> {
        Counts::add(&self.shared.counts.encodes);
        let bytes = data.len();
        trace!(keyframe, bytes, "a frame was made");
        lock(&self.shared.rate).add(bytes, self.clock.now());
        *lock(&self.shared.newest) = Newest::of(captured_us);
        let changed = self.unsent.rects().to_vec();
        self.unsent.clear();
        self.still.framed(&changed, captured_us, self.clock.now());
        let screen = self.picture.size();
        self.events.send(MediaEvent::Frame(EncodedFrame {
            data,
            captured_us,
            keyframe,
            screen,
            changed,
        }))?;
        Ok(bytes)
    }

    /// Sends a part of the screen without loss, in as many tiles as it takes.
    fn send_exact(&mut self, strip: Strip) -> Result<(), End> {
        self.last_tile = self.clock.now();
        let mut png = Vec::new();
        let packed = match self.source.recapture(strip.rect)? {
            Some(again) => {
                self.tiles.encode(again.data, again.stride, strip.rect, &mut png).is_ok()
            }
            None => false,
        };
        let now = self.clock.now();
        if !packed {
            // It has just changed, or will not be had: later, or never.
            self.still.left(strip, false, now);
            return Ok(());
        }
        if self.still.is_too_long(strip, png.len()) {
            self.still.split(strip, now);
            return Ok(());
        }
        lock(&self.shared.rate).add(png.len(), now);
        if self.still.spend(png.len(), now) {
            lock(&self.shared.beside).add(png.len(), now);
        }
        self.events.send(MediaEvent::Tile(Tile { strip, png }))
    }

    /// Whether no frame is waiting for the network, and none will be due before a tile is made; or no
    /// tile was made for long, since frames are all that this computer manages.
    fn has_time_for_tiles(&self) -> bool {
        let now = self.clock.now();
        let is_free = self.pacing.deadline().is_none_or(|next| next > now + TILE_TIME);
        !self.pacing.is_held_up() && (is_free || now >= self.last_tile + TILE_SHARE)
    }

    /// The time until a tick begins.
    fn until(&self, tick: Tick) -> Duration {
        let at = tick.as_millis().saturating_mul(1000);
        Duration::from_micros(at.saturating_sub(self.clock.micros()))
    }
}

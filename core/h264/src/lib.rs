//! H.264 for desktops: an encoder that does work only where the picture changed, and knows moved
//! text when it sees it.
//!
//! It writes constrained baseline, as every browser decodes it: CAVLC, one reference picture, no loop
//! filter; and the same with a colour for each pixel (high 4:4:4 predictive) for browsers that take
//! it, so that coloured text is as sharp as black text. General encoders look at every macroblock of
//! every picture; on a
//! desktop nearly all of them are as they were, or as they were somewhere else. Those cost a
//! comparison here.
//!
//! It has no clock, no thread, no input and no output: the caller says how the slices of a picture
//! are run, with a [`SliceRunner`].
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod band;
pub mod between;
pub mod bits;
pub mod budget;
pub mod cavlc;
pub mod headers;
pub mod intra;
pub mod intra4;
mod job;
pub mod motion;
pub mod partition;
pub mod plan;
pub mod planes;
pub mod predict;
pub mod residual;
pub mod scroll;
pub mod search;
pub mod slice;
pub mod split;
pub mod tables;
pub mod transform;

#[cfg(test)]
mod tests;

use alloc::vec;
use alloc::vec::Vec;

use self::band::{Band, Memory, Plan};
use self::bits::Bits;
use self::budget::{Budget, Kind};
use self::headers::{Shape, SliceHeader, parameter_sets};
use self::job::{Scratch, Step};
pub use self::job::{Sequential, SliceJob, SliceRunner};
use self::motion::{Reference, Vector};
use self::plan::Totals;
use self::planes::{Planes, Source};
use self::scroll::{Area, Luma, Scrolls};
use self::slice::Task;

/// Macroblocks to be coded from which on a second thread is worth its start.
const WORTH_A_THREAD: usize = 1_500;
/// Slices of a picture, at most. More would cost more bits than they spare time.
const SLICES: usize = 2;

/// An encoder.
#[derive(Debug)]
pub struct Encoder {
    budget: Budget,
    slices: usize,
    running: Option<Running>,
}

/// An encoded picture.
#[derive(Clone, Debug)]
pub struct Frame {
    /// One access unit in Annex B form; one that stands alone begins with its parameter sets.
    pub data: Vec<u8>,
    /// Whether it stands alone.
    pub is_key: bool,
}

impl Encoder {
    /// An encoder that has seen no picture, for a bit rate in kbit/s and so many processor cores.
    pub fn new(kbit_s: u32, cores: usize) -> Self {
        Self { budget: Budget::new(kbit_s), slices: cores.clamp(1, SLICES), running: None }
    }

    /// Another bit rate in kbit/s from here on.
    pub fn set_bitrate(&mut self, kbit_s: u32) {
        self.budget.set_kbit_s(kbit_s);
    }

    /// Encodes a picture of `ms`. The first one, and each one of another size than the last, stands
    /// alone whatever is asked for.
    pub fn encode(
        &mut self,
        source: Source<'_>,
        ms: u64,
        is_key: bool,
        runner: &dyn SliceRunner,
    ) -> Frame {
        let Source { width, height, sampling, .. } = source;
        let shape = Shape { width, height, sampling };
        let (running, is_key) = match self.running.take() {
            Some(running) if running.shape == shape => (running, is_key),
            Some(_) | None => (Running::new(shape), true),
        };
        let running = self.running.insert(running);
        let rate = &mut self.budget;
        let data = running.encode(source, ms, is_key, rate, self.slices, runner);
        Frame { data, is_key }
    }
}

/// An encoder for pictures of one size.
#[derive(Debug)]
struct Running {
    shape: Shape,
    /// What the decoder has: the newer picture, and the one that the next one is written over.
    pictures: [Planes<Vec<u8>>; 2],
    /// The same as they came.
    sources: [Planes<Vec<u8>>; 2],
    plans: Vec<Plan>,
    memory: Vec<Memory>,
    scrolls: Scrolls,
    /// Where things may have gone.
    hints: Vec<Vector>,
    scratch: Vec<Scratch>,
    /// Pictures since the last one that stood alone.
    frame: u32,
    /// The number of the last one that stood alone.
    idr: u32,
    /// The last quantiser of a picture of which much changed: a small change is coded finer.
    qp: u8,
    largest: usize,
}

impl Running {
    fn new(shape: Shape) -> Self {
        let (wide, high) = (shape.wide(), shape.high());
        Self {
            shape,
            pictures: [(); 2].map(|()| Planes::new(wide, high, shape.sampling)),
            sources: [(); 2].map(|()| Planes::new(wide, high, shape.sampling)),
            plans: vec![Plan::default(); wide * high],
            memory: vec![Memory::default(); wide * high],
            scrolls: Scrolls::default(),
            hints: Vec::with_capacity(scroll::SHIFTS + search::HABITS),
            scratch: Vec::new(),
            frame: 0,
            idr: 0,
            qp: 30,
            largest: 0,
        }
    }

    fn encode(
        &mut self,
        source: Source<'_>,
        ms: u64,
        is_key: bool,
        budget: &mut Budget,
        slices: usize,
        runner: &dyn SliceRunner,
    ) -> Vec<u8> {
        let (wide, high) = (self.shape.wide(), self.shape.high());
        let [newer, older] = &mut self.pictures;
        core::mem::swap(newer, older);
        let reference = Reference { planes: older, high };
        let [now, last] = &mut self.sources;
        core::mem::swap(now, last);
        let last = Reference { planes: last, high };

        let area =
            plan::compare(&mut self.plans, &self.memory, source, last.planes, &mut now.all());
        self.hints.clear();
        if let Some(area) = area
            && !is_key
        {
            let new = Luma { pixels: source.y, stride: source.width };
            let old = Luma { pixels: &last.planes.y, stride: wide * planes::LUMA };
            self.scrolls.find(old, new, area.in_pixels(self.shape), &mut self.hints);
            search::habits(&self.memory, &mut self.hints);
        }

        let news = self.plans.iter().filter(|plan| plan.is_news).count();
        let is_large = is_key || news >= WORTH_A_THREAD || news == 0;
        let slices = if is_large { slices.clamp(1, high) } else { 1 };
        let kind = match news {
            _ if is_key => Kind::Alone,
            0 => Kind::Again,
            _ => Kind::Changes,
        };
        let step = Step::Analyse { kind, last, reference, hints: &self.hints, qp: self.qp };
        self.scratch.resize_with(slices, Scratch::default);
        let (mut pixels, mut source) = (newer.all(), now.all());
        let (mut plans, mut memory) = (&mut self.plans[..], &mut self.memory[..]);
        let numbers = 0..slices;
        let mut jobs: Vec<_> = numbers
            .zip(&mut self.scratch)
            .map(|(n, scratch)| {
                let top = n * high / slices;
                let rows = (n + 1) * high / slices - top;
                let band = Band {
                    top,
                    high: rows,
                    pixels: pixels.take_rows(rows),
                    source: source.take_rows(rows),
                    plans: plans.split_off_mut(..rows * wide).unwrap_or_default(),
                    memory: memory.split_off_mut(..rows * wide).unwrap_or_default(),
                };
                SliceJob { band, scratch, step, totals: Totals::default() }
            })
            .collect();
        runner.run(&mut jobs);
        let totals = jobs.iter().fold(Totals::default(), |sum, job| sum.and(job.totals));
        let qp = budget.choose(kind, ms, totals, wide * high);
        if news >= WORTH_A_THREAD {
            self.qp = qp;
        }
        if is_key {
            self.frame = 0;
            self.idr = (self.idr + 1) % 2;
        }
        let header =
            SliceHeader { first: 0, idr: is_key.then_some(self.idr), frame: self.frame, qp };
        let task = Task { qp, is_intra: is_key, sampling: self.shape.sampling };
        for job in &mut jobs {
            job.step = Step::Write { reference, header, task };
        }
        runner.run(&mut jobs);
        drop(jobs);
        self.frame = self.frame.wrapping_add(1);

        let mut out = Vec::with_capacity(self.largest + 64);
        if is_key {
            parameter_sets(&mut Bits::default(), self.shape, &mut out);
        }
        for scratch in &self.scratch[..slices] {
            out.extend_from_slice(&scratch.out);
        }
        budget.spent(kind, qp, totals.difference, out.len() * 8);
        self.largest = self.largest.max(out.len()).min(64 * 1024);
        out
    }
}

impl Area {
    fn in_pixels(self, shape: Shape) -> Self {
        Self {
            x: (self.x.0 * 16, (self.x.1 * 16).min(shape.width)),
            y: (self.y.0 * 16, (self.y.1 * 16).min(shape.height)),
        }
    }
}

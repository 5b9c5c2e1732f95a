//! The encoder: one picture after the other.

use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::analysis::{MbAnalysis, MbHistory, Totals};
use crate::bit_writer::BitWriter;
use crate::change_map::compare;
use crate::frequent_vectors::{MAX_VECTORS, frequent_vectors};
use crate::geometry::{Area, MB_SIDE};
use crate::headers::{PictureFormat, SliceHeader, parameter_sets};
use crate::job::{SliceBuffers, SliceJob, SliceRunner, Step};
use crate::mb_writer::SliceType;
use crate::motion_search::SearchContext;
use crate::planes::Planes;
use crate::rate_control::{PictureKind, RateControl};
use crate::reference::Reference;
use crate::scroll_search::{LumaPlane, MAX_SHIFTS, ScrollSearch};
use crate::slice::SliceParameters;
use crate::slice_rows::SliceRows;
use crate::source::Source;
use crate::vector::MotionVector;

/// Changed macroblocks from which on a picture is coded in several slices, so that the gain from a
/// second thread exceeds the cost of starting it.
const MULTI_SLICE_MBS: usize = 1_500;
/// Slices of a picture, at most. More slices would cost many bits for little time.
const MAX_SLICES: usize = 2;
/// The QP that motion search assumes before the first picture.
const INITIAL_QP: u8 = 30;

/// An H.264 encoder.
#[derive(Debug)]
pub struct Encoder {
    rate_control: RateControl,
    pub(crate) max_slices: usize,
    pub(crate) stream: Option<Stream>,
}

/// An encoded picture.
#[derive(Clone, Debug)]
pub struct Frame {
    /// One access unit in Annex B format. That of an IDR picture begins with the parameter sets.
    pub data: Vec<u8>,
    /// Whether it is an IDR picture.
    pub is_key: bool,
}

impl Encoder {
    /// An encoder for a bit rate in kbit/s, which uses at most as many slices as there are processor
    /// cores.
    pub fn new(kbit_s: u32, cores: usize) -> Self {
        let max_slices = cores.clamp(1, MAX_SLICES);
        Self { rate_control: RateControl::new(kbit_s), max_slices, stream: None }
    }

    /// Changes the bit rate, in kbit/s.
    pub fn set_bitrate(&mut self, kbit_s: u32) {
        self.rate_control.set_kbit_s(kbit_s);
    }

    /// Encodes a picture that was taken at `ms`, as an IDR picture if `is_key` is set. The first
    /// picture, and each one whose size or chroma format differs from the last, is always an IDR
    /// picture. `runner` runs the slices.
    pub fn encode(
        &mut self,
        source: Source<'_>,
        ms: u64,
        is_key: bool,
        runner: &dyn SliceRunner,
    ) -> Frame {
        let Source { width, height, chroma_format, .. } = source;
        let format = PictureFormat { width, height, chroma_format };
        let (stream, is_key) = match self.stream.take() {
            Some(stream) if stream.format == format => (stream, is_key),
            Some(_) | None => (Stream::new(format), true),
        };
        let stream = self.stream.insert(stream);
        let slices = stream.prepare(source, is_key, self.max_slices);
        let data = stream.encode(slices, ms, &mut self.rate_control, runner);
        Frame { data, is_key }
    }
}

/// The state of a stream of pictures of one format.
#[derive(Debug)]
pub(crate) struct Stream {
    format: PictureFormat,
    /// The decoded pictures: the current one, and the last one, which is the reference picture.
    pub(crate) decoded: [Planes<Vec<u8>>; 2],
    /// The source pictures: the current one, and the last one.
    sources: [Planes<Vec<u8>>; 2],
    analysis: Vec<MbAnalysis>,
    history: Vec<MbHistory>,
    scroll_search: ScrollSearch,
    /// Vectors that are likely for many macroblocks of the current picture.
    global_vectors: Vec<MotionVector>,
    pub(crate) buffers: Vec<SliceBuffers>,
    /// Pictures since the last IDR picture.
    frame_num: u32,
    /// `idr_pic_id` of the last IDR picture.
    idr_pic_id: u32,
    /// The QP of the last picture with many changes, which motion search assumes: a small update has
    /// a smaller one.
    qp: u8,
    /// The size of the largest picture up to now, to allocate once.
    largest: usize,
}

/// What a picture codes, in how many slices.
#[derive(Clone, Copy)]
struct SlicePlan {
    kind: PictureKind,
    /// Macroblocks that differ from the last picture.
    changed: usize,
    slices: usize,
}

impl Stream {
    fn new(format: PictureFormat) -> Self {
        let (mb_width, mb_height) = (format.mb_width(), format.mb_height());
        let planes = || Planes::new(mb_width, mb_height, format.chroma_format);
        Self {
            format,
            decoded: [planes(), planes()],
            sources: [planes(), planes()],
            analysis: vec![MbAnalysis::default(); mb_width * mb_height],
            history: vec![MbHistory::default(); mb_width * mb_height],
            scroll_search: ScrollSearch::default(),
            global_vectors: Vec::with_capacity(MAX_SHIFTS + MAX_VECTORS),
            buffers: Vec::new(),
            frame_num: 0,
            idr_pic_id: 0,
            qp: INITIAL_QP,
            largest: 0,
        }
    }

    /// Compares a source picture with the last one, and finds vectors that are likely for it.
    fn prepare(&mut self, source: Source<'_>, is_key: bool, max_slices: usize) -> SlicePlan {
        self.decoded.swap(0, 1);
        let [current, last] = &mut self.sources;
        mem::swap(current, last);
        let mut current = current.view_mut();
        let area = compare(&mut self.analysis, &self.history, source, last, &mut current);
        self.global_vectors.clear();
        if let Some(area) = area
            && !is_key
        {
            let new = LumaPlane { pixels: source.y, stride: source.width };
            let old = LumaPlane { pixels: &last.y, stride: last.luma_stride() };
            let area = in_pixels(area, self.format);
            self.scroll_search.find(old, new, area, &mut self.global_vectors);
            frequent_vectors(&self.history, &mut self.global_vectors);
        }
        let changed = self.analysis.iter().filter(|mb| mb.is_changed).count();
        let kind = match changed {
            _ if is_key => PictureKind::Idr,
            0 => PictureKind::Refinement,
            _ => PictureKind::Update,
        };
        let is_large = kind != PictureKind::Update || changed >= MULTI_SLICE_MBS;
        let slices = if is_large { max_slices.clamp(1, self.format.mb_height()) } else { 1 };
        SlicePlan { kind, changed, slices }
    }

    /// Encodes the picture that was prepared, and returns its access unit.
    fn encode(
        &mut self,
        plan: SlicePlan,
        ms: u64,
        rate_control: &mut RateControl,
        runner: &dyn SliceRunner,
    ) -> Vec<u8> {
        let SlicePlan { kind, changed, slices } = plan;
        let (mb_width, mb_height) = (self.format.mb_width(), self.format.mb_height());
        let [decoded, reference] = &mut self.decoded;
        let reference = Reference { planes: reference, mb_height };
        let [source, last_source] = &mut self.sources;
        let last_source = Reference { planes: last_source, mb_height };
        let global_vectors = &self.global_vectors[..];
        let context = SearchContext { last_source, reference, global_vectors, qp: self.qp };
        let step = Step::Analyse { kind, context };
        self.buffers.resize_with(slices, SliceBuffers::default);
        let (mut decoded, mut source) = (decoded.view_mut(), source.view_mut());
        let (mut analysis, mut history) = (&mut self.analysis[..], &mut self.history[..]);
        let numbers = 0..slices;
        let jobs = numbers.zip(&mut self.buffers).map(|(n, buffers)| {
            let first_row = n * mb_height / slices;
            let row_count = (n + 1) * mb_height / slices - first_row;
            let mb_count = row_count * mb_width;
            let rows = SliceRows {
                first_row,
                row_count,
                decoded: decoded.take_rows(row_count),
                source: source.take_rows(row_count),
                analysis: analysis.split_off_mut(..mb_count).unwrap_or_default(),
                history: history.split_off_mut(..mb_count).unwrap_or_default(),
            };
            SliceJob { rows, buffers, step, totals: Totals::default() }
        });
        let mut jobs: Vec<_> = jobs.collect();
        runner.run(&mut jobs);
        let totals = jobs.iter().fold(Totals::default(), |sum, job| sum.plus(job.totals));
        let qp = rate_control.choose_qp(kind, ms, totals, mb_width * mb_height);
        if changed >= MULTI_SLICE_MBS {
            self.qp = qp;
        }
        let is_idr = kind == PictureKind::Idr;
        if is_idr {
            self.frame_num = 0;
            self.idr_pic_id = (self.idr_pic_id + 1) % 2;
        }
        let idr_pic_id = is_idr.then_some(self.idr_pic_id);
        let header = SliceHeader { first_mb: 0, idr_pic_id, frame_num: self.frame_num, qp };
        let slice_type = if is_idr { SliceType::I } else { SliceType::P };
        let chroma_format = self.format.chroma_format;
        let parameters = SliceParameters { qp, slice_type, chroma_format };
        for job in &mut jobs {
            job.step = Step::Write { reference, header, parameters };
        }
        runner.run(&mut jobs);
        drop(jobs);
        self.frame_num = self.frame_num.wrapping_add(1);
        let data = self.access_unit(is_idr);
        rate_control.spend(kind, qp, totals.sad, data.len() * 8);
        data
    }

    /// Joins the NAL units of the picture.
    fn access_unit(&mut self, is_idr: bool) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.largest + 64);
        if is_idr {
            parameter_sets(&mut BitWriter::default(), self.format, &mut data);
        }
        for buffers in &self.buffers {
            data.extend_from_slice(&buffers.nal);
        }
        self.largest = self.largest.max(data.len()).min(64 * 1024);
        data
    }
}

/// An area in macroblocks, in pixels of the picture.
fn in_pixels(area: Area, format: PictureFormat) -> Area {
    Area {
        left: area.left * MB_SIDE,
        top: area.top * MB_SIDE,
        right: (area.right * MB_SIDE).min(format.width),
        bottom: (area.bottom * MB_SIDE).min(format.height),
    }
}

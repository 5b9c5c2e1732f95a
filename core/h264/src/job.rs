//! The work on a picture, divided into one job for each slice, and the interface through which the
//! caller runs the jobs.

use alloc::vec::Vec;

use crate::analysis::Totals;
use crate::bit_writer::BitWriter;
use crate::change_map::{intra_activity, mark_for_refinement};
use crate::headers::{IDR_SLICE, NON_IDR_SLICE, SliceHeader, slice_header};
use crate::mb_writer::CodedMb;
use crate::motion_search::{SearchContext, search_motion};
use crate::rate_control::{PictureKind, REFINEMENT_QP};
use crate::reference::Reference;
use crate::slice::{SliceParameters, write_slice};
use crate::slice_rows::SliceRows;

/// Runs the slices of a picture.
pub trait SliceRunner {
    /// Calls [`SliceJob::run`] once on each of `jobs`, in any order or at the same time, and returns
    /// when all calls have returned.
    fn run(&self, jobs: &mut [SliceJob<'_>]);
}

/// Runs the slices one after the other, on the caller's thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequential;

impl SliceRunner for Sequential {
    fn run(&self, jobs: &mut [SliceJob<'_>]) {
        jobs.iter_mut().for_each(SliceJob::run);
    }
}

/// One step of the work on one slice. It does not depend on the other slices of the picture.
pub struct SliceJob<'a> {
    pub(crate) rows: SliceRows<'a>,
    pub(crate) buffers: &'a mut SliceBuffers,
    pub(crate) step: Step<'a>,
    /// The result of [`Step::Analyse`].
    pub(crate) totals: Totals,
}

/// Buffers of a slice, which are kept from one picture to the next.
#[derive(Debug, Default)]
pub(crate) struct SliceBuffers {
    pub(crate) bits: BitWriter,
    pub(crate) coded: Vec<CodedMb>,
    /// The NAL unit of the slice.
    pub(crate) nal: Vec<u8>,
}

/// What a job does.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// Finds out what there is to code.
    Analyse { kind: PictureKind, context: SearchContext<'a> },
    /// Codes it.
    Write { reference: Reference<'a>, header: SliceHeader, parameters: SliceParameters },
}

impl SliceJob<'_> {
    /// Does the work.
    pub fn run(&mut self) {
        let Self { rows, buffers, .. } = self;
        match self.step {
            Step::Analyse { kind, context } => {
                self.totals = match kind {
                    PictureKind::Idr => intra_activity(rows),
                    PictureKind::Update => search_motion(rows, context),
                    PictureKind::Refinement => {
                        mark_for_refinement(rows, context.reference, REFINEMENT_QP)
                    }
                };
            }
            Step::Write { reference, header, parameters } => {
                let SliceBuffers { bits, coded, nal } = &mut **buffers;
                nal.clear();
                let first_mb = rows.first_row * rows.mb_width();
                slice_header(bits, SliceHeader { first_mb, ..header });
                write_slice(rows, reference, parameters, bits, coded);
                let is_idr = header.idr_pic_id.is_some();
                bits.finish_nal(if is_idr { IDR_SLICE } else { NON_IDR_SLICE }, nal);
            }
        }
    }
}

//! The jobs into which a picture is split, one for each slice, and the caller's way to run them.

use alloc::vec::Vec;

use super::band::Band;
use super::bits::Bits;
use super::budget::{Kind, STILL_QP};
use super::headers::{IDR, NON_IDR, SliceHeader, slice_header};
use super::motion::{Reference, Vector};
use super::plan::{self, Totals};
use super::search;
use super::slice::{self, Coded, Task};

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
    pub(crate) band: Band<'a>,
    pub(crate) scratch: &'a mut Scratch,
    pub(crate) step: Step<'a>,
    /// The result of [`Step::Analyse`].
    pub(crate) totals: Totals,
}

/// Buffers of a slice, which are kept from one picture to the next.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) bits: Bits,
    pub(crate) coded: Vec<Coded>,
    /// The NAL unit of the slice.
    pub(crate) out: Vec<u8>,
}

/// What a job does.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    /// Finds out what there is to code.
    Analyse {
        kind: Kind,
        last: Reference<'a>,
        reference: Reference<'a>,
        hints: &'a [Vector],
        qp: u8,
    },
    /// Codes it.
    Write { reference: Reference<'a>, header: SliceHeader, task: Task },
}

impl SliceJob<'_> {
    /// Does the work.
    pub fn run(&mut self) {
        let Self { band, scratch, .. } = self;
        match self.step {
            Step::Analyse { kind, last, reference, hints, qp } => {
                self.totals = match kind {
                    Kind::Alone => plan::look(band),
                    Kind::Changes => search::search(band, last, reference, hints, qp),
                    Kind::Again => plan::refine(band, reference, STILL_QP),
                };
            }
            Step::Write { reference, header, task } => {
                let Scratch { bits, coded, out } = &mut **scratch;
                out.clear();
                let first = band.top * band.pixels.wide;
                slice_header(bits, SliceHeader { first, ..header });
                slice::write(band, reference, task, bits, coded);
                bits.end_nal(if task.is_intra { IDR } else { NON_IDR }, out);
            }
        }
    }
}

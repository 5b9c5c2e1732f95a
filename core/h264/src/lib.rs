//! An H.264 encoder for screen content: it spends time only on macroblocks that changed, and finds
//! scrolled text and dragged windows.
//!
//! It writes Constrained Baseline profile, which every browser decodes: CAVLC, one reference picture,
//! no deblocking filter. For browsers that accept it, it writes 4:4:4 (High 4:4:4 Predictive profile),
//! with which coloured text is as sharp as black text. General encoders process every macroblock of
//! every picture. On a desktop nearly all macroblocks are unchanged, or were somewhere else in the last
//! picture; here, those cost a comparison.
//!
//! The crate has no clock, no thread, no input and no output. The caller runs the slices of a picture,
//! with a [`SliceRunner`].
//!
//! Terms: a macroblock ("mb") is a square of 16x16 pixels, a sub-macroblock ("sub-mb") one of its
//! quarters. SAD is a sum of absolute differences. §, tables and figures are those of ITU-T H.264.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod chroma_format;
mod geometry;
mod macroblock;
mod planes;
mod source;
mod vector;

mod analysis;
mod change_map;
mod slice_rows;

mod cost;
mod frequent_vectors;
mod inter;
mod interpolate;
mod mb_search;
mod motion_search;
mod mv_prediction;
mod partition;
mod partition_search;
mod reference;
mod scroll_search;
mod subpel_search;

mod intra;
mod intra_4x4;
mod residual;
mod transform;

mod bit_writer;
mod cavlc;
mod headers;
mod mb_writer;
mod slice;
mod tables;

mod encoder;
mod job;
mod rate_control;

#[cfg(test)]
mod tests;

pub use chroma_format::ChromaFormat;
pub use encoder::{Encoder, Frame};
pub use geometry::Area;
pub use job::{Sequential, SliceJob, SliceRunner};
pub use source::Source;

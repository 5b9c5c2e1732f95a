//! From the screen to H.264.
//!
//! One thread without async owns the screen source, the converter and the encoder; `picture::pacing`
//! (in `core/`) decides when it works. Before [`MediaHandle::start`] and in a pause nothing is captured,
//! converted or encoded, and the thread does not wake. It does not wake either while nothing on the
//! screen changes.
//!
//! - [`handle`]: starts the thread and gives it orders; `orders`: what it was ordered; [`event`]: what
//!   it reports; [`rate_control`]: the bit rates it keeps;
//! - `thread`: its loop; `work`: one capture, encode or tile;
//! - [`convert`], [`scale`]: to YUV; [`encode`], [`encoders`], [`open_h264`],
//!   [`screen_encoder`]: to H.264; [`tile`]: to PNG; `tile_frames`: to tiles alone.
//! - [`preview`], `preview_maker`: what the Helper sees, for the User;
//! - [`mod@bench`], [`stages`]: how long each stage takes.

pub mod bench;
pub mod convert;
pub mod encode;
pub mod encoders;
pub mod event;
pub mod handle;
mod listener;
pub mod open_h264;
mod orders;
pub mod preview;
mod preview_maker;
pub mod rate_control;
pub mod scale;
pub mod screen_encoder;
mod shared;
pub mod stages;
mod thread;
pub mod tile;
mod tile_frames;
mod work;

pub use crate::platform::SourceKind;
pub use event::{Counters, EncodedFrame, FrameFormat, MediaError, MediaEvent, Pictures, Tile};
pub use handle::{MediaHandle, MediaOptions, MediaThread};
pub use rate_control::RateControl;

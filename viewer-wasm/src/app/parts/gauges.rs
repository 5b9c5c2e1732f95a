//! Measurements, for the statistics panel and for `window.alongside.stats()`.

use crate::web::text::{Spoken as _, words};
use protocol::limits::PICTURE_STALE;
use protocol::peer::FrameFreshness;
use protocol::time::Tick;
use wasm_bindgen::JsValue;

use crate::event::{Carrier, Counters};
use crate::web::clock::{now_ms, now_us};
use crate::web::dom::is_page_hidden;
use crate::web::statistics;
use viewer::frame::FrameStamp;
use viewer::freshness::Freshness;
use viewer::input_latency::InputLatency;
use viewer::latency::Latency;
use viewer::meter::{ByteRate, FrameRate};
use viewer::words::Say;

/// The measurements of one session.
#[derive(Debug, Default)]
pub(in crate::app) struct Gauges {
    latency: Latency,
    freshness: Freshness,
    input: InputLatency,
    frames: FrameRate,
    bytes: ByteRate,
    counters: Counters,
    frame_ms: Option<f64>,
    size: Option<(u32, u32)>,
}

impl Gauges {
    /// The picture is visible from now on.
    pub(in crate::app) fn begin(&mut self) {
        self.freshness.begin(now_us());
    }

    /// The sharer answered a ping.
    pub(in crate::app) fn answered(&mut self, at: u64, media: u64, seen: Option<FrameFreshness>) {
        self.latency.pong(at, media, now_us());
        if is_page_hidden() {
            self.freshness.hidden();
        }
        if let Some(seen) = seen {
            self.freshness.reported(seen);
        }
    }

    /// An input event was sent. Returns the number of the mark that must follow it, if one must.
    pub(in crate::app) fn input_sent(&mut self) -> Option<u32> {
        self.input.sent(now_us())
    }

    /// The sharer has processed the event before a mark.
    pub(in crate::app) fn input_processed(&mut self, number: u32, media: u64) {
        self.input.processed(number, media);
    }

    /// When the picture will be old, if nothing is received until then.
    pub(in crate::app) fn old_at(&self) -> Option<Tick> {
        let at = self.freshness.old_at(self.latency.offset_us())?;
        Some(Tick::from_millis(at.div_ceil(1000)))
    }

    /// For how long the picture is not known to show the screen, in ms.
    pub(in crate::app) fn current_ms(&self) -> Option<f64> {
        let age = self.freshness.age_us(now_us(), self.latency.offset_us())?;
        Some(age as f64 / 1000.0)
    }

    /// The age of the frame when it was shown, or of an old picture now.
    fn picture_ms(&self) -> Option<f64> {
        let old = PICTURE_STALE.as_secs_f64() * 1000.0;
        self.current_ms().filter(|age| *age >= old).or(self.frame_ms)
    }

    /// A frame is shown.
    pub(in crate::app) fn shown(&mut self, frame: Option<FrameStamp>) {
        self.frames.frame(frame, now_ms());
        self.freshness.shown(frame);
        if let Some(frame) = frame {
            self.input.shown(frame, now_us());
        }
        if let Some(age) = frame.and_then(|frame| self.latency.age_ms(frame, now_us())) {
            self.frame_ms = Some(age);
        }
    }

    /// The video has another size.
    pub(in crate::app) fn resized(&mut self, width: u32, height: u32) {
        self.size = Some((width, height));
    }

    /// The browser has read its counters.
    pub(in crate::app) fn counted(&mut self, counters: Counters) {
        self.bytes.sample(counters.bytes, now_ms());
        self.counters = counters;
    }

    fn path(&self) -> (&'static str, Say) {
        match self.counters.carrier {
            Carrier::Direct => ("direct", Say::PathDirect),
            Carrier::Relay => ("relay", Say::PathRelay),
            Carrier::Server => ("server", Say::PathServer),
        }
    }

    /// The object that `stats()` returns. Unknown values are null.
    pub(in crate::app) fn object(&self) -> JsValue {
        let number = |value: Option<f64>| value.map_or(JsValue::NULL, JsValue::from);
        let side = |side: Option<u32>| number(side.map(f64::from));
        statistics::object(&[
            ("fps", self.frames.fps(now_ms()).into()),
            ("width", side(self.size.map(|(width, _)| width))),
            ("height", side(self.size.map(|(_, height)| height))),
            ("latency_ms", number(self.frame_ms)),
            ("age_ms", number(self.current_ms())),
            ("input_ms", number(self.input.ms())),
            ("rtt_ms", number(self.latency.rtt_ms())),
            ("kbit_s", self.bytes.kbit_s().into()),
            ("lost", self.counters.lost.into()),
            ("path", self.path().0.into()),
            ("decoder", self.counters.decoder.as_deref().map_or(JsValue::NULL, JsValue::from)),
        ])
    }

    /// The fields of the panel.
    pub(in crate::app) fn fields(&self) -> [(&'static str, String); 9] {
        let unknown = || "–".to_owned();
        // None is negative, and all are far below 2⁵³.
        let number = |say, value: f64| words().number(say, value.round() as u64);
        let ms = |value: Option<f64>| value.map_or_else(unknown, |ms| number(Say::StatMs, ms));
        let size = self.size.map_or_else(unknown, |(width, height)| format!("{width} × {height}"));
        [
            ("stat-frames", number(Say::StatPerSecond, self.frames.fps(now_ms()))),
            ("stat-size", size),
            ("stat-latency", ms(self.picture_ms())),
            ("stat-input", ms(self.input.ms())),
            ("stat-round-trip", ms(self.latency.rtt_ms())),
            ("stat-rate", number(Say::StatKbit, self.bytes.kbit_s())),
            ("stat-lost", format!("{:.0}", self.counters.lost)),
            ("stat-path", self.path().1.said().to_owned()),
            ("stat-decoder", self.counters.decoder.clone().unwrap_or_else(unknown)),
        ]
    }
}

//! What is measured, for the statistics panel and for `window.alongside.stats()`.

use wasm_bindgen::JsValue;

use crate::event::Counters;
use crate::latency::Latency;
use crate::meter::{ByteRate, FrameRate};
use crate::web::clock::{now_ms, now_us};
use crate::web::report;
use crate::words::Say;

/// The gauges of one session.
#[derive(Debug, Default)]
pub(super) struct Gauges {
    pub(super) latency: Latency,
    frames: FrameRate,
    bytes: ByteRate,
    counters: Counters,
    age_ms: Option<f64>,
    size: Option<(u32, u32)>,
}

impl Gauges {
    /// A frame is shown.
    pub(super) fn shown(&mut self, rtp: Option<u32>) {
        self.frames.frame(now_ms());
        if let Some(age) = rtp.and_then(|rtp| self.latency.age_ms(rtp, now_us())) {
            self.age_ms = Some(age);
        }
    }

    /// The picture has a size.
    pub(super) fn sized(&mut self, width: u32, height: u32) {
        self.size = Some((width, height));
    }

    /// The browser counted.
    pub(super) fn counted(&mut self, counters: Counters) {
        self.bytes.sample(counters.bytes, now_ms());
        self.counters = counters;
    }

    fn path(&self) -> (&'static str, Say) {
        if self.counters.relayed { ("relay", Say::PathRelay) } else { ("direct", Say::PathDirect) }
    }

    /// The object that `stats()` returns. What is not known yet is null.
    pub(super) fn object(&self) -> JsValue {
        let number = |value: Option<f64>| value.map_or(JsValue::NULL, JsValue::from);
        let side = |side: Option<u32>| number(side.map(f64::from));
        report::object(&[
            ("fps", self.frames.fps(now_ms()).into()),
            ("width", side(self.size.map(|(width, _)| width))),
            ("height", side(self.size.map(|(_, height)| height))),
            ("latency_ms", number(self.age_ms)),
            ("rtt_ms", number(self.latency.rtt_ms())),
            ("kbit_s", self.bytes.kbit_s().into()),
            ("lost", self.counters.lost.into()),
            ("path", self.path().0.into()),
            ("decoder", self.counters.decoder.as_deref().map_or(JsValue::NULL, JsValue::from)),
        ])
    }

    /// The fields of the panel.
    pub(super) fn fields(&self) -> [(&'static str, String); 8] {
        let unknown = || "–".to_owned();
        let ms = |value: Option<f64>| value.map_or_else(unknown, |ms| format!("{ms:.0} ms"));
        let size = self.size.map_or_else(unknown, |(width, height)| format!("{width} × {height}"));
        [
            ("stat-frames", format!("{:.0}/s", self.frames.fps(now_ms()))),
            ("stat-size", size),
            ("stat-latency", ms(self.age_ms)),
            ("stat-round-trip", ms(self.latency.rtt_ms())),
            ("stat-rate", format!("{:.0} kbit/s", self.bytes.kbit_s())),
            ("stat-lost", format!("{:.0}", self.counters.lost)),
            ("stat-path", self.path().1.english().to_owned()),
            ("stat-decoder", self.counters.decoder.clone().unwrap_or_else(unknown)),
        ]
    }
}

//! What is measured, for the statistics panel and for `window.alongside.stats()`.

use protocol::limits::PICTURE_OLD;
use protocol::peer::Seen;
use protocol::time::Tick;
use wasm_bindgen::JsValue;

use crate::event::Counters;
use crate::web::clock::{now_ms, now_us};
use crate::web::{is_page_hidden, report};
use viewer::echo::Echo;
use viewer::freshness::Freshness;
use viewer::latency::Latency;
use viewer::meter::{ByteRate, FrameRate};
use viewer::words::Say;

/// The gauges of one session.
#[derive(Debug, Default)]
pub(super) struct Gauges {
    latency: Latency,
    freshness: Freshness,
    echo: Echo,
    frames: FrameRate,
    bytes: ByteRate,
    counters: Counters,
    age_ms: Option<f64>,
    size: Option<(u32, u32)>,
}

impl Gauges {
    /// The picture is shown from here on.
    pub(super) fn begin(&mut self) {
        self.freshness.begin(now_us());
    }

    /// The sharer answered a ping.
    pub(super) fn answered(&mut self, at: u64, media: u64, seen: Option<Seen>) {
        self.latency.pong(at, media, now_us());
        if is_page_hidden() {
            self.freshness.unseen();
        }
        if let Some(seen) = seen {
            self.freshness.told(seen);
        }
    }

    /// Something that the hand did is on its way; the number of the mark that is to follow it.
    pub(super) fn sent(&mut self) -> Option<u32> {
        self.echo.sent(now_us())
    }

    /// The sharer has taken what was before a mark.
    pub(super) fn taken(&mut self, number: u32, media: u64) {
        self.echo.taken(number, media);
    }

    /// When the picture will be old, if nothing is heard until then.
    pub(super) fn old_at(&self) -> Option<Tick> {
        let at = self.freshness.old_at(self.latency.offset_us())?;
        Some(Tick::from_millis(at.div_ceil(1000)))
    }

    /// For how long the picture is not known to show the screen, in ms.
    pub(super) fn current_ms(&self) -> Option<f64> {
        let age = self.freshness.age_us(now_us(), self.latency.offset_us())?;
        Some(age as f64 / 1000.0)
    }

    /// How old the picture was when it was shown, or is by now when it is old.
    fn picture_ms(&self) -> Option<f64> {
        let old = PICTURE_OLD.as_secs_f64() * 1000.0;
        self.current_ms().filter(|age| *age >= old).or(self.age_ms)
    }

    /// A frame is shown.
    pub(super) fn shown(&mut self, rtp: Option<u32>) {
        self.frames.frame(now_ms());
        self.freshness.shown(rtp);
        if let Some(rtp) = rtp {
            self.echo.shown(rtp, now_us());
        }
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
            ("age_ms", number(self.current_ms())),
            ("input_ms", number(self.echo.ms())),
            ("rtt_ms", number(self.latency.rtt_ms())),
            ("kbit_s", self.bytes.kbit_s().into()),
            ("lost", self.counters.lost.into()),
            ("path", self.path().0.into()),
            ("decoder", self.counters.decoder.as_deref().map_or(JsValue::NULL, JsValue::from)),
        ])
    }

    /// The fields of the panel.
    pub(super) fn fields(&self) -> [(&'static str, String); 9] {
        let unknown = || "–".to_owned();
        let ms = |value: Option<f64>| value.map_or_else(unknown, |ms| format!("{ms:.0} ms"));
        let size = self.size.map_or_else(unknown, |(width, height)| format!("{width} × {height}"));
        [
            ("stat-frames", format!("{:.0}/s", self.frames.fps(now_ms()))),
            ("stat-size", size),
            ("stat-latency", ms(self.picture_ms())),
            ("stat-input", ms(self.echo.ms())),
            ("stat-round-trip", ms(self.latency.rtt_ms())),
            ("stat-rate", format!("{:.0} kbit/s", self.bytes.kbit_s())),
            ("stat-lost", format!("{:.0}", self.counters.lost)),
            ("stat-path", self.path().1.english().to_owned()),
            ("stat-decoder", self.counters.decoder.clone().unwrap_or_else(unknown)),
        ]
    }
}

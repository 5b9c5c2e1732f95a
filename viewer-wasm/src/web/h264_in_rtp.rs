//! Whether this browser decodes H.264 in RTP.

use std::cell::Cell;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::RtcRtpTransceiver;

use super::dom::call;

thread_local! {
    /// The browser has named H.264 among what it receives, and offered none.
    static WITHDRAWN: Cell<bool> = const { Cell::new(false) };
}

/// Whether it does.
pub(crate) fn is_decoded() -> bool {
    codecs().is_some()
}

/// The H.264 codecs of this browser, the sharer's first choice first, and retransmission (RTX, RFC 4588)
/// behind them. `None` when there is no H.264.
pub(super) fn codecs() -> Option<Array> {
    if WITHDRAWN.get() {
        return None;
    }
    let receiver = Reflect::get(&js_sys::global(), &"RTCRtpReceiver".into()).ok()?;
    let capabilities = call(&receiver, "getCapabilities", &"video".into())?;
    let codecs = Reflect::get(&capabilities, &"codecs".into()).ok()?.dyn_into::<Array>().ok()?;
    let text = |codec: &JsValue, field: &str| {
        let value = Reflect::get(codec, &field.into()).ok();
        value.and_then(|value| value.as_string()).unwrap_or_default().to_ascii_lowercase()
    };
    const RTX: u8 = 4;
    let rank = |codec: &JsValue| {
        let parameters = text(codec, "sdpFmtpLine");
        match text(codec, "mimeType").as_str() {
            "video/h264" if !parameters.contains("packetization-mode=1") => None,
            "video/h264" if parameters.contains("profile-level-id=f400") => Some(0),
            "video/h264" if parameters.contains("profile-level-id=42e0") => Some(1),
            "video/h264" if parameters.contains("profile-level-id=4200") => Some(2),
            "video/h264" => Some(3),
            "video/rtx" => Some(RTX),
            _ => None,
        }
    };
    let mut ranked: Vec<(u8, JsValue)> =
        codecs.iter().filter_map(|codec| Some((rank(&codec)?, codec))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    if ranked.first().is_none_or(|(rank, _)| *rank == RTX) {
        return None;
    }
    Some(ranked.into_iter().map(|(_, codec)| codec).collect())
}

/// Offers these codecs only. An old browser without this method offers all; the sharer then chooses.
pub(super) fn prefer(transceiver: &RtcRtpTransceiver, codecs: &Array) {
    let _ = call(transceiver, "setCodecPreferences", codecs);
}

/// An offer had no H.264 although the browser had named it: Firefox does so as long as its decoder is not installed.
/// From here on no connection of this page has video in RTP: it comes in messages.
pub(crate) fn withdraw() {
    WITHDRAWN.set(true);
}

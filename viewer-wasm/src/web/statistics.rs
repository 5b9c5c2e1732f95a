//! The browser's statistics (W3C webrtc-stats), reduced to the numbers that are shown.

use js_sys::{Function, Reflect};
use protocol::channel::Channel;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::event::{Carrier, Counters};

/// Reads an `RTCStatsReport`. Missing values stay at zero.
pub(super) fn read(report: &JsValue) -> Counters {
    let mut counters = Counters::default();
    // It has the methods of a map, but is not one.
    let values = Reflect::get(report, &"values".into()).ok();
    let values = values.and_then(|values| values.dyn_ref::<Function>()?.call0(report).ok());
    let entries: Vec<JsValue> = values
        .and_then(|values| js_sys::try_iter(&values).ok().flatten())
        .map(|values| values.filter_map(Result::ok).collect())
        .unwrap_or_default();
    let text = |entry: &JsValue, field: &str| {
        Reflect::get(entry, &field.into()).ok().and_then(|value| value.as_string())
    };
    let number = |entry: &JsValue, field: &str| {
        Reflect::get(entry, &field.into()).ok().and_then(|value| value.as_f64())
    };
    let is = |entry: &JsValue, kind: &str| text(entry, "type").as_deref() == Some(kind);
    let by_id = |id: &str| entries.iter().find(|entry| text(entry, "id").as_deref() == Some(id));

    for entry in &entries {
        if is(entry, "inbound-rtp") && text(entry, "kind").as_deref() == Some("video") {
            counters.bytes += number(entry, "bytesReceived").unwrap_or_default();
            counters.lost = number(entry, "packetsLost").unwrap_or_default();
            let codec = text(entry, "codecId").and_then(|id| text(by_id(&id)?, "mimeType"));
            counters.decoder = text(entry, "decoderImplementation").or(codec);
        }
        let carries_video = text(entry, "label").as_deref() == Some(Channel::Video.label());
        if is(entry, "data-channel") && carries_video {
            counters.bytes += number(entry, "bytesReceived").unwrap_or_default();
        }
        if is(entry, "transport") {
            // The sharer stays with the pair that was nominated first, while the browser sends on the one it
            // likes best. The picture comes on the pair that has received last (STUN does not count).
            let last = |pair: &JsValue| number(pair, "lastPacketReceivedTimestamp").unwrap_or(0.0);
            let pairs = entries.iter().filter(|entry| is(entry, "candidate-pair"));
            let receiving = pairs.filter(|pair| last(pair) > 0.0);
            let receiving = receiving.max_by(|a, b| last(a).total_cmp(&last(b))).cloned();
            let selected =
                || text(entry, "selectedCandidatePairId").and_then(|id| by_id(&id).cloned());
            let pair = receiving.or_else(selected);
            let is_relayed = pair.is_some_and(|pair| {
                ["localCandidateId", "remoteCandidateId"].iter().any(|end| {
                    let candidate = text(&pair, end).and_then(|id| by_id(&id).cloned());
                    candidate.and_then(|c| text(&c, "candidateType")).as_deref() == Some("relay")
                })
            });
            counters.carrier = if is_relayed { Carrier::Relay } else { Carrier::Direct };
        }
    }
    counters
}

/// The object with these fields that `window.alongside.stats()` returns.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

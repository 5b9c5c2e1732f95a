//! The direct connection to the sharer.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use protocol::channel::Channel;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event as DomEvent, MediaStream, RtcConfiguration, RtcIceCandidateInit, RtcPeerConnection,
    RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpTransceiver,
    RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType, RtcSessionDescriptionInit,
};

use super::channel::DataChannel;
use super::listen::Listener;
use super::{report, video};
use crate::error::Error;
use crate::event::{Event, PeerEvent, Tell};
use viewer::state::Candidate;

/// How the connection finds its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeerConfig {
    /// STUN and TURN servers; none means that the two find each other by their own addresses.
    pub(crate) ice_servers: Vec<String>,
}

/// Why there is no connection to prepare.
pub(crate) enum NoPeer {
    /// This browser cannot decode H.264.
    Decoder,
    /// The browser refused.
    Browser(Error),
}

impl<E: Into<Error>> From<E> for NoPeer {
    fn from(error: E) -> Self {
        Self::Browser(error.into())
    }
}

/// A peer connection with its channels. Closes when it is dropped.
pub(crate) struct Peer {
    inner: RtcPeerConnection,
    channels: Vec<(Channel, DataChannel)>,
    /// Cleared when the connection is dropped: answers of the browser that come later are for
    /// nobody.
    alive: Rc<Cell<bool>>,
    _listeners: [Listener; 2],
}

impl Peer {
    /// Prepares a connection, a new one unless there is one; the offer and its candidates are told.
    pub(crate) fn open(
        early: Option<RtcPeerConnection>,
        config: &PeerConfig,
        show: impl FnOnce(&MediaStream),
        tell: &Tell,
    ) -> Result<Self, NoPeer> {
        let codecs = h264().ok_or(NoPeer::Decoder)?;
        let inner = match early.filter(|_| config.ice_servers.is_empty()) {
            Some(inner) => inner,
            None => RtcPeerConnection::new_with_configuration(&configuration(config))?,
        };
        let listeners = listen(&inner, tell)?;
        let alive = Rc::new(Cell::new(true));
        let mut peer = Self { inner, channels: Vec::new(), alive, _listeners: listeners };
        let init = RtcRtpTransceiverInit::new();
        init.set_direction(RtcRtpTransceiverDirection::Recvonly);
        let transceiver = peer.inner.add_transceiver_with_str_and_init("video", &init);
        prefer(&transceiver, &codecs);
        let receiver = transceiver.receiver();
        video::show_at_once(&receiver);
        // Before there is anything to see: a frame that comes while the player is still made is lost,
        // and a screen that stands still does not send another one soon.
        let stream = MediaStream::new()?;
        stream.add_track(&receiver.track());
        show(&stream);
        for channel in Channel::ALL {
            peer.channels.push((channel, DataChannel::open(&peer.inner, channel, tell)?));
        }
        peer.offer(tell.clone());
        Ok(peer)
    }

    fn offer(&self, tell: Tell) {
        let (inner, alive) = (self.inner.clone(), self.alive.clone());
        spawn_local(async move {
            let offered = offer(&inner).await;
            if alive.get() {
                tell(Event::Peer(offered.map_or(PeerEvent::Failed, PeerEvent::Offer)));
            }
        });
    }

    /// Takes the sharer's description.
    pub(crate) fn set_answer(&self, sdp: &str, tell: &Tell) {
        let description = RtcSessionDescriptionInit::new(RtcSdpType::Answer);
        description.set_sdp(sdp);
        let set = JsFuture::from(self.inner.set_remote_description(&description));
        let (alive, tell) = (self.alive.clone(), tell.clone());
        spawn_local(async move {
            if set.await.is_err() && alive.get() {
                tell(Event::Peer(PeerEvent::Failed));
            }
        });
    }

    /// Takes a candidate of the sharer. The browser queues it behind the description; one that it
    /// does not like is none.
    pub(crate) fn add_candidate(&self, candidate: &Candidate) {
        let init = RtcIceCandidateInit::new(&candidate.candidate);
        init.set_sdp_mid(candidate.mid.as_deref());
        init.set_sdp_m_line_index(candidate.line);
        let added = self.inner.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init));
        spawn_local(async move {
            let _ = JsFuture::from(added).await;
        });
    }

    /// The channel, to send on it.
    pub(crate) fn channel(&self, channel: Channel) -> Option<&DataChannel> {
        self.channels.iter().find(|(which, _)| *which == channel).map(|(_, channel)| channel)
    }

    /// Asks the browser for its counters, which are told.
    pub(crate) fn count(&self, tell: &Tell) {
        let stats = JsFuture::from(self.inner.get_stats());
        let (alive, tell) = (self.alive.clone(), tell.clone());
        spawn_local(async move {
            if let Ok(stats) = stats.await
                && alive.get()
            {
                tell(Event::Counters(report::read(&stats)));
            }
        });
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.alive.set(false);
        self.inner.close();
    }
}

fn configuration(config: &PeerConfig) -> RtcConfiguration {
    let configuration = RtcConfiguration::new();
    if !config.ice_servers.is_empty() {
        let servers = Array::new();
        for url in &config.ice_servers {
            let server = js_sys::Object::new();
            let _ = Reflect::set(&server, &"urls".into(), &url.into());
            servers.push(&server);
        }
        configuration.set_ice_servers(&servers);
    }
    configuration
}

fn listen(inner: &RtcPeerConnection, tell: &Tell) -> Result<[Listener; 2], Error> {
    let found = tell.clone();
    let changed = tell.clone();
    let connection = inner.clone();
    Ok([
        Listener::new(inner, "icecandidate", move |event: RtcPeerConnectionIceEvent| {
            // An empty one says that there are no more, which nobody here waits for.
            let Some(candidate) = event.candidate().filter(|c| !c.candidate().is_empty()) else {
                return;
            };
            found(Event::Peer(PeerEvent::Candidate(Candidate {
                candidate: candidate.candidate(),
                mid: candidate.sdp_mid(),
                line: candidate.sdp_m_line_index(),
            })));
        })?,
        Listener::new(inner, "connectionstatechange", move |_: DomEvent| {
            if connection.connection_state() == RtcPeerConnectionState::Failed {
                changed(Event::Peer(PeerEvent::Failed));
            }
        })?,
    ])
}

async fn offer(peer: &RtcPeerConnection) -> Option<String> {
    let offer = JsFuture::from(peer.create_offer()).await.ok()?;
    let offer: RtcSessionDescriptionInit = offer.unchecked_into();
    let sdp = offer.get_sdp()?;
    JsFuture::from(peer.set_local_description(&offer)).await.ok()?;
    Some(sdp)
}

/// The H.264 codecs of this browser, the one that the sharer sends first, and what repairs lost
/// packets (rtx) behind them. `None` when there is no H.264.
fn h264() -> Option<Array> {
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

/// Offers these codecs only. An old browser without the call offers all; the sharer then chooses.
fn prefer(transceiver: &RtcRtpTransceiver, codecs: &Array) {
    let _ = call(transceiver, "setCodecPreferences", codecs);
}

/// Calls a method that not every browser has.
pub(super) fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method = Reflect::get(object, &method.into()).ok()?;
    method.dyn_ref::<js_sys::Function>()?.call1(object, argument).ok()
}

//! A path to the sharer: a WebRTC connection.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use protocol::channel::Channel;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Event as DomEvent, MediaStream, RtcConfiguration, RtcIceCandidateInit, RtcOfferOptions,
    RtcPeerConnection, RtcPeerConnectionIceEvent, RtcPeerConnectionState,
    RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType, RtcSessionDescriptionInit,
};

use super::channel::DataChannel;
use super::listener::Listener;
use super::timer::later;
use super::{h264_in_rtp, statistics, video};
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::offer::has_video_format;
use viewer::state::{Candidate, IceServer, PathId, PathInput};

/// How long a relayed address of this browser is kept back, in ms. The sharer stays with the first pair that
/// works; a direct one takes a few round trips, and should be the first where there is one.
const RELAY_DELAY_MS: i32 = 500;

/// A WebRTC connection with its channels. Closes when it is dropped.
pub(crate) struct Connection {
    id: PathId,
    inner: RtcPeerConnection,
    channels: Vec<(Channel, DataChannel)>,
    /// Cleared when the connection is dropped: later answers of the browser are ignored.
    alive: Rc<Cell<bool>>,
    /// Counts the offers that were asked for: only the last one is used.
    offers: Rc<Cell<u32>>,
    /// What the player shows of this connection; `None` without H.264 in RTP.
    video: Option<MediaStream>,
    _listeners: [Listener; 2],
}

impl Connection {
    /// Opens a path, with a connection that was opened before if there is one. The offer and its
    /// candidates follow as events. In a browser without H.264 in RTP it has data channels only.
    pub(crate) fn open(
        id: PathId,
        preopened: Option<RtcPeerConnection>,
        ice_servers: &[IceServer],
        emit: &Emit,
    ) -> Result<Self, Error> {
        // That one was opened without servers.
        let inner = match preopened.filter(|_| ice_servers.is_empty()) {
            Some(inner) => inner,
            None => RtcPeerConnection::new_with_configuration(&configuration(ice_servers))?,
        };
        Self::prepare(id, inner, emit)
    }

    /// Opens the path anew, with the same servers.
    pub(crate) fn reopen(&self, emit: &Emit) -> Result<Self, Error> {
        let configuration = self.inner.get_configuration();
        Self::prepare(self.id, RtcPeerConnection::new_with_configuration(&configuration)?, emit)
    }

    fn prepare(id: PathId, inner: RtcPeerConnection, emit: &Emit) -> Result<Self, Error> {
        let alive = Rc::new(Cell::new(true));
        let listeners = listen(id, &inner, &alive, emit)?;
        let (offers, video) = (Rc::new(Cell::new(0)), None);
        let channels = Vec::new();
        let mut connection =
            Self { id, inner, channels, video, alive, offers, _listeners: listeners };
        if let Some(codecs) = h264_in_rtp::codecs() {
            connection.video = Some(connection.receive_video(&codecs)?);
        }
        for channel in Channel::ALL {
            connection
                .channels
                .push((channel, DataChannel::open(&connection.inner, id, channel, emit)?));
        }
        connection.offer(false, emit.clone());
        Ok(connection)
    }

    /// The video, for the player.
    pub(crate) fn video(&self) -> Option<&MediaStream> {
        self.video.as_ref()
    }

    /// Uses these servers, and makes another offer, whose candidates are gathered with them.
    pub(crate) fn set_servers(&self, ice_servers: &[IceServer], emit: &Emit) {
        let servers = configuration(ice_servers);
        if self.inner.set_configuration_with_configuration(&servers).is_ok() {
            self.offer(true, emit.clone());
        } else {
            emit(Event::Path(self.id, PathInput::Failed));
        }
    }

    fn receive_video(&self, codecs: &Array) -> Result<MediaStream, Error> {
        let init = RtcRtpTransceiverInit::new();
        init.set_direction(RtcRtpTransceiverDirection::Recvonly);
        let transceiver = self.inner.add_transceiver_with_str_and_init("video", &init);
        h264_in_rtp::prefer(&transceiver, codecs);
        let receiver = transceiver.receiver();
        video::minimise_delay(&receiver);
        let stream = MediaStream::new()?;
        stream.add_track(&receiver.track());
        Ok(stream)
    }

    fn offer(&self, restarts_ice: bool, emit: Emit) {
        let (id, inner, alive) = (self.id, self.inner.clone(), self.alive.clone());
        let (offers, number) = (self.offers.clone(), self.offers.get() + 1);
        let has_video = self.video.is_some();
        offers.set(number);
        spawn_local(async move {
            let offered = offer(&inner, restarts_ice).await;
            if !alive.get() || offers.get() != number {
                return;
            }
            emit(match offered {
                Some(sdp) if has_video && !has_video_format(&sdp) => Event::NoVideoOffered(id),
                Some(sdp) => Event::Path(id, PathInput::Offer { sdp }),
                None => Event::Path(id, PathInput::Failed),
            });
        });
    }

    /// Sets the sharer's session description.
    pub(crate) fn set_answer(&self, sdp: &str, emit: &Emit) {
        let description = RtcSessionDescriptionInit::new(RtcSdpType::Answer);
        description.set_sdp(sdp);
        let set = JsFuture::from(self.inner.set_remote_description(&description));
        let (id, alive, emit) = (self.id, self.alive.clone(), emit.clone());
        spawn_local(async move {
            if set.await.is_err() && alive.get() {
                emit(Event::Path(id, PathInput::Failed));
            }
        });
    }

    /// Adds a candidate of the sharer. The browser queues it behind the description; one that it rejects is
    /// dropped.
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

    /// Asks the browser for its counters, which follow as an event.
    pub(crate) fn count(&self, emit: &Emit) {
        let stats = JsFuture::from(self.inner.get_stats());
        let (alive, emit) = (self.alive.clone(), emit.clone());
        spawn_local(async move {
            if let Ok(stats) = stats.await
                && alive.get()
            {
                emit(Event::Counters(statistics::read(&stats)));
            }
        });
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.alive.set(false);
        self.inner.close();
    }
}

fn configuration(ice_servers: &[IceServer]) -> RtcConfiguration {
    let configuration = RtcConfiguration::new();
    if !ice_servers.is_empty() {
        let servers = Array::new();
        for IceServer { urls, username, credential } in ice_servers {
            let server = js_sys::Object::new();
            let urls: Array = urls.iter().map(JsValue::from).collect();
            let _ = Reflect::set(&server, &"urls".into(), &urls);
            for (field, value) in [("username", username), ("credential", credential)] {
                if let Some(value) = value {
                    let _ = Reflect::set(&server, &field.into(), &value.into());
                }
            }
            servers.push(&server);
        }
        configuration.set_ice_servers(&servers);
    }
    configuration
}

fn listen(
    id: PathId,
    inner: &RtcPeerConnection,
    alive: &Rc<Cell<bool>>,
    emit: &Emit,
) -> Result<[Listener; 2], Error> {
    let found = emit.clone();
    let changed = emit.clone();
    let connection = inner.clone();
    let alive = alive.clone();
    Ok([
        Listener::new(inner, "icecandidate", move |event: RtcPeerConnectionIceEvent| {
            // An empty one marks the end of the candidates, which is not needed.
            let Some(candidate) = event.candidate().filter(|c| !c.candidate().is_empty()) else {
                return;
            };
            let candidate = Candidate {
                candidate: candidate.candidate(),
                mid: candidate.sdp_mid(),
                line: candidate.sdp_m_line_index(),
            };
            let is_relayed = candidate.candidate.contains(" typ relay");
            let event = Event::Path(id, PathInput::Candidate(candidate));
            if !is_relayed {
                found(event);
                return;
            }
            let (found, alive) = (found.clone(), alive.clone());
            later(RELAY_DELAY_MS, move || {
                if alive.get() {
                    found(event);
                }
            });
        })?,
        Listener::new(inner, "connectionstatechange", move |_: DomEvent| {
            if connection.connection_state() == RtcPeerConnectionState::Failed {
                changed(Event::Path(id, PathInput::Failed));
            }
        })?,
    ])
}

async fn offer(peer: &RtcPeerConnection, restarts_ice: bool) -> Option<String> {
    let options = RtcOfferOptions::new();
    options.set_ice_restart(restarts_ice);
    let offer = JsFuture::from(peer.create_offer_with_rtc_offer_options(&options)).await.ok()?;
    let offer: RtcSessionDescriptionInit = offer.unchecked_into();
    let sdp = offer.get_sdp()?;
    JsFuture::from(peer.set_local_description(&offer)).await.ok()?;
    Some(sdp)
}

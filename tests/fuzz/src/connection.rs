//! What reaches the WebRTC stack of the sharer before the User is asked: datagrams from anybody, and from a
//! Helper who has proven the code and so knows the ICE credentials.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime};

use bytes::BytesMut;
use rtc::crypto::{RTCCryptoProvider, default_provider};
use rtc::data_channel::RTCDataChannelInit;
use rtc::dtls::crypto::Certificate;
use rtc::mdns::{Mdns, MdnsConfig};
use rtc::peer_connection::certificate::RTCCertificate;
use rtc::peer_connection::configuration::RTCConfigurationBuilder;
use rtc::peer_connection::configuration::media_engine::{MIME_TYPE_H264, MediaEngine};
use rtc::peer_connection::configuration::setting_engine::SettingEngineBuilder;
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::peer_connection::transport::{RTCDtlsRole, RTCIceCandidateInit};
use rtc::peer_connection::{RTCPeerConnection, RTCPeerConnectionBuilder};
use rtc::rtp_transceiver::rtp_sender::{RTCRtpCodec, RTCRtpCodecParameters, RtpCodecKind};
use rtc::sansio::Protocol;
use rtc::shared::marshal::Unmarshal;
use rtc::shared::{TaggedBytesMut, TransportContext, TransportProtocol};
use rtc::stun::attributes::{ATTR_USERNAME, AttrType};
use rtc::stun::fingerprint::FINGERPRINT;
use rtc::stun::integrity::MessageIntegrity;
use rtc::stun::message::{Message, Setter as _, TransactionId};

/// The offer of a browser, in short.
pub(crate) const OFFER: &str = include_str!("offer.sdp");

const HERE: &str = "192.0.2.1:5000";
const THERE: &str = "192.0.2.2:6000";

/// Datagrams of one input, and steps of the time after each.
const DATAGRAMS: usize = 64;
const STEP: Duration = Duration::from_millis(150);

/// The parts of an input: two bytes of length before each.
pub(crate) fn parts(mut data: &[u8]) -> impl Iterator<Item = &[u8]> {
    core::iter::from_fn(move || {
        let (length, rest) = data.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
        let (part, rest) = rest.split_at(length);
        data = rest;
        Some(part)
    })
    .take(DATAGRAMS)
}

/// The first instant of the stack's clock.
#[expect(clippy::disallowed_methods, reason = "an instant can be had in no other way")]
pub(crate) fn beginning() -> Instant {
    Instant::now()
}

pub(crate) fn provider() -> Arc<dyn RTCCryptoProvider> {
    default_provider().expect("it is built in")
}

/// The sharer's end, set up as the sharer does it.
pub(crate) fn answering(now: Instant) -> RTCPeerConnection {
    // One key is enough, and takes a while.
    static CERTIFICATE: OnceLock<RTCCertificate> = OnceLock::new();
    let certificate = CERTIFICATE.get_or_init(|| {
        let names = vec!["alongside".to_owned()];
        let certificate = Certificate::generate_self_signed(names, provider().crypto());
        let expires = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 32);
        RTCCertificate::from_existing(certificate.expect("there is randomness"), expires)
    });
    let mut media = MediaEngine::default();
    let codec = RTCRtpCodec {
        mime_type: MIME_TYPE_H264.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: "packetization-mode=1;profile-level-id=42e01f".to_owned(),
        rtcp_feedback: Vec::new(),
    };
    let codec = RTCRtpCodecParameters { rtp_codec: codec, payload_type: 102 };
    media.register_codec(codec, RtpCodecKind::Video).expect("it is the first one");
    let settings =
        SettingEngineBuilder::new().with_answering_dtls_role(RTCDtlsRole::Server).build();
    let configuration =
        RTCConfigurationBuilder::new().with_certificates(vec![certificate.clone()]).build();
    let mut connection = RTCPeerConnectionBuilder::new()
        .with_configuration(configuration)
        .with_media_engine(media)
        .with_setting_engine(settings)
        .build(now)
        .expect("the settings are valid");
    let channel = RTCDataChannelInit { negotiated: Some(0), ..RTCDataChannelInit::default() };
    connection.create_data_channel("control", Some(channel)).expect("it is the first one");
    let candidate = format!("candidate:1 1 udp 1 {} typ host", HERE.replace(':', " "));
    let init = RTCIceCandidateInit { candidate, ..RTCIceCandidateInit::default() };
    connection.add_local_candidate(init).expect("it is valid");
    connection
}

/// Lets the connection send what it has to send, for a while. Returns where to.
pub(crate) fn drain(
    connection: &mut RTCPeerConnection,
    now: Instant,
) -> Vec<(TransportProtocol, SocketAddr)> {
    let mut sent = Vec::new();
    for step in 0..4 {
        let _ = connection.handle_timeout(now + STEP * step);
        while let Some(message) = connection.poll_write() {
            sent.push((message.transport.transport_protocol, message.transport.peer_addr));
        }
        while connection.poll_event().is_some() {}
        while connection.poll_read().is_some() {}
    }
    sent
}

pub(crate) fn datagram(now: Instant, bytes: &[u8]) -> TaggedBytesMut {
    let transport = TransportContext {
        local_addr: HERE.parse().expect("an address"),
        peer_addr: THERE.parse().expect("an address"),
        transport_protocol: TransportProtocol::UDP,
        ecn: None,
    };
    TaggedBytesMut { now, transport, message: BytesMut::from(bytes) }
}

/// Datagrams as a network delivers them. Of one that begins with 0xff the rest is made a STUN message with the
/// credentials of this session: two bytes of type, then attributes.
pub fn connection(data: &[u8]) {
    let mut now = beginning();
    let mut connection = answering(now);
    let offer = RTCSessionDescription::offer(OFFER.to_owned()).expect("it is valid");
    connection.set_remote_description(now, offer).expect("it is valid");
    let answer = connection.create_answer(None).expect("the offer is valid");
    let attribute = |name| {
        let mut lines = answer.sdp.lines();
        lines.find_map(|line| line.strip_prefix(name)).expect("it is there").to_owned()
    };
    let (name, password) = (attribute("a=ice-ufrag:"), attribute("a=ice-pwd:"));
    connection.set_local_description(now, answer).expect("it is its own");
    for part in parts(data) {
        let bytes = match part {
            [0xff, message @ ..] => signed(message, &name, &password),
            raw => raw.to_vec(),
        };
        let _ = connection.handle_read(datagram(now, &bytes));
        drain(&mut connection, now);
        now += STEP;
    }
}

/// A STUN message of an end that knows the password.
fn signed(message: &[u8], name: &str, password: &str) -> Vec<u8> {
    let (kind, mut attributes) = message.split_first_chunk::<2>().unwrap_or((&[0, 1], &[]));
    let mut made = Message::new();
    made.typ.read_value(u16::from_be_bytes(*kind));
    made.transaction_id = TransactionId(*b"twelve bytes");
    made.encode();
    made.add(ATTR_USERNAME, format!("{name}:abcd").as_bytes());
    while let Some(([a, b, length], rest)) = attributes.split_first_chunk::<3>() {
        let (value, rest) = rest.split_at(usize::from(*length).min(rest.len()));
        made.add(AttrType(u16::from_be_bytes([*a, *b])), value);
        attributes = rest;
    }
    let password = password.to_owned();
    let provider = provider();
    let integrity =
        MessageIntegrity::new_short_term_integrity_with_provider(password, provider.crypto());
    // Behind a FINGERPRINT there can be no other attribute.
    let _ = integrity.add_to(&mut made);
    let _ = FINGERPRINT.add_to(&mut made);
    made.raw
}

/// RTP and RTCP, as they are once they are decrypted. Nothing prints them: `Display` of a REMB with a huge rate panics
/// in rtc-rtcp 0.21.1.
pub fn rtcp(data: &[u8]) {
    if let Ok(packets) = rtc::rtcp::packet::unmarshal(&mut &*data) {
        for packet in packets {
            let _ = (packet.destination_ssrc(), packet.marshal_size());
        }
    }
    if let Ok(packet) = rtc::rtp::Packet::unmarshal(&mut &*data) {
        assert!(packet.payload.len() <= data.len());
    }
}

/// Multicast DNS, which anybody in the local network sends.
pub fn mdns(data: &[u8]) {
    let now = beginning();
    let mut mdns = Mdns::new(now, MdnsConfig::default());
    mdns.query_now(now, "6e3d0e9c.local");
    for part in parts(data) {
        let _ = mdns.handle_read(datagram(now, part));
        while mdns.poll_write().is_some() {}
        while mdns.poll_event().is_some() {}
        let _ = mdns.handle_timeout(now + STEP);
    }
}

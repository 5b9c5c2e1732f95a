//! What the Helper's browser says before the User is asked, on its way into the WebRTC stack.

use std::net::SocketAddr;

use protocol::ice::candidate::{Candidate, Target};
use protocol::ice::offer::Offer;
use protocol::limits::{CHECKED_CANDIDATES, SDP_BYTES};
use rtc::peer_connection::RTCPeerConnection;
use rtc::peer_connection::sdp::RTCSessionDescription;
use rtc::peer_connection::transport::RTCIceCandidateInit;
use rtc::shared::TransportProtocol;

use crate::connection::{OFFER, answering, beginning, drain};
use crate::text::text;

/// The stack takes what was read of an offer or refuses it, and finds no candidate in it.
pub fn offer(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(offer) = Offer::read(text) else { return };
    assert!(text.len() <= SDP_BYTES && offer.candidates.len() <= CHECKED_CANDIDATES);
    let again = Offer::read(&offer.sdp).expect("what was read is read again");
    assert_eq!((again.sdp.as_str(), again.candidates.len()), (offer.sdp.as_str(), 0));

    let Ok(description) = RTCSessionDescription::offer(offer.sdp) else { return };
    let parsed = description.unmarshal().expect("it was parsed before");
    let of_media = parsed.media_descriptions.iter().flat_map(|media| &media.attributes);
    assert!(!parsed.attributes.iter().chain(of_media).any(|found| found.is_ice_candidate()));

    let now = beginning();
    let mut connection = answering(now);
    if connection.set_remote_description(now, description).is_err() {
        return;
    }
    if let Ok(answer) = connection.create_answer(None) {
        let _ = connection.set_local_description(now, answer);
    }
    for candidate in offer.candidates {
        add(&mut connection, &candidate);
    }
    drain(&mut connection, now);
}

/// The stack understands a candidate as it was read: over UDP, at the address that was judged.
pub fn candidate(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(candidate) = text.parse::<Candidate>() else { return };
    assert_eq!(candidate.to_string().parse(), Ok(candidate.clone()));

    let now = beginning();
    let mut connection = answering(now);
    let offer = RTCSessionDescription::offer(OFFER.to_owned()).expect("it is valid");
    connection.set_remote_description(now, offer).expect("it is valid");
    let answer = connection.create_answer(None).expect("the offer is valid");
    connection.set_local_description(now, answer).expect("it is its own");
    add(&mut connection, &candidate);
    let expected = match candidate.target() {
        Target::Address(address) => Some(*address),
        Target::Name(..) => None,
    };
    for (protocol, to) in drain(&mut connection, now) {
        assert_eq!(protocol, TransportProtocol::UDP);
        assert!(expected == Some(to) || to == MDNS, "{to} is not {expected:?}");
    }
}

/// Where names of multicast DNS are asked for.
const MDNS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::new(224, 0, 0, 251)), 5353);

fn add(connection: &mut RTCPeerConnection, candidate: &Candidate) {
    let candidate = candidate.to_string();
    let init = RTCIceCandidateInit { candidate, ..RTCIceCandidateInit::default() };
    // It may refuse one.
    let _ = connection.add_remote_candidate(init);
}

//! Sends lost packets again (NACK, RFC 4585 §6.2.1) in a stream of their own (RTX, RFC 4588).
//!
//! The stack's own responder answers each request, however late and however often it is made, and the
//! copies are not told of in feedback. Which are sent decides [`transport`].

use std::collections::VecDeque;
use std::time::Instant;

use bytes::{BufMut as _, BytesMut};
use rtc::interceptor::{
    Attribute, AttributedPacket, Interceptor, Packet, StreamInfo, TaggedPacket,
};
use rtc::rtcp::transport_feedbacks::transport_layer_nack::TransportLayerNack;
use rtc::rtp;
use rtc::sansio::Protocol;
use rtc::shared::TransportContext;
use rtc::shared::error::Error;

use super::congestion::Estimate;
use transport::KEPT_PACKETS;

/// Keeps what was sent, and sends it again when that helps.
pub(super) struct Repairs {
    estimate: Estimate,
    stream: Option<Stream>,
    inbound: VecDeque<TaggedPacket>,
    outbound: VecDeque<TaggedPacket>,
}

struct Stream {
    ssrc: u32,
    copies_ssrc: u32,
    copies_type: u8,
    copies_number: u16,
    /// A packet's place is its number modulo [`KEPT_PACKETS`].
    kept: Vec<Option<rtp::Packet>>,
}

impl Repairs {
    pub(super) fn new(estimate: Estimate) -> Self {
        Self { estimate, stream: None, inbound: VecDeque::new(), outbound: VecDeque::new() }
    }

    fn answer(&mut self, nack: &TransportLayerNack, now: Instant) {
        let Some(stream) = self.stream.as_mut().filter(|s| s.ssrc == nack.media_ssrc) else {
            return;
        };
        for pair in &nack.nacks {
            // The packet itself, and a bit for each of the sixteen behind it.
            let behind = (0..16).filter(|bit| pair.lost_packets >> bit & 1 == 1).map(|bit| bit + 1);
            for ahead in std::iter::once(0).chain(behind) {
                let number = pair.packet_id.wrapping_add(ahead);
                if let Some(copy) = stream.copy(number, &self.estimate) {
                    let message = AttributedPacket::new(Packet::Rtp(copy));
                    self.outbound.push_back(TaggedPacket {
                        now,
                        transport: TransportContext::default(),
                        message: message.with(Attribute::Retransmission),
                    });
                }
            }
        }
    }
}

impl Stream {
    fn keep(&mut self, packet: &rtp::Packet) {
        if let Some(place) = self.kept.get_mut(place(packet.header.sequence_number)) {
            *place = Some(packet.clone());
        }
    }

    /// A copy, if it is to be sent.
    fn copy(&mut self, number: u16, estimate: &Estimate) -> Option<rtp::Packet> {
        let packet = self.kept.get(place(number))?.as_ref();
        let bytes = packet.map_or(0, |packet| packet.payload.len());
        // Asked in any case: a packet that is not kept any more may need a keyframe.
        let is_wanted = estimate.asked_again(number, bytes);
        let packet = packet.filter(|p| is_wanted && p.header.sequence_number == number)?;
        let mut payload = BytesMut::with_capacity(2 + packet.payload.len());
        payload.put_u16(number);
        payload.put_slice(&packet.payload);
        let header = rtp::Header {
            version: 2,
            marker: packet.header.marker,
            payload_type: self.copies_type,
            sequence_number: self.copies_number,
            timestamp: packet.header.timestamp,
            ssrc: self.copies_ssrc,
            ..rtp::Header::default()
        };
        self.copies_number = self.copies_number.wrapping_add(1);
        Some(rtp::Packet { header, payload: payload.freeze() })
    }
}

fn place(number: u16) -> usize {
    usize::from(number) % KEPT_PACKETS
}

impl Protocol<TaggedPacket, TaggedPacket, ()> for Repairs {
    type Rout = TaggedPacket;
    type Wout = TaggedPacket;
    type Eout = ();
    type Error = Error;
    type Time = Instant;

    fn handle_read(&mut self, packet: TaggedPacket) -> Result<(), Error> {
        if let Packet::Rtcp(rtcp) = &packet.message.packet {
            for nack in rtcp.iter().filter_map(|rtcp| rtcp.as_any().downcast_ref()) {
                self.answer(nack, packet.now);
            }
        }
        self.inbound.push_back(packet);
        Ok(())
    }

    fn poll_read(&mut self) -> Option<TaggedPacket> {
        self.inbound.pop_front()
    }

    fn handle_write(&mut self, packet: TaggedPacket) -> Result<(), Error> {
        if let (Packet::Rtp(rtp), Some(stream)) = (&packet.message.packet, &mut self.stream)
            && rtp.header.ssrc == stream.ssrc
        {
            stream.keep(rtp);
        }
        self.outbound.push_back(packet);
        Ok(())
    }

    fn poll_write(&mut self) -> Option<TaggedPacket> {
        self.outbound.pop_front()
    }
}

impl Interceptor for Repairs {
    fn bind_local_stream(&mut self, info: &StreamInfo) {
        self.estimate.count(info.ssrc);
        // A browser without RTX asks for keyframes.
        let Some((copies_ssrc, copies_type)) = info.ssrc_rtx.zip(info.payload_type_rtx) else {
            return;
        };
        let kept = vec![None; KEPT_PACKETS];
        self.stream =
            Some(Stream { ssrc: info.ssrc, copies_ssrc, copies_type, copies_number: 0, kept });
    }

    fn unbind_local_stream(&mut self, info: &StreamInfo) {
        self.stream.take_if(|stream| stream.ssrc == info.ssrc);
    }

    fn bind_remote_stream(&mut self, _info: &StreamInfo) {}
    fn unbind_remote_stream(&mut self, _info: &StreamInfo) {}
}

/// Lets an interceptor of the stack see the copies, too: feedback tells of them, and they count as
/// traffic.
pub(super) struct WithRepairs<I>(pub(super) I);

fn copies(info: &StreamInfo) -> Option<StreamInfo> {
    info.ssrc_rtx.map(|ssrc| StreamInfo { ssrc, ..info.clone() })
}

impl<I: Interceptor> Protocol<TaggedPacket, TaggedPacket, ()> for WithRepairs<I> {
    type Rout = TaggedPacket;
    type Wout = TaggedPacket;
    type Eout = ();
    type Error = Error;
    type Time = Instant;

    fn handle_read(&mut self, packet: TaggedPacket) -> Result<(), Error> {
        self.0.handle_read(packet)
    }

    fn poll_read(&mut self) -> Option<TaggedPacket> {
        self.0.poll_read()
    }

    fn handle_write(&mut self, packet: TaggedPacket) -> Result<(), Error> {
        self.0.handle_write(packet)
    }

    fn poll_write(&mut self) -> Option<TaggedPacket> {
        self.0.poll_write()
    }

    fn handle_timeout(&mut self, now: Instant) -> Result<(), Error> {
        self.0.handle_timeout(now)
    }

    fn poll_timeout(&mut self) -> Option<Instant> {
        self.0.poll_timeout()
    }
}

impl<I: Interceptor> Interceptor for WithRepairs<I> {
    fn bind_local_stream(&mut self, info: &StreamInfo) {
        self.0.bind_local_stream(info);
        if let Some(copies) = copies(info) {
            self.0.bind_local_stream(&copies);
        }
    }

    fn unbind_local_stream(&mut self, info: &StreamInfo) {
        self.0.unbind_local_stream(info);
        if let Some(copies) = copies(info) {
            self.0.unbind_local_stream(&copies);
        }
    }

    fn bind_remote_stream(&mut self, info: &StreamInfo) {
        self.0.bind_remote_stream(info);
    }

    fn unbind_remote_stream(&mut self, info: &StreamInfo) {
        self.0.unbind_remote_stream(info);
    }
}

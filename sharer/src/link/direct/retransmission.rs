//! Retransmits NACKed packets (RFC 4585 §6.2.1) in a stream of their own (RTX, RFC 4588 §4).
//!
//! The stack's own responder answers each NACK, however late and however often it comes, and feedback
//! does not cover its retransmissions. Here [`transport`] decides which packets are retransmitted.

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

use transport::{HISTORY_PACKETS, nacked};

use super::congestion::Estimate;

/// Keeps sent packets, and retransmits those that [`transport`] chooses.
pub(super) struct Retransmitter {
    estimate: Estimate,
    stream: Option<Stream>,
    inbound: VecDeque<TaggedPacket>,
    outbound: VecDeque<TaggedPacket>,
}

struct Stream {
    ssrc: u32,
    rtx_ssrc: u32,
    rtx_payload_type: u8,
    rtx_sequence_number: u16,
    /// The last packets; the index of each is its sequence number modulo [`HISTORY_PACKETS`].
    history: Vec<Option<rtp::Packet>>,
}

impl Retransmitter {
    pub(super) fn new(estimate: Estimate) -> Self {
        Self { estimate, stream: None, inbound: VecDeque::new(), outbound: VecDeque::new() }
    }

    fn answer(&mut self, nack: &TransportLayerNack, now: Instant) {
        let Some(stream) = self.stream.as_mut().filter(|s| s.ssrc == nack.media_ssrc) else {
            return;
        };
        for pair in &nack.nacks {
            for sequence_number in nacked(pair.packet_id, pair.lost_packets) {
                if let Some(rtx) = stream.retransmission(sequence_number, &self.estimate) {
                    let message = AttributedPacket::new(Packet::Rtp(rtx));
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
        if let Some(kept) = self.history.get_mut(index(packet.header.sequence_number)) {
            *kept = Some(packet.clone());
        }
    }

    /// The retransmission of a packet, if it is to be sent: its payload is the original sequence number
    /// (OSN) and the original payload.
    fn retransmission(&mut self, sequence_number: u16, estimate: &Estimate) -> Option<rtp::Packet> {
        let packet = self.history.get(index(sequence_number))?.as_ref();
        let bytes = packet.map_or(0, |packet| packet.payload.len());
        // Called in any case: a packet that has left the history may need a keyframe.
        let is_chosen = estimate.on_nack(sequence_number, bytes);
        let packet = packet.filter(|p| is_chosen && p.header.sequence_number == sequence_number)?;
        let mut payload = BytesMut::with_capacity(2 + packet.payload.len());
        payload.put_u16(sequence_number);
        payload.put_slice(&packet.payload);
        let header = rtp::Header {
            version: 2,
            marker: packet.header.marker,
            payload_type: self.rtx_payload_type,
            sequence_number: self.rtx_sequence_number,
            timestamp: packet.header.timestamp,
            ssrc: self.rtx_ssrc,
            ..rtp::Header::default()
        };
        self.rtx_sequence_number = self.rtx_sequence_number.wrapping_add(1);
        Some(rtp::Packet { header, payload: payload.freeze() })
    }
}

fn index(sequence_number: u16) -> usize {
    usize::from(sequence_number) % HISTORY_PACKETS
}

impl Protocol<TaggedPacket, TaggedPacket, ()> for Retransmitter {
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

impl Interceptor for Retransmitter {
    fn bind_local_stream(&mut self, info: &StreamInfo) {
        self.estimate.set_video_ssrc(info.ssrc);
        // A browser without RTX requests keyframes.
        let Some((rtx_ssrc, rtx_payload_type)) = info.ssrc_rtx.zip(info.payload_type_rtx) else {
            return;
        };
        self.stream = Some(Stream {
            ssrc: info.ssrc,
            rtx_ssrc,
            rtx_payload_type,
            rtx_sequence_number: 0,
            history: vec![None; HISTORY_PACKETS],
        });
    }

    fn unbind_local_stream(&mut self, info: &StreamInfo) {
        self.stream.take_if(|stream| stream.ssrc == info.ssrc);
    }

    fn bind_remote_stream(&mut self, _info: &StreamInfo) {}
    fn unbind_remote_stream(&mut self, _info: &StreamInfo) {}
}

/// Lets an interceptor of the stack process retransmissions, too: feedback covers them, and they count
/// as traffic.
pub(super) struct WithRtx<I>(pub(super) I);

fn rtx_stream(info: &StreamInfo) -> Option<StreamInfo> {
    info.ssrc_rtx.map(|ssrc| StreamInfo { ssrc, ..info.clone() })
}

impl<I: Interceptor> Protocol<TaggedPacket, TaggedPacket, ()> for WithRtx<I> {
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

impl<I: Interceptor> Interceptor for WithRtx<I> {
    fn bind_local_stream(&mut self, info: &StreamInfo) {
        self.0.bind_local_stream(info);
        if let Some(rtx) = rtx_stream(info) {
            self.0.bind_local_stream(&rtx);
        }
    }

    fn unbind_local_stream(&mut self, info: &StreamInfo) {
        self.0.unbind_local_stream(info);
        if let Some(rtx) = rtx_stream(info) {
            self.0.unbind_local_stream(&rtx);
        }
    }

    fn bind_remote_stream(&mut self, info: &StreamInfo) {
        self.0.bind_remote_stream(info);
    }

    fn unbind_remote_stream(&mut self, info: &StreamInfo) {
        self.0.unbind_remote_stream(info);
    }
}

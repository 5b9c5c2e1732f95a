//! The video codec: which H.264 profile an offer takes, and what we offer ourselves.

use h264::ChromaFormat;
use rtc::peer_connection::configuration::media_engine::{
    MIME_TYPE_H264, MIME_TYPE_RTX, MediaEngine,
};
use rtc::rtp_transceiver::rtp_sender::{
    RTCRtpCodec, RTCRtpCodecParameters, RTCRtpHeaderExtensionCapability, RtpCodecKind,
};

use crate::link::path::PathError;

/// "Show each picture at once": minimum and maximum playout delay of zero
/// (`http://www.webrtc.org/experiments/rtp-hdrext/playout-delay`).
pub(super) const PLAYOUT_DELAY_URI: &str =
    "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";
pub(super) const PLAYOUT_DELAY_ZERO: [u8; 3] = [0, 0, 0];

/// Payload types we would offer; the browser's own numbers win (RFC 3264 §5.1).
const H264_TYPE: u8 = 102;
const RTX_TYPE: u8 = 103;

/// H.264 constrained baseline, one NAL unit or fragments of it in a packet (RFC 6184 §6.3).
const BASELINE_FMTP: &str =
    "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";
/// The same in high 4:4:4 predictive (RFC 6184 §8.1: `profile_idc` 244).
const HIGH_444_FMTP: &str =
    "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=f4001f";

/// Whether an offer takes video over RTP at all.
pub(super) fn has_video(offer: &str) -> bool {
    offer.lines().any(|line| line.starts_with("m=video"))
}

/// The chroma format: `best`, when an offer takes 4:4:4; otherwise 4:2:0.
pub(super) fn negotiate(offer: &str, best: ChromaFormat) -> ChromaFormat {
    let formats = offer.lines().filter_map(|line| line.strip_prefix("a=fmtp:")?.split_once(' '));
    let takes_444 = formats.map(|(_, format)| format).any(|format| {
        let has = |wanted| format.split(';').any(|part| part.trim() == wanted);
        HIGH_444_FMTP.split(';').all(has)
    });
    if takes_444 { best } else { ChromaFormat::Yuv420 }
}

/// Registers the one codec that is encoded, its retransmission format, and the playout delay.
pub(super) fn register(media: &mut MediaEngine, sampling: ChromaFormat) -> Result<(), PathError> {
    let codec = RTCRtpCodecParameters { rtp_codec: h264(sampling), payload_type: H264_TYPE };
    media.register_codec(codec, RtpCodecKind::Video)?;
    let rtx = RTCRtpCodec {
        mime_type: MIME_TYPE_RTX.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: format!("apt={H264_TYPE}"),
        rtcp_feedback: Vec::new(),
    };
    let rtx = RTCRtpCodecParameters { rtp_codec: rtx, payload_type: RTX_TYPE };
    media.register_codec(rtx, RtpCodecKind::Video)?;
    let uri = PLAYOUT_DELAY_URI.to_owned();
    let extension = RTCRtpHeaderExtensionCapability { uri };
    media.register_header_extension(extension, RtpCodecKind::Video, None)?;
    Ok(())
}

/// The codec with its format parameters.
pub(super) fn h264(sampling: ChromaFormat) -> RTCRtpCodec {
    let format = match sampling {
        ChromaFormat::Yuv420 => BASELINE_FMTP,
        ChromaFormat::Yuv444 => HIGH_444_FMTP,
    };
    RTCRtpCodec {
        mime_type: MIME_TYPE_H264.to_owned(),
        clock_rate: 90_000,
        channels: 0,
        sdp_fmtp_line: format.to_owned(),
        rtcp_feedback: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chroma_format_is_444_when_the_offer_takes_it() {
        let fmtp = |profile: &str, mode: u8| {
            format!(
                "v=0\r\na=fmtp:102 level-asymmetry-allowed=1;packetization-mode={mode};profile-level-id={profile}\r\n"
            )
        };
        let (full, quarter) = (ChromaFormat::Yuv444, ChromaFormat::Yuv420);
        assert_eq!(negotiate(&fmtp("f4001f", 1), full), full);
        assert_eq!(negotiate(&fmtp("f4001f", 1), quarter), quarter, "the encoder cannot make it");
        assert_eq!(negotiate(&fmtp("f4001f", 0), full), quarter, "no fragments");
        assert_eq!(negotiate(&fmtp("42e01f", 1), full), quarter);
        assert_eq!(negotiate("", full), quarter);
        let apart = fmtp("42e01f", 1) + &fmtp("f4001f", 0);
        assert_eq!(negotiate(&apart, full), quarter, "of two formats, each has half of it");
    }
}

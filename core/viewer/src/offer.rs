//! What a browser offers (SDP, RFC 8866).

/// Whether the offer has video that somebody could send: its media description names a format (RFC 8866 §5.14). Without
/// a video description there is none either.
pub fn has_video_format(sdp: &str) -> bool {
    // m=<media> <port> <proto> <fmt> ...
    let video = sdp.lines().find(|line| line.starts_with("m=video "));
    video.is_some_and(|line| line.split_ascii_whitespace().count() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn video_without_a_format_is_none() {
        let with =
            |video: &str| format!("v=0\r\n{video}a=mid:0\r\nm=application 9 UDP/DTLS/SCTP x\r\n");
        assert!(has_video_format(&with("m=video 9 UDP/TLS/RTP/SAVPF 126 127\r\n")));
        assert!(!has_video_format(&with("m=video 9 UDP/TLS/RTP/SAVPF\r\n")));
        assert!(!has_video_format(&with("m=video 9 UDP/TLS/RTP/SAVPF \r\n")));
        assert!(!has_video_format(&with("m=audio 9 UDP/TLS/RTP/SAVPF 1\r\n")));
        assert!(!has_video_format(""));
    }
}

//! What reaches the WebRTC stack.

use super::write;

/// The offer of a browser, with which the target begins, too.
const OFFER: &str = include_str!("../../src/offer.sdp");

const CANDIDATES: [(&str, &str); 5] = [
    ("host", "candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0 ufrag abcd"),
    ("host_v6", "candidate:2 1 UDP 2122252543 2001:db8::7 54321 typ host"),
    ("srflx", "candidate:3 1 udp 1686052607 203.0.113.9 61000 typ srflx raddr 0.0.0.0 rport 0"),
    (
        "relay",
        "candidate:4 1 udp 41885695 198.51.100.2 50001 typ relay raddr 203.0.113.9 rport 61000",
    ),
    ("name", "candidate:5 1 udp 1 6e3d0e9c-1f2b-4c5d-8e7f-aabbccddeeff.local 54321 typ host"),
];

pub(super) fn all() -> std::io::Result<()> {
    let mut with_candidates = OFFER.to_owned();
    for (name, candidate) in CANDIDATES {
        write("candidate", name, candidate)?;
        with_candidates += &format!("a={candidate}\n");
    }
    let (data, _) = OFFER.split_once("m=video").expect("it has video");
    let (_, application) = OFFER.split_once("m=application").expect("it has channels");
    write("offer", "video", OFFER.replace('\n', "\r\n"))?;
    write("offer", "candidates", with_candidates)?;
    write("offer", "channels", format!("{data}m=application{application}"))?;
    datagrams()?;
    dtls()?;
    sctp()?;
    rtcp()?;
    mdns()
}

/// The parts of an input.
fn parts<const N: usize>(parts: [&[u8]; N]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        let length = u16::try_from(part.len()).expect("a short part");
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// A DTLS record with a fragment of a handshake message.
const HELLO: [u8; 25] =
    [22, 0xfe, 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 1, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0];

fn datagrams() -> std::io::Result<()> {
    let binding = b"\0\x01\0\0\x21\x12\xa4\x42twelve bytes";
    // PRIORITY, ICE-CONTROLLING, USE-CANDIDATE.
    let check = b"\xff\0\x01\0\x24\x04\x6e\0\x1e\xff\x80\x2a\x08\0\0\0\0\0\0\0\x01\0\x25\0";
    let conflict = b"\xff\0\x01\x80\x29\x08\xff\xff\xff\xff\xff\xff\xff\xff";
    let success = b"\xff\x01\x01\0\x20\x08\0\x01\x21\x12\xe1\x12\xa6\x43";
    write("connection", "stranger", parts([binding, &HELLO, b"\x80\xc8\0\x06", b"\x40\0\0\0"]))?;
    write("connection", "check", parts([check, check, success, &HELLO]))?;
    write("connection", "conflict", parts([conflict, check]))
}

fn dtls() -> std::io::Result<()> {
    write("dtls", "stranger", [&[0][..], &parts([&HELLO, &HELLO])].concat())?;
    write("dtls", "handshake", [1])?;
    // Nothing is changed in the first two, something in the next ones.
    write(
        "dtls",
        "changed",
        [&[1][..], &parts([b"", b"", b"\x19\0\x01", b"\x0d\0\x0f\x20\0\xff"])].concat(),
    )?;
    write(
        "dtls",
        "replaced",
        [&[1][..], &parts([b"", b"", b"\xff\x15\xfe\xfd\0\0\0\0\0\0\0\x02\0\x02\x02\x28"])]
            .concat(),
    )
}

fn sctp() -> std::io::Result<()> {
    // A DATA chunk that is a whole message (RFC 9260 §3.3.1), and one that is its beginning.
    let data = b"\0\x03\0\x14\0\0\0\x01\0\x01\0\0\0\0\0\x33test";
    let begin = b"\0\x02\0\x14\0\0\0\x02\0\x01\0\x01\0\0\0\x33test";
    let sack = b"\x03\0\0\x10\0\0\0\x01\0\x10\0\0\0\0\0\0";
    let heartbeat = b"\x04\0\0\x0c\0\x01\0\x08abcd";
    let forward = b"\xc0\0\0\x0c\0\0\0\x04\0\x01\0\x02";
    let reset = b"\x82\0\0\x16\0\x0d\0\x12\0\0\0\x01\0\0\0\0\0\0\0\x04\0\x01\0\0";
    let init = b"\x01\0\0\x14\0\0\0\x01\0\x10\0\0\xff\xff\xff\xff\0\0\0\x01";
    let shutdown = b"\x07\0\0\x08\0\0\0\x01";
    let abort = b"\x06\0\0\x04";
    write("sctp", "before", [&[0][..], &parts([init, data, b"\x0a\0\0\x08abcd"])].concat())?;
    write(
        "sctp",
        "messages",
        [&[1][..], &parts([data, begin, sack, heartbeat, forward])].concat(),
    )?;
    write("sctp", "reset", [&[1][..], &parts([data, reset, init, data])].concat())?;
    write("sctp", "shutdown", [&[1][..], &parts([data, shutdown, b"\x0e\0\0\x04"])].concat())?;
    write("sctp", "abort", [&[1][..], &parts([b"\x09\0\0\x08\0\x01\0\x04", abort])].concat())
}

fn rtcp() -> std::io::Result<()> {
    let receiver_report =
        b"\x81\xc9\0\x07\0\0\0\x01\0\0\0\x02\0\0\0\0\0\0\0\x09\0\0\0\0\0\0\0\0\0\0\0\0";
    let nack = b"\x81\xcd\0\x03\0\0\0\x01\0\0\0\x02\0\x09\0\x01";
    let pli = b"\x81\xce\0\x02\0\0\0\x01\0\0\0\x02";
    let remb = b"\x8f\xce\0\x05\0\0\0\x01\0\0\0\0REMB\x01\x12\x34\x56\0\0\0\x02";
    // Two packets of which the second one is lost.
    let feedback = b"\x8f\xcd\0\x05\0\0\0\x01\0\0\0\x02\0\x01\0\x02\0\0\x01\0\xa0\0\x04\0";
    let bye = b"\x81\xcb\0\x01\0\0\0\x01";
    let description = b"\x81\xca\0\x03\0\0\0\x01\x01\x02ab\0\0\0\0";
    for (name, packet) in [
        ("receiver_report", &receiver_report[..]),
        ("nack", nack),
        ("pli", pli),
        ("remb", remb),
        ("feedback", feedback),
        ("rtp", b"\x90\x66\0\x01\0\0\0\x01\0\0\0\x02\xbe\xde\0\x01\x10\x07\0\0data"),
    ] {
        write("rtcp", name, packet)?;
    }
    write("rtcp", "compound", [&receiver_report[..], description, nack, bye].concat())
}

fn mdns() -> std::io::Result<()> {
    let name = b"\x086e3d0e9c\x05local\0";
    let answer = [
        &b"\0\0\x84\0\0\0\0\x01\0\0\0\0"[..],
        name,
        b"\0\x01\x80\x01\0\0\0\x78\0\x04\xc0\0\x02\x02",
    ];
    let question = [&b"\0\0\0\0\0\x01\0\0\0\0\0\0"[..], name, b"\0\x01\0\x01"];
    write("mdns", "answer", parts([&answer.concat()]))?;
    write("mdns", "question", parts([&question.concat(), &answer.concat()]))
}

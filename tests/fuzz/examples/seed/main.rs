//! Writes the seeds: one valid message of each kind for each target. Run it in `tests/fuzz` after
//! the wire format changed: `cargo run --example seed`.

mod clipboard;
mod stack;

use std::path::Path;

use protocol::bulk::{self, BulkRecord, Digest, TransferId};
use protocol::channel::Channel;
use protocol::code::Slot;
use protocol::cursor::{CursorMessage, CursorShape};
use protocol::element::{Element, ElementRole};
use protocol::exact::{FrameRecord, LosslessTile, RtpTimestamp};
use protocol::file_name::FileName;
use protocol::files::{ArchiveContents, FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::fragment::cut;
use protocol::geometry::{Point, Rect, Size};
use protocol::handshake::Body;
use protocol::input::{Action, Button, InputEvent, InputMark};
use protocol::invite_file::{Fingerprint, InviteFile};
use protocol::key::PhysicalKey;
use protocol::lane::Record;
use protocol::log::{Entry, EntryKind, Hex, UtcMillis};
use protocol::mark::{Mark, MarkColor, MarkShape};
use protocol::peer::{
    ControlRefusal, EndReason, FrameFreshness, InputLoss, MessageVideo, Party, Phase,
    RememberRefusal, ToSharer, ToViewer,
};
use protocol::right::{HeldRight, Lasting, Right, RightDenial, RightSet};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal, ToSignal, WaitingPlace};
use protocol::tile_frame::{self, TileFrame};
use protocol::transfer::{
    ClipboardSizes, FileTransfer, TransferKind, TransferMessage, TransferStep, TransferStop,
};
use protocol::trust::{IdentityKey, SealedCard};
use protocol::video::{AvcProfile, VideoFrame};
use relay::{Class, MessageWriter, attribute, method};

fn main() -> std::io::Result<()> {
    codes_and_names()?;
    invite_files()?;
    bodies()?;
    introductions()?;
    signal()?;
    control()?;
    input()?;
    cursor()?;
    exact()?;
    turn()?;
    pictures()?;
    bulk()?;
    lane()?;
    stack::all()?;
    clipboard::all()?;
    write("log", "session", include_bytes!("../../../../core/protocol/tests/data/session.xml"))
}

fn write(target: &str, name: &str, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(name), bytes)
}

fn turn() -> std::io::Result<()> {
    let request = |method| MessageWriter::new(Class::Request, method, b"twelve bytes");
    let key = relay::long_term_key("ann", "alongside", "password");
    let peer = [0, 1, 0x21, 0x13, 0xe1, 0x12, 0xa6, 0x43];
    let allocate = request(method::ALLOCATE)
        .attribute(attribute::REQUESTED_TRANSPORT, &[17, 0, 0, 0])
        .attribute(attribute::USERNAME, b"ann")
        .attribute(attribute::REALM, b"alongside")
        .attribute(attribute::NONCE, &[b'0'; 48])
        .signed(&key)
        .with_fingerprint()
        .finish();
    let bind = request(method::CHANNEL_BIND)
        .attribute(attribute::CHANNEL_NUMBER, &[0x40, 1, 0, 0])
        .attribute(attribute::XOR_PEER_ADDRESS, &peer)
        .finish();
    let send = MessageWriter::new(Class::Indication, method::SEND, b"twelve bytes")
        .attribute(attribute::XOR_PEER_ADDRESS, &peer)
        .attribute(attribute::DATA, b"hello")
        .finish();
    let channel_data = b"\x40\x01\0\x05hello\0\0\0".to_vec();
    let binding = request(method::BINDING).finish();
    write("turn_stream", "all", [&binding[..], &channel_data, &allocate, &send].concat())?;
    for (name, bytes) in [
        ("binding", binding),
        ("allocate", allocate),
        ("bind", bind),
        ("send", send),
        ("channel_data", channel_data),
    ] {
        write("stun", name, &bytes)?;
        write("turn_stream", name, &bytes)?;
    }
    Ok(())
}

fn codes_and_names() -> std::io::Result<()> {
    let words: Vec<_> =
        protocol::word_list::CodeLanguage::English.words().step_by(300).take(4).collect();
    write("code", "plain", format!("7-{}", words[..3].join("-")))?;
    write(
        "code",
        "spoken",
        format!(" 1234567 {}, {}. ", words.join("  "), words[0].to_uppercase()),
    )?;
    // Four letters are enough to tell a word.
    let cut: Vec<_> = words.iter().map(|word| &word[..4]).collect();
    write("code", "cut", format!("#l2-{}", cut.join("–")))?;
    write("code", "languages", "7-apfel-LAPI-puente-lamp")?;
    write("code", "look_alikes", words[..3].join("-").replace('o', "0").replace('l', "1"))?;
    write("folder_path", "plain", r#"["Photos","2026","März"]"#)?;
    write("folder_path", "up", r#"["Photos","..","..",".ssh"]"#)?;
    write("folder_path", "absolute", r#"["/etc","C:","\\\\server"]"#)?;
    write("folder_path", "device", r#"["a","NUL","com1.txt"]"#)?;
    write("folder_path", "deep", format!("[{}\"a\"]", "\"a\",".repeat(9_999)))?;
    write("folder_path", "bundle", r#"["Photos.{x}","Tool.app"]"#)?;
    write("folder_path", "names", "Photos/../CON/a\\b/\u{202e}")?;
    let up = r#"{"n":1,"m":{"type":"offer_files","batch":1,"files":[{"name":"a","size":1,"folders":["..",".ssh"]}]}}"#;
    write("to_sharer", "offer_folder_up", up)?;
    write("file_name", "plain", "report.pdf")?;
    write("file_name", "path", "..\\..\\a/../../.bashrc")?;
    write("file_name", "device", "com1 .tar.gz. ")?;
    write("file_name", "class", "Photos.{ED7BA470-8E54-465E-825C-99712043E01C}")?;
    write("file_name", "override", "invoice\u{202e}fdp.exe")?;
    write("file_name", "long", format!("{}.pdf", "é".repeat(200)))?;
    write("name", "plain", "Ann")?;
    write("name", "accents", "  Jacky Žižek ")?;
    write("name", "override", "Ann\u{202e}nimdA")?;
    write("name", "long", "é".repeat(100))
}

fn invite_files() -> std::io::Result<()> {
    let file = InviteFile {
        server: "https://help.example.org:8443/help".parse().expect("an address"),
        slot: Slot::try_from(7).expect("a slot"),
        expires: "2026-11-22T19:30:00Z".parse().expect("a time"),
        user: "Jacky Žižek".parse().expect("a name"),
        key: None,
    };
    write("invite_file", "plain", file.encode())?;
    write("invite_file", "newer", file.encode().replace("invite\": 1", "invite\": 2"))?;
    write("invite_file", "unknown_member", file.encode().replace("{", "{ \"secret\": 1,"))?;
    write("invite_file", "address", "http://[::1]:7575/help/")?;
    let file = InviteFile { key: Some(Fingerprint([0xc7; 32])), ..file };
    write("invite_file", "with_key", file.encode())
}

fn bodies() -> std::io::Result<()> {
    for (name, body) in [
        ("pake", Body::Pake([0x42; 33])),
        ("pair_pake", Body::PairPake(alongside_fuzz::known().tag, [0x42; 33])),
        ("confirm", Body::Confirm([7; 32])),
        ("sealed", Body::Sealed(b"what only the other end can read".to_vec())),
    ] {
        write("body", name, body.encode())?;
        write("handshake", name, body.encode())?;
        write("sealed", name, body.encode())?;
    }
    // SPAKE2's side byte and a point that is on the curve: its generator.
    let mut pake = [0x66; 33];
    for (name, side) in [("side_a", b'A'), ("side_b", b'B')] {
        pake[..2].copy_from_slice(&[side, 0x58]);
        write("handshake", name, Body::Pake(pake).encode())?;
        let known = Body::PairPake(alongside_fuzz::known().tag, pake);
        write("handshake", &format!("known_{name}"), known.encode())?;
    }
    Ok(())
}

fn introductions() -> std::io::Result<()> {
    let name = || "Ann".parse().expect("a name");
    let sdp = || "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n".to_owned();
    let candidate = "candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host".to_owned();
    for (file, message) in [
        ("tried_before", Introduction::TriedBefore { times: 2 }),
        ("page", Introduction::Page { hash: Hex([1; 32]) }),
        ("hello", Introduction::Hello { name: name(), version: 1 }),
        (
            "welcome",
            Introduction::Welcome {
                name: name(),
                version: 1,
                view_only: true,
                reconnect_s: 120,
                system: protocol::system::System::default(),
            },
        ),
        ("offer", Introduction::Offer { path: 1, sdp: sdp() }),
        ("answer", Introduction::Answer { path: 1, sdp: sdp() }),
        (
            "candidate",
            Introduction::Candidate { path: 1, candidate, mid: Some("0".into()), line: Some(0) },
        ),
        ("bye", Introduction::Bye { reason: EndReason::UserLeft }),
    ] {
        write("introduction", file, message.encode())?;
    }
    Ok(())
}

fn signal() -> std::io::Result<()> {
    let slot = || 7.try_into().expect("a slot");
    let token = || "00112233445566778899aabbccddeeff".to_owned().try_into().expect("a token");
    let body = || Body64::new(vec![1, 2, 3]).expect("short");
    let tag = |n| Hex([n; 16]);
    let card = || SealedCard::try_from(format!("{}=", "A".repeat(491))).expect("a card's length");
    let places = || {
        vec![
            WaitingPlace { tag: tag(1), card: Some(card()) },
            WaitingPlace { tag: tag(2), card: None },
        ]
    };
    let claim = ClaimId(5);
    for (name, message) in [
        (
            "open",
            ToSignal::Open {
                version: 1,
                lifetime_s: 1800,
                token: token(),
                slot: None,
                unlisted: false,
                places: vec![],
            },
        ),
        (
            "open_again",
            ToSignal::Open {
                version: 1,
                lifetime_s: 60,
                token: token(),
                slot: Some(slot()),
                unlisted: true,
                places: places(),
            },
        ),
        ("set_places", ToSignal::SetPlaces { places: places() }),
        ("claim_at", ToSignal::ClaimAt { version: 1, tag: tag(1), body: body() }),
        ("await_at", ToSignal::AwaitAt { version: 1, tag: tag(1), body: body() }),
        ("watch", ToSignal::Watch { version: 1, tags: vec![tag(1), tag(2)] }),
        ("query_watched", ToSignal::QueryWatched { version: 1, tags: vec![tag(1)] }),
        ("revoke", ToSignal::Revoke {}),
        ("claim", ToSignal::Claim { version: 1, slot: slot(), body: body() }),
        ("relay", ToSignal::Relay { claim: None, body: body() }),
        ("relay_of_claim", ToSignal::Relay { claim: Some(claim), body: body() }),
        ("proven", ToSignal::Verdict { claim, outcome: Outcome::Proven }),
        ("wrong_code", ToSignal::Verdict { claim, outcome: Outcome::WrongCode }),
        ("unknown_claimant", ToSignal::Verdict { claim, outcome: Outcome::UnknownClaimant }),
    ] {
        write("to_signal", name, message.encode())?;
    }
    for (name, message) in [
        ("opened", FromSignal::Opened { slot: slot(), expires_in_s: 1800 }),
        ("claimed", FromSignal::Claimed { claim, body: body(), network: Default::default() }),
        ("relay", FromSignal::Relay { claim: None, body: body() }),
        ("relay_of_claim", FromSignal::Relay { claim: Some(claim), body: body() }),
        ("peer_gone", FromSignal::PeerGone { claim: None }),
        ("peer_gone_of_claim", FromSignal::PeerGone { claim: Some(claim) }),
        ("waiting", FromSignal::Waiting { tag: tag(1), cards: vec![card(), card()] }),
        ("waiting_no_more", FromSignal::Waiting { tag: tag(1), cards: vec![] }),
        ("watched", FromSignal::Watched { tags: vec![tag(1), tag(2)] }),
        ("refused", FromSignal::Refused { reason: Refusal::RateLimited }),
        ("closing", FromSignal::Closing {}),
    ] {
        write("from_signal", name, message.encode())?;
    }
    Ok(())
}

fn log_entry() -> ToViewer {
    let entry = Entry::new(UtcMillis::from_millis(1), EntryKind::Chat, "Ann", "Ann: \"hi\"");
    let hash = entry.digest(None);
    ToViewer::Log { number: 1, entry, hash, signature: Hex([5; 64]) }
}

const PLACE: Point = Point { x: 32768, y: 65535 };

fn mark(mark: Mark) -> ToSharer {
    ToSharer::Mark { picture: 1, mark }
}

fn begin() -> Mark {
    let (shape, color) = (MarkShape::Freehand, MarkColor::Blue);
    Mark::Begin { shape, color, kept: false, at: PLACE }
}

fn control() -> std::io::Result<()> {
    let text = || "Hello \"there\"\n\u{1f44b}".to_owned();
    for (name, message) in [
        ("request_control", ToSharer::RequestControl {}),
        ("give_up_control", ToSharer::GiveUpControl {}),
        ("request_right", ToSharer::RequestRight { right: Some(Right::ClipboardRead) }),
        ("give_up_right", ToSharer::GiveUpRight { right: Some(Right::ClipboardWrite) }),
        ("chat", ToSharer::Chat { text: text() }),
        ("ping", ToSharer::Ping { at: u64::MAX, deaf: false }),
        ("input_fenced", ToSharer::InputFenced { count: 1, last: 9 }),
        ("away", ToSharer::Away {}),
        ("reloaded", ToSharer::Reloaded {}),
        ("picture_taken", ToSharer::PictureTaken {}),
        ("point_at", ToSharer::PointAt { picture: 1, at: Some(PLACE), color: MarkColor::Red }),
        ("mark_begin", mark(begin())),
        ("mark_extend", mark(Mark::Extend { points: vec![PLACE; 3] })),
        ("mark_step", mark(Mark::Step { at: PLACE, text: "Press Save".to_owned() })),
        ("mark_clear", mark(Mark::Clear {})),
        ("transfer_offer", ToSharer::Transfer(offer(1))),
        ("transfer_accept", ToSharer::Transfer(step(2, TransferStep::Accept {}))),
        ("transfer_file", ToSharer::Transfer(offer_file(3))),
        ("offer_files", ToSharer::OfferFiles(batch(vec![file(); 2], false))),
        ("offer_folder", ToSharer::OfferFiles(batch(vec![file_in_folder(); 2], true))),
        ("offer_empty_folder", ToSharer::OfferFiles(with_empty_folder())),
        ("decodes", ToSharer::Decodes { rtp: false, messages: Some(MessageVideo::Yuv420) }),
        ("request_keyframe", ToSharer::RequestKeyframe {}),
        ("log_key", ToSharer::LogKey { key: Hex([7; 32]) }),
        ("log_seen", ToSharer::LogSeen { number: 1, signature: Hex([9; 64]) }),
        ("remember", ToSharer::Remember { key: IdentityKey::new([1; 32]) }),
        ("remember_proof", ToSharer::RememberProof { proof: Hex([2; 32]) }),
        ("remember_refused", ToSharer::RememberRefused {}),
        ("bye", ToSharer::Bye { reason: EndReason::HelperLeft }),
    ] {
        write("to_sharer", name, message.unnumbered(7, 9).encode())?;
    }
    write("to_sharer", "newer", r#"{"type":"dance","with":["somebody"]}"#)?;
    let size = Size::new(1920, 1080).expect("a size");
    let right = Some(Right::ClipboardRead);
    let held = HeldRight { right, lasting: Lasting::TenMinutes, left_s: Some(600) };
    for (name, message) in [
        ("phase", ToViewer::Phase { phase: Phase::ControlSharing, paused: false }),
        ("screen", ToViewer::Screen { size, picture: 1, since: protocol::exact::RtpTimestamp(7) }),
        ("refused", ToViewer::ControlRefused { reason: ControlRefusal::NoAnswer }),
        ("ended", ToViewer::ControlEnded { by: Party::User }),
        (
            "rights",
            ToViewer::Rights {
                requestable: RightSet::of([Right::Point]),
                held: vec![held],
                folders: true,
            },
        ),
        ("right_granted", ToViewer::RightGranted { right: held }),
        ("transfer_offer", ToViewer::Transfer(offer(2))),
        ("transfer_file", ToViewer::Transfer(offer_file(4))),
        ("transfer_archive", ToViewer::Transfer(offer_archive(6))),
        (
            "files_answered",
            ToViewer::FilesAnswered { batch: 1, refused: Some(RightDenial::Declined) },
        ),
        ("transfer_done", ToViewer::Transfer(step(1, TransferStep::Done {}))),
        (
            "transfer_cancel",
            ToViewer::Transfer(step(2, TransferStep::Cancel { reason: TransferStop::Changed })),
        ),
        (
            "right_refused",
            ToViewer::RightRefused { right: held.right, reason: RightDenial::TooOften },
        ),
        ("right_ended", ToViewer::RightEnded { right: held.right, by: Party::Helper }),
        ("input_lost", ToViewer::InputLost { reason: InputLoss::Character }),
        ("input_lost_too_much", ToViewer::InputLost { reason: InputLoss::TooMuch }),
        ("fence_input", ToViewer::FenceInput { count: 1 }),
        ("marks_cleared", ToViewer::MarksCleared {}),
        ("steps", ToViewer::Steps { count: 3, done: 1 }),
        ("step_element", ToViewer::StepElement { step: 1, element: element() }),
        ("chat", ToViewer::Chat { text: text(), under_control: false }),
        (
            "pong",
            ToViewer::Pong {
                at: 1,
                media: 2,
                seen: Some(FrameFreshness { captured: 1, current: 2 }),
            },
        ),
        ("input_handled", ToViewer::InputHandled { number: 1, media: 2 }),
        ("log", log_entry()),
        ("remember_proposal", ToViewer::RememberProposal {}),
        ("remember", ToViewer::Remember { key: IdentityKey::new([1; 32]), proof: Hex([2; 32]) }),
        ("remembered", ToViewer::Remembered {}),
        ("remember_refused", ToViewer::RememberRefused { reason: RememberRefusal::Unproven }),
        ("bye", ToViewer::Bye { reason: EndReason::UserLeft }),
    ] {
        write("to_viewer", name, message.unnumbered(7, 9).encode())?;
    }
    write("to_viewer", "newer", r#"{"type":"dance","with":["somebody"]}"#)
}

fn input() -> std::io::Result<()> {
    let point = Point { x: 32768, y: 65535 };
    let key = PhysicalKey::SHIFT_LEFT;
    for (name, event) in [
        ("move", InputEvent::Move { seq: 1, point }),
        (
            "button",
            InputEvent::Button { seq: 2, point, button: Button::Right, action: Action::Press },
        ),
        ("wheel", InputEvent::Wheel { seq: 3, point, dx: -120, dy: 240 }),
        ("key", InputEvent::Key { key, action: Action::Release }),
        (
            "character",
            InputEvent::Character { key: Some(key), character: 'ß', action: Action::Press },
        ),
        ("composed", InputEvent::Character { key: None, character: '漢', action: Action::Press }),
        ("picture", InputEvent::Picture { seq: 4, number: 2 }),
        ("release_all", InputEvent::ReleaseAll),
    ] {
        write("input", name, event.encode())?;
    }
    write("input", "mark", InputMark { number: 9 }.encode())?;
    Ok(())
}

/// The smallest picture: one white pixel.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\
    \x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x01\x00\x00\x00\x00\x37\x6e\xf9\x24\
    \x00\x00\x00\x0aIDAT\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\
    \x00\x00\x00\x00IEND\xae\x42\x60\x82";

fn exact() -> std::io::Result<()> {
    let size = Size::new(1920, 1080).expect("a size");
    let rect = Rect { x: 1856, y: 1024, width: 64, height: 56 };
    for (name, changed) in [("nothing", vec![]), ("two", vec![rect, size.rect()])] {
        write(
            "frame_record",
            name,
            FrameRecord { stamp: RtpTimestamp(9), after: RtpTimestamp(8), size, changed }.encode(),
        )?;
    }
    let rect = Rect { x: 64, y: 64, width: 1, height: 1 };
    let tile = LosslessTile { since: RtpTimestamp(9), rect, png: DOT.to_vec() };
    assert_eq!(LosslessTile::decode(&tile.encode()).as_ref(), Ok(&tile));
    write("exact_tile", "dot", tile.encode())?;
    let tiles = vec![tile_frame::Tile { rect, png: DOT.to_vec() }; 2];
    let timestamp = RtpTimestamp(9);
    for (name, begins, tiles) in [("begins", true, tiles), ("nothing", false, vec![])] {
        let frame = TileFrame { timestamp, begins, is_partial: begins, size, tiles };
        assert_eq!(TileFrame::decode(&frame.encode()).as_ref(), Ok(&frame));
        write("tile_frame", name, frame.encode())?;
    }
    Ok(())
}

fn cursor() -> std::io::Result<()> {
    let shape =
        CursorShape { id: 9, width: 3, height: 2, hot_x: 1, hot_y: 0, rgba: (0..24).collect() };
    for (name, message) in [
        ("shape", CursorMessage::Shape(shape)),
        ("known", CursorMessage::Known { id: 9 }),
        ("hidden", CursorMessage::Hidden),
        ("place", CursorMessage::Position(Point { x: 1, y: 2 })),
    ] {
        write("cursor", name, message.encode())?;
    }
    Ok(())
}

/// The beginning of a keyframe: a parameter set and a slice, without their contents.
const KEYFRAME: &[u8] = b"\0\0\0\x01\x67\x42\xc0\x2a\x90\0\0\0\x01\x68\xce\0\0\0\x01\x65\x88";

fn frame(keyframe: bool) -> Vec<u8> {
    let profile = AvcProfile([0x42, 0xc0, 0x2a]);
    VideoFrame { timestamp: RtpTimestamp(9), keyframe, profile, data: KEYFRAME }.encode()
}

fn pictures() -> std::io::Result<()> {
    write("video_frame", "key", frame(true))?;
    write("video_frame", "other", frame(false))
}

fn bulk() -> std::io::Result<()> {
    let id = TransferId(7);
    for (name, record) in [
        ("chunk", BulkRecord::Chunk { id, offset: 15_360, bytes: b"some bytes" }),
        ("ack", BulkRecord::Ack { id, taken_bytes: 15_370, arrived_ms: 7 }),
        ("end", BulkRecord::End { id, size: 15_370, digest: Digest([0xd5; 32]) }),
        ("intact", BulkRecord::Finished { id, outcome: bulk::Outcome::Intact }),
    ] {
        write("bulk", name, record.encode())?;
    }
    Ok(())
}

fn lane() -> std::io::Result<()> {
    let picture = frame(true);
    let cut_picture = cut(&picture, false, 20);
    let video = cut_picture.map(|fragment| Record::Message { channel: Channel::Video, fragment });
    let text = cut(b"{}", true, 20);
    let text = text.map(|fragment| Record::Message { channel: Channel::Control, fragment });
    let rest = [Record::Ack { received_bytes: 70_000 }, Record::KeyframeRequest];
    let mut bytes = Vec::new();
    for record in video.chain(text).chain(rest) {
        let record = record.encode();
        let length = u16::try_from(record.len()).expect("a short record");
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&record);
    }
    write("lane", "records", bytes)
}

fn step(id: u32, step: TransferStep) -> TransferMessage {
    TransferMessage { id: TransferId(id), step }
}

fn offer(id: u32) -> TransferMessage {
    let sizes = ClipboardSizes { text: Some(5), html: None, png: Some(70) };
    step(id, TransferStep::Offer { what: TransferKind::Clipboard(sizes) })
}

fn batch(files: Vec<OfferedFile>, more: bool) -> FileBatch {
    FileBatch { more, ..FileBatch::new(1, files) }
}

fn with_empty_folder() -> FileBatch {
    let empty = vec![FolderPath::lossy(["Photos", "later"]).expect("it is short")];
    FileBatch { empty, ..batch(vec![file_in_folder()], false) }
}

fn file_in_folder() -> OfferedFile {
    let folders = FolderPath::lossy(["Photos", "2026"]).expect("it is short");
    OfferedFile { folders, ..file() }
}

fn file() -> OfferedFile {
    OfferedFile::alone(FileName::lossy("../report (1).pdf"), 70)
}

fn offer_archive(id: u32) -> TransferMessage {
    let archive = OfferedFile::alone(FileName::lossy("Photos.zip"), 900);
    let contents = Some(ArchiveContents { files: 1, first: vec![file_in_folder()] });
    let what = TransferKind::File(FileTransfer { contents, ..FileTransfer::new(0, archive) });
    step(id, TransferStep::Offer { what })
}

fn offer_file(id: u32) -> TransferMessage {
    let what = TransferKind::File(FileTransfer::new(1, file()));
    step(id, TransferStep::Offer { what })
}

fn element() -> Element {
    Element { role: ElementRole::Button, name: "Save".into() }
}

//! The decoders that stand alone.

use protocol::bulk::{BulkRecord, RECORD_BYTES};
use protocol::code::InvitationCode;
use protocol::cursor::CursorMessage;
use protocol::exact::{CELL, FrameRecord, LosslessTile, TileGrid};
use protocol::file_name::FileName;
use protocol::folder_path::FolderPath;
use protocol::geometry::Rect;
use protocol::input::{InputEvent, InputMark};
use protocol::invite_file::{InviteFile, ServerAddress};
use protocol::lane::{Inbox, Received, Record};
use protocol::limits::{
    CANDIDATE_BYTES, CHAT_BYTES, CODE_TEXT_BYTES, CONTROL_MESSAGE_BYTES, DAMAGE_RECTS,
    FILE_NAME_BYTES, FOLDER_DEPTH, FOLDER_PATH_BYTES, INPUT_MESSAGE_BYTES, INVITE_FILE_BYTES,
    LIST_WORDS, LOG_READ_BYTES, NAME_BYTES, SDP_BYTES, SERVER_URL_BYTES, SIGNAL_MESSAGE_BYTES,
    TILE_BYTES, VIDEO_FRAME_BYTES,
};
use protocol::log::{LogCopy, verify};
use protocol::name::DisplayName;
use protocol::peer::{Envelope, Party, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, ToSignal};
use protocol::tile_frame::TileFrame;
use protocol::time::Tick;
use protocol::video::{AvcProfile, VideoFrame};
use protocol::word_list::{CodeLanguage, WordLists};

use crate::text::text;

/// A code that was understood is understood again as it is read out, and means the same.
pub fn code(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let lists = WordLists::all();
    assert!(lists.complete(text).count() <= CodeLanguage::ALL.len() * LIST_WORDS);
    let Ok(code) = text.parse::<InvitationCode>() else {
        return;
    };
    assert!(text.len() <= CODE_TEXT_BYTES);
    assert_eq!(InvitationCode::of_link(&code.expose()).as_ref(), Some(&code));
    assert_eq!(code.expose().parse(), Ok(code));
}

/// A name of a file is one safe component of a path, and stays what it is when it is read again.
pub fn file_name(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let name = FileName::lossy(text);
    for name in [&name, &name.numbered(2), &name.numbered(u32::MAX)] {
        assert!((1..=FILE_NAME_BYTES).contains(&name.as_str().len()));
        assert!(!name.as_str().contains(['/', '\\', ':', '\0']) && !name.as_str().starts_with('.'));
        assert_eq!(&FileName::lossy(name.as_str()), name);
    }
}

/// The folders around a file are few and safe names, and stay what they are when they are read again. What is read is what
/// was written: nothing is made safe by a change.
pub fn folder_path(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if let Ok(path) = FolderPath::lossy(text.split('/')) {
        check_folders(&path);
    }
    let Ok(path) = serde_json::from_str::<FolderPath>(text) else { return };
    check_folders(&path);
    let names: Vec<String> = serde_json::from_str(text).unwrap();
    assert!(path.names().iter().map(FileName::as_str).eq(names.iter().map(|name| &**name)));
}

fn check_folders(path: &FolderPath) {
    assert!(path.names().len() <= FOLDER_DEPTH && path.bytes() <= FOLDER_PATH_BYTES);
    for name in path.names() {
        assert!(!name.as_str().contains(['/', '\\', ':', '\0']) && !name.as_str().starts_with('.'));
        assert_eq!(&FileName::lossy(name.as_str()), name);
    }
    let text = serde_json::to_string(path).unwrap();
    assert_eq!(&serde_json::from_str::<FolderPath>(&text).unwrap(), path);
}

/// A name is short, and stays what it is when it is read again. What `lossy` makes is a name.
pub fn name(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for name in [text.parse().ok(), DisplayName::lossy(text)].into_iter().flatten() {
        let name: DisplayName = name;
        assert!((1..=NAME_BYTES).contains(&name.as_str().len()));
        assert_eq!(name.as_str().parse(), Ok(name.clone()));
        assert_eq!(DisplayName::lossy(name.as_str()), Some(name));
    }
}

/// What was understood survives being written again, and leads to a page and nowhere else. Of the
/// bytes alone, an address that was understood is understood again.
pub fn invite_file(data: &[u8]) {
    if let Some(Ok(address)) = text(data).map(str::parse::<ServerAddress>) {
        assert_eq!(address.as_str().parse(), Ok(address.clone()));
    }
    let Ok(file) = InviteFile::decode(data) else {
        return;
    };
    assert!(data.len() <= INVITE_FILE_BYTES);
    assert!(file.server.as_str().len() <= SERVER_URL_BYTES);
    let link = file.link();
    assert!(link.starts_with("http://") || link.starts_with("https://"));
    assert!(link.bytes().all(|c| c.is_ascii_graphic()));
    assert_eq!(InviteFile::decode(file.encode().as_bytes()), Ok(file));
}

/// Each event and each mark has exactly one form, and neither is the other.
pub fn input(data: &[u8]) {
    if let Some(mark) = InputMark::decode(data) {
        assert_eq!(mark.encode(), data);
        assert!(InputEvent::decode(data).is_err());
    }
    let Ok(event) = InputEvent::decode(data) else {
        return;
    };
    assert!(data.len() <= INPUT_MESSAGE_BYTES);
    assert_eq!(event.encode(), data);
}

/// Each message has exactly one form, and a shape has all its pixels.
pub fn cursor(data: &[u8]) {
    let Ok(message) = CursorMessage::decode(data) else {
        return;
    };
    if let CursorMessage::Shape(shape) = &message {
        assert_eq!(shape.rgba.len(), usize::from(shape.width) * usize::from(shape.height) * 4);
        assert!(shape.hot_x < shape.width && shape.hot_y < shape.height);
    }
    assert_eq!(message.encode(), data);
}

/// Each record has exactly one form, and what changes lies within the picture.
pub fn frame_record(data: &[u8]) {
    let Ok(record) = FrameRecord::decode(data) else {
        return;
    };
    assert!(record.changed.len() <= DAMAGE_RECTS);
    let grid = TileGrid::new(record.size);
    for rect in &record.changed {
        assert_eq!(rect.clip(record.size), Some(*rect));
        assert!(grid.touched(*rect).all(|at| at < grid.len()));
    }
    assert_eq!(record.encode(), data);
}

/// Each tile has exactly one form, is a row of cells, and its picture says that it is as large.
pub fn exact_tile(data: &[u8]) {
    let Ok(tile) = LosslessTile::decode(data) else {
        return;
    };
    assert!(tile.png.len() <= TILE_BYTES);
    assert!(tile.rect.height <= CELL && tile.rect.width <= u32::from(u16::MAX));
    let side = |at: usize| u32::from_be_bytes([0, 1, 2, 3].map(|n| tile.png[at + n]));
    assert_eq!((side(16), side(20)), (tile.rect.width, tile.rect.height));
    assert_eq!(tile.encode(), data);
}

/// Each picture has exactly one form. The profile of whatever follows is found or not.
pub fn video_frame(data: &[u8]) {
    let _ = AvcProfile::of(data);
    let Ok(frame) = VideoFrame::decode(data) else {
        return;
    };
    assert!(frame.data.len() <= VIDEO_FRAME_BYTES);
    assert!(frame.profile.codec_string().len() == 11);
    assert_eq!(frame.encode(), data);
}

/// Each picture has exactly one form, is no video, and has no more pixels than it says.
pub fn tile_frame(data: &[u8]) {
    let Ok(frame) = TileFrame::decode(data) else {
        return;
    };
    assert!(VideoFrame::decode(data).is_err());
    let pixels = |rect: Rect| u64::from(rect.width) * u64::from(rect.height);
    let tiles: u64 = frame.tiles.iter().map(|tile| pixels(tile.rect)).sum();
    assert!(tiles <= pixels(frame.size.rect()) && data.len() == frame.encoded_len());
    assert_eq!(frame.encode(), data);
}

/// A record of a transfer has exactly one form, and no more bytes than a record may have.
pub fn bulk(data: &[u8]) {
    let Ok(record) = BulkRecord::decode(data) else {
        return;
    };
    assert!(data.len() <= RECORD_BYTES);
    if let BulkRecord::Chunk { offset, bytes, .. } = record {
        assert!(!bytes.is_empty() && offset.checked_add(bytes.len() as u64).is_some());
    }
    assert_eq!(record.encode(), data);
}

/// Opened records, each behind its length in two bytes. Each has exactly one form, and no message is
/// longer than its channel allows.
pub fn lane(data: &[u8]) {
    let mut inbox = Inbox::of(Party::User);
    let mut rest = data;
    let mut now = Tick::default();
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_le_bytes(*length)).min(after.len());
        let (record, after) = after.split_at(length);
        rest = after;
        let Ok(record_read) = Record::decode(record) else { return };
        assert_eq!(record_read.encode(), record);
        now = Tick::from_millis(now.as_millis() + 7);
        let Ok(received) = inbox.add(record_read, length + 16, now) else { return };
        if let Some(Received::Message { channel, message }) = received {
            assert!(message.bytes.len() <= channel.message_bytes());
        }
        if let Some(ack) = inbox.ack(now) {
            assert_eq!(Record::decode(&ack.encode()), Ok(ack));
        }
    }
}

/// What was understood survives being said again.
pub fn to_signal(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(message) = ToSignal::decode(text) else {
        return;
    };
    assert!(text.len() <= SIGNAL_MESSAGE_BYTES);
    assert_eq!(ToSignal::decode(&message.encode()), Ok(message));
}

/// What was understood survives being said again.
pub fn from_signal(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(message) = FromSignal::decode(text) else {
        return;
    };
    assert!(text.len() <= SIGNAL_MESSAGE_BYTES);
    assert_eq!(FromSignal::decode(&message.encode()), Ok(message));
}

/// What was understood survives being said again, and no chat text is over its bound.
pub fn to_sharer(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(envelope) = Envelope::<ToSharer>::decode(text) else {
        return;
    };
    assert!(text.len() <= CONTROL_MESSAGE_BYTES);
    if let ToSharer::Chat { text } = &envelope.message {
        assert!(text.len() <= CHAT_BYTES);
    }
    assert_eq!(said_again(&envelope.encode(), Envelope::<ToSharer>::decode), Some(envelope));
}

/// What was understood survives being said again, and no chat text is over its bound.
pub fn to_viewer(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let Ok(envelope) = Envelope::<ToViewer>::decode(text) else {
        return;
    };
    assert!(text.len() <= CONTROL_MESSAGE_BYTES);
    if let ToViewer::Chat { text, .. } = &envelope.message {
        assert!(text.len() <= CHAT_BYTES);
    }
    assert_eq!(said_again(&envelope.encode(), Envelope::<ToViewer>::decode), Some(envelope));
}

/// Reads what was encoded. It must fit: escapes make text longer, but never by more than JSON had
/// to write it with in the first place.
fn said_again<T, E: std::fmt::Debug>(text: &str, decode: fn(&str) -> Result<T, E>) -> Option<T> {
    assert!(text.len() <= CONTROL_MESSAGE_BYTES);
    decode(text).ok()
}

/// Whatever somebody calls a session log is read and verified, or refused.
pub fn log(data: &[u8]) {
    let Ok(copy) = LogCopy::read(data) else { return };
    assert!(data.len() <= LOG_READ_BYTES);
    assert!(copy.entries().all(|(entry, _, _)| entry.check().is_ok()));
    if let Ok(verified) = verify(&copy) {
        assert!(verified.countersigned() <= verified.entries());
    }
}

/// What was understood survives being said again, within its bounds.
pub fn introduction(data: &[u8]) {
    let Ok(message) = Introduction::decode(data) else {
        return;
    };
    match &message {
        Introduction::Offer { sdp, .. } | Introduction::Answer { sdp, .. } => {
            assert!(sdp.len() <= SDP_BYTES);
        }
        Introduction::Candidate { candidate, .. } => assert!(candidate.len() <= CANDIDATE_BYTES),
        _ => {}
    }
    assert_eq!(Introduction::decode(&message.encode()), Ok(message));
}

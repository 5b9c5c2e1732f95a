//! A lane through a real signal server, to a viewer that is the test.
#![expect(clippy::wildcard_enum_match_arm, reason = "a test fails, whatever else it gets")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use picture::refinement::CellRow;
use protocol::channel::Channel;
use protocol::code::{InvitationCode, Secret};
use protocol::exact::{FrameRecord, LosslessTile};
use protocol::geometry::{Rect, Size};
use protocol::handshake::{LaneSecret, SharerHandshake, ViewerHandshake};
use protocol::lane::{LaneHello, LaneKeys, LaneReceiver, LaneSender, Received, Record};
use protocol::limits::{FRAME_QUEUE, SIGNAL_MESSAGE_BYTES};
use protocol::network::LaneToken;
use protocol::peer::Party;
use protocol::signal::{Body64, FromSignal, OwnerToken, SUBPROTOCOL, ToSignal};
use protocol::video::{AvcProfile, VideoFrame};
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;
use session::TransportInput;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Raw;

use super::connection::Lane;
use crate::clock::Clock;
use crate::link::dial::Dialer;
use crate::link::path::{FromPath, Message, NotSent, Path as _, PathEvent, PathId, TaskEnd};
use crate::link::server::Server;
use crate::link::websocket::{self, Socket};
use crate::picture::{EncodedFrame, FrameFormat, MediaHandle, Pictures, RateControl, Tile};

mod bulk;

const PATIENCE: Duration = Duration::from_secs(20);

/// A server with a claim: what opens both ends of its lane.
struct Claim {
    server: Server,
    tokens: [LaneToken; 2],
    secrets: [LaneSecret; 2],
    /// The signal links, which keep the claim.
    _links: [Socket; 2],
}

impl Claim {
    async fn begin() -> Self {
        let server = Server::start("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let mut sharer = Self::link(&server).await;
        let mut viewer = Self::link(&server).await;
        let opening = ToSignal::Open {
            version: protocol::VERSION,
            lifetime_s: 600,
            token: OwnerToken::generate(&mut OsRng),
            slot: None,
            unlisted: false,
            places: Vec::new(),
        };
        sharer.send(Raw::text(opening.encode())).await.unwrap();
        let slot = loop {
            if let FromSignal::Opened { slot, .. } = said(&mut sharer).await {
                break slot;
            }
        };
        let code =
            InvitationCode { slot, secret: Secret::generate(CodeLanguage::English, &mut OsRng) };
        let (of_viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
        let (of_sharer, answer) = SharerHandshake::answer(&code, &body, &mut OsRng).unwrap();
        let body = Body64::new(body).unwrap();
        let claim = ToSignal::Claim { version: protocol::VERSION, slot, body };
        viewer.send(Raw::text(claim.encode())).await.unwrap();
        let tokens = [token(&mut sharer).await, token(&mut viewer).await];
        let (of_viewer, confirmation) = of_viewer.receive(&answer).unwrap();
        let (of_sharer, confirmation) = of_sharer.confirm(&confirmation).unwrap();
        let of_viewer = of_viewer.confirm(&confirmation).unwrap();
        let secrets = [of_sharer.lane_secret(), of_viewer.lane_secret()];
        Self { server, tokens, secrets, _links: [sharer, viewer] }
    }

    async fn link(server: &Server) -> Socket {
        let url = server.own_url.websocket();
        let dialer = Dialer::default();
        websocket::open(&dialer, &url, SUBPROTOCOL, SIGNAL_MESSAGE_BYTES).await.unwrap()
    }

    fn sharer(&self) -> Sharer {
        let ([token, _], [secret, _]) = (self.tokens, self.secrets.clone());
        let (events, from) = mpsc::channel(64);
        let server = (&self.server.own_url, Dialer::default());
        let lane = Lane::open(PathId(3), server, token, secret, events);
        Sharer { lane: Box::new(lane), from }
    }

    /// The viewer's end, which says its token.
    async fn viewer(&self) -> Viewer {
        let (dialer, url) = (Dialer::default(), self.server.own_url.lane_websocket());
        let subprotocol = protocol::lane::SUBPROTOCOL;
        let mut socket = websocket::open(&dialer, &url, subprotocol, 1 << 20).await.unwrap();
        let [_, token] = self.tokens;
        socket.send(Raw::text(String::from(token))).await.unwrap();
        let [_, secret] = self.secrets.clone();
        Viewer { socket, secret, keys: None, clock: Clock::start() }
    }

    /// Both ends, greeted.
    async fn met(&self) -> (Sharer, Viewer) {
        let mut sharer = self.sharer();
        let mut viewer = self.viewer().await;
        viewer.greet().await;
        assert!(matches!(sharer.event().await, PathEvent::Transport(TransportInput::Up)));
        (sharer, viewer)
    }
}

async fn said(link: &mut Socket) -> FromSignal {
    loop {
        let message = timeout(PATIENCE, link.next()).await.expect("the server says something");
        if let Raw::Text(text) = message.unwrap().unwrap() {
            return FromSignal::decode(&text).unwrap();
        }
    }
}

async fn token(link: &mut Socket) -> LaneToken {
    loop {
        if let FromSignal::Claimed { network, .. } | FromSignal::ClaimBegun { network } =
            said(link).await
        {
            return network.lane.unwrap();
        }
    }
}

struct Sharer {
    lane: Box<Lane>,
    from: mpsc::Receiver<FromPath>,
}

impl Sharer {
    async fn event(&mut self) -> PathEvent {
        let event = timeout(PATIENCE, self.from.recv()).await.expect("the path reports");
        let FromPath { path, event } = event.expect("the path is there");
        assert_eq!(path, PathId(3));
        event
    }
}

/// The other end.
struct Viewer {
    socket: Socket,
    secret: LaneSecret,
    keys: Option<(LaneSender, LaneReceiver)>,
    clock: Clock,
}

impl Viewer {
    async fn raw(&mut self) -> Raw {
        loop {
            let message = timeout(PATIENCE, self.socket.next()).await.expect("a message");
            match message.expect("the lane is open").unwrap() {
                Raw::Ping(_) | Raw::Pong(_) => {}
                message => return message,
            }
        }
    }

    async fn greet(&mut self) {
        assert_eq!(self.raw().await, Raw::text("paired"));
        let own = LaneHello::generate(&mut OsRng);
        self.socket.send(Raw::binary(own.encode().to_vec())).await.unwrap();
        let other = LaneHello::decode(&self.raw().await.into_data()).unwrap();
        let keys = LaneKeys::derive(&self.secret, Party::Helper, &own, &other).unwrap();
        self.keys = Some(keys.ends());
    }

    fn keys(&mut self) -> &mut (LaneSender, LaneReceiver) {
        self.keys.as_mut().expect("both ends have greeted")
    }

    async fn put(&mut self, sealed: Vec<u8>) {
        self.socket.send(Raw::binary(sealed)).await.unwrap();
    }

    async fn send(&mut self, record: Record<'_>) {
        let sealed = self.keys().0.seal(&record).unwrap();
        self.put(sealed).await;
    }

    /// Handles one sealed message. Returns its size, and what it completes.
    async fn read(&mut self) -> (usize, Option<Received>) {
        let sealed = self.raw().await.into_data();
        let (bytes, now) = (sealed.len(), self.clock.now());
        let received = self.keys().1.receive(sealed.into(), now).unwrap();
        (bytes, received)
    }

    async fn acknowledge(&mut self) {
        let now = self.clock.now();
        if let Some(ack) = self.keys().1.ack(now) {
            self.send(ack).await;
        }
    }

    /// The next message of the sharer. Everything is acknowledged when it is due.
    async fn message(&mut self) -> (Channel, bool, Vec<u8>) {
        loop {
            // Dropping the read at its time-out loses nothing: it waits for a whole message.
            let read = timeout(Duration::from_millis(10), self.read()).await;
            self.acknowledge().await;
            if let Ok((_, Some(Received::Message { channel, message }))) = read {
                return (channel, message.is_text, message.bytes);
            }
        }
    }
}

fn size() -> Size {
    Size::new(640, 480).unwrap()
}

/// A frame of so many bytes.
fn frame(captured_us: u64, keyframe: bool, bytes: usize) -> EncodedFrame {
    let mut data: Vec<u8> = if keyframe {
        vec![0, 0, 0, 1, 0x67, 66, 0xc0, 42, 0, 0, 0, 1, 0x65]
    } else {
        vec![0, 0, 0, 1, 0x61]
    };
    data.resize(bytes, 7);
    let changed = vec![Rect { x: 0, y: 0, width: 64, height: 64 }];
    let format = FrameFormat::H264;
    EncodedFrame { format, data: Bytes::from(data), captured_us, keyframe, screen: size(), changed }
}

struct Carried {
    frames: mpsc::Sender<EncodedFrame>,
    tiles: mpsc::Sender<Tile>,
    media: MediaHandle,
}

fn carry(sharer: &mut Sharer) -> Carried {
    let (frames, frame_queue) = mpsc::channel(FRAME_QUEUE);
    let (tiles, tile_queue) = mpsc::channel(2);
    let media = MediaHandle::without_thread();
    media.start();
    let rates = RateControl::new(media.clone(), None);
    let pictures = Pictures { frames: frame_queue, tiles: tile_queue };
    sharer.lane.carry(pictures, media.clone(), rates, Clock::start());
    Carried { frames, tiles, media }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_arrive_on_their_channels_in_both_directions() {
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    sharer.lane.send(Channel::Control, Message::Text("hello")).await.unwrap();
    assert_eq!(viewer.message().await, (Channel::Control, true, b"hello".to_vec()));
    let shape = vec![9; 200_000];
    sharer.lane.send(Channel::Cursor, Message::Binary(&shape)).await.unwrap();
    sharer.lane.send(Channel::Control, Message::Text("before it")).await.unwrap();
    assert_eq!(viewer.message().await, (Channel::Control, true, b"before it".to_vec()));
    assert_eq!(viewer.message().await, (Channel::Cursor, false, shape));
    let said = viewer.keys().0.seal_message(Channel::Input, false, b"key").unwrap();
    for sealed in said {
        viewer.put(sealed).await;
    }
    match sharer.event().await {
        PathEvent::Transport(TransportInput::Message { channel, bytes }) => {
            assert_eq!((channel, bytes), (Channel::Input, b"key".to_vec()));
        }
        other => panic!("expected a message, got {other:?}"),
    }
    viewer.send(Record::KeyframeRequest).await;
    assert!(matches!(sharer.event().await, PathEvent::KeyframeRequested));
    let too_long = vec![0; Channel::Input.message_bytes() + 1];
    let refused = sharer.lane.send(Channel::Input, Message::Binary(&too_long)).await;
    assert_eq!(refused, Err(NotSent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_arrive_behind_their_records_and_each_is_answered() {
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let carried = carry(&mut sharer);
    // It needs a frame that this path has not carried.
    carried.frames.send(frame(10_000, false, 50)).await.unwrap();
    assert!(matches!(sharer.event().await, PathEvent::KeyframeRequested));
    carried.frames.send(frame(20_000, true, 300_000)).await.unwrap();
    carried.frames.send(frame(30_000, false, 50)).await.unwrap();
    for (micros, keyframe, bytes) in [(20_000, true, 300_000), (30_000, false, 50)] {
        let stamp = crate::link::pictures::stamp(micros);
        let (channel, _, record) = viewer.message().await;
        assert_eq!(channel, Channel::Frames);
        let record = FrameRecord::decode(&record).unwrap();
        assert_eq!((record.stamp, record.size), (stamp, size()));
        let (channel, _, message) = viewer.message().await;
        assert_eq!(channel, Channel::Video);
        let received = VideoFrame::decode(&message).unwrap();
        assert_eq!((received.timestamp, received.keyframe), (stamp, keyframe));
        assert_eq!(received.profile, AvcProfile([66, 0xc0, 42]));
        assert_eq!(received.data, frame(micros, keyframe, bytes).data);
    }
    timeout(PATIENCE, carried.media.until_frames_sent(3)).await.expect("all are answered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_of_tiles_arrive_as_they_are_and_without_records() {
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let carried = carry(&mut sharer);
    // One that does not begin the picture is no reason to request a keyframe: the page knows.
    for (begins, bytes) in [(false, 30), (true, 300_000)] {
        let frame = EncodedFrame { format: FrameFormat::Tiles, ..frame(1, begins, bytes) };
        carried.frames.send(frame.clone()).await.unwrap();
        let (channel, is_text, message) = viewer.message().await;
        assert_eq!((channel, is_text), (Channel::Video, false));
        assert!(message == frame.data);
    }
    timeout(PATIENCE, carried.media.until_frames_sent(2)).await.expect("both are answered");
}

/// The smallest picture: one white pixel.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\
    \x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x01\x00\x00\x00\x00\x37\x6e\xf9\x24\
    \x00\x00\x00\x0aIDAT\x78\x9c\x63\x68\x00\x00\x00\x82\x00\x81\x77\xcd\x72\xb6\
    \x00\x00\x00\x00IEND\xae\x42\x60\x82";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tiles_arrive_and_the_queues_come_back() {
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let carried = carry(&mut sharer);
    let row = CellRow { rect: Rect { x: 64, y: 0, width: 1, height: 1 }, since_us: 20_000 };
    carried.tiles.send(Tile { row, png: DOT.to_vec() }).await.unwrap();
    let (channel, _, message) = viewer.message().await;
    assert_eq!(channel, Channel::Tiles);
    assert_eq!(LosslessTile::decode(&message).unwrap().rect, row.rect);
    let Sharer { lane, from } = sharer;
    lane.send(Channel::Control, Message::Text("goodbye")).await.unwrap();
    let mut pictures = lane.close().await.expect("the queues come back");
    carried.frames.send(frame(1, true, 50)).await.unwrap();
    assert!(pictures.frames.recv().await.is_some());
    // What was sent before the end arrives.
    assert_eq!(viewer.message().await, (Channel::Control, true, b"goodbye".to_vec()));
    assert_eq!(carried.media.answered().1, 1);
    drop(from);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_reader_gets_fewer_frames_and_control_messages_do_not_wait_for_them() {
    /// What the viewer takes, in bytes per second: 4 Mbit/s.
    const RATE: usize = 500_000;
    const FRAME: usize = 30_000;
    let claim = Claim::begin().await;
    let (mut sharer, mut viewer) = claim.met().await;
    let carried = carry(&mut sharer);
    let read = Arc::new(AtomicUsize::new(0));
    let of_viewer = Arc::clone(&read);
    // (a control message, how much had been read when it arrived)
    let (arrived, mut arrivals) = mpsc::channel(64);
    let viewing = tokio::spawn(async move {
        let begun = tokio::time::Instant::now();
        let mut total = 0;
        loop {
            let Ok((bytes, received)) = timeout(Duration::from_millis(5), viewer.read()).await
            else {
                viewer.acknowledge().await;
                continue;
            };
            total += bytes;
            // Never ahead of the rate; a pause does not earn a burst.
            let due = begun + Duration::from_micros((total * 1_000_000 / RATE) as u64);
            if due < tokio::time::Instant::now() {
                total = (begun.elapsed().as_micros() as usize) * RATE / 1_000_000;
            }
            tokio::time::sleep_until(due).await;
            of_viewer.fetch_add(bytes, Ordering::SeqCst);
            viewer.acknowledge().await;
            if let Some(Received::Message { channel: Channel::Control, .. }) = received {
                arrived.send(of_viewer.load(Ordering::SeqCst)).await.unwrap();
            }
        }
    });
    let frames = carried.frames.clone();
    let sent = Arc::new(AtomicUsize::new(0));
    let of_sender = Arc::clone(&sent);
    let sending = tokio::spawn(async move {
        for n in 0_u64.. {
            let next = frame(10_000 * n, n == 0, FRAME);
            if frames.send(next).await.is_err() {
                break;
            }
            of_sender.fetch_add(1, Ordering::SeqCst);
        }
    });
    // Until the window knows the path.
    while read.load(Ordering::SeqCst) < 2 * RATE {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let mut waits = Vec::new();
    for _ in 0..10 {
        let before = read.load(Ordering::SeqCst);
        sharer.lane.send(Channel::Control, Message::Text("click")).await.unwrap();
        let after = timeout(PATIENCE, arrivals.recv()).await.unwrap().unwrap();
        waits.push((after - before) * 1000 / RATE);
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    waits.sort_unstable();
    // What was read meanwhile is what the message waited for, however busy this computer is.
    assert!(waits.iter().all(|ms| *ms < 200) && waits[5] < 100, "{waits:?} ms");
    let (frames, bytes) = (sent.load(Ordering::SeqCst), read.load(Ordering::SeqCst));
    assert!(frames <= bytes / FRAME + FRAME_QUEUE + 4, "{frames} frames, {bytes} bytes");
    sending.abort();
    viewing.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_other_end_comes_back_the_path_ends_and_the_next_one_is_up() {
    let claim = Claim::begin().await;
    let (mut sharer, _old) = claim.met().await;
    let mut viewer = claim.viewer().await;
    match sharer.event().await {
        PathEvent::Ended { why: TaskEnd::Closed, .. } => {}
        other => panic!("expected the end of the path, got {other:?}"),
    }
    let mut next = claim.sharer();
    // The first pairing was with the old connection of the sharer.
    while !matches!(viewer.raw().await, Raw::Text(_)) {}
    viewer.greet().await;
    assert!(matches!(next.event().await, PathEvent::Transport(TransportInput::Up)));
    next.lane.send(Channel::Control, Message::Text("again")).await.unwrap();
    assert_eq!(viewer.message().await, (Channel::Control, true, b"again".to_vec()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lane_that_cannot_be_opened_or_is_tampered_with_ends() {
    let claim = Claim::begin().await;
    let [of_sharer, _] = claim.secrets.clone();
    let (events, mut from) = mpsc::channel(4);
    let unknown = LaneToken::new([7; 16]);
    let server = (&claim.server.own_url, Dialer::default());
    let lane = Lane::open(PathId(3), server, unknown, of_sharer, events);
    let ended = timeout(PATIENCE, from.recv()).await.unwrap().unwrap();
    assert!(matches!(ended.event, PathEvent::Ended { why: TaskEnd::Closed, .. }));
    assert_eq!(lane.send(Channel::Control, Message::Text("hello")).await, Err(NotSent));
    let (mut sharer, mut viewer) = claim.met().await;
    viewer.put(vec![0; 40]).await;
    match sharer.event().await {
        PathEvent::Ended { why: TaskEnd::Failed(why), .. } => assert!(why.contains("changed")),
        other => panic!("expected the end of the path, got {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lane_whose_other_end_never_comes_can_be_closed() {
    let claim = Claim::begin().await;
    let sharer = claim.sharer();
    assert_eq!(sharer.lane.estimated_kbit_s(), 960);
    assert_eq!(sharer.lane.peer_address().await, None);
    let closed = timeout(PATIENCE, sharer.lane.close()).await;
    assert!(closed.expect("it closes").is_none());
}

//! A real X screen as tiles alone, for a viewer that decodes no video.

use std::time::Duration;

use picture::refinement::TileBudget;
use protocol::exact::RtpTimestamp;
use protocol::geometry::Size;
use protocol::tile_frame::{Tile, TileFrame};
use sharer::clock::Clock;
use sharer::picture::{
    FrameFormat, MediaEvent, MediaHandle, MediaOptions, MediaThread, SourceKind,
};
use tokio::sync::mpsc::{Receiver, channel};

use crate::exact::{Painter, decode};
use crate::rig::{Xvfb, eventually};

/// A viewer that paints the tiles over each other, as the page does.
struct Viewer {
    handle: MediaHandle,
    events: Receiver<MediaEvent>,
    clock: Clock,
    size: Size,
    pixels: Vec<[u8; 3]>,
    frames: usize,
    tiles: usize,
    bytes: usize,
    /// What the last frame said.
    shown: Option<(RtpTimestamp, bool)>,
    /// Frames are answered.
    answers: bool,
}

impl Viewer {
    fn new(xvfb: &Xvfb, size: Size) -> Self {
        let options = MediaOptions {
            source: SourceKind::X11,
            desktop: xvfb.desktop(),
            ..MediaOptions::default()
        };
        let (sender, events) = channel(64);
        let clock = Clock::start();
        let handle = MediaThread::spawn(options, clock, sender).unwrap();
        handle.set_video(false);
        handle.set_bitrate(100_000);
        handle.set_tile_budget(TileBudget { kbit_s: 100_000, cap_kbit_s: None });
        let pixels = vec![[9; 3]; usize::try_from(size.width() * size.height()).unwrap()];
        let (frames, tiles, bytes, shown) = (0, 0, 0, None);
        Self { handle, events, clock, size, pixels, frames, tiles, bytes, shown, answers: true }
    }

    fn take_all(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            let frame = match event {
                MediaEvent::Frame(frame) => frame,
                MediaEvent::Tile(_) => panic!("there is no video to lie over"),
                MediaEvent::Failed(error) => panic!("{error}"),
                MediaEvent::Asks(_) | MediaEvent::Screen(_) | MediaEvent::Cursor(_) => continue,
            };
            assert_eq!(frame.format, FrameFormat::Tiles);
            if self.answers {
                self.handle.frame_sent();
            }
            let frame = TileFrame::decode(&frame.data).unwrap();
            assert_eq!((frame.size, frame.begins), (self.size, self.frames == 0));
            self.frames += 1;
            self.shown = Some((frame.timestamp, frame.is_partial));
            for Tile { rect, png } in frame.tiles {
                self.tiles += 1;
                self.bytes += png.len();
                let pixels = decode(&png);
                for (n, pixel) in pixels.into_iter().enumerate() {
                    let n = u32::try_from(n).unwrap();
                    let (x, y) = (rect.x + n % rect.width, rect.y + n / rect.width);
                    self.pixels[usize::try_from(y * self.size.width() + x).unwrap()] = pixel;
                }
            }
        }
    }

    fn shows(&mut self, screen: &[[u8; 3]]) -> bool {
        self.take_all();
        self.pixels == screen && self.shown.is_some_and(|(_, is_partial)| !is_partial)
    }
}

#[test]
fn tiles_alone_make_the_whole_picture_at_once_and_then_what_changes() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.handle.start();
    let screen = painter.screen();
    eventually("the whole screen", || viewer.shows(&screen));
    let tiles = viewer.tiles;
    painter.fill(0x12_3456, 100, 100, 20, 20);
    let screen = painter.screen();
    eventually("what changed", || viewer.shows(&screen));
    assert_eq!(viewer.tiles, tiles + 1, "nothing else is sent again");
    // The same once more costs nothing.
    painter.fill(0x12_3456, 100, 100, 20, 20);
    let mut before = viewer.handle.counters();
    eventually("it has fallen asleep", || {
        std::thread::sleep(Duration::from_millis(300));
        let now = viewer.handle.counters();
        now == std::mem::replace(&mut before, now)
    });
    viewer.take_all();
    assert_eq!(viewer.tiles, tiles + 1);
    // The frame is named by what it shows, and it is current.
    let seen = viewer.handle.seen().unwrap();
    assert_eq!(viewer.shown, Some((RtpTimestamp::of_micros(seen.captured), false)));
    assert!(viewer.clock.micros() - seen.current < 100_000, "{seen:?}");
}

#[test]
fn what_changes_all_the_time_is_sent_as_fast_as_there_is_room_and_the_rest_too() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    // A frame takes one row of cells, about.
    viewer.handle.set_bitrate(1_000);
    viewer.handle.start();
    for n in 0..200_u32 {
        painter.fill(n.wrapping_mul(0x01_0305) & 0xff_ffff, 0, 0, 640, 256);
        painter.fill(n.wrapping_mul(0x03_0109) & 0xff_ffff, 600, 450, 8, 8);
        viewer.take_all();
    }
    let screen = painter.screen();
    eventually("all of it in the end", || viewer.shows(&screen));
}

#[test]
fn no_more_than_two_frames_wait_for_the_network() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.answers = false;
    // Little enough that the picture takes more than two frames.
    viewer.handle.set_bitrate(250);
    viewer.handle.start();
    eventually("two frames", || {
        viewer.take_all();
        viewer.frames == 2
    });
    for n in 0..50 {
        painter.fill(n * 0x01_0305, 0, 0, 640, 480);
        std::thread::sleep(Duration::from_millis(5));
        viewer.take_all();
        assert_eq!(viewer.frames, 2);
    }
    assert!(viewer.bytes < 3 * 2 * 2 * 1024 + 2 * 60 * 1024, "{}", viewer.bytes);
}

#[test]
fn the_cap_binds_tiles_alone() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    let cap_kbit_s = Some(400);
    viewer.handle.set_bitrate(400);
    viewer.handle.set_tile_budget(TileBudget { kbit_s: 400, cap_kbit_s });
    viewer.handle.start();
    let begun = viewer.clock.micros();
    let screen = painter.screen();
    eventually("the whole screen", || viewer.shows(&screen));
    let ms = usize::try_from((viewer.clock.micros() - begun) / 1000).unwrap();
    // 50 bytes a ms, and the last frame is not waited for.
    assert!(viewer.bytes <= 50 * ms + 20_000, "{} bytes in {ms} ms", viewer.bytes);
}

#[test]
fn after_a_pause_the_picture_begins_anew() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.handle.start();
    let screen = painter.screen();
    eventually("the whole screen", || viewer.shows(&screen));
    viewer.handle.pause();
    std::thread::sleep(Duration::from_millis(100));
    viewer.take_all();
    viewer.frames = 0;
    painter.fill(0x12_3456, 100, 100, 200, 200);
    std::thread::sleep(Duration::from_millis(200));
    viewer.take_all();
    assert_eq!(viewer.frames, 0, "nothing is sent in a pause");
    viewer.pixels.fill([9; 3]);
    viewer.handle.start();
    let screen = painter.screen();
    eventually("the whole screen again", || viewer.shows(&screen));
}

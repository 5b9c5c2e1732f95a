//! From a real X screen to pictures that a decoder shows.

use std::time::Duration;

use appearance::Level;
use h264::ChromaFormat;
use openh264::decoder::Decoder;
use openh264::formats::YUVSource as _;
use protocol::cursor::CursorMessage;
use protocol::geometry::{Point, Size};
use protocol::limits::FRAME_QUEUE;
use session::display::DisplayChoice;
use sharer::clock::Clock;
use sharer::picture::{
    Counters, MediaError, MediaEvent, MediaHandle, MediaOptions, MediaThread, SourceKind,
};
use sharer::platform::own_windows::OwnWindows;
use sharer::platform::x11::capture::X11Source;
use sharer::platform::{Desktop, InjectedPresses, PlatformError};
use tokio::sync::mpsc::{Receiver, channel, error::TryRecvError};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt as _, CreateGCAux, Rectangle,
};
use x11rb::rust_connection::RustConnection;

use crate::rig::{PATIENCE, Xvfb, eventually, injector, now};

/// Paints on the root window.
struct Painter {
    x: RustConnection,
    root: u32,
    gc: u32,
}

impl Painter {
    fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        let gc = x.generate_id().unwrap();
        x.create_gc(gc, root, &CreateGCAux::new()).unwrap();
        Self { x, root, gc }
    }

    fn paint(&self, colour: u32, x: i16, y: i16, width: u16, height: u16) {
        let with = x11rb::protocol::xproto::ChangeGCAux::new().foreground(colour);
        self.x.change_gc(self.gc, &with).unwrap();
        let rectangle = Rectangle { x, y, width, height };
        self.x.poly_fill_rectangle(self.root, self.gc, &[rectangle]).unwrap().check().unwrap();
    }
}

impl Painter {
    /// Gives the screen a cursor of the X server's own font.
    fn set_cursor(&self, glyph: u16) {
        let (font, cursor) = (self.x.generate_id().unwrap(), self.x.generate_id().unwrap());
        self.x.open_font(font, b"cursor").unwrap();
        let white = u16::MAX;
        let made = self.x.create_glyph_cursor(
            cursor,
            font,
            font,
            glyph,
            glyph + 1,
            0,
            0,
            0,
            white,
            white,
            white,
        );
        made.unwrap().check().unwrap();
        let with = ChangeWindowAttributesAux::new().cursor(cursor);
        self.x.change_window_attributes(self.root, &with).unwrap().check().unwrap();
    }
}

const RED: u32 = 0xff_0000;
const GREEN: u32 = 0x00_ff00;
const BLUE: u32 = 0x00_00ff;

/// A viewer that decodes what it gets.
struct Viewer {
    handle: MediaHandle,
    events: Receiver<MediaEvent>,
    decoder: Decoder,
    size: Option<Size>,
    picture: Option<Picture>,
    cursor: Vec<CursorMessage>,
    frames: usize,
    keyframes: usize,
    /// `profile_idc` of the last keyframe.
    profile: u8,
}

struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Picture {
    /// Whether the pixel has about this colour.
    fn is(&self, colour: u32, x: usize, y: usize) -> bool {
        let at = (y * self.width + x) * 3;
        let [_, red, green, blue] = colour.to_be_bytes();
        self.rgb[at..at + 3]
            .iter()
            .zip([red, green, blue])
            .all(|(got, want)| got.abs_diff(want) < 60)
    }
}

impl Viewer {
    fn new(xvfb: &Xvfb, source: SourceKind) -> Self {
        let options = MediaOptions { source, desktop: xvfb.desktop(), ..MediaOptions::default() };
        let (sender, events) = channel(64);
        let handle = MediaThread::spawn(options, Clock::start(), sender).unwrap();
        Self {
            handle,
            events,
            decoder: Decoder::new().unwrap(),
            size: None,
            picture: None,
            cursor: Vec::new(),
            frames: 0,
            keyframes: 0,
            profile: 0,
        }
    }

    fn take(&mut self, event: MediaEvent) {
        match event {
            MediaEvent::Screen(screen) => self.size = Some(screen.layout.area.size),
            MediaEvent::Cursor(message) => self.cursor.push(message),
            MediaEvent::Asks(_) => panic!("X asks nobody"),
            MediaEvent::Tile(tile) => self.handle.tile_sent(tile.row, true),
            MediaEvent::Failed(error) => panic!("{error}"),
            MediaEvent::Frame(frame) => {
                self.handle.frame_sent();
                self.frames += 1;
                self.keyframes += usize::from(frame.keyframe);
                if frame.keyframe {
                    // Behind a start code and the header of the first unit.
                    self.profile = frame.data[5];
                }
                // OpenH264 takes no 4:4:4.
                if self.profile == 244 {
                    return;
                }
                if let Some(decoded) = self.decoder.decode(&frame.data).unwrap() {
                    let (width, height) = decoded.dimensions();
                    let mut rgb = vec![0; width * height * 3];
                    decoded.write_rgb8(&mut rgb);
                    self.picture = Some(Picture { width, height, rgb });
                }
            }
        }
    }

    /// Takes what comes until something is so.
    fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = now() + PATIENCE;
        while !is_so(self) {
            assert!(now() < deadline, "{what}: {:?}", self.handle.counters());
            match self.events.try_recv() {
                Ok(event) => self.take(event),
                Err(TryRecvError::Empty) => std::thread::yield_now(),
                Err(TryRecvError::Disconnected) => panic!("the thread ended: {what}"),
            }
        }
    }

    fn until_shown(&mut self, colour: u32, x: usize, y: usize) {
        self.until("the picture shows what was painted", |viewer| {
            viewer.picture.as_ref().is_some_and(|picture| picture.is(colour, x, y))
        });
    }

    /// Takes what comes until the thread does nothing any more.
    fn until_still(&mut self) -> Counters {
        loop {
            let before = self.handle.counters();
            // Longer than anything that the thread does by itself takes to be due.
            let deadline = now() + Duration::from_millis(700);
            while now() < deadline {
                while let Ok(event) = self.events.try_recv() {
                    self.take(event);
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            if self.handle.counters() == before {
                return before;
            }
        }
    }
}

#[test]
fn nothing_is_done_before_the_start_nor_in_a_pause_nor_for_a_still_screen() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::Auto);
    let mut pointer = injector(&xvfb.desktop(), InjectedPresses::new()).unwrap();
    let mut stir = |viewer: &mut Viewer, colour| {
        painter.paint(colour, 10, 10, 50, 50);
        let point = Point { x: u16::try_from(colour % 60_000).unwrap(), y: 7 };
        pointer.inject(session::gate::Injection::Move(point)).unwrap();
        viewer.until_still()
    };

    assert_eq!(stir(&mut viewer, RED), Counters::default(), "before the start");
    assert_eq!((viewer.frames, viewer.size), (0, None));

    viewer.handle.start();
    viewer.until_shown(RED, 30, 30);
    let still = viewer.until_still();
    assert!(still.captures >= 1 && still.encodes > still.captures, "refined: {still:?}");
    assert_eq!(viewer.until_still(), still, "not even a wake-up");

    viewer.handle.pause();
    let paused = viewer.until_still();
    assert_eq!(stir(&mut viewer, GREEN), paused, "in a pause");
    let before = viewer.keyframes;
    viewer.handle.start();
    viewer.until_shown(GREEN, 30, 30);
    assert!(viewer.keyframes > before, "a start begins with a keyframe");
}

#[test]
fn a_picture_made_ready_is_sent_at_the_start_and_not_before() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    painter.paint(RED, 10, 10, 50, 50);
    let mut viewer = Viewer::new(&xvfb, SourceKind::Auto);
    viewer.handle.prepare();
    let ready = viewer.until_still();
    assert_eq!((ready.captures, ready.encodes), (1, 0), "{ready:?}");
    assert_eq!((viewer.frames, viewer.size), (0, None), "nothing is reported");
    assert!(viewer.cursor.is_empty());

    viewer.handle.start();
    viewer.until_shown(RED, 30, 30);
    assert_eq!((viewer.keyframes, viewer.frames), (1, 1));
    assert_eq!(viewer.handle.counters().captures, 1, "it was not captured again");
    assert!(viewer.size.is_some() && !viewer.cursor.is_empty());
}

#[test]
fn a_picture_made_ready_that_shows_the_screen_no_more_is_never_sent() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    painter.paint(RED, 10, 10, 50, 50);
    let mut viewer = Viewer::new(&xvfb, SourceKind::Auto);
    viewer.handle.prepare();
    viewer.until_still();
    painter.paint(GREEN, 10, 10, 50, 50);
    viewer.until_still();
    viewer.handle.start();
    viewer.until("a picture", |viewer| viewer.picture.is_some());
    assert!(viewer.picture.as_ref().unwrap().is(GREEN, 30, 30), "the first picture is of now");
    assert_eq!((viewer.keyframes, viewer.frames), (1, 1));

    // Nor after a pause, whatever was ready before it.
    viewer.handle.pause();
    viewer.until_still();
    viewer.handle.prepare();
    viewer.until_still();
    viewer.handle.pause();
    viewer.until_still();
    painter.paint(BLUE, 10, 10, 50, 50);
    viewer.picture = None;
    viewer.handle.start();
    viewer.until("a picture", |viewer| viewer.picture.is_some());
    assert!(viewer.picture.as_ref().unwrap().is(BLUE, 30, 30));
}

#[test]
fn a_still_screen_is_said_to_be_current_and_one_that_cannot_be_sent_is_not() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::Auto);
    assert_eq!(viewer.handle.seen(), None, "nothing was captured");
    viewer.handle.start();
    viewer.until("a picture", |viewer| viewer.picture.is_some());
    viewer.until_still();
    let first = viewer.handle.seen().unwrap();
    viewer.until_still();
    let later = viewer.handle.seen().unwrap();
    assert_eq!(later.captured, first.captured, "it is the same frame");
    assert!(later.current >= first.current + 500_000, "{first:?} {later:?}");

    // Frames wait for the network, and there is more on the screen than in any of them.
    let mut colours = [RED, GREEN, BLUE].into_iter().cycle();
    let mut stuck = || {
        painter.paint(colours.next().unwrap(), 10, 10, 50, 50);
        while viewer.events.try_recv().is_ok() {}
        viewer.handle.seen().unwrap()
    };
    eventually("the sharer says that the newest frame is old", || {
        let before = stuck();
        std::thread::sleep(Duration::from_millis(50));
        let after = stuck();
        before == after
    });
    viewer.handle.pause();
    eventually("in a pause there is none", || viewer.handle.seen().is_none());
}

#[test]
fn only_what_changed_is_fetched_and_the_picture_is_whole() {
    for (screen, width, height) in [("640x480x24", 640, 480), ("641x361x24", 642, 362)] {
        let xvfb = Xvfb::start(screen);
        let painter = Painter::new(&xvfb);
        let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
        painter.paint(BLUE, 0, 0, 700, 500);
        viewer.handle.start();
        viewer.until_shown(BLUE, 5, 5);
        let picture = viewer.picture.as_ref().unwrap();
        assert_eq!((picture.width, picture.height), (width, height));
        // The last column and row, where there may be an odd one.
        painter.paint(RED, 560, 300, 200, 200);
        painter.paint(GREEN, 100, 101, 33, 35);
        viewer.until_shown(RED, width - 1, height - 1);
        viewer.until_shown(GREEN, 115, 115);
        let picture = viewer.picture.as_ref().unwrap();
        assert!(picture.is(BLUE, 5, 5) && picture.is(BLUE, 300, 200));
    }
}

#[test]
fn a_keyframe_is_made_on_request_though_nothing_changes() {
    let xvfb = Xvfb::start("640x480x24");
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    viewer.handle.start();
    let still = viewer.until_still();
    let before = viewer.keyframes;
    viewer.handle.request_keyframe();
    viewer.until("a keyframe comes", |viewer| viewer.keyframes > before);
    assert_eq!(viewer.handle.counters().captures, still.captures, "of the last picture");
}

#[test]
fn while_frames_wait_for_the_network_nothing_is_captured() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    let options = MediaOptions { desktop: xvfb.desktop(), ..MediaOptions::default() };
    let (sender, mut events) = channel(64);
    let handle = MediaThread::spawn(options, Clock::start(), sender).unwrap();
    handle.start();
    for n in 0..200 {
        painter.paint(n * 1000, 10, 10, 400, 400);
    }
    let full = u64::try_from(FRAME_QUEUE).unwrap();
    eventually("the queue is full", || {
        let counters = handle.counters();
        painter.paint(BLUE, 10, 10, 400, 400);
        counters.encodes == full
    });
    for n in 0..200 {
        painter.paint(n * 1000, 10, 10, 400, 400);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(handle.counters().encodes, full);
    handle.frame_sent();
    eventually("there is room again", || handle.counters().encodes > full);
    events.close();
}

#[test]
fn while_something_large_moves_fewer_frames_are_made_for_a_slow_line() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    viewer.handle.start();
    viewer.until_still();
    // Captures in a second in which something of this size changes all the time.
    let in_a_second = |viewer: &mut Viewer, side: u16| {
        let (before, deadline) =
            (viewer.handle.counters().captures, now() + Duration::from_secs(1));
        let mut colour = 0;
        while now() < deadline {
            colour += 0x10_1010;
            painter.paint(colour & 0xff_ffff, 20, 20, side, side);
            while let Ok(event) = viewer.events.try_recv() {
                viewer.take(event);
            }
            std::thread::sleep(Duration::from_millis(4));
        }
        viewer.handle.counters().captures - before
    };
    // A busy machine may be slow for a while, but not each time.
    let is_quick = |viewer: &mut Viewer, side| (0..15).any(|_| in_a_second(viewer, side) > 8);
    assert!(is_quick(&mut viewer, 300), "nothing is given up");
    viewer.handle.set_level(Level::NoFullWindowDrag);
    in_a_second(&mut viewer, 300);
    for _ in 0..3 {
        let captures = in_a_second(&mut viewer, 300);
        assert!(captures <= 6, "{captures} captures of something large in a second");
    }
    assert!(is_quick(&mut viewer, 40), "something small is shown at once");
    viewer.handle.set_level(Level::None);
    assert!(is_quick(&mut viewer, 300), "as before");
    assert!(viewer.handle.kbit_s() > 0, "what is sent is measured");
}

#[test]
fn fewer_colours_come_and_go_with_the_level() {
    let xvfb = Xvfb::start("641x361x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    painter.paint(RED, 0, 0, 641, 361);
    painter.paint(0x80_8080, 0, 0, 100, 100);
    viewer.handle.start();
    viewer.until_shown(RED, 300, 200);
    viewer.handle.set_level(Level::Full);
    // The whole picture, though nothing changed: a weak red, and the same grey.
    viewer.until_shown(0x69_2928, 640, 360);
    viewer.until_shown(0x80_8080, 50, 50);
    painter.paint(RED, 0, 0, 50, 50);
    viewer.until_shown(0x69_2928, 20, 20);
    viewer.handle.set_level(Level::NoBackground);
    viewer.until_shown(RED, 300, 200);
    viewer.until_shown(RED, 20, 20);
    assert!(viewer.picture.as_ref().unwrap().is(0x80_8080, 75, 75));
}

#[test]
fn a_slow_line_shares_colours_and_a_wide_one_has_them_back() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    painter.paint(RED, 0, 0, 640, 480);
    viewer.handle.set_sampling(ChromaFormat::Yuv444);
    viewer.handle.start();
    viewer.until("each pixel has its colour", |viewer| viewer.profile == 244);
    viewer.handle.set_bitrate(1_000);
    // The whole picture, though nothing changed.
    viewer.until_shown(RED, 300, 200);
    assert_eq!(viewer.profile, 66);
    viewer.handle.set_bitrate(6_000);
    viewer.until("each pixel has its colour again", |viewer| viewer.profile == 244);
}

#[test]
fn a_screen_that_changes_its_size_is_shown_in_the_new_one() {
    let xvfb = Xvfb::start("800x600x24");
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    viewer.handle.start();
    viewer.until("it begins", |viewer| viewer.frames > 0);
    assert_eq!(viewer.size, Some(Size::new(800, 600).unwrap()));
    let mode = "small 25 640 656 752 800 480 490 492 525";
    xvfb.run("xrandr", &["--newmode"].into_iter().chain(mode.split(' ')).collect::<Vec<_>>());
    xvfb.run("xrandr", &["--addmode", "screen", "small"]);
    for (mode, width, height) in [("small", 640, 480), ("800x600", 800, 600)] {
        xvfb.run("xrandr", &["--output", "screen", "--mode", mode]);
        painter.paint(RED, 0, 0, 800, 600);
        viewer.until("the size is reported", |viewer| viewer.size == Size::new(width, height).ok());
        let (width, height) = (usize::try_from(width).unwrap(), usize::try_from(height).unwrap());
        viewer.until("the picture has it", |viewer| {
            viewer.picture.as_ref().is_some_and(|picture| {
                (picture.width, picture.height) == (width, height)
                    && picture.is(RED, width - 1, height - 1)
            })
        });
        painter.paint(BLUE, 0, 0, 800, 600);
    }
}

#[test]
fn without_shared_memory_the_picture_is_the_same() {
    let xvfb = Xvfb::start_with("640x480x24", &["-extension", "MIT-SHM"]);
    assert!(!X11Source::open(&xvfb.desktop(), OwnWindows::default()).unwrap().is_shared());
    let own = OwnWindows::default();
    assert!(X11Source::open(&Xvfb::start("640x480x24").desktop(), own).unwrap().is_shared());
    let painter = Painter::new(&xvfb);
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    painter.paint(GREEN, 0, 0, 640, 480);
    viewer.handle.start();
    viewer.until_shown(GREEN, 320, 240);
    painter.paint(RED, 320, 240, 31, 31);
    viewer.until_shown(RED, 335, 255);
}

#[test]
fn the_cursors_shape_and_place_are_told() {
    let xvfb = Xvfb::start("640x480x24");
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    let mut pointer = injector(&xvfb.desktop(), InjectedPresses::new()).unwrap();
    let painter = Painter::new(&xvfb);
    painter.set_cursor(68);
    viewer.handle.start();
    let shapes = |viewer: &Viewer| {
        viewer.cursor.iter().filter(|m| matches!(m, CursorMessage::Shape(_))).count()
    };
    viewer.until("a shape comes", |viewer| shapes(viewer) == 1);
    painter.set_cursor(150);
    viewer.until("another shape comes", |viewer| shapes(viewer) == 2);
    let size = Size::new(640, 480).unwrap();
    let point = Point::from_pixel(123, 45, size);
    pointer.inject(session::gate::Injection::Move(point)).unwrap();
    viewer
        .until("the place comes", |viewer| viewer.cursor.contains(&CursorMessage::Position(point)));
    // A program that puts the pointer somewhere and paints.
    xvfb.run("xdotool", &["mousemove", "300", "200"]);
    painter.paint(RED, 300, 200, 4, 4);
    let point = Point::from_pixel(300, 200, size);
    viewer
        .until("the place comes", |viewer| viewer.cursor.contains(&CursorMessage::Position(point)));
}

#[test]
fn where_there_is_no_screen_the_error_says_so() {
    let open = |desktop: Desktop| {
        let options = MediaOptions { desktop, ..MediaOptions::default() };
        MediaThread::spawn(options, Clock::start(), channel(1).0).map(|_| ())
    };
    let nowhere = Desktop { address: Some(":4711".into()), ..Desktop::default() };
    let error = open(nowhere).unwrap_err();
    assert!(error.is_no_screen() && error.to_string().contains("DISPLAY"), "{error}");

    let xvfb = Xvfb::start("640x480x24");
    let second = Desktop { choice: DisplayChoice::Number(1), ..xvfb.desktop() };
    let error = open(second).unwrap_err();
    let is_it = matches!(error, MediaError::Desktop(PlatformError::NoSuchDisplay { .. }));
    assert!(is_it, "{error}");
}

#[test]
fn a_screen_that_goes_away_is_a_failure() {
    let xvfb = Xvfb::start("640x480x24");
    let mut viewer = Viewer::new(&xvfb, SourceKind::X11);
    viewer.handle.start();
    viewer.until("it begins", |viewer| viewer.frames > 0);
    drop(xvfb);
    loop {
        match viewer.events.blocking_recv() {
            Some(MediaEvent::Failed(error)) => {
                assert!(error.is_no_screen(), "{error}");
                return;
            }
            Some(MediaEvent::Frame(_)) => viewer.handle.frame_sent(),
            Some(_) => {}
            None => panic!("the thread ended without a word"),
        }
    }
}

/// `scrap` captures the display of the environment only, so this test runs itself once more.
#[cfg(feature = "scrap")]
#[test]
fn scrap_shows_the_screen_too() {
    const INNER: &str = "ALONGSIDE_TEST_INNER";
    if std::env::var_os(INNER).is_none() {
        let xvfb = Xvfb::start("640x480x24");
        let status = xvfb
            .command(std::env::current_exe().unwrap().to_str().unwrap())
            .args(["--exact", "capture::scrap_shows_the_screen_too"])
            .env(INNER, "1")
            .status();
        assert!(status.unwrap().success());
        return;
    }
    let xvfb = Xvfb::of_the_environment();
    let painter = Painter::new(&xvfb);
    painter.paint(BLUE, 0, 0, 640, 480);
    let mut viewer = Viewer::new(&xvfb, SourceKind::Scrap);
    viewer.handle.start();
    viewer.until_shown(BLUE, 320, 240);
    painter.paint(RED, 100, 100, 40, 40);
    viewer.until_shown(RED, 120, 120);
    let mut counters = viewer.handle.counters();
    eventually("a still screen is not encoded", || {
        while let Ok(event) = viewer.events.try_recv() {
            viewer.take(event);
        }
        std::thread::sleep(Duration::from_millis(500));
        let before = std::mem::replace(&mut counters, viewer.handle.counters());
        (before.encodes, before.captures) == (counters.encodes, counters.captures)
    });
}

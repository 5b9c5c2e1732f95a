//! The windows of ours that are not part of the picture, on a real X server.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use picture::mask::{BLANK, LINGER};
use protocol::geometry::Rect;
use sharer::clock::Clock;
use sharer::picture::preview::{PREVIEW_INTERVAL, Preview};
use sharer::picture::{MediaEvent, MediaHandle, MediaOptions, MediaThread, SourceKind};
use sharer::platform::own_windows::OwnWindows;
use sharer::platform::screen::{FrameRef, ScreenSource as _};
use sharer::platform::wake::{self, Sleeper};
use sharer::platform::x11::capture::X11Source;
use sharer::platform::{self, Options};
use tokio::sync::mpsc::{Receiver, channel};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, StackMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::rig::{PATIENCE, Xvfb, eventually, now};

/// What is in the window that nobody may see.
const SECRET: [u8; 3] = [0x12, 0xfe, 0xed];
const WIDTH: usize = 640;
const HEIGHT: usize = 480;

/// Programs on the X server.
struct Programs {
    x: RustConnection,
    root: Window,
}

impl Programs {
    fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        Self { x, root }
    }

    /// A window of one colour that no window manager knows, not mapped yet.
    fn window(&self, [blue, green, red]: [u8; 3], (width, height): (u16, u16)) -> Window {
        let window = self.x.generate_id().unwrap();
        let with = CreateWindowAux::new()
            .override_redirect(1)
            .background_pixel(u32::from_be_bytes([0, red, green, blue]));
        let (depth, class) = (x11rb::COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
        self.x
            .create_window(depth, window, self.root, 20, 30, width, height, 0, class, 0, &with)
            .unwrap()
            .check()
            .unwrap();
        window
    }

    fn map(&self, window: Window) {
        self.x.map_window(window).unwrap().check().unwrap();
    }

    fn move_to(&self, window: Window, x: i32, y: i32) {
        let to = ConfigureWindowAux::new().x(x).y(y).stack_mode(StackMode::ABOVE);
        self.x.configure_window(window, &to).unwrap().check().unwrap();
    }
}

/// A capture that keeps the whole picture.
struct Camera {
    source: X11Source,
    sleeper: Sleeper,
    picture: Vec<[u8; 3]>,
    /// The secret was in something that was captured.
    has_leaked: bool,
    captures: usize,
}

impl Camera {
    fn open(xvfb: &Xvfb, own: &OwnWindows) -> Self {
        let mut source = X11Source::open(&xvfb.desktop(), own.clone()).unwrap();
        source.watch().unwrap();
        let sleeper = wake::pair().unwrap().1;
        let picture = vec![[0; 3]; WIDTH * HEIGHT];
        Self { source, sleeper, picture, has_leaked: false, captures: 0 }
    }

    /// Captures what has changed.
    fn look(&mut self) {
        self.source.wait(&self.sleeper, Some(Duration::from_millis(5))).unwrap();
        let Some(FrameRef { data, patches, .. }) = self.source.capture().unwrap() else { return };
        self.captures += 1;
        for patch in patches {
            let Rect { x, y, width, height } = patch.rect;
            for row in 0..height as usize {
                let bytes = &data[patch.offset + row * patch.stride..][..width as usize * 4];
                for (column, [blue, green, red, _]) in bytes.as_chunks().0.iter().enumerate() {
                    let colour = [*blue, *green, *red];
                    self.has_leaked |= colour == SECRET;
                    self.picture[(y as usize + row) * WIDTH + x as usize + column] = colour;
                }
            }
        }
    }

    /// Whether the picture is blank there and nowhere else.
    fn is_blank_at(&self, at: Option<(usize, usize, usize, usize)>) -> bool {
        let blank = [BLANK[0], BLANK[1], BLANK[2]];
        self.picture.iter().enumerate().all(|(n, colour)| {
            let is_within = at.is_some_and(|(x, y, width, height)| {
                (x..x + width).contains(&(n % WIDTH)) && (y..y + height).contains(&(n / WIDTH))
            });
            (*colour == blank) == is_within
        })
    }

    /// Looks until the picture is blank there and nowhere else.
    fn sees_blank(&mut self, at: Option<(usize, usize, usize, usize)>) {
        eventually(&format!("blank at {at:?}"), || {
            self.look();
            self.is_blank_at(at)
        });
        assert!(!self.has_leaked);
    }
}

#[test]
fn a_window_that_moves_as_fast_as_it_can_is_never_in_a_capture() {
    let xvfb = Xvfb::start("640x480x24");
    let (programs, own) = (Programs::new(&xvfb), OwnWindows::default());
    let window = programs.window(SECRET, (120, 40));
    own.add(window);
    let mut camera = Camera::open(&xvfb, &own);
    camera.sees_blank(None);
    // It is shown while the screen is watched already.
    programs.map(window);
    camera.sees_blank(Some((20, 30, 120, 40)));
    let end = Arc::new(AtomicBool::new(false));
    let is_over = Arc::clone(&end);
    let mover = std::thread::spawn(move || {
        let mut state = 1u32;
        while !is_over.load(SeqCst) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = i32::try_from(state >> 8).unwrap();
            programs.move_to(window, at % 600 - 60, at / 600 % 460);
            // It comes and goes as well.
            if state >> 28 == 0 {
                programs.x.unmap_window(window).unwrap().check().unwrap();
                programs.map(window);
            }
        }
        programs.move_to(window, 301, 201);
        programs
    });
    let until = camera.captures + 400;
    let deadline = now() + PATIENCE;
    while camera.captures < until && now() < deadline {
        camera.look();
        assert!(!camera.has_leaked, "after {} captures", camera.captures);
        // What is fetched once more for a tile.
        let rect = Rect { x: 64, y: 64, width: 512, height: 64 };
        if let Some(again) = camera.source.recapture(rect).unwrap() {
            let pixels = again.data[..again.stride * 64].as_chunks::<4>().0;
            assert!(pixels.iter().all(|pixel| pixel[..3] != SECRET));
        }
    }
    end.store(true, SeqCst);
    let programs = mover.join().unwrap();
    camera.sees_blank(Some((301, 201, 120, 40)));
    // A window manager puts it into a frame, which is blank as a whole.
    let frame = programs.window([9, 9, 9], (130, 60));
    programs.move_to(frame, 100, 100);
    programs.x.reparent_window(window, frame, 5, 15).unwrap().check().unwrap();
    programs.map(frame);
    camera.sees_blank(Some((100, 100, 130, 60)));
    programs.move_to(frame, 50, 300);
    camera.sees_blank(Some((50, 300, 130, 60)));
    programs.x.unmap_window(frame).unwrap().check().unwrap();
    camera.sees_blank(None);
    programs.map(frame);
    camera.sees_blank(Some((50, 300, 130, 60)));
    programs.x.destroy_window(frame).unwrap().check().unwrap();
    camera.sees_blank(None);
}

#[test]
fn a_masked_window_that_paints_wakes_nobody() {
    let xvfb = Xvfb::start("640x480x24");
    let (programs, own) = (Programs::new(&xvfb), OwnWindows::default());
    let window = programs.window(SECRET, (120, 40));
    own.add(window);
    programs.map(window);
    let mut camera = Camera::open(&xvfb, &own);
    camera.sees_blank(Some((20, 30, 120, 40)));
    let until = now() + LINGER;
    while now() < until {
        camera.look();
    }
    let before = camera.captures;
    for _ in 0..20 {
        programs.x.clear_area(false, window, 0, 0, 0, 0).unwrap().check().unwrap();
        programs.x.sync().unwrap();
        camera.look();
    }
    assert_eq!(camera.captures, before, "a change that nobody sees is none");
    // While it is not watched nothing is known of it, and afterwards at once.
    camera.source.unwatch().unwrap();
    programs.move_to(window, 200, 200);
    camera.source.watch().unwrap();
    camera.sees_blank(Some((200, 200, 120, 40)));
}

/// The network takes all that is made.
fn answer(handle: &MediaHandle, events: &mut Receiver<MediaEvent>) {
    while let Ok(event) = events.try_recv() {
        match event {
            MediaEvent::Frame(_) => handle.frame_sent(),
            MediaEvent::Tile(tile) => handle.tile_sent(tile.row, true),
            MediaEvent::Asks(_) | MediaEvent::Screen(_) | MediaEvent::Cursor(_) => {}
            MediaEvent::Failed(error) => panic!("{error}"),
        }
    }
}

#[test]
fn the_user_sees_what_is_sent_and_nothing_in_a_pause() {
    let xvfb = Xvfb::start("640x480x24");
    let (programs, own) = (Programs::new(&xvfb), OwnWindows::default());
    let secret = programs.window(SECRET, (200, 80));
    own.add(secret);
    programs.map(secret);
    let shown = programs.window([200, 40, 20], (160, 120));
    programs.move_to(shown, 320, 240);
    programs.map(shown);
    for has_video in [true, false] {
        let preview = Preview::default();
        let (source, desktop) = (SourceKind::X11, xvfb.desktop());
        let wanted = Options { source, desktop, own: own.clone(), ..Options::default() };
        let screen = platform::open(&wanted).unwrap().screen;
        let options = MediaOptions { source, preview: preview.clone(), ..MediaOptions::default() };
        let (sender, mut events) = channel(64);
        let handle = MediaThread::spawn_on(screen, options, Clock::start(), sender).unwrap();
        handle.set_video(has_video);
        handle.start();
        let mut answer = || answer(&handle, &mut events);
        // The colour at a place of the screen, which is 640 px wide, in the picture of 480 px.
        let at = |rgba: &[u8], x: usize, y: usize| {
            let from = (y * 3 / 4 * 480 + x * 3 / 4) * 4;
            [rgba[from + 2], rgba[from + 1], rgba[from]]
        };
        let alike = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 6);
        let mut last = 0;
        let until = now() + 2 * PREVIEW_INTERVAL;
        while now() < until {
            answer();
            assert!(preview.read_after(0, |_| ()).is_none(), "nobody wants it");
        }
        preview.want(true);
        eventually("the picture", || {
            answer();
            let mut is_right = false;
            last = preview
                .read_after(last, |pixels| {
                    let Some(pixels) = pixels else { return };
                    assert_eq!((pixels.width, pixels.height), (480, 360));
                    is_right = alike(at(pixels.rgba, 400, 300), [200, 40, 20])
                        && alike(at(pixels.rgba, 100, 60), [BLANK[0], BLANK[1], BLANK[2]])
                        && alike(at(pixels.rgba, 600, 40), [0, 0, 0]);
                })
                .unwrap_or(last);
            is_right
        });
        // As long as nothing changes it is not made again.
        let until = now() + 2 * PREVIEW_INTERVAL;
        while now() < until {
            answer();
            assert!(preview.read_after(last, |_| ()).is_none());
        }
        handle.pause();
        eventually("nothing in a pause", || {
            answer();
            let mut is_empty = false;
            let number = preview.read_after(last, |pixels| is_empty = pixels.is_none());
            last = number.unwrap_or(last);
            is_empty
        });
        handle.start();
        eventually("it comes back", || {
            answer();
            let mut is_there = false;
            let number = preview.read_after(last, |pixels| is_there = pixels.is_some());
            last = number.unwrap_or(last);
            is_there
        });
        handle.stop();
        drop(handle);
        eventually("nothing after the end", || {
            let mut is_empty = false;
            preview.read_after(0, |pixels| is_empty = pixels.is_none());
            is_empty
        });
    }
}

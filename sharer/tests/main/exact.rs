//! What stands still on a real X screen comes without loss.

use std::time::Duration;

use picture::refinement::TileBudget;
use protocol::geometry::Size;
use sharer::clock::Clock;
use sharer::picture::{MediaEvent, MediaHandle, MediaOptions, MediaThread, SourceKind};
use tokio::sync::mpsc::{Receiver, channel};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ChangeGCAux, ConnectionExt as _, CreateGCAux, ImageFormat, Rectangle,
};
use x11rb::rust_connection::RustConnection;

use crate::rig::{Xvfb, eventually};

/// A viewer that puts the tiles together.
struct Viewer {
    handle: MediaHandle,
    events: Receiver<MediaEvent>,
    size: Size,
    /// Red, green and blue; what no tile has shown is `None`.
    pixels: Vec<Option<[u8; 3]>>,
    tiles: usize,
    frames: usize,
}

impl Viewer {
    fn new(xvfb: &Xvfb, size: Size) -> Self {
        let options = MediaOptions {
            source: SourceKind::X11,
            desktop: xvfb.desktop(),
            ..MediaOptions::default()
        };
        let (sender, events) = channel(64);
        let handle = MediaThread::spawn(options, Clock::start(), sender).unwrap();
        handle.set_tile_budget(TileBudget { kbit_s: 100_000, cap_kbit_s: None });
        let count = usize::try_from(size.width() * size.height()).unwrap();
        Self { handle, events, size, pixels: vec![None; count], tiles: 0, frames: 0 }
    }

    fn take_all(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            match event {
                MediaEvent::Frame(frame) => {
                    self.handle.frame_sent();
                    self.frames += 1;
                    assert_eq!(frame.screen, self.size);
                    // As the page does: what changes is taken down.
                    let grid = protocol::exact::TileGrid::new(self.size);
                    for cell in frame.changed.into_iter().flat_map(|rect| grid.touched(rect)) {
                        let columns = usize::try_from(grid.columns()).unwrap();
                        let (column, row) = (cell % columns, cell / columns);
                        let strip = grid.strip(
                            u32::try_from(column).unwrap(),
                            u32::try_from(row).unwrap(),
                            1,
                        );
                        self.each(strip.unwrap(), |pixel, _| *pixel = None);
                    }
                }
                MediaEvent::Tile(tile) => {
                    self.handle.tile_sent(tile.row, true);
                    self.tiles += 1;
                    let pixels = decode(&tile.png);
                    self.each(tile.row.rect, |pixel, n| *pixel = Some(pixels[n]));
                }
                MediaEvent::Failed(error) => panic!("{error}"),
                MediaEvent::Asks(_) | MediaEvent::Screen(_) | MediaEvent::Cursor(_) => {}
            }
        }
    }

    fn each(
        &mut self,
        rect: protocol::geometry::Rect,
        mut change: impl FnMut(&mut Option<[u8; 3]>, usize),
    ) {
        let mut n = 0;
        for y in rect.y..rect.y + rect.height {
            for x in rect.x..rect.x + rect.width {
                let at = usize::try_from(y * self.size.width() + x).unwrap();
                change(&mut self.pixels[at], n);
                n += 1;
            }
        }
    }

    fn shows(&mut self, screen: &[[u8; 3]]) -> bool {
        self.take_all();
        self.pixels.iter().zip(screen).all(|(shown, real)| *shown == Some(*real))
    }
}

pub(crate) fn decode(png: &[u8]) -> Vec<[u8; 3]> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut bytes).unwrap();
    bytes.as_chunks::<3>().0.to_vec()
}

/// A program that paints on the screen.
pub(crate) struct Painter {
    x: RustConnection,
    root: u32,
    gc: u32,
    pub(crate) size: Size,
}

impl Painter {
    pub(crate) fn open(xvfb: &Xvfb) -> Self {
        let (x, number) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let screen = &x.setup().roots[number];
        let (width, height) = (screen.width_in_pixels.into(), screen.height_in_pixels.into());
        let (root, size) = (screen.root, Size::new(width, height).unwrap());
        let gc = x.generate_id().unwrap();
        x.create_gc(gc, root, &CreateGCAux::new()).unwrap();
        Self { x, root, gc, size }
    }

    pub(crate) fn fill(&self, colour: u32, x: u32, y: u32, width: u16, height: u16) {
        self.x.change_gc(self.gc, &ChangeGCAux::new().foreground(colour)).unwrap();
        let place = |n: u32| i16::try_from(n).unwrap();
        let rectangle = Rectangle { x: place(x), y: place(y), width, height };
        self.x.poly_fill_rectangle(self.root, self.gc, &[rectangle]).unwrap();
        self.x.get_input_focus().unwrap().reply().unwrap();
    }

    pub(crate) fn strew(&self) {
        let mut state = 1u32;
        for _ in 0..400 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            self.fill(state & 0xff_ffff, state >> 8 & 0x3ff, state >> 18 & 0x3ff, 37, 3);
        }
    }

    /// The screen as its X server says it is.
    pub(crate) fn screen(&self) -> Vec<[u8; 3]> {
        let (width, height) = (self.size.width() as u16, self.size.height() as u16);
        let image = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, !0);
        let data = image.unwrap().reply().unwrap().data;
        data.as_chunks::<4>().0.iter().map(|[b, g, r, _]| [*r, *g, *b]).collect()
    }
}

#[test]
fn what_stands_still_comes_pixel_by_pixel_and_once() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.handle.start();
    let first = painter.screen();
    eventually("the whole screen is exact", || viewer.shows(&first));

    let tiles = viewer.tiles;
    painter.fill(0x12_3456, 100, 100, 20, 20);
    let second = painter.screen();
    assert_ne!(first, second);
    eventually("what changed is exact again", || viewer.shows(&second));
    assert_eq!(viewer.tiles, tiles + 1, "nothing else is sent again");
}

#[test]
fn what_moves_in_one_place_does_not_keep_the_rest_from_being_exact() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.handle.start();
    let mut colour = 0;
    // The first two rows of cells change all the time, faster than frames are made.
    let mut is_rest_exact = || {
        colour += 0x01_0305;
        painter.fill(colour & 0xff_ffff, 0, 0, 640, 128);
        viewer.take_all();
        let screen = painter.screen();
        let rest = 128 * 640;
        viewer.pixels[rest..].iter().zip(&screen[rest..]).all(|(shown, real)| *shown == Some(*real))
    };
    eventually("what stands still is exact", &mut is_rest_exact);
    for _ in 0..500 {
        assert!(is_rest_exact(), "and stays so");
    }
    assert!(viewer.pixels[..128 * 640].iter().all(Option::is_none), "what moves is not sent");
}

#[test]
fn once_everything_is_exact_the_thread_sleeps() {
    let xvfb = Xvfb::start("640x480x24");
    let painter = Painter::open(&xvfb);
    painter.strew();
    let mut viewer = Viewer::new(&xvfb, painter.size);
    viewer.handle.start();
    let screen = painter.screen();
    eventually("the whole screen is exact", || viewer.shows(&screen));
    // The answers to the last tiles still wake it.
    let mut before = viewer.handle.counters();
    eventually("it has fallen asleep", || {
        std::thread::sleep(Duration::from_millis(300));
        let now = viewer.handle.counters();
        now == std::mem::replace(&mut before, now)
    });
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(viewer.handle.counters(), before);
    assert!(before.encodes <= 2, "the picture was not refined for nothing: {before:?}");
}

//! What stands still on a real X screen comes without loss.

use protocol::geometry::Size;
use sharer::clock::Clock;
use sharer::media::{MediaEvent, MediaHandle, MediaOptions, MediaThread, SourceKind};
use tokio::sync::mpsc::{Receiver, channel};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, CreateGCAux, ImageFormat, Rectangle};
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
        handle.set_exact(100_000);
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
                    let grid = protocol::exact::Grid::new(self.size);
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
                    self.handle.tile_left(tile.strip, true);
                    self.tiles += 1;
                    let pixels = decode(&tile.png);
                    self.each(tile.strip.rect, |pixel, n| *pixel = Some(pixels[n]));
                }
                MediaEvent::Failed(error) => panic!("{error}"),
                MediaEvent::Screen(_) | MediaEvent::Cursor(_) => {}
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

fn decode(png: &[u8]) -> Vec<[u8; 3]> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut bytes).unwrap();
    bytes.as_chunks::<3>().0.to_vec()
}

/// The screen as its X server says it is.
fn screen(x: &RustConnection, root: u32, size: Size) -> Vec<[u8; 3]> {
    let (width, height) = (size.width() as u16, size.height() as u16);
    let image = x.get_image(ImageFormat::Z_PIXMAP, root, 0, 0, width, height, !0);
    let data = image.unwrap().reply().unwrap().data;
    data.as_chunks::<4>().0.iter().map(|[b, g, r, _]| [*r, *g, *b]).collect()
}

#[test]
fn what_stands_still_comes_pixel_by_pixel_and_once() {
    let xvfb = Xvfb::start("640x480x24");
    let (x, number) = x11rb::connect(Some(&xvfb.display)).unwrap();
    let root = x.setup().roots[number].root;
    let gc = x.generate_id().unwrap();
    x.create_gc(gc, root, &CreateGCAux::new()).unwrap();
    let setup = &x.setup().roots[number];
    let (width, height) = (setup.width_in_pixels.into(), setup.height_in_pixels.into());
    let size = Size::new(width, height).unwrap();
    let paint = |seed: u32| {
        let mut state = seed;
        for _ in 0..400 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let with = x11rb::protocol::xproto::ChangeGCAux::new().foreground(state & 0xff_ffff);
            x.change_gc(gc, &with).unwrap();
            let place = |n: u32| i16::try_from(n).unwrap();
            let rectangle = Rectangle {
                x: place(state >> 8 & 0x3ff),
                y: place(state >> 18 & 0x3ff),
                width: 37,
                height: 3,
            };
            x.poly_fill_rectangle(root, gc, &[rectangle]).unwrap();
        }
        x.get_input_focus().unwrap().reply().unwrap();
    };
    paint(1);
    let mut viewer = Viewer::new(&xvfb, size);
    viewer.handle.start();
    let first = screen(&x, root, size);
    eventually("the whole screen is exact", || viewer.shows(&first));

    let tiles = viewer.tiles;
    let with = x11rb::protocol::xproto::ChangeGCAux::new().foreground(0x12_3456);
    x.change_gc(gc, &with).unwrap();
    let rectangle = Rectangle { x: 100, y: 100, width: 20, height: 20 };
    x.poly_fill_rectangle(root, gc, &[rectangle]).unwrap().check().unwrap();
    let second = screen(&x, root, size);
    assert_ne!(first, second);
    eventually("what changed is exact again", || viewer.shows(&second));
    assert_eq!(viewer.tiles, tiles + 1, "nothing else is sent again");
}

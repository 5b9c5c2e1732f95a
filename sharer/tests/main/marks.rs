//! What a Helper draws, on a real X server.

use std::sync::Arc;

use protocol::geometry::{Point, Size};
use protocol::mark::MarkColor;
use session::display::Area;
use session::marks::{MarkForm, ShownMark};
use sharer::platform::marks::{MarkOverlay as _, WantedMarks};
use sharer::platform::own_windows::OwnWindows;
use sharer::platform::x11::marks::X11Marks;
use sharer::supervisor::Supervisor;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, ImageFormat, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;

use crate::rig::{Xvfb, eventually};

const WHITE: [u8; 3] = [0xff; 3];
const RED: [u8; 3] = MarkColor::Red.rgb();

/// The screen as other programs see it.
struct Screen {
    x: RustConnection,
    root: Window,
}

impl Screen {
    fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        Self { x, root }
    }

    /// A white window that a window manager would not touch, above all others.
    fn window(&self, x: i16, y: i16, width: u16, height: u16) -> Window {
        let window = self.x.generate_id().unwrap();
        let with = CreateWindowAux::new().override_redirect(1).background_pixel(0x00ff_ffff);
        let (depth, class) = (x11rb::COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
        self.x
            .create_window(depth, window, self.root, x, y, width, height, 0, class, 0, &with)
            .unwrap();
        self.x.map_window(window).unwrap().check().unwrap();
        window
    }

    fn windows(&self) -> usize {
        self.x.query_tree(self.root).unwrap().reply().unwrap().children_len().into()
    }

    fn color(&self, x: i16, y: i16) -> [u8; 3] {
        let image = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, !0);
        let data = image.unwrap().reply().unwrap().data;
        [data[2], data[1], data[0]]
    }
}

/// The shared area of these tests.
fn area() -> Area {
    Area { x: 0, y: 0, size: Size::new(640, 480).unwrap() }
}

fn at(x: u32, y: u32) -> Point {
    Point::from_pixel(x, y, area().size)
}

/// A line across the screen in its middle.
fn line() -> MarkForm {
    MarkForm::Line(Arc::new(vec![at(20, 240), at(620, 240)]))
}

fn wanted<const N: usize>(forms: [MarkForm; N]) -> Option<WantedMarks> {
    let marks = (1..).zip(forms).map(|(id, form)| ShownMark { id, form, color: MarkColor::Red });
    Some(WantedMarks { area: area(), helper: "Ann".into(), marks: marks.collect() })
}

#[test]
fn marks_are_cut_to_their_shape_move_and_go() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let marks = X11Marks::spawn(&xvfb.desktop(), OwnWindows::default(), &supervisor).unwrap();
    let before = screen.windows();
    marks.show(wanted([line(), MarkForm::Pointer { at: at(100, 100) }]));
    eventually("both are there", || screen.color(320, 240) == RED && screen.color(104, 112) == RED);
    assert_eq!(screen.color(320, 237), WHITE, "an edge that is seen on any ground");
    assert_eq!((screen.color(320, 250), screen.color(130, 110)), ([0; 3], [0; 3]), "nothing else");
    assert_eq!(screen.windows(), before + 2);
    marks.show(wanted([line(), MarkForm::Pointer { at: at(300, 100) }]));
    eventually("the pointer is elsewhere", || screen.color(304, 112) == RED);
    assert_eq!(screen.windows(), before + 2, "the same windows");
    marks.show(None);
    eventually("they are gone", || screen.windows() == before);
    marks.show(wanted([line()]));
    eventually("the line is there again", || screen.color(320, 240) == RED);
    drop(marks);
    eventually("it ends with the session", || screen.windows() == before);
}

#[test]
fn no_mark_lies_over_a_window_of_this_program_wherever_it_goes() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let own = OwnWindows::default();
    let bar = screen.window(200, 200, 100, 100);
    own.add(bar);
    let marks = X11Marks::spawn(&xvfb.desktop(), own.clone(), &supervisor).unwrap();
    marks.show(wanted([line()]));
    eventually("the line is there", || screen.color(100, 240) == RED);
    assert_eq!(screen.color(250, 240), WHITE, "over the window it is not");
    let to = ConfigureWindowAux::new().x(400);
    screen.x.configure_window(bar, &to).unwrap().check().unwrap();
    eventually("nor where the window has gone", || {
        screen.color(450, 240) == WHITE && screen.color(250, 240) == RED
    });
    let question = screen.window(50, 220, 100, 40);
    own.add(question);
    eventually("nor over another one", || screen.color(100, 240) == WHITE);
}

#[test]
fn a_window_of_another_program_does_not_stay_over_a_mark() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let marks = X11Marks::spawn(&xvfb.desktop(), OwnWindows::default(), &supervisor).unwrap();
    marks.show(wanted([line()]));
    eventually("the line is there", || screen.color(320, 240) == RED);
    screen.window(300, 200, 100, 100);
    eventually("the line is above the new window", || screen.color(320, 240) == RED);
    assert_eq!(screen.color(320, 210), WHITE);
}

#[test]
fn a_label_at_the_edge_stays_within_the_shared_area() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let marks = X11Marks::spawn(&xvfb.desktop(), OwnWindows::default(), &supervisor).unwrap();
    let text = MarkForm::Text { at: at(639, 479), text: "Press here".into() };
    marks.show(wanted([text]));
    // Its last pixel is within the border.
    eventually("the label is there", || screen.color(635, 475) == RED);
    assert_eq!(screen.color(637, 477), [0; 3]);
}

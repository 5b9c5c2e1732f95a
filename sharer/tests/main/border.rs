//! The border round what is shared, on a real X server.

use protocol::geometry::Size;
use session::display::Area;
use sharer::platform::border::{BORDER_WIDTH, Border as _, BorderLook};
use sharer::platform::open_press_watch;
use sharer::platform::press_watch::{Seen, Visibility};
use sharer::platform::x11::border::X11Border;
use sharer::supervisor::Supervisor;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ConfigureWindowAux, ConnectionExt as _, CreateWindowAux, EventMask, ImageFormat,
    MapState, StackMode, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::rig::{Xvfb, eventually};

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
        let with = CreateWindowAux::new()
            .override_redirect(1)
            .background_pixel(0x00ff_ffff)
            .event_mask(EventMask::BUTTON_PRESS);
        let (depth, class) = (x11rb::COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
        self.x
            .create_window(depth, window, self.root, x, y, width, height, 0, class, 0, &with)
            .unwrap();
        self.x.map_window(window).unwrap().check().unwrap();
        window
    }

    /// The strips that can be seen.
    fn strips(&self) -> Vec<(i16, i16, u16, u16)> {
        let children = self.x.query_tree(self.root).unwrap().reply().unwrap().children;
        let mut strips = Vec::new();
        for window in children {
            let (name, kind) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
            let class = self.x.get_property(false, window, name, kind, 0, 64).unwrap().reply();
            if !class.is_ok_and(|class| class.value.starts_with(b"border\0")) {
                continue;
            }
            let attributes = self.x.get_window_attributes(window).unwrap().reply().unwrap();
            if attributes.map_state == MapState::VIEWABLE {
                let at = self.x.get_geometry(window).unwrap().reply().unwrap();
                strips.push((at.x, at.y, at.width, at.height));
            }
        }
        strips.sort_unstable();
        strips
    }

    /// Red, green and blue of a pixel.
    fn colour(&self, x: i16, y: i16) -> [u8; 3] {
        let image = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, !0);
        let data = image.unwrap().reply().unwrap().data;
        [data[2], data[1], data[0]]
    }
}

fn area(x: i32, y: i32, width: u32, height: u32) -> Area {
    Area { x, y, size: Size::new(width, height).unwrap() }
}

#[test]
fn the_border_lies_round_what_is_shared_in_the_colour_of_what_the_helper_may_do() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let border = X11Border::spawn(&xvfb.desktop(), &supervisor).unwrap();
    assert!(screen.strips().is_empty());
    for (area, expected, inside) in [
        (
            area(0, 0, 640, 480),
            [(0, 0, 4, 480), (0, 0, 640, 4), (0, 476, 640, 4), (636, 0, 4, 480)],
            (4, 4),
        ),
        (
            area(100, 50, 200, 100),
            [(100, 50, 4, 100), (100, 50, 200, 4), (100, 146, 200, 4), (296, 50, 4, 100)],
            (104, 54),
        ),
    ] {
        for look in [BorderLook::Seen, BorderLook::Controlled] {
            border.show(Some((area, look)));
            eventually("the border is there", || {
                let corner = (expected[0].0, expected[0].1);
                screen.strips() == expected && screen.colour(corner.0, corner.1) == look.rgb()
            });
            let (right, bottom) = (expected[3].0 + 3, expected[2].1 + 3);
            assert_eq!(screen.colour(right, bottom), look.rgb());
            assert_eq!(screen.colour(inside.0, inside.1), [0, 0, 0], "nothing but the edge");
        }
    }
    border.show(None);
    eventually("it is gone", || screen.strips().is_empty() && screen.colour(100, 50) == [0; 3]);
    border.show(Some((area(0, 0, 640, 480), BorderLook::Seen)));
    eventually("it is there", || screen.strips().len() == 4);
    drop(border);
    eventually("it ends with the session", || screen.strips().is_empty());
}

#[test]
fn clicks_go_through_the_border_and_a_window_that_covers_it_gets_below() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let border = X11Border::spawn(&xvfb.desktop(), &supervisor).unwrap();
    let window = screen.window(0, 0, 300, 200);
    border.show(Some((area(0, 0, 640, 480), BorderLook::Controlled)));
    let is_above = || screen.colour(1, 100) == BorderLook::Controlled.rgb();
    eventually("it is above", is_above);
    let fake = |kind, detail, x, y| {
        screen.x.xtest_fake_input(kind, detail, 0, screen.root, x, y, 0).unwrap().check().unwrap();
    };
    fake(6, 0, 1, 100);
    fake(4, 1, 0, 0);
    fake(5, 1, 0, 0);
    eventually("the window under it is clicked", || {
        matches!(
            screen.x.poll_for_event().unwrap(),
            Some(Event::ButtonPress(press))
                if press.event == window && (press.event_x, press.event_y) == (1, 100)
        )
    });
    let over = screen.window(0, 50, 100, 100);
    eventually("a new window is below it", is_above);
    let raised = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
    screen.x.configure_window(over, &raised).unwrap().check().unwrap();
    screen.x.sync().unwrap();
    eventually("one that was raised is", is_above);
    assert_eq!(screen.colour(5, 100), [255; 3], "the window is seen beside it");
}

/// Whoever judges whether a question can be read takes the border for no cover, since there is nothing to read below it.
#[test]
fn the_border_covers_no_question_and_a_program_that_draws_more_does() {
    let xvfb = Xvfb::start("640x480x24");
    let screen = Screen::new(&xvfb);
    let (supervisor, _died) = Supervisor::new();
    let border = X11Border::spawn(&xvfb.desktop(), &supervisor).unwrap();
    let question = screen.window(0, 0, 300, 200);
    let mut watch = open_press_watch(Some(&xvfb.display), &supervisor).unwrap();
    watch.watch(Some(question)).unwrap();
    border.show(Some((area(0, 0, 640, 480), BorderLook::Seen)));
    eventually("it is above", || screen.colour(1, 100) == BorderLook::Seen.rgb());
    assert_eq!(watch.evidence(&Seen::default()).unwrap().window.visibility, Visibility::Whole);
    // One that lies in the middle of the question does, whoever made it.
    border.show(Some((area(100, 0, 100, 100), BorderLook::Seen)));
    eventually("it is elsewhere", || screen.colour(101, 50) == BorderLook::Seen.rgb());
    assert_eq!(watch.evidence(&Seen::default()).unwrap().window.visibility, Visibility::Covered);
    border.show(None);
    eventually("it is gone", || screen.strips().is_empty());
    assert_eq!(watch.evidence(&Seen::default()).unwrap().window.visibility, Visibility::Whole);
    screen.window(0, 0, BORDER_WIDTH + 1, 480);
    assert_eq!(watch.evidence(&Seen::default()).unwrap().window.visibility, Visibility::Covered);
}

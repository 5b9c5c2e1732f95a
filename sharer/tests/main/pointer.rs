//! The pointer, its buttons and the wheel.

use protocol::geometry::{Point, Size};
use protocol::input::Action::{Press, Release};
use protocol::input::Button;
use session::gate::Injection;
use sharer::platform::InjectedPresses;

use crate::rig::{Seen, Xev, Xvfb, injector};

#[test]
fn buttons_and_wheel_act_where_the_pointer_was_sent() {
    let xvfb = Xvfb::start("1280x800x24");
    let xev = Xev::start(&xvfb);
    let mut injector = injector(&xvfb.desktop(), InjectedPresses::new()).unwrap();
    let size = Size::new(1280, 800).unwrap();
    for (button, number, x, y) in [
        (Button::Left, 1, 0, 0),
        (Button::Middle, 2, 999, 699),
        (Button::Right, 3, 17, 333),
        (Button::Back, 8, 500, 1),
        (Button::Forward, 9, 2, 650),
    ] {
        injector.inject(Injection::Move(Point::from_pixel(x, y, size))).unwrap();
        injector.inject(Injection::Button(button, Press)).unwrap();
        injector.inject(Injection::Button(button, Release)).unwrap();
        let (x, y) = (i32::try_from(x).unwrap(), i32::try_from(y).unwrap());
        for want in [true, false] {
            let Seen::Button { press, button, x: at_x, y: at_y, .. } = xev.next() else {
                panic!("a button was pressed")
            };
            assert_eq!((press, button, at_x, at_y), (want, number, x, y));
        }
    }
    for (right, down, number, count) in [(0, 2, 5, 2), (0, -1, 4, 1), (1, 0, 7, 1), (-3, 0, 6, 3)] {
        injector.inject(Injection::Scroll { right, down }).unwrap();
        for _ in 0..2 * count {
            let Seen::Button { button, .. } = xev.next() else { panic!("the wheel turned") };
            assert_eq!(button, number);
        }
    }
}

//! A plain window with one button that grants. The watcher of presses and the rules are those of the
//! sharer; the test plays the toolkit.

use std::time::Duration;

use alongside_tests::clock::{eventually, now};
use alongside_tests::intruder::Intruder;
use alongside_tests::seat::Seat;
use protocol::time::Tick;
use sharer::clock::Clock;
use sharer::person::consent::{ARMING, Answering, Consent, ConsentRules, Decision, Means, Place};
use sharer::platform::press_watch::{Evidence, PressOrigin, PressWatch, Seen};
use sharer::supervisor::Supervisor;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// Where the window is on the screen.
pub(crate) const LEFT: i16 = 200;
pub(crate) const TOP: i16 = 150;
/// Its button, in the window.
pub(crate) const BUTTON: Place = Place { x: 100, y: 100, width: 120, height: 60 };
/// A place on the button, on the screen.
pub(crate) const ON_BUTTON: (i16, i16) = (LEFT + 150, TOP + 130);
/// A place in the window beside the button, on the screen.
pub(crate) const BESIDE: (i16, i16) = (LEFT + 20, TOP + 20);
/// A place outside of the window.
pub(crate) const OUTSIDE: (i16, i16) = (20, 20);

pub(crate) const ENTER: u8 = 36;
pub(crate) const SPACE: u8 = 65;
pub(crate) const ESCAPE: u8 = 9;
pub(crate) const LETTER: u8 = 38;
pub(crate) const SHIFT: u8 = 50;

pub(crate) const RETURN_KEYSYM: u32 = 0xff0d;
const SPACE_KEYSYM: u32 = 0x20;

/// The devices of Xephyr.
pub(crate) const MOUSE: &str = "Xephyr virtual mouse";
pub(crate) const KEYBOARD: &str = "Xephyr virtual keyboard";

pub(crate) struct Scene {
    pub(crate) seat: Seat,
    pub(crate) x: RustConnection,
    pub(crate) root: Window,
    pub(crate) window: Window,
    pub(crate) watch: Box<dyn PressWatch>,
    pub(crate) consent: Consent,
    pub(crate) clock: Clock,
    /// Evidence of the last activation.
    pub(crate) evidence: Option<Evidence>,
    _supervisor: Supervisor,
}

impl Scene {
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self::with(arguments, ConsentRules::default())
    }

    pub(crate) fn with(arguments: &[&str], rules: ConsentRules) -> Self {
        let seat = Seat::start_with(800, 600, arguments);
        let (x, screen) = RustConnection::connect(Some(seat.display())).unwrap();
        let root = x.setup().roots[screen].root;
        let window = open(&x, root, true);
        let supervisor = Supervisor::new().0;
        let watch = sharer::platform::open_press_watch(Some(seat.display()), &supervisor).unwrap();
        let mut scene = Self {
            seat,
            x,
            root,
            window,
            watch,
            consent: Consent::new(rules),
            clock: Clock::start(),
            evidence: None,
            _supervisor: supervisor,
        };
        scene.intruder().waits_for_target();
        scene.focus();
        scene.watch.watch(Some(window)).unwrap();
        scene.asks();
        scene
    }

    /// Closes the window and opens one that a window manager puts into a frame.
    pub(crate) fn has_frame(&mut self) {
        self.x.destroy_window(self.window).unwrap();
        self.window = open(&self.x, self.root, false);
        eventually("it is in a frame", || {
            let tree = self.x.query_tree(self.window).unwrap().reply().unwrap();
            (tree.parent != self.root).then_some(())
        });
        self.intruder().waits_for_target();
        self.focus();
        self.watch.watch(Some(self.window)).unwrap();
    }

    /// Where a place in the window is on the screen.
    pub(crate) fn on_screen(&self, x: i16, y: i16) -> (i16, i16) {
        let at = self.x.translate_coordinates(self.window, self.root, x, y);
        let at = at.unwrap().reply().unwrap();
        (at.dst_x, at.dst_y)
    }

    pub(crate) fn intruder(&self) -> Intruder {
        Intruder::new(self.seat.display(), self.window)
    }

    pub(crate) fn focus(&mut self) {
        let (to, time) = (InputFocus::PARENT, x11rb::CURRENT_TIME);
        self.x.set_input_focus(to, self.window, time).unwrap().check().unwrap();
        self.consent.focus(true, self.clock.now());
    }

    /// The window asks, while the pointer is beside the button, and the person reads for long enough.
    pub(crate) fn asks(&mut self) {
        self.points(BESIDE);
        self.shows();
        self.reads();
    }

    pub(crate) fn shows(&mut self) {
        let pointer = self.x.query_pointer(self.window).unwrap().reply().unwrap();
        let pointer = (pointer.win_x.cast_unsigned(), pointer.win_y.cast_unsigned());
        self.consent.show(BUTTON, Some(pointer), self.clock.now());
    }

    /// Lets time pass in which nothing happens.
    pub(crate) fn reads(&mut self) {
        let until = now() + ARMING + Duration::from_millis(50);
        while now() < until {
            std::thread::sleep(Duration::from_millis(10));
        }
        self.forget();
    }

    pub(crate) fn points(&mut self, (x, y): (i16, i16)) {
        self.seat.points(x, y);
        // The watcher has seen it there: a person is slower than that.
        let _ = self.watch.evidence(&Seen::default());
        self.forget();
    }

    /// Handles all events up to now; none of them activates anything.
    pub(crate) fn forget(&mut self) {
        self.x.sync().unwrap();
        while let Some(event) = self.x.poll_for_event().unwrap() {
            self.learn(&event);
        }
    }

    /// What a toolkit makes of an event. It does not tell events of the server from sent ones.
    pub(crate) fn learn(&mut self, event: &Event) -> Option<Means> {
        let at = |x: i16, y: i16| u16::try_from(x).ok().zip(u16::try_from(y).ok());
        match event {
            Event::MotionNotify(event) => self.consent.point(at(event.event_x, event.event_y)),
            Event::FocusIn(_) => self.consent.focus(true, self.clock.now()),
            Event::FocusOut(_) => self.consent.focus(false, self.clock.now()),
            Event::ButtonRelease(event) if event.detail == 1 => {
                let is_on = at(event.event_x, event.event_y).is_some_and(|at| BUTTON.has(at));
                return is_on.then_some(Means::Pointer);
            }
            // By its meaning now.
            Event::KeyPress(event) if self.is_enter_or_space(event.detail) => {
                return Some(Means::Key { is_repeat: false });
            }
            _ => {}
        }
        None
    }

    fn is_enter_or_space(&self, code: u8) -> bool {
        let map = self.x.get_keyboard_mapping(code, 1).unwrap().reply().unwrap();
        [RETURN_KEYSYM, SPACE_KEYSYM].contains(&map.keysyms[0])
    }

    /// The question is closed, and another one asks in the same window.
    pub(crate) fn asks_anew(&mut self) {
        self.consent.close();
        self.watch.watch(Some(self.window)).unwrap();
        self.asks();
    }

    /// Waits until the button is activated, and decides.
    #[track_caller]
    pub(crate) fn decision(&mut self) -> Decision {
        let means = eventually("the button is activated", || {
            self.x.sync().unwrap();
            while let Some(event) = self.x.poll_for_event().unwrap() {
                if let Some(means) = self.learn(&event) {
                    return Some(means);
                }
            }
            None
        });
        self.decide(means)
    }

    pub(crate) fn decide(&mut self, means: Means) -> Decision {
        self.evidence = self.watch.evidence(&Seen::default()).ok();
        let now: Tick = self.clock.now();
        self.consent.decide(Answering::Grants, means, self.evidence.as_ref(), now)
    }

    /// The person takes the mouse to the button and clicks.
    #[track_caller]
    pub(crate) fn person_clicks(&mut self) -> Decision {
        self.points(ON_BUTTON);
        self.seat.clicks();
        self.decision()
    }

    pub(crate) fn origin(&self) -> Option<PressOrigin> {
        Some(self.evidence.as_ref()?.press.as_ref()?.origin)
    }
}

/// Opens a window like that of the question.
pub(crate) fn open(x: &RustConnection, root: Window, is_unmanaged: bool) -> Window {
    let window = x.generate_id().unwrap();
    let listens = EventMask::KEY_PRESS
        | EventMask::BUTTON_PRESS
        | EventMask::BUTTON_RELEASE
        | EventMask::POINTER_MOTION
        | EventMask::FOCUS_CHANGE
        | EventMask::STRUCTURE_NOTIFY;
    let settings = CreateWindowAux::new()
        .event_mask(listens)
        .override_redirect(u32::from(is_unmanaged))
        .background_pixel(0x33_6699);
    let class = WindowClass::INPUT_OUTPUT;
    x.create_window(0, window, root, LEFT, TOP, 400, 300, 0, class, 0, &settings).unwrap();
    x.map_window(window).unwrap();
    x.sync().unwrap();
    window
}

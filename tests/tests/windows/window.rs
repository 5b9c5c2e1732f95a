//! The window: the .exe as its icon starts it, with a person at mouse and keyboard, and a program that presses, too.

use std::thread::sleep;
use std::time::Duration;

use alongside_tests::browser::Browser;
use alongside_tests::clock::{PATIENCE, eventually, never, now};
use alongside_tests::image::{Image, alike};
use alongside_tests::process::Running;
use alongside_tests::server::SignalServer;
use alongside_tests::wine::{HEIGHT, WIDTH, WineDesktop};
use alongside_tests::x11::screenshot;
use kit::theme::{Color, LIGHT};
use picture::mask::BLANK;

use crate::join;

/// For how long a person reads a question: longer than a press has to wait.
const READING: Duration = Duration::from_millis(1_200);

/// How soon the focus is seen to move.
const MOVES: Duration = Duration::from_secs(5);

/// How often the display is looked at meanwhile.
const LOOK: Duration = Duration::from_millis(20);

/// How far above a button the mouse comes from, in px.
const ABOVE: usize = 60;

/// Where the code is in its panel, in px from the upper left.
const CODE: (usize, usize) = (100, 55);

/// The height of the bar at most, in px.
const BAR: usize = 84;

/// The width of an answer to a question at least, in px. No two other buttons beside each other are as wide.
const ANSWER: usize = 200;

/// A place in the words of a question, on the display, in px. Over the desktop of Wine the mouse would be on another
/// desktop for Wine, and the program would not learn of its motions.
const WORDS: (&str, &str) = ("400", "250");

/// The virtual key code of Enter.
const ENTER: &str = "13";

/// A place on the display: left, top, right and bottom, in px.
type Place = [usize; 4];

/// A User at the window, a Helper at a browser. Ends from top to bottom.
struct Desk {
    browser: Browser,
    alongside: Running,
    desktop: WineDesktop,
    server: SignalServer,
}

impl Desk {
    /// The program was started, and the Helper has a browser.
    fn start() -> Self {
        // Without lanes, so that the session has the direct path.
        let server = SignalServer::without_lanes();
        let desktop = WineDesktop::start();
        let settings =
            format!("name = \"Ursula\"\nserver = \"{}\"\ncolours = \"light\"\n", server.url);
        let alongside = desktop.start_window(&settings);
        Self { browser: Browser::start(), alongside, desktop, server }
    }

    /// The User asks for help, and copies the code; the Helper joins with it, and is asked about.
    fn asks(&mut self) {
        let get_help = self.sees("the first view", |display| place(display, LIGHT.primary.fill));
        self.clicks(middle(get_help));
        self.sees("the invitation", |display| place(display, LIGHT.tones[1].fill));
        let [left, top, ..] = self.sees("the code", |display| place(display, LIGHT.tones[0].fill));
        let code = eventually("the code is copied", || {
            self.clicks((left + CODE.0, top + CODE.1));
            self.desktop.xvfb.run("xdotool", &["key", "ctrl+a", "ctrl+c"]);
            self.desktop.run_program(&["clipboard"]).filter(|text| text.contains('-'))
        });
        self.browser.open(&self.server.url);
        join(&mut self.browser, &code);
    }

    /// Waits until the display shows something.
    #[track_caller]
    fn sees<T>(&self, what: &str, find: impl Fn(&Image) -> Option<T>) -> T {
        eventually(what, || find(&self.display()))
    }

    fn display(&self) -> Image {
        screenshot(self.desktop.xvfb.display())
    }

    /// The place of the ring round what has the focus.
    fn ring(&self) -> Option<Place> {
        place(&self.display(), LIGHT.focus)
    }

    /// The person presses Tab. Returns where the focus is then; `None` if it does not move.
    fn tabs(&self) -> Option<Place> {
        let (before, until) = (self.ring(), now() + MOVES);
        self.desktop.xvfb.press("Tab");
        while now() < until {
            let ring = self.ring();
            if ring != before {
                return ring;
            }
            sleep(LOOK);
        }
        None
    }

    /// A question is asked, and the person moves the focus to the right one of its answers, which grants.
    #[track_caller]
    fn focuses_allow(&self) -> Place {
        let mut before = self.ring();
        eventually("the focus on the right one of two answers", || {
            let (refuse, allow) = (std::mem::replace(&mut before, self.tabs())?, before?);
            let are_answers = [refuse, allow].iter().all(|place| place[2] - place[0] > ANSWER);
            (are_answers && allow[0] > refuse[2] && allow[1] == refuse[1]).then_some(allow)
        })
    }

    /// The person's mouse goes to a place, from above it, and clicks.
    fn clicks(&self, (x, y): (usize, usize)) {
        let above = y.saturating_sub(ABOVE).to_string();
        let (x, y) = (x.to_string(), y.to_string());
        let words = ["mousemove", &x, &above, "mousemove", &x, &y, "click", "1"];
        self.desktop.xvfb.run("xdotool", &words);
    }

    /// The person presses until it counts: a press that comes too early, or late by the load, is refused.
    #[track_caller]
    fn allows(&mut self, phase: &str, press: impl Fn(&Self)) {
        eventually(phase, || {
            press(self);
            let until = now() + READING;
            while now() < until {
                if self.browser.phase() == phase {
                    return Some(());
                }
                sleep(LOOK);
            }
            None
        });
    }

    /// The person reads, and nothing is granted meanwhile.
    #[track_caller]
    fn reads(&mut self) {
        let phase = self.browser.phase();
        let browser = &mut self.browser;
        never(READING, "an answer", || (browser.phase() != phase).then_some(()));
    }

    /// A program's press has reached the button that grants, and is refused as one. The first `before` lines of the log
    /// are of others; returns how many are.
    #[track_caller]
    fn refuses_a_program(&self, before: usize) -> usize {
        let is_answer =
            |line: &str| line.contains("an answer that grants").then(|| line.to_owned());
        let found = self.alongside.stderr.wait(before, PATIENCE, is_answer);
        let (next, line) = found.expect("the press reaches the button");
        assert!(line.contains("NotTaken(Program)"), "{line}");
        next
    }
}

/// The least place that holds all pixels of this colour.
fn place(image: &Image, colour: Color) -> Option<Place> {
    place_in(image, colour, image.height)
}

/// The same, in the upper rows.
fn place_in(image: &Image, colour: Color, rows: usize) -> Option<Place> {
    let colour = [colour.red, colour.green, colour.blue];
    let mut found: Option<Place> = None;
    for (y, row) in image.pixels.chunks(image.width).enumerate().take(rows) {
        for (x, _) in row.iter().enumerate().filter(|(_, pixel)| **pixel == colour) {
            let [left, top, right, bottom] = found.unwrap_or([x, y, x, y]);
            found = Some([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
        }
    }
    found
}

fn middle([left, top, right, bottom]: Place) -> (usize, usize) {
    (left.midpoint(right), top.midpoint(bottom))
}

#[test]
fn a_person_gets_help_in_the_window_and_no_program_says_yes_for_them() {
    let mut desk = Desk::start();
    desk.asks();
    let allow = middle(desk.focuses_allow());
    desk.reads();

    // A program clicks on the button, and presses Enter while it has the focus. (The person will come to another pixel:
    // winit reports no motion to the very place where it has seen the pointer last.)
    let (x, y) = ((allow.0 - 40).to_string(), allow.1.to_string());
    desk.desktop.run_program(&["click", &x, &y]).unwrap();
    let answered = desk.refuses_a_program(0);
    desk.desktop.run_program(&["key", ENTER]).unwrap();
    desk.refuses_a_program(answered);
    // The person moves the mouse away, to the words of the question.
    desk.desktop.xvfb.run("xdotool", &["mousemove", WORDS.0, WORDS.1]);
    desk.reads();
    desk.allows("screen-sharing", |desk| desk.clicks(allow));

    // The bar is there for the User, and blank for the Helper.
    let bar = desk.sees("the bar", |display| place_in(display, LIGHT.tones[0].fill, BAR));
    let (x, y) = middle(bar);
    desk.browser.wait_picture("the desktop without the bar", |picture| {
        let is_blank = alike(picture.mean(x - 2, y - 2, 4, 4), [BLANK[2], BLANK[1], BLANK[0]], 8);
        (picture.width, picture.height) == (WIDTH as usize, HEIGHT as usize) && is_blank
    });

    // The keyboard alone answers, too.
    desk.browser.press_button("Request control");
    desk.focuses_allow();
    desk.reads();
    desk.allows("control-sharing", |desk| desk.desktop.xvfb.press("Return"));
    let stop =
        desk.sees("the button that stops", |display| place_in(display, LIGHT.danger.fill, BAR));
    desk.clicks(middle(stop));
    desk.browser.wait_phase("screen-sharing");
}

//! How long it takes from the Helper's pointer to the User's screen, for pointing and for drawing, as a table:
//! `cargo xtask bench marks`.
//!
//! A real Chromium, signal server and sharer on one computer, and an Xvfb whose pixels are read without a pause. `--json FILE`
//! writes the numbers down as well, one object a line.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the displays of the tests are X servers");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::Write as _;
    use std::time::Duration;

    use alongside_tests::browser::Browser;
    use alongside_tests::clock::{PATIENCE, now, since_1970};
    use alongside_tests::image::{Image, alike};
    use alongside_tests::rig::Sharer;
    use alongside_tests::server::SignalServer;
    use alongside_tests::x11::Desk;
    use alongside_tests::xvfb::Xvfb;
    use protocol::mark::MarkColor;
    use serde_json::json;
    use x11rb::connection::Connection as _;
    use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
    use x11rb::rust_connection::RustConnection;

    const WIDTH: usize = 800;
    const HEIGHT: usize = 600;

    /// Moves that are measured in each row, and those before them that are not.
    const MOVES: usize = 60;
    const WARM_UP: usize = 5;

    /// Nothing gets through directly.
    const WITHOUT_WEBRTC: &str = "delete window.RTCPeerConnection;";

    /// Keeps when the browser made each pointer event, in ms since 1970. What the page adds to its own clock to have that of the
    /// computer, it learns once: that one tells whole ms, so that the largest difference is the right one.
    const RECORD: &str = "(() => {
        let offset = -Infinity;
        const until = performance.now() + 50;
        while (performance.now() < until) offset = Math.max(offset, Date.now() - performance.now());
        window.moved = [];
        window.addEventListener('pointermove', event => window.moved.push(event.timeStamp + offset), true);
    })()";

    pub(super) fn main() {
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        let mut notes = None;
        while let Some(word) = words.next() {
            assert_eq!(word, "--json", "the only option is --json");
            let path = words.next().expect("--json is followed by a file's name");
            notes = Some(File::create(path).expect("the file can be written"));
        }
        println!("| what | path | p50 | p95 | longest |");
        println!("|---|---|---|---|---|");
        for path in ["direct", "server"] {
            let mut scene = Scene::start(path);
            for (what, took) in [("pointing", scene.points()), ("drawing", scene.draws())] {
                let [p50, p95, longest] = [50, 95, 100].map(|part| percentile(&took, part));
                println!("| {what} | {path} | {p50:.0} ms | {p95:.0} ms | {longest:.0} ms |");
                if let Some(notes) = &mut notes {
                    let note = json!({"line": format!("{what}, {path}"), "mark_p50_ms": p50, "mark_p95_ms": p95});
                    writeln!(notes, "{note}").expect("the file can be written");
                }
            }
        }
    }

    /// The smallest of these that this part of them, in per cent, does not exceed.
    fn percentile(took: &[f64], part: usize) -> f64 {
        let mut took = took.to_vec();
        took.sort_by(f64::total_cmp);
        let rank = (took.len() * part).div_ceil(100).max(1);
        took[rank - 1]
    }

    /// A session in which the Helper may point and draw. Ends from top to bottom.
    struct Scene {
        browser: Browser,
        _sharer: Sharer,
        _desk: Desk,
        display: RustConnection,
        root: Window,
        _xvfb: Xvfb,
        _server: SignalServer,
    }

    impl Scene {
        fn start(path: &str) -> Self {
            let is_direct = path == "direct";
            let server =
                if is_direct { SignalServer::without_lanes() } else { SignalServer::start() };
            let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
            let desk = Desk::open(xvfb.display());
            // One colour alone, on which each mark is seen.
            desk.show(&Image::plain(WIDTH, HEIGHT, [0x80; 3]));
            let mut sharer = Sharer::on_bus(xvfb.display(), None, &["--server", &server.url]);
            let (code, _) = sharer.invitation();
            let mut browser = Browser::chromium(&[]);
            if !is_direct {
                browser.before_scripts(WITHOUT_WEBRTC);
            }
            browser.open(&server.url);
            browser.fill("Invitation code", &code);
            browser.fill("Your name", "Jacky");
            browser.press_button("Connect");
            sharer.answer("connect", true);
            browser.wait_phase("screen-sharing");
            browser.wait_picture("the first picture", |_| true);
            browser.wait("the path", &format!("alongside.stats().path === '{path}'"));
            browser.press_button("Point");
            sharer.answer("point", true);
            browser.wait("the tool is on", "document.documentElement.dataset.tool === 'point'");
            browser.eval(RECORD);
            let (display, screen) = x11rb::connect(Some(xvfb.display())).expect("a display");
            let root = display.setup().roots[screen].root;
            Self {
                browser,
                _sharer: sharer,
                _desk: desk,
                display,
                root,
                _xvfb: xvfb,
                _server: server,
            }
        }

        /// The pointer goes from place to place.
        fn points(&mut self) -> Vec<f64> {
            let mut took = Vec::new();
            for n in 0..WARM_UP + MOVES {
                // Each far from the one before, which is still there for a moment.
                let (x, y) = (100 + (n * 170) % 600, 100 + (n * 110) % 400);
                // A pixel of the pointer, whose tip is at the place.
                took.push(self.moves("none", (x, y), (x + 3, y + 8)));
                pause(n);
            }
            took.split_off(WARM_UP)
        }

        /// Lines are drawn, each in several moves.
        fn draws(&mut self) -> Vec<f64> {
            const STEPS: usize = 12;
            self.browser.press_button("Draw");
            self.browser
                .wait("the tool is on", "document.documentElement.dataset.tool === 'freehand'");
            let mut took = Vec::new();
            let rows = (WARM_UP + MOVES).div_ceil(STEPS);
            for row in 0..rows {
                let y = 80 + row * 450 / rows;
                let from = self.place((60, y));
                self.browser.mouse("mouseMoved", from.0, from.1, "none");
                self.browser.mouse("mousePressed", from.0, from.1, "left");
                for step in 1..=STEPS {
                    let x = 60 + step * 50;
                    // A pixel behind the end of the line.
                    took.push(self.moves("left", (x, y), (x - 10, y)));
                    pause(step);
                }
                let to = self.place((60 + STEPS * 50, y));
                self.browser.mouse("mouseReleased", to.0, to.1, "left");
            }
            took.drain(..WARM_UP);
            took.truncate(MOVES);
            took
        }

        /// Moves the pointer to a pixel of the User's screen. Returns the ms from the browser's event until the pixel `seen` of the
        /// screen is part of a mark.
        fn moves(&mut self, button: &str, to: (usize, usize), seen: (usize, usize)) -> f64 {
            let place = self.place(to);
            let until = now() + PATIENCE;
            while self.is_marked(seen) {
                assert!(now() < until, "the mark before is gone");
            }
            self.browser.eval("window.moved.length = 0");
            let (display, root) = (&self.display, self.root);
            let at = std::thread::scope(|threads| {
                let watch = threads.spawn(move || {
                    while !is_marked(display, root, seen) {
                        assert!(now() < until, "the mark comes: {seen:?}");
                    }
                    since_1970()
                });
                self.browser.mouse("mouseMoved", place.0, place.1, button);
                watch.join().expect("the mark comes")
            });
            let moved = self.browser.eval("window.moved[0]").as_f64().expect("the pointer moved");
            at.as_secs_f64() * 1000.0 - moved
        }

        fn is_marked(&self, at: (usize, usize)) -> bool {
            is_marked(&self.display, self.root, at)
        }

        /// A pixel of the User's screen as a place of the page.
        fn place(&mut self, (x, y): (usize, usize)) -> (f64, f64) {
            let place = self.browser.eval(
                "(() => { const b = document.getElementById('screen').getBoundingClientRect();
                   const d = document.getElementById('screen').dataset;
                   return [b.left, b.top, b.width / d.width, b.height / d.height]; })()",
            );
            let [left, top, across, down] = [0, 1, 2, 3].map(|n| place[n].as_f64().unwrap());
            (left + (x as f64 + 0.5) * across, top + (y as f64 + 0.5) * down)
        }
    }

    /// Whether a pixel of the screen has the colour of a mark.
    fn is_marked(display: &RustConnection, root: Window, (x, y): (usize, usize)) -> bool {
        let (x, y) = (i16::try_from(x).unwrap(), i16::try_from(y).unwrap());
        let asked = display.get_image(ImageFormat::Z_PIXMAP, root, x, y, 1, 1, !0).unwrap();
        let pixel = asked.reply().unwrap().data;
        alike([pixel[2], pixel[1], pixel[0]], MarkColor::Red.rgb(), 2)
    }

    /// Between two moves, so that none of them has the same place in a frame of the page as the one before.
    fn pause(n: usize) {
        std::thread::sleep(Duration::from_millis(90 + (n as u64 * 7) % 37));
    }
}

//! Pointing and drawing: what is drawn in the page is on the User's Windows desktop, takes no click, and goes.

use alongside_tests::clock::{PATIENCE, eventually};
use alongside_tests::image::alike;
use alongside_tests::x11::screenshot;
use protocol::mark::MarkColor;
use serde_json::json;

use crate::Rig;
use crate::desktop::PICTURE_VISIBLE;

/// A place on the display, in px.
type Pixel = (usize, usize);

/// A line on the desktop.
const LINE: [Pixel; 2] = [(300, 600), (700, 600)];
const MIDDLE: Pixel = (500, 600);

/// How alike a colour in the picture is that the Helper sees.
const SENT: u8 = 48;

/// The Helper draws lines that stay.
fn drawing() -> Rig {
    let mut rig = Rig::shared();
    allow(&mut rig);
    let keep = rig.browser.get("checkbox", "Keep");
    rig.browser.click(keep);
    rig
}

fn allow(rig: &mut Rig) {
    rig.browser.press_button("Draw");
    rig.sharer.answer("point", true);
    assert_eq!(rig.sharer.event("right_granted")["right"], "point");
    rig.browser.wait("the tool is on", "!!document.documentElement.dataset.tool");
    rig.browser.wait("the tools are there", "!document.getElementById('marks').hidden");
    // The picture moves when the row of tools comes.
    rig.browser.wait_picture("a picture", |_| true);
}

/// Draws a line on the page between two pixels of the User's screen.
fn draw(rig: &mut Rig, [from, to]: [Pixel; 2]) {
    let [from, to] = [from, to].map(|pixel| rig.point(pixel));
    rig.browser.mouse("mouseMoved", from.0, from.1, "none");
    rig.browser.mouse("mousePressed", from.0, from.1, "left");
    for step in 1..=8 {
        let at = |from: f64, to: f64| from + (to - from) * f64::from(step) / 8.0;
        rig.browser.mouse("mouseMoved", at(from.0, to.0), at(from.1, to.1), "left");
    }
    rig.browser.mouse("mouseReleased", to.0, to.1, "left");
}

fn is_red(rig: &Rig, (x, y): Pixel) -> bool {
    let display = screenshot(rig.desktop.xvfb.display());
    alike(display.pixels[y * display.width + x], MarkColor::Red.rgb(), 2)
}

fn comes(rig: &Rig, at: Pixel) {
    eventually("the mark is on the User's screen", || is_red(rig, at).then_some(()));
}

/// Waits until the display has no pixel of a mark.
fn goes(rig: &Rig, why: &str) {
    eventually(why, || {
        let display = screenshot(rig.desktop.xvfb.display());
        let is_mark = |pixel: &[u8; 3]| alike(*pixel, MarkColor::Red.rgb(), 2);
        (!display.pixels.iter().any(is_mark)).then_some(())
    });
}

#[test]
fn a_line_drawn_in_the_page_is_on_the_windows_desktop_and_takes_no_click() {
    let mut rig = drawing();
    draw(&mut rig, LINE);
    for (x, y) in [(306, 600), MIDDLE, (694, 600)] {
        comes(&rig, (x, y));
    }
    for beside in [(285, 600), (715, 600), (500, 588), (500, 612)] {
        assert!(!is_red(&rig, beside), "{beside:?}");
    }
    // What is not drawn is seen through: no box round the line.
    let display = screenshot(rig.desktop.xvfb.display());
    let at = |(x, y): Pixel| display.pixels[y * display.width + x];
    assert_eq!(at((500, 588)), at((500, 560)));
    rig.browser.wait_picture("the Helper sees the line in the picture", |picture| {
        alike(picture.mean(490, 599, 20, 2), MarkColor::Red.rgb(), SENT)
    });

    // A line over the editor's menu, and the User's click on its first word.
    let [left, top, ..] = rig.desktop.window_place("typed.txt").expect("the editor is open");
    let file = (left + 16, top + 10);
    draw(&mut rig, [(file.0 - 2, file.1), (file.0 + 200, file.1)]);
    comes(&rig, file);
    let is_open = |rig: &Rig| {
        let display = screenshot(rig.desktop.xvfb.display());
        let rows = display.pixels.chunks(display.width).skip(top + 30).take(100);
        let dark = |pixel: &&[u8; 3]| pixel.iter().all(|part| *part < 0x60);
        rows.flat_map(|row| &row[left + 12..left + 90]).filter(dark).count() > 50
    };
    assert!(!is_open(&rig), "the menu is closed before the click");
    let (x, y) = (file.0.to_string(), file.1.to_string());
    rig.desktop.xvfb.run("xdotool", &["mousemove", &x, &y, "click", "1"]);
    eventually("the click opens the menu under the line", || is_open(&rig).then_some(()));
    assert!(is_red(&rig, file), "the line is still there");
}

#[test]
fn what_is_drawn_on_windows_goes_with_a_question_a_pause_the_panic_key_and_the_right() {
    let mut rig = drawing();
    draw(&mut rig, LINE);
    comes(&rig, MIDDLE);
    rig.browser.press_button("Request control");
    let ask = rig.sharer.event_where(PATIENCE, "ask", |event| event["what"] == "control");
    goes(&rig, "the line is hidden while the question is open");
    rig.sharer.command(json!({ "command": "answer", "id": ask["id"], "allow": false }));
    comes(&rig, MIDDLE);

    rig.sharer.send_command("pause");
    goes(&rig, "a pause");
    rig.sharer.send_command("resume");

    for why in ["the panic key", "the end of the right"] {
        rig.browser.wait("the picture is back", PICTURE_VISIBLE);
        draw(&mut rig, LINE);
        comes(&rig, MIDDLE);
        if why == "the panic key" {
            rig.desktop.xvfb.press("Escape");
        } else {
            rig.sharer.command(json!({ "command": "revoke", "right": "point" }));
        }
        goes(&rig, why);
        assert_eq!(rig.sharer.event("right_ended")["right"], "point");
        rig.browser.wait("the tool is off", "!document.documentElement.dataset.tool");
        if why == "the panic key" {
            allow(&mut rig);
        }
    }
}

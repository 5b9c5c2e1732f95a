//! Pointing, drawing and steps: what is drawn in the page is on the User's screen, takes no input, and goes.

use std::time::Duration;

use alongside_tests::clock::{PATIENCE, eventually, never};
use alongside_tests::image::alike;
use alongside_tests::process::{Running, command};
use alongside_tests::screen_reader::ScreenReader;
use alongside_tests::server::SignalServer;
use protocol::mark::MarkColor;
use serde_json::json;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::protocol::xtest::ConnectionExt as _;

use super::{HEIGHT, Image, Key, Rig, WIDTH};

/// The Helper draws lines that stay.
fn drawing() -> Rig {
    let mut rig = Rig::shared(&[]);
    // One colour alone, on which each mark is seen.
    rig.desk.show(&Image::plain(WIDTH, HEIGHT, [0x80; 3]));
    allow(&mut rig, "Draw");
    rig.browser.wait("the tools are there", "!document.getElementById('marks').hidden");
    rig
}

/// Presses a button for which the User is asked, who says yes.
fn allow(rig: &mut Rig, button: &str) {
    rig.browser.press_button(button);
    rig.sharer.answer("point", true);
    assert_eq!(rig.sharer.event("right_granted")["right"], "point");
    rig.browser.wait("the tool is on", "!!document.documentElement.dataset.tool");
    // The picture moves when the row of tools comes.
    rig.browser.wait_picture("a picture", |_| true);
}

fn keep(rig: &mut Rig) {
    let keep = rig.browser.get("checkbox", "Keep");
    rig.browser.click(keep);
}

/// Draws a line on the page between two pixels of the User's screen.
fn draw(rig: &mut Rig, from: (usize, usize), to: (usize, usize)) {
    let (from, to) = (rig.point(from.0, from.1), rig.point(to.0, to.1));
    rig.browser.mouse("mouseMoved", from.0, from.1, "none");
    rig.browser.mouse("mousePressed", from.0, from.1, "left");
    for step in 1..=8 {
        let at = |from: f64, to: f64| from + (to - from) * f64::from(step) / 8.0;
        rig.browser.mouse("mouseMoved", at(from.0, to.0), at(from.1, to.1), "left");
    }
    rig.browser.mouse("mouseReleased", to.0, to.1, "left");
}

fn is_there(rig: &Rig, (x, y): (usize, usize), color: MarkColor) -> bool {
    alike(rig.desk.screenshot().pixels[y * WIDTH + x], color.rgb(), 2)
}

fn comes(rig: &Rig, at: (usize, usize), color: MarkColor) {
    eventually("the mark is on the User's screen", || is_there(rig, at, color).then_some(()));
}

fn goes(rig: &Rig, why: &str) {
    // What was uncovered is black: the window beneath does not paint it again.
    let is_mark = |pixel: &[u8; 3]| {
        MarkColor::ALL.iter().any(|color| alike(*pixel, color.rgb(), 2)) || *pixel == [0xff; 3]
    };
    let within = |image: &Image| {
        let rows = image.pixels.chunks(image.width).skip(20).take(HEIGHT - 40);
        rows.flat_map(|row| &row[20..WIDTH - 20]).filter(|pixel| is_mark(pixel)).count()
    };
    eventually(why, || (within(&rig.desk.screenshot()) == 0).then_some(()));
}

/// Clicks on the User's display, as the User does.
fn click(rig: &Rig, x: i16, y: i16) {
    let (display, screen) = x11rb::connect(Some(rig.xvfb.display())).expect("the display is up");
    let root = display.setup().roots[screen].root;
    for (kind, detail) in [(6, 0), (4, 1), (5, 1)] {
        display.xtest_fake_input(kind, detail, 0, root, x, y, 0).unwrap();
    }
    display.get_input_focus().unwrap().reply().unwrap();
}

const LINE: [(usize, usize); 2] = [(200, 300), (600, 300)];
const MIDDLE: (usize, usize) = (400, 300);

#[test]
fn a_line_drawn_in_the_page_is_on_the_users_screen_takes_no_input_and_is_undone() {
    let mut rig = drawing();
    keep(&mut rig);
    draw(&mut rig, LINE[0], LINE[1]);
    comes(&rig, MIDDLE, MarkColor::Red);
    rig.desk.forget();
    click(&rig, 400, 300);
    eventually("the click reaches what is under the line", || {
        rig.desk.clicks().contains(&(1, 400, 300)).then_some(())
    });
    rig.browser.press_button("Undo");
    goes(&rig, "the line is undone");
    rig.no_violations();
}

#[test]
fn a_line_that_is_not_kept_fades() {
    let mut rig = drawing();
    draw(&mut rig, LINE[0], LINE[1]);
    comes(&rig, MIDDLE, MarkColor::Red);
    goes(&rig, "the line fades");
}

#[test]
fn while_a_tool_is_on_nothing_goes_to_the_users_computer_as_input() {
    let mut rig = Rig::controlled(&[]);
    allow(&mut rig, "Point");
    rig.desk.forget();
    let (x, y) = rig.point(300, 200);
    rig.browser.click_at(x, y, "left");
    rig.browser.key(Key::new("KeyA", "a"));
    comes(&rig, (303, 208), MarkColor::Red);
    never(Duration::from_secs(1), "input while a tool is on", || {
        (!rig.desk.seen().is_empty()).then_some(())
    });
    rig.browser.press_button("Point");
    rig.browser.wait("the tool is off", "!document.documentElement.dataset.tool");
    rig.browser.eval("document.getElementById('screen').focus()");
    rig.browser.key(Key::new("KeyB", "b"));
    rig.wait_typed("b");
}

#[test]
fn what_is_drawn_goes_with_a_pause_the_panic_key_and_the_right() {
    type End = fn(&mut Rig);
    let ends: [(&str, End, bool); 3] = [
        ("a pause", |rig| rig.sharer.send_command("pause"), true),
        ("the panic key", |rig| rig.xvfb.press("Escape"), false),
        (
            "the end of the right",
            |rig| rig.sharer.command(json!({ "command": "revoke", "right": "point" })),
            false,
        ),
    ];
    let mut rig = drawing();
    keep(&mut rig);
    for (why, end, is_held) in ends {
        draw(&mut rig, LINE[0], LINE[1]);
        comes(&rig, MIDDLE, MarkColor::Red);
        end(&mut rig);
        goes(&rig, why);
        if is_held {
            rig.sharer.send_command("resume");
            rig.browser.wait("the picture is back", super::PICTURE_VISIBLE);
            continue;
        }
        assert_eq!(rig.sharer.event("right_ended")["right"], "point");
        rig.browser.wait("the tool is off", "!document.documentElement.dataset.tool");
        draw(&mut rig, LINE[0], LINE[1]);
        never(Duration::from_millis(500), "a mark without the right", || {
            is_there(&rig, MIDDLE, MarkColor::Red).then_some(())
        });
        allow(&mut rig, "Draw");
    }
}

#[test]
fn while_the_user_is_asked_nothing_is_drawn_over_the_question() {
    let mut rig = drawing();
    keep(&mut rig);
    draw(&mut rig, LINE[0], LINE[1]);
    comes(&rig, MIDDLE, MarkColor::Red);
    rig.browser.press_button("Request control");
    let ask = rig.sharer.event_where(PATIENCE, "ask", |event| event["what"] == "control");
    goes(&rig, "the line is hidden while the question is open");
    draw(&mut rig, (200, 400), (600, 400));
    never(Duration::from_millis(500), "a mark over the question", || {
        is_there(&rig, (400, 400), MarkColor::Red).then_some(())
    });
    rig.sharer.command(json!({ "command": "answer", "id": ask["id"], "allow": false }));
    comes(&rig, MIDDLE, MarkColor::Red);
}

#[test]
fn a_step_appears_and_the_page_knows_when_it_is_done() {
    let mut rig = drawing();
    rig.browser.press_button("Step");
    let steps = [("Open the menu", (200, 200)), ("Press Save", (500, 400))];
    for (n, (words, (x, y))) in steps.into_iter().enumerate() {
        rig.browser.fill("Words to place", words);
        let (x, y) = rig.point(x, y);
        rig.browser.click_at(x, y, "left");
        let steps = rig.sharer.event_where(PATIENCE, "steps", |event| {
            event["steps"].as_array().is_some_and(|steps| steps.len() == n + 1)
        });
        assert_eq!((&steps["done"], &steps["steps"][n]), (&json!(0), &json!(words)));
    }
    // The ground of the sentence, below and to the right of the place.
    comes(&rig, (216, 216), MarkColor::Blue);
    rig.sharer.send_command("next_step");
    assert_eq!(rig.sharer.event_where(PATIENCE, "steps", |event| event["done"] == 1)["done"], 1);
    let known = "document.getElementById('mark-steps').textContent === '1 of 2 steps done'";
    rig.browser.wait("the page knows", known);
    comes(&rig, (516, 416), MarkColor::Blue);
    rig.sharer.send_command("next_step");
    goes(&rig, "the steps are done");
}

/// Opens a dialog with two buttons of another program, which says what is in it to screen readers.
fn open_dialog(rig: &Rig, reader: &ScreenReader) -> Running {
    let mut dialog = command("zenity");
    dialog.args(["--question", "--text=Keep it?", "--ok-label=Keep", "--cancel-label=Drop"]);
    dialog.env("DISPLAY", rig.xvfb.display()).env("DBUS_SESSION_BUS_ADDRESS", reader.bus());
    dialog.env("GDK_BACKEND", "x11").env("LANG", "C.UTF-8");
    Running::start("zenity", &mut dialog)
}

#[test]
fn a_step_goes_to_the_button_under_it_and_both_people_read_its_name() {
    let xvfb = Rig::display();
    let mut reader = ScreenReader::start(xvfb.display(), "zenity");
    let bus = reader.bus().to_owned();
    let mut rig = Rig::invited_on(xvfb, Some(&bus), SignalServer::start(), &[]);
    rig.ask();
    rig.admit();
    let _dialog = open_dialog(&rig, &reader);
    let button = reader.finds("push button", "Keep");
    allow(&mut rig, "Draw");
    rig.browser.press_button("Step");
    rig.browser.fill("Words to place", "Press this");
    let [left, top, width, height] = button.place.expect("the button is seen");
    let at = |x: i32, y: i32| (usize::try_from(x).unwrap(), usize::try_from(y).unwrap());
    // Not in its middle: the frame shows that the step has moved.
    let (x, y) = at(left + 3, top + 3);
    let (x, y) = rig.point(x, y);
    rig.browser.click_at(x, y, "left");
    rig.browser.wait_text("Step 1 is at “Keep”");
    let steps = rig.sharer.event_where(PATIENCE, "steps", |event| !event["elements"][0].is_null());
    assert_eq!(steps["elements"], json!([{"role": "button", "name": "Keep"}]), "{steps}");
    assert_eq!(steps["steps"], json!(["Press this"]));
    // The frame is round the button: 4 px outside, in the middle of each side.
    comes(&rig, at(left - 4, top + height / 2), MarkColor::Blue);
    comes(&rig, at(left + width / 2, top - 4), MarkColor::Blue);
    comes(&rig, at(left + width + 3, top + height / 2), MarkColor::Blue);
    // Where nothing has a name, a step stays where it was put.
    rig.browser.fill("Words to place", "Look here");
    let (x, y) = rig.point(60, 500);
    rig.browser.click_at(x, y, "left");
    let steps = rig.sharer.event_where(PATIENCE, "steps", |event| event["steps"][1].is_string());
    assert!(steps["elements"][1].is_null(), "{steps}");
    rig.no_violations();
}

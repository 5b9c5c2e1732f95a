//! A desktop with several displays: which of them the Helper sees, and where their pointer goes.

use alongside_tests::clock::eventually;
use alongside_tests::image::Image;
use alongside_tests::xvfb::Xvfb;

use super::{FAITHFUL, HEIGHT, Rig, WIDTH};

/// Where the left display ends.
const EDGE: usize = 500;

/// The right display, within the desktop.
const RIGHT: [usize; 4] = [EDGE, 100, WIDTH - EDGE, 400];

/// Makes two displays of the one that there is.
fn divide(xvfb: &Xvfb) {
    let left = format!("{EDGE}/100x{HEIGHT}/100+0+0");
    xvfb.run("xrandr", &["--setmonitor", "*LEFT", &left, "screen"]);
    let [x, y, width, height] = RIGHT;
    let right = format!("{width}/100x{height}/100+{x}+{y}");
    xvfb.run("xrandr", &["--setmonitor", "RIGHT", &right, "none"]);
}

fn part(image: &Image, [x, y, width, height]: [usize; 4]) -> Image {
    let rows = image.pixels.chunks_exact(image.width).skip(y).take(height);
    let pixels = rows.flat_map(|row| row[x..x + width].to_vec()).collect();
    Image { width, height, pixels }
}

fn choose(rig: &mut Rig, name: &str) {
    let select = rig.browser.get("combobox", "Display");
    let set = format!(
        "function () {{ this.value = '{name}'; this.dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
    );
    rig.browser.on(select, &set);
}

fn wait_part(rig: &mut Rig, what: &str, at: [usize; 4]) {
    let desk = &rig.desk;
    rig.browser.wait_picture(what, |picture| {
        // The border goes to another display as well.
        let expected = part(&desk.screenshot(), at);
        let size = (expected.width, expected.height);
        (picture.width, picture.height) == size && picture.psnr(&expected) >= FAITHFUL
    });
}

/// Clicks on a pixel of the picture, which lies there on the desktop.
fn click(rig: &mut Rig, (x, y): (usize, usize), [left, top, ..]: [usize; 4]) {
    rig.desk.forget();
    let (page_x, page_y) = rig.point(x, y);
    rig.browser.click_at(page_x, page_y, "left");
    let (_, at_x, at_y) = eventually("the click arrives", || rig.desk.clicks().first().copied());
    let near =
        |got: i16, wanted: usize| usize::try_from(got).is_ok_and(|got| got.abs_diff(wanted) <= 1);
    assert!(near(at_x, left + x) && near(at_y, top + y), "{x}, {y} arrived at {at_x}, {at_y}");
}

const LEFT: [usize; 4] = [0, 0, EDGE, HEIGHT];
const ALL: [usize; 4] = [0, 0, WIDTH, HEIGHT];

#[test]
fn the_helper_chooses_a_display_and_points_at_what_they_see() {
    let mut rig = Rig::asked(&[]);
    divide(&rig.xvfb);
    rig.admit();
    rig.take_control();
    wait_part(&mut rig, "the main display comes first", LEFT);
    click(&mut rig, (20, 30), LEFT);
    for (name, at) in [("RIGHT", RIGHT), ("", ALL), ("RIGHT", RIGHT), ("LEFT", LEFT)] {
        choose(&mut rig, name);
        wait_part(&mut rig, "the chosen display is seen", at);
        let [_, _, width, height] = at;
        for point in [(0, 0), (120, 90), (width - 1, height - 1)] {
            click(&mut rig, point, at);
        }
    }
    rig.no_violations();
}

#[test]
fn a_display_that_goes_away_gives_way_to_the_main_one() {
    let mut rig = Rig::asked(&[]);
    divide(&rig.xvfb);
    rig.admit();
    choose(&mut rig, "RIGHT");
    wait_part(&mut rig, "the chosen display is seen", RIGHT);
    rig.xvfb.run("xrandr", &["--delmonitor", "RIGHT"]);
    // The desktop tells of a change of its modes; Xvfb does not of one that only programs made.
    let mode = ["--newmode", "other", "30", "640", "656", "672", "704", "480", "490", "492", "525"];
    rig.xvfb.run("xrandr", &mode);
    rig.xvfb.run("xrandr", &["--addmode", "screen", "other"]);
    rig.xvfb.run("xrandr", &["--output", "screen", "--mode", "other"]);
    rig.browser.wait_picture("the main display", |picture| picture.width != RIGHT[2]);
    let hidden = "document.getElementById('displays-place').hidden";
    rig.browser.wait("there is no choice any more", hidden);
}

#[test]
fn a_user_who_shares_one_display_shares_no_other() {
    let mut rig = Rig::asked(&["--display", "0"]);
    divide(&rig.xvfb);
    // The display that was there by itself is gone: nothing else is shown in its place.
    rig.sharer.answer("connect", true);
    rig.sharer.phase("ended");
    assert!(rig.browser.picture().is_none(), "another display was shown");
}

#[test]
fn pixel_for_pixel_holds_on_screens_of_any_density() {
    let mut rig = Rig::shared(&[]);
    rig.zoom("actual");
    for ratio in [1.0, 1.25, 1.5, 2.0] {
        rig.browser.density(ratio);
        let whole = "(() => { const r = devicePixelRatio, s = document.getElementById('screen');
            const w = (x) => Math.abs(x - Math.round(x)) < 0.02;
            return [s, ...s.querySelectorAll('.layer')].every((e) => {
              const b = e.getBoundingClientRect();
              return Math.abs(b.width * r - s.dataset.width) < 0.02
                && Math.abs(b.height * r - s.dataset.height) < 0.02
                && w(b.left * r) && w(b.top * r); }) && r === RATIO; })()";
        let whole = whole.replace("RATIO", &ratio.to_string());
        rig.browser.wait(&format!("one pixel is one pixel at {ratio}"), &whole);
    }
}

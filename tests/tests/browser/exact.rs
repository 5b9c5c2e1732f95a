//! What stands still is shown as it is, and nothing else is shown in its place.

use alongside_tests::clock::{PATIENCE, now};
use alongside_tests::image::Image;
use sharer::platform::border::BorderLook;

use super::{HEIGHT, Rig, WIDTH};

/// A picture that no video codec shows as it is: fine coloured lines as in text on a screen, and on
/// the right a field with thousands of colours.
fn fine(seed: u32) -> Image {
    let mut image = Image::plain(WIDTH, HEIGHT, [250, 248, 240]);
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(state >> 12).unwrap()
    };
    for _ in 0..6000 {
        let colour = [[20, 20, 30], [200, 30, 30], [30, 60, 200]][next() % 3];
        let (x, y) = (next() % WIDTH, next() % HEIGHT);
        let (width, height) = if next() % 2 == 0 { (1, 5) } else { (4, 1) };
        image.fill(x, y, width, height, colour);
    }
    for y in 200..400 {
        for x in 500..WIDTH {
            let byte = |n: usize| u8::try_from(n % 256).unwrap();
            image.pixels[y * WIDTH + x] = [byte(x + y), byte(x * 2 + next() % 8), byte(y * 3)];
        }
    }
    image
}

#[test]
fn at_rest_the_page_shows_the_display_to_the_last_pixel() {
    let mut rig = Rig::shared(&[]);
    for seed in [1, 2] {
        rig.desk.show(&fine(seed));
        let display = rig.desk.screenshot();
        rig.browser.wait_picture("each pixel is that of the display", |page| *page == display);
    }
    // Zoomed or not, the layers cover each other.
    rig.zoom("actual");
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("each pixel still is", |page| *page == display);
    rig.no_violations();
}

/// Rows of the display that flip: as many as one request to the X server paints, so that it is never
/// seen half done.
const FLIPS: usize = 320;

/// What the page shows there: one state, the other, or a bit of both.
fn state(page: &Image, states: &[Image; 2]) -> Option<usize> {
    let differs = |state: &Image| {
        // Each block of 32 px by itself: one stale tile must not hide in the mean of all.
        (0..FLIPS / 32).any(|row| {
            (0..WIDTH / 32).any(|column| {
                let mean = |image: &Image| image.mean(column * 32, row * 32, 32, 32);
                let (seen, real) = (mean(page), mean(state));
                seen.iter().zip(real).any(|(seen, real)| seen.abs_diff(real) > 48)
            })
        })
    };
    states.iter().position(|state| !differs(state))
}

#[test]
fn no_look_at_the_page_finds_an_old_tile_over_a_new_frame() {
    let mut rig = Rig::shared(&[]);
    rig.desk.show(&fine(3));
    let states = [[200, 30, 30], [20, 60, 200]].map(|colour| {
        let mut image = Image::plain(WIDTH, FLIPS, colour);
        // Something fine in it, so that there is something to be exact about.
        (0..WIDTH).step_by(5).for_each(|x| image.fill(x, 0, 1, FLIPS, [90, 90, 90]));
        // It is a part of what is seen, and below the border as well.
        image.paint_border(BorderLook::Seen);
        image.fill(4, FLIPS - 4, WIDTH - 8, 4, [90, 90, 90]);
        image
    });
    let is_exact = |page: &Image, state: &Image| page.pixels.starts_with(&state.pixels);
    rig.desk.show(&states[1]);
    rig.browser.wait_picture("the first state is exact", |page| is_exact(page, &states[1]));
    for turn in 0..12 {
        let state_now = turn % 2;
        rig.desk.show(&states[state_now]);
        let until = now() + PATIENCE;
        let mut has_come = false;
        loop {
            let page = rig.browser.picture().expect("there is a picture");
            let seen = state(&page, &states);
            assert!(seen.is_some(), "turn {turn}: a bit of both");
            assert!(!has_come || seen == Some(state_now), "turn {turn}: the old state came back");
            has_come |= seen == Some(state_now);
            // Tiles lie over it: there is something that could be stale. Every third state goes
            // before they do, while some are on their way.
            if is_exact(&page, &states[state_now]) || has_come && turn % 3 == 2 {
                break;
            }
            assert!(now() < until, "turn {turn}: never exact");
        }
    }
    let display = rig.desk.screenshot();
    rig.browser.wait_picture("all is exact in the end", |page| *page == display);
}

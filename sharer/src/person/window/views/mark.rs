//! The mark of Alongside: two people beside each other.

use std::sync::OnceLock;

use kit::element::{Element, Pixels, image};

use super::super::action::Action;
use crate::words::window as words;

/// The side of the drawing, in its own units; those of `www/mark.svg`.
const UNITS: f32 = 32.0;

/// The side of the picture, in px: sharp at twice the size of [`SHOWN`].
const SIDE: u16 = 128;

/// The side that is shown, in logical pixels.
const SHOWN: f32 = 64.0;

/// Points of each pixel and direction that are looked at: the edges are smooth.
const SAMPLES: u16 = 4;

/// The one who helps, behind, and the one who is helped. Both stand out from a light and from a dark window.
const BEHIND: [u8; 3] = [0xd9, 0x82, 0x2b];
const IN_FRONT: [u8; 3] = [0x1c, 0x8a, 0x86];

/// The mark; `None` only if the kit refuses its size.
pub(super) fn mark() -> Option<Element<Action>> {
    static PIXELS: OnceLock<Option<Pixels>> = OnceLock::new();
    let pixels = PIXELS.get_or_init(drawn).clone()?;
    Some(image(words::TITLE, pixels).width(SHOWN).into())
}

fn drawn() -> Option<Pixels> {
    let points = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
    let rgba: Vec<u8> = points.flat_map(|(x, y)| pixel(x, y)).collect();
    Pixels::from_rgba(u32::from(SIDE), u32::from(SIDE), rgba).ok()
}

/// A pixel: the mean of its points, each of one colour or of none.
fn pixel(x: u16, y: u16) -> [u8; 4] {
    let mut sum = [0_u16; 3];
    let mut painted = 0_u16;
    for sample in 0..SAMPLES * SAMPLES {
        let at = |pixel: u16, step: u16| {
            let steps = f32::from(pixel * SAMPLES + step) + 0.5;
            steps * UNITS / f32::from(SIDE * SAMPLES)
        };
        let (x, y) = (at(x, sample % SAMPLES), at(y, sample / SAMPLES));
        let colour = if is_in_front(x, y) {
            IN_FRONT
        } else if is_behind(x, y) {
            BEHIND
        } else {
            continue;
        };
        painted += 1;
        for (sum, part) in sum.iter_mut().zip(colour) {
            *sum += u16::from(part);
        }
    }
    let part = |sum: u16| u8::try_from(sum / painted.max(1)).unwrap_or(u8::MAX);
    let alpha = painted * 255 / (SAMPLES * SAMPLES);
    [part(sum[0]), part(sum[1]), part(sum[2]), u8::try_from(alpha).unwrap_or(u8::MAX)]
}

/// Head and shoulders of the one in front.
fn is_in_front(x: f32, y: f32) -> bool {
    let shoulders = if y < 22.5 { is_in(x, y, (10.0, 22.5), 8.1) } else { is_in_box(x, y) };
    is_in(x, y, (10.0, 8.4), 4.9) || (shoulders && y < 28.0)
}

/// Below the shoulders, with round lower corners.
fn is_in_box(x: f32, y: f32) -> bool {
    // From the nearer side.
    let x = x.min(20.0 - x);
    (x >= 1.9 && y < 26.0) || (x >= 3.9 && y < 28.0) || is_in(x, y, (3.9, 26.0), 2.0)
}

/// Head and one shoulder of the one behind, with a gap to the one in front.
fn is_behind(x: f32, y: f32) -> bool {
    let gap = if y < 22.4 { is_in(x, y, (10.5, 22.4), 9.0) } else { x < 19.5 };
    let outline = if y < 24.0 { is_in(x, y, (22.1, 24.0), 7.4) } else { is_left_of_corner(x, y) };
    is_in(x, y, (22.4, 10.6), 4.0) || (outline && !gap && y < 28.0)
}

/// The side at the right, whose lower corner is round.
fn is_left_of_corner(x: f32, y: f32) -> bool {
    x < 27.5 || (x < 29.5 && y < 26.0) || is_in(x, y, (27.5, 26.0), 2.0)
}

fn is_in(x: f32, y: f32, (middle_x, middle_y): (f32, f32), radius: f32) -> bool {
    (x - middle_x).hypot(y - middle_y) < radius
}

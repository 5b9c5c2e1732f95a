//! Random input events.

use protocol::geometry::Point;
use protocol::input::{Action, Button, InputEvent};
use protocol::key::PhysicalKey;

use crate::random::Chance;

/// Any event that a device can make.
pub(crate) fn input_event(chance: &mut Chance, seq: &mut u32) -> InputEvent {
    *seq = seq.wrapping_add(1);
    let seq = *seq;
    let mut half = || u16::try_from(chance.below(65_536)).unwrap_or(0);
    let point = Point { x: half(), y: half() };
    let action = if chance.percent(60) { Action::Press } else { Action::Release };
    let code = u16::try_from(chance.between(1, 120)).unwrap_or(1);
    let key = PhysicalKey::from_evdev(code).unwrap_or(PhysicalKey::ESCAPE);
    match chance.below(12) {
        0..=3 => InputEvent::Move { seq, point },
        4 | 5 => {
            let number = i16::try_from(chance.below(5)).unwrap_or(0);
            let button = Button::from_w3c(number).unwrap_or(Button::Left);
            InputEvent::Button { seq, point, button, action }
        }
        6 => InputEvent::Wheel { seq, point, dx: 0, dy: 120 },
        7..=9 => InputEvent::Key { key, action },
        10 => {
            let character = *chance.pick(&['a', 'é', 'ж', '漢', '€']);
            InputEvent::Character { key: chance.percent(70).then_some(key), character, action }
        }
        _ if chance.percent(20) => InputEvent::ReleaseAll,
        _ => InputEvent::Move { seq, point },
    }
}

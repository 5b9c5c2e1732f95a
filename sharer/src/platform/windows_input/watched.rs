//! What is known while a window is watched: the last press, where a device brought the pointer, and when programs did
//! something.
//!
//! A low-level hook sees each event before it takes effect, with a flag of Windows if a program injected it. A message
//! that a program posts to a window is no input: no hook sees it, and the activation that follows has no press.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::time::Tick;

use self::pointer::Pointer;
use super::origin::{KeySeen, Maker, Mark, of_mouse};
use crate::platform::press_watch::area::Area;
use crate::platform::press_watch::{
    Brought, Control, Evidence, PointerEvidence, Press, PressOrigin, Visibility, WindowEvidence,
};

/// What an on-screen keyboard and every other program presses through, as a setting names it.
pub(crate) const PROGRAMS: &str = "SendInput";

/// A key that is held repeats at least this often (Windows: after 1 s at most, then 2 times a second or more). Later, its
/// release was not seen, and it is a press.
const REPEATS: Duration = Duration::from_secs(2);

/// The keys that activate a button with the focus, by virtual key and scan code: Enter, that of the number pad, and the
/// space bar.
const ACTIVATING: [(u32, u32); 2] = [(0x0d, 0x1c), (0x20, 0x39)];

/// The keys whose repeats are known. Windows has 254.
const KEYS: usize = 256;

/// A point of the virtual desktop, in px.
pub(crate) type OnScreen = (i32, i32);

/// An event of the mouse, as `MSLLHOOKSTRUCT` has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MouseSeen {
    /// What it is.
    pub(crate) what: MouseWhat,
    /// Where the pointer is, or will be; a motion may lead beyond the screen.
    pub(crate) at: OnScreen,
    /// The `LLMHF` flags.
    pub(crate) flags: u32,
    /// `dwExtraInfo`.
    pub(crate) extra: usize,
}

/// What the mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MouseWhat {
    /// It moves.
    Move,
    /// A button goes down, or the wheel turns: by the number that [`Control::Button`] has.
    Press(u32),
    /// A button comes up.
    Release,
}

impl MouseWhat {
    /// The meaning of a window message with the high word of `mouseData`. `None` for a message that is none of the mouse's.
    pub(crate) fn of_message(message: u32, data: u16) -> Option<Self> {
        Some(match message {
            0x0200 => Self::Move,
            0x0201 => Self::Press(1),
            0x0204 => Self::Press(3),
            0x0207 => Self::Press(2),
            // The first extra button is Back.
            0x020b => Self::Press(7 + u32::from(data)),
            0x020a => Self::Press(4),
            0x020e => Self::Press(6),
            0x0202 | 0x0205 | 0x0208 | 0x020c => Self::Release,
            _ => return None,
        })
    }
}

/// How a window is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Where its inside is.
    pub(crate) place: Area,
    /// What is seen of it.
    pub(crate) visibility: Visibility,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Watched {
    mark: Mark,
    last: Option<RawPress>,
    program_pressed: Option<Tick>,
    typed: Option<Tick>,
    remapped: Option<Tick>,
    pointer: Pointer,
    /// When each key went down or repeated, of those that are down.
    down: BTreeMap<u32, Tick>,
    look: Look,
    changed: Option<Tick>,
    focused: Option<Tick>,
}

#[derive(Clone, Copy, Debug)]
struct RawPress {
    control: Control,
    activates: bool,
    maker: Maker,
    /// Where a device had brought the pointer.
    brought: OnScreen,
    at: Tick,
}

impl Watched {
    /// Watches from now on. Nothing has been pressed, and the pointer is where it is.
    pub(crate) fn new(mark: Mark, look: Look, desktop: Area, pointer: OnScreen) -> Self {
        Self {
            mark,
            last: None,
            program_pressed: None,
            typed: None,
            remapped: None,
            pointer: Pointer::new(desktop, pointer),
            down: BTreeMap::new(),
            look,
            changed: None,
            focused: None,
        }
    }

    /// A key goes down or comes up.
    pub(crate) fn on_key(&mut self, key: &KeySeen, now: Tick) {
        if !key.is_press {
            self.down.remove(&key.virtual_key);
            return;
        }
        let maker = key.maker(self.mark);
        if maker != Maker::Device {
            self.program_pressed = Some(now);
        }
        if prints(key.virtual_key) {
            self.typed = Some(now);
        }
        let before = self.down.get(&key.virtual_key).copied();
        if before.is_some() || self.down.len() < KEYS {
            self.down.insert(key.virtual_key, now);
        }
        // A press that repeats is as old as its beginning.
        if before.is_none_or(|before| now.since(before) >= REPEATS) {
            self.last = Some(RawPress {
                control: Control::Key(key.virtual_key),
                activates: ACTIVATING.contains(&(key.virtual_key, key.scan)),
                maker,
                brought: self.pointer.at(),
                at: now,
            });
        }
    }

    /// The mouse does something.
    pub(crate) fn on_mouse(&mut self, mouse: &MouseSeen, now: Tick) {
        let maker = of_mouse(mouse.flags, mouse.extra, self.mark);
        match mouse.what {
            MouseWhat::Move if maker == Maker::Device => self.pointer.by_device(mouse.at, now),
            // Where it is already: nothing moves. Windows lets go of the mouse so.
            MouseWhat::Move if mouse.at == self.pointer.at() => {}
            MouseWhat::Move => self.pointer.by_program(mouse.at, now),
            MouseWhat::Press(button) => {
                if maker != Maker::Device {
                    self.program_pressed = Some(now);
                }
                let before = self.pointer.at();
                let is_there = self.pointer.is_expected(mouse.at, now);
                self.pointer.at_event(mouse.at, now);
                let control = Control::Button(button);
                let brought = if is_there { mouse.at } else { before };
                self.last = Some(RawPress { control, activates: false, maker, brought, at: now });
            }
            MouseWhat::Release => {}
        }
    }

    /// Windows says where the pointer is just before an event of the mouse takes effect.
    ///
    /// The place of a motion is that of the pointer with what the mouse has moved added, so that it lies beside a place
    /// where a program has put the pointer. It is to be known of that place first.
    pub(crate) fn on_pointer_before(
        &mut self,
        pointer: Option<OnScreen>,
        mouse: &MouseSeen,
        now: Tick,
    ) {
        // Wine may say already where the pointer will be; a motion leads to another place than where it begins.
        if let Some(at) = pointer.filter(|at| *at != mouse.at) {
            self.pointer.at_event(at, now);
        } else if mouse.what == MouseWhat::Move {
            self.pointer.at_unknown_event();
        }
    }

    /// Windows says where the pointer is.
    pub(crate) fn on_pointer(&mut self, at: OnScreen, now: Tick) {
        self.pointer.at_look(at, now);
    }

    /// A program keeps the pointer within a part of the screen (`ClipCursor`): where it is was not the person's choice.
    pub(crate) fn on_confined(&mut self, now: Tick) {
        self.pointer.by_program(self.pointer.at(), now);
    }

    /// Keys or buttons got another meaning.
    pub(crate) fn on_remapped(&mut self, now: Tick) {
        self.remapped = Some(now);
    }

    /// The window has the focus, or not.
    pub(crate) fn on_focus(&mut self, has_focus: bool, now: Tick) {
        self.focused = has_focus.then(|| self.focused.unwrap_or(now));
    }

    /// The window is seen so.
    pub(crate) fn on_look(&mut self, look: Look, now: Tick) {
        if look != std::mem::replace(&mut self.look, look) {
            self.changed = Some(now);
        }
    }

    /// Another window came, went or moved, and is at this place, if that is known.
    pub(crate) fn on_other(&mut self, place: Option<Area>, now: Tick) {
        let own = self.look.place.within_margin();
        if place.is_none_or(|place| place.meets(own)) {
            self.changed = Some(now);
        }
    }

    /// All that is known now. The press is handed out once.
    pub(crate) fn evidence(&mut self, now: Tick) -> Evidence {
        let age = |tick: Tick| now.since(tick);
        let press = self.last.take().map(|raw| self.press(raw, now));
        let pointer = self.pointer.track();
        Evidence {
            press,
            program_pressed: self.program_pressed.map(age),
            typed: self.typed.map(age),
            remapped: self.remapped.map(age),
            pointer: PointerEvidence {
                place: self.within(pointer.at),
                moved_by_program: pointer.moved_by_program.map(age),
                is_by_program: pointer.is_by_program,
            },
            window: WindowEvidence {
                focused: self.focused.map(age),
                changed: self.changed.map(age),
                visibility: self.look.visibility,
            },
        }
    }

    fn press(&self, raw: RawPress, now: Tick) -> Press {
        let (origin, device) = match raw.maker {
            Maker::Device => (PressOrigin::Device, ""),
            Maker::Program => (PressOrigin::Injected, PROGRAMS),
            // What we inject is the Helper's, and no setting names it.
            Maker::Us => (PressOrigin::Injected, ""),
        };
        Press {
            control: raw.control,
            activates: raw.activates,
            origin,
            device: device.to_owned(),
            brought: self.within(raw.brought).map_or(Brought::Outside, |(x, y)| Brought::At(x, y)),
            age: now.since(raw.at),
        }
    }

    /// The place in the window of a place on the screen; `None` outside of the window.
    fn within(&self, (x, y): OnScreen) -> Option<(u16, u16)> {
        let place = self.look.place;
        let (x, y) = (x.checked_sub(place.x)?, y.checked_sub(place.y)?);
        let is_within = x < place.width && y < place.height;
        u16::try_from(x).ok().zip(u16::try_from(y).ok()).filter(|_| is_within)
    }
}

/// Whether a virtual key prints a character other than a space in some layout: letters, digits, the number pad, the
/// keys that Windows leaves to the manufacturer, and an injected character.
fn prints(virtual_key: u32) -> bool {
    matches!(virtual_key, 0x30..=0x5a | 0x60..=0x6f | 0xba..=0xc2 | 0xdb..=0xe2 | 0xe7)
}

mod pointer;
#[cfg(test)]
mod tests;

//! Input on X11, through enigo.
//!
//! enigo finds a character only where no modifier is needed, in the key map that it read when it
//! started, and ignores modifiers that are held. So the key and its modifiers are chosen here, from the
//! server's XKB map and state, and enigo gets key codes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use enigo::{Axis, Button as EnigoButton, Coordinate, Direction, Enigo, Keyboard as _, Mouse as _};
use protocol::geometry::Point;
use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;
use session::display::Area;
use session::gate::Injection;
use x11rb::protocol::xproto::{BUTTON_RELEASE_EVENT, ConnectionExt as _, KEY_RELEASE_EVENT};
use x11rb::protocol::xtest::{self, ConnectionExt as _};

use super::connection::{Connection, DesktopEvent};
use super::displays;
use super::error::X11Error;
use super::keymap::{Borrowed, Keycode, Keymap, LOCK, SHIFT, State};
use super::remaps::Remaps;
use super::xkb::{self, CapsLock};
use crate::clock::Clock;
use crate::platform::displays::Selection;
use crate::platform::error::{InjectError, Reason};
use crate::platform::injected_presses::InjectedPresses;
use crate::platform::injector::Injector;
use crate::platform::parts::Desktop;

/// See the module.
pub struct X11Injector {
    enigo: Enigo,
    connection: Connection,
    /// The part of the desktop that points refer to.
    area: Area,
    /// Each press is added before it is injected.
    injected: InjectedPresses,
    /// The keyboard that our events come from.
    keyboard: u16,
    keymap: Keymap,
    keymap_is_old: bool,
    borrowed: Borrowed,
    remaps: Remaps,
    /// How many keys take turns at being given a character.
    spare_keys: usize,
    clock: Clock,
    /// Keys that are down, as far as the Helper knows.
    down: BTreeMap<Keycode, Down>,
    /// Buttons that are down.
    buttons: BTreeSet<Button>,
    detour: Option<Detour>,
    desktop: Desktop,
}

/// What a key is down as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Down {
    Key,
    Character(char),
}

/// Modifiers that are other than the Helper holds them, while a character is down that needs it.
#[derive(Debug)]
struct Detour {
    character: char,
    /// Held by the Helper, but up.
    lifted: Vec<Keycode>,
    /// Down, but not held by the Helper.
    added: Vec<Keycode>,
    /// Caps Lock was on.
    had_caps: bool,
}

/// The right Alt key, as a key code. What a Helper types with it is a character of its AltGr, even
/// where this desktop takes the key for Alt.
const ALT_RIGHT: Keycode = 108;

impl X11Injector {
    /// Connects to the desktop.
    pub fn open(desktop: &Desktop, injected: InjectedPresses) -> Result<Self, InjectError> {
        let connection = Connection::open(desktop.address.as_deref())?;
        connection.require(xtest::X11_EXTENSION_NAME)?;
        connection.use_xinput()?;
        xkb::begin(&connection)?;
        let settings = enigo::Settings {
            // Its default makes every click last 24 ms.
            linux_delay: 0,
            x11_display: desktop.address.clone(),
            ..enigo::Settings::default()
        };
        let keyboard = xkb::keyboard(&connection)?;
        Ok(Self {
            enigo: Enigo::new(&settings).map_err(|error| X11Error::Input(Reason::of(error)))?,
            area: displays::layout(&connection, &mut Selection::new(desktop.choice.clone()))?.area,
            keymap: xkb::keymap(&connection, keyboard)?,
            keymap_is_old: false,
            keyboard,
            connection,
            injected,
            borrowed: Borrowed::default(),
            remaps: Remaps::default(),
            spare_keys: 0,
            clock: Clock::start(),
            down: BTreeMap::new(),
            buttons: BTreeSet::new(),
            detour: None,
            desktop: desktop.clone(),
        })
    }

    /// Reads the events about changes of the key map.
    fn read_events(&mut self) -> Result<(), InjectError> {
        while let Some(event) = self.connection.next_event()? {
            match event {
                DesktopEvent::Keymap => self.keymap_is_old = true,
                DesktopEvent::Displays
                | DesktopEvent::Damage
                | DesktopEvent::Cursor
                | DesktopEvent::Motion
                | DesktopEvent::Window(..)
                | DesktopEvent::KeyPress { .. } => {}
            }
        }
        Ok(())
    }

    fn refresh_keymap(&mut self) -> Result<(), InjectError> {
        if std::mem::take(&mut self.keymap_is_old) {
            self.keyboard = xkb::keyboard(&self.connection)?;
            self.keymap = xkb::keymap(&self.connection, self.keyboard)?;
            let keymap = &self.keymap;
            self.borrowed.forget_unless(|keycode| {
                // A layout that was set meanwhile has taken everything back.
                keymap
                    .keys
                    .get(&keycode)
                    .is_some_and(|key| key.symbols.iter().any(|s| s.keysym != 0))
            });
        }
        Ok(())
    }

    fn move_to(&mut self, point: Point) -> Result<(), InjectError> {
        let (x, y) = point.to_pixel(self.area.size);
        let at = |origin: i32, offset: u32| {
            origin.saturating_add(i32::try_from(offset).unwrap_or(i32::MAX))
        };
        let (x, y) = (at(self.area.x, x), at(self.area.y, y));
        self.enigo.move_mouse(x, y, Coordinate::Abs).map_err(library)
    }

    fn button(&mut self, button: Button, action: Action) -> Result<(), InjectError> {
        let name = match button {
            Button::Left => EnigoButton::Left,
            Button::Middle => EnigoButton::Middle,
            Button::Right => EnigoButton::Right,
            Button::Back => EnigoButton::Back,
            Button::Forward => EnigoButton::Forward,
        };
        // Kept as down until it is surely up: the drop releases what is left.
        self.buttons.insert(button);
        self.enigo.button(name, direction(action)).map_err(library)?;
        if action == Action::Release {
            self.buttons.remove(&button);
        }
        Ok(())
    }

    fn scroll(&mut self, right: i16, down: i16) -> Result<(), InjectError> {
        for (notches, axis) in [(right, Axis::Horizontal), (down, Axis::Vertical)] {
            if notches != 0 {
                self.enigo.scroll(notches.into(), axis).map_err(library)?;
            }
        }
        Ok(())
    }

    fn press(&mut self, keycode: Keycode) -> Result<(), InjectError> {
        self.injected.add(keycode);
        self.enigo.raw(keycode.into(), Direction::Press).map_err(library)
    }

    fn release(&mut self, keycode: Keycode) -> Result<(), InjectError> {
        self.enigo.raw(keycode.into(), Direction::Release).map_err(library)
    }

    fn press_key(&mut self, key: PhysicalKey) -> Result<(), InjectError> {
        // X11 has no key codes above 255; the keys beyond are not used for typing.
        let Some(keycode) = keycode(key) else {
            return Ok(());
        };
        match self.down.get(&keycode) {
            // The server repeats a key that is held by itself.
            Some(Down::Key) => return Ok(()),
            Some(Down::Character(_)) => self.release(keycode)?,
            None => {}
        }
        self.down.insert(keycode, Down::Key);
        self.press(keycode)
    }

    fn release_key(&mut self, key: PhysicalKey) -> Result<(), InjectError> {
        let Some(keycode) = keycode(key) else {
            return Ok(());
        };
        if self.down.get(&keycode) != Some(&Down::Key) {
            return Ok(());
        }
        self.release(keycode)?;
        self.down.remove(&keycode);
        Ok(())
    }

    fn press_character(&mut self, character: char) -> Result<(), InjectError> {
        if self.down.values().any(|down| *down == Down::Character(character)) {
            return Ok(());
        }
        self.refresh_keymap()?;
        let keycode = match self.arrange(character)? {
            Some(keycode) => keycode,
            None => {
                self.undo_detour()?;
                self.borrow(character)?;
                match self.arrange(character)? {
                    Some(keycode) => keycode,
                    None => {
                        self.undo_detour()?;
                        return Err(InjectError::Character);
                    }
                }
            }
        };
        if self.down.contains_key(&keycode) {
            self.release(keycode)?;
        }
        self.down.insert(keycode, Down::Character(character));
        self.press(keycode)
    }

    fn release_character(&mut self, character: char) -> Result<(), InjectError> {
        let is_it = |(_, down): &(&Keycode, &Down)| **down == Down::Character(character);
        if let Some(keycode) = self.down.iter().find(is_it).map(|(keycode, _)| *keycode) {
            self.release(keycode)?;
            self.down.remove(&keycode);
        }
        if self.detour.as_ref().is_some_and(|detour| detour.character == character) {
            self.undo_detour()?;
        }
        Ok(())
    }

    /// Sets the modifiers so that the returned key prints the character; `None` when no key can.
    fn arrange(&mut self, character: char) -> Result<Option<Keycode>, InjectError> {
        let state = xkb::state(&self.connection)?;
        let shift = self.keymap.shift();
        let level3 = self.keymap.level3();
        let level3_mask = self.keymap.level3_mask();

        // Modifiers that we hold can be lifted; modifiers that are not held can be added.
        let held = |mask: u8| {
            let keymap = &self.keymap;
            let is_it = move |keycode: &Keycode| keymap.modifiers(*keycode) & mask != 0;
            self.down.keys().copied().filter(is_it).collect::<Vec<_>>()
        };
        let mut free = 0;
        for (mask, key) in [(SHIFT, shift), (level3_mask, level3)] {
            let is_ours = !held(mask).is_empty();
            if mask != 0 && (is_ours || key.is_some() && state.modifiers & mask == 0) {
                free |= mask;
            }
        }
        let alt_right = self.keymap.modifiers(ALT_RIGHT);
        let lifts_alt =
            self.down.contains_key(&ALT_RIGHT) && alt_right & (level3_mask | SHIFT) == 0;
        let kept = if lifts_alt { state.modifiers & !alt_right } else { state.modifiers };
        // Programs do not count Caps Lock for the letter of a shortcut.
        let printing = SHIFT | LOCK | level3_mask;
        let makes_shortcut = |(keycode, down): (&Keycode, &Down)| {
            let others = self.keymap.modifiers(*keycode) & !printing;
            *down == Down::Key && *keycode != ALT_RIGHT && others != 0
        };
        let ignored = if self.down.iter().any(makes_shortcut) { LOCK } else { 0 };
        let kept = kept & !ignored;

        // Caps Lock belongs to the User; it is turned off only where nothing else helps.
        let find = |modifiers| self.keymap.find(character, State { modifiers, ..state }, free);
        let with_caps = find(kept);
        let Some(chord) = with_caps.or_else(|| find(kept & !LOCK)) else {
            return Ok(None);
        };
        let had_caps = with_caps.is_none();

        let mut detour = Detour { character, lifted: Vec::new(), added: Vec::new(), had_caps };
        if lifts_alt {
            detour.lifted.push(ALT_RIGHT);
        }
        for (mask, key) in [(SHIFT, shift), (level3_mask, level3)] {
            if mask == 0 {
                continue;
            }
            match (state.modifiers & mask != 0, chord.modifiers & mask != 0) {
                (true, false) => detour.lifted.extend(held(mask)),
                (false, true) => detour.added.extend(key),
                (true, true) | (false, false) => {}
            }
        }
        if detour.lifted.is_empty() && detour.added.is_empty() && !had_caps {
            return Ok(Some(chord.keycode));
        }
        if had_caps {
            xkb::lock_caps(&self.connection, CapsLock::Off)?;
        }
        let (lifted, added) = (detour.lifted.clone(), detour.added.clone());
        self.detour = Some(detour);
        for keycode in lifted {
            self.release(keycode)?;
        }
        for keycode in added {
            self.press(keycode)?;
        }
        // The User may hold the same modifiers: what counts is the resulting state.
        let state = xkb::state(&self.connection)?;
        let state = State { modifiers: state.modifiers & !ignored, ..state };
        let is_right = self.keymap.character(chord.keycode, state) == Some(character);
        Ok(is_right.then_some(chord.keycode))
    }

    /// Brings the modifiers back to what the Helper holds.
    fn undo_detour(&mut self) -> Result<(), InjectError> {
        let added = self.detour.as_ref().map(|detour| detour.added.clone()).unwrap_or_default();
        for keycode in added.into_iter().rev() {
            self.release(keycode)?;
        }
        // Kept until its keys are up: the drop releases what is left.
        let Some(detour) = self.detour.take() else {
            return Ok(());
        };
        if detour.had_caps {
            xkb::lock_caps(&self.connection, CapsLock::On)?;
        }
        for keycode in detour.lifted {
            if self.down.get(&keycode) == Some(&Down::Key) {
                self.press(keycode)?;
            }
        }
        Ok(())
    }

    /// Releases everything that is down. Whether that worked.
    fn release_all(&mut self) -> bool {
        let mut all = self.undo_detour().is_ok();
        for button in self.buttons.clone() {
            all &= self.button(button, Action::Release).is_ok();
        }
        for keycode in std::mem::take(&mut self.down).into_keys() {
            all &= self.release(keycode).is_ok();
        }
        all
    }

    /// Gives the character to a key that prints nothing.
    fn borrow(&mut self, character: char) -> Result<(), InjectError> {
        let down = &self.down;
        let keycode = self
            .borrowed
            .choose(&self.keymap, |keycode| down.contains_key(&keycode))
            .ok_or(InjectError::Character)?;
        xkb::give(&self.connection, keycode, character)?;
        self.remaps.note(self.clock.now());
        self.keymap = xkb::keymap(&self.connection, self.keyboard)?;
        let unused = self.keymap.unused().count();
        self.spare_keys = (unused + self.borrowed.keycodes().len()).min(Borrowed::MOST);
        Ok(())
    }
}

impl Injector for X11Injector {
    fn pause(&mut self, injection: Injection) -> Duration {
        match injection {
            Injection::Character(_, Action::Press) => {
                self.remaps.wait(self.spare_keys, self.clock.now())
            }
            Injection::Character(_, Action::Release)
            | Injection::Key(..)
            | Injection::Move(_)
            | Injection::Button(..)
            | Injection::Scroll { .. } => Duration::ZERO,
        }
    }

    fn set_area(&mut self, area: Area) {
        self.area = area;
    }

    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        self.read_events()?;
        match injection {
            Injection::Move(point) => self.move_to(point),
            Injection::Character(character, Action::Release) => self.release_character(character),
            Injection::Button(..)
            | Injection::Scroll { .. }
            | Injection::Key(..)
            | Injection::Character(_, Action::Press) => {
                // The next event is meant with the modifiers that the Helper holds.
                self.undo_detour()?;
                match injection {
                    Injection::Button(button, action) => self.button(button, action),
                    Injection::Scroll { right, down } => self.scroll(right, down),
                    Injection::Key(key, Action::Press) => self.press_key(key),
                    Injection::Key(key, Action::Release) => self.release_key(key),
                    Injection::Character(character, _) => self.press_character(character),
                    Injection::Move(_) => Ok(()),
                }
            }
        }
    }
}

impl Drop for X11Injector {
    fn drop(&mut self) {
        let added = self.detour.as_ref().map(|detour| detour.added.clone()).unwrap_or_default();
        let keys: Vec<_> = self.down.keys().copied().chain(added).collect();
        let buttons: Vec<_> = self.buttons.iter().copied().collect();
        if !self.release_all() {
            release_by_another_connection(&self.desktop, &keys, &buttons);
        }
        for keycode in self.borrowed.keycodes() {
            let _ = xkb::take_back(&self.connection, *keycode);
        }
        let _ = self.connection.x.get_input_focus().map(|cookie| cookie.reply());
    }
}

fn keycode(key: PhysicalKey) -> Option<Keycode> {
    Keycode::try_from(key.evdev() + 8).ok()
}

/// Releases keys and buttons after the injector's own connection has failed: the X server keeps them
/// down when a client goes. Nothing can be done when this fails, too.
fn release_by_another_connection(desktop: &Desktop, keys: &[Keycode], buttons: &[Button]) {
    let Ok(Connection { x, .. }) = Connection::open(desktop.address.as_deref()) else { return };
    let buttons = buttons.iter().map(|button| (BUTTON_RELEASE_EVENT, number(*button)));
    let keys = keys.iter().map(|keycode| (KEY_RELEASE_EVENT, *keycode));
    for (event, detail) in buttons.chain(keys) {
        let _ = x.xtest_fake_input(event, detail, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0);
    }
    let _ = x.get_input_focus().map(|cookie| cookie.reply());
}

/// The number of a button in the X protocol; 4 to 7 are the wheel.
fn number(button: Button) -> u8 {
    match button {
        Button::Left => 1,
        Button::Middle => 2,
        Button::Right => 3,
        Button::Back => 8,
        Button::Forward => 9,
    }
}

fn direction(action: Action) -> Direction {
    match action {
        Action::Press => Direction::Press,
        Action::Release => Direction::Release,
    }
}

fn library(error: enigo::InputError) -> InjectError {
    X11Error::Input(Reason::of(error)).into()
}

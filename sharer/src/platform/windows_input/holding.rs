//! What the Helper holds down on Windows, and the releases that Windows did not take.
//!
//! Windows takes nothing while another desktop has the input (User Account Control, the lock screen) or a program blocks
//! it. What a program injects while a window of a higher integrity level is in front is not heeded either, and Windows
//! says so to nobody. So a press counts only once it was taken, and a release is owed until the key is up.

use std::collections::BTreeMap;

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;

use super::typing::{Keyboard, Layout, Stroke};

/// With so many releases owed nothing is pressed, so that no more of them come.
const OWED: usize = protocol::limits::HELD_KEYS;

/// Where strokes go: `SendInput`.
pub(crate) trait Outlet {
    /// Sends strokes. Returns how many were taken, from the first on.
    fn send(&mut self, strokes: &[Stroke]) -> usize;
    /// Whether the window in front heeds what is sent.
    fn is_heeded(&mut self) -> bool;
    /// Whether what this stroke is of is down now, right after a stroke of it was taken.
    fn is_down(&self, stroke: Stroke) -> bool;
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Holding {
    keyboard: Keyboard,
    /// The buttons that are down, as the buttons of a mouse.
    buttons: BTreeMap<Button, Button>,
    owed: Vec<Stroke>,
}

impl Holding {
    /// Presses a key. Whether it was taken.
    pub(crate) fn press_key(
        &mut self,
        key: PhysicalKey,
        layout: &dyn Layout,
        outlet: &mut dyn Outlet,
    ) -> bool {
        let mut next = self.keyboard.clone();
        let strokes = next.press_key(key, layout);
        self.press(next, &strokes, outlet)
    }

    /// Types a character. Whether it was taken.
    pub(crate) fn press_character(
        &mut self,
        character: char,
        layout: &dyn Layout,
        outlet: &mut dyn Outlet,
    ) -> bool {
        let mut next = self.keyboard.clone();
        let strokes = next.press_character(character, layout);
        self.press(next, &strokes, outlet)
    }

    /// Presses a button, which is this one of a mouse now. Whether it was taken.
    pub(crate) fn press_button(
        &mut self,
        button: Button,
        physical: Button,
        outlet: &mut dyn Outlet,
    ) -> bool {
        // What goes down comes up as the same, also when the User swaps the buttons meanwhile.
        let physical = self.buttons.get(&button).copied().unwrap_or(physical);
        let stroke = Stroke::Button(physical, Action::Press);
        if self.owed.len() >= OWED || outlet.send(&[stroke]) == 0 {
            return false;
        }
        self.buttons.insert(button, physical);
        self.forgive();
        true
    }

    /// Releases a key. It is up at once, or owed.
    pub(crate) fn release_key(&mut self, key: PhysicalKey, outlet: &mut dyn Outlet) {
        let strokes = self.keyboard.release_key(key);
        self.release(strokes, outlet);
    }

    /// Releases the key that typed a character. It is up at once, or owed.
    pub(crate) fn release_character(&mut self, character: char, outlet: &mut dyn Outlet) {
        let strokes = self.keyboard.release_character(character);
        self.release(strokes, outlet);
    }

    /// Releases a button. It is up at once, or owed.
    pub(crate) fn release_button(&mut self, button: Button, outlet: &mut dyn Outlet) {
        let physical = self.buttons.remove(&button);
        let stroke = physical.map(|physical| Stroke::Button(physical, Action::Release));
        self.release(stroke, outlet);
    }

    /// Releases everything for the last time, whether it is heeded or not.
    pub(crate) fn release_all(&mut self, outlet: &mut dyn Outlet) {
        let keys = self.keyboard.release_all();
        self.owe(keys);
        let buttons = std::mem::take(&mut self.buttons);
        self.owe(buttons.into_values().map(|physical| Stroke::Button(physical, Action::Release)));
        self.pay(outlet);
    }

    /// Whether releases are owed.
    pub(crate) fn owes(&self) -> bool {
        !self.owed.is_empty()
    }

    /// Tries what is owed again.
    pub(crate) fn settle(&mut self, outlet: &mut dyn Outlet) {
        if self.owes() && outlet.is_heeded() {
            self.pay(outlet);
        }
    }

    fn press(&mut self, next: Keyboard, strokes: &[Stroke], outlet: &mut dyn Outlet) -> bool {
        if self.owed.len() >= OWED {
            return false;
        }
        let count = outlet.send(strokes);
        match strokes.get(..count) {
            Some(taken) if count < strokes.len() => {
                let left = self.keyboard.after_part(taken);
                self.release(left, outlet);
                false
            }
            Some(_) | None => {
                self.keyboard = next;
                self.forgive();
                true
            }
        }
    }

    fn release(&mut self, strokes: impl IntoIterator<Item = Stroke>, outlet: &mut dyn Outlet) {
        self.owe(strokes);
        self.settle(outlet);
    }

    fn owe(&mut self, strokes: impl IntoIterator<Item = Stroke>) {
        for stroke in strokes {
            if !self.owed.contains(&stroke) {
                self.owed.push(stroke);
            }
        }
    }

    /// What is down for something again comes up with that.
    fn forgive(&mut self) {
        let Self { keyboard, buttons, owed } = self;
        owed.retain(|release| {
            let is_button =
                |physical: &Button| *release == Stroke::Button(*physical, Action::Release);
            !keyboard.needs(*release) && !buttons.values().any(is_button)
        });
    }

    /// What was taken and is down all the same stays owed.
    fn pay(&mut self, outlet: &mut dyn Outlet) {
        let owed = std::mem::take(&mut self.owed);
        let paid = outlet.send(&owed).min(owed.len());
        let is_left = |at: usize, stroke: Stroke| at >= paid || outlet.is_down(stroke);
        let left = owed.into_iter().enumerate().filter(|(at, stroke)| is_left(*at, *stroke));
        self.owed = left.map(|(_, stroke)| stroke).collect();
    }
}

#[cfg(test)]
mod tests;

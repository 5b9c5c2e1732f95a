//! Types the characters of a keyboard into a page, each on a line of its own, and compares the lines that arrive.

use std::collections::BTreeMap;
use std::time::Duration;

use super::layout::{HELPERS, Helper, Keystroke, Press};
use super::table::{Count, SHARERS, System, Table};
use crate::browser::{Browser, Key};
use crate::clock::{now, soon};

/// The bit of the DevTools protocol for Shift.
const SHIFT: u8 = 8;

/// Characters that are typed before it is read what has arrived. No person types more of them ahead of a busy program.
const RUN: usize = 16;

/// How long an event takes at least. The sharer takes no more than 500 a second
/// ([`protocol::limits::INPUT_EVENTS_PER_SECOND`]).
const EVENT: Duration = Duration::from_micros(2200);

/// How long the sharer may take to say what it did not type.
const SAID: Duration = Duration::from_secs(2);

/// A Helper at a page, and a program that records what it gets.
pub trait Typist {
    /// The Helper's browser.
    fn browser(&mut self) -> &mut Browser;
    /// All lines that the program got so far, once they are so many.
    fn lines(&mut self, count: usize) -> Vec<String>;
    /// How many characters the User's computer did not type, as the sharer knows.
    fn refused(&mut self) -> usize;
}

/// The keyboards of Helpers that are tried, and the table that they fill, if it is wanted.
pub struct Trial {
    helpers: Vec<Helper>,
    table: Option<Table>,
    system: System,
    wrong: Vec<String>,
}

impl Trial {
    /// Every keyboard and character, if the table is wanted; else the keys of this one.
    pub fn of(helper: &str, system: System) -> Self {
        let table = Table::wanted();
        let helpers = if table.is_some() { HELPERS.to_vec() } else { vec![Helper::named(helper)] };
        Self { helpers, table, system, wrong: Vec::new() }
    }

    /// The keyboards of the User that are tried, with what xkb-data calls them: all, if the table is wanted; else those
    /// that are named.
    pub fn sharers(&self, names: &[&str]) -> Vec<(&'static str, &'static str)> {
        let is_tried = |(name, _): &(&str, &str)| self.table.is_some() || names.contains(name);
        SHARERS.into_iter().filter(is_tried).collect()
    }

    /// Types on each keyboard. Returns what became of it.
    pub fn run(&mut self, typist: &mut impl Typist, sharer: &str) -> Count {
        let mut all = Count::default();
        for helper in &self.helpers {
            let characters = match self.table {
                Some(_) => helper.characters(),
                None => helper.characters_of_keys(),
            };
            let (count, wrong) = check(typist, &characters);
            let place = format!("{} to {sharer}: ", helper.name);
            eprintln!("{place}{count}");
            self.wrong.extend(wrong.into_iter().map(|wrong| place.clone() + &wrong));
            if let Some(table) = &mut self.table {
                table.note(helper.name, self.system, sharer, count);
            }
            all.sent += count.sent;
            all.arrived += count.arrived;
            all.reported += count.reported;
        }
        all
    }

    /// Ends it.
    ///
    /// # Panics
    /// When a character arrived as another one, or neither arrived nor was reported.
    pub fn end(self) {
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
    }
}

/// Types each character, and counts those that arrive. Says what arrives as something else, or neither arrives nor is
/// refused by the sharer.
fn check(typist: &mut impl Typist, characters: &BTreeMap<char, Keystroke>) -> (Count, Vec<String>) {
    let mut count = Count { sent: characters.len(), ..Count::default() };
    let mut wrong = Vec::new();
    let all: Vec<(&char, &Keystroke)> = characters.iter().collect();
    let mut before = typist.lines(0).len();
    for run in all.chunks(RUN) {
        let refused_before = typist.refused();
        for (character, keystroke) in run {
            type_line(typist.browser(), **character, keystroke);
        }
        let lines = typist.lines(before + run.len());
        let lines = &lines[before..];
        before += lines.len();
        let mut missing = Vec::new();
        for ((character, _), line) in run.iter().zip(lines) {
            if *line == character.to_string() {
                count.arrived += 1;
            } else if line.is_empty() {
                missing.push(**character);
            } else {
                wrong.push(format!("{character:?} arrived as {line:?}"));
            }
        }
        // What the sharer writes comes a moment later than what it types.
        let all = missing.len();
        let is_said = || (typist.refused() - refused_before == all).then_some(());
        let _ = soon(SAID, is_said);
        let refused = typist.refused() - refused_before;
        count.reported += refused;
        if missing.len() != refused {
            wrong.push(format!("{missing:?} did not arrive, and the sharer said so of {refused}"));
        }
    }
    (count, wrong)
}

/// Types a character, and Enter.
fn type_line(browser: &mut Browser, character: char, keystroke: &Keystroke) {
    let start = now();
    let mut events = 2;
    match keystroke {
        Keystroke::Keys(presses) => {
            for press in presses {
                events += press_keys(browser, press);
            }
        }
        Keystroke::Written => {
            let text = character.to_string();
            browser.compose(&text);
            browser.insert(&text);
            events += 2;
        }
    }
    browser.key(Key::new("Enter", "Enter"));
    std::thread::sleep((EVENT * events).saturating_sub(start.elapsed()));
}

/// Returns how many events that is.
fn press_keys(browser: &mut Browser, press: &Press) -> u32 {
    let modifiers = if press.shift { SHIFT } else { 0 };
    let mut events = 2;
    if press.shift {
        browser.key_down(Key::new("ShiftLeft", "Shift").with(SHIFT));
        events += 2;
    }
    if press.alt_graph {
        browser.key_down(Key::new("AltRight", "AltGraph").with(modifiers));
        events += 2;
    }
    browser.key(Key::new(press.code, &press.key).with(modifiers));
    if press.alt_graph {
        browser.key_up(Key::new("AltRight", "AltGraph").with(modifiers));
    }
    if press.shift {
        browser.key_up(Key::new("ShiftLeft", "Shift"));
    }
    events
}

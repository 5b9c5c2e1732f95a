//! The code said aloud.

use crate::platform::desktop_programs::Speech;
use crate::words::speech as words;

/// What the User did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SpeakingAction {
    /// Says the code.
    Say,
    /// Stops that.
    Stop,
}

/// What the window shows about it.
#[derive(Debug, Default)]
pub(super) struct Speaking {
    /// The number of what is being said.
    now: Option<u32>,
    /// Why nothing was said, in words.
    pub(super) error: Option<String>,
}

impl Speaking {
    /// Whether something is being said.
    pub(super) fn is_speaking(&self) -> bool {
        self.now.is_some()
    }

    /// This is being said now.
    pub(super) fn begins(&mut self, number: u32) {
        *self = Self { now: Some(number), error: None };
    }

    /// It is said, or failed. What was said before it changes nothing.
    pub(super) fn ended(&mut self, number: u32, error: Option<String>) {
        if self.now == Some(number) {
            *self = Self { now: None, error };
        }
    }

    /// Nothing is to be said any more.
    pub(super) fn stops(&mut self) {
        self.now = None;
    }
}

/// What speaks.
#[derive(Debug)]
pub(super) struct Voice {
    speech: Box<dyn Speech>,
    /// The number of what was said last.
    number: u32,
    /// It may be speaking.
    is_used: bool,
}

impl Voice {
    pub(super) fn new(speech: Box<dyn Speech>) -> Self {
        Self { speech, number: 0, is_used: false }
    }

    /// The number of what is said next.
    pub(super) fn next(&mut self) -> u32 {
        self.number = self.number.wrapping_add(1);
        self.number
    }

    /// Says the code. `ended` is told, on another thread, with the reason if it failed.
    pub(super) fn say(
        &mut self,
        code: &str,
        ended: impl FnOnce(Option<String>) + Send + 'static,
    ) -> Result<(), String> {
        let ended = Box::new(move |result: Result<(), _>| {
            ended(result.err().map(|error| words::failed(&error)));
        });
        self.is_used = true;
        let language = words::language_of(code);
        let lines = words::spoken(code, language);
        self.speech.say(&lines, language, ended).map_err(|error| words::failed(&error))
    }

    /// Stops, if something is being said. It waits for the voice to end, which tells so on another thread: no lock
    /// that this takes may be held.
    pub(super) fn stop(&mut self) {
        if std::mem::take(&mut self.is_used) {
            self.speech.stop();
        }
    }
}

//! When the User's window may grant something: a person at this computer pressed the button, and knew what they
//! pressed. Pure.
//!
//! A yes needs [`Evidence`] of a press. Everything is measured at that press, not at the release or at the
//! time of the decision: a program can delay what the window receives. A no is taken at any time, from anybody.

use std::time::Duration;

use protocol::time::Tick;

use crate::platform::press_watch::{Control, Evidence, Press, PressOrigin};

mod checks;
mod doubt;
#[cfg(test)]
mod tests;

use checks::{is_by_key, is_wheel, was_pointed, was_quiet, was_quiet_since, was_seen};
pub use doubt::Doubt;

/// How long a question is shown, with the focus, before a press can grant. Somebody who was about to press
/// something else has not read it.
pub const ARMING: Duration = Duration::from_millis(700);

/// For how long before the press nothing may have been done to window, pointer and keys.
pub const SETTLED: Duration = Duration::from_millis(700);

/// How long a key or button is pressed at most before the button of the window is activated.
pub const HELD: Duration = Duration::from_secs(2);

/// What was agreed before the session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentRules {
    /// The device through which an on-screen keyboard or a switch of the User presses, by its name. Every
    /// program can use it, so it does not count while control is shared. `None` unless the User has set it.
    pub assistive_device: Option<String>,
}

/// A place in the window, in its px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The left edge.
    pub x: u16,
    /// The upper edge.
    pub y: u16,
    /// The width.
    pub width: u16,
    /// The height.
    pub height: u16,
}

impl Place {
    /// Whether this pixel is within it.
    pub fn has(self, (x, y): (u16, u16)) -> bool {
        let is_within =
            |at: u16, from: u16, length: u16| at.checked_sub(from).is_some_and(|d| d < length);
        is_within(x, self.x, self.width) && is_within(y, self.y, self.height)
    }
}

/// How the button was activated, as the toolkit reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// By a mouse, a finger or a pen.
    Pointer,
    /// By a key.
    Key {
        /// The key is held down, and the system repeats it.
        is_repeat: bool,
    },
    /// By a request of a screen reader or of another program, without a key or button.
    Accessibility,
}

/// What the button answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    /// It gives a right, or resumes one.
    Grants,
    /// It refuses, stops, pauses or ends something.
    Refuses,
}

/// What follows from an activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The answer counts.
    Taken,
    /// The question stays open, and the User reads why.
    NotTaken(Doubt),
}

/// The rules of one window.
#[derive(Debug)]
pub struct Consent {
    rules: ConsentRules,
    question: Option<Shown>,
    focused: Option<Tick>,
    is_control_shared: bool,
}

/// The question that is shown.
#[derive(Clone, Copy, Debug)]
struct Shown {
    since: Tick,
    /// When it appeared. Its button may have been moved since.
    appeared: Tick,
    /// The button that grants.
    button: Place,
    /// The pointer was over the button from the beginning.
    is_waiting: bool,
}

impl Consent {
    /// A window without a question.
    pub fn new(rules: ConsentRules) -> Self {
        Self { rules, question: None, focused: None, is_control_shared: false }
    }

    /// Something else was agreed, while no session runs.
    pub fn agree(&mut self, rules: ConsentRules) {
        self.rules = rules;
    }

    /// A question is shown, or its button that grants is at another place now. `pointer` is where the pointer
    /// is in the window, if it is there.
    pub fn show(&mut self, button: Place, pointer: Option<(u16, u16)>, now: Tick) {
        let is_waiting = pointer.is_some_and(|pointer| button.has(pointer));
        let appeared = self.question.map_or(now, |before| before.appeared.min(now));
        self.question = Some(Shown { since: now, appeared, button, is_waiting });
    }

    /// The question is closed.
    pub fn close(&mut self) {
        self.question = None;
    }

    /// The window got or lost the focus.
    pub fn focus(&mut self, has_focus: bool, now: Tick) {
        self.focused = has_focus.then(|| self.focused.unwrap_or(now));
    }

    /// The pointer is here in the window, or outside of it.
    pub fn point(&mut self, pointer: Option<(u16, u16)>) {
        if let Some(question) = &mut self.question {
            question.is_waiting &= pointer.is_some_and(|pointer| question.button.has(pointer));
        }
    }

    /// Control is shared, or not any more.
    pub fn share_control(&mut self, is_shared: bool) {
        self.is_control_shared = is_shared;
    }

    /// Decides about the activation of a button. `evidence` was asked for right after it; `None` where there
    /// is none, or where asking for it failed.
    pub fn decide(
        &self,
        answering: Answering,
        means: Means,
        evidence: Option<&Evidence>,
        now: Tick,
    ) -> Decision {
        match answering {
            Answering::Refuses => Decision::Taken,
            Answering::Grants => match self.grant(means, evidence, now) {
                Ok(()) => Decision::Taken,
                Err(doubt) => Decision::NotTaken(doubt),
            },
        }
    }

    fn grant(&self, means: Means, evidence: Option<&Evidence>, now: Tick) -> Result<(), Doubt> {
        let question = self.question.ok_or(Doubt::NoQuestion)?;
        let evidence = evidence.ok_or(Doubt::NoEvidence)?;
        let press = evidence.press.as_ref().ok_or(Doubt::NoPress)?;
        let is_same = match (means, press.control) {
            (Means::Pointer, Control::Button(button)) => !is_wheel(button),
            (Means::Pointer, Control::Touch) => true,
            // A program can send the key that activates the button, while the User presses another one.
            (Means::Key { .. }, Control::Key(_)) => press.activates,
            (Means::Pointer, Control::Key(_))
            | (Means::Key { .. }, Control::Button(_) | Control::Touch)
            | (Means::Accessibility, _) => false,
        };
        if !is_same {
            return Err(Doubt::NoPress);
        }
        let is_assisted = self.is_by_person(press)?;
        if means == (Means::Key { is_repeat: true }) || press.age > HELD {
            return Err(Doubt::Held);
        }
        self.was_read(question, evidence.window.focused, press.age, now)?;
        was_quiet(evidence, means, is_assisted, press.age)?;
        if is_by_key(means) {
            was_quiet_since(question, evidence, is_assisted, now)?;
        } else {
            if question.is_waiting {
                return Err(Doubt::PointerWaited);
            }
            was_pointed(question.button, press.brought, evidence.pointer, is_assisted)?;
        }
        was_seen(evidence.window, press.age)
    }

    /// Whether a person pressed it: `true` through the device that they have named for it.
    fn is_by_person(&self, press: &Press) -> Result<bool, Doubt> {
        match press.origin {
            PressOrigin::Device => Ok(false),
            PressOrigin::Forged => Err(Doubt::Program),
            PressOrigin::Uncertain => Err(Doubt::ProgramMay),
            PressOrigin::Injected => {
                let named = self.rules.assistive_device.as_deref();
                let is_named = named.is_some_and(|named| named == press.device);
                if is_named && !self.is_control_shared { Ok(true) } else { Err(Doubt::Program) }
            }
        }
    }

    /// Whether the question could be read before the press.
    fn was_read(
        &self,
        question: Shown,
        focused: Option<Duration>,
        pressed: Duration,
        now: Tick,
    ) -> Result<(), Doubt> {
        let shown = now.since(question.since);
        if shown < pressed {
            return Err(Doubt::Held);
        }
        let focused = focused.zip(self.focused.map(|since| now.since(since)));
        let focused = focused.map_or(Duration::ZERO, |(desktop, toolkit)| desktop.min(toolkit));
        let read = shown.min(focused);
        if read < pressed + ARMING { Err(Doubt::TooSoon) } else { Ok(()) }
    }
}

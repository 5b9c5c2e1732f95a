//! Whether a person pressed: joins what the kit says about a press with what the desktop says about devices.

use std::collections::HashMap;
use std::time::Instant;

use kit::view::Notice;
use kit::{Activation, Key, Origin};
use protocol::time::Tick;

use super::views::QUESTION;
use crate::person::consent::{
    ARMING, Answering, Consent, ConsentRules, Decision, Doubt, Means, Place,
};
use crate::platform::press_watch::{Control, PressWatch, Seen};
use crate::words::{Say, window as words};

/// The button of a pointing device that activates.
const MAIN_BUTTON: u32 = 1;

/// The watch of one window at a time: that of the question while there is one, else the one with the keyboard.
pub(super) struct PressCheck {
    watch: Option<Box<dyn PressWatch>>,
    consent: Consent,
    /// The open windows, as the desktop calls them.
    open: HashMap<Key, Option<u32>>,
    watched: Option<Key>,
    /// The window that has the keyboard.
    focused: Option<Key>,
}

impl PressCheck {
    /// Without a watch nothing is taken for a person's press.
    pub(super) fn new(watch: Option<Box<dyn PressWatch>>, rules: ConsentRules) -> Self {
        Self {
            watch,
            consent: Consent::new(rules),
            open: HashMap::new(),
            watched: None,
            focused: None,
        }
    }

    /// The device through which the User presses, besides their own ones.
    pub(super) fn assist(&mut self, assistive_device: Option<String>) {
        self.consent.agree(ConsentRules { assistive_device });
    }

    /// Something happened to a window.
    pub(super) fn notice(&mut self, window: &Key, notice: Notice, now: Tick) {
        match notice {
            Notice::Opened { number } => {
                self.open.insert(window.clone(), number);
                if is_question(window) {
                    self.watch(window, now);
                }
            }
            Notice::Closed => {
                self.open.remove(window);
                self.focused.take_if(|focused| focused == window);
                if self.watched.as_ref() == Some(window) {
                    self.unwatch(now);
                }
                self.watch_focused(now);
            }
            Notice::Focused(true) => {
                self.focused = Some(window.clone());
                self.watch_focused(now);
            }
            Notice::Focused(false) => {
                self.focused.take_if(|focused| focused == window);
                if self.watched.as_ref() == Some(window) {
                    self.consent.focus(false, now);
                }
            }
            Notice::Place(_) => {}
        }
    }

    /// Whether one of the windows has the keyboard.
    pub(super) fn has_focus(&self) -> bool {
        self.focused.is_some()
    }

    fn unwatch(&mut self, now: Tick) {
        self.watched = None;
        self.consent.focus(false, now);
        if let Some(watch) = &mut self.watch {
            watch.unwatch();
        }
    }

    /// Watches the window that has the keyboard, unless a question is open in another one.
    fn watch_focused(&mut self, now: Tick) {
        let Some(window) = self.focused.clone() else { return };
        if is_question(&window) || !self.open.keys().any(is_question) {
            self.watch(&window, now);
            self.consent.focus(true, now);
        }
    }

    fn watch(&mut self, window: &Key, now: Tick) {
        if self.watched.as_ref() == Some(window) {
            return;
        }
        let (Some(watch), Some(id)) = (&mut self.watch, self.open.get(window)) else { return };
        self.consent.focus(false, now);
        self.watched = None;
        match watch.watch(*id) {
            Ok(()) => self.watched = Some(window.clone()),
            Err(error) => tracing::warn!(%error, "who presses in the window is not known"),
        }
    }

    /// Whether a person made this activation, which grants something.
    pub(super) fn decide<A>(
        &mut self,
        window: &Key,
        activation: &Activation<A>,
        was_controlled: bool,
        now: Tick,
    ) -> Result<(), Say> {
        let means = match activation.origin {
            Origin::Pointer => Means::Pointer,
            // The kit takes no key that repeats for an activation.
            Origin::Key => Means::Key { is_repeat: false },
            Origin::Accessibility | Origin::System => Means::Accessibility,
        };
        if means == Means::Accessibility {
            // Never a person's press, so that no evidence is asked for: a program could keep the window busy by it.
            return Err(Doubt::NoPress.sentence());
        }
        let place = place(activation).ok_or(Doubt::NoQuestion.sentence())?;
        if activation.origin == Origin::Key {
            came_by_key(activation)?;
        }
        let shown = activation.at.saturating_duration_since(activation.shown_since).as_millis();
        let shown = u64::try_from(shown).unwrap_or(u64::MAX);
        let since = Tick::from_millis(now.as_millis().saturating_sub(shown));
        let waited = activation.pointer_waited.then_some((place.x, place.y));
        self.consent.share_control(was_controlled);
        self.consent.show(place, waited, since);
        let is_watched = self.watched.as_ref() == Some(window);
        let seen = seen(activation);
        let watch = self.watch.as_mut().filter(|_| is_watched);
        let evidence = match watch.map(|watch| watch.evidence(&seen)) {
            Some(Ok(evidence)) => Some(evidence),
            Some(Err(error)) => {
                tracing::warn!(%error, "who pressed is not known");
                // The next press may be.
                self.unwatch(now);
                self.watch_focused(now);
                None
            }
            None => None,
        };
        let decision = self.consent.decide(Answering::Grants, means, evidence.as_ref(), now);
        self.consent.close();
        tracing::debug!(?decision, shown, ?evidence, "an answer that grants");
        match decision {
            Decision::Taken => Ok(()),
            Decision::NotTaken(doubt) => Err(doubt.sentence()),
        }
    }
}

/// Whether the focus is where a person's own key moved it, and was there long enough to be seen. A program can move it
/// to the button that grants, for the Enter that was meant for something else.
fn came_by_key<A>(activation: &Activation<A>) -> Result<(), Say> {
    let Some((since, by)) = activation.focused else {
        return Err(Doubt::NoPress.sentence());
    };
    match by {
        Origin::Key | Origin::Pointer => {}
        Origin::Accessibility | Origin::System => return Err(words::FOCUS_GIVEN),
    }
    let age = activation.at.saturating_duration_since(since);
    if age < ARMING { Err(Doubt::TooSoon.sentence()) } else { Ok(()) }
}

fn is_question(window: &Key) -> bool {
    window.name() == QUESTION
}

/// What the toolkit saw of the press.
fn seen<A>(activation: &Activation<A>) -> Seen {
    let age = |then: Instant| activation.at.saturating_duration_since(then);
    let typed = activation.typed.map(age);
    let Some(press) = activation.press else { return Seen { typed, ..Seen::default() } };
    let control = match (press.place, press.is_touch) {
        (Some(_), true) => Control::Touch,
        (Some(_), false) => Control::Button(MAIN_BUTTON),
        // The kit does not say which of those that activate it was.
        (None, _) => Control::Key(0),
    };
    let px = |at: f32| (0.0..65_536.0).contains(&at).then_some(at as u16);
    let place = press.place.and_then(|at| px(at.x).zip(px(at.y)));
    let (age, moved) = (age(press.at), press.moved.map(age));
    Seen { control: Some(control), age, place, moved, typed }
}

/// Where the element is, in whole px of the window; `None` where it is not seen.
fn place<A>(activation: &Activation<A>) -> Option<Place> {
    let rect = activation.place;
    let px = |length: f32| {
        (length.is_finite() && (0.0..65_536.0).contains(&length)).then_some(length as u16)
    };
    let (width, height) = (px(rect.width)?, px(rect.height)?);
    (width > 0 && height > 0).then_some(Place { x: px(rect.x)?, y: px(rect.y)?, width, height })
}

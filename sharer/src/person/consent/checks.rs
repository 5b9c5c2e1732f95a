//! What has to be true of keys, pointer and window at the press, and before it.

use std::time::Duration;

use protocol::time::Tick;

use super::{Doubt, Means, Place, SETTLED, Shown};
use crate::platform::press_watch::{
    Brought, Evidence, PointerEvidence, Visibility, WindowEvidence,
};

/// Whether something that happened `age` ago was less than `limit` before the press, or after it.
fn is_recent(age: Option<Duration>, pressed: Duration, limit: Duration) -> bool {
    age.is_some_and(|age| age < pressed + limit)
}

/// Whether neither the User nor a program was doing something else.
pub(super) fn was_quiet(
    evidence: &Evidence,
    means: Means,
    is_assisted: bool,
    pressed: Duration,
) -> Result<(), Doubt> {
    let is_recent = |age| is_recent(age, pressed, SETTLED);
    if !is_assisted && is_recent(evidence.program_pressed) {
        return Err(Doubt::ProgramToo);
    }
    if is_recent(evidence.remapped) {
        return Err(Doubt::Remapped);
    }
    let is_by_key = is_by_key(means);
    if is_by_key && is_recent(evidence.typed) {
        return Err(Doubt::Typing);
    }
    if !is_by_key && !is_assisted && is_recent(evidence.pointer.moved_by_program) {
        return Err(Doubt::PointerMoved);
    }
    Ok(())
}

/// Whether the person has brought the pointer to the button.
pub(super) fn was_pointed(
    button: Place,
    brought: Brought,
    pointer: PointerEvidence,
    is_assisted: bool,
) -> Result<(), Doubt> {
    if !pointer.place.is_some_and(|place| button.has(place)) {
        return Err(Doubt::PointerElsewhere);
    }
    let was_there = match brought {
        Brought::At(x, y) => button.has((x, y)),
        Brought::Outside => false,
        // Then it was in motion, and is where it came to rest.
        Brought::Unknown => true,
    };
    let is_by_person = was_there && !pointer.is_by_program;
    if is_by_person || is_assisted { Ok(()) } else { Err(Doubt::PointerMoved) }
}

/// Whether no program pressed anything while the question was shown, and the keys kept their meaning: what a
/// key activates depends on the focus, which a program can move with keys, and on that meaning.
pub(super) fn was_quiet_since(
    question: Shown,
    evidence: &Evidence,
    is_assisted: bool,
    now: Tick,
) -> Result<(), Doubt> {
    let appeared = now.since(question.appeared);
    if !is_assisted && evidence.program_pressed.is_some_and(|age| age <= appeared) {
        return Err(Doubt::ProgramToo);
    }
    if evidence.remapped.is_some() { Err(Doubt::Remapped) } else { Ok(()) }
}

/// Whether the window could be seen, and was where it is.
pub(super) fn was_seen(window: WindowEvidence, pressed: Duration) -> Result<(), Doubt> {
    match window.visibility {
        // No program is told more there: SECURITY.md says what this does not exclude.
        Visibility::Whole | Visibility::NotTold => {}
        Visibility::Covered | Visibility::Hidden | Visibility::Unknown => {
            return Err(Doubt::WindowCovered);
        }
    }
    if is_recent(window.changed, pressed, SETTLED) { Err(Doubt::WindowChanged) } else { Ok(()) }
}

pub(super) fn is_by_key(means: Means) -> bool {
    match means {
        Means::Key { .. } => true,
        Means::Pointer | Means::Accessibility => false,
    }
}

pub(super) fn is_wheel(button: u32) -> bool {
    (4..=7).contains(&button)
}

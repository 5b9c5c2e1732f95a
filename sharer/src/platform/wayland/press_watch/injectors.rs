//! Whether a program could have made a press, and what follows for the press. Pure.
//!
//! On Wayland events reach a window from the compositor alone, so that what the toolkit saw is what a device did, or what a
//! program injected through the compositor. This machine knows when that was possible.

use std::time::Duration;

use protocol::time::Tick;

use crate::platform::press_watch::{
    Brought, Control, Evidence, PointerEvidence, Press, PressOrigin, Seen, Visibility,
    WindowEvidence,
};

/// How much later the toolkit may see a motion than the bus saw the call that made it. A motion that follows an injected
/// event faster than that may be the injected one.
const LAG: Duration = Duration::from_millis(300);

/// See the module.
#[derive(Debug)]
pub(super) struct Injectors {
    since: Tick,
    /// A session that is not ours exists, or may exist.
    others: bool,
    /// When a program could have injected something last.
    possible: Option<Tick>,
    remapped: Option<Tick>,
}

impl Injectors {
    /// Nothing is known of what was before.
    pub(super) fn new(now: Tick) -> Self {
        Self { since: now, others: false, possible: None, remapped: None }
    }

    /// So many sessions that are not ours exist now. What was there before may have been there until now.
    pub(super) fn on_sessions(&mut self, others: usize, now: Tick) {
        let had = std::mem::replace(&mut self.others, others > 0);
        if had || self.others {
            self.possible = Some(now);
        }
    }

    /// A program made a session, or uses one. Whether it still exists has to be looked up.
    pub(super) fn on_call(&mut self, now: Tick) {
        self.others = true;
        self.possible = Some(now);
    }

    /// Nobody has watched for a while: a program could inject until now.
    pub(super) fn on_gap(&mut self, now: Tick) {
        self.possible = Some(now);
    }

    /// The keys have got another meaning.
    pub(super) fn on_remapped(&mut self, now: Tick) {
        self.remapped = Some(now);
    }

    /// Whether sessions have to be looked up again.
    pub(super) fn may_inject(&self) -> bool {
        self.others
    }

    /// What follows for a press that the toolkit saw.
    pub(super) fn evidence(&self, seen: &Seen, now: Tick) -> Evidence {
        let age = |tick: Tick| now.since(tick);
        let possible = self.possible.map(age);
        let is_touch = seen.control == Some(Control::Touch);
        let is_by_program = !is_touch
            && possible.is_some_and(|age| seen.moved.is_none_or(|moved| age < moved + LAG));
        Evidence {
            press: seen.control.map(|control| self.press(control, seen)),
            program_pressed: possible,
            typed: seen.typed,
            remapped: self.remapped.map(age),
            pointer: PointerEvidence {
                place: seen.place,
                moved_by_program: possible,
                is_by_program,
            },
            window: WindowEvidence {
                focused: Some(age(self.since)),
                changed: None,
                visibility: Visibility::NotTold,
            },
        }
    }

    fn press(&self, control: Control, seen: &Seen) -> Press {
        let activates = match control {
            // The toolkit activates by Enter and the space bar alone.
            Control::Key(_) => true,
            Control::Button(_) | Control::Touch => false,
        };
        let origin = if self.others { PressOrigin::Uncertain } else { PressOrigin::Device };
        let brought = match (control, seen.place) {
            (Control::Button(_), Some((x, y))) => Brought::At(x, y),
            (Control::Button(_) | Control::Key(_) | Control::Touch, _) => Brought::Unknown,
        };
        Press { control, activates, origin, device: String::new(), brought, age: seen.age }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: Tick = Tick::from_millis(10_000);

    fn at(ms: u64) -> Tick {
        BEGAN + Duration::from_millis(ms)
    }

    fn clicked() -> Seen {
        Seen {
            control: Some(Control::Button(1)),
            age: Duration::from_millis(80),
            place: Some((12, 12)),
            moved: Some(Duration::from_millis(400)),
            typed: None,
        }
    }

    fn origin(injectors: &Injectors, now: Tick) -> PressOrigin {
        injectors.evidence(&clicked(), now).press.unwrap().origin
    }

    #[test]
    fn what_a_program_could_do_while_nobody_watched_counts_as_done() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_sessions(0, at(0));
        injectors.on_gap(at(100));
        let evidence = injectors.evidence(&clicked(), at(200));
        assert_eq!(evidence.program_pressed, Some(Duration::from_millis(100)));
        assert!(evidence.pointer.is_by_program, "the motion before the click may be its");
    }

    #[test]
    fn where_nothing_can_inject_a_press_is_of_a_device() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_sessions(0, at(0));
        let evidence = injectors.evidence(&clicked(), at(2000));
        assert_eq!(evidence.press.as_ref().unwrap().origin, PressOrigin::Device);
        assert_eq!((evidence.program_pressed, evidence.pointer.is_by_program), (None, false));
        assert_eq!(evidence.window.focused, Some(Duration::from_secs(2)));
        assert!(injectors.evidence(&Seen::default(), at(2000)).press.is_none());
    }

    #[test]
    fn while_another_session_exists_no_press_is_certain() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_sessions(1, at(0));
        assert_eq!(origin(&injectors, at(5000)), PressOrigin::Uncertain);
        // It ended unseen: it may have been there until it was looked up.
        injectors.on_sessions(0, at(6000));
        assert_eq!(origin(&injectors, at(6100)), PressOrigin::Device);
        let evidence = injectors.evidence(&clicked(), at(6100));
        assert_eq!(evidence.program_pressed, Some(Duration::from_millis(100)));
        injectors.on_sessions(0, at(9000));
        let evidence = injectors.evidence(&clicked(), at(9000));
        assert_eq!(evidence.program_pressed, Some(Duration::from_secs(3)), "nothing came since");
    }

    #[test]
    fn what_is_called_counts_until_it_is_looked_up() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_sessions(0, at(0));
        injectors.on_call(at(3000));
        assert!(injectors.may_inject());
        assert_eq!(origin(&injectors, at(3001)), PressOrigin::Uncertain);
        // That of a session of ours, too.
        injectors.on_sessions(0, at(3002));
        let evidence = injectors.evidence(&clicked(), at(3100));
        assert_eq!(evidence.program_pressed, Some(Duration::from_millis(98)));
    }

    #[test]
    fn a_pointer_is_a_persons_again_once_it_was_moved_later_than_a_program_could() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_call(at(1000));
        injectors.on_sessions(0, at(1000));
        let by_program = |moved: u64, now: u64| {
            let moved = Some(Duration::from_millis(now - moved));
            injectors.evidence(&Seen { moved, ..clicked() }, at(now)).pointer.is_by_program
        };
        assert!(by_program(900, 9000));
        assert!(by_program(1200, 9000), "it may be the injected motion, which was seen later");
        assert!(!by_program(1300, 9000));
        let still = Seen { moved: None, ..clicked() };
        assert!(injectors.evidence(&still, at(9000)).pointer.is_by_program);
        let touched = Seen { control: Some(Control::Touch), ..still };
        assert!(!injectors.evidence(&touched, at(9000)).pointer.is_by_program);
    }

    #[test]
    fn a_new_key_map_is_said_from_when_it_came() {
        let mut injectors = Injectors::new(BEGAN);
        injectors.on_remapped(at(500));
        let remapped = injectors.evidence(&clicked(), at(700)).remapped;
        assert_eq!(remapped, Some(Duration::from_millis(200)));
    }
}

//! The rights of one Helper: requested, granted, refused, ended.
//!
//! All that depends on a right asks here whether it is held: pictures need [`Right::Look`], the gate
//! needs [`Right::Control`], system prompts need [`Right::SystemPrompts`]; the log and the `rights`
//! event of JSON follow the changes.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use protocol::limits;
use protocol::peer::Phase;
use protocol::time::Tick;

use crate::right::{GrantedFor, OnPanicKey, Right, RightRefusal, RightSet, RightTerms};

/// What a request is judged by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Situation {
    pub(crate) phase: Phase,
    /// The User shares for viewing only.
    pub(crate) view_only: bool,
    /// This computer can be controlled.
    pub(crate) can_inject: bool,
    /// The User paused the screen.
    pub(crate) paused: bool,
    /// What this computer can do with the rights, and what its owner allows.
    pub(crate) offered: RightSet,
}

/// That control is granted. Only [`Rights::grant_control`] makes one, and a gate cannot be opened
/// without it.
#[derive(Debug)]
pub(crate) struct ControlPermit(());

impl ControlPermit {
    /// A permit without a session, for tests of the gate and of what injects.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn for_tests() -> Self {
        Self(())
    }
}

/// The state of all rights of one Helper.
#[derive(Debug, Default)]
pub(crate) struct Rights {
    held: BTreeMap<Right, GrantedFor>,
    refusals: BTreeMap<Right, Refusals>,
    /// What the User was told last.
    announced: RightSet,
}

#[derive(Clone, Copy, Debug, Default)]
struct Refusals {
    /// Requests in a row that were not granted.
    in_a_row: u32,
    /// The User does not want to be asked again.
    for_good: bool,
}

impl Rights {
    /// Whether the right is held.
    pub(crate) fn holds(&self, right: Right) -> bool {
        self.held.contains_key(&right)
    }

    /// All rights that are held.
    pub(crate) fn held(&self) -> RightSet {
        self.held.keys().copied().collect()
    }

    /// Whether the User may be asked for the right.
    pub(crate) fn request(&self, right: Right, now: &Situation) -> Result<(), RightRefusal> {
        let terms = RightTerms::of(right);
        if !now.offered.contains(right) {
            return Err(RightRefusal::NotAvailable);
        }
        if let Some(needed) = terms.needs
            && !self.holds(needed)
        {
            return Err(RightRefusal::Needs(needed));
        }
        if now.phase == Phase::ControlSharing && !terms.while_controlled {
            return Err(RightRefusal::WhileControlled);
        }
        if now.phase != terms.phase && now.phase != Phase::ControlSharing {
            return Err(RightRefusal::Phase);
        }
        if matches!(right, Right::Control | Right::Type) {
            if now.view_only {
                return Err(RightRefusal::ViewOnly);
            }
            if !now.can_inject {
                return Err(RightRefusal::NoInput);
            }
        }
        // What is not seen is not used.
        if now.paused {
            return Err(RightRefusal::Paused);
        }
        let refusals = self.refusals.get(&right).copied().unwrap_or_default();
        if refusals.for_good || refusals.in_a_row >= limits::CONTROL_REQUESTS {
            return Err(RightRefusal::TooOften);
        }
        Ok(())
    }

    /// The User grants a right, after [`Rights::request`].
    pub(crate) fn grant(&mut self, right: Right, lasts: GrantedFor) -> Result<(), RightRefusal> {
        if let Some(needed) = RightTerms::of(right).needs
            && !self.holds(needed)
        {
            return Err(RightRefusal::Needs(needed));
        }
        self.refusals.remove(&right);
        self.held.insert(right, lasts);
        Ok(())
    }

    /// The User grants control, with or without system prompts.
    pub(crate) fn grant_control(
        &mut self,
        prompts: bool,
        lasts: GrantedFor,
    ) -> Result<ControlPermit, RightRefusal> {
        self.grant(Right::Control, lasts)?;
        if prompts {
            self.grant(Right::SystemPrompts, lasts)?;
        }
        Ok(ControlPermit(()))
    }

    /// A request was not granted, and counts.
    pub(crate) fn refuse(&mut self, right: Right, for_good: bool) {
        let refusals = self.refusals.entry(right).or_default();
        refusals.in_a_row += 1;
        refusals.for_good |= for_good;
    }

    /// A right ends, and with it those that need it. Returns all that ended, the dependent ones
    /// first.
    pub(crate) fn end(&mut self, right: Right) -> Vec<Right> {
        if !self.holds(right) {
            return Vec::new();
        }
        let needs_it = |other: &Right| RightTerms::of(*other).needs == Some(right);
        let dependent: Vec<Right> = self.held.keys().copied().filter(needs_it).collect();
        let mut ended: Vec<Right> =
            dependent.into_iter().flat_map(|other| self.end(other)).collect();
        self.held.remove(&right);
        ended.push(right);
        ended
    }

    /// The rights to which the panic key does this.
    pub(crate) fn on_panic_key(&self, what: OnPanicKey) -> impl Iterator<Item = Right> {
        let is_so = move |right: &Right| RightTerms::of(*right).on_panic_key == what;
        self.held().iter().filter(is_so)
    }

    /// The rights whose time is over.
    pub(crate) fn expired(&self, now: Tick) -> Vec<Right> {
        let is_over = |lasts: &GrantedFor| matches!(lasts, GrantedFor::Until(end) if now >= *end);
        self.held.iter().filter(|(_, lasts)| is_over(lasts)).map(|(right, _)| *right).collect()
    }

    /// Each right that is held, and for how long.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (Right, GrantedFor)> {
        self.held.iter().map(|(right, lasts)| (*right, *lasts))
    }

    /// When the next right ends by itself.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        let ends = self.held.values().filter_map(|lasts| match lasts {
            GrantedFor::Until(end) => Some(*end),
            GrantedFor::ThisTime | GrantedFor::Session => None,
        });
        ends.min()
    }

    /// What is held, if the User was not told of it yet.
    pub(crate) fn take_change(&mut self) -> Option<RightSet> {
        let held = self.held();
        (core::mem::replace(&mut self.announced, held) != held).then_some(held)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    const SHARING: Situation = Situation {
        phase: Phase::ScreenSharing,
        view_only: false,
        can_inject: true,
        paused: false,
        offered: RightSet::of([
            Right::Look,
            Right::Control,
            Right::SystemPrompts,
            Right::ClipboardRead,
        ]),
    };

    fn looking() -> Rights {
        let mut rights = Rights::default();
        rights.grant(Right::Look, GrantedFor::Session).unwrap();
        rights
    }

    #[test]
    fn each_right_is_requested_where_its_row_says_and_nowhere_else() {
        use RightRefusal::{Needs, NotAvailable, Phase as Wrong, WhileControlled};
        // Of each right: the answer to a request before consent, with the screen shared, and with
        // control shared.
        let not = [Err(NotAvailable); 3];
        let needs_control = Err(Needs(Right::Control));
        let table: [(Right, [Result<(), RightRefusal>; 3]); 14] = [
            (Right::Look, [Ok(()), Err(Wrong), Err(WhileControlled)]),
            (Right::Point, not),
            (Right::Type, not),
            (Right::Control, [Err(Needs(Right::Look)), Ok(()), Err(WhileControlled)]),
            (Right::SystemPrompts, [needs_control, needs_control, Err(WhileControlled)]),
            (Right::ClipboardRead, [Err(Needs(Right::Look)), Ok(()), Ok(())]),
            (Right::ClipboardWrite, not),
            (Right::FileIn, not),
            (Right::FileOut, not),
            (Right::Sound, not),
            (Right::Voice, not),
            (Right::Record, not),
            (Right::AnotherHelper, not),
            (Right::HandOver, not),
        ];
        assert_eq!(table.map(|(right, _)| right), Right::ALL);
        for (right, [waiting, sharing, controlling]) in table {
            let at = |phase| Situation { phase, ..SHARING };
            assert_eq!(
                Rights::default().request(right, &at(Phase::WaitingForConnect)),
                waiting,
                "{right:?}"
            );
            assert_eq!(looking().request(right, &SHARING), sharing, "{right:?}");
            let mut rights = looking();
            let _permit = rights.grant_control(false, GrantedFor::ThisTime).unwrap();
            let now = at(Phase::ControlSharing);
            assert_eq!(rights.request(right, &now), controlling, "{right:?}");
        }
    }

    #[test]
    fn control_is_refused_for_the_reason_that_holds() {
        let rights = looking();
        let request = |now: Situation| rights.request(Right::Control, &now);
        assert_eq!(request(Situation { view_only: true, ..SHARING }), Err(RightRefusal::ViewOnly));
        assert_eq!(request(Situation { can_inject: false, ..SHARING }), Err(RightRefusal::NoInput));
        assert_eq!(request(Situation { paused: true, ..SHARING }), Err(RightRefusal::Paused));
    }

    #[test]
    fn nothing_is_granted_without_what_it_needs() {
        let mut rights = Rights::default();
        assert_eq!(
            rights.grant_control(true, GrantedFor::ThisTime).unwrap_err(),
            RightRefusal::Needs(Right::Look)
        );
        for right in Right::ALL.into_iter().filter(|right| *right != Right::Look) {
            let needed = RightTerms::of(right).needs.expect("each needs another right");
            let granted = rights.grant(right, GrantedFor::Session);
            assert_eq!(granted, Err(RightRefusal::Needs(needed)), "{right:?}");
        }
        assert!(rights.held().is_empty());
    }

    #[test]
    fn a_right_ends_with_what_it_needs() {
        let mut rights = looking();
        let _permit = rights.grant_control(true, GrantedFor::ThisTime).unwrap();
        assert_eq!(rights.held().iter().count(), 3);
        assert_eq!(rights.end(Right::Look), [Right::SystemPrompts, Right::Control, Right::Look]);
        assert_eq!(rights.end(Right::Look), []);
        let mut rights = looking();
        let _permit = rights.grant_control(true, GrantedFor::ThisTime).unwrap();
        let ended: Vec<Right> = rights.on_panic_key(OnPanicKey::Ends).collect();
        assert_eq!(ended, [Right::Control, Right::SystemPrompts], "the picture stays");
    }

    #[test]
    fn a_right_for_a_time_ends_when_the_time_is_over() {
        let mut rights = looking();
        let end = Tick::from_millis(5_000);
        rights.grant(Right::Point, GrantedFor::Until(end)).unwrap();
        assert_eq!(rights.deadline(), Some(end));
        assert_eq!(rights.expired(Tick::from_millis(4_999)), []);
        assert_eq!(rights.expired(end), [Right::Point]);
    }

    #[test]
    fn refusals_in_a_row_and_a_never_end_the_questions_until_a_grant() {
        let mut rights = looking();
        for _ in 0..limits::CONTROL_REQUESTS {
            assert_eq!(rights.request(Right::Control, &SHARING), Ok(()));
            rights.refuse(Right::Control, false);
        }
        assert_eq!(rights.request(Right::Control, &SHARING), Err(RightRefusal::TooOften));
        let _permit = rights.grant_control(false, GrantedFor::ThisTime).unwrap();
        rights.end(Right::Control);
        assert_eq!(rights.request(Right::Control, &SHARING), Ok(()));
        rights.refuse(Right::Control, true);
        assert_eq!(rights.request(Right::Control, &SHARING), Err(RightRefusal::TooOften));
    }

    #[test]
    fn each_change_is_taken_once() {
        let mut rights = Rights::default();
        assert_eq!(rights.take_change(), None);
        rights.grant(Right::Look, GrantedFor::Session).unwrap();
        assert_eq!(rights.take_change(), Some([Right::Look].into_iter().collect()));
        assert_eq!(rights.take_change(), None);
        rights.end(Right::Look);
        assert_eq!(rights.take_change(), Some(RightSet::default()));
    }

    #[test]
    fn a_set_lists_its_rights_in_the_order_of_the_table() {
        let set: RightSet = [Right::Control, Right::Look].into_iter().collect();
        assert_eq!(set.iter().map(Right::id).collect::<Vec<_>>(), vec!["look", "control"]);
        assert!(set.contains(Right::Look) && !set.contains(Right::Type));
    }
}

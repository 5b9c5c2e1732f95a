//! The rights beside the picture and control: what the Helper asked for, and what the User granted.
//!
//! A right counts only as long as the Helper wants it: otherwise a hostile sharer could grant one that nobody asked for,
//! and be sent what it is for.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::right::{HeldRight, Lasting, Right, RightSet};
use protocol::time::Tick;

/// A right as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RightView {
    /// Which.
    pub right: Right,
    /// Whether the Helper has it.
    pub state: RightState,
}

/// Whether the Helper has a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RightState {
    /// It can be requested.
    Available,
    /// The User is asked.
    Requested,
    /// It is held.
    Held {
        /// For how long.
        lasting: Lasting,
        /// When it ends, if it ends by itself.
        until: Option<Tick>,
    },
}

#[derive(Clone, Copy, Debug)]
struct Held {
    right: Right,
    lasting: Lasting,
    until: Option<Tick>,
}

/// The rights of this session.
#[derive(Debug, Default)]
pub(super) struct Rights {
    requestable: RightSet,
    /// What the Helper asked for and has not given up.
    wanted: RightSet,
    held: Vec<Held>,
    takes_folders: bool,
}

impl Rights {
    /// Those that the Helper of a page that was loaded again wants.
    pub(super) fn wanting(wanted: RightSet) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// What the Helper wants.
    pub(super) fn wanted(&self) -> RightSet {
        self.wanted
    }

    /// Whether the sharer offers a right.
    pub(super) fn offers(&self, right: Right) -> bool {
        self.requestable.contains(right)
    }

    /// Whether the sharer takes folders.
    pub(super) fn takes_folders(&self) -> bool {
        self.takes_folders
    }

    /// What the sharer says about that.
    pub(super) fn set_takes_folders(&mut self, takes: bool) {
        self.takes_folders = takes;
    }

    /// The Helper wants a right, about which the User is asked by another message.
    pub(super) fn want(&mut self, right: Right) {
        self.wanted = self.wanted.with(right);
    }

    /// Whether a right is held.
    pub(super) fn holds(&self, right: Right) -> bool {
        self.held.iter().any(|held| held.right == right)
    }

    /// All that can be requested, in the order of their table.
    pub(super) fn view(&self) -> Vec<RightView> {
        let view = |right| RightView { right, state: self.state(right) };
        self.requestable.iter().map(view).collect()
    }

    fn state(&self, right: Right) -> RightState {
        match self.held.iter().find(|held| held.right == right) {
            Some(Held { lasting, until, .. }) => {
                RightState::Held { lasting: *lasting, until: *until }
            }
            None if self.wanted.contains(right) => RightState::Requested,
            None => RightState::Available,
        }
    }

    /// What the sharer says at the start.
    pub(super) fn announce(&mut self, requestable: RightSet, held: &[HeldRight], now: Tick) {
        self.requestable = requestable;
        self.held.clear();
        for held in held {
            self.granted(*held, now);
        }
    }

    /// The Helper requests a right. Returns whether the sharer is to be told.
    pub(super) fn request(&mut self, right: Right) -> bool {
        let is_new = self.requestable.contains(right) && !self.wanted.contains(right);
        if is_new {
            self.wanted = self.wanted.with(right);
        }
        is_new
    }

    /// The Helper gives a right up, or does not want it any more. Returns what they gave up, if the sharer is to be told.
    pub(super) fn give_up(&mut self, right: Right) -> Option<RightState> {
        let state = self.state(right);
        self.lose(right);
        (state != RightState::Available).then_some(state)
    }

    /// The User granted a right. Returns it, if the Helper wants it.
    pub(super) fn granted(&mut self, held: HeldRight, now: Tick) -> Option<Right> {
        let HeldRight { right, lasting, left_s } = held;
        let right = right.filter(|right| self.wanted.contains(*right))?;
        self.held.retain(|held| held.right != right);
        let until = left_s.map(|left| now + Duration::from_secs(left.into()));
        self.held.push(Held { right, lasting, until });
        Some(right)
    }

    /// A request was refused, or a right has ended. The Helper may ask again.
    pub(super) fn lose(&mut self, right: Right) {
        self.wanted = self.wanted.without(right);
        self.held.retain(|held| held.right != right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READ: Right = Right::ClipboardRead;

    fn granted(lasting: Lasting, left_s: Option<u32>) -> HeldRight {
        HeldRight { right: Some(READ), lasting, left_s }
    }

    fn offered() -> Rights {
        let mut rights = Rights::default();
        rights.announce(RightSet::of([READ]), &[], Tick::from_millis(0));
        rights
    }

    #[test]
    fn a_right_that_nobody_asked_for_is_not_held() {
        let mut rights = offered();
        let now = Tick::from_millis(0);
        assert_eq!(rights.granted(granted(Lasting::Session, None), now), None);
        rights.announce(RightSet::of([READ]), &[granted(Lasting::Session, None)], now);
        assert_eq!(rights.view(), [RightView { right: READ, state: RightState::Available }]);
        assert!(!rights.request(Right::ClipboardWrite), "the sharer does not offer it");
    }

    #[test]
    fn a_right_is_requested_once_held_for_its_time_and_lost() {
        let mut rights = offered();
        assert!(rights.request(READ));
        assert!(!rights.request(READ), "the User is asked already");
        assert_eq!(rights.view(), [RightView { right: READ, state: RightState::Requested }]);
        let now = Tick::from_millis(5_000);
        assert_eq!(rights.granted(granted(Lasting::TenMinutes, Some(600)), now), Some(READ));
        let until = Some(Tick::from_millis(605_000));
        let state = RightState::Held { lasting: Lasting::TenMinutes, until };
        assert_eq!(rights.view(), [RightView { right: READ, state }]);
        assert_eq!(rights.give_up(READ), Some(state));
        assert_eq!(rights.give_up(READ), None);
        let late = rights.granted(granted(Lasting::Session, None), now);
        assert_eq!(late, None, "the answer came after it was given up");
    }

    #[test]
    fn a_page_that_was_loaded_again_holds_what_it_wanted() {
        let mut rights = Rights::wanting(RightSet::of([READ]));
        let held = [granted(Lasting::Session, None)];
        rights.announce(RightSet::of([READ]), &held, Tick::from_millis(0));
        let state = RightState::Held { lasting: Lasting::Session, until: None };
        assert_eq!(rights.view(), [RightView { right: READ, state }]);
    }
}

//! Ends that sleep: their clock jumps when they wake, and everything that came meanwhile comes at once.

use std::time::Duration;

use protocol::time::Tick;

use super::{Link, Packet, Side, World};
use crate::ends::Who;

impl World {
    /// An end's computer sleeps for a while.
    pub fn sleep(&mut self, who: Who, time: Duration) {
        let until = self.now + time;
        let asleep = self.asleep.entry(who).or_default();
        *asleep = (*asleep).max(until);
    }

    pub(super) fn is_asleep(&self, who: Who) -> bool {
        self.asleep.get(&who).is_some_and(|until| *until > self.now)
    }

    /// Somebody's deadline, if they are awake then.
    pub(super) fn awake(&self, who: Who, deadline: Option<Tick>) -> Option<Tick> {
        let until = self.asleep.get(&who).copied().unwrap_or_default();
        deadline.map(|deadline| deadline.max(until))
    }

    /// When the next end wakes that has something waiting.
    pub(super) fn next_waking(&self) -> Option<Tick> {
        let waiting = self.waiting.iter().filter(|(_, packets)| !packets.is_empty());
        waiting.filter_map(|(who, _)| self.awake(*who, Some(self.now))).min()
    }

    /// Keeps a packet for an end that sleeps, or has not yet taken what came before.
    pub(super) fn wait_for(&mut self, link: Link, packet: Packet) -> Option<(Link, Packet)> {
        let Some(who) = self.recipient(&packet) else { return Some((link, packet)) };
        let has_waiting = self.waiting.get(&who).is_some_and(|waiting| !waiting.is_empty());
        if !self.is_asleep(who) && !has_waiting {
            return Some((link, packet));
        }
        self.waiting.entry(who).or_default().push_back((link, packet));
        None
    }

    /// The next packet of an end that has woken.
    pub(super) fn next_waiting(&mut self) -> Option<(Link, Packet)> {
        let awake: Vec<Who> =
            self.waiting.keys().copied().filter(|who| !self.is_asleep(*who)).collect();
        awake.into_iter().find_map(|who| self.waiting.get_mut(&who)?.pop_front())
    }

    fn recipient(&self, packet: &Packet) -> Option<Who> {
        let side_of = |n: usize, side: &Side| match side {
            Side::Sharer => Who::Sharer,
            Side::Viewer => Who::Viewer(self.directs[n].viewer),
        };
        match packet {
            Packet::Connected(id)
            | Packet::FromServer(id, _)
            | Packet::Closed(id)
            | Packet::LaneOpened(id)
            | Packet::LaneTold(id, _) => self.connections.get(id).copied(),
            Packet::Direct(n, side, ..)
            | Packet::Hangup(n, side)
            | Packet::Candidate(n, side)
            | Packet::Failed(n, side)
            | Packet::Up(n, side) => Some(side_of(*n, side)),
            Packet::Offered(n, _) => Some(side_of(*n, &Side::Viewer)),
            Packet::Answered(_)
            | Packet::Reconnect
            | Packet::Answer(..)
            | Packet::Unable(_)
            | Packet::SharerTransfer(..) => Some(Who::Sharer),
            Packet::Type(n, _) | Packet::ViewerTransfer(n, _) => Some(Who::Viewer(*n)),
            Packet::Connect(_)
            | Packet::ToServer(..)
            | Packet::Left(_)
            | Packet::LaneToken(..)
            | Packet::LaneFrame(..)
            | Packet::LaneLeft(_) => None,
        }
    }
}

//! The direct connections: what WebRTC does, as far as the machines notice; and what every path has in
//! common.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::limits;
use viewer::state::{PathInput, PeerMessage};

use super::connection::{Direct, Side, Way};
use super::{Event, GuestId, Helper, Link, Packet, PathId, Promise, TransportInput, World, state};
use crate::ends::CANARY;

impl World {
    /// What the sharer calls a direct connection, as long as it has it.
    fn sharer_path(&self, id: usize) -> Option<(GuestId, PathId)> {
        let mut paths = self.sharer.paths.iter();
        paths.find(|(_, way)| **way == Way::Direct(id)).map(|(path, _)| *path)
    }

    /// Something happens on the sharer's side of a direct connection.
    fn on_sharer_path(&mut self, id: usize, input: TransportInput) {
        let Some((guest, path)) = self.sharer_path(id) else { return };
        self.event(match input {
            TransportInput::Up => Event::PathUp { guest, path, address: None },
            input => Event::Transport { guest, path, input },
        });
    }

    /// Something happens on the viewer's side of a direct connection.
    fn on_viewer_path(&mut self, id: usize, input: PathInput) {
        let Direct { viewer, path, .. } = &self.directs[id];
        let (viewer, path) = (*viewer, *path);
        if self.viewers[viewer].paths.get(&path) == Some(&Way::Direct(id)) {
            self.tell_viewer_path(viewer, path, input);
        }
    }

    /// No end has more paths than the bound allows, and all are to the same Helper.
    pub(super) fn check_sharer_paths(&self) {
        assert!(self.sharer.paths.len() <= limits::PATHS, "{:?}", self.sharer.paths);
    }

    /// A viewer's browser begins a connection.
    pub(super) fn open_peer(&mut self, n: usize, path: PathId) {
        let id = self.directs.len();
        self.directs.push(Direct {
            viewer: n,
            path,
            offers: Vec::new(),
            offered: self.now,
            answer: None,
            up: [false, false],
            early: Vec::new(),
            dead: false,
        });
        self.viewers[n].paths.insert(path, Way::Direct(id));
        self.make_offer(id);
    }

    /// A viewer's browser makes an offer, or another one with other servers.
    pub(super) fn make_offer(&mut self, id: usize) {
        let wait = self.chance.between(1, 200);
        let direct = &mut self.directs[id];
        let (number, n) = (direct.offers.len(), direct.viewer);
        direct.offers.push(format!("v=0 offer {id}.{number} {CANARY} {n}"));
        direct.offered = direct.offered.max(self.now + Duration::from_millis(wait));
        let wait = direct.offered.since(self.now).as_millis();
        let wait = u64::try_from(wait).unwrap();
        self.net.later(Link::Here, Packet::Offered(id, number), wait, self.now);
        for _ in 0..self.chance.below(4) {
            let wait = self.chance.between(1, 400);
            self.net.later(Link::Here, Packet::Candidate(id, Side::Viewer), wait, self.now);
        }
    }

    pub(super) fn on_offered(&mut self, id: usize, number: usize) {
        let offers = &self.directs[id].offers;
        if number + 1 < offers.len() {
            return; // The shell has dropped it, and makes another one.
        }
        let sdp = offers[number].clone();
        self.on_viewer_path(id, PathInput::Offer { sdp });
    }

    /// The sharer accepts an offer: it must be one that a viewer made, and always the same viewer.
    pub(super) fn accept(&mut self, guest: GuestId, path: PathId, sdp: &str) {
        let made = self.directs.iter().position(|direct| direct.offers.iter().any(|o| o == sdp));
        let way = made.map_or(Way::Nowhere, Way::Direct);
        let before = self.sharer.paths.insert((guest, path), way);
        assert!(before.is_none(), "path {path:?} is accepted twice");
        self.check_sharer_paths();
        let Some(id) = made else {
            // A viewer that knows the code may send an invalid offer; no other viewer may send any.
            let proven = self.plan.hostile > 0 && sdp.starts_with("hostile");
            assert!(proven, "an offer that no viewer made was accepted: {sdp}");
            return;
        };
        self.sharer_meets(self.directs[id].viewer);
        if let Helper::Honest(_) = self.viewers[self.directs[id].viewer].helper {
            let latest = self.directs[id].offers.last().map(String::as_str);
            assert_eq!(latest, Some(sdp), "an offer that is out of date");
        }
        let wait = self.chance.between(1, 100);
        self.net.later(Link::Here, Packet::Answered(id), wait, self.now);
        for _ in 0..self.chance.below(4) {
            let wait = self.chance.between(1, 300);
            self.net.later(Link::Here, Packet::Candidate(id, Side::Sharer), wait, self.now);
        }
    }

    /// A path leads to a viewer: there is one Helper in a session, and nobody takes their place.
    fn sharer_meets(&mut self, n: usize) {
        let helper = *self.sharer.helper.get_or_insert(n);
        assert_eq!(helper, n, "viewer {n} has taken the place of the Helper");
    }

    pub(super) fn on_answered(&mut self, id: usize) {
        if self.sharer_path(id).is_none() {
            return;
        }
        let sdp = format!("v=0 answer to {id} {CANARY}");
        self.directs[id].answer = Some(sdp.clone());
        self.on_sharer_path(id, TransportInput::Answer { sdp });
    }

    pub(super) fn on_candidate(&mut self, id: usize, side: Side) {
        let candidate = format!("candidate: {CANARY} {id}");
        match side {
            Side::Sharer => {
                let (mid, line) = (Some("0".to_owned()), Some(0));
                self.on_sharer_path(id, TransportInput::Candidate { candidate, mid, line });
            }
            Side::Viewer => {
                let candidate = state::Candidate { candidate, mid: None, line: Some(0) };
                self.on_viewer_path(id, PathInput::Candidate(candidate));
            }
        }
    }

    /// A viewer takes an answer: it must be the one that the sharer gave to its own offer.
    pub(super) fn set_answer(&mut self, n: usize, path: PathId, sdp: &str) {
        let Some(Way::Direct(id)) = self.viewers[n].paths.get(&path).copied() else {
            return;
        };
        let given = self.directs[id].answer.as_deref();
        if given != Some(sdp) && matches!(self.viewers[n].helper, Helper::Hostile(_)) {
            return; // It has given one name to two paths.
        }
        assert_eq!(given, Some(sdp), "viewer {n} took an answer that was not given to it");
        let comes_up = self.chance.percent(self.plan.direct);
        for side in [Side::Sharer, Side::Viewer] {
            let (packet, wait) = if comes_up {
                (Packet::Up(id, side), self.chance.between(20, 600))
            } else {
                // ICE has tried everything.
                (Packet::Failed(id, side), self.chance.between(2_000, 15_000))
            };
            self.net.later(Link::Here, packet, wait, self.now);
        }
    }

    pub(super) fn on_up(&mut self, id: usize, side: Side) {
        if self.directs[id].dead {
            return;
        }
        self.directs[id].up[side.index()] = true;
        match side {
            Side::Sharer => self.on_sharer_path(id, TransportInput::Up),
            Side::Viewer => self.on_viewer_path(id, PathInput::Up),
        }
        let early = std::mem::take(&mut self.directs[id].early);
        let (now, later): (Vec<_>, Vec<_>) = early.into_iter().partition(|(to, ..)| *to == side);
        self.directs[id].early = later;
        for (to, channel, bytes) in now {
            self.on_direct(id, to, channel, bytes);
        }
    }

    /// A side's WebRTC gives a connection up.
    pub(super) fn on_failed(&mut self, id: usize, side: Side) {
        match side {
            Side::Sharer => self.on_sharer_path(id, TransportInput::Down),
            Side::Viewer => self.on_viewer_path(id, PathInput::Failed),
        }
    }

    /// The sharer sends on one of its paths.
    pub(super) fn tell_viewer(&mut self, guest: GuestId, path: PathId, text: String) {
        let way = self.sharer.paths.get(&(guest, path)).copied();
        let way = way.unwrap_or_else(|| panic!("a message on {path:?}, which is not open"));
        self.send(way, Side::Sharer, Channel::Control, text.into_bytes());
    }

    /// A viewer sends on one of its paths.
    pub(super) fn tell_sharer(&mut self, n: usize, path: PathId, channel: Channel, bytes: Vec<u8>) {
        let way = self.viewers[n].paths.get(&path).copied();
        let is_hostile = matches!(self.viewers[n].helper, Helper::Hostile(_));
        assert!(way.is_some() || is_hostile, "viewer {n} uses {path:?}, which is not open");
        if let Some(way) = way {
            self.send(way, Side::Viewer, channel, bytes);
        }
    }

    pub(super) fn send(&mut self, way: Way, from: Side, channel: Channel, bytes: Vec<u8>) {
        match way {
            Way::Direct(id) => self.transmit(id, from.other(), channel, bytes),
            Way::Lane(id) => self.send_on_lane(id, channel, bytes),
            Way::Nowhere => {}
        }
    }

    fn transmit(&mut self, id: usize, to: Side, channel: Channel, bytes: Vec<u8>) {
        if self.directs[id].dead || !self.directs[id].up[to.other().index()] {
            return;
        }
        let promise = if channel.is_reliable() { Promise::Stream } else { Promise::Datagram };
        let link = Link::Direct(id, channel, to);
        self.net.send(link, promise, Packet::Direct(id, to, channel, bytes), self.now);
    }

    pub(super) fn on_direct(&mut self, id: usize, to: Side, channel: Channel, bytes: Vec<u8>) {
        if self.directs[id].dead {
            return;
        }
        if !self.directs[id].up[to.index()] {
            self.directs[id].early.push((to, channel, bytes));
            return;
        }
        match to {
            Side::Sharer => {
                self.on_sharer_path(id, TransportInput::Message { channel, bytes });
            }
            Side::Viewer => {
                let Direct { viewer, path, .. } = &self.directs[id];
                let (viewer, path) = (*viewer, *path);
                if self.viewers[viewer].paths.get(&path) == Some(&Way::Direct(id)) {
                    self.on_peer_message(viewer, path, channel, bytes);
                }
            }
        }
    }

    /// A message of the sharer arrives at a viewer.
    pub(super) fn on_peer_message(
        &mut self,
        n: usize,
        path: PathId,
        channel: Channel,
        bytes: Vec<u8>,
    ) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match &mut self.viewers[n].helper {
            Helper::Honest(_) => {
                let message = match channel {
                    Channel::Control => PeerMessage::Text(text),
                    Channel::Input
                    | Channel::Pointer
                    | Channel::Cursor
                    | Channel::Frames
                    | Channel::Tiles
                    | Channel::Video
                    | Channel::Bulk => PeerMessage::Bytes(bytes),
                };
                self.viewer(n, state::Input::Peer(path, channel, message));
            }
            Helper::Hostile(hostile) => {
                hostile.told(&text);
                self.obey_hostile(n);
            }
        }
    }

    /// The sharer closes a path.
    pub(super) fn close_sharer_path(&mut self, guest: GuestId, path: PathId) {
        match self.sharer.paths.remove(&(guest, path)) {
            Some(Way::Direct(id)) => self.hang_up(id, Side::Sharer),
            Some(Way::Lane(id)) => drop(self.close_lane(id)),
            Some(Way::Nowhere) => {}
            None => panic!("{path:?} is closed, and was not open"),
        }
    }

    /// A viewer closes a path.
    pub(super) fn close_viewer_path(&mut self, n: usize, path: PathId) {
        match self.viewers[n].paths.remove(&path) {
            Some(Way::Direct(id)) => self.hang_up(id, Side::Viewer),
            Some(Way::Lane(id)) => drop(self.close_lane(id)),
            Some(Way::Nowhere) | None => {}
        }
    }

    /// A side closes. What it said before still leaves; sometimes the closing itself is lost.
    fn hang_up(&mut self, id: usize, side: Side) {
        if self.directs[id].dead || self.chance.percent(self.plan.conditions.loss) {
            return;
        }
        let link = Link::Direct(id, Channel::Control, side.other());
        self.net.send(link, Promise::Stream, Packet::Hangup(id, side.other()), self.now);
    }

    pub(super) fn on_hangup(&mut self, id: usize, side: Side) {
        if std::mem::replace(&mut self.directs[id].dead, true) {
            return;
        }
        match side {
            Side::Sharer => self.on_sharer_path(id, TransportInput::Down),
            Side::Viewer => self.on_viewer_path(id, PathInput::Down),
        }
    }

    /// Cuts the direct connections without notifying either end. WebRTC gives them up later (RFC 7675).
    pub fn cut_directs(&mut self) {
        for id in 0..self.directs.len() {
            if std::mem::replace(&mut self.directs[id].dead, true) {
                continue;
            }
            for channel in Channel::ALL {
                self.net.cut(Link::Direct(id, channel, Side::Sharer));
                self.net.cut(Link::Direct(id, channel, Side::Viewer));
            }
            for side in [Side::Sharer, Side::Viewer] {
                let wait = self.chance.between(5_000, 30_000);
                self.net.later(Link::Here, Packet::Failed(id, side), wait, self.now);
            }
        }
    }
}

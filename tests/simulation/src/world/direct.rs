//! The direct connections: what WebRTC does, as far as the machines notice.

use protocol::channel::Channel;
use viewer::state::{PathInput, PeerMessage};

use super::connection::{Direct, Side};
use super::{Event, GuestId, Helper, Link, Packet, PathId, Promise, TransportInput, World, state};
use crate::ends::CANARY;

impl World {
    /// Something happens on the sharer's side of its path.
    fn on_sharer_path(&mut self, input: TransportInput) {
        let Some((guest, path)) = self.sharer.path else { return };
        self.event(match input {
            TransportInput::Up => Event::PathUp { guest, path, address: None },
            input => Event::Transport { guest, path, input },
        });
    }

    /// A viewer's browser begins a connection.
    pub(super) fn open_peer(&mut self, n: usize, path: PathId) {
        let id = self.directs.len();
        self.directs.push(Direct {
            viewer: n,
            path,
            offer: format!("v=0 offer {id} {CANARY} {n}"),
            answer: None,
            up: [false, false],
            early: Vec::new(),
            dead: false,
        });
        self.viewers[n].direct = Some(id);
        let wait = self.chance.between(1, 200);
        self.net.later(Link::Here, Packet::Offered(id), wait, self.now);
        for _ in 0..self.chance.below(4) {
            let wait = self.chance.between(1, 400);
            self.net.later(Link::Here, Packet::Candidate(id, Side::Viewer), wait, self.now);
        }
    }

    /// Whether the direct connection `id` is still the one that its viewer uses.
    fn is_current(&self, id: usize) -> bool {
        self.viewers[self.directs[id].viewer].direct == Some(id)
    }

    /// Something happens on a direct connection, at the viewer's side.
    fn on_path(&mut self, id: usize, input: PathInput) {
        let Direct { viewer, path, .. } = &self.directs[id];
        let (viewer, path) = (*viewer, *path);
        self.viewer(viewer, state::Input::Path(path, input));
    }

    pub(super) fn on_offered(&mut self, id: usize) {
        let Direct { viewer, offer, .. } = self.directs[id].clone();
        if !self.is_current(id) {
            return;
        }
        match &mut self.viewers[viewer].helper {
            Helper::Honest(_) => self.on_path(id, PathInput::Offer { sdp: offer }),
            Helper::Hostile(hostile) => {
                hostile.offered(offer);
                self.obey_hostile(viewer);
            }
        }
    }

    /// The sharer accepts an offer: it must be one that a viewer made.
    pub(super) fn accept(&mut self, guest: GuestId, path: PathId, sdp: &str) {
        assert!(self.sharer.path.is_none(), "a second offer was accepted");
        self.sharer.path = Some((guest, path));
        let id = self.directs.iter().position(|direct| direct.offer == sdp);
        let Some(id) = id else {
            // A viewer that knows the code may send an invalid offer; no other viewer may send any.
            let proven = self.plan.hostile > 0 && sdp.starts_with("hostile");
            assert!(proven, "an offer that no viewer made was accepted: {sdp}");
            return;
        };
        assert!(self.sharer.direct.is_none(), "a second offer was accepted");
        self.sharer.direct = Some(id);
        let wait = self.chance.between(1, 100);
        self.net.later(Link::Here, Packet::Answered(id), wait, self.now);
        for _ in 0..self.chance.below(4) {
            let wait = self.chance.between(1, 300);
            self.net.later(Link::Here, Packet::Candidate(id, Side::Sharer), wait, self.now);
        }
    }

    pub(super) fn on_answered(&mut self, id: usize) {
        if self.sharer.direct != Some(id) {
            return;
        }
        let sdp = format!("v=0 answer to {id} {CANARY}");
        self.directs[id].answer = Some(sdp.clone());
        self.on_sharer_path(TransportInput::Answer { sdp });
    }

    pub(super) fn on_candidate(&mut self, id: usize, side: Side) {
        let candidate = format!("candidate: {CANARY} {id}");
        match side {
            Side::Sharer if self.sharer.direct == Some(id) => {
                let (mid, line) = (Some("0".to_owned()), Some(0));
                let input = TransportInput::Candidate { candidate, mid, line };
                self.on_sharer_path(input);
            }
            Side::Viewer if self.is_current(id) => {
                let candidate = state::Candidate { candidate, mid: None, line: Some(0) };
                self.on_path(id, PathInput::Candidate(candidate));
            }
            Side::Sharer | Side::Viewer => {}
        }
    }

    /// A viewer takes an answer: it must be the one that the sharer gave to its own offer.
    pub(super) fn set_answer(&mut self, n: usize, sdp: &str) {
        let Some(id) = self.viewers[n].direct else {
            return;
        };
        let given = self.directs[id].answer.as_deref();
        assert_eq!(given, Some(sdp), "viewer {n} took an answer that was not given to it");
        for side in [Side::Sharer, Side::Viewer] {
            let wait = self.chance.between(20, 600);
            self.net.later(Link::Here, Packet::Up(id, side), wait, self.now);
        }
    }

    pub(super) fn on_up(&mut self, id: usize, side: Side) {
        if self.directs[id].dead {
            return;
        }
        self.directs[id].up[usize::from(side == Side::Viewer)] = true;
        match side {
            Side::Sharer if self.sharer.direct == Some(id) => {
                self.on_sharer_path(TransportInput::Up);
            }
            Side::Viewer if self.is_current(id) => {
                let n = self.directs[id].viewer;
                match &mut self.viewers[n].helper {
                    Helper::Honest(_) => self.on_path(id, PathInput::Up),
                    Helper::Hostile(hostile) => {
                        hostile.up();
                        self.obey_hostile(n);
                    }
                }
            }
            Side::Sharer | Side::Viewer => {}
        }
        let early = std::mem::take(&mut self.directs[id].early);
        let (now, later): (Vec<_>, Vec<_>) = early.into_iter().partition(|(to, ..)| *to == side);
        self.directs[id].early = later;
        for (to, channel, bytes) in now {
            self.on_direct(id, to, channel, bytes);
        }
    }

    pub(super) fn tell_viewer(&mut self, text: String) {
        if let Some(id) = self.sharer.direct {
            self.transmit(id, Side::Viewer, Channel::Control, text.into_bytes());
        }
    }

    pub(super) fn send_direct(&mut self, n: usize, channel: Channel, bytes: Vec<u8>) {
        if let Some(id) = self.viewers[n].direct {
            self.transmit(id, Side::Sharer, channel, bytes);
        }
    }

    fn transmit(&mut self, id: usize, to: Side, channel: Channel, bytes: Vec<u8>) {
        let from = to.other();
        if self.directs[id].dead || !self.directs[id].up[usize::from(from == Side::Viewer)] {
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
        if !self.directs[id].up[usize::from(to == Side::Viewer)] {
            self.directs[id].early.push((to, channel, bytes));
            return;
        }
        match to {
            Side::Sharer if self.sharer.direct == Some(id) => {
                self.on_sharer_path(TransportInput::Message { channel, bytes });
            }
            Side::Viewer if self.is_current(id) => {
                let n = self.directs[id].viewer;
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
                            | Channel::Video => PeerMessage::Bytes(bytes),
                        };
                        self.viewer(n, state::Input::Peer(channel, message));
                    }
                    Helper::Hostile(hostile) => {
                        hostile.told(&text);
                        self.obey_hostile(n);
                    }
                }
            }
            Side::Sharer | Side::Viewer => {}
        }
    }

    /// A side closes. What it said before still leaves; sometimes the closing itself is lost.
    pub(super) fn hang_up(&mut self, id: usize, side: Side) {
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
            Side::Sharer if self.sharer.direct == Some(id) => {
                self.on_sharer_path(TransportInput::Down);
            }
            Side::Viewer if self.is_current(id) => {
                let n = self.directs[id].viewer;
                if let Helper::Honest(_) = self.viewers[n].helper {
                    self.on_path(id, PathInput::Down);
                }
            }
            Side::Sharer | Side::Viewer => {}
        }
    }
}

//! The ends of lanes: what the shells of both sides do with a connection to the server's lane.

use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::network::LaneToken;
use session::{GuestId, PathId};
use viewer::state::PathInput;

use super::connection::{LaneEnd, Owner, Way};
use super::{Event, Helper, Link, Packet, Promise, TransportInput, World, state};
use crate::lanes::{Frame, Told};

impl World {
    pub(super) fn open_sharer_lane(
        &mut self,
        guest: GuestId,
        path: PathId,
        token: LaneToken,
        secret: LaneSecret,
    ) {
        let id = self.open_lane(Owner::Sharer(guest, path), token, Some(secret));
        let before = self.sharer.paths.insert((guest, path), Way::Lane(id));
        assert!(before.is_none(), "path {path:?} is opened twice");
        self.check_sharer_paths();
    }

    pub(super) fn open_viewer_lane(&mut self, n: usize, path: PathId, token: LaneToken) {
        let id = self.open_lane(Owner::Viewer(n, path), token, None);
        let before = self.viewers[n].paths.insert(path, Way::Lane(id));
        let is_hostile = matches!(self.viewers[n].helper, Helper::Hostile(_));
        assert!(before.is_none() || is_hostile, "viewer {n} opens {path:?} twice");
    }

    /// The viewer has the secret of a lane that it opened before.
    pub(super) fn greet_on_lane(&mut self, n: usize, path: PathId, secret: LaneSecret) {
        let Some(Way::Lane(id)) = self.viewers[n].paths.get(&path).copied() else { return };
        let Some(end) = self.lanes.get_mut(&id) else { return };
        end.secret = Some(secret.clone());
        let early = end.early.take();
        if end.is_paired {
            self.say_on_lane(id, Frame::Hello { key: secret, from: id });
        }
        if let Some(early) = early {
            self.on_lane_told(id, Told::Frame(early));
        }
    }

    fn open_lane(&mut self, owner: Owner, token: LaneToken, secret: Option<LaneSecret>) -> u64 {
        self.connected += 1;
        let id = self.connected;
        self.connections.insert(id, owner.who());
        let (is_paired, early, other, sent, received) = (false, None, None, 0, 0);
        let end = LaneEnd { owner, token, secret, is_paired, early, other, sent, received };
        self.lanes.insert(id, end);
        // TCP, TLS and the upgrade.
        let wait = self.chance.between(5, 200);
        self.net.later(Link::Here, Packet::LaneOpened(id), wait, self.now);
        id
    }

    pub(super) fn on_lane_opened(&mut self, id: u64) {
        if let Some(end) = self.lanes.get(&id) {
            let packet = Packet::LaneToken(id, end.token);
            self.net.send(Link::Up(id), Promise::Stream, packet, self.now);
        }
    }

    fn say_on_lane(&mut self, id: u64, frame: Frame) {
        let packet = Packet::LaneFrame(id, frame);
        self.net.send(Link::Up(id), Promise::Stream, packet, self.now);
    }

    pub(super) fn on_lane_told(&mut self, id: u64, told: Told) {
        let Some(end) = self.lanes.get_mut(&id) else { return };
        match told {
            Told::Paired if !end.is_paired || end.secret.is_none() => {
                (end.is_paired, end.early) = (true, None);
                if let Some(key) = end.secret.clone() {
                    self.say_on_lane(id, Frame::Hello { key, from: id });
                }
            }
            // One path is one pairing: nothing can be told of what the other end has received.
            Told::Paired | Told::Closed => self.lose_lane(id),
            Told::Frame(hello @ Frame::Hello { .. }) if end.secret.is_none() => {
                end.early = Some(hello);
            }
            Told::Frame(Frame::Hello { key, from }) => {
                let is_right = end.is_paired && Some(key) == end.secret && from != id;
                if !is_right || end.other.is_some() {
                    return self.lose_lane(id);
                }
                end.other = Some(from);
                match end.owner {
                    Owner::Sharer(guest, path) => {
                        self.event(Event::PathUp { guest, path, address: None });
                    }
                    Owner::Viewer(n, path) => self.tell_viewer_path(n, path, PathInput::Up),
                }
            }
            Told::Frame(Frame::Record { key, from, to, count, channel, bytes }) => {
                let is_right = Some(key) == end.secret
                    && to == id
                    && end.other == Some(from)
                    && count == end.received + 1;
                if !is_right {
                    return self.lose_lane(id);
                }
                end.received += 1;
                match end.owner {
                    Owner::Sharer(guest, path) => {
                        let input = TransportInput::Message { channel, bytes };
                        self.event(Event::Transport { guest, path, input });
                    }
                    Owner::Viewer(n, path) => self.on_peer_message(n, path, channel, bytes),
                }
            }
        }
    }

    /// A lane brings what it should not, or has closed.
    fn lose_lane(&mut self, id: u64) {
        let Some(end) = self.close_lane(id) else { return };
        match end.owner {
            Owner::Sharer(guest, path) => {
                self.event(Event::Transport { guest, path, input: TransportInput::Down });
            }
            Owner::Viewer(n, path) => self.tell_viewer_path(n, path, PathInput::Failed),
        }
    }

    /// An end closes its connection, behind what it said.
    pub(super) fn close_lane(&mut self, id: u64) -> Option<LaneEnd> {
        let end = self.lanes.remove(&id)?;
        self.net.send(Link::Up(id), Promise::Stream, Packet::LaneLeft(id), self.now);
        Some(end)
    }

    pub(super) fn send_on_lane(&mut self, id: u64, channel: Channel, bytes: Vec<u8>) {
        let Some(end) = self.lanes.get_mut(&id) else { return };
        let (Some(to), Some(key)) = (end.other, end.secret.clone()) else { return };
        end.sent += 1;
        let count = end.sent;
        self.say_on_lane(id, Frame::Record { key, from: id, to, count, channel, bytes });
    }

    /// A viewer's shell reports something of a path.
    pub(super) fn tell_viewer_path(&mut self, n: usize, path: PathId, input: PathInput) {
        match &mut self.viewers[n].helper {
            Helper::Honest(_) => self.viewer(n, state::Input::Path(path, input)),
            Helper::Hostile(hostile) => {
                match input {
                    PathInput::Up => hostile.up(path),
                    PathInput::Offer { sdp } => hostile.offered(path, sdp),
                    PathInput::Down | PathInput::Failed => hostile.down(path),
                    PathInput::Candidate(_) => {}
                }
                self.obey_hostile(n);
            }
        }
    }

    /// The server's lanes break, silently or not.
    pub fn cut_lanes(&mut self, silently: bool) {
        for id in self.lanes.keys().copied().collect::<Vec<_>>() {
            self.net.cut(Link::Up(id));
            self.net.cut(Link::Down(id));
            if !silently {
                self.lane_breaks(id);
            }
        }
    }

    /// Both the server and the end notice that a connection of a lane is gone.
    pub(super) fn lane_breaks(&mut self, id: u64) {
        let (a, b) = (self.chance.between(0, 300), self.chance.between(0, 300));
        self.net.later(Link::Here, Packet::LaneLeft(id), a, self.now);
        self.net.later(Link::Here, Packet::LaneTold(id, Told::Closed), b, self.now);
    }
}

//! A malicious signal server.

use std::collections::{BTreeMap, VecDeque};

use protocol::code::{InvitationCode, Secret, Slot};
use protocol::handshake::{SharerHandshake, ViewerHandshake};
use protocol::hex::Hex;
use protocol::network::{LaneToken, Network};
use protocol::signal::{Body64, ClaimId, FromSignal, Refusal, ToSignal};
use protocol::trust::RendezvousTag;
use protocol::word_list::CodeLanguage;
use rand_core::RngCore as _;

use crate::ends::Who;
use crate::lanes::{Frame, Lanes, Told};
use crate::random::Chance;

/// A signal server in the middle: it drops, repeats, reorders, swaps, reflects and changes what it
/// relays, sends messages of its own, and impersonates each end to the other.
pub struct Mallory {
    chance: Chance,
    /// Of a hundred messages, how many are tampered with.
    malice: u64,
    sharer: Option<u64>,
    viewers: BTreeMap<u64, Who>,
    viewer: Option<u64>,
    slot: Slot,
    claim: ClaimId,
    /// The tags at which the sharer waits.
    places: Vec<RendezvousTag>,
    seen: Vec<Body64>,
    held: Option<(u64, Body64)>,
    replies: VecDeque<(u64, String)>,
    /// The lanes that it grants.
    pub(crate) lanes: Lanes,
    granted: u64,
    /// A message on a lane that is late.
    late: Option<(u64, Frame)>,
    /// Messages on lanes, to be sent again.
    frames: Vec<Frame>,
    /// It tampers no more, and says again what it has said, to both ends.
    repeats: bool,
    /// All that it has said, and to whom.
    said: Vec<(u64, String)>,
}

impl Mallory {
    /// A server with a random rate of tampering. It is low in some runs, so that all steps are reached.
    pub fn new(mut chance: Chance) -> Self {
        let malice = *chance.pick(&[0, 3, 10, 40]);
        Self {
            chance,
            malice,
            sharer: None,
            viewers: BTreeMap::new(),
            viewer: None,
            slot: Slot::try_from(7).unwrap(),
            claim: ClaimId(0),
            places: Vec::new(),
            seen: Vec::new(),
            held: None,
            replies: VecDeque::new(),
            lanes: Lanes::default(),
            granted: 0,
            late: None,
            frames: Vec::new(),
            repeats: false,
            said: Vec::new(),
        }
    }

    /// A server that is honest at first, and repeats an old session later.
    pub fn repeating(chance: Chance) -> Self {
        Self { malice: 0, repeats: true, ..Self::new(chance) }
    }

    /// The next message that it sends, and its connection.
    pub fn poll(&mut self) -> Option<(u64, String)> {
        self.replies.pop_front()
    }

    /// A client connected.
    pub fn connected(&mut self, _id: u64) {}

    /// A client disconnected. The other is not always notified.
    pub fn disconnected(&mut self, id: u64) {
        self.viewers.remove(&id);
        if self.chance.percent(50) {
            let other = if self.sharer == Some(id) { self.viewer } else { self.sharer };
            let claim = self.claim_to(other);
            self.say(other, &FromSignal::PeerGone { claim });
        }
    }

    /// A client sent a message.
    pub fn message(&mut self, id: u64, who: Option<Who>, text: &str) {
        let Ok(message) = ToSignal::decode(text) else {
            return;
        };
        match message {
            ToSignal::Open { lifetime_s, slot, places, .. } => {
                self.sharer = Some(id);
                self.places = places.iter().map(|place| place.tag).collect();
                if let Some(slot) = slot
                    && self.chance.percent(80)
                {
                    self.slot = slot;
                }
                let expires_in_s = if self.mischief() { u32::MAX } else { lifetime_s };
                let opened = FromSignal::Opened { slot: self.slot, expires_in_s };
                self.say(Some(id), &opened);
                if self.mischief() {
                    let slot = Slot::try_from(8).unwrap();
                    self.say(Some(id), &FromSignal::Opened { slot, expires_in_s });
                }
            }
            ToSignal::Claim { body, .. }
            | ToSignal::ClaimAt { body, .. }
            | ToSignal::AwaitAt { body, .. } => {
                self.viewers.extend(who.map(|who| (id, who)));
                self.viewer = Some(id);
                self.seen.push(body.clone());
                let body = self.tamper(body);
                let claim = self.name_claim();
                let [sharer, viewer] = self.networks();
                self.say(Some(id), &FromSignal::ClaimBegun { network: viewer });
                self.say(self.sharer, &FromSignal::Claimed { claim, body, network: sharer });
                if self.mischief() {
                    self.guess(id);
                }
            }
            ToSignal::Relay { body, .. } => self.relay(id, body),
            ToSignal::Revoke {}
            | ToSignal::Verdict { .. }
            | ToSignal::SetPlaces { .. }
            | ToSignal::Watch { .. }
            | ToSignal::QueryWatched { .. } => {
                if self.mischief() {
                    self.act();
                }
            }
        }
    }

    /// What the two ends of a claim may use: with mischief, the lane of somebody else, or none.
    fn networks(&mut self) -> [Network; 2] {
        self.granted += 1;
        let mut token = || {
            let mut bytes = [0; 16];
            self.chance.fill_bytes(&mut bytes);
            LaneToken::new(bytes)
        };
        let tokens = [token(), token()];
        self.lanes.grant(self.granted, tokens);
        let network = |token| Network { ice_servers: Vec::new(), lane: Some(token) };
        match tokens {
            [_, b] if self.mischief() => [network(b), network(b)],
            [a, _] if self.mischief() => [network(a), Network::default()],
            [a, b] => [network(a), network(b)],
        }
    }

    /// An end comes to a lane.
    pub(crate) fn lane_token(&mut self, id: u64, token: LaneToken) {
        self.lanes.sit(id, token);
        if self.mischief() {
            self.act_on_lanes();
        }
    }

    /// An end says something on a lane.
    pub(crate) fn lane_frame(&mut self, id: u64, frame: Frame) {
        if self.frames.len() < 200 {
            self.frames.push(frame.clone());
        }
        let Some(other) = self.lanes.partner(id) else { return };
        // A session has many more of them than of other messages.
        if !self.chance.percent(10) || !self.mischief() {
            self.lanes.tell(other, Told::Frame(frame));
            if let Some((to, late)) = self.late.take() {
                self.lanes.tell(to, Told::Frame(late));
            }
            return;
        }
        match self.chance.below(5) {
            0 => {}
            1 => {
                self.lanes.tell(other, Told::Frame(frame.clone()));
                self.lanes.tell(other, Told::Frame(frame));
            }
            2 => self.late = Some((other, frame)),
            3 => self.lanes.tell(id, Told::Frame(frame)),
            _ => self.act_on_lanes(),
        }
    }

    /// Pairs strangers, says what somebody said before, or closes.
    fn act_on_lanes(&mut self) {
        let seated = self.lanes.seated();
        if seated.is_empty() {
            return;
        }
        let (a, b) = (*self.chance.pick(&seated), *self.chance.pick(&seated));
        match self.chance.below(4) {
            0 => self.lanes.pair(a, b),
            1 if !self.frames.is_empty() => {
                let frame = self.chance.pick(&self.frames).clone();
                self.lanes.tell(a, Told::Frame(frame));
            }
            2 => self.lanes.tell(a, Told::Paired),
            _ => self.lanes.tell(a, Told::Closed),
        }
    }

    /// Says again to both ends what it has said to either.
    fn repeat(&mut self) {
        if self.said.is_empty() {
            return;
        }
        let len = u64::try_from(self.said.len()).unwrap();
        let from = usize::try_from(self.chance.below(len)).unwrap();
        let count = usize::try_from(self.chance.between(1, len)).unwrap();
        let swaps = self.chance.percent(20);
        for (to, text) in self.said[from..].iter().take(count).cloned().collect::<Vec<_>>() {
            // To the same end on whichever connection it has now.
            let to_sharer = Some(to) == self.sharer || !self.viewers.contains_key(&to);
            let to = if to_sharer != swaps { self.sharer } else { self.viewer };
            self.replies.extend(to.map(|to| (to, text)));
        }
    }

    /// Sends a message of its own.
    pub fn act(&mut self) {
        if self.repeats {
            self.act_on_lanes_again();
            return self.repeat();
        }
        if self.mischief() {
            self.act_on_lanes();
        }
        let to = if self.chance.percent(50) { self.sharer } else { self.viewer };
        let expires_in_s = u32::try_from(self.chance.below(5_000)).unwrap();
        let old = |chance: &mut Chance, seen: &[Body64]| {
            if seen.is_empty() {
                Body64::new(chance.bytes(64)).unwrap()
            } else {
                chance.pick(seen).clone()
            }
        };
        let body = old(&mut self.chance, &self.seen);
        let message = match self.chance.below(12) {
            0 => FromSignal::PeerGone { claim: self.claim_to(to) },
            1 => FromSignal::Closing {},
            2 => {
                FromSignal::Claimed { claim: self.name_claim(), body, network: Default::default() }
            }
            3 => FromSignal::Opened { slot: self.slot, expires_in_s },
            4 => {
                let reasons = [
                    Refusal::Taken,
                    Refusal::Burnt,
                    Refusal::Expired,
                    Refusal::Revoked,
                    Refusal::Protocol,
                    Refusal::Version,
                    Refusal::Full,
                ];
                FromSignal::Refused { reason: *self.chance.pick(&reasons) }
            }
            5 => return self.guess_sharer(),
            // False notifications about presence.
            6 => FromSignal::Watched { tags: self.places.clone() },
            7 => {
                let tag = self.places.first().copied().unwrap_or(Hex([0; 16]));
                FromSignal::Waiting { tag, cards: Vec::new() }
            }
            _ => FromSignal::Relay { claim: self.claim_to(to), body },
        };
        self.say(to, &message);
    }

    /// Says on a lane what was said on one before.
    fn act_on_lanes_again(&mut self) {
        let seated = self.lanes.seated();
        if !seated.is_empty() && !self.frames.is_empty() && self.chance.percent(5) {
            let (id, frame) = (*self.chance.pick(&seated), self.chance.pick(&self.frames).clone());
            self.lanes.tell(id, Told::Frame(frame));
        }
    }

    fn mischief(&mut self) -> bool {
        self.chance.percent(self.malice)
    }

    fn relay(&mut self, from: u64, body: Body64) {
        self.seen.push(body.clone());
        let to = if Some(from) == self.sharer { self.viewer } else { self.sharer };
        let Some(to) = to else { return };
        if !self.mischief() {
            self.pass(to, body);
        } else {
            match self.chance.below(6) {
                // Dropped.
                0 => {}
                // Twice.
                1 => {
                    self.pass(to, body.clone());
                    self.pass(to, body);
                }
                // Later than the next.
                2 => self.held = Some((to, body)),
                // Back to where it came from.
                3 => self.pass(from, body),
                // Another one in its place.
                4 => {
                    let body = self.chance.pick(&self.seen).clone();
                    self.pass(to, body);
                }
                _ => {
                    let body = self.tamper(body);
                    self.pass(to, body);
                }
            }
            return;
        }
        if let Some((to, body)) = self.held.take() {
            self.pass(to, body);
        }
    }

    fn tamper(&mut self, body: Body64) -> Body64 {
        if !self.mischief() {
            return body;
        }
        let mut bytes = body.as_bytes().to_vec();
        match self.chance.below(3) {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.push(0),
            _ => {
                let at = usize::try_from(self.chance.below(bytes.len() as u64)).unwrap();
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.chance.below(8);
                }
            }
        }
        Body64::new(bytes).unwrap_or(body)
    }

    /// Sends a relayed body.
    fn pass(&mut self, to: u64, body: Body64) {
        let claim = self.claim_to(Some(to));
        self.say(Some(to), &FromSignal::Relay { claim, body });
    }

    /// How a claim is named to an end: to the sharer, sometimes by another number, or not at all.
    fn claim_to(&mut self, to: Option<u64>) -> Option<ClaimId> {
        let is_sharer = to == self.sharer;
        match (is_sharer, self.mischief()) {
            (true, false) => Some(self.claim),
            (true, true) => {
                self.chance.percent(50).then_some(ClaimId(self.claim.0.wrapping_sub(1)))
            }
            (false, false) => None,
            (false, true) => Some(self.claim),
        }
    }

    /// The identifier of a claim, sometimes a wrong one.
    fn name_claim(&mut self) -> ClaimId {
        if !self.mischief() {
            self.claim.0 += 1;
        }
        self.claim
    }

    fn guessed(&mut self) -> InvitationCode {
        InvitationCode {
            slot: self.slot,
            secret: Secret::generate(CodeLanguage::English, &mut self.chance),
        }
    }

    /// Plays the sharer to a viewer, with a guessed code.
    fn guess(&mut self, viewer: u64) {
        let code = self.guessed();
        let Some(claim) = self.seen.last().cloned() else {
            return;
        };
        if let Ok((_, pake)) = SharerHandshake::answer(&code, claim.as_bytes(), &mut self.chance) {
            let body = Body64::new(pake).unwrap();
            self.pass(viewer, body);
            let mut confirmation = vec![2; 33];
            self.chance.fill_bytes(&mut confirmation[1..]);
            let body = Body64::new(confirmation).unwrap();
            self.pass(viewer, body);
        }
    }

    /// Plays a viewer to the sharer, with a guessed code.
    fn guess_sharer(&mut self) {
        let code = self.guessed();
        let (_, pake) = ViewerHandshake::start(&code, &mut self.chance);
        let body = Body64::new(pake).unwrap();
        let claim = self.name_claim();
        self.say(self.sharer, &FromSignal::Claimed { claim, body, network: Default::default() });
        let mut confirmation = vec![2; 33];
        self.chance.fill_bytes(&mut confirmation[1..]);
        let body = Body64::new(confirmation).unwrap();
        self.say(self.sharer, &FromSignal::Relay { claim: Some(claim), body });
    }

    fn say(&mut self, to: Option<u64>, message: &FromSignal) {
        let Some(to) = to else { return };
        if self.repeats {
            self.said.push((to, message.encode()));
        }
        self.replies.push_back((to, message.encode()));
    }
}

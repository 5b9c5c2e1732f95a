//! The machine: one router, and the ports that are mapped there.

use alloc::collections::{BTreeMap, VecDeque};
use core::net::SocketAddrV4;
use core::num::NonZeroU16;
use core::time::Duration;

use protocol::time::{Tick, earliest};

use crate::epoch::Epoch;
use crate::interface::{
    Family, Granted, Input, NoMapping, Output, PortId, Protocol, Refusal, Route,
};
use crate::{LEASE, LONGEST_LEASE, OFFER_MIN, PORTS, RENEW_MIN, RETRY_MAX, RETRY_MIN, is_public};

/// See the [crate].
#[derive(Debug, Default)]
pub struct Mapper {
    router: Option<Router>,
    ports: BTreeMap<PortId, Port>,
    outputs: VecDeque<Output>,
}

/// What is known of the router.
#[derive(Debug)]
struct Router {
    route: Route,
    pcp: Option<bool>,
    upnp: Option<bool>,
    epoch: Option<Epoch>,
    /// When it is asked again after it has given no port.
    retry: Option<Tick>,
    /// How long it is left alone after the next failure.
    retry_after: Duration,
}

impl Router {
    fn speaks(&mut self, family: Family) -> &mut Option<bool> {
        match family {
            Family::Pcp => &mut self.pcp,
            Family::Upnp => &mut self.upnp,
        }
    }
}

#[derive(Debug)]
struct Port {
    port: NonZeroU16,
    route: Route,
    state: State,
    /// The shell does not need it any more.
    is_closed: bool,
    /// How many of [`Protocol::ALL`] were tried since the last mapping or failure.
    tried: usize,
    /// Why the last of them gave nothing.
    why: Option<NoMapping>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// For what the router speaks, or until it is asked again.
    Waiting,
    /// The router was asked for a port.
    Asking(Protocol),
    /// It has granted one.
    Mapped { mapping: Mapping, renew: Tick },
    /// It was asked once more.
    Renewing(Mapping),
    /// It was told to end the mapping.
    Removing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mapping {
    external: SocketAddrV4,
    /// When the router granted it last.
    granted: Tick,
    expires: Tick,
    protocol: Protocol,
    /// When the shell was told this address last.
    offered: Tick,
}

impl Mapping {
    /// When it is renewed: after half of what is left, and then of what is left then (RFC 6887 §11.2.1). A longer lease
    /// than was asked for makes no difference, so that a restart of the router is noticed.
    fn renew(&self, now: Tick) -> Tick {
        now + (self.expires.since(now).min(LEASE) / 2).max(RENEW_MIN)
    }
}

impl Mapper {
    /// Handles an input. The outputs come from [`Self::poll`].
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Prepare(route) => self.meet(route, now),
            Input::Open { id, port, route } => self.open(id, port, route, now),
            Input::Close(id) => self.close(id, now),
            Input::Heard { route, family, speaks } => {
                let Some(router) = self.router.as_mut().filter(|router| router.route == route)
                else {
                    return;
                };
                *router.speaks(family) = Some(speaks);
                self.advance_all(now);
            }
            Input::Answered { id, result } => self.on_answer(id, result, now),
            Input::Removed(id) => self.on_removed(id, now),
            Input::Tick => self.tick(now),
        }
    }

    /// The next output.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Input::Tick`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        let renewals = self.ports.values().filter_map(|port| match port.state {
            State::Mapped { renew, .. } => Some(renew),
            State::Waiting | State::Asking(_) | State::Renewing(_) | State::Removing => None,
        });
        let router = self.router.as_ref();
        let retry = router.filter(|router| self.waits_for(router)).and_then(|router| router.retry);
        earliest(retry, renewals.min())
    }

    /// Whether a port is to be mapped there.
    fn waits_for(&self, router: &Router) -> bool {
        let waits = |port: &Port| port.state == State::Waiting && port.route == router.route;
        self.ports.values().any(waits)
    }

    /// Whether the router has nothing of ours, and no request is in flight that may change that.
    pub fn is_idle(&self) -> bool {
        self.ports.is_empty()
    }

    /// Looks at the router, and finds out what it speaks if it is another one or was left alone long enough.
    fn meet(&mut self, route: Route, now: Tick) {
        let retry_after = match &self.router {
            Some(router) if router.route == route => {
                if router.retry.is_none_or(|retry| now < retry) {
                    return;
                }
                router.retry_after
            }
            Some(_) | None => RETRY_MIN,
        };
        let epoch = self.router.take().filter(|router| router.route == route);
        let epoch = epoch.and_then(|router| router.epoch);
        let (pcp, upnp, retry) = (None, None, None);
        self.router = Some(Router { route, pcp, upnp, epoch, retry, retry_after });
        for port in self.ports.values_mut().filter(|port| port.state == State::Waiting) {
            port.tried = 0;
        }
        for family in [Family::Pcp, Family::Upnp] {
            self.outputs.push_back(Output::Probe { route, family });
        }
    }

    fn open(&mut self, id: PortId, port: NonZeroU16, route: Option<Route>, now: Tick) {
        let refused = match route {
            None => Err(NoMapping::NoRouter),
            Some(_) if self.ports.len() >= PORTS => Err(NoMapping::TooMany),
            Some(route) => Ok(route),
        };
        let route = match refused {
            Ok(route) => route,
            Err(why) => {
                self.outputs.extend([Output::NotMapped { id, why }, Output::Ended(id)]);
                return;
            }
        };
        self.meet(route, now);
        let state = State::Waiting;
        let (is_closed, tried, why) = (false, 0, None);
        self.ports.insert(id, Port { port, route, state, is_closed, tried, why });
        self.advance(id, now);
    }

    fn close(&mut self, id: PortId, now: Tick) {
        let Some(port) = self.ports.get_mut(&id) else { return };
        port.is_closed = true;
        match port.state {
            State::Waiting => self.end(id, now),
            State::Mapped { .. } => self.remove(id),
            // What is in flight may map it: its answer comes first.
            State::Asking(_) | State::Renewing(_) | State::Removing => {}
        }
    }

    fn end(&mut self, id: PortId, now: Tick) {
        self.ports.remove(&id);
        self.outputs.push_back(Output::Ended(id));
        // Another one may have the same local port.
        self.advance_all(now);
    }

    fn remove(&mut self, id: PortId) {
        let Some(port) = self.ports.get_mut(&id) else { return };
        port.state = State::Removing;
        self.outputs.push_back(Output::Remove(id));
    }

    fn advance_all(&mut self, now: Tick) {
        let ids: alloc::vec::Vec<_> = self.ports.keys().copied().collect();
        for id in ids {
            self.advance(id, now);
        }
    }

    /// Asks by the next protocol for a port that waits, if it is known which one the router speaks.
    fn advance(&mut self, id: PortId, now: Tick) {
        if self.is_in_use_before(id) {
            return;
        }
        let Some(port) = self.ports.get_mut(&id) else { return };
        if port.state != State::Waiting {
            return;
        }
        // The computer is in another network now: this port is closed soon.
        let Some(router) = self.router.as_mut().filter(|router| router.route == port.route) else {
            return;
        };
        if router.retry.is_some() {
            return;
        }
        while let Some(protocol) = Protocol::ALL.get(port.tried).copied() {
            match *router.speaks(protocol.family()) {
                None => return,
                Some(false) => port.tried += 1,
                Some(true) => {
                    port.state = State::Asking(protocol);
                    let (port, route) = (port.port, port.route);
                    self.outputs.push_back(Output::Ask { id, port, route, protocol });
                    return;
                }
            }
        }
        port.tried = 0;
        let why = port.why.take().unwrap_or(NoMapping::Silent);
        router.retry = Some(now + router.retry_after);
        router.retry_after = (router.retry_after * 2).min(RETRY_MAX);
        self.outputs.push_back(Output::NotMapped { id, why });
    }

    /// Whether the same local port was opened before and is not given back yet. Its removal would end the new mapping,
    /// too: NAT-PMP names a mapping by its local port alone.
    fn is_in_use_before(&self, id: PortId) -> bool {
        let Some(port) = self.ports.get(&id) else { return false };
        let mut earlier = self.ports.range(..id);
        earlier.any(|(_, other)| other.port == port.port && other.route == port.route)
    }

    fn on_answer(&mut self, id: PortId, result: Result<Granted, Refusal>, now: Tick) {
        let Some(port) = self.ports.get(&id) else { return };
        let (protocol, before) = match port.state {
            State::Asking(protocol) => (protocol, None),
            State::Renewing(mapping) => (mapping.protocol, Some(mapping)),
            State::Waiting | State::Mapped { .. } | State::Removing => return,
        };
        match (result, before) {
            (Ok(granted), _) => self.on_granted(id, protocol, granted, now),
            (Err(_), Some(mapping)) => self.on_not_renewed(id, mapping, now),
            (Err(refusal), None) => {
                let why = match refusal {
                    Refusal::Silent => Some(NoMapping::Silent),
                    Refusal::OtherProtocol => None,
                    Refusal::Refused => Some(NoMapping::Refused),
                    Refusal::NotLeased => Some(NoMapping::NotLeased),
                };
                self.on_refused(id, why, now);
            }
        }
    }

    /// One protocol gave nothing.
    fn on_refused(&mut self, id: PortId, why: Option<NoMapping>, now: Tick) {
        let Some(port) = self.ports.get_mut(&id) else { return };
        if port.is_closed {
            self.end(id, now);
            return;
        }
        port.state = State::Waiting;
        port.tried += 1;
        port.why = why.or(port.why);
        self.advance(id, now);
    }

    fn on_granted(&mut self, id: PortId, protocol: Protocol, granted: Granted, now: Tick) {
        let Granted { external, lease, epoch } = granted;
        let has_restarted = self.on_epoch(id, epoch, now);
        let Some(port) = self.ports.get_mut(&id) else { return };
        if lease.is_zero() {
            self.on_refused(id, Some(NoMapping::Refused), now);
            return;
        }
        let fault = if lease > LONGEST_LEASE {
            Some(NoMapping::NotLeased)
        } else {
            (!is_public(*external.ip())).then_some(NoMapping::NotPublic(*external.ip()))
        };
        if port.is_closed || fault.is_some() {
            port.why = fault;
            // What is behind the router is the same by every protocol.
            let is_hopeless = matches!(fault, Some(NoMapping::NotPublic(_)));
            port.tried = if is_hopeless { Protocol::ALL.len() } else { port.tried + 1 };
            self.remove(id);
            return;
        }
        let before = match port.state {
            State::Renewing(mapping) => Some(mapping).filter(|before| before.external == external),
            State::Waiting | State::Asking(_) | State::Mapped { .. } | State::Removing => None,
        };
        // After a restart the address is offered again, but not each time a router says so whose clock is wrong.
        let known = before.map(|before| before.offered);
        let known = known.filter(|offered| !has_restarted || now < *offered + OFFER_MIN);
        let (expires, offered) = (now + lease, known.unwrap_or(now));
        let mapping = Mapping { external, granted: now, expires, protocol, offered };
        port.state = State::Mapped { mapping, renew: mapping.renew(now) };
        (port.tried, port.why) = (0, None);
        if let Some(router) = self.router.as_mut().filter(|router| router.route == port.route) {
            router.retry_after = RETRY_MIN;
        }
        if known.is_none() {
            self.outputs.push_back(Output::Mapped { id, external });
        }
    }

    /// Compares the router's clock with that of its last answer. After a restart the other mappings are lost: they
    /// are asked for at once, but no sooner than [`RENEW_MIN`] after the last time. Returns whether it has restarted.
    fn on_epoch(&mut self, id: PortId, epoch: Option<u32>, now: Tick) -> bool {
        let Some(route) = self.ports.get(&id).map(|port| port.route) else { return false };
        let Some(router) = self.router.as_mut().filter(|router| router.route == route) else {
            return false;
        };
        let Some(epoch) = epoch.map(|seconds| Epoch::new(seconds, now)) else { return false };
        let before = router.epoch.replace(epoch);
        let has_restarted = before.is_some_and(|before| before.has_restarted(epoch));
        if has_restarted {
            for (other, port) in &mut self.ports {
                if let State::Mapped { mapping, renew } = &mut port.state
                    && *other != id
                    && port.route == route
                {
                    *renew = (*renew).min(now.max(mapping.granted + RENEW_MIN));
                }
            }
        }
        has_restarted
    }

    /// The mapping holds until its lease ends. After that it is asked for as if there was none.
    fn on_not_renewed(&mut self, id: PortId, mapping: Mapping, now: Tick) {
        let Some(port) = self.ports.get_mut(&id) else { return };
        let renew = mapping.renew(now);
        if port.is_closed {
            self.remove(id);
        } else if renew < mapping.expires {
            port.state = State::Mapped { mapping, renew };
        } else {
            port.state = State::Waiting;
            self.advance(id, now);
        }
    }

    fn on_removed(&mut self, id: PortId, now: Tick) {
        let Some(port) = self.ports.get_mut(&id) else { return };
        if port.state != State::Removing {
            return;
        }
        if port.is_closed {
            self.end(id, now);
        } else {
            port.state = State::Waiting;
            self.advance(id, now);
        }
    }

    fn tick(&mut self, now: Tick) {
        for (id, port) in &mut self.ports {
            if let State::Mapped { mapping, renew } = port.state
                && renew <= now
            {
                port.state = State::Renewing(mapping);
                self.outputs.push_back(Output::Renew(*id));
            }
        }
        let Some(router) = &self.router else { return };
        if router.retry.is_some_and(|retry| retry <= now) && self.waits_for(router) {
            self.meet(router.route, now);
        }
    }
}

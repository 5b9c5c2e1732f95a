//! One machine: this input, exactly these outputs; and whatever happens, nothing is left at the router.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec;
use alloc::vec::Vec;
use core::net::{Ipv4Addr, SocketAddrV4};
use core::num::NonZeroU16;
use core::time::Duration;

use proptest::prelude::*;
use protocol::time::Tick;

use crate::*;

const HOME: Route =
    Route { gateway: Ipv4Addr::new(192, 168, 1, 1), local: Ipv4Addr::new(192, 168, 1, 7) };
const ELSEWHERE: Route =
    Route { gateway: Ipv4Addr::new(10, 0, 0, 1), local: Ipv4Addr::new(10, 0, 0, 7) };
const OUTSIDE: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::new(5, 1, 1, 2), 40_000);
const FIRST: PortId = PortId(1);
const SECOND: PortId = PortId(2);

/// A machine and the time.
#[derive(Default)]
struct Test {
    mapper: Mapper,
    now: Tick,
}

impl Test {
    /// A machine that knows what the router speaks.
    fn speaking(pcp: bool, upnp: bool) -> Self {
        let mut test = Self::default();
        test.gives(Input::Prepare(HOME));
        test.hears(pcp, upnp);
        test
    }

    fn gives(&mut self, input: Input) -> Vec<Output> {
        self.mapper.handle(input, self.now);
        core::iter::from_fn(|| self.mapper.poll()).collect()
    }

    fn hears(&mut self, pcp: bool, upnp: bool) -> Vec<Output> {
        let mut outputs = self.gives(heard(Family::Pcp, pcp));
        outputs.extend(self.gives(heard(Family::Upnp, upnp)));
        outputs
    }

    fn opens(&mut self, id: PortId) -> Vec<Output> {
        self.gives(open(id, HOME))
    }

    fn answers(&mut self, id: PortId, result: Result<Granted, Refusal>) -> Vec<Output> {
        self.gives(Input::Answered { id, result })
    }

    fn passes(&mut self, time: Duration) -> Vec<Output> {
        self.now = self.now + time;
        self.gives(Input::Tick)
    }

    /// How long it is until the machine wants to be called.
    fn until_deadline(&self) -> Duration {
        self.mapper.deadline().expect("a deadline").since(self.now)
    }
}

/// Each has a local port of its own.
fn open(id: PortId, route: Route) -> Input {
    Input::Open { id, port: local(id), route: Some(route) }
}

fn local(id: PortId) -> NonZeroU16 {
    NonZeroU16::new(50_000 + u16::try_from(id.0).unwrap()).unwrap()
}

fn heard(family: Family, speaks: bool) -> Input {
    Input::Heard { route: HOME, family, speaks }
}

fn ask(id: PortId, protocol: Protocol) -> Output {
    Output::Ask { id, port: local(id), route: HOME, protocol }
}

fn granted() -> Granted {
    Granted { external: OUTSIDE, lease: LEASE, epoch: None }
}

fn at(epoch: u32) -> Granted {
    Granted { epoch: Some(epoch), ..granted() }
}

const MAPPED: Output = Output::Mapped { id: FIRST, external: OUTSIDE };

#[test]
fn what_the_router_speaks_is_found_out_before_a_port_is_wanted() {
    let mut test = Test::default();
    let [pcp, upnp] =
        [Family::Pcp, Family::Upnp].map(|family| Output::Probe { route: HOME, family });
    assert_eq!(test.gives(Input::Prepare(HOME)), [pcp, upnp]);
    assert_eq!(test.opens(FIRST), [], "it waits for what is heard");
    assert_eq!(test.gives(heard(Family::Upnp, true)), [], "PCP is preferred");
    assert_eq!(test.gives(heard(Family::Pcp, true)), [ask(FIRST, Protocol::Pcp)]);
    assert_eq!(test.opens(SECOND), [ask(SECOND, Protocol::Pcp)], "it is known by now");
}

#[test]
fn each_protocol_is_tried_until_one_grants_a_port() {
    let mut test = Test::speaking(true, true);
    assert_eq!(test.opens(FIRST), [ask(FIRST, Protocol::Pcp)]);
    let next = test.answers(FIRST, Err(Refusal::OtherProtocol));
    assert_eq!(next, [ask(FIRST, Protocol::NatPmp)]);
    assert_eq!(test.answers(FIRST, Err(Refusal::Refused)), [ask(FIRST, Protocol::Upnp)]);
    assert_eq!(test.answers(FIRST, Ok(granted())), [MAPPED]);

    let mut test = Test::speaking(false, true);
    assert_eq!(test.opens(FIRST), [ask(FIRST, Protocol::Upnp)]);
}

#[test]
fn a_router_that_gives_no_port_is_left_alone_for_longer_each_time() {
    let mut test = Test::speaking(false, false);
    let why = NoMapping::Silent;
    assert_eq!(test.opens(FIRST), [Output::NotMapped { id: FIRST, why }]);
    let mut expected = RETRY_MIN;
    for _ in 0..8 {
        assert_eq!(test.until_deadline(), expected);
        assert_eq!(test.passes(expected - Duration::from_secs(1)), []);
        assert_eq!(test.opens(SECOND), [], "another port does not make it be asked sooner");
        assert_eq!(test.gives(Input::Close(SECOND)), [Output::Ended(SECOND)]);
        assert_eq!(test.passes(Duration::from_secs(1)).len(), 2, "probes");
        assert_eq!(test.hears(false, false), [Output::NotMapped { id: FIRST, why }]);
        expected = (expected * 2).min(RETRY_MAX);
    }
    test.passes(expected);
    assert_eq!(test.hears(true, false), [ask(FIRST, Protocol::Pcp)]);
    test.answers(FIRST, Ok(granted()));
    test.gives(Input::Close(FIRST));
    assert_eq!(test.gives(Input::Removed(FIRST)), [Output::Ended(FIRST)]);
    assert_eq!(test.mapper.deadline(), None, "without a port it is never asked");
}

#[test]
fn a_mapping_is_renewed_at_half_of_its_lease_and_at_half_of_what_is_left() {
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    test.answers(FIRST, Ok(granted()));
    assert_eq!(test.until_deadline(), LEASE / 2);
    assert_eq!(test.passes(LEASE / 2), [Output::Renew(FIRST)]);
    assert_eq!(test.answers(FIRST, Err(Refusal::Silent)), []);
    assert_eq!(test.until_deadline(), LEASE / 4);
    assert_eq!(test.passes(LEASE / 4), [Output::Renew(FIRST)]);
    assert_eq!(test.answers(FIRST, Ok(granted())), [], "nothing new");
    assert_eq!(test.until_deadline(), LEASE / 2);
    // A lease that ends is asked for anew.
    let mut outputs = Vec::new();
    for _ in 0..20 {
        outputs = test.passes(test.until_deadline());
        if outputs == [Output::Renew(FIRST)] {
            outputs = test.answers(FIRST, Err(Refusal::Silent));
        }
        if !outputs.is_empty() {
            break;
        }
    }
    assert_eq!(outputs, [ask(FIRST, Protocol::Pcp)]);
}

#[test]
fn a_mapping_is_removed_when_its_port_is_closed_also_while_a_request_is_in_flight() {
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    test.answers(FIRST, Ok(granted()));
    assert_eq!(test.gives(Input::Close(FIRST)), [Output::Remove(FIRST)]);
    assert!(!test.mapper.is_idle());
    assert_eq!(test.gives(Input::Removed(FIRST)), [Output::Ended(FIRST)]);
    assert!(test.mapper.is_idle());

    test.opens(SECOND);
    assert_eq!(test.gives(Input::Close(SECOND)), [], "the answer may grant it yet");
    assert_eq!(test.answers(SECOND, Ok(granted())), [Output::Remove(SECOND)]);
    assert_eq!(test.gives(Input::Removed(SECOND)), [Output::Ended(SECOND)]);

    test.opens(PortId(3));
    test.gives(Input::Close(PortId(3)));
    assert_eq!(test.answers(PortId(3), Err(Refusal::Silent)), [Output::Ended(PortId(3))]);

    test.opens(PortId(4));
    test.answers(PortId(4), Ok(granted()));
    test.passes(LEASE / 2);
    assert_eq!(test.gives(Input::Close(PortId(4))), []);
    let removed = test.answers(PortId(4), Err(Refusal::Silent));
    assert_eq!(removed, [Output::Remove(PortId(4))], "it may hold all the same");
}

#[test]
fn an_external_address_behind_another_nat_is_given_back_and_not_offered() {
    for hidden in [Ipv4Addr::new(100, 64, 1, 2), Ipv4Addr::new(192, 168, 0, 2)] {
        let mut test = Test::speaking(true, true);
        test.opens(FIRST);
        let external = SocketAddrV4::new(hidden, 40_000);
        let given = test.answers(FIRST, Ok(Granted { external, ..granted() }));
        assert_eq!(given, [Output::Remove(FIRST)]);
        let why = NoMapping::NotPublic(hidden);
        let ended = test.gives(Input::Removed(FIRST));
        assert_eq!(ended, [Output::NotMapped { id: FIRST, why }], "UPnP is not tried");
    }
}

#[test]
fn a_router_that_never_ends_a_mapping_gives_none() {
    let mut test = Test::speaking(true, true);
    test.opens(FIRST);
    let lease = LONGEST_LEASE + Duration::from_secs(1);
    let given = test.answers(FIRST, Ok(Granted { lease, ..granted() }));
    assert_eq!(given, [Output::Remove(FIRST)]);
    assert_eq!(test.gives(Input::Removed(FIRST)), [ask(FIRST, Protocol::NatPmp)]);
    test.answers(FIRST, Err(Refusal::OtherProtocol));
    let why = NoMapping::NotLeased;
    let given = test.answers(FIRST, Err(Refusal::NotLeased));
    assert_eq!(given, [Output::NotMapped { id: FIRST, why }]);
    // Nor does a lease of no time at all.
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    let given = test.answers(FIRST, Ok(Granted { lease: Duration::ZERO, ..granted() }));
    assert_eq!(given, [ask(FIRST, Protocol::NatPmp)]);
}

#[test]
fn after_a_restart_of_the_router_all_its_mappings_are_asked_for_at_once() {
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    test.answers(FIRST, Ok(at(5_000)));
    test.passes(LEASE / 4);
    test.opens(SECOND);
    test.answers(SECOND, Ok(at(5_300)));
    assert_eq!(test.passes(LEASE / 4), [Output::Renew(FIRST)]);
    assert_eq!(test.answers(FIRST, Ok(at(20))), [MAPPED], "offered once more");
    assert_eq!(test.until_deadline(), Duration::ZERO);
    assert_eq!(test.passes(Duration::ZERO), [Output::Renew(SECOND)]);
    test.answers(SECOND, Ok(at(20)));
    assert_eq!(test.until_deadline(), LEASE / 2);
}

#[test]
fn another_external_address_is_offered_too() {
    let mut test = Test::speaking(false, true);
    test.opens(FIRST);
    test.answers(FIRST, Ok(granted()));
    test.passes(LEASE / 2);
    let external = SocketAddrV4::new(Ipv4Addr::new(5, 1, 1, 9), 40_001);
    let given = test.answers(FIRST, Ok(Granted { external, ..granted() }));
    assert_eq!(given, [Output::Mapped { id: FIRST, external }]);
}

#[test]
fn another_network_has_another_router_which_is_not_judged_by_the_first() {
    let mut test = Test::speaking(false, false);
    test.opens(FIRST);
    let outputs = test.gives(open(SECOND, ELSEWHERE));
    assert_eq!(outputs.len(), 2, "it is probed at once: {outputs:?}");
    assert_eq!(test.hears(true, true), [], "the answers of the first come too late");
    assert_eq!(test.mapper.deadline(), None, "the first port can only be closed");
    let input = Input::Heard { route: ELSEWHERE, family: Family::Pcp, speaks: true };
    let protocol = Protocol::Pcp;
    let expected = Output::Ask { id: SECOND, port: local(SECOND), route: ELSEWHERE, protocol };
    assert_eq!(test.gives(input), [expected]);
}

#[test]
fn without_a_router_and_beyond_the_bound_there_is_no_mapping() {
    let mut test = Test::default();
    let why = NoMapping::NoRouter;
    let input = Input::Open { id: FIRST, port: local(FIRST), route: None };
    let expected = [Output::NotMapped { id: FIRST, why }, Output::Ended(FIRST)];
    assert_eq!(test.gives(input), expected);
    let mut test = Test::speaking(true, false);
    for id in 0..PORTS {
        assert_eq!(test.opens(PortId(10 + u32::try_from(id).unwrap())).len(), 1);
    }
    let why = NoMapping::TooMany;
    let expected = [Output::NotMapped { id: FIRST, why }, Output::Ended(FIRST)];
    assert_eq!(test.opens(FIRST), expected);
}

/// As it happens where only one port may be used: the old path is closed as the new one is opened.
#[test]
fn a_local_port_is_mapped_anew_only_after_its_old_mapping_was_removed() {
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    test.answers(FIRST, Ok(granted()));
    let again = Input::Open { id: SECOND, port: local(FIRST), route: Some(HOME) };
    assert_eq!(test.gives(again), []);
    assert_eq!(test.gives(Input::Close(FIRST)), [Output::Remove(FIRST)]);
    let (port, route, protocol) = (local(FIRST), HOME, Protocol::Pcp);
    let expected = [Output::Ended(FIRST), Output::Ask { id: SECOND, port, route, protocol }];
    assert_eq!(test.gives(Input::Removed(FIRST)), expected);
}

/// What the shell may do next.
#[derive(Clone, Copy, Debug)]
enum Step {
    Open { is_home: bool },
    Close(u8),
    Hear(Family, bool),
    Answer(u8, Reply),
    Removed(u8),
    Pass(u16),
}

#[derive(Clone, Copy, Debug)]
enum Reply {
    Granted { lease_s: u32, epoch: u32, address: u8 },
    Refused(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let reply = prop_oneof![
        3 => (0u32..200_000, any::<u32>(), any::<u8>())
            .prop_map(|(lease_s, epoch, address)| Reply::Granted { lease_s, epoch, address }),
        1 => any::<u8>().prop_map(Reply::Refused),
    ];
    let family = prop_oneof![Just(Family::Pcp), Just(Family::Upnp)];
    prop_oneof![
        any::<bool>().prop_map(|is_home| Step::Open { is_home }),
        any::<u8>().prop_map(Step::Close),
        (family, any::<bool>()).prop_map(|(family, speaks)| Step::Hear(family, speaks)),
        (any::<u8>(), reply).prop_map(|(which, reply)| Step::Answer(which, reply)),
        any::<u8>().prop_map(Step::Removed),
        any::<u16>().prop_map(Step::Pass),
    ]
}

/// The shell and the router, as the machine may believe them to be.
#[derive(Default)]
struct Model {
    open: Vec<PortId>,
    asked: BTreeSet<PortId>,
    removing: BTreeSet<PortId>,
    /// What the router has granted and was not told to end, with the end of its lease.
    held: BTreeMap<PortId, Tick>,
    ended: BTreeSet<PortId>,
}

impl Model {
    fn follow(&mut self, mapper: &mut Mapper) {
        while let Some(output) = mapper.poll() {
            match output {
                Output::Probe { .. } | Output::NotMapped { .. } => {}
                Output::Ask { id, .. } | Output::Renew(id) => {
                    assert!(!self.removing.contains(&id) && self.asked.insert(id), "one at a time");
                }
                Output::Remove(id) => {
                    assert!(!self.asked.contains(&id) && self.removing.insert(id), "one at a time");
                }
                Output::Mapped { id, external } => {
                    assert!(is_public(*external.ip()) && self.held.contains_key(&id));
                }
                Output::Ended(id) => {
                    assert!(!self.held.contains_key(&id), "{id:?} is still mapped");
                    assert!(self.ended.insert(id), "{id:?} ended twice");
                    self.open.retain(|open| *open != id);
                }
            }
        }
    }

    /// Each request that is in flight is answered.
    fn settle(&mut self, mapper: &mut Mapper, now: Tick) {
        while !(self.asked.is_empty() && self.removing.is_empty()) {
            if let Some(id) = self.asked.pop_first() {
                let result = Err(Refusal::Silent);
                mapper.handle(Input::Answered { id, result }, now);
            }
            if let Some(id) = self.removing.pop_first() {
                self.held.remove(&id);
                mapper.handle(Input::Removed(id), now);
            }
            self.follow(mapper);
        }
    }
}

fn nth<T: Copy>(of: impl IntoIterator<Item = T>, which: u8) -> Option<T> {
    let all: Vec<T> = of.into_iter().collect();
    all.get(usize::from(which) % all.len().max(1)).copied()
}

fn result(reply: Reply) -> Result<Granted, Refusal> {
    match reply {
        Reply::Granted { lease_s, epoch, address } => Ok(Granted {
            external: SocketAddrV4::new(Ipv4Addr::new(address, 64, 1, 2), 40_000),
            lease: Duration::from_secs(lease_s.into()),
            epoch: Some(epoch),
        }),
        Reply::Refused(n) => {
            use Refusal::{NotLeased, OtherProtocol, Refused, Silent};
            Err([NotLeased, OtherProtocol, Refused, Silent][usize::from(n % 4)])
        }
    }
}

proptest! {
    /// Whatever the router answers: no mapping outlives its port, and the machine does not call for itself for ever.
    #[test]
    fn nothing_is_left_at_the_router_when_all_ports_are_closed(
        steps in proptest::collection::vec(step(), 0..80)
    ) {
        let (mut mapper, mut model, mut now) = (Mapper::default(), Model::default(), Tick::default());
        let mut next = 0;
        for step in steps {
            let input = match step {
                Step::Open { is_home } => {
                    next += 1;
                    model.open.push(PortId(next));
                    let route = if is_home { HOME } else { ELSEWHERE };
                    // Some have the number of an earlier one.
                    let port = local(PortId(next % 3));
                    Some(Input::Open { id: PortId(next), port, route: Some(route) })
                }
                Step::Close(which) => nth(model.open.clone(), which).map(Input::Close),
                Step::Hear(family, speaks) => Some(heard(family, speaks)),
                Step::Answer(which, reply) => nth(model.asked.clone(), which).map(|id| {
                    model.asked.remove(&id);
                    let result = result(reply);
                    if let Ok(Granted { lease, .. }) = result
                        && !lease.is_zero()
                    {
                        model.held.insert(id, now + lease);
                    }
                    Input::Answered { id, result }
                }),
                Step::Removed(which) => nth(model.removing.clone(), which).map(|id| {
                    model.removing.remove(&id);
                    model.held.remove(&id);
                    Input::Removed(id)
                }),
                Step::Pass(seconds) => {
                    now = now + Duration::from_secs(seconds.into());
                    model.held.retain(|_, expires| *expires > now);
                    Some(Input::Tick)
                }
            };
            if let Some(input) = input {
                mapper.handle(input, now);
            }
            model.follow(&mut mapper);
            prop_assert!(model.open.len() <= PORTS);
            mapper.handle(Input::Tick, now);
            model.follow(&mut mapper);
            prop_assert!(mapper.deadline().is_none_or(|deadline| deadline > now));
        }
        for id in model.open.clone() {
            mapper.handle(Input::Close(id), now);
        }
        model.follow(&mut mapper);
        model.settle(&mut mapper, now);
        prop_assert!(mapper.is_idle());
        prop_assert!(model.held.is_empty(), "{:?}", model.held);
        prop_assert_eq!(mapper.deadline(), None);
    }
}

/// So that the property above has something to say.
#[test]
fn a_grant_that_is_answered_twice_counts_once() {
    let mut test = Test::speaking(true, false);
    test.opens(FIRST);
    assert_eq!(test.answers(FIRST, Ok(granted())), vec![MAPPED]);
    assert_eq!(test.answers(FIRST, Ok(granted())), [], "no request is in flight");
    assert_eq!(test.gives(Input::Removed(FIRST)), [], "nor this one");
}

/// Two ports, as a session has while it moves from one direct path to another. Each answer said that the router had
/// restarted, so that each port made the other one be renewed at once, for ever.
#[test]
fn a_clock_that_always_goes_back_causes_no_more_requests_than_renew_min_allows() {
    let mut test = Test::speaking(true, false);
    let mut epoch = u32::MAX;
    let mut lying = || {
        epoch -= 10_000;
        Ok(at(epoch))
    };
    for id in [FIRST, SECOND] {
        test.opens(id);
        test.answers(id, lying());
    }
    let (mut renewals, mut offers) = (0, 0);
    let end = test.now + LEASE;
    while test.now < end {
        let mut outputs: VecDeque<Output> = test.passes(test.until_deadline()).into();
        while let Some(output) = outputs.pop_front() {
            match output {
                Output::Renew(id) => {
                    renewals += 1;
                    assert!(renewals < 1_000, "{renewals} requests in {:?}", test.now);
                    outputs.extend(test.answers(id, lying()));
                }
                Output::Mapped { .. } => offers += 1,
                other @ (Output::Probe { .. }
                | Output::Ask { .. }
                | Output::Remove(_)
                | Output::NotMapped { .. }
                | Output::Ended(_)) => panic!("{other:?}"),
            }
        }
    }
    let most = 2 * LEASE.as_secs() / RENEW_MIN.as_secs();
    assert!(renewals <= most, "{renewals} requests, at most {most}");
    assert!(offers <= 2 * 2, "{offers} offers in one lease");
}

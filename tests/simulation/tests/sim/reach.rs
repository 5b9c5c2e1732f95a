//! Paths that are lost, and ends that meet again.

use std::cell::Cell;
use std::time::Duration;

use alongside_simulation::ends::Who;
use alongside_simulation::netem::Conditions;
use alongside_simulation::random::{Chance, runs};
use alongside_simulation::world::{Helper, Plan, World, reason};
use protocol::geometry::Point;
use protocol::limits;
use protocol::mark::Mark;
use protocol::peer::{EndReason, Phase};
use protocol::right::Right;
use session::PersonInput;
use viewer::state;

use crate::{MINUTE, all_chat_was_read, controlled, shared, sharing, shown};

/// The page says that it looks for the User.
fn page_looks(world: &World) -> bool {
    world.viewers[0].view().is_some_and(|view| view.reconnecting.is_some())
}

/// Both ends show that they reach each other.
fn both_meet(world: &World) -> bool {
    sharing(world)
        && !world.sharer.reference.lost()
        && !page_looks(world)
        && shown(world, 0) == Some(world.sharer.driver.phase())
}

/// A world in which one honest Helper sees the screen, over the direct path and with a spare lane, or
/// over the lane alone.
fn over(mut chance: Chance, direct: bool) -> World {
    let plan = Plan { direct: if direct { 100 } else { 0 }, ..Plan::calm() };
    let world = World::new(chance.fork(), plan);
    settled(world)
}

fn settled(mut world: World) -> World {
    assert!(world.run_until(MINUTE, both_meet), "two honest ends meet: {world:?}");
    world.quiet();
    world.run(limits::SPARE_LANE_AFTER + limits::SPARE_PATH_PING);
    assert!(both_meet(&world), "{world:?}");
    world
}

#[test]
fn an_end_that_vanishes_is_noticed_within_three_seconds() {
    // The process is gone, and with it all of its connections: the server notices at once.
    runs(&[], 60, |mut chance| {
        let user = chance.percent(50);
        let mut world = shared(chance);
        world.run(Duration::from_secs(3));
        world.quiet();
        world.vanish(user);
        world.run(Duration::from_secs(3));
        if user {
            assert!(page_looks(&world), "{world:?}");
            assert!(shown(&world, 0) != Some(Phase::Ended), "{world:?}");
        } else {
            assert!(world.sharer.reference.lost(), "{world:?}");
            assert!(sharing(&world), "{world:?}");
        }
        world.run(limits::RECONNECT_TIMEOUT);
        if user {
            let ending = world.viewers[0].view().and_then(|view| view.ending);
            let lost = state::Ending::Session(EndReason::ConnectionLost);
            assert_eq!(ending, Some(lost), "{world:?}");
        } else {
            assert_eq!(reason(&world), Some(EndReason::ConnectionLost), "{world:?}");
        }
    });
}

/// A step that the Helper suggests.
fn step(text: &str) -> state::Input {
    let mark = Mark::Step { at: Point::default(), text: text.into() };
    state::Input::Person(state::PersonInput::Mark(mark))
}

#[test]
fn steps_outlive_an_outage_and_both_ends_know_how_many_are_done() {
    let suggested = Cell::new(0);
    runs(&[], 40, |chance| {
        let mut world = shared(chance);
        world.quiet();
        // Now and then the User says something that is no answer to this question.
        let may_mark = (0..20).any(|_| {
            let ask = state::PersonInput::RequestRight(Right::Point);
            world.viewer(0, state::Input::Person(ask));
            world.run_until(2 * MINUTE, |world| {
                world.viewers[0].view().is_some_and(state::View::can_mark)
            })
        });
        if !may_mark {
            return;
        }
        suggested.set(suggested.get() + 1);
        world.shows_a_screen(100);
        world.run(Duration::from_secs(1));
        world.sees_a_frame(0);
        world.viewer(0, step("Open the menu"));
        world.viewer(0, step("Press Save"));
        world.run(Duration::from_secs(1));
        assert_eq!(world.sharer.reference.steps, (2, 0), "{world:?}");
        world.black_out(limits::HEARTBEAT_STALE * 2);
        let is_lost = |world: &World| world.sharer.reference.lost();
        assert!(world.run_until(limits::HEARTBEAT_STALE * 2, is_lost), "{world:?}");
        world.person(PersonInput::NextStep);
        assert!(world.run_until(MINUTE, both_meet), "{world:?}");
        world.run(Duration::from_secs(5));
        assert_eq!(world.sharer.reference.steps, (2, 1), "{world:?}");
        let known = world.viewers[0].view().map(|view| (view.steps.count, view.steps.done));
        assert_eq!(known, Some((2, 1)), "{world:?}");
    });
    assert!(suggested.get() > 0, "the User grants it in none of the runs");
}

#[test]
fn the_session_goes_on_when_any_path_is_lost() {
    runs(&[], 60, |mut chance| {
        let which = chance.below(4);
        let silently = chance.percent(50);
        let mut world = over(chance, true);
        for _ in 0..3 {
            let before = world.sharer.lost;
            match which {
                0 => world.cut_directs(),
                1 => world.cut_lanes(silently),
                2 => world.cut_directs(),
                _ => {
                    world.cut_lanes(silently);
                    world.restart_server();
                }
            }
            let until = world.now + Duration::from_secs(20);
            while world.now < until {
                world.run(Duration::from_millis(250));
                assert!(!page_looks(&world), "the page noticed: {world:?}");
                assert_eq!(world.sharer.lost, before, "the User noticed: {world:?}");
                assert!(both_meet(&world), "{world:?}");
            }
            // There is a spare path again by then.
            world.run(2 * MINUTE);
        }
    });
}

#[test]
fn a_restarted_server_does_not_end_a_session() {
    runs(&[], 60, |mut chance| {
        let direct = chance.percent(50);
        let times = chance.between(1, 4);
        let pauses: Vec<u64> = (0..times).map(|_| chance.between(0, 30_000)).collect();
        let mut world = over(chance, direct);
        let asked = world.sharer.asked;
        for pause in pauses {
            world.restart_server();
            world.run(Duration::from_millis(pause));
        }
        assert!(world.run_until(MINUTE, both_meet), "{:?}: {world:?}", reason(&world));
        assert_eq!(world.sharer.asked, asked, "nobody is asked again: {world:?}");
        // They meet over the new server, too.
        world.sever();
        world.run(Duration::from_secs(3));
        assert!(world.run_until(MINUTE, both_meet), "{:?}: {world:?}", reason(&world));
    });
}

#[test]
fn after_an_outage_both_ends_meet_again_without_a_question() {
    runs(&[], 80, |mut chance| {
        let outage = Duration::from_millis(chance.between(2_500, 90_000));
        let kind = chance.below(4);
        let lanes_only = chance.percent(30);
        let plan = Plan { direct: if lanes_only { 0 } else { 100 }, ..Plan::calm() };
        let mut world = World::new(chance, plan);
        let controlling = |world: &World| {
            world.sharer.reference.controlling() && shown(world, 0) == Some(Phase::ControlSharing)
        };
        assert!(world.run_until(10 * MINUTE, controlling), "{world:?}");
        world.quiet();
        world.run(Duration::from_secs(1));
        if !world.sharer.reference.controlling() {
            return; // One of them has ended control.
        }
        let asked = world.sharer.asked;
        match kind {
            0 => world.black_out(outage),
            1 => {
                world.black_out(outage);
                world.sever();
                world.restart_server();
            }
            2 => world.sleep(Who::Sharer, outage),
            _ => world.sleep(Who::Viewer(0), outage),
        }
        // Both write meanwhile.
        for n in 0..4 {
            world.run(outage / 5);
            if kind < 2 {
                world.person(PersonInput::Chat { text: format!("user says {n}") });
                let text = format!("helper says {n}");
                world.viewer(0, state::Input::Person(state::PersonInput::Chat(text)));
            }
        }
        world.run(outage / 5 + Duration::from_millis(100));
        assert!(world.run_until(MINUTE / 2, both_meet), "{:?}: {world:?}", reason(&world));
        world.run(Duration::from_secs(2));
        assert_eq!(world.sharer.asked, asked, "nobody is asked again: {world:?}");
        assert!(world.sharer.reference.controlling(), "control goes on: {world:?}");
        all_chat_was_read(&world);
    });
}

#[test]
fn nobody_else_can_take_the_place_of_a_helper_who_is_lost() {
    // The world looks at each path that the sharer accepts: all lead to the same viewer.
    runs(&[], 60, |mut chance| {
        // Another viewer has overheard code, tag and claims; or the server itself is the attacker.
        let mallory = chance.percent(40);
        let leaves = chance.percent(50);
        let plan = Plan { hostile: usize::from(!mallory), mallory, informed: 100, ..Plan::calm() };
        let mut world = World::new(chance, plan);
        let is_first = |world: &World| both_meet(world);
        if !world.run_until(MINUTE, is_first) {
            return; // The other one was first, or the server refused its service.
        }
        let asked = world.sharer.asked;
        let controls = world.sharer.reference.controlling();
        for _ in 0..3 {
            world.sever();
            world.restart_sockets();
            if leaves {
                world.sleep(Who::Viewer(0), Duration::from_secs(20));
            }
            for _ in 0..10 {
                world.run(Duration::from_secs(1));
                let claims = world.claims_at.clone();
                if let Some(Helper::Hostile(_)) = world.viewers.get(1).map(|viewer| &viewer.helper)
                {
                    claims.into_iter().for_each(|claim| world.overhear(1, claim));
                }
            }
        }
        world.quiet();
        assert!(world.sharer.asked == asked || !controls, "nobody is asked again: {world:?}");
        if !mallory {
            assert!(world.run_until(MINUTE, both_meet), "{:?}: {world:?}", reason(&world));
        }
    });
}

#[test]
fn a_server_that_replays_an_old_session_changes_nothing() {
    // In these runs it breaks the lane while that is the only path.
    runs(&[10619, 14789, 17471], 60, |mut chance| {
        let plan = Plan { repeats: true, ..Plan::calm() };
        let severed = chance.percent(50);
        let mut world = World::new(chance, plan);
        if !world.run_until(MINUTE, both_meet) {
            return; // It refused its service.
        }
        world.run(Duration::from_secs(10));
        // As long as the session has the server's lane alone, the server may break it.
        let is_direct = world.run_until(MINUTE, |world| !world.is_on_lane());
        let (proven, wrong_codes) = (world.sharer.proven, world.sharer.wrong_codes);
        let lost = world.sharer.lost;
        if severed {
            // Now it can keep them apart, and nothing else.
            world.sever();
            world.run(MINUTE);
            assert!(sharing(&world), "{:?}: {world:?}", reason(&world));
        } else {
            world.run(2 * MINUTE);
            world.quiet();
            // What is granted in this moment is on its way.
            assert!(world.run_until(Duration::from_secs(5), both_meet), "{world:?}");
            assert!(!is_direct || world.sharer.lost == lost, "{world:?}");
        }
        assert_eq!(world.sharer.wrong_codes, wrong_codes, "{world:?}");
        assert_eq!(world.sharer.proven, proven, "{world:?}");
    });
}

#[test]
fn without_a_direct_path_the_lane_brings_everything() {
    runs(&[], 40, |mut chance| {
        let conditions = Conditions::any(&mut chance);
        let plan = Plan { direct: 0, conditions, ..Plan::calm() };
        let mut world = World::new(chance, plan);
        assert!(world.run_until(MINUTE, both_meet), "{:?}: {world:?}", reason(&world));
        world.run(2 * MINUTE);
        world.quiet();
        world.run(Duration::from_secs(30));
        assert!(both_meet(&world), "{:?}: {world:?}", reason(&world));
        all_chat_was_read(&world);
    });
}

#[test]
fn the_direct_path_is_used_again_when_it_works() {
    runs(&[], 30, |chance| {
        let mut world = over(chance, true);
        world.cut_directs();
        world.run(2 * MINUTE);
        assert!(!world.is_on_lane(), "{world:?}");
        assert!(both_meet(&world), "{world:?}");
    });
}

#[test]
fn control_survives_a_lost_helper_and_nothing_is_held() {
    runs(&[], 40, |chance| {
        let mut world = controlled(chance);
        world.run_until(MINUTE, |world| !world.sharer.reference.held().is_empty());
        world.quiet();
        world.run(Duration::from_millis(100));
        if !world.sharer.reference.controlling() {
            return; // One of them has ended control.
        }
        world.sever();
        world.black_out(2 * limits::HEARTBEAT_STALE);
        world.run(limits::HEARTBEAT_STALE + Duration::from_millis(1));
        assert!(world.sharer.reference.held().is_empty(), "{world:?}");
        assert!(!world.sharer.reference.pictures(), "{world:?}");
        assert!(world.run_until(MINUTE, both_meet), "{:?}: {world:?}", reason(&world));
        assert!(world.sharer.reference.pictures(), "{world:?}");
        assert!(world.sharer.reference.controlling(), "{world:?}");
    });
}

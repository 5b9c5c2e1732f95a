//! Properties that hold for any people, networks and attackers: the real machines in virtual
//! time, many seeded runs each.
//!
//! Each step of every run is checked against the reference model and the bounds (`world.rs`), so the
//! tests below differ in what they provoke and in what they check besides.
//!
//! A failing seed is printed. Put it into the table of its test, where it stays.

mod reach;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use alongside_simulation::hostile;
use alongside_simulation::netem::Conditions;
use alongside_simulation::random::{Chance, runs};
use alongside_simulation::world::{Plan, World, reason};
use protocol::limits;
use protocol::peer::{EndReason, Phase};
use protocol::signal::Refusal;
use session::PersonInput;
use viewer::state;

const MINUTE: Duration = Duration::from_secs(60);

/// The phase that the page of viewer `n` shows, in the words of the wire.
fn shown(world: &World, n: usize) -> Option<Phase> {
    Some(match world.viewers[n].view()?.phase {
        state::Phase::Idle | state::Phase::Joining => return None,
        state::Phase::WaitingForConnect => Phase::WaitingForConnect,
        state::Phase::ScreenSharing => Phase::ScreenSharing,
        state::Phase::ControlSharing => Phase::ControlSharing,
        state::Phase::Ended => Phase::Ended,
    })
}

/// All chat has arrived. That each message arrives once and in order is looked at whenever one does.
fn all_chat_was_read(world: &World) {
    let (sharer, viewer) = (&world.sharer, &world.viewers[0]);
    assert_eq!(sharer.read, viewer.said, "what the User read of the Helper: {world:?}");
    assert_eq!(viewer.read, sharer.said, "what the Helper read of the User: {world:?}");
}

fn sharing(world: &World) -> bool {
    matches!(world.sharer.driver.phase(), Phase::ScreenSharing | Phase::ControlSharing)
}

/// A world in which one honest Helper sees the screen, on a good network.
fn shared(chance: Chance) -> World {
    let mut world = World::new(chance, Plan::calm());
    assert!(world.run_until(MINUTE, sharing), "two honest ends meet: {world:?}");
    world
}

/// A world in which one honest Helper shares control.
fn controlled(chance: Chance) -> World {
    let mut world = shared(chance);
    let controlling = |world: &World| world.sharer.reference.controlling();
    assert!(world.run_until(10 * MINUTE, controlling), "control is asked and granted: {world:?}");
    world
}

// --- the ten properties ------------------------------------------------------------------------

#[test]
fn no_picture_leaves_before_the_person_consents() {
    runs(&[], 120, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        plan.allow = chance.below(60);
        let mut world = World::new(chance, plan);
        world.run(3 * MINUTE);
        let viewer = &world.viewers[0];
        assert!(!viewer.saw || world.sharer.reference.shared_once());
    });
    // Without an answer there is never one, whatever the Helper does meanwhile.
    runs(&[], 60, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.allow, plan.viewers, plan.hostile, plan.informed) = (0, 0, 2, 100);
        let mut world = World::new(chance, plan);
        world.run(2 * MINUTE);
        assert!(!world.sharer.reference.shared_once(), "{world:?}");
    });
}

#[test]
fn nothing_is_injected_unless_control_is_granted_and_not_since_revoked() {
    runs(&[], 120, |mut chance| {
        let plan = Plan::any(&mut chance);
        World::new(chance, plan).run(3 * MINUTE);
    });
}

#[test]
fn nothing_stays_pressed_after_revoke_end_or_a_lost_link() {
    runs(&[], 60, |mut chance| {
        let how = chance.below(4);
        let mut world = controlled(chance);
        let held = |world: &World| !world.sharer.reference.held().is_empty();
        world.run_until(MINUTE, held);
        match how {
            0 => world.person(PersonInput::StopControl),
            1 => world.person(PersonInput::Disconnect),
            2 => world.person(PersonInput::Pause),
            _ => {
                world.sever();
                world.quiet();
                world.black_out(limits::PATH_TRUSTED + limits::HEARTBEAT_STALE);
                world.run(limits::HEARTBEAT_STALE + Duration::from_millis(1));
            }
        }
        assert!(world.sharer.reference.held().is_empty(), "the User's side: {world:?}");
        world.quiet();
        world.run(Duration::from_secs(10));
        assert!(world.viewers[0].held.is_empty(), "the Helper's side: {world:?}");
        assert!(world.sharer.reference.held().is_empty());
    });
}

#[test]
fn an_invitation_is_given_to_one_viewer_and_wrong_codes_burn_it() {
    runs(&[], 80, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.viewers, plan.right) = (4, chance.below(101));
        let mut world = World::new(chance, plan);
        world.run(3 * MINUTE);
        assert!(world.sharer.proven <= 1, "proven {} times: {world:?}", world.sharer.proven);
        let saw = world.viewers.iter().filter(|viewer| viewer.saw).count();
        assert!(saw <= 1, "{saw} viewers saw the screen: {world:?}");
        if world.sharer.wrong_codes == u32::from(limits::WRONG_CODES) {
            assert_eq!(reason(&world), Some(EndReason::Burnt), "{world:?}");
        }
    });
    runs(&[], 40, |chance| {
        let mut plan = Plan::calm();
        (plan.viewers, plan.right) = (3, 0);
        let mut world = World::new(chance, plan);
        world.run_until(MINUTE, |world| world.sharer.code.is_some());
        for _ in 0..limits::WRONG_CODES {
            // Side by side, or one after another.
            (0..3).for_each(|n| world.type_code(n, false));
            world.run(Duration::from_secs(3));
        }
        assert_eq!(reason(&world), Some(EndReason::Burnt), "{world:?}");
        assert_eq!(world.sharer.wrong_codes, u32::from(limits::WRONG_CODES));
        assert_eq!(world.sharer.proven, 0);
    });
}

/// Of guesses side by side no more are judged than one after another, and a right code among few wrong ones gets in.
#[test]
fn codes_that_are_tried_side_by_side_count_like_others() {
    let most = AtomicUsize::new(0);
    runs(&[], 80, |mut chance| {
        let plan = Plan { viewers: 8, conditions: Conditions::any(&mut chance), ..Plan::calm() };
        let right: Vec<bool> = (0..plan.viewers).map(|_| chance.percent(60)).collect();
        let mut world = World::new(chance, plan);
        world.run_until(MINUTE, |world| world.sharer.code.is_some());
        for (n, right) in right.iter().enumerate() {
            world.type_code(n, *right);
        }
        world.run_until(MINUTE, |world| {
            most.fetch_max(world.sharer.proving.len(), Ordering::Relaxed);
            sharing(world) || reason(world).is_some()
        });
        let wrong = right.iter().filter(|right| !**right).count();
        assert!(world.sharer.wrong_codes <= u32::from(limits::WRONG_CODES), "{world:?}");
        assert!(world.sharer.proven <= 1, "{world:?}");
        if wrong < limits::WRONG_CODES.into() {
            assert_eq!(world.sharer.proven, 1, "{wrong} were wrong: {world:?}");
        }
        let saw = world.viewers.iter().filter(|viewer| viewer.saw).count();
        assert!(saw <= 1, "{saw} viewers saw the screen: {world:?}");
    });
    let most = most.into_inner();
    assert!(most >= 4, "at most {most} were proven side by side");
}

/// More of them than prove at once, which come again whenever they are refused.
#[test]
fn claimants_that_say_nothing_keep_no_honest_one_out() {
    runs(&[], 20, |chance| {
        let silent = limits::CLAIMS_AT_ONCE + 8;
        let mut world = World::new(chance, Plan { silent, ..Plan::calm() });
        let are_there = |world: &World| world.sharer.proving.len() >= limits::CLAIMS_AT_ONCE;
        assert!(world.run_until(MINUTE, are_there), "they stand: {world:?}");
        assert!(world.run_until(MINUTE / 6, |world| world.sharer.proven > 0), "{world:?}");
        assert!(world.run_until(MINUTE, sharing), "{world:?}");
        assert_eq!(world.sharer.wrong_codes, 0, "nobody has guessed: {world:?}");
    });
}

#[test]
fn neither_secret_nor_description_nor_name_reaches_the_server() {
    // The world looks at every byte that is handed to the server, as it is and decoded.
    runs(&[], 80, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.viewers, plan.right, plan.mallory) = (2, 80, chance.percent(50));
        plan.faults = false;
        let mut world = World::new(chance, plan);
        world.run(MINUTE);
        assert!(world.overheard > 0, "something was said");
    });
}

#[test]
fn with_only_timeouts_every_state_ends() {
    runs(&[], 120, |mut chance| {
        let stop = Duration::from_millis(chance.below(20_000));
        let mut plan = Plan::any(&mut chance);
        plan.allow = if chance.percent(50) { 100 } else { 0 };
        let mut world = World::new(chance, plan);
        world.run(stop);
        // From here on no end sends anything, and no packet arrives.
        world.freeze();
        world.run(2 * limits::INVITATION_LIFETIME);
        assert_eq!(world.sharer.driver.phase(), Phase::Ended, "{world:?}");
        let viewer = shown(&world, 0);
        let idle = world.viewers[0].view().map(|view| view.phase) == Some(state::Phase::Idle);
        assert!(idle || viewer == Some(Phase::Ended), "viewer: {viewer:?} {world:?}");
    });
}

#[test]
fn a_live_session_does_not_end_by_itself() {
    runs(&[], 12, |chance| {
        let mut world = shared(chance);
        world.quiet();
        world.run(60 * MINUTE);
        assert!(sharing(&world), "{world:?}");
        assert_eq!(shown(&world, 0), Some(world.sharer.driver.phase()), "{world:?}");
    });
}

#[test]
fn queues_never_pass_their_bounds() {
    // Bounds are checked at every step; here is everything that could fill them, at once.
    runs(&[], 50, |mut chance| {
        let plan = Plan {
            viewers: 2,
            hostile: 2,
            informed: 100,
            right: 60,
            conditions: Conditions::any(&mut chance),
            ..Plan::any(&mut chance)
        };
        World::new(chance, plan).run(2 * MINUTE);
    });
}

#[test]
fn when_the_network_is_quiet_both_sides_show_the_same_phase() {
    runs(&[], 120, |mut chance| {
        let time = Duration::from_millis(chance.below(90_000));
        let plan = Plan::any(&mut chance);
        let mut world = World::new(chance, plan);
        world.run(time);
        world.quiet();
        // Longer than any question, any silence and any attempt may take.
        world.run(limits::RECONNECT_TIMEOUT + 2 * MINUTE);
        let (user, helper) = (world.sharer.driver.phase(), shown(&world, 0));
        let agreed = helper == Some(user)
            // The Helper never came, or came and was refused: the invitation still waits.
            || (helper.is_none() || helper == Some(Phase::Ended)) && user == Phase::WaitingForConnect
            || helper.is_none() && user == Phase::Ended;
        assert!(agreed, "the User sees {user:?}, the Helper {helper:?}: {world:?}");
        if let Some(view) = world.viewers[0].view()
            && sharing(&world)
        {
            let shown = view.picture == state::Picture::Shown;
            assert_eq!(shown, world.sharer.reference.pictures(), "the picture: {world:?}");
            assert_eq!(view.reconnecting, None, "{world:?}");
            assert!(!world.sharer.reference.lost(), "{world:?}");
            let (count, done) = world.sharer.reference.steps;
            let known = (usize::from(view.steps.count), usize::from(view.steps.done));
            assert_eq!(known, (count, done), "the steps: {world:?}");
            all_chat_was_read(&world);
        }
    });
}

#[test]
fn a_hostile_viewer_changes_nothing_of_this() {
    runs(&[], 120, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.viewers, plan.hostile) = (usize::from(chance.percent(50)), 1);
        (plan.informed, plan.allow) = (70, 70);
        let mut world = World::new(chance, plan);
        world.run(2 * MINUTE);
        assert!(world.sharer.proven <= 1, "proven {} times: {world:?}", world.sharer.proven);
        assert!(world.sharer.wrong_codes <= u32::from(limits::WRONG_CODES));
    });
}

#[test]
fn a_hostile_server_can_only_make_the_session_fail() {
    runs(&[], 120, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.mallory, plan.faults, plan.right) = (true, chance.percent(20), 90);
        let mut world = World::new(chance, plan);
        world.run(MINUTE);
        // Each of its guesses is a wrong code that the User is notified of.
        assert!(world.sharer.wrong_codes <= u32::from(limits::WRONG_CODES), "{world:?}");
        let viewer = &world.viewers[0];
        if let (Some(code), true) = (&world.sharer.code, viewer.saw) {
            assert!(!code.secret.expose().is_empty());
            assert!(world.sharer.proven == 1, "{world:?}");
        }
    });
}

#[test]
fn a_hostile_server_cannot_join_two_who_know_each_other() {
    runs(&[], 120, |mut chance| {
        let mut plan = Plan::any(&mut chance);
        (plan.known, plan.mallory) = (true, true);
        (plan.faults, plan.right) = (chance.percent(20), 90);
        let mut world = World::new(chance, plan);
        world.run(MINUTE);
        assert_eq!(world.sharer.wrong_codes, 0, "there is no code to guess: {world:?}");
        assert!(world.sharer.code.is_none(), "{world:?}");
        if world.viewers[0].saw {
            assert_eq!(world.sharer.proven, 1, "{world:?}");
        }
    });
}

#[test]
fn whoever_knows_the_place_and_not_the_secret_is_a_stranger() {
    runs(&[], 40, |chance| {
        let plan = Plan { known: true, right: 0, ..Plan::calm() };
        let mut world = World::new(chance, plan);
        world.run(MINUTE / 6);
        assert_eq!((world.sharer.proven, world.viewers[0].saw), (0, false), "{world:?}");
        assert!(world.sharer.strangers > 0, "the User is told: {world:?}");
        assert_eq!(world.sharer.driver.phase(), Phase::WaitingForConnect, "{world:?}");
    });
}

#[test]
fn two_who_know_each_other_meet_over_any_honest_server() {
    runs(&[], 40, |chance| {
        let mut world = World::new(chance, Plan { known: true, ..Plan::calm() });
        assert!(world.run_until(MINUTE, sharing), "{:?}: {world:?}", reason(&world));
        assert_eq!(world.sharer.proven, 1, "{world:?}");
    });
}

// --- what follows from them --------------------------------------------------------------------

#[test]
fn a_hostile_server_cannot_end_what_is_direct() {
    runs(&[], 60, |chance| {
        let mut plan = Plan::calm();
        plan.mallory = true;
        let mut world = World::new(chance, plan);
        if !world.run_until(MINUTE, |world| {
            sharing(world) && shown(world, 0) == Some(Phase::ScreenSharing)
        }) {
            return; // The server refused its service, as it may.
        }
        world.run(2 * MINUTE);
        assert!(sharing(&world), "{:?}: {world:?}", reason(&world));
        assert_ne!(shown(&world, 0), Some(Phase::Ended), "{world:?}");
    });
}

#[test]
fn a_right_code_is_never_called_wrong() {
    // One Helper gives up while the code is proven, and the next one comes at once: what the sharer
    // said to the first is still on its way.
    runs(&[], 100, |mut chance| {
        let conditions = Conditions::any(&mut chance);
        let mut plan = Plan { viewers: 2, conditions, ..Plan::calm() };
        plan.allow = 0;
        let mut pause = chance.clone();
        let mut world = World::new(chance, plan);
        world.run_until(MINUTE, |world| world.sharer.code.is_some());
        for _ in 0..8 {
            world.type_code(0, true);
            world.run(Duration::from_millis(pause.below(1_500)));
            world.viewer(0, state::Input::Session(state::SessionInput::Disconnect));
            world.type_code(1, true);
            world.run(Duration::from_millis(pause.below(1_500)));
            world.viewer(1, state::Input::Session(state::SessionInput::Disconnect));
            assert_eq!(world.sharer.wrong_codes, 0, "all codes were right: {world:?}");
        }
    });
}

#[test]
fn a_wrong_code_is_charged_to_nobody_else() {
    // One Helper is wrong and leaves just as the next one, who is right, arrives: the verdict on the
    // first is still on its way.
    runs(&[], 200, |mut chance| {
        let plan = Plan { viewers: 2, conditions: Conditions::any(&mut chance), ..Plan::calm() };
        let mut pause = chance.clone();
        let mut world = World::new(chance, plan);
        world.run_until(MINUTE, |world| world.sharer.code.is_some());
        world.type_code(0, false);
        world.run(Duration::from_millis(pause.below(1_500)));
        world.type_code(1, true);
        world.run(Duration::from_millis(pause.below(1_000)));
        world.viewer(0, state::Input::Session(state::SessionInput::Disconnect));
        world.run(Duration::from_secs(20));
        let ending = world.viewers[1].view().and_then(|view| view.ending);
        let blamed = Some(state::Ending::Refused(Refusal::WrongCode));
        assert_ne!(ending, blamed, "the code was right: {world:?}");
    });
}

#[test]
fn two_honest_ends_meet_on_any_network() {
    runs(&[], 60, |mut chance| {
        let plan = Plan { conditions: Conditions::any(&mut chance), ..Plan::calm() };
        let mut world = World::new(chance, plan);
        assert!(world.run_until(MINUTE, sharing), "{:?} {world:?}", reason(&world));
    });
}

#[test]
fn a_short_silence_does_not_end_the_session() {
    runs(&[], 60, |mut chance| {
        let silence = Duration::from_millis(chance.between(500, 9_000));
        let mut world = controlled(chance);
        world.quiet();
        world.black_out(silence);
        world.run(Duration::from_secs(15));
        assert!(sharing(&world), "{:?} after {silence:?}: {world:?}", reason(&world));
        assert_eq!(shown(&world, 0), Some(world.sharer.driver.phase()), "{world:?}");
    });
}

#[test]
fn chat_arrives_once_and_in_order() {
    // In this run the page gives up before the sharer has used a path.
    runs(&[6209], 60, |mut chance| {
        // The world looks at each message; here it is that none is missing.
        let faults = chance.percent(50);
        let plan = Plan { conditions: Conditions::any(&mut chance), faults, ..Plan::calm() };
        let mut world = World::new(chance, plan);
        world.run(2 * MINUTE);
        world.quiet();
        world.run(limits::RECONNECT_TIMEOUT);
        if sharing(&world) {
            all_chat_was_read(&world);
        }
    });
}

#[test]
fn a_run_is_decided_by_its_seed() {
    let run = || {
        let mut world = World::new(Chance::new(5), Plan::any(&mut Chance::new(5)));
        world.run(MINUTE);
        (world.overheard, world.sharer.driver.phase(), world.viewers[0].read.clone())
    };
    assert_eq!(run(), run());
    // The attackers too.
    let mut hostile = hostile::Hostile::new(Chance::new(1));
    hostile.act();
    let _ = hostile.poll();
}

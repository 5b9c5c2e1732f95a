//! The panic key against a real X server.

use std::time::Duration;

use protocol::geometry::Point;
use protocol::input::Action::{Press, Release};
use protocol::input::{Button, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::INJECT_QUEUE;
use session::gate::Injection;
use sharer::input::{InjectHandle, InjectThread};
use sharer::platform::panic_key::{PanicEvent, PanicKey as _, PanicKeyContext};
use sharer::platform::synthetic::recording::Record;
use sharer::platform::x11::panic_key::X11PanicKey;
use sharer::platform::{Desktop, InjectedPresses, Injector};
use sharer::supervisor::Supervisor;
use tokio::sync::mpsc::{Receiver, channel};

use crate::controlled::Controlled;
use crate::rig::{Xev, Xvfb, eventually, injector, now};
use crate::witness::{ESC, Happened, Witness};

struct Scene {
    handle: InjectHandle,
    panic_key: X11PanicKey,
    events: Receiver<PanicEvent>,
    /// Injects as the session's thread would, with the same record of injected presses.
    helper: Box<dyn Injector>,
    xvfb: Xvfb,
}

fn scene() -> Scene {
    let xvfb = Xvfb::start("640x480x24");
    let supervisor = Supervisor::new().0;
    let handle =
        InjectThread::spawn(&supervisor, channel(1).0, |_| Ok(Record::new().injector())).unwrap();
    let (panic_key, events) = watch(&xvfb.desktop(), &handle, supervisor);
    let helper = injector(&xvfb.desktop(), handle.injected()).unwrap();
    Scene { handle, panic_key, events, helper, xvfb }
}

fn watch(
    desktop: &Desktop,
    handle: &InjectHandle,
    supervisor: Supervisor,
) -> (X11PanicKey, Receiver<PanicEvent>) {
    let (events, received) = channel(4);
    let (control, injected) = (Box::new(handle.clone()), handle.injected());
    let context = PanicKeyContext { control, injected, events, supervisor };
    (X11PanicKey::spawn(desktop, context).unwrap(), received)
}

impl Scene {
    fn helper_types(&mut self, key: PhysicalKey) {
        self.helper.inject(Injection::Key(key, Press)).unwrap();
        self.helper.inject(Injection::Key(key, Release)).unwrap();
    }

    fn user_presses_escape(&self) {
        self.xvfb.run("xdotool", &["key", "Escape"]);
    }
}

#[test]
fn the_users_escape_takes_control_back() {
    let mut scene = scene();
    scene.panic_key.arm().unwrap();
    let epoch = scene.handle.epoch();
    scene.user_presses_escape();
    eventually("control is taken back", || scene.handle.epoch() != epoch);
    assert!(matches!(scene.events.blocking_recv(), Some(PanicEvent::Pressed)));
}

#[test]
fn the_helpers_escape_is_typed() {
    let mut scene = scene();
    let xev = Xev::start(&scene.xvfb);
    scene.panic_key.arm().unwrap();
    let epoch = scene.handle.epoch();
    for _ in 0..20 {
        scene.helper_types(PhysicalKey::ESCAPE);
        assert_eq!(xev.next_key().0, 0xff1b);
    }
    // The server delivers in order: when the User's press is noticed, the Helper's were passed.
    scene.user_presses_escape();
    eventually("the User's press is noticed", || scene.handle.epoch() != epoch);
    assert_eq!(scene.handle.epoch(), epoch + 1, "by the User's press alone");
    assert!(matches!(scene.events.blocking_recv(), Some(PanicEvent::Pressed)));
}

#[test]
fn the_users_escape_counts_even_while_the_helper_types_it() {
    let mut scene = scene();
    scene.panic_key.arm().unwrap();
    for round in 0..10 {
        let epoch = scene.handle.epoch();
        scene.helper_types(PhysicalKey::ESCAPE);
        scene.user_presses_escape();
        scene.helper_types(PhysicalKey::ESCAPE);
        eventually(&format!("round {round}"), || scene.handle.epoch() == epoch + 1);
    }
}

#[test]
fn nothing_is_watched_while_control_is_not_shared() {
    let scene = scene();
    let epoch = scene.handle.epoch();
    scene.user_presses_escape();
    scene.panic_key.arm().unwrap();
    scene.panic_key.disarm();
    // Orders are obeyed one after the other: here the disarming was.
    scene.panic_key.arm().unwrap();
    scene.panic_key.disarm();
    scene.user_presses_escape();
    scene.panic_key.arm().unwrap();
    assert_eq!(scene.handle.epoch(), epoch, "presses before and between did not count");
    scene.user_presses_escape();
    eventually("this one does", || scene.handle.epoch() == epoch + 1);
}

#[test]
fn escape_on_another_key_counts_too() {
    let scene = scene();
    scene.xvfb.run("setxkbmap", &["-option", "caps:escape"]);
    scene.panic_key.arm().unwrap();
    let epoch = scene.handle.epoch();
    // Key code 66 is Caps Lock.
    scene.xvfb.run("xdotool", &["key", "66"]);
    eventually("control is taken back", || scene.handle.epoch() == epoch + 1);
}

#[test]
fn a_panic_takes_a_few_milliseconds() {
    let mut scene = scene();
    scene.panic_key.arm().unwrap();
    let mut times = Vec::new();
    // With a record of its own the injector is like the User's keyboard, and we know when it presses.
    for _ in 0..20 {
        let epoch = scene.handle.epoch();
        let mut user = injector(&scene.xvfb.desktop(), InjectedPresses::new()).unwrap();
        let start = now();
        user.inject(Injection::Key(PhysicalKey::ESCAPE, Press)).unwrap();
        eventually("control is taken back", || scene.handle.epoch() != epoch);
        times.push(start.elapsed());
        user.inject(Injection::Key(PhysicalKey::ESCAPE, Release)).unwrap();
        scene.events.blocking_recv();
    }
    times.sort_unstable();
    println!("panic: median {:?}, worst {:?}", times[10], times[19]);
    assert!(times[10].as_millis() < 20, "{times:?}");
}

#[test]
fn a_lost_desktop_takes_control_back() {
    let mut scene = scene();
    scene.panic_key.arm().unwrap();
    let epoch = scene.handle.epoch();
    drop(scene.xvfb);
    eventually("control is taken back", || scene.handle.epoch() != epoch);
    assert!(matches!(scene.events.blocking_recv(), Some(PanicEvent::Failed(_))));
}

/// The X server stops for a while: what waits for it must not wait for ever.
#[test]
fn a_hanging_server_refuses_control_and_does_not_hang_the_session() {
    let scene = scene();
    let start = now();
    scene.xvfb.signal("STOP");
    let armed = scene.panic_key.arm();
    // Also when it is asked again and again.
    for _ in 0..3 {
        assert!(scene.panic_key.arm().is_err());
        scene.panic_key.disarm();
    }
    let took = start.elapsed();
    scene.xvfb.signal("CONT");
    let error = armed.unwrap_err().to_string();
    assert!(error.contains("the X server does not answer"), "{error}");
    assert!(took < Duration::from_secs(15), "{took:?}");
    // When the server is back, control can be shared, and stopped.
    eventually("it is armed", || scene.panic_key.arm().is_ok());
    let epoch = scene.handle.epoch();
    scene.user_presses_escape();
    eventually("control is taken back", || scene.handle.epoch() != epoch);
}

/// How often the panic key is pressed for the measurement.
const ROUNDS: usize = 60;

/// As much as the queue before the desktop holds, at once: keys and a button that stay down, then one
/// stroke after the other.
fn helper_types_with_both_hands(session: &mut Controlled, handle: &InjectHandle, epoch: u64) {
    let key = |code| PhysicalKey::from_evdev(code).unwrap();
    let press = |key| InputEvent::Key { key, action: Press };
    // Shift, Control, and the upper row of letters.
    let held = [42, 29].into_iter().chain(16..=25).map(|code| press(key(code)));
    let (point, button) = (Point { x: 30_000, y: 30_000 }, Button::Left);
    let clicked = InputEvent::Button { seq: 1, point, button, action: Press };
    let strokes = (30..=38)
        .cycle()
        .flat_map(|code| [press(key(code)), InputEvent::Key { key: key(code), action: Release }]);
    let events = std::iter::once(clicked).chain(held).chain(strokes);
    for event in events.take(INJECT_QUEUE - 1) {
        for admitted in session.admit(event) {
            handle.send(admitted, epoch).unwrap();
        }
    }
}

/// Prints how long it took; the limit that is promised is for the machine to keep, not for a test
/// that shares its processor with a compiler.
#[test]
fn after_the_panic_key_nothing_is_injected_and_nothing_stays_down() {
    let xvfb = Xvfb::start("640x480x24");
    let (desktop, witness) = (xvfb.desktop(), Witness::new(&xvfb));
    let theirs = desktop.clone();
    let supervisor = Supervisor::new().0;
    let open = move |injected| injector(&theirs, injected);
    let handle = InjectThread::spawn(&supervisor, channel(1).0, open).unwrap();
    let (panic_key, mut events) = watch(&desktop, &handle, supervisor);
    let (mut session, mut times, mut cut_short) = (Controlled::new(), Vec::new(), 0);
    for round in 0..ROUNDS {
        session.begin();
        let epoch = handle.epoch();
        panic_key.arm().unwrap();
        helper_types_with_both_hands(&mut session, &handle, epoch);
        let mut done = Vec::new();
        eventually("the Helper types", || {
            done.extend(witness.events());
            done.len() > 20 + 3 * round
        });
        witness.presses_escape();
        eventually("control is taken back", || handle.epoch() != epoch);
        eventually("nothing is down", || {
            done.extend(witness.events());
            !witness.is_anything_down()
        });
        // What was admitted before does not come later either, nor what the session lets go itself.
        for admitted in session.end() {
            handle.send(admitted, epoch).unwrap();
        }
        panic_key.disarm();
        let quiet = now() + Duration::from_millis(50);
        while now() < quiet {
            done.extend(witness.events());
            std::thread::yield_now();
        }
        assert!(!witness.is_anything_down(), "round {round}");
        assert!(matches!(events.blocking_recv(), Some(PanicEvent::Pressed)));

        let pressed = done.iter().position(|done| done.is_key && done.detail == ESC).unwrap();
        let (before, after) = done.split_at(pressed);
        let theirs = |done: &&Happened| !(done.is_key && done.detail == ESC);
        let presses =
            |done: &[Happened]| done.iter().filter(theirs).filter(|done| done.press).count();
        assert!(presses(before) >= 13, "what is held was down: {before:?}");
        cut_short += usize::from(presses(before) + presses(after) < INJECT_QUEUE / 2);
        let last = after.iter().rfind(theirs).expect("what was down came up");
        assert!(!last.press, "the last that is done lets go: {last:?}");
        times.push(last.at - done[pressed].at);
    }
    // The last rounds may find the queue empty already; most do not.
    assert!(cut_short > ROUNDS / 2, "the queue was thrown away in {cut_short} rounds only");
    times.sort_unstable();
    println!(
        "from Esc to the last release at the X server, {ROUNDS} presses: median {} ms, p95 {} ms, \
         most {} ms",
        times[ROUNDS / 2],
        times[ROUNDS * 95 / 100],
        times[ROUNDS - 1]
    );
}

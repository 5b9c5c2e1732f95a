//! The panic key against a real X server.

use std::time::Duration;

use protocol::geometry::Point;
use protocol::input::Action::{Press, Release};
use protocol::input::{Button, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::INJECT_QUEUE;
use session::gate::Injection;
use sharer::input::recording::Record;
use sharer::input::{InjectHandle, InjectThread, Injector, desktop_injector};
use sharer::platform::x11::panic_key::{PanicEvent, PanicKey};
use tokio::sync::mpsc::{Receiver, channel};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xinput::{ConnectionExt as _, EventMask, XIEventMask};
use x11rb::protocol::xproto::{ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::controlled::Controlled;
use crate::rig::{Xev, Xvfb, eventually, now};

struct Scene {
    handle: InjectHandle,
    panic_key: PanicKey,
    events: Receiver<PanicEvent>,
    /// Injects as the session's thread would, with the same ledger.
    helper: Box<dyn Injector>,
    xvfb: Xvfb,
}

fn scene() -> Scene {
    let xvfb = Xvfb::start("640x480x24");
    let handle = InjectThread::spawn(|_| Ok(Record::new().injector())).unwrap();
    let (sender, events) = channel(4);
    let panic_key = PanicKey::spawn(&xvfb.desktop(), handle.clone(), sender).unwrap();
    let helper = desktop_injector(&xvfb.desktop(), handle.ledger()).unwrap();
    Scene { handle, panic_key, events, helper, xvfb }
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
    // Without the ledger the injector is as good as the User's keyboard, and we know when it presses.
    for _ in 0..20 {
        let epoch = scene.handle.epoch();
        let ledger = sharer::input::Ledger::new();
        let mut user = desktop_injector(&scene.xvfb.desktop(), ledger).unwrap();
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

/// The key code of Esc.
const ESC: u32 = 9;

/// How often the panic key is pressed for the measurement.
const ROUNDS: usize = 60;

/// What the X server itself says is done to it, below every window and grab, with its own times.
struct Witness {
    x: RustConnection,
    root: u32,
}

/// Something that was done.
#[derive(Clone, Copy, Debug)]
struct Done {
    press: bool,
    detail: u32,
    is_key: bool,
    /// In ms of the X server's clock.
    at: u32,
}

impl Witness {
    fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        x.xinput_xi_query_version(2, 2).unwrap().reply().unwrap();
        let mask = XIEventMask::RAW_KEY_PRESS
            | XIEventMask::RAW_KEY_RELEASE
            | XIEventMask::RAW_BUTTON_PRESS
            | XIEventMask::RAW_BUTTON_RELEASE;
        let of_all_masters = EventMask { deviceid: 1, mask: vec![mask] };
        x.xinput_xi_select_events(root, &[of_all_masters]).unwrap().check().unwrap();
        Self { x, root }
    }

    /// What was done since the last call.
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else was asked for")]
    fn done(&self) -> Vec<Done> {
        self.x.sync().unwrap();
        let events = std::iter::from_fn(|| self.x.poll_for_event().unwrap());
        let done = events.filter_map(|event| {
            let (press, is_key, raw) = match event {
                Event::XinputRawKeyPress(raw) => (true, true, (raw.detail, raw.time)),
                Event::XinputRawKeyRelease(raw) => (false, true, (raw.detail, raw.time)),
                Event::XinputRawButtonPress(raw) => (true, false, (raw.detail, raw.time)),
                Event::XinputRawButtonRelease(raw) => (false, false, (raw.detail, raw.time)),
                _ => return None,
            };
            Some(Done { press, is_key, detail: raw.0, at: raw.1 })
        });
        done.collect()
    }

    fn is_anything_down(&self) -> bool {
        let keys = self.x.query_keymap().unwrap().reply().unwrap().keys;
        let pointer = self.x.query_pointer(self.root).unwrap().reply().unwrap();
        keys.iter().any(|keys| *keys != 0) || u16::from(pointer.mask) & 0x1f00 != 0
    }

    /// The User's own finger: XTEST by a connection that is not in the sharer's ledger.
    fn presses_escape(&self) {
        for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            self.x.xtest_fake_input(kind, ESC as u8, 0, self.root, 0, 0, 0).unwrap();
        }
        self.x.flush().unwrap();
    }
}

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
    let handle = InjectThread::spawn(move |ledger| desktop_injector(&theirs, ledger)).unwrap();
    let (sender, mut events) = channel(4);
    let panic_key = PanicKey::spawn(&desktop, handle.clone(), sender).unwrap();
    let (mut session, mut times, mut cut_short) = (Controlled::new(), Vec::new(), 0);
    for round in 0..ROUNDS {
        session.begin();
        let epoch = handle.epoch();
        panic_key.arm().unwrap();
        helper_types_with_both_hands(&mut session, &handle, epoch);
        let mut done = Vec::new();
        eventually("the Helper types", || {
            done.extend(witness.done());
            done.len() > 20 + 3 * round
        });
        witness.presses_escape();
        eventually("control is taken back", || handle.epoch() != epoch);
        eventually("nothing is down", || {
            done.extend(witness.done());
            !witness.is_anything_down()
        });
        // What was admitted before does not come later either, nor what the session lets go itself.
        for admitted in session.end() {
            handle.send(admitted, epoch).unwrap();
        }
        panic_key.disarm();
        let quiet = now() + Duration::from_millis(50);
        while now() < quiet {
            done.extend(witness.done());
            std::thread::yield_now();
        }
        assert!(!witness.is_anything_down(), "round {round}");
        assert!(matches!(events.blocking_recv(), Some(PanicEvent::Pressed)));

        let pressed = done.iter().position(|done| done.is_key && done.detail == ESC).unwrap();
        let (before, after) = done.split_at(pressed);
        let theirs = |done: &&Done| !(done.is_key && done.detail == ESC);
        let presses = |done: &[Done]| done.iter().filter(theirs).filter(|done| done.press).count();
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

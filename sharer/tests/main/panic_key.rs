//! The panic key against a real X server.

use protocol::input::Action::{Press, Release};
use protocol::key::PhysicalKey;
use sharer::desktop::panic_key::{PanicEvent, PanicKey};
use sharer::gate::Injection;
use sharer::inject::recording::Record;
use sharer::inject::{InjectHandle, InjectThread, Injector, desktop_injector};
use tokio::sync::mpsc::{Receiver, channel};

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
        let ledger = sharer::inject::Ledger::new();
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

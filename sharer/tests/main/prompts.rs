//! System prompts are noticed, whatever frames them.

use sharer::platform::prompts::PromptEvent;
use sharer::platform::x11::prompts::X11PromptWatch;
use sharer::supervisor::Supervisor;
use tokio::sync::mpsc;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::rig::{Xvfb, eventually};

struct Windows {
    x: RustConnection,
    root: u32,
}

impl Windows {
    fn new(xvfb: &Xvfb) -> Self {
        let (x, screen) = x11rb::connect(Some(&xvfb.display)).unwrap();
        let root = x.setup().roots[screen].root;
        Self { x, root }
    }

    fn open(&self, parent: u32, class: &str) -> Window {
        let window = self.create(parent, class);
        self.x.map_window(window).unwrap().check().unwrap();
        window
    }

    /// Creates a window that is not mapped.
    fn create(&self, parent: u32, class: &str) -> Window {
        let window = self.x.generate_id().unwrap();
        self.create_as(window, parent, class);
        window
    }

    fn create_as(&self, window: Window, parent: u32, class: &str) {
        let (copy, aux) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
        self.x.create_window(0, window, parent, 0, 0, 200, 100, 0, copy, 0, &aux).unwrap();
        let (name, kind) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
        let class = class.as_bytes();
        self.x.change_property8(PropMode::REPLACE, window, name, kind, class).unwrap();
    }

    fn close(&self, window: Window) {
        self.x.destroy_window(window).unwrap().check().unwrap();
    }
}

#[test]
fn a_prompt_is_noticed_when_it_opens_and_when_it_closes() {
    let xvfb = Xvfb::start("640x480x24");
    let windows = Windows::new(&xvfb);
    let (events, mut received) = mpsc::channel(8);
    let supervisor = Supervisor::new().0;
    let _watch = X11PromptWatch::spawn(&xvfb.desktop(), events, &supervisor).unwrap();
    let mut expect = |open: bool| {
        eventually(&format!("a prompt is noticed: {open}"), || match received.try_recv() {
            Ok(PromptEvent::Open(now)) => {
                assert_eq!(now, open);
                true
            }
            Ok(PromptEvent::Failed(error)) => panic!("{error}"),
            Ok(PromptEvent::OutOfReach(_)) => panic!("X11 knows no such window"),
            Ok(PromptEvent::Unwatched) => panic!("a few windows can be examined"),
            Err(_) => false,
        });
    };
    windows.open(windows.root, "xterm\0XTerm\0");
    let prompt = windows.open(windows.root, "pinentry-gtk-2\0Pinentry-gtk-2\0");
    expect(true);
    windows.close(prompt);
    expect(false);
    // As a window manager shows it: in a frame that has no class of its own.
    let frame = windows.open(windows.root, "");
    let framed = windows.open(frame, "polkit-gnome-authentication-agent-1\0Polkit\0");
    expect(true);
    windows.close(framed);
    windows.close(frame);
    expect(false);
}

/// More windows than are examined could hide a prompt: that is said, and is over when they are gone.
#[test]
fn more_windows_than_are_examined_are_reported_as_unwatched() {
    let xvfb = Xvfb::start("640x480x24");
    let windows = Windows::new(&xvfb);
    // The oldest windows are examined last: this prompt is below all others.
    let prompt = windows.open(windows.root, "pinentry-gtk-2\0Pinentry-gtk-2\0");
    let many: Vec<_> = (0..600).map(|_| windows.open(windows.root, "xterm\0XTerm\0")).collect();
    let (events, mut received) = mpsc::channel(8);
    let supervisor = Supervisor::new().0;
    let _watch = X11PromptWatch::spawn(&xvfb.desktop(), events, &supervisor).unwrap();
    let mut expect = |what: &str, is_it: fn(&PromptEvent) -> bool| {
        eventually(what, || match received.try_recv() {
            Ok(event) => {
                assert!(is_it(&event), "{what}: {event:?}");
                true
            }
            Err(_) => false,
        });
    };
    expect("it is not known", |event| matches!(event, PromptEvent::Unwatched));
    for window in many {
        windows.close(window);
    }
    expect("the prompt is noticed", |event| matches!(event, PromptEvent::Open(true)));
    windows.close(prompt);
    expect("the prompt is gone", |event| matches!(event, PromptEvent::Open(false)));
}

/// Programs keep many windows that are not mapped; they show nothing.
#[test]
fn unmapped_windows_do_not_keep_others_from_being_examined() {
    let xvfb = Xvfb::start("640x480x24");
    let windows = Windows::new(&xvfb);
    // The oldest windows are examined last.
    windows.open(windows.root, "pinentry-gtk-2\0Pinentry-gtk-2\0");
    for _ in 0..600 {
        windows.create(windows.root, "xterm\0XTerm\0");
    }
    windows.open(windows.root, "xterm\0XTerm\0");
    let (events, mut received) = mpsc::channel(8);
    let supervisor = Supervisor::new().0;
    let _watch = X11PromptWatch::spawn(&xvfb.desktop(), events, &supervisor).unwrap();
    let event = received.blocking_recv().unwrap();
    assert!(matches!(event, PromptEvent::Open(true)), "{event:?}");
}

/// X servers let a client use the id of a destroyed window again.
#[test]
fn a_window_with_the_id_of_an_earlier_one_is_watched_as_well() {
    let xvfb = Xvfb::start("640x480x24");
    let windows = Windows::new(&xvfb);
    let frame = windows.open(windows.root, "");
    let (events, mut received) = mpsc::channel(8);
    let supervisor = Supervisor::new().0;
    let _watch = X11PromptWatch::spawn(&xvfb.desktop(), events, &supervisor).unwrap();
    let mut expect = |open: bool| {
        eventually(
            &format!("a prompt is noticed: {open}"),
            || matches!(received.try_recv(), Ok(PromptEvent::Open(now)) if now == open),
        );
    };
    // When the end of a prompt is reported, all windows were examined.
    let mut examine_all = |opened: &Windows| {
        let prompt = opened.open(opened.root, "pinentry-gtk-2\0Pinentry-gtk-2\0");
        expect(true);
        opened.close(prompt);
        expect(false);
    };
    examine_all(&windows);
    windows.close(frame);
    examine_all(&windows);
    windows.create_as(frame, windows.root, "");
    windows.x.map_window(frame).unwrap().check().unwrap();
    examine_all(&windows);
    windows.open(frame, "polkit-gnome-authentication-agent-1\0Polkit\0");
    expect(true);
}

//! However the injection ends, nothing stays down on a real X server, and the end is reported.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};

use protocol::geometry::Point;
use protocol::input::Action::Press;
use protocol::input::{Button, InputEvent};
use protocol::key::PhysicalKey;
use session::display::Area;
use session::gate::Injection;
use sharer::input::InjectThread;
use sharer::platform::{Desktop, InjectError, InjectedPresses, Injector};
use sharer::supervisor::{Part, Supervisor};

use crate::controlled::Controlled;
use crate::rig::{Xvfb, eventually, injector};
use crate::witness::Witness;

/// An injector that panics at the third key.
struct Fragile {
    inner: Box<dyn Injector>,
    keys: u32,
}

impl Injector for Fragile {
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        self.keys += u32::from(matches!(injection, Injection::Key(..)));
        assert!(self.keys != 3, "on purpose");
        self.inner.inject(injection)
    }

    fn set_area(&mut self, area: Area) {
        self.inner.set_area(area);
    }
}

fn press(name: &str) -> InputEvent {
    InputEvent::Key { key: name.parse().unwrap(), action: Press }
}

#[test]
fn an_injection_thread_that_panics_leaves_nothing_down() {
    let xvfb = Xvfb::start("640x480x24");
    let (desktop, witness) = (xvfb.desktop(), Witness::new(&xvfb));
    let (supervisor, mut ended) = Supervisor::new();
    let open = move |injected| -> Result<Box<dyn Injector>, InjectError> {
        Ok(Box::new(Fragile { inner: injector(&desktop, injected)?, keys: 0 }))
    };
    let handle = InjectThread::spawn(&supervisor, tokio::sync::mpsc::channel(1).0, open).unwrap();
    let mut session = Controlled::new();
    session.begin();
    let epoch = handle.epoch();
    let (point, button) = (Point { x: 30_000, y: 30_000 }, Button::Left);
    let clicked = InputEvent::Button { seq: 1, point, button, action: Press };
    for event in [clicked, press("ControlLeft"), press("Delete"), press("KeyA")] {
        for admitted in session.admit(event) {
            let _ = handle.send(admitted, epoch);
        }
    }
    let which = ended.blocking_recv().unwrap();
    assert_eq!(which, Part::Input);
    let pressed = witness.events().iter().filter(|event| event.press).count();
    assert_eq!(pressed, 3, "the button and two keys went down");
    assert!(!witness.is_anything_down());
}

/// The X server keeps keys down when the client goes that has pressed them.
#[test]
fn an_injector_whose_connection_breaks_releases_through_another_one() {
    let xvfb = Xvfb::start("640x480x24");
    let (witness, relay) = (Witness::new(&xvfb), Relay::start(&xvfb));
    let desktop = Desktop { address: Some(relay.address.clone()), ..xvfb.desktop() };
    let mut injector = injector(&desktop, InjectedPresses::new()).unwrap();
    injector.inject(Injection::Key(PhysicalKey::CONTROL_LEFT, Press)).unwrap();
    injector.inject(Injection::Button(Button::Left, Press)).unwrap();
    eventually("the key is down", || witness.is_anything_down());
    relay.cut();
    eventually("it cannot inject", || {
        injector.inject(Injection::Key(PhysicalKey::DELETE, Press)).is_err()
    });
    assert!(witness.is_anything_down());
    drop(injector);
    assert!(!witness.is_anything_down());
}

/// Another address of an X server, whose connections can be cut.
struct Relay {
    /// In the form of an X display, which counts TCP ports from 6000.
    address: String,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Relay {
    fn start(xvfb: &Xvfb) -> Self {
        let number = xvfb.display.trim_start_matches(':').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("127.0.0.1:{}", listener.local_addr().unwrap().port() - 6000);
        let open = Arc::<Mutex<Vec<TcpStream>>>::default();
        let theirs = Arc::clone(&open);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let server = UnixStream::connect(format!("/tmp/.X11-unix/X{number}")).unwrap();
                theirs.lock().unwrap().push(client.try_clone().unwrap());
                let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = std::io::copy(&mut from, &mut to);
                    let _ = to.shutdown(Shutdown::Both);
                });
                let (mut from, mut to) = (server, client);
                std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            }
        });
        Self { address, open }
    }

    /// Cuts all connections; those that are made later are not cut.
    fn cut(&self) {
        for client in self.open.lock().unwrap().drain(..) {
            let _ = client.shutdown(Shutdown::Both);
        }
    }
}

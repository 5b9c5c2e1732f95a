//! The panic key: Esc, pressed by the User, ends the Helper's control before anything else happens.
//!
//! A thread with its own connection watches all keyboards while control is shared, below whatever
//! program has the focus or a grab. It takes control back by itself; nobody has to be awake for it.
//! The Helper's own Esc is typed: it is in the [ledger](crate::input::Ledger) of what we inject.

use crate::input::InjectHandle;
use crate::platform::{Desktop, DesktopError};

/// What the watcher has to say. In either case control was taken back already.
#[derive(Debug)]
pub enum PanicEvent {
    /// The User pressed the panic key.
    Pressed,
    /// The keyboards cannot be watched any more.
    Failed(DesktopError),
}

/// The watcher. It rests until it is armed, and ends when dropped.
#[derive(Debug)]
pub struct PanicKey(imp::Watcher);

impl PanicKey {
    /// Starts the watcher. It tells `events`, where a full channel has such news already.
    pub fn spawn(
        desktop: &Desktop,
        inject: InjectHandle,
        events: tokio::sync::mpsc::Sender<PanicEvent>,
    ) -> Result<Self, DesktopError> {
        imp::Watcher::spawn(desktop, inject, events).map(Self)
    }

    /// Watches from now on: control is about to be shared. The keyboards are watched when it
    /// returns.
    pub fn arm(&self) -> Result<(), DesktopError> {
        self.0.arm()
    }

    /// Rests again.
    pub fn disarm(&self) {
        self.0.disarm();
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
    use std::sync::{Arc, mpsc};

    use tokio::sync::mpsc::Sender;
    use x11rb::connection::Connection as _;
    use x11rb::protocol::xinput::XIEventMask;
    use x11rb::protocol::xproto::ConnectionExt as _;

    use super::super::connection::{Connection, News};
    use super::PanicEvent;
    use crate::input::{InjectHandle, Ledger};
    use crate::platform::wake::{self, Sleeper, Waker};
    use crate::platform::{Desktop, DesktopError, Reason};

    /// The keysym of Escape.
    const ESCAPE: u32 = 0xff1b;

    /// The key code of the key that has Esc printed on it, whatever it was made to do.
    const ESCAPE_KEY: u8 = 9;

    #[derive(Debug)]
    pub(super) struct Watcher {
        orders: mpsc::SyncSender<Order>,
        end: Arc<AtomicBool>,
        waker: Waker,
    }

    enum Order {
        Arm(mpsc::SyncSender<Result<(), DesktopError>>),
        Disarm,
    }

    /// Orders that may wait. The thread is always quick; a caller of `disarm` need not wait.
    const ORDERS: usize = 8;

    impl Watcher {
        pub(super) fn spawn(
            desktop: &Desktop,
            inject: InjectHandle,
            events: Sender<PanicEvent>,
        ) -> Result<Self, DesktopError> {
            let connection = Connection::open(desktop.x_display.as_deref())?;
            connection.use_xinput()?;
            let (waker, sleeper) = wake::pair()?;
            let (orders, ordered) = mpsc::sync_channel(ORDERS);
            let end = Arc::new(AtomicBool::new(false));
            let watch = Watch {
                escapes: Vec::new(),
                injecting: Vec::new(),
                ledger: inject.ledger(),
                connection,
                inject,
                is_armed: false,
            };
            let has_ended = Arc::clone(&end);
            std::thread::Builder::new().name("panic-key".into()).spawn(move || {
                watch.run(&sleeper, &ordered, &has_ended, &events);
            })?;
            Ok(Self { orders, end, waker })
        }

        pub(super) fn arm(&self) -> Result<(), DesktopError> {
            let (done, answer) = mpsc::sync_channel(1);
            let gone = || DesktopError::Lost(Reason::of("the panic key is not watched any more"));
            self.orders.send(Order::Arm(done)).map_err(|_| gone())?;
            self.waker.wake();
            answer.recv().map_err(|_| gone())?
        }

        pub(super) fn disarm(&self) {
            // When the thread is gone nothing is watched either.
            let _ = self.orders.send(Order::Disarm);
            self.waker.wake();
        }
    }

    impl Drop for Watcher {
        fn drop(&mut self) {
            self.end.store(true, SeqCst);
            self.waker.wake();
        }
    }

    struct Watch {
        connection: Connection,
        inject: InjectHandle,
        ledger: Ledger,
        /// Keys that mean Escape.
        escapes: Vec<u8>,
        /// Devices through which programs inject.
        injecting: Vec<u16>,
        is_armed: bool,
    }

    impl Watch {
        fn run(
            mut self,
            sleeper: &Sleeper,
            orders: &mpsc::Receiver<Order>,
            end: &AtomicBool,
            events: &Sender<PanicEvent>,
        ) {
            while !end.load(SeqCst) {
                let turn = self.obey(orders).and_then(|()| self.take_events());
                match turn {
                    Ok(true) => {
                        let _ = events.try_send(PanicEvent::Pressed);
                    }
                    Ok(false) => {}
                    Err(error) => {
                        // What cannot be stopped must not go on.
                        self.inject.revoke();
                        let _ = events.try_send(PanicEvent::Failed(error));
                        return;
                    }
                }
                sleeper.sleep_or_readable(self.connection.x.stream(), None);
            }
        }

        fn obey(&mut self, orders: &mpsc::Receiver<Order>) -> Result<(), DesktopError> {
            for order in orders.try_iter() {
                match order {
                    Order::Arm(done) => {
                        let armed = self.arm();
                        let is_armed = armed.is_ok();
                        let _ = done.send(armed);
                        if !is_armed {
                            let reason = Reason::of("its keyboards cannot be watched");
                            return Err(DesktopError::Lost(reason));
                        }
                    }
                    Order::Disarm => {
                        self.is_armed = false;
                        self.connection.select_raw(XIEventMask::from(0u32))?;
                    }
                }
            }
            Ok(())
        }

        fn arm(&mut self) -> Result<(), DesktopError> {
            self.injecting = self.connection.xtest_devices()?;
            self.learn_escapes()?;
            self.ledger.clear();
            // What was pressed before is over.
            while self.connection.next_news()?.is_some() {}
            self.is_armed = true;
            self.connection.select_raw(XIEventMask::RAW_KEY_PRESS)
        }

        /// Reads what is here. Whether the panic key was pressed; control is taken back by then.
        fn take_events(&mut self) -> Result<bool, DesktopError> {
            self.connection.x.flush()?;
            let mut is_pressed = false;
            while let Some(news) = self.connection.next_news()? {
                match news {
                    News::KeyPress { keycode, device } => {
                        if self.is_panic(keycode, device) {
                            self.inject.revoke();
                            is_pressed = true;
                        }
                    }
                    News::Keymap => self.learn_escapes()?,
                    News::Damage | News::Cursor | News::Motion | News::Displays => {}
                }
            }
            Ok(is_pressed)
        }

        fn is_panic(&self, keycode: u32, device: u16) -> bool {
            let Ok(keycode) = u8::try_from(keycode) else {
                return false;
            };
            // Other programs inject, too: an on-screen keyboard is the User's own hand.
            let is_ours = self.injecting.contains(&device) && self.ledger.strike(keycode);
            self.is_armed && !is_ours && self.escapes.contains(&keycode)
        }

        fn learn_escapes(&mut self) -> Result<(), DesktopError> {
            let setup = self.connection.x.setup();
            let (first, last) = (setup.min_keycode, setup.max_keycode);
            let count = last.saturating_sub(first).saturating_add(1);
            let map = self.connection.x.get_keyboard_mapping(first, count)?.reply()?;
            let width = usize::from(map.keysyms_per_keycode).max(1);
            self.escapes = (first..=last)
                .zip(map.keysyms.chunks(width))
                .filter(|(keycode, keysyms)| *keycode == ESCAPE_KEY || keysyms.contains(&ESCAPE))
                .map(|(keycode, _)| keycode)
                .collect();
            Ok(())
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use tokio::sync::mpsc::Sender;

    use super::PanicEvent;
    use crate::input::InjectHandle;
    use crate::platform::{Desktop, DesktopError};

    #[derive(Debug)]
    pub(super) enum Watcher {}

    impl Watcher {
        pub(super) fn spawn(
            _: &Desktop,
            _: InjectHandle,
            _: Sender<PanicEvent>,
        ) -> Result<Self, DesktopError> {
            Err(DesktopError::Unsupported)
        }

        pub(super) fn arm(&self) -> Result<(), DesktopError> {
            match *self {}
        }

        pub(super) fn disarm(&self) {
            match *self {}
        }
    }
}

//! The thread that watches: speaks to the bus, and reads the compositor when it is asked.

use std::sync::mpsc::SyncSender;
use std::time::Duration;

use protocol::time::Tick;
use tokio::sync::mpsc;
use zbus::Connection;

use super::error::Unproven;
use super::mutter::{self, Monitor};
use super::{PATIENCE, open_to_all};
use crate::clock::Clock;
use crate::platform::error::Reason;
use crate::platform::linux::bus;
use crate::platform::press_watch::{EVIDENCE_TIMEOUT, Evidence, Seen};
use crate::platform::wayland::input::Compositor;

/// How often sessions are looked up while another program may have one.
const LOOK: Duration = Duration::from_millis(300);

/// What the thread is told to do.
#[derive(Debug)]
pub(super) enum Order {
    /// A window is watched from now on.
    Watch,
    /// Ends that.
    Unwatch,
    /// Says what follows for this press, which is asked about at this time.
    Evidence(Seen, Tick, SyncSender<Result<Evidence, Unproven>>),
}

/// See the module.
pub(super) struct Watcher {
    bus: Connection,
    compositor: Compositor,
    clock: Clock,
    monitor: Option<Monitor>,
    /// A monitor has failed: what was called meanwhile nobody saw.
    has_failed: bool,
}

impl Watcher {
    /// Works until there are no orders any more. Says first whether it can.
    pub(super) fn run(
        compositor: Compositor,
        clock: Clock,
        orders: mpsc::Receiver<Order>,
        begun: &SyncSender<Result<(), Unproven>>,
    ) {
        let work = async {
            let begins = tokio::time::timeout(PATIENCE, Self::begin(compositor, clock)).await;
            match begins.unwrap_or_else(|_| Err(slow())) {
                Ok((mut watcher, _bus)) => {
                    let _ = begun.send(Ok(()));
                    watcher.obey(orders).await;
                }
                Err(error) => {
                    let _ = begun.send(Err(error));
                }
            }
        };
        if let Err(error) = bus::run(work) {
            let _ = begun.try_send(Err(Unproven::NoBus(Reason::of(error))));
        }
    }

    async fn begin(
        compositor: Compositor,
        clock: Clock,
    ) -> Result<(Self, bus::SessionBus), Unproven> {
        if let Some(interface) = open_to_all(&compositor) {
            return Err(Unproven::OpenToAll(interface));
        }
        let bus = bus::connect().await.map_err(Unproven::NoBus)?;
        // No other program has both the socket and the sessions.
        let mutter = mutter::process(&bus).await?;
        if mutter.is_none() || mutter != compositor.process() {
            return Err(Unproven::OtherCompositor);
        }
        // Whether the bus lets itself be watched.
        Monitor::begin(&bus, clock).await?;
        let bus_of_ours = Connection::clone(&bus);
        let watcher =
            Self { bus: bus_of_ours, compositor, clock, monitor: None, has_failed: false };
        Ok((watcher, bus))
    }

    async fn obey(&mut self, mut orders: mpsc::Receiver<Order>) {
        loop {
            let clock = self.clock;
            let result = tokio::select! {
                biased;
                order = orders.recv() => match order {
                    Some(Order::Watch) => self.watch().await,
                    Some(Order::Unwatch) => {
                        self.monitor = None;
                        Ok(())
                    }
                    Some(Order::Evidence(seen, asked, answer)) => {
                        let evidence = self.evidence(&seen, asked).await;
                        self.has_failed |= evidence.is_err();
                        // Who asked may have given up.
                        let _ = answer.try_send(evidence);
                        Ok(())
                    }
                    None => return,
                },
                called = next(self.monitor.as_mut(), clock) => called,
                () = tokio::time::sleep(LOOK), if self.is_uncertain() => self.look().await,
            };
            if let Err(error) = result {
                tracing::warn!(%error, "presses are not watched");
                self.monitor = None;
                self.has_failed = true;
            }
        }
    }

    fn is_uncertain(&self) -> bool {
        self.monitor.as_ref().is_some_and(|monitor| monitor.injectors.may_inject())
    }

    async fn watch(&mut self) -> Result<(), Unproven> {
        self.monitor = None;
        // The key maps that came before are not new.
        self.compositor.has_new_keymap().map_err(Unproven::NoCompositor)?;
        let begins = Monitor::begin(&self.bus, self.clock);
        let monitor = self.monitor.insert(in_time(begins).await?);
        if std::mem::take(&mut self.has_failed) {
            monitor.injectors.on_gap(self.clock.now());
        }
        Ok(())
    }

    async fn look(&mut self) -> Result<(), Unproven> {
        match &mut self.monitor {
            Some(monitor) => in_time(monitor.look(&self.bus, self.clock)).await,
            None => Err(Unproven::NoBus(Reason::of("no window is watched"))),
        }
    }

    async fn evidence(&mut self, seen: &Seen, asked: Tick) -> Result<Evidence, Unproven> {
        let looked = self.look().await;
        let Some(monitor) = self.monitor.as_mut() else {
            return Err(Unproven::NoBus(Reason::of("no window is watched")));
        };
        looked?;
        if self.compositor.has_new_keymap().map_err(Unproven::NoCompositor)? {
            monitor.injectors.on_remapped(asked);
        }
        if let Some(interface) = open_to_all(&self.compositor) {
            return Err(Unproven::OpenToAll(interface));
        }
        Ok(monitor.injectors.evidence(seen, asked))
    }
}

async fn next(monitor: Option<&mut Monitor>, clock: Clock) -> Result<(), Unproven> {
    match monitor {
        Some(monitor) => monitor.next(clock).await,
        None => std::future::pending().await,
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, Unproven>>) -> Result<T, Unproven> {
    tokio::time::timeout(EVIDENCE_TIMEOUT / 2, work).await.unwrap_or_else(|_| Err(slow()))
}

fn slow() -> Unproven {
    Unproven::NoBus(Reason::of("it does not answer"))
}

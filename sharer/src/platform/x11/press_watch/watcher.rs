//! The thread that watches: one connection, so that presses, devices and windows come in one order.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc;

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::protocol::record::ConnectionExt as _;
use x11rb::protocol::xinput::{self, ConnectionExt as _, XIEventMask};
use x11rb::protocol::xproto::{ConnectionExt as _, Window};
use x11rb::protocol::xtest::{self, ConnectionExt as _};

use super::super::connection::Connection;
use super::super::xkb;
use super::keys::Keys;
use super::recorder::{self, Recorder};
use super::watch::Watch;
use super::window;
use crate::clock::Clock;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::Evidence;
use crate::platform::press_watch::orders::Answer;
use crate::platform::wake::Sleeper;
use crate::supervisor::{Ending, Supervisor};

/// Events that are read before orders are looked at again.
const EVENTS: usize = 4096;

/// How often so many events are read before evidence is given up.
const READS: usize = 16;

/// How often the devices are read again while they change. Then what they press counts as forged.
const CHANGES: usize = 4;

/// What the thread is told to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Watches this window.
    Watch(Window, Answer<()>),
    /// Ends that.
    Unwatch,
    /// Says what happened.
    Evidence(Answer<Evidence>),
}

/// See the module.
pub(super) struct Watcher {
    connection: Connection,
    address: Option<String>,
    supervisor: Supervisor,
    clock: Clock,
    /// The X server can record what programs inject.
    can_record: bool,
    /// What the keys meant when the thread began. A program may give them another meaning before a question.
    keys: Keys,
    watch: Option<Watch>,
}

impl Watcher {
    pub(super) fn new(
        connection: Connection,
        address: Option<String>,
        supervisor: Supervisor,
    ) -> Result<Self, PlatformError> {
        let can_record = recorder::is_supported(&connection)?;
        xkb::begin(&connection)?;
        let (clock, keys) = (Clock::start(), Keys::read(&connection)?);
        Ok(Self { connection, address, supervisor, clock, can_record, keys, watch: None })
    }

    /// Whether a program that imitates a device is noticed. Without XTEST none can.
    pub(super) fn sees_forgeries(&self) -> Result<bool, PlatformError> {
        let xtest = self.connection.x.extension_information(xtest::X11_EXTENSION_NAME)?;
        Ok(self.can_record || xtest.is_none())
    }

    pub(super) fn run(
        mut self,
        sleeper: &Sleeper,
        orders: &mpsc::Receiver<Order>,
        end: &AtomicBool,
    ) -> Ending {
        while !end.load(SeqCst) {
            for order in orders.try_iter() {
                self.obey(order);
            }
            match self.read_events() {
                Ok(true) => {}
                Ok(false) => sleeper.sleep_or_readable(self.connection.x.stream(), None),
                // Who asks for evidence learns it by the end of the channel.
                Err(error) => {
                    tracing::warn!(%error, "presses are not watched any more");
                    break;
                }
            }
        }
        Ending::Expected
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Watch(window, done) => {
                let watched = self.unwatch().and_then(|()| self.watch(window));
                if watched.is_err() {
                    let _ = self.unwatch();
                }
                let _ = done.try_send(watched);
            }
            Order::Unwatch => {
                // A connection that is broken shows in the next events.
                let _ = self.unwatch();
            }
            Order::Evidence(done) => {
                let _ = done.try_send(self.evidence());
            }
        }
    }

    fn watch(&mut self, window: Window) -> Result<(), PlatformError> {
        let connection = &self.connection;
        select(connection, ALL_DEVICES, XIEventMask::HIERARCHY)?;
        let watch = Watch::new(connection, window, &self.keys, self.clock.now())?;
        let watch = self.watch.insert(watch);
        // Before the presses are selected, so that each of them is in the recording, too.
        if self.can_record {
            let context = connection.x.generate_id()?;
            let (address, clock) = (self.address.as_deref(), self.clock);
            let recorder = Recorder::start(connection, address, context, clock, &self.supervisor)?;
            watch.recording = Some((context, recorder));
        }
        let raw = XIEventMask::RAW_BUTTON_PRESS
            | XIEventMask::RAW_KEY_PRESS
            | XIEventMask::RAW_TOUCH_BEGIN
            | XIEventMask::RAW_MOTION;
        connection.select_raw(raw)
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        let connection = &self.connection;
        connection.select_raw(XIEventMask::from(0u32))?;
        select(connection, ALL_DEVICES, XIEventMask::from(0u32))?;
        if let Some(watch) = self.watch.take() {
            if let Some((context, _)) = watch.recording {
                let _ = connection.x.record_free_context(context)?.check();
            }
            watch.window.end(connection)?;
        }
        window::ignore(connection, connection.root())?;
        // What was selected until now does not count for the next window.
        let poll = || Ok::<_, PlatformError>(connection.x.poll_for_event()?.is_some());
        if is_drained(READS * EVENTS, poll)? { Ok(()) } else { Err(flooded()) }
    }

    /// Reads the events that have arrived. Whether there may be more.
    fn read_events(&mut self) -> Result<bool, PlatformError> {
        self.connection.x.flush()?;
        let now = self.clock.now();
        let Some(watch) = &mut self.watch else {
            let poll = || Ok::<_, PlatformError>(self.connection.x.poll_for_event()?.is_some());
            return Ok(!is_drained(EVENTS, poll)?);
        };
        let mut count = 0;
        for _ in 0..CHANGES {
            let mut has_new_devices = false;
            while count < EVENTS {
                let Some((event, number)) = self.connection.x.poll_for_event_with_sequence()?
                else {
                    break;
                };
                count += 1;
                // Any program can send any event to the window.
                if !event.sent_event() {
                    has_new_devices |= watch.on_event(&event, number, now);
                }
            }
            if !has_new_devices {
                break;
            }
            watch.refresh_devices(&self.connection)?;
        }
        // Events that arrive before an answer wait in this process then, where nothing wakes the thread.
        let has_asked = match watch.refresh(&self.connection) {
            Ok(has_asked) => has_asked,
            Err(_) => {
                // The window is gone, or the connection, which shows at once.
                self.unwatch()?;
                true
            }
        };
        Ok(has_asked || count == EVENTS)
    }

    fn evidence(&mut self) -> Result<Evidence, PlatformError> {
        let lost = |what| PlatformError::Lost(Reason::of(what));
        // A round trip: all that the server did before it has arrived.
        self.connection.x.get_input_focus()?.reply()?;
        let mut reads = 0;
        while self.read_events()? {
            reads += 1;
            if reads == READS {
                return Err(flooded());
            }
        }
        let connection = &self.connection;
        let watch = self.watch.as_mut().ok_or_else(|| lost("no window is watched"))?;
        let recorded = match &watch.recording {
            Some((_, recorder)) => {
                let marker = connection.x.xtest_get_version(2, 2)?;
                let sequence = marker.sequence_number();
                marker.reply()?;
                // The X server counts in 32 bits.
                let sequence = u32::try_from(sequence & 0xffff_ffff).unwrap_or_default();
                Some(recorder.up_to(sequence)?)
            }
            None => None,
        };
        watch.evidence(connection, recorded.as_ref(), self.clock.now())
    }
}

/// Polls until there is nothing more. Not if there still is after `limit` times.
fn is_drained<E>(limit: usize, mut poll: impl FnMut() -> Result<bool, E>) -> Result<bool, E> {
    for _ in 0..limit {
        if !poll()? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn flooded() -> PlatformError {
    PlatformError::Lost(Reason::of("its programs do more than can be watched"))
}

const ALL_DEVICES: u16 = 0;

fn select(connection: &Connection, deviceid: u16, mask: XIEventMask) -> Result<(), PlatformError> {
    let mask = xinput::EventMask { deviceid, mask: vec![mask] };
    connection.x.xinput_xi_select_events(connection.root(), &[mask])?.check()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_of_events_is_not_read_without_end() {
        let drains = |there_are: usize| {
            let mut left = there_are;
            let poll = || {
                left = left.saturating_sub(1);
                Ok::<_, ()>(left > 0)
            };
            is_drained(100, poll)
        };
        assert_eq!((drains(100), drains(usize::MAX)), (Ok(true), Ok(false)));
        assert_eq!(is_drained(100, || Err("lost")), Err("lost"));
    }
}

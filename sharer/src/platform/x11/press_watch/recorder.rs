//! Records which programs press keys and move the pointer, through the RECORD extension.
//!
//! XTEST can press a key in the name of a real device (XInput 1 events within FakeInput). The events that
//! follow are the same, bit for bit, as those of that device. The request itself can be seen, though: the X
//! server hands each one over before it executes it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use protocol::time::Tick;
use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::protocol::record::{self, ConnectionExt as _};
use x11rb::protocol::{xinput, xtest};

use super::super::connection::Connection;
use super::recording::{Forged, Recording};
use super::requests::{self, Numbers, Request};
use crate::clock::Clock;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::EVIDENCE_TIMEOUT;
use crate::supervisor::{Ending, Part, Supervisor};

/// Forged presses that are kept. When a program makes more, all presses count as forged.
const FORGED: usize = 64;

/// How long the recording is waited for: less than the one who asks for evidence waits.
const SYNC_TIMEOUT: Duration = EVIDENCE_TIMEOUT.checked_div(2).expect("two is not zero");

/// Categories of replies to EnableContext.
const FROM_CLIENT: u8 = 1;
const START_OF_DATA: u8 = 4;

/// A recording. It ends with its context.
#[derive(Debug)]
pub(super) struct Recorder {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

/// What was recorded.
#[derive(Debug, Default)]
struct Seen {
    forged: VecDeque<Forged>,
    /// More presses were forged than are kept.
    is_full: bool,
    pressed: Option<Tick>,
    moved: Option<(Tick, u32)>,
    /// The sequence number of the last marker, and the X server's time then in ms.
    marker: Option<(u32, u32)>,
    /// The recording has ended, was tampered with, or could not be read.
    is_broken: bool,
}

/// Whether this X server can record what programs inject.
pub(super) fn is_supported(connection: &Connection) -> Result<bool, PlatformError> {
    for name in [record::X11_EXTENSION_NAME, xtest::X11_EXTENSION_NAME] {
        if connection.x.extension_information(name)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Recorder {
    /// Begins to record; `owner` owns the context, which ends with that connection at the latest. Everything
    /// that is executed after it returns is recorded.
    pub(super) fn start(
        owner: &Connection,
        address: Option<&str>,
        context: u32,
        clock: Clock,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let numbers = numbers(owner)?;
        owner.x.record_query_version(1, 13)?.reply()?;
        let header = record::HType::FROM_CLIENT_TIME | record::HType::FROM_CLIENT_SEQUENCE;
        let clients = [u32::from(record::CS::ALL_CLIENTS)];
        owner
            .x
            .record_create_context(context, u8::from(header), &clients, &ranges(numbers))?
            .check()?;
        let started = Self::read(owner, address, context, numbers, clock, supervisor);
        if started.is_err() {
            let _ = owner.x.record_free_context(context)?.check();
        }
        started
    }

    /// Starts the thread that reads the recording, and waits until it has begun.
    fn read(
        owner: &Connection,
        address: Option<&str>,
        context: u32,
        numbers: Numbers,
        clock: Clock,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let data = Connection::open(address)?;
        let shared = Arc::new(Shared::default());
        let (ready, is_ready) = mpsc::sync_channel(1);
        let reader = Reader {
            shared: Arc::clone(&shared),
            numbers,
            context,
            own: owner.x.setup().resource_id_base,
            clock,
        };
        let at_the_end = Arc::clone(&shared);
        supervisor.spawn_thread(
            Part::PressWatch,
            move || {
                reader.run(&data, &ready);
                Ending::Expected
            },
            move || at_the_end.update(|seen| seen.is_broken = true),
        )?;
        match is_ready.recv_timeout(SYNC_TIMEOUT) {
            Ok(()) => Ok(Self { shared }),
            Err(_) => Err(lost()),
        }
    }

    /// What was recorded up to the marker with this sequence number, once that is reached.
    pub(super) fn up_to(&self, marker: u32) -> Result<Recording, PlatformError> {
        let is_reached = |seen: &Seen| seen.marker.filter(|(sequence, _)| *sequence == marker);
        let is_behind = |seen: &mut Seen| !seen.is_broken && is_reached(seen).is_none();
        let seen = self.shared.lock();
        let waited = self.shared.changed.wait_timeout_while(seen, SYNC_TIMEOUT, is_behind);
        let (seen, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let (_, time) = is_reached(&seen).filter(|_| !seen.is_broken).ok_or_else(lost)?;
        Ok(Recording {
            forged: seen.forged.iter().copied().collect(),
            is_full: seen.is_full,
            time,
            pressed: seen.pressed,
            moved: seen.moved,
        })
    }
}

fn lost() -> PlatformError {
    PlatformError::Lost(Reason::of("what its programs press is not recorded any more"))
}

fn numbers(connection: &Connection) -> Result<Numbers, PlatformError> {
    let information = |name| {
        let found = connection.x.extension_information(name)?;
        found.ok_or(PlatformError::from(super::super::X11Error::Missing(name)))
    };
    let xinput = information(xinput::X11_EXTENSION_NAME)?;
    Ok(Numbers {
        xtest: information(xtest::X11_EXTENSION_NAME)?.major_opcode,
        xinput: xinput.major_opcode,
        xinput_first_event: xinput.first_event,
        record: information(record::X11_EXTENSION_NAME)?.major_opcode,
        root: connection.root(),
    })
}

/// Which requests are recorded.
fn ranges(numbers: Numbers) -> [record::Range; 3] {
    let core = |first, last| record::Range8 { first, last };
    let extension = |major, first, last| record::ExtRange {
        major: record::Range8 { first: major, last: major },
        minor: record::Range16 { first: u16::from(first), last: u16::from(last) },
    };
    let range = |core_requests, ext_requests| record::Range {
        core_requests,
        ext_requests,
        ..record::Range::default()
    };
    let none = core(0, 0);
    let (xtest, xinput, record) = (numbers.xtest, numbers.xinput, numbers.record);
    let warp = core(requests::WARP_POINTER, requests::WARP_POINTER);
    let sent_or_grabbed = core(requests::SEND_EVENT, requests::GRAB_BUTTON);
    [
        range(warp, extension(xtest, requests::GET_VERSION, requests::FAKE_INPUT)),
        range(
            sent_or_grabbed,
            extension(xinput, requests::XI_WARP_POINTER, requests::XI_WARP_POINTER),
        ),
        range(none, extension(record, requests::CREATE_CONTEXT, requests::FREE_CONTEXT)),
    ]
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// Reads the recording on a connection of its own, which the server uses for nothing else.
struct Reader {
    shared: Arc<Shared>,
    numbers: Numbers,
    context: u32,
    /// The beginning of the ids of the connection that owns the context.
    own: u32,
    clock: Clock,
}

impl Reader {
    fn run(&self, data: &Connection, ready: &mpsc::SyncSender<()>) {
        let Ok(replies) = data.x.record_enable_context(self.context) else {
            return;
        };
        for reply in replies {
            let Ok(reply) = reply else {
                return;
            };
            match reply.category {
                START_OF_DATA => {
                    let _ = ready.try_send(());
                }
                FROM_CLIENT => self.shared.update(|seen| self.read(&reply, seen)),
                _ => {}
            }
        }
    }

    fn read(&self, reply: &record::EnableContextReply, seen: &mut Seen) {
        let is_own = reply.xid_base == self.own;
        let now = self.clock.now();
        for recorded in requests::read(self.numbers, reply.client_swapped, &reply.data) {
            let Some(recorded) = recorded else {
                seen.is_broken = true;
                return;
            };
            match recorded.request {
                Request::Press => seen.pressed = Some(now),
                Request::ForgedPress { device, code } => {
                    seen.pressed = Some(now);
                    if seen.forged.len() == FORGED {
                        seen.forged.pop_front();
                        seen.is_full = true;
                    }
                    seen.forged.push_back(Forged { device, code, time: recorded.time });
                }
                Request::Motion => seen.moved = Some((now, recorded.time)),
                // Another program that changes this recording wants something to be missed.
                Request::Context(context) => seen.is_broken |= context == self.context && !is_own,
                Request::Marker if is_own => {
                    seen.marker = Some((recorded.sequence, recorded.time));
                }
                Request::Marker | Request::Other => {}
            }
        }
    }
}

//! What is known while a window is watched: the last press, and when programs did something.

use std::time::Duration;

use protocol::time::Tick;
use x11rb::connection::SequenceNumber;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{Mapping, Window};

use super::super::connection::Connection;
use super::devices::Devices;
use super::keys::Keys;
use super::pointing::{self, OnScreen, Pointing};
use super::recorder::Recorder;
use super::recording::Recording;
use super::window::Watched;
use crate::platform::error::PlatformError;
use crate::platform::press_watch::{
    Brought, Control, Evidence, PointerEvidence, Press, PressOrigin,
};

/// The minor opcode of XKB's SetMap. The X server puts it into a NewKeyboardNotify when another keyboard with its
/// own map is used; the request itself leads to a MapNotify.
const ANOTHER_KEYBOARD: u8 = 9;

/// Ages by the X server's clock that are longer come from a clock that was set back.
const CREDIBLE: Duration = Duration::from_secs(3600);

/// What there is while a window is watched.
pub(super) struct Watch {
    pub(super) window: Watched,
    /// The recording and its context.
    pub(super) recording: Option<(u32, Recorder)>,
    devices: Devices,
    keys: Keys,
    pointing: Pointing,
    last: Option<RawPress>,
    injected: Option<Tick>,
    typed: Option<Tick>,
    remapped: Option<Tick>,
}

/// A press as the X server reports it.
#[derive(Clone, Copy, Debug)]
struct RawPress {
    control: Control,
    device: u16,
    /// The X server's time in ms.
    time: u32,
    at: Tick,
    /// Where a device had brought the pointer, if that is known.
    brought: Option<OnScreen>,
    /// The devices may have changed since, so that this one may be another.
    is_doubtful: bool,
}

impl Watch {
    /// Watches a window from now on. Nothing has been pressed. `before` is what the keys meant when nothing was
    /// asked yet.
    pub(super) fn new(
        connection: &Connection,
        window: Window,
        before: &Keys,
        now: Tick,
    ) -> Result<Self, PlatformError> {
        Ok(Self {
            devices: Devices::read(connection)?,
            keys: Keys::read(connection)?.activating_as(before),
            pointing: Pointing::default(),
            // The last one that can fail: it has selected events then.
            window: Watched::new(connection, window, now)?,
            recording: None,
            last: None,
            injected: None,
            typed: None,
            remapped: None,
        })
    }

    /// All that is known now. The press is handed out once.
    pub(super) fn evidence(
        &mut self,
        connection: &Connection,
        recorded: Option<&Recording>,
        now: Tick,
    ) -> Result<Evidence, PlatformError> {
        let age = |tick: Tick| now.since(tick);
        let press = self.last.take().map(|raw| self.press(raw, recorded, now));
        let pressed = self.injected.max(recorded.and_then(|recorded| recorded.pressed));
        let moved = recorded.and_then(|recorded| recorded.moved);
        let by_device = self.pointing.moved();
        let pointer = PointerEvidence {
            place: self.window.within(pointing::ask(connection)?.1),
            moved_by_program: moved.map(|(at, _)| age(at)),
            is_by_program: recorded.is_some_and(|recorded| recorded.has_moved_last(by_device)),
        };
        Ok(Evidence {
            press,
            program_pressed: pressed.map(age),
            typed: self.typed.map(age),
            remapped: self.remapped.map(age),
            pointer,
            window: self.window.evidence(connection, now)?,
        })
    }

    /// Learns of an event with this number. Whether the devices have to be read again.
    #[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want nine")]
    pub(super) fn on_event(&mut self, event: &Event, number: SequenceNumber, now: Tick) -> bool {
        let brought = self.pointing.before(number);
        let mut pressed = |control, device, time, brought| {
            self.pressed(RawPress { control, device, time, at: now, brought, is_doubtful: false });
        };
        match event {
            Event::XinputRawButtonPress(event) => {
                pressed(Control::Button(event.detail), event.sourceid, event.time, brought);
            }
            Event::XinputRawKeyPress(event) => {
                pressed(Control::Key(event.detail), event.sourceid, event.time, brought);
            }
            Event::XinputRawTouchBegin(event) => {
                // The finger itself brings the pointer.
                pressed(Control::Touch, event.sourceid, event.time, None);
                self.moved(event.sourceid, number, event.time);
            }
            Event::XinputRawMotion(event) => self.moved(event.sourceid, number, event.time),
            Event::XinputHierarchy(_) => {
                if let Some(last) = &mut self.last {
                    last.is_doubtful = true;
                }
                return true;
            }
            // Of the keyboard, the events of XKB say more.
            Event::MappingNotify(event) if event.request == Mapping::POINTER => {
                self.remapped = Some(now);
            }
            Event::XkbMapNotify(_) => self.remapped = Some(now),
            Event::XkbNewKeyboardNotify(event) if event.request_minor != ANOTHER_KEYBOARD => {
                self.remapped = Some(now);
            }
            event => self.window.on_event(event, now),
        }
        false
    }

    fn pressed(&mut self, press: RawPress) {
        if self.is_injecting(press.device) {
            self.injected = Some(press.at);
        }
        if matches!(press.control, Control::Key(code) if self.keys.prints(code)) {
            self.typed = Some(press.at);
        }
        self.last = Some(press);
    }

    /// A device moved the pointer.
    fn moved(&mut self, device: u16, number: SequenceNumber, time: u32) {
        if !self.is_injecting(device) {
            self.pointing.moves(number, time);
        }
    }

    fn is_injecting(&self, device: u16) -> bool {
        self.devices.get(device).is_none_or(|device| device.is_injecting)
    }

    /// Asks where the window and the pointer are, if they may have moved. Whether the X server was asked.
    pub(super) fn refresh(&mut self, connection: &Connection) -> Result<bool, PlatformError> {
        let was_stale = self.pointing.is_stale();
        if was_stale {
            let (request, place) = pointing::ask(connection)?;
            self.pointing.is_at(request, place);
        }
        Ok(self.window.refresh(connection)? || was_stale)
    }

    /// Reads the devices again.
    pub(super) fn refresh_devices(&mut self, connection: &Connection) -> Result<(), PlatformError> {
        self.devices = Devices::read(connection)?;
        Ok(())
    }

    fn press(&self, raw: RawPress, recorded: Option<&Recording>, now: Tick) -> Press {
        let RawPress { control, device: id, time, at, brought, is_doubtful } = raw;
        let code = match control {
            Control::Button(code) | Control::Key(code) => code,
            // XTEST cannot touch.
            Control::Touch => 0,
        };
        let device = self.devices.get(id);
        let origin = match device {
            _ if is_doubtful => PressOrigin::Forged,
            _ if recorded.is_some_and(|recorded| recorded.has_forged(id, code, time)) => {
                PressOrigin::Forged
            }
            None => PressOrigin::Forged,
            Some(device) if device.is_injecting => PressOrigin::Injected,
            Some(_) => PressOrigin::Device,
        };
        let device = device.map_or_else(String::new, |device| device.name.clone());
        // This thread may have been busy when the event arrived.
        let by_server = recorded.map_or(0, |recorded| recorded.time.wrapping_sub(time));
        let by_server = Duration::from_millis(by_server.into());
        let age = now.since(at).max(if by_server < CREDIBLE { by_server } else { Duration::ZERO });
        let activates = matches!(control, Control::Key(code) if self.keys.activates(code));
        let brought = brought.map_or(Brought::Unknown, |place| {
            self.window.within(place).map_or(Brought::Outside, |(x, y)| Brought::At(x, y))
        });
        Press { control, activates, origin, device, brought, age }
    }
}

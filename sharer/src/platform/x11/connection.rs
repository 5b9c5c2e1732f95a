//! Connections to the X server, and the words for what can go wrong with them.

use std::ffi::OsStr;

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::errors::{ConnectError, ConnectionError, ReplyError, ReplyOrIdError};
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xinput::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{ConnectionExt as _, Screen};
use x11rb::protocol::{Event, xfixes};
use x11rb::rust_connection::RustConnection;

use crate::platform::{DesktopError, Reason};

/// A connection and the number of its screen.
pub(crate) struct Connection {
    pub(crate) x: RustConnection,
    screen: usize,
}

impl Connection {
    /// Connects to the X display, or to the one that `DISPLAY` names.
    pub(crate) fn open(x_display: Option<&str>) -> Result<Self, DesktopError> {
        if x_display.is_none() && is_unset("DISPLAY") {
            let wayland = !is_unset("WAYLAND_DISPLAY");
            return Err(if wayland { DesktopError::Wayland } else { DesktopError::NoDisplay });
        }
        let (x, screen) = x11rb::connect(x_display).map_err(refused)?;
        Ok(Self { x, screen })
    }

    /// The screen whose root window is the desktop.
    pub(crate) fn screen(&self) -> &Screen {
        &self.x.setup().roots[self.screen]
    }

    /// The root window.
    pub(crate) fn root(&self) -> u32 {
        self.screen().root
    }

    /// Fails when an extension is missing.
    pub(crate) fn require(&self, name: &'static str) -> Result<(), DesktopError> {
        match self.x.extension_information(name)? {
            Some(_) => Ok(()),
            None => Err(DesktopError::Missing(name)),
        }
    }

    /// Fails when this X server is a guest of a Wayland compositor: it shows its own windows to
    /// us, not the screen.
    pub(crate) fn require_real_screen(&self) -> Result<(), DesktopError> {
        if self.x.extension_information("XWAYLAND")?.is_some() {
            return Err(DesktopError::Wayland);
        }
        // Xwayland before 23.1 has no such extension, but names its outputs like this.
        if self.x.extension_information(x11rb::protocol::randr::X11_EXTENSION_NAME)?.is_some() {
            let resources = self.x.randr_get_screen_resources_current(self.root())?.reply()?;
            for output in resources.outputs {
                let info = self.x.randr_get_output_info(output, 0)?.reply()?;
                if info.name.starts_with(b"XWAYLAND") {
                    return Err(DesktopError::Wayland);
                }
            }
        }
        Ok(())
    }

    /// Announces the XFixes version we speak, which the server wants first.
    pub(crate) fn use_xfixes(&self) -> Result<(), DesktopError> {
        self.require(xfixes::X11_EXTENSION_NAME)?;
        xfixes::query_version(&self.x, 5, 0)?.reply()?;
        Ok(())
    }

    /// Announces the XInput version we speak. Raw events reach us despite grabs from 2.1 on.
    pub(crate) fn use_xinput(&self) -> Result<(), DesktopError> {
        self.require(xinput::X11_EXTENSION_NAME)?;
        self.x.xinput_xi_query_version(2, 2)?.reply()?;
        Ok(())
    }

    /// Selects raw events of all keyboards and pointers; an empty mask ends it.
    pub(crate) fn select_raw(&self, mask: xinput::XIEventMask) -> Result<(), DesktopError> {
        const ALL_MASTER_DEVICES: u16 = 1;
        let mask = xinput::EventMask { deviceid: ALL_MASTER_DEVICES, mask: vec![mask] };
        self.x.xinput_xi_select_events(self.root(), &[mask])?.check()?;
        Ok(())
    }

    /// The ids of the devices through which programs inject events.
    pub(crate) fn xtest_devices(&self) -> Result<Vec<u16>, DesktopError> {
        const ALL_DEVICES: u16 = 0;
        // The server sets this property on them, whatever they are called.
        let property = self.x.intern_atom(false, b"XTEST Device")?.reply()?.atom;
        let devices = self.x.xinput_xi_query_device(ALL_DEVICES)?.reply()?.infos;
        let mut injecting = Vec::new();
        for device in devices {
            let value =
                self.x.xinput_xi_get_property(device.deviceid, false, property, 0, 0, 1)?.reply();
            // A device that was unplugged meanwhile is no injecting one.
            if value.is_ok_and(|value| value.num_items > 0) {
                injecting.push(device.deviceid);
            }
        }
        Ok(injecting)
    }

    /// The keyboard among [`Self::xtest_devices`]: events that we inject come from it and are read
    /// with its key map.
    pub(crate) fn xtest_keyboard(&self) -> Result<Option<u16>, DesktopError> {
        const ALL_DEVICES: u16 = 0;
        let injecting = self.xtest_devices()?;
        let devices = self.x.xinput_xi_query_device(ALL_DEVICES)?.reply()?.infos;
        Ok(devices
            .into_iter()
            .find(|device| {
                device.type_ == xinput::DeviceType::SLAVE_KEYBOARD
                    && injecting.contains(&device.deviceid)
            })
            .map(|device| device.deviceid))
    }

    /// The next news that are here already.
    ///
    /// It must return `None` before anybody sleeps on the connection: reading a reply may have
    /// brought events along, which the file descriptor then does not announce.
    pub(crate) fn next_news(&self) -> Result<Option<News>, DesktopError> {
        while let Some(event) = self.x.poll_for_event()? {
            if let Some(news) = news(event) {
                return Ok(Some(news));
            }
        }
        Ok(None)
    }
}

/// What the X server tells, as far as anybody here wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// Something changed on the screen.
    Damage,
    /// The cursor has another shape.
    Cursor,
    /// A pointing device moved.
    Motion,
    /// A key of some keyboard went down.
    KeyPress {
        /// The key.
        keycode: u32,
        /// The keyboard.
        device: u16,
    },
    /// Keys print something else.
    Keymap,
    /// Displays came, went or changed.
    Displays,
}

#[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want eight")]
fn news(event: Event) -> Option<News> {
    Some(match event {
        Event::DamageNotify(_) => News::Damage,
        Event::XfixesCursorNotify(_) => News::Cursor,
        Event::XinputRawMotion(_) => News::Motion,
        Event::XinputRawKeyPress(press) => {
            News::KeyPress { keycode: press.detail, device: press.sourceid }
        }
        Event::MappingNotify(_) | Event::XkbMapNotify(_) | Event::XkbNewKeyboardNotify(_) => {
            News::Keymap
        }
        Event::RandrScreenChangeNotify(_) | Event::RandrNotify(_) => News::Displays,
        // Errors of requests nobody waits for, and what other programs send around.
        _ => return None,
    })
}

fn is_unset(variable: &str) -> bool {
    std::env::var_os(variable).is_none_or(|value| value == OsStr::new(""))
}

fn refused(error: ConnectError) -> DesktopError {
    DesktopError::Refused(Reason::of(error))
}

impl From<ConnectionError> for DesktopError {
    fn from(error: ConnectionError) -> Self {
        DesktopError::Lost(Reason::of(error))
    }
}

impl From<ReplyError> for DesktopError {
    fn from(error: ReplyError) -> Self {
        DesktopError::Lost(Reason::of(error))
    }
}

impl From<ReplyOrIdError> for DesktopError {
    fn from(error: ReplyOrIdError) -> Self {
        DesktopError::Lost(Reason::of(error))
    }
}

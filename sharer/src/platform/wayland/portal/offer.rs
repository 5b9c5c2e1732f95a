//! What the portal of a desktop offers, and what is asked for of it. Pure.

use super::granted::Devices;

/// Bits of `AvailableSourceTypes`.
const MONITOR: u32 = 1;
const WINDOW: u32 = 2;
/// Bits of `AvailableCursorModes`.
const EMBEDDED: u32 = 2;
const METADATA: u32 = 4;
/// Bits of `AvailableDeviceTypes`.
const KEYBOARD: u32 = 1;
const POINTER: u32 = 2;

/// See the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Offer {
    /// The version of the ScreenCast interface.
    pub(in super::super) screen_cast: u32,
    /// The version of the RemoteDesktop interface; `None` where there is none.
    pub(in super::super) remote_desktop: Option<u32>,
    /// What could be injected, if the User allows it.
    pub(in super::super) devices: Devices,
    /// What can be shown, as the portal numbers it.
    pub(super) sources: u32,
    /// How the cursor can be shown, as the portal numbers it.
    pub(super) cursor_modes: u32,
}

impl Offer {
    /// The same without input, which is not asked for then.
    pub(in super::super) fn without_input(self) -> Self {
        Self { remote_desktop: None, devices: Devices::default(), ..self }
    }

    /// Whether a session can carry input.
    pub(in super::super) fn has_input(self) -> bool {
        self.remote_desktop.is_some() && (self.devices.keyboard || self.devices.pointer)
    }

    /// Whether the portal can restore what the User has chosen in an earlier session.
    pub(super) fn can_restore(self) -> bool {
        if self.has_input() { self.remote_desktop >= Some(2) } else { self.screen_cast >= 4 }
    }

    /// Which cursor mode is asked for: apart from the picture where that is offered.
    pub(super) fn cursor_mode(self) -> Option<u32> {
        [METADATA, EMBEDDED].into_iter().find(|mode| self.cursor_modes & mode != 0)
    }

    /// Which sources the User may choose from in the dialog of the desktop: a display, or one window.
    pub(super) fn wanted_sources(self) -> u32 {
        self.sources & (MONITOR | WINDOW)
    }

    /// Whether it shows displays or windows.
    pub(super) fn has_sources(self) -> bool {
        self.wanted_sources() != 0
    }

    /// What is asked for as devices.
    pub(super) fn device_types(self) -> u32 {
        let Devices { keyboard, pointer } = self.devices;
        u32::from(keyboard) * KEYBOARD + u32::from(pointer) * POINTER
    }
}

/// The devices of the portal's number.
pub(super) fn devices(types: u32) -> Devices {
    Devices { keyboard: types & KEYBOARD != 0, pointer: types & POINTER != 0 }
}

//! The input devices, and which of them belong to programs.

use std::collections::BTreeMap;

use x11rb::protocol::xinput::ConnectionExt as _;

use super::super::connection::Connection;
use crate::platform::error::PlatformError;
use crate::platform::press_watch::DEVICE_NAME;

/// Devices that are kept. Above, their presses count as those of an unknown device.
const DEVICES: usize = 256;

/// A device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) name: String,
    /// Programs inject through it.
    pub(super) is_injecting: bool,
}

/// The devices by their ids.
#[derive(Debug, Default)]
pub(super) struct Devices(BTreeMap<u16, Device>);

impl Devices {
    /// Asks the X server for them.
    ///
    /// The server gives each pair of XTEST devices a property that no client can change or delete. A client
    /// can make such a pair by creating another master device, and chooses the beginning of its name.
    pub(super) fn read(connection: &Connection) -> Result<Self, PlatformError> {
        const ALL_DEVICES: u16 = 0;
        let injecting = connection.xtest_devices()?;
        let infos = connection.x.xinput_xi_query_device(ALL_DEVICES)?.reply()?.infos;
        let device = |info: x11rb::protocol::xinput::XIDeviceInfo| {
            let name: String =
                String::from_utf8_lossy(&info.name).chars().take(DEVICE_NAME).collect();
            let is_injecting = injecting.contains(&info.deviceid) || name.contains("XTEST");
            (info.deviceid, Device { name, is_injecting })
        };
        Ok(Self(infos.into_iter().take(DEVICES).map(device).collect()))
    }

    /// The names of those through which programs press, each once.
    pub(super) fn of_programs(&self) -> Vec<String> {
        let names = self.0.values().filter(|device| device.is_injecting);
        let mut names: Vec<String> = names.map(|device| device.name.clone()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The device of this id, if it was there when they were read.
    pub(super) fn get(&self, id: u16) -> Option<&Device> {
        self.0.get(&id)
    }
}

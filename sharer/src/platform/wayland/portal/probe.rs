//! Reads what the portal of this desktop offers, from its properties. Nobody is asked, and nothing is opened.

use std::sync::mpsc::sync_channel;
use std::time::Duration;

use zbus::Connection;
use zbus::zvariant::OwnedValue;

use super::bus;
use super::error::PortalError;
use super::granted::Devices;
use super::offer::{Offer, devices};
use super::request::{DESKTOP, PATH, REMOTE_DESKTOP, SCREEN_CAST};
use crate::platform::error::Reason;

/// How long the portal may take to start and to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads what the portal offers. It may be called on any thread, and takes 10 s at most.
pub(in super::super) fn probe() -> Result<Offer, PortalError> {
    let (answer, answered) = sync_channel(1);
    std::thread::Builder::new().name("portal".into()).spawn(move || {
        let _ = answer.send(bus::block_on(read));
    })?;
    answered.recv_timeout(PATIENCE + Duration::from_secs(1)).unwrap_or(Err(PortalError::Slow))
}

async fn read(bus: Connection) -> Result<Offer, PortalError> {
    let work = async {
        let screen_cast = number(&bus, SCREEN_CAST, "version").await.map_err(unknown)?;
        let sources = number(&bus, SCREEN_CAST, "AvailableSourceTypes").await.unwrap_or(0);
        // Version 2 of ScreenCast has it.
        let cursor_modes = number(&bus, SCREEN_CAST, "AvailableCursorModes").await.unwrap_or(0);
        let remote_desktop = number(&bus, REMOTE_DESKTOP, "version").await.ok();
        let types = number(&bus, REMOTE_DESKTOP, "AvailableDeviceTypes").await.unwrap_or(0);
        let devices = devices(types);
        let remote_desktop = remote_desktop.filter(|_| devices != Devices::default());
        let offer = Offer { screen_cast, remote_desktop, devices, sources, cursor_modes };
        if offer.has_sources() { Ok(offer) } else { Err(PortalError::NoScreenCast) }
    };
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(PortalError::Slow))
}

/// Without a backend the interface is missing; without the portal its name is.
fn unknown(error: zbus::Error) -> PortalError {
    // The second is what xdg-desktop-portal answers.
    const NO_INTERFACE: [&str; 2] = [".UnknownInterface", ".InvalidArgs"];
    if let zbus::Error::MethodError(name, ..) = &error
        && NO_INTERFACE.iter().any(|ending| name.as_str().ends_with(ending))
    {
        return PortalError::NoScreenCast;
    }
    PortalError::NoPortal(Reason::of(error))
}

async fn number(bus: &Connection, interface: &str, name: &str) -> zbus::Result<u32> {
    const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
    let body = (interface, name);
    let reply = bus.call_method(Some(DESKTOP), PATH, Some(PROPERTIES), "Get", &body).await?;
    let value: OwnedValue = reply.body().deserialize()?;
    Ok(u32::try_from(value)?)
}

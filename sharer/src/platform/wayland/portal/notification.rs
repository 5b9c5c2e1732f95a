//! One event of input, as the portal's RemoteDesktop interface has it.

use std::collections::HashMap;

use zbus::Connection;
use zbus::zvariant::{OwnedObjectPath, Value};

use super::request::{DESKTOP, PATH, REMOTE_DESKTOP};

/// What is injected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Notification {
    MotionAbsolute { node: u32, x: f64, y: f64 },
    Motion { dx: f64, dy: f64 },
    Button { evdev: i32, pressed: bool },
    AxisDiscrete { axis: u32, steps: i32 },
    Keycode { evdev: i32, pressed: bool },
    Keysym { keysym: i32, pressed: bool },
}

impl Notification {
    /// Calls the portal, and waits for its answer.
    pub(super) async fn send(
        self,
        bus: &Connection,
        session: &OwnedObjectPath,
    ) -> zbus::Result<()> {
        let none = HashMap::<&str, Value<'_>>::new();
        match self {
            Self::MotionAbsolute { node, x, y } => {
                call(bus, "NotifyPointerMotionAbsolute", &(session, none, node, x, y)).await
            }
            Self::Motion { dx, dy } => {
                call(bus, "NotifyPointerMotion", &(session, none, dx, dy)).await
            }
            Self::Button { evdev, pressed } => {
                call(bus, "NotifyPointerButton", &(session, none, evdev, u32::from(pressed))).await
            }
            Self::AxisDiscrete { axis, steps } => {
                call(bus, "NotifyPointerAxisDiscrete", &(session, none, axis, steps)).await
            }
            Self::Keycode { evdev, pressed } => {
                call(bus, "NotifyKeyboardKeycode", &(session, none, evdev, u32::from(pressed)))
                    .await
            }
            Self::Keysym { keysym, pressed } => {
                call(bus, "NotifyKeyboardKeysym", &(session, none, keysym, u32::from(pressed)))
                    .await
            }
        }
    }
}

async fn call<B>(bus: &Connection, method: &'static str, body: &B) -> zbus::Result<()>
where
    B: serde::Serialize + zbus::zvariant::DynamicType,
{
    bus.call_method(Some(DESKTOP), PATH, Some(REMOTE_DESKTOP), method, body).await.map(drop)
}

//! The accessibility tree of a program, by AT-SPI: its objects are on a bus of their own.

use serde::Deserialize;
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};
use zbus::{Connection, Message};

use std::time::Duration;

use protocol::element::Element;

use super::roles::role;
use crate::platform::elements::ElementPlace;
use crate::platform::elements::pick::{Described, contains, pick};
use crate::platform::error::Reason;
use crate::platform::linux::bus;

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const COMPONENT: &str = "org.a11y.atspi.Component";

/// Places count in px of the screen (AtspiCoordType).
const SCREEN: u32 = 0;

/// States (AtspiStateType).
const ICONIFIED: u32 = 15;
const SHOWING: u32 = 25;

/// How long a program may take for one answer.
const PATIENCE: Duration = Duration::from_millis(400);

/// Programs and windows that are looked through, and elements within each other.
const PROGRAMS: usize = 128;
const WINDOWS: usize = 64;
const DEPTH: usize = 64;

/// An object of a program: the name of its connection, and its path.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
struct Object(String, OwnedObjectPath);

/// The element of this process at a place of the screen.
pub(super) async fn find(
    process: u32,
    at: (i32, i32),
) -> Result<Option<(Element, ElementPlace)>, Reason> {
    let address = {
        let session = bus::connect().await?;
        let (to, path) = ("org.a11y.Bus", "/org/a11y/bus");
        let answer = session.call_method(Some(to), path, Some(to), "GetAddress", &()).await;
        answer.map_err(Reason::of)?.body().deserialize::<String>().map_err(Reason::of)?
    };
    let bus = bus::connect_to(&address, PATIENCE).await?;
    let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").map_err(Reason::of)?;
    let root = Object("org.a11y.atspi.Registry".into(), root);
    for program in children(&bus, &root).await.unwrap_or_default().into_iter().take(PROGRAMS) {
        if process_of(&bus, &program.0).await != Some(process) {
            continue;
        }
        let mut chains = Vec::new();
        for window in children(&bus, &program).await.unwrap_or_default().into_iter().take(WINDOWS) {
            if is_shown(&bus, &window).await {
                chains.push(chain(&bus, window, at).await);
            }
        }
        chains.retain(|chain| !chain.is_empty());
        // Which of several windows lies above the others, the program does not say.
        let [chain] = &chains[..] else { return Ok(None) };
        return Ok(pick(chain, at));
    }
    Ok(None)
}

/// The elements at a place, from a window to the innermost; none when the window is elsewhere.
async fn chain(bus: &Connection, window: Object, at: (i32, i32)) -> Vec<Described> {
    let mut chain: Vec<Described> = Vec::new();
    let mut object = window;
    while chain.len() < DEPTH {
        let Some(described) = describe(bus, &object).await else { break };
        if chain.is_empty() && !contains(described.place, at) {
            break;
        }
        chain.push(described);
        let inner: Option<Object> =
            call(bus, &object, COMPONENT, "GetAccessibleAtPoint", &(at.0, at.1, SCREEN)).await;
        match inner {
            Some(inner) if inner != object && !inner.1.as_str().ends_with("/null") => {
                object = inner
            }
            Some(_) | None => break,
        }
    }
    chain
}

/// Whether a window is neither minimised nor on another workspace.
async fn is_shown(bus: &Connection, window: &Object) -> bool {
    let states: Vec<u32> = call(bus, window, ACCESSIBLE, "GetState", &()).await.unwrap_or_default();
    let has = |state: u32| {
        states
            .get((state / u32::BITS) as usize)
            .is_some_and(|bits| bits >> (state % u32::BITS) & 1 == 1)
    };
    has(SHOWING) && !has(ICONIFIED)
}

async fn describe(bus: &Connection, object: &Object) -> Option<Described> {
    let place = call(bus, object, COMPONENT, "GetExtents", &SCREEN).await?;
    let number = call(bus, object, ACCESSIBLE, "GetRole", &()).await?;
    let properties = "org.freedesktop.DBus.Properties";
    let name: OwnedValue = call(bus, object, properties, "Get", &(ACCESSIBLE, "Name")).await?;
    Some(Described { role: role(number), name: String::try_from(name).unwrap_or_default(), place })
}

async fn children(bus: &Connection, object: &Object) -> Option<Vec<Object>> {
    call(bus, object, ACCESSIBLE, "GetChildren", &()).await
}

/// The process behind a connection of the bus, as the bus knows it.
async fn process_of(bus: &Connection, name: &str) -> Option<u32> {
    let (to, path) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
    let method = "GetConnectionUnixProcessID";
    let answer: Message = bus.call_method(Some(to), path, Some(to), method, &name).await.ok()?;
    answer.body().deserialize().ok()
}

/// What an object answers; `None` when it does not, or not with this.
async fn call<B, T>(
    bus: &Connection,
    object: &Object,
    interface: &str,
    method: &str,
    body: &B,
) -> Option<T>
where
    B: serde::Serialize + DynamicType,
    T: for<'a> zbus::zvariant::DynamicDeserialize<'a>,
{
    let answer = bus.call_method(Some(object.0.as_str()), &object.1, Some(interface), method, body);
    answer.await.ok()?.body().deserialize().ok()
}

//! The sessions of `org.gnome.Mutter.RemoteDesktop`, by which programs inject on GNOME, and a monitor of the bus that sees
//! what is called of them.
//!
//! The portal's own sessions are sessions of these, too: GNOME's backend makes them.

use futures_util::StreamExt as _;
use protocol::time::Tick;
use zbus::message::Type;
use zbus::names::UniqueName;
use zbus::{Connection, Message, MessageStream};

use super::error::Unproven;
use super::injectors::Injectors;
use crate::clock::Clock;
use crate::platform::error::Reason;
use crate::platform::linux::bus::{self, SessionBus};
use crate::platform::wayland::own_session::{self, OwnSession};

const MUTTER: &str = "org.gnome.Mutter.RemoteDesktop";
const PATH: &str = "/org/gnome/Mutter/RemoteDesktop";
/// The folder of the sessions, within [`PATH`].
const FOLDER: &str = "Session";
const SESSIONS: &str = "/org/gnome/Mutter/RemoteDesktop/Session";
/// The call by which a program gets a connection of its own for injecting (GNOME 45 and later).
const CONNECT: &str = "ConnectToEIS";
const INTROSPECTABLE: &str = "org.freedesktop.DBus.Introspectable";

/// What the monitor is shown: by path, since a call need not name an interface. The second can move the pointer.
const RULES: [&str; 2] = [
    "type='method_call',path_namespace='/org/gnome/Mutter/RemoteDesktop'",
    "type='method_call',path_namespace='/org/gnome/Mutter/InputCapture'",
];

/// Interfaces that every object has, and that inject nothing.
const HARMLESS: [&str; 3] =
    [INTROSPECTABLE, "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.Peer"];

/// The process that offers these sessions; `None` where none does.
pub(super) async fn process(bus: &Connection) -> Result<Option<u32>, Unproven> {
    const BUS: &str = "org.freedesktop.DBus";
    const OBJECT: &str = "/org/freedesktop/DBus";
    let owned = bus.call_method(Some(BUS), OBJECT, Some(BUS), "NameHasOwner", &MUTTER).await?;
    if !owned.body().deserialize::<bool>()? {
        return Ok(None);
    }
    let method = "GetConnectionUnixProcessID";
    let id = bus.call_method(Some(BUS), OBJECT, Some(BUS), method, &MUTTER).await?;
    Ok(Some(id.body().deserialize()?))
}

/// A connection that sees all calls of the sessions, and can call nothing.
pub(super) struct Monitor {
    calls: MessageStream,
    _bus: SessionBus,
    /// Whose calls are ours.
    asker: UniqueName<'static>,
    /// How often we have asked, and how many of these calls were seen.
    asked: u64,
    seen: u64,
    pub(super) injectors: Injectors,
}

impl Monitor {
    /// Begins to watch. `asker` asks for the sessions.
    pub(super) async fn begin(asker: &Connection, clock: Clock) -> Result<Self, Unproven> {
        const MONITORING: &str = "org.freedesktop.DBus.Monitoring";
        let name = asker.unique_name().ok_or_else(|| Unproven::NoBus(Reason::of("no name")))?;
        let bus = bus::connect().await.map_err(Unproven::NoBus)?;
        let calls = MessageStream::from(&*bus);
        let rules = (&RULES[..], 0u32);
        let (to, at) = (Some("org.freedesktop.DBus"), "/org/freedesktop/DBus");
        bus.call_method(to, at, Some(MONITORING), "BecomeMonitor", &rules).await?;
        let asker_name = name.clone().into();
        let injectors = Injectors::new(clock.now());
        let mut monitor =
            Self { calls, _bus: bus, asker: asker_name, asked: 0, seen: 0, injectors };
        monitor.look(asker, clock).await?;
        Ok(monitor)
    }

    /// Takes in the next call. Without one the monitor has ended.
    pub(super) async fn next(&mut self, clock: Clock) -> Result<(), Unproven> {
        let ended = || Unproven::NoBus(Reason::of("it shows its calls no more"));
        let call = self.calls.next().await.ok_or_else(ended)??;
        self.take(&call, clock.now());
        Ok(())
    }

    fn take(&mut self, call: &Message, now: Tick) {
        // What the bus says to this connection itself.
        if call.message_type() != Type::MethodCall {
            return;
        }
        let header = call.header();
        let is_harmless = header.interface().is_some_and(|name| HARMLESS.contains(&name.as_str()));
        if header.sender() == Some(&self.asker) {
            self.seen += 1;
        } else if !is_harmless {
            self.injectors.on_call(now);
        }
    }

    /// Looks up which sessions exist, and waits until the monitor has seen the questions: then it has seen all that was
    /// called before them.
    pub(super) async fn look(&mut self, asker: &Connection, clock: Clock) -> Result<(), Unproven> {
        let before = own_session::look();
        let mut sessions = children(&self.describe(asker, PATH).await?).len();
        let listed = self.describe(asker, SESSIONS).await?;
        let listed = children(&listed);
        sessions += listed.len();
        // By this call any program injects through a session of ours, and the monitor sees it only while it watches.
        let is_open_to_all = match listed[..] {
            [own] if before == OwnSession::Open => {
                self.describe(asker, &format!("{SESSIONS}/{own}")).await?.contains(CONNECT)
            }
            _ => true,
        };
        while self.seen < self.asked {
            self.next(clock).await?;
        }
        // A session of ours that begins or ends is not told from another one.
        let ours = !is_open_to_all
            && before == OwnSession::Open
            && own_session::look() == OwnSession::Open;
        let others = sessions.saturating_sub(usize::from(ours));
        self.injectors.on_sessions(others, clock.now());
        Ok(())
    }

    /// What an object says of itself. The monitor sees the question.
    async fn describe(&mut self, asker: &Connection, path: &str) -> Result<String, Unproven> {
        self.asked += 1;
        let asked = asker.call_method(Some(MUTTER), path, Some(INTROSPECTABLE), "Introspect", &());
        Ok(asked.await?.body().deserialize()?)
    }
}

/// The names of the objects below an object, by its description, without the folder of the sessions.
fn children(description: &str) -> Vec<&str> {
    let nodes = description.split("<node ").skip(1);
    let names = nodes.filter_map(|node| node.split_once("name=\"")?.1.split('"').next());
    names.filter(|name| *name != FOLDER && !name.starts_with('/')).collect()
}

#[cfg(test)]
mod tests {
    use super::children;

    #[test]
    fn the_sessions_below_an_object_are_listed() {
        let root = r#"<node>
  <interface name="org.gnome.Mutter.RemoteDesktop"><method name="CreateSession"/></interface>
  <node name="Session"/>
</node>"#;
        assert_eq!(children(root), [""; 0]);
        let two = r#"<node><node name="u1"/> <node name="u12"/></node>"#;
        assert_eq!(children(two), ["u1", "u12"]);
        assert_eq!(children(r#"<node name="/org/gnome"><node  name="u1"/></node>"#), ["u1"]);
        assert_eq!(children(""), [""; 0]);
    }
}

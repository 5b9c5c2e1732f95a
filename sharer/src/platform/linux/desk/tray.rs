//! The icon of the program (StatusNotifierItem of freedesktop.org, which KDE, GNOME's extension for it, Xfce and others
//! show).

use std::sync::Arc;

use zbus::message::Type;
use zbus::zvariant::ObjectPath;
use zbus::{Connection, MatchRule, interface};

use super::menu;
use super::notifications::escaped;
use super::seen::Seen;
use crate::platform::desk::Choice;
use crate::platform::desk::icon::{Pixels, icon};

/// Who shows icons.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

/// Where the icon is served, as the watcher expects it.
const PATH: &str = "/StatusNotifierItem";
const INTERFACE: &str = "org.kde.StatusNotifierItem";

/// An icon's name in a theme, its pictures, and a title and text below the pointer.
type ToolTip = (String, Vec<Pixels>, String, String);

/// The icon, as the desktop reads it.
pub(super) struct Item(pub(super) Arc<Seen>);

#[interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    #[zbus(property)]
    fn category(&self) -> &str {
        "Communications"
    }

    #[zbus(property)]
    fn id(&self) -> &str {
        self.0.with(|outside| outside.program)
    }

    #[zbus(property)]
    fn title(&self) -> &str {
        self.0.with(|outside| outside.title)
    }

    /// It is never hidden by itself: it says whether somebody sees the screen.
    #[zbus(property)]
    fn status(&self) -> &str {
        "Active"
    }

    #[zbus(property)]
    fn window_id(&self) -> i32 {
        0
    }

    /// A theme knows one icon of the program; the pictures say more.
    #[zbus(property)]
    fn icon_name(&self) -> &str {
        ""
    }

    #[zbus(property)]
    fn icon_pixmap(&self) -> Vec<Pixels> {
        self.0.with(|outside| icon(outside.mark))
    }

    #[zbus(property)]
    fn tool_tip(&self) -> ToolTip {
        self.0.with(|outside| {
            (String::new(), Vec::new(), outside.title.to_owned(), escaped(&outside.status))
        })
    }

    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn menu(&self) -> ObjectPath<'_> {
        ObjectPath::from_static_str_unchecked(menu::PATH)
    }

    fn activate(&self, _x: i32, _y: i32) {
        self.0.choose(Choice::Show);
    }

    fn secondary_activate(&self, _x: i32, _y: i32) {
        self.0.choose(Choice::Show);
    }

    fn context_menu(&self, _x: i32, _y: i32) {}

    fn scroll(&self, _delta: i32, _orientation: &str) {}
}

/// Serves the icon and its menu.
pub(super) async fn serve(bus: &Connection, seen: &Arc<Seen>) -> zbus::Result<()> {
    bus.object_server().at(PATH, Item(Arc::clone(seen))).await?;
    bus.object_server().at(menu::PATH, menu::Menu(Arc::clone(seen))).await?;
    Ok(())
}

/// The signal that the watcher came, went or was replaced.
pub(super) fn watchers() -> zbus::Result<MatchRule<'static>> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender("org.freedesktop.DBus")?;
    let rule = rule.interface("org.freedesktop.DBus")?.member("NameOwnerChanged")?;
    Ok(rule.arg(0, WATCHER)?.build())
}

/// Has the icon shown. Without a watcher nobody shows icons.
pub(super) async fn register(bus: &Connection) -> zbus::Result<()> {
    let Some(name) = bus.unique_name() else { return Ok(()) };
    let register = "RegisterStatusNotifierItem";
    bus.call_method(Some(WATCHER), WATCHER_PATH, Some(WATCHER), register, &name.as_str()).await?;
    Ok(())
}

/// Has what changed read again.
pub(super) async fn changed(bus: &Connection, revision: u32) -> zbus::Result<()> {
    for signal in ["NewIcon", "NewToolTip"] {
        bus.emit_signal(None::<&str>, PATH, INTERFACE, signal, &()).await?;
    }
    let layout = "LayoutUpdated";
    bus.emit_signal(None::<&str>, menu::PATH, menu::INTERFACE, layout, &(revision, menu::ROOT))
        .await
}

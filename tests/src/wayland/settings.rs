//! The files that make the desktop's bus and portal the test's own.

use std::path::Path;

/// The name on the bus of the backend of [`Portal::AsksNobody`] and [`Portal::ScreenOnly`].
pub(super) const BACKEND: &str = "org.freedesktop.impl.portal.desktop.alongside_test";

/// The name of the portal itself.
pub(super) const DESKTOP: &str = "org.freedesktop.portal.Desktop";

/// Services that the bus starts when they are called.
const SERVICES: [&str; 4] = [
    "org.a11y.Bus",
    "org.freedesktop.impl.portal.PermissionStore",
    "org.freedesktop.impl.portal.desktop.gnome",
    DESKTOP,
];

/// What the desktop has of a portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portal {
    /// GNOME's, which asks by a dialog.
    Gnome,
    /// One that asks nobody, like KDE's, and that can end the sharing, like GNOME's shell.
    AsksNobody,
    /// One that shows the screen and takes no input, like that of wlroots.
    ScreenOnly,
    /// One that is there and answers nothing.
    Hangs,
    /// None.
    Absent,
}

/// Writes the bus's settings, the services that it may start, and the portal's list of backends.
pub(super) fn prepare(folder: &Path, portal: Portal) {
    use std::fs::{Permissions, create_dir, set_permissions, write};
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let made = set_permissions(folder, Permissions::from_mode(0o700))
        .and_then(|()| create_dir(folder.join("services")))
        .and_then(|()| create_dir(folder.join("portals")));
    made.unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let is_real = !matches!(portal, Portal::Hangs | Portal::Absent);
    let services = if is_real { &SERVICES[..] } else { &SERVICES[..1] };
    for name in services {
        let name = format!("{name}.service");
        let from = Path::new("/usr/share/dbus-1/services").join(&name);
        assert!(from.is_file(), "{from:?} is missing; run `cargo xtask setup`");
        symlink(&from, folder.join("services").join(&name)).expect("a link can be made");
    }
    let interfaces = match portal {
        Portal::Gnome => {
            let from = "/usr/share/xdg-desktop-portal/portals/gnome.portal";
            symlink(from, folder.join("portals/gnome.portal")).expect("a link can be made");
            None
        }
        Portal::AsksNobody => {
            Some("org.freedesktop.impl.portal.RemoteDesktop;org.freedesktop.impl.portal.ScreenCast")
        }
        Portal::ScreenOnly => Some("org.freedesktop.impl.portal.ScreenCast"),
        Portal::Hangs | Portal::Absent => None,
    };
    if let Some(interfaces) = interfaces {
        let list = format!("[portal]\nDBusName={BACKEND}\nInterfaces={interfaces}\nUseIn=gnome\n");
        write(folder.join("portals/test.portal"), list).expect("a file can be written");
    }
    let keyfile = folder.join(".config/glib-2.0/settings/keyfile");
    let parent = keyfile.parent().expect("it is in a folder");
    std::fs::create_dir_all(parent).expect("a folder can be made");
    write(&keyfile, SETTINGS).expect("a file can be written");
    let settings = BUS.replace("FOLDER", &folder.display().to_string());
    write(folder.join("bus.conf"), settings).expect("a file can be written");
}

/// The monitor may be scaled by any factor, and the desktop counts in units that are larger then than pixels.
const SETTINGS: &str = "[org/gnome/mutter]\nexperimental-features=['scale-monitor-framebuffer']\n";

/// Who may call what is the desktop's own question: everything is allowed here, also to watch.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=FOLDER/bus</listen>
  <servicedir>FOLDER/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Makes this layout the one that mutter has without a shell, which is the American one. It is read from a folder that
/// libxkbcommon looks into first.
pub(super) fn replace_layout(folder: &Path, layout: &str) {
    let symbols = folder.join("symbols");
    let text = format!("default xkb_symbols \"basic\" {{ include \"{layout}\" }};\n");
    std::fs::create_dir_all(&symbols)
        .and_then(|()| std::fs::write(symbols.join("us"), text))
        .unwrap_or_else(|error| panic!("{symbols:?}: {error}"));
}

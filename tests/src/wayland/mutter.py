"""Sessions at GNOME's compositor (mutter), which asks nobody: for the tests' own mouse and keyboard, and for their
portal backend."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

REMOTE = "org.gnome.Mutter.RemoteDesktop"
CAST = "org.gnome.Mutter.ScreenCast"


DISPLAYS = "org.gnome.Mutter.DisplayConfig"


def scale(bus, factor):
    """The only monitor is scaled: windows and places count in larger units than pixels."""

    def call(method, arguments=None):
        path = "/org/gnome/Mutter/DisplayConfig"
        answer = bus.call_sync(DISPLAYS, path, DISPLAYS, method, arguments, None, Gio.DBusCallFlags.NONE, 20000, None)
        return answer.unpack()

    serial, monitors, _, _ = call("GetCurrentState")
    (connector, *_), modes, _ = monitors[0]
    monitor = (0, 0, factor, 0, True, [(connector, modes[0][0], {})])
    logical = {"layout-mode": GLib.Variant("u", 1)}
    at_once = 1
    kind = "(uua(iiduba(ssa{sv}))a{sv})"
    call("ApplyMonitorsConfig", GLib.Variant(kind, (serial, at_once, [monitor], logical)))


class Session:
    """Shows the main monitor, and moves the mouse and the keyboard."""

    def __init__(self, bus, cursor_mode=0):
        """Makes one, which does nothing yet."""
        self.bus = bus
        self.remote = self.call(REMOTE, "/org/gnome/Mutter/RemoteDesktop", REMOTE, "CreateSession")[0]
        name = GLib.Variant("(ss)", (REMOTE + ".Session", "SessionId"))
        identity = self.call(REMOTE, self.remote, "org.freedesktop.DBus.Properties", "Get", name)[0]
        settings = GLib.Variant("(a{sv})", ({"remote-desktop-session-id": GLib.Variant("s", identity)},))
        cast = self.call(CAST, "/org/gnome/Mutter/ScreenCast", CAST, "CreateSession", settings)[0]
        monitor = GLib.Variant("(sa{sv})", ("", {"cursor-mode": GLib.Variant("u", cursor_mode)}))
        self.stream = self.call(CAST, cast, CAST + ".Session", "RecordMonitor", monitor)[0]

    def start(self, started=None):
        """Starts it. `started` is called with the number of the PipeWire node."""
        if started is not None:
            self.bus.signal_subscribe(
                None,
                CAST + ".Stream",
                "PipeWireStreamAdded",
                self.stream,
                None,
                Gio.DBusSignalFlags.NONE,
                lambda *event: started(event[-1].unpack()[0]),
            )
        self.does("Start")

    def place(self):
        """Position and size of the stream, as the desktop counts."""
        name = GLib.Variant("(ss)", (CAST + ".Stream", "Parameters"))
        parameters = self.call(CAST, self.stream, "org.freedesktop.DBus.Properties", "Get", name)[0]
        return parameters["position"], parameters["size"]

    def does(self, method, signature=None, *arguments):
        """Calls a method of the session."""
        arguments = GLib.Variant(signature, arguments) if signature else None
        return self.call(REMOTE, self.remote, REMOTE + ".Session", method, arguments)

    def moves(self, x, y):
        """The mouse moves to a point of the monitor."""
        self.does("NotifyPointerMotionAbsolute", "(sdd)", self.stream, x, y)

    def call(self, name, path, interface, method, arguments=None):
        """Calls a method."""
        answer = self.bus.call_sync(
            name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 20000, None
        )
        return answer.unpack()

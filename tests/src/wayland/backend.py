"""A portal backend that asks nobody, for tests: what a desktop does that has no dialog (KDE), no remote input (wlroots),
or a button that ends the sharing (GNOME's shell, of which mutter alone has no part). Mutter shows the screen and takes
the input; xdg-desktop-portal before it is the real one.

Arguments: the name on the bus, and the interfaces that it has: RemoteDesktop, ScreenCast. Standard input:
  stop          the person ends the sharing at the desktop; answered by the number of sessions that were open
"""

import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

import mutter  # noqa: E402

IMPL = "org.freedesktop.impl.portal."
PATH = "/org/freedesktop/portal/desktop"

ASK = """<arg type="o" direction="in"/><arg type="o" direction="in"/><arg type="s" direction="in"/>"""
ANSWER = """<arg type="a{sv}" direction="in"/><arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>"""
NOTIFY = """<arg type="o" direction="in"/><arg type="a{sv}" direction="in"/>"""
INTERFACES = f"""<node>
  <interface name="{IMPL}RemoteDesktop">
    <method name="CreateSession">{ASK}{ANSWER}</method>
    <method name="SelectDevices">{ASK}{ANSWER}</method>
    <method name="Start">{ASK}<arg type="s" direction="in"/>{ANSWER}</method>
    <method name="NotifyPointerMotion">{NOTIFY}<arg type="d" direction="in"/><arg type="d" direction="in"/></method>
    <method name="NotifyPointerMotionAbsolute">{NOTIFY}<arg type="u" direction="in"/><arg type="d" direction="in"/>
      <arg type="d" direction="in"/></method>
    <method name="NotifyPointerButton">{NOTIFY}<arg type="i" direction="in"/><arg type="u" direction="in"/></method>
    <method name="NotifyPointerAxis">{NOTIFY}<arg type="d" direction="in"/><arg type="d" direction="in"/></method>
    <method name="NotifyPointerAxisDiscrete">{NOTIFY}<arg type="u" direction="in"/><arg type="i" direction="in"/></method>
    <method name="NotifyKeyboardKeycode">{NOTIFY}<arg type="i" direction="in"/><arg type="u" direction="in"/></method>
    <method name="NotifyKeyboardKeysym">{NOTIFY}<arg type="i" direction="in"/><arg type="u" direction="in"/></method>
    <property name="AvailableDeviceTypes" type="u" access="read"/>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="{IMPL}ScreenCast">
    <method name="CreateSession">{ASK}{ANSWER}</method>
    <method name="SelectSources">{ASK}{ANSWER}</method>
    <method name="Start">{ASK}<arg type="s" direction="in"/>{ANSWER}</method>
    <property name="AvailableSourceTypes" type="u" access="read"/>
    <property name="AvailableCursorModes" type="u" access="read"/>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="{IMPL}Session">
    <method name="Close"/>
    <signal name="Closed"/>
    <property name="version" type="u" access="read"/>
  </interface>
</node>"""

PROPERTIES = {
    "AvailableDeviceTypes": 3,
    "AvailableSourceTypes": 1,
    "AvailableCursorModes": 7,
    "version": 1,
}
MONITOR = 1
KEYBOARD_AND_POINTER = 3
# Of the portal's cursor modes (bits) and mutter's (numbers).
CURSOR_MODES = {1: 0, 2: 1, 4: 2}


class Backend:
    """The sessions that are open, by their path."""

    def __init__(self, name, kinds):
        self.sessions = {}
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.interfaces = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        for kind in kinds:
            interface = self.interfaces.lookup_interface(IMPL + kind)
            self.bus.register_object(PATH, interface, self.called, self.read, None)
        ready = lambda *_: print("ready", flush=True)  # noqa: E731
        Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, ready, None)

    def read(self, _bus, _sender, _path, _interface, name):
        """A property is read."""
        return GLib.Variant("u", PROPERTIES[name])

    def called(self, _bus, _sender, _path, interface, method, arguments, call):
        """A method is called."""
        arguments = arguments.unpack()
        if method.startswith("Notify"):
            self.notified(self.sessions[arguments[0]], method, arguments[2:])
            call.return_value(None)
            return
        path, options = arguments[1], arguments[-1]
        if method == "CreateSession":
            session = self.interfaces.lookup_interface(IMPL + "Session")
            close = lambda *event: self.closed(path, event[-1])  # noqa: E731
            self.sessions[path] = {
                "object": self.bus.register_object(path, session, close, self.read, None),
                "kind": interface,
                "cursor": 0,
            }
        elif method == "SelectSources":
            self.sessions[path]["cursor"] = CURSOR_MODES.get(options.get("cursor_mode"), 0)
        elif method == "Start":
            self.start(self.sessions[path], call)
            return
        call.return_value(GLib.Variant("(ua{sv})", (0, {})))

    def start(self, session, call):
        """Starts a session, and answers once its stream is there."""
        session["mutter"] = mutter.Session(self.bus, session["cursor"])

        def started(node):
            position, size = session["mutter"].place()
            monitor = {
                "source_type": GLib.Variant("u", MONITOR),
                "position": GLib.Variant("(ii)", position),
                "size": GLib.Variant("(ii)", size),
            }
            results = {"streams": GLib.Variant("a(ua{sv})", [(node, monitor)])}
            if session["kind"] == IMPL + "RemoteDesktop":
                results["devices"] = GLib.Variant("u", KEYBOARD_AND_POINTER)
            call.return_value(GLib.Variant("(ua{sv})", (0, results)))

        session["mutter"].start(started)

    def notified(self, session, method, numbers):
        """Input."""
        to = session["mutter"]
        if method == "NotifyPointerMotionAbsolute":
            to.moves(*numbers[1:])
        elif method == "NotifyPointerMotion":
            to.does(method + "Relative", "(dd)", *numbers)
        elif method == "NotifyPointerButton":
            to.does(method, "(ib)", numbers[0], numbers[1] == 1)
        elif method == "NotifyPointerAxis":
            to.does(method, "(ddu)", *numbers, 0)
        elif method == "NotifyPointerAxisDiscrete":
            to.does(method, "(ui)", *numbers)
        else:
            to.does(method, "(ub)", numbers[0], numbers[1] == 1)

    def closed(self, path, call):
        """The sharer closes a session."""
        self.end(path)
        call.return_value(None)

    def end(self, path):
        """A session ends."""
        session = self.sessions.pop(path)
        self.bus.unregister_object(session["object"])
        if "mutter" in session:
            session["mutter"].does("Stop")

    def stop(self):
        """The person ends all sharing."""
        open_sessions = list(self.sessions)
        for path in open_sessions:
            self.bus.emit_signal(None, path, IMPL + "Session", "Closed", None)
            self.end(path)
        print(len(open_sessions), flush=True)


def main():
    backend = Backend(sys.argv[1], sys.argv[2:])
    loop = GLib.MainLoop()

    def read(_source, condition):
        line = sys.stdin.readline() if condition & GLib.IO_IN else ""
        if not line:
            loop.quit()
            return False
        backend.stop()
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


main()

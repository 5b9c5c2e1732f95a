"""A desktop's notifications, icons and dialog for files, for tests: the services org.freedesktop.Notifications,
org.kde.StatusNotifierWatcher and org.freedesktop.portal.FileChooser on the session bus, of which a test sees everything.

Arguments: what the server of notifications can do, each as one word; `hangs` means that it answers to nothing, and
`chooser` that there is a dialog for files.
Each notification and each dialog that is shown or closed, and each icon that is registered, is a line of JSON on standard
output. Each line of standard input is a command, answered by one line of JSON:
  icon              the text below the pointer, and the entries of the menu: [[id, label, enabled], ...]
  choose ID         clicks on an entry of the menu
  click ID          clicks on a notification
  files URI...      chooses these in the dialog that is open
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

INTERFACES = """<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
  </interface>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="OpenFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.Request">
    <method name="Close"/>
    <signal name="Response"><arg type="u"/><arg type="a{sv}"/></signal>
  </interface>
</node>"""

NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"
PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
REQUEST = "org.freedesktop.portal.Request"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


class Services:
    """Both services, and what was told to them."""

    def __init__(self, able):
        self.able = able
        self.last = 0
        self.icon_of = None
        self.dialog = None
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
        for path, interface in [
            (NOTIFICATIONS_PATH, node.interfaces[0]),
            ("/StatusNotifierWatcher", node.interfaces[1]),
        ]:
            self.bus.register_object(path, interface, self.called, None, None)
        names = [NOTIFICATIONS, "org.kde.StatusNotifierWatcher"]
        self.request = node.interfaces[3]
        if "chooser" in able:
            names.append(PORTAL)
            version = GLib.Variant("u", 4)
            chooser = node.interfaces[2]
            self.bus.register_object(PORTAL_PATH, chooser, self.called, lambda *_: version, None)
        self.names, self.wanted = 0, len(names)
        for name in names:
            Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, self.named, None)

    def named(self, *_):
        """One of the names is ours."""
        self.names += 1
        if self.names == self.wanted:
            say({"event": "ready"})

    def opens(self, sender, title, options):
        """Shows the dialog. Returns its object."""
        path = f"{PORTAL_PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        self.dialog = (path, self.bus.register_object(path, self.request, self.called, None, None))
        folder, several = options.get("directory", False), options.get("multiple", False)
        say({"event": "dialog", "title": title, "folder": folder, "several": several})
        return path

    def closes(self, code, uris):
        """The dialog is closed."""
        path, number = self.dialog
        self.dialog = None
        values = GLib.Variant("(ua{sv})", (code, {"uris": GLib.Variant("as", uris)}))
        self.bus.emit_signal(None, path, REQUEST, "Response", values)
        self.bus.unregister_object(number)

    def called(self, _bus, sender, path, _interface, method, arguments, call):
        """A method was called."""
        arguments = arguments.unpack()
        if method == "OpenFile":
            call.return_value(GLib.Variant("(o)", (self.opens(sender, *arguments[1:]),)))
            return
        if method == "Close":
            self.bus.unregister_object(self.dialog[1])
            self.dialog = None
            say({"event": "dialog-closed", "path": path})
            call.return_value(None)
            return
        if method == "RegisterStatusNotifierItem":
            self.icon_of = arguments[0]
            say({"event": "icon", "sender": sender})
            call.return_value(None)
        elif "hangs" in self.able:
            say({"event": "unanswered", "method": method})
        elif method == "GetCapabilities":
            call.return_value(GLib.Variant("(as)", (self.able,)))
        elif method == "Notify":
            _, replaces, _, title, text, actions, hints, _ = arguments
            self.last = replaces or self.last + 1
            say(
                {
                    "event": "shown",
                    "id": self.last,
                    "replaces": replaces,
                    "title": title,
                    "text": text,
                    "actions": actions[::2],
                    "urgency": hints.get("urgency"),
                }
            )
            call.return_value(GLib.Variant("(u)", (self.last,)))
        elif method == "CloseNotification":
            say({"event": "closed", "id": arguments[0]})
            call.return_value(None)

    def ask(self, path, interface, method, arguments):
        """Calls a method of the program with the icon, without waiting here."""

        def answered(bus, result):
            try:
                value = bus.call_finish(result).unpack()
            except GLib.Error as error:
                value = str(error)
            say({"event": "answer", "method": method, "value": value})

        self.bus.call(
            self.icon_of, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 2000, None, answered
        )

    def does(self, line):
        """Does what a line says."""
        command, _, rest = line.partition(" ")
        if command == "icon":
            properties = GLib.Variant("(ss)", (ITEM, "ToolTip"))
            self.ask("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", properties)
            self.ask("/MenuBar", MENU, "GetLayout", GLib.Variant("(iias)", (0, -1, [])))
        elif command == "choose":
            event = (int(rest), "clicked", GLib.Variant("s", ""), 0)
            self.ask("/MenuBar", MENU, "Event", GLib.Variant("(isvu)", event))
        elif command == "files":
            self.closes(0, rest.split())
        elif command == "click":
            invoked = GLib.Variant("(us)", (int(rest), "default"))
            self.bus.emit_signal(None, NOTIFICATIONS_PATH, NOTIFICATIONS, "ActionInvoked", invoked)


def say(what):
    """Prints one line."""
    print(json.dumps(what), flush=True)


def main():
    services = Services(sys.argv[1:])
    loop = GLib.MainLoop()

    def read(_source, condition):
        line = sys.stdin.readline() if condition & GLib.IO_IN else ""
        if not line:
            loop.quit()
            return False
        services.does(line.strip())
        return True

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


main()

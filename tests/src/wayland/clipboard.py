"""A program with a window that copies at the first key that is pressed there, for tests. Its argument is an
object in JSON: the formats, in base64 by MIME type. It ends with its standard input.
"""

import base64
import json
import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def main():
    Gtk.init()
    window = Gtk.Window(title="copying")
    clipboard = window.get_clipboard()
    formats = json.loads(sys.argv[1])
    of = lambda kind, text: Gdk.ContentProvider.new_for_bytes(kind, GLib.Bytes.new(base64.b64decode(text)))  # noqa: E731
    parts = [of(kind, text) for kind, text in formats.items()]

    def pressed(*_):
        keys.disconnect(connected)
        clipboard.set_content(Gdk.ContentProvider.new_union(parts))
        window.get_display().sync()
        print("copied", flush=True)
        return True

    keys = Gtk.EventControllerKey()
    connected = keys.connect("key-pressed", pressed)
    window.add_controller(keys)
    window.present()
    loop = GLib.MainLoop()

    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_HUP, lambda *_: loop.quit())
    loop.run()


main()

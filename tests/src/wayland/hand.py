"""The person's mouse and keyboard on GNOME's compositor (mutter), for tests. Each line of standard input is a command,
answered by one line:
  move X Y              moves the pointer to a point of the monitor
  button CODE 0|1       a button of the mouse (evdev) goes up or down
  key CODE 0|1          a key (evdev) goes up or down
  scale FACTOR          the monitor is scaled
"""

import sys

import gi
from gi.repository import Gio

import mutter


def main():
    session = mutter.Session(Gio.bus_get_sync(Gio.BusType.SESSION))
    session.start()
    print("ready", flush=True)
    for line in sys.stdin:
        command, *numbers = line.split()
        try:
            if command == "move":
                session.moves(float(numbers[0]), float(numbers[1]))
            elif command == "button":
                session.does("NotifyPointerButton", "(ib)", int(numbers[0]), numbers[1] == "1")
            elif command == "scale":
                mutter.scale(session.bus, float(numbers[0]))
                # A change of the monitor ends each session.
                session = mutter.Session(session.bus)
                session.start()
            elif command == "key":
                session.does("NotifyKeyboardKeycode", "(ub)", int(numbers[0]), numbers[1] == "1")
            print("done", flush=True)
        except gi.repository.GLib.Error as error:
            print(error, flush=True)


main()

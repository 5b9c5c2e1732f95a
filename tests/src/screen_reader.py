"""Reads the windows of one program as a screen reader does (AT-SPI), for tests.

Arguments: the name of the program. Each line of standard input is a command:
  tree              prints all elements as one line of JSON
  do ROLE|NAME      performs the first action of an element; prints whether there was one
  focus NAME        gives the keyboard to an element; prints whether it takes it
  listen            begins to hear what changes by itself and where the keyboard goes; prints true
  heard             prints what was heard since it was asked last, as one line of JSON
"""

import json
import os
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# What was heard and not asked for yet, at most so much.
HEARD = []
MOST = 2000


def children(element):
    """At most so many as any window has."""
    for index in range(min(element.get_child_count(), 500)):
        child = element.get_child_at_index(index)
        if child is not None:
            yield child


def described(element):
    """What a screen reader says of an element, and where it is on the screen."""
    text = None
    if element.get_text_iface() is not None:
        text = Atspi.Text.get_text(element, 0, -1)
    place = None
    if element.get_component_iface() is not None:
        box = Atspi.Component.get_extents(element, Atspi.CoordType.SCREEN)
        place = [box.x, box.y, box.width, box.height]
    states = [state.value_nick for state in element.get_state_set().get_states()]
    return {
        "role": element.get_role_name(),
        "name": element.get_name() or "",
        "description": element.get_description() or "",
        "text": text,
        "place": place,
        "states": states,
    }


def windows(program):
    """The windows of the program."""
    desktop = Atspi.get_desktop(0)
    for application in children(desktop):
        if application.get_name() == program:
            yield from children(application)


def elements(element, depth=0):
    """An element and all below it, each with its depth."""
    yield element, depth
    if depth < 40:
        for child in children(element):
            yield from elements(child, depth + 1)


def tree(program):
    """All elements that can be read. One that goes away meanwhile is left out."""
    found = []
    for window in windows(program):
        try:
            for element, depth in elements(window):
                found.append({**described(element), "depth": depth})
        except gi.repository.GLib.Error:
            pass
    return found


def do(program, role, name):
    """Performs the first action of an element."""
    for window in windows(program):
        for element, _ in elements(window):
            if element.get_role_name() == role and element.get_name() == name:
                return Atspi.Action.do_action(element, 0)
    return False


def focus(program, name):
    """Gives the keyboard to an element."""
    for window in windows(program):
        for element, _ in elements(window):
            if element.get_name() == name and element.get_component_iface() is not None:
                return Atspi.Component.grab_focus(element)
    return False


def hear(event, program):
    """Keeps what a screen reader would say of an event."""
    try:
        element = event.source
        if element.get_application().get_name() != program or len(HEARD) >= MOST:
            return
        if event.type.startswith("object:announcement"):
            how = "at once" if event.detail1 == 2 else "then"
            HEARD.append({"how": how, "words": str(event.any_data)})
        elif event.type.startswith("window:activate"):
            HEARD.append({"how": "window", "words": element.get_name() or ""})
        elif event.detail1 == 1:
            said = [element.get_name() or "", element.get_role_name()]
            description = element.get_description()
            said += [description] if description else []
            HEARD.append({"how": "focus", "words": ", ".join(said)})
    except gi.repository.GLib.Error:
        # It is gone again.
        pass


def listen(program):
    """Begins to hear events. Before, the program sends none to this reader."""
    listener = Atspi.EventListener.new(hear, program)
    for event in ["object:announcement", "object:state-changed:focused", "window:activate"]:
        listener.register(event)
    # It hears as long as it lives.
    return listener


def answer(program, line, listeners):
    """What is answered to a command."""
    command, _, rest = line.strip().partition(" ")
    try:
        if command == "tree":
            return tree(program)
        if command == "focus":
            return focus(program, rest)
        if command == "listen":
            listeners.append(listen(program))
            return True
        if command == "heard":
            heard = HEARD[:]
            HEARD.clear()
            return heard
        return do(program, *rest.split("|", 1))
    except gi.repository.GLib.Error as error:
        return {"error": str(error)}


def main():
    program, listeners, rest = sys.argv[1], [], [b""]
    loop = GLib.MainLoop()

    def read(_source, _condition):
        """Answers the commands that have come."""
        read = os.read(0, 65536)
        if not read:
            loop.quit()
            return False
        lines = (rest[0] + read).split(b"\n")
        rest[0] = lines.pop()
        for line in lines:
            print(json.dumps(answer(program, line.decode(), listeners)), flush=True)
        return True

    GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, read)
    loop.run()


main()

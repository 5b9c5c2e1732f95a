"""Reads the windows of one program as a screen reader does (AT-SPI), for tests.

Arguments: the name of the program. Each line of standard input is a command:
  tree              prints all elements as one line of JSON
  do ROLE|NAME      performs the first action of an element; prints whether there was one
  focus NAME        gives the keyboard to an element; prints whether it takes it
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


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


def main():
    program = sys.argv[1]
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        try:
            if command == "tree":
                answer = tree(program)
            elif command == "focus":
                answer = focus(program, rest)
            else:
                answer = do(program, *rest.split("|", 1))
        except gi.repository.GLib.Error as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


main()

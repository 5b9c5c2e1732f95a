"""Writes a line of text into a terminal 30 times a second, until it is ended."""

import itertools
import os
import time

EACH = 1 / 30


def main():
    columns, lines = os.get_terminal_size()
    # The first screen at once.
    for number in itertools.count(-lines):
        begun = time.monotonic()
        words = (f"{(number * 40503 + at) * 2654435761 % 2**32:08x}" for at in range(columns // 9))
        print(" ".join(words), flush=True)
        if number >= 0:
            time.sleep(max(0, begun + EACH - time.monotonic()))


main()

"""Fills a terminal with text all of which is new 30 times a second, until it is ended."""

import itertools
import os
import sys
import time

EACH = 1 / 30


def main():
    columns, lines = os.get_terminal_size()
    for number in itertools.count():
        begun = time.monotonic()
        rows = (" ".join(f"{(number * 40503 + row * 97 + at) * 2654435761 % 2**32:08x}" for at in range(columns // 9)) for row in range(lines))
        sys.stdout.write("\x1b[H" + "\r\n".join(rows))
        sys.stdout.flush()
        time.sleep(max(0, begun + EACH - time.monotonic()))


main()

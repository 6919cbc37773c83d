"""Tells, as JSON, where this process may write, and which addresses it reaches: a unit runs it."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress


def writable() -> list[str]:
    """The directories into which this process may write, outside /proc."""
    found = []
    for place, inner, _ in os.walk("/"):
        inner[:] = [each for each in inner if (place, each) != ("/", "proc")]
        if os.access(place, os.W_OK):
            found.append(place)
    return found


def reached(*addresses: str) -> list[str]:
    """Those of the addresses at which nginx accepts connections of this process."""
    found = []
    for address in addresses:
        with suppress(OSError):
            socket.create_connection((address, 80), timeout=2).close()
            found.append(address)
    return found


if __name__ == "__main__":
    told = {"user": os.getuid(), "writable": writable(), "reached": reached(*sys.argv[1:])}
    sys.stdout.write(json.dumps(told))

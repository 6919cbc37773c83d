"""Small disks in memory, which fill up."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def disk(place: Path, size: str) -> Iterator[Path]:
    """Put a disk of a size, such as `1m`, at a new directory. Only root may do so."""
    place.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs"]
    subprocess.run(["mount", *options, place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> None:
    """Fill a disk to its last byte."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        while free := room(disk):
            filler.write(bytes(free))


def room(disk: Path) -> int:
    """The bytes that are free on a disk."""
    told = os.statvfs(disk)
    return told.f_bavail * told.f_frsize

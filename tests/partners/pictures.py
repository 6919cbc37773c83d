"""Small drawings and pictures for tests."""

from __future__ import annotations

import zlib
from struct import pack

SVG = "http://www.w3.org/2000/svg"
SHAPE = '<path d="M0 0h9v9z"/>'


def drawing(inside: str = SHAPE, attributes: str = "", before: str = "") -> bytes:
    """An SVG of 9 × 9 with these elements, attributes of its first one, and what stands before."""
    links = ' xmlns:xlink="http://www.w3.org/1999/xlink"' if "xlink:" in inside else ""
    size = ' viewBox="0 0 9 9"'
    return f'{before}<svg xmlns="{SVG}"{links}{size}{attributes}>{inside}</svg>'.encode()


def small_png(width: int = 1, height: int = 1, comment: bytes = b"") -> bytes:
    """A PNG that says it has this size, and holds one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"tEXt", b"Comment\0" + comment)
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")

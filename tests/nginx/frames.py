"""HTTP/2 in raw frames (RFC 9113), for requests that no HTTP/2 client would send."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from enum import IntEnum

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
ENDS_STREAM, ENDS_HEADERS = 1, 4
STATUS_400 = 0x8C
"""How HPACK (RFC 7541) writes `:status: 400` in one byte."""

Headers = list[tuple[str, str]]


class Kind(IntEnum):
    """The kinds of frames that the tests send or read."""

    DATA = 0
    HEADERS = 1
    RST_STREAM = 3
    SETTINGS = 4
    GOAWAY = 7


def outcome(port: int, headers: Headers, body: str | None = None) -> str:
    """Send one request, and tell what comes of it: `400`, `another status`, `reset` or `closed`.

    `reset` means that nginx ended the request without an answer, `closed` the whole connection.
    """
    block = b"".join(b"\0" + _text(name) + _text(value) for name, value in headers)
    ends = ENDS_HEADERS | (ENDS_STREAM if body is None else 0)
    frames = _frame(Kind.SETTINGS, 0, 0, b"") + _frame(Kind.HEADERS, ends, 1, block)
    if body is not None:
        frames += _frame(Kind.DATA, ENDS_STREAM, 1, body.encode())
    context = ssl._create_unverified_context()  # no test of its certificate
    context.set_alpn_protocols(["h2"])
    plain = socket.create_connection(("127.0.0.1", port), timeout=60)
    with context.wrap_socket(plain) as connection:
        connection.sendall(PREFACE + frames)
        for kind, payload in _read(connection):
            if kind == Kind.HEADERS:
                return "400" if payload[0] == STATUS_400 else "another status"
            if kind == Kind.RST_STREAM:
                return "reset"
            if kind == Kind.GOAWAY:
                return "closed"
    return "closed"


def _frame(kind: Kind, flags: int, stream: int, payload: bytes) -> bytes:
    head = len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4)
    return head + payload


def _text(text: str) -> bytes:
    """A text as HPACK writes it: its length, then its bytes as they are."""
    raw = text.encode("latin-1")
    length, rest = len(raw), bytearray()
    if length < 127:
        return bytes([length]) + raw
    length -= 127
    while length >= 128:
        rest.append(length % 128 + 128)
        length //= 128
    return bytes([127, *rest, length]) + raw


def _read(connection: ssl.SSLSocket) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the payload of each frame that comes."""
    with connection.makefile("rb") as stream:
        while head := stream.read(9):
            yield head[3], stream.read(int.from_bytes(head[:3]))

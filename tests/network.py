"""A network between a visitor and the server that sends its own replies, like a hotel's Wi-Fi."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

NOTHING = b""
"""The reply of a connection that drops."""


def reply(status: str, body: str = "", kind: str = "text/html", *headers: str) -> bytes:
    """Return a whole reply, as a proxy sends it."""
    content = body.encode()
    length = f"Content-Length: {len(content)}"
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", length, "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + content


class Network(ThreadingTCPServer):
    """Passes requests on to a server, and prevents browsers from caching.

    While `reply` is not None, every request gets it, as soon as `is_quick` is set. `misprint`
    replaces some bytes of the server's responses with the same number of other bytes.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, server_port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.server_port = server_port
        self.reply: bytes | None = None
        self.misprint = (b"", b"")
        self.is_quick = Event()
        self.is_quick.set()

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore browsers that have hung up."""


class _Line(StreamRequestHandler):
    """One connection, with one request."""

    server: Network

    def handle(self) -> None:
        lines = takewhile(lambda line: line != b"\r\n", self.rfile)
        head = b"".join(lines)
        if not head:  # a browser may connect in advance, and hang up without a request
            return
        if self.server.reply is None:
            self.wfile.write(self._from_server(head))
        else:
            own = self.server.reply
            self.server.is_quick.wait()
            self.wfile.write(own)

    def _from_server(self, head: bytes) -> bytes:
        once = re.sub(rb"(?i)(?<=\r\nconnection: )[^\r]*", b"close", head)
        # A misprint can only be made in a text that is not compressed.
        plain = re.sub(rb"(?i)accept-encoding:[^\r]*\r\n", b"", once)
        with socket.create_connection(("127.0.0.1", self.server.server_port)) as server:
            server.sendall(plain + b"\r\n")
            answer = b"".join(iter(lambda: server.recv(65_536), b""))
        kept = re.sub(rb"(?i)(?<=\r\ncache-control: )[^\r]*", b"no-store", answer)
        return kept.replace(*self.server.misprint)


@contextmanager
def network_before(server_port: int) -> Iterator[Network]:
    """Run a network in front of the server on a port of this machine."""
    with Network(server_port) as network:
        Thread(target=network.serve_forever, daemon=True).start()
        yield network
        network.is_quick.set()
        network.shutdown()

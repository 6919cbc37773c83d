"""The line between visitors and the widget: it passes requests on, or answers in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Line:
    """Where visitors reach the widget. `asked` are the paths so far, in their order."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.port = 0
        """The widget's own."""
        self._fault: Fault | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("", (_Request,), {"line": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        """Begin to pass requests on."""
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Pass nothing on any more."""
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def disturbed(self, fault: Fault) -> Iterator[None]:
        """Answer fragments in the widget's place."""
        self._fault = fault
        yield
        self._fault = None

    def fragments(self) -> list[str]:
        """The steps that were asked for as fragments."""
        return [path for path in self.asked if "/step/" in path]

    def answer(self, request: _Request) -> None:
        """Answer one request."""
        self.asked.append(request.path)
        if self._fault and "/step/" in request.path:
            self._fault(request)
        else:
            self._pass_on(request)

    def _pass_on(self, request: _Request) -> None:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as widget:
            widget.request("GET", request.path, headers=dict(request.headers))
            reply = widget.getresponse()
            headers = [each for each in reply.getheaders() if each[0].lower() not in OF_A_LINE]
            request.reply(reply.status, reply.read(), *headers)


class _Request(BaseHTTPRequestHandler):
    line: Line

    def do_GET(self) -> None:
        self.line.answer(self)

    def reply(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response_only(status)
        for header in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(*header)
        self.end_headers()
        with suppress(ConnectionError):  # the visitor may have left
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base's name
        pass


Fault = Callable[[_Request], None]
"""Answers a request in the widget's place."""

OF_A_LINE = ("connection", "content-length", "keep-alive", "transfer-encoding")
"""Headers about the connection, which are not passed on."""

HTML = ("Content-Type", "text/html")
PORTAL = b"<!doctype html><title>Free Wi-Fi</title><h1>Log in to the Wi-Fi</h1>"
GATEWAY = b"<html><head><title>502 Bad Gateway</title></head><h1>502 Bad Gateway</h1></html>"


def _replies(status: int, body: bytes, *headers: tuple[str, str]) -> Fault:
    return lambda request: request.reply(status, body, *headers)


def _drop(request: _Request) -> None:
    request.close_connection = True


def _break_off(request: _Request) -> None:
    request.send_response_only(200)
    request.send_header("Content-Length", "5000")
    request.end_headers()
    request.wfile.write(b"<title>A half")


def _hang(request: _Request) -> None:
    """Say nothing until the visitor's browser has given up."""
    request.rfile.read()


FAULTS: dict[str, Fault] = {
    "a proxy's error": _replies(502, GATEWAY, HTML),
    "an empty page": _replies(200, b"", HTML),
    "no content": _replies(204, b""),
    "a Wi-Fi's page": _replies(200, PORTAL, HTML),
    "another application's error": _replies(500, b"down", ("Content-Type", "text/plain")),
    "a dropped connection": _drop,
    "half an answer": _break_off,
    "no answer": _hang,
}

"""The log of requests: one line of JSON each, without visitors' answers and whole IP addresses."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_address, ip_network
from secrets import token_hex
from select import POLLOUT, poll
from time import perf_counter, time
from typing import Any, Protocol

from widget.web.cache import CACHE, Application, Environ
from widget.web.gzipped import Headers

VIEW = "Widget-View"
"""The response header that says, as JSON, what the response shows. A proxy can log it too."""

NOTHING = '{"partner": null, "language": null, "kind": null, "step": null}'
"""What is logged for a response without this header."""

ID = re.compile("[0-9a-f]{8}")
"""The format of a request's id. A proxy sends one in the header X-Request-Id, and logs it too."""

_CACHES = {None: "null", "hit": '"hit"', "miss": '"miss"'}

PREFIXES = {4: 24, 6: 48}
"""IP version → the length, in bits, of the network prefix that is logged."""


class Log(Protocol):
    """Takes lines."""

    def write(self, line: str, /) -> object:
        """Write a line, which ends with a line break."""


class Lossy:
    """Writes lines to a file, a pipe or a socket, and drops a line rather than wait or fail.

    Lines are dropped while the disk is full, or while nobody reads a pipe or socket and it is full.
    The next line that is written follows a line that says how many were dropped.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._room = poll()
        self._room.register(descriptor, POLLOUT)
        self._dropped = 0

    def write(self, line: str, /) -> None:
        """Write a line, or drop it."""
        if self._dropped:
            line = f'{{"time": "{_now()}", "dropped": {self._dropped}}}\n{line}'
        self._dropped = 0 if self._has_written(line) else self._dropped + 1

    def _has_written(self, text: str) -> bool:
        # O_NONBLOCK would affect all processes that share the file, so poll() comes first. A pipe
        # that has room takes at least 4 KiB, and a socket more: enough for a line of each worker.
        line = text.encode()
        try:
            return bool(self._room.poll(0)) and os.write(self._descriptor, line) == len(line)
        except OSError:
            return False


class Logged:
    """A WSGI application (PEP 3333) that logs each request to another one.

    A line has the time, an id of the request, the visitor's network, the partner, the language of
    the address, the endpoint, the question or outcome shown, the status, the milliseconds, the
    bytes of the body, and whether the response came from the cache. It has no query.
    """

    def __init__(self, app: Application, log: Log) -> None:
        self._app = app
        self._log = log

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Return the response to a request, and log the request."""
        started, begun, id_ = perf_counter(), [("", NOTHING)], id_of(environ)

        def starting(status: str, headers: Headers, exc_info: object = None) -> object:
            begun.append((status, dict(headers).get(VIEW, NOTHING)))
            return start_response(status, headers, *([exc_info] if exc_info else []))

        body = _whole(self._app(environ, starting))
        status, view = begun[-1]
        line = (
            f'{{"time": "{_now()}", '
            f'"id": "{id_}", {_who(environ.get("REMOTE_ADDR", ""))}, {view[1:-1]}, '
            f'"status": {status[:3]}, "ms": {1000 * (perf_counter() - started):.2f}, '
            f'"bytes": {len(body)}, "cache": {_CACHES[environ.get(CACHE)]}}}\n'
        )
        self._log.write(line)
        return [body] if body else []


def _now() -> str:
    """Return the time in UTC in ISO 8601, with milliseconds."""
    now = time()
    return f"{_second(int(now))}.{int(now % 1 * 1000):03}+00:00"


@lru_cache(1)
def _second(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()[: -len("+00:00")]


def id_of(environ: Environ) -> str:
    """Return the id of a request: the one from a proxy, or one that the first call creates."""
    if not ID.fullmatch(environ.get("HTTP_X_REQUEST_ID", "")):
        environ["HTTP_X_REQUEST_ID"] = token_hex(4)
    return str(environ["HTTP_X_REQUEST_ID"])


def _whole(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()


@lru_cache(maxsize=10_000)
def _who(address: str) -> str:
    return f'"network": {json.dumps(network(address))}'


def network(address: str) -> str | None:
    """Return the network of an IP address, such as 192.0.2.0/24; None if it is no address."""
    try:
        prefix = PREFIXES[ip_address(address).version]
    except ValueError:
        return None
    return str(ip_network(f"{address}/{prefix}", strict=False))

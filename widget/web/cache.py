"""A cache of responses in front of Flask: the same address returns the same bytes to everybody."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from time import time
from typing import Any

from werkzeug.http import http_date, parse_etags, remove_entity_headers, unquote_etag

from widget.web.gzipped import Headers, accepts_gzip, gzipped, is_text

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Key = tuple[str | bool | None, ...]

CACHE = "widget.cache"
"""The key in a request's environ under which the log finds `hit` or `miss`."""

MAX_BYTES = 8 * 2**20
"""The most bytes of bodies and headers that a process caches: about 1,000 pages in gzip."""

VARIES = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
"""The request headers, besides Accept-Encoding, on which cacheable responses depend."""

BYPASS = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH")
"""Requests with these headers bypass the cache: Flask may not return the whole response."""


@dataclass(frozen=True)
class CachedResponse:
    """A response without its Date header: status, headers, entity tag and body."""

    status: str
    headers: Headers
    etag: str | None
    body: bytes

    @property
    def is_cacheable(self) -> bool:
        """Return whether any cache may store the response."""
        control = dict(self.headers).get("Cache-Control", "")
        return self.status == "200 OK" and control.startswith("public")

    @property
    def size(self) -> int:
        """Return the bytes of its body and headers, without Python's overhead."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class Cached:
    """A WSGI application (PEP 3333) that caches the responses of another one in memory.

    It stores what any cache may store, at most `most` bytes, and evicts the least recently used.
    Entries never expire, since content never changes while a process runs; so a response that
    depends on the clock must be `no-store`. With `by_host`, responses depend on the Host header.
    """

    def __init__(self, app: Application, *, by_host: bool, most: int = MAX_BYTES) -> None:
        self._app = app
        self._varies = (*VARIES, "HTTP_HOST") if by_host else VARIES
        self._most = most
        self._responses: OrderedDict[Key, CachedResponse] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Return the response to a request, from the cache if possible."""
        bypasses = any(name in environ for name in BYPASS)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or bypasses:
            return self._app(environ, start_response)
        as_gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = (
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
            as_gzip,
            *map(environ.get, self._varies),
        )
        response = self._look_up(key)
        environ[CACHE] = "miss" if response is None else "hit"
        if response is None:
            response = _ask(self._app, environ, as_gzip=as_gzip)
            if response.is_cacheable:
                self._store(key, response)
        return _send(response, environ, start_response)

    def _look_up(self, key: Key) -> CachedResponse | None:
        with self._lock:
            response = self._responses.get(key)
            if response is not None:
                self._responses.move_to_end(key)
            return response

    def _store(self, key: Key, response: CachedResponse) -> None:
        with self._lock:
            if key in self._responses:  # another thread stored it first
                return
            self._responses[key] = response
            self._size += response.size
            while self._size > self._most:
                _, oldest = self._responses.popitem(last=False)
                self._size -= oldest.size


def _ask(app: Application, environ: Environ, *, as_gzip: bool) -> CachedResponse:
    """Return an application's whole response to a GET; texts are compressed if `as_gzip`."""
    asked = environ | {"REQUEST_METHOD": "GET"}
    # With the server's own way to send files, there would be no bytes to cache.
    for name in ("HTTP_IF_NONE_MATCH", "wsgi.file_wrapper"):
        asked.pop(name, None)
    begun: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, _exc_info: object = None) -> None:
        begun.append((status, headers))

    parts = app(asked, start_response)
    try:
        body = b"".join(parts)
    finally:
        if close := getattr(parts, "close", None):
            close()
    status, headers = begun[-1]
    kept = [each for each in headers if each[0] != "Date"]
    if body and is_text(kept):
        kept.append(("Vary", "Accept-Encoding"))
        if as_gzip:
            kept, body = gzipped(kept, body)
    return CachedResponse(status, kept, unquote_etag(dict(kept).get("ETag"))[0], body)


def _send(
    response: CachedResponse, environ: Environ, start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """Send a response; without its body for a HEAD, or for a browser that has it already (304)."""
    headers = [*response.headers, ("Date", _date(int(time())))]
    if _is_known(response, environ.get("HTTP_IF_NONE_MATCH")):
        remove_entity_headers(headers)
        start_response("304 NOT MODIFIED", headers)
        return []
    start_response(response.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]


@lru_cache(1)
def _date(second: int) -> str:
    """Return a Unix time, in seconds, as an HTTP date."""
    return http_date(second)


def _is_known(response: CachedResponse, etags: str | None) -> bool:
    if not etags or response.etag is None or response.status != "200 OK":
        return False
    return parse_etags(etags).contains_weak(response.etag)

"""Finished answers, kept in front of Flask: the same address gives everybody the same bytes."""

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
"""The key of a request's environment for the log: `hit` or `miss`."""

MOST_BYTES = 8 * 2**20
"""The most bytes of bodies and headers that a process keeps: some 1,000 pages in gzip."""

VARIES = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
"""The request's headers on which an answer that may be kept depends."""

OTHERWISE = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH")
"""The request's headers with which Flask gives another answer than the whole one."""


@dataclass(frozen=True)
class Answer:
    """An answer without its date: status, headers, entity tag and body."""

    status: str
    headers: Headers
    etag: str | None
    body: bytes

    @property
    def may_be_kept(self) -> bool:
        """Return whether any cache may keep the answer for some time."""
        control = dict(self.headers).get("Cache-Control", "")
        return self.status == "200 OK" and control.startswith("public")

    @property
    def size(self) -> int:
        """Return its bytes, without the frame that Python puts around them."""
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class Kept:
    """A WSGI application (PEP 3333) that keeps the answers of another one in memory.

    It keeps what any cache may keep, at most `most` bytes, and leaves out the least recently used.
    It keeps that as long as the process lives, in which content never changes; so an answer that
    depends on the clock must be `no-store`. With `by_host`, answers depend on the Host header.
    """

    def __init__(self, app: Application, *, by_host: bool, most: int = MOST_BYTES) -> None:
        self._app = app
        self._varies = (*VARIES, "HTTP_HOST") if by_host else VARIES
        self._most = most
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        asks_whole = not any(name in environ for name in OTHERWISE)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not asks_whole:
            return self._app(environ, start_response)
        as_gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = (
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
            as_gzip,
            *map(environ.get, self._varies),
        )
        answer = self._find(key)
        environ[CACHE] = "miss" if answer is None else "hit"
        if answer is None:
            answer = _ask(self._app, environ, as_gzip=as_gzip)
            if answer.may_be_kept:
                self._keep(key, answer)
        return _send(answer, environ, start_response)

    def _find(self, key: Key) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def _keep(self, key: Key, answer: Answer) -> None:
        with self._lock:
            if key in self._answers:  # another thread was faster
                return
            self._answers[key] = answer
            self._size += answer.size
            while self._size > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._size -= oldest.size


def _ask(app: Application, environ: Environ, *, as_gzip: bool) -> Answer:
    """Return an application's whole answer to a GET, texts in gzip if that is asked for."""
    asked = environ | {"REQUEST_METHOD": "GET"}
    # A server's own way to send files would leave no bytes to keep.
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
    return Answer(status, kept, unquote_etag(dict(kept).get("ETag"))[0], body)


def _send(answer: Answer, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the body, or without where it was asked for no body or is known already."""
    headers = [*answer.headers, ("Date", _date(int(time())))]
    if _is_known(answer, environ.get("HTTP_IF_NONE_MATCH")):
        remove_entity_headers(headers)
        start_response("304 NOT MODIFIED", headers)
        return []
    start_response(answer.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


@lru_cache(1)
def _date(second: int) -> str:
    """Return a second since 1970 as HTTP writes it."""
    return http_date(second)


def _is_known(answer: Answer, etags: str | None) -> bool:
    if not etags or answer.etag is None or answer.status != "200 OK":
        return False
    return parse_etags(etags).contains_weak(answer.etag)

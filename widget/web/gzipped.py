"""Compress responses with gzip; proxies cannot, because responses are `no-transform`."""

from __future__ import annotations

import re
from functools import lru_cache
from gzip import compress

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

Headers = list[tuple[str, str]]

TEXTS = re.compile(r"text/|image/svg\+xml|application/(json|xml)")
"""The media types that gzip makes smaller. Other images and fonts are already compressed."""


@lru_cache(maxsize=1_000)
def accepts_gzip(accepted: str) -> bool:
    """Return whether an Accept-Encoding header allows gzip."""
    return parse_accept_header(accepted, Accept).quality("gzip") > 0


def is_text(headers: Headers) -> bool:
    """Return whether gzip makes a response with these headers smaller."""
    return bool(TEXTS.match(dict(headers).get("Content-Type", "")))


def gzipped(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    """Return a response's headers and compressed body, with its own entity tag (RFC 9110)."""
    smaller = compress(body, 6, mtime=0)
    changed = {"Content-Length": str(len(smaller))}
    if etag := dict(headers).get("ETag"):
        changed["ETag"] = f'{etag[:-1]}-gzip"'
    kept = [(name, changed.get(name, value)) for name, value in headers]
    return [*kept, ("Content-Encoding", "gzip")], smaller

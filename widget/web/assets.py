"""Static files, such as the style sheet and htmx. Their addresses contain a digest or version."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from flask import Response, abort, request, send_from_directory
from werkzeug.routing import MapAdapter

from widget.settings import STATIC
from widget.web.headers import cache_briefly, cache_forever

HTMX = "vendor/htmx-4.0.0/htmx.min.js"


def addresses(adapter: MapAdapter) -> dict[str, str]:
    """Return file name → address for `static/`. The address changes with the file's content."""
    return {name: adapter.build("static", _values(name)) for name in _digests()}


def integrity(name: str) -> str:
    """Return the `integrity` attribute of a file in `static/`, with which browsers check it."""
    digest = sha256((STATIC / name).read_bytes()).digest()
    return f"sha256-{b64encode(digest).decode()}"


def send(filename: str) -> Response:
    """Return a file from `static/`, or 404 for an unknown one.

    Caches may store it for a year if its address contains a digest or a version, otherwise for a
    minute.
    """
    digest = _digests().get(filename) or abort(404)
    is_immutable = _has_version(filename) or request.args.get("v") == digest
    response = send_from_directory(STATIC, filename)
    cached = cache_forever if is_immutable else cache_briefly
    cached(response)
    return response


def _values(name: str) -> dict[str, str]:
    return {"filename": name} | ({} if _has_version(name) else {"v": _digests()[name]})


def _has_version(name: str) -> bool:
    """Return whether the path contains a version, as the paths of vendored files do."""
    return name.startswith("vendor/")


@cache
def _digests() -> dict[str, str]:
    paths = (path for path in STATIC.rglob("*") if path.is_file())
    return {
        path.relative_to(STATIC).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for path in paths
    }

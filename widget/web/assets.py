"""Our own files, such as the style sheet and htmx: each at an address that names its content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from flask import Response, abort, request, send_from_directory
from werkzeug.routing import MapAdapter

from widget.settings import STATIC
from widget.web.headers import MINUTE, YEAR

HTMX = "vendor/htmx-4.0.0/htmx.min.js"


def addresses(adapter: MapAdapter) -> dict[str, str]:
    """Return the address of each file in `static/`, with its digest, so a change has another."""
    return {name: adapter.build("static", _named(name)) for name in _digests()}


def send(filename: str) -> Response:
    """Send a file, to be kept for a year where the address names its content, else for a minute."""
    digest = _digests().get(filename) or abort(404)
    named = _has_version(filename) or request.args.get("v") == digest
    return send_from_directory(STATIC, filename, max_age=YEAR if named else MINUTE)


def _named(name: str) -> dict[str, str]:
    return {"filename": name} | ({} if _has_version(name) else {"v": _digests()[name]})


def _has_version(name: str) -> bool:
    """Return whether the path itself names a version, as those of vendored files do."""
    return name.startswith("vendor/")


@cache
def _digests() -> dict[str, str]:
    paths = (path for path in STATIC.rglob("*") if path.is_file())
    return {
        path.relative_to(STATIC).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for path in paths
    }

"""Our own files, as the style sheet and htmx: each at an address that names its content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from flask import Response, abort, request, send_from_directory, url_for

from widget.content import STATIC
from widget.web.headers import MINUTE, YEAR


def asset(name: str) -> str:
    """Give the address of a file in `static/`, with its digest, so that a change has another."""
    return url_for("static", filename=name, v=_digests()[name])


def send(filename: str) -> Response:
    """Send a file, to be kept for a year where the address names its content, else for a minute."""
    digest = _digests().get(filename) or abort(404)
    # htmx's path names its version.
    named = filename.startswith("vendor/") or request.args.get("v") == digest
    return send_from_directory(STATIC, filename, max_age=YEAR if named else MINUTE)


@cache
def _digests() -> dict[str, str]:
    paths = (path for path in STATIC.rglob("*") if path.is_file())
    return {
        path.relative_to(STATIC).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
        for path in paths
    }

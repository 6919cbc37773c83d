"""The application, whose pages are kept for a second: so tests need not wait for a minute."""

from __future__ import annotations

from widget.web import headers

headers.MINUTE = 1

from wsgi import app  # noqa: E402 - the minute first

__all__ = ["app"]

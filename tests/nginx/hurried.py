"""The application, whose pages caches keep for a second, so that tests need not wait a minute."""

from __future__ import annotations

from widget.web import headers

headers.MINUTE = 1

from wsgi import app  # noqa: E402 - after the change of MINUTE

__all__ = ["app"]

"""The application for a WSGI server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

import sys

from widget.problems import Problems
from widget.settings import Settings
from widget.web.app import create_app
from widget.web.cache import Cached
from widget.web.log import Logged, Lossy

try:
    settings = Settings.from_environment()
    cached = Cached(create_app(settings).wsgi_app, by_host=settings.origin is None)
except Problems as problems:
    sys.exit(f"The widget does not start.\n{problems}")
# sys.stderr is None when the server was started without a standard error.
app = Logged(cached, Lossy(sys.stderr.fileno())) if settings.log and sys.stderr else cached

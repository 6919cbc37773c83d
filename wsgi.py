"""The application for a WSGI server: `granian --interface wsgi wsgi:app`."""

from __future__ import annotations

import sys

from widget.problems import Problems
from widget.web.app import create_app

try:
    app = create_app()
except Problems as problems:
    sys.exit(f"The widget does not start.\n{problems}")

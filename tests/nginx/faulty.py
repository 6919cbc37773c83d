"""The application with a fault: it fails to show a result."""

from __future__ import annotations

from jinja2 import ChoiceLoader, DictLoader

from widget.settings import Settings
from widget.web.app import create_app
from widget.web.cache import Cached

flask = create_app(Settings.from_environment())
for templates in flask.extensions["widget.templates"].values():
    broken = DictLoader({"outcome/main.html": "{% include view.address %}"})
    templates.loader = ChoiceLoader([broken, templates.loader])
app = Cached(flask.wsgi_app, by_host=False)

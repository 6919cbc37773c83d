"""The Flask application."""

from __future__ import annotations

from flask import Flask, Request
from flask_babel import Babel
from htmx_flask import Htmx
from werkzeug.routing import MapAdapter

from widget.content import load_published
from widget.settings import TEMPLATES, Settings
from widget.web import assets, errors, headers, render
from widget.web.changes import changes
from widget.web.citizenship import citizenship
from widget.web.context import current_context
from widget.web.countries import countries_in_all
from widget.web.kit import kit
from widget.web.notices import notices
from widget.web.oembed import oembed
from widget.web.pages import pages
from widget.web.sources import sources
from widget.web.urls import build_urls
from widget.web.visas import visas
from widget.web.wellknown import wellknown


class Widget(Flask):
    """A Flask application that ignores the Host header when it finds the route."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return an adapter that matches the path alone, whatever the Host header is."""
        if request is None:
            return super().create_url_adapter(request)
        return self.url_map.bind(
            "localhost",
            path_info=request.path,
            query_args=request.query_string.decode("latin-1"),
            default_method=request.method,
        )


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application for these settings, by default those of the environment.

    It serves the published edition. Raises Problems if the rules, the words, the agency's file or a
    setting are wrong, or if nothing is published yet.
    """
    loaded = load_published(settings or Settings.from_environment())
    app = Widget("widget", template_folder=str(TEMPLATES), static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions["widget.content"] = loaded
    Babel(
        app,
        default_translation_directories=str(loaded.settings.translations),
        locale_selector=lambda: current_context().language.locale,
        configure_jinja=False,
    )
    Htmx(app)
    app.after_request(headers.finish)
    _add_routes(app)
    app.extensions["widget.urls"] = build_urls(loaded, app.url_map.bind(""))
    render.init_app(app, loaded, app.extensions["widget.urls"])
    app.extensions["widget.countries"] = countries_in_all(loaded)
    for problem in loaded.partners.problems:
        app.logger.error("a partner is not served: %s", problem)
    return app


def _add_routes(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", "static", assets.send)
    for blueprint in (wellknown, oembed, kit, changes, citizenship, notices, visas, sources, pages):
        app.register_blueprint(blueprint)
    errors.init_app(app)

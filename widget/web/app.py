"""The Flask application."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from flask_babel import Babel
from htmx_flask import Htmx
from werkzeug.routing import MapAdapter

from widget.content import load
from widget.rules.model import Category, Text
from widget.settings import TEMPLATES, Settings
from widget.web import assets, errors, headers
from widget.web.context import content, context
from widget.web.kit import kit
from widget.web.oembed import oembed
from widget.web.pages import pages
from widget.web.urls import build_urls, links_of
from widget.web.wellknown import wellknown


class Widget(Flask):
    """The application class."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Route by path alone, so that every Host header gets an answer, however odd."""
        if request is None:
            return super().create_url_adapter(request)
        return self.url_map.bind_to_environ(request.environ | {"HTTP_HOST": "localhost"})


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application, by the environment's settings unless others are given.

    Raises Problems when rules, words, the agency's file or a setting are wrong.
    """
    loaded = load(settings or Settings.from_environment())
    app = Widget("widget", template_folder=str(TEMPLATES), static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.extensions["widget.content"] = loaded
    Babel(
        app,
        default_translation_directories=str(loaded.settings.translations),
        locale_selector=lambda: context().language.locale,
    )
    Htmx(app)
    app.after_request(headers.finish)
    _add_routes(app)
    app.extensions["widget.urls"] = build_urls(loaded, app.url_map.bind(""))
    _prepare_templates(app)
    for problem in loaded.partners.problems:
        app.logger.error("a partner is not served: %s", problem)
    return app


def _add_routes(app: Flask) -> None:
    app.add_url_rule("/static/<path:filename>", "static", assets.send)
    for blueprint in (wellknown, oembed, kit, pages):
        app.register_blueprint(blueprint)
    errors.init_app(app)


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {
        "HTMX": assets.HTMX,
        "absolute": app.extensions["widget.urls"].absolute,
        "agency": app.extensions["widget.content"].agency,
        "languages": app.extensions["widget.content"].languages,
        "static": app.extensions["widget.urls"].static,
    }
    app.add_template_filter(_say, "say")
    app.add_template_test(lambda outcome: isinstance(outcome, Category), "category")

    @app.context_processor
    def _partner_and_language() -> dict[str, Any]:
        here = context()
        return {"partner": here.partner, "language": here.language, "links": links_of(here)}


def _say(text: Text) -> str:
    """Return a text of the rules in the language of the request."""
    return content().words[context().language.tag].say(text)

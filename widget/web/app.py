"""The Flask application."""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from flask_babel import Babel
from htmx_flask import Htmx
from werkzeug.routing import MapAdapter

from widget import languages
from widget.content import TEMPLATES, load_site, site
from widget.partners import theme
from widget.rules.model import Category
from widget.rules.walk import Ask, back, here, without
from widget.web import assets, errors, headers
from widget.web.context import place
from widget.web.kit import kit
from widget.web.mailto import letter
from widget.web.oembed import oembed
from widget.web.pages import pages
from widget.web.urls import absolute
from widget.web.view import ONE_COLUMN, swap_attributes
from widget.web.wellknown import service
from widget.words import say


class Widget(Flask):
    """The application class."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Route by path alone, so that no Host header is too odd for an answer."""
        if request is None:
            return super().create_url_adapter(request)
        return self.url_map.bind_to_environ(request.environ | {"HTTP_HOST": "localhost"})


def create_app() -> Flask:
    """Make the application. Raises Problems when rules or partners are wrong."""
    app = Widget("widget", template_folder=str(TEMPLATES), static_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.add_url_rule("/static/<path:filename>", "static", assets.send)
    loaded = load_site()
    app.extensions["widget"] = loaded
    Babel(
        app,
        default_translation_directories=str(languages.TRANSLATIONS),
        locale_selector=lambda: place().language,
    )
    Htmx(app)
    errors.init_app(app)
    app.after_request(headers.finish)
    app.register_blueprint(service)
    app.register_blueprint(oembed)
    app.register_blueprint(kit)
    app.register_blueprint(pages)
    _prepare_templates(app)
    for problem in loaded.partners.problems:
        app.logger.error("a partner is not served: %s", problem)
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_filter(say)
    app.add_template_filter(languages.own_name)
    app.add_template_filter(languages.with_country)
    app.add_template_test(lambda step: isinstance(step, Ask), "question")
    app.add_template_test(lambda outcome: isinstance(outcome, Category), "category")

    @app.context_processor
    def _words_and_addresses() -> dict[str, Any]:
        return {
            "ONE_COLUMN": ONE_COLUMN,
            "agency": site().agency,
            "absolute": absolute,
            "asset": assets.asset,
            "back": back,
            "direction": languages.direction(place().language),
            "here": here,
            "host": place().host,
            "language": place().language,
            "letter": letter,
            "swap_attributes": swap_attributes,
            "theme_digest": theme.digest(place().host.theme),
            "without": without,
        }

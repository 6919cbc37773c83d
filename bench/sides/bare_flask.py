"""Bare Flask and Jinja: reads the answers and prints the same page, and computes nothing else.

A page's template is that page, with a variable in place of each text and of each value of an
attribute. The application adds no headers, caches nothing, and logs nothing.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from gzip import decompress
from html import unescape
from pathlib import Path

from flask import Flask, render_template, request
from jinja2 import DictLoader


def bare(pages: list[str]) -> Flask:
    """Return the application; it prints the page whose index is the number of answers."""
    values: list[str] = []

    def variable(found: re.Match[str]) -> str:
        values.append(unescape(found[2]))
        return f"{found[1]}{{{{ values[{len(values) - 1}] }}}}"

    templates = [re.sub(r"""(>\s*|=")([^\s<>"][^<>"]*)""", variable, page) for page in pages]
    app = Flask("bare")
    app.jinja_loader = DictLoader({str(number): each for number, each in enumerate(templates)})

    @app.get("/healthz")
    def health() -> str:
        return ""

    @app.get("/<partner>/<language>/")
    def show(partner: str, language: str) -> str:
        answers = {key: request.args[key] for key in request.args if not key.startswith("utm_")}
        return render_template(
            str(len(answers)), partner=partner, language=language, answers=answers, values=values
        )

    return app


if "BENCH_ANSWERS" in os.environ:
    _stored = json.loads(Path(os.environ["BENCH_ANSWERS"]).read_text())
    _pages = [body for address, (_, body) in _stored.items() if "/step/" not in address]
    app = bare([decompress(b64decode(each)).decode() for each in _pages])

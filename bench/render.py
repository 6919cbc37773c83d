"""Compare the time to render a page with bare Flask and Jinja in the same run.

The bare application has one route, reads the answers, and prints the same page. Its template is
that page with a variable in place of each text and each value of an attribute. It computes nothing,
and it adds no headers.

    make bench-render
"""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterable
from html import unescape
from statistics import median
from time import process_time

from flask import Flask, render_template, request
from jinja2 import DictLoader
from werkzeug.test import EnvironBuilder

from widget.settings import Settings
from widget.web.app import create_app

ADDRESSES = {
    "first question": "/visakaz/en/",
    "purpose, 11 options": "/visakaz/en/?location=abroad&passport=national&capacity=none",
    "outcome": "/visakaz/en/?location=abroad&passport=national&capacity=none&purpose=tourism",
}
ROUNDS, REQUESTS = 15, 100

Application = Callable[..., Iterable[bytes]]


def environ_of(address: str) -> dict[str, object]:
    """Return the WSGI environment of a GET for an address."""
    return EnvironBuilder(path=address, base_url="http://localhost/").get_environ()


def call(application: Application, environ: dict[str, object]) -> bytes:
    """Return the body of a WSGI application's answer. Raises RuntimeError unless it is a 200."""
    statuses: list[str] = []
    body = b"".join(application(dict(environ), lambda status, *_: statuses.append(status)))
    if statuses != ["200 OK"]:
        raise RuntimeError(f"The answer was {statuses}.")
    return body


def bare(page: str) -> Flask:
    """Return the bare application, whose template prints the texts and attributes of a page."""
    values: list[str] = []

    def variable(found: re.Match[str]) -> str:
        values.append(unescape(found[2]))
        return f"{found[1]}{{{{ values[{len(values) - 1}] }}}}"

    template = re.sub(r"""(>\s*|=")([^\s<>"][^<>"]*)""", variable, page)
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page.html": template})

    @app.get("/<partner>/<language>/")
    def show(partner: str, language: str) -> str:
        answers = {key: request.args[key] for key in request.args}
        return render_template(
            "page.html", partner=partner, language=language, answers=answers, values=values
        )

    return app


def seconds(application: Application, environ: dict[str, object]) -> float:
    """Return the CPU seconds of one request, as an average over a batch."""
    start = process_time()
    for _ in range(REQUESTS):
        call(application, environ)
    return (process_time() - start) / REQUESTS


def main() -> None:
    """Print a line for each kind of page."""
    product = create_app(Settings(origin="https://visa.example")).wsgi_app
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU time, median of {ROUNDS}")
    for name, address in ADDRESSES.items():
        environ = environ_of(address)
        plain = bare(call(product, environ).decode()).wsgi_app
        call(plain, environ)
        pairs = [(seconds(plain, environ), seconds(product, environ)) for _ in range(ROUNDS)]
        ratio = median(own / other for other, own in pairs)
        times = [median(each) * 1e6 for each in zip(*pairs, strict=True)]
        print(f"{name:20}  bare {times[0]:6.0f} µs   widget {times[1]:6.0f} µs   {ratio:4.1f} ×")


if __name__ == "__main__":
    main()

"""Compare the CPU time to render a page with that of bare Flask and Jinja in the same run.

The bare application is in `bench/sides/bare_flask.py`. Run it with `make bench-render`.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable
from statistics import median
from time import process_time

from werkzeug.test import EnvironBuilder

from bench.sides.bare_flask import bare
from widget.settings import Settings
from widget.web.app import create_app

ADDRESSES = {
    "first question": "/visakaz/en/",
    "purpose, 11 options": "/visakaz/en/?location=abroad&passport=national&capacity=none",
    "outcome": "/visakaz/en/?location=abroad&passport=national&capacity=none&purpose=tourism",
}
ROUNDS, REQUESTS = 15, 100

Application = Callable[..., Iterable[bytes]]


def environ_of(address: str) -> dict[str, str]:
    """Return the WSGI environment of a GET for an address."""
    return EnvironBuilder(path=address, base_url="http://localhost/").get_environ()


def call(application: Application, environ: dict[str, str]) -> bytes:
    """Return the body of a WSGI application's response. Raises RuntimeError unless it is a 200."""
    statuses: list[str] = []
    body = b"".join(application(dict(environ), lambda status, *_: statuses.append(status)))
    if statuses != ["200 OK"]:
        raise RuntimeError(f"The answer was {statuses}.")
    return body


def seconds(application: Application, environ: dict[str, object]) -> float:
    """Return the CPU seconds of one request, averaged over a batch."""
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
        page = call(product, environ).decode()
        plain = bare([page] * (environ["QUERY_STRING"].count("=") + 1)).wsgi_app
        call(plain, environ)
        pairs = [(seconds(plain, environ), seconds(product, environ)) for _ in range(ROUNDS)]
        ratio = median(own / other for other, own in pairs)
        times = [median(each) * 1e6 for each in zip(*pairs, strict=True)]
        print(f"{name:20}  bare {times[0]:6.0f} µs   widget {times[1]:6.0f} µs   {ratio:4.1f} ×")


if __name__ == "__main__":
    main()

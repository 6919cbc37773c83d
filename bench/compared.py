"""Start the servers that `make bench` compares, and check their responses."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from gzip import decompress
from html import unescape
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from bench.load import GZIP, HTMX, Headers, Side
from tests.content import ORIGIN, write_content
from tests.nginx.front import NGINX, TEMPORARY, Front
from tests.sites import Server, free_port
from widget.content import load
from widget.settings import Settings

ANSWERS = ("location=abroad", "passport=national", "capacity=none", "purpose=tourism")
STEPS = tuple(f"?{'&'.join(ANSWERS[:number])}" for number in range(len(ANSWERS) + 1))
PAGES = tuple(f"/visakaz/en/{each}" for each in STEPS)

NOT_MODIFIED = 304
OF_SERVER = ("connection", "content-length", "date", "server")
"""Headers that each server sets itself."""

Kind = TypeVar("Kind", Server, Front)
Stored = Mapping[str, tuple[Headers, bytes]]
"""Address → the headers and the body of the response."""


@contextmanager
def all_sides(directory: Path) -> Iterator[list[Side]]:
    """Start all servers in a directory, check their responses, and yield the sides to measure.

    Raises RuntimeError if a response is wrong.
    """
    content = write_content(directory / "content")
    version = load(Settings(content=content, origin=ORIGIN)).version["visakaz"]
    fragments = tuple(f"/visakaz/en/step/{version}{each}" for each in STEPS)
    with ExitStack() as stack:
        widget = stack.enter_context(_started(Server(content, ORIGIN, log=directory / "log")))
        answers = {each: _ask(widget.url + each, (GZIP,)) for each in PAGES}
        answers |= {each: _ask(widget.url + each, (GZIP, HTMX)) for each in fragments}
        stored = _store(answers, directory / "answers.json")
        os.environ["BENCH_ANSWERS"] = str(stored)
        function, flask = (
            stack.enter_context(_started(Server(content, app=f"bench.sides.{each}:app")))
            for each in ("bare_wsgi", "bare_flask")
        )
        files = stack.enter_context(_files(directory / "files", answers))
        front = stack.enter_context(_started(Front(_made(directory / "front"), widget.port)))
        behind = f"http://127.0.0.1:{front.port}"
        own = (widget.url, widget.pid)
        sides = [
            Side("nginx with files", *files, PAGES),
            Side("nginx with files, fragments", *files, fragments, (GZIP, HTMX)),
            Side("nginx with files, 304", *files, PAGES[-1:], _known(files[0])),
            Side("bare WSGI function", function.url, function.pid, PAGES),
            Side("bare Flask and Jinja", flask.url, flask.pid, PAGES, ()),
            Side("widget", *own, PAGES),
            Side("widget, fragments", *own, fragments, (GZIP, HTMX)),
            Side("widget, new addresses", *own, PAGES, (), new=True),
            Side("widget behind nginx", behind, front.pid, PAGES),
            Side("widget behind nginx, fragments", behind, front.pid, fragments, (GZIP, HTMX)),
            Side("widget behind nginx, 304", behind, front.pid, PAGES[-1:], _known(behind)),
        ]
        for side in sides:
            _check(side, answers)
        yield sides


def _known(server: str) -> Headers:
    """Return the request headers of a browser that has the last page in its cache."""
    headers, _ = _ask(server + PAGES[-1], (GZIP,))
    return (GZIP, ("If-None-Match", dict(headers)["etag"]))


@contextmanager
def _started(server: Kind) -> Iterator[Kind]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _made(directory: Path) -> Path:
    directory.mkdir()
    directory.chmod(0o755)  # nginx's workers run as another user
    return directory


def _ask(address: str, headers: Headers) -> tuple[Headers, bytes]:
    request = Request(address, headers=dict(headers))  # noqa: S310 - our own servers
    with urlopen(request, timeout=30) as answer:  # noqa: S310 - our own servers
        found = tuple((name.lower(), value) for name, value in answer.getheaders())
        return found, bytes(answer.read())


def _store(answers: Stored, file: Path) -> Path:
    """Write the responses for the sides in Python, without the headers that their server adds."""
    every = {
        address: (
            [each for each in headers if each[0] not in OF_SERVER],
            base64.b64encode(body).decode(),
        )
        for address, (headers, body) in answers.items()
    }
    file.write_text(json.dumps(every))
    return file


@contextmanager
def _files(directory: Path, answers: Stored) -> Iterator[tuple[str, int]]:
    """Run nginx with each response as a compressed static file, with the same headers.

    Yields nginx's address and process id.
    """
    _made(directory)
    port, here, names = free_port(), directory, []
    for number, (address, (_, body)) in enumerate(answers.items()):
        (here / f"{number}.html").write_bytes(body)
        names.append(f'"{address}" {number}.html;')
    added = "".join(
        f'add_header {name} "{value}";\n'
        for name, value in next(iter(answers.values()))[0]
        if name not in (*OF_SERVER, "content-type", "etag", "widget-view")
    )
    (here / "nginx.conf").write_text(
        f"user www-data; worker_processes auto; pid {here}/pid; daemon off;\n"
        "events {}\nhttp {\naccess_log off;\n"
        "open_file_cache max=1000; map_hash_bucket_size 256;\n"
        + "".join(f"{each}_temp_path {here}/{each};\n" for each in TEMPORARY)
        + f"map $request_uri $file {{ {' '.join(names)} }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {here}; default_type text/html;\n{added}"
        "location / { try_files /$file =404; } }\n}\n"
    )
    command = [str(NGINX), "-p", str(here), "-c", str(here / "nginx.conf"), "-e", "stderr"]
    process = subprocess.Popen(command)  # noqa: S603 - ours
    try:
        while process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
            except ConnectionRefusedError:
                continue
            break
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait()


def _check(side: Side, answers: Stored) -> None:
    """Raise RuntimeError if a side's response to a path is wrong."""
    for path in side.paths:
        try:
            headers, body = _ask(side.url + path, side.headers)
        except HTTPError as error:
            if error.code != NOT_MODIFIED:
                raise
            continue
        shown = decompress(body) if dict(headers).get("content-encoding") == "gzip" else body
        if _said(shown) != _said(decompress(answers[path][1])):
            raise RuntimeError(f"{side.name}: {path} is not answered rightly.")


def _said(page: bytes) -> str:
    """Return a page without character references, since Jinja escapes more than necessary."""
    return unescape(page.decode()).strip()

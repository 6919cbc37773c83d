"""`widget demo`: the widget and a sample partner's page that frames it, on this machine."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import click

from widget.cli.changed import changed_addresses
from widget.content import Content, load
from widget.copies import copy_content
from widget.partners.snippet import snippet
from widget.problems import Problem, Problems, no_such
from widget.settings import CONTENT, PACKAGE, Settings

ROOT = PACKAGE.parent
"""The checkout, or the directory into which the wheel was installed; `wsgi.py` is there."""

SERVER = (
    "--interface wsgi --workers 2 --blocking-threads 1 --respawn-failed-workers "
    "--workers-kill-timeout 5 wsgi:app"
)
"""How granian serves the widget everywhere, by default on 127.0.0.1 (decision 31)."""

EXAMPLES = ROOT / "examples" / "partners"
HOTEL = "example-hotel"
PAGE = PACKAGE / "data" / "demo.html"
_ORIGINS = re.compile(r"^origins\s*=\s*\[[^\]]*\]", re.MULTILINE)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base's name
        """Log nothing, so that the two addresses stay in sight."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65534),
    default=8000,
    show_default=True,
    help="Where the widget is served; the sample page is on the next port.",
)
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A content directory with a draft, which is shown as a preview.",
)
@click.option("--partner", metavar="ID", help="The partner whose widget the sample page frames.")
def demo(port: int, content: Path | None, partner: str | None) -> None:
    """Serve the widget and a sample page.

    The sample page looks like a partner's page and frames the widget. Both show the working files
    in WIDGET_CONTENT as they are at the start; after a change, start the command again. Without
    WIDGET_CONTENT, the shipped content is served, and in a checkout also the example partners.
    Ctrl-C stops both.

    With --content, every page says “Preview, not in force”, and no cache or search engine keeps it.
    If the directory has a published edition, the command prints the addresses at which the draft
    differs from it. Another server can show the edition at the same time, on another port.

    Example: widget demo --content /srv/visa --port 9000
    """
    settings = Settings.from_environment()
    if content:
        settings = replace(settings, content=content, preview=True)
    sys.exit(serve(port, settings, partner))


def serve(port: int, settings: Settings, partner: str | None = None) -> int:
    """Serve the widget on a port and the sample page on the next, until stopped.

    The sample page frames the widget of a partner. Returns the server's exit code. Raises Problems
    when one of the ports cannot be used, when the content cannot be served, or when there is no
    such partner or its file is wrong.
    """
    served = load(settings)
    for each in (port, port + 1):
        _check_port(each)
    widget, page = f"http://127.0.0.1:{port}", f"http://localhost:{port + 1}"
    with TemporaryDirectory() as directory:
        content, site = Path(directory, "content"), Path(directory, "site")
        write_content(content, page, served, partner)
        site.mkdir()
        (site / "index.html").write_text(sample_page(f"{widget}/demo/"), encoding="utf-8")
        with serve_directory(site, port + 1):
            changed = changed_addresses(settings.content) if settings.preview else []
            print(told_addresses(widget, page, partner, changed), flush=True)
            return _run_server(port, replace(settings, content=content, origin=widget))


def write_content(directory: Path, page: str, served: Content, partner: str | None = None) -> None:
    """Write a content directory: a copy of the working files, and partner `demo`.

    `page` is the origin of the page that may frame this partner. `demo` is like the given
    `partner`. Without one, it is like the agency; the shipped content gets the example partners
    too, and `demo` is then like the example hotel. Raises Problems if there is no such partner, or
    if its file is wrong.
    """
    copy_content(served.settings.content, directory)
    partners, model = directory / "partners", served.agency.id
    if served.settings.content == CONTENT and EXAMPLES.is_dir():
        shutil.copytree(EXAMPLES, partners, dirs_exist_ok=True)
        model = HOTEL
    known = sorted(each.stem for each in partners.glob("*.toml"))
    if partner is not None and partner not in known:
        raise Problems([no_such("--partner", "", "partner", partner, known)])
    model = partner or model
    if model in served.partners.broken:
        raise Problems(served.partners.broken[model].problems)
    file = (partners / f"{model}.toml").read_text(encoding="utf-8-sig")
    own = f'origins = ["{page}"]\n{_ORIGINS.sub("", file)}'
    (partners / "demo.toml").write_text(own, encoding="utf-8")


def told_addresses(
    widget: str, page: str, partner: str | None, changed: Collection[str] = ()
) -> str:
    """Return where the widget, of a partner if one was named, and the sample page are served.

    `changed` are the queries of pages on which a draft differs.
    """
    shown = f"{widget}/{partner}/" if partner else f"{widget}/"
    lines = [f"The widget:       {shown}", f"A partner's page: {page}/"]
    return "\n".join([*lines, *(f"Changed:          {shown}{query}" for query in changed)])


def sample_page(address: str) -> str:
    """Return the HTML of the sample page, which frames the widget at `address`."""
    embedded = snippet(address, "Which visa do I need?")
    return PAGE.read_text(encoding="utf-8").replace("LINE", embedded)


def serve_directory(directory: Path, port: int) -> ThreadingHTTPServer:
    """Serve a directory on 127.0.0.1 in a new thread, and return the server."""
    handler = partial(_Quiet, directory=str(directory))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def server_command(port: int) -> list[str]:
    """Return the command that serves the widget on a port."""
    granian = Path(sys.executable).with_name("granian")
    return [str(granian), "--port", str(port), *SERVER.split()]


def unusable(port: int, error: OSError) -> Problem:
    """Return the problem that a port cannot be used, with the reason."""
    reasons = {
        errno.EADDRINUSE: "Another program uses it already.",
        errno.EACCES: "Only the administrator may use it.",
    }
    what = reasons.get(error.errno or 0, f"It cannot be used: {error.strerror}.")
    return Problem(f"port {port}", "", what, fix="widget demo --port 9000")


def _check_port(port: int) -> None:
    """Raise Problems when a port cannot be used. granian would share a port that is taken."""
    with socket.socket() as bound:
        # A port stays reserved for a minute after its server ended, which does not stop granian.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problems([unusable(port, error)]) from error


def _run_server(port: int, settings: Settings) -> int:
    environment = os.environ | {
        "WIDGET_CONTENT": str(settings.content),
        "WIDGET_ORIGIN": settings.origin or "",
        "WIDGET_PREVIEW": "1" if settings.preview else "",
        "WIDGET_LOG": "off",
    }
    server = subprocess.Popen(server_command(port), env=environment, cwd=ROOT)  # noqa: S603 - ours
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGINT)
        return server.wait()

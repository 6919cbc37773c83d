"""The widget and a sample partner's page that frames it, served on this machine for trying out."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from widget.problems import Problem, Problems
from widget.settings import CONTENT

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "widget" / "data" / "demo.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the two addresses stay in sight."""


def serve(port: int) -> int:
    """Serve the widget on a port and the sample page on the next, until stopped.

    Returns the server's exit code. Raises Problems when one of the ports cannot be used.
    """
    for each in (port, port + 1):
        _try(each)
    widget, page = f"http://127.0.0.1:{port}", f"http://localhost:{port + 1}"
    with TemporaryDirectory() as directory:
        write_partner(Path(directory), "demo", page)
        (Path(directory) / "index.html").write_text(
            sample_page(f"{widget}/demo/"), encoding="utf-8"
        )
        with serve_directory(Path(directory), port + 1):
            print(f"The widget:      {widget}/\nA partner's page: {page}/", flush=True)
            return _run_server(port, Path(directory), widget)


def write_partner(directory: Path, key: str, *origins: str) -> None:
    """Write a partner's file like the agency's own, but with these origins."""
    text = (CONTENT / "partners" / "visakaz.toml").read_text(encoding="utf-8")
    before, _, after = text.partition("origins = ")
    listed = ", ".join(f'"{origin}"' for origin in origins)
    rest = after.partition("\n")[2]
    own = f"{before}origins = [{listed}]\n{rest}"
    (directory / f"{key}.toml").write_text(own, encoding="utf-8")


def sample_page(address: str) -> str:
    """Give the sample partner's page, with the widget at an address in its frame."""
    return PAGE.read_text(encoding="utf-8").replace("WIDGET", address)


def serve_directory(directory: Path, port: int) -> ThreadingHTTPServer:
    """Serve a directory on this machine's loopback address, in a thread of its own."""
    handler = partial(_Quiet, directory=str(directory))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def server_command(port: int) -> list[str]:
    """Give the command that serves the widget: granian, two workers, a dead one replaced."""
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    return [str(granian), *options, "--workers", "2", "--respawn-failed-workers", "wsgi:app"]


def unusable(port: int, error: OSError) -> Problem:
    """Say why a port cannot be used."""
    whys = {errno.EADDRINUSE: "It is taken.", errno.EACCES: "Only the administrator may use it."}
    what = whys.get(error.errno or 0, f"It cannot be used: {error.strerror}.")
    return Problem(f"port {port}", "", what, "another one, as in widget demo --port 9000")


def _try(port: int) -> None:
    """Bind a port as nobody else may, since granian would share one that is taken; leave it."""
    with socket.socket() as bound:
        # The last server's closed connections keep its port for a minute; they are in no one's way.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problems([unusable(port, error)]) from error


def _run_server(port: int, partners: Path, origin: str) -> int:
    environment = os.environ | {"WIDGET_PARTNERS": str(partners), "WIDGET_ORIGIN": origin}
    server = subprocess.Popen(server_command(port), env=environment, cwd=ROOT)  # noqa: S603 - ours
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGINT)
        return server.wait()

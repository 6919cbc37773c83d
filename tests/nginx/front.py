"""nginx in front of the widget, with the files of `deploy/` as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from tests.content import ROOT
from tests.sites import free_port

DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
ONE_MACHINE = "    server 127.0.0.1:8000 max_fails=0;\n" * 3
TWO_MACHINES = re.findall(r"^# +(server .*)$", (DEPLOY / "site.conf").read_text(), re.MULTILINE)
ENOUGH = 100_000
"""Tries: many times what a reload, a second or a written file leaves time for."""


def until(holds: Callable[[], bool]) -> None:
    """Try until something holds."""
    assert any(holds() for _ in range(ENOUGH)), "it never came"


@dataclass(frozen=True)
class Answer:
    """An answer: its status, its headers with small letters, and its body as it was sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The values of a header, joined as HTTP joins them."""
        return ", ".join(value for key, value in self.headers if key == name.lower())


def ask(
    port: int,
    path: str,
    headers: dict[str, str] | None = None,
    method: str = "GET",
    body: bytes | None = None,
) -> Answer:
    """Ask a server on this machine, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        sent = (headers or {}) | ({"Content-Length": str(len(body))} if body else {})
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        return read(connection.getresponse())
    finally:
        connection.close()


def read(response: HTTPResponse) -> Answer:
    headers = tuple((name.lower(), value) for name, value in response.getheaders())
    return Answer(response.status, headers, response.read())


def answers_in(received: bytes) -> list[Answer]:
    """The answers in the bytes of one connection. Each has a Content-Length."""
    answers, rest = [], received
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = [line.partition(": ")[::2] for line in lines]
        length = int({name.lower(): value for name, value in headers}["content-length"])
        answers.append(
            Answer(int(first.split()[1]), tuple((a.lower(), b) for a, b in headers), rest[:length])
        )
        rest = rest[length:]
    return answers


def three_ports() -> set[int]:
    """Free ports, each another one: they are chosen by chance."""
    ports: set[int] = set()
    while len(ports) < 3:
        ports.add(free_port())
    return ports


class Front:
    """nginx on free ports in a directory, in front of the widget at one other port, or at two.

    Only `site.conf` differs from what is shipped, in places: ports, directories, the certificate.
    A request's header `X-Visitor` is taken for the visitor's address.
    """

    def __init__(self, directory: Path, *widgets: int) -> None:
        self.port, self.tls_port, self.plain_port = three_ports()
        self.log, self.error_log = directory / "visa.log", directory / "visa-error.log"
        self._directory, self._widgets = directory, widgets
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until nginx listens."""
        assert NGINX
        for name in ("nginx.conf", "widget.conf"):
            shutil.copy(DEPLOY / name, self._directory)
        (self._directory / "site.conf").write_text(self._site())
        here = self._directory
        files = ["-p", here, "-c", here / "nginx.conf", "-e", here / "start.log"]
        run_here = f"daemon off; pid {here}/nginx.pid;"
        self._process = subprocess.Popen([NGINX, *files, "-g", run_here])
        while self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                continue
            return
        raise RuntimeError((here / "start.log").read_text())

    @property
    def pid(self) -> int:
        """The id of the process that runs the workers."""
        assert self._process
        return self._process.pid

    @property
    def certificate(self) -> Path:
        """The certificate, which no browser knows."""
        return self._directory / "fullchain.pem"

    def _site(self) -> str:
        """The shipped site.conf, with the places of this test."""
        text = (DEPLOY / "site.conf").read_text()
        here = str(self._directory)
        for theirs, ours in {
            ONE_MACHINE: self._upstream(),
            "/dev/shm/visa": f"{here}/kept",
            "/var/log/nginx": here,
            "/etc/letsencrypt/live/visa.example": here,
            "listen [::]:443 ssl http2;": "",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port};\n"
            f"    listen 127.0.0.1:{self.tls_port} ssl http2;",
            "listen [::]:80;": "",
            "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
        }.items():
            assert theirs in text, theirs
            text = text.replace(theirs, ours)
        self._make_certificate()
        temporary = "".join(f"{each}_temp_path {here}/{each};\n" for each in TEMPORARY)
        return f"{text}\n{temporary}set_real_ip_from 127.0.0.1;\nreal_ip_header X-Visitor;\n"

    def _upstream(self) -> str:
        """The lines of one machine, or those of two that a comment of site.conf has."""
        if len(self._widgets) == 1:
            return ONE_MACHINE.replace("127.0.0.1:8000", f"127.0.0.1:{self._widgets[0]}")
        lines = "\n".join(TWO_MACHINES)
        for number, port in enumerate(self._widgets, 1):
            lines = lines.replace(f"10.0.0.{number}:8000", f"127.0.0.1:{port}")
        return lines

    def _make_certificate(self) -> None:
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        names = ["-addext", "subjectAltName=DNS:visa.example"]
        files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
        subprocess.run(
            [*command.split(), "-subj", "/CN=visa.example", *names, *files],
            cwd=self._directory,
            check=True,
            capture_output=True,
        )

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Answer:
        """Ask nginx."""
        return ask(self.port, path, headers, method, body)

    def send(self, raw: bytes) -> bytes:
        """Send bytes, and return all that comes until nginx ends the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(raw)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def lines(self, number: int) -> list[dict[str, object]]:
        """The lines of the log, as soon as there are so many."""
        assert self._process
        self._process.send_signal(signal.SIGUSR1)  # nginx writes what it holds back
        until(lambda: self.log.read_text().count("\n") >= number)
        return [json.loads(each) for each in self.log.read_text().splitlines()]

    def stop(self) -> None:
        """Stop nginx, and wait until it has."""
        if self._process:
            self._process.terminate()
            self._process.wait(timeout=60)

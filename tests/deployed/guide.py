"""The blocks of docs/operations.md, and an administrator who runs them on a machine."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.deployed.machine import Machine
from tests.repository.commands import PAGE

HOST = "visa.test"
NOW = datetime.now(UTC)
SWITCH = NOW.year + 2
"""The year in which the prepared rules come into force."""

PLACES = {
    "YOUR.HOST": HOST,
    "https://visa.example/healthz": f"https://{HOST}/healthz",
    "/live/visa.example/": f"/live/{HOST}/",
    "--month 2026-11": f"--month {NOW:%Y-%m}",  # the visitors come today
    "2027-01-01": f"{SWITCH}-01-01",  # the moment must not have passed
    "hotel": "visakaz",  # the one partner that is shipped
    # Nobody but the tests knows the certificate.
    "curl --fail --silent": "curl --cacert /root/tls/fullchain.pem --fail --silent",
}
"""Texts of the page → what the administrator writes in their place."""

INSTEAD = {
    # The machine has no network, and the packages are on this computer. Debian starts nginx.
    "apt-get install nginx-light": "systemctl enable --now nginx",
    # The world does not know the host, so the certificate is one of the tests.
    "certbot certonly": f"install -D --target-directory=/etc/letsencrypt/live/{HOST} /root/tls/*",
}
"""The starts of lines that cannot run here → what is run in their place."""

BLOCKS_LEFT_OUT = {"export WIDGET_CONTENT": "the way without systemd"}
"""The starts of blocks that are left out → why."""

BLOCKS: list[str] = [
    each
    for each in re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    if not each.startswith(tuple(BLOCKS_LEFT_OUT))
]


def block_with(start: str) -> str:
    """The block of the page in which a line begins so."""
    (found,) = [each for each in BLOCKS if re.search(f"^{re.escape(start)}", each, re.MULTILINE)]
    return found


def here(text: str) -> str:
    """A text of the page, as the administrator writes it on this machine."""
    pattern = "|".join(map(re.escape, sorted(PLACES, key=len, reverse=True)))
    written = re.sub(pattern, lambda found: PLACES[found[0]], text)
    for start, instead in INSTEAD.items():
        written = re.sub(rf"(?m)^{start}.*$", instead, written)
    return written


class Walk:
    """An administrator who follows the page in one shell, in the directory of the release.

    Before the page says otherwise, nobody else can read what this administrator writes.
    """

    def __init__(self, machine: Machine, followed: list[str]) -> None:
        self.machine, self._followed = machine, followed
        self._shell = ["cd release", "umask 077"]

    def follow(self, start: str) -> str:
        """Run the block in which a line begins so, and return what it prints."""
        block = block_with(start)
        self._followed.append(block)
        self.set_shell(block)
        return self.run(block)

    def set_shell(self, block: str) -> None:
        """Set what a block sets for the commands after it."""
        lines = block.splitlines()
        self._shell += [each for each in lines if each.startswith(("umask", "export"))]

    def run(self, commands: str) -> str:
        """Run commands of the page, and return what they print."""
        return self.machine.run("\n".join([*self._shell, here(commands)]))

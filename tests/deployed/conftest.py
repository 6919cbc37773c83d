"""Fixtures: new machines, their administrator, and visitors."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.content import ROOT
from tests.deployed.guide import HOST, Walk
from tests.deployed.machine import Machine
from tests.deployed.release import build, make_next_release
from tests.deployed.visitors import TlsVisitors
from tests.faults.disks import disk
from widget.settings import PRODUCT

Tell = Callable[[str, TlsVisitors], None]
TOLD: list[str] = []
"""What is printed at the end of the run."""
ELSEWHERE = "192.0.2.1"
"""An address of the tests' network besides that of the machine itself."""
PACKAGES = ROOT / ".venv" / "packages"
"""The locked packages, which `make deployed` downloads."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these tests to `make deployed`, which runs them in namespaces of their own."""
    if os.getpid() != 1:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="`make deployed` runs it"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what visitors got."""
    for line in TOLD:
        terminalreporter.write_line(line)


@pytest.fixture
def tell() -> Tell:
    """Tells at the end of the run what visitors got while something happened."""
    return lambda what, visitors: TOLD.append(f"{what.capitalize()}: {visitors.told()}.")


@pytest.fixture(scope="session", autouse=True)
def network() -> None:
    """Switch on the network of the tests, which has this computer alone, at one more address."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "address", "add", f"{ELSEWHERE}/32", "dev", "lo"], check=True)


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an administrator takes to the server: two wheels, the locked packages, and deploy/."""
    release = tmp_path_factory.mktemp("release")
    shutil.copytree(ROOT / "deploy", release / "deploy")
    shutil.copy(ROOT / "requirements.txt", release)
    shutil.copy(ROOT / "dist" / f"visa_widget-{PRODUCT}-py3-none-any.whl", release)
    copy = tmp_path_factory.mktemp("next")
    make_next_release(copy)
    shutil.copy(build(copy, tmp_path_factory.mktemp("wheel")), release)
    return release


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a key and a certificate, as certbot calls them."""
    directory = tmp_path_factory.mktemp("tls")
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90"
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"]
    files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run([*make.split(), *names, *files], cwd=directory, check=True, capture_output=True)
    return directory


@pytest.fixture(scope="session")
def certificate(tls: Path) -> Path:
    return tls / "fullchain.pem"


@pytest.fixture
def visitors(certificate: Path) -> Iterator[TlsVisitors]:
    """A few visitors, who ask as long as the test lasts."""
    with TlsVisitors(certificate) as visitors:
        yield visitors


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk for what the machines write."""
    with disk(tmp_path_factory.mktemp("deployed") / "disk", "4g") as place:
        yield place


@pytest.fixture(scope="session")
def followed() -> list[str]:
    """The blocks of the page that were run, in their order."""
    return []


@pytest.fixture(scope="session")
def new_machine(
    place: Path, release: Path, tls: Path, followed: list[str]
) -> Iterator[Callable[[str], Walk]]:
    """Returns an administrator on a new machine, which has the release and Debian's packages."""
    machines: list[Machine] = []

    def boot(name: str) -> Walk:
        machine = Machine(place / name)
        machines.append(machine)
        machine.boot()
        prepare(machine, release, tls)
        return Walk(machine, followed)

    yield boot
    for machine in machines:
        machine.pull_the_plug()


def prepare(machine: Machine, release: Path, tls: Path) -> None:
    """Bring what an administrator brings, and what the machine cannot fetch without a network."""
    root = machine.files / "root"
    shutil.copytree(release, root / "release")
    shutil.copytree(PACKAGES, root / "packages")
    shutil.copytree(tls, root / "tls")
    with (machine.files / "etc/hosts").open("a") as hosts:
        hosts.write(f"127.0.0.1 {HOST}\n")


@pytest.fixture(scope="session")
def walk(new_machine: Callable[[str], Walk]) -> Walk:
    """The administrator of the machine that the page is about."""
    return new_machine("first")

"""Versions: each change that fragments show has another address, so nobody mixes two versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.content import HOTEL, ROOT, agency, write_content
from widget.content import load
from widget.settings import Settings

pytestmark = pytest.mark.slow

TELL = """
from pathlib import Path
from widget.content import load
from widget.settings import Settings
version = load(Settings(content=Path("content"))).version
print(version["visakaz"], version["hotel"])
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that is served, with a content directory `content`."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("widget", "templates", "translations"):
        shutil.copytree(ROOT / name, copy / name)
    write_content(copy / "content", {"hotel": HOTEL, "inn": agency()})
    return copy


def versions(checkout: Path) -> list[str]:
    """The versions of the agency and of the hotel, as the copy's own code tells them."""
    command = [sys.executable, "-c", TELL]
    done = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True)
    return done.stdout.split()


@pytest.fixture(scope="module")
def unchanged(checkout: Path) -> list[str]:
    return versions(checkout)


# Which of the agency's and the hotel's versions change with a file.
BOTH, HOTELS, NEITHER = [True, True], [False, True], [False, False]
FILES = {
    "the code": ("widget/web/pages.py", BOTH),
    "a template": ("templates/layout.html", BOTH),
    "the style sheet": ("widget/style/widget.css", BOTH),
    "the product's words": ("translations/kk/LC_MESSAGES/messages.mo", BOTH),
    "the rules": ("content/rules.toml", BOTH),
    "the stays without a visa": ("content/citizenship.toml", BOTH),
    "the pages to read": ("content/notices.toml", BOTH),
    "the rules' words": ("content/words/kk.po", BOTH),
    "the agency's file": ("content/partners/visakaz.toml", BOTH),
    "the hotel's file": ("content/partners/hotel.toml", HOTELS),
    "another partner's file": ("content/partners/inn.toml", NEITHER),
    "the cases": ("content/cases.csv", NEITHER),
}


@pytest.mark.parametrize(("file", "changed"), FILES.values(), ids=FILES)
def test_a_version_changes_with(
    file: str, changed: list[bool], checkout: Path, unchanged: list[str]
) -> None:
    path = checkout / file
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    now = versions(checkout)
    path.write_bytes(content)
    assert [before != after for before, after in zip(unchanged, now, strict=True)] == changed


def test_the_same_files_have_the_same_version(checkout: Path, unchanged: list[str]) -> None:
    assert versions(checkout) == unchanged


def test_a_version_is_the_same_wherever_the_content_directory_is(tmp_path: Path) -> None:
    """Machines that share the visitors must take each other's fragments."""
    before, after = write_content(tmp_path / "a"), write_content(tmp_path / "z" / "content")
    assert load(Settings(content=before)).version == load(Settings(content=after)).version


def test_a_version_changes_with_the_origin(app: Flask, published: Flask) -> None:
    """It stands in what a result offers to share."""
    without, with_origin = (each.extensions["widget.content"] for each in (app, published))
    assert without.version.keys() == with_origin.version.keys()
    assert not set(without.version.values()) & set(with_origin.version.values())

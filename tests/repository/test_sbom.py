"""`make sbom` lists all packages of the lock with their hashes, and is reproducible."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.content import ROOT

pytestmark = pytest.mark.slow
PINNED = re.compile(r"^(\S+)==(\S+?)(?: ;.*)? \\\n((?:    --hash=.*\n)+)", re.MULTILINE)


def made(path: Path) -> bytes:
    """What `make sbom` writes."""
    make = ["make", "--old-file=install", "sbom", f"SBOM={path}"]
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    return path.read_bytes()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("sbom") / "first.cdx.json")


def hashes_of(component: dict[str, Any]) -> set[str]:
    places = component["externalReferences"]
    return {each["content"] for place in places for each in place["hashes"]}


def test_two_runs_write_the_same(written: bytes, tmp_path: Path) -> None:
    assert made(tmp_path / "second.cdx.json") == written


def test_it_is_valid(written: bytes) -> None:
    version = SchemaVersion.from_version(json.loads(written)["specVersion"])
    assert JsonStrictValidator(version).validate_str(written.decode()) is None


def test_it_lists_each_package_of_the_lock_with_its_hashes(written: bytes) -> None:
    listed = json.loads(written)
    assert (listed["bomFormat"], listed["metadata"]["component"]["name"]) == (
        "CycloneDX",
        "visa-widget",
    )
    locked = {
        (name, version): set(re.findall("sha256:([0-9a-f]{64})", hashes))
        for name, version, hashes in PINNED.findall((ROOT / "requirements.txt").read_text())
    }
    assert {
        (each["name"], each["version"]): hashes_of(each) for each in listed["components"]
    } == locked


def test_git_ignores_it() -> None:
    """Each release makes its own."""
    assert "/dist/" in (ROOT / ".gitignore").read_text().splitlines()

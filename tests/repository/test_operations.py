"""docs/operations.md: its settings, and its layout of the content directory."""

from __future__ import annotations

import re

from tests.content import ROOT
from tests.repository.documents import read, section
from widget.cli.demo import SERVER
from widget.settings import CONTENT, Settings

PAGE = read("docs/operations.md")


def table(heading: str) -> dict[str, list[str]]:
    """The rows of a section's table: the first cell, without its backticks, and the others."""
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", section(PAGE, heading), re.MULTILINE)
    return {name: others.split(" | ") for name, others in rows}


class Recorder(dict[str, str]):
    """An empty environment that records which variables are read."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
        self.names.append(name)
        return default


def test_every_setting_is_documented_with_its_default() -> None:
    environment = Recorder()
    settings = Settings.from_environment(environment)
    documented = {name: default for name, (default, _) in table("Run").items()}
    assert documented == {
        "WIDGET_CONTENT": f"`{settings.content.relative_to(ROOT)}`",
        "WIDGET_ORIGIN": str(settings.origin).lower(),
        "WIDGET_PREVIEW": "none",
        "WIDGET_LOG": "none",
    }
    assert sorted(environment.names) == sorted(documented)


def test_the_documented_content_directory_is_the_shipped_one() -> None:
    patterns = [re.sub(r"<\w+>", "*", name) for name in table("The content directory")]
    documented = {path for pattern in patterns for path in CONTENT.glob(pattern)}
    assert all(list(CONTENT.glob(pattern)) for pattern in patterns)
    assert documented == {path for path in CONTENT.rglob("*") if path.is_file()}


def test_every_server_is_started_with_the_same_options() -> None:
    files = ("README.md", "docs/operations.md", "deploy/widget.service")
    assert {each: re.findall("granian (--.*)", read(each)) for each in files} == {
        each: [SERVER] for each in files
    }

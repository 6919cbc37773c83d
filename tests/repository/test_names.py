"""What the documents name exists: links, files, commands, make targets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from tests.content import ROOT
from tests.repository.documents import read, tracked
from widget.cli.main import main
from widget.files.toml import read_toml
from widget.settings import CONTENT

PAGES = [str(path) for path in tracked("*.md")]

MADE = [page for page in PAGES if page == "docs/commands.md"]
"""Pages that a command writes; another test compares them."""

WRITTEN = [page for page in PAGES if page not in MADE]


def anchors(text: str) -> set[str]:
    """The anchors of a page: those that GitHub makes of headings, and explicit ones."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {each.replace(" ", "-") for each in plain} | set(re.findall(r'<a id="([^"]+)">', text))


def code(text: str) -> Iterator[str]:
    """The spans of code in a page."""
    return (found for found in re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize("page", PAGES)
def test_the_targets_of_links_exist(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        path, _, anchor = link.partition("#")
        if ":" in path:
            continue
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


# Another test compares the descriptions of keys in docs/partner.md.
@pytest.mark.parametrize("page", [page for page in WRITTEN if page != "docs/partner.md"])
def test_named_files_exist(page: str) -> None:
    for span in code(read(page)):
        if re.match(r"(widget|templates|tests|docs|examples|translations)/[^ ]*$", span):
            pattern = re.sub(r"<\w+>", "*", span.partition("::")[0])
            assert list(ROOT.glob(pattern)), span


@pytest.mark.parametrize("page", WRITTEN)
def test_named_commands_exist(page: str) -> None:
    groups: dict[str, click.Command] = dict(main.commands)
    for span in code(read(page)):
        if found := re.match(r"(?:\.venv/bin/)?widget ([a-z]+)", span):
            assert found[1] in groups, span


@pytest.mark.parametrize("page", WRITTEN)
def test_named_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    for span in code(read(page)):
        if span.startswith("make "):
            named = {each for each in span.split()[1:] if "=" not in each}
            assert named <= targets, span


def test_vulnerabilities_are_reported_to_the_agency() -> None:
    agency = read_toml(CONTENT / "partners" / "visakaz.toml", "visakaz.toml")
    assert f"<{agency['contacts']['email']}>" in read("SECURITY.md")

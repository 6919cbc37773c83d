"""The page about security has each requirement once, and names files and tests that exist."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.content import ROOT
from tests.repository.documents import read, section

PAGE = read("docs/security.md")
ASVS, BASELINE = section(PAGE, "OWASP ASVS"), section(PAGE, "OSPS Baseline")
FILES = sorted({*re.findall(r"`((?:widget|tests|deploy|\.ci)/[\w./-]+)", PAGE)})
TESTS = sorted({*re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)})


def ids(text: str, pattern: str) -> list[str]:
    """The ids of the requirements in the first column of the tables."""
    firsts = re.findall(r"^\| (.+?) \|", text, re.MULTILINE)
    return [found for first in firsts for found in re.findall(pattern, first)]


@pytest.mark.parametrize(
    ("text", "pattern", "least"),
    [(ASVS, r"^[0-9.]+|(?<=, )[0-9.]+", 101), (BASELINE, r"OSPS-[A-Z]{2}-[0-9.]+", 24)],
    ids=["ASVS", "OSPS Baseline"],
)
def test_each_requirement_has_one_line(text: str, pattern: str, least: int) -> None:
    counts = Counter(ids(text, pattern))
    assert len(counts) >= least
    assert {key for key, count in counts.items() if count > 1} == set()


def test_each_chapter_says_what_applies() -> None:
    chapters = re.findall(r"V([0-9]+) ", "".join(re.findall(r"^\*\*.+\*\*", ASVS, re.MULTILINE)))
    assert [int(each) for each in chapters] == [*range(1, 18)]


@pytest.mark.parametrize("file", FILES)
def test_a_named_file_exists(file: str) -> None:
    assert (ROOT / file).exists()


@pytest.mark.parametrize(("file", "name"), TESTS, ids=[f"{a}::{b}" for a, b in TESTS])
def test_a_named_test_exists(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text()

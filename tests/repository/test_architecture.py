"""docs/architecture.md: its map matches the tree, its ruleset works, its tests and files exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.content import ROOT
from tests.repository.documents import block, read, section, tracked
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify
from widget.rules.walk import Ask, Reached, walk

PAGE = read("docs/architecture.md")
INVARIANTS = section(PAGE, "Invariants, and the tests that hold them")


def test_the_page_is_short() -> None:
    assert len(PAGE.splitlines()) <= 150
    assert INVARIANTS.count("Invariant: ") <= 12


# The map.


def mapped() -> Iterator[str]:
    """Yield the path of each module and folder in the map; folders end with a slash."""
    folders: list[str] = []
    for line in block(section(PAGE, "The map")).splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        (names,) = re.findall(r"^[\w.-]+(?:\.py|/)(?:, [\w.-]+\.py)*(?=\s)", f"{line.strip()} ")
        del folders[depth:]
        for name in names.split(", "):
            yield "".join((*folders, name))
        if names.endswith("/"):
            folders.append(names)


def in_the_tree() -> set[str]:
    """All modules of `widget/`, and the folders that the map shows."""
    modules = {str(path) for path in tracked("widget/*.py") if path.name != "__init__.py"}
    folders = {str(path.parent) for path in tracked("widget/*.py")}
    for top in ("widget", "templates", "deploy", "tests"):
        folders |= {"/".join(path.parts[:2]) for path in tracked(top) if len(path.parts) > 2}
        folders.add(top)
    return modules | {f"{folder}/" for folder in folders}


def test_the_map_lists_every_module_and_folder_once() -> None:
    names, tree = list(mapped()), in_the_tree()
    assert sorted(tree - set(names)) == [], "these are not in the map"
    assert sorted(set(names) - tree) == [], "these are only in the map"
    assert len(names) == len(set(names))


# The invariants.


@pytest.mark.parametrize("named", re.findall(r"`(tests/[^`]*)`", INVARIANTS))
def test_the_test_of_an_invariant_exists(named: str) -> None:
    file, _, test = named.partition("::")
    assert re.search(rf"^def {test}\(", read(file), re.MULTILINE)


def test_each_invariant_names_its_test() -> None:
    for line in INVARIANTS.strip().splitlines():
        assert re.fullmatch(r"- Invariant: .+ \(`tests/\S+::test_\w+`\)", line)


# The ruleset.


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path = tmp_path_factory.mktemp("rules") / "rules.toml"
    path.write_text(block(section(PAGE, "The rules' format"), "toml"), encoding="utf-8")
    return load_rules(path)


def test_the_ruleset_is_proven(ruleset: Ruleset) -> None:
    proof = verify(ruleset)
    assert (proof.questions, proof.outcomes, proof.paths) == (2, 2, 4)


ENDS = {
    "abroad, tourism": ({"where": "abroad", "purpose": "tourism"}, "tourist", ["stay"], []),
    "inside, tourism": ({"where": "inside", "purpose": "tourism"}, "ask", [], ["tourist"]),
    "work": ({"where": "abroad", "purpose": "work"}, "ask", [], []),
}


@pytest.mark.parametrize(("answers", "outcome", "confirm", "closest"), ENDS.values(), ids=ENDS)
def test_the_ruleset_leads_to_an_outcome(
    answers: dict[str, str],
    outcome: str,
    confirm: list[str],
    closest: list[str],
    ruleset: Ruleset,
) -> None:
    step = walk(ruleset, answers)
    assert isinstance(step, Reached)
    assert step.outcome.id == outcome
    assert [point.id for point in step.confirm] == confirm
    assert [category.id for category in step.closest] == closest


def test_the_ruleset_asks_what_was_not_answered(ruleset: Ruleset) -> None:
    step = walk(ruleset, {"where": "inside"})
    assert isinstance(step, Ask)
    assert step.question.id == "purpose"


# The files that the request and the first day name.


@pytest.mark.parametrize("name", ["One request", "The first day"])
def test_the_named_files_exist(name: str) -> None:
    named = re.findall(r"`([\w/.]+\.(?:py|html))`", section(PAGE, name))
    assert named
    for each in named:
        places = [ROOT / folder / each for folder in ("widget", "templates", "")]
        assert any(place.is_file() for place in places), each


def test_the_named_functions_and_classes_exist() -> None:
    """The functions and classes in the section about a request exist in the code."""
    code = "\n".join(read(str(path)) for path in tracked("widget/web/*.py", "widget/rules/*.py"))
    named = re.findall(r"`([A-Za-z_]+)`", section(PAGE, "One request"))
    assert named
    for each in named:
        assert re.search(rf"^(def|class) {each}\b", code, re.MULTILINE), each

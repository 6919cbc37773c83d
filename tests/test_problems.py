"""Problems as people read them."""

from __future__ import annotations

import pytest

from widget.problems import Problem, Problems, did_you_mean, no_such

LINES = {
    "a location and what is allowed": (
        Problem("a.toml", "start", "There is none.", "x, y"),
        "a.toml: start: There is none. Allowed: x, y.",
    ),
    "a location": (Problem("a.toml", "start", "There is none."), "a.toml: start: There is none."),
    "neither": (Problem("a.toml", "", "It is empty."), "a.toml: It is empty."),
    "a command that mends it": (
        Problem("a.po", "line 7", "It is stale.", fix="make translations"),
        "a.po: line 7: It is stale. To fix this, run: make translations",
    ),
    "a warning": (
        Problem("a.po", "", "1 text is new.", warning=True),
        "Warning: a.po: 1 text is new.",
    ),
}


@pytest.mark.parametrize(("problem", "line"), LINES.values(), ids=LINES)
def test_a_problem_is_written_as_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_problems_are_written_line_by_line_each_once() -> None:
    first, second = Problem("a.toml", "b", "One."), Problem("a.toml", "a", "Two.")
    assert str(Problems([first, second, first])) == "a.toml: b: One.\na.toml: a: Two."


def test_warnings_come_after_mistakes() -> None:
    warning, mistake = Problem("a.po", "", "One.", warning=True), Problem("b.toml", "", "Two.")
    assert str(Problems([warning, mistake])) == "b.toml: Two.\nWarning: a.po: One."


UNKNOWN = {
    "a slip": ("torist", "There is no category 'torist'. Did you mean tourist?"),
    "a Cyrillic letter": (
        "tоurist",
        "There is no category 'tоurist'. It contains a look-alike: cyrillic small letter o. "
        "Did you mean tourist?",
    ),
    "another hyphen": (
        "law‑agency",
        "There is no category 'law‑agency'. It contains a look-alike: non-breaking hyphen. "
        "Did you mean law-agency?",
    ),
    "an invisible character": (
        "work\u200b",
        r"There is no category 'work\u200b'. It contains a look-alike: zero width space. "
        "Did you mean work?",
    ),
    "capitals": ("WORK", "There is no category 'WORK'. Did you mean work?"),
    "nothing alike": ("xyz", "There is no category 'xyz'."),
}


@pytest.mark.parametrize(("name", "what"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_name_is_reported_with_what_was_meant(name: str, what: str) -> None:
    known = ["tourist", "work", "law-agency"]
    problem = no_such("rules.toml", "goto", "category", name, known)
    assert str(problem) == f"rules.toml: goto: {what} Allowed: tourist, work, law-agency."


MEANT = {
    "a country's code": ("kz", "kk"),
    "a country's code in capitals": ("KZ", "kk"),
    "three letters": ("rus", "ru"),
    "capitals": ("EN", "en"),
    "a tag in small letters": ("pt-br", "pt-BR"),
}


@pytest.mark.parametrize(("written", "meant"), MEANT.values(), ids=MEANT)
def test_an_unknown_language_is_reported_with_what_was_meant(written: str, meant: str) -> None:
    assert did_you_mean(written, ["en", "kk", "ru", "pt-BR"]) == f" Did you mean {meant}?"


def test_of_very_many_names_the_first_are_shown() -> None:
    states = [f"state{number}" for number in range(41)]
    what = "There is no state 'moon'."
    few, many = no_such("a.toml", "b", "state", "moon", states[:40]), ", ".join(states[:10])
    assert str(few) == f"a.toml: b: {what} Allowed: {', '.join(states[:40])}."
    problem = no_such("a.toml", "b", "state", "moon", states)
    assert str(problem) == f"a.toml: b: {what} Allowed: {many} and 31 more."

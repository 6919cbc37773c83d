"""The expert's cases: `widget check` follows every person in cases.csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from widget.cases.check import check_cases
from widget.cases.file import read_cases
from widget.problems import Problems
from widget.rules.model import Ruleset
from widget.settings import CONTENT

HEAD = "id,person,answers,outcome,entry,clause,confirm\n"
ENVOY = "P1,An envoy,location=abroad&passport=diplomatic,diplomatic,single multiple,DIP-1,no\n"
LOST = "P2,A person without papers,location=abroad&passport=other,ask_document,,,no\n"


def told(text: str, ruleset: Ruleset, directory: Path) -> list[str]:
    """The lines that the expert reads about a file of cases."""
    path = directory / "cases.csv"
    path.write_text(text)
    try:
        check_cases(read_cases(path), ruleset)
    except Problems as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_shipped_people_reach_what_they_must_reach(ruleset: Ruleset) -> None:
    people = (CONTENT / "cases.csv").read_text().count("\nP")
    assert len(check_cases(read_cases(CONTENT / "cases.csv"), ruleset)) == people > 0


def test_content_may_have_no_cases(tmp_path: Path) -> None:
    assert read_cases(tmp_path / "cases.csv") == {}


GOOD = {
    "a category and an advice": HEAD + ENVOY + LOST,
    "a byte order mark, as Excel writes it": "\ufeff" + HEAD + ENVOY,
    "entry options in another order": HEAD + ENVOY.replace("single multiple", "multiple single"),
    "a whole address": HEAD + ENVOY.replace("location", "https://visa.example/hotel/en/?location"),
    "semicolons, where the decimal sign is a comma": (HEAD + ENVOY).replace(",", ";"),
    "empty cells behind the last column": HEAD + ENVOY.replace(",no", ",no,,"),
    "one more column": HEAD.replace("\n", ",remark\n") + ENVOY.replace("no\n", "no,by phone\n"),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_cases_that_hold_are_accepted(text: str, ruleset: Ruleset, tmp_path: Path) -> None:
    assert told(text, ruleset, tmp_path) == []


QUOTED = (
    'a text with a comma in quotation marks, like "A guest, on holiday"; a quotation mark within '
    'it is doubled, like ""'
)

WRONG = {
    "another outcome": (
        ENVOY.replace("diplomatic,single", "service,single"),
        "line 2, P1: An envoy: reaches diplomatic (multiple, single, DIP-1); "
        "expected service (multiple, single, DIP-1).",
    ),
    "another clause": (
        ENVOY.replace("DIP-1", "DIP-2"),
        "line 2, P1: An envoy: reaches diplomatic (multiple, single, DIP-1); "
        "expected diplomatic (multiple, single, DIP-2).",
    ),
    "another entry option": (
        ENVOY.replace("single multiple", "single"),
        "line 2, P1: An envoy: reaches diplomatic (multiple, single, DIP-1); "
        "expected diplomatic (single, DIP-1).",
    ),
    "a point to confirm that is not there": (
        ENVOY.replace(",no", ",yes"),
        "line 2, P1: An envoy: reaches diplomatic (multiple, single, DIP-1); "
        "expected diplomatic (multiple, single, DIP-1, to be confirmed).",
    ),
    "too few answers": (
        LOST.replace("&passport=other", ""),
        "line 2, P2: A person without papers: is still asked passport (national, diplomatic, "
        "service, organisation, stateless, other); expected ask_document.",
    ),
    "an unknown option": (
        LOST.replace("passport=other", "passport=othre"),
        "line 2, P2: There is no option 'othre'. Did you mean other? "
        "Allowed: national, diplomatic, service, organisation, stateless, other.",
    ),
    "neither yes nor no": (
        LOST.replace(",no", ",maybe"),
        "line 2, P2: confirm is 'maybe'. Allowed: yes, no.",
    ),
    "no answers": (
        "P3,Nobody,,ask_document,,,no\n",
        "line 2, P3: It has no answers. Allowed: answers like location=abroad.",
    ),
    "an answer that nobody gives": (
        ENVOY.replace("=diplomatic,d", "=diplomatic&purpose=tourism,d"),
        "line 2, P1: An envoy: is not asked purpose; "
        "expected diplomatic (multiple, single, DIP-1).",
    ),
    "a comma in the person": (
        ENVOY.replace("An envoy", "An envoy, newly appointed"),
        "line 2: This row has more cells than there are columns. "
        'Allowed: a text with a comma in quotation marks, like "A guest, on holiday".',
    ),
    "an option with a mistake": (
        ENVOY.replace("=diplomatic", "=diplomat"),
        "line 2, P1: There is no option 'diplomat'. Did you mean diplomatic? "
        "Allowed: national, diplomatic, service, organisation, stateless, other.",
    ),
    "an entry option with a mistake": (
        ENVOY.replace("single multiple", "single multple"),
        "line 2, P1: There is no entry option 'multple'. Did you mean multiple? "
        "Allowed: single, multiple, exit.",
    ),
    "a quotation mark without its other one": (
        ENVOY + LOST.replace("A person", '"A person') + ENVOY,
        f"line 3: This row cannot be read as CSV: look at its quotation marks. Allowed: {QUOTED}.",
    ),
    "a quotation mark within a quoted text": (
        ENVOY.replace("An envoy", '"An "envoy" of a king"'),
        f"line 2: This row cannot be read as CSV: look at its quotation marks. Allowed: {QUOTED}.",
    ),
    "the same id": (ENVOY + LOST.replace("P2", "P1"), "line 3, P1: Line 2 has the same id."),
}


def test_a_clause_that_does_not_exist_is_named(ruleset: Ruleset, tmp_path: Path) -> None:
    (line,) = told(HEAD + ENVOY.replace("DIP-1", "DPI-1"), ruleset, tmp_path)
    assert line.startswith("cases.csv: line 2, P1: There is no clause 'DPI-1'. Did you mean DIP-1?")


@pytest.mark.parametrize(("rows", "line"), WRONG.values(), ids=WRONG)
def test_a_case_that_does_not_hold_is_reported_with_the_person(
    rows: str, line: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    assert told(HEAD + rows, ruleset, tmp_path) == [f"cases.csv: {line}"]


def test_an_outcome_that_is_gone_is_reported_once_with_its_lines(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    gone = ENVOY.replace("diplomatic,single", "diplomat,single")
    rows = "".join(gone.replace("P1", f"P{number}") for number in range(1, 8))
    (line,) = told(HEAD + rows, ruleset, tmp_path)
    assert line.startswith(
        "cases.csv: lines 2, 3, 4, 5, 6, …: There is no outcome 'diplomat'. "
        "Did you mean diplomatic? Allowed: diplomatic, service, "
    )


def test_all_that_is_wrong_is_reported_at_once(ruleset: Ruleset, tmp_path: Path) -> None:
    rows = ENVOY.replace("DIP-1", "DIP-2") + LOST.replace("passport", "pasport")
    assert len(told(HEAD + rows, ruleset, tmp_path)) == 2

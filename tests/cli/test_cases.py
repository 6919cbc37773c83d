"""`widget cases`: what the people in cases.csv cover, who is missing, and a new person."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.command import refused, widget
from tests.conftest import LANGUAGES
from tests.rules.generated import SMALL
from widget.cli.cases import proposal
from widget.cli.words import words_in
from widget.rules.model import Ruleset

HEAD = "id,person,answers,outcome,entry,clause,confirm\n"
ENVOY = "P07,An envoy,passport=diplomatic,diplomatic,single multiple,DIP-1,yes\n"
GUEST = (
    "P08,A guest,passport=ordinary&place=abroad&purpose=visit,tourist,single,TOU-1,no\n"
    "P09,Another guest,passport=ordinary&place=abroad&purpose=visit,tourist,single,TOU-1,no\n"
)
TOURIST = "passport=ordinary&place=inside&purpose=tourism"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory with the small rules and three people."""
    (tmp_path / "rules.toml").write_text(SMALL)
    (tmp_path / "cases.csv").write_text(HEAD + ENVOY + GUEST)
    return tmp_path


def cases(content: Path, *arguments: str) -> Result:
    """Run the command, which must succeed."""
    result = widget("cases", *arguments, WIDGET_CONTENT=content)
    assert (result.exit_code, result.stderr) == (0, "")
    return result


# What is covered.


LISTED = """\
Decision rows: 4 of 10. Near misses: 2 of 9.

Nobody takes these decision rows:
  Passport: Another one → “Place” is asked
  Place: In the country → “Purpose” is asked
  Purpose: To look around → Tourist visa (TOU-1)
  Purpose: To look around → Ask the agency
  Purpose: To meet a government → Diplomatic visa (DIP-2)
  Purpose: Something else → Ask the agency

These options have no near miss:
  Passport: Another one
  Place: Abroad
  Place: In the country
  Purpose: To look around
  Purpose: To see friends
  Purpose: To meet a government
  Purpose: Something else
"""

PROPOSED = """\
These people are missing. Look up in the source what each must reach: the rules may be wrong.

1. Passport: Another one; Place: In the country; Purpose: To look around
   passport=other&place=inside&purpose=tourism
   The rules say now: Ask the agency

2. Passport: An ordinary one; Place: Abroad; Purpose: To look around
   passport=ordinary&place=abroad&purpose=tourism
   The rules say now: Tourist visa (Single entry, TOU-1)

3. Passport: An ordinary one; Place: Abroad; Purpose: To meet a government
   passport=ordinary&place=abroad&purpose=meeting
   The rules say now: Diplomatic visa (Single entry, Multiple entry, DIP-2)
   To be confirmed: Whether you are posted is to be confirmed.

4. Passport: An ordinary one; Place: Abroad; Purpose: Something else
   passport=ordinary&place=abroad&purpose=other
   The rules say now: Ask the agency

5. Passport: An ordinary one; Place: In the country; Purpose: To look around
   passport=ordinary&place=inside&purpose=tourism
   The rules say now: Ask the agency
"""


def test_decision_rows_and_near_misses_that_are_missing_are_listed(content: Path) -> None:
    assert cases(content).stdout == LISTED


def test_the_missing_people_are_told_in_words_with_an_address(content: Path) -> None:
    assert cases(content, "--propose").stdout == PROPOSED


def test_nobody_is_missing_beside_those_who_were_proposed(content: Path) -> None:
    for address in re.findall("passport=.*", PROPOSED):
        cases(content, "add", address)
    assert cases(content).stdout == "Decision rows: 10 of 10. Near misses: 9 of 9.\n"
    assert cases(content, "--propose").stdout == "Nobody is missing.\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_are_told_in_the_language(language: str, ruleset: Ruleset) -> None:
    words = words_in(language)
    text = proposal(ruleset, [], words)
    for question in ruleset.questions.values():
        for option in question.options.values():
            assert f"{words.say(question.short)}: {words.say(option.text)}" in text


def test_cases_that_do_not_hold_are_reported_first(content: Path) -> None:
    (content / "cases.csv").write_text(HEAD + ENVOY.replace("DIP-1", "DIP-2"))
    assert refused("cases", "--propose", WIDGET_CONTENT=content) == [
        "cases.csv: line 2, P07: An envoy: reaches diplomatic (multiple, single, DIP-1, to be "
        "confirmed); expected diplomatic (multiple, single, DIP-2, to be confirmed)."
    ]


# A new person.

ADDED = "P10,A tourist who is here,passport=ordinary&place=inside&purpose=tourism,ask_agency,,,no"


def test_a_person_is_written_as_the_rules_say_now(content: Path) -> None:
    result = cases(content, "add", TOURIST, "--person", "A tourist who is here")
    file = content / "cases.csv"
    assert file.read_text() == f"{HEAD}{ENVOY}{GUEST}{ADDED}\n"
    assert result.stdout == (
        f"{file}: P10 was added: A tourist who is here\n"
        "The rules say now: outcome ask_agency, confirm no.\n"
        "Compare it with the source: a case says what the source requires.\n"
    )


def test_a_category_is_written_with_entry_clause_and_points(content: Path) -> None:
    query = "passport=other&place=abroad&purpose=meeting"
    result = cases(content, "add", query, "--person", "A minister, on his way")
    assert (content / "cases.csv").read_text().splitlines()[-1] == (
        f'P10,"A minister, on his way",{query},diplomatic,single multiple,DIP-2,yes'
    )
    assert result.stdout.splitlines()[1] == (
        "The rules say now: outcome diplomatic, entry single multiple, clause DIP-2, confirm yes."
    )


def test_of_a_whole_address_only_the_answers_that_count_are_written(content: Path) -> None:
    page = f"https://visa.example/hotel/en/?utm_source=mail&{TOURIST}&departure=other#top"
    cases(content, "add", page, "--person", "  A tourist\n who is here ")
    assert (content / "cases.csv").read_text().splitlines()[-1] == ADDED


def test_without_a_text_the_answers_stand_for_the_person(content: Path) -> None:
    cases(content, "add", TOURIST)
    assert (content / "cases.csv").read_text().splitlines()[-1].split(",")[1] == (
        "Passport: An ordinary one; Place: In the country; Purpose: To look around"
    )


FILES = {
    "as Excel saves it": ("\ufeff", "\r\n"),
    "with a byte order mark": ("\ufeff", "\n"),
    "with Windows' line ends": ("", "\r\n"),
}


@pytest.mark.parametrize(("start", "line_end"), FILES.values(), ids=FILES)
def test_the_file_keeps_its_line_ends_and_its_byte_order_mark(
    start: str, line_end: str, content: Path
) -> None:
    before = (start + HEAD + ENVOY).replace("\n", line_end).encode()
    (content / "cases.csv").write_bytes(before)
    cases(content, "add", TOURIST, "--person", "A tourist who is here")
    added = ADDED.replace("P10", "P08") + line_end
    assert (content / "cases.csv").read_bytes() == before + added.encode()


def test_the_file_keeps_its_semicolons(content: Path) -> None:
    before = (HEAD + ENVOY).replace(",", ";")
    (content / "cases.csv").write_text(before)
    cases(content, "add", TOURIST, "--person", "A tourist, here")
    added = "P08;A tourist, here;passport=ordinary&place=inside&purpose=tourism;ask_agency;;;no\n"
    assert (content / "cases.csv").read_text() == before + added


OTHERS = {
    "no line end after the last row": (HEAD + ENVOY.rstrip(), f"{HEAD}{ENVOY}", "P08"),
    "only the columns": (HEAD, HEAD, "P01"),
    "an id without a number": (HEAD + ENVOY.replace("P07", "envoy"), None, "P01"),
    "ids that are numbers": (HEAD + ENVOY.replace("P07", "99"), None, "100"),
}


@pytest.mark.parametrize(("text", "before", "key"), OTHERS.values(), ids=OTHERS)
def test_a_person_gets_a_line_and_the_next_free_id(
    text: str, before: str | None, key: str, content: Path
) -> None:
    (content / "cases.csv").write_text(text)
    cases(content, "add", TOURIST, "--person", "A tourist who is here")
    added = ADDED.replace("P10", key)
    assert (content / "cases.csv").read_text() == f"{before or text}{added}\n"


def test_columns_may_stand_in_another_order_beside_others(content: Path) -> None:
    (content / "cases.csv").write_text("who,person,id,answers,outcome,confirm,entry,clause\n")
    cases(content, "add", TOURIST, "--person", "A tourist")
    assert (content / "cases.csv").read_text().splitlines()[-1] == (
        f",A tourist,P01,{TOURIST},ask_agency,no,,"
    )


def test_the_first_person_makes_the_file(content: Path) -> None:
    (content / "cases.csv").unlink()
    cases(content, "add", TOURIST, "--person", "A tourist who is here")
    assert (content / "cases.csv").read_text() == f"{HEAD}{ADDED.replace('P10', 'P01')}\n"


REFUSED = {
    "no result yet": (
        ["passport=ordinary&place=abroad"],
        "the address: It leads to no result: “Purpose” has no answer yet.",
    ),
    "a slip": (
        ["passport=ordinery"],
        "the address: passport: There is no option 'ordinery'. Did you mean ordinary? "
        "Allowed: diplomatic, ordinary, other.",
    ),
    "no answers": (
        ["https://visa.example/hotel/en/"],
        "the address: It has no answers. Allowed: answers like passport=diplomatic.",
    ),
    "the same person": (
        [TOURIST, "--person", "An envoy"],
        "cases.csv: line 2, P07: This person is already in the file: An envoy.",
    ),
    "the same answers, and nobody told": (
        ["passport=diplomatic"],
        "cases.csv: line 2, P07: A person with the same answers is already in the file: An envoy. "
        "Allowed: another person, described with --person.",
    ),
}


@pytest.mark.parametrize(("arguments", "line"), REFUSED.values(), ids=REFUSED)
def test_nothing_is_written_of_a_person_who_is_refused(
    arguments: list[str], line: str, content: Path
) -> None:
    assert refused("cases", "add", *arguments, WIDGET_CONTENT=content) == [line]
    assert (content / "cases.csv").read_text() == HEAD + ENVOY + GUEST


def test_the_same_answers_are_another_person_when_told(content: Path) -> None:
    cases(content, "add", "passport=diplomatic", "--person", "A consul")
    assert (content / "cases.csv").read_text().splitlines()[-1] == (
        "P10,A consul,passport=diplomatic,diplomatic,single multiple,DIP-1,yes"
    )


UNREADABLE = {
    "other columns": (
        HEAD.replace("entry,clause,", "").encode(),
        "cases.csv: line 1: These columns are missing: entry, clause. Allowed: the columns "
        "id,person,answers,outcome,entry,clause,confirm, separated by commas or by semicolons.",
    ),
    "another encoding": (
        (HEAD + ENVOY.replace("An envoy", "Посол")).encode("cp1251"),
        "cases.csv: line 2: This is Windows-1251, not UTF-8. "
        "Allowed: files saved as UTF-8; in Notepad: Save as…, then Encoding: UTF-8.",
    ),
    "a directory": (None, "cases.csv: It cannot be read: Is a directory."),
}


@pytest.mark.parametrize(("before", "line"), UNREADABLE.values(), ids=UNREADABLE)
def test_nothing_is_written_to_a_file_that_cannot_be_read(
    before: bytes | None, line: str, content: Path
) -> None:
    file = content / "cases.csv"
    file.unlink()
    if before is None:
        file.mkdir()
    else:
        file.write_bytes(before)
    assert refused("cases", "add", TOURIST, WIDGET_CONTENT=content) == [line]
    assert before is None or file.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_without_write_permission_is_reported(content: Path) -> None:
    (content / "cases.csv").chmod(0o400)
    assert refused("cases", "add", TOURIST, WIDGET_CONTENT=content) == [
        "cases.csv: It cannot be written: Permission denied."
    ]

"""`widget check`: all mistakes in a content directory are reported at once."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import ROOT, RURITANIA, compare_today, mistakes
from tests.rules.generated import SMALL, edited
from widget.citizenship.file import load_citizenships
from widget.settings import CONTENT, PRODUCT

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")

FIGURES = load_citizenships(CONTENT, None)
assert FIGURES

SHIPPED = [
    "rules.toml: 13 questions, 58 options, 23 outcomes. 325 paths, 2 to 8 answers long. "
    "Each ends in exactly one outcome, and each outcome is reached.",
    "Promises: 22 hold.",
    "Cases: 68 people reach the expected results; 65 of 65 decision rows, 58 of 58 near misses.",
    f"citizenship.toml: {len(FIGURES.countries)} countries, figures of {FIGURES.as_of}.",
]
"""What is printed of the shipped rules."""

PROVEN = (
    "rules.toml: 3 questions, 9 options, 5 outcomes. 15 paths, 2 to 3 answers long. "
    "Each ends in exactly one outcome, and each outcome is reached."
)
PROMISES = "Promises: 2 hold."
CASES = "Cases: 4 people reach the expected results; 8 of 10 decision rows, 5 of 9 near misses."
LANGUAGES = "Languages: en, ru."
VERSION = f"Version {PRODUCT}."
ORIGIN = (
    "the environment: WIDGET_ORIGIN: 'visa.example' is not an origin. "
    "Did you mean https://visa.example? Allowed: https://host or "
    "https://host:port, without a path; for trying out also http://localhost:port and "
    "http://127.0.0.1:port."
)
OUTDATED = "1 text is shown in an outdated translation: nationality."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the example's content directory, which the test may change."""
    return compare_today(Path(shutil.copytree(RURITANIA, tmp_path / "content")))


def edit(file: Path, *edits: tuple[str, str]) -> None:
    """Replace texts in a file."""
    file.write_text(edited(file.read_text(), *edits))


def test_the_shipped_content_has_no_mistakes() -> None:
    """A translator may have something left to look at."""
    result = widget("check")
    assert result.exit_code == 0
    assert all(line.startswith("Warning: words/") for line in mistakes(result.stderr))
    assert result.stdout.splitlines() == [
        *SHIPPED,
        "Partners: visakaz.",
        "Languages: en, kk, ru.",
        VERSION,
    ]


def test_a_directory_is_an_argument_or_a_setting(content: Path) -> None:
    for result in (widget("check", content), widget("check", WIDGET_CONTENT=content)):
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.splitlines() == [
            PROVEN,
            PROMISES,
            CASES,
            "Partners: inn, office.",
            LANGUAGES,
            VERSION,
        ]


def test_a_case_that_does_not_hold_is_reported(content: Path) -> None:
    edit(content / "cases.csv", ("purpose=work,work,", "purpose=work,visitor,"))
    assert refused("check", content) == [
        "cases.csv: line 5, R04: A railway engineer with a contract in Strelsau: "
        "reaches work (multiple, § 4); expected visitor (multiple, § 4)."
    ]


def test_missing_cases_are_a_warning(content: Path) -> None:
    (content / "cases.csv").unlink()
    result = widget("check", content)
    assert (result.exit_code, result.stderr.splitlines()) == (
        0,
        ["Warning: cases.csv: There is no such file, so no expected results are checked."],
    )
    assert refused("check", "--strict", content) == result.stderr.splitlines()


def test_cases_that_cover_less_are_no_mistake(content: Path) -> None:
    cases = content / "cases.csv"
    cases.write_text("\n".join(cases.read_text().splitlines()[:3]))
    result = widget("check", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[2] == (
        "Cases: 2 people reach the expected results; 5 of 10 decision rows, 2 of 9 near misses."
    )


def test_a_partner_in_a_file_with_another_ending_is_a_warning(content: Path) -> None:
    (content / "partners" / "inn.toml").rename(content / "partners" / "inn.toml.txt")
    result = widget("check", content)
    warning = (
        "Warning: inn.toml.txt: This file is ignored: its name does not end with .toml, in "
        "small letters. Allowed: inn.toml as its name."
    )
    assert (result.exit_code, result.stderr.splitlines()) == (0, [warning])
    assert "Partners: office." in result.stdout.splitlines()


def test_the_agency_in_a_file_with_another_ending_is_told_at_once(content: Path) -> None:
    (content / "partners" / "office.toml").rename(content / "partners" / "OFFICE.TOML")
    assert refused("check", content) == [
        "rules.toml: about.agency: There is no file partners/office.toml. "
        "Allowed: the name of a file there; docs/partner.md has one to copy.",
        "Warning: OFFICE.TOML: This file is ignored: its name does not end with .toml, in "
        "small letters. Allowed: office.toml as its name.",
    ]


def test_a_changed_word_of_the_source_names_the_rows_and_the_people(content: Path) -> None:
    edit(content / "source.txt", ("höchstens 90 Tage", "höchstens 60 Tage"))
    assert refused("check", content) == [
        "rules.toml: clauses.§ 2.quote: source.txt does not say “Das Besuchervisum erhalten "
        "Reisende, die höchstens 90 Tage bleiben.”. It says “Das Besuchervisum erhalten Reisende, "
        "die höchstens 60 Tage bleiben”. These rows depend on it: questions.stay.next[2]. "
        "These people: R01."
    ]


def test_a_missing_directory_is_a_usage_error(tmp_path: Path) -> None:
    result = widget("check", tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Directory '{tmp_path}/nowhere' does not exist." in result.stderr


def test_all_mistakes_in_the_rules_are_reported(content: Path) -> None:
    shutil.rmtree(content / "words")
    for partner in ("inn", "office"):
        edit(content / "partners" / f"{partner}.toml", ('["en", "ru"]', '["en"]'))
    edit(
        content / "rules.toml",
        ('goto = "visitor", clause = "§ 2"', 'goto = "visitor", clause = "§ 3"'),
        ('text = "To study"\n', 'text = "<b>To study</b>"\n'),
    )
    english = "“<b>To study</b>” is not plain text. Allowed: plain text"
    assert refused("check", content) == [
        "rules.toml: questions.stay.next[2].clause: "
        "§ 3 is not a clause of the category visitor. Allowed: § 2.",
        "rules.toml: clauses.§ 2: No path uses this clause.",
        f"rules.toml: purpose.study: {english}, without <, >, &, an address or \\n.",
    ]


def test_the_person_who_breaks_a_promise_can_be_explained(content: Path) -> None:
    edit(content / "rules.toml", ('nationality = "other", goto', 'nationality = "fenwick", goto'))
    edit(
        content / "rules.toml",
        ('nationality = "neighbours", goto', 'nationality = ["sylvania", "other"], goto'),
    )
    (line,) = refused("check", content)
    found = re.match(r"rules\.toml: always\[1\]: Broken: (\S+) reaches visitor\.", line)
    assert found
    explained = widget("why", found[1], WIDGET_CONTENT=content)
    assert (explained.exit_code, explained.stderr) == (0, "")
    assert "\nRule: questions.stay.next[2]\n" in explained.stdout


def test_options_that_only_otherwise_catches_are_named(content: Path) -> None:
    row = '  { nationality = "other", goto = "visitor", clause = "§ 2" },\n]'
    otherwise = 'otherwise = { goto = "visitor", clause = "§ 2" }'
    edit(content / "rules.toml", (row, f"]\n{otherwise}"))
    result = widget("check", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:3] == [
        PROVEN,
        "rules.toml: questions.stay.otherwise: No row of next names nationality=other.",
        PROMISES,
    ]


def test_mistakes_in_all_files_and_settings_are_reported_at_once(content: Path) -> None:
    edit(content / "rules.toml", ('start = "nationality"', 'start = "nation"'))
    edit(content / "partners" / "inn.toml", ('nationality = "other"', 'nationality = "moon"'))
    edit(content / "words" / "ru.po", ('"Какой у вас паспорт?"', '"<b>Паспорт</b>"'))
    assert refused("check", content, WIDGET_ORIGIN="visa.example") == [
        ORIGIN,
        "rules.toml: start: There is no question 'nation'. Did you mean nationality? Allowed: "
        "nationality.",
        "inn.toml: presets.nationality: There is no option of nationality 'moon'. "
        "Allowed: fenwick, sylvania, other.",
        "words/ru.po: line 91: “<b>Паспорт</b>” is not plain text. "
        r"Allowed: plain text, without <, >, &, an address or \n.",
    ]


def test_with_warnings_alone_the_content_can_be_published(content: Path) -> None:
    edit(content / "words" / "ru.po", ('msgid "Which passport do you hold?"', 'msgid "Which?"'))
    result = widget("check", WIDGET_CONTENT=content)
    warning = f"Warning: words/ru.po: {OUTDATED} To fix this, run: widget words update\n"
    assert (result.exit_code, result.stderr) == (0, warning)
    assert result.stdout.splitlines()[-2:] == [LANGUAGES, VERSION]
    assert refused("check", "--strict", WIDGET_CONTENT=content) == [warning.strip()]


def test_three_mistakes_of_a_successor_are_told_before_translators_are_called(
    content: Path,
) -> None:
    """What is to be translated is known once the English is right."""
    edit(
        content / "rules.toml",
        ('start = "nationality"', 'start = "nation"'),
        ('text = "To study"\n', 'text = "<b>To study</b>"\n'),
        ('goto = "visitor", clause = "§ 2"', 'goto = "visiter", clause = "§ 2"'),
    )
    for language in ("kk", "ru"):
        (content / "words" / f"{language}.po").write_text("")
    assert [line.split(": ")[1] for line in refused("check", content)] == [
        "start",
        "questions.stay.next[2].goto",
        "purpose.study",
    ]


def test_a_mistyped_name_in_braces_is_told_alone(content: Path) -> None:
    """Until it is right, each translation would seem to be of another text."""
    edit(content / "rules.toml", ("{agency} answers", "{agensy} answers"))
    (line,) = refused("check", content)
    assert line.startswith(
        "rules.toml: about.credit: {agensy} is not a known placeholder. Did you mean {agency}?"
    )


def test_a_successor_without_translations_is_judged_with_its_own_words(content: Path) -> None:
    (content / "rules.toml").write_text(SMALL)
    (content / "partners" / "inn.toml").unlink()
    for language in ("kk", "ru"):
        (content / "words" / f"{language}.po").write_text("")
    (content / "cases.csv").write_text("id,person,answers,outcome,entry,clause,confirm\n")
    (content / "source.txt").unlink()
    widget("words", "update", content)
    result = widget("check", content)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "Warning: words/kk.po: 34 texts are shown in English, the first: about.title.",
        "Warning: words/ru.po: 34 texts are shown in English, the first: about.title.",
    ]
    assert result.stdout.splitlines()[0].startswith("rules.toml: 3 questions, 9 options,")


FILES = {
    "the rules": ("rules.toml", "rules.toml"),
    "the agency's file": ("partners/office.toml", "office.toml"),
    "words": ("words/ru.po", "words/ru.po"),
    "cases": ("cases.csv", "cases.csv"),
    "the source": ("source.txt", "source.txt"),
}
"""File → its name in messages."""


@pytest.mark.slow
@pytest.mark.parametrize(("path", "name"), FILES.values(), ids=FILES)
def test_an_encoding_and_a_conflict_are_named_in_every_file(
    path: str, name: str, content: Path
) -> None:
    file, text = content / path, (content / path).read_text()
    file.write_text(text, encoding="utf-16")
    assert refused("check", content) == [
        f"{name}: This file is saved as UTF-16. Allowed: files saved as UTF-8; in Notepad: "
        "Save as…, then Encoding: UTF-8."
    ]
    file.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> next\n")
    line = len(text.splitlines()) + 2
    assert refused("check", content) == [
        f"{name}: lines 1, {line}, {2 * line - 1}: Git has left both sides of a conflict here. "
        "Allowed: one of them, without the lines that begin with <<<<<<<, ======= and >>>>>>>."
    ]


def agency_of(page: Path) -> str:
    """The agency's file that a page of the documentation shows."""
    return page.read_text().partition("```toml\n")[2].partition("```")[0]


def test_an_agency_can_begin_with_the_file_that_the_documentation_shows(tmp_path: Path) -> None:
    own = Path(shutil.copytree(ROOT / "examples" / "agency", tmp_path / "own"))
    shutil.rmtree(own / "partners")
    assert refused("check", own) == [
        f"{own}/partners: There is no such directory. "
        "Allowed: a directory with the agency's file and one for each partner."
    ]
    (own / "partners").mkdir()
    assert refused("check", own) == [
        "rules.toml: about.agency: There is no file partners/office.toml. "
        "Allowed: the name of a file there; docs/partner.md has one to copy."
    ]
    (own / "partners" / "office.toml").write_text(agency_of(ROOT / "docs" / "partner.md"))
    result = widget("check", own)
    assert (result.exit_code, result.stderr) == (0, "")


def test_missing_rules_are_reported(content: Path) -> None:
    (content / "rules.toml").unlink()
    assert refused("check", content) == ["rules.toml: There is no such file."]


def test_rules_whose_name_windows_has_lengthened_are_found(content: Path) -> None:
    (content / "rules.toml").rename(content / "rules.toml.txt")
    assert refused("check", content) == [
        "rules.toml: There is no such file. Did you mean rules.toml.txt?"
    ]


@NOT_ROOT
def test_rules_without_read_permission_are_reported(content: Path) -> None:
    (content / "rules.toml").chmod(0)
    assert refused("check", content) == ["rules.toml: It cannot be read: Permission denied."]


def test_presets_are_not_combined_when_the_rules_are_wrong(content: Path) -> None:
    edit(content / "rules.toml", ('start = "nationality"', 'start = "purpose"'))
    edit(content / "partners" / "inn.toml", ('"other" }', '"other", purpose = "study" }'))
    assert {line.split(": ")[0] for line in refused("check", content)} == {"rules.toml"}

"""The source of the rules: `widget check` compares it with their quotations, letter for letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.rules.generated import SMALL, edited, load_text
from widget.cases.file import Case, read_cases
from widget.problems import Problems
from widget.rules.model import Ruleset
from widget.settings import CONTENT
from widget.source.check import check_source
from widget.source.quotations import quotations

SOURCE = """\
Визовый центр

www.visa.example

Дипломатическая виза выдается обладателям дипломатических паспортов и членам правительств. \
Она дает право на многократный въезд и т.п.
Туристская виза выдается с целью туризма.
"""
RULES = edited(
    SMALL,
    ('statement = "The consulate decides."', 'statement = "…"\nsource = "source.txt"'),
    (
        'paragraph = "1"\n',
        'paragraph = "1"\nquote = ["Дипломатическая виза выдается", '
        '"Она дает право на многократный въезд и т.п."]\n',
    ),
    ('paragraph = "6"\n', 'paragraph = "6"\nquote = "Туристская виза выдается"\n'),
) + (
    '[[unused]]\ntext = ["Визовый центр", "www.visa.example"]\nbecause = "The heading."\n'
    '[[unused]]\ntext = "паспортов и членам"\nbecause = "“и” joins two conditions."\n'
)
CASES = [
    Case("P1", "An envoy", "passport=diplomatic", "diplomatic", "single multiple", "DIP-1", "yes"),
    Case("P2", "A minister", "", "diplomatic", "single multiple", "DIP-2", "yes"),
    Case("P3", "A tourist", "", "tourist", "single", "TOU-1", "no"),
    Case("P4", "A worker", "", "ask_agency", "", "", "no"),
]

ENVOYS = "questions.passport.options.diplomatic"
MINISTERS = "questions.purpose.options.meeting"
TOURISTS = "questions.purpose.options.visit, questions.purpose.next[1]"


def told(source: str, rules: str, directory: Path) -> list[str]:
    """What the expert reads about a source and rules."""
    (directory / "source.txt").write_text(source)
    ruleset = load_text(rules, directory)
    return [str(problem) for problem in check_source(directory, ruleset, CASES)]


def test_each_word_is_quoted_or_unused(tmp_path: Path) -> None:
    assert told(SOURCE, RULES, tmp_path) == []


def test_rules_may_name_no_source(tmp_path: Path) -> None:
    ruleset = load_text(edited(RULES, ('source = "source.txt"\n', "")), tmp_path)
    assert list(check_source(tmp_path, ruleset, CASES)) == []


def test_a_missing_source_is_reported_at_its_name(tmp_path: Path) -> None:
    ruleset = load_text(edited(RULES, ('"source.txt"', '"sourse.txt"')), tmp_path)
    (tmp_path / "source.txt").write_text(SOURCE)
    with pytest.raises(Problems) as raised:
        list(check_source(tmp_path, ruleset, CASES))
    assert str(raised.value) == (
        f"{ruleset.file}: about.source: There is no file 'sourse.txt'. Did you mean source.txt? "
        "Allowed: source.txt."
    )


ADD = (
    "Quote these words in a clause, a category or an advice. If no rule needs them, add:\n"
    "[[unused]]\ntext = "
)
BECAUSE = '\nbecause = "…"'

CHANGES = {
    "a word of a condition": (
        ("туризма", "отдыха"),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It says "
        f"“с целью отдыха”. These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "a letter": (
        ("целью", "цeлью"),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It has words "
        "that look the same, with other characters: latin small letter e, cyrillic small "
        "letter ie. "
        f"These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "a no-break space": (
        ("целью туризма", "целью\u00a0туризма"),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It has words "
        "that look the same, with other characters: no-break space. "
        f"These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "a soft hyphen": (
        ("целью туризма", "целью ту\u00adризма"),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It has words "
        "that look the same, with other characters: soft hyphen. "
        f"These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "two blanks": (
        ("целью туризма", "целью  туризма"),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It has other "
        "spaces there, or a line break within a paragraph. "
        f"These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "another ending of a word": (
        ("членам правительств.", "членам правительства."),
        "rules.toml: clauses.DIP-2.quote: source.txt does not say “членам правительств”. It says "
        f"“членам правительства”. These rows depend on it: {MINISTERS}. These people: P2.",
    ),
    "an entry option": (
        ("многократный", "однократный"),
        "rules.toml: categories.diplomatic.quote[2]: source.txt does not say “Она дает право на "
        "многократный въезд и т.п.”. It says “Она дает право на однократный въезд и т.п”. These "
        f"rows depend on it: {ENVOYS}, {MINISTERS}. These people: P1, P2.",
    ),
    "the only words of a category": (
        ("Туристская виза", "Туристическая виза"),
        "rules.toml: categories.tourist.quote: source.txt does not say “Туристская виза выдается”. "
        f"It says “Туристическая виза выдается”. These rows depend on it: {TOURISTS}. "
        "These people: P3.",
    ),
    "a condition is dropped": (
        (" с целью туризма", ""),
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. "
        f"These rows depend on it: {TOURISTS}. These people: P3.",
    ),
    "a word is added to a condition": (
        ("с целью туризма", "гражданам стран СНГ с целью туризма"),
        "source.txt: line 6: Nothing quotes “гражданам стран СНГ” in “Туристская виза выдается "
        f"гражданам стран СНГ с целью туризма.”. These rows depend on it: {TOURISTS}. "
        f'These people: P3. {ADD}"гражданам стран СНГ"{BECAUSE}',
    ),
    "words are added in two places": (
        (
            "Туристская виза выдается с целью туризма",
            "Любая Туристская виза выдается с целью туризма детям",
        ),
        "source.txt: line 6: Nothing quotes “Любая”, “детям” in “Любая Туристская виза выдается с "
        f"целью туризма детям.”. These rows depend on it: {TOURISTS}. "
        f'These people: P3. {ADD}["Любая", "детям"]{BECAUSE}',
    ),
    "a sentence is added": (
        ("туризма.", "туризма. Виза «А» выдается детям."),
        f"source.txt: line 6: Nothing quotes “Виза «А» выдается детям”. {ADD}"
        f'"Виза «А» выдается детям"{BECAUSE}',
    ),
    "words that were unused": (
        ("Визовый центр", "Визовый отдел"),
        "rules.toml: unused[1].text[1]: source.txt does not say “Визовый центр”. It says "
        "“Визовый отдел”.",
    ),
    "unused words between two conditions": (
        ("паспортов и членам", "паспортов, членам"),
        "rules.toml: unused[2].text: source.txt does not say “паспортов и членам”. It says "
        "“дипломатических паспортов, членам”.",
    ),
}


@pytest.mark.parametrize(("change", "line"), CHANGES.values(), ids=CHANGES)
def test_a_changed_sentence_names_its_rows_and_its_people(
    change: tuple[str, str], line: str, tmp_path: Path
) -> None:
    assert told(edited(SOURCE, change), RULES, tmp_path) == [line]


def test_a_line_that_continues_in_the_next_one_is_reported_as_such(tmp_path: Path) -> None:
    """Text copied from a PDF looks like this."""
    first, *_ = told(edited(SOURCE, ("целью туризма", "целью\nтуризма")), RULES, tmp_path)
    assert first == (
        "rules.toml: clauses.TOU-1.quote: source.txt does not say “с целью туризма”. It has other "
        "spaces there, or a line break within a paragraph. "
        f"These rows depend on it: {TOURISTS}. These people: P3."
    )


FREE = "Граждане соседей въезжают без виз."


def test_an_advice_quotes_the_words_on_which_it_rests(tmp_path: Path) -> None:
    name = "[advice.ask_agency]\n"
    rules = edited(RULES, (name, f'{name}quote = "{FREE}"\n'))
    assert told(SOURCE + FREE, rules, tmp_path) == []
    changed = FREE.replace("соседей", "островов")
    (line,) = told(SOURCE + changed, rules, tmp_path)
    assert line.startswith(
        f"rules.toml: advice.ask_agency.quote: source.txt does not say “{FREE}”. It says "
        f"“{changed.rstrip('.')}”. These rows depend on it: questions.purpose.options.other, "
    )
    assert line.endswith(" These people: P4.")


def test_a_clause_quotes_separate_passages(tmp_path: Path) -> None:
    source = edited(SOURCE, ("с целью туризма", "с целью туризма, а также отдыха"))
    rules = edited(RULES, ('"с целью туризма"', '["с целью", "а также отдыха"]')) + (
        '[[unused]]\ntext = "туризма"\nbecause = "An example."\n'
    )
    assert told(source, rules, tmp_path) == []
    assert load_text(rules, tmp_path).clauses["TOU-1"].quote == "с целью … а также отдыха"
    (line,) = told(edited(source, ("отдыха", "охоты")), rules, tmp_path)
    assert line.startswith("rules.toml: clauses.TOU-1.quote[2]: source.txt does not say “а также ")


def test_words_that_are_quoted_are_not_unused(tmp_path: Path) -> None:
    rules = edited(RULES, ('"паспортов и членам"', '["паспортов и членам", "с целью туризма"]'))
    assert told(SOURCE, rules, tmp_path) == [
        "rules.toml: unused[2].text[2]: Clauses or outcomes quote these words, so they are used."
    ]


def test_without_quotations_each_sentence_is_reported(tmp_path: Path) -> None:
    source = "Первое предложение, т.е. начало. Второе; и его часть.\r\n\r\nТретье"
    lines = told(source, RULES, tmp_path)
    assert [line for line in lines if line.startswith("source.txt")] == [
        "source.txt: line 1: Nothing quotes “Первое предложение, т.е. начало”. "
        f'{ADD}"Первое предложение, т.е. начало"{BECAUSE}',
        "source.txt: line 1: Nothing quotes “Второе; и его часть”. "
        f'{ADD}"Второе; и его часть"{BECAUSE}',
        f'source.txt: line 3: Nothing quotes “Третье”. {ADD}"Третье"{BECAUSE}',
    ]


def test_pasted_lines_are_what_was_missing(tmp_path: Path) -> None:
    source = f'{SOURCE}Виза "А" \\ выдается детям.\nИ гостям.'
    lines = told(source, RULES, tmp_path)
    pasted = [line.partition("add:\n")[2] for line in lines]
    assert told(source, "\n".join([RULES, *pasted]), tmp_path) == []


def test_windows_line_ends_and_a_byte_order_mark_are_no_words(tmp_path: Path) -> None:
    assert told("\ufeff" + SOURCE.replace("\n", "\r\n"), RULES, tmp_path) == []


# The shipped source.

SHIPPED = (CONTENT / "source.txt").read_text()
WORDS = list(re.finditer(r"\w+", SHIPPED))


def test_each_word_of_the_shipped_source_is_quoted_or_unused(ruleset: Ruleset) -> None:
    assert list(check_source(CONTENT, ruleset, ())) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(10))
def test_a_changed_word_names_all_that_rests_on_it_and_nothing_else(
    start: int, ruleset: Ruleset, tmp_path: Path
) -> None:
    cases = read_cases(CONTENT / "cases.csv").values()
    path = tmp_path / "source.txt"
    for word in WORDS[start::10]:
        changed = SHIPPED[: word.start()] + "ДРУГОЕ" + SHIPPED[word.end() :]
        path.write_text(changed)
        lines = [str(each) for each in check_source(tmp_path, ruleset, cases)]
        lost = [each for each in quotations(ruleset) if each.words not in changed]
        if lost:
            assert len(lines) == len(lost)
            assert named("These rows depend on it", lines) == {
                row.location
                for question in ruleset.questions.values()
                for row in question.rows
                if row.route.clause in {each.clause for each in lost} - {None}
                or row.route.goto in {each.outcome for each in lost}
            }
            assert named("These people", lines) == {
                case.id
                for case in cases
                if case.clause in {each.clause for each in lost} - {None}
                or case.outcome in {each.outcome for each in lost}
            }
        else:
            (line,) = lines
            assert line.startswith("source.txt: line ")
            assert "ДРУГОЕ" in line.partition(" in “")[0]


def named(kind: str, lines: list[str]) -> set[str]:
    """The names that the lines list after some words."""
    lists = re.findall(rf"{kind}: (.*?)\.(?: |$)", "\n".join(lines), re.MULTILINE)
    return {name for each in lists for name in each.split(", ")}

"""A rules file that is malformed is refused, and its author is told every mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.generated import SMALL, edited, problems_in
from widget.problems import Problem, Problems
from widget.rules.file import load_rules

TO_PLACE = 'text = "An ordinary one"\ngoto = "place"'
ABROAD = 'when.place.abroad = { goto = "tourist", clause = "TOU-1" }'
INSIDE = 'when.place.inside = { goto = "ask_agency", closest = ["tourist"] }'
OPTIONS_OF_PLACE = SMALL[SMALL.index("[questions.place.opt") : SMALL.index("[questions.purpose]")]


def test_the_small_file_is_good(tmp_path: Path) -> None:
    assert problems_in(SMALL, tmp_path) == ()


# Each mistake: what is edited, and what is told of the file.
MISTAKES = {
    "a key with a slip": (
        'start = "passport"',
        'start = "passport"\nstrat = "passport"',
        (
            "strat: This key is not known. Did you mean start? Allowed: advice, "
            "categories, clauses, points, questions, start."
        ),
    ),
    "an unknown key of a question": (
        'short = "Place"',
        'short = "Place"\nhint = "Look at the map."',
        "questions.place.hint: This key is not known. Allowed: help, options, short, text.",
    ),
    "an unknown key of an option": (
        TO_PLACE,
        'text = "An ordinary one"\ngoto = "place"\ntitle = "One"',
        (
            "questions.passport.options.ordinary.title: This key is not known. Allowed: "
            "clause, closest, confirm, goto, help, text, when."
        ),
    ),
    "an unknown key in a condition": (
        ABROAD,
        'when.place.abroad = { goto = "tourist", clause = "TOU-1", text = "A tourist" }',
        (
            "questions.purpose.options.tourism.when.place.abroad.text: This key is not "
            "known. Allowed: clause, closest, confirm, goto."
        ),
    ),
    "an unknown key of a category": (
        "paragraph = 6",
        'paragraph = 6\nentries = ["single"]',
        (
            "categories.tourist.entries: This key is not known. Did you mean entry? "
            "Allowed: entry, name, paragraph, whom."
        ),
    ),
    "an unknown key of an advice": (
        'name = "Ask the agency"',
        'name = "Ask the agency"\nentry = ["single"]',
        "advice.ask_agency.entry: This key is not known. Allowed: closest, name, next, why.",
    ),
    "a number for a text": (
        'short = "Place"',
        "short = 7",
        (
            "questions.place.short: A text is expected, not 7. Allowed: a text in "
            'quotation marks, like "this".'
        ),
    ),
    "a text for a list": (
        'entry = ["single"]',
        'entry = "single"',
        (
            "categories.tourist.entry: A list is expected, not 'single'. Allowed: a list,"
            ' like ["this", "that"].'
        ),
    ),
    "a text for a number": (
        "paragraph = 6",
        'paragraph = "6"',
        (
            "categories.tourist.paragraph: A whole number is expected, not '6'. Allowed: "
            "a whole number in digits, without quotation marks."
        ),
    ),
    "a paragraph before the first": (
        "paragraph = 6",
        "paragraph = 0",
        "categories.tourist.paragraph: 0 is too small. Allowed: 1 and more.",
    ),
    "a list for a table": (
        OPTIONS_OF_PLACE,
        'options = ["abroad", "inside"]\n',
        (
            "questions.place.options: A table is expected, not a list. Allowed: a table "
            "with keys of its own."
        ),
    ),
    "a text for an option": (
        OPTIONS_OF_PLACE,
        'options.abroad = "purpose"\n',
        (
            "questions.place.options.abroad: A table is expected, not 'purpose'. Allowed:"
            " a table with keys of its own."
        ),
    ),
    "a text for a goto in a condition": (
        ABROAD,
        'when.place.abroad = "tourist"',
        (
            "questions.purpose.options.tourism.when.place.abroad: A table is expected, "
            "not 'tourist'. Allowed: a table with keys of its own."
        ),
    ),
    "no words for an option": (
        'text = "An ordinary one"\n',
        "",
        (
            "questions.passport.options.ordinary.text: This key is missing. Allowed: a "
            'text in quotation marks, like "this".'
        ),
    ),
    "no reading of a point": (
        "reading = 1\n",
        "",
        (
            "points.posting.reading: This key is missing. Allowed: a whole number in "
            "digits, without quotation marks."
        ),
    ),
    "no reasons for an advice": (
        'why = ["The list names no category for this."]\n',
        "",
        'advice.ask_agency.why: This key is missing. Allowed: a list, like ["this", "that"].',
    ),
    "no options": (
        OPTIONS_OF_PLACE,
        "",
        "questions.place.options: This key is missing. Allowed: a table with keys of its own.",
    ),
    "an empty word": (
        '"An ordinary one"',
        '""',
        "questions.passport.options.ordinary.text: This is empty. Allowed: at least one.",
    ),
    "a word of blanks": (
        '"Place"',
        '"  "',
        "questions.place.short: This is empty. Allowed: at least one.",
    ),
    "an empty word in a list": (
        '["foreigners who come for tourism"]',
        '["foreigners who come for tourism", ""]',
        "categories.tourist.whom, entry 2: This is empty. Allowed: at least one.",
    ),
    "a word with what is not seen": (
        '"Place"',
        '"Pla\\u200bce"',
        (
            "questions.place.short: 'Pla\\u200bce' holds what nobody sees: U+200B. "
            "Allowed: one line of letters, digits and signs."
        ),
    ),
    "an empty list of words": (
        '["Write to the agency."]',
        "[]",
        "advice.ask_agency.next: This is empty. Allowed: at least one.",
    ),
    "a category without entry options": (
        'entry = ["single"]\n',
        "",
        'categories.tourist.entry: This key is missing. Allowed: a list, like ["this", "that"].',
    ),
    "a category with no entry option in its list": (
        'entry = ["single"]',
        "entry = []",
        "categories.tourist.entry: This is empty. Allowed: at least one.",
    ),
    "an unknown entry option": (
        'entry = ["single"]',
        'entry = ["single", "double"]',
        (
            "categories.tourist.entry, entry 2: 'double' is not known. Allowed: 'single',"
            " 'multiple' or 'exit'."
        ),
    ),
    "an entry option twice": (
        'entry = ["single"]',
        'entry = ["single", "single"]',
        "categories.tourist.entry: An entry option stands here twice. Allowed: each once.",
    ),
    "an entry beside exit only": (
        'entry = ["single"]',
        'entry = ["single", "exit"]',
        (
            "categories.tourist.entry: A visa that is for leaving only has no entries. "
            'Allowed: "exit" alone.'
        ),
    ),
    "a point for no category": (
        "reading = 1",
        "reading = 1\ncategories = []",
        "points.posting.categories: This is empty. Allowed: at least one.",
    ),
    "an option with both goto and when": (
        ABROAD,
        f'goto = "ask_agency"\n{ABROAD}',
        (
            "questions.purpose.options.tourism: An option has either goto or when. "
            "Allowed: one of goto and when."
        ),
    ),
    "an option with neither goto nor when": (
        TO_PLACE,
        'text = "An ordinary one"',
        (
            "questions.passport.options.ordinary: An option has either goto or when. "
            "Allowed: one of goto and when."
        ),
    ),
    "a clause beside when": (
        ABROAD,
        f'clause = "TOU-1"\n{ABROAD}',
        (
            "questions.purpose.options.tourism: With when, clause, confirm and closest "
            'stand beside each goto. Allowed: when.… = { goto = "…", clause = "…" }.'
        ),
    ),
    "points beside when": (
        ABROAD,
        f'confirm = ["posting"]\n{ABROAD}',
        (
            "questions.purpose.options.tourism: With when, clause, confirm and closest "
            'stand beside each goto. Allowed: when.… = { goto = "…", clause = "…" }.'
        ),
    ),
    "closest categories beside when": (
        ABROAD,
        f'closest = ["tourist"]\n{ABROAD}',
        (
            "questions.purpose.options.tourism: With when, clause, confirm and closest "
            'stand beside each goto. Allowed: when.… = { goto = "…", clause = "…" }.'
        ),
    ),
    "a condition on two questions": (
        INSIDE,
        'when.passport.other = { goto = "ask_agency" }',
        (
            "questions.purpose.options.tourism.when: A condition looks back at one "
            "question. Allowed: one of place, passport."
        ),
    ),
    "a question's name with a capital": (
        OPTIONS_OF_PLACE,
        f'{OPTIONS_OF_PLACE}[questions.Place2]\ntext = "?"\nshort = "?"\n'
        'options.a = { text = "A", goto = "purpose" }\n',
        (
            "questions.Place2: 'Place2' cannot stand here. Allowed: small letters, digits"
            " and _, like study_visa."
        ),
    ),
    "a target with a blank in it": (
        TO_PLACE,
        'text = "An ordinary one"\ngoto = "the place"',
        (
            "questions.passport.options.ordinary.goto: 'the place' cannot stand here. "
            "Allowed: small letters, digits and _, like study_visa."
        ),
    ),
    "a clause's name in small letters": (
        'goto = "diplomatic"\nclause = "DIP-2"',
        'goto = "diplomatic"\nclause = "dip-2"',
        (
            "questions.purpose.options.meeting.clause: 'dip-2' cannot stand here. "
            "Allowed: three capital letters and a number, like TOU-1."
        ),
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "told"), MISTAKES.values(), ids=[f"told: {mistake}" for mistake in MISTAKES]
)
def test_a_mistake_is_reported_with_its_location_and_what_is_allowed(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(SMALL, (old, new)), tmp_path)
    assert str(problem) == f"rules.toml: {told}"


def test_mistakes_in_several_places_are_reported_at_once(tmp_path: Path) -> None:
    text = edited(
        SMALL,
        ('short = "Place"\n', ""),
        ('entry = ["single"]', 'entry = ["double"]'),
        ('why = ["The list names no category for this."]', "why = []"),
        ("reading = 1", "reading = 1\nnumber = 1"),
    )
    assert sorted(problem.location for problem in problems_in(text, tmp_path)) == [
        "advice.ask_agency.why",
        "categories.tourist.entry, entry 1",
        "points.posting.number",
        "questions.place.short",
    ]


# A file that cannot be read at all.


def refusal_of(content: bytes, directory: Path) -> Problem:
    """What is told of a file with this content; no such file can hold two mistakes."""
    (directory / "rules.toml").write_bytes(content)
    with pytest.raises(Problems) as raised:
        load_rules(directory / "rules.toml", "rules.toml")
    (problem,) = raised.value.problems
    return problem


def line_of(old: str, new: str) -> int:
    """The number of the line in which `new` ends, in place of `old`."""
    return f"{SMALL.partition(old)[0]}{new}".count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('start = "passport"', "start = passport"),
        ('start = "passport"', "start = “passport”"),
        ('short = "Place"', 'short = "Place'),
    ],
    ids=["no marks", "typographic marks", "one mark"],
)
def test_the_line_that_is_not_toml_is_told(old: str, new: str, tmp_path: Path) -> None:
    problem = refusal_of(edited(SMALL, (old, new)).encode(), tmp_path)
    told = f"rules.toml: line {line_of(old, new)}, column "
    assert str(problem).startswith(told)
    assert "This is not valid TOML: " in problem.what


TWICE = {
    "a key": ('short = "Place"', 'short = "Place"\nshort = "Where"', "This key"),
    "a key in one line": (INSIDE, INSIDE.replace(" }", ', goto = "x" }'), "This key"),
    "a table": ("[questions.place]", "[questions.passport]", "This table"),
    "a table that was a key": (
        'short = "Place"',
        "short = { en = 'Place' }\n[questions.place.short]",
        "This table",
    ),
    "a key of a table in one line": (
        'short = "Place"',
        "short = { en = 'Place' }\nshort.ru = 'Место'",
        "This table",
    ),
    "a key of a table of its own": (
        "[questions.place]",
        "[questions]\npassport.short = 'x'",
        "This table",
    ),
}


@pytest.mark.parametrize(("old", "new", "what"), TWICE.values(), ids=TWICE)
def test_the_line_of_what_stands_twice_is_told(
    old: str, new: str, what: str, tmp_path: Path
) -> None:
    problem = refusal_of(edited(SMALL, (old, new)).encode(), tmp_path)
    line = line_of(old, new)
    assert str(problem) == f"rules.toml: line {line}: {what} stands here twice. Allowed: each once."


def test_a_key_twice_in_the_last_line_is_told_though_the_line_has_no_end(tmp_path: Path) -> None:
    problem = refusal_of(b"start = 'a'\nstart = 'b'", tmp_path)
    assert str(problem).startswith("rules.toml: line 2: This key stands here twice.")


def test_a_text_that_never_ends_is_told(tmp_path: Path) -> None:
    problem = refusal_of(b'start = """a', tmp_path)
    assert str(problem).startswith("rules.toml: end of document: This is not valid TOML: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"start = {'1' * 5000}", "A number in it has too many digits."),
        (f"start = {'[' * 5000}", "Too many lists or tables in it stand within each other."),
    ],
    ids=["a number of 5,000 digits", "5,000 lists in each other"],
)
def test_what_exceeds_the_limits_of_python_is_reported(content: str, words: str, tmp_path: Path) -> None:
    problem = refusal_of(content.encode(), tmp_path)
    assert str(problem) == f"rules.toml: {words}"


def test_the_line_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    problem = refusal_of(SMALL.encode("windows-1251"), tmp_path)
    line = SMALL[: SMALL.index("обладателям")].count("\n") + 1
    assert (problem.file, problem.location) == ("rules.toml", f"line {line}")
    assert "not UTF-8" in problem.what
    assert "UTF-8" in problem.allowed


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    with pytest.raises(Problems) as raised:
        load_rules(path)
    (problem,) = raised.value.problems
    assert str(problem) == f"{path}: It cannot be read: No such file or directory."


def test_a_file_with_a_byte_order_mark_and_crlf_is_read(tmp_path: Path) -> None:
    """It has a mark before the text, and two characters end a line."""
    path = tmp_path / "rules.toml"
    path.write_bytes(("\ufeff" + SMALL.replace("\n", "\r\n")).encode())
    assert len(load_rules(path).questions) == 3


# How problems are told.


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            Problem("a.toml", "start", "There is none.", "x, y"),
            "start: There is none. Allowed: x, y.",
        ),
        (Problem("a.toml", "start", "There is none."), "start: There is none."),
        (Problem("a.toml", "", "It is empty."), "It is empty."),
    ],
    ids=["all", "nothing allowed", "no place"],
)
def test_a_problem_is_written_as_one_line(problem: Problem, told: str) -> None:
    assert str(problem) == f"a.toml: {told}"


def test_problems_are_written_line_by_line_each_once() -> None:
    first, second = Problem("a.toml", "b", "One."), Problem("a.toml", "a", "Two.")
    assert str(Problems([first, second, first])) == "a.toml: b: One.\na.toml: a: Two."

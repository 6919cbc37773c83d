"""A rules file: what is read from it, and which mistakes in its form are reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.generated import SMALL, edited, load_text, problems_in
from tests.rules.mistakes import MISTAKES, NEXT
from widget.problems import Problems
from widget.rules.file import load_rules
from widget.rules.model import About, More, Option, Question, Route, Row, Ruleset
from widget.rules.outcomes import (
    Advice,
    Category,
    Clause,
    Codes,
    PageLink,
    Point,
    Reading,
    Unused,
    Validity,
)
from widget.rules.texts import texts
from widget.rules.wording import NextStep, Text, Variant, When, Wording

FACTS = """\
valid = { single = "90 days", as_of = 2026-05-30 }
codes = { list = ["B12"], as_of = 2026-05-30, source = "an order" }
links = [{ text = "The portal", address = "https://portal.example", as_of = 2025-08-01 }]
next_steps = [
  { place = "abroad", points = true, text = "Ask." },
  { change = "purpose", text = "[Change] it." },
  { answers = { passport = "other" }, text = "Or [that]." },
]"""
ABOUT = """\
statement = [
  { place = "inside", text = "The police decide." },
  { text = "The consulate decides." },
]
lead = "This one fits."
credit = "From {agency}."
source = "source.txt"
original = "ru"
in_force = { from = 2010, to = 2013 }
confirmed = 2026-11-22
next_steps = [{ text = "Go." }]"""

HELP = (
    (
        'short = "Passport"',
        'short = "Passport"\nhelp = "Look at its cover."\n'
        'more = { text = "Others", hint = "For staff" }',
    ),
    ('"A diplomatic one"', '"A diplomatic one"\nhint = "Of a ministry"\nmore = true'),
    ('"To see friends"', '"To see friends"\ntold = "you come to see friends"'),
    ('name = "Tourist visa"', f'name = "Tourist visa"\n{FACTS}'),
    ('statement = "The consulate decides."', ABOUT),
    ("reading = 1", 'reading = 1\ncategories = ["diplomatic"]'),
    ('paragraph = "1"', 'paragraph = "1"\nquote = "Виза выдается"'),
    (
        'start = "passport"',
        'start = "passport"\nunused = [{ text = "Центр", because = "Its name." }]',
    ),
)


@pytest.fixture
def small(tmp_path: Path) -> Ruleset:
    """The small file, with every key that a file may have."""
    return load_text(edited(SMALL, *HELP), tmp_path)


def test_a_text_may_hold_a_soft_hyphen(tmp_path: Path) -> None:
    """Of the invisible characters, only this one is allowed: it says where a word may break."""
    read = load_text(edited(SMALL, ('"Passport"', '"Pass\u00adport"')), tmp_path)
    assert read.questions["passport"].short.english == "Pass\u00adport"


def test_a_question_is_read(small: Ruleset) -> None:
    assert small.questions["passport"] == Question(
        id="passport",
        text=Wording(Text("passport", "Which passport do you have?")),
        short=Text("passport.short", "Passport"),
        help=Text("passport.help", "Look at its cover."),
        more=More(Text("passport.more", "Others"), Text("passport.more.hint", "For staff")),
        options=small.questions["passport"].options,
    )
    assert small.questions["place"].help is None


@pytest.mark.parametrize(
    ("question", "option"),
    [
        (
            "passport",
            Option(
                id="diplomatic",
                text=Text("passport.diplomatic", "A diplomatic one"),
                hint=Text("passport.diplomatic.hint", "Of a ministry"),
                help=None,
                told=None,
                more=True,
                goto=Row(
                    when={},
                    route=Route("diplomatic", "DIP-1", confirm=("posting",)),
                    location="questions.passport.options.diplomatic",
                ),
            ),
        ),
        (
            "purpose",
            Option(
                id="visit",
                text=Text("purpose.visit", "To see friends"),
                hint=None,
                help=Text("purpose.visit.help", "Relatives are friends too."),
                told=Text("purpose.visit.told", "you come to see friends"),
                more=False,
                goto=Row(
                    when={},
                    route=Route("tourist", "TOU-1"),
                    location="questions.purpose.options.visit",
                ),
            ),
        ),
        (
            "purpose",
            Option(
                id="tourism",
                text=Text("purpose.tourism", "To look around"),
                hint=None,
                help=None,
                told=None,
                more=False,
                goto=None,
            ),
        ),
    ],
    ids=["folded, with a hint", "with help, as it is told", "without a goto"],
)
def test_an_option_is_read(question: str, option: Option, small: Ruleset) -> None:
    assert small.questions[question].options[option.id] == option


ROWS = """\
next = [
  { purpose = "tourism", place = ["abroad", "not asked"], goto = "tourist", clause = "TOU-1" },
]
otherwise = { place = "all", goto = "ask_agency", closest = ["tourist"] }"""


def test_rows_are_read(tmp_path: Path) -> None:
    groups = '[groups.place]\nall = ["abroad", "inside"]\n\n[questions.passport]'
    text = edited(SMALL, ("[questions.passport]", groups), (NEXT, ROWS))
    question = load_text(text, tmp_path).questions["purpose"]
    assert question.next == (
        Row(
            {"purpose": frozenset({"tourism"}), "place": frozenset({"abroad", None})},
            Route("tourist", "TOU-1"),
            "questions.purpose.next[1]",
        ),
    )
    assert question.otherwise == (
        Row(
            {"place": frozenset({"abroad", "inside"})},
            Route("ask_agency", closest=("tourist",)),
            "questions.purpose.otherwise[1]",
            groups=frozenset({("place", "all")}),
        ),
    )


def test_points_readings_and_clauses_are_read(small: Ruleset) -> None:
    assert small.points == {
        "posting": Point(
            "posting",
            Text("points.posting", "Whether you are posted is to be confirmed."),
            reading="1",
            categories=frozenset({"diplomatic"}),
        )
    }
    assert small.readings == {
        "1": Reading(Text("readings.1", "Only those who are posted have it."), unconfirmed=False)
    }
    assert small.clauses["DIP-2"] == Clause(
        "DIP-2",
        category="diplomatic",
        text=Text("clauses.DIP-2", "Members of a government."),
        quotes=("членам правительств",),
    )


def test_outcomes_are_read(small: Ruleset) -> None:
    assert [*small.outcomes] == ["diplomatic", "tourist", "ask_agency"]
    assert small.outcomes["diplomatic"] == Category(
        id="diplomatic",
        name=Text("diplomatic", "Diplomatic visa"),
        paragraph="1",
        entry=("single", "multiple"),
        validity={},
        whom=(
            Text("diplomatic.whom", "holders of a diplomatic passport"),
            Text("diplomatic.whom", "members of a government"),
        ),
        codes=None,
        next_steps=(),
        links=(),
        quote=("Виза выдается",),
    )
    assert small.outcomes["ask_agency"] == Advice(
        id="ask_agency",
        name=Text("ask_agency", "Ask the agency"),
        why=(Text("ask_agency.why", "The list names no category for this."),),
        closest=Text("ask_agency.closest", "This category comes closest:"),
        quote=(),
        next_steps=(step("ask_agency.next_steps", "Write to the agency.", "advice.ask_agency", 1),),
        links=(),
    )


def step(
    context: str,
    english: str,
    where: str,
    number: int,
    when: When | None = None,
    points: bool | None = None,
    change: str | None = None,
    answers: dict[str, str] | None = None,
) -> NextStep:
    """A step of an outcome."""
    location = f"{where}.next_steps[{number}]"
    return NextStep(Text(context, english), when or {}, points, change, answers or {}, location)


def test_the_facts_of_a_category_are_read(small: Ruleset) -> None:
    tourist = small.outcomes["tourist"]
    assert isinstance(tourist, Category)
    looked_up = date(2026, 5, 30)
    assert tourist.validity == {"single": Validity(Text("tourist.valid", "90 days"), looked_up)}
    assert tourist.codes == Codes(("B12",), looked_up, Text("tourist.codes", "an order"))
    assert tourist.links == (
        PageLink(Text("tourist.links", "The portal"), "https://portal.example", date(2025, 8, 1)),
    )
    place = "categories.tourist"
    abroad = {"place": frozenset({"abroad"})}
    assert tourist.next_steps == (
        step("tourist.next_steps", "Ask.", place, 1, when=abroad, points=True),
        step("tourist.next_steps", "[Change] it.", place, 2, change="purpose"),
        step("tourist.next_steps", "Or [that].", place, 3, answers={"passport": "other"}),
    )


def test_what_the_rules_say_of_themselves_is_read(small: Ruleset) -> None:
    assert small.about == About(
        title=Text("about.title", "Visa"),
        description=Text("about.description", "Which visa you need."),
        credit=Text("about.credit", "From {agency}."),
        lead=Wording(Text("about.lead", "This one fits.")),
        statement=Wording(
            Text("about.statement", "The consulate decides."),
            (
                Variant(
                    {"place": frozenset({"inside"})},
                    Text("about.statement", "The police decide."),
                    "about.statement[1]",
                ),
            ),
        ),
        paragraph=Text("about.paragraph", "paragraph {paragraph}"),
        agency="office",
        source="source.txt",
        original="ru",
        in_force=(2010, 2013),
        confirmed=date(2026, 11, 22),
        next_steps=(step("about.next_steps", "Go.", "about", 1),),
    )


def test_unused_words_are_read(small: Ruleset) -> None:
    assert small.unused == (Unused(("Центр",), "Its name."),)


def test_all_texts_are_listed_with_their_contexts_in_the_order_of_the_file(
    small: Ruleset,
) -> None:
    assert [text.context for text in texts(small)] == [
        "about.title",
        "about.description",
        "about.credit",
        "about.lead",
        "about.statement",
        "about.statement",
        "about.paragraph",
        "about.next_steps",
        "passport",
        "passport.short",
        "passport.help",
        "passport.more",
        "passport.more.hint",
        "passport.diplomatic",
        "passport.diplomatic.hint",
        "passport.ordinary",
        "passport.other",
        "place",
        "place.short",
        "place.abroad",
        "place.inside",
        "purpose",
        "purpose.short",
        "purpose.tourism",
        "purpose.visit",
        "purpose.visit.help",
        "purpose.visit.told",
        "purpose.meeting",
        "purpose.other",
        "points.posting",
        "readings.1",
        "clauses.DIP-1",
        "clauses.DIP-2",
        "clauses.TOU-1",
        "diplomatic",
        "diplomatic.whom",
        "diplomatic.whom",
        "tourist",
        "tourist.whom",
        "tourist.valid",
        "tourist.codes",
        "tourist.next_steps",
        "tourist.next_steps",
        "tourist.next_steps",
        "tourist.links",
        "ask_agency",
        "ask_agency.why",
        "ask_agency.closest",
        "ask_agency.next_steps",
    ]


# Mistakes in the form.


def test_the_small_file_has_no_mistakes(tmp_path: Path) -> None:
    assert problems_in(SMALL, tmp_path) == ()


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_location_and_what_is_allowed(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    (problem,) = problems_in(edited(SMALL, (old, new)), tmp_path)
    assert str(problem) == f"rules.toml: {message}"


def test_a_slip_in_the_name_of_a_question_before_its_options_is_told(tmp_path: Path) -> None:
    text = edited(SMALL, ("[questions.place.options.abroad]", "[questions.plaec.options.abroad]"))
    missing = 'This key is missing. Did you mean place? Allowed: a text in quotation marks, like "'
    assert [str(each) for each in problems_in(text, tmp_path)] == [
        f'rules.toml: questions.plaec.text: {missing}this".',
        f'rules.toml: questions.plaec.short: {missing}this".',
    ]


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
        "categories.tourist.entry[1]",
        "points.posting.number",
        "questions.place.short",
    ]


@pytest.mark.parametrize("name", ["", "rules.toml"], ids=["its path", "another name"])
def test_an_unreadable_file_is_reported_under_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    with pytest.raises(Problems) as raised:
        load_rules(path, name)
    assert str(raised.value) == f"{name or path}: There is no such file."

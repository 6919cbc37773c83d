"""What translators are told: each text has a comment, and its address shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.content import RURITANIA, serve
from tests.rules.generated import SMALL, edited, load_text
from widget.besides import load_besides
from widget.cli.catalogues import CHECKOUT, extract
from widget.cli.screens import SCREENS
from widget.cli.translators import notes
from widget.content import rules_path
from widget.rules.file import load_rules
from widget.rules.texts import texts
from widget.rules.wording import Text
from widget.settings import CONTENT


def told(text: str, directory: Path) -> dict[str, list[str]]:
    """Place → the lines for translators; of a list, those of its last text."""
    found = notes(load_text(text, directory))
    return {text.context: lines for text, lines in found.items()}


LINES = {
    "a question": ("passport", "A question, the heading of its page.", "Shown on the first page."),
    "a later question": (
        "place",
        "A question, the heading of its page.",
        "Shown at ?passport=ordinary",
    ),
    "a label": (
        "place.short",
        "The label of the question “Where are you now?” in the list of answers: a few words.",
        "Shown at ?passport=ordinary&place=abroad",
    ),
    "an answer": (
        "place.abroad",
        "An answer to “Where are you now?”: a few words.",
        "Shown at ?passport=ordinary",
    ),
    "the help of an answer": (
        "purpose.visit.help",
        "More about the answer “To see friends” to “Why do you travel?”, folded below the answers.",
        "Shown at ?passport=ordinary&place=abroad",
    ),
    "a category": (
        "diplomatic",
        "The name of a visa category, the heading of its result.",
        "Shown at ?passport=diplomatic",
    ),
    "whom it is for": (
        "tourist.whom",
        "Whom the category “Tourist visa” is for, where it comes closest.",
        "Shown at ?passport=ordinary&place=inside&purpose=tourism",
    ),
    "a clause": (
        "clauses.DIP-2",
        "The condition that decides, on the result “Diplomatic visa”.",
        "The original: членам правительств",
        "Shown at ?passport=ordinary&place=abroad&purpose=meeting",
    ),
    "a point": (
        "points.posting",
        "What the agency or a consulate has to confirm, in a list on a result.",
        "Shown at ?passport=diplomatic",
    ),
    "a text with a name that is filled in": (
        "about.paragraph",
        "Where a category stands in the source.",
        "What stands in {braces} is filled in by the program, and stays as it is.",
        "Shown at ?passport=diplomatic",
    ),
    "an advice": (
        "ask_agency",
        "The heading of a result without a category.",
        "Shown at ?passport=ordinary&place=abroad&purpose=other",
    ),
    "a text that only some results show": (
        "ask_agency.closest",
        "Stands before the categories that come closest, on the result “Ask the agency”.",
        "Shown at ?passport=ordinary&place=inside&purpose=tourism",
    ),
}


@pytest.mark.parametrize(
    ("place", "lines"), [(each[0], each[1:]) for each in LINES.values()], ids=LINES
)
def test_a_translator_is_told_what_a_text_is_and_where_it_stands(
    place: str, lines: tuple[str, ...], tmp_path: Path
) -> None:
    assert told(SMALL, tmp_path)[place] == [*lines]


WRONG = {
    "a gap": (
        '{ purpose = "tourism", place = "inside", goto = "ask_agency", closest = ["tourist"] },',
        "",
    ),
    "an unknown clause": ('clause = "DIP-2"', 'clause = "DIP-9"'),
    "an unknown category": ('category = "tourist"', 'category = "torist"'),
    "an unknown start": ('start = "passport"', 'start = "pasport"'),
}


@pytest.mark.parametrize("slip", WRONG.values(), ids=WRONG)
def test_while_rules_are_wrong_texts_may_lack_an_address_but_are_explained(
    slip: tuple[str, str], tmp_path: Path
) -> None:
    for lines in told(edited(SMALL, slip), tmp_path).values():
        assert not lines[0].startswith("Shown")


CONTENTS = {"the shipped rules": CONTENT, "the example of another agency": RURITANIA}


def has_address(text: Text) -> bool:
    """Only a partner with presets, a close category or another page shows the others."""
    other_pages = text.context.startswith(("notices.", "readings."))
    return not (other_pages or text.context.endswith((".told", ".whom", ".for_whom")))


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_every_text_of_the_rules_is_explained(content: Path) -> None:
    ruleset = load_rules(rules_path(content))
    besides = load_besides(content, ruleset)
    explained = notes(ruleset, besides)
    assert explained.keys() == {*texts(ruleset), *besides.texts}
    for text, lines in explained.items():
        assert not lines[0].startswith("Shown"), "what the text is comes first"
        assert lines[-1].startswith("Shown") or not has_address(text), text


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_the_address_of_a_text_shows_it(content: Path) -> None:
    ruleset, client = load_rules(rules_path(content)), serve(content).test_client()
    besides = load_besides(content, ruleset)
    pages: dict[str, str] = {}
    for text, lines in notes(ruleset, besides).items():
        query = lines[-1].removeprefix("Shown at ").replace("Shown on the first page.", "")
        if query not in pages:
            html = client.get(f"/{ruleset.about.agency}/en/{query}").text
            pages[query] = html.replace("<b>", "").replace("</b>", "")
        for part in re.split(r"\{[^{}]*\}|[\[\]]", text.english) if has_address(text) else ():
            assert part in pages[query], (text.context, query)


def test_every_text_of_the_product_is_explained() -> None:
    messages = [message for message in extract(CHECKOUT) if message.id]
    for message in messages:
        assert message.auto_comments[0] in SCREENS.values(), message.id
    files = [file for message in messages for file, _line in message.locations]
    for start in SCREENS:
        assert any(file.startswith(start) for file in files), start

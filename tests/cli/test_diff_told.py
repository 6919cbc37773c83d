"""`widget diff`: whole outputs, on a small ruleset with words of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import widget
from tests.cli.edits import Edit, before, replacing, together, within, without
from tests.rules.generated import SMALL

VISIT = "questions.purpose.options.visit"
OTHER = "questions.purpose.options.other"
WORK = '[questions.purpose.options.work]\ntext = "To work"\n'
AGE = """[questions.age]
text = "How old are you?"
short = "Age"
options.child = { text = "A child", goto = "ask_agency" }
options.grown = { text = "Grown up", goto = "place" }
"""
NO_VISA = """[advice.tourist]
name = "No visa"
why = ["Tourists need none."]
next_steps = [{ text = "Take your passport along." }]
"""
PROMISE = """
[[always]]
if = { purpose = "tourism", place = "inside" }
never = ["tourist"]
because = "The list names people on their way."
"""
OLD = SMALL + PROMISE
TOURISTS_INSIDE = replacing(
    ('goto = "ask_agency", closest = ["tourist"] },', 'goto = "tourist", clause = "TOU-1" },'),
    ('closest = "This category comes closest:"\n', ""),
)

OUTPUTS: dict[str, tuple[Edit, str]] = {
    "another category": (
        within(
            VISIT, '"tourist"\nclause = .*', '"diplomatic"\nclause = "DIP-2"\nconfirm = ["posting"]'
        ),
        """\
Another category for 4 of 17 ways through the questions.

4 of 17 ways
  Who: Purpose: To see friends
  Until now: Tourist visa (Single entry, TOU-1)
  From now on: Diplomatic visa (Single entry, Multiple entry, DIP-2)
  Newly to be confirmed: Whether you are posted is to be confirmed.
  Address: ?passport=ordinary&place=abroad&purpose=visit
""",
    ),
    "a category that becomes advice": (
        together(
            replacing(
                (', clause = "TOU-1" },', " },"),
                (', closest = ["tourist"]', ""),
                ('\nclosest = "This category comes closest:"', ""),
            ),
            within(VISIT, "\nclause = .*", ""),
            without("clauses.TOU-1", "categories.tourist"),
            before("advice.ask_agency", NO_VISA),
        ),
        """\
Another category for 6 of 17 ways through the questions.
Other advice for 2 of 17 ways.
Words: 6 texts (en, kk, ru).

6 of 17 ways
  Who: Place: Abroad; Purpose: To look around
  or who: Purpose: To see friends
  Until now: Tourist visa (Single entry, TOU-1)
  From now on: No visa
  Address: ?passport=ordinary&place=abroad&purpose=tourism

2 of 17 ways
  Who: Place: In the country; Purpose: To look around
  Until now: Ask the agency (comes closest: Tourist visa)
  From now on: Ask the agency
  Address: ?passport=ordinary&place=inside&purpose=tourism

  Removed: clauses.TOU-1
    Until now (en): Foreigners who come for tourism.
  Reworded: tourist
    Until now (en): Tourist visa
    From now on (en): No visa
  Removed: tourist.whom
    Until now (en): foreigners who come for tourism
  Removed: ask_agency.closest
    Until now (en): This category comes closest:
  Added: tourist.why
    From now on (en): Tourists need none.
    Not translated, so shown in English: kk, ru
  … and 1 more: --all shows them
""",
    ),
    "other entry options": (
        within("categories.tourist", '"single"', '"single", "multiple"'),
        """\
Other entry options for 6 of 17 ways through the questions.

6 of 17 ways
  Who: Place: Abroad; Purpose: To look around
  or who: Purpose: To see friends
  Until now: Tourist visa (Single entry, TOU-1)
  From now on: Tourist visa (Single entry, Multiple entry, TOU-1)
  Address: ?passport=ordinary&place=abroad&purpose=tourism
""",
    ),
    "other points to confirm": (
        within("questions.purpose.options.meeting", "\nconfirm = .*", ""),
        """\
The same results. Other points to confirm for 4 of 17 ways through the questions.

4 of 17 ways
  Who: Purpose: To meet a government
  only if the result is a visa category
  No longer to be confirmed: Whether you are posted is to be confirmed.
  Address: ?passport=ordinary&place=abroad&purpose=meeting
""",
    ),
    "a question that only some are asked": (
        together(
            before("questions.place", AGE),
            within("questions.passport.options.other", "place", "age"),
        ),
        """\
Perhaps another result for 5 of 17 ways through the questions.
Other advice for 1 of 17 ways.
Other questions for 2 of 17 ways.
Links to results that now lead to a question: 8 of 17 ways.

3 of 17 ways
  Who: Passport: Another one; Place: Abroad; Purpose: To look around
  or who: Passport: Another one; Purpose: To see friends
  Until now: Tourist visa (Single entry)
  From now on: “How old are you?” is asked
  Then one of these: Tourist visa / Ask the agency
  Address: ?passport=other&place=abroad&purpose=tourism

2 of 17 ways
  Who: Passport: Another one; Purpose: To meet a government
  Until now: Diplomatic visa (Single entry, Multiple entry)
  From now on: “How old are you?” is asked
  Then one of these: Diplomatic visa / Ask the agency
  Address: ?passport=other&place=abroad&purpose=meeting

1 of 17 ways
  Who: Passport: Another one; Place: In the country; Purpose: To look around
  Until now: Ask the agency (comes closest: Tourist visa)
  From now on: “How old are you?” is asked
  Then one of these: Ask the agency (comes closest: Tourist visa) / Ask the agency
  Address: ?passport=other&place=inside&purpose=tourism

2 of 17 ways
  Who: Passport: Another one; Purpose: Something else
  From now on: “How old are you?” is asked; the result stays
  Address: ?passport=other&place=abroad&purpose=other

  Added: age=… (Age)
""",
    ),
    "questions that some are no longer asked": (
        within("questions.passport.options.other", '"place"', '"ask_agency"'),
        """\
Another category for 5 of 17 ways through the questions.
Other advice for 1 of 17 ways.
Other questions for 2 of 17 ways.

3 of 17 ways
  Who: Passport: Another one; Place: Abroad; Purpose: To look around
  or who: Passport: Another one; Purpose: To see friends
  Until now: Tourist visa (Single entry, TOU-1)
  From now on: Ask the agency
  Address: ?passport=other&place=abroad&purpose=tourism

2 of 17 ways
  Who: Passport: Another one; Purpose: To meet a government
  Until now: Diplomatic visa (Single entry, Multiple entry, DIP-2)
  From now on: Ask the agency
  No longer to be confirmed: Whether you are posted is to be confirmed.
  Address: ?passport=other&place=abroad&purpose=meeting

1 of 17 ways
  Who: Passport: Another one; Place: In the country; Purpose: To look around
  Until now: Ask the agency (comes closest: Tourist visa)
  From now on: Ask the agency
  Address: ?passport=other&place=inside&purpose=tourism

2 of 17 ways
  Who: Passport: Another one; Purpose: Something else
  From now on: fewer questions are asked; the result stays
  Address: ?passport=other&place=abroad&purpose=other
""",
    ),
    "an option that is removed": (
        without(VISIT),
        """\
Another category for 2 of 17 ways through the questions.
Perhaps another result for 2 of 17 ways.
Links to results that now lead to a question: 4 of 17 ways.

2 of 17 ways
  Who: Place: In the country; Purpose: To see friends
  Until now: Tourist visa (Single entry)
  From now on: this answer is gone, so “Why do you travel?” is asked again
  Then one of these: Diplomatic visa / Ask the agency
  Address: ?passport=ordinary&place=inside&purpose=visit

2 of 17 ways
  Who: Place: Abroad; Purpose: To see friends
  Until now: Tourist visa (Single entry)
  From now on: this answer is gone, so “Why do you travel?” is asked again
  Then one of these: Diplomatic visa / Tourist visa / Ask the agency
  Address: ?passport=ordinary&place=abroad&purpose=visit

  Removed: purpose=visit (To see friends): links lose this answer
""",
    ),
    "an option that only otherwise is for": (
        together(
            before(OTHER, WORK),
            within("questions.purpose", r"^\]", ']\notherwise = { goto = "ask_agency" }'),
        ),
        """\
The same results. 4 new ways through the questions.
Only `otherwise` of purpose covers these answers now: purpose=work (To work).

4 new ways
  Who: Purpose: To work
  From now on: Ask the agency
  Address: ?passport=ordinary&place=abroad&purpose=work

  Added: purpose=work (To work)
""",
    ),
    "texts in another order": (
        replacing(
            ('"holders of a diplomatic passport", ', ""),
            (
                '"members of a government"',
                '"members of a government", "holders of a diplomatic passport"',
            ),
        ),
        """\
The same results. In another order: diplomatic.whom.
""",
    ),
    "next steps with conditions": (
        replacing(
            (
                'next_steps = [{ text = "Write to the agency." }]',
                "next_steps = [\n"
                '  { text = "Wait." },\n'
                '  { place = "inside", text = "Write to the agency." },\n]',
            ),
        ),
        """\
The same results. 1 other detail.
Words: 1 text (en, kk, ru).

  Added: advice.ask_agency.next_steps[2].place
    From now on: inside

  Added: ask_agency.next_steps
    From now on (en): Wait.
    Not translated, so shown in English: kk, ru
""",
    ),
    "values named as the file names them": (
        together(
            replacing(
                (
                    'next_steps = [{ text = "Write to the agency." }]',
                    'next_steps = [{ answers = { passport = "ordinary", place = "abroad" }, '
                    'text = "Write to the [agency]." }]',
                ),
                (
                    'text = "Where are you now?"',
                    'text = [\n  { passport = "ordinary", text = "Where are you?" },\n'
                    '  { text = "Where are you now?" },\n]',
                ),
                ('short = "Place"', 'short = "Place"\nmore = { text = "Elsewhere" }'),
                ('quote = "с целью туризма"', 'quote = ["с целью", "туризма"]'),
            ),
            within("questions.place.options.inside", "^goto", "more = true\ngoto"),
        ),
        """\
The same results. 4 other details.
Words: 3 texts (en, kk, ru).

  Added: questions.place.text[1].passport
    From now on: ordinary
  Added: questions.place.options.inside.more
    From now on: true
  Changed: clauses.TOU-1.quote
    Until now: с целью туризма
    From now on: с целью / туризма
  Added: advice.ask_agency.next_steps[1].answers
    From now on: passport=ordinary&place=abroad

  Added: place
    From now on (en): Where are you?
    Not translated, so shown in English: kk, ru
  Reworded: ask_agency.next_steps
    Until now (en): Write to the agency.
    From now on (en): Write to the [agency].
  Added: place.more
    From now on (en): Elsewhere
    Not translated, so shown in English: kk, ru
""",
    ),
    "texts and details": (
        together(
            within(VISIT, "^help = .*\n", ""),
            within(OTHER, "^text = .*", 'text = "Another reason"\nhelp = "Tell the agency."'),
            within("clauses.TOU-1", "^quote = .*", 'quote = "туристам"'),
        ),
        """\
The same results. 1 other detail.
Words: 3 texts (en, kk, ru).

  Changed: clauses.TOU-1.quote
    Until now: с целью туризма
    From now on: туристам

  Removed: purpose.visit.help
    Until now (en): Relatives are friends too.
  Reworded: purpose.other
    Until now (en): Something else
    From now on (en): Another reason
  Added: purpose.other.help
    From now on (en): Tell the agency.
    Not translated, so shown in English: kk, ru
""",
    ),
}


@pytest.mark.parametrize(("edit", "output"), OUTPUTS.values(), ids=OUTPUTS)
def test_a_change_is_told(edit: Edit, output: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(OLD)
    new.write_text(edit(OLD))
    result = widget("diff", old, new)
    assert (result.exit_code, result.stdout) == (1, output)


BREAKING = {
    "the promise stays": (TOURISTS_INSIDE, "always[1]"),
    "the promise is removed": (
        together(TOURISTS_INSIDE, replacing((PROMISE, ""))),
        "always[1] (as it was)",
    ),
}


@pytest.mark.parametrize(("edit", "promise"), BREAKING.values(), ids=BREAKING)
def test_a_promise_that_a_change_breaks_is_told(edit: Edit, promise: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(OLD)
    new.write_text(edit(OLD))
    lines = widget("diff", old, new).stdout.splitlines()
    assert lines[0] == "Another category for 2 of 17 ways through the questions."
    assert (
        f"{promise}: Broken: passport=ordinary&place=inside&purpose=tourism reaches tourist. "
        "Promised: never tourist. Reason: The list names people on their way."
    ) in lines


def test_a_promise_that_was_broken_before_is_not_told(tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(TOURISTS_INSIDE(OLD))
    new.write_text(within(OTHER, "^text = .*", 'text = "Another reason"')(TOURISTS_INSIDE(OLD)))
    assert "Broken" not in widget("diff", old, new).stdout

"""Promises: what must hold for some people is proven, or told with a person for whom it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.generated import SMALL, edited, load_text, problems_in, problems_of
from widget.rules.promises import Promise
from widget.rules.proof import verify

POINT = ("reading = 1", 'reading = 1\ncategories = ["diplomatic"]')
RULES = edited(SMALL, POINT)
"""The small file, with a point that is for one of its two categories."""

GROUPS = '[groups.passport]\ncommon = ["ordinary", "other"]\n\n[questions.passport]'
WITH_GROUP = edited(RULES, ("[questions.passport]", GROUPS))
"""These rules with a group, which only a promise can name."""


def promise(text: str, because: str = "The list says so.") -> str:
    """A promise in a rules file."""
    return f'\n[[always]]\n{text}\nbecause = "{because}"\n'


def told(text: str, directory: Path) -> list[str]:
    """The messages about a rules file, without the file's name."""
    return [str(each).removeprefix("rules.toml: ") for each in problems_in(text, directory)]


HOLD = {
    "nobody reaches it": 'if = { place = "inside", purpose = "tourism" }\nnever = ["tourist"]',
    "everybody reaches it": 'if = { purpose = "visit" }\nonly = ["tourist"]',
    "everybody reaches one of them": (
        'if = { purpose = ["visit", "other"] }\nonly = ["tourist", "ask_agency"]'
    ),
    "about people who were not asked": 'if = { place = "not asked" }\nonly = ["diplomatic"]',
    "about people who were not asked or gave an answer": (
        'if = { purpose = ["not asked", "meeting"] }\nonly = ["diplomatic"]'
    ),
    "about a group": (
        'if = { passport = "common", purpose = ["visit", "tourism"] }\nnever = ["diplomatic"]'
    ),
    "a point is told to everybody": 'confirm = ["posting"]',
    "a point is told to some people": 'if = { passport = "diplomatic" }\nconfirm = ["posting"]',
}


@pytest.mark.parametrize("text", HOLD.values(), ids=HOLD)
def test_a_promise_that_holds_is_not_reported(text: str, tmp_path: Path) -> None:
    rules = WITH_GROUP if "common" in text else RULES
    assert told(rules + promise(text), tmp_path) == []


UNTOLD = 'text = "A diplomatic one"\ngoto = "diplomatic"\nclause = "DIP-1"\nconfirm = ["posting"]'
BROKEN = {
    "somebody reaches it": (
        'if = { place = ["abroad", "inside"] }\nnever = ["tourist", "ask_agency"]',
        "passport=ordinary&place=abroad&purpose=tourism reaches tourist. "
        "Promised: never tourist, ask_agency.",
    ),
    "somebody reaches another one": (
        'if = { purpose = "tourism" }\nonly = ["tourist"]',
        "passport=ordinary&place=inside&purpose=tourism reaches ask_agency. "
        "Promised: only tourist.",
    ),
    "it is about everybody": (
        'never = ["diplomatic"]',
        "passport=diplomatic reaches diplomatic. Promised: never diplomatic.",
    ),
    "it is about everybody who was asked": (
        'if = { purpose = ["tourism", "meeting"] }\nnever = ["diplomatic"]',
        "passport=ordinary&place=abroad&purpose=meeting reaches diplomatic. "
        "Promised: never diplomatic.",
    ),
    "it is about people who were not asked": (
        'if = { place = ["not asked", "inside"] }\nonly = ["tourist", "ask_agency"]',
        "passport=diplomatic reaches diplomatic. Promised: only tourist, ask_agency.",
    ),
    "somebody is not told a point": (
        'if = { place = "not asked" }\nconfirm = ["posting"]',
        "passport=diplomatic reaches diplomatic without the point posting. "
        "Promised: confirm posting.",
    ),
}
"""What is wrong → the promise, and the message about it."""


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_is_told_with_the_person_who_has_the_fewest_answers(
    text: str, message: str, tmp_path: Path
) -> None:
    rules = RULES
    if "confirm" in text:
        rules = edited(RULES, (UNTOLD, UNTOLD.replace('\nconfirm = ["posting"]', "")))
    assert told(rules + promise(text), tmp_path) == [
        f"always[1]: Broken: {message} Reason: The list says so."
    ]


def test_all_broken_promises_are_told_at_once(tmp_path: Path) -> None:
    promises = [
        promise('never = ["diplomatic"]', because="Paragraph 1."),
        promise('if = { purpose = "visit" }\nonly = ["tourist"]'),
        promise('if = { purpose = "visit" }\nnever = ["tourist"]', because="Paragraph 6."),
    ]
    assert told(RULES + "".join(promises), tmp_path) == [
        "always[1]: Broken: passport=diplomatic reaches diplomatic. "
        "Promised: never diplomatic. Reason: Paragraph 1.",
        "always[3]: Broken: passport=ordinary&place=abroad&purpose=visit reaches tourist. "
        "Promised: never tourist. Reason: Paragraph 6.",
    ]


STATUS = '[points.status]\ntext = "Confirm it."\ncategories = ["diplomatic"]\n\n{}'


def test_each_point_that_is_not_told_is_told_of(tmp_path: Path) -> None:
    """Each of two ways to the category has one of two points."""
    rules = edited(
        RULES,
        (UNTOLD, UNTOLD.replace("posting", "status")),
        ("[points.posting]", STATUS.format("[points.posting]")),
    )
    promised = "Promised: confirm posting, status. Reason: The list says so."
    assert told(rules + promise('confirm = ["posting", "status"]'), tmp_path) == [
        "always[1]: Broken: passport=diplomatic reaches diplomatic without the point posting. "
        f"{promised}",
        "always[1]: Broken: passport=ordinary&place=abroad&purpose=meeting reaches diplomatic "
        f"without the point status. {promised}",
    ]


MISTAKES = {
    "an unknown question": (
        'if = { plase = "inside" }\nnever = ["tourist"]',
        "if: There is no question 'plase'. Did you mean place? Allowed: passport, place, purpose.",
    ),
    "an unknown option": (
        'if = { place = ["abroad", "insid"] }\nnever = ["tourist"]',
        "if.place: There is no option of place 'insid'. Did you mean inside? "
        "Allowed: abroad, inside.",
    ),
    "an unknown group": (
        'if = { passport = ["common", "comon"] }\nnever = ["tourist"]',
        "if.passport: There is no option or group of passport 'comon'. Did you mean common? "
        "Allowed: diplomatic, ordinary, other, common.",
    ),
    "an unknown outcome that nobody reaches": (
        'never = ["tourist", "turist"]',
        "never: There is no outcome 'turist'. Did you mean tourist? "
        "Allowed: diplomatic, tourist, ask_agency.",
    ),
    "an unknown outcome that everybody reaches": (
        'only = ["ask"]',
        "only: There is no outcome 'ask'. Allowed: diplomatic, tourist, ask_agency.",
    ),
    "a question for an outcome": (
        'if = { passport = "ordinary" }\nonly = ["place"]',
        "only: There is no outcome 'place'. Allowed: diplomatic, tourist, ask_agency.",
    ),
    "an unknown point": (
        'confirm = ["posing"]',
        "confirm: There is no point 'posing'. Did you mean posting? Allowed: posting.",
    ),
    "answers that exclude each other": (
        'if = { passport = "diplomatic", purpose = "visit" }\nnever = ["ask_agency"]',
        "if: Nobody has these answers.",
    ),
    "a question that everybody is asked": (
        'if = { passport = "not asked" }\nonly = ["tourist"]',
        "if: Nobody has these answers.",
    ),
    "a point that is for none of their results": (
        'if = { purpose = ["visit", "other"] }\nconfirm = ["posting"]',
        "confirm: Nobody with these answers reaches a category that posting is for.",
    ),
}
"""Mistake → the promise, and the message about it."""


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_promise_is_reported(text: str, message: str, tmp_path: Path) -> None:
    rules = WITH_GROUP if "common" in text else RULES
    assert told(rules + promise(text), tmp_path) == [f"always[1].{message}"]


def test_a_wrong_promise_hides_no_broken_one(tmp_path: Path) -> None:
    promises = promise('never = ["turist"]') + promise('never = ["tourist"]')
    assert {each.location for each in problems_in(RULES + promises, tmp_path)} == {
        "always[1].never",
        "always[2]",
    }


NEVER_TOURIST = RULES + promise('never = ["tourist"]')
ASK = "[advice.ask_agency]"
WRITE = 'next_steps = [{ text = "Ask." }]'
UNUSED = f'[advice.ask]\nname = "Ask"\nwhy = ["Why."]\n{WRITE}\n\n{ASK}'


def test_a_broken_promise_is_told_beside_what_is_unused(tmp_path: Path) -> None:
    assert [
        each.location for each in problems_in(edited(NEVER_TOURIST, (ASK, UNUSED)), tmp_path)
    ] == ["always[1]", "advice.ask"]


GAP = ('  { purpose = "tourism", place = "abroad", goto = "tourist", clause = "TOU-1" },\n', "")
SLIP = ('goto = "ask_agency", closest', 'goto = "ask_agncy", closest')


@pytest.mark.parametrize("edit", [GAP, SLIP], ids=["a gap", "a slip"])
def test_promises_are_not_judged_where_paths_are_cut_short(
    edit: tuple[str, str], tmp_path: Path
) -> None:
    assert all(
        each.location.startswith("questions.purpose")
        for each in problems_in(edited(NEVER_TOURIST, edit), tmp_path)
    )


def test_a_group_that_only_a_promise_names_is_used(tmp_path: Path) -> None:
    assert told(WITH_GROUP, tmp_path) == ["groups.passport.common: Nothing uses this group."]


def test_commands_may_show_rules_that_break_a_promise(tmp_path: Path) -> None:
    ruleset = load_text(NEVER_TOURIST, tmp_path)
    assert problems_of(ruleset) != ()
    assert verify(ruleset, promises=False).paths == 17


def test_a_promise_is_read(tmp_path: Path) -> None:
    text = 'if = { passport = ["common", "not asked"], place = "abroad" }\nnever = ["tourist"]'
    assert load_text(WITH_GROUP + promise(text), tmp_path).promises == (
        Promise(
            when={
                "passport": frozenset({"ordinary", "other", None}),
                "place": frozenset({"abroad"}),
            },
            kind="never",
            names=("tourist",),
            because="The list says so.",
            location="always[1]",
            groups=frozenset({("passport", "common")}),
        ),
    )

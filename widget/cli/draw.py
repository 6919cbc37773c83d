"""The rules as a picture: questions, outcomes, and the answers that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widget.cli.combine import Way, given, in_words, ways
from widget.rules.model import Category, Ruleset
from widget.rules.walk import Ask, Reached
from widget.words import Words

COLOURS = {
    "question": ("#eef2f7", "#4a5a70"),
    "category": ("#e3f4e8", "#2c6e49"),
    "advice": ("#fdf3dc", "#8a6414"),
    "unknown": ("#fde3e3", "#a12a2a"),
    "marked": ("#1f4fd8", "#1f4fd8"),
}
"""Ground and border of each kind of box, and of those on a journey."""


@dataclass(frozen=True)
class Box:
    """A question or an outcome; `kind` is question, category, advice or unknown."""

    name: str
    text: str
    kind: str
    marked: bool


@dataclass(frozen=True)
class Arrow:
    """Answers that lead from one box to another, by the names of both."""

    start: str
    end: str
    text: str
    marked: bool


@dataclass(frozen=True)
class Picture:
    """What is drawn; what a journey touches is marked."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(ruleset: Ruleset, words: Words, journey: Ask | Reached | None = None) -> Picture:
    """Make the picture of rules, which need not be proven, with a journey marked on it."""
    taken = given(journey) if journey else {}
    # One arrow for each clause, so that it can stand beside its answers.
    drawn = ways(ruleset, lambda route: (route.goto, route.clause))
    arrows = (_arrow(ruleset, way, words, taken) for way in drawn)
    boxes = (
        Box(_name(key), text, kind, key in taken or key == _end(journey))
        for key, text, kind in _places(ruleset, drawn, words)
    )
    return Picture(tuple(boxes), tuple(arrows))


def _end(journey: Ask | Reached | None) -> str | None:
    if journey is None:
        return None
    return journey.question.id if isinstance(journey, Ask) else journey.outcome.id


def _places(
    ruleset: Ruleset, drawn: tuple[Way, ...], words: Words
) -> Iterator[tuple[str, str, str]]:
    """All that an answer can lead to, and the start: id, words and kind."""
    for key, question in ruleset.questions.items():
        yield key, words.say(question.text), "question"
    for key, outcome in ruleset.outcomes.items():
        kind = "category" if isinstance(outcome, Category) else "advice"
        yield key, words.say(outcome.name), kind
    known = {*ruleset.questions, *ruleset.outcomes}
    for key in dict.fromkeys(way.route.goto for way in drawn if way.route.goto not in known):
        yield key, f"{key}?", "unknown"


def _arrow(ruleset: Ruleset, way: Way, words: Words, taken: Mapping[str, str]) -> Arrow:
    marked = all(taken.get(question) in options for question, options in way.answers.items())
    label = _label(ruleset, way, words)
    return Arrow(_name(way.question), _name(way.route.goto), label, marked)


def _label(ruleset: Ruleset, way: Way, words: Words) -> str:
    lines = [in_words(ruleset, way.question, way.options, words)]
    if way.when:
        asked = ruleset.questions.get(way.when)
        name = words.say(asked.short) if asked else way.when
        lines.append(f"({name}: {in_words(ruleset, way.when, way.cases, words)})")
    return "\n".join([*lines, *([way.route.clause] if way.route.clause else [])])


def _name(key: str) -> str:
    # Some ids, such as "end", are words of the drawing languages.
    return f"_{key}"

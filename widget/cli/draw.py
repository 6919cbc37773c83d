"""`widget draw`: the rules as a Mermaid picture of questions, outcomes and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from widget.cli.combine import CombinedRow, combine_rows, in_words
from widget.cli.options import in_language, read_rules, rules_file
from widget.cli.words import words_in
from widget.rules.model import Ruleset
from widget.rules.outcomes import Category
from widget.words import Words

COLOURS = {
    "question": ("#eef2f7", "#4a5a70"),
    "category": ("#e3f4e8", "#2c6e49"),
    "advice": ("#fdf3dc", "#8a6414"),
    "unknown": ("#fde3e3", "#a12a2a"),
}
"""Background and border of each kind of box."""


@dataclass(frozen=True)
class Box:
    """A question or an outcome; `kind` is question, category, advice or unknown."""

    name: str
    text: str
    kind: str


@dataclass(frozen=True)
class Arrow:
    """Answers that lead from one box to another; `start` and `end` are names of boxes."""

    start: str
    end: str
    text: str


@dataclass(frozen=True)
class Picture:
    """All boxes and arrows."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(ruleset: Ruleset, words: Words) -> Picture:
    """Return the picture of a ruleset, which need not be proven."""
    # One arrow for each clause, so that the clause can stand beside its answers.
    drawn = combine_rows(ruleset, lambda route: (route.goto, route.clause))
    arrows = (
        Arrow(_name(row.question), _name(row.route.goto), _label(ruleset, row, words))
        for row in drawn
    )
    return Picture(tuple(_boxes(ruleset, drawn, words)), tuple(arrows))


def as_mermaid(drawn: Picture) -> str:
    """Return a picture as a Mermaid flowchart, which GitHub and many editors show."""
    lines = ["flowchart LR"]
    lines += [f'  {box.name}["{_escape(box.text)}"]' for box in drawn.boxes]
    lines += [f'  {arrow.start} -->|"{_escape(arrow.text)}"| {arrow.end}' for arrow in drawn.arrows]
    for kind in dict.fromkeys(box.kind for box in drawn.boxes):
        ground, border = COLOURS[kind]
        lines.append(f"  classDef {kind} fill:{ground},stroke:{border},color:#1c2430")
        names = ",".join(box.name for box in drawn.boxes if box.kind == kind)
        lines.append(f"  class {names} {kind}")
    return "\n".join(lines) + "\n"


def _boxes(ruleset: Ruleset, drawn: tuple[CombinedRow, ...], words: Words) -> Iterator[Box]:
    """Yield all questions and outcomes, and each name in a `goto` that is neither."""
    for key, question in ruleset.questions.items():
        yield Box(_name(key), words.say(question.text.text), "question")
    for key, outcome in ruleset.outcomes.items():
        kind = "category" if isinstance(outcome, Category) else "advice"
        yield Box(_name(key), words.say(outcome.name), kind)
    known = {*ruleset.questions, *ruleset.outcomes}
    for key in dict.fromkeys(row.route.goto for row in drawn if row.route.goto not in known):
        yield Box(_name(key), f"{key}?", "unknown")


def _label(ruleset: Ruleset, row: CombinedRow, words: Words) -> str:
    lines = [in_words(ruleset, row.question, row.answers[row.question], words)]
    for key, options in row.conditions.items():
        asked = ruleset.questions.get(key)
        name = words.say(asked.short) if asked else key
        lines.append(f"({name}: {in_words(ruleset, key, options, words)})")
    return "\n".join([*lines, *([row.route.clause] if row.route.clause else [])])


def _name(key: str) -> str:
    # Some ids, such as "end", are keywords of Mermaid.
    return f"_{key}"


def _escape(text: str) -> str:
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        text = text.replace(sign, code)
    return text.replace("\n", "<br>")


@click.command()
@rules_file
@in_language
def draw(file: Path | None, language: str) -> None:
    """Draw the rules as a picture.

    Questions and results are boxes, and the answers that lead from one to the next are arrows. The
    picture is written in Mermaid, which GitHub, many editors and https://mermaid.live display.
    Wrong rules are drawn too: an unknown name is a red box. FILE is a rules file or a content
    directory; without it, the working files are drawn.

    Example: widget draw --language ru
    """
    ruleset = read_rules(file)
    click.echo(as_mermaid(picture(ruleset, words_in(language, ruleset, file))), nl=False)

"""Rules files for tests: a small good one to make mistakes in, and large ones made by chance."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.conftest import CASES
from widget.problems import Problem, Problems
from widget.rules import Ruleset
from widget.rules_file import load_rules
from widget.verify import verify

SMALL = (CASES / "small.toml").read_text()

OUTCOMES = """
[clauses.VIS]
category = "visa"
text = "Everybody."
quote = "всем"
[categories.visa]
name = "Visa"
paragraph = 1
entry = ["single"]
whom = ["everybody"]
[advice.ask]
name = "Ask"
why = ["The list is silent."]
next = ["Ask the agency."]
"""
VISA = 'goto = "visa"\nclause = "VIS"'
ASK = 'goto = "ask"'


def edited(text: str, *edits: tuple[str, str]) -> str:
    """A file's text with words replaced, each of which stands there once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def load_text(text: str, directory: Path) -> Ruleset:
    """Load a text as `rules.toml` would be."""
    path = directory / "rules.toml"
    path.write_text(text)
    return load_rules(path)


def problems_in(text: str, directory: Path) -> tuple[Problem, ...]:
    """What is told of a rules file, by loading or else by the proof."""
    try:
        verify(load_text(text, directory))
    except Problems as error:
        return error.problems
    return ()


def generated(
    seed: int, look_back: int, questions: int = 200, options: int = 6, block: int = 5
) -> str:
    """A good rules file made by chance, in which about a third of the options have a condition.

    The first question of each block is asked on every path that comes so far; the others can be
    skipped. A condition looks back at one of the last `look_back` questions that everybody is
    asked. Everything is reached, since first options lead from question to question.
    """
    chance = Random(seed)
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        everybodys = number % block == 0
        asked_before = range(0, number, block)[-look_back:]
        furthest = (number // block + 1) * block
        for option in range(options):
            lines.append(f'[questions.q{number}.options.o{option}]\ntext = "Option {option}"')
            if option == 0 or everybodys:
                lines.append(_goto(number + 1, questions))
            elif number > block and chance.random() < 1 / 2:
                asked = chance.choice(asked_before)
                for case in range(options):
                    route = _by_chance(chance, number, furthest, questions).replace("\n", ", ")
                    lines.append(f"when.q{asked}.o{case} = {{ {route} }}")
            else:
                lines.append(_by_chance(chance, number, furthest, questions))
    return "\n".join([*lines, OUTCOMES])


def _by_chance(chance: Random, number: int, furthest: int, questions: int) -> str:
    """Lead on to a later question, or now and then to an outcome."""
    if chance.random() < 0.1:
        return chance.choice([VISA, ASK])
    return _goto(chance.randint(number + 1, furthest), questions)


def _goto(number: int, questions: int) -> str:
    if number < questions:
        return f'goto = "q{number}"'
    return VISA if number % 2 else ASK

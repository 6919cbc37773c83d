"""Rules files for tests: a small good one to make mistakes in, and large ones made by chance."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.conftest import CASES
from widget.problems import Problem, Problems
from widget.rules.file import load_rules
from widget.rules.model import Ruleset
from widget.rules.proof import verify

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


Outline = dict[str, dict[str, tuple[str | None, dict[str | None, str]]]]
"""Where options lead: question, option, the earlier question looked back at, its answer, goto."""


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
    return load_rules(path, path.name)


def problems_in(text: str, directory: Path) -> tuple[Problem, ...]:
    """What is told of a rules file, by loading or else by the proof."""
    try:
        verify(load_text(text, directory))
    except Problems as error:
        return error.problems
    return ()


THE_FIRST = slice(1)
THE_LAST = slice(-1, None)
THE_LAST_TWO = slice(-2, None)
ANY = slice(None)
"""Which of the earlier questions that everybody is asked a condition can look back at."""


def generated(
    seed: int, look_back: slice, block: int = 5, questions: int = 200, options: int = 6
) -> str:
    """A good rules file made by chance, in which almost half of the options have a condition.

    The first question of each block is asked on every path that comes so far; the others can be
    skipped. Everything is reached, since first options lead from question to question.
    """
    chance = Random(seed)
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        everybodys = number % block == 0
        asked_before = range(0, number, block)[look_back]
        furthest = number + 1 if everybodys else (number // block + 1) * block
        for option in range(options):
            lines.append(f'[questions.q{number}.options.o{option}]\ntext = "Option {option}"')
            if option == 0:
                lines.append(_goto(number + 1, questions))
            elif asked_before and chance.random() < 1 / 2:
                asked = chance.choice(asked_before)
                for case in range(options):
                    route = _inline(_by_chance(chance, number, furthest, questions))
                    lines.append(f"when.q{asked}.o{case} = {{ {route} }}")
            else:
                lines.append(_by_chance(chance, number, furthest, questions))
    return "\n".join([*lines, OUTCOMES])


def entangled(third: int) -> str:
    """Rules that nobody should write: many answers have to agree, and all are looked back at.

    The second third of the questions asks the first again; the last looks back at both.
    """
    questions = 3 * third
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        for option in range(6):
            lines.append(f'[questions.q{number}.options.o{option}]\ntext = "Option {option}"')
            on = _goto(number + 1, questions)
            if number < third:
                lines.append(on)
                continue
            asked = number - third * (1 if number < 2 * third else 1 + option % 2)
            for case in range(6):
                agree = number >= 2 * third or case == option
                lines.append(f"when.q{asked}.o{case} = {{ {_inline(on if agree else ASK)} }}")
    return "\n".join([*lines, OUTCOMES])


def in_circles(questions: int) -> str:
    """Rules in which every question leads to every other, and one to an outcome."""
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        for option in range(questions):
            goto = VISA if option == number else f'goto = "q{option}"'
            lines.append(f'[questions.q{number}.options.o{option}]\ntext = "{option}"\n{goto}')
    return "\n".join([*lines, OUTCOMES])


def in_a_row(questions: int) -> str:
    """Rules that ask everybody everything, one question after the other; the last one decides."""
    lines = ['start = "q0"']
    for number in range(questions):
        lines.append(f'[questions.q{number}]\ntext = "Question {number}"\nshort = "{number}"')
        goto = _goto(number + 1, questions)
        lines.append(f'[questions.q{number}.options.on]\ntext = "Go on"\n{goto}')
    lines.append(f'[questions.q{questions - 1}.options.end]\ntext = "That is all"\n{VISA}')
    return "\n".join([*lines, OUTCOMES])


def written(rules: Outline) -> str:
    """A small rules file."""
    lines = ['start = "q0"']
    for question, options in rules.items():
        lines.append(f'[questions.{question}]\ntext = "Question"\nshort = "{question}"')
        for option, (when, routes) in options.items():
            lines.append(f'[questions.{question}.options.{option}]\ntext = "Option"')
            for case, goto in routes.items():
                route = VISA if goto == "visa" else f'goto = "{goto}"'
                lines.append(f"when.{when}.{case} = {{ {_inline(route)} }}" if when else route)
    return "\n".join([*lines, OUTCOMES])


def _by_chance(chance: Random, number: int, furthest: int, questions: int) -> str:
    """Lead on to a later question, or now and then past several to an outcome."""
    if number + 1 == questions or (furthest > number + 1 and chance.random() < 0.1):
        return chance.choice([VISA, ASK])
    return _goto(chance.randint(number + 1, furthest), questions)


def _inline(route: str) -> str:
    return route.replace("\n", ", ")


def _goto(number: int, questions: int) -> str:
    return f'goto = "q{number}"' if number < questions else ASK

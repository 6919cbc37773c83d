"""Small rules by chance, whose rows read several earlier answers, with what every path comes to."""

from __future__ import annotations

from random import Random

from tests.rules.generated import Outline, made, made_up, tidied
from tests.rules.judge import Walked, walked


def sample(chance: Random) -> Walked:
    """Rules with rows on up to three earlier answers, and in two of three a slip or two."""
    outline = made_up(chance, questions=5, options=3, reach=3)
    outline = tidied(outline, walked(made(outline)).taken)
    for _ in range(chance.randrange(3)):
        slip(chance, outline)
    return walked(made(outline))


def slip(chance: Random, outline: Outline) -> None:
    """Forget a row, let one fit more people, or lead to another question, above or below."""
    lists = [rows for options in outline.values() for rows in options.values()]
    rows, number = chance.choice([(rows, number) for rows in lists for number in range(len(rows))])
    when, goto = rows.pop(number)
    how = chance.choice(["forget", "widen", "widen", "mislead"])
    if how == "widen":
        rows.append(({asked: fitting | {"o0", "o1"} for asked, fitting in when.items()}, goto))
    elif how == "mislead":
        rows.append((when, chance.choice([*outline])))

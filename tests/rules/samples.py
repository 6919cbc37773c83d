"""Small random rules, whose rows read several earlier answers, with what the judge finds."""

from __future__ import annotations

from random import Random

from tests.rules.generated import Outline, random_outline, rules_of, without_unused_rows
from tests.rules.judge import Walked, walked


def sample(chance: Random) -> Walked:
    """Rules with rows on up to three earlier answers; two in three have one or two mistakes."""
    outline = random_outline(chance, questions=5, options=3, reach=3)
    outline = without_unused_rows(outline, walked(rules_of(outline)).taken)
    for _ in range(chance.randrange(3)):
        slip(chance, outline)
    return walked(rules_of(outline))


def slip(chance: Random, outline: Outline) -> None:
    """Remove a row, widen its conditions, or let it lead to any question."""
    lists = [rows for options in outline.values() for rows in options.values()]
    rows, number = chance.choice([(rows, number) for rows in lists for number in range(len(rows))])
    when, goto = rows.pop(number)
    how = chance.choice(["forget", "widen", "widen", "mislead"])
    if how == "widen":
        rows.append(({asked: fitting | {"o0", "o1"} for asked, fitting in when.items()}, goto))
    elif how == "mislead":
        rows.append((when, chance.choice([*outline])))

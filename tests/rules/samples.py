"""Small random rules, whose rows read several earlier answers, with what the judge finds."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.rules.generated import GROUPS, Outline, random_outline, rules_of, without_unused_rows
from tests.rules.judge import Walked, walked


def sample(chance: Random) -> Walked:
    """Rules with rows on up to three earlier answers; two in three have one or two mistakes."""
    outline = random_outline(chance, questions=5, options=3, reach=3)
    for _ in range(4):  # without a row, "not asked" in another one can become unused
        before = outline
        outline = without_unused_rows(before, {*walked(rules_of(before, GROUPS)).unused()})
        if outline == before:
            break
    for _ in range(chance.randrange(3)):
        slip(chance, outline)
    return walked(rules_of(outline, GROUPS))


@cache
def three_hundred() -> tuple[Walked, ...]:
    """Three hundred samples, made once for all tests. No test may change them."""
    return tuple(sample(Random(seed)) for seed in range(300))


def slip(chance: Random, outline: Outline) -> None:
    """Remove a row, widen its conditions, move it, or let an option or a row lead elsewhere."""
    key = chance.choice([*outline])
    question = outline[key]
    if not question.next:
        question.options[chance.choice([*question.options])] = chance.choice([*outline, None])
        return
    rows = chance.choice([question.next, question.otherwise or question.next])
    when, goto = rows.pop(chance.randrange(len(rows)))
    how = chance.choice(["forget", "widen", "widen", "mislead", "move"])
    if how == "widen":
        rows.append(({asked: fitting | {"o0", "o1"} for asked, fitting in when.items()}, goto))
    elif how == "mislead":
        rows.append((when, chance.choice([*outline])))
    elif how == "move" and question.next:
        question.otherwise.append((when, goto))
    if not question.next:
        question.otherwise = []

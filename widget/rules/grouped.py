"""Options of a question in few names, as an author writes them in a row."""

from __future__ import annotations

from collections.abc import Collection

from widget.rules.model import Ruleset
from widget.rules.row_tables import NOT_ASKED


def in_few_names(ruleset: Ruleset, question: str, options: Collection[str | None]) -> list[str]:
    """Return names of groups and options that together stand for some options of a question.

    None among the options stands for people who were not asked. Large groups come first.
    """
    names: list[str] = []
    named: set[str | None] = set()
    groups = ruleset.groups.get(question, {})
    for group in sorted(groups, key=lambda group: len(groups[group]), reverse=True):
        own = {*groups[group]}
        if own <= {*options} and len(own - named) > 1:
            names.append(group)
            named |= own
    return [*names, *(option or NOT_ASKED for option in options if option not in named)]

"""All that differs between two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from widget.cli.diff.details import Detail, compare_details
from widget.cli.diff.figures import compare_figures
from widget.cli.diff.groups import Group, groups_of, new_groups_of
from widget.cli.diff.names import Kept, Names, compare_names, kept_ids
from widget.cli.diff.partners import PartnersChange, compare_partners
from widget.cli.diff.people import People
from widget.cli.diff.promises import newly_broken
from widget.cli.diff.sides import Side
from widget.cli.diff.texts import Reworded, compare_texts, reordered_texts
from widget.languages import SOURCE
from widget.problems import Problem
from widget.rules.graph import graph_of
from widget.rules.model import Ruleset
from widget.rules.otherwise import only_otherwise

Caught = tuple[str, str, str]
"""A question, and an answer (question id, option id) that only its `otherwise` is for."""


@dataclass(frozen=True)
class Difference:
    """All that differs between two sides.

    `groups` has the old paths on which anything changes, the worst first, then paths that choose
    a new option. `people` are those on the old paths; if there are new options, `new_people` are
    those on the new paths.
    `languages` are those of both sides, English first; in these, `texts` differ. `reordered` has
    the contexts of texts that stand in another order. `broken` tells promises that only the new
    rules break, and `caught` has the answers that only an `otherwise` of the new rules is for.
    """

    kept: Kept
    names: Names
    people: People
    new_people: People | None
    groups: tuple[Group, ...]
    details: tuple[Detail, ...]
    partners: PartnersChange
    languages: tuple[str, ...]
    languages_added: tuple[str, ...]
    languages_removed: tuple[str, ...]
    texts: tuple[Reworded, ...]
    reordered: tuple[str, ...]
    broken: tuple[Problem, ...]
    caught: tuple[Caught, ...]

    def __bool__(self) -> bool:
        """Return whether a visitor can notice any difference."""
        return any(
            (
                self.names,
                self.groups,
                self.details,
                self.partners,
                self.languages_added,
                self.languages_removed,
                self.texts,
                self.reordered,
            )
        )


def difference(old: Side, new: Side) -> Difference:
    """Return all that differs. Raises Problems if the rules differ too much."""
    before, after = old.ruleset, new.ruleset
    names = compare_names(before, after)
    people = People(before, after)
    has_new_options = any(len(name) > 1 for name in names.added)
    new_people = People(after, before) if has_new_options else None
    both = old.words.keys() & new.words.keys()
    languages = sorted(both, key=lambda language: (language != SOURCE, language))
    return Difference(
        kept=kept_ids(before, after),
        names=names,
        people=people,
        new_people=new_people,
        groups=(
            *groups_of(people.pairs),
            *(new_groups_of(new_people.pairs) if new_people else ()),
        ),
        details=(
            *compare_details(before, after),
            *compare_figures(old.besides.citizenships, new.besides.citizenships),
        ),
        partners=compare_partners(old.partners, new.partners),
        languages=tuple(languages),
        languages_added=tuple(sorted(new.words.keys() - both)),
        languages_removed=tuple(sorted(old.words.keys() - both)),
        texts=compare_texts(old, new, languages, names),
        reordered=tuple(reordered_texts(before, after)),
        broken=tuple(newly_broken(before, after)),
        caught=tuple(_newly_caught(before, after)),
    )


def _newly_caught(old: Ruleset, new: Ruleset) -> Iterator[Caught]:
    before = {*_only_otherwise(old)}
    return (each for each in _only_otherwise(new) if each not in before)


def _only_otherwise(ruleset: Ruleset) -> Iterator[Caught]:
    for question, caught in only_otherwise(graph_of(ruleset)):
        yield from ((question, key, option) for key, each in caught.items() for option in each)

"""What changes between two rulesets: for whom, from which result to which."""

from __future__ import annotations

from dataclasses import dataclass

from widget.cli.combine import all_paths
from widget.cli.diff.by_path import groups_by_path
from widget.cli.diff.by_state import groups_by_state
from widget.cli.diff.groups import Group
from widget.cli.diff.names import Names, compare
from widget.rules.model import Ruleset
from widget.rules.walk import Ask, current_answers, walk


@dataclass(frozen=True)
class Difference:
    """All that changes between two rulesets.

    `paths` counts the old paths, and `lost` those whose answers lead to no result in the new rules:
    shared addresses of their results then show a question. Both are None where there are too many
    paths to compare.
    """

    old: Ruleset
    names: Names
    groups: tuple[Group, ...]
    paths: int | None
    lost: int | None

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.groups or self.names)


def difference(old: Ruleset, new: Ruleset) -> Difference:
    """Compare two proven rulesets: path by path, or state by state if there are too many."""
    names = compare(old, new)
    paths, new_paths = all_paths(old), all_paths(new)
    if paths is None or new_paths is None:
        return Difference(old, names, tuple(groups_by_state(old, new)), None, None)
    groups = tuple(groups_by_path(old, new, paths, new_paths))
    lost = sum(isinstance(walk(new, dict(current_answers(path))), Ask) for path in paths)
    return Difference(old, names, groups, len(paths), lost)

"""How many paths there are is counted, as long as that is no long work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.generated import SMALL, load_text, written
from widget.rules.model import Ruleset
from widget.rules.paths.count import Count, count


@pytest.mark.parametrize(
    ("most", "paths"),
    [(0, None), (8, None), (9, 17), (100, 17)],
    ids=["not at all", "not to the end", "just to the end", "with ease"],
)
def test_paths_are_counted_as_long_as_few_answers_are_looked_at(
    most: int, paths: int | None, tmp_path: Path
) -> None:
    """Nine: seven looks at a question, two of which take an earlier answer along."""
    assert count(load_text(SMALL, tmp_path), most) == Count(paths, shortest=1, longest=3)


def test_where_paths_are_not_counted_none_is_shorter_or_longer_than_is_said(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    """For today's rules what is said is exact, and for a single question too."""
    assert count(ruleset, most=0) == Count(None, shortest=2, longest=8)
    single = load_text(written({"q0": {"o0": (None, {None: "ask"})}}), tmp_path)
    assert count(single, most=0) == Count(None, shortest=1, longest=1)

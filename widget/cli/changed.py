"""Where a draft differs from the published edition: addresses that a preview prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from widget.cli.diff.compare import Difference, difference
from widget.cli.diff.sides import Side, side_of
from widget.cli.translators import SHOWN_AT, SHOWN_FIRST, notes
from widget.editions import edition, published_number


def changed_addresses(content: Path) -> list[str]:
    """Return the queries of pages on which the working files differ from the published edition.

    There are none if nothing is published. Raises Problems if one side cannot be read.
    """
    number = published_number(content)
    if number is None:
        return []
    draft = side_of(content)
    found = difference(side_of(edition(content, number).directory), draft)
    return list(dict.fromkeys((*_of_results(found), *_of_texts(found, draft))))


def _of_results(found: Difference) -> Iterator[str]:
    """Yield an address for each group of people to whom something else is said."""
    yield from (_query(group.example) for group in found.groups)


def _of_texts(found: Difference, draft: Side) -> Iterator[str]:
    """Yield the address of each text that differs, if one shows it."""
    changed = {each.context for each in found.texts}
    for text, lines in notes(draft.ruleset, draft.besides).items():
        if text.context in changed and lines[-1].startswith(SHOWN_AT):
            yield lines[-1].removeprefix(SHOWN_AT)
        elif text.context in changed and lines[-1] == SHOWN_FIRST:
            yield ""


def _query(answers: Mapping[str, str]) -> str:
    return "?" + "&".join(f"{question}={option}" for question, option in answers.items())

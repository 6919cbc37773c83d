"""The first lines of a comparison: how much changes, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from widget.cli.diff.changes import Kind
from widget.cli.diff.compare import Difference
from widget.cli.diff.counts import new_ways, of_ways
from widget.cli.diff.names import Kept
from widget.cli.diff.partners import PartnersChange
from widget.cli.diff.spoken import in_address
from widget.words import Words

_NAMED = 5
"""How many files a line names at most."""


def verdict(found: Difference, words: Words) -> Iterator[str]:
    """Yield a line for each kind of change; the first one is the verdict."""
    if found.kept.are_few:
        yield another_ruleset(found.kept, words)
    ways, besides = [*_ways(found, words)], [*_besides(found, words)]
    if besides and not ways:
        same = words.gettext("The same results.")
        besides[0] = f"{same} {besides[0]}"
    yield from ways
    if found.people.lost:
        lost = words.gettext("Links to results that now lead to a question: %(ways)s.")
        yield lost % {"ways": of_ways(found.people.lost, found.people.paths, words)}
    yield from besides
    if found.texts:
        alone = not ways and not besides
        line = (
            words.gettext("Words only: %(texts)s.") if alone else words.gettext("Words: %(texts)s.")
        )
        yield line % {"texts": _texts(found, words)}
    if not found:
        yield words.gettext("The same: nothing changes for visitors.")


def another_ruleset(kept: Kept, words: Words) -> str:
    """Return that the two rulesets have few questions in common."""
    told = words.gettext(
        "This is another ruleset: %(questions)s questions, %(answers)s answers and %(results)s "
        "results have the same ids."
    )
    of = words.gettext("%(number)s of %(all)s")
    questions, answers, results = (of % each._asdict() for each in kept)
    return told % {"questions": questions, "answers": answers, "results": results}


def _ways(found: Difference, words: Words) -> Iterator[str]:
    told = {
        Kind.CATEGORY: words.gettext("Another category for %(ways)s."),
        Kind.OPEN: words.gettext("Perhaps another result for %(ways)s."),
        Kind.ADVICE: words.gettext("Other advice for %(ways)s."),
        Kind.ENTRY: words.gettext("Other entry options for %(ways)s."),
        Kind.CLAUSE: words.gettext("Another clause for %(ways)s."),
        Kind.CONFIRM: words.gettext("Other points to confirm for %(ways)s."),
        Kind.QUESTIONS: words.gettext("Other questions for %(ways)s."),
        Kind.NEW: "%(ways)s.",
    }
    changed: Counter[Kind] = Counter()
    for group in found.groups:
        changed[group.kind] += group.paths
    for index, (kind, number) in enumerate(changed.items()):
        is_new = kind == Kind.NEW
        ways = new_ways(number, words) if is_new else of_ways(number, found.people.paths, words)
        if index == 0:
            ways = words.gettext("%(ways)s through the questions") % {"ways": ways}
        same = words.gettext("The same results.") if index == 0 and kind >= Kind.CLAUSE else ""
        yield f"{same} {told[kind] % {'ways': ways}}".lstrip()


def _besides(found: Difference, words: Words) -> Iterator[str]:
    """Yield what changes beside ways and texts."""
    yield from _partners(found.partners, words)
    if found.details:
        number = len(found.details)
        line = words.ngettext("%(num)s other detail.", "%(num)s other details.", number)
        yield line % {"num": number}
    reordered = [
        *(in_address(name) for name in found.names.reordered if name),
        *([words.gettext("the questions")] if () in found.names.reordered else []),
        *found.reordered,
    ]
    if reordered:
        yield words.gettext("In another order: %(names)s.") % {"names": ", ".join(reordered)}
    if found.languages_added:
        added = ", ".join(found.languages_added)
        yield words.gettext("Languages added: %(languages)s.") % {"languages": added}
    if found.languages_removed:
        removed = ", ".join(found.languages_removed)
        yield words.gettext("Languages removed: %(languages)s.") % {"languages": removed}


def _partners(change: PartnersChange, words: Words) -> Iterator[str]:
    told = {
        words.gettext("Partners’ files removed: %(files)s."): change.removed,
        words.gettext("Partners’ files added: %(files)s."): change.added,
        words.gettext("Partners’ files changed: %(files)s."): change.changed,
    }
    for line, names in told.items():
        if names:
            rest = ("…",) if len(names) > _NAMED else ()
            yield line % {"files": ", ".join((*names[:_NAMED], *rest))}


def _texts(found: Difference, words: Words) -> str:
    """Return `12 texts (en, ru)`: the texts that differ, and in which languages."""
    changed = {language for text in found.texts for language in text.said}
    languages = [language for language in found.languages if language in changed]
    number = len(found.texts)
    said = words.ngettext("%(num)s text (%(languages)s)", "%(num)s texts (%(languages)s)", number)
    return said % {"num": number, "languages": ", ".join(languages)}

"""A difference between two rulesets, as text that a lay person can follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from widget.cli.combine import in_words
from widget.cli.diff.compare import Difference
from widget.cli.diff.groups import Change, Group, Verdict
from widget.cli.diff.names import Name, Reworded
from widget.cli.merge import Choices
from widget.cli.words import entry_options
from widget.rules.model import Ruleset
from widget.words import Words


def as_text(found: Difference, new: Ruleset, words: Words) -> str:
    """Return all that changes as text: first for people, then ids and texts of the rules."""
    if not found:
        return words.gettext("Nothing changes.") + "\n"
    parts = [_count(found, words)]
    parts += ["\n".join(_group(found, group, new, words)) for group in found.groups]
    parts += ["\n".join(lines) for lines in (_names(found, words), _words(found, words)) if lines]
    return "\n\n".join(parts) + "\n"


def _count(found: Difference, words: Words) -> str:
    if found.paths is None:
        return words.gettext(
            "There are too many paths to compare. Each answer that leads elsewhere is told with an "
            "example."
        )
    changed = sum(group.paths or 0 for group in found.groups if not _is_new(group))
    lines = [words.gettext("Changed: %(paths)s.") % {"paths": _of(changed, found.paths, words)}]
    if found.lost:
        lost = words.gettext("Addresses of results that lead to no result any more: %(paths)s.")
        lines.append(lost % {"paths": _of(found.lost, found.paths, words)})
    return "\n".join(lines)


def _of(number: int, every: int | None, words: Words) -> str:
    """Return `3 of 21 paths`; the word agrees with the number of all, as in `1 из 21 пути`."""
    said = words.ngettext("%(number)s of %(all)s path", "%(number)s of %(all)s paths", every or 0)
    return said % {"number": number, "all": every}


def _is_new(group: Group) -> bool:
    return bool(group.change and group.change.before is None)


def _group(found: Difference, group: Group, new: Ruleset, words: Words) -> Iterator[str]:
    old = found.old
    if group.paths is not None:
        yield _size(found, group, words)
    yield from _who(group, new if _is_new(group) else old, words)
    if group.change:
        yield from _change(group.change, old, new, words)
    yield from _points(words.gettext("Newly to be confirmed"), group, group.added, new, words)
    yield from _points(words.gettext("No longer to be confirmed"), group, group.dropped, old, words)


def _points(
    name: str, group: Group, points: Mapping[str, int | None], ruleset: Ruleset, words: Words
) -> Iterator[str]:
    for key, number in points.items():
        only = number is not None and number != group.paths
        where = f" ({_of(number or 0, group.paths, words)})" if only else ""
        yield _line(f"{name}{where}", words.say(ruleset.points[key].text))


def _size(found: Difference, group: Group, words: Words) -> str:
    number = group.paths or 0
    if _is_new(group):
        return words.ngettext("%(num)s new path", "%(num)s new paths", number) % {"num": number}
    return _of(number, found.paths, words)


def _who(group: Group, ruleset: Ruleset, words: Words) -> Iterator[str]:
    first = words.gettext("For example") if group.paths is None else words.gettext("Who")
    names = [first, *[words.gettext("or who")] * (len(group.who) - 1)]
    for name, row in zip(names, group.who, strict=True):
        yield _line(name, _row(row, ruleset, words))
    if not group.change and group.paths is not None:
        only = words.gettext("only if the result is a visa category")
        yield f"  {only}"


def _row(row: Choices, ruleset: Ruleset, words: Words) -> str:
    answers = (
        f"{words.say(ruleset.questions[question].short)}: "
        f"{in_words(ruleset, question, options, words)}"
        for question, options in row.items()
    )
    return "; ".join(answers) or words.gettext("everybody")


def _change(change: Change, old: Ruleset, new: Ruleset, words: Words) -> Iterator[str]:
    if change.before:
        yield _line(words.gettext("Until now"), _verdict(change.before, old, words))
    yield _line(words.gettext("From now on"), _after(change, new, words))


def _after(change: Change, new: Ruleset, words: Words) -> str:
    if change.asked is None:
        found = [_verdict(each, new, words) for each in change.after]
        return "".join(found) or words.gettext("nobody can give this answer")
    asked = _asked(change.asked, new, words)
    if change.again:
        asked = words.gettext("this answer is gone, so %(asked)s again") % {"asked": asked}
    names = [words.say(new.outcomes[each.goto].name) for each in change.after]
    then = words.gettext("then one of these: %(results)s") % {"results": " / ".join(names)}
    return f"{asked}; {then}"


def _asked(question: str, ruleset: Ruleset, words: Words) -> str:
    asked = words.gettext("“%(question)s” is asked")
    return asked % {"question": words.say(ruleset.questions[question].text.text)}


def _verdict(verdict: Verdict, ruleset: Ruleset, words: Words) -> str:
    if verdict.goto in ruleset.questions:
        return _asked(verdict.goto, ruleset, words)
    outcome = ruleset.outcomes[verdict.goto]
    besides = [*entry_options(outcome, words), *([verdict.clause] if verdict.clause else [])]
    if verdict.closest:
        names = ", ".join(words.say(ruleset.outcomes[key].name) for key in verdict.closest)
        besides.append(words.gettext("comes closest: %(results)s") % {"results": names})
    name = words.say(outcome.name)
    return f"{name} ({', '.join(besides)})" if besides else name


def _names(found: Difference, words: Words) -> list[str]:
    names = found.names
    return [
        *(_line(words.gettext("Added"), _in_address(name)) for name in names.added),
        *(_line(words.gettext("Removed"), _in_address(name)) for name in names.removed),
        *(_reordered(name, words) for name in names.reordered),
    ]


def _reordered(name: Name, words: Words) -> str:
    which = _in_address(name) if name else words.gettext("the questions")
    return _line(words.gettext("In another order"), which)


def _in_address(name: Name) -> str:
    """Return a name as it appears in addresses, so that affected addresses can be recognised."""
    question, option = (*name, "…")[:2]
    return f"{question}={option}"


def _words(found: Difference, words: Words) -> list[str]:
    return [line for each in found.names.reworded for line in _reworded(each, words)]


def _reworded(each: Reworded, words: Words) -> Iterator[str]:
    yield _line(words.gettext("Reworded"), each.location)
    if each.before:
        yield _line(words.gettext("Until now"), each.before)
    if each.after:
        yield _line(words.gettext("From now on"), each.after)


def _line(name: str, text: str) -> str:
    return f"  {name}: {text}"

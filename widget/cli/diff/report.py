"""A difference in plain words: the verdict, then for whom, then ids and texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from widget.cli.diff.compare import Difference
from widget.cli.diff.counts import cut
from widget.cli.diff.details import Detail
from widget.cli.diff.names import Name
from widget.cli.diff.spoken import Spoken, line
from widget.cli.diff.texts import Reworded
from widget.cli.diff.told import Teller
from widget.cli.diff.verdict import verdict
from widget.languages import SOURCE
from widget.partners.directory import ENDING
from widget.words import Words

SHOWN = 5
"""How many entries of a kind are shown by default."""


def report(found: Difference, old: Spoken, new: Spoken, *, everything: bool) -> str:
    """Return a difference as text; long lists are cut unless `everything` is wanted."""
    words = new.words
    most = None if everything else SHOWN
    names = [*_added(found, new), *_removed(found, old, new.ruleset.retired)]
    broken = (f"{each.location}: {each.what}" for each in found.broken)
    parts = [
        "\n".join([*verdict(found, words), *broken, *_caught(found, new), *_gone(found, words)]),
        *cut(found.groups, Teller(found, old, new, most).tell, most, words),
        "\n".join(cut(names, str, most, words)),
        "\n".join(cut(found.details, lambda each: _detail(each, words), most, words)),
        "\n".join(cut(found.texts, lambda each: _reworded(each, words), most, words)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _caught(found: Difference, new: Spoken) -> Iterator[str]:
    """Yield the answers that only an `otherwise` is for now, a line for each question."""
    by_question: dict[str, list[Name]] = {}
    for question, *answer in found.caught:
        by_question.setdefault(question, []).append(tuple(answer))
    for question, answers in by_question.items():
        told = new.words.gettext(
            "Only `otherwise` of %(question)s covers these answers now: %(answers)s."
        )
        yield told % {"question": question, "answers": ", ".join(map(new.name, answers))}


def _gone(found: Difference, words: Words) -> Iterator[str]:
    """Yield what a partner's visitors see once its file is gone."""
    if any(name.endswith(ENDING) for name in found.partners.removed):
        yield words.gettext(
            "The pages of a partner whose file is removed answer 404, also in the frame on its "
            "site. `closed = true` in the file leads visitors to the agency."
        )


def _added(found: Difference, new: Spoken) -> Iterator[str]:
    for name in found.names.added:
        yield line(new.words.gettext("Added"), new.name(name))


def _removed(found: Difference, old: Spoken, retired: Collection[str]) -> Iterator[str]:
    loses = old.words.gettext("%(answer)s: links lose this answer")
    in_silence = old.words.gettext(
        "%(answer)s: links lose this answer without a notice, since `retired` does not name it"
    )
    for name in found.names.removed:
        # The page always says that an option is gone.
        removed = in_silence if len(name) == 1 and name[0] not in retired else loses
        yield line(old.words.gettext("Removed"), removed % {"answer": old.name(name)})


def _detail(detail: Detail, words: Words) -> str:
    how = _how(detail.before, detail.after, words.gettext("Changed"), words)
    lines = [line(how, detail.location)]
    lines += _said(words.gettext("Until now"), detail.before)
    lines += _said(words.gettext("From now on"), detail.after)
    return "\n".join(lines)


def _reworded(text: Reworded, words: Words) -> str:
    before, after = next(iter(text.said.values()))
    lines = [line(_how(before, after, words.gettext("Reworded"), words), text.context)]
    until_now, from_now_on = words.gettext("Until now"), words.gettext("From now on")
    # A text that is gone is shown in English only.
    shown = text.said if after is not None else {SOURCE: text.said[SOURCE]}
    for language, (was, now) in shown.items():
        if now != "":
            lines += _said(f"{until_now} ({language})", was)
            lines += _said(f"{from_now_on} ({language})", now)
    english = ", ".join(language for language, (_, now) in shown.items() if now == "")
    lines += _said(words.gettext("Not translated, so shown in English"), english)
    return "\n".join(lines)


def _how(before: str | None, after: str | None, changed: str, words: Words) -> str:
    if before is None:
        return words.gettext("Added")
    return words.gettext("Removed") if after is None else changed


def _said(name: str, said: str | None) -> Iterator[str]:
    if said:
        yield line(f"  {name}", said)

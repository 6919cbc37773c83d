"""A group of people, and what changes for them, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widget.cli.diff.changes import Kind
from widget.cli.diff.compare import Difference
from widget.cli.diff.counts import cut, new_ways, of_ways
from widget.cli.diff.groups import Group
from widget.cli.diff.places import End
from widget.cli.diff.spoken import Spoken, line


@dataclass(frozen=True)
class Teller:
    """Describes the groups of a difference, each with at most `most` rows of people."""

    found: Difference
    old: Spoken
    new: Spoken
    most: int | None

    def tell(self, group: Group) -> str:
        """Return the lines about a group."""
        return "\n".join(self._lines(group))

    def _lines(self, group: Group) -> Iterator[str]:
        words = self.new.words
        yield self._size(group)
        yield from self._who(group)
        yield from self._change(group)
        if not group.leads_anywhere:
            new, old = self.new, self.old
            added, dropped = group.added, group.dropped
            yield from self._points(words.gettext("Newly to be confirmed"), group, added, new)
            yield from self._points(words.gettext("No longer to be confirmed"), group, dropped, old)
        answers = "&".join(f"{question}={option}" for question, option in group.example.items())
        yield line(words.gettext("Address"), f"?{answers}")

    def _size(self, group: Group) -> str:
        if group.kind == Kind.NEW:
            return new_ways(group.paths, self.new.words)
        return of_ways(group.paths, self.found.people.paths, self.new.words)

    def _who(self, group: Group) -> Iterator[str]:
        is_new, words = group.kind == Kind.NEW, self.new.words
        people = (is_new and self.found.new_people) or self.found.people
        spoken = self.new if is_new else self.old
        first = words.gettext("For example") if people.are_too_many else words.gettext("Who")
        rows = [spoken.people(row) for row in people.rows(group)]
        names = [first, *[words.gettext("or who")] * (len(rows) - 1)]
        yield from cut([*map(line, names, rows)], str, self.most, words)
        if group.kind == Kind.CONFIRM and not people.are_too_many:
            only = words.gettext("only if the result is a visa category")
            yield f"  {only}"

    def _change(self, group: Group) -> Iterator[str]:
        words = self.new.words
        if group.kind == Kind.CONFIRM:
            return
        if group.before and group.kind != Kind.QUESTIONS:
            yield line(words.gettext("Until now"), self._before(group))
        name = self.new.outcome if group.leads_anywhere else self.new.result
        after = self._list([*dict.fromkeys(map(name, group.after))])
        if group.kind == Kind.QUESTIONS:
            asked = self._asked(group) or words.gettext("fewer questions are asked")
            stays = words.gettext("%(asked)s; the result stays") % {"asked": asked}
            yield line(words.gettext("From now on"), stays)
        elif group.asked:
            yield line(words.gettext("From now on"), self._asked(group))
            yield line(words.gettext("Then one of these"), after)
        else:
            yield line(words.gettext("From now on"), after)

    def _before(self, group: Group) -> str:
        ends = group.before
        if group.leads_anywhere:
            ends = tuple(dict.fromkeys(End(end.outcome, end.entry) for end in ends))
        return " / ".join(map(self.old.result, ends))

    def _asked(self, group: Group) -> str:
        """Return the question that is asked, or an empty text if none is."""
        if not group.asked:
            return ""
        asked = self.new.asked(group.asked.question)
        again = self.new.words.gettext("this answer is gone, so %(asked)s again")
        return again % {"asked": asked} if group.asked.again else asked

    def _list(self, results: list[str]) -> str:
        shown = results[: self.most]
        return " / ".join([*shown, "…"] if len(shown) < len(results) else shown)

    def _points(
        self, name: str, group: Group, points: Mapping[str, int], side: Spoken
    ) -> Iterator[str]:
        for key, number in points.items():
            ways = of_ways(number, group.paths, self.new.words)
            where = f" ({ways})" if number != group.paths else ""
            yield line(f"{name}{where}", side.words.say(side.ruleset.points[key].text))

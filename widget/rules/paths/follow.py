"""All paths of the rules, followed at once from question to question in their order.

Each question is met with the set of the earlier answers that some condition can still look back at.
So the work grows with what conditions look back at, and not with the number of paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from widget.rules.model import Option, Route, Ruleset
from widget.rules.paths.order import in_order, leads_to, what_matters
from widget.rules.paths.sets import LIMIT, NO_ANSWERS, NOTHING, Sets

Coming = dict[str, int]
"""For questions and outcomes that paths come to, the set of earlier answers they come with."""


@dataclass(frozen=True)
class Taken:
    """An option taken, by its route after the earlier answer `case` if it has a condition."""

    question: str
    option: Option
    case: str | None
    route: Route


@dataclass(frozen=True)
class Gap:
    """An option without a route after an earlier answer; `case` is None where none was given."""

    question: str
    option: Option
    case: str | None


@dataclass(frozen=True)
class Again:
    """An option taken that leads back to a question that was asked before on the way."""

    taken: Taken


class Paths:
    """All paths of some rules, or only those that give these answers wherever they are asked."""

    def __init__(self, ruleset: Ruleset, answers: Mapping[str, str] | None = None) -> None:
        """Follow the paths to their ends. Raises TooLarge if they are too many to tell apart."""
        self._questions = ruleset.questions
        self._answers = answers or {}
        self._leads_to = leads_to(ruleset)
        self._circles = cache(self._circles_among)
        # The last question comes first in a set, so that an answer to it is one node on top.
        order = [key for circle in self._circles(frozenset(ruleset.questions)) for key in circle]
        order.reverse()
        self._number = {key: number for number, key in enumerate(order)}
        self._sets = Sets([len(ruleset.questions[key].options) for key in order], LIMIT)
        self._to_the_end = self._numbers(self._answers)
        self._matters = {
            key: self._numbers(earlier) | self._to_the_end
            for key, earlier in what_matters(ruleset).items()
        }
        self._met: Coming = {}
        self._again: set[tuple[str, str, str | None]] = set()
        self._ends = self._follow_from({ruleset.start: NO_ANSWERS})

    def chosen(self) -> Iterator[Taken | Gap]:
        """Yield what becomes of each option of the questions met, in the order of the rules."""
        for key in self._questions:
            if key in self._met:
                yield from (each for each, _answers in self._chosen(key, self._met[key]))

    def faults(self) -> Iterator[Gap | Again]:
        """Yield what goes wrong on the paths, in the order of the rules."""
        for each in self.chosen():
            if isinstance(each, Gap):
                yield each
            elif (each.question, each.option.id, each.case) in self._again:
                yield Again(each)

    def outcomes_with(self, point: str) -> frozenset[str]:
        """Name the outcomes of the paths that name a point to confirm."""
        coming: Coming = {}
        for key, met in self._met.items():
            for each, answers in self._chosen(key, met):
                if isinstance(each, Taken) and point in each.route.confirm:
                    self._come(coming, each.route.goto, answers)
        return frozenset(self._follow_from(coming))

    def one_gives_all(self) -> bool:
        """Tell whether one path to an outcome gives all of the answers."""
        return any(self._with_all(answers) != NOTHING for answers in self._ends.values())

    def _with_all(self, answers: int) -> int:
        for key, option in self._answers.items():
            answers = self._sets.only(answers, self._number[key], self._value(key, option))
        return answers

    def _follow_from(self, coming: Coming) -> Coming:
        """Follow paths to their ends."""
        self._follow(frozenset(self._questions), coming, frozenset())
        return coming

    def _follow(self, within: frozenset[str], coming: Coming, asked: frozenset[str]) -> None:
        """Follow the paths that come to some questions until they leave these.

        `asked` holds the questions asked before that a path could come back to.
        """
        for circle in self._circles(within):
            ways_in = [(key, coming.pop(key)) for key in circle if key in coming]
            for key, met in ways_in:
                self._met[key] = self._sets.union(self._met.get(key, NOTHING), met)
                ahead = self._ask(key, met, asked | {key})
                if len(circle) > 1:
                    self._sets.work(len(circle) ** 2)  # that is what finding circles in it takes
                    self._follow(frozenset(circle) - {key}, ahead, asked | {key})
                for goto, answers in ahead.items():
                    self._come(coming, goto, answers)

    def _ask(self, key: str, met: int, asked: frozenset[str]) -> Coming:
        """Take every option of a question, and find where it leads."""
        ahead: Coming = {}
        for each, answers in self._chosen(key, met):
            if isinstance(each, Taken) and each.route.goto in asked:
                self._again.add((key, each.option.id, each.case))
            elif isinstance(each, Taken):
                goto = each.route.goto
                ahead[goto] = self._sets.union(ahead.get(goto, NOTHING), answers)
        return ahead

    def _come(self, coming: Coming, goto: str, answers: int) -> None:
        """Come to a question or an end, with those answers that matter from there on."""
        kept = self._sets.keep(answers, self._matters.get(goto, self._to_the_end))
        coming[goto] = self._sets.union(coming.get(goto, NOTHING), kept)

    def _chosen(self, key: str, met: int) -> Iterator[tuple[Taken | Gap, int]]:
        """What becomes of each option, and after which answers, its own included."""
        for option in self._questions[key].options.values():
            if self._answers.get(key, option.id) == option.id:
                for case, earlier in self._cases(option, met):
                    answers = self._sets.put(
                        earlier, self._number[key], self._value(key, option.id)
                    )
                    route = option.routes.get(case)
                    yield (
                        Taken(key, option, case, route) if route else Gap(key, option, case),
                        answers,
                    )

    def _cases(self, option: Option, met: int) -> Iterator[tuple[str | None, int]]:
        """The earlier answers that an option's condition meets; None where there was none."""
        if option.when is None or option.when not in self._questions:
            yield None, met
            return
        number = self._number[option.when]
        for value, case in enumerate([None, *self._questions[option.when].options]):
            answers = self._sets.only(met, number, value)
            if answers != NOTHING:
                yield case, answers

    def _numbers(self, questions: Iterable[str]) -> frozenset[int]:
        return frozenset(self._number[key] for key in questions)

    def _value(self, question: str, option: str) -> int:
        return [*self._questions[question].options].index(option) + 1

    def _circles_among(self, questions: frozenset[str]) -> list[tuple[str, ...]]:
        return in_order(
            {key: self._leads_to[key] & questions for key in self._questions if key in questions}
        )

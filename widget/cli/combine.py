"""Ways: which answers lead to a question or to an outcome, told together where they lead alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from widget.rules.model import Question, Route, Ruleset
from widget.rules.walk import Ask, Reached
from widget.words import Words

Choices = Mapping[str, tuple[str, ...]]
"""Question id to the ids of the options one of which is chosen, in the order asked."""


@dataclass(frozen=True)
class Way:
    """The route of everybody who answers a question with one of some options.

    If it depends on an earlier question, `when`, they answered that with one of `cases`.
    """

    question: str
    options: tuple[str, ...]
    when: str | None
    cases: tuple[str, ...]
    route: Route

    @property
    def answers(self) -> Choices:
        """The answers that lead here."""
        earlier = {self.when: self.cases} if self.when else {}
        return {**earlier, self.question: self.options}

    def holds_for(self, path: Reached) -> bool:
        """Tell whether a path takes this way."""
        chosen = given(path)
        return all(chosen.get(key) in options for key, options in self.answers.items())


def ways(ruleset: Ruleset, alike: Callable[[Route], Hashable]) -> tuple[Way, ...]:
    """Give all ways of the rules, in their order; of one question, those that lead alike are one.

    `alike` gives what has to be the same of their routes for that.
    """
    single = [way for question in ruleset.questions.values() for way in _of(question)]
    in_any_case = (
        _freed(ruleset, way) for way in _joined(single, lambda way: (_key(way, alike), way.options))
    )
    return tuple(_joined(in_any_case, lambda way: (_key(way, alike), way.cases)))


def given(step: Ask | Reached) -> dict[str, str]:
    """The answers that led to a step: question id to option id."""
    return {answer.question.id: answer.option.id for answer in step.trail}


def in_words(ruleset: Ruleset, question: str, options: Collection[str], words: Words) -> str:
    """Name options of a question in its order, as in `Business / Study`; unknown ones by id."""
    known = ruleset.questions[question].options if question in ruleset.questions else {}
    named = [words.say(option.text) for key, option in known.items() if key in options]
    return " / ".join([*named, *(key for key in options if key not in known)])


def _of(question: Question) -> Iterator[Way]:
    for option in question.options.values():
        for case, route in option.routes.items():
            yield Way(question.id, (option.id,), option.when, (case,) if case else (), route)


def _freed(ruleset: Ruleset, way: Way) -> Way:
    """The same way, without its condition if every case leads there."""
    (option,) = way.options
    cases = ruleset.questions[way.question].options[option].routes.keys()
    return replace(way, when=None, cases=()) if set(way.cases) == cases else way


def _key(way: Way, alike: Callable[[Route], Hashable]) -> Hashable:
    return way.question, way.when, alike(way.route)


def _joined(separate: Iterable[Way], same: Callable[[Way], Hashable]) -> Iterable[Way]:
    found: dict[Hashable, Way] = {}
    for way in separate:
        known = found.setdefault(same(way), way)
        found[same(way)] = replace(
            known,
            options=tuple(dict.fromkeys((*known.options, *way.options))),
            cases=tuple(dict.fromkeys((*known.cases, *way.cases))),
        )
    return found.values()

"""Which questions, options and words two rulesets share, and which came, went or changed names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widget.rules import Ruleset, texts

Name = tuple[str, ...]
"""(question id,) or (question id, option id), as in the rules file it stands in."""


@dataclass(frozen=True)
class Reworded:
    """A text that stands at the same place in both, with other words."""

    place: str
    before: str
    after: str


@dataclass(frozen=True)
class Names:
    """Names of questions and options: of each that was renamed the new one; those added, removed.

    Two names stand for the same thing if they are equal, or if only one of them is in each ruleset
    and the English words are equal.
    """

    renamed: Mapping[Name, Name]
    added: tuple[Name, ...]
    removed: tuple[Name, ...]
    reworded: tuple[Reworded, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.renamed or self.added or self.removed or self.reworded)

    def now(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Give answers (question id to option id) by their new names."""
        return _translated(answers, self.renamed)

    def then(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Give answers by their old names."""
        return _translated(answers, {new: old for old, new in self.renamed.items()})


def compare(old: Ruleset, new: Ruleset) -> Names:
    """Compare the names and the words of two rulesets."""
    before, after = _named(old), _named(new)
    questions = _renamed(
        {name: text for name, text in before.items() if len(name) == 1},
        {name: text for name, text in after.items() if len(name) == 1},
    )
    # An option of a renamed question is looked for under the question's new name.
    moved = {name: _moved(name, questions) for name in before if len(name) == 2}
    options = _renamed(
        {moved[name]: text for name, text in before.items() if len(name) == 2},
        {name: text for name, text in after.items() if len(name) == 2},
    )
    renamed = questions | {
        name: options.get(there, there)
        for name, there in moved.items()
        if options.get(there, there) != name
    }
    known = {renamed.get(name, name) for name in before}
    return Names(
        renamed=renamed,
        added=tuple(name for name in after if name not in known),
        removed=tuple(name for name in before if renamed.get(name, name) not in after),
        reworded=tuple(_reworded(old, new)),
    )


def _named(ruleset: Ruleset) -> dict[Name, str]:
    names: dict[Name, str] = {}
    for question in ruleset.questions.values():
        names[question.id,] = question.text.english
        for option in question.options.values():
            names[question.id, option.id] = option.text.english
    return names


def _renamed(before: Mapping[Name, str], after: Mapping[Name, str]) -> dict[Name, Name]:
    """Pair what is gone with what is new by the same words; of options, in the same question."""
    new = {(name[:-1], text): name for name, text in after.items() if name not in before}
    gone = ((name, text) for name, text in before.items() if name not in after)
    return {name: new[name[:-1], text] for name, text in gone if (name[:-1], text) in new}


def _moved(option: Name, questions: Mapping[Name, Name]) -> Name:
    return (*questions.get(option[:1], option[:1]), option[1])


def _translated(answers: Mapping[str, str], names: Mapping[Name, Name]) -> dict[str, str]:
    return {
        names.get((question,), (question,))[0]: names.get((question, option), (option,))[-1]
        for question, option in answers.items()
    }


def _reworded(old: Ruleset, new: Ruleset) -> Iterator[Reworded]:
    after = dict(_placed(new))
    for place, english in _placed(old):
        if after.get(place, english) != english:
            yield Reworded(place, english, after[place])


def _placed(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Every text by its place; of several at one place, by their number there."""
    seen: dict[str, int] = {}
    for text in texts(ruleset):
        number = seen[text.context] = seen.get(text.context, 0) + 1
        yield f"{text.context} ({number})" if number > 1 else text.context, text.english

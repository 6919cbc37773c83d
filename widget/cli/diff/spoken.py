"""The names of a ruleset's parts, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass

from widget.cli.combine import in_words
from widget.cli.diff.names import Name
from widget.cli.diff.places import End
from widget.cli.merge import Choices
from widget.cli.words import entry_options
from widget.rules.model import Ruleset
from widget.words import Words


@dataclass(frozen=True)
class Spoken:
    """A ruleset, and the words in which its parts are named."""

    ruleset: Ruleset
    words: Words

    def asked(self, question: str) -> str:
        """Return that a question is asked."""
        text = self.words.say(self.ruleset.questions[question].text.text)
        return self.words.gettext("“%(question)s” is asked") % {"question": text}

    def people(self, row: Choices) -> str:
        """Return some answers: `Where you are: In Kazakhstan; Purpose: Tourism`."""
        answers = (
            f"{self.words.say(self.ruleset.questions[question].short)}: "
            f"{in_words(self.ruleset, question, options, self.words)}"
            for question, options in row.items()
        )
        return "; ".join(answers) or self.words.gettext("everybody")

    def outcome(self, end: End) -> str:
        """Return the name of an outcome."""
        return self.words.say(self.ruleset.outcomes[end.outcome].name)

    def result(self, end: End) -> str:
        """Return an outcome with its details: `Tourist visa (Single entry, TOU-1)`."""
        outcome = self.ruleset.outcomes[end.outcome]
        besides = [*entry_options(outcome, self.words), *([end.clause] if end.clause else [])]
        if end.closest:
            names = (self.words.say(self.ruleset.outcomes[key].name) for key in end.closest)
            told = self.words.gettext("comes closest: %(results)s")
            besides.append(told % {"results": ", ".join(names)})
        return f"{self.outcome(end)} ({', '.join(besides)})" if besides else self.outcome(end)

    def name(self, name: Name) -> str:
        """Return a question or an option as in addresses and in words: `purpose=study (Study)`."""
        question = self.ruleset.questions[name[0]]
        said = question.short if len(name) == 1 else question.options[name[1]].text
        return f"{in_address(name)} ({self.words.say(said)})"


def in_address(name: Name) -> str:
    """Return a question or an option as it appears in addresses."""
    question, option = (*name, "…")[:2]
    return f"{question}={option}"


def line(name: str, text: str) -> str:
    """Return a line of an entry."""
    return f"  {name}: {text}"

"""The differences between a source and the rules' quotations of it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from widget.cases.file import Case
from widget.files.toml import read_text
from widget.look_alikes import told_apart
from widget.problems import MAX_SHOWN, Problem, Problems, no_such
from widget.rules.model import Ruleset
from widget.source.quotations import Quotation, quotations
from widget.source.sentences import Sentence, Spot, marked, nearest, sentences, spots_of


def check_source(directory: Path, ruleset: Ruleset, cases: Iterable[Case]) -> Iterator[Problem]:
    """Yield the quotations that the rules' source does not have, and its words not quoted.

    The source is in a content directory. Also yields unused words that are quoted after all.
    Problems name the rows and the cases that rest on the words. Yields nothing for rules that name
    no source. Raises Problems when it cannot be read.
    """
    name = ruleset.about.source
    if name:
        source = _read(directory, name, ruleset.file)
        comparison = _Comparison(name, source, ruleset, tuple(cases))
        wrong = [*comparison.quotations_without_words(), *comparison.words_without_quotation()]
        yield from wrong or comparison.used_after_all()


def _read(directory: Path, name: str, rules: str) -> str:
    """Return the text of a source. Raises Problems; a missing file is one of `rules`."""
    if not (directory / name).exists():
        known = sorted(path.name for path in directory.glob("*.txt"))
        raise Problems([no_such(rules, "about.source", "file", name, known)])
    return read_text(directory / name, name)


@dataclass(frozen=True)
class _Comparison:
    """A source with its name, and the rules and the cases that rest on it."""

    name: str
    source: str
    ruleset: Ruleset
    cases: tuple[Case, ...]

    @cached_property
    def spots(self) -> dict[Quotation, list[Spot]]:
        """Quotation → where its words stand in the source."""
        return {each: spots_of(each.words, self.source) for each in quotations(self.ruleset)}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentences(self.source, chain.from_iterable(self.spots.values())))

    @cached_property
    def lost(self) -> dict[Quotation, tuple[Sentence, str] | None]:
        """Quotation that the source does not have → the sentence that is like it, and its part."""
        lost = (each for each, spots in self.spots.items() if not spots)
        return {each: nearest(each.words, self.sentences) for each in lost}

    def quotations_without_words(self) -> Iterator[Problem]:
        for each, like in self.lost.items():
            what = f"{self.name} does not say “{each.words}”."
            says = f" It says “{like[1]}”." if like else ""
            if spots_of(each.words, re.sub(r"[ \t\r\n]+", " ", self.source)):
                says = " It has other spaces there, or a line break within a paragraph."
            elif characters := told_apart(each.words, self.source):
                says = f" It has words that look the same, with other characters: {characters}."
            yield Problem(self.ruleset.file, each.location, what + says + self.resting([each]))

    def words_without_quotation(self) -> Iterator[Problem]:
        """Yield a problem for each sentence with unquoted words, if no lost quotation names it."""
        told = {like[0] for like in self.lost.values() if like}
        for sentence in self.sentences:
            if sentence.unquoted and sentence not in told:
                quoting = [q for q, spots in self.spots.items() if sentence.touches(spots)]
                what = _unquoted(sentence) + self.resting(quoting) + _row_for(sentence)
                yield Problem(self.name, f"line {sentence.line}", what)

    def used_after_all(self) -> Iterator[Problem]:
        used = (spots for each, spots in self.spots.items() if each.used)
        marks = marked(self.source, chain.from_iterable(used))
        for each, spots in self.spots.items():
            if not each.used and all(all(marks[slice(*spot)]) for spot in spots):
                what = "Clauses or outcomes quote these words, so they are used."
                yield Problem(self.ruleset.file, each.location, what)

    def resting(self, on: Collection[Quotation]) -> str:
        """Return a sentence about the rows and the cases that depend on some quotations."""

        def rests(outcome: str, clause: str | None) -> bool:
            return any(each.supports(outcome, clause) for each in on)

        questions = self.ruleset.questions.values()
        rows = [
            r.location for q in questions for r in q.rows if rests(r.route.goto, r.route.clause)
        ]
        people = [case.id for case in self.cases if rests(case.outcome, case.clause)]
        lists = {"These rows depend on it": rows, "These people": people}
        return "".join(f" {name}: {', '.join(ids)}." for name, ids in lists.items() if ids)


def _unquoted(sentence: Sentence) -> str:
    words = "”, “".join(_short(each) for each in sentence.unquoted)
    whole = sentence.text.rstrip(".;") == sentence.unquoted[0]
    where = "" if whole else f" in “{_short(sentence.text)}”"
    return f"Nothing quotes “{words}”{where}."


def _row_for(sentence: Sentence) -> str:
    """Return what to do, with the lines to paste."""
    texts = [json.dumps(each, ensure_ascii=False) for each in sentence.unquoted]
    text = texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"
    return (
        " Quote these words in a clause, a category or an advice. If no rule needs them, add:\n"
        f'[[unused]]\ntext = {text}\nbecause = "…"'
    )


def _short(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"

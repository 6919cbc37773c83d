"""Notes for translators: what a text is, where it is shown, and an address that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from widget.besides import Besides
from widget.citizenship.model import Citizenships
from widget.cli.examples import Answers, Examples, Shown, ShownBy, to_others, to_people
from widget.rules.fields import CITIZENSHIP
from widget.rules.graph import graph_of
from widget.rules.model import About, Question, Ruleset
from widget.rules.outcomes import Category, Outcome
from widget.rules.wording import NextStep, Text, Wording

SHOWN_AT, SHOWN_FIRST = "Shown at ", "Shown on the first page."
"""How the last line begins that has the address of a text; the line for the first page."""

Told = tuple[Text | None, str, Shown | ShownBy | None]
"""A text, what it is, and where it is shown; the last is None where no address shows it."""


def notes(ruleset: Ruleset, besides: Besides | None = None) -> dict[Text, list[str]]:
    """Return text → lines for its translators; in wrong rules, some texts have no address."""
    known = ruleset.start in ruleset.questions
    examples = Examples(graph_of(ruleset)) if known else None
    told = [*_told(ruleset), *(_beside(besides) if besides else ())]
    return {
        text: [*_lines(text, what, examples.answers(shown) if examples and shown else None)]
        for text, what, shown in told
        if text is not None
    }


def _lines(text: Text, what: str, answers: Answers | None) -> Iterator[str]:
    yield from what.splitlines()
    if "{" in text.english:
        yield "What stands in {braces} is filled in by the program, and stays as it is."
    if "[" in text.english:
        yield "The words in [brackets] become a link: put the brackets around yours."
    if answers is not None:
        address = "&".join(f"{question}={option}" for question, option in answers)
        yield f"{SHOWN_AT}?{address}" if answers else SHOWN_FIRST


def _told(ruleset: Ruleset) -> Iterator[Told]:
    yield from _about(ruleset.about, ruleset)
    for question in ruleset.questions.values():
        yield from _question(question)
    for key, point in ruleset.points.items():
        at = [each for each in ruleset.categories if point.holds_for(each)]
        what = "What the agency or a consulate has to confirm, in a list on a result."
        yield point.text, what, Shown(at, point=key)
    for reading in ruleset.readings.values():
        yield reading.text, "How we read the list, on a page to read, …/sources/.", None
    for key, clause in ruleset.clauses.items():
        what = f"The condition that decides, on the result {_name(clause.category, ruleset)}."
        original = f"\nThe original: {clause.quote}" if clause.quote else ""
        yield clause.text, f"{what}{original}", ShownBy(("clause", key))
    for outcome in ruleset.outcomes.values():
        yield from _outcome(outcome)


def _about(about: About, ruleset: Ruleset) -> Iterator[Told]:
    categories = ruleset.categories
    first, numbered = Shown([ruleset.start]), [k for k, c in categories.items() if c.paragraph]
    without = [key for key, each in categories.items() if not each.next_steps]
    yield about.title, "The title of the questionnaire, in headings.", first
    yield about.description, "What the questionnaire does, in previews of links.", first
    yield about.credit, "At the foot of every page.", first
    if about.lead:
        yield from _wording(about.lead, "Above a category: what this answer is.", [*categories])
    ends = "Below every result: how old the rules are, and who decides."
    yield from _wording(about.statement, ends, [*ruleset.outcomes])
    yield about.paragraph, "Where a category stands in the source.", Shown(numbered)
    yield from _steps(about.next_steps, "What to do next, a step on results.", without)


def _question(question: Question) -> Iterator[Told]:
    name, here = f"“{question.text.text.english}”", Shown([question.id])
    yield from _wording(question.text, "A question, the heading of its page.", [question.id])
    label = f"The label of the question {name} in the list of answers: a few words."
    yield question.short, label, ShownBy(("question", question.id))
    yield question.help, f"What the question {name} means, folded below the answers.", here
    if question.more:
        yield question.more.text, f"Unfolds further answers to {name}: a few words.", here
        yield question.more.hint, f"A few words beside “{question.more.text.english}”.", here
    for option in question.options.values():
        answer = f"the answer “{option.text.english}” to {name}"
        yield option.text, f"An answer to {name}: a few words.", here
        yield option.hint, f"A few words within {answer}.", here
        yield option.help, f"More about {answer}, folded below the answers.", here
        yield option.told, f"Says that a partner’s site has given {answer}.", None


def _outcome(outcome: Outcome) -> Iterator[Told]:
    here, on = Shown([outcome.id]), f"on the result “{outcome.name.english}”"
    if isinstance(outcome, Category):
        yield from _category(outcome, on)
    else:
        yield outcome.name, "The heading of a result without a category.", here
        for text in outcome.why:
            yield text, f"Why there is no category, {on}.", here
        what = f"Stands before the categories that come closest, {on}."
        yield outcome.closest, what, ShownBy(("closest", outcome.id))
    yield from _steps(outcome.next_steps, f"What to do next, a step {on}.", [outcome.id])
    for link in outcome.links:
        yield link.text, f"The words of a link, {on}.", here


def _category(category: Category, on: str) -> Iterator[Told]:
    here = Shown([category.id])
    yield category.name, "The name of a visa category, the heading of its result.", here
    for text in category.whom:
        what = f"Whom the category “{category.name.english}” is for, where it comes closest."
        yield text, what, ShownBy(("nearest", category.id))
    for validity in category.validity.values():
        yield validity.text, f"How long such a visa is valid, {on}.", here
    source = category.codes.source if category.codes else None
    yield source, f"Where the official codes are from, {on}.", here


def _beside(besides: Besides) -> Iterator[Told]:
    if besides.citizenships:
        yield from _stays(besides.citizenships)
    for key, notice in besides.notices.items():
        page = f"a page to read, …/{key}."
        yield notice.title, f"The heading of {page}", None
        yield notice.lead, f"The most important, first on {page}", None
        for section in notice.sections:
            yield section.heading, f"The heading of a part of {page}", None
            about = f"“{section.heading.english}”, on {page}"
            yield from ((text, f"A paragraph below {about}", None) for text in section.paragraphs)


def _stays(citizenships: Citizenships) -> Iterator[Told]:
    """Yield the texts of stays without a visa."""
    at, when = citizenships.categories, citizenships.when
    choice = "Where visitors choose their country: for whom the figures are."
    yield citizenships.for_whom, choice, None
    seen: dict[Text | None, str] = {}
    for code, stay in citizenships.stays.items():
        seen.setdefault(stay.limit, code)
    on = "in a note on a result about stays without a visa."
    for limit, code in seen.items():
        what = f"How many days in a longer time, {on}"
        yield limit, what, replace(to_people(at, when), besides=((CITIZENSHIP, code),))
    for code in [*citizenships.stays][:1]:
        shown = replace(to_people(at, when), besides=((CITIZENSHIP, code),))
        yield citizenships.source, f"Where the figures are from, {on}", shown
        yield citizenships.not_for, f"What is not allowed without a visa, {on}", shown


def _wording(wording: Wording, what: str, at: Collection[str]) -> Iterator[Told]:
    for variant in wording.variants:
        yield variant.text, what, to_people(at, variant.when)
    yield wording.text, what, to_others(at, wording)


def _steps(steps: Iterable[NextStep], what: str, at: Collection[str]) -> Iterator[Told]:
    for step in steps:
        yield step.text, what, to_people(at, step.when, step.points)


def _name(outcome: str, ruleset: Ruleset) -> str:
    known = ruleset.outcomes.get(outcome)
    return f"“{known.name.english}”" if known else outcome

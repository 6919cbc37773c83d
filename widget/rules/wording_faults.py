"""Mistakes in texts with conditions, in next steps, and in the names in {braces} of any text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from widget.problems import Problem, did_you_mean, location, no_such
from widget.rules.fields import STEP_KEYS, VARIANT_KEYS
from widget.rules.graph import Given, Graph
from widget.rules.model import Ruleset
from widget.rules.outcomes import Advice
from widget.rules.people import ways_of
from widget.rules.row_names import questions_above, wrong_cell
from widget.rules.states import State
from widget.rules.texts import BRACES, PARAGRAPH, names_in_texts, texts
from widget.rules.walk import walk
from widget.rules.wording import NextStep, Variant, When, Wording, fits


def wrong_texts(ruleset: Ruleset) -> Iterator[Problem]:
    """Yield wrong names in texts, and in the conditions of texts and steps."""
    yield from _wrong_braces(ruleset)
    yield from _unnamed_paragraphs(ruleset)
    for wording, at in _wordings(ruleset):
        known = _readable(ruleset, at)
        for variant in wording.variants:
            for cell in variant.when.items():
                yield from wrong_cell(ruleset, cell, variant.location, known, VARIANT_KEYS)
    for steps, at in _step_lists(ruleset):
        for step in steps:
            yield from _wrong_step(ruleset, step, at)


def wrong_for_people(graph: Graph) -> Iterator[Problem]:
    """Yield texts and steps that nobody sees, texts that fit the same people, and wrong links.

    The rules must have no other mistakes.
    """
    for wording, at in _wordings(graph.ruleset):
        if wording.variants:
            yield from _wrong_wording(graph, wording, at)
    for steps, at in _step_lists(graph.ruleset):
        for step in steps:
            yield from _unseen_step(graph, step, at)


def _wordings(ruleset: Ruleset) -> Iterator[tuple[Wording, Collection[str]]]:
    """Yield each text that can have conditions, and the ids of what shows it."""
    for question in ruleset.questions.values():
        yield question.text, (question.id,)
    yield ruleset.about.statement, ruleset.outcomes.keys()
    if ruleset.about.lead:
        yield ruleset.about.lead, ruleset.categories.keys()


def _step_lists(ruleset: Ruleset) -> Iterator[tuple[tuple[NextStep, ...], Collection[str]]]:
    """Yield each list of steps, and the ids of the outcomes that show it."""
    without = [key for key, each in ruleset.categories.items() if not each.next_steps]
    yield ruleset.about.next_steps, without
    for key, outcome in ruleset.outcomes.items():
        yield outcome.next_steps, (key,)


def _readable(ruleset: Ruleset, at: Collection[str]) -> list[str]:
    """Return the questions that a text may read: those above a question, or all."""
    shown_at = [ruleset.questions[key] for key in at if key in ruleset.questions]
    return questions_above(ruleset, shown_at[0]) if shown_at else [*ruleset.questions]


def _wrong_braces(ruleset: Ruleset) -> Iterator[Problem]:
    names = [*names_in_texts(ruleset, "")]
    for text in texts(ruleset):
        known = [*names, PARAGRAPH] if text.context == "about.paragraph" else names
        for name in BRACES.findall(text.english):
            if name not in known:
                what = f"{name} is not a known placeholder.{did_you_mean(name, known)}"
                yield Problem(ruleset.file, text.context, what, ", ".join(known))


def _unnamed_paragraphs(ruleset: Ruleset) -> Iterator[Problem]:
    for key, category in ruleset.categories.items():
        if category.paragraph and ruleset.about.paragraph is None:
            where = location("categories", key, "paragraph")
            what = "This needs the key paragraph in the table about."
            yield Problem(ruleset.file, where, what, 'paragraph = "paragraph {paragraph}" in about')


def _wrong_step(ruleset: Ruleset, step: NextStep, at: Collection[str]) -> Iterator[Problem]:
    for cell in step.when.items():
        yield from wrong_cell(ruleset, cell, step.location, [*ruleset.questions], STEP_KEYS)
    if step.points is not None and any(isinstance(ruleset.outcomes[key], Advice) for key in at):
        where = location(step.location, "points")
        yield Problem(ruleset.file, where, "Only a category has points to confirm.")
    if step.change and step.change not in ruleset.questions:
        where = location(step.location, "change")
        yield no_such(ruleset.file, where, "question", step.change, ruleset.questions)
    yield from _wrong_answers(ruleset, step)


def _wrong_answers(ruleset: Ruleset, step: NextStep) -> Iterator[Problem]:
    where = location(step.location, "answers")
    for key, option in step.answers.items():
        if key not in ruleset.questions:
            yield no_such(ruleset.file, where, "question", key, ruleset.questions)
        elif option not in ruleset.questions[key].options:
            options = ruleset.questions[key].options
            yield no_such(ruleset.file, location(where, key), f"option of {key}", option, options)


def _wrong_wording(graph: Graph, wording: Wording, at: Collection[str]) -> Iterator[Problem]:
    people = _people(graph, at, {asked for each in wording.variants for asked in each.when})
    first = wording.variants[0].location
    list_name = first.rpartition("[")[0]
    for variant in wording.variants:
        if not any(fits(variant.when, dict(person)) for person in people):
            yield Problem(graph.ruleset.file, variant.location, "Nobody sees this text.")
    for one, other in combinations(wording.variants, 2):
        yield from _overlap(graph, one, other, people)
    if not any(wording.said(dict(person)) is wording.text for person in people):
        what = "Nobody sees the text without conditions."
        yield Problem(graph.ruleset.file, list_name, what)


def _overlap(
    graph: Graph, one: Variant, other: Variant, people: Iterable[Given]
) -> Iterator[Problem]:
    """Yield a problem if some person sees two texts."""
    for person in people:
        answers = dict(person)
        if fits(one.when, answers) and fits(other.when, answers):
            questions = [key for key in graph.ruleset.questions if key in answers]
            told = ", ".join(f"{key}={answers[key]}" for key in questions)
            number = f"[{other.location.rpartition('[')[2]}"
            what = f"Another text, {number}, fits the same people, for example: {told}."
            yield Problem(graph.ruleset.file, one.location, what)
            return


def _unseen_step(graph: Graph, step: NextStep, at: Collection[str]) -> Iterator[Problem]:
    ruleset = graph.ruleset
    unreached = bool(at) and graph.examples.keys().isdisjoint(at)  # reported with the outcome
    if ways_of(graph, step.when).keys().isdisjoint(at) and not unreached:
        yield Problem(ruleset.file, step.location, "Nobody sees this step.")
    elif step.change and not ways_of(graph, _not_asked(step, step.change)).keys().isdisjoint(at):
        what = f"Not everybody who sees this step was asked {step.change}."
        yield Problem(ruleset.file, location(step.location, "change"), what)
    if step.answers and len(walk(ruleset, step.answers).trail) < len(step.answers):
        what = "Nobody gives these answers together, from the first question on."
        allowed = _completed(graph, step.answers)
        yield Problem(ruleset.file, location(step.location, "answers"), what, allowed)


def _completed(graph: Graph, answers: Mapping[str, str]) -> str:
    """Return some answers with those that lead to them; nothing if nobody gives them all."""
    ways = graph.ways(lambda state, edge: answers.get(state.question) in (None, edge.option.id))
    complete = (way for way in ways.values() if answers.items() <= dict(way).items())
    way = min(complete, key=len, default=())
    pairs = ", ".join(f'{key} = "{option}"' for key, option in way)
    return f"{{ {pairs} }}" if pairs else ""


def _not_asked(step: NextStep, question: str) -> When:
    """Return the conditions of a step, for those people who were not asked a question."""
    fitting = step.when.get(question, frozenset([None]))
    return {**step.when, question: fitting & {None}}


def _people(graph: Graph, at: Collection[str], read: Collection[str]) -> list[Given]:
    """Return in which ways those who see a text answered the questions that it reads."""
    given = graph.given(read)
    ways = dict.fromkeys(
        person
        for place, people in given.items()
        if (place.question if isinstance(place, State) else place) in at
        for person in people
    )
    order = [*graph.ruleset.questions]
    return sorted(ways, key=lambda person: sorted((order.index(key), o) for key, o in person))

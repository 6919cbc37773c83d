"""What a translator is told of a text: what it is, where it stands, which address shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from widget.rules.graph import Graph, graph_of
from widget.rules.model import Category, Ruleset, Text
from widget.rules.states import Edge, State
from widget.rules.texts import texts

QUESTION = {
    "": "A question, the heading of its page.",
    ".short": "The label of the question “{name}” in the list of answers: a few words.",
    ".help": "What the question “{name}” means, folded below the answers.",
}
OPTION = {
    "": "An answer to “{question}”: a few words.",
    ".help": "More about the answer “{name}” to “{question}”, folded below the answers.",
}
CATEGORY = {
    "": "The name of a visa category, the heading of its result.",
    ".whom": "Whom the category “{name}” is for, in a list on its result.",
}
ADVICE = {
    "": "The heading of a result for which the list gives no category.",
    ".why": "Why the list gives no category, on the result “{name}”.",
    ".closest": "Stands before the categories that come closest, on the result “{name}”.",
    ".next": "What to do next, a step on the result “{name}”.",
}
"""The end of a text's place → what the text is."""
POINT = "What the agency or a consulate has to confirm, in a list on a result."
CLAUSE = "The condition that decides, on the result “{name}”.\nThe original: {quote}"

Answers = tuple[tuple[str, str], ...]


def notes(ruleset: Ruleset) -> dict[Text, list[str]]:
    """Return text → the lines for its translators; in wrong rules, some texts have no address."""
    kinds = dict(_kinds(ruleset))
    shown = _examples(graph_of(ruleset)) if ruleset.start in ruleset.questions else {}
    return {text: [*_lines(text.context, kinds, shown)] for text in texts(ruleset)}


def _lines(place: str, kinds: Mapping[str, str], shown: Mapping[str, Answers]) -> Iterator[str]:
    if place in kinds:
        yield from kinds[place].splitlines()
    # An option, and whatever else belongs to a page, is shown where the page is.
    answers = shown.get(place, shown.get(place.partition(".")[0]))
    if answers is not None:
        address = "&".join(f"{question}={option}" for question, option in answers)
        yield f"Shown at ?{address}" if answers else "Shown on the first page."


def _kinds(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Yield the places of texts, each with what such a text is."""
    names = {text.context: text.english for text in texts(ruleset)}
    for key, question in ruleset.questions.items():
        yield from _ends(QUESTION, key, name=names[key])
        for option in question.options:
            place = f"{key}.{option}"
            yield from _ends(OPTION, place, name=names[place], question=names[key])
    for key, outcome in ruleset.outcomes.items():
        kinds = CATEGORY if isinstance(outcome, Category) else ADVICE
        yield from _ends(kinds, key, name=names[key])
    for key in ruleset.points:
        yield f"points.{key}", POINT
    for key, clause in ruleset.clauses.items():
        name = names.get(clause.category, clause.category)
        yield f"clauses.{key}", CLAUSE.format(name=name, quote=clause.quote)


def _ends(kinds: Mapping[str, str], place: str, **names: str) -> Iterator[tuple[str, str]]:
    for end, what in kinds.items():
        yield f"{place}{end}", what.format(**names)


def _examples(graph: Graph) -> dict[str, Answers]:
    """Return place → the fewest answers after which a page shows a text of this place.

    The places are questions and outcomes, and those texts that not all their pages show.
    """
    shown: dict[str, Answers] = {}
    for place, answers in _shown(graph):
        shown[place] = min(shown.get(place, answers), answers, key=len)
    return shown


def _shown(graph: Graph) -> Iterator[tuple[str, Answers]]:
    by_row = _named(graph)
    for here, answers in graph.examples.items():
        if isinstance(here, State):
            yield here.question, answers
            yield from (
                (f"{here.question}.short", (*answers, (here.question, option)))
                for option in graph.edges[here]
            )
        else:
            yield here, answers
            for place, others in by_row[here].items():
                if _is_shown(place, here, graph.ruleset):
                    yield place, others


def _named(graph: Graph) -> Mapping[State | str, dict[str, Answers]]:
    """Return state or outcome → a place that a row names → the fewest answers that come by it."""

    def transfer(state: State, edge: Edge, before: dict[str, Answers]) -> dict[str, Answers]:
        answer = (state.question, edge.option.id)
        new = dict.fromkeys(_places(edge), (*graph.examples[state], answer))
        return {place: (*answers, answer) for place, answers in before.items()} | new

    def merge(one: dict[str, Answers], other: dict[str, Answers]) -> dict[str, Answers]:
        return {
            place: min(one.get(place, answers), answers, key=len)
            for place, answers in (one | other).items()
        }

    return graph.forward({}, transfer, merge)


def _places(edge: Edge) -> list[str]:
    """Return the places of texts that only results by this row show."""
    route = edge.row.route
    clause = [f"clauses.{route.clause}"] if route.clause else []
    closest = [f"{route.goto}.closest"] if route.closest else []
    return [*(f"points.{key}" for key in route.confirm), *clause, *closest]


def _is_shown(place: str, outcome: str, ruleset: Ruleset) -> bool:
    """Return whether a result shows the text of a place that a row on the way has named."""
    kind, _, key = place.partition(".")
    if kind == outcome:
        return True
    if kind == "clauses":
        return key in ruleset.clauses and ruleset.clauses[key].category == outcome
    is_point = key in ruleset.points and outcome in ruleset.categories
    return is_point and ruleset.points[key].holds_for(outcome)

"""The proof over all paths: rules that could lead astray are refused before they are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from widget.paths.count import count
from widget.paths.follow import Again, Gap, Taken
from widget.paths.graph import Graph, graph_of
from widget.paths.order import in_order, leads_to
from widget.paths.sets import TooLarge
from widget.problems import Problem, Problems, no_such, place
from widget.rules import Advice, Category, Option, Question, Route, Ruleset


@dataclass(frozen=True)
class Proof:
    """What was proven: each path ends in exactly one outcome, each question and outcome is reached.

    `longest` and `shortest` count the answers on a path. `paths` is None where there are more than
    can be counted; then no path is longer or shorter than these.
    """

    questions: int
    options: int
    outcomes: int
    paths: int | None
    longest: int
    shortest: int


def verify(ruleset: Ruleset) -> Proof:
    """Walk every path of the rules. Raises Problems, with all of them, if anything is wrong."""
    problems = list(_wrong_names(ruleset))
    try:
        graph = graph_of(ruleset)
    except TooLarge:
        raise Problems([*problems, _too_large(ruleset)]) from None
    problems += _faults(ruleset, graph)
    if ruleset.start in ruleset.questions:
        problems += _unused(ruleset, graph, complete=not problems)
    if problems:
        raise Problems(problems)
    return _proof(ruleset)


def _proof(ruleset: Ruleset) -> Proof:
    counted = count(ruleset)
    return Proof(
        questions=len(ruleset.questions),
        options=sum(len(question.options) for question in ruleset.questions.values()),
        outcomes=len(ruleset.outcomes),
        paths=counted.paths,
        longest=counted.longest,
        shortest=counted.shortest,
    )


def _too_large(ruleset: Ruleset) -> Problem:
    on_circles = (circle for circle in in_order(leads_to(ruleset)) if len(circle) > 1)
    for first, *_others in on_circles:
        what = "From here the rules can lead back to here; in rules this large no path may."
        return Problem(ruleset.file, place("questions", first), what)
    what = "The conditions look back at too many answers at once to walk every path."
    return Problem(ruleset.file, "questions", what, "conditions on fewer earlier questions")


def _wrong_names(ruleset: Ruleset) -> Iterator[Problem]:
    """Names that stand for nothing, or for something of the wrong kind."""
    categories = _categories(ruleset)
    if ruleset.start not in ruleset.questions:
        yield no_such(ruleset.file, "start", "question", ruleset.start, ruleset.questions)
    for key in ruleset.questions:
        if key in ruleset.outcomes:
            yield Problem(ruleset.file, place("questions", key), "An outcome has the same name.")
    yield from _same_paragraphs(ruleset)
    for key, clause in ruleset.clauses.items():
        if clause.category not in categories:
            where = place("clauses", key, "category")
            yield no_such(ruleset.file, where, "category", clause.category, categories)
    for key, point in ruleset.points.items():
        for name in sorted((point.categories or frozenset()) - set(categories)):
            where = place("points", key, "categories")
            yield no_such(ruleset.file, where, "category", name, categories)
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from _wrong_condition(ruleset, question, option)
            for case, route in option.routes.items():
                yield from _wrong_route(ruleset, option.place(question.id, case), route)


def _same_paragraphs(ruleset: Ruleset) -> Iterator[Problem]:
    first: dict[int, str] = {}
    for key, each in ruleset.outcomes.items():
        if isinstance(each, Category) and first.setdefault(each.paragraph, key) != key:
            what = f"{first[each.paragraph]} has the same paragraph of the list."
            yield Problem(ruleset.file, place("categories", key, "paragraph"), what)


def _wrong_condition(ruleset: Ruleset, question: Question, option: Option) -> Iterator[Problem]:
    if option.when is None:
        return
    where = place("questions", question.id, "options", option.id, "when", option.when)
    asked = ruleset.questions.get(option.when)
    if asked is None:
        yield no_such(ruleset.file, where, "question", option.when, ruleset.questions)
        return
    for case in option.routes:
        if case not in asked.options:
            yield no_such(ruleset.file, where, f"option of {option.when}", str(case), asked.options)


def _wrong_route(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    categories = _categories(ruleset)
    for name in route.confirm:
        if name not in ruleset.points:
            at = place(where, "confirm")
            yield no_such(ruleset.file, at, "point", name, ruleset.points)
    for name in route.closest:
        if name not in categories:
            yield no_such(ruleset.file, place(where, "closest"), "category", name, categories)
    targets = [*ruleset.questions, *ruleset.outcomes]
    if route.goto not in targets:
        at = place(where, "goto")
        yield no_such(ruleset.file, at, "question or outcome", route.goto, targets)
        return
    yield from _wrong_clause(ruleset, where, route)
    outcome = ruleset.outcomes.get(route.goto)
    if route.closest and not (isinstance(outcome, Advice) and outcome.closest):
        what = "Only an advice with words under its own closest can be given closest categories."
        yield Problem(ruleset.file, place(where, "closest"), what)


def _wrong_clause(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file, place(where, "clause"))
    categories = _categories(ruleset)
    own = [key for key, clause in ruleset.clauses.items() if clause.category == route.goto]
    if route.goto not in categories:
        if route.clause is not None:
            yield problem("Only an option that reaches a category has a clause.")
    elif route.clause is None:
        yield problem("A category is reached, but the clause is missing.", _list(own))
    elif route.clause not in own:
        clause = ruleset.clauses.get(route.clause)
        if clause is None or clause.category in categories:
            what = f"{route.clause} is no clause of the category {route.goto}."
            yield problem(what, _list(own))


def _faults(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    before = _asked_before(ruleset, graph)
    for fault in graph.faults:
        if isinstance(fault, Again):
            yield _loop(ruleset, fault.taken)
        elif fault.option.when in ruleset.questions:  # one that does not exist is told already
            yield _gap(ruleset, fault, before[fault.question])


def _loop(ruleset: Ruleset, taken: Taken) -> Problem:
    what = f"This leads back to {taken.route.goto}, which was asked before on the way: a loop."
    return Problem(ruleset.file, taken.option.place(taken.question, taken.case), what)


def _gap(ruleset: Ruleset, gap: Gap, before: list[str]) -> Problem:
    asked = str(gap.option.when)
    where = place("questions", gap.question, "options", gap.option.id, "when", asked)
    if gap.case is None:
        what = f"{asked} is not asked before on every path to here; take an earlier question."
        return Problem(ruleset.file, where, what, _list(before))
    what = f"After {asked}={gap.case} there is no goto."
    return Problem(ruleset.file, where, what, f'when.{asked}.{gap.case} = {{ goto = "…" }}')


def _asked_before(ruleset: Ruleset, graph: Graph) -> dict[str, list[str]]:
    """For each question that is met, those that are asked before it on every path."""
    always: dict[str, set[str]] = {ruleset.start: set()}
    found = True
    while found:
        found = False
        for taken in graph.taken:
            if taken.question in always:
                here = always[taken.question] | {taken.question}
                known = always.get(taken.route.goto)
                always[taken.route.goto] = here if known is None else known & here
                found = found or always[taken.route.goto] != known
    return {key: [each for each in ruleset.questions if each in always[key]] for key in always}


def _unused(ruleset: Ruleset, graph: Graph, *, complete: bool) -> Iterator[Problem]:
    """What no path comes to: questions, outcomes, clauses, points, and cases of a condition.

    Paths that a mistake cuts short come nowhere; so unless the walk was `complete`, only what no
    option even names is told.
    """
    problem = partial(Problem, ruleset.file)
    walked = [taken.route for taken in graph.taken]
    routes = walked if complete else list(_routes(ruleset))
    reached = {ruleset.start} | {route.goto for route in routes}
    for key in ruleset.questions:
        if key not in reached:
            yield problem(place("questions", key), "No path leads to this question.")
    for key, outcome in ruleset.outcomes.items():
        if key not in reached:
            section = "categories" if isinstance(outcome, Category) else "advice"
            yield problem(place(section, key), "No path leads to this outcome.")
    clauses = {route.clause for route in routes}
    for key in ruleset.clauses:
        if key not in clauses:
            yield problem(place("clauses", key), "No path rests on this clause.")
    points = {name for route in routes for name in route.confirm}
    shown = _shown_points(ruleset, graph) if complete else points
    for key in ruleset.points:
        if key not in points:
            yield problem(place("points", key), "No path names this point.")
        elif key not in shown:
            what = "No path that names this point reaches a category that it holds for."
            yield problem(place("points", key), what)
    if complete:
        yield from _unused_words(ruleset, walked)
        yield from _unused_cases(ruleset, graph)


def _unused_words(ruleset: Ruleset, walked: list[Route]) -> Iterator[Problem]:
    with_closest = {route.goto for route in walked if route.closest}
    for key, outcome in ruleset.outcomes.items():
        if isinstance(outcome, Advice) and outcome.closest and key not in with_closest:
            what = "No option that leads here names closest categories to say this of."
            yield Problem(ruleset.file, place("advice", key, "closest"), what)


def _shown_points(ruleset: Ruleset, graph: Graph) -> set[str]:
    """The points to confirm that some visitor is told."""
    return {
        key
        for key, point in ruleset.points.items()
        if any(point.holds_for(each) for each in graph.outcomes_with[key] & {*_categories(ruleset)})
    }


def _unused_cases(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    taken = {(each.question, each.option.id, each.case) for each in graph.taken}
    for question in ruleset.questions.values():
        for option in question.options.values():
            for case in option.routes:
                if case and (question.id, option.id, case) not in taken:
                    what = f"No path comes here with {option.when}={case}."
                    yield Problem(ruleset.file, option.place(question.id, case), what)


def _routes(ruleset: Ruleset) -> Iterator[Route]:
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from option.routes.values()


def _categories(ruleset: Ruleset) -> list[str]:
    return [key for key, each in ruleset.outcomes.items() if isinstance(each, Category)]


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)

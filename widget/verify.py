"""The proof over all paths: rules that could lead astray are refused before they are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from widget.graph import Again, Gap, Graph, Node, TooManyNodes, graph_of, on_circles
from widget.problems import Problem, Problems, place
from widget.rules import Advice, Category, Option, Question, Route, Ruleset


@dataclass(frozen=True)
class Proof:
    """What was proven: each path ends in exactly one outcome, each question and outcome is reached.

    `longest` and `shortest` count the answers on a path.
    """

    questions: int
    options: int
    outcomes: int
    paths: int
    longest: int
    shortest: int


def verify(ruleset: Ruleset) -> Proof:
    """Walk every path of the rules. Raises Problems, with all of them, if anything is wrong."""
    problems = list(_wrong_names(ruleset))
    try:
        graph = graph_of(ruleset)
    except TooManyNodes:
        raise Problems([*problems, *_too_large(ruleset)]) from None
    before = _asked_before(graph)
    # A condition on a question that does not exist is told already.
    known = (fault for fault in graph.faults if fault.option.when in (None, *ruleset.questions))
    problems += (_fault(ruleset, before, fault) for fault in known)
    if ruleset.start in ruleset.questions:
        problems += _unused(ruleset, graph, complete=not problems)
    if problems:
        raise Problems(problems)
    return _proof(ruleset, graph)


def _proof(ruleset: Ruleset, graph: Graph) -> Proof:
    paths: dict[Node, int] = {}
    shortest: dict[Node, int] = {}
    for node in graph.in_order():
        after = [step.leads_to for step in graph.steps[node]]
        paths[node] = sum(paths[each] if each else 1 for each in after)
        shortest[node] = 1 + min(shortest[each] if each else 0 for each in after)
    start = graph.node(ruleset.start, {})
    return Proof(
        questions=len(ruleset.questions),
        options=sum(len(question.options) for question in ruleset.questions.values()),
        outcomes=len(ruleset.outcomes),
        paths=paths[start],
        longest=graph.longest(start),
        shortest=shortest[start],
    )


def _too_large(ruleset: Ruleset) -> Iterator[Problem]:
    circles = on_circles(ruleset)
    for key in circles[:1]:
        what = "From here the rules can lead back to here; in rules this large no path may."
        yield Problem(ruleset.file, place("questions", key), what)
    if not circles:
        what = "The conditions look back at too many answers at once to walk every path."
        yield Problem(ruleset.file, "questions", what, "conditions on fewer earlier questions")


def _wrong_names(ruleset: Ruleset) -> Iterator[Problem]:
    """Names that stand for nothing, or for something of the wrong kind."""
    problem = partial(Problem, ruleset.file)
    categories = _categories(ruleset)
    if ruleset.start not in ruleset.questions:
        yield problem("start", f"There is no question {ruleset.start}.", _list(ruleset.questions))
    for key in ruleset.questions:
        if key in ruleset.outcomes:
            yield problem(place("questions", key), "An outcome has the same name.")
    yield from _same_paragraphs(ruleset)
    for key, clause in ruleset.clauses.items():
        if clause.category not in categories:
            what = f"There is no category {clause.category}."
            yield problem(place("clauses", key, "category"), what, _list(categories))
    for key, point in ruleset.points.items():
        for name in sorted((point.categories or frozenset()) - set(categories)):
            what = f"There is no category {name}."
            yield problem(place("points", key, "categories"), what, _list(categories))
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from _wrong_condition(ruleset, question, option)
            for case, route in option.routes.items():
                yield from _wrong_route(ruleset, _place(question.id, option, case), route)


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
        what = f"There is no question {option.when}."
        yield Problem(ruleset.file, where, what, _list(ruleset.questions))
        return
    for case in option.routes:
        if case not in asked.options:
            what = f"The question {option.when} has no option {case}."
            yield Problem(ruleset.file, where, what, _list(asked.options))


def _wrong_route(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file)
    categories = _categories(ruleset)
    for name in route.confirm:
        if name not in ruleset.points:
            what = f"There is no point {name}."
            yield problem(place(where, "confirm"), what, _list(ruleset.points))
    for name in route.closest:
        if name not in categories:
            what = f"There is no category {name}."
            yield problem(place(where, "closest"), what, _list(categories))
    targets = [*ruleset.questions, *ruleset.outcomes]
    if route.goto not in targets:
        what = f"There is no question or outcome {route.goto}."
        yield problem(place(where, "goto"), what, _list(targets))
        return
    yield from _wrong_clause(ruleset, where, route)
    outcome = ruleset.outcomes.get(route.goto)
    if route.closest and not (isinstance(outcome, Advice) and outcome.closest):
        what = "Only an advice with words under its own closest can be given closest categories."
        yield problem(place(where, "closest"), what)


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


def _fault(ruleset: Ruleset, before: Mapping[str, list[str]], fault: Gap | Again) -> Problem:
    option, question = fault.option, fault.node.question
    if isinstance(fault, Again):
        what = f"This leads back to {fault.question}, which was asked before on the way: a loop."
        return Problem(ruleset.file, _place(question, option, fault.case), what)
    asked = str(option.when)
    where = place("questions", question, "options", option.id, "when", asked)
    if fault.case is None:
        what = f"{asked} is not asked before on every path to here; take an earlier question."
        return Problem(ruleset.file, where, what, _list(before[question]))
    what = f"After {asked}={fault.case} there is no goto."
    return Problem(ruleset.file, where, what, f'when.{asked}.{fault.case} = {{ goto = "…" }}')


def _asked_before(graph: Graph) -> dict[str, list[str]]:
    """For each question, those that are asked before it on every path."""
    before: dict[Node, dict[str, None]] = {}
    always: dict[str, list[str]] = {}
    for node in reversed(list(graph.in_order())):
        mine = before.setdefault(node, {})
        always[node.question] = [q for q in always.get(node.question, mine) if q in mine]
        for step in graph.steps[node]:
            if step.leads_to:
                known = before.get(step.leads_to, mine | {node.question: None})
                both = {q: None for q in known if q in mine or q == node.question}
                before[step.leads_to] = both
    return always


def _unused(ruleset: Ruleset, graph: Graph, *, complete: bool) -> Iterator[Problem]:
    """What no path comes to: questions, outcomes, clauses, points, and cases of a condition.

    Paths that a mistake cuts short come nowhere; so unless the walk was `complete`, only what no
    option even names is told.
    """
    problem = partial(Problem, ruleset.file)
    walked = [step.route for steps in graph.steps.values() for step in steps]
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
    """The points to confirm that some visitor is told, carried along from where they are named."""
    carried: dict[Node, set[str]] = {}
    shown: set[str] = set()
    for node in reversed(list(graph.in_order())):
        for step in graph.steps[node]:
            named = carried.get(node, set()) | set(step.route.confirm)
            if step.leads_to:
                carried.setdefault(step.leads_to, set()).update(named)
            elif step.route.goto in _categories(ruleset):
                shown |= {key for key in named if ruleset.points[key].holds_for(step.route.goto)}
    return shown


def _unused_cases(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    taken = {
        (node.question, step.option.id, step.case)
        for node, steps in graph.steps.items()
        for step in steps
    }
    for question in ruleset.questions.values():
        for option in question.options.values():
            for case in option.routes:
                if case and (question.id, option.id, case) not in taken:
                    what = f"No path comes here with {option.when}={case}."
                    yield Problem(ruleset.file, _place(question.id, option, case), what)


def _routes(ruleset: Ruleset) -> Iterator[Route]:
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from option.routes.values()


def _place(question: str, option: Option, case: str | None) -> str:
    condition = ("when", str(option.when), case) if case else ()
    return place("questions", question, "options", option.id, *condition)


def _categories(ruleset: Ruleset) -> list[str]:
    return [key for key, each in ruleset.outcomes.items() if isinstance(each, Category)]


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)

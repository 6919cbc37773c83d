"""The proof over all paths: rules that could lead astray are refused before they are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from widget.graph import Again, Gap, Graph, Node, TooManyNodes
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
        graph = Graph(ruleset)
    except TooManyNodes:
        what = "The conditions look back at too many answers at once to walk every path."
        raise Problems([*problems, Problem(ruleset.file, "questions", what)]) from None
    problems += (_fault(ruleset, fault) for fault in graph.faults)
    problems += _unused(ruleset, graph)
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


def _wrong_names(ruleset: Ruleset) -> Iterator[Problem]:
    """Names that stand for nothing, or for something of the wrong kind."""
    problem = partial(Problem, ruleset.file)
    categories = _categories(ruleset)
    if ruleset.start not in ruleset.questions:
        yield problem("start", f"There is no question {ruleset.start}.", _list(ruleset.questions))
    for key in ruleset.questions.keys() & ruleset.outcomes.keys():
        yield problem(place("questions", key), "An outcome has the same name.")
    for key, clause in ruleset.clauses.items():
        if clause.category not in categories:
            what = f"There is no category {clause.category}."
            yield problem(place("clauses", key, "category"), what, _list(categories))
    for key, point in ruleset.points.items():
        for name in sorted((point.categories or frozenset()) - categories):
            what = f"There is no category {name}."
            yield problem(place("points", key, "categories"), what, _list(categories))
    for question in ruleset.questions.values():
        for option in question.options.values():
            yield from _wrong_condition(ruleset, question, option)
            for case, route in option.routes.items():
                yield from _wrong_route(ruleset, _place(question.id, option, case), route)


def _wrong_condition(ruleset: Ruleset, question: Question, option: Option) -> Iterator[Problem]:
    if option.when is None:
        return
    where = place("questions", question.id, "options", option.id, "when", option.when)
    if option.when == question.id:
        yield Problem(ruleset.file, where, "A condition looks back at an earlier question.")
    elif option.when not in ruleset.questions:
        what = f"There is no question {option.when}."
        yield Problem(ruleset.file, where, what, _list(ruleset.questions))
    else:
        known = ruleset.questions[option.when].options
        for case in option.routes.keys() - known.keys():
            what = f"The question {option.when} has no option {case}."
            yield Problem(ruleset.file, where, what, _list(known))


def _wrong_route(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file)
    categories = _categories(ruleset)
    for name in sorted(set(route.confirm) - ruleset.points.keys()):
        what = f"There is no point {name}."
        yield problem(place(where, "confirm"), what, _list(ruleset.points))
    for name in sorted(set(route.closest) - categories):
        what = f"There is no category {name}."
        yield problem(place(where, "closest"), what, _list(categories))
    targets = [*ruleset.questions, *ruleset.outcomes]
    if route.goto not in targets:
        what = f"There is no question or outcome {route.goto}."
        yield problem(place(where, "goto"), what, _list(targets))
    yield from _wrong_clause(ruleset, where, route)
    outcome = ruleset.outcomes.get(route.goto)
    if route.closest and not (isinstance(outcome, Advice) and outcome.closest):
        what = "Only an advice with words under its own closest can be given closest categories."
        yield problem(place(where, "closest"), what)


def _wrong_clause(ruleset: Ruleset, where: str, route: Route) -> Iterator[Problem]:
    problem = partial(Problem, ruleset.file, place(where, "clause"))
    own = [key for key, clause in ruleset.clauses.items() if clause.category == route.goto]
    if route.goto in _categories(ruleset):
        if route.clause is None:
            yield problem("A category is reached, but the clause is missing.", _list(own))
        elif route.clause not in own:
            what = f"{route.clause} is no clause of the category {route.goto}."
            yield problem(what, _list(own))
    elif route.clause is not None:
        yield problem("Only an option that reaches a category has a clause.")


def _fault(ruleset: Ruleset, fault: Gap | Again) -> Problem:
    where = place("questions", fault.node.question, "options", fault.option.id)
    if isinstance(fault, Again):
        what = f"This leads back to {fault.question}, which was asked before on the way: a loop."
        return Problem(ruleset.file, where, what)
    asked = str(fault.option.when)
    seen = dict(fault.node.seen).get(asked)
    where = place(where, "when", asked)
    if seen is None:
        return Problem(ruleset.file, where, f"{asked} is not asked before on every path to here.")
    cases = sorted(str(case) for case in fault.option.routes)
    return Problem(ruleset.file, where, f"After {asked}={seen} there is no goto.", _list(cases))


def _unused(ruleset: Ruleset, graph: Graph) -> Iterator[Problem]:
    """What no path comes to: questions, outcomes, cases of a condition, clauses and points."""
    problem = partial(Problem, ruleset.file)
    steps = [step for steps in graph.steps.values() for step in steps]
    asked = {step.node.question for step in steps}
    for key in ruleset.questions.keys() - asked:
        yield problem(place("questions", key), "No path leads to this question.")
    for key in ruleset.outcomes.keys() - {step.route.goto for step in steps}:
        section = "categories" if key in _categories(ruleset) else "advice"
        yield problem(place(section, key), "No path leads to this outcome.")
    for key in ruleset.clauses.keys() - {step.route.clause for step in steps}:
        yield problem(place("clauses", key), "No path rests on this clause.")
    for key in ruleset.points.keys() - {name for step in steps for name in step.route.confirm}:
        yield problem(place("points", key), "No path names this point.")
    taken = {(step.node.question, step.option.id, step.case) for step in steps}
    for key in asked:
        for option in ruleset.questions[key].options.values():
            for case in option.routes:
                if case and (key, option.id, case) not in taken:
                    what = f"No path comes here with {option.when}={case}."
                    yield problem(_place(key, option, case), what)


def _place(question: str, option: Option, case: str | None) -> str:
    condition = ("when", str(option.when), case) if case else ()
    return place("questions", question, "options", option.id, *condition)


def _categories(ruleset: Ruleset) -> frozenset[str]:
    return frozenset(k for k, each in ruleset.outcomes.items() if isinstance(each, Category))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)

"""Messages about gaps and overlaps: an example of a person, and a row that fills the gap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, product

from widget.problems import Problem, location
from widget.rules.graph import Graph
from widget.rules.grouped import in_few_names
from widget.rules.model import Question, Row
from widget.rules.row_names import wrong_rows
from widget.rules.row_tables import NOT_ASKED
from widget.rules.states import Fault

Person = tuple[str | None, ...]
"""Answers to some questions; None where the question was not asked."""


def wrong_paths(graph: Graph) -> Iterator[Problem]:
    """Yield the gaps and overlaps of each question, in the order of the rules.

    Questions with wrong rows are left out, since `wrong_names` reports them.
    """
    faults: dict[str, list[Fault]] = {}
    # The fault that the fewest answers lead to comes first: it becomes the example.
    for fault in sorted(graph.faults, key=lambda fault: len(graph.examples[fault.state])):
        faults.setdefault(fault.state.question, []).append(fault)
    for question in graph.ruleset.questions.values():
        found = faults.get(question.id, [])
        if found and not any(wrong_rows(graph.ruleset, question)):
            gaps = [each for each in found if not each.rows]
            if question.otherwise:
                yield from _gaps(graph, question, question.otherwise, gaps)
            else:
                for option in question.options:
                    own = [each for each in gaps if each.option.id == option]
                    yield from _gaps(graph, question, question.candidates[option].next, own)
            yield from _overlaps(graph, question, [each for each in found if each.rows])


def _gaps(
    graph: Graph, question: Question, rows: Collection[Row], gaps: list[Fault]
) -> Iterator[Problem]:
    """Yield a problem for each row that is missing; it has conditions on what `rows` read.

    A row for `otherwise` names options of its own question only if other rows there do.
    """
    asked = _read(graph, question, rows)
    if question.otherwise and not any(question.id in row.when for row in rows):
        del asked[0]
    examples: dict[Person, Fault] = {}
    for gap in gaps:
        examples.setdefault(_person(gap, asked), gap)
    where = location("questions", question.id)
    for cells in _boxes(examples):
        example = examples[tuple(cell[0] for cell in cells)]
        whole = _read(graph, question, chain(*question.candidates[example.option.id]))
        person = _told(whole, _person(example, whole))
        names = [in_few_names(graph.ruleset, *each) for each in zip(asked, cells, strict=True)]
        row = ", ".join(f"{key} = {_cell(each)}" for key, each in zip(asked, names, strict=True))
        to = " to otherwise" if question.otherwise else ""
        what = f'No row fits: {person}. Add a row{to}: {{ {row}, goto = "…" }}'
        yield Problem(graph.ruleset.file, where, what)


def _read(graph: Graph, question: Question, rows: Iterable[Row]) -> list[str]:
    """Return a question and the earlier ones that some of its rows read, in the rules' order."""
    read = {asked for row in rows for asked in row.when} - {question.id}
    return [question.id, *(key for key in graph.ruleset.questions if key in read)]


def _boxes(people: Iterable[Person]) -> Iterator[list[list[str | None]]]:
    """Yield boxes that together hold exactly these people.

    A box has a list of answers for each question, and holds everybody with one answer of each list.
    The first answers are those of the first person whom no earlier box holds.
    """
    left = dict.fromkeys(people)
    while left:
        box = [[answer] for answer in next(iter(left))]
        for index, cell in enumerate(box):
            for answer in dict.fromkeys(person[index] for person in left):
                wider = [*box[:index], [*cell, answer], *box[index + 1 :]]
                if answer not in cell and all(each in left for each in product(*wider)):
                    cell.append(answer)
        for person in product(*box):
            del left[person]
        yield box


def _overlaps(graph: Graph, question: Question, overlaps: list[Fault]) -> Iterator[Problem]:
    """Yield a problem for each two rows that fit the same person, but no row twice."""
    told: set[str] = set()
    where = location("questions", question.id)
    for overlap in overlaps:
        first, second, *_ = overlap.rows
        if told.isdisjoint((first.location, second.location)):
            told |= {first.location, second.location}
            read = {*first.when, *second.when} - {question.id}
            asked = [question.id, *(key for key in graph.ruleset.questions if key in read)]
            names = (row.location.removeprefix(f"{where}.") for row in (first, second))
            person = _told(asked, _person(overlap, asked))
            what = f"Two rows fit, {' and '.join(names)}, for: {person}."
            yield Problem(graph.ruleset.file, where, what)


def _person(fault: Fault, asked: list[str]) -> Person:
    answers = {**dict(fault.state.answers), fault.state.question: fault.option.id}
    return tuple(answers.get(key) for key in asked)


def _told(asked: list[str], person: Person) -> str:
    pairs = zip(asked, person, strict=True)
    return ", ".join(f"{key}={answer or NOT_ASKED}" for key, answer in pairs)


def _cell(names: list[str]) -> str:
    written = [f'"{name}"' for name in names]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"

"""Build what the pages of all categories show, from the rules alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from widget.rules.leading import leading_to
from widget.rules.outcomes import Category, Clause
from widget.rules.walk import Answers, Reached, walk
from widget.rules.wording import Text
from widget.web.context import Context
from widget.web.outcome import original_name
from widget.web.outcome_values import OriginalName
from widget.web.pages import address_with
from widget.web.to_read import ToRead, to_read
from widget.web.trail import Trail
from widget.web.urls import SOURCES, VISAS, query_of


@dataclass(frozen=True)
class CategoryLink:
    """A category in the list."""

    category: Category
    href: str


@dataclass(frozen=True)
class ListView:
    """All categories. `statement` says how old the rules are, and who decides."""

    page: ToRead
    statement: Markup
    sources: str
    categories: tuple[CategoryLink, ...]


@dataclass(frozen=True)
class Example:
    """Answers that lead to a category: the first answer, those after it, and the address.

    `points` is the number of points to confirm.
    """

    first: Markup
    after: tuple[Markup, ...]
    href: str
    points: int


@dataclass(frozen=True)
class ClauseView:
    """A clause of a category, with answers that lead to the category through it.

    `clause` is None for the answers that lead there without a clause.
    """

    clause: Clause | None
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class CategoryView:
    """A category; the first answers in `never_from` never lead to it."""

    page: ToRead
    statement: Markup
    sources: str
    category: Category
    original: OriginalName | None
    clauses: tuple[ClauseView, ...]
    never_from: tuple[Markup, ...]


def list_view(context: Context) -> ListView:
    """Return the list of all categories; its Back link leads to the step of the answers."""
    trail = Trail.of(context)
    return ListView(
        page=to_read(context, trail.words.gettext("All visa categories"), VISAS),
        statement=_statement(trail),
        sources=address_with(trail.links.to_read[SOURCES][trail.context.language.tag]),
        categories=tuple(
            CategoryLink(each, address_with(_path(trail, each.id)))
            for each in trail.content.ruleset.categories.values()
        ),
    )


def category_view(context: Context, category: Category) -> CategoryView:
    """Return a category with each of its clauses; its Back link leads to the list."""
    trail = Trail.of(context)
    leading = leading_to(trail.content.ruleset, category.id)
    first = trail.content.ruleset.questions[trail.content.ruleset.start]
    return CategoryView(
        page=to_read(
            context, trail.words.say(category.name), VISAS, category.id, back=_path(trail, "")
        ),
        statement=_statement(trail),
        sources=address_with(trail.links.to_read[SOURCES][trail.context.language.tag]),
        category=category,
        original=original_name(trail, category),
        clauses=tuple(
            ClauseView(clause, tuple(_examples(trail, clause.id if clause else None, category.id)))
            for clause in _clauses(trail, category)
        ),
        never_from=tuple(
            trail.say(first.options[option].text) for option, ways in leading.items() if not ways
        ),
    )


def _clauses(trail: Trail, category: Category) -> Iterator[Clause | None]:
    ruleset = trail.content.ruleset
    yield from (each for each in ruleset.clauses.values() if each.category == category.id)
    if any(None in ways for ways in leading_to(ruleset, category.id).values()):
        yield None


def _examples(trail: Trail, clause: str | None, category: str) -> Iterator[Example]:
    for ways in leading_to(trail.content.ruleset, category).values():
        if clause in ways:
            yield _example(trail, ways[clause])


def _example(trail: Trail, answers: Answers) -> Example:
    ruleset = trail.content.ruleset
    first, *after = (trail.say(_text(trail, *answer)) for answer in answers)
    step = walk(ruleset, dict(answers))
    points = len(step.confirm) if isinstance(step, Reached) else 0
    cleared = trail.links.clearing_presets(answers)
    return Example(first, tuple(after), trail.links.first + query_of(cleared), points)


def _text(trail: Trail, question: str, option: str) -> Text:
    return trail.content.ruleset.questions[question].options[option].text


def _path(trail: Trail, category: str) -> str:
    return trail.links.to_read[VISAS][trail.context.language.tag] + category


def _statement(trail: Trail) -> Markup:
    return trail.say(trail.content.ruleset.about.statement.said({}))

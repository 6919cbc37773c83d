"""What a webmaster chose in the kit, and what follows from it: addresses, and the HTML to copy."""

from __future__ import annotations

from dataclasses import dataclass

from wtforms import Form

from widget.partners.snippet import snippet
from widget.rules.graph import clashing, graph_of
from widget.rules.model import Ruleset
from widget.rules.people import first_way
from widget.rules.walk import Answers
from widget.web.context import Context, current_content
from widget.web.kit_form import HEIGHT, LANGUAGE, presets_in
from widget.web.urls import Links, links_of, query_of, urls, with_query


@dataclass(frozen=True)
class Choice:
    """What the webmaster chose; without a `language`, each visitor gets their own.

    `height` is in px. `title` is the title of the frame, in the chosen language or else in the
    kit's. `example` has the answers of a result that visitors with these presets can reach.
    """

    links: Links
    language: str | None
    presets: Answers
    height: int
    title: str
    example: Answers

    @property
    def path(self) -> str:
        """The path of the first step, or the partner's entry if no language was chosen."""
        return self._path(self.presets)

    @property
    def result(self) -> str:
        """The path of the example."""
        return self._path(self.example)

    @property
    def address(self) -> str | None:
        """The absolute address of the path, or None if our origin is unknown."""
        return urls().absolute(self.path)

    @property
    def direct(self) -> str | None:
        """The shortest such address, for posters: it leaves out presets that the entry adds."""
        if self.language:
            return self.address
        answers = self.links.clearing_presets(self.presets)
        changed = [each for each in answers if each not in self.links.presets]
        return urls().absolute(with_query(self.links.entry, changed))

    @property
    def code(self) -> str | None:
        """The HTML to paste, or None if our origin is unknown."""
        address = self.address
        return address and snippet(address, self.title, self.height)

    @property
    def link(self) -> str | None:
        """The plain link, which is the last line of the HTML to paste, or None as above."""
        return self.code and self.code.splitlines()[-1]

    def _path(self, answers: Answers) -> str:
        if self.language:
            return self.links.languages[self.language] + query_of(answers)
        return with_query(self.links.entry, self.links.clearing_presets(answers))


def choice_of(form: Form, context: Context) -> Choice | None:
    """Return what was chosen; None if a value is wrong or the presets clash."""
    if form.errors or clash_in(form):
        return None
    ruleset, presets = current_content().ruleset, presets_in(form)
    language = form[LANGUAGE].data or None
    return Choice(
        links=links_of(context),
        language=language,
        presets=tuple(presets.items()),
        height=form[HEIGHT].data,
        title=current_content().words[language or context.language.tag].say(ruleset.about.title),
        example=_example(ruleset, presets),
    )


def clash_in(form: Form) -> tuple[str, ...]:
    """Return the ids of the questions whose presets clash; none if a value is wrong."""
    return () if form.errors else tuple(clashing(current_content().ruleset, presets_in(form)))


def _example(ruleset: Ruleset, presets: dict[str, str]) -> Answers:
    """Return the first path to a category, or else to an advice, that these presets allow."""
    graph, when = graph_of(ruleset), {key: frozenset({each}) for key, each in presets.items()}
    ways = (first_way(graph, when, ends) for ends in (ruleset.categories, ruleset.outcomes))
    return next(way for way in ways if way is not None)

"""Replay the answers in an address, and build the view of the step that they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from widget.content import Content
from widget.rules.walk import (
    Answers,
    Ask,
    Reached,
    SetAside,
    after,
    back,
    current_answers,
    leads_to_outcome,
    walk,
    without,
)
from widget.web.context import Context, current_content
from widget.web.outcome import outcome_view
from widget.web.urls import Links, Urls, links_of, query_of, urls
from widget.web.view import (
    AnswerLine,
    Aside,
    LanguageLink,
    Link,
    Navigation,
    OptionLink,
    QuestionView,
    StepView,
)
from widget.words import Words

MAX_ONE_COLUMN = 7
"""So many options fit on a phone in a frame of 560 px height; more get two columns."""


def step_view(context: Context, answers: Mapping[str, str]) -> StepView:
    """Return the view of the step that answers (question id → option id) lead to."""
    content = current_content()
    step = walk(content.ruleset, answers)
    words = content.words[context.language.tag]
    return _Builder(content, urls(), context, links_of(context), words).step(step, answers)


@dataclass(frozen=True)
class _Builder:
    """Builds the parts of a view for one partner and language."""

    content: Content
    urls: Urls
    context: Context
    links: Links
    words: Words

    def step(self, step: Ask | Reached, answers: Mapping[str, str]) -> StepView:
        current = current_answers(step)
        address = self.urls.absolute(self.links.first + query_of(current))
        refused = isinstance(step, Ask) and step.question.id in answers
        question = self._question(step, refused=refused) if isinstance(step, Ask) else None
        outcome = outcome_view(self.context, step, address) if isinstance(step, Reached) else None
        return StepView(
            step=step,
            status=400 if refused else 200,
            title=self._title(step, refused=refused),
            heading=self._heading(step),
            has_answers=bool(current),
            address=address,
            oembed=address and self.urls.absolute(self.urls.oembed_of(address)),
            answers=self._answers(step),
            asides=tuple(self._aside(each) for each in step.set_aside),
            navigation=self._navigation(step),
            is_front=not answers and self.context.partner is self.content.agency,
            question=question,
            outcome=outcome,
        )

    def _title(self, step: Ask | Reached, *, refused: bool) -> str:
        title = f"{self._heading(step)} – {self.context.partner.name}"
        if not refused:
            return title
        error = self.words.gettext("Error:")
        return f"{error} {title}"

    def _heading(self, step: Ask | Reached) -> str:
        return self.words.say(step.question.text if isinstance(step, Ask) else step.outcome.name)

    def _question(self, step: Ask, *, refused: bool) -> QuestionView:
        return QuestionView(
            options=tuple(self._options(step)),
            two_columns=len(step.question.options) > MAX_ONE_COLUMN,
            refused=refused,
        )

    def _options(self, step: Ask) -> Iterator[OptionLink]:
        """Yield the options as links. htmx swaps in questions; the browser opens outcomes."""
        for key, option in step.question.options.items():
            answers = after(step, option)
            ends = leads_to_outcome(self.content.ruleset, step, option)
            yield OptionLink(key, self.words.say(option.text), self._link(answers, swap=not ends))

    def _answers(self, step: Ask | Reached) -> tuple[AnswerLine, ...]:
        swap = isinstance(step, Ask)
        return tuple(
            AnswerLine(
                question=self.words.say(answer.question.short),
                answer=self.words.say(answer.option.text),
                change=self._link(without(step, answer), swap=swap),
            )
            for answer in step.trail
        )

    def _aside(self, aside: SetAside) -> Aside:
        question, option = aside.question, aside.option
        if option is None:
            return Aside(self.words.say(question.short), None, is_preset=False)
        is_preset = self.context.partner.presets.get(question.id) == option.id
        return Aside(self.words.say(question.short), self.words.say(option.text), is_preset)

    def _navigation(self, step: Ask | Reached) -> Navigation:
        swap, answers = isinstance(step, Ask), current_answers(step)
        query = query_of(answers)
        can_restart = step.set_aside or answers != self.links.presets
        return Navigation(
            back=self._link(back(step), swap=swap) if step.trail else None,
            restart=self._link(self.links.presets, swap=swap) if can_restart else None,
            own_page=self.links.first + query,
            languages=self._languages(query),
        )

    def _languages(self, query: str) -> tuple[LanguageLink, ...]:
        known = self.content.languages
        return tuple(
            LanguageLink(known[tag], path + query) for tag, path in self.links.languages.items()
        )

    def _link(self, answers: Answers, *, swap: bool) -> Link:
        query = query_of(answers)
        return Link(self.links.first + query, self.links.fragments + query if swap else None)

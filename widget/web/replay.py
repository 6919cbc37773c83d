"""Replay the answers in an address, and build the view of the step that they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from widget.content import Content
from widget.rules.walk import (
    Answer,
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
from widget.rules.wording import Text
from widget.web.context import Context, current_content
from widget.web.names import Say
from widget.web.outcome import outcome_view
from widget.web.render import say_in
from widget.web.urls import Links, Urls, links_of, query_of, urls
from widget.web.view import (
    AnswerLine,
    Aside,
    LanguageLink,
    Link,
    MoreView,
    Navigation,
    OptionLink,
    PresetLine,
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
    words, say = content.words[context.language.tag], say_in(context)
    return _Builder(content, urls(), context, links_of(context), words, say).step(step, answers)


@dataclass(frozen=True)
class _Builder:
    """Builds the parts of a view for one partner and language."""

    content: Content
    urls: Urls
    context: Context
    links: Links
    words: Words
    say: Say

    def step(self, step: Ask | Reached, answers: Mapping[str, str]) -> StepView:
        current = current_answers(step)
        address = self.urls.absolute(self.links.first + query_of(current))
        refused = isinstance(step, Ask) and step.question.id in answers
        question = self._question(step) if isinstance(step, Ask) else None
        outcome = outcome_view(self.context, step, address) if isinstance(step, Reached) else None
        return StepView(
            step=step,
            status=400 if refused else 200,
            title=self._title(step, refused=refused),
            heading=self.say(_heading(step)),
            headline=self.words.say(_heading(step)),
            has_answers=bool(current),
            address=address,
            oembed=address and self.urls.absolute(self.urls.oembed_of(address)),
            answers=self._answers(step),
            outdated=refused or any(key in self.content.ruleset.retired for key in answers),
            asides=tuple(self._aside(each) for each in step.set_aside),
            navigation=self._navigation(step),
            is_front=not answers and self.context.partner is self.content.agency,
            question=question,
            outcome=outcome,
        )

    def _title(self, step: Ask | Reached, *, refused: bool) -> str:
        name = self.context.partner.name.said_in(self.context.language.tag)
        title = f"{self.words.say(_heading(step))} – {name.text}"
        if not refused:
            return title
        error = self.words.gettext("Error:")
        return f"{error} {title}"

    def _question(self, step: Ask) -> QuestionView:
        more = step.question.more
        return QuestionView(
            options=self._options(step, more=False),
            more=MoreView(
                text=self.say(more.text),
                hint=self._given(more.hint),
                options=self._options(step, more=True),
            )
            if more
            else None,
            presets=self._presets(step),
            two_columns=len(step.question.options) > MAX_ONE_COLUMN,
        )

    def _options(self, step: Ask, *, more: bool) -> tuple[OptionLink, ...]:
        """Return the options in sight, or with `more` those that are folded away, as links.

        htmx swaps in questions; the browser opens outcomes.
        """
        return tuple(
            OptionLink(
                id=option.id,
                text=self.say(option.text),
                hint=self._given(option.hint),
                link=self._link(
                    after(step, option),
                    swap=not leads_to_outcome(self.content.ruleset, step, option),
                ),
            )
            for option in step.question.options.values()
            if option.more == more
        )

    def _given(self, text: Text | None) -> str | None:
        return self.say(text) if text else None

    def _presets(self, step: Ask) -> tuple[PresetLine, ...]:
        """Return the partner's answers, as long as the visitor has given none."""
        presets = self.context.partner.presets
        if any(presets.get(each.question.id) != each.option.id for each in step.trail):
            return ()
        return tuple(
            PresetLine(self._told(answer), self._link(without(step, answer), swap=True))
            for answer in step.trail
        )

    def _told(self, answer: Answer) -> str:
        question, option = answer.question, answer.option
        if option.told:
            return self.say(option.told)
        return Markup("{}: {}").format(self.say(question.short), self.say(option.text))

    def _answers(self, step: Ask | Reached) -> tuple[AnswerLine, ...]:
        swap = isinstance(step, Ask)
        return tuple(
            AnswerLine(
                question=self.say(answer.question.short),
                answer=self.say(answer.option.text),
                change=self._link(without(step, answer), swap=swap),
            )
            for answer in step.trail
        )

    def _aside(self, aside: SetAside) -> Aside:
        question, option = aside.question, aside.option
        if option is None:
            return Aside(self.say(question.short), None, is_preset=False)
        is_preset = self.context.partner.presets.get(question.id) == option.id
        return Aside(self.say(question.short), self.say(option.text), is_preset)

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


def _heading(step: Ask | Reached) -> Text:
    return step.outcome.name if isinstance(step, Reached) else step.question.text.said(step.given)

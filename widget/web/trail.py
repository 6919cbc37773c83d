"""Build what every step shows of a visitor's answers: a list of them, presets, and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from widget.content import Content
from widget.notices import PRIVACY
from widget.rules.walk import Answer, Answers, Ask, Reached, SetAside, current_answers, without
from widget.rules.wording import Text
from widget.web.context import Context, current_content
from widget.web.names import Say
from widget.web.render import say_in
from widget.web.urls import VISAS, Links, links_of, query_of, with_query
from widget.web.view import AnswerLine, Aside, LanguageLink, Link, Navigation, PresetsView
from widget.words import Words

Step = Ask | Reached


@dataclass(frozen=True)
class Trail:
    """Builds texts and links about the answers of a step, for one partner and language.

    `besides` holds the parameters that addresses of this step have beside answers: the visitor's
    citizenship. Links to other languages keep it, and links that change or give an answer.
    """

    content: Content
    context: Context
    links: Links
    words: Words
    say: Say
    besides: Answers

    @classmethod
    def of(cls, context: Context, besides: Answers = ()) -> Trail:
        """Return the trail for the partner and the language of a request."""
        content = current_content()
        words = content.words[context.language.tag]
        return cls(content, context, links_of(context), words, say_in(context), besides)

    def link(self, answers: Answers) -> Link:
        """Return the link to the step that answers lead to."""
        query = query_of(answers)
        return Link(self.links.first + query, self.links.fragments + query)

    def keeping(self, answers: Answers) -> Link:
        """Return the link to the step that answers lead to, with the parameters in `besides`."""
        return self.link((*answers, *self.besides))

    def changes(self, answers: Answers) -> Link:
        """Return the link to what would change the result that answers lead to."""
        query, language = query_of(answers), self.context.language.tag
        return Link(self.links.changes[language] + query, self.links.changes_fragments + query)

    def citizenship(self, answers: Answers) -> Link:
        """Return the link to the choice of a country, for the result that answers lead to."""
        query, language = query_of((*answers, *self.besides)), self.context.language.tag
        links = self.links
        return Link(links.citizenship[language] + query, links.citizenship_fragments + query)

    def described(self, answers: Answers) -> str:
        """Return the path of the step that answers lead to, for a site that will frame it.

        In the partner's first language, the path has no language: sites that chose no language
        arrive there, and their visitors should get their own (decision 25).
        """
        every = (*answers, *self.besides)
        if self.context.language.tag != self.context.partner.languages[0]:
            return self.links.first + query_of(every)
        return with_query(self.links.entry, self.links.clearing_presets(every))

    def given(self, text: Text | None) -> Markup | None:
        """Return a text as HTML, or None for None."""
        return self.say(text) if text else None

    def own(self, step: Step) -> list[Answer]:
        """Return those answers that led here which the visitor gave, and not the partner."""
        return [each for each in step.trail if not self.is_preset(each)]

    def presets(self, step: Ask) -> PresetsView | None:
        """Return the partner's answers that led here or are waiting; None if there are none."""
        every = (*step.trail, *step.waiting)
        told = tuple(self.told(each) for each in every if self.is_preset(each))
        kept = _pairs(each for each in every if not self.is_preset(each))
        return PresetsView(told, self.link(kept)) if told else None

    def answers(self, step: Step) -> tuple[AnswerLine, ...]:
        """Return the answers that led here, and the partner's answers that are waiting."""
        waiting = step.waiting if isinstance(step, Ask) else ()
        listed = (*step.trail, *(each for each in waiting if self.is_preset(each)))
        return tuple(self.line(step, answer) for answer in listed)

    def line(self, step: Step, answer: Answer) -> AnswerLine:
        """Return the line of an answer in the list, with the link that asks its question again."""
        kept = tuple(pair for pair in current_answers(step) if pair[0] != answer.question.id)
        return AnswerLine(
            question=self.say(answer.question.short),
            answer=self.say(answer.option.text),
            is_preset=self.is_preset(answer),
            change=self.keeping(kept),
        )

    def aside(self, aside: SetAside) -> Aside:
        """Return a line about an answer that was set aside."""
        question, option = aside.question, aside.option
        if option is None:
            return Aside(self.say(question.short), None, is_preset=False)
        is_preset = self.is_preset(Answer(question, option))
        return Aside(self.say(question.short), self.say(option.text), is_preset)

    def navigation(self, step: Step, wishes: Answers) -> Navigation:
        """Return the links that lead away from a step.

        Links to the same page in another language or in a new tab, and to pages to read, keep the
        parameters in `wishes`.
        """
        own, answers = self.own(step), current_answers(step)
        shown = (*answers, *wishes)
        can_restart = step.set_aside or answers != self.links.presets
        return Navigation(
            back=self.link(without(step, own[-1])) if own else None,
            restart=self.link(self.links.presets) if can_restart else None,
            own_page=self.keeping(shown).href,
            privacy=self.to_read(PRIVACY, shown),
            visas=self.to_read(VISAS, shown),
            languages=self.languages(self.links.languages, shown),
        )

    def to_read(self, end: str, answers: Answers) -> str | None:
        """Return the path of a page to read, which leads back to the step of the answers.

        `end` is the end of the path. Returns None if the content directory has no such page.
        """
        paths = self.links.to_read.get(end)
        if paths is None:
            return None
        return paths[self.context.language.tag] + query_of((*answers, *self.besides))

    def languages(self, paths: Mapping[str, str], answers: Answers) -> tuple[LanguageLink, ...]:
        """Return the links to a page in each language; `paths` maps language tags to its paths."""
        known, query = self.content.languages, query_of((*answers, *self.besides))
        return tuple(LanguageLink(known[tag], path + query) for tag, path in paths.items())

    def is_preset(self, answer: Answer) -> bool:
        """Return whether an answer is the partner's and not the visitor's own."""
        return self.context.partner.presets.get(answer.question.id) == answer.option.id

    def told(self, answer: Answer) -> Markup:
        """Return the words in which an answer of the partner is shown to the visitor."""
        question, option = answer.question, answer.option
        if option.told:
            return self.say(option.told)
        return Markup("{}: {}").format(self.say(question.short), self.say(option.text))


def _pairs(answers: Iterable[Answer]) -> Answers:
    return tuple((answer.question.id, answer.option.id) for answer in answers)

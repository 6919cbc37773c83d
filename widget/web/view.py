"""What a step shows: all that its templates print, worked out from one replay of the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from widget.languages import Language
from widget.partners.model import Contacts, Partner
from widget.rules.model import Category
from widget.rules.walk import (
    Answer,
    Answers,
    Ask,
    Reached,
    SetAside,
    after,
    back,
    here,
    leads_to_outcome,
    walk,
    without,
)
from widget.web.context import Context, content
from widget.web.mailto import mailto_query
from widget.web.urls import Links, links_of, query_of, urls, with_query
from widget.words import Words

ONE_COLUMN = 7
"""So many options stand under each other within 560 px on a phone; more need two columns."""


@dataclass(frozen=True)
class Link:
    """A link to another step; with a fragment, htmx swaps that in instead."""

    href: str
    fragment: str | None


@dataclass(frozen=True)
class OptionLink:
    """An option of the question being asked."""

    id: str
    text: str
    link: Link


@dataclass(frozen=True)
class AnswerLine:
    """An answer in the list of answers, and the link that changes it."""

    question: str
    answer: str
    change: Link


@dataclass(frozen=True)
class Aside:
    """An answer that was left out; `answer` is None where there is no such option."""

    question: str
    answer: str | None
    is_preset: bool


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    language: Language
    href: str


@dataclass(frozen=True)
class Navigation:
    """The ways on from a step; None where there is no such way."""

    back: Link | None
    restart: Link | None
    own_page: str
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True)
class QuestionView:
    """The options of a question; `refused` means that the answer in the address does not exist."""

    options: tuple[OptionLink, ...]
    two_columns: bool
    refused: bool


@dataclass(frozen=True)
class ContactsView:
    """How to reach somebody; `mailto` has the e-mail written as far as the result tells."""

    contacts: Contacts
    mailto: str | None
    site: str | None


@dataclass(frozen=True)
class ShareView:
    """Where a result can be sent."""

    address: str
    email: str
    whatsapp: str
    telegram: str
    qr: str


@dataclass(frozen=True)
class OutcomeView:
    """What only an outcome shows; `partner` is None without contacts of the partner's own."""

    is_category: bool
    deciding: tuple[Answer, ...]
    agency: ContactsView
    partner: ContactsView | None
    share: ShareView | None


@dataclass(frozen=True)
class StepView:
    """What a step shows: one of `question` and `outcome` is not None.

    `address` and `oembed` are absolute, None where ours is not known. `is_front` means that this is
    the agency's first page, the only one for search engines.
    """

    step: Ask | Reached
    status: int
    heading: str
    has_answers: bool
    address: str | None
    oembed: str | None
    answers: tuple[AnswerLine, ...]
    asides: tuple[Aside, ...]
    navigation: Navigation
    is_front: bool
    question: QuestionView | None
    outcome: OutcomeView | None


def step_view(context: Context, answers: Mapping[str, str]) -> StepView:
    """Replay the answers in an address (question id to option id), and build the view."""
    step = walk(content().ruleset, answers)
    words = content().words[context.language.tag]
    return _Builder(context, links_of(context), words).step(step, answers)


@dataclass(frozen=True)
class _Builder:
    """Builds the parts of a view for one partner and language."""

    context: Context
    links: Links
    words: Words

    def step(self, step: Ask | Reached, answers: Mapping[str, str]) -> StepView:
        given = here(step)
        address = urls().absolute(self.links.first + query_of(given))
        question = self._question(step, answers) if isinstance(step, Ask) else None
        outcome = self._outcome(step, address) if isinstance(step, Reached) else None
        return StepView(
            step=step,
            status=400 if question and question.refused else 200,
            heading=self._heading(step),
            has_answers=bool(given),
            address=address,
            oembed=address and urls().absolute(urls().oembed_of(address)),
            answers=self._answers(step),
            asides=tuple(self._aside(each) for each in step.set_aside),
            navigation=self._navigation(step),
            is_front=not answers and self.context.partner is content().agency,
            question=question,
            outcome=outcome,
        )

    def _heading(self, step: Ask | Reached) -> str:
        return self.words.say(step.question.text if isinstance(step, Ask) else step.outcome.name)

    def _question(self, step: Ask, answers: Mapping[str, str]) -> QuestionView:
        return QuestionView(
            options=tuple(self._options(step)),
            two_columns=len(step.question.options) > ONE_COLUMN,
            refused=step.question.id in answers,
        )

    def _outcome(self, step: Reached, address: str | None) -> OutcomeView:
        name = self._heading(step)
        letter = mailto_query(self.words, name, address)
        return OutcomeView(
            is_category=isinstance(step.outcome, Category),
            deciding=_deciding(step),
            agency=_contacts(content().agency, letter),
            partner=self._own_contacts(letter),
            share=self._share(step, name, address) if address else None,
        )

    def _options(self, step: Ask) -> Iterator[OptionLink]:
        """Questions are swapped in, outcomes are navigated to."""
        for key, option in step.question.options.items():
            answers = after(step, option)
            ends = leads_to_outcome(content().ruleset, step, option)
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
        swap, answers = isinstance(step, Ask), here(step)
        query = query_of(answers)
        can_restart = step.set_aside or answers != self.links.presets
        return Navigation(
            back=self._link(back(step), swap=swap) if step.trail else None,
            restart=self._link(self.links.presets, swap=swap) if can_restart else None,
            own_page=self.links.first + query,
            languages=self._languages(query),
        )

    def _languages(self, query: str) -> tuple[LanguageLink, ...]:
        known = content().languages
        return tuple(
            LanguageLink(known[tag], path + query) for tag, path in self.links.languages.items()
        )

    def _link(self, answers: Answers, *, swap: bool) -> Link:
        query = query_of(answers)
        return Link(self.links.first + query, self.links.fragments + query if swap else None)

    def _own_contacts(self, letter: str) -> ContactsView | None:
        partner = self.context.partner
        if partner.contacts is None or partner.contacts == content().agency.contacts:
            return None
        return _contacts(partner, letter)

    def _share(self, step: Reached, outcome: str, address: str) -> ShareView:
        text, link = quote(outcome, safe="/"), quote(address, safe="/")
        query = (("kit-language", self.context.language.tag), *self.links.exactly(here(step)))
        return ShareView(
            address=address,
            email=f"mailto:?subject={text}&body={link}",
            whatsapp=f"https://wa.me/?text={text}%20{link}",
            telegram=f"https://t.me/share/url?url={link}&text={text}",
            qr=with_query(self.links.qr, query),
        )


def _deciding(step: Reached) -> tuple[Answer, ...]:
    """The last answer, after the earlier ones that its row reads."""
    *earlier, last = step.trail
    read = last.option.row(dict(here(step))).when
    return (*(each for each in earlier if each.question.id in read), last)


def _contacts(partner: Partner, letter: str) -> ContactsView:
    contacts = partner.contacts or Contacts(None, ())
    mailto = f"mailto:{contacts.email}?{letter}" if contacts.email else None
    return ContactsView(contacts, mailto, partner.site)

"""The kit's form: language, height, and an answer to each question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.meta import DefaultMeta
from wtforms.validators import NumberRange

from widget.partners.snippet import DEFAULT_HEIGHT_PX, MAX_HEIGHT_PX, MIN_HEIGHT_PX
from widget.rules.model import Question, Ruleset
from widget.web.context import Context, current_content

# Ids of questions have no hyphen, so these names never collide with them.
LANGUAGE, HEIGHT = "kit-language", "kit-height"
LIMITS = {"least": MIN_HEIGHT_PX, "most": MAX_HEIGHT_PX}


class Told(NamedTuple):
    """The id of a question, and the question and its chosen answer in words."""

    key: str
    question: str
    answer: str


class _OurWords:
    """Replaces WTForms' messages with our own, in the webmaster's language."""

    def gettext(self, text: str) -> str:
        return {
            "Not a valid choice.": gettext("Choose one from the list."),
            "Not a valid integer value.": _wrong_height(),
        }.get(text, text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return singular if number == 1 else plural


class _KitForm(Form):
    class Meta(DefaultMeta):
        def get_translations(self, form: object) -> _OurWords:  # noqa: ARG002 - WTForms gives it
            return _OurWords()


def kit_form(context: Context) -> Form:
    """Return the validated form of the kit. A field that the address omits has its default."""
    values = _defaults(context) | request.args.to_dict()
    questions = current_content().ruleset.questions.values()
    fields: dict[str, Any] = {
        LANGUAGE: SelectField(gettext("Language of the questionnaire"), choices=_offered(context)),
        HEIGHT: IntegerField(
            gettext("Least height of the frame, in pixels (%(least)s to %(most)s)", **LIMITS),
            validators=[NumberRange(MIN_HEIGHT_PX, MAX_HEIGHT_PX, _wrong_height())],
        ),
        **{each.id: _answers(context, each, values) for each in questions},
    }
    form: Form = type("KitForm", (_KitForm,), fields)(MultiDict(values))
    form.validate()
    return form


def short_query(context: Context) -> list[tuple[str, str]]:
    """Return the parameters of the requested address, without those that equal a default."""
    defaults = _defaults(context)
    return [(key, value) for key, value in request.args.items() if value != defaults.get(key)]


def common_questions(ruleset: Ruleset) -> tuple[str, ...]:
    """Return the ids of the questions that partners are most likely to answer.

    These are the first question and, of the others, the one with the most options.
    """
    first, *others = ruleset.questions.values()
    most = sorted(others, key=lambda each: len(each.options), reverse=True)
    return (first.id, *(each.id for each in most[:1]))


def presets_in(form: Form) -> dict[str, str]:
    """Return the answers that were chosen: question id → option id."""
    return {key: form[key].data for key in current_content().ruleset.questions if form[key].data}


def told(form: Form, keys: Iterable[str]) -> tuple[Told, ...]:
    """Return the answers to some questions, given by their ids, in words."""
    return tuple(Told(key, form[key].label.text, _label(form[key])) for key in keys)


def _label(field: SelectField) -> str:
    return next(str(each.label) for each in field.choices if each.value == field.data)


def _defaults(context: Context) -> dict[str, str]:
    """Return field → its value if the address omits it."""
    nothing = dict.fromkeys((LANGUAGE, *current_content().ruleset.questions), "")
    return nothing | {HEIGHT: str(DEFAULT_HEIGHT_PX)} | dict(context.partner.presets)


def _answers(context: Context, question: Question, values: dict[str, str]) -> SelectField:
    """Return the field of a question, worded for visitors who give the other `values`."""
    say = current_content().words[context.language.tag].say
    # Translators: The option of a list with which no answer is filled in.
    options = [SelectChoice("", gettext("ask the visitor"))]
    options += [SelectChoice(key, say(each.text)) for key, each in question.options.items()]
    return SelectField(say(question.text.said(values)), choices=options)


def _wrong_height() -> str:
    return gettext("Enter a whole number from %(least)s to %(most)s.", **LIMITS)


def _offered(context: Context) -> list[SelectChoice]:
    # Translators: The option of the list of languages with which the visitor’s browser decides.
    own = SelectChoice("", gettext("as in the visitor’s browser"))
    known = current_content().languages
    offered = [known[tag] for tag in context.partner.languages]
    return [own, *(SelectChoice(each.tag, each.name, {"lang": each.tag}) for each in offered)]

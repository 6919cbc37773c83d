"""The kit's form: language, height, and an answer to each question."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.meta import DefaultMeta
from wtforms.validators import NumberRange

from widget.partners.snippet import DEFAULT_HEIGHT_PX, MAX_HEIGHT_PX, MIN_HEIGHT_PX
from widget.web.context import Context, current_content

# Ids of questions have no hyphen, so these names never collide with them.
LANGUAGE, HEIGHT = "kit-language", "kit-height"
LIMITS = {"least": MIN_HEIGHT_PX, "most": MAX_HEIGHT_PX}


class _OurWords:
    """Replaces WTForms' messages by our own in the webmaster's language."""

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
    """Return the kit's form. A field that the address leaves out gets its default or the preset."""
    say = current_content().words[context.language.tag].say
    fields: dict[str, Any] = {
        LANGUAGE: SelectField(gettext("Language"), choices=_languages(context)),
        HEIGHT: IntegerField(
            gettext("Least height of the frame, in pixels (%(least)s to %(most)s)", **LIMITS),
            validators=[NumberRange(MIN_HEIGHT_PX, MAX_HEIGHT_PX, _wrong_height())],
        ),
    }
    for question in current_content().ruleset.questions.values():
        # Translators: The choice that fills in no answer ahead.
        options = [SelectChoice("", gettext("ask the visitor"))]
        options += [SelectChoice(key, say(each.text)) for key, each in question.options.items()]
        fields[question.id] = SelectField(say(question.short), choices=options)
    presets = dict(context.partner.presets)
    defaults: dict[str, Any] = (
        dict.fromkeys(fields, "") | {HEIGHT: str(DEFAULT_HEIGHT_PX)} | presets
    )
    form: Form = type("KitForm", (_KitForm,), fields)(MultiDict(defaults | request.args.to_dict()))
    return form


def _wrong_height() -> str:
    return gettext("Enter a whole number from %(least)s to %(most)s.", **LIMITS)


def _languages(context: Context) -> list[SelectChoice]:
    # Translators: The choice of no language: that of the visitor’s browser.
    own = SelectChoice("", gettext("each visitor’s own"))
    known = current_content().languages
    offered = [known[tag] for tag in context.partner.languages]
    return [own, *(SelectChoice(each.tag, each.name, {"lang": each.tag}) for each in offered)]

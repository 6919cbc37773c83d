"""The form with which visitors choose their country."""

from __future__ import annotations

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from widget.rules.fields import CITIZENSHIP
from widget.web.context import Context, current_address
from widget.web.countries import countries_of


def citizenship_form(context: Context) -> Form:
    """Return the form in the language of a request, with the country from the address selected.

    Its field has the name of the citizenship parameter in addresses.
    """
    # Translators: The first entry in a list of countries, before the visitor chooses one.
    none = SelectChoice("", gettext("Choose a country"))
    names = countries_of(context).names
    choices = [none, *(SelectChoice(code, name) for code, name in names.items())]
    field = SelectField(choices=choices, validators=[InputRequired()])
    given = MultiDict(current_address().given)
    form: Form = type("CitizenshipForm", (Form,), {CITIZENSHIP: field})(given)
    return form

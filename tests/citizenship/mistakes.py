"""Mistakes in a citizenship.toml, each with the message that its author sees."""

from __future__ import annotations

CODE = "two capital letters by ISO 3166-1, like DE."
DATE = "a date like 2026-05-30, without quotation marks."
KEYS = (
    "as_of, categories, disagree, for_whom, limit, not_for, others, own, source, visa_free, when."
)

MISTAKES = {
    "an unknown key": (
        "not_for =",
        "not_four =",
        f"not_four: This key is not known. Did you mean not_for? Allowed: {KEYS}",
    ),
    "an unknown code": (
        '"AZ"',
        '"QQ"',
        f"disagree[1]: There is no country 'QQ'. Allowed: {CODE}",
    ),
    "another country's usual letters": (
        '"AZ"',
        '"UK"',
        f"disagree[1]: There is no country 'UK'. Did you mean GB? Allowed: {CODE}",
    ),
    "a code of three letters": (
        '"FR"',
        '"FRA"',
        f"visa_free[1].countries[2]: There is no country 'FRA'. Did you mean FR? Allowed: {CODE}",
    ),
    "a code in small letters": (
        '"KZ"',
        '"kz"',
        f"own: There is no country 'kz'. Did you mean KZ? Allowed: {CODE}",
    ),
    "a union": ('"BR"', '"EU"', f"others[2]: There is no country 'EU'. Allowed: {CODE}"),
    "a country in two groups": (
        '"IN"',
        '"DE"',
        "visa_free[2].countries[1]: DE is also in visa_free[1].countries[1]. "
        "Allowed: each country once.",
    ),
    "a country twice in a list": (
        '"BR"',
        '"AF"',
        "others[2]: AF is also in others[1]. Allowed: each country once.",
    ),
    "the own country among others": (
        '"BR"',
        '"KZ"',
        "others[2]: KZ is also in own. Allowed: each country once.",
    ),
    "an unknown category": (
        '["tourist"]',
        '["torist"]',
        "categories[1]: There is no category 'torist'. Did you mean tourist? Allowed: "
        "diplomatic, tourist.",
    ),
    "an advice for a category": (
        '["tourist"]',
        '["ask_agency"]',
        "categories[1]: There is no category 'ask_agency'. Allowed: diplomatic, tourist.",
    ),
    "no category": ('["tourist"]', "[]", "categories: This is empty. Allowed: at least one entry."),
    "an unknown question": (
        "passport =",
        "pasport =",
        "when.pasport: There is no question 'pasport'. Did you mean passport? Allowed: passport, "
        "place, purpose.",
    ),
    "an unknown answer": (
        '["abroad"]',
        '["abroard"]',
        "when.place: There is no option of place 'abroard'. Did you mean abroad? Allowed: abroad, "
        "inside.",
    ),
    "answers that do not lead there": (
        '"ordinary"',
        '"diplomatic"',
        "categories[1]: Nobody with the answers in when reaches tourist.",
    ),
    "a text as a date": (
        "2026-02-17",
        '"17 February 2026"',
        f"as_of: A date is expected, not '17 February 2026'. Allowed: {DATE}",
    ),
    "a date that does not exist": (
        "2026-02-17",
        "2026-02-31",
        f"line 3, column 9: This is not a valid date. Allowed: {DATE}",
    ),
    "no date": ("as_of = 2026-02-17\n", "", f"as_of: This key is missing. Allowed: {DATE}"),
    "no days": ("days = 14", "days = 0", "visa_free[2].days: 0 is too small. Allowed: at least 1."),
    "days as a text": (
        "days = 14",
        'days = "14"',
        "visa_free[2].days: A whole number is expected, not '14'. Allowed: a whole number in "
        "digits, without quotation marks.",
    ),
    "a group without countries": (
        '["IN"]',
        "[]",
        "visa_free[2].countries: This is empty. Allowed: at least one entry.",
    ),
    "an empty text": (
        '"A table"',
        '" "',
        "source: This is empty. Allowed: at least one character.",
    ),
}

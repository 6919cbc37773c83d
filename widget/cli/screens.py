"""Where the product's texts stand, for translators: by the file that holds them."""

from __future__ import annotations

CHANGES = (
    "On the page of what would change a result, such as "
    "/visakaz/en/changes?location=abroad&passport=service"
)

ANSWERS = "location=abroad&passport=national&capacity=none&purpose=tourism"
CHOICE = f"On the page where visitors choose their country: /visakaz/en/citizenship?{ANSWERS}"
NOTE = f"On a result, about stays without a visa: /visakaz/en/?{ANSWERS}&citizenship=DE"

NOTICES = "On the pages about privacy and accessibility, such as /visakaz/en/privacy"

SOURCES = "On the page about where everything is from: /visakaz/en/sources/"
VISAS = "On the pages of all categories: /visakaz/en/visas/ and /visakaz/en/visas/tourist"

SCREENS = {
    "templates/layout.html": "On every page of a draft, such as `widget demo --content` shows it.",
    "templates/new_tab.html": "On every page: after a link in its header or footer.",
    "templates/citizenship/": CHOICE,
    "templates/outcome/citizenship.html": NOTE,
    "templates/question/": "On the page of a question, such as /visakaz/en/",
    "templates/outcome/": "On a result: the page after the last question.",
    "templates/step/": "On questions and results, such as /visakaz/en/?location=abroad",
    "templates/changes/": CHANGES,
    "templates/kit/": "On the page for a partner’s webmaster, such as /visakaz/en/kit",
    "templates/notice.html": NOTICES,
    "templates/visas/": VISAS,
    "templates/sources.html": SOURCES,
    "widget/web/sources.py": SOURCES,
    "widget/web/visas": VISAS,
    "templates/error/": "On the page of an error, such as /visakaz/en/nowhere",
    "widget/web/kit": "On the page for a partner’s webmaster, such as /visakaz/en/kit",
    "widget/web/message.py": "In the e-mail to the agency that a result opens.",
    "widget/web/outcome.py": "In the e-mail to the agency that a result opens.",
    "widget/web/replay.py": "In the title of a page, before the question.",
    "widget/web/changes": CHANGES,
    "widget/web/citizenship": CHOICE,
    "widget/cli/diff/": "Printed by the command `widget diff`, for the agency.",
    "widget/cli/why.py": "Printed by the command `widget why`, for the agency.",
    "widget/cli/": "Printed by commands such as `widget table`, for the agency.",
}
"""Beginning of a file's path → where its texts stand. The first beginning that fits counts."""


def screen_of(file: str) -> list[str]:
    """Return the line about where the texts of a file stand; none if the file is not in SCREENS."""
    return [where for start, where in SCREENS.items() if file.startswith(start)][:1]

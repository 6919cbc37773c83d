"""Mistakes in a notices.toml, each with the message that its author sees."""

from __future__ import annotations

FILE = """\
[privacy]
title = "Privacy"
lead = "Nothing is stored."

[[privacy.sections]]
heading = "What is sent"
text = ["Your answers.", "{agency} is responsible."]
"""
"""A file without a mistake."""

MISTAKES = {
    "an unknown page": (
        FILE,
        f"[cookies]\n{FILE}",
        "cookies: This key is not known. Allowed: accessibility, privacy.",
    ),
    "an unknown key": (
        "lead =",
        'header = "Privacy"\nlead =',
        "privacy.header: This key is not known. Did you mean lead? Allowed: lead, sections, title.",
    ),
    "a key that is missing": (
        'lead = "Nothing is stored."\n',
        "",
        'privacy.lead: This key is missing. Allowed: a text in quotation marks, like "this".',
    ),
    "a text for a list of paragraphs": (
        '["Your answers.", "{agency} is responsible."]',
        '"Your answers."',
        "privacy.sections[1].text: A list is expected, not 'Your answers.'. "
        'Allowed: a list, like ["this", "that"].',
    ),
    "no paragraphs": (
        '["Your answers.", "{agency} is responsible."]',
        "[]",
        "privacy.sections[1].text: This is empty. Allowed: at least one entry.",
    ),
    "a paragraph that nobody sees": (
        '"Your answers."',
        '" "',
        "privacy.sections[1].text[1]: This is empty. Allowed: at least one character.",
    ),
    "a paragraph in two lines": (
        '"Your answers."',
        r'"Your\nanswers."',
        "privacy.sections[1].text[1]: 'Your\\nanswers.' has invisible characters: U+000A. "
        "Allowed: one line of letters, digits and signs.",
    ),
    "a name that stands for nothing": (
        "{agency} is",
        "{partner} is",
        "privacy.sections[1].text[2]: {partner} is not a known placeholder. Allowed: {agency}.",
    ),
}
"""Mistake → (the right words, the wrong words that replace them, the message)."""

"""Characters from Word or a web page in a file of the agency or of a partner."""

from __future__ import annotations

import pytest

from widget.files.toml import parse_toml
from widget.problems import Problems

QUOTES = 'Allowed: the straight one, ".'
KEYBOARD = "Allowed: the hyphen of the keyboard, -."
BAR = "Allowed: an ordinary space."

MISTAKES = {
    "curly quotes": (
        "name = “Hotel Tulip”\ncity = 'Almaty'\nnote = “It’s new”",
        [
            "lines 1, 3: Typographic quotation marks: left double quotation mark, right double "
            f"quotation mark, right single quotation mark. {QUOTES}"
        ],
    ),
    "quotes of Russian texts": (
        "name = «Тюльпан»",
        [
            "line 1: Typographic quotation marks: left-pointing double angle quotation mark, "
            f"right-pointing double angle quotation mark. {QUOTES}"
        ],
    ),
    "one curly quote": (
        'name = "Hotel Tulip”',
        [f"line 1: Typographic quotation marks: right double quotation mark. {QUOTES}"],
    ),
    "one curly quote at the end of a list": (
        'names = ["Tulip", "Rose”]\r\n',
        [f"line 1: Typographic quotation marks: right double quotation mark. {QUOTES}"],
    ),
    "no-break spaces": (
        "name\u00a0= 'Tulip'\nsite =\u202f'https://tulip.example'",
        [f"lines 1, 2: Typographic spaces: no-break space, narrow no-break space. {BAR}"],
    ),
    "an invisible space": (
        "\u200bname = 'Tulip'",
        ["line 1: Invisible characters: zero width space. Allowed: the line, typed again."],
    ),
    "a dash in a name": (
        "[groups.visa–free]\n",
        [f"line 1: Typographic hyphens or dashes: en dash. {KEYBOARD}"],
    ),
    "a non-breaking hyphen in a name": (
        "[clauses.TOU‑1]\n[clauses.TOU‑2]",
        [f"lines 1, 2: Typographic hyphens or dashes: non-breaking hyphen. {KEYBOARD}"],
    ),
    "a Cyrillic letter in a key": (
        "goto = 'tourist'\nсlause = 'TOU-1'",
        ["line 2: “сlause” contains a look-alike: cyrillic small letter es. Allowed: clause."],
    ),
    "Cyrillic letters in a row and in a heading": (
        "[questions.рurpose]\nnext = [{ purpose = 'x', gоto = 'y' }]",
        [
            "line 1: “рurpose” contains a look-alike: cyrillic small letter er. Allowed: purpose.",
            "line 2: “gоto” contains a look-alike: cyrillic small letter o. Allowed: goto.",
        ],
    ),
    "several kinds": (
        "name\u00a0= “Tulip”",
        [
            "line 1: Typographic quotation marks: left double quotation mark, right double "
            f"quotation mark. {QUOTES}",
            f"line 1: Typographic spaces: no-break space. {BAR}",
        ],
    ),
    "on many lines": (
        "\n".join(f"a{n} = “x”" for n in range(9)),
        [
            "lines 1, 2, 3, 4, 5, …: Typographic quotation marks: left double quotation mark, "
            f"right double quotation mark. {QUOTES}"
        ],
    ),
}
"""What the author wrote, and what is said about it."""


@pytest.mark.parametrize(("text", "messages"), MISTAKES.values(), ids=MISTAKES)
def test_the_character_is_named_with_its_lines(text: str, messages: list[str]) -> None:
    with pytest.raises(Problems) as raised:
        parse_toml(text.encode(), "hotel.toml")
    assert str(raised.value).splitlines() == [f"hotel.toml: {each}" for each in messages]


def test_texts_and_comments_may_hold_any_character() -> None:
    text = """# “Tulip” – an\u00a0inn
a = "“Tulip” – an\u00a0inn"
b = '“Хор”‑сlause = x'
c = \"\"\"
“Tulip”
\"\"\"
"""
    assert parse_toml(text.encode(), "hotel.toml")["b"] == "“Хор”‑сlause = x"


def test_another_mistake_beside_such_a_text_is_told_as_it_is() -> None:
    with pytest.raises(Problems) as raised:
        parse_toml('a = "“Tulip”"\nb ='.encode(), "hotel.toml")
    assert str(raised.value) == (
        "hotel.toml: line 2, column 4: The value cannot be read. "
        'Allowed: a text in quotation marks, like "this", or another value.'
    )

"""Which translation is shown for a text whose English has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from widget.matching import match
from widget.po import read_catalogue
from widget.rules.wording import Text

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def entry(place: str, english: str, words: str, before: str = "") -> str:
    """An entry of a catalogue; with `before`, the earlier English that an update wrote."""
    mark = f'#, fuzzy\n#| msgid "{before}"\n' if before else ""
    return f'{mark}msgctxt "{place}"\nmsgid "{english}"\nmsgstr "{words}"\n\n'


def unused(place: str, english: str, words: str) -> str:
    """An entry for a text that was unused at the last update."""
    lines = entry(place, english, words).strip().splitlines()
    return "".join(f"#~ {line}\n" for line in lines) + "\n"


def shown(catalogue: str, texts: list[tuple[str, str]], directory: Path) -> list[str]:
    """What is shown for each text; `texts` are pairs of place and English."""
    file = directory / "ru.po"
    file.write_text(HEAD + catalogue)
    asked = [Text(*text) for text in texts]
    found = match(asked, read_catalogue(file, "ru.po"))
    return [str(found[text].string) if text in found else text.english for text in asked]


STEPS = entry("ask.next", "Ask the agency.", "Спросите.") + entry(
    "ask.next", "Take your passport along.", "Возьмите паспорт."
)
"""A place with two texts."""

CASES = {
    "the same English": (entry("a", "One", "Раз"), [("a", "One")], ["Раз"]),
    "the same English at another place": (entry("b", "One", "Раз"), [("a", "One")], ["One"]),
    "a comma": (entry("a", "One", "Раз"), [("a", "One,")], ["Раз"]),
    "quite other words at a place of one text": (
        entry("a", "One", "Раз"),
        [("a", "Two")],
        ["Раз"],
    ),
    "a comma, and an update": (entry("a", "One,", "Раз", "One"), [("a", "One,")], ["Раз"]),
    "a comma, an update, and no comma again": (
        entry("a", "One,", "Раз", "One"),
        [("a", "One")],
        ["Раз"],
    ),
    "a comma, an update, and other words": (
        entry("a", "One,", "Раз", "One"),
        [("a", "Two")],
        ["Раз"],
    ),
    "another number": (
        entry("a", "Up to 30 days", "До 30 дней"),
        [("a", "Up to 90 days")],
        ["Up to 90 days"],
    ),
    "a comma beside a number": (
        entry("a", "Up to 30 days", "До 30 дней"),
        [("a", "Up to 30 days,")],
        ["До 30 дней"],
    ),
    "another number, which another program kept": (
        entry("a", "Up to 90 days", "До 30 дней", "Up to 30 days"),
        [("a", "Up to 90 days")],
        ["Up to 90 days"],
    ),
    "a name in braces more": (
        entry("a", "Ask the agency", "Спросите агентство"),
        [("a", "Ask {agency}")],
        ["Ask {agency}"],
    ),
    "a link more": (
        entry("a", "Change your answer", "Измените ответ"),
        [("a", "[Change your answer]")],
        ["[Change your answer]"],
    ),
    "other words of a link": (
        entry("a", "[Change] your answer", "[Измените] ответ"),
        [("a", "[Change your answer]")],
        ["[Измените] ответ"],
    ),
    "two texts where there was one": (
        entry("a", "One", "Раз"),
        [("a", "One"), ("a", "Two")],
        ["Раз", "Two"],
    ),
    "two other texts where there was one": (
        entry("a", "One", "Раз"),
        [("a", "Two"), ("a", "Six")],
        ["Two", "Six"],
    ),
    "one text where there were two": (STEPS, [("ask.next", "Ask an agency.")], ["Спросите."]),
    "one other text where there were two": (STEPS, [("ask.next", "Come.")], ["Come."]),
    "two texts of a list in another order": (
        STEPS,
        [("ask.next", "Take your passport along."), ("ask.next", "Ask the agency.")],
        ["Возьмите паспорт.", "Спросите."],
    ),
    "two texts of a list changed, in another order": (
        STEPS,
        [("ask.next", "Take your passports along."), ("ask.next", "Ask our agency.")],
        ["Возьмите паспорт.", "Спросите."],
    ),
    "a text of a list changed, and another one added": (
        STEPS,
        [
            ("ask.next", "Ask the consulate."),
            ("ask.next", "Ask the agency, please."),
            ("ask.next", "Take your passport along."),
        ],
        ["Ask the consulate.", "Спросите.", "Возьмите паспорт."],
    ),
    "what an update kept, though another text is more alike": (
        entry("a", "Nine", "Раз", "One") + entry("a", "Two", "Два", "Nines"),
        [("a", "Nine"), ("a", "Two")],
        ["Раз", "Два"],
    ),
    "a text that is used again": (unused("a", "One", "Раз"), [("a", "One")], ["Раз"]),
    "another text where one is not used any more": (
        unused("a", "One", "Раз"),
        [("a", "One,")],
        ["One,"],
    ),
    "a text that somebody emptied": (
        entry("a", "One", "") + unused("a", "Won", "Раз"),
        [("a", "One")],
        ["One"],
    ),
    "a translator's guess": (
        entry("a", "One", "Раз").replace("msgctxt", "#, fuzzy\nmsgctxt"),
        [("a", "One")],
        ["One"],
    ),
    "a guess where another text was": (
        entry("a", "One", "Раз").replace("msgctxt", "#, fuzzy\nmsgctxt"),
        [("a", "Two")],
        ["Two"],
    ),
    "texts without a place, as the product's": (
        'msgid "One"\nmsgstr "Раз"\n\n',
        [("", "One"), ("", "One,")],
        ["Раз", "One,"],
    ),
}
"""Change → the catalogue, the current texts, and what is shown."""


@pytest.mark.parametrize(("catalogue", "texts", "words"), CASES.values(), ids=CASES)
def test_a_text_keeps_the_translation_of_its_place(
    catalogue: str, texts: list[tuple[str, str]], words: list[str], tmp_path: Path
) -> None:
    assert shown(catalogue, texts, tmp_path) == words

"""Catalogues: their mistakes are reported with lines, and `make translations` updates them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.rules.generated import edited
from widget.cli.catalogues import (
    Catalogues,
    extract,
    product_catalogues,
    product_template,
    rules_catalogues,
    update_all,
)
from widget.cli.translations import check_catalogue, check_words
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.settings import CONTENT, TRANSLATIONS, Settings

PRODUCT = (TRANSLATIONS / "ru" / "LC_MESSAGES" / "messages.po").read_text()
RULES = (CONTENT / "words" / "ru.po").read_text()

WHY = 'msgid "Why"\nmsgstr "Почему"\n'
ASK = 'msgid "Ask the agency %(agency)s"\nmsgstr "Спросите агентство %(agency)s"\n'
WHERE = 'msgctxt "location"\nmsgid "Where are you now?"\nmsgstr "Где вы сейчас?"\n'
NUMBERED = 'msgstr[2] "Вопрос %(number)s, ещё не больше %(num)s"\n'
MAKE = "To fix this, run: make translations"
WORDS = r"Allowed: plain text, without <, >, &, an address or \n."
LINE = (
    "This line cannot be read. Allowed: a comment after #, or msgid or msgstr and a text in "
    'quotation marks, in it \\" for ".'
)

# Mistake → the text that is replaced, what replaces it, the messages. `{line}` is the line of the
# msgid, `{+1}` the next one.
MISTAKES = {
    "not translated": (WHY, 'msgid "Why"\nmsgstr ""\n', ["line {line}: “Why” is not translated."]),
    "translated as a blank": (
        WHY,
        'msgid "Why"\nmsgstr " "\n',
        ["line {line}: “Why” is not translated."],
    ),
    "not there": (WHY, "", [f"templates/outcome/advice.html: “Why” is missing. {MAKE}"]),
    "a fuzzy translation": (
        WHY,
        f"#, fuzzy\n{WHY}",
        [
            "line {+1}: The translation of “Why” is marked as a guess (fuzzy). "
            "Allowed: the right words, without the mark."
        ],
    ),
    "a text that is no longer used": (
        WHY,
        WHY + '\nmsgid "Because"\nmsgstr "Потому"\n',
        ["line {+3}: “Because” is not used any more. " + MAKE],
    ),
    "a changed text": (
        WHERE,
        WHERE.replace("are", "were"),
        [
            f"location: “Where are you now?” is missing. {MAKE}",
            "line {+1}: The English of location was “Where were you now?” "
            f"and is now “Where are you now?”. {MAKE}",
        ],
    ),
    "an obsolete entry": (
        WHERE,
        WHERE.replace("Где вы сейчас?", "") + '\n#~ msgctxt "location"\n#~ msgid "Where?"\n'
        '#~ msgstr "Где?"\n',
        [
            "line {+1}: “Where are you now?” is not translated.",
            "line {+5}: The English of location was “Where?” and is now “Where are you now?”. "
            "Allowed: no entry with #~.",
        ],
    ),
    "a placeholder misspelt": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство %(agence)s"),
        [
            "line {line}: “Спросите агентство %(agence)s” holds %(agence)s. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "a placeholder broken": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство %(agency) s"),
        [
            "line {line}: “Спросите агентство %(agency) s” holds %. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "a placeholder left out": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство"),
        [
            "line {line}: “Спросите агентство” holds no placeholder. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "a lone percent sign": (
        WHY,
        WHY.replace("Почему", "100 %"),
        ["line {line}: “100 %” holds %. Allowed: no placeholder, as in the English."],
    ),
    "a tag": (
        WHY,
        WHY.replace("Почему", "<b>Почему</b>"),
        [f"line {{line}}: “<b>Почему</b>” is not plain text. {WORDS}"],
    ),
    "an entity": (
        WHY,
        WHY.replace("Почему", "Почему&nbsp;"),
        [f"line {{line}}: “Почему&nbsp;” is not plain text. {WORDS}"],
    ),
    "a plural form left out": (
        NUMBERED,
        'msgstr[2] ""\n',
        [
            "line {-4}: “Question %(number)s, at most %(num)s more” lacks a plural form, "
            "msgstr[2]. Allowed: none empty."
        ],
    ),
    "a plural form too many": (
        NUMBERED,
        NUMBERED + NUMBERED.replace("2", "3"),
        [
            "line {-4}: This entry cannot be read: msg has more translations than num_plurals of "
            "catalog. Allowed: msgid with the English, then msgstr with the translation."
        ],
    ),
    "quotation marks left open, twice": (
        WHY,
        'msgid "Why\nmsgstr "Почему\n',
        [f"line {{line}}: {LINE}", f"line {{+1}}: {LINE}"],
    ),
    "a merge conflict": (WHY, f"<<<<<<< HEAD\n{WHY}", [f"line {{line}}: {LINE}"]),
    "an entry twice": (
        WHY,
        f"{WHY}\n{WHY.replace('Почему', 'Отчего')}",
        ["line {+3}: This text occurs a second time. Allowed: each text once."],
    ),
    "an incomplete entry": (
        WHY,
        'msgid "Why"\n',
        [
            "line {line}: This entry cannot be read: missing msgstr for msgid 'Why'. "
            "Allowed: msgid with the English, then msgstr with the translation."
        ],
    ),
    "an invalid header": (
        "nplurals=3;",
        "nplurals=three;",
        ["the header: It cannot be read: invalid literal for int() with base 10: 'three'."],
    ),
    "another charset in the header": (
        "charset=utf-8",
        "charset=windows-1251",
        [
            "the header: It names the charset windows-1251, but the file is read as UTF-8. "
            "Allowed: charset=utf-8."
        ],
    ),
    "a fuzzy header": (
        "# The product's words in Russian.\n",
        "#, fuzzy\n",
        ["the header: It is marked as a guess (fuzzy), so no text is used."],
    ),
}


@pytest.fixture(scope="module")
def product() -> Catalogues:
    """The catalogues of the product's words. They are made once, since extraction is slow."""
    return product_catalogues(Settings())


@pytest.fixture(scope="module")
def rules() -> Catalogues:
    """The catalogues of the rules' words."""
    return rules_catalogues(Settings())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with copies of the content and of all catalogues, which the test may change."""
    return Settings(
        content=shutil.copytree(CONTENT, tmp_path / "content"),
        translations=shutil.copytree(TRANSLATIONS, tmp_path / "translations"),
    )


def russian(settings: Settings) -> Path:
    """The Russian catalogue of the product's words."""
    return settings.translations / "ru" / "LC_MESSAGES" / "messages.po"


def check_file(file: Path, template: Catalog) -> tuple[str, ...]:
    """Check a catalogue under the name `new.po`, and return the messages."""
    try:
        found = tuple(check_catalogue("new.po", read_catalogue(file, "new.po"), template))
    except Problems as unreadable:
        found = unreadable.problems
    return tuple(map(str, found))


def check_all(settings: Settings) -> list[str]:
    """Check the words of all languages, and return the messages."""
    with pytest.raises(Problems) as found:
        check_words(settings)
    return [str(problem) for problem in found.value.problems]


def fill_in(problem: str, line: int) -> str:
    """Replace `{line}`, `{+1}` and so on by line numbers."""
    names = {f"+{more}": line + more for more in range(1, 9)} | {"-4": line - 4, "line": line}
    for name, number in names.items():
        problem = problem.replace(f"{{{name}}}", str(number))
    return problem


@pytest.mark.parametrize(("right", "wrong", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_with_its_line(
    right: str,
    wrong: str,
    problems: list[str],
    tmp_path: Path,
    product: Catalogues,
    rules: Catalogues,
) -> None:
    text, kind = (RULES, rules) if right in RULES and right not in PRODUCT else (PRODUCT, product)
    file = tmp_path / "new.po"
    file.write_text(edited(text, (right, wrong)))
    line = text.partition(right)[0].count("\n") + 1
    messages = tuple(f"new.po: {fill_in(each, line)}" for each in problems)
    assert check_file(file, kind.template) == messages


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "It cannot be read: No such file or directory."),
        (
            RULES.encode("cp1251", "replace"),
            "line 19: This is not UTF-8. Allowed: files saved as UTF-8.",
        ),
        (
            RULES.encode("utf-8-sig"),
            "line 1: The file begins with a byte order mark. "
            "Allowed: files saved as UTF-8 without one.",
        ),
    ],
    ids=["a missing file", "another encoding", "a byte order mark"],
)
def test_an_unreadable_catalogue_is_reported(
    content: bytes | None, problem: str, tmp_path: Path, rules: Catalogues
) -> None:
    file = tmp_path / "new.po"
    if content is not None:
        file.write_bytes(content)
    assert check_file(file, rules.template) == (f"new.po: {problem}",)


def test_in_an_empty_file_every_text_is_reported_as_missing(
    tmp_path: Path, rules: Catalogues
) -> None:
    (tmp_path / "new.po").touch()
    messages = check_file(tmp_path / "new.po", rules.template)
    assert messages[0] == f"new.po: about.title: “Visa for Kazakhstan” is missing. {MAKE}"
    assert len(messages) == len(rules.template)


def test_mistakes_in_all_catalogues_are_reported_at_once(settings: Settings) -> None:
    for path in settings.content.parent.rglob("*.po"):
        path.write_text(path.read_text() + "\nnonsense\n")
    assert [message.partition(": ")[0] for message in check_all(settings)] == [
        "kk.po",
        "ru.po",
        "translations/kk/LC_MESSAGES/messages.po",
        "translations/ru/LC_MESSAGES/messages.po",
    ]


def test_a_stale_template_is_reported(settings: Settings) -> None:
    product_template(settings).unlink()
    stale = "translations/messages.pot: It does not match the texts in the code."
    assert check_all(settings) == [f"{stale} {MAKE}"]


def test_markup_in_the_english_is_reported(settings: Settings) -> None:
    rules = settings.content / "rules.toml"
    rules.write_text(edited(rules.read_text(), ("Where are you now?", "Where <b>are</b> you?")))
    assert check_all(settings)[0] == (
        f"rules.toml: location: “Where <b>are</b> you?” is not plain text. {WORDS}"
    )


def test_a_page_template_with_a_syntax_error_is_reported(tmp_path: Path) -> None:
    (tmp_path / "babel.cfg").write_text("[jinja2: templates/**.html]\nsilent = false\n")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("<p>\n{% fi %}\n")
    with pytest.raises(Problems) as found:
        extract(tmp_path)
    assert found.value.problems == (
        Problem(
            "templates/page.html",
            "line 2",
            "This is not a template: Encountered unknown tag 'fi'.",
        ),
    )


# `make translations`.


def test_an_update_does_not_change_current_catalogues(settings: Settings) -> None:
    update_all(settings)
    assert russian(settings).read_text() == PRODUCT
    assert (settings.content / "words" / "ru.po").read_text() == RULES
    kept = (TRANSLATIONS / "messages.pot").read_text()
    assert product_template(settings).read_text() == kept


def test_an_update_adds_new_texts_and_marks_old_ones_as_obsolete(settings: Settings) -> None:
    for path in (russian(settings), settings.content / "words" / "ru.po"):
        path.write_text(path.read_text().replace('msgid "W', 'msgid "Old w'))
    update_all(settings)
    for path in (russian(settings), settings.content / "words" / "ru.po"):
        assert f"{path.read_text()}\n".count("\n#~ msgid") > 1
    messages = check_all(settings)
    assert "is missing" not in "".join(messages)
    assert any(each.endswith("“Where are you now?” is not translated.") for each in messages)
    was = "The English of location was “Old where are you now?” and is now “Where are you now?”."
    assert any(each.endswith(f"{was} Allowed: no entry with #~.") for each in messages)


def test_an_update_fills_an_empty_file_with_all_texts(settings: Settings) -> None:
    words = settings.content / "words" / "pt-BR.po"
    words.touch()
    update_all(settings)
    begun = settings.translations / "pt_BR" / "LC_MESSAGES" / "messages.po"
    for path in (words, begun):
        catalogue = read_catalogue(path, path.name)
        assert (str(catalogue.locale), catalogue.num_plurals) == ("pt_BR", 2)
        assert path.read_text().startswith("# The words in Português (Brasil).\n")
    messages = [each for each in check_all(settings) if "pt" in each.partition(": ")[0]]
    assert len(messages) > 300
    assert all(each.endswith(" is not translated.") for each in messages)


# Compiled catalogues, from which the product's words are shown.

COMPILED = "translations/ru/LC_MESSAGES/messages.mo"
ANEW = f"To fix this, run: rm -f {COMPILED} && make install"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(WHY, WHY.replace("Почему", "Отчего")), ("nplurals=3; plural=(", "nplurals=3; plural=(1-")],
    ids=["a word", "the rule for plural forms"],
)
def test_a_catalogue_that_was_not_compiled_is_reported(
    right: str, wrong: str, settings: Settings
) -> None:
    russian(settings).write_text(edited(PRODUCT, (right, wrong)))
    assert check_all(settings) == [f"{COMPILED}: It differs from the .po file. {ANEW}"]


def test_other_headers_in_the_compiled_catalogue_do_not_matter(settings: Settings) -> None:
    """Every tool writes its own header."""
    russian(settings).write_text(edited(PRODUCT, ("Language-Team: ru", "Language-Team: Almaty")))
    check_words(settings)

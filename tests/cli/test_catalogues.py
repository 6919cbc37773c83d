"""Catalogues: their mistakes are reported with lines; texts to look at are warnings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.content import RURITANIA
from tests.rules.generated import edited
from widget.cli.catalogues import (
    UPDATE_ALL,
    UPDATE_WORDS,
    Catalogues,
    extract,
    product_template,
)
from widget.cli.judge_catalogue import check_catalogue
from widget.cli.translations import check_words
from widget.po import read_catalogue
from widget.problems import Problem, Problems
from widget.settings import TRANSLATIONS, Settings

HEADER = r"""msgid ""
msgstr ""
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\n"
"Content-Type: text/plain; charset=utf-8\n"
"""
WHY = 'msgid "Reload"\nmsgstr "Обновить"\n'
ASK = 'msgid "Ask the agency %(agency)s"\nmsgstr "Спросите агентство %(agency)s"\n'
NUMBERED = 'msgstr[2] "Вопрос %(number)s, ещё не больше %(num)s"\n'
STEP = 'msgid "Change the [answer]."\nmsgstr "Измените [ответ]."\n'
QUESTION = (
    'msgid "Question %(number)s, at most %(num)s more"\n'
    'msgid_plural "Question %(number)s, at most %(num)s more"\n'
    'msgstr[0] "Вопрос %(number)s, потом %(num)s"\n'
    'msgstr[1] "Вопрос %(number)s, потом ещё %(num)s"\n'
    f"{NUMBERED}"
)
WHERE = 'msgctxt "location"\nmsgid "Where are you now?"\nmsgstr "Где вы сейчас?"\n'
NEED = (
    'msgctxt "need"\nmsgid "What do you need?"\nmsgstr "Что вам нужно?"\n',
    'msgctxt "need.short"\nmsgid "What you need"\nmsgstr "Что нужно"\n',
    'msgctxt "need.leave"\nmsgid "To leave"\nmsgstr "Уехать"\n',
)
PRODUCT = "\n".join([HEADER, WHY, ASK, STEP, QUESTION])
"""A catalogue of the product's words."""

RULES = "\n".join([HEADER, WHERE, *NEED])
"""A catalogue of the rules' words."""

FIRST = RULES.partition("Где")[0].count("\n") + 1
"""The first line that looks otherwise in another encoding."""

READ_AGAIN = "Allowed: a translation that somebody has reviewed, without the mark fuzzy."
MAKE = "To fix this, run: make translations"
UPDATE = "To fix this, run: widget words update"
WORDS = r"Allowed: plain text, without <, >, &, an address or \n."
LINE = (
    "This line cannot be read. Allowed: a comment after #, or msgid or msgstr with a text in "
    'quotation marks, in it \\" for ".'
)

# Mistake → the text that is replaced, what replaces it, the messages. `{line}` is the line of the
# msgid, `{+1}` the next one.
MISTAKES = {
    "a placeholder misspelt": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство %(agence)s"),
        [
            "line {line}: “Спросите агентство %(agence)s” contains %(agence)s. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "a placeholder broken": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство %(agency) s"),
        [
            "line {line}: “Спросите агентство %(agency) s” contains %. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "a placeholder left out": (
        ASK,
        ASK.replace("агентство %(agency)s", "агентство"),
        [
            "line {line}: “Спросите агентство” lacks %(agency)s. "
            "Allowed: %(agency)s, as in the English."
        ],
    ),
    "the brackets of a link left out": (
        STEP,
        STEP.replace("[ответ]", "ответ"),
        [
            "line {line}: “Измените ответ.” lacks [ ] around the words of the link. "
            "Allowed: [ ] around the words of the link, as in the English."
        ],
    ),
    "the end of a link left out": (
        STEP,
        STEP.replace("[ответ]", "[ответ"),
        [
            "line {line}: “Измените [ответ.” lacks ]. "
            "Allowed: [ ] around the words of the link, as in the English."
        ],
    ),
    "a lone percent sign": (
        WHY,
        WHY.replace("Обновить", "100 %"),
        ["line {line}: “100 %” contains %. Allowed: none, as in the English."],
    ),
    "a tag": (
        WHY,
        WHY.replace("Обновить", "<b>Обновить</b>"),
        [f"line {{line}}: “<b>Обновить</b>” is not plain text. {WORDS}"],
    ),
    "an entity": (
        WHY,
        WHY.replace("Обновить", "Обновить&nbsp;"),
        [f"line {{line}}: “Обновить&nbsp;” is not plain text. {WORDS}"],
    ),
    "a plural form left out": (
        NUMBERED,
        'msgstr[2] ""\n',
        [
            "line {-4}: “Question %(number)s, at most %(num)s more” lacks a plural form, "
            "msgstr[2]. Allowed: a text in each msgstr."
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
        'msgid "Reload\nmsgstr "Обновить\n',
        [f"line {{line}}: {LINE}", f"line {{+1}}: {LINE}"],
    ),
    "a quotation mark left open, behind signs of typography": (
        WHY,
        'msgid "Reload"\nmsgstr "Обновить\u00a0— «всё»\n',
        [f"line {{+1}}: {LINE}"],
    ),
    "a conflict of Git": (
        WHY,
        f"<<<<<<< HEAD\n{WHY}=======\n{WHY}>>>>>>> main\n",
        [
            "lines {line}, {+3}, {+6}: Git has left both sides of a conflict here. Allowed: one of "
            "them, without the lines that begin with <<<<<<<, ======= and >>>>>>>."
        ],
    ),
    "curly quotes and a no-break space, beside another mistake": (
        WHY,
        'msgid\u00a0"Reload"\nmsgstr “Обновить”\nnonsense\n',
        [
            "line {+1}: Typographic quotation marks: left double quotation mark, right double "
            'quotation mark. Allowed: the straight one, ".',
            "line {line}: Typographic spaces: no-break space. Allowed: an ordinary space.",
            f"line {{+2}}: {LINE}",
        ],
    ),
    "a keyword with a Cyrillic letter": (
        WHY,
        WHY.replace("msgstr", "mѕgstr"),
        ["line {+1}: “mѕgstr” contains a look-alike: cyrillic small letter dze. Allowed: msgstr."],
    ),
    "an entry twice": (
        WHY,
        f"{WHY}\n{WHY.replace('Обновить', 'Отчего')}",
        ["line {+3}: This text occurs a second time. Allowed: each text once."],
    ),
    "an incomplete entry": (
        WHY,
        'msgid "Reload"\n',
        [
            "line {line}: This entry cannot be read: missing msgstr for msgid 'Reload'. "
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
            "the header: It names the charset windows-1251, but the file must be UTF-8. "
            "Allowed: charset=utf-8."
        ],
    ),
}


# Warnings: what is shown is right, but not what the translators could have it.

WARNINGS = {
    "not translated": (WHY, 'msgid "Reload"\nmsgstr ""\n', "1 text is shown in English: “Reload”."),
    "translated as a blank": (
        WHY,
        'msgid "Reload"\nmsgstr " "\n',
        "1 text is shown in English: “Reload”.",
    ),
    "not there": (WHY, "", f"1 text is shown in English: “Reload”. {MAKE}"),
    "a text of the rules that is not there": (
        WHERE,
        "",
        f"1 text is shown in English: location. {UPDATE}",
    ),
    "a guess": (
        WHY,
        f"#, fuzzy\n{WHY}",
        "1 text is marked as a guess (fuzzy), and shown in English: “Reload”.",
    ),
    "another program's guess from another text": (
        WHERE,
        f'#, fuzzy\n#| msgctxt "need"\n#| msgid "Where were you?"\n{WHERE}',
        "1 text is marked as a guess (fuzzy), and shown in English: location.",
    ),
    "a text that is not used any more": (
        WHY,
        f'{WHY}\nmsgid "Because"\nmsgstr "Потому"\n',
        f"1 text is not used any more: “Because”. {MAKE}",
    ),
    "a changed text": (
        WHERE,
        WHERE.replace("are", "were"),
        f"1 text is shown in an outdated translation: location. {UPDATE}",
    ),
    "a changed text after an update": (
        WHERE,
        f'#, fuzzy\n#| msgid "Where were you now?"\n{WHERE}',
        f"1 text is shown in an outdated translation: location. {READ_AGAIN}",
    ),
    "a changed text after an update with a program that breaks lines": (
        WHERE,
        f'#, fuzzy\n#| msgctxt "location"\n#| msgid ""\n#| "Where were "\n#| "you?"\n{WHERE}',
        f"1 text is shown in an outdated translation: location. {READ_AGAIN}",
    ),
    "a text without a translation that is not used any more": (
        WHY,
        f'{WHY}\nmsgid "Because"\nmsgstr ""\n',
        "",
    ),
    "an obsolete entry": (
        WHY,
        f'{WHY}\n#, fuzzy\n#~| msgid "As"\n#~ msgid "Because"\n#~ msgstr "Потому"\n',
        "",
    ),
    "a letter of another script": (
        WHERE,
        WHERE.replace("сейчас", "ceйчас"),
        "line 8: “ceйчас” mixes Latin letters with Cyrillic ones: latin small letter c, latin "
        "small letter e.",
    ),
    "words of another script beside others": (WHERE, WHERE.replace("сейчас", "в IT-парке"), ""),
    "an obsolete entry that is used again": (
        WHERE,
        "".join(f"#~ {line}\n" for line in WHERE.splitlines()),
        "",
    ),
}
"""Cause → the text that is replaced, what replaces it, the warning."""


@pytest.fixture
def product(tmp_path: Path) -> Catalogues:
    """The product's texts, which `PRODUCT` translates."""
    return catalogues_of(PRODUCT, UPDATE_ALL, tmp_path)


@pytest.fixture
def rules(tmp_path: Path) -> Catalogues:
    """The rules' texts, which `RULES` translates."""
    return catalogues_of(RULES, UPDATE_WORDS, tmp_path)


def catalogues_of(text: str, command: str, directory: Path) -> Catalogues:
    """The texts that a catalogue translates, and the command that updates it."""
    file = directory / "texts.po"
    file.write_text(text)
    return Catalogues(read_catalogue(file, file.name), (), command)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with copies of the example and of all catalogues, which the test may change."""
    return Settings(
        content=shutil.copytree(RURITANIA, tmp_path / "content"),
        translations=shutil.copytree(TRANSLATIONS, tmp_path / "translations"),
    )


def write_russian(settings: Settings, old: str, new: str) -> None:
    """Change the Russian catalogue of the product's words."""
    path = settings.translations / "ru" / "LC_MESSAGES" / "messages.po"
    path.write_text(edited(path.read_text(), (old, new)))


def check_file(file: Path, catalogues: Catalogues) -> tuple[str, ...]:
    """Check a catalogue under the name `new.po`, and return the messages."""
    try:
        found = tuple(check_catalogue("new.po", read_catalogue(file, "new.po"), catalogues))
    except Problems as unreadable:
        found = unreadable.problems
    return tuple(map(str, found))


def check_all(settings: Settings) -> list[str]:
    """Check the words of all languages, and return the messages."""
    return [str(problem) for problem in check_words(settings)]


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
) -> None:
    file = tmp_path / "new.po"
    file.write_text(edited(PRODUCT, (right, wrong)))
    line = PRODUCT.partition(right)[0].count("\n") + 1
    messages = tuple(f"new.po: {fill_in(each, line)}" for each in problems)
    assert check_file(file, product) == messages


@pytest.mark.parametrize(("right", "other", "warning"), WARNINGS.values(), ids=WARNINGS)
def test_texts_to_look_at_are_one_warning(
    right: str, other: str, warning: str, tmp_path: Path, product: Catalogues, rules: Catalogues
) -> None:
    text, kind = (PRODUCT, product) if right in PRODUCT else (RULES, rules)
    file = tmp_path / "new.po"
    file.write_text(edited(text, (right, other)))
    assert check_file(file, kind) == ((f"Warning: new.po: {warning}",) if warning else ())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "There is no such file."),
        (
            RULES.encode("cp1251"),
            f"line {FIRST}: This is Windows-1251, not UTF-8. "
            "Allowed: files saved as UTF-8; in Notepad: Save as…, then Encoding: UTF-8.",
        ),
    ],
    ids=["a missing file", "another encoding"],
)
def test_an_unreadable_catalogue_is_reported(
    content: bytes | None, problem: str, tmp_path: Path, rules: Catalogues
) -> None:
    file = tmp_path / "new.po"
    if content is not None:
        file.write_bytes(content)
    assert check_file(file, rules) == (f"new.po: {problem}",)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path, rules: Catalogues) -> None:
    """Notepad on older machines writes one."""
    (tmp_path / "new.po").write_text(RULES, encoding="utf-8-sig")
    assert check_file(tmp_path / "new.po", rules) == ()


def test_many_texts_are_counted_and_the_first_is_named(tmp_path: Path, rules: Catalogues) -> None:
    (tmp_path / "new.po").touch()
    assert check_file(tmp_path / "new.po", rules) == (
        f"Warning: new.po: 4 texts are shown in English, the first: location. {UPDATE}",
    )


def test_three_texts_are_named(tmp_path: Path, rules: Catalogues) -> None:
    text = RULES
    for word in ("Где вы сейчас?", "Что вам нужно?", "Что нужно"):
        text = edited(text, (f'msgstr "{word}"', 'msgstr ""'))
    (tmp_path / "new.po").write_text(text)
    assert check_file(tmp_path / "new.po", rules) == (
        "Warning: new.po: 3 texts are shown in English: location, need, need.short.",
    )


def test_mistakes_in_all_catalogues_are_reported_at_once(settings: Settings) -> None:
    for path in settings.content.parent.rglob("*.po"):
        path.write_text(path.read_text() + "\nnonsense\n")
    assert [message.partition(": ")[0] for message in check_all(settings)] == [
        "words/ru.po",
        "translations/ru/LC_MESSAGES/messages.po",
    ]


def test_a_stale_template_is_reported(settings: Settings) -> None:
    product_template(settings).unlink()
    stale = "translations/messages.pot: It does not match the texts in the code."
    assert check_all(settings) == [f"Warning: {stale} {MAKE}"]


def test_russian_in_place_of_the_english_is_a_warning(settings: Settings) -> None:
    rules = settings.content / "rules.toml"
    rules.write_text(edited(rules.read_text(), ('"To study"', '"Учиться в КазНУ (KazNU)"')))
    assert (
        "Warning: rules.toml: purpose.study: “Учиться в КазНУ (KazNU)” is not English. "
        "Allowed: English here, and the other languages in words/<language>.po."
    ) in check_all(settings)


def test_markup_in_the_english_is_reported(settings: Settings) -> None:
    rules = settings.content / "rules.toml"
    rules.write_text(edited(rules.read_text(), ('"To study"', '"<b>To</b> study"')))
    assert check_all(settings)[0] == (
        f"rules.toml: purpose.study: “<b>To</b> study” is not plain text. {WORDS}"
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


# Compiled catalogues, from which the product's words are shown.

COMPILED = "translations/ru/LC_MESSAGES/messages.mo"
ANEW = f"To fix this, run: rm -f {COMPILED} && make install"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('msgid "Reload"\nmsgstr "', 'msgid "Reload"\nmsgstr "Но '), ("plural=(", "plural=(1-")],
    ids=["a word", "the rule for plural forms"],
)
def test_a_catalogue_that_was_not_compiled_is_reported(
    right: str, wrong: str, settings: Settings
) -> None:
    write_russian(settings, right, wrong)
    assert check_all(settings) == [f"{COMPILED}: It differs from the .po file. {ANEW}"]


def test_other_headers_in_the_compiled_catalogue_do_not_matter(settings: Settings) -> None:
    """Every tool writes its own header."""
    write_russian(settings, "Language-Team: ru", "Language-Team: Almaty")
    assert check_all(settings) == []


def test_a_header_that_is_marked_as_a_guess_is_reported(settings: Settings) -> None:
    """No tool compiles such a catalogue."""
    begin = "# The product's words in Russian.\n"
    write_russian(settings, begin, f"{begin}#, fuzzy\n")
    assert check_all(settings) == [
        "translations/ru/LC_MESSAGES/messages.po: the header: The file is marked as a guess "
        "(fuzzy), so none of its texts is used. Allowed: the header without the mark."
    ]


def test_a_language_that_the_product_does_not_speak_is_a_warning(settings: Settings) -> None:
    shutil.rmtree(settings.translations / "ru")
    what = "Buttons and notices are shown in English: the product is not translated yet."
    assert check_all(settings) == [f"Warning: words/ru.po: {what} {MAKE}"]

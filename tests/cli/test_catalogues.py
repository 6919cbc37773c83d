"""What `widget translations` tells a translator: what is missing, stale or broken, and where."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from click.testing import CliRunner

from tests.rules.generated import edited
from widget import languages
from widget.cli import translations
from widget.cli.catalogues import TEMPLATE, find, gather, read
from widget.cli.demo import ROOT
from widget.cli.main import main

RUSSIAN = find("ru")["ru"].read_text()
WHY = 'msgid "Why"\nmsgstr "Почему"\n'
ASK = 'msgid "Ask the agency %(agency)s"\nmsgstr "Спросите агентство %(agency)s"\n'
WHERE = 'msgctxt "location"\nmsgid "Where are you now?"\nmsgstr "Где вы сейчас?"\n'
NUMBERED = 'msgstr[2] "Вопрос %(number)s, ещё не больше %(num)s"\n'
MAKE = "Allowed: make translations."
WORDS = r"Allowed: words alone, without <, >, &, {, }, an address or \n."
LINE = (
    "This line cannot be read. Allowed: a comment after #, or msgid or msgstr and a text in "
    'quotation marks, in it \\" for ".'
)

# Each with the words in the catalogue, what stands there instead, and what is told; `{line}` is
# the line of the msgid, `{+1}` the one after it.
MISTAKES = {
    "not translated": (WHY, 'msgid "Why"\nmsgstr ""\n', ["line {line}: “Why” is not translated."]),
    "blanks alone": (WHY, 'msgid "Why"\nmsgstr " "\n', ["line {line}: “Why” is not translated."]),
    "not there": (WHY, "", [f"templates/outcome/advice.html: “Why” is not here yet. {MAKE}"]),
    "a guess": (
        WHY,
        f"#, fuzzy\n{WHY}",
        [
            "line {+1}: The translation of “Why” is marked as a guess (fuzzy). "
            "Allowed: the right words, without the mark."
        ],
    ),
    "no longer said": (
        WHY,
        WHY + '\nmsgid "Because"\nmsgstr "Потому"\n',
        ["line {+3}: “Because” is said nowhere any more. " + MAKE],
    ),
    "said otherwise now": (
        WHERE,
        WHERE.replace("are", "were"),
        [
            f"location: “Where are you now?” is not here yet. {MAKE}",
            "line {+1}: The English of location was “Where were you now?” "
            f"and is now “Where are you now?”. {MAKE}",
        ],
    ),
    "put aside by make translations": (
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
        [f"line {{line}}: “<b>Почему</b>” is more than words. {WORDS}"],
    ),
    "an entity": (
        WHY,
        WHY.replace("Почему", "Почему&nbsp;"),
        [f"line {{line}}: “Почему&nbsp;” is more than words. {WORDS}"],
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
    "the marks of a merge": (WHY, f"<<<<<<< HEAD\n{WHY}", [f"line {{line}}: {LINE}"]),
    "an entry a second time": (
        WHY,
        f"{WHY}\n{WHY.replace('Почему', 'Отчего')}",
        [
            "line {+3}: This text stands here a second time; the first counts. "
            "Allowed: each text once."
        ],
    ),
    "an entry broken off": (
        WHY,
        'msgid "Why"\n',
        [
            "line {line}: This entry cannot be read: missing msgstr for msgid 'Why'. "
            "Allowed: msgid with the English, then msgstr with the translation."
        ],
    ),
    "a header that cannot be": (
        "nplurals=3;",
        "nplurals=three;",
        ["the header: It cannot be read: invalid literal for int() with base 10: 'three'."],
    ),
    "another charset in the header": (
        "charset=utf-8",
        "charset=windows-1251",
        [
            "the header: It names the charset windows-1251, by which other letters would be shown. "
            "Allowed: charset=utf-8."
        ],
    ),
    "a header that is a guess": (
        "# The widget's words in Russian.\n",
        "#, fuzzy\n",
        ["the header: It is marked as a guess (fuzzy), so no text is used."],
    ),
}


def told(*arguments: str | Path) -> tuple[int, list[str]]:
    """How `widget translations` ends, and the lines that it says."""
    result = CliRunner().invoke(main, ["translations", *map(str, arguments)])
    assert isinstance(result.exception, SystemExit | None)
    assert not (result.stdout and result.stderr)
    return result.exit_code, result.output.splitlines()


def placed(words: str, line: int) -> str:
    """Put the lines of an example into what is to be told."""
    names = {f"+{more}": line + more for more in range(1, 9)} | {"-4": line - 4, "line": line}
    for name, number in names.items():
        words = words.replace(f"{{{name}}}", str(number))
    return words


@pytest.fixture(scope="module", autouse=True)
def _gathered() -> Iterator[None]:
    """Gathers the code's texts once for all tests: that takes longer than all else."""
    template = gather()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "gather", lambda: template)
        yield


@pytest.mark.parametrize(("right", "wrong", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_line(
    right: str, wrong: str, words: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "new.po"
    file.write_text(edited(RUSSIAN, (right, wrong)))
    line = RUSSIAN.partition(right)[0].count("\n") + 1
    assert told(file) == (1, [f"{file}: {placed(each, line)}" for each in words])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: No such file"),
        (
            RUSSIAN.encode("cp1251", "replace"),
            "line 20: This is not UTF-8. Allowed: files saved as",
        ),
        (
            RUSSIAN.encode("utf-8-sig"),
            "line 1: A byte order mark stands before the text. "
            "Allowed: files saved as UTF-8 without one.",
        ),
        (b"", "location: “Where are you now?” is not here yet."),
    ],
    ids=["not there", "another encoding", "a byte order mark", "empty"],
)
def test_a_file_that_is_no_catalogue_is_told(
    content: bytes | None, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "new.po"
    if content is not None:
        file.write_bytes(content)
    code, lines = told(file)
    assert code == 1
    assert any(str(file) in line and words in line for line in lines)


def test_when_all_is_well_each_language_has_one_line() -> None:
    code, (kazakh, russian) = told()
    assert code == 0
    assert kazakh.startswith("kk: ")
    assert russian.startswith("ru: ")
    assert russian.endswith(" texts, all translated.")
    assert told("ru") == (0, [russian])


def test_a_language_that_there_is_not_is_told_with_those_that_there_are() -> None:
    assert told("rus") == (
        1,
        ["translations: There is no language 'rus'. Did you mean ru? Allowed: kk, ru."],
    )


def test_of_a_new_language_every_text_is_left_to_do(tmp_path: Path) -> None:
    """It is begun as docs/translating.md says."""
    begun = ["pybabel", "--quiet", "init", f"--input-file={TEMPLATE}", f"--output-dir={tmp_path}"]
    CommandLineInterface().run([*begun, "--locale=uz"])
    code, lines = told(tmp_path / "uz" / "LC_MESSAGES" / "messages.po")
    assert code == 1
    assert all(line.endswith(" is not translated.") for line in lines)
    assert len(lines) == len(read(find("ru")["ru"]))


@pytest.fixture
def both_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of catalogues with a mistake in each of the two languages."""
    copied = tmp_path / "translations"
    shutil.copytree(languages.TRANSLATIONS, copied)
    monkeypatch.setattr(languages, "TRANSLATIONS", copied)
    for path in find(None).values():
        path.write_text(path.read_text().replace('msgid "Why"', 'msgid "Why'))
    return copied


@pytest.mark.usefixtures("both_broken")
def test_all_languages_are_told_at_once() -> None:
    code, lines = told()
    assert code == 1
    assert [Path(line.partition(": ")[0]).parts[-3] for line in lines] == ["kk", "ru"]


@pytest.mark.usefixtures("both_broken")
def test_check_tells_of_the_words_too() -> None:
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stderr.splitlines()) == (1, told()[1])


# What is compiled, from which the words are shown.

COMPILED = Path("translations", "ru", "LC_MESSAGES", "messages.mo")
ANEW = f"Allowed: what is made by: rm -f {COMPILED} && make install."


@pytest.fixture
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Russian catalogue, in a directory of catalogues where it can be changed."""
    copied = tmp_path / "translations"
    shutil.copytree(languages.TRANSLATIONS, copied)
    monkeypatch.setattr(languages, "TRANSLATIONS", copied)
    return languages.catalogue("ru")


@pytest.mark.parametrize(
    "content",
    [None, b"", b"nonsense", b"\xde\x12\x04\x95 and no more"],
    ids=["missing", "empty", "nonsense", "broken off"],
)
@pytest.mark.parametrize(
    "command", [["check"], ["table", "--language", "ru"]], ids=["check", "table"]
)
def test_a_compiled_catalogue_that_is_missing_or_broken_is_told(
    command: list[str], content: bytes | None, russian: Path
) -> None:
    compiled = russian.with_suffix(".mo")
    compiled.unlink()
    if content is not None:
        compiled.write_bytes(content)
    result = CliRunner().invoke(main, command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{COMPILED}: It is missing or broken. {ANEW}\n"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(WHY, WHY.replace("Почему", "Отчего")), ("nplurals=3; plural=(", "nplurals=3; plural=(1-")],
    ids=["a word", "which plural form goes with a number"],
)
def test_check_tells_when_other_words_were_compiled(right: str, wrong: str, russian: Path) -> None:
    russian.write_text(edited(RUSSIAN, (right, wrong)))
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{COMPILED}: It holds other words than the .po. {ANEW}\n"


def test_check_minds_only_the_words_that_were_compiled(russian: Path) -> None:
    """Each tool writes a header of its own."""
    russian.write_text(edited(RUSSIAN, ("Language-Team: ru", "Language-Team: Almaty")))
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def copy_of_the_house(directory: Path) -> Path:
    """Copy all that the texts are gathered from."""
    for name in ("widget", "templates", "translations"):
        shutil.copytree(ROOT / name, directory / name)
    shutil.copy(ROOT / "babel.cfg", directory)
    return directory


ASKED = 'text = "Where are you now?"'


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            'text = "Where to?"',
            [
                f"messages.pot: This is not what the code and the rules say now. {MAKE}",
                "The English of location was “Where are you now?” and is now “Where to?”. " + MAKE,
            ],
        ),
        (
            'text = "Where <b>to</b>?"',
            [f"widget/data/rules.toml: location: “Where <b>to</b>?” is more than words. {WORDS}"],
        ),
        ("text = 1", ["rules.toml: questions.location.text: A text is expected, not 1."]),
    ],
    ids=["English words changed", "mark-up in the English", "rules that cannot be read"],
)
def test_what_the_rules_say_is_held_against_the_catalogues(
    changed: str, words: list[str], tmp_path: Path
) -> None:
    house = copy_of_the_house(tmp_path)
    rules = house / "widget" / "data" / "rules.toml"
    rules.write_text(edited(rules.read_text(), (ASKED, changed)))
    said = refusal_in(house)
    for each in words:
        assert each in said


def refusal_in(house: Path) -> str:
    """What `widget translations` refuses in a copy of the house."""
    command = [sys.executable, "-c", "from widget.cli.main import main; main()", "translations"]
    done = subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_template_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    house = copy_of_the_house(tmp_path)
    template = house / "templates" / "outcome/advice.html"
    lines = template.read_text().splitlines()
    template.write_text("\n".join([*lines, "{% fi %}"]))
    said = refusal_in(house)
    assert said.startswith(
        f"templates/outcome/advice.html: line {len(lines) + 1}: This is not a template: "
    )
    assert "'fi'" in said

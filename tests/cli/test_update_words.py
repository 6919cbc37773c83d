"""`widget words update` and `make translations`: nothing that was translated is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.command import refused, widget
from tests.content import RURITANIA
from tests.rules.generated import SMALL, edited
from widget.cli.catalogues import product_template
from widget.cli.update_words import update_all
from widget.cli.words import words_in
from widget.po import read_catalogue
from widget.settings import CONTENT, TRANSLATIONS, Settings

NEW = """\
#. More about the answer “To see friends” to “Why do you travel?”, folded below the answers.
#. Shown at ?passport=ordinary&place=abroad
msgctxt "purpose.visit.help"
msgid "Relatives are friends too."
msgstr ""
"""
TRANSLATED = edited(NEW, ('msgstr ""', 'msgstr "И родственники."'))
CHANGED = """\
#. More about the answer “To see friends” to “Why do you travel?”, folded below the answers.
#. Shown at ?passport=ordinary&place=abroad
#, fuzzy
#| msgid "Relatives are friends too."
msgctxt "purpose.visit.help"
msgid "Relatives are friends, too."
msgstr "И родственники."
"""
UNUSED = """\
#~ msgctxt "purpose.visit.help"
#~ msgid "Relatives are friends too."
#~ msgstr "И родственники."
"""
COMMA = ("Relatives are friends too.", "Relatives are friends, too.")
NO_HELP = ('help = "Relatives are friends too."\n', "")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory in which a Kazakh translator has begun with one text."""
    (tmp_path / "rules.toml").write_text(SMALL)
    update(tmp_path, "--add", "kk")
    write(tmp_path, (NEW, TRANSLATED))
    return tmp_path


def update(*arguments: str | Path) -> list[str]:
    """Run the command, which must succeed, and return the lines that it prints."""
    result = widget("words", "update", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def read(content: Path) -> str:
    """The Kazakh catalogue."""
    return (content / "words" / "kk.po").read_text()


def write(content: Path, *edits: tuple[str, str]) -> str:
    """Change the Kazakh catalogue as a translator does, and return it."""
    text = edited(read(content), *edits)
    (content / "words" / "kk.po").write_text(text)
    return text


def change(content: Path, *edits: tuple[str, str]) -> list[str]:
    """Change the rules, update the words, and return what is printed."""
    (content / "rules.toml").write_text(edited((content / "rules.toml").read_text(), *edits))
    return update(content)


def test_an_update_without_a_change_changes_no_file(content: Path) -> None:
    before = read(content)
    assert update(content) == ["words/kk.po: no text has changed."]
    assert read(content) == before


def test_the_served_directory_is_updated_without_an_argument(content: Path) -> None:
    result = widget("words", "update", WIDGET_CONTENT=content)
    assert result.stdout == "words/kk.po: no text has changed.\n"


def test_a_changed_text_keeps_its_translation_with_the_earlier_english(content: Path) -> None:
    before = read(content)
    assert change(content, COMMA) == ["words/kk.po: changed, to be reviewed: 1."]
    assert read(content) == edited(before, (TRANSLATED, CHANGED))
    assert update(content) == ["words/kk.po: no text has changed."]


def test_a_text_that_is_changed_back_needs_no_look(content: Path) -> None:
    before = read(content)
    change(content, COMMA)
    change(content, COMMA[::-1])
    assert read(content) == before


def test_a_text_that_is_changed_twice_keeps_the_english_of_its_translation(content: Path) -> None:
    before = read(content)
    change(content, COMMA)
    change(content, (COMMA[1], "So are relatives."))
    twice = edited(CHANGED, (COMMA[1], "So are relatives."))
    assert read(content) == edited(before, (TRANSLATED, twice))


def test_the_earlier_english_goes_when_a_translator_has_looked(content: Path) -> None:
    change(content, COMMA)
    write(content, (CHANGED, edited(CHANGED, ("#, fuzzy\n", ""))))
    update(content)
    assert edited(TRANSLATED, COMMA) in read(content)
    assert "#|" not in read(content)


def test_a_text_that_is_not_used_any_more_stays_until_it_is_used_again(content: Path) -> None:
    before = write(content, (TRANSLATED, f"# Friends of both.\n{TRANSLATED}"))
    assert change(content, NO_HELP) == ["words/kk.po: not used any more: 1."]
    assert read(content).endswith(f"\n\n# Friends of both.\n{UNUSED}\n")
    rules = (content / "rules.toml").read_text()
    assert change(content, (rules, SMALL)) == ["words/kk.po: new: 1."]
    assert read(content) == before


def test_an_outdated_text_that_is_not_used_any_more_keeps_the_english_that_it_translates(
    content: Path,
) -> None:
    change(content, COMMA)
    change(content, (NO_HELP[0].replace(*COMMA), ""))
    assert read(content).endswith(f"\n\n{UNUSED}\n")


def test_a_guess_stays_a_guess(content: Path) -> None:
    guess = edited(TRANSLATED, ("msgctxt", "#, fuzzy\nmsgctxt"))
    write(content, (TRANSLATED, guess))
    assert update(content) == ["words/kk.po: no text has changed."]
    assert guess in read(content)
    change(content, NO_HELP)
    assert read(content).endswith(f"\n\n#, fuzzy\n{UNUSED}\n")


def test_a_text_without_a_translation_goes_when_it_is_not_used_any_more(content: Path) -> None:
    before = write(content, (TRANSLATED, NEW))
    assert change(content, NO_HELP) == ["words/kk.po: no text has changed."]
    assert read(content) == edited(before, (f"{NEW}\n", ""))


def test_comments_of_translators_stay_as_they_are(content: Path) -> None:
    long = "# " + "Туыстар да достар. " * 20
    before = write(content, (TRANSLATED, f"{long.strip()}\n#\n# | Ask Aigul.\n{TRANSLATED}"))
    update(content)
    assert read(content) == before


def test_all_texts_stand_in_the_order_of_the_rules(content: Path) -> None:
    before = write(content, (TRANSLATED, ""), ("# The words in", f"{TRANSLATED}\n# The words in"))
    update(content)
    assert read(content) != before
    places = [line for line in read(content).splitlines() if line.startswith("msgctxt")]
    (content / "words" / "ru.po").touch()
    update(content)
    begun = (content / "words" / "ru.po").read_text().splitlines()
    assert places == [line for line in begun if line.startswith("msgctxt")]


def test_a_language_is_begun_with_all_texts(content: Path) -> None:
    assert update(content, "--add", "pt-BR") == [
        "words/kk.po: no text has changed.",
        "words/pt-BR.po: new: 34.",
    ]
    begun = content / "words" / "pt-BR.po"
    assert begun.read_text().startswith("# The words in Português (Brasil).\n")
    catalogue = read_catalogue(begun, begun.name)
    assert (str(catalogue.locale), catalogue.num_plurals) == ("pt_BR", 2)


def test_to_begin_a_language_again_changes_nothing(content: Path) -> None:
    before = read(content)
    assert update(content, "--add", "kk") == ["words/kk.po: no text has changed."]
    assert read(content) == before


def test_rules_without_a_translation_need_no_update(content: Path) -> None:
    shutil.rmtree(content / "words")
    said = "English is the only language. To add another one, use --add."
    assert update(content) == [said]


REFUSED = {
    "an unknown language": ("kz", "'kz' is not a known language tag; use kk."),
    "a language in other letters": ("RU", "'RU' must be written ru."),
    "English": ("en", "The English words are in rules.toml."),
}


@pytest.mark.parametrize(("tag", "what"), REFUSED.values(), ids=REFUSED)
def test_a_language_is_refused(tag: str, what: str, content: Path) -> None:
    assert refused("words", "update", content, "--add", tag) == [f"--add: {what}"]
    assert [path.name for path in (content / "words").iterdir()] == ["kk.po"]


def test_nothing_is_written_when_one_catalogue_cannot_be_read(content: Path) -> None:
    update(content, "--add", "ru")
    before = read(content)
    rules = content / "rules.toml"
    rules.write_text(edited(SMALL, COMMA))
    russian = content / "words" / "ru.po"
    russian.write_text(f"{russian.read_text()}\nnonsense\n")
    line = len(russian.read_text().splitlines())
    assert refused("words", "update", content) == [
        f"words/ru.po: line {line}: This line cannot be read. Allowed: a comment after #, or msgid "
        'or msgstr with a text in quotation marks, in it \\" for ".'
    ]
    assert read(content) == before


def test_nothing_is_written_when_the_rules_cannot_be_read(content: Path) -> None:
    before = read(content)
    (content / "rules.toml").write_text("= start")
    assert refused("words", "update", content) == [
        'rules.toml: line 1, column 1: The key cannot be read. Allowed: key = "text", or [table].'
    ]
    assert read(content) == before


# `make translations` does the same for the product's words.


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with copies of the content and of all catalogues, which the test may change."""
    return Settings(
        content=shutil.copytree(CONTENT, tmp_path / "content"),
        translations=shutil.copytree(TRANSLATIONS, tmp_path / "translations"),
    )


def test_the_catalogues_of_the_product_are_up_to_date(settings: Settings) -> None:
    """If not, run `make translations`. Those of the rules may wait until an expert does."""
    before = {path: path.read_text() for path in settings.translations.rglob("*.po*")}
    lines = [line for line in update_all(settings) if line.startswith("translations/")]
    assert [line.partition(": ")[2] for line in lines] == ["no text has changed."] * 2
    assert {path: path.read_text() for path in before} == before


def test_the_catalogue_of_the_example_is_up_to_date(tmp_path: Path) -> None:
    """If not, run `widget words update examples/agency`."""
    content = Path(shutil.copytree(RURITANIA, tmp_path / "content"))
    update(content)
    name = Path("words", "ru.po")
    assert (content / name).read_text() == (RURITANIA / name).read_text()


def test_a_changed_text_of_the_product_is_new_and_the_old_one_stays(settings: Settings) -> None:
    path = settings.translations / "ru" / "LC_MESSAGES" / "messages.po"
    why = words_in("ru").gettext("Reload")
    path.write_text(edited(path.read_text(), ('msgid "Reload"', 'msgid "Whence"')))
    assert "messages.po: new: 1; not used any more: 1." in update_all(settings)[1]
    assert 'msgid "Reload"\nmsgstr ""' in path.read_text()
    assert f'#~ msgid "Whence"\n#~ msgstr "{why}"' in path.read_text()


def test_a_language_is_begun_for_the_product_too(settings: Settings) -> None:
    (settings.content / "words" / "pt-BR.po").touch()
    product_template(settings).unlink()
    update_all(settings)
    begun = settings.translations / "pt_BR" / "LC_MESSAGES" / "messages.po"
    catalogue = read_catalogue(begun, begun.name)
    assert {len(each.string) for each in catalogue if each.pluralizable} == {2}
    template = (TRANSLATIONS / "messages.pot").read_text()
    assert product_template(settings).read_text() == template

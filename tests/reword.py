"""Run tests on a copy of the checkout in which visitors read other words: `make reworded`.

Experts and translators can change words of the shipped content without breaking a test. To check
this, the copy has all of these words changed, except quotations. The new words are as wide as the
old ones, so layout tests can run too: `python -m tests.reword tests/browser`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.content import ROOT
from tests.repository.documents import tracked
from widget.besides import FILES, load_besides
from widget.cli.po_text import as_text
from widget.content import rules_path
from widget.po import read_catalogue
from widget.rules.file import load_rules
from widget.rules.texts import texts
from widget.rules.wording import Text

PART = re.compile(r"(%\(\w+\)s|\{\w+\})|\w+")
"""A placeholder, or a word."""

PLAIN = "aeiouyAEIOUYаеиоуыэәіөАЕИОУЫЭӘІӨ"
ACCENTED = str.maketrans(PLAIN, "äëïöüÿÄËÏÖÜŸӓӗӥӧӱӹӭӛїӫӒӖӤӦӰӸӬӚЇӪ")


def main(*arguments: str) -> int:
    """Run pytest with these arguments in a reworded copy, and return its exit code."""
    with TemporaryDirectory() as name:
        copy = Path(name)
        copy_checkout(copy)
        reword_rules(copy / "widget" / "data" / "content")
        for path in copy.glob("translations/*/LC_MESSAGES/messages.po"):
            reword_product(path)
        command = [sys.executable, "-m", "pytest", *arguments]
        environment = os.environ | {"PYTHONPATH": name}
        return subprocess.run(command, cwd=copy, env=environment, check=False).returncode


def copy_checkout(copy: Path) -> None:
    """Copy all files of the checkout but generated ones; link to the tools from npm."""
    for path in tracked():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        copyfile(ROOT / path, copy / path)
    (copy / "tests" / "tools" / "node_modules").symlink_to(
        ROOT / "tests" / "tools" / "node_modules"
    )
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)


def reword(text: str) -> str:
    """Return a text with an accent on the first vowel of each word."""
    return PART.sub(lambda part: part[1] or accented(part[0]), text)


def accented(word: str) -> str:
    """Return a word with one accent; more would look like another language to the HTML checker."""
    return re.sub(f"[{PLAIN}]", lambda vowel: vowel[0].translate(ACCENTED), word, count=1)


def reword_rules(content: Path) -> None:
    """Change all texts of the rules, and their translations."""
    rules = rules_path(content)
    reword_file(rules, lambda: texts(load_rules(rules)))
    for name in FILES:
        key = name.removesuffix(".toml")
        reword_file(content / name, lambda key=key: texts_beside(content, key))
    for translated in (content / "words").glob("*.po"):
        reword_translations(translated)


def texts_beside(content: Path, key: str) -> list[Text]:
    """The texts of a file beside the rules; `key` is its name without `.toml`, as `citizenship`."""
    texts = load_besides(content, None).texts
    return [text for text in texts if text.context.startswith(f"{key}.")]


def reword_file(path: Path, read: Callable[[], Iterable[Text]]) -> None:
    """Change all texts of a file, as `read` returns them."""
    changed, wanted = path.read_text(), []
    for text in read():
        changed = changed.replace(f'"{text.english}"', f'"{reword(text.english)}"')
        wanted.append(reword(text.english))
    path.write_text(changed)
    assert [text.english for text in read()] == wanted, "each has changed"


def reword_translations(path: Path) -> None:
    """Change the translations of the rules; the first one is outdated, with the earlier English."""
    old = read_catalogue(path, path.name)
    new = Catalog(old.locale, header_comment=old.header_comment, fuzzy=False)
    for number, message in enumerate(each for each in old if each.id):
        english = reword(str(message.id)) if number else str(message.id)
        new.add(english, reword(str(message.string)), context=message.context)
    path.write_text(as_text(new))


def reword_product(path: Path) -> None:
    """Change the product's words in a language, and compile them."""
    catalogue = read_catalogue(path, path.name)
    for message in catalogue:
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else message.string
            changed = [reword(form) for form in forms]
            message.string = changed if message.pluralizable else changed[0]
    path.write_text(as_text(catalogue))
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

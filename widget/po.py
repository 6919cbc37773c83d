"""Read catalogues (`.po` files) strictly, since Babel alone overlooks mistakes."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from widget.files.toml import read_text
from widget.files.typography import misprints
from widget.problems import Problem, Problems

# Babel does not report a missing closing quotation mark: it drops the last letter of the text.
_LINE = re.compile(
    r"""\#[^~].* | \# | \#~\|.* | (\#~)?\s*
        (((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\ +)? "([^"\\]|\\.)*")?""",
    re.VERBOSE,
)
_PREVIOUS = re.compile(r'\| *((msgctxt|msgid|msgid_plural) +)?".*"')


def read_catalogue(path: Path, name: str) -> Catalog:
    """Return the catalogue in a `.po` file, which messages call `name`.

    Raises Problems, each with its line, if the file cannot be read.
    """
    lines = read_text(path, name).split("\n")
    _check_lines(lines, name)
    catalogue = _CatalogueWithRepeats()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(_readable(line) for line in lines)
    except (PoFileError, ValueError) as error:
        raise Problems([_unreadable(name, error)]) from None
    _check_header_and_repeats(catalogue, name)
    for message in catalogue:
        _read_previous(message)
    return catalogue


class _CatalogueWithRepeats(Catalog):
    """Collects texts that occur more than once; Babel would silently keep the first translation."""

    def __init__(self) -> None:
        super().__init__()
        self.repeats: list[Message] = []

    def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:  # noqa: A002 - the base's name
        if id and self.get(id, message.context):
            self.repeats.append(message)
        super().__setitem__(id, message)


def _readable(line: str) -> str:
    """Return a line for Babel, which refuses the previous English of an unused text (`#~|`)."""
    return "" if line.lstrip().startswith("#~|") else line


def _read_previous(message: Message) -> None:
    """Move a text's earlier English (`#|`) from the translator's comments to `previous_id`.

    It is used only if it has the same context, since other programs write that of any similar text.
    """
    lines = [each for each in message.user_comments if _PREVIOUS.fullmatch(each)]
    if not lines:
        return
    message.user_comments = [each for each in message.user_comments if each not in lines]
    earlier = Catalog()
    with suppress(PoFileError):
        entry = [*(each.lstrip("| ") for each in lines), 'msgstr ""']
        PoFileParser(earlier, abort_invalid=True).parse(entry)
    for each in earlier:
        if each.id and each.context in (None, message.context):
            message.previous_id = [each.id] if isinstance(each.id, str) else list(each.id)


def _check_lines(lines: list[str], name: str) -> None:
    what = "This line cannot be read."
    allowed = (
        'a comment after #, or msgid or msgstr with a text in quotation marks, in it \\" for "'
    )
    wrong = ["" if _LINE.fullmatch(line.strip()) else line for line in lines]
    if not any(wrong):
        return
    problems = misprints("\n".join(wrong), name)
    for number, line in enumerate(wrong, 1):
        if line and not misprints(line, name):
            problems.append(Problem(name, f"line {number}", what, allowed))
    if problems:
        raise Problems(problems)


def _check_header_and_repeats(catalogue: _CatalogueWithRepeats, name: str) -> None:
    if catalogue.charset.lower() not in ("utf-8", "utf8"):
        what = f"It names the charset {catalogue.charset}, but the file must be UTF-8."
        raise Problems([Problem(name, "the header", what, "charset=utf-8")])
    if catalogue.repeats:
        what = "This text occurs a second time."
        lines = [f"line {each.lineno}" for each in catalogue.repeats]
        raise Problems(Problem(name, line, what, "each text once") for line in lines)


def _unreadable(name: str, error: PoFileError | ValueError) -> Problem:
    # A ValueError comes from the values in the header. Babel wraps it in a PoFileError if a comment
    # follows the header.
    cause = error.__context__ or error
    if not isinstance(error, PoFileError) or isinstance(cause, ValueError):
        return Problem(name, "the header", f"It cannot be read: {cause}.")
    why = str(error).rpartition(" on ")[0].partition("\n")[0]
    allowed = "msgid with the English, then msgstr with the translation"
    what = f"This entry cannot be read: {why}."
    return Problem(name, f"line {error.lineno + 1}", what, allowed)

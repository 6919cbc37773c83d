"""A catalogue as the text of a `.po` file. Babel's own writer breaks comments into lines."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import escape, normalize

WIDTH = 76
"""Only the names of files are broken into lines of this width, as gettext does."""


def as_text(catalogue: Catalog, *, omit_header: bool = False) -> str:
    """Return a catalogue in the format of a `.po` file; texts that are not used are behind `#~`."""
    lines: list[str] = []
    for message in catalogue:
        if message.id:
            lines += _entry(message)
        elif not omit_header:
            header = normalize(str(message.string), width=0)
            lines += [catalogue.header_comment, 'msgid ""', f"msgstr {header}", ""]
    for message in catalogue.obsolete.values():
        lines += _entry(message, "#~ ")
    return "".join(f"{line}\n" for line in lines)


def _entry(message: Message, mark: str = "") -> Iterator[str]:
    """Yield the lines of a message; `mark` comes before those that no program should read."""
    for comment in message.user_comments:
        yield f"# {comment}".rstrip()
    for comment in message.auto_comments:
        yield f"#. {comment}"
    files = " ".join(dict.fromkeys(file for file, _line in sorted(message.locations)))
    for line in wrap(files, WIDTH, break_long_words=False):
        yield f"#: {line}"
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags))}"
    for keyword, english in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        yield f"#| {keyword} {escape(english)}"
    yield from (f"{mark}{line}" for line in _texts(message))
    yield ""


def _texts(message: Message) -> Iterator[str]:
    """Yield the lines with the context, the English and the translation of a message."""
    if message.context:
        yield f"msgctxt {escape(message.context)}"
    if isinstance(message.id, str):
        yield f"msgid {escape(message.id)}"
        yield f"msgstr {escape(str(message.string or ''))}"
    else:
        singular, plural = message.id
        yield f"msgid {escape(singular)}"
        yield f"msgid_plural {escape(plural)}"
        for number, form in enumerate(message.string or ()):
            yield f"msgstr[{number}] {escape(form)}"

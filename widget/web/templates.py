"""Templates in one language, prepared before Jinja compiles them.

A template's includes and its texts without placeholders are the same for every request, so they are
inserted once. When Jinja looked them up for each page, this took a third of a result's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader

from widget.settings import TEMPLATES

_BLOCKS = "blockquote|details|div|footer|h1|h2|li|main|nav|ol|p|section|summary|ul"
_TAG = rf"</?(?:{_BLOCKS})\b"
_ENDS_OF_LINES = re.compile(rf"({_TAG}[^<>]*>)\n+|\n+(?={_TAG})")
"""Line ends beside block elements, which are invisible in a page."""

_INCLUDE = re.compile(r"""({%-?) include "([^"]+)" (-?%})""")
_TEXT = re.compile(r"""{{ _\((?:"([^"{}]+)"|'([^'{}]+)')\) }}""")


class _Ready(FileSystemLoader):
    """Loads templates without invisible line ends, and inserts includes and plain texts."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__(TEMPLATES)
        self._translate = translate

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)

        def included(found: re.Match[str]) -> str:
            inner = self.get_source(environment, found[2])[0]
            # `with` gives variables that an included template sets a scope of their own.
            return f"{found[1]} with %}}{inner}{{% endwith {found[3]}"

        def translated(found: re.Match[str]) -> str:
            text = self._translate(found[1] or found[2])
            return found[0] if "{" in text else text

        lean = _ENDS_OF_LINES.sub(r"\1", source.removesuffix("\n"))
        return _INCLUDE.sub(included, _TEXT.sub(translated, lean)), path, is_current


def environment(translate: Callable[[str], str]) -> Environment:
    """Return the Jinja environment of a language; `translate` turns an English text into HTML."""
    return Environment(
        loader=_Ready(translate),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

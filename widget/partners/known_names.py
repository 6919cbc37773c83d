"""A partner's id, and the names in its file that only the rules and the catalogues know.

They are looked up in what was read, so that they are told together with what is wrong in the
file's shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from widget.problems import Problem, no_such
from widget.rules.graph import usable_together
from widget.rules.model import Ruleset

RESERVED = frozenset({"healthz", "kit", "oembed", "static", "step", "theme"})
"""First parts of our own addresses, and words that would look like one."""


def wrong_id(key: str) -> Iterator[Problem]:
    """Yield what is wrong with an id, which is the name of the partner's file too."""
    if key in RESERVED:
        what = f"{key} is a word of our own addresses; name the file otherwise."
        yield Problem(f"{key}.toml", "", what)
    elif not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", key):
        what = f"{key!r} cannot stand in an address."
        allowed = "at most 60 small letters a to z, digits and -; a letter or a digit comes first"
        yield Problem(f"{key}.toml", "", what, allowed)


def wrong_languages(
    file: str, data: Mapping[str, Any], languages: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield what is wrong with the languages, in what was read; `languages` are those there are."""
    written = data.get("languages")
    keys = [key for key in written if isinstance(key, str)] if isinstance(written, list) else []
    for place, key in enumerate(keys):
        if key not in languages:
            yield no_such(file, "languages", "language", key, languages)
        elif key in keys[:place]:
            yield Problem(file, "languages", f"{key} stands here twice.", "each once")


def wrong_presets(
    file: str, data: Mapping[str, Any], ruleset: Ruleset, *, proven: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the presets, in what was read.

    Whether they can be used together is looked up in rules that are `proven` only.
    """
    written = data.get("presets")
    items = written.items() if isinstance(written, dict) else ()
    unknown = [problem for item in items for problem in _unknown_preset(file, ruleset, *item)]
    presets = {key: option for key, option in items if isinstance(option, str)}
    yield from unknown
    if proven and not unknown and not usable_together(ruleset, presets):
        what = "No path through the questions takes all these answers."
        yield Problem(file, "presets", what, "answers that one visitor can give")


def _unknown_preset(file: str, ruleset: Ruleset, key: str, option: object) -> Iterator[Problem]:
    question = ruleset.questions.get(key)
    if question is None:
        yield no_such(file, "presets", "question", key, ruleset.questions)
    elif isinstance(option, str) and option not in question.options:
        yield no_such(file, f"presets.{key}", f"option of {key}", option, question.options)

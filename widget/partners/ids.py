"""The ids of partners, which are part of every address."""

from __future__ import annotations

import re

from widget.problems import Problem, Problems

RESERVED = frozenset({"healthz", "kit", "oembed", "static", "step", "theme"})
"""First parts of the widget's own addresses, and words that look like one."""

_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэәғқңөұүһі", "abvgdeziiklmnoprstufyeagqnouuhi", strict=True))
    | {"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)
"""Russian or Kazakh letter → the Latin letters that addresses have for it."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def check_id(key: str) -> None:
    """Raise Problems if a partner cannot have this id, which is also the name of its file."""
    if key in RESERVED:
        what = f"{key} is reserved for the widget's own addresses; choose another id."
        raise Problems([Problem(f"{key}.toml", "", what)])
    if not _ID.fullmatch(key):
        what = f"{key!r} cannot be part of an address.{_did_you_mean(key)}"
        allowed = "at most 60 small letters a to z, digits and -; a letter or a digit comes first"
        raise Problems([Problem(f"{key}.toml", "", what, allowed)])


def _did_you_mean(key: str) -> str:
    """Return ` Did you mean x?` for the id in small Latin letters, or an empty text."""
    latin = key.lower().removesuffix(".toml").translate(_LATIN)
    meant = re.sub(r"[\s_.-]+", "-", latin).strip("-")
    return f" Did you mean {meant}?" if _ID.fullmatch(meant) and meant not in RESERVED else ""

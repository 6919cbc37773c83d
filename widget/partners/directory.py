"""The directory of the partners' files: each file is read and validated by itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType

from widget.files.toml import parse_toml, read_bytes
from widget.files.validate import validate
from widget.partners.file import PartnerFile
from widget.partners.ids import check_id
from widget.partners.known import Known, ValidationContext
from widget.partners.model import Broken, Partner, Partners
from widget.problems import Problem, Problems, collecting

ENDING = ".toml"
"""The end of the name of a partner's file."""

_MEANT = re.compile(r"[^.].*\.toml(\.txt)?", re.IGNORECASE)
"""Names of partners' files, also as Windows or a text editor may change them."""


def load_partners(directory: Path, known: Known) -> Partners:
    """Return the partners of all files `<id>.toml` in a directory.

    A partner whose file is wrong is in `broken`; the others are still served. Hidden files, whose
    names begin with a dot, are ignored. Raises Problems when the directory cannot be listed.
    """
    listed = _listed(directory)
    loaded = {
        path.stem: _load(path, ValidationContext(known, directory, path.stem == known.agency))
        for path in listed
        if path.suffix == ENDING
    }
    right = {key: each for key, each in loaded.items() if isinstance(each, Partner)}
    wrong = {key: each for key, each in loaded.items() if isinstance(each, Broken)}
    return Partners(
        served=MappingProxyType({key: each for key, each in right.items() if not each.closed}),
        broken=MappingProxyType(wrong),
        closed=MappingProxyType({key: each for key, each in right.items() if each.closed}),
        warnings=tuple(_ignored(path, loaded) for path in listed if path.suffix != ENDING),
    )


def _listed(directory: Path) -> list[Path]:
    try:
        files = [path for path in directory.iterdir() if _MEANT.fullmatch(path.name)]
    except OSError as error:
        what = f"It cannot be listed: {error.strerror}."
        if isinstance(error, FileNotFoundError):
            what = "There is no such directory."
        allowed = "a directory with the agency's file and one for each partner"
        raise Problems([Problem(str(directory), "", what, allowed)]) from error
    return sorted(files, key=lambda path: path.stem)


def _ignored(path: Path, loaded: Collection[str]) -> Problem:
    """Return the warning about a file that would be a partner's if its name ended otherwise."""
    key = path.name.lower().removesuffix(".txt").removesuffix(ENDING)
    what = f"This file is ignored: its name does not end with {ENDING}, in small letters."
    meant = f"{key}{ENDING} as its name"
    if key in loaded:
        what, meant = f"This file is ignored beside {key}{ENDING}.", "one of the two"
    return Problem(path.name, "", what, meant, warning=True)


def _load(path: Path, context: ValidationContext) -> Partner | Broken:
    problems: list[Problem] = []
    with collecting(problems):
        check_id(path.stem)
    content, file = b"", None
    with collecting(problems):
        content = read_bytes(path, path.name)
        file = validate(path.name, parse_toml(content, path.name), PartnerFile, context)
    if file is None or problems:
        return Broken(tuple(problems))
    ruleset = context.known.ruleset
    return file.value(path.stem, content, ruleset.questions if ruleset else file.presets)

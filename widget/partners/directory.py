"""The directory of the partners' files: each file is read and validated by itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from widget.files.toml import parse_toml, read_bytes
from widget.files.validate import validate
from widget.partners.fields import MAX_ORIGINS, Origin
from widget.partners.file import PartnerFile
from widget.partners.ids import check_id
from widget.partners.known import Known, ValidationContext
from widget.partners.model import Broken, Partner, Partners
from widget.problems import Problem, Problems, collecting


def load_partners(directory: Path, known: Known) -> Partners:
    """Return the partners of all files `<id>.toml` in a directory.

    A partner whose file is wrong is in `broken`; the others are still served. Raises Problems when
    the directory cannot be listed.
    """
    loaded = {
        path.stem: _load(path, ValidationContext(known, directory, path.stem == known.agency))
        for path in _listed(directory)
    }
    return Partners(
        MappingProxyType({key: each for key, each in loaded.items() if isinstance(each, Partner)}),
        MappingProxyType({key: each for key, each in loaded.items() if isinstance(each, Broken)}),
    )


def _listed(directory: Path) -> list[Path]:
    try:
        files = [path for path in directory.iterdir() if path.name.endswith(".toml")]
    except OSError as error:
        what = f"It cannot be listed: {error.strerror}."
        if isinstance(error, FileNotFoundError):
            what = "There is no such directory."
        allowed = "a directory with the agency's file and one for each partner"
        raise Problems([Problem(str(directory), "", what, allowed)]) from error
    return sorted(files, key=lambda path: path.stem)


def _load(path: Path, context: ValidationContext) -> Partner | Broken:
    problems: list[Problem] = []
    with collecting(problems):
        check_id(path.stem)
    valid_id = not problems  # Otherwise healthz.toml could decide who frames /healthz.
    content, data, file = b"", None, None
    with collecting(problems):
        content = read_bytes(path, path.name)
        data = parse_toml(content, path.name)
        file = validate(path.name, data, PartnerFile, context)
    if file is None or problems:
        return Broken(tuple(problems), _origins(data) if valid_id and data is not None else None)
    ruleset = context.known.ruleset
    return file.value(path.stem, content, ruleset.questions if ruleset else file.presets)


def _origins(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the origins in the data of a wrong file, or None when the origins are wrong too."""
    try:
        origins = TypeAdapter(list[Origin]).validate_python(data.get("origins", []), strict=True)
    except ValidationError:
        return None
    return tuple(origins) if len(origins) <= MAX_ORIGINS else None

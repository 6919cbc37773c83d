"""Logos and share images: local files that are safe to show under our own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

LARGEST = 100_000
"""Bytes."""

TYPES = {".svg": "image/svg+xml", ".png": "image/png"}

_PNG = b"\x89PNG\r\n\x1a\n"
_OUTSIDE_REFERENCE = re.compile(r"url\(\s*['\"]?(?![\s'\"#])|image-set\(|@import", re.IGNORECASE)


@dataclass(frozen=True)
class Image:
    """An image's bytes, its media type, and the name under which it can be cached for ever."""

    content: bytes
    type: str
    name: str


def load_image(directory: Path, name: str) -> Image:
    """Read an image that stands beside a partner's file.

    Raises ValueError, in plain words, for a file that is elsewhere, missing, too large or of
    another type, and for an SVG that could do more than be looked at.
    """
    path = directory / name
    if path.suffix not in TYPES:
        raise ValueError(f"{name!r} is no image of an allowed type. Allowed: {', '.join(TYPES)}")
    try:
        if path.resolve().parent != directory.resolve():
            raise ValueError(f"{name!r} is not in the directory of the partner's file")
        if not path.is_file():
            raise ValueError(f"There is no file {name!r} beside the partner's file")
        content = path.read_bytes()
    except (OSError, RuntimeError):  # as for links in a circle, before Python 3.13
        raise ValueError(f"{name!r} cannot be read") from None
    if len(content) > LARGEST:
        raise ValueError(f"{name!r} has {len(content)} bytes. Allowed: at most {LARGEST}")
    if path.suffix == ".svg":
        _check_svg(name, content)
    elif not content.startswith(_PNG):
        raise ValueError(f"{name!r} is no PNG image")
    digest = sha256(content).hexdigest()[:12]
    return Image(content, TYPES[path.suffix], f"{digest}{path.suffix}")


class _Plain(ElementTree.TreeBuilder):
    """Builds a document that has neither a document type nor instructions, as style sheets."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def doctype(self, *_: str | None) -> NoReturn:
        raise ValueError(f"{self.name!r} has a document type; an image here has none")

    def pi(self, target: str, text: str | None = None) -> NoReturn:
        raise ValueError(f"{self.name!r} has an instruction, <?{target}>; an image here has none")


def _check_svg(name: str, content: bytes) -> None:
    parser = ElementTree.XMLParser(target=_Plain(name))  # noqa: S314 - it takes no entities
    try:
        root = ElementTree.fromstring(content, parser)  # noqa: S314 - likewise
    except ElementTree.ParseError as error:
        raise ValueError(f"{name!r} is no SVG: {error}") from None
    for element in root.iter():
        _check_element(name, element)


def _check_element(name: str, element: ElementTree.Element) -> None:
    tag = _local(element.tag)
    if tag.lower() in {"script", "foreignobject", "iframe", "object", "embed"}:
        raise ValueError(f"{name!r} holds a <{tag}>; only shapes and text are allowed")
    for key, value in element.attrib.items():
        attribute = _local(key).lower()
        if attribute.startswith("on"):
            raise ValueError(f"{name!r} holds an event handler, {attribute}")
        if attribute in {"href", "src"} and not value.startswith("#"):
            raise ValueError(f"{name!r} refers to something outside it: {value!r}")
    for text in (element.text or "", element.tail or "", *element.attrib.values()):
        if "\\" in text:  # in CSS, \75rl(…) is url(…)
            raise ValueError(f"{name!r} holds a backslash, which could hide a reference")
        if _OUTSIDE_REFERENCE.search(text):
            raise ValueError(f"{name!r} refers to something outside it: {text.strip()!r}")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]

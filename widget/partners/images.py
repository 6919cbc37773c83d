"""Logos and share images: local files that are safe to show under our own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from struct import unpack
from typing import NoReturn
from xml.etree import ElementTree

LARGEST = 100_000
"""Bytes."""

TYPES = {".svg": "image/svg+xml", ".png": "image/png"}

DEEPEST = 100
"""Elements of an SVG within each other."""

WIDEST = 4096
"""Pixels, in width and in height."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD = _PNG + b"\0\0\0\rIHDR"
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_SVG = "{http://www.w3.org/2000/svg}svg"
_FORBIDDEN = {"script", "foreignobject", "iframe", "object", "embed", "use"}
"""`use` can show a part that shows others: a few lines, drawn a million times, hang a browser."""

_OUTSIDE_REFERENCE = re.compile(r"url\(\s*['\"]?(?![\s'\"#])|image-set\(|@import", re.IGNORECASE)


@dataclass(frozen=True)
class Image:
    """An image's bytes, its media type, and the name under which it can be cached for ever."""

    content: bytes
    type: str
    name: str


def load_image(directory: Path, name: str) -> Image:
    """Read an image that stands beside a partner's file.

    Raises ValueError, in plain words, for a file that is elsewhere, missing, too large, of another
    type or not whole, and for an SVG that could do more than be looked at.
    """
    path = directory / name
    if path.suffix not in TYPES:
        raise ValueError(
            f"{name!r} is not an image of an allowed type. Allowed: {', '.join(TYPES)}"
        )
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
    else:
        _check_png(name, content)
    digest = sha256(content).hexdigest()[:12]
    return Image(content, TYPES[path.suffix], f"{digest}{path.suffix}")


def _check_png(name: str, content: bytes) -> None:
    if not content.startswith(_PNG):
        raise ValueError(f"{name!r} is not a PNG image")
    if not (content.startswith(_PNG_HEAD) and content.endswith(_PNG_END)):
        raise ValueError(f"{name!r} is not a whole PNG image: its beginning or its end is missing")
    width, height = unpack(">II", content[len(_PNG_HEAD) :][:8])
    if not (1 <= width <= WIDEST and 1 <= height <= WIDEST):
        raise ValueError(f"{name!r} has {width} × {height} pixels. Allowed: 1 to {WIDEST} each way")


class _Plain(ElementTree.TreeBuilder):
    """Builds a flat enough document with no document type and no instructions, as style sheets."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ElementTree.Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError(
                f"{self.name!r} has elements within each other more than {DEEPEST} deep"
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, *_: str | None) -> NoReturn:
        raise ValueError(f"{self.name!r} has a document type; an image here has none")

    def pi(self, target: str, text: str | None = None) -> NoReturn:
        raise ValueError(f"{self.name!r} has an instruction, <?{target}>; an image here has none")


def _check_svg(name: str, content: bytes) -> None:
    parser = ElementTree.XMLParser(target=_Plain(name))  # noqa: S314 - it takes no entities
    try:
        root = ElementTree.fromstring(content, parser)  # noqa: S314 - likewise
    except (ElementTree.ParseError, LookupError) as error:  # the latter for an unknown encoding
        raise ValueError(f"{name!r} is not an SVG: {error}") from None
    _check_root(name, root)
    for element in root.iter():
        _check_element(name, element)


def _check_root(name: str, root: ElementTree.Element) -> None:
    if _local(root.tag) != "svg":
        raise ValueError(f"{name!r} is not an SVG: it begins with <{_local(root.tag)}>, not <svg>")
    if root.tag != _SVG:
        raise ValueError(f'{name!r} lacks xmlns="http://www.w3.org/2000/svg" in its <svg>')
    if not (root.get("viewBox") or (root.get("width") and root.get("height"))):
        raise ValueError(
            f"{name!r} has no size. Allowed: an <svg> with viewBox, or width and height"
        )


def _check_element(name: str, element: ElementTree.Element) -> None:
    tag = _local(element.tag)
    if tag.lower() in _FORBIDDEN:
        raise ValueError(f"{name!r} holds <{tag}>; only shapes and text are allowed")
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

"""Logos and share images: local files that are safe to show under our own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from struct import unpack
from unicodedata import normalize

from widget.partners.svg import clean
from widget.problems import did_you_mean

MAX_BYTES = 100_000
"""Of a file, and of what is served in its place."""

MAX_SIDE_PX = 4096
"""Width and height of a PNG."""

TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
"""Media types by the ending of a file's name, in small letters."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEAD = _PNG + b"\0\0\0\rIHDR"
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
_BEGINNINGS = {
    "image/png": re.compile(re.escape(_PNG)),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_KINDS = {"image/png": "a PNG", "image/jpeg": "a JPEG", "image/webp": "a WebP"}


@dataclass(frozen=True)
class Image:
    """An image on disk: its media type, the pixels of a PNG, and a name made from its bytes."""

    path: Path
    type: str
    png_size: tuple[int, int] | None
    name: str

    def read(self) -> bytes:
        """Return the bytes that are served; those of an SVG are cleaned.

        Raises ValueError when the file has changed since it was loaded.
        """
        content = _read(self.path)
        if _name_of(self.path, content) != self.name:
            raise ValueError(f"{self.path.name!r} was changed")
        return content


def load_image(directory: Path, name: str) -> Image:
    """Check an image that stands beside a partner's file.

    Raises ValueError, in plain words, for a file that is elsewhere, missing, too large, of another
    type or not whole, and for an SVG that has no size or could hang a browser.
    """
    ending = Path(name).suffix.lower()
    if ending not in TYPES:
        allowed = ", ".join(TYPES)
        raise ValueError(f"{name!r} is not an image of an allowed type. Allowed: {allowed}")
    if Path(name).name != name:
        raise ValueError(f"{name!r} is not in the directory of the partner's file")
    path = _find(directory, name)
    content = _read(path)
    size = _png_size(content) if ending == ".png" else None
    return Image(path, TYPES[ending], size, _name_of(path, content))


def _name_of(path: Path, content: bytes) -> str:
    return f"{sha256(content).hexdigest()[:12]}{path.suffix.lower()}"


def _read(path: Path) -> bytes:
    """Return the bytes to serve for an image. Raises ValueError if the image is refused."""
    name, kind = path.name, TYPES[path.suffix.lower()]
    try:
        content = path.read_bytes()
    except OSError:
        raise ValueError(f"{name!r} cannot be read") from None
    _check_length(repr(name), content)
    if kind == TYPES[".svg"]:
        content = clean(name, content)
        _check_length(f"{name!r}, once cleaned,", content)
    else:
        _check_pixels(name, kind, content)
    return content


def _find(directory: Path, name: str) -> Path:
    """Return the path of an image. Raises ValueError if it is missing or a link leads elsewhere."""
    try:
        path = directory / name
        if not _is_file(path):
            path = _beside(directory, name)
        # A ConfigMap of Kubernetes links logo.svg to ..data/logo.svg.
        homes = directory.resolve(), directory.parent.resolve()
        if not any(path.resolve().is_relative_to(home) for home in homes):
            raise ValueError(f"{name!r} is a link that leads out of the content directory")
    except OSError:
        raise ValueError(f"{name!r} cannot be read") from None
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # its name is too long, for one
        return False


def _beside(directory: Path, name: str) -> Path:
    """Return the path of an image; macOS may write the letters of its name in another form.

    Raises ValueError, which names an image that may be meant, when there is none.
    """
    files = (each for each in directory.iterdir() if each.suffix.lower() in TYPES)
    images = {normalize("NFC", each.name): each for each in files if each.is_file()}
    path = images.get(normalize("NFC", name))
    if path is None:
        meant = did_you_mean(name, [key for key in images if not key.startswith(".")])
        what = f"There is no file {name!r} beside the partner's file.{meant}"
        raise ValueError(f"{what} Allowed: the name of an image there")
    return path


def _check_length(what: str, content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise ValueError(f"{what} has {len(content)} bytes. Allowed: at most {MAX_BYTES}")


def _check_pixels(name: str, kind: str, content: bytes) -> None:
    if not _BEGINNINGS[kind].match(content):
        raise ValueError(f"{name!r} is not {_KINDS[kind]} image")
    if kind == "image/png":
        _check_png(name, content)


def _check_png(name: str, content: bytes) -> None:
    if not (content.startswith(_PNG_HEAD) and content.endswith(_PNG_END)):
        raise ValueError(f"{name!r} is not a whole PNG image: its beginning or its end is missing")
    width, height = _png_size(content)
    if not (1 <= width <= MAX_SIDE_PX and 1 <= height <= MAX_SIDE_PX):
        allowed = f"1 to {MAX_SIDE_PX} each way"
        raise ValueError(f"{name!r} has {width} × {height} pixels. Allowed: {allowed}")


def _png_size(content: bytes) -> tuple[int, int]:
    width, height = unpack(">II", content[len(_PNG_HEAD) :][:8])
    return width, height

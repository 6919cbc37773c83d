"""SVG drawings: cleaned by a library, and refused where they could hang a browser.

The library removes scripts, event handlers and foreign objects. A drawing may still refer to other
files, but nobody loads them: browsers load none for an `<img>`, and the response with the drawing
has a policy that allows none (`widget.web.headers`).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from py_svg_hush import filter_svg

from widget.partners.drawn import MAX_DRAWN, count_drawn

MAX_DEPTH = 100
"""Elements of a drawing within each other."""

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT_DATA = {"image": ["png", "jpeg"]}
_PART_NAME = re.compile(rb"""(?:\sid=["']|href=["']#|url\(["']?#)[^"')\s]*""")
_POSITIVE = re.compile(r"\s*\+?(?=[\d.]*[1-9])[\d.]+(?:e[+-]?\d+)?[a-z]*\s*", re.IGNORECASE)


def clean(name: str, content: bytes) -> bytes:
    """Return a drawing without scripts and other active content.

    Raises ValueError, in plain words with the file's `name`, for what is no drawing, has no size,
    or could hang a browser.
    """
    _check_depth(name, content)
    try:
        cleaned: bytes = filter_svg(_with_ascii_names(content), _KEPT_DATA)
        root = ElementTree.fromstring(cleaned)  # noqa: S314 - no entities are left
    except (ValueError, ElementTree.ParseError):  # the library says no more than that
        allowed = '<svg xmlns="http://www.w3.org/2000/svg"> in UTF-8'
        raise ValueError(f"{name!r} is not an SVG that can be read. Allowed: {allowed}") from None
    _check_picture(name, root)
    if count_drawn(root) > MAX_DRAWN:
        raise ValueError(f"{name!r} draws too many elements. Allowed: at most {MAX_DRAWN} elements")
    return cleaned


def _check_depth(name: str, content: bytes) -> None:
    """Say where a file is not XML, and refuse elements too deep within each other.

    The library does not say where, and it indents: 14,000 elements within each other become
    400 MB.
    """
    depths = [0]
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: depths.append(depths[-1] + 1)
    parser.EndElementHandler = lambda _: depths.append(depths[-1] - 1)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two: encodings
        raise ValueError(f"{name!r} is not an SVG: {error}") from None
    if max(depths) > MAX_DEPTH:
        raise ValueError(f"{name!r} has elements nested more than {MAX_DEPTH} deep")


def _with_ascii_names(content: bytes) -> bytes:
    """Spell the names of parts in ASCII, such as `Градиент_1` of `id` and `url(#…)`.

    The library drops other letters in some places, so references would lead nowhere.
    """

    def spell(found: re.Match[bytes]) -> bytes:
        return found[0].decode("latin-1").encode("ascii", "backslashreplace").replace(b"\\", b"")

    return _PART_NAME.sub(spell, content)


def _check_picture(name: str, root: Element) -> None:
    if root.tag != f"{_SVG}svg":
        what = f"its first element is <{root.tag.rpartition('}')[2]}>"
        raise ValueError(f"{name!r} is not an SVG: {what}. Allowed: <svg> with SVG's xmlns")
    if not _has_size(root):
        allowed = "an <svg> with viewBox, or width and height"
        raise ValueError(f"{name!r} has no size. Allowed: {allowed}")
    if root.find(f".//{_SVG}textPath") is not None:  # the library takes its path away
        raise ValueError(f"{name!r} has text along a path. Allowed: this text, converted to shapes")


def _has_size(root: Element) -> bool:
    view = root.get("viewBox", "").replace(",", " ").split()
    sides = view[2:] if len(view) == 4 else [root.get("width", ""), root.get("height", "")]
    return all(_POSITIVE.fullmatch(side) for side in sides)

"""Logos and share images: local files, small, and with nothing in them but a picture."""

from __future__ import annotations

import zlib
from pathlib import Path
from struct import pack

import pytest
from flask.testing import FlaskClient

from tests.conftest import HOTEL, Main
from widget.content import STATIC, load_site
from widget.languages import languages
from widget.partners.images import LARGEST, load_image
from widget.partners.model import SHIPPED, load_partners
from widget.rules.model import Ruleset
from widget.web.app import create_app

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{}>{}</svg>'
PNG = (STATIC / "share.png").read_bytes()


def drawing(inside: str = '<path d="M0 0h9v9z"/>', attributes: str = "") -> bytes:
    return SVG.format(attributes, inside).encode()


def small_png(width: int = 1, height: int = 1, comment: bytes = b"") -> bytes:
    """A PNG that says it has this size, and holds one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"tEXt", b"Comment\0" + comment)
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


GOOD = {
    "a shape": drawing(),
    "text in another script": drawing("<text>Қонақүй</text>"),
    "a reference to its own part": drawing(
        '<linearGradient id="b" href="#a"/><rect fill="url(#b)"/><linearGradient id="a"/>'
    ),
    "quotation marks around one": drawing("<rect style=\"fill: url( '#a')\"/>"),
    "styles of its own": drawing("<style>path { fill: #063 }</style>"),
    "words that look like a handler": drawing("<text>onload=1</text>"),
    "parts within each other": drawing(f"{'<g>' * 99}{'</g>' * 99}"),
    "a size without a view": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "another name for SVG": b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "an XML declaration": b'<?xml version="1.0" encoding="UTF-8"?>' + drawing(),
}
TYPE = "has a document type"
OUTSIDE = "refers to something outside it"
HIDDEN = "holds a backslash, which could hide a reference"
LINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
BAD = {
    "a script": (drawing("<script>alert(1)</script>"), "holds <script>"),
    "a script in capitals": (drawing("<SCRIPT/>"), "holds <SCRIPT>"),
    "a script with a prefix": (
        drawing("<s:script/>", ' xmlns:s="http://www.w3.org/2000/svg"'),
        "holds <script>",
    ),
    "a page inside": (drawing("<foreignObject/>"), "holds <foreignObject>"),
    "a frame": (drawing("<iframe/>"), "holds <iframe>"),
    "an event handler": (drawing("", ' onload="alert(1)"'), "an event handler, onload"),
    "one in capitals": (drawing('<path ONCLICK="x"/>'), "an event handler, onclick"),
    "one of an animation": (drawing('<set onbegin="x"/>'), "an event handler, onbegin"),
    "an outside image": (drawing('<image href="https://evil.example/x"/>'), OUTSIDE),
    "an outside image, the old way": (
        drawing('<image xlink:href="//evil.example#a"/>', LINK),
        OUTSIDE,
    ),
    "a script as a link": (drawing('<a href="javascript:alert(1)"/>'), OUTSIDE),
    "a file beside it": (drawing('<image href="other.svg"/>'), OUTSIDE),
    "an image inside": (drawing('<image href="data:image/png;base64,AA"/>'), OUTSIDE),
    "an outside fill": (drawing('<rect fill="url(https://evil.example/x#a)"/>'), OUTSIDE),
    "an outside style": (drawing("<rect style=\"fill:URL( '//evil.example')\"/>"), OUTSIDE),
    "an outside font": (drawing('<style>@font-face{src:url("//evil.example")}</style>'), OUTSIDE),
    "an imported sheet": (drawing("<style>@import '//evil.example/x'</style>"), OUTSIDE),
    "one behind an element": (drawing("<style><b/>@IMPORT '//evil.example'</style>"), OUTSIDE),
    "a set of images": (drawing("<style>a{b:image-set('//evil.example' 1x)}</style>"), OUTSIDE),
    "an outside fill in disguise": (drawing('<rect fill="\\75rl(//evil.example#a)"/>'), HIDDEN),
    "an outside style in disguise": (drawing('<rect style="fill:u\\rl(//evil.example)"/>'), HIDDEN),
    "an imported sheet in disguise": (
        drawing("<style>@\\69mport '//evil.example/x'</style>"),
        HIDDEN,
    ),
    "a part shown again": (drawing('<path id="a"/><use href="#a"/>'), "holds <use>"),
    "parts too deep within each other": (
        drawing(f"{'<g>' * 100}{'</g>' * 100}"),
        "has elements within each other more than 100 deep",
    ),
    "no namespace": (
        b'<svg viewBox="0 0 9 9"/>',
        'lacks xmlns="http://www.w3.org/2000/svg" in its <svg>',
    ),
    "another namespace": (
        b'<svg xmlns="http://www.w3.org/2000" viewBox="0 0 9 9"/>',
        'lacks xmlns="http://www.w3.org/2000/svg" in its <svg>',
    ),
    "a page": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "it begins with <html>, not <svg>"),
    "no size": (
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "has no size. Allowed: an <svg> with",
    ),
    "half a size": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9"/>', "has no size."),
    "a document type": (b"<!DOCTYPE svg>" + drawing(), TYPE),
    "an entity": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), TYPE),
    "one in another encoding": (
        f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg>{SVG.format("", "")}'.encode(
            "utf-16"
        ),
        TYPE,
    ),
    "an unknown encoding": (
        b'<?xml version="1.0" encoding="koi"?>' + drawing(),
        "is not an SVG: unknown encoding: koi",
    ),
    "an outside style sheet": (
        b'<?xml-stylesheet href="//evil.example/x.css"?>' + drawing(),
        "has an instruction, <?xml-stylesheet>",
    ),
    "no XML": (b"<svg>", "is not an SVG"),
    "nothing": (b"", "is not an SVG"),
    "a PNG's content": (PNG[:64], "is not an SVG"),
    "too many bytes": (drawing(f"<text>{'x' * LARGEST}</text>"), "Allowed: at most 100000"),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_drawing_is_taken_as_it_is(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(content)
    image = load_image(tmp_path, "a.svg")
    assert (image.content, image.type) == (content, "image/svg+xml")


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD)
def test_a_drawing_that_does_more_is_refused(
    content: bytes, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_bytes(content)
    (tmp_path / "hotel.toml").write_text(f"logo = 'a.svg'\n{HOTEL}")
    (problem,) = load_partners(ruleset, languages(), tmp_path).problems
    assert str(problem).startswith("hotel.toml: logo: 'a.svg' ")
    assert words in problem.what


NAMES = {
    "another type": ("a.jpg", "'a.jpg' is not an image of an allowed type. Allowed: .svg, .png"),
    "no type": ("a", "is not an image of an allowed type"),
    "nothing": ("", "is not an image of an allowed type"),
    "a file above": ("../above.svg", "is not in the directory of the partner's file"),
    "a file below": ("below/a.svg", "is not in the directory of the partner's file"),
    "a file named from the root": ("/etc/a.svg", "is not in the directory of the partner's file"),
    "a link out of the directory": ("link.svg", "is not in the directory of the partner's file"),
    "an address": ("https://a.kz/a.svg", "is not in the directory of the partner's file"),
    "a file that is not there": ("b.svg", "There is no file 'b.svg' beside the partner's file"),
    "a directory": ("folder.svg", "There is no file 'folder.svg' beside the partner's file"),
    "a link to itself": ("circle.svg", "'circle.svg'"),
    "too long a name": (f"{'a' * 300}.svg", "cannot be read"),
    "no name of a file": ("a\\u0000.svg", "null byte"),
    "a drawing as a PNG": ("a.png", "'a.png' is not a PNG image"),
    "too large": ("large.png", "'large.png' has 100001 bytes. Allowed: at most 100000"),
}


@pytest.mark.parametrize(("name", "words"), NAMES.values(), ids=NAMES)
def test_a_file_that_is_no_image_beside_the_partners_is_refused(
    name: str, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    (tmp_path / "above.svg").write_bytes(drawing())
    directory = tmp_path / "partners"
    (directory / "below").mkdir(parents=True)
    (directory / "folder.svg").mkdir()
    (directory / "below" / "a.svg").write_bytes(drawing())
    (directory / "link.svg").symlink_to("../above.svg")
    (directory / "circle.svg").symlink_to("circle.svg")
    (directory / "a.png").write_bytes(drawing())
    (directory / "large.png").write_bytes(PNG[:8].ljust(LARGEST + 1))
    (directory / "hotel.toml").write_text(f'logo = "{name}"\n{HOTEL}')
    (problem,) = load_partners(ruleset, languages(), directory).problems
    assert (problem.file, problem.location) == ("hotel.toml", "logo")
    assert words in problem.what


PNGS = {
    "no content": (PNG[:8], "is not a whole PNG image"),
    "an end that is missing": (PNG[:-1], "is not a whole PNG image"),
    "more after its end": (PNG + b"<script>", "is not a whole PNG image"),
    "another beginning": (PNG.replace(b"IHDR", b"IDAT", 1), "is not a whole PNG image"),
    "no width": (small_png(0, 9), "has 0 × 9 pixels. Allowed: 1 to 4096 each way"),
    "no height": (small_png(9, 0), "has 9 × 0 pixels. Allowed: 1 to 4096 each way"),
    "too wide": (small_png(4097, 1), "has 4097 × 1 pixels. Allowed: 1 to 4096 each way"),
    "too high": (small_png(1, 4097), "has 1 × 4097 pixels. Allowed: 1 to 4096 each way"),
}


@pytest.mark.parametrize(("content", "words"), PNGS.values(), ids=PNGS)
def test_a_png_that_is_not_whole_or_too_large_is_refused(
    content: bytes, words: str, ruleset: Ruleset, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(content)
    (tmp_path / "hotel.toml").write_text(f"image = 'a.png'\n{HOTEL}")
    (problem,) = load_partners(ruleset, languages(), tmp_path).problems
    assert str(problem).startswith("hotel.toml: image: 'a.png' ")
    assert words in problem.what


def test_a_png_may_have_4096_pixels_each_way(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(small_png(4096, 4096))
    assert load_image(tmp_path, "a.png").type == "image/png"


def test_an_image_of_the_largest_size_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(small_png(comment=bytes(LARGEST - len(small_png()))))
    assert len(load_image(tmp_path, "a.png").content) == 100_000


def test_a_drawing_cannot_be_a_share_image(ruleset: Ruleset, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(drawing())
    (tmp_path / "hotel.toml").write_text(f"image = 'a.svg'\n{HOTEL}")
    (problem,) = load_partners(ruleset, languages(), tmp_path).problems
    assert str(problem).startswith("hotel.toml: image: 'a.svg' is not a PNG image; link previews")


# As they are served.


@pytest.fixture
def inn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A site with a partner that has a logo and a share image."""
    (tmp_path / "logo.svg").write_bytes(drawing())
    (tmp_path / "share.png").write_bytes(small_png())
    (tmp_path / "inn.toml").write_text(f"logo = 'logo.svg'\nimage = 'share.png'\n{HOTEL}")
    monkeypatch.setenv("WIDGET_PARTNERS", str(tmp_path))
    return create_app().test_client()


def test_a_logo_stands_in_place_of_the_name(inn: FlaskClient) -> None:
    (logo,) = [given for tag, given in Main(inn.get("/inn/en/").text).tags if tag == "img"]
    assert logo["alt"] == "Hotel Tulip"
    response = inn.get(logo["src"])
    assert response.data == drawing()
    assert response.mimetype == "image/svg+xml"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'; ")


def test_a_share_image_is_the_previews(inn: FlaskClient) -> None:
    metas = [given for tag, given in Main(inn.get("/inn/en/").text).tags if tag == "meta"]
    (image,) = [each["content"] for each in metas if each.get("property") == "og:image"]
    assert image.startswith("http://localhost/inn/image/")
    response = inn.get(image)
    assert (response.data, response.mimetype) == (small_png(), "image/png")


@pytest.mark.parametrize(
    "address",
    ["/inn/logo/x.svg", "/inn/image/x.png", "/inn/other/x.png", "/hotel/logo/x.svg"],
)
def test_there_is_no_other_image(address: str, inn: FlaskClient) -> None:
    response = inn.get(address)
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_another_logo_has_another_address_and_other_fragments(
    ruleset: Ruleset, tmp_path: Path
) -> None:
    (tmp_path / "hotel.toml").write_text(f"logo = 'a.svg'\n{HOTEL}")
    loaded = []
    for content in (drawing(), drawing("<text>new</text>")):
        (tmp_path / "a.svg").write_bytes(content)
        loaded.append(load_partners(ruleset, languages(), tmp_path).served["hotel"])
    one, other = loaded
    assert one.logo
    assert other.logo
    assert one.logo.name != other.logo.name
    assert load_site().version(one) != load_site().version(other)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.svg")), ids=lambda path: path.stem)
def test_the_examples_logos_are_drawings_that_do_nothing_else(path: Path) -> None:
    assert load_image(path.parent, path.name).type == "image/svg+xml"

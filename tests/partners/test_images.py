"""Logos and share images: local files, small, and with nothing in them but a picture."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from struct import pack
from xml.etree import ElementTree

import pytest

from widget.partners.images import MAX_BYTES, load_image

SVG = "http://www.w3.org/2000/svg"

SHAPE = '<path d="M0 0h9v9z"/>'
LINKS = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
INKSCAPE = ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


def drawing(inside: str = SHAPE, attributes: str = "", before: str = "") -> bytes:
    return f'{before}<svg xmlns="{SVG}" viewBox="0 0 9 9"{attributes}>{inside}</svg>'.encode()


def small_png(width: int = 1, height: int = 1, comment: bytes = b"") -> bytes:
    """A PNG that says it has this size, and holds one grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"tEXt", b"Comment\0" + comment)
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


ENTITIES = f"""<!DOCTYPE svg [
    <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
    <!ENTITY ns_svg "{SVG}">
]>"""
PNG = small_png()
PIXEL = f"data:image/png;base64,{b64encode(PNG).decode()}"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(20) + b"\xff\xd9"
WEBP = b"RIFF\x1a\n\0\0WEBPVP8 " + bytes(20)


def loaded(content: bytes, directory: Path, name: str = "a.svg") -> str:
    """What is served in place of a drawing, in one line."""
    (directory / name).write_bytes(content)
    text = load_image(directory, name).content.decode()
    return re.sub(r">\s+<", "><", text.replace(" />", "/>"))


def refused(content: bytes, directory: Path, name: str = "a.svg") -> str:
    (directory / name).write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(repr(name))) as caught:
        load_image(directory, name)
    return str(caught.value)


def large(tag: str, group: str) -> tuple[bytes, str]:
    """A group of 100 shapes that shows a part of 100 others once, and not for each."""
    content = f'<{tag} id="a">{SHAPE * 100}</{tag}>{group.format(SHAPE * 100)}{SHAPE}'
    return drawing(content), group.format(SHAPE * 100)


# Drawings as programs write them. What was drawn stays.

HONEST = {
    "a shape": (drawing(), SHAPE),
    "text in another script": (drawing("<text>Қонақүй</text>"), "<text>Қонақүй</text>"),
    "words that look like a name": (drawing('<text>("#Ж")</text>'), '<text>("#Ж")</text>'),
    "words that look like a handler": (drawing("<text>onload=1</text>"), "onload=1"),
    "a document type": (drawing(before=DOCTYPE), SHAPE),
    "an XML declaration": (drawing(before='<?xml version="1.0" encoding="UTF-8"?>'), SHAPE),
    "a mark of byte order": (b"\xef\xbb\xbf" + drawing(), SHAPE),
    "UTF-16": (
        drawing("<text>Қонақүй</text>", before='<?xml version="1.0" encoding="UTF-16"?>')
        .decode()
        .encode("utf-16"),
        "<text>Қонақүй</text>",
    ),
    "Latin-1": (
        drawing("<text>é</text>", before='<?xml version="1.0" encoding="ISO-8859-1"?>')
        .decode()
        .encode("latin-1"),
        "<text>é</text>",
    ),
    "Illustrator's entities": (
        f'{ENTITIES}<svg xmlns="&ns_svg;" xmlns:x="&ns_extend;" '
        f'viewBox="0 0 9 9">{SHAPE}</svg>'.encode(),
        SHAPE,
    ),
    "an entity in an entity": (
        drawing(
            "<text>&b;</text>", before='<!DOCTYPE svg [<!ENTITY a "abc"><!ENTITY b "&a;def">]>'
        ),
        "<text>abcdef</text>",
    ),
    "an xpacket": (
        drawing(
            f'<metadata><?xpacket begin="" id="W5M0"?><x/><?xpacket end="w"?></metadata>{SHAPE}'
        ),
        SHAPE,
    ),
    "a font inside": (
        drawing(
            "<style>@font-face{font-family:A;src:url(data:font/woff2;base64,d09GMg==)}"
            ".a{font-family:A}</style><text class='a'>A</text>"
        ),
        'src:url(#)}.a{font-family:A}</style><text class="a">',
    ),
    "Figma's picture as a pattern": (
        drawing(
            '<rect width="9" height="9" fill="url(#p)"/><defs><pattern id="p" width="1" height="1">'
            '<use xlink:href="#i" transform="scale(.01)"/></pattern>'
            f'<image id="i" width="9" height="9" xlink:href="{PIXEL}"/></defs>',
            LINKS,
        ),
        f'<image height="9" href="{PIXEL}" id="i" width="9"/>',
    ),
    "a JPEG inside": (
        drawing('<image href="data:image/jpeg;base64,/9j/4A=="/>'),
        '<image href="data:image/jpeg;base64,/9j/4A=="/>',
    ),
    "Inkscape's clone": (
        drawing('<path id="a" d="M0 0h9v9z"/><use x="1" xlink:href="#a"/>', LINKS),
        '<use href="#a" x="1"/>',
    ),
    "Inkscape's leavings": (
        drawing(
            '<inkscape:page/><path inkscape:label="A" d="M0 0h9v9z"/>',
            INKSCAPE + r' inkscape:export-filename="C:\logos\a.png"',
        ),
        SHAPE,
    ),
    "CorelDRAW's styles": (
        drawing(
            '<defs><style type="text/css"><![CDATA[ .fil0 {fill:#2B2A29} ]]></style></defs>'
            '<path class="fil0" d="M0 0h9v9z"/>',
            ' xml:space="preserve" shape-rendering="geometricPrecision"',
        ),
        '.fil0 {fill:#2B2A29} </style></defs><path class="fil0"',
    ),
    "Illustrator's switch": (
        drawing(
            f'<switch><foreignObject requiredExtensions="ai"><i/></foreignObject><g>{SHAPE}</g>'
            "</switch>"
        ),
        f"<switch><g>{SHAPE}</g></switch>",
    ),
    "a clip that is used twice": (
        drawing(
            '<defs><rect id="r" width="9" height="9"/><clipPath id="c"><use xlink:href="#r"/>'
            f'</clipPath></defs><g style="clip-path:url(#c)">{SHAPE}</g>',
            LINKS,
        ),
        '<clipPath id="c"><use href="#r"/></clipPath></defs><g style="clip-path:url(#c)">',
    ),
    "a gradient after another": (
        drawing('<linearGradient id="b" href="#a"/><rect fill="url(#b)"/><linearGradient id="a"/>'),
        '<linearGradient href="#a" id="b"/><rect fill="url(#b)"/>',
    ),
    "a class's mask": (
        drawing(
            "<style>.a,.b{mask:url(#m)}.c{fill:#fff}</style>"
            f'<mask id="m"><path class="c" d="M0 0h9v9z"/></mask><g class="b">{SHAPE}</g>'
        ),
        '<style>.a,.b{mask:url(#m)}.c{fill:#fff}</style><mask id="m">',
    ),
    "names in Cyrillic": (
        drawing(
            "<style>.a{fill:url(#Цвет_1)}</style><linearGradient id='Цвет_1'/><g id='Вид_1'/>"
            '<path class="a" d="M0 0h9v9z"/>'
        ),
        "<style>.a{fill:url(#xd0xa6xd0xb2xd0xb5xd1x82_1)}</style>"
        '<linearGradient id="xd0xa6xd0xb2xd0xb5xd1x82_1"/>',
    ),
    "a clone with a Cyrillic name": (
        drawing(f"<g id='Фон'/><g id='Вид'>{SHAPE}</g><use href='#Вид'/>"),
        '<use href="#xd0x92xd0xb8xd0xb4"/>',
    ),
    "a comment before a style": (
        drawing(
            f"<style>/* blue; */ .a {{mask:url(#m)}}</style><mask id='m'>{SHAPE}</mask>"
            f'<g class="a">{SHAPE}</g>'
        ),
        f'<g class="a">{SHAPE}</g>',
    ),
    "a gradient that a group passes on": (
        drawing(
            f'<linearGradient id="a">{"<stop/>" * 100}</linearGradient>'
            f'<g stroke="url(#a)">{SHAPE * 100}</g>'
        ),
        f'<g stroke="url(#a)">{SHAPE}',
    ),
    "a large clip for a large group": large("clipPath", '<g clip-path="url(#a)">{}</g>'),
    "a large mask for a large group": large("mask", '<g style="/* A: */ MASK : url(#a)">{}</g>'),
    "a large filter for a large group": large("filter", '<g filter="url(#a)">{}</g>'),
    "a large pattern in another": large("pattern", '<pattern href="#a">{}</pattern>'),
    "parts within each other": (drawing(f"{'<g>' * 98}{SHAPE}{'</g>' * 98}"), SHAPE),
    "a prefix": (
        f'<s:svg xmlns:s="{SVG}" viewBox="0 0 9 9"><s:path d="M0 0h9v9z"/></s:svg>'.encode(),
        SHAPE,
    ),
    "a prefix beside another language": (
        f'<s:svg xmlns:s="{SVG}" xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9">'
        '<s:path d="M0 0h9v9z"/></s:svg>'.encode(),
        SHAPE,
    ),
}


@pytest.mark.parametrize(("content", "kept"), HONEST.values(), ids=HONEST)
def test_a_drawing_is_taken(content: bytes, kept: str, tmp_path: Path) -> None:
    text = loaded(content, tmp_path)
    assert kept in text
    assert {each.tag.partition("}")[0] for each in ElementTree.fromstring(text).iter()} == {
        f"{{{SVG}"
    }


@pytest.mark.parametrize("content", [each for each, _ in HONEST.values()], ids=HONEST)
def test_what_is_served_is_served_again_as_it_is(content: bytes, tmp_path: Path) -> None:
    once = loaded(content, tmp_path)
    assert loaded(once.encode(), tmp_path) == once


SIZES = {
    "a view": 'viewBox="0 0 9 9"',
    "a view with commas": 'viewBox="-1,-1,.5,1e3"',
    "a view, and all of the width": 'viewBox="0 0 9 9" width="100%"',
    "width and height": 'width="9" height="9.5"',
    "millimetres": 'width="90mm" height="0.5mm"',
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_drawing_with_a_size_is_taken(size: str, tmp_path: Path) -> None:
    assert SHAPE in loaded(f'<svg xmlns="{SVG}" {size}>{SHAPE}</svg>'.encode(), tmp_path)


# What does more than be looked at goes; the rest of the drawing stays.

GONE = {
    "a script": (drawing(f"<script>alert(1)</script>{SHAPE}"), "alert"),
    "a script with a prefix": (
        drawing(f"<s:script>alert(1)</s:script>{SHAPE}", f' xmlns:s="{SVG}"'),
        "alert",
    ),
    "an event handler": (drawing(attributes=' onload="alert(1)"'), "alert"),
    "one of an animation": (drawing(f'<set onbegin="alert(1)"/>{SHAPE}'), "alert"),
    "a page inside": (
        drawing(f'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>{SHAPE}'),
        "foreignObject",
    ),
    "a frame": (
        drawing(f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="evil"/>{SHAPE}'),
        "evil",
    ),
    "a link": (drawing(f'<a xlink:href="https://evil.example/">{SHAPE}</a>', LINKS), "href"),
    "a script as a link": (drawing(f'<a href="javascript:alert(1)">{SHAPE}</a>'), "alert"),
    "a link that is animated": (
        drawing(f'<a><set attributeName="href" to="javascript:alert(1)"/>{SHAPE}</a>'),
        "attributeName",
    ),
    "a class that is animated": (
        drawing(f'<g><set attributeName="class" to="a"/>{SHAPE}</g>'),
        "attributeName",
    ),
    "an outside image": (drawing(f'<image href="https://evil.example/x"/>{SHAPE}'), "href"),
    "an outside image, the old way": (
        drawing(f'<image xlink:href="//evil.example/x"/>{SHAPE}', LINKS),
        "href",
    ),
    "a file beside it": (drawing(f'<image href="other.svg"/>{SHAPE}'), "href"),
    "a part of another file": (drawing(f'<use href="other.svg#a"/>{SHAPE}'), "href"),
    "a drawing inside": (
        drawing(f'<image href="data:image/svg+xml,%3Csvg/%3E"/>{SHAPE}'),
        "data:",
    ),
    "an outside fill": (
        drawing(f'<rect fill="url(https://evil.example/x#a)"/>{SHAPE}'),
        "x#a",
    ),
    "an outside style": (drawing(f"<rect style=\"fill:URL( '//evil/x#a')\"/>{SHAPE}"), "x#a"),
    "an outside font": (
        drawing(f'<style>@font-face{{src:url("//evil.example/x.woff")}}</style>{SHAPE}'),
        "x.woff",
    ),
    "a set of outside images": (
        drawing(f"<style>a{{b:image-set('//evil.example/x' 1x)}}</style>{SHAPE}"),
        "evil",
    ),
    "an imported sheet": (drawing(f"<style>@import '//evil.example/x';</style>{SHAPE}"), "evil"),
    "one behind an element": (
        drawing(f"<style><g/>@import '//evil.example/x';</style>{SHAPE}"),
        "evil",
    ),
    "one in disguise": (
        drawing(f"<style>@\\69mport '//evil.example/x';</style>{SHAPE}"),
        "evil",
    ),
    "an outside fill in disguise": (
        drawing(f'<rect fill="\\75rl(//evil.example/x#a)"/>{SHAPE}'),
        "rl(",
    ),
    "an outside style sheet": (
        drawing(before='<?xml-stylesheet href="//evil.example/x.css"?>'),
        "evil",
    ),
    "an outside entity": (
        drawing(
            f"<text>&a;</text>{SHAPE}",
            before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        ),
        "root:",
    ),
    "a comment": (drawing(f"<!-- evil -->{SHAPE}"), "evil"),
}


@pytest.mark.parametrize(("content", "gone"), GONE.values(), ids=GONE)
def test_what_does_more_is_taken_out(content: bytes, gone: str, tmp_path: Path) -> None:
    text = loaded(content, tmp_path)
    assert gone not in text
    assert SHAPE in text


# What cannot be made safe, or would not be seen.

BOMB = "draws its parts too often. Allowed: 10000 elements"
USE = '<use href="#a"/>'
FILTERED = '<g filter="url(#a)"/>'
DEEP = "shows parts within each other more than 100 deep"


def ten_times(use: str, part: str, levels: int = 5) -> bytes:
    """Parts that each show the one before ten times: 100,000 in all."""
    parts = [part.format(0, SHAPE)]
    for level in range(levels):
        parts.append(part.format(level + 1, use.format(level) * 10))
    return drawing(f"{''.join(parts)}{use.format(levels)}")


REFUSED = {
    "a page": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "is not an SVG that can be read"),
    "a group": (f'<g xmlns="{SVG}">{SHAPE}</g>'.encode(), "it begins with <g>, not <svg>"),
    "no namespace": (
        b'<svg viewBox="0 0 9 9"><path/></svg>',
        'Allowed: <svg xmlns="http://www.w3.org/2000/svg"> in UTF-8',
    ),
    "another namespace": (
        b'<svg xmlns="http://www.w3.org/2000" viewBox="0 0 9 9"/>',
        "is not an SVG that can be read",
    ),
    "a language of Windows": (
        drawing("<text>Ж</text>", before='<?xml version="1.0" encoding="windows-1251"?>'),
        "is not an SVG that can be read",
    ),
    "an unknown encoding": (
        drawing(before='<?xml version="1.0" encoding="koi"?>'),
        "is not an SVG: unknown encoding: koi",
    ),
    "a Chinese encoding": (
        drawing(before='<?xml version="1.0" encoding="gbk"?>'),
        "is not an SVG: multi-byte encodings are not supported",
    ),
    "half a file": (drawing()[:-3], "is not an SVG: unclosed token: line 1"),
    "a slip": (drawing("<g>\n</h>"), "is not an SVG: mismatched tag: line 2"),
    "nothing": (b"", "is not an SVG: no element found"),
    "a PNG": (PNG, "is not an SVG: not well-formed"),
    "a letter of no XML": (
        drawing("<text>&#1;</text>", before='<?xml version="1.1"?>'),
        "is not an SVG",
    ),
    "no size": (
        f'<svg xmlns="{SVG}">{SHAPE}</svg>'.encode(),
        "has no size. Allowed: an <svg> with viewBox, or width and height",
    ),
    "half a size": (f'<svg xmlns="{SVG}" width="9">{SHAPE}</svg>'.encode(), "has no size."),
    "all of the width": (
        f'<svg xmlns="{SVG}" width="100%" height="9">{SHAPE}</svg>'.encode(),
        "has no size.",
    ),
    "a view without a height": (
        f'<svg xmlns="{SVG}" viewBox="0 0 9 0.0">{SHAPE}</svg>'.encode(),
        "has no size.",
    ),
    "half a view": (f'<svg xmlns="{SVG}" viewBox="9 9">{SHAPE}</svg>'.encode(), "has no size."),
    "text along a path": (
        drawing('<path id="a" d="M0 9h9"/><text><textPath href="#a">A</textPath></text>'),
        "has text along a path. Allowed: such text as shapes",
    ),
    "an empty picture": (drawing("<title>A</title><g/>"), "draws nothing"),
    "only what is taken out": (drawing("<foreignObject><i/></foreignObject>"), "draws nothing"),
    "parts too deep within each other": (drawing(f"{'<g>' * 99}{SHAPE}{'</g>' * 99}"), DEEP),
    "a tower of parts": (drawing(f"{'<g>' * 9999}{SHAPE}{'</g>' * 9999}"), DEEP),
    "a tower of entities": (
        drawing("&b;", before=f'<!DOCTYPE svg [<!ENTITY b "{"<g>" * 100}{"</g>" * 100}">]>'),
        DEEP,
    ),
    "a flood of entities": (
        drawing("&b;" * 20000, before=f'<!DOCTYPE svg [<!ENTITY b "{"b" * 20000}">]>'),
        "is not an SVG: limit on input amplification factor",
    ),
    "a use of a use": (ten_times('<use href="#a{}"/>', '<g id="a{}">{}</g>'), BOMB),
    "a use of a symbol": (ten_times('<use href="#a{}"/>', '<symbol id="a{}">{}</symbol>'), BOMB),
    "a use, its name in signs": (
        ten_times('<use href="#%61{}"/>', '<g id="a{}">{}</g>'),
        BOMB,
    ),
    "a pattern of patterns": (
        ten_times('<rect fill="url(#a{})"/>', '<pattern id="a{}">{}</pattern>'),
        BOMB,
    ),
    "a stroke of patterns": (
        ten_times('<rect style="STROKE : url( #a{} )"/>', '<pattern id="a{}">{}</pattern>'),
        BOMB,
    ),
    "a mask of masks": (
        ten_times('<g mask="url(#a{})"/>', '<mask id="a{}">{}</mask>'),
        BOMB,
    ),
    "a clip of clips": (
        ten_times('<g clip-path="url(#a{})"/>', '<clipPath id="a{}">{}</clipPath>'),
        BOMB,
    ),
    "a marker of markers": (
        ten_times('<path marker-mid="url(#a{})"/>', '<marker id="a{}">{}</marker>'),
        BOMB,
    ),
    "many parts, many times": (
        drawing(f'<g id="a">{SHAPE * 200}</g>{USE * 50}'),
        BOMB,
    ),
    "a long path, many times": (
        drawing(f'<path id="a" d="{"h1" * 20000}"/>{USE * 30}'),
        BOMB,
    ),
    "a long text, many times": (
        drawing(f'<text id="a">{"a" * 40000}</text>{USE * 30}'),
        BOMB,
    ),
    "many filters, many times": (
        drawing(f'<filter id="a">{"<feTurbulence/>" * 200}</filter>{FILTERED * 50}{SHAPE}'),
        BOMB,
    ),
    "a fill that a group passes on": (
        drawing(f'<pattern id="a">{SHAPE * 100}</pattern><g fill="url(#a)">{SHAPE * 100}</g>'),
        BOMB,
    ),
    "the first of two by one name": (
        drawing(f'<g id="a">{SHAPE * 200}</g><g id="a"/>{USE * 50}'),
        BOMB,
    ),
    "a class's fill": (
        drawing(
            f"<style>@media all{{.b , .c>.d{{x:y;fill:url(#a)}}}}</style>"
            f'<pattern id="a">{SHAPE * 100}</pattern><g class="e c">{SHAPE * 100}</g>'
        ),
        BOMB,
    ),
    "a fill by name": (
        drawing(
            f"<style>#c{{fill:url(#a)}}</style>"
            f'<pattern id="a">{SHAPE * 100}</pattern><g id="c">{SHAPE * 100}</g>'
        ),
        BOMB,
    ),
    "a class's word for a fill": (
        drawing(
            "<style>.c{/*;*/--x:url(#a)}path{fill:var(--x)}</style>"
            f'<pattern id="a">{SHAPE * 100}</pattern><g class="c">{SHAPE * 100}</g>'
        ),
        BOMB,
    ),
    "a fill of all": (
        drawing(f'<style>path{{fill:url(#a)}}</style><pattern id="a">{SHAPE}</pattern>{SHAPE}'),
        DEEP,
    ),
    "a fill of all, before another rule": (
        drawing(
            f'<style>path{{fill:url(#a);.b{{x:y}}}}</style><pattern id="a">{SHAPE}</pattern>{SHAPE}'
        ),
        DEEP,
    ),
    "a fill of all, after another rule": (
        drawing(
            f"<style>.b{{.c{{x:y}}fill:url(#a)}}</style><pattern id='a'>{SHAPE}</pattern>{SHAPE}"
        ),
        DEEP,
    ),
    "a part that shows itself": (drawing('<g id="a"><use href="#a"/></g>'), DEEP),
    "two that show each other": (
        drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        DEEP,
    ),
    "a chain": (
        drawing("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(60)) + SHAPE),
        DEEP,
    ),
    "a chain, its end first": (
        drawing(SHAPE + "".join(f'<g id="a{n + 1}"><use href="#a{n}"/></g>' for n in range(60))),
        DEEP,
    ),
    "too many bytes": (
        drawing(f"<text>{'x' * MAX_BYTES}</text>"),
        "Allowed: at most 100000",
    ),
    "too many bytes once it is cleaned": (
        drawing(f"{'<g>' * 90}{'<g/>' * 600}{SHAPE}{'</g>' * 90}"),
        "bytes once cleaned. Allowed: 100000",
    ),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_a_drawing_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    assert words in refused(content, tmp_path)


def test_a_drawing_may_show_as_many_elements_as_are_allowed(tmp_path: Path) -> None:
    most = f'<g id="a">{"<g/>" * 1997}{SHAPE}</g>{USE * 4}'
    assert USE in loaded(drawing(most), tmp_path)
    assert BOMB in refused(drawing(f"{most}<g/>"), tmp_path)


# Files.

KINDS = {
    "a drawing": ("a.svg", drawing(), "image/svg+xml", ".svg"),
    "a PNG": ("a.png", PNG, "image/png", ".png"),
    "a JPEG": ("a.jpg", JPEG, "image/jpeg", ".jpg"),
    "a JPEG with a long ending": ("a.jpeg", JPEG, "image/jpeg", ".jpeg"),
    "a WebP": ("a.webp", WEBP, "image/webp", ".webp"),
    "a PNG in capitals": ("LOGO.PNG", PNG, "image/png", ".png"),
    "a drawing in capitals": ("Logo.SVG", drawing(), "image/svg+xml", ".svg"),
}


@pytest.mark.parametrize(("name", "content", "kind", "ending"), KINDS.values(), ids=KINDS)
def test_an_image_is_named_after_what_is_served(
    name: str, content: bytes, kind: str, ending: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    image = load_image(tmp_path, name)
    assert image.type == kind
    assert image.name == f"{sha256(image.content).hexdigest()[:12]}{ending}"


@pytest.mark.parametrize(("name", "content"), [("a.png", PNG), ("a.jpg", JPEG), ("a.webp", WEBP)])
def test_pixels_are_served_as_they_are(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert load_image(tmp_path, name).content == content


OTHERS = {
    "a drawing as a PNG": ("a.png", drawing(), "'a.png' is not a PNG image"),
    "a JPEG as a PNG": ("a.png", JPEG, "'a.png' is not a PNG image"),
    "a PNG as a JPEG": ("a.jpg", PNG, "'a.jpg' is not a JPEG image"),
    "a PNG as a WebP": ("a.webp", PNG, "'a.webp' is not a WebP image"),
    "a text as a JPEG": ("a.jpg", "text".encode("utf-16"), "'a.jpg' is not a JPEG image"),
    "a sound as a WebP": ("a.webp", b"RIFF\0\0\0\0WAVE", "'a.webp' is not a WebP image"),
    "a JPEG as a drawing": ("a.svg", JPEG, "'a.svg' is not an SVG"),
    "nothing as a JPEG": ("a.jpeg", b"", "'a.jpeg' is not a JPEG image"),
    "a PNG in capitals": ("A.PNG", JPEG, "'A.PNG' is not a PNG image"),
    "no content": ("a.png", PNG[:8], "'a.png' is not a whole PNG image"),
    "an end that is missing": ("a.png", PNG[:-1], "'a.png' is not a whole PNG image"),
    "more after its end": ("a.png", PNG + b"<script>", "'a.png' is not a whole PNG image"),
    "another beginning": (
        "a.png",
        PNG.replace(b"IHDR", b"IDAT", 1),
        "'a.png' is not a whole PNG image",
    ),
    "no width": ("a.png", small_png(0, 9), "has 0 × 9 pixels. Allowed: 1 to 4096 each way"),
    "no height": ("a.png", small_png(9, 0), "has 9 × 0 pixels. Allowed: 1 to 4096 each way"),
    "too wide": ("a.png", small_png(4097), "has 4097 × 1 pixels. Allowed: 1 to 4096 each way"),
    "too high": ("a.png", small_png(1, 4097), "has 1 × 4097 pixels. Allowed: 1 to 4096 each way"),
    "too large": (
        "a.webp",
        WEBP.ljust(MAX_BYTES + 1),
        "'a.webp' has 100001 bytes. Allowed: at most 100000",
    ),
}


@pytest.mark.parametrize(("name", "content", "words"), OTHERS.values(), ids=OTHERS)
def test_what_its_ending_does_not_say_is_refused(
    name: str, content: bytes, words: str, tmp_path: Path
) -> None:
    assert words in refused(content, tmp_path, name)


def test_a_png_may_have_4096_pixels_each_way(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(small_png(4096, 4096))
    assert load_image(tmp_path, "a.png").type == "image/png"


def test_an_image_of_the_largest_size_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(small_png(comment=bytes(MAX_BYTES - len(PNG))))
    assert len(load_image(tmp_path, "a.png").content) == 100_000


NAMES = {
    "another type": (
        "a.gif",
        "'a.gif' is not an image of an allowed type. Allowed: .svg, .png, .jpg, .jpeg, .webp",
    ),
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
    "no name of a file": ("a\0.svg", "null byte"),
}


@pytest.mark.parametrize(("name", "words"), NAMES.values(), ids=NAMES)
def test_a_file_that_is_no_image_beside_the_partners_is_refused(
    name: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "above.svg").write_bytes(drawing())
    directory = tmp_path / "partners"
    (directory / "below").mkdir(parents=True)
    (directory / "folder.svg").mkdir()
    (directory / "below" / "a.svg").write_bytes(drawing())
    (directory / "link.svg").symlink_to("../above.svg")
    (directory / "circle.svg").symlink_to("circle.svg")
    with pytest.raises(ValueError, match=re.escape(words)):
        load_image(directory, name)

"""SVG drawings: what is taken, what is taken out, and what is refused."""

from __future__ import annotations

import re
from base64 import b64encode

import pytest

from tests.partners.pictures import SHAPE, SVG, drawing, small_png
from widget.partners.svg import clean


def data(picture: bytes) -> str:
    """The address of a PNG that stands in the address itself."""
    return f"data:image/png;base64,{b64encode(picture).decode()}"


DATA = data(small_png())
LARGE_DATA = data(small_png(comment=bytes(60_000)))
HUNDRED = SHAPE * 100
USE = '<use href="#a"/>'


def cleaned(content: bytes) -> str:
    """What is served in place of a drawing, without the white space between its elements."""
    return re.sub(r">\s+<", "><", clean("a.svg", content).decode())


def refused(content: bytes) -> str:
    """Why a drawing is refused."""
    with pytest.raises(ValueError, match=r"^'a\.svg' ") as caught:
        clean("a.svg", content)
    return str(caught.value)


# Drawings as programs write them: what is drawn stays.

KEPT = {
    "a symbol that is used": f'<symbol id="a">{SHAPE}</symbol>{USE}',
    "Inkscape's clone": '<path d="M0 0h9v9z" id="a"/><use xlink:href="#a" x="1"/>',
    "Figma's picture as a pattern": '<rect fill="url(#p)"/><pattern id="p"><use xlink:href="#i"/>'
    f'</pattern><image xlink:href="{DATA}" id="i"/>',
    "CorelDRAW's styles": '<style>.fil0 {fill:#2B2A29} </style><path class="fil0" d="M0 0h9v9z"/>',
    "a flag's 50 stars": f'<marker id="a">{SHAPE}</marker>'
    f'<path d="M0 0{"h1" * 51}" marker-mid="url(#a)"/>',
    "a large clip of a large group": f'<clipPath id="a">{HUNDRED}</clipPath>'
    f'<g clip-path="url(#a)">{HUNDRED}</g>',
    "a large mask of a large group": f'<mask id="a">{HUNDRED}</mask>'
    f'<g style="MASK : url(#a)">{HUNDRED}</g>',
    "a large mask by class, after a comment": "<style>/*a;*/.a{mask:url(#a)}</style>"
    f'<mask id="a">{HUNDRED}</mask><g class="a">{HUNDRED}</g>',
    "a large pattern after another": f'<pattern id="a">{HUNDRED}</pattern>'
    f'<pattern href="#a" id="b">{HUNDRED}</pattern>',
    "a gradient of many colours": f'<linearGradient id="a">{"<stop/>" * 100}</linearGradient>'
    f'<g fill="url(#a)">{HUNDRED}</g>',
    "a large picture that is shown 30 times": f'<image href="{LARGE_DATA}" id="a"/>{USE * 30}',
    "a colour that looks like a reference": f'<g fill="#add" id="add">{SHAPE}</g>',
    "letters of Kazakh": "<text>Қонақүй</text>",
    "100 elements within each other": f"{'<g>' * 98}{SHAPE}{'</g>' * 98}",
}


@pytest.mark.parametrize("inside", KEPT.values(), ids=KEPT)
def test_a_drawing_is_taken_as_it_is(inside: str) -> None:
    assert inside.replace("xlink:href", "href") in cleaned(drawing(inside))


DOCTYPE = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
ENTITY = f'<!DOCTYPE svg [<!ENTITY ns_svg "{SVG}">]>'
XPACKET = '<metadata><?xpacket begin="" id="W5M0"?><?xpacket end="w"?></metadata>'
INKSCAPE = ' xmlns:i="http://www.inkscape.org/namespaces/inkscape"'
FONT = "@font-face{font-family:A;src:url(data:font/woff2;base64,d09GMg==)}"
UTF_16 = drawing("<text>Ж</text>", before='<?xml version="1.0" encoding="UTF-16"?>')

MENDED = {
    "a document type": (drawing(before=DOCTYPE), SHAPE),
    "Illustrator's entities": (
        f'{ENTITY}<svg xmlns="&ns_svg;" viewBox="0 0 9 9">{SHAPE}</svg>'.encode(),
        SHAPE,
    ),
    "an xpacket": (drawing(XPACKET + SHAPE), SHAPE),
    "Inkscape's file name": (
        drawing(attributes=rf'{INKSCAPE} i:export-filename="C:\a.png"'),
        SHAPE,
    ),
    "CorelDRAW's CDATA": (drawing("<style><![CDATA[.a{x:y}]]></style>"), "<style>.a{x:y}</style>"),
    "a font inside": (drawing(f"<style>{FONT}.a{{x:y}}</style><text>A</text>"), "<text>A</text>"),
    "a link": (drawing(f'<a xlink:href="https://a.kz/">{SHAPE}</a>'), f"<a>{SHAPE}</a>"),
    "UTF-16": (UTF_16.decode().encode("utf-16"), "<text>Ж</text>"),
    "a Cyrillic name of a gradient": (
        drawing('<linearGradient id="Ж"/><rect fill="url(#Ж)"/>'),
        '<linearGradient id="xd0x96"/><rect fill="url(#xd0x96)"/>',
    ),
    "a Cyrillic name of a clone": (
        drawing('<g id="Ж"/><use href="#Ж"/>'),
        '<g id="xd0x96"/><use href="#xd0x96"/>',
    ),
}


@pytest.mark.parametrize(("content", "kept"), MENDED.values(), ids=MENDED)
def test_a_drawing_is_taken_without_what_its_program_left(content: bytes, kept: str) -> None:
    assert kept in cleaned(content)


SIZES = {
    "a view": 'viewBox="-1,-1,.5,1e3"',
    "a view, and all of the width": 'viewBox="0 0 9 9" width="100%"',
    "width and height": 'width="90mm" height=".5"',
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_drawing_with_a_size_is_taken(size: str) -> None:
    assert SHAPE in cleaned(f'<svg xmlns="{SVG}" {size}>{SHAPE}</svg>'.encode())


# What could do more than be looked at goes; the rest of the drawing stays.

FILE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TAKEN_OUT = {
    "a script": (drawing(f"<script>alert(1)</script>{SHAPE}"), "alert"),
    "an event handler": (drawing(attributes=' onload="alert(1)"'), "alert"),
    "an animation's handler": (drawing(f'<set onbegin="alert(1)"/>{SHAPE}'), "alert"),
    "a page": (drawing(f"<foreignObject><p>text</p></foreignObject>{SHAPE}"), "text"),
    "a script as a link": (drawing(f'<a href="javascript:alert(1)">{SHAPE}</a>'), "alert"),
    "a file of the server": (drawing(f"<text>&a;</text>{SHAPE}", before=FILE), "root:"),
}


@pytest.mark.parametrize(("content", "gone"), TAKEN_OUT.values(), ids=TAKEN_OUT)
def test_what_does_more_is_taken_out(content: bytes, gone: str) -> None:
    text = cleaned(content)
    assert gone not in text
    assert SHAPE in text


# What cannot be shown.

SIZE = "has no size. Allowed: an <svg> with viewBox, or width and height"
UNREADABLE = f'is not an SVG that can be read. Allowed: <svg xmlns="{SVG}"> in UTF-8'
DEEP = "has elements nested more than 100 deep"
TEXT_PATH = '<path id="a" d="M0 9h9"/><text><textPath href="#a">A</textPath></text>'
DEEP_ENTITY = f'<!DOCTYPE svg [<!ENTITY a "{"<g>" * 100}{"</g>" * 100}">]>'

NO_DRAWING = {
    "nothing": (b"", "is not an SVG: no element found: line 1, column 0"),
    "a slip": (drawing("\n</g>"), "is not an SVG: mismatched tag: line 2, column 2"),
    "an unknown encoding": (
        drawing(before='<?xml version="1.0" encoding="koi"?>'),
        "is not an SVG: unknown encoding: koi",
    ),
    "Windows' encoding": (
        drawing(before='<?xml version="1.0" encoding="windows-1251"?>'),
        UNREADABLE,
    ),
    "no namespace": (f'<svg viewBox="0 0 9 9">{SHAPE}</svg>'.encode(), UNREADABLE),
    "a group": (
        f'<g xmlns="{SVG}">{SHAPE}</g>'.encode(),
        "is not an SVG: its first element is <g>. Allowed: <svg> with SVG's xmlns",
    ),
    "no size": (f'<svg xmlns="{SVG}">{SHAPE}</svg>'.encode(), SIZE),
    "all of the width": (f'<svg xmlns="{SVG}" width="100%" height="9"/>'.encode(), SIZE),
    "no height": (f'<svg xmlns="{SVG}" viewBox="0 0 9 0"/>'.encode(), SIZE),
    "text along a path": (
        drawing(TEXT_PATH),
        "has text along a path. Allowed: this text, converted to shapes",
    ),
    "101 elements within each other": (drawing(f"{'<g>' * 99}{SHAPE}{'</g>' * 99}"), DEEP),
    "101 by an entity": (drawing("&a;", before=DEEP_ENTITY), DEEP),
}


@pytest.mark.parametrize(("content", "words"), NO_DRAWING.values(), ids=NO_DRAWING)
def test_what_cannot_be_shown_is_refused(content: bytes, words: str) -> None:
    assert refused(content) == f"'a.svg' {words}"


# What would hang a browser.

TOO_OFTEN = "'a.svg' draws too many elements. Allowed: at most 10000 elements"


def multiplied(shows: str, part: str) -> str:
    """Parts that each show the one before ten times: 100,000 shapes in all."""
    parts = [part.format(0, SHAPE)]
    parts += [part.format(level, shows.format(level - 1) * 10) for level in range(1, 6)]
    return "".join(parts) + shows.format(5)


def styled(sheet: str, element: str = "") -> str:
    """A pattern of 100 shapes that a style sheet fills an element with."""
    return f'<style>{sheet}</style><pattern id="a">{HUNDRED}</pattern>{element}'


PATTERN = '<pattern id="a{}">{}</pattern>'
HANGING = {
    "uses of uses": multiplied('<use href="#a{}"/>', '<g id="a{}">{}</g>'),
    "uses of uses by escaped names": multiplied('<use href="#%61{}"/>', '<g id="a{}">{}</g>'),
    "patterns of patterns": multiplied('<rect fill="url(#a{})"/>', PATTERN),
    "patterns of patterns by style": multiplied('<rect style="STROKE : URL( #a{} )"/>', PATTERN),
    "masks of masks": multiplied('<g mask="url(#a{})"/>', '<mask id="a{}">{}</mask>'),
    "a marker at 9,000 points": f'<marker id="a">{SHAPE}</marker>'
    f'<path marker-mid="url(#a)" d="M0 0{"h1" * 9000}"/>',
    "a fill that a group passes on": f'<pattern id="a">{HUNDRED}</pattern>'
    f'<g fill="url(#a)">{HUNDRED}</g>',
    "fills that patterns inherit": multiplied(
        '<rect fill="url(#a{})"/>', '<g fill="url(#b{0})"><pattern id="a{0}">{1}</pattern></g>'
    ),
    "a fill by class": styled(".c{fill:url(#a)}", f'<g class="b c">{HUNDRED}</g>'),
    "a fill by id": styled("#b{fill:url(#a)}", f'<g id="b">{HUNDRED}</g>'),
    "a fill by tag": styled("i,g{fill:url(#a)}", f"<g>{HUNDRED}</g>"),
    "a fill by a sheet with an element": styled("<g/>g{fill:url(#a)}", f"<g>{HUNDRED}</g>"),
    "a fill by another selector": styled(":not(.b){fill:url(#a)}"),
    "a fill before a rule within a rule": styled(".b{fill:url(#a);.c{x:y}}"),
    "a long path": f'<path id="a" d="{"h1" * 20000}"/>{USE * 30}',
    "a long text": f'<text id="a">{"a" * 40000}</text>{USE * 30}',
    "a long text after a part of it": f'<text id="a"><tspan/>{"a" * 40000}</text>{USE * 30}',
    "the first of two by one id": f'<g id="a">{HUNDRED}</g><g id="a"/>{USE * 100}',
    "two that show each other": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "a chain of 2,000": "".join(
        f'<g id="a{number}"><use href="#a{number + 1}"/></g>' for number in range(2000)
    ),
}


@pytest.mark.parametrize("inside", HANGING.values(), ids=HANGING)
def test_a_drawing_that_would_hang_a_browser_is_refused(inside: str) -> None:
    assert refused(drawing(inside)) == TOO_OFTEN


def test_a_drawing_may_draw_as_many_elements_as_are_allowed() -> None:
    most = f'<g id="a">{"<g/>" * 1998}</g>{USE * 4}'
    assert USE in cleaned(drawing(most))
    assert refused(drawing(f"{most}<g/>")) == TOO_OFTEN


def test_entities_that_multiply_are_refused() -> None:
    entity = f'<!DOCTYPE svg [<!ENTITY a "{"a" * 20000}">]>'
    assert "amplification" in refused(drawing("&a;" * 20000, before=entity))

